"""Texts that run in a spreadsheet, hide signs or mix scripts are told; honest ones pass."""

from __future__ import annotations

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.cell_hygiene import check_cells
from suluh.checking.personal_data import scan_file


def cell_codes(cell: str, **field: object) -> list[str]:
    resource = make_resource(fields=[make_field("isi", descriptor=field)])
    package = make_package(resources=(resource,))
    return [one.code for one in check_cells(package, resource, make_table(["isi"], [[cell]]))]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "@SUM(A1)",
        "+cmd",
        "-cmd",
        " =1",
        "\t=1",
        "\tteks",
        "\rteks",
        "＝1",
        "＋A",
        "＠A",
        "- cmd|' /C calc'!A0",
        "+ A1(2)",
    ],
)
def test_texts_that_a_spreadsheet_runs_are_refused(cell: str) -> None:
    assert cell_codes(cell) == ["T028"]
    assert cell_codes(cell, boleh_rumus=True) == []


@pytest.mark.parametrize("cell", ["-", "--", "-5", "+62 402 2821234", "- Jalan Contoh", "a=b", "1+1", "(+)"])
def test_signs_and_numbers_pass(cell: str) -> None:
    assert cell_codes(cell) == []


def test_a_declared_column_is_still_clean_text() -> None:
    assert cell_codes("=1\u200b", boleh_rumus=True) == ["T026"]


def told(path: str, text: str) -> list[tuple[str, int | None]]:
    return [(one.finding.code, one.finding.place.line) for one in scan_file(path, text.encode())]


def test_prose_is_looked_at_line_by_line() -> None:
    text = "baik, kafé\nbalik \u202e kanan\nkafe\u0301\n\u0412aubau dan B\u0430ubau\nمرحبا dan Ελλάδα\n"
    assert told("content/tentang/a.md", text) == [("T103", 2), ("T104", 3), ("T101", 4)]


def test_cells_are_looked_at_for_length_and_scripts() -> None:
    text = f"kode,isi\n01,{'x' * 32_767}\n02,{'x' * 32_768}\n03,B\u0430ubau\n"
    assert told("datasets/a/b/b.csv", text) == [("T102", 3), ("T101", 4)]
    assert told("datasets/a/b/b.csv", "kode,i\u200bsi\n01,x\n") == [("T103", 1)]
