"""Codes that a spreadsheet has changed, named for what they are, with the original where it is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suluh.checking.code_forms import CodeForms, index_forms, is_exponent, read_date, read_serial
from suluh.checking.places import Places, is_missing, sole_columns
from suluh.checking.references import References
from suluh.vocabulary.columns import cells_of, distinct_of, places_of
from suluh.vocabulary.findings import MASK, Finding
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Table

UNCERTAIN = "@asli_tidak_pasti"
REPLACED_CODES = ("R001", "R002", "R004", "R005")
"""Findings that say less of a mangled code than ours does."""
NUMBER_CODES = ("F209", "F210")
NAMING_CODES = ("R004", "T201", "T202", "T203", "T204")
"""Findings that say that a cell is a number, and such as say which code was meant."""
# A code that was taken for a number: 74.72.01 becomes 7.472.01.
_REGROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:\.[0-9]+)*")


def check_mangled_codes(
    package: DataPackage, resource: Resource, table: Table, references: References
) -> list[Finding]:
    """Findings for text cells of code columns that hold an exponent, a date, or a code of another form.

    A column holds codes if it refers to another table or is named `kode…`. Without a table to look
    in, only exponents and dates are told.
    """
    places = Places(package, resource, table)
    findings: list[Finding] = []
    for field, at, known in _code_columns(package, resource, table, references):
        forms: CodeForms | None = None
        cells = cells_of(table.rows, at)
        told: dict[str, tuple[str, str]] = {}
        for cell in distinct_of(cells):
            if not cell[:1].isdecimal() or (known is not None and cell in known) or is_missing(cell, field):
                continue
            if known is None and cell.replace(".", "").isdecimal():
                continue  # a plain code; nothing tells whether it is the right one
            forms = forms or index_forms(known or frozenset())
            code, original = explain_code(cell, forms, referring=known is not None)
            if code:
                told[cell] = code, original
        public = field.klasifikasi is Klasifikasi.PUBLIK
        for index in places_of(cells, told.keys()):
            code, original = told[cells[index]]
            shown = (original or UNCERTAIN) if public else MASK
            findings.append(places.note(code, index, field, cells[index], asli=shown))
    return findings


def explain_code(cell: str, forms: CodeForms, *, referring: bool) -> tuple[str, str]:
    """Which finding a cell is worth and the certain original; both empty where nothing is known of it."""
    if is_exponent(cell):
        return "T201", forms.recover_exponent(cell)
    day = read_date(cell)
    if day is not None:
        return "T202", forms.recover_date(day)
    if not referring:
        return "", ""
    serial = read_serial(cell)
    if serial is not None and not forms.recover(cell) and (original := forms.recover_date(serial)):
        return "T203", original
    original = forms.recover(cell)
    regrouped = _REGROUPED.fullmatch(cell.strip()) is not None
    if original and original != cell.strip() and (regrouped or _lost_zeros(cell.strip(), original)):
        return "T204", original
    return "", ""


def replace_findings(findings: list[Finding], mangled: list[Finding]) -> list[Finding]:
    """Findings with those left out that only say of a mangled code that it is unknown."""
    told = {finding.place.table_cell for finding in mangled}
    kept = [
        finding
        for finding in findings
        if finding.code not in REPLACED_CODES or finding.place.table_cell not in told
    ]
    return kept + mangled


def tell_numbers_once(findings: list[Finding]) -> list[Finding]:
    """Of a cell that holds a number in place of a code: the code it stands for, else that it is a number.

    A clerk who mends the cell mends both, so one of them is enough.
    """
    numbers = {finding.place.table_cell for finding in findings if finding.code in NUMBER_CODES}
    named = {finding.place.table_cell for finding in findings if finding.code in NAMING_CODES} & numbers
    unnamed = numbers - named
    return [
        finding
        for finding in findings
        if not (finding.code in NUMBER_CODES and finding.place.table_cell in named)
        and not (finding.code in REPLACED_CODES and finding.place.table_cell in unnamed)
    ]


def _lost_zeros(cell: str, original: str) -> bool:
    """Whether the cell is the original with zeros missing: 74.1 for 74.10, 1.1.2 for 1.01.02, 7 for 007."""
    if len(cell) >= len(original) or cell.count(".") != original.count("."):
        return False
    parts, whole = cell.split("."), original.split(".")
    return all(
        name.lstrip("0") == other.lstrip("0") or f"{name}0" == other
        for name, other in zip(parts, whole, strict=True)
    )


def _code_columns(
    package: DataPackage, resource: Resource, table: Table, references: References
) -> Iterator[tuple[Field, int, frozenset[str] | None]]:
    """Text columns of codes with their index and the codes that exist, None where that is not known."""
    columns = sole_columns(table, resource)
    keys = {key.fields[0]: key for key in resource.schema.foreign_keys if len(key.fields) == 1}
    for name, at in columns.items():
        field = resource.schema.field_named(name)
        if field is None or field.type != "string":
            continue
        if name in keys:
            known = references.known_codes(package, resource, keys[name])
            if known is not None:
                yield field, at, known
        elif name.startswith("kode"):
            yield field, at, None
