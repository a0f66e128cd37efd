"""The made-up five-year targets: of each sasaran's indicators, and of what some sub kegiatan bring about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from example.dice import Dice
from example.goals import FIRST_YEAR, LAST_YEAR
from example.material import Row
from example.plans import RENSTRA_BY_YEAR, Plan

LAST_RESULT = 2024


def make_target_rows(targets: Sequence[Row], plans: Iterable[Plan]) -> list[dict[str, object]]:
    """Rows of the table `target_lima_tahun`."""
    rows = [row for target in targets for row in _goal_rows(target)]
    seen: set[tuple[str, str]] = set()
    for plan in plans:
        if plan.agency in RENSTRA_BY_YEAR and (plan.agency, plan.code) not in seen:
            seen.add((plan.agency, plan.code))
            rows += _output_rows(plan)
    return rows


def _goal_rows(target: Row) -> Iterable[dict[str, object]]:
    start, end = Decimal(target["kondisi_awal"]), Decimal(target["akhir"])
    unit = Decimal("0.1") if "." in target["kondisi_awal"] + target["akhir"] else Decimal(1)
    span = LAST_YEAR - FIRST_YEAR + 1
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        wanted = start + (end - start) * (year - FIRST_YEAR + 1) / span
        dice = Dice("hasil sasaran", target["id_tujuan"], target["indikator"], year)
        came = start + (wanted - start) * Decimal(str(round(dice.between(0.35, 1.2), 2)))
        silent = year > LAST_RESULT or dice.happens(8)
        yield {
            "id_tujuan": target["id_tujuan"],
            "instansi": "",
            "kode_sub_kegiatan": "",
            "indikator": target["indikator"],
            "satuan": target["satuan"],
            "arah": target["arah"],
            "tahun_awal": FIRST_YEAR,
            "tahun_akhir": LAST_YEAR,
            "kondisi_awal": target["kondisi_awal"],
            "tahun": year,
            "target": wanted.quantize(unit),
            "pagu": "",
            "realisasi": "" if silent else came.quantize(unit),
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
