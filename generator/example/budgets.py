"""The made-up budget: accounts of each plan, revisions of it, and the region's income that balances it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from example.as_of import FIRST_EDITION, YEARS
from example.dice import Dice
from example.material import Material, Row
from example.plans import THOUSAND, Plan

REVISED_UNTIL = YEARS[-1]
"""The last year whose revised budget has been decided."""

STAGES = ("perubahan", "pergeseran", "murni")
"""Columns of a budget row, the latest first."""

Amounts = tuple[int, int | None, int | None]
Key = tuple[int, str, str]
"""Year, agency and sub kegiatan of a plan."""


def make_budget_rows(material: Material, plans: Sequence[Plan]) -> list[dict[str, object]]:
    """Rows of the table `anggaran`: spending by sub kegiatan and account, then income and financing."""
    rows: list[dict[str, object]] = []
    for plan in plans:
        if plan.fixed is None and Dice("tanpa anggaran", *plan.key).happens(3):
            continue
        rows += _spending_rows(material, plan)
    for year in sorted({plan.year for plan in plans}):
        rows += _treasury_rows(material, year, [row for row in rows if row["tahun"] == year])
    return sorted(rows, key=lambda row: tuple(str(row[name]) for name in list(row)[:4]))


def _spending_rows(material: Material, plan: Plan) -> Iterable[dict[str, object]]:
    dice = Dice("anggaran", *plan.key)
    whole = _revise(plan, dice)
    accounts = [one for one in material.accounts if one["jenis"] == plan.indicator["rekening"]]
    left: list[int] = [amount or 0 for amount in whole]
    for account in accounts:
        last = account is accounts[-1]
        parts: list[int | None] = []
        for at, amount in enumerate(whole):
            part = left[at] if last else (amount or 0) * int(account["bagian"]) // 100 // THOUSAND * THOUSAND
            left[at] -= part
            parts.append(None if amount is None else part)
        yield _row(plan.year, plan.agency, plan.code, account, plan.source, parts)


def _revise(plan: Plan, dice: Dice) -> Amounts:
    """Original, shifted and revised amount; what was not decided is None."""
    if plan.fixed is not None:
        return plan.ceiling, None, plan.ceiling if plan.year <= REVISED_UNTIL else None
    original = int(plan.ceiling * dice.between(0.9, 1.0)) // THOUSAND * THOUSAND
    shifted = int(original * dice.between(0.86, 1.08)) // THOUSAND * THOUSAND if dice.happens(18) else None
    if plan.year > REVISED_UNTIL:
        return original, shifted, None
    before = original if shifted is None else shifted
    revised = int(before * dice.between(0.82, 1.12)) // THOUSAND * THOUSAND if dice.happens(30) else before
    return original, shifted, revised


def _treasury_rows(
    material: Material, year: int, spending: Sequence[Mapping[str, object]]
) -> Iterable[dict[str, object]]:
    """Income and financing that equal the spending; the account with share 0 takes the rest."""
    original = sum(int(str(row["murni"])) for row in spending)
    revised = sum(_amount(row["perubahan"]) for row in spending) if year <= REVISED_UNTIL else None
    wholes = (original, None, revised)
    rest = [0 if whole is None else whole for whole in wholes]
    parts_of: list[tuple[Row, list[int | None]]] = []
    for account in material.treasury:
        share, sign = int(account["permil"]), 1 if account["tanda"] == "masuk" else -1
        parts = [None if whole is None else whole * share // 1000 for whole in wholes]
        rest = [left - sign * (part or 0) for left, part in zip(rest, parts, strict=True)]
        parts_of.append((account, parts))
    for account, parts in parts_of:
        if account["permil"] == "0":
            parts = [None if whole is None else left for whole, left in zip(wholes, rest, strict=True)]
        yield _row(year, account["instansi"], "", account, account["sumber_dana"], parts)


def _row(
    year: int, agency: str, code: str, account: Row, source: str, parts: Sequence[int | None]
) -> dict[str, object]:
    names = ("murni", "pergeseran", "perubahan")
    amounts = {name: "" if part is None else part for name, part in zip(names, parts, strict=True)}
    return {
        "tahun": year,
        "instansi": agency,
        "kode_sub_kegiatan": code,
        "kode_rekening": account["kode"],
        "nama_rekening": account["nama"],
        "sumber_dana": source,
        **amounts,
    }


def _amount(value: object) -> int:
    return int(str(value)) if str(value) else 0


def budget_in_force(rows: Iterable[Mapping[str, object]]) -> dict[Key, int]:
    """The latest budget of each plan, by its key."""
    return _sum_by_plan(rows, lambda year: STAGES)


def budget_planned(rows: Iterable[Mapping[str, object]]) -> dict[Key, int]:
    """The budget that a plan's packages and its first quarters were reckoned on.

    In the year of the first edition that is the one before its revision, which was decided in the autumn.
    """
    return _sum_by_plan(rows, lambda year: STAGES[1:] if year == FIRST_EDITION.year else STAGES)


def _sum_by_plan(
    rows: Iterable[Mapping[str, object]], stages_of: Callable[[int], Sequence[str]]
) -> dict[Key, int]:
    """Rupiah of each plan, each row at the first of the year's stages that was decided."""
    sums: dict[Key, int] = {}
    for row in rows:
        if row["kode_sub_kegiatan"]:
            year = int(str(row["tahun"]))
            key = (year, str(row["instansi"]), str(row["kode_sub_kegiatan"]))
            amount = next(row[name] for name in stages_of(year) if row[name] != "")
            sums[key] = sums.get(key, 0) + int(str(amount))
    return sums
