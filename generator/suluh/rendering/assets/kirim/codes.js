// Codes: those that a spreadsheet changed, and those that are nowhere; regions above all.
import { strip } from "./findings.js";
import { isMissing } from "./cells.js";

const FIGURES = /^[0-9]+(?:[. -][0-9]+)*$/;
const EXPONENT = /^([0-9]+(?:[.,][0-9]+)?)[eE]\+?([0-9]{1,2})$/;
const MONTHS = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"];
const ENGLISH = { may: 5, aug: 8, agt: 8, ags: 8, oct: 10, dec: 12 };
const bareNumber = (part) => part.replace(/^0+(?=[0-9])/, "");
const REPLACED = ["R001", "R002", "R004", "R005"];
const NUMBERS = ["F209", "F210"];
const NAMING = ["R004", "T201", "T202", "T203", "T204"];

/** Known codes, found by their figures however these are parted or padded with zeros. */
class CodeForms {
  constructor(known) {
    this.known = known;
    this.byDigits = new Map();
    this.byNumbers = new Map();
    for (const code of [...known].sort()) {
      if (!FIGURES.test(code)) continue;
      const parts = code.split(/[. -]/);
      push(this.byDigits, parts.join(""), code);
      push(this.byNumbers, parts.map(bareNumber).join("."), code);
    }
  }

  /** The one known code that has the text's figures; with `whole` no zero may be missing at its end. */
  recover(text, whole = false) {
    const plain = text.replace(/^[ \t\u00a0]+|[ \t\u00a0]+$/g, "");
    if (this.known.has(plain)) return plain;
    if (!FIGURES.test(plain)) return "";
    const parts = plain.split(/[. -]/);
    const found = new Set([
      ...(this.byDigits.get(parts.join("")) || []),
      ...(this.byNumbers.get(parts.map(bareNumber).join(".")) || []),
    ]);
    if (parts.length > 1 && this.known.has(`${plain}0`)) {
      if (whole) return "";
      found.add(`${plain}0`);
    }
    return found.size === 1 ? [...found][0] : "";
  }

  recoverExponent(text) {
    const match = EXPONENT.exec(strip(text));
    if (!match) return "";
    const [whole, fraction = ""] = match[1].split(/[.,]/);
    const power = Number(match[2]) - fraction.length;
    const figures = BigInt(whole + fraction);
    if (power <= 0) return this.recover(String(figures / 10n ** BigInt(-power)));
    const step = 10n ** BigInt(power);
    const number = figures * step;
    const [low, high] = [2n * number - step, 2n * number + step];
    const length = String(number).length;
    const found = new Set();
    for (const [digits, codes] of this.byDigits) {
      if (digits.length !== length) continue;
      const twice = 2n * BigInt(digits);
      if (twice >= low && twice < high) codes.forEach((code) => found.add(code));
    }
    return found.size === 1 ? [...found][0] : "";
  }

  recoverDate({ year, month, day }) {
    const short = year % 100;
    for (const form of [[day, month, short], [short, month, day], [day, month]]) {
      const codes = this.byNumbers.get(form.join("."));
      if (codes) return codes.length === 1 ? codes[0] : "";
    }
    return "";
  }
}

function push(map, key, value) {
  if (map.has(key)) map.get(key).push(value);
  else map.set(key, [value]);
}

const isExponent = (text) => text.includes("+") && EXPONENT.test(strip(text));

function makeDay(year, month, day) {
  const moment = new Date(Date.UTC(2000, 0, 1));
  moment.setUTCFullYear(year, month - 1, day);
  const real = year >= 1 && year <= 9999 && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return real ? { year, month, day } : null;
}

function readDate(text) {
  const plain = strip(text);
  let match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T00:00:00)?$/.exec(plain);
  if (match) return makeDay(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})$/.exec(plain);
  const full = (year) => (year > 99 ? year : 2000 + year);
  if (match) return makeDay(full(Number(match[3])), Number(match[2]), Number(match[1]));
  match = /^([0-9]{1,2})[- ]([A-Za-z]{3,9})(?:[- ]([0-9]{2,4}))?$/.exec(plain);
  if (!match) return null;
  const word = match[2].toLowerCase().slice(0, 3);
  const month = MONTHS.indexOf(word) + 1 || ENGLISH[word] || 0;
  return makeDay(full(Number(match[3] || 2000)), month, Number(match[1]));
}

function readSerial(text) {
  const plain = strip(text);
  if (!/^[0-9]{5}$/.test(plain) || Number(plain) < 20000 || Number(plain) >= 60000) return null;
  const moment = new Date(Date.UTC(1899, 11, 30) + Number(plain) * 86400000);
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, day: moment.getUTCDate() };
}

function lostZeros(cell, original) {
  const [parts, whole] = [cell.split("."), original.split(".")];
  if (cell.length >= original.length || parts.length !== whole.length) return false;
  const bare = (part) => part.replace(/^0+/, "");
  return parts.every((part, at) => bare(part) === bare(whole[at]) || `${part}0` === whole[at]);
}

function explainCode(cell, forms, referring) {
  if (isExponent(cell)) return ["T201", forms.recoverExponent(cell)];
  const day = readDate(cell);
  if (day) return ["T202", forms.recoverDate(day)];
  if (!referring) return ["", ""];
  const serial = readSerial(cell);
  const recovered = forms.recover(cell);
  if (serial && !recovered) {
    const original = forms.recoverDate(serial);
    if (original) return ["T203", original];
  }
  const plain = strip(cell);
  const regrouped = /^[0-9]{1,3}(?:\.[0-9]{3})+(?:\.[0-9]+)*$/.test(plain);
  if (recovered && recovered !== plain && (regrouped || lostZeros(plain, recovered))) return ["T204", recovered];
  return ["", ""];
}

/** Findings for cells of code columns that hold an exponent, a date, or a code of another form. */
export function checkMangledCodes(places, columns, declared, lists) {
  const findings = [];
  for (const [field, at] of columns) {
    if (field.type !== "string") continue;
    const key = declared.foreignKeys.filter((each) => each.fields.length === 1 && each.fields[0] === field.name).pop();
    let known = null;
    if (key) {
      known = lists.codesOf(key);
      if (!known) continue;
    } else if (!field.name.startsWith("kode")) continue;
    const forms = known ? lists.formsOf(key) : new CodeForms(new Set());
    for (const [index, row] of places.table.rows.entries()) {
      const cell = row[at];
      if (!/^\p{Nd}/u.test(cell) || known?.has(cell) || isMissing(cell, field)) continue;
      if (!known && /^\p{Nd}+$/u.test(cell.replaceAll(".", ""))) continue;
      const [code, original] = explainCode(cell, forms, Boolean(known));
      if (code) findings.push(places.note(code, index, field, cell, { asli: field.closed ? "(dirahasiakan)" : original || "@asli_tidak_pasti" }));
    }
  }
  return findings;
}

const cellOf = (each) => `${each.row}\u0000${each.field}`;

export function replaceFindings(findings, mangled) {
  const told = new Set(mangled.map(cellOf));
  return [...findings.filter((each) => !REPLACED.includes(each.code) || !told.has(cellOf(each))), ...mangled];
}

export function tellNumbersOnce(findings) {
  const numbers = new Set(findings.filter((each) => NUMBERS.includes(each.code)).map(cellOf));
  const named = new Set(findings.filter((each) => NAMING.includes(each.code)).map(cellOf).filter((cell) => numbers.has(cell)));
  return findings.filter((each) => {
    const cell = cellOf(each);
    if (NUMBERS.includes(each.code)) return !named.has(cell);
    return !(REPLACED.includes(each.code) && numbers.has(cell) && !named.has(cell));
  });
}

/** A code in the dotted form: `747201` → `74.72.01`; other text as it is. */
function dotRegionCode(code) {
  const digits = code.replace(/[. -]/g, "");
  if (!/^(?:[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$/.test(digits)) {
    return /^[0-9]{2}(?:\.[0-9]{2})*\.[0-9]$/.test(code) ? `${code}0` : code;
  }
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)].filter(Boolean).join(".");
}

function explainRegion(code, lists) {
  const plain = strip(code);
  const former = (found) => ({ nama: found[0], terakhir: found[1] });
  if (lists.former.has(plain)) return ["R003", former(lists.former.get(plain))];
  const dotted = dotRegionCode(plain);
  if (dotted !== code && lists.hasRegion(dotted)) return ["R004", { benar: dotted, nama: lists.regionName(dotted) }];
  if (lists.former.has(dotted)) return ["R003", former(lists.former.get(dotted))];
  return ["R002", { bps: /^(?:[0-9]{7}|[0-9]{10})$/.test(plain) ? "@bps" : "@not_bps" }];
}

/** A finding for each row whose key occurs nowhere, for keys whose list is at hand. */
export function checkReferences(places, columns, declared, lists) {
  const at = new Map(columns.map(([field, index]) => [field.name, [field, index]]));
  const findings = [];
  for (const key of declared.foreignKeys) {
    if (!key.fields.every((name) => at.has(name))) continue;
    const region = key.package === "wilayah";
    const known = key.fields.length === 1 ? lists.keysOf(key) : null;
    if (!known) continue;
    const [field, index] = at.get(key.fields[0]);
    for (const [number, row] of places.table.rows.entries()) {
      const cell = row[index];
      if (known.has(cell) || isMissing(cell, field)) continue;
      let [code, details] = region
        ? explainRegion(cell, lists)
        : [key.package === "nomenklatur" ? "R005" : "R001", { acuan: key.package || key.resource || "-", kolom_acuan: key.referenceFields.join(", ") }];
      if (region && field.closed) details = Object.fromEntries(Object.keys(details).map((name) => [name, "(dirahasiakan)"]));
      findings.push(places.note(code, number, field, cell, details));
    }
  }
  return findings;
}

/** What keys may point to: regions, their former codes, and the lists that the site lends. */
export class Lists {
  /** `regions` maps codes to full names, `former` codes to [name, last list], `others` list names to codes. */
  constructor({ regions = new Map(), former = new Map(), others = new Map() } = {}) {
    Object.assign(this, { regions, former, others, made: new Map() });
  }

  hasRegion(code) {
    return this.regions.has(code);
  }

  regionName(code) {
    return this.regions.get(code);
  }

  keysOf(key) {
    if (key.package === "wilayah") return key.referenceFields[0] === "kode" && this.regions.size ? this.regions : null;
    return this.others.get(key.list || "") || null;
  }

  codesOf(key) {
    return this.keysOf(key);
  }

  formsOf(key) {
    const name = key.package === "wilayah" ? "wilayah" : key.list;
    if (!this.made.has(name)) this.made.set(name, new CodeForms(new Set(this.keysOf(key).keys())));
    return this.made.get(name);
  }
}
