"""The walidata's record of closing: rules, counts and intervals, and not one closed value."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from builders import make_field, make_package, make_resource, make_table
from small_site import copy_small_site, edit
from suluh.checking.reviewed_tables import ReviewedTable
from suluh.clearing.disclosure_audit import HEADER, write_audit
from suluh.cli.audit import audit
from suluh.vocabulary.package import Klasifikasi, Schema, ValidPackage

ROWS = [("a", "L", "3"), ("a", "P", "40917"), ("b", "L", "38281"), ("b", "P", "52003"), ("c", "L", "2")]
WORD = ReviewedTable(
    "datasets/dinas-contoh/lain", "lain", ("orang",), "=1+1 sudah umum", "Walidata", date(2025, 5, 1), None, 2
)


def make_valid(*, twice: bool = False) -> ValidPackage:
    restricted = make_field("kasus", type="integer", klasifikasi=Klasifikasi.TERBATAS)
    rules = {"hasil": "publik", "tekan": {"kolom": ["kasus"], "dimensi": ["kec", "jk"], "ambang": 10}}
    resource = make_resource(
        "kasus",
        schema=Schema((make_field("kec"), make_field("jk"), restricted)),
        descriptor={"pengungkapan": rules},
    )
    totals = [("Total", "Total", "131206"), ("a", "Total", "40920"), ("b", "Total", "90284"), ("c", "P", "0")]
    rows = [*ROWS, *totals, *(ROWS[:1] if twice else [])]
    return ValidPackage(
        make_package("kasus", resources=(resource,)), {"kasus": make_table(("kec", "jk", "kasus"), rows)}
    )


def read(text: str) -> list[dict[str, str]]:
    rows = list(csv.DictReader(text.splitlines()))
    assert all(tuple(row) == HEADER for row in rows)
    return rows


def test_a_closed_table_is_told_by_counts_and_intervals() -> None:
    text = write_audit([make_valid()], ())
    (row,) = read(text)
    assert (row["tabel"], row["keadaan"], row["kolom"], row["ambang"]) == ("kasus", "ditutup", "kasus", "10")
    assert row["sel_kecil_ditutup"] == "2" and int(row["sel_lain_ditutup"]) > 0
    assert int(row["selang_kecil_tersempit"]) >= 8
    other = row["selang_lain_tersempit_persen"]
    assert other == "tidak terbatas" or int(other) >= 10
    assert not any(value in text for _, _, value in ROWS if len(value) > 2)


def test_a_reviewed_word_is_told_with_who_gave_it_and_runs_nowhere() -> None:
    (row,) = read(write_audit([], [WORD]))
    assert (row["keadaan"], row["peninjau"], row["tanggal"]) == (
        "tidak perlu ditutup",
        "Walidata",
        "2025-05-01",
    )
    assert row["alasan"].startswith("'=")


def test_a_table_that_is_kept_back_is_told_as_that() -> None:
    (row,) = read(write_audit([make_valid(twice=True)], ()))
    assert (row["keadaan"], row["sel_kecil_ditutup"]) == ("ditahan", "")


def test_the_verb_writes_it_and_never_where_it_would_be_published(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    folder = "datasets/dinas-sosial/bantuan"
    edit(root, f"{folder}/bantuan.csv", "2025,,", "2025,80,")
    closing = "tekan: {kolom: [jumlah], dimensi: [kode_wilayah, tahun], ambang: 100}"
    rule = f"    pengungkapan: {{hasil: publik, {closing}}}\n"
    edit(root, f"{folder}/datapackage.yaml", "    path: bantuan.csv\n", f"    path: bantuan.csv\n{rule}")
    column = "        - name: jumlah\n          type: integer\n"
    edit(root, f"{folder}/datapackage.yaml", column, f"{column}          klasifikasi: terbatas\n")
    target = tmp_path / "pengungkapan.csv"
    result = CliRunner().invoke(audit, ["--root", str(root), "--output", str(target)])
    assert result.exit_code == 0, result.output
    (row,) = read(target.read_text(encoding="utf-8"))
    assert (row["dataset"], row["sel_kecil_ditutup"]) == (folder, "1")
    inside = CliRunner().invoke(audit, ["--root", str(root), "--output", str(root / "content/catatan.csv")])
    assert inside.exit_code == 2 and not (root / "content/catatan.csv").exists()
