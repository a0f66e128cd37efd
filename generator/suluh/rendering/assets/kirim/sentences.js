// The words of findings, in the reader's language: the generator's own sentences, filled in as it fills them.
import { maskText } from "./persons.js";
import { codePoint } from "./findings.js";

const SHOWN_LENGTH = 120;
const LIST_LENGTH = 400;
const UNSHOWABLE = /[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udfff](?![\udc00-\udfff])|(?<=##)\[/g;
const EXAMPLES = ["integer", "number", "boolean", "date", "datetime", "year"];
const FORMS = /%\((\w+)\)s|\{(\w+)\}|\[\[(?:(\w+):)?([^\][|]*)\|([^\][|]*)\]\]/g;

/** {title, message, hint} of a finding; `words` are {findings, phrases, meanings} of one language. */
export function describe(each, words, rules, path) {
  const entry = words.findings[each.code];
  if (!entry) return { title: each.code, message: each.code, hint: "" };
  const details = detailsOf(each, words, rules, path);
  return { title: entry[0], message: fill(entry[1], details), hint: fill(entry[2], details) };
}

function showText(text, limit, rules) {
  const shown = maskText(text, rules).replace(UNSHOWABLE, (sign) => `<${codePoint(sign)}>`);
  const signs = [...shown];
  return signs.length <= limit ? shown : `${signs.slice(0, limit - 1).join("")}…`;
}

function detailsOf(each, words, rules, path) {
  const kind = String(each.details.jenis ?? "").replace(/^@/, "");
  const details = {
    berkas: path, kolom: each.field || "-", sel: each.cell, baris: each.row === null ? "" : String(each.row),
    nilai: each.value ?? "-", contoh: EXAMPLES.includes(kind) ? `@example_${kind}` : "@example_other", ...each.details,
  };
  const shown = {};
  for (const [name, value] of Object.entries(details)) {
    let text = name === "nilai" ? String(value) : say(value, words, each.details);
    if (name === "arti") text = words.meanings[text] ?? text;
    shown[name] = showText(text, name === "nilai" ? SHOWN_LENGTH : LIST_LENGTH, rules);
  }
  return shown;
}

function say(value, words, details) {
  if (typeof value === "number") return groupDigits(value, words);
  if (value !== null && typeof value === "object") {
    const phrase = chooseForms(words.phrases[value.unit] || "{jumlah}", { jumlah: value.count });
    return phrase.replace("{jumlah}", groupDigits(value.count, words));
  }
  if (!value.startsWith("@") || !(value.slice(1) in words.phrases)) return value;
  return words.phrases[value.slice(1)].replaceAll("{format}", String(details.format ?? "."));
}

const groupDigits = (number, words) => String(number).replace(/\B(?=(?:\d{3})+$)/g, words.group);

function chooseForms(text, values) {
  if (!text.includes("[[")) return text;
  let last = "";
  return text.replace(FORMS, (whole, percent, brace, by, one, many) => {
    if (percent || brace) {
      last = percent || brace;
      return whole;
    }
    const count = values[by || last || Object.keys(values)[0]];
    const plain = String(count).replace(/([0-9])[.,](?=[0-9]{3}\b)/g, "$1");
    return count !== undefined && /^[0-9]+$/.test(plain) && Number(plain) === 1 ? one : many;
  });
}

function fill(template, details) {
  return chooseForms(template, details).replace(/\{\{|\}\}|\{([a-z_]+)\}/g, (whole, name) => (name ? details[name] ?? "…" : whole[0]));
}

export { chooseForms };
