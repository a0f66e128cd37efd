// What a cell says by the type of its column, and what in it people, spreadsheets or browsers would trip over.
import { strip, isAscii, length, BLANK_CLASS } from "./findings.js";
import { readDecimal, compare, keyOf, adjusted, significant } from "./numbers.js";

const DIGIT_LIMIT = 30;
const FULL_POINT_LIMIT = 100;
const INVISIBLE = new RegExp(
  "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e" +
    "\\u2060-\\u2069\\ufdd0-\\ufdef\\ufeff\\ufff9-\\uffff\\ud800-\\udfff\\u034f\\u115f\\u1160\\u3164\\uffa0" +
    "\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e007f}]", "u",
);
const PRINTABLE = /^[\x20-\x7e]*$/;
const ISO_DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const SIGNS = "=@+\\-\\uff1d\\uff20\\uff0b\\uff0d\\ufe62\\ufe63\\ufe66\\ufe6b";
const UNSEEN = "\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff";
const FORMULA = new RegExp(`^[${BLANK_CLASS.slice(1, -1)}\\u3000${UNSEEN}]*[${SIGNS}]`);
const PART_FORMULA = new RegExp(
  `[;\\t\\r\\n]${BLANK_CLASS}*"?(?:[=\\uff1d\\ufe66]|[@+\\-][A-Za-z.]{2,30}\\(|[@+\\-][^;\\r\\n|]{0,200}\\|[^;\\r\\n!]{0,200}!)`,
);
const HARMLESS = /^(?:[+-]?(?:[ ]?[0-9(][0-9 ().,/-]*)?%?|-+|[+-] [\p{L}\p{N}_][^|!=()]*)$/u;
const AROUND = /^[^-+0-9]*|[^0-9]*$/g;
const TYPES = new Set(["string", "any", "integer", "number", "boolean", "date", "year", "yearmonth"]);
const STRING_FORMATS = new Set(["default", "", "uri"]);
const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const DIRECTIVES = {
  d: "(?<d>3[0-1]|[1-2]\\p{Nd}|0[1-9]|[1-9]| [1-9])", m: "(?<m>1[0-2]|0[1-9]|[1-9])", Y: "(?<Y>\\p{Nd}{4})",
  y: "(?<y>\\p{Nd}{2})", B: `(?<B>${MONTHS.join("|")})`, b: `(?<b>${MONTHS.map((name) => name.slice(0, 3)).join("|")})`,
  "%": "%",
};

export const isNumber = (field) => field.type === "integer" || field.type === "number";
export const isMissing = (cell, field) => field.missing.includes(cell);

/** Whether the cells of a column are judged here; others are checked after they are sent. */
export function isJudged(field) {
  if (!TYPES.has(field.type)) return false;
  if (field.type === "string") return STRING_FORMATS.has(field.format || "default") && field.format !== "uri";
  return field.type !== "date" || field.format === "default" || makeDatePattern(field.format) !== null;
}

/** The first sign that nobody sees or that is no character; empty where there is none. */
export function findInvisible(text) {
  const match = INVISIBLE.exec(text);
  return match ? match[0] : "";
}

/** Whether a spreadsheet would run a text, or a part of it. */
function isFormula(text) {
  if ((text[0] === "\t" || text[0] === "\r") && strip(text)) return true;
  return (FORMULA.test(text) && !HARMLESS.test(strip(text))) || PART_FORMULA.test(text);
}

const NO_SIGN = new RegExp(
  "[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e" +
    "\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]+", "g",
);
const RUNS = new RegExp(
  "^(?:(?:javascript|vbscript|livescript|mocha|jscript|view-source|filesystem|blob|about|intent|ms-[a-z\\-]+|jar):" +
    "|file:[/\\\\]|data:(?:[;,]|(?:text|image|application|audio|video|font|multipart|message|model)/))",
);
const SCHEMES = ["https", "http", "mailto", "tel"];

function asBrowsersRead(text, rules) {
  for (let round = 0; round < 3; round++) {
    const plain = unescapeSome(text, rules);
    if (plain === text) break;
    text = plain;
  }
  return strip(text.normalize("NFKC").replace(NO_SIGN, "")).toLowerCase();
}

/** Entities as signs, those that matter in an address. */
export function unescapeSome(text, rules) {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,24}));?/g, (whole, decimal, hexadecimal, name) => {
    if (name) return rules.entities.signs[name] ?? whole;
    const number = parseInt(decimal || hexadecimal, decimal ? 10 : 16);
    return number > 0 && number < 0x110000 ? String.fromCodePoint(number) : "\ufffd";
  });
}

function unquote(text) {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

/** Whether any text, taken for an address, would run or open what is no page of the web. */
function runsSomething(text, rules) {
  if (/^\p{Nd}/u.test(text) || !/[:&%\ufe13\ufe55\uff1a]/.test(text)) return false;
  const read = asBrowsersRead(text, rules);
  if (RUNS.test(read) || RUNS.test(unquote(read.slice(0, 60)))) return true;
  const named = /^([a-z][a-z0-9+.\-]*):[/\\]{2}/.exec(read);
  return named !== null && !SCHEMES.includes(named[1]);
}

function isSafeAddress(text, rules) {
  const read = asBrowsersRead(text, rules);
  NO_SIGN.lastIndex = 0;
  if (NO_SIGN.test(strip(text)) || read.replace(/\\/g, "/").startsWith("//") || runsSomething(text, rules)) return false;
  const named = /^([a-z][a-z0-9+.\-]*):/.exec(read);
  if (!named || /^[a-z0-9.\-]+\.[a-z0-9\-]+:[0-9]+(?:\/|$)/.test(read)) return true;
  if (named[1] === "http" || named[1] === "https") {
    const parts = /^(https?):\/\/([^/?#]*)/i.exec(strip(text));
    return Boolean(parts) && parts[2] !== "" && !parts[2].startsWith(":") && !parts[2].includes("@") && !text.includes("\\");
  }
  if (named[1] === "mailto") return /^mailto:[^\s@?]+@[^\s@?/]+(?:\?[^\s]*)?$/.test(read);
  return SCHEMES.includes(named[1]);
}

const isDay = (year, month, day) => {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
};

const patterns = new Map();

/** A pattern of dates as JavaScript matches it; null for one with other directives than day, month and year. */
function makeDatePattern(format) {
  if (patterns.has(format)) return patterns.get(format);
  let source = "";
  let whole = true;
  for (let at = 0; at < format.length; at++) {
    const sign = format[at];
    if (sign === "%") {
      const directive = DIRECTIVES[format[++at]];
      if (!directive || source.includes(directive)) whole = false;
      else source += directive;
    } else if (/\s/.test(sign)) source += "\\s+";
    else source += sign.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  }
  const made = whole ? new RegExp(`^${source}$`, "iu") : null;
  patterns.set(format, made);
  return made;
}

const asciiDigits = (text) => Number(text.replace(/\p{Nd}/gu, (digit) => (digit <= "9" ? digit : "0")).trim());

/** The ISO text of a day by a pattern, or null. */
function readDay(text, format) {
  const match = makeDatePattern(format)?.exec(text);
  if (!match) return null;
  const parts = match.groups || {};
  let year = parts.Y ? asciiDigits(parts.Y) : parts.y ? asciiDigits(parts.y) : 1900;
  if (!parts.Y && parts.y) year += year < 69 ? 2000 : 1900;
  const word = (parts.B || parts.b || "").toLowerCase();
  const month = word ? MONTHS.findIndex((name) => name.startsWith(word)) + 1 : parts.m ? asciiDigits(parts.m) : 1;
  const day = parts.d ? asciiDigits(parts.d) : 1;
  if (!isDay(year, month, day)) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const readInteger = (text) => {
  if (!/^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u.test(text)) return null;
  const number = readDecimal(text.replace(/_/g, ""));
  return number;
};

const withoutText = (cell) => cell.replace(/^[^-\p{Nd}]*|\P{Nd}*$/gu, "");

/** The value that frictionless takes a cell for, as a text by which two are compared; null where it takes none. */
export function readLoosely(field, cell) {
  const value = looseValue(field, cell);
  return value === null || typeof value === "string" ? value : keyOf(value);
}

function looseValue(field, cell) {
  if (field.type === "integer" || field.type === "number") {
    let text = strip(field.type === "integer" && field.groupChar ? cell.split(field.groupChar).join("") : cell);
    if (field.bare === false) text = withoutText(text);
    if (field.type === "integer") return readInteger(strip(text));
    if (field.groupChar) text = text.split(field.groupChar).join("");
    if (field.decimalChar && field.decimalChar !== ".") {
      if (text.includes(".")) return null;
      text = text.split(field.decimalChar).join(".");
    }
    text = strip(text).replace(/_/g, "");
    return /^[+-]?(?:s?nan\d*|inf(?:inity)?)$/i.test(text) ? text.toLowerCase() : readDecimal(text);
  }
  if (field.type === "boolean") {
    if ((field.trueValues || ["true", "True", "TRUE", "1"]).includes(cell)) return "true";
    return (field.falseValues || ["false", "False", "FALSE", "0"]).includes(cell) ? "false" : null;
  }
  if (field.type === "date") return readDay(cell, field.format === "default" ? "%Y-%m-%d" : field.format);
  if (field.type === "year") {
    const number = length(cell) === 4 ? readInteger(strip(cell)) : null;
    return number && number.n >= 0n ? number : null;
  }
  if (field.type === "yearmonth") {
    const parts = cell.split("-");
    if (parts.length !== 2) return null;
    const [year, month] = parts.map((part) => readInteger(strip(part)));
    if (!year || !month || month.n < 1n || month.n > 12n) return null;
    return `${year.n}-${month.n}`;
  }
  return cell;
}

/** A number's text as figures with a point; null where group signs part no thousands. */
function stripNumber(field, cell) {
  let text = strip(cell);
  const decimal = field.type === "number" ? field.decimalChar || "." : "";
  if (field.bare === false) {
    if (/\([^()]*[0-9][^()]*\)|[0-9]-$/.test(text) || text.startsWith(decimal || ".")) return null;
    text = text.replace(AROUND, "");
  }
  const group = field.groupChar;
  if (group && text.includes(group)) {
    if (group === decimal) return null;
    const at = decimal ? text.indexOf(decimal) : -1;
    const [whole, rest] = at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at)];
    const inCommas = group === "," ? whole : whole.replace(/,/g, "x").split(group).join(",");
    if (rest.slice(1).includes(group) || !/^[+-]?[0-9]{1,3}(?:,[0-9]{3})+$/.test(inCommas)) return null;
    text = whole.split(group).join("") + rest;
  }
  if (decimal !== "" && decimal !== ".") {
    if (text.includes(".")) return null;
    text = text.replace(new RegExp(escapeRegExp(decimal), "g"), ".");
  }
  return text;
}

const escapeRegExp = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
const STRICT_NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?$/;

/** Whether a cell has a canonical text. */
function isValue(field, cell) {
  if (isNumber(field)) {
    const plain = stripNumber(field, cell);
    return plain !== null && (field.type === "integer" ? /^[+-]?[0-9]+$/ : STRICT_NUMBER).test(plain);
  }
  if (field.type === "year") return /^[0-9]{4}$/.test(cell);
  if (field.type === "yearmonth") return /^[0-9]{4}-(?:0?[1-9]|1[0-2])$/.test(cell);
  if (field.type === "date" && field.format === "default") {
    const match = ISO_DATE.exec(cell);
    return Boolean(match) && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
  }
  return field.type === "string" || field.type === "any" || looseValue(field, cell) !== null;
}

/** The number that a number column's text says, as rules of a standard compare it; null where it says none. */
export function readNumber(field, cell) {
  let plain = strip(cell);
  if (field.bare === false) plain = stripNumber(field, cell) || "";
  else {
    if (field.groupChar) plain = plain.split(field.groupChar).join("");
    if (field.decimalChar && field.decimalChar !== ".") plain = plain.split(field.decimalChar).join(".");
  }
  return readDecimal(plain.replace(/_/g, ""));
}

const plainFault = (cell) => {
  if (isAscii(cell)) return PRINTABLE.test(cell) ? "" : "T026";
  return findInvisible(cell) ? "T026" : "T022";
};
const writtenFault = (cell) => {
  if (PRINTABLE.test(cell)) return "";
  if (findInvisible(cell)) return "T026";
  return cell.normalize("NFC") === cell ? "" : "T027";
};

function makeNumberRule(field) {
  const group = field.groupChar ? escapeRegExp(field.groupChar) : "";
  const point = escapeRegExp(field.decimalChar || ".");
  const whole = group ? `(?:[0-9]{1,3}(?:${group}[0-9]{3})+|[0-9]+)` : "[0-9]+";
  const fraction = field.type === "number" ? `(?:${point}[0-9]*)?(?:[eE][+-]?[0-9]+)?` : "";
  const form = new RegExp(`^(?:[+-]?(?:${whole}${fraction}|${point}[0-9]+))$`);
  const grouped = group ? new RegExp(`^[+-]?[0-9${group}]+${fraction}$`) : null;
  return (cell) => {
    const text = field.bare === false ? cell.replace(AROUND, "") : cell.replace(/^ +| +$/g, "");
    if (form.test(text)) {
      const [mantissa, exponent = ""] = text.toLowerCase().split("e");
      const count = mantissa.replace(/[^0-9]/g, "").length;
      if (field.type !== "number" || (count <= DIGIT_LIMIT && !exponent)) return count > DIGIT_LIMIT ? "T023" : "";
      if (exponent.replace(/^[+-]+/, "").length > 2 || Number(exponent || 0) > DIGIT_LIMIT) return "T023";
      let plain = field.groupChar ? mantissa.split(field.groupChar).join("") : mantissa;
      plain = plain.split(field.decimalChar || ".").join(".");
      const number = readDecimal(`${plain}e${exponent || 0}`);
      const figures = significant(number);
      const near = adjusted(number) >= -FULL_POINT_LIMIT && adjusted(number) < 2 * DIGIT_LIMIT;
      return figures.length <= DIGIT_LIMIT && (!figures || near) ? "" : "T023";
    }
    if (["nan", "inf", "infinity"].includes(text.toLowerCase().replace(/^[+-]+/, ""))) return "T023";
    return grouped && grouped.test(text) ? "T025" : "T022";
  };
}

/** Rules of one column, each giving a code or nothing; the first that speaks is told. */
export function makeRules(field, rules) {
  const formulaFault = (cell) => (isFormula(cell) ? "T028" : "");
  const valueFault = (cell) => (isValue(field, cell) ? "" : isNumber(field) ? "T022" : "T011");
  if (field.type === "string" || field.type === "any") {
    const textFault = (cell) => {
      if (cell[0] === "\t" || cell[0] === "\r") return "T028";
      return writtenFault(cell) || formulaFault(cell) || (runsSomething(cell, rules) ? "P054" : "");
    };
    const made = [field.formulas ? writtenFault : textFault];
    const addressed = field.format === "uri" || rules.addressColumns.includes(field.name);
    return addressed ? [...made, (cell) => (isSafeAddress(cell, rules) ? "" : "P054")] : made;
  }
  if (isNumber(field)) {
    return [plainFault, ...(field.bare === false ? [formulaFault] : []), makeNumberRule(field), valueFault];
  }
  if (field.type === "date" && field.format === "default") {
    return [plainFault, (cell) => (ISO_DATE.test(cell) ? "" : "T011")];
  }
  return [plainFault, formulaFault, valueFault];
}

/** Checks of the constraints of one column in the order in which they are told: [name, test of a cell]. */
export function makeConstraints(field) {
  const stated = field.constraints || {};
  const made = [];
  const loose = (limit) => {
    const value = looseValue({ ...field, groupChar: "", decimalChar: ".", bare: true }, String(limit));
    return value;
  };
  const text = field.type === "string";
  if (stated.required === true) made.push(["required", null]);
  if (text && stated.minLength !== undefined) made.push(["minLength", (cell) => length(cell) >= Number(stated.minLength)]);
  if (text && stated.maxLength !== undefined) made.push(["maxLength", (cell) => length(cell) <= Number(stated.maxLength)]);
  const order = (cell, limit) => {
    const [one, other] = [looseValue(field, cell), limit];
    if (isNumber(field) && typeof one === "string") return one.includes("nan") ? NaN : one.startsWith("-") ? -1 : 1;
    if (typeof one === "string" || typeof other === "string") return one < other ? -1 : one > other ? 1 : 0;
    return compare(one, other);
  };
  if (!text && field.type !== "any" && field.type !== "boolean") {
    const bounds = { minimum: (found) => found >= 0, maximum: (found) => found <= 0, exclusiveMinimum: (found) => found > 0, exclusiveMaximum: (found) => found < 0 };
    for (const [name, keeps] of Object.entries(bounds)) {
      if (stated[name] === undefined) continue;
      const limit = loose(stated[name]);
      if (limit !== null) made.push([name, (cell) => keeps(order(cell, limit))]);
    }
  }
  if (Array.isArray(stated.enum)) {
    const choices = new Set(stated.enum.map((entry) => readLoosely({ ...field, groupChar: "", decimalChar: "." }, String(entry))));
    made.push(["enum", (cell) => choices.has(readLoosely(field, cell))]);
  }
  return made;
}

export { compare, readDecimal };
