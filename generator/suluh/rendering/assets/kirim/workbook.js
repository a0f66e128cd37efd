// XLSX and ODS as rows of cells: {kind, value, raw, percent} where they stand, with what a sheet hides or merges.
import { finding, warning } from "./findings.js";
import { listParts, judgeParts, unpack, nameKind, BrokenZip } from "./zip.js";
import { readXml, readText, BrokenXml } from "./xml.js";
import { readDecimal } from "./numbers.js";
import { nameForms, PLAIN } from "./cell-forms.js";

const OTHER_CONTENT = [
  [/^xl\/(?:threadedComments\/.*|comments[^/]*\.xml|comments\/.*)$/, "@comments"],
  [/^(?:.*vbaProject\.bin|xl\/(?:macrosheets|dialogsheets)\/.*|(?:Basic|Scripts)\/.*)$/, "@macros"],
  [/^xl\/(?:(?:externalLinks|queryTables|model)\/.*|connections\.xml)$/, "@external_links"],
  [/^(?:xl\/(?:embeddings|activeX|ctrlProps)\/.*|ObjectReplacements\/.*)$/, "@embedded"],
  [/^(?:xl\/media\/.+|Pictures\/.+)$/, "@pictures"],
  [/^xl\/(?:charts|chartsheets)\/.+$/, "@charts"],
];
const RANGE_LIMIT = 40;
const DIGIT_LIMIT = 15;
const CELL_LIMIT = 5_000_000;
const BUILTIN_DATES = { 14: "d", 15: "d", 16: "d", 17: "m", 18: "h", 19: "h", 20: "h", 21: "h", 22: "h", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0" };
const BUILTIN_PERCENTS = [9, 10];
const TIMEDELTA = /\[hh?\](:mm(:ss(\.0*)?)?)?|\[mm?\](:ss(\.0*)?)?|\[ss?\](\.0*)?/i;

class TooLarge extends Error {}

/** Letters of a column: 1 → A, 27 → AA. */
export function columnLetters(number) {
  let letters = "";
  while (number > 0) {
    letters = String.fromCharCode(65 + ((number - 1) % 26)) + letters;
    number = Math.floor((number - 1) / 26);
  }
  return letters;
}

export const columnNumber = (letters) => [...letters].reduce((number, sign) => number * 26 + sign.charCodeAt(0) - 64, 0);

/** Shortest exact text of a number without exponent, and how many digits before the point it needs. */
export function numberText(raw) {
  if (/^[+-]?[0-9]+$/.test(raw)) {
    const number = BigInt(raw);
    return [number.toString(), (number < 0n ? -number : number).toString().length];
  }
  const value = Number(raw);
  if (!Number.isFinite(value)) return [String(value), 99];
  let number = readDecimal(String(value));
  const count = (n) => (n < 0n ? -n : n).toString().length;
  const integral = ({ n, e }) => (e >= 0 ? n * 10n ** BigInt(e) : n / 10n ** BigInt(-e));
  const whole = count(integral(number));
  if (whole > DIGIT_LIMIT) return [integral(number).toString(), whole];
  if (count(number.n) > DIGIT_LIMIT) number = readDecimal(String(Number(value.toPrecision(DIGIT_LIMIT))));
  return [plainText(number), whole];
}

function plainText({ n, e }) {
  if (e >= 0) return (n * 10n ** BigInt(e)).toString();
  const sign = n < 0n ? "-" : "";
  const figures = (n < 0n ? -n : n).toString().padStart(1 - e, "0");
  const fraction = figures.slice(figures.length + e).replace(/0+$/, "");
  return sign + figures.slice(0, figures.length + e) + (fraction ? `.${fraction}` : "");
}

const two = (number) => String(number).padStart(2, "0");
const clock = (milliseconds) => {
  const [seconds, rest] = [Math.floor(milliseconds / 1000), milliseconds % 1000];
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return rest ? `${text}.${String(rest * 1000).padStart(6, "0")}` : text;
};

/** ISO text of a spreadsheet's number of a day; null where there is no such day. */
function serialText(value, mac, elapsed) {
  if (elapsed) {
    const seconds = Math.floor(value * 86400 + 1e-7);
    return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
  let day = Math.floor(value);
  let rest = Math.round((value - day) * 86400000);
  if (value >= 0 && value < 1 && rest < 86400000) return clock(rest);
  if (value > 0 && value < 60 && !mac) day++;
  if (rest === 86400000) [day, rest] = [day + 1, 0];
  const moment = new Date(Date.UTC(mac ? 1904 : 1899, mac ? 0 : 11, mac ? 1 : 30) + day * 86400000);
  const year = moment.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return null;
  const date = `${String(year).padStart(4, "0")}-${two(moment.getUTCMonth() + 1)}-${two(moment.getUTCDate())}`;
  return rest ? `${date}T${clock(rest)}` : date;
}

function isDateFormat(format) {
  const first = format.split(";")[0];
  const stripped = first.replace(/".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]/g, "");
  return /(?<![_\\])[dmhysDMHYS]/.test(stripped);
}

const showsPercent = (format) => format.replace(/\\%/g, "").split('"').filter((_, at) => at % 2 === 0).some((part) => part.includes("%"));

/** {sheets: [{title, hidden, …}], rows(sheet), …} or findings where the file cannot be opened. */
export async function openWorkbook(data, format) {
  const needed = format === "ods" ? "content.xml" : "xl/workbook.xml";
  let parts;
  try {
    parts = listParts(data);
  } catch {
    return { findings: [tellKind(data, format)] };
  }
  const fault = judgeParts(parts);
  if (fault) return { findings: [finding(fault.code, {}, { details: fault.batas ? { batas: fault.batas } : {} })] };
  if (!parts.some((part) => part.name === needed)) return { findings: [tellKind(data, format)] };
  const findings = [];
  try {
    for (const part of parts) {
      if (!/\.(?:xml|rels)$/.test(part.name)) continue;
      const start = latinText(await unpack(data, part, 65536));
      if (!start || start.startsWith("\0\x05\x16\x07")) continue;
      if (!/<[A-Za-z_]/.test(start) || start.includes("\0") || /<!(?:DOCTYPE|ENTITY)/.test(start)) {
        return { findings: [finding("F206")] };
      }
    }
    for (const [form, kind] of OTHER_CONTENT) {
      if (parts.some((part) => form.test(part.name))) findings.push(warning("F208", {}, { details: { isi: kind } }));
    }
    const book = format === "ods" ? await openOds(data, parts) : await openXlsx(data, parts);
    return { ...book, findings };
  } catch (error) {
    if (error instanceof TooLarge) {
      return { findings: [...findings, finding("F202", {}, { details: { batas: { count: CELL_LIMIT, unit: "cells" } } })] };
    }
    if (error instanceof BrokenZip || error instanceof BrokenXml) return { findings: [...findings, finding("F201")] };
    throw error;
  }
}

function latinText(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function tellKind(data, format) {
  const kind = nameKind(data);
  if (kind === "empty") return finding("F008");
  if (["unknown", "broken_archive", format].includes(kind)) return finding("F201");
  const details = { isi: `@kind_${kind}`, diharapkan: format.toUpperCase(), saran: `@mend_${kind}` };
  return finding("F212", {}, { details });
}

async function openXlsx(data, parts) {
  const read = async (name) => {
    const part = parts.find((entry) => entry.name === name);
    return part ? readText(await unpack(data, part)) : "";
  };
  const sheets = [];
  const targets = {};
  let mac = false;
  readXml(await read("xl/workbook.xml"), {
    open(name, attributes) {
      if (name === "sheet") sheets.push({ title: attributes.name, hidden: (attributes.state || "visible") !== "visible", id: attributes["r:id"] ?? attributes.id });
      if (name === "workbookPr") mac = ["1", "true"].includes(attributes.date1904);
    },
  });
  readXml(await read("xl/_rels/workbook.xml.rels"), {
    open(name, attributes) {
      if (name === "Relationship") targets[attributes.Id] = { type: attributes.Type, target: attributes.Target };
    },
  });
  const kept = sheets.filter((sheet) => targets[sheet.id]?.type.endsWith("/worksheet"));
  const strings = readStrings(await read("xl/sharedStrings.xml"));
  const styles = readStyles(await read("xl/styles.xml"));
  const rows = async (sheet, headerRow) => {
    const target = targets[sheet.id].target;
    const source = await read(target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`);
    return readSheet(source, { strings, styles, mac, headerRow });
  };
  return { sheets: kept, rows };
}

/** A text with its escaped signs as they are shown; what no text can hold stays as it is written. */
function unescapeText(text) {
  if (!text.includes("_x")) return text;
  const plain = text.replace(/(?:_x[0-9A-Fa-f]{4}_)+/g, (escaped) => {
    const units = escaped.match(/.{7}/g).map((unit) => parseInt(unit.slice(2, 6), 16));
    const shown = String.fromCharCode(...units);
    const hidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
    return hidden.test(shown) ? escaped : shown;
  });
  return plain.replace(/\r\n?/g, "\n");
}

function readStrings(source) {
  const strings = [];
  if (!source) return strings;
  let text = "";
  let inText = false;
  let phonetic = 0;
  readXml(source, {
    open(name) {
      if (name === "si") text = "";
      if (name === "rPh") phonetic++;
      inText = name === "t" && !phonetic;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === "t") inText = false;
      if (name === "rPh") phonetic--;
      if (name === "si") strings.push(unescapeText(text));
    },
  });
  return strings;
}

function readStyles(source) {
  const custom = {};
  const cells = [];
  let within = "";
  if (source) {
    readXml(source, {
      open(name, attributes) {
        if (name === "numFmt") custom[attributes.numFmtId] = attributes.formatCode || "";
        if (name === "cellXfs") within = name;
        if (name === "xf" && within) cells.push(Number(attributes.numFmtId || 0));
      },
      close(name) {
        if (name === "cellXfs") within = "";
      },
    });
  }
  return cells.map((id) => {
    const format = custom[id] ?? BUILTIN_DATES[id] ?? (BUILTIN_PERCENTS.includes(id) ? "0%" : "");
    return { date: isDateFormat(format), elapsed: TIMEDELTA.test(format.split(";")[0]), percent: showsPercent(format), forms: nameForms(format) };
  });
}

/** [rows, marks] of one sheet: rows that have something in them, their cells by column from 1. */
function readSheet(source, { strings, styles, mac, headerRow }) {
  const marks = { withoutValue: new Set(), hiddenRows: [], hiddenColumns: false, hiddenAt: [], merged: [], disordered: false };
  const rows = [];
  let row = null;
  let cell = null;
  let lastRow = 0;
  let column = 0;
  let piece = "";
  let phonetic = 0;
  readXml(source, {
    open(name, attributes) {
      if (name === "row") {
        const number = attributes.r === undefined ? lastRow + 1 : Number(attributes.r);
        marks.disordered ||= number <= lastRow;
        lastRow = number;
        if (["1", "true"].includes(attributes.hidden)) marks.hiddenRows.push(number);
        row = { line: number, cells: [] };
        column = 0;
      } else if (name === "c" && row) {
        const place = /^([A-Z]+)([0-9]+)$/.exec(attributes.r || "");
        column = place ? columnNumber(place[1]) : column + 1;
        cell = { type: attributes.t || "n", style: Number(attributes.s || 0), value: "", inline: null, formula: false, r: attributes.r || "" };
      } else if (name === "f" && cell) cell.formula = true;
      else if (name === "is" && cell) cell.inline = "";
      else if (name === "rPh") phonetic++;
      else if (name === "col" && ["1", "true"].includes(attributes.hidden)) {
        const [start, end] = [attributes.min, attributes.max].map((text) => (/^[0-9]{1,5}$/.test(text || "") ? Number(text) : 1));
        hideColumns(marks, start, end);
      }
      else if (name === "mergeCell") {
        const last = /^\$?[A-Z]+\$?[0-9]+:\$?[A-Z]+\$?([0-9]{1,7})$/.exec(attributes.ref || "");
        if (!last || Number(last[1]) >= headerRow) marks.merged.push(attributes.ref || "");
      }
      piece = name;
    },
    text(text) {
      if (!cell) return;
      if (piece === "v") cell.value += text;
      else if (piece === "t" && cell.inline !== null && !phonetic) cell.inline += text;
    },
    close(name) {
      piece = "";
      if (name === "rPh") phonetic--;
      if (name === "c" && cell) {
        if (cell.formula && !cell.value) marks.withoutValue.add(cell.r);
        const read = readCell(cell, strings, styles[cell.style], mac);
        if (read) row.cells[column - 1] = { ...read, at: cell.r || `${columnLetters(column)}${row.line}` };
        cell = null;
      } else if (name === "row" && row) {
        if (row.cells.some((entry) => entry && entry.value !== "")) rows.push(row);
        row = null;
      }
    },
  });
  return [rows, marks];
}

function readCell(cell, strings, style, mac) {
  if (cell.type === "inlineStr") return cell.inline === null ? null : { kind: "text", value: unescapeText(cell.inline) };
  if (cell.value === "") return null;
  const raw = cell.value;
  if (cell.type === "s") return { kind: "text", value: strings[Number(raw)] ?? "" };
  if (cell.type === "str") return { kind: "text", value: unescapeText(raw) };
  if (cell.type === "b") return { kind: "truth", value: raw.trim() === "0" ? "false" : "true" };
  if (cell.type === "e") return { kind: "error", value: raw };
  if (cell.type === "d") return { kind: "date", value: raw.replace(/Z$/, "").replace(/T00:00:00(?:\.0+)?$/, "") };
  if (!Number.isFinite(Number(raw)) || raw.trim() === "") throw new BrokenXml();
  if (style?.date) {
    const text = serialText(Number(raw), mac, style.elapsed);
    return text === null ? { kind: "error", value: "#VALUE!" } : { kind: "date", value: text };
  }
  return { kind: "number", value: raw.trim(), percent: Boolean(style?.percent), forms: style?.forms };
}

async function openOds(data, parts) {
  const source = readText(await unpack(data, parts.find((part) => part.name === "content.xml")));
  const sheets = [];
  const hiddenStyles = new Set();
  let style = "";
  let comments = false;
  readXml(source, {
    open(name, attributes) {
      if (name === "style") style = attributes["style:name"] || "";
      else if (name === "table-properties" && attributes["table:display"] === "false") hiddenStyles.add(style);
      else if (name === "table") sheets.push({ title: attributes["table:name"] || "", style: attributes["table:style-name"], number: sheets.length });
      else if (name === "annotation" && sheets.length) comments = true;
    },
  });
  for (const sheet of sheets) sheet.hidden = hiddenStyles.has(sheet.style);
  return { sheets, comments, rows: async (sheet, headerRow) => readOdsSheet(source, sheet.number, headerRow) };
}

const count = (attributes, name) => {
  const text = attributes[`table:${name}`];
  return text !== undefined && /^[0-9]{1,11}$/.test(text) ? Math.max(Number(text), 1) : 1;
};

function hideColumns(marks, start, end) {
  marks.hiddenColumns = true;
  for (let at = start; at <= Math.min(end, 16384); at++) marks.hiddenAt.push(at);
}

function readOdsSheet(source, wanted, headerRow) {
  const marks = { withoutValue: new Set(), hiddenRows: [], hiddenColumns: false, hiddenAt: [], merged: [], disordered: false };
  const rows = [];
  let at = -1;
  let line = 0;
  let column = 0;
  let cells = 0;
  let row = null;
  let cell = null;
  const within = [];
  readXml(source, {
    open(name, attributes) {
      if (name === "table") at++;
      if (at !== wanted) return;
      if (name === "table-column") {
        const wide = count(attributes, "number-columns-repeated");
        if (["collapse", "filter"].includes(attributes["table:visibility"])) hideColumns(marks, column + 1, column + wide);
        column += wide;
      }
      else if (name === "table-row") row = { attributes, values: [], empty: 0 };
      else if (row && (name === "table-cell" || name === "covered-table-cell")) cell = { attributes, paragraphs: [] };
      else if (cell) {
        if (within.includes("annotation")) {
          // a comment's text is none of the cell's
        } else if (name === "p" && !within.includes("p")) cell.paragraphs.push("");
        else if (name === "s") add(" ".repeat(Math.min(Number(attributes["text:c"] || 1) || 1, 1000)));
        else if (name === "tab") add("\t");
        else if (name === "line-break") add("\n");
        within.push(name);
      }
    },
    text(text) {
      if (cell && !within.includes("annotation")) add(text);
    },
    close(name) {
      if (at !== wanted) return;
      if (row && (name === "table-cell" || name === "covered-table-cell")) {
        endCell();
        cell = null;
      } else if (cell) within.pop();
      else if (name === "table-row" && row) {
        endRow();
        row = null;
      }
    },
  });
  function add(text) {
    if (within.includes("p") || within[within.length - 1] === "p") cell.paragraphs[cell.paragraphs.length - 1] += text;
  }
  function endCell() {
    const repeated = count(cell.attributes, "number-columns-repeated");
    const read = readOdsCell(cell);
    const column = row.values.length + row.empty + 1;
    const [wide, high] = [count(cell.attributes, "number-columns-spanned"), count(cell.attributes, "number-rows-spanned")];
    if ((wide > 1 || high > 1) && line + high >= headerRow) {
      marks.merged.push(`${columnLetters(column)}${line + 1}:${columnLetters(column + wide - 1)}${line + high}`);
    }
    if (!read || read.value === "") {
      row.empty += repeated;
      return;
    }
    if (column + repeated - 1 > 16384) throw new TooLarge();
    for (; row.empty; row.empty--) row.values.push(undefined);
    for (let step = 0; step < repeated; step++) row.values.push(read);
  }
  function endRow() {
    const repeated = count(row.attributes, "number-rows-repeated");
    if (row.values.length) {
      if (["collapse", "filter"].includes(row.attributes["table:visibility"])) marks.hiddenRows.push(line + 1);
      cells += row.values.length * repeated;
      if (line + repeated > 1048576 || cells > CELL_LIMIT) throw new TooLarge();
      for (let step = 1; step <= repeated; step++) {
        const number = line + step;
        rows.push({ line: number, cells: row.values.map((entry, place) => entry && { ...entry, at: `${columnLetters(place + 1)}${number}` }) });
      }
    }
    line += repeated;
  }
  return [rows, marks];
}

function readOdsCell(cell) {
  const stated = cell.attributes;
  const kind = stated["office:value-type"] || "";
  const text = cell.paragraphs.join("\n");
  if (stated["calcext:value-type"] === "error") return { kind: "error", value: text || "#N/A" };
  if (["float", "percentage", "currency"].includes(kind)) {
    const value = Number(stated["office:value"]);
    if (!Number.isFinite(value) || !stated["office:value"]) throw new BrokenXml();
    const whole = Number.isInteger(value) && Math.abs(value) < 1e15;
    const raw = whole ? String(value) : String(value).includes(".") || String(value).includes("e") ? String(value) : `${value}.0`;
    return { kind: "number", value: raw, percent: kind === "percentage", forms: kind === "currency" ? ["number", "money"] : undefined };
  }
  if (kind === "date") {
    const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,6})\d*)?)?$/.exec(stated["office:date-value"] || "");
    if (!match) throw new BrokenXml();
    const time = match[2] ? `${match[2]}${match[3] || ":00"}${Number(match[4] || 0) ? `.${match[4].padEnd(6, "0")}` : ""}` : "00:00:00";
    return { kind: "date", value: time === "00:00:00" ? match[1] : `${match[1]}T${time}` };
  }
  if (kind === "boolean") return { kind: "truth", value: stated["office:boolean-value"] === "true" ? "true" : "false" };
  if (kind === "time") return { kind: "text", value: stated["office:time-value"] || "" };
  return text ? { kind: "text", value: text } : null;
}

/** F207, F211 and F201 for what a sheet hides, merges, or has out of order. */
export function noteMarks(marks) {
  const findings = [];
  if (marks.hiddenRows.length || marks.hiddenColumns) findings.push(finding("F207", { line: marks.hiddenRows[0] ?? null }));
  if (marks.merged.length) {
    const shown = marks.merged.slice(0, RANGE_LIMIT).join(", ");
    const rest = marks.merged.length - RANGE_LIMIT;
    const details = { rentang: rest > 0 ? `${shown}, … (+${rest})` : shown, jumlah: String(marks.merged.length) };
    findings.push(finding("F211", { cell: marks.merged[0].split(":")[0] }, { details }));
  }
  if (marks.disordered) findings.push(finding("F201"));
  return findings;
}

export { DIGIT_LIMIT, PLAIN };
