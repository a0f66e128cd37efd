"""What a new dataset is called by the titles above its table."""

from __future__ import annotations

from datetime import date

import pytest

from suluh.intake.metadata_proposal import FileView, Neighbours, propose_metadata


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("PEMERINTAH KOTA BAU BAU REKAPITULASI PASAR TAHUN 2025", "Rekapitulasi pasar"),
        ("PEMERINTAH KOTA BAUBAU REKAPITULASI PASAR", "Rekapitulasi pasar"),
        ("Pemerintah Kota Bau Bau", "Pemerintah Kota Bau Bau"),
        ("REKAP PASAR DI KOTA BAU BAU", "Rekap pasar di kota Bau Bau"),
    ],
)
def test_a_letterhead_is_no_title(title: str, said: str) -> None:
    file = FileView("pasar.xlsx", titles=(title,))
    told = propose_metadata(
        file, Neighbours(), standard={}, proper=("Kota Bau Bau",), today=date(2026, 1, 31)
    )
    assert told["title"].value == said
