"""The same figure is the same on every page that tells it: sums by every dimension, forms and lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from number_tables import rows_of

MONEY = ("pagu_indikatif", "anggaran_murni", "anggaran", "realisasi")
COUNTS = ("sub_kegiatan", "laporan_masuk", "laporan_ditunggu")
Row = dict[str, str]


def read(site: Path, address: str, name: str = "") -> list[Row]:
    """A page's numbers, or a form that lies beside it."""
    if not name:
        return rows_of(site, f"{address}/")
    with (site / address / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def total(rows: list[Row], column: str) -> Decimal:
    """The exact sum of a column; blanks are not counted."""
    return sum((Decimal(one[column]) for one in rows if one[column]), Decimal(0))


def years(site: Path) -> list[str]:
    """The budget years of the site."""
    found = sorted(one.name for one in (site / "anggaran").iterdir() if one.name.isdigit())
    assert found
    return found


def last_quarter(site: Path, year: str) -> str:
    """The newest quarter of a year that has an evaluation: `tw2`."""
    return max(one.name for one in (site / "evaluasi" / year).iterdir() if one.name.startswith("tw"))


def wholes(site: Path, year: str) -> Iterator[tuple[str, list[Row]]]:
    """Every page that divides the whole of a year."""
    newest = last_quarter(site, year)
    for address in (
        f"anggaran/{year}/urusan",
        f"anggaran/{year}/wilayah",
        f"rencana/{year}",
        f"evaluasi/{year}/{newest}",
        f"dasbor/{year}/{newest}",
    ):
        yield address, read(site, address)


def test_a_year_is_the_same_divided_in_every_way(built_site: Path) -> None:
    for year in years(built_site):
        agencies = read(built_site, f"anggaran/{year}")
        for address, rows in wholes(built_site, year):
            for column in (*MONEY, *COUNTS):
                assert total(rows, column) == total(agencies, column), (address, column)
        sources = read(built_site, f"anggaran/{year}/sumber-dana")
        assert total(sources, "anggaran") == total(agencies, "anggaran")


def test_an_agency_is_the_same_on_its_page_its_budget_and_its_form(built_site: Path) -> None:
    for year in years(built_site):
        for one in read(built_site, f"anggaran/{year}"):
            slug = one["instansi"]
            works = read(built_site, f"anggaran/{year}/{slug}")
            for column in (*MONEY, *COUNTS):
                assert total(works, column) == total([one], column), (year, slug, column)
            (own,) = (row for row in read(built_site, f"instansi/{slug}") if row["tahun"] == year)
            assert [own[column] for column in (*MONEY, *COUNTS)] == [
                one[column] for column in (*MONEY, *COUNTS)
            ]
            *_, sums = read(built_site, f"evaluasi/{year}/e81", f"{slug}.csv")
            assert sums["tingkat"] == "jumlah"
            assert total([sums], "target_renja_rp") == total([one], "anggaran")
            assert total([sums], "realisasi_renja_rp") == total([one], "realisasi"), (year, slug)


def test_the_form_of_all_is_the_sum_of_the_forms_of_each(built_site: Path) -> None:
    for year in years(built_site):
        *_, sums = read(built_site, f"evaluasi/{year}", "e60.csv")
        agencies = read(built_site, f"anggaran/{year}")
        assert total([sums], "realisasi_rkpd_rp") == total(agencies, "realisasi")
        assert total([sums], "target_rkpd_rp") == total(agencies, "anggaran")


def test_reports_are_counted_alike(built_site: Path) -> None:
    matrix = read(built_site, "kepatuhan")
    for year in years(built_site):
        for one in read(built_site, f"anggaran/{year}"):
            cells = [row for row in matrix if (row["tahun"], row["instansi"]) == (year, one["instansi"])]
            funded = total(cells, "sub_kegiatan_melapor")
            assert funded <= total([one], "laporan_masuk") <= total([one], "laporan_ditunggu")


def test_proposals_are_the_same_in_the_list_and_in_every_region(built_site: Path) -> None:
    for one in read(built_site, "usulan"):
        rows = read(built_site, f"usulan/{one['tahun']}/{one['kode_wilayah']}")
        assert total([one], "diminta") == len(rows)
        assert total([one], "perkiraan_biaya") == total(rows, "perkiraan_biaya")
        told = {
            row["angka"]: row["nilai"]
            for row in read(built_site, f"wilayah/{one['kode_wilayah']}")
            if row["catatan"] == f"Tahun {one['tahun']}"
        }
        assert told["Usulan"] == one["diminta"]
        assert told["Di antaranya yang dianggarkan"] == one["dianggarkan"]
