// Patterns of RE2 as JavaScript runs them, where it can say the same.

/** A test of whole cells; null where the pattern says something that JavaScript has no words for. */
export function makePattern(pattern) {
  if (typeof pattern !== "string" || pattern.length > 1000) return null;
  if (/\(\?[imsU-]|\[\[:|\\[pP][A-Z]|\\Q|\\C|\\[1-9]|\\[xX]\{?|\\a|\\[bB]/.test(pattern)) return null;
  let source = pattern.replace(/\(\?P</g, "(?<").replace(/\\A/g, "^").replace(/\\[zZ]/g, "$");
  // RE2 takes a dash or any mark behind a backslash; with `u` JavaScript takes those of its own grammar alone.
  source = source.replace(/\\([^\w\s])/g, (whole, sign) => ("^$\\.*+?()[]{}|/-".includes(sign) ? whole : sign));
  source = source.replace(/\\-(?![^[]*\])/g, "-").replace(/\\s/g, "[\\t\\n\\f\\r ]");
  try {
    const made = new RegExp(`^(?:${source})$`, "u");
    return (cell) => made.test(cell);
  } catch {
    return null;
  }
}
