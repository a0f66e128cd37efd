"""Values are doubted where they stand alone against their own neighbours, and hardly ever in good data."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from builders import make_package
from small_site import REPRODUCERS, make_reproducer
from suluh.checking.project import check_project
from suluh.checking.value_doubts import check_value_doubts
from suluh.cli.waive import waive
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import MASK, Finding
from suluh.vocabulary.package import Field, Klasifikasi, Resource, Schema, Table

OPEN = Klasifikasi.PUBLIK


def doubt(
    header: str, rows: Sequence[str], *, period: str = "2025", closed: str = "", **kinds: str
) -> list[Finding]:
    names = header.split(",")
    fields = tuple(
        Field(name, kinds.get(name, "integer"), klasifikasi=Klasifikasi.RAHASIA if name == closed else OPEN)
        for name in names
    )
    resource = Resource("r", "", ("r.csv",), "csv", Schema(fields), OPEN)
    package = make_package(resources=(resource,), descriptor={"periode": period})
    return check_value_doubts(package, resource, Table(tuple(names), [tuple(row.split(",")) for row in rows]))


def codes(findings: Sequence[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.value) for finding in findings]


def test_a_leap_is_told_with_its_neighbours_and_hidden_where_it_is_closed() -> None:
    rows = [f"b{month},{22_000_000_000 + month * 900_000_000}" for month in range(1, 12)] + ["b12,339120455"]
    (leap,) = doubt("bulan,pajak", rows, bulan="string")
    assert (leap.code, leap.value, leap.details["sebelum"]) == ("W035", "339120455", Decimal(31_900_000_000))
    assert leap.details["sesudah"] == "@no_neighbour"
    (hidden,) = doubt("bulan,pajak", rows, closed="pajak", bulan="string")
    assert hidden.value == MASK and {hidden.details["tengah"], hidden.details["sebelum"]} == {MASK}


@pytest.mark.parametrize("factor", [10, 100, 1000])
def test_each_series_is_held_against_itself(factor: int) -> None:
    """A small place beside a large one is no leap; a month of one of them ten times its others is."""
    rows = [f"Besar,b{month},{1_000_000 + month}" for month in range(12)]
    rows += [f"Kecil,b{month},{1_000 + month * (factor if month == 7 else 1)}" for month in range(12)]
    assert doubt("tempat,bulan,jumlah", rows, tempat="string", bulan="string") == []
    rows[19] = f"Kecil,b7,{1_007 * factor}"
    told = doubt("tempat,bulan,jumlah", rows, tempat="string", bulan="string")
    assert codes(told) == [("W035", str(1_007 * factor))]


@given(st.lists(st.integers(1, 10**9), min_size=0, max_size=40))
def test_numbers_that_spread_are_never_doubted_by_the_dozen(numbers: list[int]) -> None:
    told = doubt("nama,jumlah", [f"n{at},{number}" for at, number in enumerate(numbers)], nama="string")
    assert len(told) <= max(1, len(numbers) // 10)


def test_growth_and_different_sizes_are_no_leaps() -> None:
    grown = [f"b{month},{10 * 2**month}" for month in range(12)]
    assert doubt("bulan,realisasi", grown, bulan="string") == []


def test_a_total_is_doubted_only_where_other_rows_add_up() -> None:
    right = ["a,120,98,218", "b,80,40,120", "c,50,60,111"]
    told = doubt("nama,formal,nonformal,jumlah", right, nama="string")
    assert codes(told) == [("W036", "111")] and told[0].details["hasil"] == Decimal(110)
    apart = ["a,120,98,777", "b,80,40,888", "c,50,60,999"]
    assert doubt("nama,formal,nonformal,jumlah", apart, nama="string") == []
    # The total of the last two alone: what stands before them is another thing.
    beside = ["a,2019,120,98,218", "b,2020,80,40,121", "c,2021,300,11,311"]
    told = doubt("nama,kode,formal,nonformal,jumlah", beside, nama="string")
    assert codes(told) == [("W036", "121")]


def test_persons_and_families_of_one_kind_are_divided() -> None:
    rows = ["a,905,2711", "b,1001,3020", "c,839,27605", "d,712,2140"]
    told = doubt("kecamatan,JUMLAH KELUARGA,JUMLAH INDIVIDU", rows, kecamatan="string")
    assert codes(told) == [("W037", "27605")]
    assert told[0].details["hasil"] == Decimal("32.9")
    assert doubt("kecamatan,keluarga_miskin,penduduk_kota", rows, kecamatan="string") == []


def test_shares_stay_within_a_hundred_and_rates_need_not() -> None:
    rows = [f"n{at},{50 + at}" for at in range(20)] + ["n20,455"]
    assert codes(doubt("nama,persen_baik", rows, nama="string")) == [("W038", "455")]
    assert "W038" not in {code for code, _ in codes(doubt("nama,persen_capaian", rows, nama="string"))}


def test_days_and_years_of_the_period() -> None:
    rows = [f"2025-03-{1 + at % 28:02},5" for at in range(60)]
    assert doubt("tanggal,n", rows, tanggal="date") == []
    told = doubt("tanggal,n", [*rows, "1925-03-01,5"], tanggal="date")
    assert codes(told) == [("W039", "1925-03-01")] and told[0].details["jumlah"] == 1
    assert doubt("tanggal,n", [*rows, "1925-03-01,5"], period="tidak dinyatakan", tanggal="date") == []
    founded = [f"{1950 + at},5" for at in range(40)]
    assert doubt("tahun_berdiri,n", founded, period="1951-2025", tahun_berdiri="year") == []


def test_a_doubted_value_that_is_right_is_waived(tmp_path: Path) -> None:
    """`suluh waive` writes the entry, and the check is silent with it."""
    folder = REPRODUCERS / "W035"
    root = make_reproducer(tmp_path / "situs", {}, folder)
    table = root / "datasets/dinas-sosial/pajak/pajak.csv"
    words = [str(table), "--code", "W035", "--reason", "Angka ini sudah dicocokkan.", "--root", str(root)]
    entry = CliRunner().invoke(waive, words)
    assert entry.exit_code == 0, entry.output
    (root / "datasets/pengecualian.yaml").write_text(entry.stdout, encoding="utf-8")
    settings, _ = read_settings(root)
    assert settings is not None and check_project(settings).findings == ()
