"""The made-up five-year plan: its tree of goals, and which of them a sub kegiatan serves."""

from __future__ import annotations

from collections.abc import Sequence

from example.dice import Dice
from example.material import Row

FIRST_YEAR, LAST_YEAR = 2023, 2027
SUPPORTING = "penunjang"
"""What serves the programme that keeps every agency running."""


def make_goal_rows(goals: Sequence[Row]) -> list[dict[str, object]]:
    """Rows of the table `tujuan`."""
    return [
        {
            "id": one["id"],
            "induk": one["induk"],
            "jenis": one["jenis"],
            "uraian": one["uraian"],
            "tahun_awal": FIRST_YEAR,
            "tahun_akhir": LAST_YEAR,
            "instansi": one["instansi"],
            "indikator": one["indikator"],
        }
        for one in goals
    ]


def goal_of(goals: Sequence[Row], agency: str, code: str) -> str:
    """The sasaran that a sub kegiatan serves; a few plans name none, as in life."""
    if Dice("tanpa sasaran", agency, code).happens(2):
        return ""
    wanted = SUPPORTING if code[5:7] == "01" and code[0] not in "7" else code[:4]
    if wanted != SUPPORTING and any(agency == one["untuk"] for one in goals):
        wanted = agency
    return next((one["id"] for one in goals if wanted in one["untuk"].split()), "")
