// The counter's workbench: reads, checks and mends beside the page, so that the page stays usable.
import { checkFile } from "./checks.js";
import { mendCsv } from "./mending.js";
import { findEditions, withoutColumns, lookOver, rankTargets, declareFile, writeAnew } from "./reading.js";
import { prepareCore, preparePersons, prepareLists } from "./rules.js";
import { maskText, forbiddenMeaning, scanTable } from "./persons.js";
import { describe, chooseForms } from "./sentences.js";
import { decode, readCsv, RecordReader } from "./csv.js";
import { openWorkbook, columnLetters, columnNumber, numberText, DIGIT_LIMIT, PLAIN } from "./workbook.js";
import { inReadingOrder } from "./findings.js";

const SHOWN_ROWS = 8;
const SHOWN_FINDINGS = 500;
const SIZE_LIMIT = 60 * 1024 * 1024;
const REGION_CODES = ["R002", "R003", "R004", "T201", "T202", "T203", "T204"];
const state = { base: "", rules: null, words: null, listed: null, texts: {} };

const fetched = new Map();
function fetchRule(name) {
  if (!fetched.has(name)) {
    const asked = fetch(new URL(`kirim/aturan/${name}`, state.base)).then((answer) => {
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return name.endsWith(".json") ? answer.json() : answer.text();
    });
    asked.catch(() => fetched.delete(name));
    fetched.set(name, asked);
  }
  return fetched.get(name);
}

async function prepare(base) {
  state.base = base;
  const [core, persons, words, listed] = await Promise.all(["inti.json", "pribadi.json", "kata.json", "daftar.json"].map(fetchRule));
  Object.assign(state, { rules: { ...prepareCore(core), persons: preparePersons(persons) }, words, listed });
  return listed;
}

async function open({ name, buffer, base }) {
  const listed = await prepare(base);
  if (buffer.byteLength > SIZE_LIMIT) return { kind: "large", targets: [], listed };
  Object.assign(state, { name, data: new Uint8Array(buffer), mends: [], mended: false, shaped: null, sheets: null });
  state.look = await lookOver(state.data);
  return { kind: state.look.kind, targets: rankTargets(state.look, listed), listed, findings: say(state.look.findings) };
}

const say = (findings, path = state.name) =>
  findings.map((each) => ({ ...each, ...describe(each, state.words, state.rules, path), again: state.rules.again.includes(each.code) }));

async function declare({ kind, name, table }) {
  const made = await fetchRule(`${kind}/${name}.json`);
  return kind === "data" ? made[table || 0] : made;
}

async function check({ target }) {
  if (target) {
    state.target = target;
    state.shaped = null;
    state.table = await declare(target);
  }
  state.declared = declareState();
  const result = await run();
  return answer(result);
}

/** A dataset's next edition is read as its descriptor says, and anything else as it stands. */
function declareState() {
  const { table, look, target } = state;
  return target.kind === "data" && look.kind === table.format ? { ...table } : declareFile(table, look);
}

async function run() {
  const { declared } = state;
  const wanted = declared.foreignKeys.map((key) => key.list).filter(Boolean);
  const others = Object.fromEntries(await Promise.all(wanted.map(async (list) => [list, await fetchRule(`senarai/${list}.json`)])));
  state.texts.province = await fetchRule("wilayah.txt");
  const lists = () => prepareLists({ ...state.texts, others });
  state.lists = lists();
  const data = state.shaped?.data || state.data;
  let result = await checkFile(data, declared, state.rules, state.lists);
  if (!state.texts.country && result.findings.some((each) => REGION_CODES.includes(each.code))) {
    const [country, former] = await Promise.all(["wilayah-lain.txt", "wilayah-lama.txt"].map(fetchRule)).catch(() => ["", ""]);
    Object.assign(state.texts, { country, former });
    state.lists = lists();
    result = await checkFile(data, declared, state.rules, state.lists);
  }
  return (state.result = result);
}

function answer({ table, findings, unchecked }) {
  const { declared, rules } = state;
  const personal = (name) => forbiddenMeaning(name, rules) !== "";
  const shown = table && {
    header: table.header,
    rows: table.rows.slice(0, SHOWN_ROWS).map((row) => row.map((cell, at) => (personal(table.header[at]) && cell ? "•••" : maskText(cell, rules).slice(0, 60)))),
    lines: table.lines.slice(0, SHOWN_ROWS),
    count: table.rows.length,
    columns: table.header.map((name) => {
      const field = declared.fields.find((each) => each.name === name);
      return { name, type: field ? state.words.phrases[field.type] || "" : "", title: field?.title || "" };
    }),
  };
  return {
    preview: shown,
    findings: say(findings.slice(0, SHOWN_FINDINGS)),
    errors: findings.filter((each) => each.severity === "error").length,
    warnings: findings.filter((each) => each.severity !== "error").length,
    left: Math.max(findings.length - SHOWN_FINDINGS, 0),
    personal: findings.some((each) => /^I0/.test(each.code) && each.severity === "error"),
    unchecked,
    format: declared.format,
    sheet: declared.dialect.sheet || "",
    headerRow: declared.dialect.headerRows?.[0] || 1,
    mendable: state.shaped ? 0 : propose().mends.length,
    mends: state.mends,
    target: state.target,
    period: table ? periodOf(table, declared) : "",
    agency: table ? agencyOf(table) : "",
  };
}

/** The years that a table covers, by its first column of years: `2025` or `2023–2025`. */
function periodOf(table, declared) {
  const field = declared.fields.find((each) => each.type === "year" && table.header.includes(each.name));
  const at = field ? table.header.indexOf(field.name) : -1;
  const years = table.rows.map((row) => row[at]).filter((cell) => /^[12][0-9]{3}$/.test(cell || "")).sort();
  if (!years.length) return "";
  return years[0] === years[years.length - 1] ? years[0] : `${years[0]}–${years[years.length - 1]}`;
}

/** The agency that every row of a table names; empty where there is none, or more than one. */
function agencyOf(table) {
  const at = table.header.indexOf("instansi");
  const named = at < 0 ? [] : [...new Set(table.rows.map((row) => row[at]))];
  return named.length === 1 && state.listed.agencies.some(({ name }) => name === named[0]) ? named[0] : "";
}

const isPlainCsv = (declared) => declared.format === "csv" && declared.encoding === "utf-8" && !Object.keys(declared.dialect).length;

/** What a press would make of the file, and what that changes. */
function propose() {
  const { table } = state.result;
  const { declared, look, rules, lists } = state;
  let { data } = state;
  let used = declared;
  let mends = [];
  const fixed = state.target.kind === "data" && !(table && isPlainCsv(state.table));
  const anew = table && !fixed ? writeAnew(table, declared, look, state.result.findings) : null;
  if (anew) {
    data = anew.data;
    used = { ...declared, format: "csv", encoding: "utf-8", dialect: {} };
    mends = anew.mends;
  } else if (declared.format === "csv" && look.encoding === "cp1252" && state.target.kind !== "data") {
    data = new TextEncoder().encode(new TextDecoder("windows-1252").decode(data));
    mends = [{ kind: "encoding" }];
  }
  if (used.format === "csv") {
    const more = mendCsv(data, used, rules, lists);
    data = more.data;
    mends = [...mends, ...more.mends];
  }
  return { data, mends };
}

async function mend() {
  for (let round = 0; round < 3; round++) {
    const { data, mends } = propose();
    if (!mends.length) break;
    state.mends = [...state.mends, ...mends.map((each) => ({ ...each, before: hide(each.before), after: hide(each.after) }))];
    state.data = data;
    state.look = await lookOver(data);
    state.declared = declareState();
    await run();
  }
  return answer(state.result);
}

const hide = (text) => (text === undefined ? undefined : maskText(text, state.rules));

async function download() {
  // A dataset whose descriptor names a CSV gets one, whatever was dropped; an office's own file goes as it is.
  if (!state.shaped && state.target.kind === "data" && state.look.kind !== state.table.format) await mend();
  const { data, declared, target, table } = state;
  const { format, dialect } = state.shaped ? { format: state.look.kind, dialect: {} } : declared;
  return { data: data.slice().buffer, format, dialect, target, ...(target.kind === "data" ? placeOf(table.paths) : { path: "" }) };
}

// Files of a shape that nobody has declared: a script of its own, fetched when one is brought

async function prepareShapes() {
  if (state.reader) return;
  const [made, stated, country, province, former] = await Promise.all([import(new URL("./shapes.js", import.meta.url)), ...["bentuk.json", "wilayah-nama.txt", "wilayah.txt", "wilayah-lama.txt"].map(fetchRule)]);
  const names = [...new Set(stated.columns.map(({ list }) => list))];
  const lists = Object.fromEntries(await Promise.all(names.map(async (list) => [list, await fetchRule(`senarai/${list}.json`)])));
  const { rules, words } = state;
  const tools = { rules, words, describe, chooseForms, maskText, readCsv, RecordReader, columnLetters, columnNumber, numberText, DIGIT_LIMIT, PLAIN };
  Object.assign(state, { made, tools, reader: new made.ShapeReader(stated, tools, { regions: made.makeRegions(country, province), former: made.makeFormer(former), lists }) });
}

async function readSheets() {
  state.told = [];
  const { made, tools, data, look } = state;
  if (look.kind === "json" || look.kind === "html") {
    const [sheets, findings] = made.readOtherSheets(look.kind, data);
    state.told = findings;
    return sheets;
  }
  if (look.kind !== "csv") {
    const book = await openWorkbook(data, look.kind);
    state.told = book.findings;
    return made.readBookSheets(book, tools);
  }
  const [text] = decode(data, look.encoding);
  const [sheets, findings] = made.readTextSheets(text.replace(/^\ufeff/, ""), look.encoding, tools);
  state.told = findings;
  return sheets;
}

/** How a file of unknown shape is read under some answers, and what is still open. */
async function shape({ answers }) {
  await prepareShapes();
  state.sheets ??= await readSheets();
  const view = state.sheets.length ? state.reader.propose(state.name, state.sheets, answers) : { table: null, doubts: [], evidence: [], findings: state.told };
  if (view.table) view.table.personal = view.table.header.map((name) => forbiddenMeaning(name, state.rules) !== "");
  const editions = view.table ? findEditions(view.table.header, state.look.kind, state.listed) : [];
  return { ...view, editions, findings: say(view.table ? state.told : view.findings) };
}

/** The reading is agreed on: its table is checked, and all corners of the file for data of persons. */
async function accept({ edition }) {
  const { reader, rules } = state;
  const target = edition ? { kind: "data", ...edition } : { kind: "bentuk", name: "", table: 0 };
  const stated = edition ? withoutColumns(await declare(target), edition.made) : null;
  state.shaped = reader.asDeclared(state.data, state.look.kind, stated);
  Object.assign(state, { target, table: stated || state.shaped.declared, declared: state.shaped.declared });
  const result = await run();
  // Texts of every corner of the file are looked at below, those of its table too.
  const corner = (each) => !reader.isPlainBook && /^T10[1-3]$/.test(each.code);
  const placed = result.findings.filter((each) => !corner(each)).map((each) => reader.placed(each));
  const personal = new Set(placed.filter((each) => each.code.startsWith("I")).map((each) => each.line));
  const corners = reader.corners().flatMap((sheet) => scanTable(sheet, state.declared, rules)).filter((each) => (each.code.startsWith("T") ? corner(each) : !personal.has(each.line)));
  const seen = corners.map((each) => ({ ...each, row: null, field: "" }));
  const doubted = reader.doubted().map((each) => reader.placed(each));
  const apart = result.table ? reader.ofAnotherRegion(result.table, state.declared, state.lists.regions) : [];
  // A plain workbook is checked whole, and says these itself.
  const told = reader.isPlainBook ? [] : state.told;
  state.result = { ...result, findings: inReadingOrder([...told, ...apart, ...placed, ...seen, ...doubted]) };
  const { lines, header_line: headerRow } = reader.proposal.table;
  const judged = answer(state.result);
  const preview = judged.preview && { ...judged.preview, lines: lines.slice(0, SHOWN_ROWS) };
  return { ...judged, preview, format: state.look.kind, sheet: "", headerRow };
}

/** The name of a file that renews a dataset, in its folder: the only one's, or its own beside several. */
function placeOf(paths) {
  if (paths.length < 2) return { path: paths[0], isPart: false };
  const stem = state.name.replace(/\.[^.]*$/, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const path = `${stem || "berkas"}${/\.[^.]*$/.exec(paths[0])[0]}`;
  return { path, isPart: !paths.includes(path) };
}

const describeShape = ({ texts }) => state.reader.describe(texts);
const writeShape = ({ texts }) => state.reader.write(texts);

const TASKS = { open, check, mend, download, shape, accept, describeShape, writeShape };
let turn = Promise.resolve();

onmessage = ({ data: { id, task, given } }) => {
  turn = turn.then(async () => {
    try {
      postMessage({ id, answer: await TASKS[task](given || {}) });
    } catch (error) {
      postMessage({ id, error: String(error?.message || error) });
    }
  });
};
