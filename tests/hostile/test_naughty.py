"""Nasty texts wherever people write, shown in a real browser: whole, as text, and nothing else."""

from __future__ import annotations

import csv
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from naughty import naughty_strings

from small_site import DATASET, GROUNDS, copy_small_site, edit
from suluh.assembly.recipe import publish_site
from suluh.checking.project import check_project
from suluh.engines import load_engine
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.settings import Settings

pytestmark = pytest.mark.browser

ROWS = 8
"""As many as a dataset's page shows; the texts fill as many columns as they need."""
SAFE = "aman"
INJECTION = "\"'><script>window.kena=1</script><img src=x onerror=window.kena=1> {{7*7}} {: onclick=kena }"
PAGES = (
    "",
    "data/",
    "data/nakal/",
    "data/bantuan/",
    "instansi/",
    "instansi/dinas-sosial/",
    "laporan/",
    "laporan/dinas-sosial/2025-tw2/",
    "wilayah/74.72.01.1007/",
    "tentang/",
    "cari/?q=script",
)
INJECTED = (
    "[onerror], [onload], [onclick], [onmouseover], [onfocus], [ontoggle], #suntikan, iframe, object, embed,"
    " base, article img, article script, article [style], article form[action], article meta,"
    " a[href^='javascript:' i], a[href^='data:']"
)


class Grid:
    """The texts as a table: `columns` names, and a row of cells for each of `ROWS`."""

    def __init__(self, texts: list[str]) -> None:
        width = -(-len(texts) // ROWS)
        self.columns = [f"k{number:02}" for number in range(width)]
        padded = texts + [SAFE] * (width * ROWS - len(texts))
        self.rows = [padded[start : start + width] for start in range(0, len(padded), width)]

    def write(self, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([self.columns, *self.rows])


def add_naughty_dataset(root: Path) -> Grid:
    """A dataset of all the texts that checking accepts; the others were told and are left out."""
    folder = root / "datasets" / "dinas-sosial" / "nakal"
    folder.mkdir()
    descriptor = yaml.safe_load((root / DATASET / "datapackage.yaml").read_text(encoding="utf-8"))
    for key in ("angka_kunci", "grafik", "pengungkapan", *GROUNDS):
        descriptor.pop(key, None)
    grid = Grid([text for text in naughty_strings() if "\0" not in text])  # NUL: the file is refused whole
    fields = [{"name": name, "type": "string", "title": f"Kolom {name}"} for name in grid.columns]
    descriptor |= {"name": "nakal", "title": f"Nakal {INJECTION}", "description": f"Uji {INJECTION}"}
    fields[0]["title"] = fields[0]["description"] = INJECTION
    descriptor["resources"] = [{"name": "nakal", "path": "nakal.csv", "schema": {"fields": fields}}]
    text = yaml.safe_dump(descriptor, allow_unicode=True, sort_keys=False)
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    for _ in range(4):
        grid.write(folder / "nakal.csv")
        checked = check_project(read(root))
        told = [one for one in checked.findings if one.severity == "error" and "nakal" in one.place.path]
        if not told:
            return grid
        refused = {(one.place.row, one.place.field) for one in told}
        assert all(row and field for row, field in refused), told
        for row, field in refused:
            grid.rows[(row or 1) - 1][grid.columns.index(field)] = SAFE
    raise AssertionError("the texts that are left are still refused")


def add_naughty_prose(root: Path, report: str) -> None:
    """The texts as paragraphs of a report, without those that checking refuses there."""
    path = root / report
    lines = [*path.read_text(encoding="utf-8").split("\n"), "", INJECTION]
    for text in naughty_strings():
        if text.isprintable() and len(text) < 300:
            lines += ["", text.replace("---", "- - -")]
    path.write_text("\n".join(lines), encoding="utf-8")
    told = [one for one in check_project(read(root)).findings if one.place.path == report]
    refused = {one.place.line for one in told if one.severity == "error"}
    kept = [line for number, line in enumerate(lines, start=1) if number not in refused]
    path.write_text("\n".join(kept), encoding="utf-8")


def read(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


@pytest.fixture(scope="module")
def naughty_site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Grid]:
    """The small site with nasty texts wherever one can be written, built."""
    root = copy_small_site(tmp_path_factory.mktemp("nakal") / "situs")
    quoted = INJECTION.replace("'", "''")
    edit(root, f"{DATASET}/datapackage.yaml", "title: Bantuan pangan", f"title: '{quoted}'")
    edit(root, f"{DATASET}/datapackage.yaml", "  - title: Dinas Sosial", f"  - title: '{quoted}'")
    edit(root, f"{DATASET}/datapackage.yaml", "judul: Penerima per kelurahan", f"judul: '{quoted}'")
    report = "content/laporan/dinas-sosial/2025-tw2.md"
    edit(root, report, "judul: Bantuan pangan triwulan kedua", f"judul: '{quoted}'")
    edit(root, report, "ringkasan: Bantuan pangan sampai di dua kelurahan.", f"ringkasan: '{quoted}'")
    doubled = INJECTION.replace('"', '""')
    agencies = "datasets/referensi/instansi/instansi.csv"
    edit(root, agencies, "dinas-sosial,Dinas Sosial,", f'dinas-sosial,"{doubled}",')
    add_naughty_prose(root, report)
    grid = add_naughty_dataset(root)
    published, _ = publish_site(read(root), load_engine("mkdocs"))
    assert published.site_dir is not None, published.findings
    return published.site_dir, grid


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing."""


@pytest.fixture(params=["dengan CSP", "tanpa CSP"])
def address(request: pytest.FixtureRequest, naughty_site: tuple[Path, Grid], tmp_path: Path) -> Iterator[str]:
    """Where the site is served, with its policy and, since it is only the second net, without."""
    folder = Path(shutil.copytree(naughty_site[0], tmp_path / "situs"))
    if request.param == "tanpa CSP":
        for path in folder.rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            bare, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
            assert count == 1, path
            path.write_text(bare, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_most_texts_are_accepted(naughty_site: tuple[Path, Grid]) -> None:
    cells = [cell for row in naughty_site[1].rows for cell in row if cell != SAFE]
    assert len(naughty_strings()) >= 560 and len(cells) > 470, len(cells)


def is_lost(response: Any) -> bool:
    """Whether a page asked for what is not there: `<img src=x>` would."""
    return bool(response.status >= 400 and not response.url.endswith("/sitemap.xml"))


def test_every_text_is_shown_and_nothing_runs(
    browser: Any, naughty_site: tuple[Path, Grid], address: str
) -> None:
    page = browser.new_context().new_page()
    problems: list[str] = []

    def refuse_dialog(dialog: Any) -> None:
        problems.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", refuse_dialog)
    page.on(
        "request",
        lambda one: None if one.url.startswith((address, "data:", "blob:")) else problems.append(one.url),
    )
    # The theme asks for the sitemap of whatever else a page names as its alternate.
    page.on("response", lambda one: problems.append(one.url) if is_lost(one) else None)
    page.on("pageerror", lambda one: problems.append(str(one)))
    for name in PAGES:
        page.goto(address + name, wait_until="networkidle" if "?" in name else "load")
        assert page.evaluate("window.kena") is None, name
        found = page.evaluate(
            f"[...document.querySelectorAll(`{INJECTED}`)].map(one => one.outerHTML.slice(0, 200))"
        )
        assert found == [], name
        assert problems == [], name
    page.goto(f"{address}instansi/dinas-sosial/", wait_until="load")
    assert INJECTION in page.locator("h1").text_content()
    page.goto(f"{address}data/nakal/", wait_until="load")
    assert INJECTION in page.title()
    assert INJECTION in page.locator("h1").text_content()
    grid = naughty_site[1]
    shown = page.evaluate(
        """width => [...document.querySelectorAll('table')]
          .map(table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent)))
          .find(rows => rows.length && rows[0].length === width)""",
        len(grid.columns),
    )
    assert shown is not None
    wrong = [
        (submitted, seen)
        for row, cells in zip(grid.rows, shown, strict=True)
        for submitted, seen in zip(row, cells, strict=True)
        if submitted.replace("\r\n", "\n") != seen  # HTML knows one kind of line end
    ]
    assert wrong == []
    page.context.close()
