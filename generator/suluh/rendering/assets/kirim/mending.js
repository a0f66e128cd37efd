// What may be mended in a CSV without changing what it means: the same mends as `suluh fix`, bytes to bytes.
import { endOfForm, formOf, readCsv, decodeCsv, RecordReader } from "./csv.js";
import { hasErrors } from "./findings.js";
import { isMissing } from "./cells.js";
import { checkText } from "./checks.js";
import { nameKind } from "./zip.js";

const BLANK_SET = " \\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const BLANK_ENDS = new RegExp(`^[${BLANK_SET}]+|[${BLANK_SET}]+$`, "g");
const UNBLANKED = ["year", "yearmonth", "date", "boolean"];
const LENGTH_LIMIT = 4000;
const MARK_LIMIT = 24;

const trim = (text) => text.replace(BLANK_ENDS, "");
const startsWith = (data, ...bytes) => bytes.every((byte, at) => data[at] === byte);

/** {data, mends} of a CSV in UTF-8: the same bytes where nothing may be mended. */
export function mendCsv(data, declared, rules, lists) {
  const opened = (declared.encoding || "utf-8") === "utf-8" ? open(data) : null;
  if (!opened) return { data, mends: [] };
  let [text, mends] = opened;
  const quotes = mendQuotes(text, declared);
  text = apply(text, quotes.edits);
  mends = [...mends, ...quotes.mends];
  const spans = findSpans(text, declared.dialect);
  if (spans) {
    const ends = mendLineEnds(text, spans);
    let cells = mendCells(text, spans, declared, listCodeColumns(declared, lists));
    let whole = apply(text, [...ends.edits, ...cells.edits]);
    if (cells.edits.length && isWorse(whole, text, declared, rules, lists)) {
      cells = { edits: [], mends: [] };
      whole = apply(text, ends.edits);
    }
    mends = [...mends, ...ends.mends, ...cells.mends];
    text = whole;
  }
  return { data: new TextEncoder().encode(text), mends };
}

function isWorse(text, before, declared, rules, lists) {
  const count = (some) => {
    const counts = new Map();
    for (const each of checkText(some, declared, rules, lists)) {
      const key = `${each.code}\u0000${each.field}`;
      counts.set(key, (counts.get(key) || 0) + 1);
    }
    return counts;
  };
  const known = count(before);
  return [...count(text)].some(([key, number]) => number > (known.get(key) || 0));
}

function open(data) {
  const mends = [];
  let plain = data;
  const wide = startsWith(data, 0xff, 0xfe) ? "utf-16le" : startsWith(data, 0xfe, 0xff) ? "utf-16be" : "";
  if (wide) {
    try {
      plain = new TextEncoder().encode(new TextDecoder(wide, { fatal: true }).decode(data));
    } catch {
      return null;
    }
    mends.push({ kind: "utf16" });
  } else if (startsWith(data, 0xef, 0xbb, 0xbf)) mends.push({ kind: "bom" });
  while (startsWith(plain, 0xef, 0xbb, 0xbf)) plain = plain.subarray(3);
  const [text, findings] = decodeCsv(plain, "utf-8", nameKind);
  return text === null || hasErrors(findings) ? null : [text, mends];
}

function apply(text, edits) {
  const sorted = edits.map((edit, at) => [edit, at]).sort(([one, first], [other, second]) =>
    one[0] - other[0] || other[1] - one[1] || Number(Boolean(one[2])) - Number(Boolean(other[2])) || first - second);
  let made = "";
  let done = 0;
  for (const [[start, end, next]] of sorted) {
    if (start < done) continue;
    made += text.slice(done, start) + next;
    done = end;
  }
  return made + text.slice(done);
}

// Quotation marks

function mendQuotes(text, declared) {
  const { dialect } = declared;
  const names = readHeader(text, declared);
  const found = requote(text, dialect, names.length);
  if (!found || hasErrors(readCsv(apply(text, found.edits), dialect)[1])) return { edits: [], mends: [] };
  const mends = found.cells.map(([line, column, before, after]) => ({ kind: "quotes", line, column: names[column], before, after }));
  return { edits: found.edits, mends };
}

function readHeader(text, declared) {
  const { dialect } = declared;
  const stated = declared.fields.map((field) => field.name);
  if (dialect.header === false) return stated;
  const row = dialect.headerRows?.length ? Number(dialect.headerRows[0]) : 1;
  const lines = text.split("\n");
  const line = lines.length > row ? lines[row - 1] : lines.length === row ? lines[row - 1] : "";
  const [records, findings] = readCsv(line, dialect);
  return records.length && !hasErrors(findings) ? records[0].cells : stated;
}

function requote(text, dialect, width) {
  const form = formOf(dialect);
  if (!form.quote || !text.includes(form.quote) || width < 2) return null;
  if (form.escape || dialect.commentChar || form.skip || form.doubled !== true) return null;
  const found = { edits: [], cells: [] };
  let start = 0;
  let line = 1;
  const lineEnd = /\r\n|\r|\n|$/g;
  while (start < text.length) {
    let [end, keeps] = endOfForm(text, start, form);
    if (!keeps) {
      lineEnd.lastIndex = start;
      end = lineEnd.exec(text).index;
      const spans = findSoleReading(text.slice(start, end), form.delimiter, form.quote, width);
      if (!spans) return null;
      for (const [column, [first, last, content]] of spans.entries()) {
        const was = text.slice(start + first, start + last);
        const now = writeCell(content, form.delimiter, form.quote);
        if (now !== was && !keepsForm(was, form.quote)) {
          found.edits.push([start + first, start + last, now]);
          found.cells.push([line, column, was, content]);
        }
      }
    }
    const after = text.startsWith("\r\n", end) ? end + 2 : end < text.length ? end + 1 : end;
    line += (text.slice(start, after).match(/\r\n|\r|\n/g) || []).length;
    if (after === start) break;
    start = after;
  }
  return found.edits.length ? found : null;
}

function findSoleReading(line, delimiter, quote, width) {
  if (line.length > LENGTH_LIMIT || line.split(quote).length - 1 > MARK_LIMIT) return null;
  const found = [];
  const waiting = [[0, []]];
  for (let steps = 1; waiting.length; steps++) {
    if (steps > 20000) return null;
    const [start, cells] = waiting.pop();
    if (cells.length === width) continue;
    for (const [first, end, content, quoted] of cellsAt(line, start, delimiter, quote)) {
      const now = [...cells, [first, end, content]];
      if (end === line.length) {
        if (now.length === width) {
          found.push(now);
          if (found.length > 1) return null;
        }
      } else if (line.startsWith(delimiter, end)) waiting.push([end + 1, now]);
      else if (quoted || line.startsWith(quote, end)) waiting.push([end, now]);
    }
  }
  return found.length === 1 ? found[0] : null;
}

function* cellsAt(line, start, delimiter, quote) {
  if (!line.startsWith(quote, start)) {
    let end = line.indexOf(delimiter, start);
    if (end < 0) end = line.length;
    yield [start, end, line.slice(start, end), false];
    for (let at = line.indexOf(quote, start + 1); at >= 0 && at < end; at = line.indexOf(quote, at + 1)) {
      if (closes(line, at, delimiter, quote)) yield [start, at, line.slice(start, at), false];
    }
    return;
  }
  let position = start + 1;
  let doubtful = false;
  for (;;) {
    position = line.indexOf(quote, position);
    if (position < 0) return;
    if (line.startsWith(quote + quote, position)) {
      position += 2;
      if (position === line.length || line.startsWith(delimiter, position)) {
        const pair = [start, position, unquote(line.slice(start, position), quote), true];
        yield pair;
        if (!line.startsWith(quote, start + 1)) yield pair;
      }
      continue;
    }
    const end = position + 1;
    const atBorder = end === line.length || line.startsWith(delimiter, end);
    if (atBorder || !doubtful) yield [start, end, unquote(line.slice(start, end), quote), true];
    if (atBorder) return;
    doubtful = true;
    position = end;
  }
}

function closes(line, start, delimiter, quote) {
  let position = start + 1;
  while ((position = line.indexOf(quote, position)) >= 0) {
    if (line.startsWith(quote + quote, position)) {
      position += 2;
      continue;
    }
    return position + 1 === line.length || line.startsWith(delimiter, position + 1);
  }
  return false;
}

const unquote = (raw, quote) => raw.slice(1, -1).replaceAll(quote + quote, quote);

function keepsForm(raw, quote) {
  if (!raw.includes(quote)) return true;
  const whole = raw.length >= 2 && raw.startsWith(quote) && raw.endsWith(quote);
  return whole && !raw.slice(1, -1).replaceAll(quote + quote, "").includes(quote);
}

/** A cell as it stands in a CSV. */
function writeCell(content, delimiter = ",", quote = '"') {
  return content.includes(quote) || content.includes(delimiter) ? `${quote}${content.replaceAll(quote, quote + quote)}${quote}` : content;
}

// Cells where they stand

function findSpans(text, dialect) {
  const form = formOf(dialect);
  if (form.escape || dialect.commentChar || form.skip || !form.quote || form.doubled !== true) return null;
  const spans = scan(text, form.delimiter, form.quote);
  if (!spans) return null;
  const reader = new RecordReader(text, { delimiter: form.delimiter, quoteChar: form.quote }, true);
  for (const span of spans) {
    const theirs = reader.next();
    if (!theirs) return null;
    const mine = span.cells.map((cell) => textOf(text, cell, form.quote));
    if (mine.join("\u0000") !== (theirs.length ? theirs : [""]).join("\u0000")) return null;
  }
  return reader.next() === null ? spans : null;
}

function textOf(text, [start, end], quote) {
  const raw = text.slice(start, end);
  return raw.length >= 2 && raw.startsWith(quote) && raw.endsWith(quote) ? unquote(raw, quote) : raw;
}

function scan(text, delimiter, quote) {
  const spans = [];
  let position = 0;
  let line = 1;
  while (position < text.length) {
    const cells = [];
    const firstLine = line;
    for (;;) {
      const end = endOfCell(text, position, delimiter, quote);
      if (end < 0) return null;
      cells.push([position, end]);
      line += (text.slice(position, end).match(/\r\n|\r|\n/g) || []).length;
      position = end;
      if (text[position] !== delimiter) break;
      position++;
    }
    const end = position;
    if (text.startsWith("\r\n", position)) position += 2;
    else if (position < text.length) position++;
    if (position > end) line++;
    spans.push({ cells, start: cells[0][0], end, after: position, line: firstLine });
  }
  return spans;
}

function endOfCell(text, start, delimiter, quote) {
  const isBorder = (at) => at >= text.length || text[at] === delimiter || text[at] === "\r" || text[at] === "\n";
  let position = start;
  if (text.startsWith(quote, start)) {
    position = start + 1;
    for (;;) {
      position = text.indexOf(quote, position);
      if (position < 0) return -1;
      if (text.startsWith(quote, position + 1)) {
        position += 2;
        continue;
      }
      return isBorder(position + 1) ? position + 1 : -1;
    }
  }
  while (!isBorder(position)) position++;
  return position;
}

function mendLineEnds(text, spans) {
  const counts = new Map();
  const ended = spans.filter((span) => span.after > span.end);
  for (const span of ended) {
    const end = text.slice(span.end, span.after);
    counts.set(end, (counts.get(end) || 0) + 1);
  }
  if (counts.size < 2) return { edits: [], mends: [] };
  const rank = (end) => [counts.get(end), Number(end === "\n"), end];
  const best = [...counts.keys()].reduce((one, other) => {
    const [first, second] = [rank(one), rank(other)];
    const at = first.findIndex((value, place) => value !== second[place]);
    return at >= 0 && second[at] > first[at] ? other : one;
  });
  const edits = ended.filter((span) => text.slice(span.end, span.after) !== best).map((span) => [span.end, span.after, best]);
  return { edits, mends: [{ kind: "line_ends", count: edits.length }] };
}

function mendCells(text, spans, declared, codes) {
  const { dialect } = declared;
  const quote = String(dialect.quoteChar ?? '"');
  const row = dialect.headerRows?.length ? Number(dialect.headerRows[0]) : 1;
  const isBlank = (span) => span.cells.every((cell) => !trim(textOf(text, cell, quote)));
  const whole = spans.filter((span) => span.line >= row);
  const below = whole.filter((span) => !isBlank(span));
  let names = declared.fields.map((field) => field.name);
  let body = below;
  if (dialect.header !== false) {
    if (!below.length) return { edits: [], mends: [] };
    names = below[0].cells.map((cell) => textOf(text, cell, quote));
    body = below.slice(1);
  }
  const changes = { edits: [], mends: [] };
  cutRows(whole, isBlank, body.length, changes);
  const cut = new Set(changes.edits.map(([start]) => start));
  cutColumns(text, whole.filter((span) => !cut.has(span.start)), quote, changes);
  for (const [field, forms] of codes) {
    if (names.filter((name) => name === field.name).length !== 1) continue;
    const at = names.indexOf(field.name);
    for (const span of body) {
      if (at < span.cells.length && !cut.has(span.start)) mendCode(text, span, at, { field, forms, quote, changes });
    }
  }
  return changes;
}

function cutRows(spans, isBlank, rows, changes) {
  let empty = 0;
  while (empty < spans.length - 1 && isBlank(spans[spans.length - 1 - empty])) empty++;
  if (!empty || !rows || Math.max(...spans.map((span) => span.cells.length)) < 2) return;
  const gone = spans.slice(spans.length - empty);
  for (const span of gone) changes.edits.push([span.start, span.after, ""]);
  changes.mends.push({ kind: "empty_rows", line: gone[0].line, count: gone.length });
}

function cutColumns(text, spans, quote, changes) {
  const width = spans.length ? spans[0].cells.length : 0;
  if (!width || spans.some((span) => span.cells.length !== width)) return;
  let count = 0;
  while (count < width - 1 && spans.every((span) => !textOf(text, span.cells[width - 1 - count], quote).trim())) count++;
  if (!count) return;
  for (const span of spans) changes.edits.push([span.cells[width - count - 1][1], span.end, ""]);
  changes.mends.push({ kind: "empty_columns", line: spans[0].line, count });
}

function mendCode(text, span, at, { field, forms, quote, changes }) {
  const [start, end] = span.cells[at];
  const value = textOf(text, span.cells[at], quote);
  const stripped = trim(value);
  if (!stripped || isMissing(value, field) || isMissing(stripped, field)) return;
  const bare = withoutTail(stripped, field);
  const right = bare ? findWithoutTail(bare, findRight(value, stripped, forms), forms) : findRight(value, stripped, forms);
  if (!right || right === value || value.includes(quote)) return;
  const quoted = text.startsWith(quote, start) && end - start >= 2;
  changes.edits.push([start, end, quoted ? `${quote}${right}${quote}` : right]);
  changes.mends.push({ kind: right === stripped ? "blanks" : bare ? "tail" : "code", line: span.line, column: field.name, before: value, after: right });
}

/** A code, a year or a whole number without the `.0` that a library of tables adds; empty where it has none. */
function withoutTail(text, field) {
  const numeric = (field.type === "year" || field.type === "integer") && field.groupChar !== ".";
  const match = field.type === "string" ? /^([0-9]{4,})\.0$/.exec(text) : numeric ? /^([+-]?[0-9]+)\.0$/.exec(text) : null;
  return match ? match[1] : "";
}

function findWithoutTail(bare, right, forms) {
  if (forms === null) return bare;
  if (!Array.isArray(forms)) return right || forms.recover(bare, true);
  return forms.length ? right || (forms.includes(bare) ? bare : "") : bare;
}

function findRight(value, stripped, forms) {
  if (forms === null) return stripped;
  if (Array.isArray(forms)) return forms.includes(stripped) && !forms.includes(value) ? stripped : "";
  return forms.known.has(value) ? "" : forms.recover(value, true);
}

/** Columns in which blanks mean nothing, with what their cells may be: forms of codes, choices, or anything. */
function listCodeColumns(declared, lists) {
  const found = [];
  for (const field of declared.fields) {
    if (UNBLANKED.includes(field.type)) found.push([field, null]);
    if (field.type === "integer") found.push([field, []]);
    if (field.type !== "string") continue;
    if (Array.isArray(field.constraints?.enum)) {
      found.push([field, field.constraints.enum.map(String)]);
      continue;
    }
    const key = declared.foreignKeys.filter((each) => each.fields.length === 1 && each.fields[0] === field.name).pop();
    if (!key) {
      if (field.name.startsWith("kode")) found.push([field, null]);
    } else if (key.package && lists.codesOf(key)) found.push([field, lists.formsOf(key)]);
  }
  return found;
}
