// A finding as the checks of the generator make it: code, place and the values of its sentence.
// Nothing is said here; sentences.js says it.

/** What stands for the value of a column that is not published. */
export const MASK = "(dirahasiakan)";

/** A finding; `place` has row (data rows from 1, header 0), line, cell and field, as far as they are known. */
export function finding(code, place = {}, more = {}) {
  return {
    code,
    severity: more.severity || "error",
    row: place.row ?? null,
    line: place.line ?? null,
    cell: place.cell || "",
    field: place.field || "",
    value: more.value ?? null,
    details: more.details || {},
  };
}

/** The same as a warning. */
export function warning(code, place, more = {}) {
  return finding(code, place, { ...more, severity: "warning" });
}

export const hasErrors = (findings) => findings.some((each) => each.severity === "error");

/** Findings sorted by row, line, field and code, each once. */
export function inReadingOrder(findings) {
  const seen = new Map();
  for (const each of findings) {
    const identity = JSON.stringify(each);
    if (!seen.has(identity)) seen.set(identity, each);
  }
  const key = (each) => [each.row ?? -1, each.line ?? -1, each.field, each.code, each.value || ""];
  return [...seen.values()].sort((one, other) => {
    const [first, second] = [key(one), key(other)];
    for (let at = 0; at < first.length; at++) {
      if (first[at] < second[at]) return -1;
      if (first[at] > second[at]) return 1;
    }
    return 0;
  });
}

const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");

/** A class of blanks as Python knows them: JavaScript's own leaves out five and has one more. */
export const BLANK_CLASS = `[${SPACE}]`;

/** The text without blanks around it, as Python's `strip` takes them away. */
export const strip = (text) => (text === "" ? text : text.replace(ENDS, ""));

/** Parts between blanks, as Python's `split` makes them. */
export const words = (text) => strip(text).split(new RegExp(`${BLANK_CLASS}+`)).filter(Boolean);

/** Lower case for comparison, as Python's `casefold` for all letters that people write here. */
export const fold = (text) => text.toLowerCase().replace(/ß/g, "ss");

// eslint-disable-next-line no-control-regex
const ASCII = /^[\x00-\x7f]*$/;
export const isAscii = (text) => ASCII.test(text);

/** How many characters a text has, where JavaScript counts two for some. */
export const length = (text) => (isAscii(text) ? text.length : [...text].length);

/** `U+200B` of a sign. */
export const codePoint = (sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

/** A sign as `U+200B`, with what helps against it. */
export const describeSign = (sign) => ({ tanda: codePoint(sign), saran: sign === "\ufffd" ? "@type_from_original" : sign < " " ? "@clean_sign" : "@type_again" });
