"""Who reported which quarter: every state, and never a missing report taken for one."""

from __future__ import annotations

from datetime import date

from suluh.measuring.report_coverage import (
    LeftOut,
    Told,
    count_quarter,
    cover_agencies,
    days_late,
    list_quarters,
    newest_quarter_due,
)
from thread_builders import CODE, make_book

OTHER = "1.06.02.2.01.0002"


def cover(*reports: dict[str, object], budgets: tuple[str, ...] = (CODE, OTHER)):
    """The first two quarters of 2024: another agency reports both, so that both are due."""
    book = make_book(
        anggaran=[{"kode_sub_kegiatan": code} for code in budgets] + [{"instansi": "badan-lain"}],
        realisasi=[
            *reports,
            {"instansi": "badan-lain", "triwulan": 2, "realisasi_keuangan": 5},
        ],
    )
    quarters = list_quarters(book)
    assert quarters == ((2024, 1), (2024, 2))
    return cover_agencies(book, quarters)["dinas-contoh"][2024, 2]


def report(code: str, **rest: object) -> dict[str, object]:
    return {"kode_sub_kegiatan": code, "triwulan": 2, "realisasi_keuangan": 0, **rest}


def test_all_reported_in_time() -> None:
    cell = cover(report(CODE, tanggal_lapor="2024-07-02"), report(OTHER, tanggal_lapor="2024-07-30"))
    assert (cell.state, cell.reported, cell.due, cell.handed_in) == (Told.TEPAT_WAKTU, 2, 2, "2024-07-30")


def test_one_late_row_makes_the_whole_late() -> None:
    cell = cover(report(CODE, tanggal_lapor="2024-07-02"), report(OTHER, tanggal_lapor="2024-08-04"))
    assert (cell.state, cell.late) == (Told.TERLAMBAT, 1)
    assert days_late(cell, (2024, 2)) == 5


def test_a_part_is_never_the_whole() -> None:
    cell = cover(report(CODE))
    assert (cell.state, cell.reported, cell.due) == (Told.SEBAGIAN, 1, 2)


def test_nothing_is_missing_and_blank_rows_are_nothing() -> None:
    assert cover().state is Told.BELUM_DILAPORKAN
    assert cover(report(CODE, realisasi_keuangan=None)).state is Told.BELUM_DILAPORKAN


def test_without_a_budget_nothing_is_waited_for() -> None:
    book = make_book(rencana=[{}], realisasi=[{"instansi": "badan-lain", "realisasi_keuangan": 1}])
    cells = cover_agencies(book, list_quarters(book))["dinas-contoh"]
    assert [one.state for one in cells.values()] == [Told.TIDAK_BERLAKU]


def test_a_quarter_before_its_deadline_is_not_yet_due() -> None:
    book = make_book(anggaran=[{}], realisasi=[{"realisasi_keuangan": 1}])
    assert cover_agencies(book, [(2024, 3)])["dinas-contoh"][2024, 3].state is Told.BELUM_WAKTUNYA


def test_a_quarter_nobody_reported_is_missing_after_its_deadline() -> None:
    rows = {"anggaran": [{}], "realisasi": [{"realisasi_keuangan": 1}]}
    book = make_book(None, day=date(2024, 10, 31), **rows)
    assert list_quarters(book) == ((2024, 1), (2024, 2), (2024, 3)) and newest_quarter_due(book) == (2024, 3)
    cells = cover_agencies(book, list_quarters(book))["dinas-contoh"]
    silent = Told.BELUM_DILAPORKAN
    assert [cell.state for cell in cells.values()] == [Told.TEPAT_WAKTU, silent, silent]


def test_every_agency_of_the_list_counts_or_is_named_with_its_reason() -> None:
    book = make_book(
        rencana=[{}, {"instansi": "dinas-lain"}],
        anggaran=[{}],
        realisasi=[{"realisasi_keuangan": 1}],
    )
    count = count_quarter(book, (2024, 1), ["badan-baru", "dinas-contoh", "dinas-lain"])
    assert (count.waited, count.reported, count.silent) == (("dinas-contoh",), ("dinas-contoh",), ())
    assert count.left_out == {
        LeftOut.TANPA_RENCANA: ("badan-baru",),
        LeftOut.TANPA_ANGGARAN: ("dinas-lain",),
    }
    assert count.aside == ("badan-baru", "dinas-lain")
