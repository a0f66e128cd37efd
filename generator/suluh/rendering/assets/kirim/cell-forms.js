// How a sheet shows its cells beside one another: dates and texts, money and plain numbers, in thousands.
import { warning, strip, fold, MASK } from "./findings.js";
import { isNumber } from "./cells.js";

export const PLAIN = ["number", "plain"];
const DATE_TEXT = /^\s*\p{Nd}{1,2}(?:[/.-]\p{Nd}{1,2}[/.-]|\s+[A-Za-z]{3,9}\s+)(?:\p{Nd}{2}|\p{Nd}{4})\s*$/u;
const THOUSANDS = /^\s*[+-]?[1-9]\p{Nd}{0,2}\.\p{Nd}{3}\s*$/u;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)/;

/** The forms that a format gives a number: `number`, then `plain` or `money rp`, then maybe `scaled`. */
export function nameForms(code) {
  const positive = code.split(";")[0];
  const bracketed = /\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]/.exec(positive);
  const bare = positive.replace(/\[[^\]]*\]|\\.|_.|\*./g, "");
  const written = bracketed ? null : /(?<![A-Za-z])(?:Rp|IDR|USD|EUR|SGD)(?![A-Za-z])|[$€£¥]/.exec(bare);
  const money = bracketed ? bracketed[1] : written ? written[0] : "";
  const digits = bare.split('"').filter((_, at) => at % 2 === 0).join("");
  const named = fold(strip(money).replace(/^\.+|\.+$/g, ""));
  const forms = ["number", named ? `money ${named}` : "plain"];
  return /[0#?],+(?![,0#?])/.test(digits) ? [...forms, "scaled"] : forms;
}

function formsOf(cell) {
  if (cell.kind === "text") return DATE_TEXT.test(cell.value) ? ["date text"] : THOUSANDS.test(cell.value) ? ["thousands text"] : [];
  if (cell.kind === "number") return Number(cell.value) === 0 ? [] : cell.forms || PLAIN;
  return cell.kind === "date" && DAY.test(cell.value) ? ["date"] : [];
}

/** Counts the cells of each column by how the sheet shows them. */
export class FormTally {
  columns = [];

  note(index, cell, where) {
    this.columns[index] ||= new Map();
    const column = this.columns[index];
    for (const form of formsOf(cell)) {
      if (column.has(form)) column.get(form).count++;
      else column.set(form, { count: 1, where });
    }
  }

  /** W029 dates beside texts, W030 money beside plain numbers, W031 shown in thousands, W033 text. */
  tell(fields) {
    return fields.flatMap((field, index) => {
      const column = this.columns[index];
      if (!column) return [];
      const count = (form) => column.get(form)?.count || 0;
      const tell = (code, form, other) => {
        const { where } = column.get(form);
        const value = field.closed ? MASK : where.text;
        return warning(code, { ...where, field: field.name }, { value, details: { jumlah: String(count(form)), lain: String(count(other)) } });
      };
      const found = [];
      if (field.type === "string" && count("date") && count("date text")) found.push(tell("W029", "date text", "date"));
      const monies = [...column.keys()].filter((form) => form.startsWith("money")).sort();
      if (isNumber(field) && monies.length && (monies.length > 1 || count("plain"))) {
        const pair = [monies[0], monies[1] || "plain"];
        found.push(tell("W030", ...(count(pair[0]) <= count(pair[1]) ? pair : pair.reverse())));
      }
      if (isNumber(field) && count("scaled")) found.push(tell("W031", "scaled", "scaled"));
      if (field.type === "number" && !field.stated && count("thousands text") && count("number")) found.push(tell("W033", "thousands text", "number"));
      return found;
    });
  }
}
