// Libraries of Python as far as bentuk.js asks for them: patterns, likeness of words, and small ones.
import { Counter, Dict, ValueError, $add, $cache, compare, list, named, text } from "./python.js";
import { Decimal } from "./python-values.js";

// Patterns

const WORD = "\\p{L}\\p{N}_";
const EDGE = `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`;
const END = "(?![\\s\\S])";
const BLANK = "\\s\\x1c-\\x1f\\x85";
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;

/** A pattern of Python as one of JavaScript with the flag u. */
function convert(pattern, ascii, lines) {
  let made = "";
  let at = 0;
  const word = ascii ? "A-Za-z0-9_" : WORD;
  const digit = ascii ? "0-9" : "\\p{Nd}";
  const escaped = (within) => {
    const sign = pattern[at + 1];
    at += 2;
    if (sign === "d") return within ? digit : `[${digit}]`;
    if (sign === "D") return within ? (ascii ? "\\D" : "\\P{Nd}") : `[^${digit}]`;
    if (sign === "w") return within ? word : `[${word}]`;
    if (sign === "W") return within ? null : `[^${word}]`;
    if (sign === "s") return within ? BLANK : `[${BLANK}]`;
    if (sign === "S") return within ? "\\S" : `[^${BLANK}]`;
    if (sign === "b") return within ? "\\x08" : ascii ? "\\b" : EDGE;
    if (sign === "Z") return END;
    if (sign === "A") return "(?<![\\s\\S])";
    if (sign === "U") {
      at += 8;
      return `\\u{${pattern.slice(at - 8, at)}}`;
    }
    if (sign === "a") return "\\x07";
    if (/[A-Za-z0-9]/.test(sign)) return `\\${sign}`;
    return SYNTAX.test(sign) || (within && sign === "-") ? `\\${sign}` : sign;
  };
  const group = () => {
    at++;
    const negated = pattern[at] === "^";
    if (negated) at++;
    let inside = "";
    let wordless = false;
    for (let first = true; first || pattern[at] !== "]"; first = false) {
      const sign = pattern[at];
      if (sign === undefined) throw new ValueError(pattern);
      if (sign === "\\") {
        const found = escaped(true);
        if (found === null) wordless = true;
        else inside += found;
      } else {
        inside += /[[\](){}/|^$.*+?]/.test(sign) && sign !== "-" ? `\\${sign}` : sign;
        at++;
      }
    }
    at++;
    if (!wordless) return `[${negated ? "^" : ""}${inside}]`;
    if (negated) return inside ? `(?:(?![${inside}])[${word}])` : `[${word}]`;
    return inside ? `(?:[^${word}]|[${inside}])` : `[^${word}]`;
  };
  while (at < pattern.length) {
    const sign = pattern[at];
    if (sign === "\\") made += escaped(false);
    else if (sign === "[") made += group();
    else if (pattern.startsWith("(?P<", at)) {
      made += "(?<";
      at += 4;
    } else if (pattern.startsWith("(?P=", at)) {
      const end = pattern.indexOf(")", at);
      made += `\\k<${pattern.slice(at + 4, end)}>`;
      at = end + 1;
    } else if (sign === "$") {
      made += lines ? "$" : `(?=\\n?${END})`;
      at++;
    } else if (sign === "{" && !/^\{[0-9]*,?[0-9]*\}/.test(pattern.slice(at, at + 12))) {
      made += "\\{";
      at++;
    } else if (sign === "{") {
      const end = pattern.indexOf("}", at);
      made += pattern.slice(at, end + 1).replace("{,", "{0,");
      at = end + 1;
    } else if (sign === "}" || sign === "]") {
      made += `\\${sign}`;
      at++;
    } else {
      made += sign;
      at++;
    }
  }
  return made;
}

class Match {
  constructor(found, pattern) {
    this.found = found;
    this.pattern = pattern;
  }
  get $lastgroup() {
    for (const [name, value] of Object.entries(this.found.groups || {}).reverse()) if (value !== undefined) return name;
    return null;
  }
  $__getitem__(key) {
    const value = typeof key === "string" ? this.found.groups?.[key] : this.found[key];
    return value === undefined ? null : value;
  }
  $group(...keys) {
    return keys.length < 2 ? this.$__getitem__(keys[0] ?? 0) : keys.map((key) => this.$__getitem__(key));
  }
  $groups(otherwise = null) {
    return Array.from(this.found.slice(1), (value) => value ?? otherwise);
  }
  $groupdict() {
    return new Dict(Object.entries(this.found.groups || {}).map(([name, value]) => [name, value ?? null]));
  }
  $span(key = 0) {
    if (key === 0) return [this.found.index, this.found.index + this.found[0].length];
    const { source, flags } = this.pattern.search;
    const again = new RegExp(source, `${flags.replace("g", "")}dy`);
    again.lastIndex = this.found.index;
    const { indices } = again.exec(this.found.input);
    return (typeof key === "string" ? indices.groups[key] : indices[key]) ?? [-1, -1];
  }
  $start(key = 0) {
    return this.$span(key)[0];
  }
  $end(key = 0) {
    return this.$span(key)[1];
  }
}

class Pattern {
  constructor(pattern, flags = 0) {
    const stated = /^\(\?([aimsx]+)\)/.exec(pattern);
    const body = stated ? pattern.slice(stated[0].length) : pattern;
    const letters = stated ? stated[1] : "";
    const lines = Boolean(flags & 4) || letters.includes("m");
    this.text = pattern;
    this.flags = `u${flags & 1 || letters.includes("i") ? "i" : ""}${lines ? "m" : ""}${flags & 8 || letters.includes("s") ? "s" : ""}`;
    this.source = convert(body, Boolean(flags & 2), lines);
    this.search = new RegExp(this.source, `${this.flags}g`);
  }
  key() {
    return `\0r${this.flags}${this.source}`;
  }
  get $pattern() {
    return this.text;
  }
  made(found) {
    return found ? new Match(found, this) : null;
  }
  $fullmatch(given) {
    this.full ??= new RegExp(`^(?:${this.source})$`, this.flags.replace("m", ""));
    return this.made(this.full.exec(given));
  }
  $match(given, start = 0) {
    this.sticky ??= new RegExp(this.source, `${this.flags}y`);
    this.sticky.lastIndex = start;
    return this.made(this.sticky.exec(given));
  }
  $search(given, start = 0) {
    this.search.lastIndex = start;
    return this.made(this.search.exec(given));
  }
  all(given) {
    this.search.lastIndex = 0;
    return given.matchAll(this.search);
  }
  $finditer(given) {
    return [...this.all(given)].map((found) => this.made(found));
  }
  $findall(given) {
    return [...this.all(given)].map((found) => (found.length === 1 ? found[0] : found.length === 2 ? found[1] ?? "" : Array.from(found.slice(1), (part) => part ?? "")));
  }
  $sub(replacement, given, ...more) {
    const { count = more[0] || 0 } = named(more);
    let done = 0;
    const replace = typeof replacement === "string" ? (match) => replacement.replace(/\\(?:g<(\w+)>|([0-9]))/g, (_, name, number) => match.$group(number !== undefined || /^[0-9]+$/.test(name) ? Number(number ?? name) : name) ?? "") : replacement;
    let made = "";
    let last = 0;
    for (const found of this.all(given)) {
      if (count && done++ >= count) break;
      made += given.slice(last, found.index) + replace(this.made(found));
      last = found.index + found[0].length;
    }
    return made + given.slice(last);
  }
  $split(given, ...more) {
    const { maxsplit = more[0] || 0 } = named(more);
    const parts = [];
    let last = 0;
    for (const found of this.all(given)) {
      if (maxsplit && parts.length >= maxsplit) break;
      parts.push(given.slice(last, found.index), ...Array.from(found.slice(1), (part) => part ?? null));
      last = found.index + found[0].length;
    }
    return [...parts, given.slice(last)];
  }
}
const patterns = new Map();
function compile(pattern, flags = 0) {
  if (pattern instanceof Pattern) return pattern;
  const key = `${flags}${pattern}`;
  if (!patterns.has(key)) patterns.set(key, new Pattern(pattern, flags));
  return patterns.get(key);
}
export const $lib_re = {
  ASCII: 2, I: 1, IGNORECASE: 1, M: 4, MULTILINE: 4, S: 8, DOTALL: 8, Pattern, Match, compile,
  escape: (given) => given.replace(/[^A-Za-z0-9_]/gu, (sign) => (/[\s!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]/.test(sign) ? `\\${sign}` : sign)),
  ...Object.fromEntries(["fullmatch", "match", "search", "findall", "finditer"].map((name) => [name, (pattern, given, flags) => compile(pattern, flags)[`$${name}`](given)])),
  sub: (pattern, replacement, given, ...more) => compile(pattern, named(more).flags).$sub(replacement, given, ...more),
  split: (pattern, given, ...more) => compile(pattern).$split(given, ...more),
};

// Likeness of words, as difflib has it

class SequenceMatcher {
  constructor(second) {
    this.second = [...second];
    this.places = new Map();
    this.second.forEach((sign, at) => (this.places.has(sign) ? this.places.get(sign).push(at) : this.places.set(sign, [at])));
    if (this.second.length >= 200) {
      const most = Math.floor(this.second.length / 100) + 1;
      for (const [sign, places] of this.places) if (places.length > most) this.places.delete(sign);
    }
  }
  ratio(first) {
    this.first = [...first];
    const whole = this.first.length + this.second.length;
    return whole ? (2 * this.matching(0, this.first.length, 0, this.second.length)) / whole : 1;
  }
  matching(low, high, from, to) {
    const [start, other, size] = this.longest(low, high, from, to);
    if (!size) return 0;
    let found = size;
    if (low < start && from < other) found += this.matching(low, start, from, other);
    if (start + size < high && other + size < to) found += this.matching(start + size, high, other + size, to);
    return found;
  }
  longest(low, high, from, to) {
    let best = [low, from, 0];
    let lengths = new Map();
    for (let at = low; at < high; at++) {
      const next = new Map();
      for (const place of this.places.get(this.first[at]) || []) {
        if (place < from) continue;
        if (place >= to) break;
        const length = (lengths.get(place - 1) || 0) + 1;
        next.set(place, length);
        if (length > best[2]) best = [at - length + 1, place - length + 1, length];
      }
      lengths = next;
    }
    let [start, other, size] = best;
    while (start > low && other > from && this.second[other - 1] === this.first[start - 1]) [start, other, size] = [start - 1, other - 1, size + 1];
    while (start + size < high && other + size < to && this.second[other + size] === this.first[start + size]) size++;
    return [start, other, size];
  }
}
function tallied(word) {
  const counts = new Map();
  for (const sign of word) counts.set(sign, (counts.get(sign) || 0) + 1);
  return counts;
}
/** The words that are likest, by the share of signs that they have in common in one order. */
function get_close_matches(word, others, ...more) {
  const { n = more[0] ?? 3, cutoff = more[1] ?? 0.6 } = named(more);
  const matcher = new SequenceMatcher(word);
  const counts = tallied(word);
  const found = [];
  for (const other of others) {
    const whole = word.length + other.length;
    if (whole && (2 * Math.min(word.length, other.length)) / whole < cutoff) continue;
    let shared = 0;
    for (const [sign, count] of tallied(other)) shared += Math.min(count, counts.get(sign) || 0);
    if (whole && (2 * shared) / whole < cutoff) continue;
    const ratio = matcher.ratio(other);
    if (ratio >= cutoff) found.push([ratio, other]);
  }
  return found.sort((one, other) => compare(other, one)).slice(0, n).map(([, other]) => other);
}
export const $lib_difflib = { get_close_matches };

// Small ones

function bisect(items, wanted, args, goesOn) {
  const { key = (item) => item } = named(args);
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (goesOn(compare(key(items[middle]), wanted))) low = middle + 1;
    else high = middle;
  }
  return low;
}
export const $lib_bisect = {
  bisect_left: (items, wanted, ...args) => bisect(items, wanted, args, (found) => found < 0),
  bisect_right: (items, wanted, ...args) => bisect(items, wanted, args, (found) => found <= 0),
};
export const $lib_itertools = {
  *accumulate(values, join = $add) {
    let total;
    for (const value of values) yield (total = total === undefined ? value : join(total, value));
  },
  *combinations(values, size) {
    const items = list(values);
    const chosen = function* (start, left) {
      if (!left) yield [];
      else for (let at = start; at <= items.length - left; at++) for (const rest of chosen(at + 1, left - 1)) yield [items[at], ...rest];
    };
    yield* chosen(0, size);
  },
  *pairwise(values) {
    let before;
    let first = true;
    for (const value of values) {
      if (!first) yield [before, value];
      [before, first] = [value, false];
    }
  },
  *islice(values, most) {
    let left = most;
    if (left > 0) {
      for (const value of values) {
        yield value;
        if (--left <= 0) return;
      }
    }
  },
  chain: { from_iterable: (lists) => list(lists).flatMap(list) },
};
export const $lib_collections = { Counter: (...args) => new Counter(...args), defaultdict: (missing) => new Dict([], missing) };
export const $lib_functools = { cache: $cache };
export const $lib_math = { log10: Math.log10, floor: Math.floor, ceil: Math.ceil, isnan: Number.isNaN, inf: Infinity };
export const $lib_unicodedata = {
  normalize: (form, given) => given.normalize(form),
  combining: (sign) => Number(/\p{Mn}/u.test(sign)),
};
export const $lib_statistics = {
  median(values) {
    const sorted = [...values].sort(compare);
    const middle = sorted.length >> 1;
    if (sorted.length % 2) return sorted[middle];
    const [one, other] = [Decimal.of(sorted[middle - 1]), Decimal.of(sorted[middle])];
    const [first, second, exponent] = one.aligned(other);
    return typeof sorted[middle] === "number" ? (sorted[middle - 1] + sorted[middle]) / 2 : Decimal.make(first + second, exponent).rounded().over(Decimal.of(2));
  },
};
function dumped(value) {
  if (value instanceof Dict) return `{${value.$items().map(([key, part]) => `${JSON.stringify(String(key))}: ${dumped(part)}`).join(", ")}}`;
  if (Array.isArray(value)) return `[${value.map(dumped).join(", ")}]`;
  return typeof value === "string" ? JSON.stringify(value) : value === null ? "null" : typeof value === "boolean" ? String(value) : text(value);
}
/** What JSON holds, with dictionaries for objects. */
export function undumped(value) {
  if (Array.isArray(value)) return value.map(undumped);
  return value && typeof value === "object" ? new Dict(Object.entries(value).map(([key, part]) => [key, undumped(part)])) : value;
}
export const $lib_json = { dumps: dumped, loads: (given) => undumped(JSON.parse(given)), JSONDecodeError: SyntaxError };
/** Records of lines; `make` is the counter's own reader. */
export const $lib_csv = {
  make: null,
  Error: ValueError,
  *reader(lines, more) {
    const reader = $lib_csv.make(list(lines).join("\n"), more.given.delimiter);
    for (let record = reader.next(); record; record = reader.next()) yield record;
  },
};
