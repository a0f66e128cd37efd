// Exact numbers and days as Python has them.
export class PyError extends Error {
  constructor(...args) {
    super(args.map((each) => String(each)).join(", "));
    this.args = args;
  }
}
export class ValueError extends PyError {}

const PRECISION = 28;
const power = (digits) => 10n ** BigInt(digits);
const sizeOf = (whole) => (whole < 0n ? -whole : whole).toString().length;

/** `units` times ten to `exponent`; sums are rounded to 28 digits, halves to even, as Python's are. */
export class Decimal {
  constructor(value = 0) {
    const made = Decimal.of(value);
    [this.units, this.exponent, this.isInt] = [made.units, made.exponent, false];
  }
  static make(units, exponent, isInt = false) {
    return Object.assign(Object.create(Decimal.prototype), { units, exponent, isInt });
  }
  static of(value) {
    if (value instanceof Decimal) return value;
    if (typeof value === "string") return Decimal.parse(value);
    if (typeof value === "boolean") return Decimal.make(BigInt(value), 0);
    return Number.isInteger(value) ? Decimal.make(BigInt(value), 0) : Decimal.parse(String(value));
  }
  static parse(text, isInt = false) {
    const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$/.exec(text.trim().replaceAll("_", ""));
    if (!match || !(match[2] || match[3])) throw new InvalidOperation(text);
    const units = BigInt(match[2] + (match[3] || ""));
    return Decimal.make(match[1] === "-" ? -units : units, Number(match[4] || 0) - (match[3] || "").length, isInt);
  }
  rounded() {
    const extra = sizeOf(this.units) - PRECISION;
    return extra > 0 ? this.to(this.exponent + extra) : this;
  }
  /** Rounded to an exponent, halves to even. */
  to(exponent) {
    if (exponent <= this.exponent) return Decimal.make(this.units * power(this.exponent - exponent), exponent);
    const scale = power(exponent - this.exponent);
    let whole = this.units / scale;
    const rest = (this.units < 0n ? -this.units : this.units) % scale;
    const twice = rest * 2n;
    if (twice > scale || (twice === scale && whole % 2n !== 0n)) whole += this.units < 0n ? -1n : 1n;
    return Decimal.make(whole, exponent);
  }
  times(other) {
    return Decimal.make(this.units * other.units, this.exponent + other.exponent).rounded();
  }
  over(other) {
    if (other.units === 0n) throw new InvalidOperation("division by zero");
    const shift = Math.max(PRECISION + 1 + sizeOf(other.units) - sizeOf(this.units), 0);
    const scaled = this.units * power(shift);
    const whole = scaled / other.units;
    const exact = whole * other.units === scaled;
    let made = Decimal.make(exact ? whole : whole * 10n + (whole < 0n ? -1n : 1n), this.exponent - other.exponent - shift - (exact ? 0 : 1)).rounded();
    while (exact && made.exponent < this.exponent - other.exponent && made.units % 10n === 0n) made = Decimal.make(made.units / 10n, made.exponent + 1);
    return made;
  }
  aligned(other) {
    const exponent = Math.min(this.exponent, other.exponent);
    return [this.to(exponent).units, other.to(exponent).units, exponent];
  }
  whole(other) {
    const [one, two] = this.aligned(other);
    return Decimal.make(one / two, 0);
  }
  rest(other) {
    const [one, two, exponent] = this.aligned(other);
    return Decimal.make(one % two, exponent);
  }
  negative() {
    return Decimal.make(-this.units, this.exponent, this.isInt).rounded();
  }
  isNegative() {
    return this.units < 0n;
  }
  truncated() {
    const whole = this.exponent >= 0 ? this.units * power(this.exponent) : this.units / power(-this.exponent);
    const made = Number(whole);
    return Number.isSafeInteger(made) ? made : Decimal.make(whole, 0, true);
  }
  key() {
    let [units, exponent] = [this.units, this.exponent];
    if (units === 0n) return 0;
    while (units % 10n === 0n) [units, exponent] = [units / 10n, exponent + 1];
    const made = exponent >= 0 && exponent < 20 ? Number(units * power(exponent)) : NaN;
    return Number.isSafeInteger(made) ? made : `\0d${units}e${exponent}`;
  }
  plain() {
    const digits = (this.units < 0n ? -this.units : this.units).toString();
    const sign = this.units < 0n ? "-" : "";
    if (this.exponent >= 0) return sign + digits + "0".repeat(this.units === 0n ? 0 : this.exponent);
    const padded = digits.padStart(1 - this.exponent, "0");
    return `${sign}${padded.slice(0, this.exponent)}.${padded.slice(this.exponent)}`;
  }
  toString() {
    const adjusted = this.$adjusted();
    if (this.exponent <= 0 && adjusted >= -6) return this.plain();
    const digits = (this.units < 0n ? -this.units : this.units).toString();
    const point = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${this.units < 0n ? "-" : ""}${digits[0]}${point}E${adjusted >= 0 ? "+" : ""}${adjusted}`;
  }
  $adjusted() {
    return this.exponent + sizeOf(this.units) - 1;
  }
  $scaleb(shift) {
    return Decimal.make(this.units, this.exponent + Number(shift));
  }
  $quantize(other) {
    return this.to(other.exponent);
  }
  $to_integral_value() {
    return this.exponent >= 0 ? this : this.to(0);
  }
  $as_tuple() {
    return { exponent: this.exponent, digits: [...String(this.units).replace("-", "")].map(Number), sign: Number(this.units < 0n) };
  }
  $is_finite() {
    return true;
  }
  $copy_abs() {
    return Decimal.make(this.units < 0n ? -this.units : this.units, this.exponent);
  }
  $__bool__() {
    return this.units !== 0n;
  }
}
class InvalidOperation extends PyError {}

export function addNumbers(one, other, sign) {
  const [first, second, exponent] = Decimal.of(one).aligned(Decimal.of(other));
  return Decimal.make(first + BigInt(sign) * second, exponent, Boolean(one.isInt && other.isInt)).rounded();
}
export function compareNumbers(one, other) {
  const [first, second] = Decimal.of(one).aligned(Decimal.of(other));
  return first < second ? -1 : first > second ? 1 : 0;
}
export const $lib_decimal = { Decimal: (value = 0) => Decimal.make(Decimal.of(value).units, Decimal.of(value).exponent), InvalidOperation };
Object.defineProperty($lib_decimal.Decimal, Symbol.hasInstance, { value: (value) => value instanceof Decimal && !value.isInt });

// Days

class BadDay extends ValueError {}
const DAY = 86_400_000;

class TimeDelta {
  constructor(days) {
    this.days = days;
  }
  key() {
    return `\0t${this.days}`;
  }
  $total_seconds() {
    return this.days * 86_400;
  }
  $order() {
    return this.days;
  }
}

export class PyDate {
  constructor(year, month, day, rest = "") {
    const made = new Date(0);
    made.setUTCFullYear(year, month - 1, day);
    if (!(year >= 1 && year <= 9999) || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) throw new BadDay(`${year}-${month}-${day}`);
    Object.assign(this, { $year: year, $month: month, $day: day, number: Math.round(made.getTime() / DAY), rest });
  }
  static at(number) {
    const made = new Date(number * DAY);
    return new PyDate(made.getUTCFullYear(), made.getUTCMonth() + 1, made.getUTCDate());
  }
  key() {
    return `\0y${this.$isoformat()}`;
  }
  $order() {
    return this.$isoformat();
  }
  $date() {
    return new PyDate(this.$year, this.$month, this.$day);
  }
  $isoformat() {
    const two = (part) => String(part).padStart(2, "0");
    return `${String(this.$year).padStart(4, "0")}-${two(this.$month)}-${two(this.$day)}${this.rest}`;
  }
  $__add__(other) {
    return PyDate.at(this.number + other.days);
  }
  $__sub__(other) {
    return other instanceof TimeDelta ? PyDate.at(this.number - other.days) : new TimeDelta(this.number - other.number);
  }
}
const asDay = (text) => {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!match) throw new BadDay(text);
  return new PyDate(Number(match[1]), Number(match[2]), Number(match[3]));
};
const FORMS = { d: "([0-9]{1,2})", m: "([0-9]{1,2})", Y: "([0-9]{4})", y: "([0-9]{2})", H: "([0-9]{1,2})", M: "([0-9]{1,2})", S: "([0-9]{1,2})" };

/** A day by a pattern of figures; other signs than those of FORMS are refused. */
function strptime(text, pattern) {
  const order = [];
  const form = pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%(.)/g, (_, sign) => {
    if (!FORMS[sign]) throw new BadDay(pattern);
    order.push(sign);
    return FORMS[sign];
  }).replace(/ +/g, "\\s+");
  const match = new RegExp(`^${form}$`).exec(text);
  if (!match) throw new BadDay(text);
  const read = Object.fromEntries(order.map((sign, at) => [sign, Number(match[at + 1])]));
  const year = read.Y ?? (read.y === undefined ? 1900 : read.y + (read.y >= 69 ? 1900 : 2000));
  if ((read.H || 0) > 23 || (read.M || 0) > 59 || (read.S || 0) > 61) throw new BadDay(text);
  const rest = "HMS".split("").map((sign) => String(read[sign] || 0).padStart(2, "0")).join(":");
  return new PyDate(year, read.m ?? 1, read.d ?? 1, `T${rest}`);
}
function asMoment(text) {
  const match = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?))?$/.exec(text);
  if (!match) throw new BadDay(text);
  const day = asDay(match[1]);
  return new PyDate(day.$year, day.$month, day.$day, `T${match[2] || "00:00:00"}`);
}
export const dateOf = asDay;
export const $lib_datetime = {
  date: Object.assign((...parts) => new PyDate(...parts), { fromisoformat: asDay }),
  datetime: { strptime, fromisoformat: asMoment },
  time: { fromisoformat: asMoment },
  timedelta: (...args) => new TimeDelta(args[0]?.given?.days ?? args[0] ?? 0),
  UTC: null,
};
for (const name of ["date", "datetime", "time"]) Object.defineProperty($lib_datetime[name], Symbol.hasInstance, { value: (value) => value instanceof PyDate && (name === "date" || Boolean(value.rest)) });
