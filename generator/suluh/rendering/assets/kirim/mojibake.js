// Text that was written in one encoding and read in another.
import { strip, isAscii } from "./findings.js";

const ENTITY = /&(?:#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});/;
const ESCAPE = /_x[0-9A-F]{4}_|\\u[0-9a-fA-F]{4}/;
const TORN = /â€[^\n]?|(?<=[a-z0-9])Â(?=[\t-\r\x1c-\x20\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|$)/u;
const RUN = /[^\x00-\x7f]{2,}/gu;
const known = new Map();

/** The part of a text that is in a wrong encoding, or still in the escapes of a page or a program. */
export function findMojibake(text, rules) {
  if (text.includes("&")) {
    const match = ENTITY.exec(text);
    if (match && isEntity(match[0], rules)) return match[0];
  }
  if (text.includes("_x") || text.includes("\\u")) {
    const match = ESCAPE.exec(text);
    if (match) return match[0];
  }
  if (isAscii(text)) return "";
  if (text.includes("\ufffd")) return "\ufffd";
  const torn = TORN.exec(text);
  if (torn) return strip(torn[0]);
  for (const match of text.matchAll(RUN)) {
    if (!known.has(match[0])) known.set(match[0], findPart([...match[0]], rules));
    if (known.get(match[0])) return known.get(match[0]);
  }
  return "";
}

function isEntity(text, rules) {
  const name = text.slice(1);
  if (name.startsWith("#") || rules.entities.names.has(name)) return true;
  for (let end = name.length - 1; end > 1; end--) if (rules.entities.names.has(name.slice(0, end))) return true;
  return false;
}

function findPart(run, rules) {
  for (const encoding of rules.encodings) {
    for (const [at, sign] of run.entries()) {
      if (!encoding.starts.includes(sign)) continue;
      for (let end = Math.min(at + 4, run.length); end > at + 1; end--) {
        if (isReread(run.slice(at, end), encoding)) return run.slice(at, end).join("");
      }
    }
  }
  return "";
}

function isReread(signs, encoding) {
  const bytes = signs.map((sign) => encoding.bytes.get(sign));
  if (bytes.includes(undefined)) return false;
  try {
    const meant = [...new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes))];
    return meant.length < signs.length && meant.every(isUsual);
  } catch {
    return false;
  }
}

function isUsual(sign) {
  const number = sign.codePointAt(0);
  const within = (low, high) => number >= low && number <= high;
  return (
    within(0xa0, 0x17f) || within(0x2010, 0x203a) || within(0x2190, 0x21ff) || within(0x2500, 0x27bf) || within(0x1f300, 0x1faff) ||
    [0x20ac, 0x2122, 0x2026, 0xfeff, 0xfffd, 0x2212, 0x2264, 0x2265, 0x2260].includes(number)
  );
}
