// Texts of any cell that a spreadsheet or a reader takes for something else: signs nobody sees, words of two scripts.
import { findInvisible } from "./cells.js";
import { describeSign, finding, isAscii, length, warning } from "./findings.js";

const CELL_LIMIT = 32767;
const WORD = /[\p{L}\p{Nl}\p{No}]{2,}/gu;
const SCRIPTS = ["Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Lisu"].map((name) => new RegExp(`(?![\\p{Lm}ªº\u212a\u212b\uff21-\uff5a])\\p{Script=${name}}`, "u"));

const isMixed = (word) => !isAscii(word) && SCRIPTS.filter((script) => script.test(word)).length > 1;

/** Findings about the texts of a table; `place(row, column)` says where one stands, row -1 for the header. */
export function findOddTexts(table, place) {
  const findings = [];
  table.header.forEach((name, at) => {
    const sign = findInvisible(name);
    if (sign) findings.push(finding("T103", place(-1, at), { details: describeSign(sign) }));
  });
  table.rows.forEach((cells, index) => cells.forEach((cell, at) => {
    if (length(cell) > CELL_LIMIT) findings.push(finding("T102", place(index, at), { details: { batas: String(CELL_LIMIT), jumlah: String(length(cell)) } }));
    if (isAscii(cell)) return;
    const word = cell.match(WORD)?.find(isMixed);
    if (word) findings.push(warning("T101", place(index, at), { value: word }));
  }));
  return findings;
}
