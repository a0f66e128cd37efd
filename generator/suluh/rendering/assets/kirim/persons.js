// Data of persons: numbers and addresses by their shape, columns by their name. Nothing of it is shown whole.
import { finding, warning, fold, isAscii } from "./findings.js";
import { unescapeSome } from "./cells.js";
import { findOddTexts } from "./odd-texts.js";
import { Places } from "./table.js";
import { columnLetters } from "./workbook.js";

const NIK_LENGTH = 16;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SIGN = "[ \\t\\r\\n.,\\-/_*'`~\\\\:]";
const BETWEEN = `(?:${SIGN}{0,3}|[ ./-]{4,5})`;
const CHAIN = new RegExp(`[0-9](?:${BETWEEN}[0-9]){15,}`, "g");
const SHAPES = [[4, 4, 4, 4], [6, 6, 4], [6, 10], [12, 4], [8, 8], [6, 2, 2, 2, 4], [2, 2, 2, 6, 4], [2, 2, 2, 2, 2, 2, 4], [1, 3, 3, 3, 3, 3]];
const COMMA_SHAPES = [SHAPES[0], SHAPES[1], SHAPES[8]].map(String);
const DATE_PAIRS = ["2,2,4,2,2,4", "4,2,2,4,2,2"];
const KNOWN_SHAPES = SHAPES.map(String);
const HEX = /[0-9a-fA-F]{32,}|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}/g;
const LOOKALIKES = { O: "0", o: "0", Q: "0", D: "0", I: "1", i: "1", l: "1", L: "1", "|": "1", S: "5", s: "5", B: "8" };
const SPOILT = /(?<![0-9A-Za-z])[0-9OoQDIilL|SsB](?:[ .\-/_]{0,3}[0-9OoQDIilL|SsB]){15,40}(?![0-9A-Za-z])/g;
const LABELLED_NIK = /\b(?:NIK|(?:no\.?|nomor)\s*(?:e-?)?KTP)\b[^\p{L}\p{N}_]{0,5}([0-9][0-9 .-]{14,22})/giu;
const KK_LABEL = /\b(?:no\.?\s*kk|nomor\s*kk|kk|kartu\s+keluarga)[^\p{L}\p{N}_]{0,8}$/iu;
const FORMATTED_NPWP = /(?<![0-9])[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}(?![0-9])/g;
const LABELLED_NPWP = /\bNPWP\b[^\p{L}\p{N}_]{0,5}([0-9][0-9 .-]{13,24})/giu;
const BARE_PHONE = /^\+?(?:62|0)?[ -]?8[1-9](?:[ .()-]{0,2}[0-9]){7,10}$/;
const PHONE = /(?<![0-9.,/])\(?(?:\+ ?62|0062|0)\)?[ -]?\(?(8[1-9](?:[ .()-]{0,2}[0-9]){7,10})(?![0-9])/g;
const FOREIGN_PHONE = /(?<![0-9.,/+])(?:62[ -]?|\(62\)[ -]?)8(?:1[1-9]|2[1-38]|3[1-38]|5[1-9]|7[7-9]|8[1-9]|9[5-9])[0-9]?([ .-])[0-9]{3,4}\1[0-9]{3,5}(?![0-9])|\(62\)[ -]?8[1-9][0-9]{7,10}(?![0-9])/g;
const SIXTEEN = /(?<![0-9])(?<![0-9][.-])(?:[0-9]{4}([.-])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|[0-9]{6}([.-])[0-9]{6}\2[0-9]{4})(?![.-]?[0-9])/g;
const LABELLED_PHONE = /(?:\b(?:hp|wa|whats ?app|telp|telepon|tlp|ponsel|kontak|hubungi)\b[^\p{L}\p{N}_]{0,5}|wa\.me\/)\+?(62[ -]?8[1-9](?:[ .-]?[0-9]){7,10})(?![0-9])/giu;
const ACCOUNT = /\b(?:no\.?\s*rek(?:ening)?|norek|nomor\s+rek(?:ening)?)\b[\s.:]{0,4}(?:[A-Za-z]{2,12}[\s.:]{1,3})?([0-9](?:[ -]?[0-9]){7,15})(?![0-9.])/gi;
const BANK_ACCOUNT = /(?<![0-9.-])[0-9]{4}([.-])[0-9]{2}\1[0-9]{6}\1[0-9]{2}\1[0-9](?![0-9]|[.-][0-9])/g;
const CARD = [
  [/\b(?:(?:no\.?|nomor)\s*)?(?:paspor|passport)\b[^\p{L}\p{N}_]{0,5}([A-Za-z][0-9]{6,7})(?![0-9])/giu, true],
  [/\b(?:(?:no\.?|nomor)\s*)?(?:bpjs|jkn|kis)\b[^\p{L}\p{N}_]{0,5}([0-9]{13})(?![0-9])/giu, false],
  [/\b(?:(?:no\.?|nomor)\s*)?SIM(?:\s*[ABC])?\b[^\p{L}\p{N}_]{0,5}([0-9]{12,14})(?![0-9])/giu, false],
  [/\b(?:(?:no\.?|nomor)\s*)?(?:nopol|no\.?\s*polisi|nomor\s+polisi|plat(?:\s+nomor)?)\b[^\p{L}\p{N}_]{0,5}([A-Za-z]{1,2}[ ]?[0-9]{1,4}[ ]?[A-Za-z]{1,3})\b/giu, true],
];
const NIP = /(?<![0-9.])(?:19[4-9][0-9]|200[0-9])(?:[ .]?[0-9]){14}(?![0-9])/g;
const DAMAGED = /(?<![0-9.,])[1-9][.,][0-9]{2,15} ?(?:[eE]\+?| ?[x×*·.] ?10 ?\^? ?)15(?![0-9])/g;
const ADDRESS = /\bRT\.?\s*0?[0-9]{1,3}\s*[/,-]?\s*RW\.?\s*0?[0-9]{1,3}\b|\bRT\.?\s*\/\s*RW\.?[^\p{L}\p{N}_]{0,3}[0-9]{1,3}\s*\/\s*[0-9]{1,3}|\bRT\.?\s*0?[0-9]{1,3}\s*\/\s*0?[0-9]{1,3}\b/giu;
const MAIL = /(?<![A-Za-z0-9])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})(?:@| ?[([{] ?(?:at|et) ?[)\]}] ?)((?:[A-Za-z0-9-]{1,63}(?:\.| ?[([{] ?(?:dot|titik) ?[)\]}] ?)){1,6}[A-Za-z]{2,24})/gi;
const BARE_TAG = /<\/?[A-Za-z][A-Za-z0-9]{0,9}(?: [A-Za-z-]{1,20}(?:=(?:"[^"0-9@<>\n]{0,80}"|'[^'0-9@<>\n]{0,80}'|[a-z-]{1,40}))?){0,4} ?\/?>|<!--[^0-9@\n>]{0,80}-->/g;
/** What may hold anything at all: most cells do not. */
const SUSPECT = /(?:[0-9][^0-9]{0,8}){7}|@|[([{] ?(?:at|et) ?[)\]}]|[0-9]e\+?15|10\^?15|\brt\b/i;

const digitsOf = (text) => text.replace(/[^0-9]/g, "");

/** The same text as a reader would type it: ASCII digits, dashes and blanks, nothing invisible. */
function plainText(text, rules) {
  text = text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1d\x7f]/g, "");
  if (text.includes("&")) text = unescapeSome(text, rules);
  if (text.includes("<")) text = text.replace(BARE_TAG, "");
  if (text.includes("\\")) {
    text = text.replace(/\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))/g, (whole, wide, narrow) => {
      const sign = String.fromCharCode(parseInt(wide || narrow, 16));
      return sign >= " " && sign <= "~" ? sign : whole;
    });
  }
  if (text.includes("%3")) text = text.replace(/(?:%3[0-9]){4,}/g, (run) => run.replace(/%3/g, ""));
  if (isAscii(text)) return text;
  return text.normalize("NFKC").replace(/[^\x00-\x7f]/gu, (sign) => {
    if (/[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/u.test(sign)) return "";
    if (/\p{Nd}/u.test(sign)) return String(digitOf(sign));
    if (/\p{Pd}|−/u.test(sign)) return "-";
    if (/[\p{Zs}\p{Zl}\p{Zp}⠀]/u.test(sign)) return " ";
    return "·•‧∙".includes(sign) ? "." : "‘’".includes(sign) ? "'" : sign;
  });
}

function digitOf(sign) {
  let low = sign.codePointAt(0);
  for (let step = 0; step < 9 && /\p{Nd}/u.test(String.fromCodePoint(low - 1)); step++) low--;
  return (sign.codePointAt(0) - low) % 10;
}

/** A column's name for comparison: lower case, `_` for whatever is no letter or digit. */
function plainName(name, rules) {
  const parts = fold(plainText(name, rules)).replace(/[^\p{L}\p{N}]/gu, " ").split(" ").filter(Boolean);
  return parts.length > 1 && parts.every((part) => [...part].length === 1) ? parts.join("") : parts.join("_");
}

function isNik(digits, rules) {
  if (!rules.persons.districts.has(digits.slice(0, 6)) || digits.slice(12) === "0000") return false;
  let day = Number(digits.slice(6, 8));
  const [month, year] = [Number(digits.slice(8, 10)), Number(digits.slice(10, 12))];
  if (day > 40) day -= 40;
  if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) return false;
  return !(month === 2 && day === 29) || [1900 + year, 2000 + year].some((age) => (age % 4 === 0 && age % 100 !== 0) || age % 400 === 0);
}

function hasCheckDigit(digits) {
  let total = 0;
  [...digits].reverse().forEach((sign, place) => {
    const value = Number(sign) * (1 + (place % 2));
    total += value > 9 ? value - 9 : value;
  });
  return total % 10 === 0 && /[1-9]/.test(digits);
}

function isNpwp(digits, rules) {
  if (digits.length === 16) return digits[0] === "0" ? hasCheckDigit(digits.slice(1, 10)) : isNik(digits, rules);
  return digits.length === 15 && hasCheckDigit(digits.slice(0, 9));
}

function isNip(digits) {
  if (digits.length !== 18 || digits.slice(0, 4) < "1940" || digits.slice(0, 4) > "2009") return false;
  const [month, day, start] = [digits.slice(4, 6), digits.slice(6, 8), digits.slice(12, 14)].map(Number);
  const born = month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1];
  const year = digits.slice(8, 12);
  return born && year >= "1960" && year <= "2099" && ((start >= 1 && start <= 12) || start === 21) && "12".includes(digits[14]);
}

/** [start, end, digits] of every sixteen digits that read as one number. */
function findChains(text) {
  const found = [];
  for (const chain of text.matchAll(CHAIN)) {
    const groups = [...chain[0].matchAll(/[0-9]+/g)].map((match) => [chain.index + match.index, chain.index + match.index + match[0].length]);
    const places = new Map();
    for (const [start, end] of candidates(text, groups)) places.set(`${start}-${end}`, [start, end]);
    const sorted = [...places.values()].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    found.push(...sorted.map(([start, end]) => [start, end, digitsOf(text.slice(start, end))]));
  }
  return found;
}

const sizesOf = (groups) => groups.map(([start, end]) => end - start);
const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);
const signsOf = (text, groups) => new Set(groups.slice(1).map(([start], at) => text.slice(groups[at][1], start)));

function candidates(text, groups) {
  const sizes = sizesOf(groups);
  const total = sum(sizes);
  if (total === NIK_LENGTH) return isPlausible(text, groups, sizes) ? [[groups[0][0], groups[groups.length - 1][1]]] : [];
  if (total < NIK_LENGTH) return [];
  const found = groups.filter(([start, end], at) => end - start === NIK_LENGTH && (at === 0 || ![".", ","].includes(text.slice(groups[at - 1][1], start))));
  for (const shape of SHAPES) {
    for (let at = 0; at + shape.length <= sizes.length; at++) {
      if (!shape.every((size, step) => sizes[at + step] === size)) continue;
      const part = groups.slice(at, at + shape.length);
      if (signsOf(text, part).size === 1) found.push([part[0][0], part[part.length - 1][1]]);
    }
  }
  const [low, high] = [groups[0][0], groups[groups.length - 1][1]];
  for (const token of text.slice(low, high).matchAll(/[^ \t\r\n]{17,}/g)) {
    const part = [...token[0].matchAll(/[0-9]+/g)].map((match) => {
      const start = low + token.index + match.index;
      return [start, start + match[0].length];
    });
    if (part.length > 1 && sum(sizesOf(part)) === NIK_LENGTH && isPlausible(text, part, sizesOf(part))) found.push([part[0][0], part[part.length - 1][1]]);
  }
  return found;
}

function isPlausible(text, groups, sizes) {
  if (sizes.length === 1) return true;
  const signs = signsOf(text, groups);
  const shape = String(sizes);
  if (DATE_PAIRS.includes(shape)) return false;
  if ([...signs].some((sign) => /[,:]/.test(sign))) return signs.size === 1 && COMMA_SHAPES.includes(shape);
  if (KNOWN_SHAPES.includes(shape)) return true;
  if (signs.size === 1) {
    const decimal = sizes.length === 2 && sizes[0] <= 3;
    const budget = signs.has(".") && sizes[0] === 1 && new Set(sizes).size > 2;
    return !decimal && !budget;
  }
  let cut = 0;
  return sizes.slice(0, -1).every((size) => (cut += size) % 2 === 0);
}

const hit = (code, match, group = 0) => {
  const text = match[group];
  const start = group ? match.index + match[0].lastIndexOf(text) : match.index;
  return { code, start, end: start + text.length, value: text };
};

function* byHint(text, hints) {
  const cell = text.replace(/^[ '`]+|[ '`]+$/g, "");
  const start = text.indexOf(cell);
  const whole = { start, end: start + cell.length, value: cell };
  const digits = digitsOf(cell);
  if (hints.has("nik") && digits.length === NIK_LENGTH) yield { code: digits.endsWith("0000") ? "I009" : "I001", ...whole };
  if (hints.has("kk") && digits.length === NIK_LENGTH) yield { code: "I002", ...whole };
  if (hints.has("npwp") && [15, 16].includes(digits.length) && /^[0-9 .-]+$/.test(cell)) yield { code: "I003", ...whole };
  if (hints.has("telepon") && !hints.has("kantor") && BARE_PHONE.test(cell)) yield { code: "I004", ...whole };
  if (hints.has("rekening") && digits.length >= 8 && digits.length <= 16 && /^[0-9 -]+$/.test(cell)) yield { code: "I006", ...whole };
}

function* byShape(text, hints, rules) {
  for (const [start, end, digits] of findChains(text)) {
    if (!isNik(digits, rules)) continue;
    const family = (hints.has("kk") || KK_LABEL.test(text.slice(0, start))) && Number(digits.slice(6, 8)) <= 31;
    yield { code: family ? "I002" : "I001", start, end, value: text.slice(start, end) };
  }
  for (const match of text.matchAll(SPOILT)) {
    const word = match[0];
    if (!/[OoQDIilL|SsB]/.test(word)) continue;
    for (const [start, end, digits] of findChains(word.replace(/[OoQDIilL|SsB]/g, (sign) => LOOKALIKES[sign]))) {
      const written = word.slice(start, end);
      const real = digitsOf(written).length;
      if (real >= 11 && real < NIK_LENGTH && isNik(digits, rules)) yield { code: "I001", start: match.index + start, end: match.index + end, value: written };
    }
  }
  for (const match of text.matchAll(FORMATTED_NPWP)) if (isNpwp(digitsOf(match[0]), rules)) yield hit("I003", match);
  for (const match of text.matchAll(BANK_ACCOUNT)) yield hit("I006", match);
  if (!hints.has("kantor")) {
    const sixteen = [...text.matchAll(SIXTEEN)].map((match) => [match.index, match.index + match[0].length]);
    for (const match of [...text.matchAll(PHONE), ...text.matchAll(FOREIGN_PHONE)]) {
      const end = match.index + match[0].length;
      if (!sixteen.some(([low, high]) => low < match.index && end === high)) yield hit("I004", match);
    }
  }
  for (const match of text.matchAll(NIP)) if (isNip(digitsOf(match[0]))) yield hit("I008", match);
  for (const match of text.matchAll(LABELLED_NIK)) if (digitsOf(match[1]).length === NIK_LENGTH) yield hit("I001", match, 1);
  for (const match of text.matchAll(LABELLED_NPWP)) if ([15, 16].includes(digitsOf(match[1]).length)) yield hit("I003", match, 1);
  if (!hints.has("kantor")) for (const match of text.matchAll(LABELLED_PHONE)) yield hit("I004", match, 1);
  for (const match of text.matchAll(ACCOUNT)) yield hit("I006", match, 1);
  for (const [form, capitals] of CARD) {
    for (const match of text.matchAll(form)) if (!capitals || match[1] === match[1].toUpperCase()) yield hit("I007", match, 1);
  }
  for (const match of text.matchAll(MAIL)) if (!isOfficeMail(match, rules)) yield hit("I005", match);
  for (const match of text.matchAll(DAMAGED)) {
    const begins = digitsOf(match[0].split(/[eE x×*]/)[0]);
    const long = begins.length >= 6;
    if ((long ? rules.persons.districts : rules.persons.provinces).has(begins.slice(0, long ? 6 : 2))) yield hit("I009", match);
  }
  for (const match of text.matchAll(ADDRESS)) yield hit("I012", match);
}

function isOfficeMail(match, rules) {
  const { domains, boxes, begins } = rules.persons.mail;
  const domain = match[2].toLowerCase().replace(/ ?[([{] ?(?:dot|titik) ?[)\]}] ?/gi, ".");
  if (domains.some((rule) => domain === rule || domain.endsWith(`.${rule}`))) return true;
  const box = match[1].toLowerCase();
  return boxes.has(box.split(/[._+-]/)[0]) || boxes.has(box) || begins.test(box);
}

const NONE = new Set();

/** Everything personal in one plain text, in order, no two in one place. */
function findPersonal(text, rules, hints = NONE) {
  const found = hints.size ? [...byHint(text, hints)] : [];
  if (SUSPECT.test(text)) found.push(...byShape(text, hints, rules));
  if (!found.length) return [];
  const taken = [...text.matchAll(HEX)].map((match) => [match.index, match.index + match[0].length]);
  const kept = [];
  for (const each of found) {
    if (taken.some(([low, high]) => each.start < high && low < each.end)) continue;
    kept.push(each);
    taken.push([each.start, each.end]);
  }
  return kept.sort((one, other) => one.start - other.start);
}

const maskValue = (value) => (value.length >= 10 ? `${value.slice(0, 4)}${"•".repeat(value.length - 6)}${value.slice(-2)}` : "•".repeat(8));

/** The text with everything personal in it masked. */
export function maskText(text, rules) {
  if (!rules.persons) return text;
  let plain = plainText(text, rules);
  const hits = findPersonal(plain, rules).filter((each) => each.code !== "I012");
  for (const each of hits.reverse()) plain = plain.slice(0, each.start) + maskValue(each.value) + plain.slice(each.end);
  return hits.length ? plain : text;
}

function hintsOf(name, rules) {
  const plain = plainName(name, rules);
  const { counting, offices, hints } = rules.persons;
  if (!plain || counting.includes(plain.split("_")[0])) return NONE;
  const found = new Set(hints.filter(([, form]) => form.test(plain)).map(([kind]) => kind));
  if (plain.split("_").some((word) => offices.includes(word))) found.add("kantor");
  return found;
}

/** What a column of this name would hold that may not be submitted; empty if it may. */
export function forbiddenMeaning(name, rules) {
  const plain = plainName(name, rules);
  const { counting, offices, forbidden } = rules.persons;
  if (!plain || counting.includes(plain.split("_")[0]) || plain.split("_").some((word) => offices.includes(word))) return "";
  return forbidden.find(([form]) => form.test(plain))?.[1] || "";
}

/** Findings of persons in a table; `doubtful` ones may be let in by what stands beside them, which is seen later. */
export function scanTable(table, declared, rules) {
  const findings = [];
  const places = new Places(table);
  const place = (index, at) => {
    const name = table.header[at] ?? "";
    return index < 0 ? places.ofHeader(name) : places.ofCell(index, name);
  };
  const hints = table.header.map((name) => hintsOf(name, rules));
  const addresses = new Map();
  const look = (cells, index) => {
    cells.forEach((cell, at) => {
      if (!cell) return;
      for (const each of findPersonal(plainText(cell, rules), rules, index < 0 ? NONE : hints[at] || NONE)) {
        if (each.code === "I012") {
          if (!addresses.has(at)) addresses.set(at, []);
          addresses.get(at).push(index);
          continue;
        }
        const make = each.code === "I008" ? warning : finding;
        findings.push(make(each.code, place(index, at), { value: maskValue(each.value) }));
      }
    });
  };
  look(table.header, -1);
  table.rows.forEach(look);
  findings.push(...findOddTexts(table, place));
  for (const { number, line, cells, sheet } of table.ragged) {
    cells.forEach((text, at) => {
      for (const each of findPersonal(plainText(text, rules), rules, hints[at] || NONE)) {
        if (each.code === "I012") continue;
        const make = each.code === "I008" ? warning : finding;
        const cell = sheet ? `${columnLetters(table.firstColumn + at)}${line}` : "";
        findings.push(make(each.code, { row: number, line, cell, field: table.header[at] ?? "" }, { value: maskValue(each.value) }));
      }
    });
  }
  for (const [at, rows] of addresses) findings.push(warning("I012", place(rows[0], at), { details: { jumlah: String(rows.length) } }));
  table.header.forEach((name, at) => {
    const meaning = forbiddenMeaning(name, rules);
    if (meaning) findings.push(finding("I010", place(-1, at), { details: { arti: meaning } }));
  });
  return findings;
}
