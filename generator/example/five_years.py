"""The made-up five-year targets: of each sasaran's indicators, and of what some sub kegiatan bring about."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from example.dice import Dice
from example.goals import FIRST_YEAR, LAST_YEAR
from example.material import Material, Row
from example.performances import YEARS, make_achievement_rows
from example.plans import RENSTRA_BY_YEAR, Plan

LAST_RESULT = 2025


def make_target_rows(material: Material, plans: Iterable[Plan], wilayah: str) -> list[dict[str, object]]:
    """Rows of the table `target_lima_tahun`."""
    rows = [*_measured_rows(material, wilayah)]
    rows += [row for target in material.five_year_targets for row in _goal_rows(target)]
    seen: set[tuple[str, str]] = set()
    for plan in plans:
        if plan.agency in RENSTRA_BY_YEAR and (plan.agency, plan.code) not in seen:
            seen.add((plan.agency, plan.code))
            rows += _output_rows(plan)
    return rows


def _measured_rows(material: Material, wilayah: str) -> Iterable[dict[str, object]]:
    """Indicators that are measured: the same targets as there, and on from the last; results stand there."""
    told = {
        (str(row["id_indikator"]), int(str(row["tahun"]))): row
        for row in make_achievement_rows(material, wilayah)
        if row["triwulan"] == 0
    }
    known = {one["id"]: one for one in material.performances}
    for goal in material.goals:
        for name in filter(None, goal["indikator"].split("; ")):
            before = told[name, FIRST_YEAR - 1]
            for year in range(FIRST_YEAR, LAST_YEAR + 1):
                row = told.get((name, year))
                target = row["target"] if row else _go_on(known[name], year, Decimal(str(before["target"])))
                start = before["realisasi"] if before["realisasi"] != "" else before["target"]
                yield _goal_row(goal["id"], name, known[name], start, year, target, "")


def _go_on(one: Row, year: int, like: Decimal) -> Decimal:
    """The target of a year on the straight line through the measured years, written like them."""
    start, end = Decimal(one["awal"]), Decimal(one["akhir"])
    return max(Decimal(0), (start + (end - start) * (year - YEARS[0] + 1) / len(YEARS)).quantize(like))


def _goal_rows(target: Row) -> Iterable[dict[str, object]]:
    start, end = Decimal(target["kondisi_awal"]), Decimal(target["akhir"])
    unit = Decimal("0.1") if "." in target["kondisi_awal"] + target["akhir"] else Decimal(1)
    span = LAST_YEAR - FIRST_YEAR + 1
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        wanted = start + (end - start) * (year - FIRST_YEAR + 1) / span
        dice = Dice("hasil sasaran", target["id_tujuan"], target["indikator"], year)
        came = start + (wanted - start) * Decimal(str(round(dice.between(0.35, 1.2), 2)))
        silent = year > LAST_RESULT or dice.happens(8 if year < LAST_RESULT else 30)
        result = "" if silent else came.quantize(unit)
        start_text, wanted = target["kondisi_awal"], wanted.quantize(unit)
        yield _goal_row(target["id_tujuan"], target["indikator"], target, start_text, year, wanted, result)


def _goal_row(
    goal: str, name: str, one: Row, start: object, year: int, target: object, result: object
) -> dict[str, object]:
    return {
        "id_tujuan": goal,
        "instansi": "",
        "kode_sub_kegiatan": "",
        "indikator": name,
        "satuan": one["satuan"],
        "arah": one["arah"],
        "tahun_awal": FIRST_YEAR,
        "tahun_akhir": LAST_YEAR,
        "kondisi_awal": start,
        "tahun": year,
        "target": target,
        "pagu": "",
        "realisasi": result,
    }


def _output_rows(plan: Plan) -> Iterable[dict[str, object]]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        yield {
            "id_tujuan": "",
            "instansi": plan.agency,
            "kode_sub_kegiatan": plan.code,
            "indikator": plan.indicator["indikator"],
            "satuan": plan.indicator["satuan"],
            "arah": plan.indicator["arah"],
            "tahun_awal": FIRST_YEAR,
            "tahun_akhir": LAST_YEAR,
            "kondisi_awal": "",
            "tahun": year,
            "target": plan.base,
            "pagu": plan.cost,
            "realisasi": "",
        }
