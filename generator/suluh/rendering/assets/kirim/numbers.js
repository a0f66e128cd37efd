// Numbers as Python reads them: exact, in figures and a power of ten, never in binary fractions.

/** A number as {n, e}: n times ten to the power e; null where the text is none. Underscores as Python has them. */
export function readDecimal(text) {
  const plain = text.replace(/\p{Nd}/gu, (digit) => (digit <= "9" ? digit : String(digitValue(digit))));
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(plain);
  if (!match || !(match[2] || match[3])) return null;
  const exponent = Number(match[4] || 0);
  if (Math.abs(exponent) > 100000) return null;
  return { n: BigInt(`${match[2]}${match[3] || ""}`) * (match[1] === "-" ? -1n : 1n), e: exponent - (match[3] || "").length };
}

/** The value of any decimal digit: they stand in runs of ten that begin where ten divides the last ones. */
function digitValue(digit) {
  let low = digit.codePointAt(0);
  for (let step = 0; step < 9; step++) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(low - 1))) break;
    low--;
  }
  return (digit.codePointAt(0) - low) % 10;
}

const digits = (number) => (number.n < 0n ? -number.n : number.n).toString();

/** Below 0 where the first is less, 0 where they are equal, above 0 otherwise. */
export function compare(one, other) {
  const [first, second] = [one.n, other.n];
  const signs = [first < 0n ? -1 : first > 0n ? 1 : 0, second < 0n ? -1 : second > 0n ? 1 : 0];
  if (signs[0] !== signs[1]) return signs[0] - signs[1];
  if (signs[0] === 0) return 0;
  const sizes = [digits(one).length + one.e, digits(other).length + other.e];
  if (sizes[0] !== sizes[1]) return (sizes[0] - sizes[1]) * signs[0];
  const least = Math.min(one.e, other.e);
  const [left, right] = [first * 10n ** BigInt(one.e - least), second * 10n ** BigInt(other.e - least)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** One text for each number, however it was written: two that are equal have the same. */
export function keyOf(number) {
  if (number.n === 0n) return "0";
  const text = digits(number);
  const short = text.replace(/0+$/, "");
  return `${number.n < 0n ? "-" : ""}${short}e${number.e + text.length - short.length}`;
}

/** How many places before the point the first figure stands, as Python's `adjusted`. */
export const adjusted = (number) => digits(number).length - 1 + number.e;

/** The figures that count: without zeros at either end. */
export const significant = (number) => digits(number).replace(/^0+|0+$/g, "");
