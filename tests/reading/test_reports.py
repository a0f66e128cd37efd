"""Reports are read from a closed list of keys, and held back by the smallest slip."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_site import copy_small_site, edit
from suluh.clearing.classification import clear_report
from suluh.reading.report_files import REPORT_LIMIT, ReportFile, read_report, read_reports
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import MASK
from suluh.vocabulary.package import Klasifikasi

FILE = ReportFile("content/laporan/dinas-sosial/2025-tw2.md", "dinas-sosial", 2025, 2)
GOOD = (Path(__file__).parents[1] / "sites" / "kecil" / FILE.path).read_text(encoding="utf-8")


def codes(text: str) -> list[str]:
    return [finding.code for finding in read_report(text, FILE)[1]]


def test_a_report_is_read_whole() -> None:
    report, findings = read_report(GOOD, FILE)
    assert findings == []
    assert report is not None
    assert report.name == "dinas-sosial/2025-tw2"
    assert report.tanggal == date(2025, 7, 10)
    assert report.klasifikasi is Klasifikasi.PUBLIK
    assert (report.wilayah, report.kegiatan) == (("74.72.01.1007",), ("1.06.02.2.01",))
    assert report.body.startswith("\n## Yang dikerjakan")


def test_line_ends_and_integer_codes_do_not_matter() -> None:
    text = GOOD.replace("[74.72.01.1007]", "[74, 74.72]").replace("\n", "\r\n")
    report, findings = read_report(text, FILE)
    assert findings == []
    assert report is not None and report.wilayah == ("74", "74.72")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("klasifkasi: rahasia", ["K006"]),
        ("Klasifikasi: rahasia", ["K006"]),
        ("sifat: terbatas", ["K006"]),
        ("catatan: sangat rahasia", ["K006"]),
        ("x-klasifikasi: rahasia", ["K006"]),
        ("ringkasn: sebaris", ["L004"]),
        ("x-catatan: sebaris", ["L004"]),
        ("dasar_pengecualian: pasal 17 huruf h.3", ["K007"]),
        ("judul_boleh_tampil: true", ["K007"]),
    ],
)
def test_nothing_of_a_report_with_a_doubtful_key_is_public(line: str, expected: list[str]) -> None:
    report, findings = read_report(GOOD.replace("tahun: 2025", f"tahun: 2025\n{line}"), FILE)
    assert [one.code for one in findings] == expected
    assert report is not None and report.klasifikasi is Klasifikasi.RAHASIA
    assert clear_report(report) is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("---\njudul", "judul", ["L002"]),
        ("kegiatan: [1.06.02.2.01]\n---\n", "kegiatan: [1.06.02.2.01]\n", ["L002"]),
        ("tahun: 2025", "tahun 2025", ["F101"]),
        ("klasifikasi: publik", "klasifikasi: publik\nklasifikasi: rahasia", ["F104"]),
        ("klasifikasi: publik", "klasifikasi: umum", ["K002"]),
        ("klasifikasi: publik\n", "", ["L003"]),
        ("klasifikasi: publik", "klasifikasi: publik\ntemplate: lain.html", ["L004"]),
        ("tanggal: 2025-07-10", "tanggal: 2025-02-30", ["L005"]),
        ("tanggal: 2025-07-10", "tanggal: 20250710", ["L005"]),
        ("status_data: simulasi", "status_data: final", ["L005"]),
        ("jenis_informasi: berkala", "jenis_informasi: [berkala]", ["L005"]),
        ("wilayah: [74.72.01.1007]", "wilayah: [{kode: 74.72}]", ["L005"]),
        ("tahun: 2025", "tahun: 2024", ["L006"]),
        ("instansi: dinas-sosial", "instansi: dinas-lain", ["L006"]),
        ("judul: Bantuan pangan triwulan kedua", "judul:", ["L003"]),
    ],
)
def test_slips_are_findings(old: str, new: str, expected: list[str]) -> None:
    assert old in GOOD
    assert codes(GOOD.replace(old, new)) == expected


def test_lines_are_those_of_the_file() -> None:
    _, findings = read_report(GOOD.replace("tahun: 2025", "tahun 2025"), FILE)
    assert findings[0].place.line == 4
    _, findings = read_report(GOOD.replace("triwulan: 2", "triwulan: 1"), FILE)
    assert findings[0].place.line == 5


def test_values_of_reports_that_are_not_public_are_masked() -> None:
    text = GOOD.replace("klasifikasi: publik", "klasifikasi: rahasia").replace("2025-07-10", "kemarin")
    _, findings = read_report(text, FILE)
    assert [(one.code, one.value) for one in findings] == [("L005", MASK)]


def test_misplaced_and_oversized_files_are_told(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    folder = root / "content" / "laporan"
    (folder / "umum.md").write_text("# Umum", encoding="utf-8")
    (folder / "dinas-sosial" / "2025-tw5.md").write_text(GOOD, encoding="utf-8")
    (folder / "dinas-sosial" / "2025-tw3.md").write_text("x" * (REPORT_LIMIT + 1), encoding="utf-8")
    (folder / "dinas-sosial" / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    settings, _ = read_settings(root)
    assert settings is not None
    reports, findings = read_reports(settings)
    assert [report.name for report in reports] == ["dinas-sosial/2025-tw2"]
    assert sorted((one.code, one.place.path.rpartition("/")[2]) for one in findings) == [
        ("F018", "2025-tw3.md"),
        ("L001", "2025-tw5.md"),
        ("L001", "umum.md"),
        ("L009", "foto.jpg"),
    ]


def test_a_site_without_reports_has_none(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    (root / "content" / "laporan").rename(root / "content" / "arsip")
    edit(root, "content/arsip/dinas-sosial/2025-tw2.md", "judul", "title")
    settings, _ = read_settings(root)
    assert settings is not None
    assert read_reports(settings) == ([], [])


@given(st.text(st.sampled_from("-\n :judlkasif'\"[]{}&!#\t\r0"), max_size=80))
def test_no_text_raises_and_none_passes(text: str) -> None:
    report, findings = read_report(text, FILE)
    assert report is None
    assert findings
