// JSON, lines of JSON, GeoJSON and TopoJSON as rows: the keys in line 1, then a line for each object.
import { finding, warning } from "./findings.js";

const DEPTH_LIMIT = 4;
const NESTING_LIMIT = 900;
const EXPONENT_LIMIT = 40;
const DEGREES = /(?:CRS84|EPSG::4326|EPSG:4326)$/;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const BLANKS = /[ \t\n\r]*/y;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** A number as it was written, with all its digits and without an exponent. */
class WrittenNumber {
  constructor(text) {
    this.text = text;
  }
}

class NoJson extends Error {
  constructor(at, rest = false) {
    super();
    Object.assign(this, { at, rest });
  }
}

const isObject = (value) => value instanceof Map;

/** The value of a text, objects as Maps and numbers as they are written. Throws NoJson. */
function parse(text) {
  let at = 0;
  const skip = () => {
    BLANKS.lastIndex = at;
    at += BLANKS.exec(text)[0].length;
  };
  const take = (sign) => {
    skip();
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  function string() {
    let made = "";
    for (;;) {
      const sign = text[at];
      if (sign === undefined || sign < " ") throw new NoJson(at);
      at += 1;
      if (sign === '"') return made;
      if (sign !== "\\") {
        made += sign;
        continue;
      }
      const escaped = text[at++];
      if (escaped === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(at, at + 4))) {
        made += String.fromCharCode(parseInt(text.slice(at, at + 4), 16));
        at += 4;
      } else if (escaped in ESCAPES) made += ESCAPES[escaped];
      else throw new NoJson(at);
    }
  }
  function value(depth) {
    skip();
    if (depth > NESTING_LIMIT) throw new NoJson(-1);
    if (take('"')) return string();
    if (take("[")) {
      const list = [];
      if (take("]")) return list;
      do list.push(value(depth + 1));
      while (take(","));
      if (!take("]")) throw new NoJson(at);
      return list;
    }
    if (take("{")) {
      const made = new Map();
      if (take("}")) return made;
      do {
        if (!take('"')) throw new NoJson(at);
        const key = string();
        if (!take(":")) throw new NoJson(at);
        const held = value(depth + 1);
        if (made.has(key)) throw new NoJson(-1);
        made.set(key, held);
      } while (take(","));
      if (!take("}")) throw new NoJson(at);
      return made;
    }
    for (const [word, meant] of [["true", true], ["false", false], ["null", null]]) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return meant;
      }
    }
    if (/^-?(?:NaN|Infinity)/.test(text.slice(at, at + 9))) throw new NoJson(-1);
    NUMBER.lastIndex = at;
    const found = NUMBER.exec(text);
    if (!found) throw new NoJson(at);
    at += found[0].length;
    return new WrittenNumber(found[2] ? withoutExponent(found[0]) : found[0]);
  }
  const made = value(0);
  skip();
  if (at < text.length) throw new NoJson(at, true);
  return made;
}

/** 1.5e3 as 1500. Throws NoJson where it is too far from a whole number. */
function withoutExponent(written) {
  const [, sign, whole, fraction, exponent] = /^(-?)([0-9]+)(?:\.([0-9]+))?[eE]([-+]?[0-9]+)$/.exec(written);
  const digits = `${whole}${fraction ?? ""}`.replace(/^0+(?=[0-9])/, "");
  const places = (fraction?.length ?? 0) - Number(exponent);
  if (Math.abs(digits.length - 1 - places) > EXPONENT_LIMIT) throw new NoJson(-1);
  if (places <= 0) return sign + (digits === "0" ? "0" : digits + "0".repeat(-places));
  const padded = digits.padStart(places + 1, "0");
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** The value, or the values of lines of JSON as a list. */
function load(text) {
  try {
    return parse(text);
  } catch (error) {
    const lines = text.split(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/).filter((line) => line.trim());
    if (!error.rest || lines.length < 2) throw error;
    return lines.map(parse);
  }
}

/** {sheets: [{name, rows: [{line, cells, kinds}]}], findings}. */
export function readJson(text) {
  try {
    const value = load(text);
    if (isGeoJson(value)) {
      const [records, findings] = readFeatures(value);
      return { sheets: [sheetOfObjects("", records)], findings };
    }
    if (isTopology(value)) return readTopology(value);
    const found = [...listsOf(value, "", 0)].filter(([, rows]) => rows.length);
    const sheets = found.map(([name, rows]) => makeSheet(found.length > 1 ? name : "", rows)).filter((sheet) => sheet.rows.length);
    return { sheets, findings: sheets.length ? [] : [finding("F033")] };
  } catch (error) {
    if (!(error instanceof NoJson) && !(error instanceof RangeError)) throw error;
    const line = error.at >= 0 ? text.slice(0, error.at).split("\n").length : null;
    return { sheets: [], findings: [finding("F033", { line })] };
  }
}

function* listsOf(value, name, depth) {
  if (Array.isArray(value)) {
    if (value.length && value.every((entry) => Array.isArray(entry) || isObject(entry))) yield [name, value];
  } else if (isObject(value) && depth < DEPTH_LIMIT) {
    for (const [key, entry] of value) yield* listsOf(entry, name ? `${name}.${key}` : key, depth + 1);
  }
}

function makeSheet(name, rows) {
  if (!rows.every(Array.isArray)) return sheetOfObjects(name, rows.map((row) => (isObject(row) ? row : new Map())));
  const raw = rows.map((row, at) => rawRow(at + 1, row));
  return { name, rows: raw.filter((row) => row.cells.some(Boolean)) };
}

function sheetOfObjects(name, records) {
  const flat = records.map((record) => {
    const pairs = [...flatten(record, "", 0)];
    const made = new Map(pairs);
    if (made.size < pairs.length) throw new NoJson(-1);
    return made;
  });
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  const header = { line: 1, cells: columns, kinds: "t".repeat(columns.length) };
  return { name, rows: [header, ...flat.map((record, at) => rawRow(at + 2, columns.map((column) => record.get(column) ?? null)))] };
}

function* flatten(record, before, depth) {
  for (const [key, value] of record) {
    if (isObject(value) && value.size && depth < DEPTH_LIMIT) yield* flatten(value, `${before}${key}.`, depth + 1);
    else yield [`${before}${key}`, value];
  }
}

function rawRow(line, values) {
  const pairs = values.map(readValue);
  return { line, cells: pairs.map(([text]) => text), kinds: pairs.map(([, kind]) => kind).join("") };
}

function readValue(value) {
  if (value === null || value === "") return ["", "."];
  if (typeof value === "boolean") return [String(value), "b"];
  if (value instanceof WrittenNumber) return [value.text, "n"];
  return [typeof value === "string" ? value : write(value), "t"];
}

/** A value as JSON, its numbers as they were written. */
function write(value) {
  if (value instanceof WrittenNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
  if (isObject(value)) return `{${Array.from(value, ([key, entry]) => `${JSON.stringify(key)}: ${write(entry)}`).join(", ")}}`;
  return JSON.stringify(value);
}

function isGeoJson(value) {
  if (!isObject(value)) return false;
  const properties = value.has("properties") ? value.get("properties") : null;
  if (value.get("type") === "Feature") return properties === null || isObject(properties);
  return value.get("type") === "FeatureCollection" && Array.isArray(value.get("features"));
}

const isTopology = (value) => isObject(value) && value.get("type") === "Topology" && isObject(value.get("objects"));

/** [records, findings]: properties of each feature, with latitude and longitude of those that are points. */
function readFeatures(value) {
  const features = (value.get("type") === "FeatureCollection" ? value.get("features") : [value]).filter(isObject);
  const inDegrees = countsDegrees(value.get("crs"));
  const leftOut = new Map();
  const points = [];
  let records = features.map((feature) => {
    const geometry = feature.get("geometry");
    const point = inDegrees ? pointOf(geometry) : null;
    points.push(point);
    if (!point && isObject(geometry)) count(leftOut, geometry);
    return recordOf(feature);
  });
  if (points.some(Boolean)) {
    const [latitude, longitude] = freeNames(records);
    records = records.map((record, at) => new Map([...record, [latitude, points[at]?.[0] ?? null], [longitude, points[at]?.[1] ?? null]]));
  }
  return [records, tellShapes(leftOut)];
}

function readTopology(value) {
  const leftOut = new Map();
  const sheets = [];
  for (const [name, entry] of value.get("objects")) {
    const parts = isObject(entry) ? (entry.has("geometries") ? entry.get("geometries") : [entry]) : [];
    const shapes = Array.isArray(parts) ? parts.filter(isObject) : [];
    for (const shape of shapes) count(leftOut, shape);
    const records = shapes.map(recordOf);
    if (records.some((record) => record.size)) sheets.push(sheetOfObjects(name, records));
  }
  return { sheets, findings: sheets.length ? tellShapes(leftOut) : [finding("F033")] };
}

const typeOf = (shape) => {
  const type = shape.get("type");
  return (typeof type === "string" ? type : type instanceof WrittenNumber ? type.text : "None").slice(0, 20);
};
const count = (leftOut, shape) => leftOut.set(typeOf(shape), (leftOut.get(typeOf(shape)) || 0) + 1);

function tellShapes(leftOut) {
  const shown = Array.from(leftOut, ([kind, number]) => `${number} ${kind}`).join(", ");
  return shown ? [warning("F034", {}, { details: { bentuk: shown } })] : [];
}

function recordOf(feature) {
  const stated = feature.get("properties");
  const properties = isObject(stated) ? stated : new Map();
  const name = feature.get("id");
  return typeof name === "string" && !properties.has("id") ? new Map([["id", name], ...properties]) : new Map(properties);
}

function countsDegrees(stated) {
  const properties = isObject(stated) ? stated.get("properties") : null;
  const name = isObject(properties) ? properties.get("name") ?? "" : "";
  return name === "" || DEGREES.test(String(name.text ?? name).toUpperCase());
}

function pointOf(geometry) {
  const position = isObject(geometry) && geometry.get("type") === "Point" ? geometry.get("coordinates") : null;
  if (!Array.isArray(position) || position.length < 2) return null;
  const [longitude, latitude] = position;
  const within = (number, most) => number instanceof WrittenNumber && Math.abs(Number(number.text)) <= most;
  return within(longitude, 180) && within(latitude, 90) ? [latitude, longitude] : null;
}

function freeNames(records) {
  let [latitude, longitude] = ["lintang", "bujur"];
  while (records.some((record) => record.has(latitude) || record.has(longitude))) {
    latitude += "_titik";
    longitude += "_titik";
  }
  return [latitude, longitude];
}
