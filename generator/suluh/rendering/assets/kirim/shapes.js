// Files of a shape that nobody has declared: how they are read, what is asked, and what is made of them.
import { Dict, $py } from "./python.js";
import { $lib_csv } from "./python-libraries.js";
import { dateOf } from "./python-values.js";
import { $host, asFinding, prepareHost } from "./shape-host.js";
import { readJson } from "./json-sheets.js";
import { readHtml } from "./html-sheets.js";
import { finding } from "./findings.js";
import { make_sheet, RawRow, RawSheet, MergedCells, find_delimiter, is_parted_by_place, FormerRegion, Region, Regions, ForeignKey, CodeLists, propose_reading, describe_reading, doubt_values, find_cell_faults, show_columns, show_evidence, show_totals, show_text, FIELDS, view_files, describe_dataset, write_description, name_files } from "./intake.js";

const SHOWN_ROWS = 8;
const SHOWN_EXAMPLES = 3;
const FIRST_LETTER = 97;
const KINDS = { text: "t", number: "n", date: "d", truth: "b", error: "e" };
const RANGE = /^\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})$/;
const linesOf = (text) => text.split("\n").filter(Boolean).map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]);

/** Regions: `country` has their names, `province` full names of those of the own province. */
export function makeRegions(country, province) {
  const names = new Map(linesOf(country));
  for (const [code, full] of linesOf(province)) {
    const region = new Region(code, "");
    names.set(code, region.level === 2 ? full : full.slice(region.kind.$title().length + 1));
  }
  return new Regions(new Dict([...names.keys()].sort().map((code) => [code, names.get(code)])));
}

/** Codes of earlier lists, by code. */
export function makeFormer(text) {
  const lines = text.split("\n").filter(Boolean).map((line) => line.split("\t"));
  return new Dict(lines.map(([code, name, last]) => [code, new FormerRegion(code, name, "", last)]));
}

/** Sheets of a workbook as texts where they stand, with what each cell is held as. */
export async function readBookSheets(book, tools) {
  const sheets = [];
  const forms = new Dict([]);
  const letters = new Map([[String(tools.PLAIN), "."]]);
  const letterOf = (cell) => {
    const named = cell.forms || tools.PLAIN;
    if (!letters.has(String(named))) {
      letters.set(String(named), String.fromCodePoint(FIRST_LETTER + letters.size - 1));
      forms.put(letters.get(String(named)), named);
    }
    return letters.get(String(named));
  };
  for (const sheet of book.sheets) {
    const [rows, marks] = await book.rows(sheet, 1);
    const widths = new Map();
    for (const reference of marks.withoutValue) {
      const [, letters, line] = /^([A-Z]+)([0-9]+)$/.exec(reference) || [];
      if (letters) widths.set(Number(line), Math.max(widths.get(Number(line)) || 0, tools.columnNumber(letters)));
    }
    const made = rows.map(({ line, cells }) => {
      const texts = [];
      let [kinds, shown] = ["", ""];
      for (let at = 0; at < Math.max(cells.length, widths.get(line) || 0); at++) {
        const [text, kind] = readCell(cells[at], marks, `${tools.columnLetters(at + 1)}${line}`, tools);
        texts.push(text);
        kinds += kind;
        shown += "npx".includes(kind) ? letterOf(cells[at]) : ".";
      }
      return new RawRow(line, texts, kinds, /[^.]/.test(shown) ? shown : "");
    });
    const merged = marks.merged.map((reference) => RANGE.exec(reference)).filter(Boolean).map((found) => new MergedCells(Number(found[2]), tools.columnNumber(found[1]), Number(found[4]), tools.columnNumber(found[3])));
    sheets.push(make_sheet(sheet.title, made, merged, marks.hiddenRows, [...new Set(marks.hiddenAt)].sort((one, other) => one - other), Boolean(sheet.hidden), forms));
  }
  return sheets;
}

function readCell(cell, marks, at, { numberText, DIGIT_LIMIT }) {
  if (!cell || cell.value === "") return ["", marks.withoutValue.has(at) ? "f" : "."];
  if (cell.kind !== "number") return [cell.value, KINDS[cell.kind]];
  const [text, digits] = numberText(cell.value);
  return [text, digits > DIGIT_LIMIT ? "x" : cell.percent ? "p" : "n"];
}

/** [sheets, findings] of a text of cells. */
export function readTextSheets(text, encoding, tools) {
  $lib_csv.make = (joined, delimiter) => new tools.RecordReader(joined, { delimiter }, false);
  const delimiter = find_delimiter(text);
  if (is_parted_by_place(text, delimiter)) return [[], [finding("F042")]];
  const [records, findings] = tools.readCsv(text, { delimiter });
  const told = findings.filter((each) => each.code !== "T009");
  if (told.some((each) => each.severity === "error")) return [[], told];
  const sheet = make_sheet("", records.filter((record) => record.cells.some(Boolean)).map((record) => new RawRow(record.line, record.cells)));
  return [[new RawSheet("", sheet.rows, sheet.lines, [], [], delimiter, encoding)], told];
}

const READERS = { json: readJson, html: readHtml };

/** [sheets, findings] of JSON and of web pages, whatever the file's name. */
export function readOtherSheets(kind, data) {
  const { sheets, findings } = READERS[kind](decodeAnything(data));
  const rows = (sheet) => sheet.rows.map(({ line, cells, kinds }) => new RawRow(line, cells, kinds));
  const merged = (sheet) => (sheet.merged || []).map((area) => new MergedCells(...area));
  return [sheets.map((sheet) => make_sheet(sheet.name, rows(sheet), merged(sheet))), findings];
}

function decodeAnything(data) {
  const isWide = data[0] > 0xfd && data[1] > 0xfd && data[0] !== data[1];
  if (isWide) return new TextDecoder(data[0] === 0xff ? "utf-16le" : "utf-16be").decode(data);
  const head = data.subarray(0, 4096);
  const zeros = (of) => of.filter((byte) => byte === 0).length;
  if (zeros(head) > head.length * 0.3) {
    const even = zeros(head.filter((_, at) => at % 2 === 0)) > zeros(head.filter((_, at) => at % 2));
    return new TextDecoder(even ? "utf-16be" : "utf-16le").decode(data);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(data);
  } catch {
    return new TextDecoder("windows-1252").decode(data);
  }
}

/** One file on its way to a dataset: sheets, answers, and how it is read under them. */
export class ShapeReader {
  constructor(stated, tools, { regions, former, lists }) {
    prepareHost(stated, tools, regions, former);
    Object.assign(this, { stated, tools, sheets: [], name: "", answers: {} });
    const columns = stated.columns.map((each) => [each.column, [new ForeignKey([each.column], each.package, each.resource, each.fields), $py.set(lists[each.list] || [])]]);
    this.lists = new CodeLists(regions, stated.home, new Dict(columns));
    const packages = stated.packages.map((each) => ({
      name: each.name,
      instansi: each.agency,
      text: (key) => each[key] || "",
      descriptor: new Dict([["licenses", each.license ? [new Dict([["name", each.license]])] : []]]),
    }));
    const agencies = new Dict(stated.agencies.map((each) => [each.slug, { nama: each.name, nama_singkat: each.short, surel: "" }]));
    const settings = { wilayah: stated.home, kontak: stated.contact, as_of: { $day: dateOf(stated.today) } };
    this.project = { packages, agencies, settings, lists: this.lists };
  }

  /** How the file is read if nobody objects, in sentences, and what is left open. */
  propose(name, sheets, answers) {
    Object.assign(this, { name, sheets, answers });
    this.proposal = propose_reading(sheets, this.lists, new Dict(Object.entries(answers)));
    return this.view();
  }

  view() {
    const { proposal } = this;
    const { table, shape } = proposal;
    const trimmed = (lines) => [...lines].map((line) => line.trim());
    const doubts = proposal.doubts.map((doubt) => this.viewDoubt(doubt));
    if (table === null || shape === null) {
      return { table: null, doubts, evidence: trimmed(show_evidence(proposal.shapes.passed_over)), findings: proposal.shaped.findings.map(asFinding) };
    }
    return {
      table: { header: table.header, rows: table.rows.slice(0, SHOWN_ROWS).map((row) => row.map((cell) => show_text(cell, 60))), lines: table.lines.slice(0, SHOWN_ROWS), count: table.rows.length },
      where: [shape.sheet, shape.cells].filter(Boolean).join(", "),
      columns: trimmed(show_columns(proposal.columns, proposal.reading)),
      evidence: trimmed([...show_evidence(shape.evidence), ...show_evidence(proposal.shapes.passed_over)]),
      totals: trimmed(show_totals(proposal.shaped.totals)),
      hasPlaces: proposal.foreign_keys.some((key) => key.package === "wilayah") || proposal.reading.places !== null,
      doubts,
      findings: [],
    };
  }

  viewDoubt(doubt) {
    const said = (text, values) => $host.say(text, { given: Object.fromEntries(values.$items().map(([name, value]) => [name, show_text(value)])) });
    return {
      key: doubt.key,
      text: said(doubt.text, doubt.$values),
      choices: doubt.choices.map((choice) => ({ word: choice.word, text: said(choice.text, choice.$values) })),
      likely: doubt.likely,
      examples: doubt.examples.slice(0, SHOWN_EXAMPLES).map((pair) => pair.map((text) => show_text(text, 24))),
    };
  }

  /** What may be said of the file without asking: [{key, label, value}] in the order of the description. */
  describe(texts) {
    const file = view_files([this.file()], this.proposal);
    const proposed = describe_dataset(this.project, file, new Dict(Object.entries(texts)), "");
    return proposed.$items().map(([key, stated]) => ({ key, label: FIELDS.has(key) ? $host.say(FIELDS.take(key)) : "", value: texts[key] || stated.$value || stated.value || "" }));
  }

  file() {
    const at = this.name.lastIndexOf(".");
    return { name: this.name, stem: at > 0 ? this.name.slice(0, at) : this.name, suffix: at > 0 ? this.name.slice(at) : "" };
  }

  /** {path, text}: the file's name in its folder, and the description of these texts. */
  write(texts) {
    const [path] = name_files(texts.name, [this.file()]);
    const draft = describe_reading(this.proposal, [path]);
    const text = write_description(this.project, new Dict(Object.entries(texts)), draft, "");
    return { path, text };
  }

  /**
   * The table as it is read, declared: {data, declared}; as a CSV of its own, but a plain workbook as it is. `edition` is the
   * declaration of the dataset that it is the next edition of, whose columns it has.
   */
  asDeclared(book, kind, edition = null) {
    const { table } = this.proposal;
    const draft = describe_reading(this.proposal, [this.name]);
    this.isPlainBook = (kind === "xlsx" || kind === "ods") && !draft.reading.$items().length;
    const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const order = edition ? edition.fields.map((field) => table.header.indexOf(field.name)) : table.header.map((_, at) => at);
    const lines = [table.header, ...table.rows].map((row) => order.map((at) => quote(row[at])).join(","));
    if (edition) {
      this.isPlainBook = false;
      return { data: new TextEncoder().encode(`${lines.join("\r\n")}\r\n`), declared: { ...edition, format: "csv", encoding: "utf-8", dialect: {} } };
    }
    const foreignKeys = draft.foreign_keys.map((key) => ({
      fields: key.fields, package: key.package, resource: key.resource, referenceFields: key.reference_fields,
      list: this.stated.columns.find((each) => each.package === key.package && each.column === key.fields[0])?.list || "",
    }));
    const declared = {
      name: "tabel", format: "csv", encoding: "utf-8", dialect: {}, closed: false, unit: "", fieldsMatch: "exact",
      fields: draft.fields.map((field) => declareField(Object.fromEntries(field.$items()))),
      primaryKey: draft.primary_key, uniqueKeys: [], foreignKeys, states: [],
    };
    if (this.isPlainBook) return { data: book, declared: { ...declared, format: kind } };
    return { data: new TextEncoder().encode(`${lines.join("\r\n")}\r\n`), declared };
  }

  /** Values that stand alone against their neighbours, and cells of a kind that their column does not bear. */
  doubted() {
    const faults = this.isPlainBook ? [] : find_cell_faults(this.proposal);
    return [...doubt_values(this.proposal), ...faults].map(asFinding);
  }

  /** A finding about the table, at the place in the file that its cell comes from. */
  placed(each) {
    const { table } = this.proposal;
    if (this.isPlainBook) return each;
    if (each.row === null || each.row < 1) return { ...each, line: table.header_line || null, cell: "" };
    const line = table.lines[each.row - 1] ?? null;
    const at = table.header.indexOf(each.field);
    const column = table.source === null || at < 0 ? 0 : table.source.column_of(each.row - 1, at);
    const isBook = this.sheets[0].delimiter === "";
    return { ...each, line, cell: isBook && column && line ? `${this.tools.columnLetters(column)}${line}` : "" };
  }

  /** R011 for each column of regions that are all of one other province, or of this one and neither the site's nor above it. */
  ofAnotherRegion(table, declared, regions) {
    const { home } = this.stated;
    const isOwn = (code) => code === home || code.startsWith(`${home}.`) || home.startsWith(`${code}.`);
    return declared.foreignKeys.filter((key) => key.package === "wilayah" && key.fields.length === 1).flatMap(({ fields: [name] }) => {
      const at = table.header.indexOf(name);
      const known = [...new Set(at < 0 ? [] : table.rows.map((row) => row[at]))].filter((code) => regions.has(code));
      const provinces = new Set(known.map((code) => code.split(".")[0]));
      return provinces.size !== 1 || known.some(isOwn) ? [] : [finding("R011", { field: name }, { details: { daerah: regions.get(home) } })];
    });
  }

  /** Every row of every sheet as a table without names, to look for what is personal in all corners. */
  corners() {
    return this.sheets.map((sheet) => ({
      header: Array.from({ length: sheet.width }, (_, at) => this.tools.columnLetters(at + 1)), headerLine: 0, sheet: sheet.name, firstColumn: 1, csv: !sheet.name,
      rows: sheet.rows, lines: sheet.lines, numbers: sheet.lines, ragged: [],
    }));
  }
}

function declareField(stated) {
  const marks = { decimalChar: stated.decimalChar || "", groupChar: stated.groupChar || "" };
  return {
    name: stated.name,
    type: stated.type,
    title: stated.title === stated.name ? "" : stated.title,
    format: stated.format || "default",
    missing: stated.missingValues ? stated.missingValues.map((each) => each.take("value")) : [""],
    constraints: {},
    ...marks,
    unit: stated.satuan || "",
    ...(stated.trueValues ? { trueValues: stated.trueValues } : {}),
    ...(stated.falseValues ? { falseValues: stated.falseValues } : {}),
    ...(marks.decimalChar || marks.groupChar ? { stated: true } : {}),
    ...(stated.bareNumber === false ? { bare: false } : {}),
  };
}
