// A zip as far as workbooks need it: its parts by name, unpacked behind limits.

const UNPACKED_LIMIT = 200 * 1024 * 1024;
const RATIO_LIMIT = 100;
const RATIO_FREE_SIZE = 1024 * 1024;
const PART_LIMIT = 5000;

export class BrokenZip extends Error {}

/** Parts of an archive: {name, method, flags, packed, size, offset}. Throws BrokenZip where it is none. */
export function listParts(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let end = -1;
  for (let at = data.length - 22; at >= 0 && at >= data.length - 22 - 65535; at--) {
    if (view.getUint32(at, true) === 0x06054b50) {
      end = at;
      break;
    }
  }
  if (end < 0) throw new BrokenZip();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const parts = [];
  for (let number = 0; number < count; number++) {
    if (at + 46 > data.length || view.getUint32(at, true) !== 0x02014b50) throw new BrokenZip();
    const [names, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const flags = view.getUint16(at + 8, true);
    const bytes = data.subarray(at + 46, at + 46 + names);
    parts.push({
      name: new TextDecoder(flags & 0x800 ? "utf-8" : "latin1").decode(bytes),
      method: view.getUint16(at + 10, true),
      flags,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + names + extra + comment;
  }
  return parts;
}

/** F202 or F201 where there is too much in it, or it is packed too tight or locked; null where it may be opened. */
export function judgeParts(parts) {
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  if (parts.length > PART_LIMIT || total > UNPACKED_LIMIT) {
    return { code: "F202", batas: { count: UNPACKED_LIMIT / 2 ** 20, unit: "megabytes" } };
  }
  for (const part of parts) {
    if (part.size > Math.max(RATIO_FREE_SIZE, RATIO_LIMIT * Math.max(part.packed, 1))) {
      return { code: "F202", batas: `${RATIO_LIMIT} : 1` };
    }
    if (part.flags & 1) return { code: "F201" };
  }
  return null;
}

/** The bytes of a part, or its first ones; never more than it says it has. */
export async function unpack(data, part, most = part.size) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const at = part.offset;
  if (at + 30 > data.length || view.getUint32(at, true) !== 0x04034b50) throw new BrokenZip();
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = data.subarray(start, start + part.packed);
  const limit = Math.min(most, part.size);
  if (part.method === 0) return packed.subarray(0, limit);
  if (part.method !== 8) throw new BrokenZip();
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const whole = new Uint8Array(limit);
  let filled = 0;
  try {
    while (filled < limit) {
      const { done, value } = await reader.read();
      if (done) break;
      const room = value.subarray(0, limit - filled);
      whole.set(room, filled);
      filled += room.length;
    }
  } catch {
    throw new BrokenZip();
  }
  reader.cancel().catch(() => {});
  if (filled < limit) throw new BrokenZip();
  return whole;
}

/** What a file is by its bytes; an archive by the names of its parts. */
export function nameKind(data) {
  const starts = (...bytes) => bytes.every((byte, at) => data[at] === byte);
  if (!data.some((byte) => ![0, 32, 9, 13, 10].includes(byte))) return "empty";
  if (!starts(0x50, 0x4b, 3, 4)) return starts(0xd0, 0xcf, 0x11, 0xe0) ? "xls" : nameText(data);
  let parts;
  try {
    parts = listParts(data);
  } catch {
    return "broken_archive";
  }
  const names = new Set(parts.map((part) => part.name));
  const stated = parts.find((part) => part.name === "mimetype" && part.method === 0 && part.size < 200);
  if (stated) {
    const from = stated.offset + 30 + stated.name.length;
    const type = new TextDecoder().decode(data.subarray(from, from + stated.size)).trim();
    if (type.startsWith("application/vnd.oasis.opendocument.")) {
      return /spreadsheet(?:-template)?$/.test(type) ? "ods" : "document";
    }
  }
  if (names.has("xl/workbook.bin")) return "xlsb";
  if (names.has("xl/workbook.xml")) return "xlsx";
  return names.has("word/document.xml") || names.has("ppt/presentation.xml") ? "document" : "archive";
}

const STARTS = [
  ["%PDF", "pdf"], ["{\\rtf", "rtf"], ["\x89PNG", "picture"], ["\xff\xd8\xff", "picture"], ["GIF8", "picture"],
  ["7z\xbc\xaf\x27\x1c", "archive"], ["Rar!", "archive"], ["\x1f\x8b", "archive"], ["PAR1", "database"],
  ["SQLite format 3\0", "database"], ["version https://git-lfs.github.com/spec/", "pointer"], ["ID;P", "sylk"],
];
const TEXTS = [
  ["html", /^\s*(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table|div|style)\b/i],
  ["sheet_xml", /^\s*<\?xml[^>]*>[^]{0,400}(?:urn:schemas-microsoft-com:office:spreadsheet|progid="Excel)/],
  ["json", /^\s*(?:\[\s*[[{\]]|\{\s*["}])/],
  ["xml", /^\s*<(?:\?xml|svg|kml|gpx)\b/i],
];

function nameText(data) {
  let head = data.subarray(0, 65536);
  const text = String.fromCharCode(...head.subarray(0, 64));
  for (const [start, kind] of STARTS) if (text.startsWith(start)) return kind;
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!wide && head.includes(0)) return "unknown";
  const read = wide ? new TextDecoder(head[0] === 0xff ? "utf-16le" : "utf-16be").decode(head) : new TextDecoder().decode(head);
  for (const [kind, form] of TEXTS) if (form.test(read)) return kind;
  const lines = read.split(/\r\n|\r|\n/).slice(0, 20).filter((line) => line.trim());
  const widths = (sign) => new Set((lines.slice(0, -1).length ? lines.slice(0, -1) : lines).map((line) => line.split(sign).length));
  return [",", ";", "\t", "|"].some((sign) => widths(sign).size === 1 && [...widths(sign)][0] > 1) ? "csv" : "text";
}

const CRC = new Uint32Array(256).map((_, number) => {
  for (let round = 0; round < 8; round++) number = number & 1 ? 0xedb88320 ^ (number >>> 1) : number >>> 1;
  return number >>> 0;
});

/** A zip of files that are stored as they are: [{name, data}] → bytes. */
export function pack(files) {
  const encoder = new TextEncoder();
  const pieces = [];
  const entries = [];
  let offset = 0;
  for (const { name, data } of files) {
    const names = encoder.encode(name);
    let sum = 0xffffffff;
    for (const byte of data) sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8);
    sum = (sum ^ 0xffffffff) >>> 0;
    const fields = (view, at) => {
      view.setUint16(at, 20, true);
      view.setUint16(at + 2, 0x800, true);
      view.setUint32(at + 6, 0x00210000, true);
      view.setUint32(at + 10, sum, true);
      view.setUint32(at + 14, data.length, true);
      view.setUint32(at + 18, data.length, true);
      view.setUint16(at + 22, names.length, true);
    };
    const head = new DataView(new ArrayBuffer(30));
    head.setUint32(0, 0x04034b50, true);
    fields(head, 4);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    entry.setUint16(4, 20, true);
    fields(entry, 6);
    entry.setUint32(42, offset, true);
    pieces.push(new Uint8Array(head.buffer), names, data);
    entries.push(new Uint8Array(entry.buffer), names);
    offset += 30 + names.length + data.length;
  }
  const size = entries.reduce((sum, piece) => sum + piece.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return new Blob([...pieces, ...entries, new Uint8Array(end.buffer)]);
}
