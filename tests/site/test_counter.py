"""The counter in a browser: from a wrong workbook to a dataset that passes the check, within the page."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from small_site import copy_small_site
from suluh.checking.project import check_project
from suluh.reading.site_settings import read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

COUNTER = "kirim/"
HEADER = ("Tahun", "bulan ", "instansi", "pegawai", "hari_kerja", "hadir", "izin", "Tanpa Keterangan")
ROWS = (
    (2025, 1, "dinas-sosial", 40, 20, 780, 12, 8),
    (2025, 2, " dinas-sosial", 40, 19, 741, 17, 2),
    (2025, 3, "dinas-sosial", 38, 18, 668, 16, 0),
)
STANDARD = {"kind": "standar", "name": "kehadiran", "table": 0}
NIK = "7472010101900001"
CASES = Path(__file__).parents[1] / "intake" / "cases"
OFFICE, SHEETS = CASES / "judul-dan-jumlah.xlsx", CASES / "beberapa-lembar.xlsx"
ALLOWED = ("aset/", "kirim/aturan/", "luring.js", "templat/", COUNTER)


def make_workbook(*rows: tuple[object, ...]) -> bytes:
    """What the office keeps: a merged title, a blank row, names of columns as people write them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["REKAP KEHADIRAN"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    for row in (HEADER, *rows):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def drop(page: Page, name: str, data: bytes) -> None:
    """Choose a file and wait until it is checked."""
    page.set_input_files("#k-berkas", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    settle(page)


def settle(page: Page) -> None:
    page.locator("[data-kirim]:not([aria-busy])").wait_for()


def choose_standard(page: Page) -> None:
    """A new dataset: the example has one of the same columns, which would be likelier."""
    page.select_option("[data-bentuk]", json.dumps(STANDARD, separators=(",", ":")))
    settle(page)


def download(page: Page, selector: str) -> bytes:
    with page.expect_download() as started:
        page.locator(selector).click()
    return Path(started.value.path()).read_bytes()


def test_from_a_wrong_workbook_to_a_right_dataset(open_page: Any, tmp_path: Path) -> None:
    visit = open_page(COUNTER)
    page = visit.page
    asked: list[str] = []
    sent: list[str] = []
    page.on("request", lambda request: (asked.append(request.url), sent.append(request.post_data or "")))
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert "'unsafe" not in policy
    assert "connect-src 'self'" in policy
    drop(page, "rekap.xlsx", make_workbook(*ROWS))
    chosen = page.locator("[data-bentuk] option:checked").first.inner_text()
    assert chosen in page.locator("[data-dibaca]").inner_text(), "what is chosen is what the file was read as"
    choose_standard(page)
    assert "7 kesalahan" in page.locator("[data-kabar]").inner_text()
    assert "baris 3" in page.locator("[data-dibaca]").inner_text(), "the header was found below the titles"
    assert "T003" in page.locator("[data-temuan]").inner_text()
    assert not page.locator("[data-unduhan] a").count(), "what is wrong is not offered"
    page.locator("[data-perbaiki]").click()
    settle(page)
    assert "tidak ada yang salah di 3 baris" in page.locator("[data-kabar]").inner_text()
    page.locator("[data-unduhan] a").first.wait_for()
    table = download(page, "[download='kehadiran-2025.csv']")
    assert table.decode().splitlines()[0] == (
        "tahun,bulan,instansi,pegawai,hari_kerja,hadir,izin,tanpa_keterangan"
    )
    descriptor = download(page, "[download='datapackage.yaml']")
    packed = zipfile.ZipFile(io.BytesIO(download(page, "[download='kehadiran-2025.zip']")))
    assert packed.testzip() is None
    assert packed.read("kehadiran-2025/datapackage.yaml") == descriptor
    assert "datasets/dinas-sosial/kehadiran-2025" in page.locator("[data-petunjuk]").inner_text()
    home = page.url.removesuffix(COUNTER)
    strange = [url for url in asked if not url.startswith(("blob:", *(home + start for start in ALLOWED)))]
    assert strange == []
    assert not any(sent)
    assert visit.problems == []
    root = copy_small_site(tmp_path / "situs")
    folder = root / "datasets" / "dinas-sosial" / "kehadiran-2025"
    folder.mkdir()
    (folder / "kehadiran-2025.csv").write_bytes(table)
    (folder / "datapackage.yaml").write_bytes(descriptor)
    settings, _ = read_settings(root)
    assert settings is not None
    checked = check_project(settings)
    assert [finding for finding in checked.findings if finding.severity == "error"] == []
    assert "kehadiran-2025" in {valid.package.name for valid in checked.valid}


def test_persons_are_told_and_never_shown(open_page: Any) -> None:
    page = open_page(COUNTER, width=360).page
    drop(page, "rekap.xlsx", make_workbook((NIK, *ROWS[0][1:]), *ROWS[1:]))
    assert page.locator("[data-pribadi]").is_visible()
    assert NIK not in page.content()
    assert "I001" in page.locator("[data-temuan]").inner_text()
    with page.expect_file_chooser():
        page.locator("[data-unduhan] button").click()
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Any, scheme: str) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    def violations(page: Page) -> list[tuple[str, str]]:
        page.evaluate(AXE_SCRIPT)
        result = page.evaluate("axe.run(document)")
        return [(rule["id"], rule["nodes"][0]["html"]) for rule in result["violations"]]

    # axe itself is the stranger on the page, so the page's policy is lifted for it.
    page = open_page(COUNTER, bypass_csp=True, color_scheme=scheme).page
    drop(page, "rekap.xlsx", make_workbook(*ROWS))
    choose_standard(page)
    for press in (False, True):
        if press:
            page.locator("[data-perbaiki]").click()
            settle(page)
            page.locator("[data-unduhan] a").first.wait_for()
        assert violations(page) == []
    drop(page, SHEETS.name, SHEETS.read_bytes())
    assert violations(page) == []
    page.locator("[data-bacaan] button").click()
    settle(page)
    assert violations(page) == []


def test_from_an_offices_own_workbook_to_a_right_dataset(open_page: Any, tmp_path: Path) -> None:
    visit = open_page(COUNTER)
    page = visit.page
    drop(page, OFFICE.name, OFFICE.read_bytes())
    assert "5 baris, 7 kolom" in page.locator("[data-dibaca]").inner_text()
    assert not page.locator("[data-bacaan] fieldset").count(), "no data is read from such a file"
    read = page.locator("[data-bacaan]").inner_text()
    assert "Judul kolom tampaknya di baris 5" in read
    assert "Baris 12 (“JUMLAH”) adalah jumlah" in read
    page.locator("[data-bacaan] button").click()
    settle(page)
    assert "0 kesalahan dan 1 peringatan di 5 baris" in page.locator("[data-kabar]").inner_text()
    assert page.evaluate("document.activeElement.id") == "temuan", "the button is gone: its keyboard goes on"
    assert "sel D9" in page.locator("[data-temuan]").inner_text(), "where it stands in the office's own file"
    assert page.locator("[data-tabel] tbody th").all_inner_texts() == ["7", "8", "9", "10", "11"]
    page.fill("#k-name", "penerima-bantuan")
    page.fill("#k-periode", "2023")
    page.select_option("#k-instansi", "dinas-sosial")
    page.select_option("#k-klasifikasi", "publik")
    settle(page)
    table = page.locator("[download='penerima-bantuan.xlsx']")
    table.wait_for()
    root = copy_small_site(tmp_path / "situs")
    folder = root / "datasets" / "dinas-sosial" / "penerima-bantuan"
    folder.mkdir()
    for name in ("penerima-bantuan.xlsx", "datapackage.yaml"):
        (folder / name).write_bytes(download(page, f"[download='{name}']"))
    assert (folder / "penerima-bantuan.xlsx").read_bytes() == OFFICE.read_bytes(), "the source stays"
    settings, _ = read_settings(root)
    assert settings is not None
    checked = check_project(settings)
    assert [finding for finding in checked.findings if finding.severity == "error"] == []
    valid = next(valid for valid in checked.valid if valid.package.name == "penerima-bantuan")
    table_read = valid.tables["penerima-bantuan"]
    assert [row[1] for row in table_read.rows] == [
        *("Betoambari", "Wolio", "Sorawolio", "Bungi", "Kokalukuna"),
    ]
    assert visit.problems == []


def test_what_a_workbook_does_not_settle_is_asked(open_page: Any) -> None:
    page = open_page(COUNTER, width=360).page
    drop(page, SHEETS.name, SHEETS.read_bytes())
    asked = page.locator("[data-bacaan] fieldset")
    assert asked.count() == 1
    assert asked.locator("input:checked").count() == 1, "the likely answer is chosen"
    first = page.locator("[data-bacaan] form > *").first
    assert first.evaluate("each => each.tagName") == "FIELDSET", "what is asked stands before what is told"
    page.locator("[data-bacaan] button").click()
    settle(page)
    assert "tidak ada yang salah di 4 baris" in page.locator("[data-kabar]").inner_text()
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


def test_codes_held_as_numbers_are_told_of_a_new_shape(open_page: Any) -> None:
    page = open_page(COUNTER).page
    for above in ((), (("DATA URUSAN PEMERINTAHAN",), ())):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in (*above, ("kode jenis alat", "berat alat"), (3, 10), (5, 20), (9, 40)):
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        drop(page, "alat.xlsx", stream.getvalue())
        page.locator("[data-bacaan] button").click()
        settle(page)
        assert "3 kesalahan dan 0 peringatan di 3 baris" in page.locator("[data-kabar]").inner_text()
        assert f"sel A{2 + len(above)}" in page.locator("[data-temuan]").inner_text()


def test_without_a_script_other_ways_are_told(open_page: Any) -> None:
    page = open_page(COUNTER, java_script_enabled=False).page
    assert not page.locator("[data-kirim]").is_visible()
    assert page.get_by_role("heading", name="Jalan lain").is_visible()


def test_it_works_without_a_network_once_it_was_opened(open_page: Any) -> None:
    page = open_page(COUNTER, service_workers="allow").page
    page.locator("[data-luring=siap]").wait_for()
    page.context.set_offline(True)
    try:
        page.reload()
        drop(page, "rekap.xlsx", make_workbook(*ROWS))
        choose_standard(page)
        assert "7 kesalahan" in page.locator("[data-kabar]").inner_text()
    finally:
        page.context.set_offline(False)
        page.evaluate(
            "async () => { await caches.delete('kirim');"
            " for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister(); }"
        )


def test_the_next_edition_of_a_dataset_needs_no_descriptor(open_page: Any) -> None:
    page = open_page(COUNTER).page
    drop(page, "rekap.xlsx", make_workbook(*ROWS))
    page.locator("[data-perbaiki]").click()
    settle(page)
    assert "tidak ada yang salah" in page.locator("[data-kabar]").inner_text()
    page.locator("[data-unduhan] a").first.wait_for()
    assert not page.locator("[download='datapackage.yaml']").count()
    assert "datapackage.yaml tetap" in page.locator("[data-petunjuk]").inner_text()


OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
PLACES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"nama": name, "luas_m2": size},
                "geometry": {"type": "Polygon"},
            }
            for name, size in (("Pasar A", 20), ("Pasar B", 35))
        ],
    }
)


def test_shapes_lists_and_old_workbooks(open_page: Any) -> None:
    page = open_page(COUNTER).page
    drop(page, "lama.xls", OLD_WORKBOOK)
    assert "simpan sebagai XLSX" in page.locator("[data-kabar]").inner_text()
    drop(page, "pasar.geojson", PLACES.encode())
    assert "2 baris, 2 kolom" in page.locator("[data-dibaca]").inner_text()
    assert "2 Polygon" in page.locator("[data-temuan]").inner_text(), (
        "what is left out is told before the yes"
    )
    drop(
        page,
        "rata.txt",
        b"kode     nama  kios\n74.72.01 A        4\n74.72.02 B        5\n74.72.03 C        7\n",
    )
    assert "F042" in page.locator("[data-temuan]").inner_text()
    drop(page, "ekspor.xls", (CASES / "html-bernama-xls.xls").read_bytes())
    assert (
        "2 baris" in page.locator("[data-dibaca]").inner_text()
        or page.locator("[data-bacaan] fieldset").count()
    )
