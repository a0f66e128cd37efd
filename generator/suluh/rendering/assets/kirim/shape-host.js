// What intake.js asks of the page that runs it: words, lists and sentences, out of the site's rule files.
import { Dict, $py } from "./python.js";
import { Decimal } from "./python-values.js";
import { undumped } from "./python-libraries.js";

const THOUSAND = 1000;
const PLACE = /%\((\w+)\)s/g;
const MINUS = "\u2212";
let held = { stated: { standards: {}, texts: {}, decimal: "," }, tools: {}, regions: null, files: new Map() };

/** `stated` is the rule file, `tools` are the counter's own functions, `regions` and `former` lists of regions by code. */
export function prepareHost(stated, tools, regions, former) {
  held = { stated, tools, regions, former, files: new Map() };
}

function written(value) {
  const isExact = value instanceof Decimal;
  if (!isExact && !(Number.isInteger(value) && (value < 0 || value >= THOUSAND))) return $py.str(value);
  const [whole, rest] = (isExact ? value.plain() : String(value)).replace(/^-/, "").split(".");
  const sign = (isExact ? value.isNegative() : value < 0) ? MINUS : "";
  const { group } = held.tools.words;
  return sign + whole.replace(/\B(?=(?:[0-9]{3})+$)/g, group) + (rest ? held.stated.decimal + rest : "");
}

/** A finding of intake.js as those of the counter. */
export function asFinding(each) {
  const shown = (value) => {
    if (value instanceof Decimal) return written(value);
    return value && typeof value === "object" ? { count: value.$count instanceof Decimal ? Number(String(value.$count)) : value.$count, unit: value.unit } : value;
  };
  const { row, line, cell, field } = each.place;
  const details = Object.fromEntries(each.details.$items().map(([name, value]) => [name, shown(value)]));
  return { code: each.code, severity: each.severity, row, line, cell, field, value: each.value, details };
}

function load_standard_file(name) {
  const { files, stated } = held;
  if (!files.has(name)) {
    if (!(name in stated.standards)) throw new Error(name);
    files.set(name, undumped(stated.standards[name]));
  }
  return files.get(name);
}

export const $host = {
  NoColumn: class {},
  load_standard_file,
  list_files: (folder) => held.stated.folders[folder],
  load_standard: () => new Dict(),
  read_standard_schema: () => null,
  load_regions: () => held.regions,
  load_former_codes: () => held.former,
  run_language: () => "",
  mask_text: (text) => held.tools.maskText(text, held.tools.rules),
  say(text, more) {
    const values = more ? more.given : {};
    const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)]));
    const said = held.tools.chooseForms(held.stated.texts[text] ?? text, shown);
    return said.replace(PLACE, (whole, name) => shown[name] ?? whole);
  },
  describe: (each) => held.tools.describe(asFinding(each), held.tools.words, held.tools.rules, each.place.path),
};
