"""`suluh check` in its forms: files, a page that stands alone, and marked copies of workbooks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from small_site import BUILDERS, DATASET, TABLE, copy_small_site, edit
from suluh.cli.check import FORMS, check

SECRET = "Keluarga"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose table is a workbook with a mangled code, a word for a number, and a secret column."""
    root = copy_small_site(tmp_path / "situs")
    BUILDERS["xlsx_baik"](root)
    book: Any = openpyxl.load_workbook(root / DATASET / "bantuan.xlsx")
    book.active["A2"] = "7472011007"
    book.active["C3"] = "<b>80</b>"
    book.active["G3"] = "=SUM(1)"
    book.active["G3"].data_type = "s"
    book.save(root / DATASET / "bantuan.xlsx")
    (root / TABLE).unlink()
    edit(root, f"{DATASET}/datapackage.yaml", "path: bantuan.csv", "path: bantuan.xlsx")
    return root


def run(root: Path, *arguments: str) -> Any:
    return CliRunner().invoke(check, ["--root", str(root), *arguments])


@pytest.mark.parametrize("form", [one for one in FORMS if one != "tally"])
def test_every_form_can_go_to_a_file_and_shows_no_secret(form: str, root: Path, tmp_path: Path) -> None:
    target = tmp_path / "keluaran" / form
    result = run(root, "--format", form, "--output", str(target))
    assert (result.exit_code, result.output) == (1, "")
    text = target.read_text(encoding="utf-8")
    assert "R004" in text and "7472011007" in text and text.endswith("\n")
    assert SECRET not in text and "SUM" not in text
    if form == "json":
        assert json.loads(text)["summary"]["errors"] == 3


def test_the_page_stands_alone_and_outlines_the_cell(root: Path) -> None:
    page = run(root, "--format", "html").output
    assert "<script" not in page and "style=" not in page
    assert not re.findall(
        r'(?:src|href)="(?!https://data\.contoh\.go\.id/suluh/tentang/temuan/[a-z]/#)', page
    )
    assert '<td class="here">7472011007</td>' in page
    assert '<td class="here">&lt;b&gt;80&lt;/b&gt;</td>' in page and "<b>80</b>" not in page
    assert "(dirahasiakan)" in page
    assert '<td class="right"><code>74.72.01.1007</code></td>' in page


def test_a_marked_copy_colours_the_cell_and_says_what_to_do(root: Path, tmp_path: Path) -> None:
    run(root, "--marked-copy", str(tmp_path / "salinan"))
    (copy,) = (tmp_path / "salinan").iterdir()
    assert copy.name == "bertanda-bantuan-bantuan.xlsx"
    book = openpyxl.load_workbook(copy)
    sheet = book["Data"]
    assert sheet["A2"].value == "7472011007" and sheet["A2"].fill.bgColor.rgb != sheet["A3"].fill.bgColor.rgb
    assert sheet["A2"].fill.fgColor.rgb == "FFFDE4E1"
    assert sheet["I1"].value == "YANG HARUS DIPERBAIKI"
    assert "74.72.01.1007" in sheet["I2"].value
    assert [sheet[f"G{line}"].value for line in (2, 3)] == ["(dirahasiakan)", "(dirahasiakan)"]
    assert [row[0].value for row in book["temuan"].iter_rows(min_row=2)] == ["A2", "C3", "G3"]


def test_many_repeats_are_told_once(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    rows = "".join(f"74.72.01.1007,{1900 + number},x{number},,,,,\n" for number in range(40))
    with (root / TABLE).open("a", encoding="utf-8") as file:
        file.write(rows)
    output = run(root).output
    assert "40 baris: Isi sel salah jenis" in output
    assert "baris 4 “x0”; baris 5 “x1”" in output and "; dan 34 lagi" in output
    assert output.count("T011") == 2


def test_an_output_that_cannot_be_written_is_misuse(root: Path) -> None:
    assert run(root, "--format", "csv", "--output", str(root / "mkdocs.yml" / "x.csv")).exit_code == 2
