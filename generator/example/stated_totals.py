"""The totals that the made-up APBD and DPA print: sums of the budget's rows, two of them copied wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from example.budgets import REVISED_UNTIL
from example.dice import Dice

Row = Mapping[str, object]

ACCOUNTS = ("4", "5", "6.1", "6.2")
MISTAKES = 2
"""Totals of agencies whose copy lacks a row, as when a page was turned too early."""


def make_total_rows(budget: Sequence[Row]) -> list[dict[str, object]]:
    """Rows of the table `jumlah_anggaran`: the whole APBD by account, then each agency's spending."""
    rows: list[dict[str, object]] = []
    for year in sorted({_year(row) for row in budget}):
        for stage in ("murni", "perubahan") if year <= REVISED_UNTIL else ("murni",):
            some = [row for row in budget if _year(row) == year]
            rows += (_total(some, year, "", account, stage) for account in ACCOUNTS)
            agencies = sorted({str(row["instansi"]) for row in some if _is_of(row, "5")})
            rows += (_total(some, year, slug, "5", stage) for slug in agencies)
    _copy_wrongly(rows, budget)
    return rows


def _total(rows: Iterable[Row], year: int, slug: str, account: str, stage: str) -> dict[str, object]:
    parts = [row for row in rows if _is_of(row, account) and slug in ("", row["instansi"])]
    kind = ("DPA" if slug else "APBD") if stage == "murni" else ("DPPA" if slug else "Perubahan APBD")
    return {
        "tahun": year,
        "instansi": slug,
        "kode_nomenklatur": "",
        "kode_rekening": account,
        "tahap": stage,
        "jumlah": sum(amount_at(row, stage) for row in parts),
        "dokumen": f"{kind} {year} (contoh)",
    }


def _copy_wrongly(rows: list[dict[str, object]], budget: Sequence[Row]) -> None:
    """Take one row's amount off some agencies' totals."""
    agencies = [row for row in rows if row["instansi"] and row["tahap"] == "murni"]
    for number in range(MISTAKES):
        wrong = Dice("jumlah tercetak", number).pick(agencies)
        part = next(
            row
            for row in budget
            if _year(row) == wrong["tahun"] and row["instansi"] == wrong["instansi"] and _is_of(row, "5")
        )
        wrong["jumlah"] = int(str(wrong["jumlah"])) - amount_at(part, "murni")


def amount_at(row: Row, stage: str) -> int:
    """A row's rupiah at a stage: what was not changed keeps the amount before."""
    names = ("murni",) if stage == "murni" else ("perubahan", "pergeseran", "murni")
    return next((int(str(row[name])) for name in names if row[name] != ""), 0)


def _year(row: Row) -> int:
    return int(str(row["tahun"]))


def _is_of(row: Row, account: str) -> bool:
    code = str(row["kode_rekening"])
    return code == account or code.startswith(f"{account}.")
