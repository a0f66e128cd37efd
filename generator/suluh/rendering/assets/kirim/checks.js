// One table against its declaration: every finding that one file decides, with the generator's own codes.
import { describeSign, finding, strip, fold, length, inReadingOrder, hasErrors, MASK } from "./findings.js";
import { isJudged, isMissing, isNumber, makeConstraints, makeRules, readLoosely, readNumber, compare, readDecimal, findInvisible } from "./cells.js";
import { makePattern } from "./patterns.js";
import { readCsv } from "./csv.js";
import { readTable, readLoosely as readUndeclared, arrangeRecords, Places, soleColumns } from "./table.js";
import { checkMangledCodes, checkReferences, replaceFindings, tellNumbersOnce } from "./codes.js";
import { checkNumberForms, checkSpoiledCells, checkSpoiledRows, findAmbiguousPoints, withoutDouble } from "./spoiled.js";
import { scanTable } from "./persons.js";

const MOST_TOLD = 10000;
const CONSTRAINT_CODES = {
  required: "T012", minimum: "T016", maximum: "T016", exclusiveMinimum: "T016", exclusiveMaximum: "T016", enum: "T018", minLength: "T019", maxLength: "T019",
};
const EXAMPLE = /^\s*contoh\b[^]{0,12}\bhapus baris ini\b/i;
const exampleText = (cell) => EXAMPLE.test(cell);

/**
 * {table, findings, unchecked} of a file; `unchecked` names the columns that are judged after it is sent. `table` is null where
 * it cannot be read as declared: what is personal in it is then looked for all the same.
 */
export async function checkFile(data, declared, rules, lists) {
  const [table, read] = await readTable(data, declared, rules);
  let findings = read;
  if (table) {
    findings = tellNumbersOnce([...findings, ...checkTable(table, declared, rules, lists)]);
    findings = withoutDouble(findings);
    findings.push(...checkStandardValues(table, declared));
  }
  const seen = table || (declared.format === "csv" ? readUndeclared(data, declared) : null);
  if (seen && rules.persons) findings.push(...scanTable(seen, declared, rules));
  const unchecked = declared.fields.filter((field) => !isJudged(field) || (field.constraints?.pattern && !makePattern(field.constraints.pattern)));
  return { table, findings: inReadingOrder(hidePersonal(findings)), unchecked: unchecked.map((field) => field.name) };
}

/** The findings of a text as the declared CSV, of its table alone: what a mended one is compared by. */
export function checkText(text, declared, rules, lists) {
  const [records, findings] = readCsv(text, declared.dialect);
  if (hasErrors(findings)) return findings;
  const [table, more] = arrangeRecords(records, declared);
  return [...findings, ...more, ...checkTable(table, declared, rules, lists)];
}

/** The findings without values of cells and columns that hold data of persons. */
function hidePersonal(findings) {
  const personal = findings.filter((each) => each.code.startsWith("I"));
  const columns = new Set(personal.filter((each) => each.code === "I010").map((each) => each.field));
  const cells = new Set(personal.filter((each) => each.value !== null).map((each) => `${each.row}\u0000${each.field}`));
  return findings.map((each) => {
    const hidden = each.value !== null && each.row && !each.code.startsWith("I") && (columns.has(each.field) || cells.has(`${each.row}\u0000${each.field}`));
    return hidden ? { ...each, value: MASK } : each;
  });
}

function checkTable(table, declared, rules, lists) {
  const examples = table.header.length ? table.rows.map((row, index) => (exampleText(row[0]) ? index : -1)).filter((index) => index >= 0) : [];
  if (examples.length) {
    const places = new Places(table);
    const left = examples.map((index) =>
      declared.closed
        ? finding("C002", places.ofCell(index, table.header[0]), { severity: "warning" })
        : finding("C001", places.ofCell(index, table.header[0])),
    );
    const keep = (list) => list.filter((_, index) => !examples.includes(index));
    const rest = { ...table, rows: keep(table.rows), lines: keep(table.lines), numbers: keep(table.numbers) };
    return rest.rows.length ? [...checkTable(rest, declared, rules, lists), ...left] : left;
  }
  let findings = checkHeader(table, declared);
  const [validated, lookedAt] = validateRows(table, declared);
  const wrong = new Set(validated.filter((each) => each.code === "T011").map((each) => `${each.row}\u0000${each.field}`));
  findings.push(...validated);
  const part = lookedAt < table.rows.length ? { ...table, rows: table.rows.slice(0, lookedAt) } : table;
  const places = new Places(part);
  const columns = soleColumns(part, declared);
  findings.push(...checkCells(places, columns, wrong, rules), ...checkCategories(places, columns), ...checkKeys(places, columns, declared));
  findings.push(...checkReferences(places, columns, declared, lists));
  findings.push(...checkYears(places, columns, declared));
  findings.push(...checkReferences(places, columns, { ...declared, foreignKeys: declared.standardKeys || [] }, lists));
  const mangled = checkMangledCodes(places, columns, declared, lists);
  if (mangled.length) findings = replaceFindings(findings, mangled);
  findings.push(...checkNumberForms(places, columns, rules), ...checkSpoiledRows(places, declared, rules));
  return [...findings, ...checkSpoiledCells(places, columns, declared, findings, rules)];
}

function checkHeader(table, declared) {
  const places = new Places(table);
  const { header } = table;
  const names = declared.fields.map((field) => field.name);
  if (!header.some((name) => strip(name))) return [finding("T001", places.ofHeader(), { details: { nomor: "1" } })];
  const findings = [];
  const missing = names.filter((name) => !header.includes(name));
  for (const [at, name] of header.entries()) {
    if (!strip(name)) findings.push(finding("T001", places.ofHeader(), { details: { nomor: String(at + 1) } }));
    else if (header.indexOf(name) < at) findings.push(finding("T002", places.ofHeader(name), { value: name }));
    else if (!names.includes(name)) {
      const details = { mirip: closest(name, missing), ada: names.join(", ") };
      findings.push(finding("T003", places.ofHeader(name), { value: name, details }));
    }
  }
  const unknown = header.filter((name) => !names.includes(name));
  for (const name of missing) findings.push(finding("T004", places.ofHeader(name), { details: { mirip: closest(name, unknown) } }));
  if (!findings.length && declared.fieldsMatch === "exact" && header.join("\u0000") !== names.join("\u0000")) {
    findings.push(finding("T005", places.ofHeader(), { details: { urutan: names.join(", ") } }));
  }
  if (!table.rows.length && (!table.numbers.length || table.whole)) findings.push(finding("T007", places.ofHeader()));
  return findings;
}

const tidyName = (name) => fold(strip(name)).replaceAll(" ", "_");

/** The name most like another one, by how much of both stands in the same order; `-` for none. */
function closest(name, names) {
  const wanted = tidyName(name);
  const named = new Map(names.map((text) => [tidyName(text), text]));
  let best = "";
  let most = 0;
  for (const key of named.keys()) {
    const ratio = likeness(key, wanted);
    if (ratio >= 0.6 && (ratio > most || (ratio === most && key > best))) [best, most] = [key, ratio];
  }
  return most ? named.get(best) : "-";
}

/** Twice the signs that two texts share in order, over all of them, as Python's difflib counts. */
function likeness(one, other) {
  const count = (low, high, first, last) => {
    let [at, from, size] = [low, first, 0];
    let lengths = new Map();
    for (let i = low; i < high; i++) {
      const next = new Map();
      for (let j = first; j < last; j++) {
        if (one[i] !== other[j]) continue;
        const run = (lengths.get(j - 1) || 0) + 1;
        next.set(j, run);
        if (run > size) [at, from, size] = [i - run + 1, j - run + 1, run];
      }
      lengths = next;
    }
    return size ? size + count(low, at, first, from) + count(at + size, high, from + size, last) : 0;
  };
  const total = one.length + other.length;
  return total ? (2 * count(0, one.length, 0, other.length)) / total : 1;
}

const formatOf = (field) => (isNumber(field) ? field.decimalChar || "." : field.format || "default");

function validateRows(table, declared) {
  const columns = soleColumns(table, declared);
  if (!columns.length || !table.rows.length) return [[], table.rows.length];
  const places = new Places(table);
  const judged = columns.map(([field, at]) => ({
    field, at, judged: isJudged(field), constraints: makeConstraints(field), seen: field.constraints?.unique === true ? new Map() : null,
    pattern: field.constraints?.pattern ? makePattern(field.constraints.pattern) : null, known: new Map(),
  }));
  const names = columns.map(([field]) => field.name);
  const primary = declared.primaryKey.length && declared.primaryKey.every((name) => names.includes(name)) ? declared.primaryKey : [];
  const keys = primary.map((name) => judged.find((column) => column.field.name === name));
  const keyCells = new Map();
  const firstKeys = new Map();
  const findings = [];
  for (const [index, row] of table.rows.entries()) {
    const told = [];
    const values = new Map();
    let blank = 0;
    for (const column of judged) {
      const { field, at } = column;
      const cell = row[at];
      const missing = isMissing(cell, field);
      if (missing) blank++;
      const judgement = judge(column, cell, missing);
      values.set(field.name, judgement.value);
      const details = { jenis: `@${field.type}`, format: formatOf(field) };
      if (judgement.wrong) told.push(places.note("T011", index, field, cell, details));
      for (const name of judgement.broken) {
        told.push(places.note(CONSTRAINT_CODES[name], index, field, cell, { ...details, ...limitOf(field, name) }));
      }
    }
    if (blank === judged.length) told.splice(0, told.length, finding("T010", places.ofCell(index)));
    for (const { field, at, seen } of judged) {
      const value = values.get(field.name);
      if (!seen || value === null) continue;
      if (seen.has(value)) {
        const earlier = table.rows.findIndex((other) => other[at] === row[at]);
        told.push(places.note("T013", index, field, row[at], { ...twin(earlier, index, places), jenis: `@${field.type}`, format: formatOf(field) }));
      }
      seen.set(value, index);
    }
    if (primary.length) told.push(...checkPrimary(index, row, { keys, values, keyCells, firstKeys, places, primary }));
    for (const { field, at, pattern, known } of judged) {
      if (!pattern) continue;
      const cell = row[at];
      if (!known.has(cell)) known.set(cell, isMissing(cell, field) || pattern(cell));
      if (!known.get(cell) && !told.some((each) => each.code === "T011" && each.field === field.name)) {
        const details = { jenis: `@${field.type}`, format: formatOf(field), ...limitOf(field, "pattern") };
        told.push(places.note("T017", index, field, cell, details));
      }
    }
    findings.push(...told);
    const left = table.rows.length - index - 1;
    if (left && findings.length >= MOST_TOLD) {
      findings.push(finding("T031", places.ofCell(index), { details: { banyak: String(findings.length), baris: String(left) } }));
      return [findings, index + 1];
    }
  }
  return [findings, table.rows.length];
}

function judge(column, cell, missing) {
  const { field, constraints, known } = column;
  const key = `\u0001${cell}`;
  if (known.has(key)) return known.get(key);
  let made;
  if (!column.judged) made = { value: missing ? null : cell, wrong: false, broken: [] };
  else if (missing) {
    made = { value: null, wrong: false, broken: constraints.some(([name]) => name === "required") ? ["required"] : [] };
  } else {
    const value = readLoosely(field, cell);
    const broken = value === null ? [] : constraints.filter(([name, keeps]) => name !== "required" && !keeps(cell)).map(([name]) => name);
    made = { value, wrong: value === null, broken };
  }
  if (known.size < 100000) known.set(key, made);
  return made;
}

function limitOf(field, name) {
  const stated = field.constraints?.[name];
  const shown = (entry) => (entry === true ? "True" : String(entry));
  const batas = Array.isArray(stated) ? stated.map(shown).join(", ") : shown(stated);
  return { batasan: `@${name}`, batas: field.closed ? MASK : batas };
}

const twin = (earlier, index, places) => ({ baris_lain: earlier >= 0 && earlier < index ? String(places.table.numbers[earlier]) : "@earlier" });

function checkPrimary(index, row, { keys, values, keyCells, firstKeys, places, primary }) {
  const cells = keys.map(({ at }) => row[at]);
  const text = cells.join("\u0000");
  if (!firstKeys.has(text)) firstKeys.set(text, index);
  const read = keys.map(({ field }) => values.get(field.name));
  const none = read.every((value) => value === null);
  const key = read.map((value) => (value === null ? "\u0002" : value)).join("\u0000");
  const repeated = !none && keyCells.has(key);
  if (!none) keyCells.set(key, index);
  if (!repeated && !none) return [];
  if (keys.every(({ field, at }) => isMissing(row[at], field))) return [];
  const value = keys.every(({ field }) => !field.closed) ? cells.join(", ") : MASK;
  const details = { kunci: primary.join(", "), ...twin(firstKeys.get(text), index, places) };
  return [finding("T014", places.ofCell(index, primary[0]), { value, details })];
}

function checkCells(places, columns, wrong, rules) {
  const findings = [];
  for (const [field, at] of columns) {
    const tests = isJudged(field) ? makeRules(field, rules) : [];
    const known = new Map();
    for (const [index, row] of places.table.rows.entries()) {
      const cell = row[at];
      if (isMissing(cell, field)) continue;
      if (!known.has(cell)) {
        let code = "";
        for (const test of tests) {
          code = test(cell);
          if (code) break;
        }
        known.set(cell, code);
      }
      const code = known.get(cell);
      if (code && !wrong.has(`${places.table.numbers[index]}\u0000${field.name}`)) {
        findings.push(places.note(code, index, field, cell, cellDetails(code, cell, field)));
      }
    }
    if (field.type === "number" && places.table.csv) findings.push(...findAmbiguousPoints(field, at, places));
  }
  return findings;
}

function cellDetails(code, cell, field) {
  if (code === "T026") {
    const sign = findInvisible(cell) || /[^ -~]/u.exec(cell)?.[0];
    if (!sign) return { tanda: "?", saran: "@type_again" };
    return describeSign(sign);
  }
  return { jenis: `@${field.type}`, format: formatOf(field), ribuan: field.groupChar || "-", batas: "30" };
}

function checkCategories(places, columns) {
  const findings = [];
  for (const [field, at] of columns) {
    if (!Array.isArray(field.categories)) continue;
    const allowed = field.categories.map((entry) => String(entry !== null && typeof entry === "object" ? entry.value : entry));
    const batas = [...new Set(allowed)].sort().join(", ");
    for (const [index, row] of places.table.rows.entries()) {
      if (!allowed.includes(row[at]) && !isMissing(row[at], field)) findings.push(places.note("T021", index, field, row[at], { batas }));
    }
  }
  return findings;
}

function checkKeys(places, columns, declared) {
  const named = new Map(columns.map(([field, at]) => [field.name, [field, at]]));
  const findings = [];
  for (const name of declared.primaryKey) {
    if (!named.has(name)) continue;
    const [field, at] = named.get(name);
    for (const [index, row] of places.table.rows.entries()) {
      if (isMissing(row[at], field) && !field.constraints?.required) findings.push(places.note("T015", index, field, row[at]));
    }
  }
  for (const key of declared.uniqueKeys) {
    if (!key.every((name) => named.has(name))) continue;
    const parts = key.map((name) => named.get(name));
    const first = new Map();
    for (const [index, row] of places.table.rows.entries()) {
      const cells = parts.map(([, at]) => row[at]);
      if (parts.some(([field], at) => isMissing(cells[at], field))) continue;
      const text = cells.join("\u0000");
      if (!first.has(text)) {
        first.set(text, index);
        continue;
      }
      const details = { kunci: key.join(", "), baris_lain: String(places.table.numbers[first.get(text)]) };
      const value = parts.every(([field]) => !field.closed) ? cells.join(", ") : MASK;
      findings.push(finding("T020", places.ofCell(index, key[0]), { value, details }));
    }
  }
  return findings;
}

/** A028: all rows of years before or after those that the standard is for, at the first of them. */
function checkYears(places, columns, declared) {
  const { years } = declared;
  const column = years && columns.find(([field]) => field.name === years.column);
  if (!column) return [];
  const [field, at] = column;
  const outside = [];
  for (const [index, row] of places.table.rows.entries()) {
    if (/^[0-9]{4}$/.test(row[at]) && !(Number(row[at]) >= (years.since || 0) && Number(row[at]) <= (years.until || 9999))) outside.push(index);
  }
  if (!outside.length) return [];
  const details = { standar: years.title, masa: `${years.since || ""}–${years.until || ""}`, jumlah: String(outside.length) };
  return [places.note("A028", outside[0], field, places.table.rows[outside[0]][at], details, "warning")];
}

/** A001: cells that break a rule of the standard that the declaration does not repeat. */
function checkStandardValues(table, declared) {
  const places = new Places(table);
  const columns = new Map(soleColumns(table, declared).map(([field, at]) => [field.name, [field, at]]));
  const findings = [];
  for (const { column, name, limit } of declared.standardRules || []) {
    if (!columns.has(column)) continue;
    const [field, at] = columns.get(column);
    const keeps = makeStandardRule(name, limit, field);
    if (!keeps) continue;
    const batas = limit === true ? "@must" : Array.isArray(limit) ? limit.join(", ") : String(limit);
    for (const [index, row] of table.rows.entries()) {
      if (keeps(row[at])) continue;
      findings.push(places.note("A001", index, field, row[at], { standar: declared.standard, batasan: `@${name}`, batas }));
    }
  }
  return findings;
}

function makeStandardRule(name, limit, field) {
  const missing = (cell) => isMissing(cell, field);
  if (name === "required") return (cell) => !missing(cell);
  if (name === "enum") return (cell) => missing(cell) || limit.map(String).includes(cell);
  if (name === "maxLength") return (cell) => length(cell) <= limit;
  if (name === "pattern") {
    const fits = makePattern(limit);
    return fits && ((cell) => missing(cell) || fits(cell));
  }
  if (name === "minimum" || name === "maximum") {
    const bound = readDecimal(String(limit));
    return (cell) => {
      const value = missing(cell) || !isNumber(field) ? null : readNumber(field, cell);
      return value === null || (name === "minimum" ? compare(value, bound) >= 0 : compare(value, bound) <= 0);
    };
  }
  return null;
}
