"""The made-up plan: which sub kegiatan an agency does in a year, with indicator, target and ceiling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from example.dice import Dice
from example.goals import goal_of
from example.material import Agency, Material, Row

THOUSAND, HUNDRED_THOUSAND = 1_000, 100_000

RENSTRA_BY_YEAR = ("dinas-pupr", "dinas-kesehatan")
"""Agencies whose five-year targets stand in a table of their own, not in the yearly plan."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One sub kegiatan of an agency in a year.

    `base` and `cost` are a usual year's; `fixed` holds what the written reports say of it.
    """

    year: int
    agency: str
    code: str
    indicator: Row
    target: Decimal
    base: Decimal
    ceiling: int
    cost: int
    source: str
    goal: str
    region: str = ""
    fixed: Row | None = None

    @property
    def key(self) -> tuple[int, str, str]:
        """What joins it with budget and results."""
        return (self.year, self.agency, self.code)


def make_plans(material: Material, years: Iterable[int], per_year: int) -> list[Plan]:
    """Plans of all agencies, in order of year, agency and code; about `per_year` for each year."""
    plans = []
    for year in years:
        for agency, codes in _choose(material, per_year):
            for code in codes:
                fixed = material.fixed.get((year, agency.slug, code))
                if (
                    fixed is None
                    and _is_wish(material, code) is False
                    and Dice("libur", year, code).happens(6)
                ):
                    continue
                plans.append(_make_plan(material, year, agency, code, fixed))
    return sorted(plans, key=lambda one: one.key)


def _choose(material: Material, per_year: int) -> Iterable[tuple[Agency, list[str]]]:
    """For each agency its sub kegiatan: those that people wish for, then others by lot."""
    weights = {one.slug: (1 if one.kind == "kecamatan" else 2) for one in material.agencies}
    wished = {row["kode_sub_kegiatan"] for row in material.wishes}
    pinned = {(slug, code) for _, slug, code in material.fixed}
    for agency in material.agencies:
        count = max(5, round(per_year * weights[agency.slug] / sum(weights.values())))
        mine = [code for code in material.activities if code[:4] in agency.fields]
        first = [
            code
            for code in mine
            if (agency.slug, code) in pinned or (code in wished and _takes_wishes(material, agency, code))
        ]
        salary = [code for code in mine if code.endswith(".01.2.02.0001")][:1]
        others = sorted(
            set(mine) - set(first) - set(salary), key=lambda c: Dice("pilih", agency.slug, c).share()
        )
        yield agency, sorted([*first, *salary, *others[: max(2, count - len(first) - len(salary))]])


def _takes_wishes(material: Material, agency: Agency, code: str) -> bool:
    some = [one for one in material.agencies if code[:4] in one.fields]
    return bool(agency.region) or some[0] is agency


def _is_wish(material: Material, code: str) -> bool:
    return any(row["kode_sub_kegiatan"] == code for row in material.wishes)


def _make_plan(material: Material, year: int, agency: Agency, code: str, fixed: Row | None) -> Plan:
    steady, dice = Dice("dasar", agency.slug, code), Dice("rencana", year, agency.slug, code)
    told = next((row for key, row in material.fixed.items() if key[1:] == (agency.slug, code)), None)
    name = material.activities[code]
    indicator = next(row for row in material.indicators if row["kata"] in name)
    if told is not None:
        indicator = {**indicator, "indikator": told["indikator"], "satuan": told["satuan"]}
    base, cost = _base(indicator, steady, told)
    ceiling = int(cost * (1 + 0.04 * (year % 5)) * dice.between(0.85, 1.15))
    exact = fixed is not None and told is not None
    return Plan(
        year=year,
        agency=agency.slug,
        code=code,
        indicator=indicator,
        target=Decimal(told["target"]) if exact and told else _vary(indicator, base, dice),
        base=base,
        ceiling=int(told["pagu"]) if exact and told else ceiling // HUNDRED_THOUSAND * HUNDRED_THOUSAND,
        cost=int(cost) // HUNDRED_THOUSAND * HUNDRED_THOUSAND,
        source=_source(material, dice, indicator),
        goal=goal_of(material.goals, agency.slug, code),
        region=agency.region or _place(material, dice, indicator),
        fixed=fixed,
    )


def _base(indicator: Row, steady: Dice, told: Row | None) -> tuple[Decimal, float]:
    """A usual year's target and cost, the same for all years."""
    low, high = int(indicator["target_min"]), int(indicator["target_maks"])
    cost_low, cost_high = int(indicator["biaya_min"]), int(indicator["biaya_maks"])
    if told is not None:
        return Decimal(told["target"]), float(told["pagu"])
    return Decimal(steady.whole(low, high)), cost_low + (cost_high - cost_low) * steady.share() ** 2


def _vary(indicator: Row, base: Decimal, dice: Dice) -> Decimal:
    """A year's target: near the usual one, and never beyond what can be."""
    target = Decimal(int(float(base) * dice.between(0.9, 1.1)))
    if indicator["satuan"] in ("persen", "bulan"):
        target = min(target, Decimal(indicator["target_maks"]))
    return max(target, Decimal(1))


def _source(material: Material, dice: Dice, indicator: Row) -> str:
    """Funds for buildings go to buildings alone, and salaries have a source of their own."""
    source = dice.pick(material.sentences["sumber"])
    fits = source != "DAK Fisik" or indicator["rekening"] == "modal"
    return source if fits and indicator["rekening"] != "pegawai" else "DAU"


def _place(material: Material, dice: Dice, indicator: Row) -> str:
    """Some works stand in one village; most serve the whole region and name none."""
    built = indicator["rekening"] == "modal"
    return dice.pick(material.villages).kode if built and dice.happens(35) else ""


STRATEGIES = {
    "Standar pelayanan minimal": ("1.01", "1.02", "1.03", "1.04", "1.05", "1.06"),
    "Kemiskinan ekstrem": ("1.06", "2.07", "2.17"),
    "Stunting": ("1.02", "2.14", "2.09"),
    "Ketahanan iklim": ("2.11", "1.05", "3.25"),
}
"""Names of strategies by the fields whose plans may serve them; a region's own words, not a law's."""


def strategies_of(plan: Plan) -> list[str]:
    """The strategies that a plan's row names; most supporting work serves none."""
    if plan.code[5:7] == "01":
        return []
    chosen = Dice("strategi", plan.agency, plan.code)
    return [name for name, fields in STRATEGIES.items() if plan.code[:4] in fields and chosen.happens(60)]


def plan_row(plan: Plan) -> dict[str, object]:
    """Its row in the table `rencana`."""
    adds_up = plan.indicator["agregasi"] == "jumlah"
    stated = plan.agency not in RENSTRA_BY_YEAR
    return {
        "tahun": plan.year,
        "instansi": plan.agency,
        "kode_sub_kegiatan": plan.code,
        "indikator": plan.indicator["indikator"],
        "satuan": plan.indicator["satuan"],
        "target": plan.target,
        "arah": plan.indicator["arah"],
        "rumus": plan.indicator["rumus"],
        "agregasi": plan.indicator["agregasi"],
        "pagu_indikatif": plan.ceiling,
        "kode_wilayah": plan.region,
        "sumber_dana": plan.source,
        "sasaran": plan.goal,
        "target_renstra": (plan.base * 5 if adds_up else plan.base) if stated else "",
        "pagu_renstra": plan.cost * 5 if stated else "",
        "strategi": "; ".join(strategies_of(plan)),
    }
