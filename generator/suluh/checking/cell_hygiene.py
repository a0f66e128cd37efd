"""What frictionless accepts in a cell and people, spreadsheets or browsers would trip over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal

from suluh.checking.places import Places, is_missing, sole_columns
from suluh.vocabulary.columns import cells_of, distinct_of, find_and_count, odd_of, places_of
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.formula_signs import is_formula
from suluh.vocabulary.package import DataPackage, Field, Resource, Table
from suluh.vocabulary.typed_cells import FULL_POINT_LIMIT, make_form
from suluh.vocabulary.web_addresses import ADDRESS_COLUMNS, is_safe_address, runs_something

DIGIT_LIMIT = 30
_TEXT_TYPES = ("string", "any", "object", "array", "geojson", "list")
# Controls (line ends and tabs are text), soft hyphen, zero-width and direction marks, separators
# U+2028/9, BOM inside, letters and tags without a shape, and the code points that are no characters or stand
# for one that was lost (U+FFFD).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufdd0-\ufdef"
    "\ufeff\ufff9-\uffff\ud800-\udfff"
    "\u034f\u115f\u1160\u3164\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?", re.ASCII)
_PLAIN_TEXT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._,/()-]*")
_NOTHING = re.compile(r"(?!)")
CellRule = Callable[[str], str]


def check_cells(
    package: DataPackage, resource: Resource, table: Table, wrong: Iterable[tuple[int | None, str]] = ()
) -> list[Finding]:
    """Findings for characters nobody sees, formulas, and numbers in a form that only a program accepts.

    `wrong` holds (row, column) of cells whose type is already known to be wrong.
    """
    places = Places(package, resource, table)
    columns = sole_columns(table, resource)
    known = set(wrong)
    findings: list[Finding] = []
    for name, at in columns.items():
        field = resource.schema.field_named(name)
        assert field is not None
        cells = cells_of(table.rows, at)
        # Where there is a plain form at all, a short whole number has it.
        judged = distinct_of(cells) if _plain_form(field) is _NOTHING else odd_of(cells)
        faults = _find_faults(judged, field)
        for index in places_of(cells, faults.keys()):
            cell = cells[index]
            code = faults[cell]
            if (places.row_number(index), name) not in known:
                details = _details(code, cell, field)
                findings.append(places.note(code, index, field, cell, **details))
        if field.type == "number" and resource.format == "csv" and resource.paths:
            findings += _find_ambiguous_points(field, at, places)
    return findings


def _find_faults(cells: Iterable[str], field: Field) -> dict[str, str]:
    """The code of each distinct cell with something wrong; those in the plainest form need no rule."""
    rules, plain = _rules_of(field), _plain_form(field)
    missing = {missing_value.value for missing_value in field.missing_values}
    return {
        cell: code
        for cell in cells
        if not plain.fullmatch(cell)
        and cell not in missing
        and (code := next((code for rule in rules if (code := rule(cell))), ""))
    }


def _plain_form(field: Field) -> re.Pattern[str]:
    """What no rule of the column can find anything wrong with; matching it costs less than asking them."""
    if field.type == "integer" or (field.type == "number" and field.decimal_char == "."):
        return _PLAIN_NUMBER if field.type == "number" else _PLAIN_INTEGER
    is_address = field.format == "uri" or field.name in ADDRESS_COLUMNS
    return _PLAIN_TEXT if field.type in ("string", "any") and not is_address else _NOTHING


def find_invisible(text: str) -> str:
    """The first sign that nobody sees or that is no character; empty if there is none."""
    match = _INVISIBLE.search(text)
    return match.group() if match else ""


def describe_sign(sign: str) -> dict[str, str]:
    """A sign as `U+200B`, with what helps against it: Excel's CLEAN takes control signs alone away."""
    if not sign:
        return {"tanda": "?", "saran": "@type_again"}
    helps = "@type_from_original" if sign == "\ufffd" else "@clean_sign" if sign < " " else "@type_again"
    return {"tanda": f"U+{ord(sign):04X}", "saran": helps}


def check_categories(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """Findings for cells outside the `categories` of their field, which frictionless does not enforce."""
    places = Places(package, resource, table)
    findings: list[Finding] = []
    for name, at in sole_columns(table, resource).items():
        field = resource.schema.field_named(name)
        stated = field.descriptor.get("categories") if field else None
        if field is None or not isinstance(stated, list):
            continue
        values = [entry.get("value") if isinstance(entry, dict) else entry for entry in stated]
        allowed = {str(value) for value in values}
        cells = cells_of(table.rows, at)
        others = {cell for cell in distinct_of(cells) if cell not in allowed and not is_missing(cell, field)}
        for index in places_of(cells, others):
            findings.append(places.note("T021", index, field, cells[index], batas=", ".join(sorted(allowed))))
    return findings


def _rules_of(field: Field) -> list[CellRule]:
    """Rules for one column, each giving a code or nothing; the first that speaks is told."""
    if field.type == "list":
        return [*([] if field.descriptor.get("boleh_rumus") is True else [_text_fault]), _value_rule(field)]
    if field.type in _TEXT_TYPES:
        rules: list[CellRule] = (
            [_written_fault] if field.descriptor.get("boleh_rumus") is True else [_text_fault]
        )
        return [*rules, _address_fault] if field.format == "uri" or field.name in ADDRESS_COLUMNS else rules
    if field.is_number:
        bare = field.descriptor.get("bareNumber", True) is not False
        return [_plain_fault, *([] if bare else [_formula_fault]), _number_rule(field), _value_rule(field)]
    if field.type == "date" and field.format == "default":
        return [_plain_fault, lambda cell: "" if _ISO_DATE.fullmatch(cell) else "T011"]
    return [_plain_fault, _formula_fault, _value_rule(field)]


def _value_rule(field: Field) -> CellRule:
    """What frictionless takes for a value is what goes out: a cell without a canonical text is refused."""
    read = make_form(field).read
    code = "T022" if field.is_number else "T011"
    return lambda cell: "" if read(cell) is not None else code


def _formula_fault(cell: str) -> str:
    return "T028" if is_formula(cell) else ""


def _text_fault(cell: str) -> str:
    """Whatever is wrong with a text: signs nobody sees, or a beginning that spreadsheets run."""
    if cell[:1] in ("\t", "\r"):
        return "T028"
    fault = _written_fault(cell) or ("T028" if is_formula(cell) else "")
    return fault or ("P054" if runs_something(cell) else "")


def _address_fault(cell: str) -> str:
    return "" if is_safe_address(cell) else "P054"


def _written_fault(cell: str) -> str:
    if not cell.isascii() or not cell.isprintable():
        if _INVISIBLE.search(cell):
            return "T026"
        if unicodedata.normalize("NFC", cell) != cell:
            return "T027"
    return ""


def _plain_fault(cell: str) -> str:
    """Numbers, dates and the like are written in ASCII: other digits look right and are not."""
    if cell.isascii():
        return "" if cell.isprintable() else "T026"
    return "T026" if _INVISIBLE.search(cell) else "T022"


def _keeps_digits(number: Decimal) -> bool:
    """Whether a number has at most 30 digits that count, and no vast exponent, however it is written.

    What goes out is written out, with a point beside fractions: it must pass when it comes back.
    """
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    return len(digits) <= DIGIT_LIMIT and (
        not digits or -FULL_POINT_LIMIT <= number.adjusted() < 2 * DIGIT_LIMIT
    )


def _number_rule(field: Field) -> CellRule:
    """The written form of a column's numbers: grouped by the declared sign, finite, at most 30 digits."""
    group, point = re.escape(field.group_char), re.escape(field.decimal_char)
    whole = rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)" if group else "[0-9]+"
    fraction = rf"(?:{point}[0-9]*)?(?:[eE][+-]?[0-9]+)?" if field.type == "number" else ""
    form = re.compile(rf"[+-]?(?:{whole}{fraction}|{point}[0-9]+)")
    grouped = re.compile(rf"[+-]?[0-9{group}]+{fraction}") if group else None
    bare = field.descriptor.get("bareNumber", True) is not False
    around = re.compile(r"^[^-+0-9]*|[^0-9]*$")

    def rule(cell: str) -> str:
        text = cell.strip(" ") if bare else around.sub("", cell)
        if form.fullmatch(text):
            mantissa, _, exponent = text.lower().partition("e")
            digits = sum(sign.isdigit() for sign in mantissa)
            high = len(exponent.lstrip("+-")) > 2 or int(exponent or 0) > DIGIT_LIMIT
            if field.type != "number" or (digits <= DIGIT_LIMIT and not exponent):
                return "T023" if digits > DIGIT_LIMIT else ""
            plain = mantissa.replace(field.group_char, "").replace(field.decimal_char, ".")
            return "T023" if high or not _keeps_digits(Decimal(f"{plain}e{exponent or 0}")) else ""
        if text.lower().lstrip("+-") in ("nan", "inf", "infinity"):
            return "T023"
        return "T025" if grouped and grouped.fullmatch(text) else "T022"

    return rule


def _find_ambiguous_points(field: Field, at: int, places: Places) -> list[Finding]:
    """`1.234` in every row may be a thousand: the column stops until the descriptor says what a point is."""
    if "decimalChar" in field.descriptor or "groupChar" in field.descriptor:
        return []
    cells = cells_of(places.table.rows, at)
    dotted: set[str] = set()
    for cell in odd_of(cells):
        if "." in cell:
            if not _THOUSANDS.fullmatch(cell.strip()):
                return []
            dotted.add(cell)
    first, count = find_and_count(cells, dotted)
    return [places.note("T024", first, field, cells[first], jumlah=str(count))] if count else []


def _details(code: str, cell: str, field: Field) -> dict[str, str]:
    if code == "T026":
        match = _INVISIBLE.search(cell) or re.search(r"[^ -~]", cell)
        return describe_sign(match.group() if match else "")
    return {
        "jenis": f"@{field.type}",
        "format": field.decimal_char if field.is_number else field.format,
        "ribuan": field.group_char or "-",
        "batas": str(DIGIT_LIMIT),
    }
