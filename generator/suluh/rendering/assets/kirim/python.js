// What Python's language has and JavaScript lacks: for bentuk.js, which is made of the generator's own modules.
// A tuple and a list are an array, a text is a text, None is null; what is compared is compared by value.
import { Decimal, PyError, ValueError, addNumbers, compareNumbers } from "./python-values.js";

class LookupError extends PyError {}
class KeyError extends LookupError {}
class IndexError extends LookupError {}
class TypeError_ extends PyError {}
class OverflowError extends PyError {}
class RecursionError extends PyError {}
class StopIteration extends PyError {}

const isNumber = (value) => typeof value === "number" || value instanceof Decimal;
const isPlain = (value) => value === null || typeof value !== "object";
const list = (value) => (Array.isArray(value) ? value : [...$iter(value)]);

/** A value as the key of a map: itself where it is a plain one, else a text that is the same for equal ones. */
const kinds = new Map();
function keyOf(value) {
  if (isPlain(value)) return value;
  if (Array.isArray(value)) return `\0[${value.map(partOf).join("")}]`;
  if (value instanceof Decimal) return value.key();
  if (value instanceof PySet) return `\0{${[...value.map.keys()].map(String).sort().join("\0")}}`;
  if (value instanceof Dict) return `\0{${[...value.map].map(([key, entry]) => `${partOf(key)}${partOf(entry[1])}`).sort().join("")}}`;
  if (value.$fields) {
    const kind = value.constructor;
    if (!kinds.has(kind)) kinds.set(kind, kinds.size);
    return `\0<${kinds.get(kind)}${value.$fields.map((name) => partOf(value[name])).join("")}>`;
  }
  return value.key ? value.key() : value;
}
function partOf(value) {
  const key = keyOf(value);
  const text = typeof key === "string" ? key : `\x01${String(key)}`;
  return `${text.length}:${text}`;
}

export class Dict {
  constructor(entries = [], missing = null) {
    this.map = new Map();
    this.missing = missing;
    for (const [key, value] of entries) this.put(key, value);
  }
  put(key, value) {
    const own = keyOf(key);
    const held = this.map.get(own);
    if (held) held[1] = value;
    else this.map.set(own, [key, value]);
  }
  has(key) {
    return this.map.has(keyOf(key));
  }
  take(key) {
    const held = this.map.get(keyOf(key));
    if (held) return held[1];
    if (this.missing === null) throw new KeyError(key);
    const made = this.missing();
    if (!(this instanceof Counter)) this.put(key, made);
    return made;
  }
  get size() {
    return this.map.size;
  }
  *[Symbol.iterator]() {
    for (const [key] of this.map.values()) yield key;
  }
  $get(key, otherwise = null) {
    const held = this.map.get(keyOf(key));
    return held ? held[1] : otherwise;
  }
  $__getitem__(key) {
    return this.take(key);
  }
  $__contains__(key) {
    return this.has(key);
  }
  $items() {
    return [...this.map.values()];
  }
  $keys() {
    return new PySet([...this]);
  }
  $values() {
    return $map(this.map.values(), (entry) => entry[1]);
  }
  $setdefault(key, value = null) {
    const held = this.map.get(keyOf(key));
    if (held) return held[1];
    this.put(key, value);
    return value;
  }
  $pop(key, otherwise) {
    const own = keyOf(key);
    const held = this.map.get(own);
    if (!held && otherwise === undefined) throw new KeyError(key);
    this.map.delete(own);
    return held ? held[1] : otherwise;
  }
  $update(other) {
    for (const [key, value] of $dictOf(other).map.values()) this.put(key, value);
  }
  $copy() {
    return new Dict(this.map.values());
  }
}

export class Counter extends Dict {
  constructor(items = []) {
    super([], () => 0);
    if (items instanceof Dict) for (const [key, value] of items.map.values()) this.put(key, value);
    else for (const item of $iter(items)) this.put(item, this.$get(item, 0) + 1);
  }
  $most_common(count) {
    const sorted = this.$items().sort((one, other) => other[1] - one[1]);
    return count === undefined ? sorted : sorted.slice(0, count);
  }
  $update(items) {
    for (const item of items) this.put(item, this.$get(item, 0) + 1);
  }
}

export class PySet {
  constructor(items = []) {
    this.map = new Map();
    for (const item of items) this.map.set(keyOf(item), item);
  }
  has(item) {
    return this.map.has(keyOf(item));
  }
  get size() {
    return this.map.size;
  }
  [Symbol.iterator]() {
    return this.map.values();
  }
  $add(item) {
    const own = keyOf(item);
    if (!this.map.has(own)) this.map.set(own, item);
  }
  $update(...others) {
    for (const other of others) for (const item of $iter(other)) this.$add(item);
  }
  $discard(item) {
    this.map.delete(keyOf(item));
  }
  $remove(item) {
    this.$discard(item);
  }
  $pop() {
    const [[key, item]] = this.map;
    this.map.delete(key);
    return item;
  }
  $isdisjoint(other) {
    return !list(other).some((item) => this.has(item));
  }
  $issubset(other) {
    const all = setOf(other);
    return [...this].every((item) => all.has(item));
  }
  $intersection(...others) {
    const all = others.map(setOf);
    return new PySet([...this].filter((item) => all.every((other) => other.has(item))));
  }
  $union(...others) {
    const made = new PySet(this);
    made.$update(...others);
    return made;
  }
  $difference(other) {
    const gone = setOf(other);
    return new PySet([...this].filter((item) => !gone.has(item)));
  }
  $copy() {
    return new PySet(this);
  }
}
const setOf = (value) => (value instanceof PySet || value instanceof Dict ? value : new PySet($iter(value)));

/** What `collections.abc.Mapping` gives to a class that has its entries and their keys. */
class Mapping {
  $get(key, otherwise = null) {
    return this.$__contains__(key) ? this.$__getitem__(key) : otherwise;
  }
  $__contains__(key) {
    try {
      return this.$__getitem__(key) !== undefined;
    } catch (error) {
      if (error instanceof KeyError) return false;
      throw error;
    }
  }
  $items() {
    return $map(this, (key) => [key, this.$__getitem__(key)]);
  }
  $keys() {
    return new PySet(this);
  }
  $values() {
    return $map(this, (key) => this.$__getitem__(key));
  }
}
export const $lib_collections_abc = { Mapping, Sequence: Array, Iterable: Array, Collection: Array };

// Truth, sameness, order

export function $t(value) {
  if (value === true || value === false) return value;
  if (value === null || value === undefined) return false;
  if (typeof value === "string" || Array.isArray(value)) return value.length > 0;
  if (typeof value === "number") return value !== 0;
  if (value instanceof Dict || value instanceof PySet) return value.size > 0;
  if (value.$__bool__) return value.$__bool__();
  return value.$__len__ ? value.$__len__() > 0 : true;
}

export function $eq(one, other) {
  if (one === other) return true;
  if (one === null || other === null || one === undefined || other === undefined) return false;
  if (typeof one !== "object" && typeof other !== "object") return typeof one !== typeof other && Number(one) === Number(other) && typeof one !== "string" && typeof other !== "string";
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, at) => $eq(item, other[at]));
  if (one instanceof Decimal || other instanceof Decimal) return isNumber(one) && isNumber(other) && compareNumbers(one, other) === 0;
  if (one instanceof Dict) return other instanceof Dict && one.size === other.size && [...one.map].every(([key, entry]) => other.map.has(key) && $eq(entry[1], other.map.get(key)[1]));
  if (one instanceof PySet) return setOf(other).size === one.size && one.$issubset(other);
  if (typeof other !== "object" || one.constructor !== other.constructor) return false;
  return one.$fields ? one.$fields.every((name) => $eq(one[name], other[name])) : Boolean(one.key) && one.key() === other.key();
}
export const $ne = (one, other) => !$eq(one, other);

function compare(one, other) {
  const kind = typeof one;
  if (kind === typeof other && (kind === "number" || kind === "string" || kind === "boolean")) return one < other ? -1 : one > other ? 1 : 0;
  if (Array.isArray(one) && Array.isArray(other)) {
    const length = Math.min(one.length, other.length);
    for (let at = 0; at < length; at++) {
      const found = compare(one[at], other[at]);
      if (found) return found;
    }
    return one.length - other.length;
  }
  if (one instanceof Decimal || other instanceof Decimal) return compareNumbers(one, other);
  if (kind !== "object" && typeof other !== "object") return Number(one) - Number(other);
  if (one.$order) return compare(one.$order(), other.$order());
  if (one.$fields) return compare(one.$fields.map((name) => one[name]), other.$fields.map((name) => other[name]));
  throw new TypeError_("no order");
}
const isSet = (value) => value instanceof PySet;
export const $lt = (one, other) => (isSet(one) ? one.size < other.size && one.$issubset(other) : compare(one, other) < 0);
export const $le = (one, other) => (isSet(one) ? one.$issubset(other) : compare(one, other) <= 0);
export const $gt = (one, other) => (isSet(one) ? $lt(other, one) : compare(one, other) > 0);
export const $ge = (one, other) => (isSet(one) ? setOf(other).$issubset(one) : compare(one, other) >= 0);

export function $in(item, within) {
  if (typeof within === "string") return within.includes(item);
  if (within instanceof Dict || within instanceof PySet) return within.has(item);
  if (Array.isArray(within) && isPlain(item)) return within.includes(item) || (typeof item === "number" && within.some((each) => $eq(each, item)));
  if (within.$__contains__) return within.$__contains__(item);
  for (const each of $iter(within)) if ($eq(each, item)) return true;
  return false;
}
export const $notin = (item, within) => !$in(item, within);

// Sums and differences

export function $add(one, other) {
  if (typeof one === "number" && typeof other === "number") return one + other;
  if (typeof one === "string") return one + other;
  if (Array.isArray(one)) return [...one, ...other];
  if (one.$__add__) return one.$__add__(other);
  if (other.$__radd__) return other.$__radd__(one);
  if (one instanceof Counter) {
    const made = new Counter(one);
    for (const [key, count] of other.map.values()) made.put(key, made.take(key) + count);
    return made;
  }
  return addNumbers(one, other, 1);
}
export function $iadd(one, other) {
  if (!Array.isArray(one)) return $add(one, other);
  for (const item of $iter(other)) one.push(item);
  return one;
}
export function $sub(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (one instanceof Counter) return new Counter(new Dict(one.$items().map(([key, count]) => [key, count - other.$get(key, 0)]).filter(([, count]) => count > 0)));
  if (isSet(one)) return one.$difference(other);
  if (one.$__sub__) return one.$__sub__(other);
  return addNumbers(one, other, -1);
}
export function $mul(one, other) {
  if (typeof one === "string") return one.repeat(Math.max(Number(other), 0));
  if (Array.isArray(one)) return Array.from({ length: Math.max(other, 0) }, () => one).flat(1);
  if (typeof one === "number" && (typeof other === "string" || Array.isArray(other))) return $mul(other, one);
  if (one instanceof Decimal || other instanceof Decimal) return Decimal.of(one).times(Decimal.of(other));
  const made = Number(one) * Number(other);
  return Number.isSafeInteger(made) || !Number.isInteger(one) || !Number.isInteger(other) ? made : Decimal.of(one).times(Decimal.of(other));
}
export const $div = (one, other) => (one instanceof Decimal || other instanceof Decimal ? Decimal.of(one).over(Decimal.of(other)) : one / other);
export const $floordiv = (one, other) => (one instanceof Decimal || other instanceof Decimal ? Decimal.of(one).whole(Decimal.of(other)) : Math.floor(one / other));
export const $mod = (one, other) => (one instanceof Decimal || other instanceof Decimal ? Decimal.of(one).rest(Decimal.of(other)) : ((one % other) + other) % other);
export const $pow = (one, other) => one ** other;
export const $neg = (value) => (value instanceof Decimal ? value.negative() : -value);
export function $or(one, other) {
  if (one instanceof Dict) return new Dict([...one.map.values(), ...other.map.values()]);
  return isSet(one) ? one.$union(other) : one | other;
}
export function $ior(one, other) {
  if (one instanceof Dict) {
    one.$update(other);
    return one;
  }
  return $or(one, other);
}
export const $and = (one, other) => (isSet(one) ? new PySet([...one].filter((item) => setOf(other).has(item))) : typeof one === "boolean" && typeof other === "boolean" ? one && other : one & other);
export const $xor = (one, other) => (isSet(one) ? new PySet([...one.$difference(other), ...other.$difference(one)]) : one ^ other);

// Places in collections

export function $at(within, key) {
  if (Array.isArray(within) || typeof within === "string") {
    const found = within[key < 0 ? within.length + key : key];
    if (found === undefined) throw new IndexError(key);
    return found;
  }
  return within instanceof Dict ? within.take(key) : within.$__getitem__(key);
}
export function $put(within, key, value) {
  if (Array.isArray(within)) within[key < 0 ? within.length + key : key] = value;
  else if (within instanceof Dict) within.put(key, value);
  else within.$__setitem__(key, value);
}
export function $delete(within, key) {
  if (Array.isArray(within)) within.splice(key < 0 ? within.length + key : key, 1);
  else within.$pop(key);
}
export function $slice(within, start = null, end = null, step = null) {
  if (step === null || step === 1) return within.slice(start ?? 0, end ?? undefined);
  const items = list(within);
  const made = [];
  const bound = (at, otherwise) => (at === null ? otherwise : at < 0 ? Math.max(items.length + at, step < 0 ? -1 : 0) : Math.min(at, step < 0 ? items.length - 1 : items.length));
  if (step > 0) for (let at = bound(start, 0); at < bound(end, items.length); at += step) made.push(items[at]);
  else for (let at = bound(start, items.length - 1); at > bound(end, -1); at += step) made.push(items[at]);
  return typeof within === "string" ? made.join("") : made;
}
export function $put_slice(within, start, end, value) {
  const [first, last] = [start ?? 0, end ?? within.length].map((at) => (at < 0 ? Math.max(within.length + at, 0) : Math.min(at, within.length)));
  within.splice(first, Math.max(last - first, 0), ...$iter(value));
}
export function $starred(value, star, length) {
  const items = list(value);
  const after = length - star - 1;
  return [...items.slice(0, star), items.slice(star, items.length - after), ...items.slice(items.length - after)];
}
export function $iter(value) {
  if (value === null || value === undefined || typeof value[Symbol.iterator] !== "function") throw new TypeError_("not iterable");
  return value;
}
export function $map(value, make) {
  const made = [];
  for (const item of $iter(value)) made.push(make(item));
  return made;
}

// Functions, classes, errors

export const $named = (given) => new Named(given);
class Named {
  constructor(given) {
    this.given = given;
  }
}
const named = (args) => (args[args.length - 1] instanceof Named ? args.pop().given : {});

export function $cache(work) {
  const known = new Map();
  return (...args) => {
    const key = args.length === 1 ? keyOf(args[0]) : keyOf(args);
    let found = known.get(key);
    if (found === undefined) {
      found = work(...args);
      if (known.size > 100000) known.clear();
      known.set(key, found);
    }
    return found;
  };
}
export function $once(holder, name, make) {
  const value = make();
  Object.defineProperty(holder, name, { value });
  return value;
}
export const $maker = (kind) => (kind.prototype?.constructor === kind && /^class/.test(Function.prototype.toString.call(kind)) ? (...args) => new kind(...args) : kind);
export function $replace(value, changes) {
  const made = Object.create(Object.getPrototypeOf(value));
  for (const name of value.$fields) made[name] = name in changes ? changes[name] : value[name];
  return made;
}
export function $spread(given, names, byName) {
  const made = [...given];
  for (const name of Object.keys(byName)) made[names.indexOf(name)] = byName[name];
  return made;
}
export const $plain = (dict) => Object.fromEntries(dict.$items());
export function $caught(error, ...kinds) {
  if (error instanceof RangeError && kinds.includes(RecursionError)) return true;
  return kinds.some((kind) => kind && error instanceof kind);
}
/** An attribute; a method keeps whom it is of. */
export function $bound(holder, name) {
  const value = holder[name];
  return typeof value === "function" && !value.members && Object.getPrototypeOf(value) === Function.prototype ? value.bind(holder) : value;
}
export const $raised = (kind) => new kind();
export function $none() {
  throw new StopIteration();
}
export const $type = (value) => (value === null ? null : value.constructor);

export function $isinstance(value, kinds) {
  return kinds.some((kind) => {
    if (kind === null) return value === null;
    if (kind === $py.str) return typeof value === "string";
    if (kind === $py.bool) return typeof value === "boolean";
    if (kind === $py.int) return Number.isInteger(value) || typeof value === "boolean" || (value instanceof Decimal && value.isInt);
    if (kind === $py.float) return typeof value === "number" && !Number.isInteger(value);
    if (kind === $py.list || kind === $py.tuple || kind === Array) return Array.isArray(value);
    if (kind === $py.dict || kind === Mapping) return value instanceof Dict || value instanceof Mapping;
    if (kind === $py.set || kind === $py.frozenset) return value instanceof PySet;
    if (kind.members) return kind.members.includes(value);
    if (kind === Decimal) return value instanceof Decimal && !value.isInt;
    return typeof kind === "function" && value instanceof kind;
  });
}

/** A StrEnum: its members are their texts. */
export function $strenum(members) {
  return makeEnum(members, (value) => value);
}
export function $enum(members) {
  return makeEnum(members, (value, name) => ({ $name: name, value, name, $order: () => value }));
}
function makeEnum(members, make) {
  const made = (value) => {
    const found = made.members.find((member) => $eq(member, value) || $eq(member?.value, value));
    if (found === undefined) throw new ValueError(value);
    return found;
  };
  made.members = [];
  for (const [name, value] of members) {
    made[name === "name" ? "$name" : name] = make(value, name);
    made.members.push(made[name]);
  }
  made[Symbol.iterator] = () => made.members[Symbol.iterator]();
  return made;
}
Object.defineProperty(String.prototype, "value", { get() { return String(this); } });

// Built-in functions

export function $dict(entries) {
  return new Dict(entries);
}
function $dictOf(value) {
  if (value instanceof Dict) return value;
  return value instanceof Mapping ? new Dict(value.$items()) : new Dict(value);
}
export function $fromkeys(keys, value = null) {
  const made = new Dict();
  for (const key of $iter(keys)) if (!made.has(key)) made.put(key, value);
  return made;
}

function text(value) {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Array.isArray(value)) return $py.repr(value);
  if (value.$isoformat) return value.$isoformat();
  return value.$name && value.value !== undefined ? value.$name : String(value);
}

export function $format(value, spec) {
  const match = /^(,?)(0?)([0-9]*)([df]?)$/.exec(spec);
  if (!match) throw new ValueError(spec);
  let written = match[4] === "f" && value instanceof Decimal ? value.plain() : text(value);
  if (match[1]) {
    const [whole, rest] = written.split(".");
    written = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",") + (rest === undefined ? "" : `.${rest}`);
  }
  const width = Number(match[3] || 0);
  return match[2] ? written.padStart(width, "0") : typeof value === "string" ? written.padEnd(width) : written.padStart(width);
}

function extreme(args, wanted) {
  const { key = null, default: otherwise } = named(args);
  const items = args.length === 1 ? args[0] : args;
  let best;
  let rank;
  let found = false;
  for (const item of $iter(items)) {
    const own = key ? key(item) : item;
    if (!found || compare(own, rank) * wanted > 0) [best, rank, found] = [item, own, true];
  }
  if (found) return best;
  if (otherwise === undefined) throw new ValueError("empty");
  return otherwise;
}

function* zipped(lists) {
  const all = lists.map((each) => $iter(each)[Symbol.iterator]());
  for (;;) {
    const steps = all.map((each) => each.next());
    if (!steps.length || steps.some((step) => step.done)) return;
    yield steps.map((step) => step.value);
  }
}

export const $py = {
  ValueError, KeyError, IndexError, LookupError, TypeError: TypeError_, OverflowError, RecursionError, StopIteration, Exception: PyError,
  str: text,
  bool: $t,
  len: (value) => (typeof value === "string" || Array.isArray(value) ? value.length : value instanceof Dict || value instanceof PySet ? value.size : value.$__len__()),
  list: (value = []) => [...$iter(value)],
  tuple: (value = []) => [...$iter(value)],
  set: (value = []) => new PySet($iter(value)),
  frozenset: (value = []) => new PySet($iter(value)),
  dict: (...args) => {
    const more = named(args);
    return new Dict([...(args.length ? $dictOf(args[0]).map.values() : []), ...Object.entries(more)]);
  },
  int(value = 0) {
    if (typeof value === "boolean") return Number(value);
    if (typeof value === "number") return Math.trunc(value);
    if (value instanceof Decimal) return value.truncated();
    const plain = plainDigits(value.trim());
    if (!/^[+-]?[0-9]+(?:_[0-9]+)*$/.test(plain)) throw new ValueError(value);
    const made = Number(plain.replaceAll("_", ""));
    return Number.isSafeInteger(made) ? made : Decimal.parse(plain.replaceAll("_", ""), true);
  },
  float(value) {
    const made = value instanceof Decimal ? Number(String(value)) : typeof value === "string" ? Number(plainDigits(value.trim()) || NaN) : Number(value);
    if (Number.isNaN(made)) throw new ValueError(value);
    return made;
  },
  abs: (value) => (value instanceof Decimal ? (value.isNegative() ? value.negative() : value) : Math.abs(value)),
  all: (values) => list(values).every($t),
  any: (values) => list(values).some($t),
  chr: (code) => String.fromCodePoint(code),
  ord: (sign) => sign.codePointAt(0),
  divmod: (one, other) => [$floordiv(one, other), $mod(one, other)],
  *enumerate(values, start = 0) {
    let at = start instanceof Named ? start.given.start : start;
    for (const value of $iter(values)) yield [at++, value];
  },
  *filter(keep, values) {
    for (const value of $iter(values)) if ($t(keep === null ? value : keep(value))) yield value;
  },
  format: (value, spec = "") => $format(value, spec),
  iter: (value) => $iter(value)[Symbol.iterator](),
  *map(make, ...lists) {
    const called = make === text ? text : $maker(make);
    if (lists.length === 1) for (const value of $iter(lists[0])) yield called(value);
    else for (const values of zipped(lists)) yield called(...values);
  },
  max: (...args) => extreme(args, 1),
  min: (...args) => extreme(args, -1),
  next(values, otherwise) {
    const { done, value } = values.next();
    if (!done) return value;
    if (otherwise === undefined) throw new StopIteration();
    return otherwise;
  },
  range(first, end, step = 1) {
    const [start, stop] = end === undefined ? [0, first] : [first, end];
    const made = [];
    for (let at = start; step > 0 ? at < stop : at > stop; at += step) made.push(at);
    return Object.assign(made, { $start: start, stop, step });
  },
  repr(value) {
    if (typeof value === "string") return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replace(/\\/g, "\\\\").replace(/'/g, "\\'").replace(/\n/g, "\\n")}'`;
    return Array.isArray(value) ? `[${value.map($py.repr).join(", ")}]` : text(value);
  },
  reversed: (values) => list(values).slice().reverse(),
  round(value, digits) {
    if (value instanceof Decimal) return digits === undefined ? value.to(0).truncated() : value.to(-digits);
    const scale = 10 ** (digits || 0);
    const [whole, rest] = [Math.floor(value * scale), value * scale - Math.floor(value * scale)];
    return (rest > 0.5 || (rest === 0.5 && whole % 2) ? whole + 1 : whole) / scale;
  },
  sorted(...args) {
    const { key = null, reverse = false } = named(args);
    const sign = reverse ? -1 : 1;
    if (!key) return [...$iter(args[0])].sort((one, other) => sign * compare(one, other));
    return $map(args[0], (item) => [key(item), item]).sort((one, other) => sign * compare(one[0], other[0])).map(([, item]) => item);
  },
  sum(values, start = 0) {
    let total = start;
    for (const value of $iter(values)) total = typeof value === "boolean" ? total + value : $add(total, value);
    return total;
  },
  *zip(...lists) {
    named(lists);
    yield* zipped(lists);
  },
};
$py.str.maketrans = (from, to) => new Dict(from instanceof Dict ? from.$items() : [...from].map((sign, at) => [sign, [...to][at]]));

/** Figures of any script as those of ASCII. */
function plainDigits(value) {
  return value.replace(/[^\x00-\x7f]/gu, (sign) => {
    if (!/\p{Nd}/u.test(sign)) return sign;
    let zero = sign.codePointAt(0);
    for (let step = 0; step < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)); step++) zero--;
    return String(sign.codePointAt(0) - zero);
  });
}

// Methods of texts and lists, under names of their own

const BLANK = "\\s\\x1c-\\x1f\\x85";
const folded = (value) => value.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").replace(/ſ/g, "s");
const signsOf = (signs) => (signs === undefined || signs === null ? BLANK : signs.replace(/[\\\]^-]/g, "\\$&"));
const edges = new Map();
function edge(form, signs) {
  const key = `${form}${signs}`;
  if (!edges.has(key)) edges.set(key, new RegExp(form.replaceAll("@", `[${signsOf(signs)}]`), "gu"));
  return edges.get(key);
}
const placed = (at, start) => (at < 0 ? -1 : at + start);
const bounded = (value, start, end) => (start === undefined ? value : value.slice(start, end));
const TEXTS = {
  strip(signs) { return this.replace(edge("^@+|@+$", signs), ""); },
  lstrip(signs) { return this.replace(edge("^@+", signs), ""); },
  rstrip(signs) { return this.replace(edge("@+$", signs), ""); },
  split(sign, most = -1) {
    if (most instanceof Named) most = most.given.maxsplit;
    if (sign === undefined || sign === null) {
      const parts = this.trim().split(edge("@+", undefined)).filter(Boolean);
      return parts;
    }
    const parts = this.split(sign);
    return most < 0 || parts.length <= most + 1 ? parts : [...parts.slice(0, most), parts.slice(most).join(sign)];
  },
  rsplit(sign, most = -1) {
    const parts = this.split(sign);
    return most < 0 || parts.length <= most + 1 ? parts : [parts.slice(0, parts.length - most).join(sign), ...parts.slice(parts.length - most)];
  },
  splitlines() { return this.replace(/(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])$/, "").split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/); },
  partition(sign) {
    const at = this.indexOf(sign);
    return at < 0 ? [String(this), "", ""] : [this.slice(0, at), sign, this.slice(at + sign.length)];
  },
  rpartition(sign) {
    const at = this.lastIndexOf(sign);
    return at < 0 ? ["", "", String(this)] : [this.slice(0, at), sign, this.slice(at + sign.length)];
  },
  replace(from, to, most = Infinity) {
    if (most === Infinity) return this.replaceAll(from, () => to);
    return this.split(from).reduce((made, part, at) => made + (at - 1 < most ? to : from) + part);
  },
  casefold() { return folded(this); },
  lower() { return this.toLowerCase(); },
  upper() { return this.toUpperCase(); },
  title() { return this.toLowerCase().replace(/\p{L}+/gu, (word) => word[0].toUpperCase() + word.slice(1)); },
  capitalize() { return this.slice(0, 1).toUpperCase() + this.slice(1).toLowerCase(); },
  startswith(start, at) { return (Array.isArray(start) ? start : [start]).some((each) => this.startsWith(each, at)); },
  endswith(end) { return (Array.isArray(end) ? end : [end]).some((each) => this.endsWith(each)); },
  isdecimal() { return /^\p{Nd}+$/u.test(this); },
  isdigit() { return /^[\p{Nd}²³¹⁰⁴-⁹₀-₉]+$/u.test(this); },
  isalpha() { return /^\p{L}+$/u.test(this); },
  isalnum() { return /^[\p{L}\p{N}]+$/u.test(this); },
  isascii() { return /^[\x00-\x7f]*$/.test(this); },
  isspace() { return this.length > 0 && this.$strip() === ""; },
  isupper() { return /\p{L}/u.test(this) && this.toUpperCase() === String(this) && this.toLowerCase() !== String(this); },
  islower() { return /\p{L}/u.test(this) && this.toLowerCase() === String(this) && this.toUpperCase() !== String(this); },
  count(part, start, end) { return part === "" ? this.length + 1 : bounded(this, start, end).split(part).length - 1; },
  find(part, start = 0, end) { return placed(bounded(this, start, end).indexOf(part), start); },
  rfind(part, start = 0, end) { return placed(bounded(this, start, end).lastIndexOf(part), start); },
  index(part) { return foundAt(this.indexOf(part)); },
  rindex(part) { return foundAt(this.lastIndexOf(part)); },
  join(parts) { return list(parts).join(this); },
  ljust(width, sign = " ") { return this.padEnd(width, sign); },
  rjust(width, sign = " ") { return this.padStart(width, sign); },
  zfill(width) { return /^[+-]/.test(this) ? this[0] + this.slice(1).padStart(width - 1, "0") : this.padStart(width, "0"); },
  removeprefix(start) { return start && this.startsWith(start) ? this.slice(start.length) : String(this); },
  removesuffix(end) { return end && this.endsWith(end) ? this.slice(0, -end.length) : String(this); },
  translate(table) {
    return Array.from(this, (sign) => {
      const found = table.has(sign) ? table.take(sign) : table.$get(sign.codePointAt(0), sign);
      return found === null ? "" : typeof found === "number" ? String.fromCodePoint(found) : found;
    }).join("");
  },
};
const LISTS = {
  append(item) { this.push(item); },
  extend(items) { for (const item of $iter(items)) this.push(item); },
  insert(at, item) { this.splice(at, 0, item); },
  index(item) { return foundAt(this.findIndex((each) => $eq(each, item))); },
  count(item) { return this.filter((each) => $eq(each, item)).length; },
  pop(at = -1) {
    if (!this.length) throw new IndexError("empty");
    return this.splice(at < 0 ? this.length + at : at, 1)[0];
  },
  remove(item) { this.splice(foundAt(this.findIndex((each) => $eq(each, item))), 1); },
  reverse() { this.reverse(); },
  copy() { return this.slice(); },
  sort(...args) { this.splice(0, this.length, ...$py.sorted(this, ...args)); },
};
function foundAt(at) {
  if (at < 0) throw new ValueError("not found");
  return at;
}
for (const [kind, methods] of [[String, TEXTS], [Array, LISTS]]) {
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(kind.prototype, `$${name}`, { value });
}

export { ValueError, compare, list, named, text };
