// A submitted file as the declared table: header, rows of text, and where each stands in the file.
import { finding, warning, strip, fold, hasErrors } from "./findings.js";
import { decodeCsv, readCsv, readHead, sniffDelimiter, tellLeftOut } from "./csv.js";
import { isNumber, readNumber } from "./cells.js";
import { openWorkbook, noteMarks, numberText, columnLetters, DIGIT_LIMIT } from "./workbook.js";
import { nameKind } from "./zip.js";
import { FormTally } from "./cell-forms.js";

const HEAD = 256 * 1024;
const COLUMN_LIMIT = 2000;
const DELIMITERS = { ",": "@comma", ";": "@semicolon", "\t": "@tab", "|": "@bar" };
const PERCENT_UNITS = ["persen", "%", "percent", "persentase"];
const MOST_STATES = 200;

const headerRow = (dialect) => (dialect.headerRows?.length ? Number(dialect.headerRows[0]) : 1);
const tidy = (name) => fold(name.replace(/^[\ufeff \t\u00a0]+|[\ufeff \t\u00a0]+$/g, "")).split(/[\s\x1c-\x1f\x85]+/).filter(Boolean).join("_");
const shared = (cells, wanted) => new Set(cells.map(tidy).filter((cell) => wanted.has(cell))).size;

/** Whether at least half of the names are there. */
function isClose(cells, names) {
  const wanted = new Set(names.map(tidy));
  return shared(cells, wanted) * 2 >= wanted.size;
}

/** The line whose cells are most of the names; 0 for none. */
function findHeader(lines, names) {
  const wanted = new Set(names.map(tidy));
  let [best, found] = [0, 0];
  for (const [line, cells] of lines) {
    const score = shared(cells, wanted);
    if (score > best && score * 2 > wanted.size) [best, found] = [score, line];
  }
  return found;
}

/** Whether a cell is of its column's type; null for a type that takes any text. */
export function readsAs(field, cell) {
  if (isNumber(field)) return readNumber(field, cell) !== null;
  const form = { year: /^[0-9]{4}$/, date: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, yearmonth: /^[0-9]{4}-[0-9]{2}$/ }[field.type];
  return form ? form.test(strip(cell)) : null;
}

const tellHeaderLine = (line, stated) =>
  finding("F024", { line }, { details: { letak: String(line), tertulis: String(stated) } });

/** What keeps a CSV text from being the declared table as a whole; null where its header fits. */
function findMisfit(text, declared) {
  const { dialect } = declared;
  const names = declared.fields.map((field) => field.name);
  const stated = String(dialect.delimiter ?? ",");
  const head = text.slice(0, HEAD);
  const lines = readHead(head, stated, dialect);
  const row = headerRow(dialect);
  const here = lines.find(([line]) => line >= row)?.[1] || [];
  if (names.length < 2 || isClose(here, names)) return null;
  if (here.length === 1 && here[0].includes(stated) && isClose(here[0].split(stated), names)) return finding("F031", { line: row });
  const hasHeader = (dialect.header ?? true) !== false;
  const elsewhere = hasHeader ? findHeader(lines, names) : 0;
  if (elsewhere) return tellHeaderLine(elsewhere, row);
  for (const other of Object.keys(DELIMITERS)) {
    if (other === stated || !head.includes(other)) continue;
    const candidates = readHead(head, other, dialect);
    const line = hasHeader ? findHeader(candidates, names) : 0;
    const below = candidates.filter(([at]) => at >= row).map(([, cells]) => cells);
    const even = here.length === 1 && below.length > 1 && below.slice(0, 20).every((cells) => cells.length === names.length);
    if (!line && !even) continue;
    const named = DELIMITERS[stated] ?? stated;
    const details = {
      dipakai: DELIMITERS[other],
      tertulis: "delimiter" in dialect ? named : `${named}_unstated`,
      tulis: `dialect: {delimiter: "${other === "\t" ? "\\t" : other}"${line > 1 ? `, headerRows: [${line}]` : ""}}`,
    };
    return finding("F023", { line: line || 1 }, { details });
  }
  if (hasHeader && here.length === names.length) {
    const told = here.map((cell, at) => (cell ? readsAs(declared.fields[at], cell) : null)).filter((known) => known !== null);
    if (told.length && told.every(Boolean)) return finding("F025", { line: row }, { details: { kolom_ada: names.join(", ") } });
  }
  return null;
}

const isFilled = (text) => Boolean(strip(String(text ?? "")));

function tellRowsAbove(rows, width) {
  const full = rows.filter(([, cells]) => width > 1 && cells.length >= width && cells.filter(isFilled).length >= width);
  return tellLeftOut(full.map(([line]) => line), "@above_header");
}

function tellHiddenHeader(first, names, line) {
  const texts = first.map((cell) => fold(strip(String(cell))));
  const same = texts.length > 0 && texts.length === names.length && texts.every((text, at) => text === fold(strip(names[at])));
  return same ? [finding("P042", { line })] : [];
}

/** [table, findings] of records: the header of the declared row, then rows of the header's width. */
export function arrangeRecords(records, declared) {
  const { dialect } = declared;
  const row = headerRow(dialect);
  const findings = [];
  let header;
  let headerLine = 0;
  let body = records;
  if ((dialect.header ?? true) === false) {
    header = declared.fields.map((field) => field.name);
    if (records.length) findings.push(...tellHiddenHeader(records[0].cells, header, records[0].line));
  } else {
    const at = records.findIndex((record) => record.line >= row);
    const first = at < 0 ? { cells: [], line: 1 } : records[at];
    [header, headerLine] = [first.cells, first.line];
    body = at < 0 ? [] : records.slice(at + 1);
    const above = (at < 0 ? records : records.slice(0, at)).map((record) => [record.line, record.cells]);
    findings.push(...tellRowsAbove(above, header.length));
  }
  const table = { header, headerLine, rows: [], lines: [], numbers: [], ragged: [], sheet: "", firstColumn: 1, csv: true };
  for (const [index, record] of body.entries()) {
    if (record.cells.length === header.length) {
      table.rows.push(record.cells);
      table.lines.push(record.line);
      table.numbers.push(index + 1);
      continue;
    }
    table.ragged.push({ number: index + 1, ...record });
    const details = { jumlah: String(record.cells.length), kolom_judul: String(header.length) };
    findings.push(finding("T008", { row: index + 1, line: record.line }, { details }));
  }
  return [table, findings];
}

function readCsvTable(data, declared) {
  const [text, findings] = decodeCsv(data, declared.encoding || "utf-8", nameKind);
  if (text === null) return [null, findings];
  const misfit = findMisfit(text, declared);
  if (misfit) return [null, [...findings, misfit]];
  const [records, told] = readCsv(text, declared.dialect);
  findings.push(...told);
  if (hasErrors(told)) return [null, findings];
  const [table, more] = arrangeRecords(records, declared);
  return [table, [...findings, ...more]];
}

function chooseSheet(sheets, dialect, companions) {
  const wanted = dialect.sheet ?? dialect.sheetName ?? dialect.sheetNumber;
  if (wanted === undefined || wanted === null) {
    const own = sheets.filter((sheet) => !companions.includes(sheet.title));
    const left = own.length ? own : sheets;
    return left.length === 1 ? left[0] : null;
  }
  if (typeof wanted === "number") return sheets[wanted - 1] || null;
  return sheets.find((sheet) => sheet.title === wanted) || null;
}

const isCell = (cell) => Boolean(cell) && cell.value !== "";
const titleOf = (cell) => (cell ? (cell.kind === "truth" ? (cell.value === "true" ? "True" : "False") : cell.value) : "");

async function readWorkbookTable(data, declared, rules) {
  const book = await openWorkbook(data, declared.format);
  const findings = book.findings;
  if (!book.sheets) return [null, findings];
  const sheet = chooseSheet(book.sheets, declared.dialect, rules.companionSheets);
  if (!sheet) {
    const ada = book.sheets.map((each) => each.title).join(", ");
    return [null, [...findings, finding("F203", {}, { details: { ada } })]];
  }
  for (const each of book.sheets) if (each.hidden) findings.push(warning("F208", {}, { details: { isi: "@hidden_sheet" } }));
  if (book.comments) findings.push(warning("F208", {}, { details: { isi: "@comments" } }));
  const row = headerRow(declared.dialect);
  const [rows, marks] = await book.rows(sheet, row);
  findings.push(...noteMarks(marks));
  const misfit = findMisplacedHeader(rows, declared, row);
  if (misfit) return [null, [...findings.filter((each) => each.code !== "F211"), misfit]];
  const [table, more] = arrangeRows(rows, declared, marks);
  table.sheet = sheet.title;
  return [table, [...findings, ...more]];
}

function findMisplacedHeader(rows, declared, row) {
  const names = declared.fields.map((field) => field.name);
  if (names.length < 2 || declared.dialect.header === false) return null;
  const lines = rows.slice(0, 100).map((each) => [each.line, each.cells.filter(isCell).map(titleOf)]);
  const here = lines.find(([line]) => line >= row)?.[1] || [];
  const line = isClose(here, names) ? 0 : findHeader(lines, names);
  return line ? tellHeaderLine(line, row) : null;
}

function arrangeRows(rows, declared, marks) {
  const { dialect } = declared;
  const row = headerRow(dialect);
  const below = rows.filter((each) => each.line >= row);
  let names;
  let headerLine = 0;
  let first = 1;
  let body = below;
  let told = [];
  if (dialect.header === false) {
    names = declared.fields.map((field) => field.name);
    if (below.length) told = tellHiddenHeader(below[0].cells.filter(isCell).map(titleOf), names, below[0].line);
  } else {
    const top = below[0] || { line: row, cells: [] };
    const filled = top.cells.map((cell, at) => (isCell(cell) ? at + 1 : 0)).filter(Boolean);
    first = filled[0] || 1;
    names = Array.from({ length: (filled[filled.length - 1] || 0) - first + 1 }, (_, at) => titleOf(top.cells[first - 1 + at]));
    if (!filled.length) names = [];
    [headerLine, body] = [top.line, below.slice(1)];
    const above = rows.filter((each) => each.line < top.line).map((each) => [each.line, Array.from(each.cells, titleOf)]);
    told = tellRowsAbove(above, names.length);
  }
  const findings = [...told, ...noteGaps(headerLine, body)];
  const converter = new CellConverter(declared, names, first, marks);
  const table = { header: names, headerLine, rows: [], lines: [], numbers: [], ragged: [], sheet: "", firstColumn: first, csv: false };
  for (const [index, each] of body.entries()) {
    const [cells, more] = converter.convertRow(index + 1, each);
    findings.push(...more);
    if (!cells) {
      const texts = Array.from(each.cells.slice(first - 1), (cell) => cell?.value ?? "");
      table.ragged.push({ number: index + 1, line: each.line, cells: texts, sheet: true });
      continue;
    }
    table.rows.push(cells);
    table.lines.push(each.line);
    table.numbers.push(index + 1);
  }
  findings.push(...converter.tellPercents(), ...converter.forms.tell(converter.fields));
  return [table, findings];
}

function noteGaps(headerLine, body) {
  const lines = [headerLine, ...body.map((row) => row.line)];
  const findings = [];
  for (let at = 1; at < lines.length; at++) {
    if (lines[at] > lines[at - 1] + 1 && lines[at - 1] > 0) findings.push(warning("T009", { line: lines[at - 1] + 1 }));
  }
  return findings;
}

/** A day of a sheet as the pattern of its column writes it, such as %d/%m/%Y; else as it is. */
function dayText(text, field) {
  const day = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  const pattern = field?.type === "date" ? field.format || "" : "";
  const isWhole = ["%d", "%m", "%Y"].every((part) => pattern.includes(part)) && /^(?:%[dmY]|[^%])*$/.test(pattern);
  if (!day || !isWhole) return text;
  const parts = { "%Y": day[1], "%m": day[2], "%d": day[3] };
  return pattern.replace(/%[dmY]/g, (part) => parts[part]);
}

class CellConverter {
  constructor(declared, names, first, marks) {
    Object.assign(this, { names, first, marks, unit: declared.unit, percents: new Map(), forms: new FormTally() });
    this.fields = names.map((name) => declared.fields.find((field) => field.name === name) || null);
  }

  convertRow(number, row) {
    const width = this.names.length;
    const inside = row.cells.slice(this.first - 1, this.first - 1 + width);
    const outside = [...row.cells.slice(0, this.first - 1), ...row.cells.slice(this.first - 1 + width)].filter(isCell);
    if (outside.length) {
      const details = { jumlah: String(width + outside.length), kolom_judul: String(width) };
      return [null, [finding("T008", { row: number, line: row.line, cell: outside[0].at }, { details })]];
    }
    const cells = [];
    const findings = [];
    for (let index = 0; index < width; index++) {
      const [text, code] = this.convert(inside[index], index, row.line);
      const field = this.fields[index];
      const address = `${columnLetters(this.first + index)}${row.line}`;
      if (!code && field && isCell(inside[index])) {
        const where = { row: number, line: row.line, cell: address, text };
        this.forms.note(index, inside[index], where);
        if (isNumber(field) && inside[index].kind === "number") this.count(index, inside[index], where);
      }
      cells.push(text);
      if (code) findings.push(finding(code, { row: number, line: row.line, cell: address, field: this.names[index] }, { value: text }));
    }
    return [cells, findings];
  }

  convert(cell, index, line) {
    if (this.marks.withoutValue.has(`${columnLetters(this.first + index)}${line}`)) return ["", "F204"];
    if (!cell) return ["", ""];
    if (cell.kind === "error") return [cell.value, "F205"];
    if (cell.kind === "date") return [dayText(cell.value, this.fields[index]), ""];
    if (cell.kind !== "number") return [cell.value, ""];
    const [text, digits] = numberText(cell.value);
    const field = this.fields[index];
    if (digits > DIGIT_LIMIT) return [text, "F210"];
    if (field?.type === "string") return [text, "F209"];
    const mark = field && isNumber(field) ? field.decimalChar || "." : ".";
    return [text.replace(".", mark), ""];
  }

  count(index, cell, where) {
    if (Number(cell.value) === 0) return;
    if (!this.percents.has(index)) this.percents.set(index, { percents: 0, plains: 0 });
    const column = this.percents.get(index);
    if (cell.percent) {
      column.percents++;
      column.percent ||= where;
    } else {
      column.plains++;
      column.plain ||= where;
    }
  }

  tellPercents() {
    const findings = [];
    for (const [index, column] of [...this.percents].sort((one, other) => one[0] - other[0])) {
      const field = this.fields[index];
      if (!column.percent) continue;
      const tell = (code, where) =>
        finding(code, { ...where, field: field.name }, { value: where.text, details: { jumlah: String(column.percents), lain: String(column.plains) } });
      if (column.plain) findings.push(tell("F213", column.percents <= column.plains ? column.percent : column.plain));
      else if (PERCENT_UNITS.includes(fold(strip(field.unit || this.unit || "")))) findings.push(tell("F214", column.percent));
    }
    return findings;
  }
}

/** The table without its columns of states, each empty cell with the text of its state. */
function foldStates(table, declared) {
  const findings = [];
  const gone = new Set();
  const rows = table.rows.map((row) => [...row]);
  for (const states of declared.states || []) {
    const [at, target] = [states.name, states.of].map((name) => table.header.indexOf(name));
    const sole = (name) => table.header.filter((other) => other === name).length === 1;
    if (!sole(states.name) || !sole(states.of)) {
      const details = { kolom: states.name, salah: "@states_missing" };
      findings.push(finding("P059", { row: 0, line: table.headerLine || null, field: states.name }, { details }));
      continue;
    }
    gone.add(at);
    for (const [index, row] of rows.entries()) {
      const [state, cell] = [row[at], row[target]];
      let fault = "";
      if (state in states.words && cell === "") row[target] = states.words[state];
      else if (state && !(state in states.words)) fault = "state_unknown";
      else if (state) fault = "state_beside_value";
      else if (cell === "") fault = "state_lacking";
      if (!fault || findings.length >= MOST_STATES) continue;
      const details = { kolom: states.name, salah: `@${fault}` };
      findings.push(finding("P059", { row: table.numbers[index], line: table.lines[index], field: states.name }, { details }));
    }
  }
  const keep = (cells) => (gone.size ? cells.filter((_, at) => !gone.has(at)) : cells);
  return [{ ...table, header: keep(table.header), rows: rows.map(keep) }, findings];
}

/** [table or null, findings] of a file by its declaration. */
export async function readTable(data, declared, rules) {
  const workbook = declared.format === "xlsx" || declared.format === "ods";
  let [table, findings] = workbook ? await readWorkbookTable(data, declared, rules) : readCsvTable(data, declared);
  if (table && table.header.length > COLUMN_LIMIT) {
    const details = { jumlah: String(table.header.length), batas: String(COLUMN_LIMIT) };
    return [null, [...findings, finding("F304", { line: table.headerLine }, { details })]];
  }
  if (table && declared.states?.length) {
    const [folded, more] = foldStates(table, declared);
    [table, findings] = [folded, [...findings, ...more]];
  }
  return [table, findings];
}

/** A file that is not the declared table, as rows of text: what is personal in it must be seen all the same. */
export function readLoosely(data, declared) {
  const [text] = decodeCsv(data, declared.encoding || "utf-8", nameKind);
  if (text === null) return null;
  const rows = readHead(text, sniffDelimiter(text), {}, Infinity);
  if (!rows.length) return null;
  const [[headerLine, header], ...body] = rows;
  return {
    header, headerLine, sheet: "", firstColumn: 1, csv: true, ragged: [],
    rows: body.map(([, cells]) => cells), lines: body.map(([line]) => line), numbers: body.map((_, at) => at + 1),
  };
}

/** Places in a table, and findings about its cells; the value of a column that is closed is never shown. */
export class Places {
  constructor(table) {
    this.table = table;
  }

  ofHeader(field = "") {
    const { headerLine } = this.table;
    return { row: 0, line: headerLine || null, cell: this.address(field, headerLine), field };
  }

  ofCell(index, field = "") {
    const line = this.table.lines[index] ?? null;
    return { row: this.table.numbers[index], line, cell: this.address(field, line || 0), field };
  }

  note(code, index, field, value, details = {}, severity = "error") {
    const shown = field.closed ? "(dirahasiakan)" : value;
    return finding(code, this.ofCell(index, field.name), { value: shown, details, severity });
  }

  address(field, line) {
    const at = this.table.header.indexOf(field);
    return !this.table.sheet || !line || at < 0 ? "" : `${columnLetters(this.table.firstColumn + at)}${line}`;
  }
}

/** Declared columns that the table has exactly once: [field, index]. */
export function soleColumns(table, declared) {
  const found = [];
  for (const field of declared.fields) {
    const at = table.header.indexOf(field.name);
    if (at >= 0 && table.header.indexOf(field.name, at + 1) < 0) found.push([field, at]);
  }
  return found;
}
