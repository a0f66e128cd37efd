"""Rows that are reckoned from others by their name, and notes that carry on without naming anyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from small_site import copy_small_site
from suluh.cli.new import new
from suluh.intake.named_sums import is_longer_period
from suluh.intake.shape_search import propose_shapes
from suluh.reading.applied_recipe import Shaped, apply_recipe
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.vocabulary.reading_recipe import ReadingRecipe

MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus"]
MONTHS += ["September", "Oktober", "November", "Desember"]


def _read(text: str) -> tuple[ReadingRecipe, Shaped]:
    sheets, _ = read_raw_sheets("data.csv", text.encode())
    shape = propose_shapes(sheets).shapes[0]
    return shape.recipe, apply_recipe(sheets, shape.recipe)


@pytest.mark.parametrize(("size", "word"), [(3, "Triwulan"), (3, "TW"), (6, "Semester"), (4, "Caturwulan")])
def test_sums_of_months_are_no_months(size: int, word: str) -> None:
    lines, since = ["bulan,kunjungan"], 0
    for number, month in enumerate(MONTHS, 1):
        since += number * 10
        lines.append(f"{month},{number * 10}")
        if number % size == 0:
            lines.append(f"{word} {number // size},{since}")
            since = 0
    _, shaped = _read("\n".join([*lines, "Setahun,780"]))
    assert [row[0] for row in shaped.table.rows] == MONTHS
    assert not [total for total in shaped.totals if total.stated != total.summed]


def test_quarters_alone_are_rows() -> None:
    _, shaped = _read("periode,nilai\nTriwulan I,10\nTriwulan II,20\nTriwulan III,35\nTriwulan IV,41\n")
    assert len(shaped.table.rows) == 4
    assert not is_longer_period("januari") and not is_longer_period("triwulanan")


@pytest.mark.parametrize("name", ["Persentase", "%", "% perubahan", "Persen (%)"])
def test_a_share_below_a_total_is_no_row(name: str) -> None:
    text = f"Kecamatan;L;P\nWolio;200;310\nMurhum;150;125\nBungi;50;65\nJumlah;400;500\n{name};44,4;55,6\n"
    recipe, shaped = _read(text)
    assert [row[0] for row in shaped.table.rows[:1]] == ["Wolio"] and name in recipe.totals
    assert {row[0] for row in shaped.table.rows} == {"Wolio", "Murhum", "Bungi"}
    assert "F037" not in {finding.code for finding in shaped.findings}


def test_a_share_beside_other_indicators_stays() -> None:
    _, shaped = _read("Uraian;2023;2024\nPenduduk miskin;16200;15900\nPersentase;9,1;8,8\nGaris;400;410\n")
    assert "Persentase" in {row[0] for row in shaped.table.rows}


SIGNED = """LAPORAN PENYALURAN;;;
NO;KELURAHAN;PENERIMA;NILAI
1;WALE;12;24
2;TOMBA;15;30
3;BATULO;9;18
TOTAL;;36;72
;;;
;Mengetahui,;;Baubau 31 Januari 2025
;Lurah Wale;;Pembuat Daftar
;;;
;Hj. {left};;{right}, S.Kom
;NIP. 197203041995032001;;198812122015042001
"""


def test_no_signer_stands_in_a_recipe_and_the_next_ones_are_notes_too() -> None:
    recipe, shaped = _read(SIGNED.format(left="Aminah", right="Wahyuni"))
    assert not [mark for mark in recipe.notes if "Aminah" in mark or "Wahyuni" in mark or "1988" in mark]
    assert len(shaped.table.rows) == 3
    sheets, _ = read_raw_sheets("data.csv", SIGNED.format(left="Sadia", right="La Ode Ali").encode())
    assert apply_recipe(sheets, recipe).table.rows == shaped.table.rows


def test_an_answer_that_is_no_choice_is_refused(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    file = tmp_path / "kios.csv"
    file.write_text("kelurahan,kios\nWale,12\nTomba,-\nBatulo,14\nWangkanapi,7\n", encoding="utf-8")
    flags = ["--instansi", "dinas-sosial", "--ya", "--jawab", "tanda:-=entahlah", "--root", str(root)]
    result = CliRunner().invoke(new, ["dataset", str(file), *flags])
    assert result.exit_code == 2 and "tanda:-=entahlah bukan jawabannya" in result.output
    assert not (root / "datasets" / "dinas-sosial" / "kios").exists()


def test_codes_held_as_numbers_that_lost_nothing_pass(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    file = tmp_path / "desa.json"
    rows = ",".join(f'{{"kode_desa": 747202100{n}, "jumlah": {n * 7}}}' for n in (1, 2, 3))
    file.write_text(f'{{"data": [{rows}]}}', encoding="utf-8")
    flags = ["--instansi", "dinas-sosial", "--ya", "--root", str(root)]
    result = CliRunner().invoke(new, ["dataset", str(file), *flags])
    assert result.exit_code == 0 and "F209" not in result.output


def test_a_title_with_a_telephone_describes_nothing(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    file = tmp_path / "luas.csv"
    text = "Operator: Fitriani HP 081298765432;\nLUAS PANEN 2024;\nKecamatan;Luas\nBungi;510\nWolio;220\n"
    file.write_text(text, encoding="utf-8")
    CliRunner().invoke(new, ["dataset", str(file), "--instansi", "dinas-sosial", "--ya", "--root", str(root)])
    said = (root / "datasets" / "dinas-sosial" / "luas" / "datapackage.yaml").read_text(encoding="utf-8")
    assert "Luas panen" in said and "Fitriani" not in said


def test_the_next_years_file_is_not_published_as_the_last_years(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    file = tmp_path / "pasar.csv"
    text = "DATA PASAR TAHUN 2024;;\n;;\nKecamatan;Kios;Los\nWolio;10;20\nMurhum;5;8\nBungi;7;9\n"
    file.write_text(text, encoding="utf-8")
    flags = ["--ya", "--root", str(root)]
    CliRunner().invoke(new, ["dataset", str(file), "--instansi", "dinas-sosial", *flags])
    kept = root / "datasets" / "dinas-sosial" / "pasar"
    assert '"tahun": "2024"' in (kept / "datapackage.yaml").read_text(encoding="utf-8")
    renew = ["dataset", str(file), "--ke", "datasets/dinas-sosial/pasar", *flags]
    file.write_text(text.replace("2024", "2025"), encoding="utf-8")
    result = CliRunner().invoke(new, renew)
    assert result.exit_code == 2 and "2025" in result.output
    assert "2024" in (kept / "pasar.csv").read_text(encoding="utf-8")
    file.write_text(text.replace("20\n", "21\n"), encoding="utf-8")
    assert CliRunner().invoke(new, renew).exit_code == 0
