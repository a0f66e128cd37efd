"""What was closed where, how safely, and by whose word something was not: for the walidata, never published.

No closed value is in it: counts of cells, and how far the values lie apart that a reader must think
possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from suluh.checking.reviewed_tables import ReviewedTable
from suluh.clearing.applied_disclosure import disclose_and_measure
from suluh.clearing.closed_cells import Closed
from suluh.reading.disclosure_keys import disclosure_of
from suluh.vocabulary.disclosure import Suppression
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.package import Resource, ValidPackage

HEADER = (
    "dataset",
    "tabel",
    "keadaan",
    "kolom",
    "ambang",
    "sel_kecil_ditutup",
    "sel_lain_ditutup",
    "selang_kecil_tersempit",
    "selang_lain_tersempit_persen",
    "peninjau",
    "tanggal",
    "sampai",
    "alasan",
)
CLOSED, KEPT_BACK, REVIEWED = "ditutup", "ditahan", "tidak perlu ditutup"
UNBOUNDED = "tidak terbatas"


def write_audit(packages: Iterable[ValidPackage], reviewed: Iterable[ReviewedTable]) -> str:
    """CSV with a row for each table that a rule closes cells of, and for each reviewed word.

    `selang` is how far the least and the largest possible value of a closed cell lie apart, of the cell
    where that is least: in counts for small cells, in percent of the value for the others.
    """
    rows: list[tuple[str, ...]] = [HEADER]
    for valid in sorted(packages, key=lambda package: package.package.folder):
        rows += _list_closed(valid)
    for word in sorted(
        reviewed,
        key=lambda reviewed_table: (reviewed_table.folder, reviewed_table.resource, reviewed_table.day),
    ):
        rows.append(_list_review(word))
    return write_rows(rows)


def _list_closed(valid: ValidPackage) -> Iterator[tuple[str, ...]]:
    rules = [(resource, _rule_of(valid, resource)) for resource in valid.package.resources]
    if not any(rule is not None for _, rule in rules):
        return
    treated = disclose_and_measure(valid)
    closed = treated[1] if treated is not None else None
    for resource, rule in rules:
        if rule is not None:
            state = CLOSED if closed is not None else KEPT_BACK
            stated = (state, ", ".join(rule.measures), str(rule.threshold))
            counted = _count(closed, resource.name) if closed is not None else ("", "", "", "")
            yield (valid.package.folder, resource.name, *stated, *counted, "", "", "", "")


def _rule_of(valid: ValidPackage, resource: Resource) -> Suppression | None:
    disclosure = disclosure_of(valid.package, resource)
    return disclosure.suppression if disclosure is not None else None


def _count(closed: Closed, name: str) -> tuple[str, str, str, str]:
    small = [doubt.apart for doubt in closed.doubts[name] if doubt.is_small]
    others = [doubt.percent for doubt in closed.doubts[name] if not doubt.is_small]
    return (
        str(closed.small[name]),
        str(closed.others[name]),
        _narrowest(small, closed.small[name]),
        _narrowest(others, closed.others[name]),
    )


def _narrowest(found: list[Decimal], count: int) -> str:
    if not count:
        return ""
    least = min(found, default=Decimal("Infinity"))
    return f"{int(least)}" if least.is_finite() else UNBOUNDED


def _list_review(word: ReviewedTable) -> tuple[str, ...]:
    until = word.until.isoformat() if word.until is not None else ""
    stated = (word.folder, word.resource, REVIEWED, ", ".join(word.columns), "", "", "", "", "")
    return (*stated, word.reviewer, word.day.isoformat(), until, word.reason)
