"""Until when periodic information is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import make_instansi, make_package
from suluh.checking.timeliness import next_due, overdue_since
from suluh.vocabulary.package import JenisInformasi, StatusData


def of(periode: str, frekuensi: str, **rest: Any):
    return make_package(
        descriptor={"periode": periode, "frekuensi": frekuensi, **rest.pop("more", {})}, **rest
    )


@pytest.mark.parametrize(
    ("periode", "frekuensi", "due"),
    [
        ("2024", "Tahunan", date(2026, 6, 30)),
        ("Desember 2024", "Dua kali setahun", date(2025, 12, 31)),
        ("2023 sampai triwulan II 2025", "Triwulanan", date(2026, 3, 31)),
        ("Semester I 2025", "Tiap semester", date(2026, 6, 30)),
        ("Februari 2024", "Bulanan", date(2024, 9, 30)),
        ("Tidak dinyatakan", "Tahunan", None),
        ("2024", "Bila ada perubahan", None),
    ],
)
def test_due_is_the_end_of_the_period_one_interval_and_half_a_year(
    periode: str, frekuensi: str, due: date | None
):
    assert next_due(of(periode, frekuensi)) == due


def test_a_later_change_of_the_data_counts() -> None:
    assert next_due(of("2020", "Tahunan", more={"modified": "2025-03-31"})) == date(2026, 9, 30)


def test_only_the_regions_own_periodic_real_data_are_late() -> None:
    today, agency = date(2026, 7, 1), make_instansi()
    assert overdue_since(of("2024", "Tahunan"), agency, today) == date(2026, 6, 30)
    assert overdue_since(of("2024", "Tahunan"), agency, date(2026, 6, 30)) is None
    assert overdue_since(of("2024", "Tahunan"), make_instansi(jenis="pusat"), today) is None
    assert overdue_since(of("2024", "Tahunan"), None, today) is None
    assert overdue_since(of("2024", "Tahunan", status_data=StatusData.SIMULASI), agency, today) is None
    kind = JenisInformasi.SETIAP_SAAT
    assert overdue_since(of("2024", "Tahunan", jenis_informasi=kind), agency, today) is None


@pytest.mark.parametrize(
    "frekuensi", ["Tidak diperbarui (data lampau)", "Tahunan, tidak dilanjutkan", "Arsip"]
)
def test_nothing_more_is_due_of_what_is_not_continued(frekuensi: str) -> None:
    """A historical table is whole: the next issue of it is nobody's debt."""
    assert next_due(of("2006 sampai 2008", frekuensi)) is None
    assert next_due(of("2024", "Setahun sekali")) == date(2026, 6, 30)
