"""Who is late with the last quarter that is due, and the issue that tells it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import make_report
from small_site import copy_small_site, edit
from suluh.cli.late import late
from suluh.linking.catalog_joining import quarters_of
from suluh.measuring.lateness import find_late
from suluh.publishing.late_forms import write_issue, write_late_json, write_late_markdown
from suluh.reading.deadlines import newest_due
from suluh.vocabulary.reports import Instansi

SOCIAL = Instansi("dinas-sosial", "Dinas Sosial", "dinas")
WORKS = Instansi("dinas-pupr", "Dinas PUPR @semua <b>", "dinas")
MINISTRY = Instansi("kemenkeu", "Kementerian Keuangan", "pusat")


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2025, 7, 30), 30, (2025, 1)),
        (date(2025, 7, 31), 30, (2025, 2)),
        (date(2025, 7, 14), 14, (2025, 1)),
        (date(2025, 7, 15), 14, (2025, 2)),
        (date(2026, 1, 1), 0, (2025, 4)),
        (date(2026, 1, 2), 365, (2024, 4)),
    ],
)
def test_the_last_due_quarter_begins_the_day_after_its_deadline(
    day: date, days: int, expected: tuple[int, int]
) -> None:
    assert newest_due(day, days) == expected


def test_agencies_without_that_report_are_late_and_suppliers_never() -> None:
    reports = [
        make_report(instansi="dinas-sosial", tahun=2025, triwulan=2),
        make_report(instansi="dinas-pupr", tahun=2025, triwulan=1),
        make_report(instansi="dinas-pupr", tahun=2024, triwulan=4),
    ]
    found = find_late([SOCIAL, WORKS, MINISTRY], quarters_of(reports), date(2025, 9, 1))
    assert [(one.agency.slug, one.last) for one in found.late] == [("dinas-pupr", (2025, 1))]
    assert found.expected == 2
    answer = json.loads(write_late_json([found]))
    assert (answer["tahun"], answer["triwulan"], answer["terlambat"][0]["slug"]) == (2025, 2, "dinas-pupr")


def test_a_name_reaches_comment_and_issue_as_text_alone() -> None:
    found = find_late([WORKS], {}, date(2025, 9, 1))
    title, body = write_issue([found], WORKS, "content/laporan")
    assert body.startswith("<!-- suluh:terlambat:dinas-pupr -->\n")
    for text in (body, write_late_markdown([found])):
        assert "<b>" not in text
        assert "@" not in text
    assert "\n" not in title
    assert "belum pernah" in body


def test_the_command_names_who_is_late_and_writes_an_issue_for_each(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    options = ["--root", str(root), "--on", "2025-09-01"]
    answer = json.loads(CliRunner().invoke(late, [*options, "--format", "json"]).stdout)
    assert [one["slug"] for one in answer["terlambat"]] == ["kecamatan-betoambari"]
    real = tmp_path / "isu"
    assert CliRunner().invoke(late, [*options, "--issues", str(real)]).exit_code == 0
    names = sorted(one.name for one in real.iterdir())
    expected = [] if answer["simulasi"] else ["kecamatan-betoambari.md", "kecamatan-betoambari.title"]
    assert names == expected


def test_no_issue_is_written_for_example_agencies(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    descriptor = "datasets/referensi/instansi/datapackage.yaml"
    text = (root / descriptor).read_text(encoding="utf-8")
    status = "simulasi" if "status_data: simulasi" in text else "tetap"
    other = "tetap" if status == "simulasi" else "simulasi"
    counts = {}
    for one in (status, other):
        if one != status:
            edit(root, descriptor, f"status_data: {status}", f"status_data: {one}")
        folder = tmp_path / one
        options = ["--root", str(root), "--on", "2025-09-01", "--issues", str(folder)]
        assert CliRunner().invoke(late, options).exit_code == 0
        counts[one] = len(list(folder.iterdir()))
    assert counts == {"simulasi": 0, "tetap": 2}
