// From the bytes of a CSV to its records, by the dialect that is declared; marks after RFC 4180 alone.
import { finding, warning, strip } from "./findings.js";

const CELL_LIMIT = 128 * 1024;
const STRAY_LIMIT = 100;

const latin = (data, end = data.length) => {
  let text = "";
  for (let at = 0; at < end; at += 8192) {
    text += String.fromCharCode(...data.subarray(at, Math.min(at + 8192, end)));
  }
  return text;
};

const SIGNATURES = [
  ["PK\x03\x04", "F011", "XLSX/ZIP"], ["\xd0\xcf\x11\xe0", "F019", "XLS"], ["%PDF", "F019", "PDF"],
  ["\x89PNG", "F019", "PNG"], ["\xff\xd8\xff", "F019", "JPEG"], ["\x1f\x8b", "F019", "GZIP"],
  ["GIF8", "F019", "GIF"], ["PAR1", "F019", "Parquet"], ["SQLite format 3\0", "F019", "SQLite"],
  ["7z\xbc\xaf\x27\x1c", "F019", "7z"], ["Rar!", "F019", "RAR"], ["MZ\x90", "F019", "EXE"],
  ["\x7fELF", "F019", "ELF"], ["{\\rtf", "F019", "RTF"], ["diff --git ", "F019", "diff"],
  ["ID;P", "F019", "SYLK"], ["version https://git-lfs.github.com/spec/", "F013", "Git LFS"],
];
const OTHER_ZIPS = { xlsx: "XLSX", ods: "ODS", xlsb: "XLSB", document: "DOCX/ODT", archive: "ZIP" };
const NO_TABLES = ["DOCX/ODT", "ZIP", "XLSB"];
const BYTE_BLANK = "[ \\t\\n\\r\\f\\v]*";
const HTML = new RegExp(`^${BYTE_BLANK}<(?:!doctype[ \\t\\n\\r\\f\\v]+html|html|head|body|table)(?![A-Za-z0-9_])`, "i");
const JSON_START = new RegExp(`^${BYTE_BLANK}(?:\\[${BYTE_BLANK}[[{]|\\{${BYTE_BLANK}")`);
const XML_START = new RegExp(`^${BYTE_BLANK}<(?:\\?xml|svg|kml|gpx)(?![A-Za-z0-9_])`, "i");
const CONFLICT = /^(?:<{7} .*|={7}\r?|>{7} .*)$/gm;

const lineOf = (text, at) => text.slice(0, at).split("\n").length;
const isUtf16 = (data) => (data[0] === 0xff && data[1] === 0xfe) || (data[0] === 0xfe && data[1] === 0xff);
const hasMark = (data) => data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf;

/** What the file is, where it is no CSV in the declared encoding at all; null where it may be one. */
function findDisguise(data, encoding, kindOf) {
  if (!data.length) return finding("F008");
  const head = latin(data, Math.min(data.length, 65536));
  for (const [signature, code, name] of SIGNATURES) {
    if (!head.startsWith(signature)) continue;
    const shown = code === "F011" ? OTHER_ZIPS[kindOf(data)] || name : name;
    return finding(NO_TABLES.includes(shown) ? "F019" : code, {}, { details: { jenis: shown } });
  }
  const wide = encoding.startsWith("utf-16");
  if (!wide && isUtf16(data)) return finding("F015");
  if (!wide && data.includes(0)) {
    const first = data.subarray(0, 4096);
    const share = first.reduce((count, byte) => count + (byte === 0), 0) / first.length;
    return share > 0.3 ? finding("F015") : finding("F010", { line: lineOf(latin(data), data.indexOf(0)) });
  }
  const bare = hasMark(data) ? head.slice(3) : head;
  if (HTML.test(bare)) return finding("F012");
  if (JSON_START.test(bare)) return finding("F019", {}, { details: { jenis: "JSON" } });
  if (XML_START.test(bare)) return finding("F019", {}, { details: { jenis: "XML" } });
  const whole = head.includes("<<<<<<<") || head.includes(">>>>>>>") || data.length > 65536 ? latin(data) : "";
  const marks = [...whole.matchAll(CONFLICT)];
  return marks.some((mark) => "<>".includes(mark[0][0]))
    ? finding("F014", { line: lineOf(whole, marks[0].index) })
    : null;
}

/** Where the bytes of a text stop being UTF-8; -1 where they are good throughout. */
function firstWrong(data) {
  let at = 0;
  while (at < data.length) {
    const byte = data[at];
    if (byte < 0x80) {
      at++;
      continue;
    }
    const more = byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    if (!more) return at;
    for (let step = 1; step <= more; step++) {
      const next = data[at + step];
      let [low, high] = [0x80, 0xbf];
      if (step === 1) {
        if (byte === 0xe0) low = 0xa0;
        if (byte === 0xed) high = 0x9f;
        if (byte === 0xf0) low = 0x90;
        if (byte === 0xf4) high = 0x8f;
      }
      if (next === undefined || next < low || next > high) return at;
    }
    at += more + 1;
  }
  return -1;
}

const LABELS = { "latin-1": "latin-1", "iso-8859-1": "latin-1", cp1252: "windows-1252", "windows-1252": "windows-1252" };
const CP1252_HOLES = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/** [text or null, position of the first wrong byte] in an encoding; undefined where it is not known here. */
export function decode(data, encoding) {
  if (encoding === "utf-8") {
    const wrong = firstWrong(data);
    return wrong >= 0 ? [null, wrong] : [new TextDecoder("utf-8").decode(data), -1];
  }
  if (encoding.startsWith("utf-16")) {
    const little = encoding === "utf-16-le" || (encoding === "utf-16" && !(data[0] === 0xfe && data[1] === 0xff));
    try {
      return [new TextDecoder(little ? "utf-16le" : "utf-16be", { fatal: true }).decode(data), -1];
    } catch {
      return [null, 0];
    }
  }
  const label = LABELS[encoding];
  if (label === "latin-1") return [latin(data), -1];
  if (label === undefined) return undefined;
  const wrong = data.findIndex((byte) => CP1252_HOLES.includes(byte));
  return wrong >= 0 ? [null, wrong] : [new TextDecoder(label).decode(data), -1];
}

/** [text or null, findings] of a file in its declared encoding. Nothing is guessed. */
export function decodeCsv(data, encoding, kindOf) {
  const disguise = findDisguise(data, encoding, kindOf);
  if (disguise) return [null, [disguise]];
  const decoded = decode(data, encoding);
  if (decoded === undefined) return [null, [finding("F009", {}, { details: { penyandian: encoding, posisi: "0" } })]];
  let [text, wrong] = decoded;
  if (text === null) {
    const line = lineOf(latin(data, wrong), wrong);
    return [null, [finding("F009", { line }, { details: { penyandian: encoding, posisi: String(wrong) } })]];
  }
  if (text.startsWith("\ufeff")) text = text.slice(1);
  if (text.includes("\0")) return [null, [finding("F010", { line: lineOf(text, text.indexOf("\0")) })]];
  if (!strip(text)) return [null, [finding("F008")]];
  const doubtful = /^(?:cp|iso)/.test(encoding) && data.some((byte) => byte > 127) && firstWrong(data) < 0;
  return [text, doubtful ? [warning("F020", {}, { details: { penyandian: encoding } })] : []];
}

/** The sign that most likely parts the cells: the commonest of the first line; a comma for none. */
export function sniffDelimiter(text) {
  const line = text.slice(0, 65536).replace(/^\s+/, "").split("\n", 1)[0];
  let best = ",";
  let most = line.split(",").length - 1;
  for (const sign of ";\t|") {
    const count = line.split(sign).length - 1;
    if (count > most) [best, most] = [sign, count];
  }
  return best;
}

/** Physical lines with their ends; they end at CR, LF or CRLF alone. */
function* linesOf(text) {
  const form = /[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+/g;
  for (const match of text.matchAll(form)) yield match[0];
}

/** One record at a time out of lines, as Python's csv module reads them; `break` names why it gave up. */
export class RecordReader {
  constructor(text, dialect, strict) {
    this.lines = linesOf(text);
    this.comment = String(dialect.commentChar || "");
    this.delimiter = dialect.delimiter ?? ",";
    this.quote = dialect.quoteChar === undefined ? '"' : dialect.quoteChar || "";
    this.doubled = dialect.doubleQuote ?? true;
    this.escape = dialect.escapeChar || "";
    this.skip = Boolean(dialect.skipInitialSpace);
    this.strict = strict;
    this.line = 0;
    this.firstLine = 0;
    this.leftOut = [];
    this.record = [];
  }

  nextLine(atStart) {
    let next = this.lines.next();
    if (next.done) return null;
    this.line++;
    while (atStart && this.comment && next.value.startsWith(this.comment)) {
      this.leftOut.push(this.line);
      next = this.lines.next();
      if (next.done) return null;
      this.line++;
    }
    if (atStart) this.firstLine = this.line;
    this.record.push(next.value);
    return next.value;
  }

  /** Cells of the next record, null at the end, undefined where it breaks the form. */
  next() {
    this.record = [];
    const cells = [];
    let cell = "";
    let state = "start";
    let atStart = true;
    const save = () => {
      cells.push(cell);
      cell = "";
    };
    for (;;) {
      const line = this.nextLine(atStart);
      if (line === null) {
        if (atStart) return null;
        if (this.strict) return undefined;
        save();
        return cells;
      }
      atStart = false;
      for (const sign of [...line, ""]) {
        const ends = sign === "" || sign === "\n" || sign === "\r";
        if (state === "done") continue;
        if (state === "start" && ends) {
          state = "done";
          continue;
        }
        if (state === "start") state = "field";
        if (state === "field") {
          if (ends) {
            save();
            state = "done";
          } else if (this.quote && sign === this.quote) state = "quoted";
          else if (this.escape && sign === this.escape) state = "escaped";
          else if (sign === " " && this.skip) continue;
          else if (sign === this.delimiter) save();
          else {
            cell += sign;
            state = "in";
          }
        } else if (state === "in") {
          if (ends) {
            save();
            state = "done";
          } else if (this.escape && sign === this.escape) state = "escaped";
          else if (sign === this.delimiter) {
            save();
            state = "field";
          } else cell += sign;
        } else if (state === "escaped") {
          cell += sign || "\n";
          state = "in";
        } else if (state === "quoted") {
          if (sign === "") continue;
          if (this.escape && sign === this.escape) state = "escaped quoted";
          else if (sign === this.quote) state = this.doubled ? "after" : "in";
          else cell += sign;
        } else if (state === "escaped quoted") {
          cell += sign || "\n";
          state = "quoted";
        } else if (state === "after") {
          if (sign === this.quote) {
            cell += sign;
            state = "quoted";
          } else if (sign === this.delimiter) {
            save();
            state = "field";
          } else if (ends) {
            save();
            state = "done";
          } else if (this.strict) return undefined;
          else {
            cell += sign;
            state = "in";
          }
        }
        if (cell.length > CELL_LIMIT) return undefined;
      }
      if (state === "done" || state === "start") return cells;
    }
  }

  countRest() {
    return [...this.lines].length;
  }
}

/** Where the record from `start` ends by the strict form; the second is false where it breaks the form. */
function endOfForm(text, start, form) {
  const { quote, delimiter, escape, doubled, skip } = form;
  const quotedEnd = (at) => {
    if (text[at] !== quote) return -1;
    let next = at + 1;
    while (next < text.length) {
      if (escape && text[next] === escape) {
        if (next + 1 >= text.length) return -1;
        next += 2;
      } else if (text[next] === quote) {
        if (doubled && text[next + 1] === quote) next += 2;
        else return next + 1;
      } else next++;
    }
    return -1;
  };
  const cellEnd = (at) => {
    let from = at;
    while (skip && text[from] === " ") from++;
    const end = quotedEnd(from);
    if (end >= 0) return end;
    let next = from;
    while (next < text.length) {
      if (escape && text[next] === escape) {
        if (next + 1 >= text.length) break;
        next += 2;
      } else if (text[next] === quote || text[next] === delimiter || text[next] === "\r" || text[next] === "\n") break;
      else next++;
    }
    return next;
  };
  let at = cellEnd(start);
  while (text[at] === delimiter) at = cellEnd(at + 1);
  return [at, at >= text.length || text[at] === "\r" || text[at] === "\n"];
}

export const formOf = (dialect) => ({
  quote: dialect.quoteChar === undefined ? '"' : dialect.quoteChar || "",
  delimiter: String(dialect.delimiter ?? ","),
  escape: String(dialect.escapeChar || ""),
  doubled: dialect.doubleQuote ?? true,
  skip: Boolean(dialect.skipInitialSpace),
});

/** Where a record's first mark stands out of place, as lines and cells before it; null where none does. */
function findStray(lines, form) {
  if (!form.quote || !lines.some((line) => line.includes(form.quote))) return null;
  const record = lines.join("");
  const [end, keeps] = endOfForm(record, 0, form);
  if (keeps) return null;
  const before = record.slice(0, end);
  const mark = form.quote.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const bare = before.replace(new RegExp(`${mark}[^${mark}]*${mark}`, "g"), "");
  return { line: (before.match(/\r\n|\r|\n/g) || []).length, cell: bare.split(form.delimiter).length - 1 };
}

export { endOfForm };

function findOpenQuote(lines, form) {
  if (!form.quote) return null;
  let opened = null;
  for (const [number, line] of lines.entries()) {
    for (let at = 0; at < line.length; at++) {
      const mark = line[at];
      const after = line[at + 1] ?? "";
      if (form.escape && mark === form.escape) {
        at++;
        continue;
      }
      if (mark !== form.quote) continue;
      if (opened === null) {
        const before = line.slice(0, at).replace(/ +$/, "");
        if (!before || before.endsWith(form.delimiter)) opened = number;
      } else if (after === form.quote && form.doubled) at++;
      else {
        if (![form.delimiter, "\r", "\n", ""].includes(after)) return opened;
        opened = null;
      }
    }
  }
  return opened;
}

/** T029 with the number of rows left out and the first of their lines. */
export function tellLeftOut(lines, reason) {
  return lines.length
    ? [warning("T029", { line: lines[0] }, { details: { jumlah: String(lines.length), sebab: reason } })]
    : [];
}

/** [records, findings] of a CSV text by its dialect; a record has `cells` and the `line` it begins on. */
export function readCsv(text, dialect) {
  const form = formOf(dialect);
  const reader = new RecordReader(text, dialect, true);
  const hasMarks = form.quote && text.includes(form.quote);
  const records = [];
  const findings = [];
  let strays = 0;
  let lastBlank = 0;
  for (;;) {
    const cells = reader.next();
    if (cells === null) break;
    if (cells === undefined) {
      const opened = findOpenQuote(reader.record, form);
      const single = reader.record.length === 1 && reader.record[0].length > CELL_LIMIT;
      findings.push(
        opened === null || single
          ? finding("F021", { line: reader.firstLine }, { details: { batas: CELL_LIMIT } })
          : finding("F016", { line: reader.firstLine + opened }, { details: { sampai: String(reader.line) } }),
      );
      break;
    }
    const stray = hasMarks ? findStray(reader.record, form) : null;
    if (cells.some((cell) => cell.length > CELL_LIMIT)) {
      findings.push(finding("F021", { line: reader.firstLine }, { details: { batas: CELL_LIMIT } }));
    } else if (stray) {
      strays++;
      const details = { nomor: String(stray.cell + 1) };
      findings.push(finding("F022", { line: reader.firstLine + stray.line }, { details }));
      if (strays === STRAY_LIMIT) {
        const [last, left] = [reader.line, reader.countRest()];
        findings.push(finding("T031", { line: last }, { details: { banyak: String(strays), baris: String(left) } }));
        break;
      }
    } else if (cells.length) {
      records.push({ cells, line: reader.firstLine });
    } else {
      if (reader.firstLine !== lastBlank + 1) findings.push(warning("T009", { line: reader.firstLine }));
      lastBlank = reader.firstLine;
    }
  }
  findings.push(...tellLeftOut(reader.leftOut, "@comment_rows"));
  const last = records.length ? records[records.length - 1].line : 0;
  return [records, findings.filter((each) => each.code !== "T009" || each.line < last)];
}

/** The first records with the line on which each begins, as far as they can be read at all. */
export function readHead(head, delimiter, dialect, most = 100) {
  const plain = { delimiter, quoteChar: dialect.quoteChar };
  const reader = new RecordReader(head, plain, false);
  const comment = String(dialect.commentChar || "");
  const found = [];
  let before = 0;
  while (found.length < most) {
    const cells = reader.next();
    if (cells === null || cells === undefined) break;
    if (cells.length && !(comment && cells[0].startsWith(comment))) found.push([before + 1, cells]);
    before = reader.line;
  }
  return found;
}
