// Cells, rows and numbers that a spreadsheet or a wrong encoding has spoiled.
import { finding, strip, fold, words, isAscii, codePoint, BLANK_CLASS } from "./findings.js";
import { isMissing, isNumber } from "./cells.js";
import { readsAs } from "./table.js";
import { findMojibake } from "./mojibake.js";

const MOST_TOLD = 200;
const BLANK_ENDS = new RegExp(`^${BLANK_CLASS}|${BLANK_CLASS}$`);
const DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d";
const POINTS = "\uff0e\u3002\u2024\ufe52";
const THOUSANDS = /^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$/;
const DECIMALS = /^[+-]?[0-9]+\.([0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const NUMBER = /[-+(]?[0-9][0-9.,' ]*(?:,-|[eE][+-]?[0-9]+)?\)?/;
const SIGN_NAMES = { " ": "@blank_space", "\t": "@blank_tab", "\u00a0": "@blank_nbsp", "\n": "@blank_line", "\r": "@blank_line" };

const nameSign = (sign) => SIGN_NAMES[sign] ?? codePoint(sign);

/** Whether cells of a column are compared with others sign by sign: keys, references, codes, choices. */
function isCode(field, declared) {
  const keys = new Set([...declared.primaryKey, ...declared.uniqueKeys.flat(), ...declared.foreignKeys.flatMap((key) => key.fields)]);
  const name = fold(field.name);
  const coded = ["kode", "code", "id"].includes(name) || /^(?:kode|code|id)_|_(?:kode|code|id)$/.test(name);
  return field.type === "string" && (coded || keys.has(field.name));
}

/** T032 errors of formulas, T033 blanks and T034 signs that spoil codes, T035 text in a wrong encoding. */
export function checkSpoiledCells(places, columns, declared, told, rules) {
  const { table } = places;
  if (!table.rows.length) return [];
  const cellOf = (row, name) => `${row}\u0000${name}`;
  const known = new Set(told.filter((each) => !["T011", "T022"].includes(each.code)).map((each) => cellOf(each.row, each.field)));
  const findings = [];
  for (const [field, at] of columns) {
    const code = isCode(field, declared);
    const numeric = code && isNumeric(table.rows.slice(0, 20000).map((row) => row[at]));
    const judged = new Map();
    const counts = {};
    for (const [index, row] of table.rows.entries()) {
      const cell = row[at];
      if (!judged.has(cell)) judged.set(cell, isMissing(cell, field) ? null : findFault(cell, field, { code, numeric, rules }));
      const fault = judged.get(cell);
      if (!fault) continue;
      counts[fault[0]] = (counts[fault[0]] || 0) + 1;
      if (counts[fault[0]] > MOST_TOLD || known.has(cellOf(table.numbers[index], field.name))) continue;
      findings.push(places.note(fault[0], index, field, cell, { tanda: fault[1] }));
    }
  }
  if (table.csv) findings.push(...findOtherMarks(places, columns, declared));
  return findings;
}

function findFault(value, field, { code, numeric, rules }) {
  if (/^[A-Za-z0-9]+$/.test(value) && !numeric && !rules.spoiled.nothings.includes(value)) return null;
  const error = findError(value, rules);
  if (error) return ["T032", error];
  if (value && !strip(value)) return ["T033", nameSign([...value][0])];
  if (code) {
    const blank = BLANK_ENDS.exec(value) || /[^\S \t\r\n]|[\x1c-\x1f\x85]/.exec(value.replace(/\ufeff/g, ""));
    if (blank) return ["T033", nameSign(blank[0])];
    const sign = findOddSign(value, numeric);
    if (sign) return ["T034", sign];
  }
  if (field.type === "string" || field.type === "any") {
    const part = findMojibake(value, rules);
    if (part) return ["T035", part];
  }
  return null;
}

/** The error of a formula that the text is or holds; empty if there is none. */
function findError(text, rules) {
  const { nothings, whole, forms, inside } = rules.spoiled;
  if (nothings.includes(text)) return text;
  if (!text.includes("#") && !text.includes(":") && !text.includes("...")) return "";
  const plain = strip(text);
  if (whole.has(fold(plain)) || forms.test(plain)) return plain;
  return inside.exec(text)?.[0] || "";
}

function findOddSign(value, numeric) {
  if (isAscii(value)) {
    const slip = numeric && /^(?=.*[0-9])(?=.*[OoIl])[0-9OoIl.\-/]+$/.test(value) && /[OoIl]/.exec(value);
    return slip ? slip[0] : "";
  }
  const name = /\p{L}{3}/u.test(value) && (value.includes(" ") || !/\p{Nd}/u.test(value));
  for (const sign of value) {
    if (isAscii(sign) || (name && (DASHES.includes(sign) || /[²³¹⁰⁴-⁹₀-₉①-⑨]/.test(sign)))) continue;
    if (/[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨]/u.test(sign) || DASHES.includes(sign) || POINTS.includes(sign) || (sign >= "\uff01" && sign <= "\uff5e")) {
      return nameSign(sign);
    }
  }
  return "";
}

function isNumeric(cells) {
  const plain = cells.filter((cell) => /^[0-9.\-/]+$/.test(cell)).length;
  return cells.length > 2 && plain * 10 >= cells.length * 8;
}

function findOtherMarks(places, columns, declared) {
  const quote = declared.dialect.quoteChar ?? '"';
  const marks = ["'", "`"].filter((mark) => mark !== quote);
  const findings = [];
  for (const [field, at] of columns) {
    const told = [];
    for (const [index, row] of places.table.rows.entries()) {
      const cell = row[at];
      const last = cell[cell.length - 1];
      if (cell && ((marks.includes(cell[0]) && last === cell[0] && cell.length > 1) || (last === "\\" && !declared.dialect.escapeChar))) told.push(index);
    }
    if (told.length) findings.push(places.note("F030", told[0], field, places.table.rows[told[0]][at], { jumlah: String(told.length) }, "warning"));
  }
  return findings;
}

/** T038 rows that repeat the header, T039 rows that are a note, F029 cells that hold rows. */
export function checkSpoiledRows(places, declared, rules) {
  const { table } = places;
  const findings = [];
  const header = table.header.map((name) => fold(strip(name)));
  const width = header.length;
  const numbers = header.map((_, at) => String(at + 1));
  const beginnings = [numbers, numbers.map((number) => `(${number})`), numbers.map((number) => `[${number}]`)].map((row) => row.join("\u0000"));
  for (const [index, row] of table.rows.entries()) {
    if (width > 1 && row.every((cell, at) => !header[at] || fold(strip(cell)).startsWith(header[at])) && fold(strip(row[0])).startsWith(header[0])) {
      findings.push(finding("T038", places.ofCell(index)));
    } else if (width > 1 && index < 3 && isSecondHeader(row, beginnings)) findings.push(finding("T038", places.ofCell(index)));
    else if (width > 1 && isNote(row, rules)) findings.push(finding("T039", places.ofCell(index)));
  }
  if (table.csv) findings.push(...findSwallowed(places, declared));
  return findings;
}

function isSecondHeader(row, numbered) {
  const cells = row.map(strip);
  const joined = cells.join("\u0000");
  if (numbered.includes(joined)) return cells.length > 2 || joined !== numbered[0];
  const filled = cells.filter(Boolean);
  return filled.length > 1 && filled.every((cell) => cell.startsWith("(") && cell.endsWith(")"));
}

function isNote(row, rules) {
  const filled = row.map(strip).filter(Boolean);
  if (filled.length !== 1) return false;
  const colon = filled[0].indexOf(":");
  const word = fold(strip(colon < 0 ? filled[0] : filled[0].slice(0, colon)));
  return (colon >= 0 && rules.spoiled.notes.includes(word)) || ["*)", "**", "* "].some((start) => filled[0].startsWith(start));
}

function findSwallowed(places, declared) {
  const delimiter = String(declared.dialect.delimiter ?? ",");
  const fields = places.table.header.map((name) => declared.fields.find((field) => field.name === name) || null);
  const findings = [];
  for (const [index, row] of places.table.rows.entries()) {
    for (const [column, cell] of row.entries()) {
      if (cell.includes("\n") && holdsRows(cell, column, delimiter, fields)) {
        findings.push(finding("F029", places.ofCell(index, places.table.header[column])));
      }
    }
  }
  return findings;
}

function holdsRows(cell, column, delimiter, fields) {
  const lines = cell.replace(/\r\n/g, "\n").split("\n");
  const width = fields.length;
  const agree = (pairs) => {
    const told = pairs.map(([text, field]) => (field && text ? readsAs(field, text) : null)).filter((known) => known !== null);
    return told.length ? told.every(Boolean) : width >= 5 && pairs.length > 1;
  };
  const fits = (cells) => cells.length === width && agree(cells.map((text, at) => [text, fields[at]]));
  if (lines.slice(1, -1).some((line) => fits(line.split(delimiter)))) return true;
  const [first, last] = [lines[0].split(delimiter), lines[lines.length - 1].split(delimiter)];
  if (first.length !== width - column || last.length !== column + 1 || width < 2) return false;
  const pieces = [...last.map((text, at) => [text, fields[at]]), ...first.map((text, at) => [text, fields[column + at]])];
  return agree(pieces.filter((_, number) => number !== column && number !== column + 1));
}

/** T036 where `1.234` stands among decimals of two places, T037 where numbers have different units. */
export function checkNumberForms(places, columns, rules) {
  if (!places.table.csv) return [];
  const findings = [];
  for (const [field, at] of columns) {
    if (!isNumber(field)) continue;
    if (field.type === "number" && !field.stated) findings.push(...findMixedPoints(field, at, places));
    if (field.bare === false) findings.push(...findMixedUnits(field, at, places, rules));
  }
  return findings;
}

function findMixedPoints(field, at, places) {
  const dotted = places.table.rows.map((row, index) => [index, strip(row[at])]).filter(([, cell]) => cell.includes("."));
  const grouped = dotted.filter(([, cell]) => THOUSANDS.test(cell));
  if (!grouped.length || grouped.length === dotted.length) return [];
  const others = dotted.map(([, cell]) => cell).filter((cell) => !THOUSANDS.test(cell));
  if (others.some((cell) => !((DECIMALS.exec(cell)?.[1].length ?? 3) <= 2))) return [];
  const lain = field.closed ? "(dirahasiakan)" : others[0];
  return [places.note("T036", grouped[0][0], field, grouped[0][1], { jumlah: String(grouped.length), lain })];
}

/** T024: `1.234` in every row may be a thousand. */
export function findAmbiguousPoints(field, at, places) {
  if (field.stated) return [];
  const dotted = places.table.rows.map((row, index) => [index, row[at]]).filter(([, cell]) => cell.includes("."));
  if (!dotted.length || !dotted.every(([, cell]) => THOUSANDS.test(strip(cell)))) return [];
  return [places.note("T024", dotted[0][0], field, dotted[0][1], { jumlah: String(dotted.length) })];
}

function unitBeside(cell, rules) {
  const match = NUMBER.exec(cell);
  const around = match ? `${cell.slice(0, match.index)} ${cell.slice(match.index + match[0].length)}` : cell;
  const kept = words(fold(around)).filter((word) => {
    const plain = word.replace(/^[.,-]+|[.,-]+$/g, "");
    return plain && !rules.spoiled.money.includes(plain);
  });
  return kept.join(" ");
}

function findMixedUnits(field, at, places, rules) {
  const first = new Map();
  const counts = new Map();
  for (const [index, row] of places.table.rows.entries()) {
    const cell = row[at];
    if (isMissing(cell, field) || !/[1-9]/.test(cell)) continue;
    const unit = unitBeside(cell, rules);
    if (!first.has(unit)) first.set(unit, index);
    counts.set(unit, (counts.get(unit) || 0) + 1);
  }
  if (counts.size < 2) return [];
  const usual = [...counts.keys()].reduce((best, unit) => (counts.get(unit) > counts.get(best) ? unit : best));
  return [...first]
    .filter(([unit]) => unit !== usual)
    .map(([, index]) => places.note("T037", index, field, places.table.rows[index][at], { lain: usual || "@no_unit" }));
}

/** Of a cell with an error of a formula, that alone. */
export function withoutDouble(findings) {
  const cellOf = (each) => `${each.row}\u0000${each.field}`;
  const errors = new Set(findings.filter((each) => each.code === "T032").map(cellOf));
  const twice = new Set(findings.filter((each) => each.code === "F205").map(cellOf));
  return findings.filter((each) => {
    if (["T011", "T018", "T022"].includes(each.code)) return !errors.has(cellOf(each));
    return !(each.code === "T032" && twice.has(cellOf(each)));
  });
}
