"""Values whose form is right and that may be wrong all the same, each told with the reason to doubt it.

Few are told: one that stands alone against its own neighbours. Thresholds and words are data
(`standards/keraguan.yaml`); a value that is right is waived like any other finding (`suluh waive`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from suluh.checking.doubted_measures import MeasureTable, doubt_rules, has_phrase, words_of
from suluh.checking.doubted_periods import doubt_periods
from suluh.checking.large_measures import may_leap
from suluh.checking.places import Places
from suluh.checking.stated_parts import doubt_parts
from suluh.vocabulary.columns import Column
from suluh.vocabulary.findings import Counted, Detail, Finding
from suluh.vocabulary.package import DataPackage, Field, Resource, Table

_Placed = tuple[int, Decimal]
"""A row and its value."""


def check_value_doubts(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """W035 leaps, W036 parts that miss their total, W037 ratios, W038 percentages, W039 days and years."""
    if not resource.paths:
        return []  # what is derived is doubted where it was submitted
    measured = MeasureTable(Places(package, resource, table))
    ratios = list(_doubt_ratios(measured))
    findings = [*doubt_parts(measured), *ratios, *_doubt_percentages(measured), *doubt_periods(measured)]
    told = {(finding.place.row, finding.place.line) for finding in findings}
    leaps = [leap for leap in _doubt_leaps(measured) if (leap.place.row, leap.place.line) not in told]
    return [*findings, *leaps]


def _doubt_leaps(measured: MeasureTable) -> Iterator[Finding]:
    """W035 for a value ten times or more from the middle of its like, which lie close together."""
    least = doubt_rules()["loncatan"]["paling_sedikit"]
    series = [rows for rows in measured.series.values() if len(rows) >= least]
    groups: Sequence[Sequence[int]] = series or [range(len(measured.places.table.rows))]
    for field in measured.measures:
        cells = measured.cells(field)
        if not series and isinstance(cells, Column) and not may_leap(cells, field):
            continue  # nothing leaps among all of them; asked by distinct values alone
        values = measured.numbers(field.name)
        for rows in groups:
            placed = [(row, value) for row in rows if (value := values[row]) is not None and value > 0]
            for at, middle in _find_leaps(placed):
                yield measured.doubt("W035", placed[at][0], field, _tell_leap(placed, at, middle))


def _find_leaps(placed: Sequence[_Placed]) -> Iterator[tuple[int, Decimal]]:
    """Positions of values that leap, each with the middle of the others."""
    rules = doubt_rules()["loncatan"]
    if len(placed) < rules["paling_sedikit"]:
        return
    logs = [math.log10(value) for _, value in placed]
    middle = median(logs)
    far = [at for at, log in enumerate(logs) if abs(log - middle) >= math.log10(rules["kelipatan"])]
    if not far or len(far) > max(1, len(logs) // 10):
        return
    leaping = set(far)
    others = [log for at, log in enumerate(logs) if at not in leaping]
    spread = max(others) - min(others)
    if spread > math.log10(float(rules["sebaran_lain"])):
        return
    usual = median(value for at, (_, value) in enumerate(placed) if at not in leaping)
    yield from ((at, usual) for at in far if abs(logs[at] - middle) >= rules["renggang"] * spread)


def _tell_leap(placed: Sequence[_Placed], at: int, middle: Decimal) -> dict[str, Detail]:
    value = placed[at][1]
    power = round(abs(math.log10(value) - math.log10(middle)))
    unit = "times_more" if value > middle else "times_less"
    return {
        "kali": Counted(10 ** max(power, 1), unit),
        "tengah": middle,
        "sebelum": placed[at - 1][1] if at else "@no_neighbour",
        "sesudah": placed[at + 1][1] if at + 1 < len(placed) else "@no_neighbour",
    }


def _doubt_ratios(measured: MeasureTable) -> Iterator[Finding]:
    """W037 where two measures of a row do not go together, such as persons and families."""
    for rule in doubt_rules()["banding"]:
        for field, divisor in _pair_columns(measured, rule["dibagi"], rule["pembagi"]):
            tops, bottoms = measured.numbers(field.name), measured.numbers(divisor.name)
            ratios = {
                row: top / bottom
                for row, (top, bottom) in enumerate(zip(tops, bottoms, strict=True))
                if top is not None and bottom is not None and top > 0 and bottom > 0
            }
            low, high = (Decimal(text) for text in rule["biasa"])
            if not ratios or not low <= (usual := median(ratios.values())) <= high:
                continue
            for row, ratio in ratios.items():
                if Decimal(rule["paling_kecil"]) <= ratio <= Decimal(rule["paling_besar"]):
                    continue
                details: dict[str, Detail] = {
                    "hasil": round(ratio, 1),
                    "banding": f"@{rule['nama']}",
                    "kolom_lain": divisor.name,
                    "lain": bottoms[row] or 0,
                    "tengah": round(usual, 1),
                }
                yield measured.doubt("W037", row, field, details)


def _pair_columns(
    measured: MeasureTable, tops: Sequence[str], bottoms: Sequence[str]
) -> Iterator[tuple[Field, Field]]:
    """Measures that differ in what they count alone: `jumlah_individu` and `jumlah_keluarga`."""
    divided: dict[tuple[str, ...], list[Field]] = {}
    divisors: dict[tuple[str, ...], list[Field]] = {}
    for field in measured.measures:
        words = words_of(field.name)
        is_top = has_phrase(words, tops)
        phrase = is_top or has_phrase(words, bottoms)
        if phrase:
            rest = tuple(word for word in words if word not in (*phrase.split(), "jumlah", "total", "jml"))
            (divided if is_top else divisors).setdefault(rest, []).append(field)
    for rest, fields in divided.items():
        if len(fields) == 1 and len(divisors.get(rest, ())) == 1:
            yield fields[0], divisors[rest][0]


def _doubt_percentages(measured: MeasureTable) -> Iterator[Finding]:
    """W038 for a share above a hundred, or below nothing, in a column of shares."""
    rules = doubt_rules()["persen"]
    for field in measured.measures:
        words = (*words_of(field.name), *words_of(field.title), *words_of(field.satuan))
        if not has_phrase(words, rules["tanda"]) or has_phrase(words, rules["boleh_lebih"]):
            continue
        values = [(row, value) for row, value in enumerate(measured.numbers(field.name)) if value is not None]
        odd = [(row, value) for row, value in values if not 0 <= value <= 100]
        if len(values) - len(odd) < Decimal(rules["wajar"]) * len(values):
            continue
        within = max((value for _, value in values if value <= 100), default=Decimal(0))
        yield from (measured.doubt("W038", row, field, {"terbesar": within}) for row, _ in odd)
