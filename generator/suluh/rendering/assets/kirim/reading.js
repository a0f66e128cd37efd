// How a dropped file is read before it is checked: its kind, sheet, header, delimiter, encoding; what it may be.
import { decode, sniffDelimiter, readHead } from "./csv.js";
import { fold, strip } from "./findings.js";
import { nameKind } from "./zip.js";
import { openWorkbook } from "./workbook.js";

const tidy = (name) => fold(strip(String(name))).replace(/[\s.\-/]+/g, "_");
const LOOKED_AT = 30;

/** {kind, encoding, delimiter, sheets: [{title, rows: [[line, cells]]}], findings} of a file. */
export async function lookOver(data) {
  const kind = nameKind(data);
  if (kind === "xlsx" || kind === "ods") {
    const book = await openWorkbook(data, kind);
    if (!book.sheets) return { kind, sheets: [], findings: book.findings };
    const sheets = [];
    for (const sheet of book.sheets) {
      const [rows] = await book.rows(sheet, 1);
      const head = rows.slice(0, LOOKED_AT).map((row) => [row.line, Array.from(row.cells, (cell) => cell?.value ?? "")]);
      sheets.push({ title: sheet.title, rows: head, count: rows.length });
    }
    return { kind, sheets, findings: [] };
  }
  if (!["csv", "text", "unknown"].includes(kind)) return { kind, sheets: [], findings: [] };
  for (const encoding of data[0] > 0xfd && data[1] > 0xfd ? ["utf-16"] : ["utf-8", "cp1252"]) {
    const [text] = decode(data, encoding);
    if (text === null) continue;
    const plain = text.replace(/^\ufeff/, "");
    const delimiter = likeliestDelimiter(plain);
    const rows = readHead(plain.slice(0, 262144), delimiter, {});
    return { kind: "csv", encoding, delimiter, sheets: [{ title: "", rows, count: rows.length }], findings: [] };
  }
  return { kind: "unknown", sheets: [], findings: [] };
}

/** The delimiter of the first line that is parted, since titles above a header hold none. */
function likeliestDelimiter(text) {
  const lines = text.split(/\r\n|\r|\n/).slice(0, LOOKED_AT);
  const widths = new Map();
  for (const line of lines) {
    const sign = sniffDelimiter(line);
    const count = line.split(sign).length - 1;
    if (count) widths.set(sign, (widths.get(sign) || 0) + count);
  }
  return [...widths].sort((one, other) => other[1] - one[1])[0]?.[0] || ",";
}

/** Where the names stand best: {sheet, line, share} over all sheets; share 0 for nowhere. */
function placeNames(look, names) {
  const wanted = new Set(names.map(tidy));
  let best = { sheet: 0, line: 1, share: 0 };
  for (const [number, sheet] of look.sheets.entries()) {
    for (const [line, cells] of sheet.rows) {
      const found = new Set(cells.map(tidy).filter((cell) => wanted.has(cell))).size;
      const share = found / wanted.size;
      if (share > best.share) best = { sheet: number, line, share, others: cells.filter(Boolean).length - found };
    }
  }
  return best;
}

/** What the file may be, likeliest first: standards and tables of datasets whose columns it has. */
export function rankTargets(look, listed) {
  const found = [];
  for (const dataset of listed.datasets) {
    dataset.tables.forEach((columns, table) => {
      if (dataset.read[table].length) return;  // whose file is an office's own: known by its table, once that is read
      const place = placeNames(look, columns);
      if (place.share >= 0.5) found.push({ kind: "data", name: dataset.name, title: dataset.title, table, ...place });
    });
  }
  for (const standard of listed.standards) {
    const place = placeNames(look, standard.columns);
    if (place.share >= 0.5) found.push({ kind: "standar", name: standard.name, title: standard.title, table: 0, ...place });
  }
  const rank = (target) => target.share - (target.others || 0) * 0.01 - (target.kind === "standar" ? 0.001 : 0);
  return found.sort((one, other) => rank(other) - rank(one)).slice(0, 8);
}

const ENDINGS = { xlsx: /\.xls[xm]$/, ods: /\.ods$/, csv: /\.(?:csv|tsv|txt|tab)$/, json: /\.(?:json|ndjson|geojson)$/, html: /\.(?:xls|html?)$/ };

/**
 * Tables of datasets that are read from an office's own files of this kind, and that have just these columns. Of several files,
 * this one is another part; `made` names the columns that only their names tell, and which one file may lack.
 */
export function findEditions(header, kind, listed) {
  const inOrder = (names) => [...names].sort().join("\u0000");
  const wanted = inOrder(header);
  return listed.datasets.flatMap((dataset) => dataset.tables.flatMap((columns, table) => {
    const paths = dataset.read[table];
    if (!paths.length || !ENDINGS[kind]?.test(paths[0].toLowerCase())) return [];
    const made = (dataset.made[table] || []).filter((name) => !header.includes(name));
    const fits = inOrder(columns.filter((name) => !made.includes(name))) === wanted;
    return fits ? [{ name: dataset.name, title: dataset.title, table, made }] : [];
  }));
}

/** The declaration of a table without some of its columns, and without what is told of them. */
export function withoutColumns(table, names) {
  const keeps = (key) => !key.some((name) => names.includes(name));
  return {
    ...table,
    fields: table.fields.filter((field) => !names.includes(field.name)),
    primaryKey: table.primaryKey.filter((name) => !names.includes(name)),
    uniqueKeys: table.uniqueKeys.filter(keeps),
    foreignKeys: table.foreignKeys.filter((key) => keeps(key.fields)),
  };
}

/** The declaration of a target in the form of this very file: its kind, sheet, header row, delimiter, encoding. */
export function declareFile(table, look) {
  const place = placeNames(look, table.fields.map((field) => field.name));
  const dialect = {};
  if (place.share && place.line > 1) dialect.headerRows = [place.line];
  if (look.kind === "csv") {
    if (look.delimiter !== ",") dialect.delimiter = look.delimiter;
    return { ...table, format: "csv", encoding: "utf-8", dialect };
  }
  if (look.sheets.length > 1) dialect.sheet = look.sheets[place.sheet].title;
  return { ...table, format: look.kind, encoding: "utf-8", dialect };
}

/**
 * The table written anew as a plain CSV, and what that changed: columns named and ordered as declared, nothing
 * above the header, UTF-8, commas. Cells stay as they are, but for blanks at the ends of codes that are told.
 */
export function writeAnew(table, declared, look, findings) {
  const names = declared.fields.map((field) => field.name);
  const byTidy = new Map(names.map((name) => [tidy(name), name]));
  const header = table.header.map((name) => (names.includes(name) ? name : byTidy.get(tidy(name)) ?? name));
  const mends = [];
  header.forEach((name, at) => {
    if (name !== table.header[at]) mends.push({ kind: "name", line: table.headerLine, before: table.header[at], after: name });
  });
  let order = header.map((_, at) => at);
  const whole = names.every((name) => header.filter((other) => other === name).length === 1);
  if (whole && header.length === names.length) {
    order = names.map((name) => header.indexOf(name));
    if (order.some((at, place) => at !== place)) mends.push({ kind: "order" });
  }
  const plain = look.kind === "csv" && look.encoding === "utf-8" && !declared.dialect.delimiter && !declared.dialect.headerRows;
  if (!plain) mends.unshift({ kind: "csv" });
  const spoiled = new Set(findings.filter((each) => each.code === "T033").map((each) => `${each.row}\u0000${each.field}`));
  const rows = table.rows.map((row, index) => row.map((cell, at) => {
    const after = strip(cell);
    if (after === cell || !after || !spoiled.has(`${table.numbers[index]}\u0000${table.header[at]}`)) return cell;
    mends.push({ kind: "blanks", line: table.lines[index], column: header[at], before: cell, after });
    return after;
  }));
  if (!mends.length) return null;
  const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = [header, ...rows].map((row) => order.map((at) => quote(row[at])).join(","));
  return { data: new TextEncoder().encode(`${lines.join("\n")}\n`), mends };
}
