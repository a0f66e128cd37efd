"""Is each row of a proposal, plan, budget or realisation table one that can be linked and reckoned with?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from suluh.checking.places import Places
from suluh.reading.formula_list import find_formula
from suluh.reading.nomenclature_versions import is_lawful_code, version_in_force
from suluh.vocabulary.codes import code_at, is_sub_kegiatan, matches_agency, normalise_code, suffix_digits
from suluh.vocabulary.findings import Detail, Finding, Severity
from suluh.vocabulary.indicators import name_key
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.remembering import Very, remembered
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.thread_book import MOST_SHARED, key_of
from suluh.vocabulary.threads import Record

CODE, AGENCY = "kode_sub_kegiatan", "instansi"
ERRORS = frozenset(("A003", "A005"))
"""What keeps a row from being linked at all; the rest are warnings."""

PARENTS = {
    "kode_urusan": "urusan",
    "kode_bidang_urusan": "bidang",
    "kode_program": "program",
    "kode_kegiatan": "kegiatan",
}
"""Columns that exports of planning systems have beside the sub kegiatan, and the level of each."""

_SETTLED = ("satuan", "arah", "rumus", "agregasi")
"""What all rows of one indicator must agree on."""


def check_rows(
    records: Sequence[Record], places: Places, agencies: Mapping[str, Instansi]
) -> Iterable[Finding]:
    """Findings about the rows of one table: codes, agencies, formulas, rows that contradict each other.

    The records are those of the table; where they are held with it, so are the findings.
    """
    if len(records) > MOST_SHARED:
        return _check(records, places, agencies)
    codes = tuple((slug, agency.kode_skpd) for slug, agency in agencies.items())
    rows = _Rows(Very(places.package), Very(places.resource), codes, records, agencies)
    return _check_once(places.table, rows)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table: the same where what describes it is, and the codes that agencies have."""

    package: Very[DataPackage]
    resource: Very[Resource]
    codes: tuple[tuple[str, str], ...]
    records: Sequence[Record] = field(compare=False)
    agencies: Mapping[str, Instansi] = field(compare=False)


@remembered
def _check_once(table: Table, rows: _Rows) -> tuple[Finding, ...]:
    places = Places(rows.package.value, rows.resource.value, table)
    return tuple(_check(rows.records, places, rows.agencies))


def _check(records: Sequence[Record], places: Places, agencies: Mapping[str, Instansi]) -> Iterator[Finding]:
    yield from _check_codes(records, places)
    yield from _check_parents(records, places)
    if agencies:
        yield from _check_agencies(records, places, agencies)
    if places.resource.standar == "rencana":
        yield from _check_formulas(records, places)
        yield from _check_twins(records, places)


def _check_codes(records: Sequence[Record], places: Places) -> Iterator[Finding]:
    """One warning for all codes put right, one for all of an older form; an error for each wrong one."""
    padded: list[Record] = []
    old: list[Record] = []
    for record in records:
        text = record.text(CODE)
        code = normalise_code(text)
        if text and not _is_right_form(code):
            yield note_cell("A003", record, CODE, places)
        elif code != text:
            padded.append(record)
        if _is_right_form(code) and _is_old_form(record, code):
            old.append(record)
    if padded:
        right = normalise_code(padded[0].text(CODE))
        yield note_cell("A002", padded[0], CODE, places, benar=right, jumlah=str(len(padded)))
    if old:
        version = version_in_force(old[0].whole("tahun"))
        details = {"jumlah": str(len(old)), "peraturan": version.name if version else "-"}
        yield note_cell("A004", old[0], CODE, places, **details)


def _check_parents(records: Sequence[Record], places: Places) -> Iterator[Finding]:
    """A warning for each column of codes above that are not what their sub kegiatan begin with."""
    for column, level in PARENTS.items():
        wrong = [record for record in records if not _begins(record, column, level)]
        if wrong:
            right = code_at(normalise_code(wrong[0].text(CODE)), level)
            yield note_cell("A024", wrong[0], column, places, benar=right, jumlah=str(len(wrong)))


def _begins(record: Record, column: str, level: str) -> bool:
    """Whether the code above is the one that the sub kegiatan begins with, or one of both is not there."""
    code, above = normalise_code(record.text(CODE)), record.text(column)
    if not above or not is_sub_kegiatan(code):
        return True
    above = normalise_code(above)
    field = code_at(code, "bidang")
    return code_at(code, level) in (above, above.replace("X.XX", field, 1), above.replace(field, "X.XX", 1))


def _is_right_form(code: str) -> bool:
    return is_sub_kegiatan(code) and is_lawful_code(code)


def _is_old_form(record: Record, code: str) -> bool:
    version = version_in_force(record.whole("tahun"))
    return version is not None and suffix_digits(code) < version.digits


def _check_agencies(
    records: Sequence[Record], places: Places, agencies: Mapping[str, Instansi]
) -> Iterator[Finding]:
    """Unknown agencies, each once; and once for each agency codes outside its affairs."""
    strange: dict[str, list[Record]] = {}
    unknown: dict[str, Record] = {}
    for record in records:
        slug, code = record.text(AGENCY), normalise_code(record.text(CODE))
        if slug and slug not in agencies:
            unknown.setdefault(slug, record)
        elif slug and is_sub_kegiatan(code) and not matches_agency(code, agencies[slug].kode_skpd):
            strange.setdefault(slug, []).append(record)
    for record in unknown.values():
        details = {"ada": ", ".join(sorted(agencies))}
        yield note_cell("A005", record, AGENCY, places, **details)
    for slug, some in strange.items():
        details = {"kode_skpd": agencies[slug].kode_skpd, "instansi": slug, "jumlah": str(len(some))}
        yield note_cell("A006", some[0], CODE, places, **details)


def _check_formulas(records: Sequence[Record], places: Places) -> Iterator[Finding]:
    """A warning for each indicator whose formula is made for the other direction."""
    for record in records:
        formula, way = find_formula(record.text("rumus"), record.whole("tahun")), record.text("arah")
        if formula is not None and way and formula.arah != way:
            yield note_cell("A007", record, "rumus", places, arah=way, untuk=formula.arah)


def _check_twins(records: Sequence[Record], places: Places) -> Iterator[Finding]:
    """A warning for each row that says otherwise than an earlier one how its indicator is reckoned."""
    first: dict[tuple[object, str], Record] = {}
    for record in records:
        key, name = key_of(record), name_key(record.text("indikator"))
        if key is None:
            continue
        earlier = first.setdefault((key, name), record)
        differing = [text for text in _SETTLED if record.text(text) != earlier.text(text)]
        if differing:
            details = {"baris_lain": str(places.row_number(earlier.row)), "lain": earlier.text(differing[0])}
            yield note_cell("A008", record, differing[0], places, **details)


def note_cell(
    code: str,
    record: Record,
    column: str,
    places: Places,
    **details: Detail,
) -> Finding:
    """A finding at a row's cell: a warning, unless the row cannot be linked.

    Records have public columns alone, so their values may be shown; any other reads as empty.
    """
    severity = Severity.ERROR if code in ERRORS else Severity.WARNING
    return Finding(code, places.of_cell(record.row, column), severity, record.text(column) or None, details)


def name_other(other: Record, places: Places) -> dict[str, str]:
    """Details that say where another row stands: its number, and its table where it is not this one."""
    here = (other.dataset, other.source.resource) == (places.package.name, places.resource.name)
    if here:
        return {"baris_lain": str(places.row_number(other.row)), "tabel_lain": "@this_table"}
    return {"baris_lain": str(other.row + 1), "tabel_lain": f"{other.dataset}/{other.source.resource}"}


def fail_cell(code: str, record: Record, column: str, places: Places, **details: Detail) -> Finding:
    """The same as an error: the table is not published until it is mended."""
    return replace(note_cell(code, record, column, places, **details), severity=Severity.ERROR)
