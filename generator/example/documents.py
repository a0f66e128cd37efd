"""The made-up documents: plans, budgets and reports with their dates, some late and some missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from example.as_of import AS_OF, YEARS
from example.dice import Dice
from example.goals import FIRST_YEAR, LAST_YEAR
from suluh.reading.document_kinds import load_document_kinds
from suluh.vocabulary.documents import AGENCY, DocumentKind

LEFT_OUT = ("rpjpd", "lainnya")
FIVE_YEARS = {"rpjmd": date(2022, 12, 15), "renstra": date(2023, 1, 20)}
DECIDED = {("perda_apbd", 2026): date(2025, 11, 28), ("penjabaran_apbd", 2026): date(2025, 12, 2)}
"""Signed before what stands on it: the agencies' documents of that year are there already."""
BY_LAW = ("rpjmd", "perda_apbd", "perda_perubahan")


def make_document_rows(agencies: Iterable[str], years: Sequence[int]) -> list[dict[str, object]]:
    """Rows of the table `dokumen`, by kind, year and agency; agencies own what is each agency's."""
    rows: list[dict[str, object]] = []
    slugs = list(agencies)
    for name, kind in load_document_kinds().items():
        if name in LEFT_OUT:
            continue
        owners = slugs if kind.owner == AGENCY else [""]
        for year in [FIRST_YEAR] if kind.years > 1 else years:
            rows += [row for owner in owners if (row := _row(kind, year, owner))]
    return rows


def _row(kind: DocumentKind, year: int, agency: str) -> dict[str, object] | None:
    dice = Dice("dokumen", kind.name, year, agency)
    due = kind.due_date(year)
    signed = FIVE_YEARS.get(kind.name) or _signed(due or date(year, 1, 31), dice, 15 if agency else 30)
    signed = DECIDED.get((kind.name, year), signed)
    published = signed + timedelta(days=dice.whole(2, 24))
    if published > AS_OF or dice.happens(6 if agency else 4):
        return None
    period = f"{FIRST_YEAR}-{LAST_YEAR}" if kind.years > 1 else str(year)
    key = "-".join(part for part in (kind.name.replace("_", "-"), period, agency) if part)
    return {
        "id": key,
        "jenis": kind.name,
        "judul": f"{kind.title} {period} (contoh)",
        "nomor": _number(kind, signed, dice),
        "tanggal": signed.isoformat(),
        "tahun_awal": year,
        "tahun_akhir": LAST_YEAR if kind.years > 1 else year,
        "instansi": agency,
        "status": _status(kind, year),
        "tautan": "" if dice.happens(3) else f"https://contoh.go.id/dokumen/{key}.pdf",
        "tanggal_terbit": published.isoformat(),
    }


def _signed(due: date, dice: Dice, late: int) -> date:
    """Some weeks before it is due, in `late` of hundred cases after."""
    return due + timedelta(days=dice.whole(5, 40) if dice.happens(late) else -dice.whole(25, 70))


def _number(kind: DocumentKind, signed: date, dice: Dice) -> str:
    if kind.name in BY_LAW:
        return f"{dice.whole(1, 9)} Tahun {signed.year}"
    return f"900/{dice.whole(10, 990)}/CONTOH/{signed.year}"


def _status(kind: DocumentKind, year: int) -> str:
    if kind.name.startswith("raperda"):
        return "rancangan"
    return "diubah" if kind.name == "perda_apbd" and year <= YEARS[-1] else "berlaku"
