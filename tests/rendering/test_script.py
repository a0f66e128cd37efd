"""What the script adds to pages: filters, sorting, folding, copying, search on demand."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, FileSystemLoader

from suluh.rendering.environment import make_environment

pytestmark = pytest.mark.browser
PHONE, DESK = 360, 1280


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all parts with our style and script, as a file beside them."""
    folder = tmp_path_factory.mktemp("komponen")
    assets = files("suluh.rendering") / "assets"
    styles = [one.read_text(encoding="utf-8") for one in assets.iterdir() if one.name.endswith(".css")]
    (folder / "aset").mkdir()
    (folder / "aset" / "suluh.css").write_text("\n".join(styles), encoding="utf-8")
    script = (assets / "suluh.js").read_text(encoding="utf-8")
    (folder / "aset" / "suluh.js").write_text(script, encoding="utf-8")
    environment = make_environment("id")
    assert environment.loader is not None
    environment.loader = ChoiceLoader([environment.loader, FileSystemLoader(Path(__file__).parent)])
    body = environment.get_template("komponen.html.jinja").render(here="")
    field = environment.from_string(
        '{% import "components.html" as c with context %}{{ c.search_field("cari/index.html", "Cari", "") }}'
    ).render(here="")
    (folder / "index.html").write_text(
        '<!doctype html><html lang="id"><meta charset="utf-8"><link rel="stylesheet" href="aset/suluh.css">'
        f'<body><article class="s-page">{field}{body}</article><script src="aset/suluh.js"></script>',
        encoding="utf-8",
    )
    (folder / "cari").mkdir()
    (folder / "cari" / "index.html").write_text("<h1>A sampai Z</h1>", encoding="utf-8")
    return folder


@pytest.fixture
def visit(browser: Any, demo: Path) -> Iterator[Any]:
    """Opens the page at a width; an uncaught exception on it fails the test."""
    contexts = []
    problems: list[str] = []

    def open_it(width: int = DESK, query: str = "", **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto((demo / "index.html").as_uri() + query)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert problems == []


def shown(page: Any) -> list[str]:
    return [one.inner_text() for one in page.locator("[data-filter-item]:visible .s-row__title").all()]


def column(page: Any, number: int) -> list[str]:
    return [one.inner_text() for one in page.locator(f".s-table tbody td:nth-child({number})").all()]


def test_filters_narrow_the_list_and_say_so(visit: Any) -> None:
    page = visit()
    page.get_by_role("button", name="Keuangan 2").click()
    assert shown(page) == ["Dana Desa", "Pagu"]
    page.get_by_role("button", name="2023 1").click()
    assert shown(page) == ["Dana Desa"]
    assert page.locator("[data-filter-status]").inner_text() == "1 dari 3 cocok"
    page.get_by_role("button", name="Wilayah 1").click()
    assert shown(page) == []
    assert "Tidak ada yang cocok" in page.locator("[data-filter-status]").inner_text()


def test_a_filtered_list_can_be_passed_on(visit: Any) -> None:
    page = visit()
    page.get_by_role("button", name="Wilayah 1").click()
    assert page.url.endswith("?topik=Wilayah")
    again = visit(query="?topik=Wilayah&tahun=1999")
    assert shown(again) == ["Luas"]


def test_filters_are_folded_on_a_phone(visit: Any) -> None:
    page = visit(PHONE)
    assert not page.get_by_role("button", name="Keuangan 2").is_visible()
    page.get_by_text("Saring daftar").click()
    assert page.get_by_role("button", name="Keuangan 2").is_visible()


def test_without_a_script_the_list_stands_whole(visit: Any) -> None:
    page = visit(java_script_enabled=False)
    assert len(shown(page)) == 3
    assert not page.locator("[data-filters]").is_visible()
    assert page.locator("[data-copy]:visible").count() == 0
    assert page.locator(".s-sort").count() == 0


def test_numbers_sort_as_numbers_and_states_stay_last(visit: Any) -> None:
    page = visit()
    head = page.locator("th", has_text="pagu")
    before = column(page, 4)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(page, 4)[:2] == ["63.893.841.000", "80.032.538.000"]
    head.locator("button").click()
    assert column(page, 4)[0] == "213.772.068.000"
    assert "tidak berlaku" in column(page, 4)[-2:]
    head.locator("button").click()
    assert column(page, 4) == before and head.get_attribute("aria-sort") is None


def test_numbers_sort_by_the_signs_of_the_page_language(browser: Any, demo: Path) -> None:
    rows = "".join(f'<tr><td class="s-num">{one}</td></tr>' for one in ("1,200", "9.5", "–", "−3", "300.25"))
    (demo / "english.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><table data-sortable><thead><tr>'
        f'<th class="s-num">Rows</th></tr></thead><tbody>{rows}</tbody></table>'
        '<script src="aset/suluh.js"></script>',
        encoding="utf-8",
    )
    page = browser.new_page()
    page.goto((demo / "english.html").as_uri())
    page.locator(".s-sort").click()
    assert page.locator("td").all_text_contents() == ["−3", "9.5", "300.25", "1,200", "–"]
    page.close()


def test_a_long_list_opens_at_its_next_row(visit: Any) -> None:
    page = visit()
    rows = page.locator("[data-more] > li:visible")
    assert rows.count() == 7
    page.get_by_role("button", name="Tampilkan 5 lagi").click()
    assert rows.count() == 12
    assert page.evaluate("document.activeElement.textContent").endswith("nomor 8")


def test_the_checksum_is_copied_whole(visit: Any) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Salin SHA-256 XLSX").click()
    page.locator(".s-copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "ab" * 32


def test_without_an_index_the_search_leads_to_the_list(visit: Any) -> None:
    page = visit()
    page.locator("a.s-search").click()
    page.wait_for_url("**/cari/index.html")
    assert page.locator("h1").inner_text() == "A sampai Z"


def test_the_page_fits_a_phone(visit: Any) -> None:
    for width in (320, PHONE):
        page = visit(width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
