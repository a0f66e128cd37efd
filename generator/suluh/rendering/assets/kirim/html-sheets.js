// Tables of a web page as rows: what many systems hand out under the name of a workbook. Nothing of it is run.
import { finding, words } from "./findings.js";

const SPAN_LIMIT = 16384;
const CELL_LIMIT = 5_000_000;
const UNREAD = ["script", "style", "noscript", "template"];
const BREAKS = ["br", "p", "div", "li"];
const MARKUP = /<!--[^]*?(?:-->|$)|<[!?][^>]*>|<\/([a-zA-Z][^\t\n\r\f />]*)[^>]*>|<([a-zA-Z][^\t\n\r\f />]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?/g;
const FIRST_NAMED = 160;
const LATIN = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml".split(" ");
const NAMED = new Map([
  ...LATIN.map((name, at) => [name, String.fromCharCode(FIRST_NAMED + at)]),
  ["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"], ["ndash", "\u2013"], ["mdash", "\u2014"],
  ["lsquo", "\u2018"], ["rsquo", "\u2019"], ["ldquo", "\u201c"], ["rdquo", "\u201d"], ["bull", "\u2022"],
  ["hellip", "\u2026"], ["euro", "\u20ac"], ["trade", "\u2122"], ["le", "\u2264"], ["ge", "\u2265"], ["minus", "\u2212"],
]);

function unescape(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([A-Za-z][A-Za-z0-9]*);)/g, (whole, decimal, hex, name) => {
    if (name) return NAMED.get(name) ?? whole;
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    if (code > 127 && code < FIRST_NAMED) return new TextDecoder("windows-1252").decode(Uint8Array.of(code));
    return code > 0 && code < 0x110000 && !(code > 0xd7ff && code < 0xe000) ? String.fromCodePoint(code) : "\ufffd";
  });
}

const tidy = (parts) => words(parts.join("")).join(" ");

function span(text) {
  const stated = (text ?? "").trim();
  return /^[0-9]{1,7}$/.test(stated) ? Math.min(Math.max(Number(stated), 1), SPAN_LIMIT) : 1;
}

class TooManyCells extends Error {}

/** A table as it is read; `taken` says up to which line a column is covered by a cell above. */
class Table {
  constructor() {
    Object.assign(this, { caption: [], rows: [], merged: [], taken: new Map(), cells: 0, column: -1, text: null });
  }

  begin(tag, attributes) {
    if (tag === "tr") {
      this.endCell();
      this.rows.push([]);
    } else if (tag === "td" || tag === "th") {
      this.endCell();
      this.beginCell(attributes);
    } else if (tag === "caption") this.text = this.caption;
    else if (this.text && BREAKS.includes(tag)) this.text.push(" ");
  }

  end(tag) {
    if (["td", "th", "tr", "table"].includes(tag)) this.endCell();
    else if (tag === "caption") this.text = null;
  }

  beginCell(attributes) {
    if (!this.rows.length) this.rows.push([]);
    const row = this.rows[this.rows.length - 1];
    const line = this.rows.length;
    while ((this.taken.get(row.length) || 0) >= line) row.push("");
    const [wide, high] = [span(attributes.get("colspan")), span(attributes.get("rowspan"))];
    this.column = row.length;
    if (wide > 1 || high > 1) this.merged.push([line, this.column + 1, line + high - 1, this.column + wide]);
    for (let at = this.column; high > 1 && at < this.column + wide; at++) this.taken.set(at, line + high - 1);
    for (let at = 0; at < wide; at++) row.push("");
    this.cells += wide;
    if (this.cells > CELL_LIMIT) throw new TooManyCells();
    this.text = [];
  }

  endCell() {
    if (this.text && this.text !== this.caption) this.rows[this.rows.length - 1][this.column] = tidy(this.text);
    this.text = null;
  }
}

/** {sheets: [{name, rows: [{line, cells, kinds}], merged}], findings}. */
export function readHtml(text) {
  try {
    const tables = readTables(text).filter((table) => table.rows.some((row) => row.some(Boolean)));
    if (!tables.length) return { sheets: [], findings: [finding("F032", {}, { details: { isi: "@kind_html", saran: "@mend_html" } })] };
    const nameOf = (table, at) => (tables.length === 1 ? "" : tidy(table.caption) || `Tabel ${at + 1}`);
    const rowsOf = (table) => table.rows.map((cells, at) => ({ line: at + 1, cells, kinds: "" })).filter(({ cells }) => cells.some(Boolean));
    return { sheets: tables.map((table, at) => ({ name: nameOf(table, at), rows: rowsOf(table), merged: table.merged })), findings: [] };
  } catch (error) {
    if (!(error instanceof TooManyCells)) throw error;
    return { sheets: [], findings: [finding("F202", {}, { details: { batas: { count: CELL_LIMIT, unit: "cells" } } })] };
  }
}

function readTables(text) {
  const tables = [];
  const open = [];
  let unread = 0;
  let at = 0;
  const say = (data) => data && open.length && !unread && open[open.length - 1].text?.push(unescape(data));
  const begin = (tag, attributes) => {
    if (UNREAD.includes(tag)) unread += 1;
    else if (tag === "table") {
      open.push(new Table());
      tables.push(open[open.length - 1]);
    } else if (open.length) open[open.length - 1].begin(tag, attributes);
  };
  const end = (tag) => {
    if (UNREAD.includes(tag)) unread = Math.max(unread - 1, 0);
    else if (open.length) {
      open[open.length - 1].end(tag);
      if (tag === "table") open.pop();
    }
  };
  MARKUP.lastIndex = 0;
  for (let found; (found = MARKUP.exec(text)); ) {
    say(text.slice(at, found.index));
    at = MARKUP.lastIndex;
    const [, closing, opening, stated] = found;
    if (closing) end(closing.toLowerCase());
    else if (opening) {
      const tag = opening.toLowerCase();
      begin(tag, attributesOf(stated));
      if (stated.endsWith("/")) end(tag);
      else if (tag === "script" || tag === "style") {
        const close = text.slice(at).search(new RegExp(`</${tag}`, "i"));
        at = MARKUP.lastIndex = close < 0 ? text.length : at + close;
      }
    }
  }
  say(text.slice(at));
  return tables;
}

function attributesOf(stated) {
  return new Map(Array.from(stated.matchAll(ATTRIBUTE), ([, name, value = ""]) => [name.toLowerCase(), unescape(/^["']/.test(value) ? value.slice(1, -1) : value)]));
}
