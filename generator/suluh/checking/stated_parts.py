"""Totals that stand in a row beside their parts, where most rows add up and a few do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from suluh.checking.doubted_measures import MeasureTable, doubt_rules, words_of
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Field

_MOST_PARTS = 12


def doubt_parts(measured: MeasureTable) -> Iterator[Finding]:
    """W036 for each row whose total is not the sum of its parts, where the parts are sure."""
    table = measured.places.table
    where = {field.name: table.header.index(field.name) for field in measured.measures}
    for field in measured.measures:
        if not _is_total(field):
            continue
        for parts in _guess_parts(field, measured.measures, where):
            wrong = _find_wrong(measured, field, parts)
            if wrong is None:
                continue
            names = " + ".join(part.name for part in parts)
            for row, added in wrong:
                yield measured.doubt("W036", row, field, {"bagian": names, "hasil": added})
            break


def _is_total(field: Field) -> bool:
    rules = doubt_rules()["jumlah"]
    words = words_of(field.name)
    return " ".join(words) in rules["kata"] or words[:1] == ("total",) or words[-1:] == ("total",)


def _guess_parts(
    total: Field, measures: Sequence[Field], where: dict[str, int]
) -> Iterator[tuple[Field, ...]]:
    """Runs of measures right before the total, then right behind it, the longest first."""
    least = doubt_rules()["jumlah"]["paling_sedikit"]
    at = measures.index(total)
    for step in (-1, 1):
        run: list[Field] = []
        place = at + step
        while 0 <= place < len(measures) and len(run) < _MOST_PARTS:
            beside = measures[place]
            if abs(where[beside.name] - where[total.name]) != len(run) + 1 or _is_total(beside):
                break
            run.append(beside)
            place += step
        ordered = run[::-1] if step < 0 else run
        for length in range(len(ordered), least - 1, -1):
            yield tuple(ordered[-length:] if step < 0 else ordered[:length])


def _find_wrong(
    measured: MeasureTable, total: Field, parts: Sequence[Field]
) -> list[tuple[int, Decimal]] | None:
    """Rows that do not add up, with what their parts give; None where these are not the parts."""
    rules = doubt_rules()["jumlah"]
    columns = [measured.numbers(part.name) for part in parts]
    right, wrong = 0, []
    for row, stated in enumerate(measured.numbers(total.name)):
        pieces = [column[row] for column in columns]
        if stated is None or all(piece is None for piece in pieces):
            continue
        added = sum((piece for piece in pieces if piece is not None), Decimal(0))
        if added != stated:
            wrong.append((row, added))
        elif stated >= rules["terkecil"] and sum(1 for piece in pieces if piece) > 1:
            right += 1
    needed = max(Decimal(1), Decimal(rules["cocok"]) * (right + len(wrong)))
    return wrong if right >= needed else None
