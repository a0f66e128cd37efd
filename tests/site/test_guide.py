"""The agencies' guide walked in a browser on a small project of its own, from template to published page.

Its pictures are taken on the way. `make pictures` writes them anew, with the text that they show: where
a page no longer says that, the picture is out of date and the test says so.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from PIL import Image

from command_line import ROOT, build_with_suluh, run_suluh
from repositories import branch, commit, git, start_repository
from small_site import DATASET, edit, remove_grounds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

GUIDE = ROOT / "generator/suluh/guides/tentang/panduan-instansi.md"
PICTURES = ROOT / "generator/suluh/guides/tentang/gambar"
SHOWN = Path(__file__).parent / "panduan"
DIGESTS = SHOWN / "gambar.json"
WIDTH = 720
ALL_OF_THEM = 250_000
"""Bytes of all pictures together: the guide is read on cheap phones too."""
TEXT_ABOVE = """(element, bottom) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange(), texts = [];
  while (walker.nextNode()) {
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width && box.height && box.bottom <= bottom) texts.push(walker.currentNode.data);
  }
  return texts.join(" ");
}"""
"""The text within an element that lies wholly above a line of the page."""
_SIZE = re.compile(r"[0-9]+(?:,[0-9]+)? k?B\b")
"""Sizes of files change with every byte of them, and mean nothing in a picture."""
WRITE = bool(os.environ.get("SULUH_WRITE_PICTURES"))
BOOK = f"{DATASET}/bantuan.xlsx"
HEADER = ("kode_wilayah", "tahun", "jumlah", "rata", "tanggal", "jenis", "kegiatan")
FIRST = ("74.72.01.1007", 2025, 120, 1.5, date(2025, 5, 10), "beras", "1.06.02.2.01")
SECOND = ("74.72.01.1012", 2025, 80, 2.25, date(2025, 5, 11), "minyak", "1.06.02.2.01")
THIRD = ("74.72.01.1013", 2025, 64, 1.75, date(2025, 5, 12), "beras", "1.06.02.2.01")


@dataclass
class Walk:
    """What a clerk saw on the way, step by step."""

    root: Path
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict)

    def take(self, page: Page, name: str, selector: str, height: int) -> None:
        """A picture of an element's beginning, and the text that is seen on it."""
        element = page.locator(selector).first
        box = element.bounding_box()
        assert box is not None, name
        clip = {"x": 0, "y": box["y"], "width": WIDTH, "height": min(box["height"], height)}
        text = element.evaluate(TEXT_ABOVE, box["y"] + clip["height"])
        data = page.screenshot(clip=clip, full_page=True, animations="disabled")
        self.pictures[name] = (_SIZE.sub("… kB", " ".join(text.split())), _pack(data))


def _pack(data: bytes) -> bytes:
    """Few colours and nothing but pixels: half the bytes, and what a page's picture may be."""
    stream = io.BytesIO()
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture.quantize(48, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _start(folder: Path) -> Path:
    """The small project with a published workbook, and the guides of the package."""
    root = start_repository(folder)
    edit(root, "mkdocs.yml", "      panduan: false\n", "")
    descriptor = f"{DATASET}/datapackage.yaml"
    edit(root, descriptor, "path: bantuan.csv", "path: bantuan.xlsx")
    edit(root, descriptor, "        - {name: penerima, type: string, klasifikasi: rahasia}\n", "")
    remove_grounds(root)
    (root / DATASET / "bantuan.csv").unlink()
    _save(root, openpyxl.Workbook(), [HEADER, FIRST, SECOND])
    return commit(root, "Data pertama")


def _save(root: Path, book: Any, rows: list[tuple[Any, ...]], at: int = 1) -> None:
    for line, row in enumerate(rows, start=at):
        for column, value in enumerate(row, start=1):
            book.worksheets[0].cell(line, column).value = value
    book.save(root / BOOK)


@pytest.fixture(scope="module")
def walk(browser: Browser, serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The whole way, once."""
    folder = tmp_path_factory.mktemp("panduan")
    done = Walk(_start(folder / "gudang"))
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 900}, accept_downloads=True, java_script_enabled=False
    )
    page = context.new_page()
    first = build_with_suluh(folder / "situs", root=done.root, **{"SOURCE_DATE_EPOCH": "1751342400"})
    with serve(first) as home:
        template = _fetch_template(done, page, home, folder)
        _visit_counter(done, browser, home, template)
    _submit(done, page, template, folder)
    second = build_with_suluh(folder / "situs2", root=done.root, **{"SOURCE_DATE_EPOCH": "1751428800"})
    with serve(second) as home:
        _visit_published(done, page, home)
    context.close()
    yield done


def _fetch_template(done: Walk, page: Page, home: str, folder: Path) -> Path:
    """Guide, list of templates, download: by the links on the pages alone, without a script."""
    page.goto(f"{home}tentang/panduan-instansi/")
    done.seen["guide"] = page.locator("article").first.inner_text()
    page.get_by_role("link", name="Templat untuk mengisi").first.click()
    done.seen["templates"] = page.url.removeprefix(home)
    done.take(page, "templat", "main", 620)
    with page.expect_download() as started:
        page.locator('a[href$="data/bantuan/templat-bantuan.xlsx"]').first.click()
    template = folder / started.value.suggested_filename
    started.value.save_as(template)
    return template


def _visit_counter(done: Walk, browser: Browser, home: str, template: Path) -> None:
    """The wrong workbook in the browser, before anything is sent: the counter needs a script."""
    book = openpyxl.load_workbook(template)
    for row, values in enumerate(
        [FIRST, (7472011012, *SECOND[1:]), (*THIRD[:2], "sekitar 60", *THIRD[3:])], 3
    ):
        for column, value in enumerate(values, start=1):
            book.worksheets[0].cell(row, column, value)
    wrong = template.with_name("salah.xlsx")
    book.save(wrong)
    context = browser.new_context(viewport={"width": WIDTH, "height": 900})
    page = context.new_page()
    page.goto(f"{home}kirim/")
    page.set_input_files("#k-berkas", wrong)
    page.locator("[data-kirim]:not([aria-busy])").wait_for()
    done.seen["counter"] = page.locator("[data-temuan]").inner_text()
    done.take(page, "loket", "main", 1280)
    context.close()


def _submit(done: Walk, page: Page, template: Path, folder: Path) -> None:
    """Filled in wrongly, told so, mended, compared, merged."""
    branch(done.root, "usul")
    book = openpyxl.load_workbook(template)
    # What happens: the example is left, Excel made a number of a code, a word stands for a number.
    _save(done.root, book, [FIRST, (7472011012, *SECOND[1:]), (*THIRD[:2], "sekitar 60", *THIRD[3:])], at=3)
    commit(done.root, "Unggah data", "2025-07-02")
    report = folder / "laporan"
    told = run_suluh("check", "--report", str(report), "--marked-copy", str(folder / "tanda"), root=done.root)
    done.seen["wrong"] = told.returncode, told.stdout
    page.goto((report / "pemeriksaan.html").as_uri())
    done.seen["report"] = page.locator("main").inner_text()
    done.take(page, "laporan", "body", 1250)
    done.seen["marked"] = [one.name for one in (folder / "tanda").rglob("*.xlsx")]

    book = openpyxl.load_workbook(template)
    book.worksheets[0].delete_rows(2)
    _save(done.root, book, [FIRST, SECOND, THIRD], at=2)
    commit(done.root, "Perbaiki data", "2025-07-02")
    told = run_suluh("check", "--format", "html", "--output", str(folder / "bersih.html"), root=done.root)
    done.seen["clean"] = told.returncode
    page.goto((folder / "bersih.html").as_uri())
    done.take(page, "bersih", "body", 420)
    arguments = ("main", "usul", "--format", "html", "--output", str(folder / "perbedaan.html"))
    done.seen["difference"] = run_suluh("diff", *arguments, root=done.root).returncode
    page.goto((folder / "perbedaan.html").as_uri())
    done.take(page, "perbedaan", "body", 620)
    git(done.root, "switch", "-q", "main")
    git(done.root, "merge", "-q", "--no-ff", "-m", "Terima data", "usul", date="2025-07-02T15:00:00+08:00")
    edit(done.root, f"{DATASET}/datapackage.yaml", "bantuan\ntitle", "bantuan\nnama_lama: [sembako]\ntitle")
    commit(done.root, "Sebut nama lama", "2025-07-03")


def _visit_published(done: Walk, page: Page, home: str) -> None:
    """By its former name, without a script, to the page and its history."""
    page.goto(f"{home}data/sembako/")
    page.wait_for_url(f"{home}data/bantuan/")
    done.seen["published"] = page.locator("main").inner_text()
    done.seen["mistake"] = page.get_by_role("link", name="Laporkan kesalahan").first.get_attribute("href")
    page.get_by_role("link", name="Riwayat dan versi lama").first.click()
    done.take(page, "terbit", "main", 760)


def test_the_guide_leads_from_the_template_to_the_published_page(walk: Walk) -> None:
    seen = walk.seen
    assert "Yang diperlukan hanya peramban" in seen["guide"] and seen["templates"] == "templat/"
    code, output = seen["wrong"]
    assert code == 1 and all(one in output for one in ("C001", "R004", "T011", "C5"))
    assert all(one in seen["counter"] for one in ("C001", "R004", "T011", "C5"))
    assert "Yang harus" in seen["report"] or "perbaiki" in seen["report"].lower()
    assert seen["marked"] == ["bertanda-bantuan-bantuan.xlsx"]
    assert (seen["clean"], seen["difference"]) == (0, 0)
    assert "3 baris" in seen["published"]
    assert "bantuan" in seen["mistake"] and "2025-07-03" in seen["mistake"]
    text, _ = walk.pictures["terbit"]
    assert "1 baris baru" in text


def test_pictures_show_what_the_pages_say(walk: Walk) -> None:
    if WRITE:
        _write(walk)
    known = json.loads(DIGESTS.read_text(encoding="utf-8"))
    assert set(known) == set(walk.pictures) == {one.stem for one in PICTURES.glob("*.png")}
    for name, (text, _) in walk.pictures.items():
        shown = (SHOWN / f"{name}.txt").read_text(encoding="utf-8")
        assert text == shown.rstrip("\n"), (
            f"{name}.png shows another text: run `make pictures` and look at it"
        )
        taken = [
            sha256(shown.encode()).hexdigest(),
            sha256((PICTURES / f"{name}.png").read_bytes()).hexdigest(),
        ]
        assert known[name] == taken, f"{name}.png and its text were not made together: run `make pictures`"


def test_the_guide_shows_every_picture_and_says_what_is_on_it() -> None:
    pictures = sorted(PICTURES.glob("*.png"))
    text = GUIDE.read_text(encoding="utf-8")
    assert len(pictures) >= 4 and sum(one.stat().st_size for one in pictures) <= ALL_OF_THEM
    for one in pictures:
        assert text.count(f"](gambar/{one.name})") == 2, f"{one.name}: shown, and a link to it in full size"


def _write(walk: Walk) -> None:
    PICTURES.mkdir(exist_ok=True)
    SHOWN.mkdir(exist_ok=True)
    digests = {}
    for name, (text, data) in sorted(walk.pictures.items()):
        shown = f"{text}\n"
        (SHOWN / f"{name}.txt").write_text(shown, encoding="utf-8", newline="\n")
        (PICTURES / f"{name}.png").write_bytes(data)
        digests[name] = [sha256(shown.encode()).hexdigest(), sha256(data).hexdigest()]
    DIGESTS.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8", newline="\n")
