"""The made-up results, quarter by quarter, with the blemishes of life: late, missing, more than promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from example.as_of import AS_OF, LAST, is_revised_on_the_way
from example.budgets import Key
from example.dice import Dice
from example.material import Material
from example.plans import THOUSAND, Plan

HEALED = ((2025, 2, "bpkad"),)
"""(year, quarter, agency) that the first edition lacked and that came after all, late."""

CURVES = ((0.06, 0.36, 0.68, 0.98), (0.2, 0.46, 0.74, 1.0), (0.0, 0.24, 0.6, 0.93), (0.14, 0.5, 0.78, 1.0))
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
NARRATIVES = {
    "faktor_pendorong": "pendorong",
    "faktor_penghambat": "penghambat",
    "tindak_lanjut_triwulan": "tindak_triwulan",
    "tindak_lanjut_rkpd": "tindak_rkpd",
}


def make_result_rows(
    material: Material, plans: Sequence[Plan], budgets: Mapping[Key, int], planned: Mapping[Key, int]
) -> list[dict[str, object]]:
    """Rows of the table `realisasi` for every quarter that was reported.

    `budgets` are those in force at the year's end, `planned` those before a revision on the way.
    """
    rows: list[dict[str, object]] = []
    for plan in plans:
        if plan.key in budgets:
            rows += _rows_of(material, plan, budgets[plan.key], planned[plan.key])
    return rows


def _rows_of(material: Material, plan: Plan, budget: int, planned: int) -> Iterable[dict[str, object]]:
    dice = Dice("realisasi", *plan.key)
    curve, strength = dice.pick(CURVES), _strength(dice)
    money = min(strength * dice.between(0.82, 1.0), 0.999) if strength <= 1 else dice.between(0.94, 0.999)
    if dice.happens(0.7):
        money = 1.018
    physical = _physical(plan, dice, curve, strength)
    spent = [0]
    for quarter, share in enumerate(curve, start=1):
        base = planned if is_revised_on_the_way(plan.year, quarter) else budget
        spent.append(max(spent[-1], int(base * share * money) // THOUSAND * THOUSAND))
    silent_from = dice.whole(1, 4) if dice.happens(12) and _is_careless(plan) else 5
    for quarter in range(1, 5):
        day = _report_date(plan, quarter)
        if (plan.year, quarter) > LAST or day > AS_OF:
            return
        if plan.fixed is None and (quarter >= silent_from or _is_silent(plan, quarter)):
            continue
        yield {
            "tahun": plan.year,
            "triwulan": quarter,
            "instansi": plan.agency,
            "kode_sub_kegiatan": plan.code,
            "indikator": plan.indicator["indikator"],
            "realisasi_fisik": physical[quarter - 1],
            "realisasi_keuangan": spent[quarter] - spent[quarter - 1],
            "kode_wilayah": plan.region,
            **_narratives(material, plan, quarter),
            "tanggal_lapor": day.isoformat(),
        } | _fixed_values(plan, quarter)


def _strength(dice: Dice) -> float:
    """Most do nearly what was promised, some little, a few more than that."""
    lot = dice.share()
    if lot < 0.05:
        return dice.between(1.02, 1.12)
    if lot < 0.17:
        return dice.between(0.35, 0.7)
    return dice.between(0.86, 1.0)


def _physical(plan: Plan, dice: Dice, curve: Sequence[float], strength: float) -> list[Decimal]:
    """Each quarter's figure in the sense of the indicator's aggregation."""
    kind = plan.indicator["agregasi"]
    if kind == "rata":
        return [(plan.target * Decimal(str(round(dice.between(0.85, 1.3), 2)))).quantize(Decimal("0.1"))] * 4
    if kind == "akhir":
        start = 0.9 if plan.indicator["satuan"] != "persen" else 0.6
        return [Decimal(int(float(plan.target) * (start + (1 - start) * part) * strength)) for part in curve]
    reached = [int(float(plan.target) * part * strength) for part in curve]
    return [Decimal(now - (reached[at - 1] if at else 0)) for at, now in enumerate(reached)]


def _is_silent(plan: Plan, quarter: int) -> bool:
    """Some agencies leave out a whole quarter; careless ones forget some sub kegiatan."""
    whole_agency = Dice("bungkam", plan.year, quarter, plan.agency).happens(3.5)
    whole_agency = whole_agency and (plan.year, quarter, plan.agency) not in HEALED
    return whole_agency or (_is_careless(plan) and Dice("terlupa", *plan.key, quarter).happens(8))


def _is_careless(plan: Plan) -> bool:
    """Whether an agency's reports of that year have gaps: those of most have none."""
    return Dice("lalai", plan.year, plan.agency).happens(20)


def _report_date(plan: Plan, quarter: int) -> date:
    """One day for an agency's quarter: mostly within three weeks, sometimes late."""
    dice = Dice("lapor", plan.year, quarter, plan.agency)
    end = date(plan.year, *QUARTER_ENDS[quarter - 1])
    return end + timedelta(days=dice.whole(22, 41) if dice.happens(14) else dice.whole(6, 19))


def _narratives(material: Material, plan: Plan, quarter: int) -> dict[str, object]:
    dice = Dice("uraian", *plan.key, quarter)
    told: dict[str, object] = {}
    field = "" if plan.indicator["rekening"] == "modal" else "_umum"
    for column, stem in NARRATIVES.items():
        kind = stem + field
        told[column] = dice.pick(material.sentences[kind]) if dice.happens(45) else ""
    return told


def _fixed_values(plan: Plan, quarter: int) -> dict[str, object]:
    """What a written report says of the quarter."""
    if plan.fixed is None:
        return {}
    return {
        "realisasi_fisik": plan.fixed[f"fisik_{quarter}"],
        "realisasi_keuangan": plan.fixed[f"uang_{quarter}"],
    }
