"""The built site in headless Chromium: phone and desktop, light and dark, with and without JavaScript."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from suluh.reading.built_in_guides import READING_ORDER
from suluh.vocabulary.site import Document

pytestmark = pytest.mark.browser

HOME = ""
KELURAHAN = "wilayah/74.72.01.1007/"
DATASET = "data/dana-desa/"
REPORT = "laporan/dinas-sosial/2025-tw2/"
THREAD = "alur/2025/dinas-pupr/1.03.06.2.01.0028/"
WHOLE_PAGES = (HOME, KELURAHAN, DATASET, REPORT, THREAD)
OTHER_PAGES = (
    "wilayah/",
    "wilayah/74.72/",
    "wilayah/74/",
    "instansi/",
    "instansi/dinas-sosial/",
    "data/",
    "data/nomenklatur/",
    "laporan/",
    "usulan/",
    "usulan/2025/74.72.01.1007/",
    "anggaran/",
    "anggaran/2025/",
    "anggaran/2025/dinas-pupr/",
    "alur/",
    "evaluasi/",
    "evaluasi/2025/tw2/",
    "evaluasi/2025/tw2/dinas-pupr/",
    "rencana/",
    "rencana/sasaran/2.1.1/",
    "rencana/dokumen/2024/",
    "tpad/2024/",
    "kalender/",
    "anggaran/2025/urusan/",
    "anggaran/2025/sumber-dana/",
    "anggaran/2025/rekening/",
    "evaluasi/2025/tc29/dinas-pupr/",
    "dasbor/",
    "dasbor/sepekan/",
    "kepatuhan/",
    "kinerja/",
    "kinerja/kematian-ibu/",
    "kinerja/indeks/",
    "kinerja/strategi/",
    "pengadaan/2025/",
    "kegiatan/",
    "layanan/",
    "layanan/perizinan/",
    "aduan/2025/",
    "kehadiran/2025/",
    "profil/74.72/",
    "standar/realisasi/",
    "templat/",
    "kirim/",
    "tentang/",
    "tentang/temuan/",
    "cari/",
)
WITH_WIDE_TABLES = (DATASET, REPORT)
SECTIONS_OF_WIDE_TABLES = ("data/", "tentang/", "cari/", "laporan/")
"""Where a table may be scrolled on a phone: all columns of a dataset, and what people wrote."""
MOST_SHIFT = 0.02
"""Of the window, added up: what moves by more is noticed."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def overflow(page: Any) -> int:
    """Pixels by which the page is wider than its window."""
    root = "document.documentElement"
    pixels: int = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
    return pixels


def widest_elements(page: Any) -> list[str]:
    """Elements that reach beyond the window and are not inside a scrolling box: what to mend."""
    found: list[str] = page.evaluate(
        """() => {
          const edge = document.documentElement.clientWidth;
          const scrolls = one => one && one !== document.body &&
            (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(one).overflowX) ||
             scrolls(one.parentElement));
          return [...document.body.querySelectorAll('*')]
            .filter(one => one.getBoundingClientRect().right > edge + 1 && !scrolls(one.parentElement))
            .map(one => one.outerHTML.slice(0, 120)).slice(0, 5);
        }"""
    )
    return found


def wide_tables(page: Any) -> list[str]:
    """Tables that would have to be scrolled, whatever is folded being open: with their widths."""
    found: list[str] = page.evaluate(
        """() => {
          for (const one of document.querySelectorAll('article details')) one.open = true;
          return [...document.querySelectorAll('article .s-scroll')]
            .filter(one => one.scrollWidth > one.clientWidth + 1)
            .map(one => `${one.getAttribute('aria-label')}: ${one.scrollWidth} px`);
        }"""
    )
    return found


def cut_words(page: Any) -> list[str]:
    """Words that are cut off or run over the edge of their cell or drawing; digests of files may be cut."""
    found: list[str] = page.evaluate(
        """() => {
          const own = (one) => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
          const box = (one) => one.getBoundingClientRect();
          const beyond = (one, room) => one.right > room.right + 1.5 || one.left < room.left - 1.5;
          const found = [];
          for (const one of document.querySelectorAll('body *')) {
            const style = getComputedStyle(one);
            if (!own(one) || !box(one).width || !one.checkVisibility({ visibilityProperty: true })) continue;
            const drawing = one.ownerSVGElement && one.closest('svg:not(svg svg)');
            const room = drawing && (getComputedStyle(drawing).overflow === 'visible'
              ? one.closest('figure, section, article, main') : drawing);
            const cell = one.closest('td, th');
            const clipped = ['hidden', 'clip'].includes(style.overflowX) && one.clientWidth > 2 &&
              one.scrollWidth > one.clientWidth + 1 && one.tagName !== 'CODE';
            const over = cell && (cell === one ? one.scrollWidth > one.clientWidth + 1
              : style.position !== 'absolute' && beyond(box(one), box(cell)));
            if (clipped || over || room && beyond(box(one), box(room))) {
              found.push(`${one.tagName} ${one.textContent.trim().slice(0, 60)}`);
            }
          }
          return found.slice(0, 5);
        }"""
    )
    return found


def shifts(page: Any) -> list[tuple[float, str]]:
    """How far what was painted has moved since, with what moved."""
    found: list[tuple[float, str]] = page.evaluate(
        """() => new Promise((done) => {
          const seen = [];
          new PerformanceObserver((list) => {
            for (const one of list.getEntries()) {
              if (!one.hadRecentInput) {
                const names = one.sources.map((source) => source.node && source.node.className);
                seen.push([one.value, names.join()]);
              }
            }
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(seen), 100);
        })"""
    )
    return found


def steady(page: Any) -> bool:
    """Whether hardly anything has moved."""
    return sum(value for value, _ in shifts(page)) < MOST_SHIFT


def hidden_columns(page: Any) -> list[str]:
    """Tables with columns that no tick beside them brings: whoever has a phone cannot read them."""
    found: list[str] = page.evaluate(
        """() => {
          const shown = (cell) => getComputedStyle(cell).display !== 'none';
          for (const tick of document.querySelectorAll('.s-kolom input')) tick.checked = true;
          return [...document.querySelectorAll('article .s-scroll table')]
            .filter(one => [...one.rows[0].cells].some(cell => !shown(cell)))
            .map(one => one.caption ? one.caption.textContent : one.outerHTML.slice(0, 80));
        }"""
    )
    return found


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", WHOLE_PAGES)
def test_page_opens_without_problem(open_page: Any, address: str, width: int) -> None:
    visit = open_page(address, width=width)
    assert visit.problems == []
    assert visit.page.locator("h1").count() == 1
    assert visit.page.locator("h1").is_visible()
    assert overflow(visit.page) <= 0, widest_elements(visit.page)
    assert steady(visit.page), shifts(visit.page)
    assert cut_words(visit.page) == []
    if width == 1280:
        assert_reads_without_javascript(visit.page, open_page(address, java_script_enabled=False))
    elif address not in WITH_WIDE_TABLES:
        assert wide_tables(visit.page) == []


def assert_reads_without_javascript(with_script: Any, without: Any) -> None:
    """Scripts may add buttons, never the content."""
    assert without.problems == []
    assert without.page.locator("h1").is_visible()
    text = without.page.locator("article").first.text_content()
    same = with_script.locator("article").first.text_content()
    assert len(text.split()) >= 0.95 * len(same.split())
    assert without.page.locator("nav a[href]").count() > 0


def test_no_guide_has_a_problem(open_page: Any) -> None:
    """Whatever its headings are called, since scripts look for parts of pages by their names."""
    visit = open_page("tentang/", width=360)
    for path in READING_ORDER:
        visit.page.goto(visit.page.url.partition("tentang/")[0] + Document(path, "").address)
        assert visit.problems == [], path


def violations(page: Any, *, inject: bool = True) -> list[str]:
    """What axe finds against WCAG 2.2 AA: rule, element, and how to mend it."""
    from axe_playwright_python.base import AXE_SCRIPT

    if inject:
        page.evaluate(AXE_SCRIPT)
    options = json.dumps({"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
    result = page.evaluate(f"axe.run(document, {options})")
    return [
        f"{one['id']}: {node['html'][:140]} ({node['failureSummary'].splitlines()[-1].strip()})"
        for one in result["violations"]
        for node in one["nodes"]
    ]


# axe itself is the stranger on the page, so the page's policy is lifted for it.
@pytest.mark.parametrize("address", WHOLE_PAGES)
def test_page_has_no_accessibility_violation(open_page: Any, address: str) -> None:
    page = open_page(address, width=360, color_scheme="light", bypass_csp=True).page
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    assert brightness(page) < 80
    assert violations(page, inject=False) == []
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("address", OTHER_PAGES)
def test_other_pages_hold_on_a_phone(open_page: Any, address: str) -> None:
    visit = open_page(address, width=360, bypass_csp=True)
    assert visit.problems == []
    assert steady(visit.page), shifts(visit.page)
    assert overflow(visit.page) <= 0, widest_elements(visit.page)
    assert violations(visit.page) == []
    assert cut_words(visit.page) == []
    if not address.startswith(SECTIONS_OF_WIDE_TABLES):
        assert wide_tables(visit.page) == []
    assert hidden_columns(visit.page) == []
    assert overflow(visit.page) <= 0, widest_elements(visit.page)
    visit.page.set_viewport_size({"width": 1280, "height": 800})
    assert cut_words(visit.page) == []


def brightness(page: Any) -> float:
    """Perceived brightness of the page's background, 0 to 255."""
    color = page.evaluate("getComputedStyle(document.body).backgroundColor")
    numbers = [float(one) for one in color[color.index("(") + 1 : -1].split(",")[:3]]
    return 0.299 * numbers[0] + 0.587 * numbers[1] + 0.114 * numbers[2]


def test_dark_is_dark_and_light_is_light(open_page: Any) -> None:
    assert brightness(open_page(KELURAHAN, color_scheme="dark").page) < 80
    assert brightness(open_page(KELURAHAN, color_scheme="light").page) > 200


def test_a_reader_turns_to_dark_and_every_page_keeps_it(open_page: Any) -> None:
    page = open_page(KELURAHAN, color_scheme="light").page
    assert page.get_by_role("button", name="Ganti ke terang").count() == 1
    for _ in range(2):
        page.locator("[data-scheme]").click()
    assert brightness(page) < 80
    page.goto(page.url.replace(KELURAHAN, THREAD))
    assert brightness(page) < 80, "on another record"
    page.goto(page.url.replace(THREAD, "tentang/"))
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate", "on a hand-written page"


def test_a_frame_is_light(built_site: Path) -> None:
    html = (built_site / THREAD / "index.html").read_text(encoding="utf-8")
    body = html.partition("id=isi>")[2].rpartition("</article>")[0]
    assert len(html.encode()) - len(body.encode()) <= 7400
    assert re.findall(r"<script>|<svg", html.replace(body, "")) == []


def test_the_page_for_no_address_reads_without_its_style(open_page: Any) -> None:
    """A copy of the site at another path: its 404 page asks for a style that is not there."""
    page = open_page("wilayah/").page
    page.context.route("**/aset/suluh.css", lambda route: route.abort())
    page.goto(page.url.replace("wilayah/", "tidak/ada/"))
    page.context.unroute("**/aset/suluh.css")
    assert page.evaluate("document.body.getBoundingClientRect().width") <= 800
    assert "sans-serif" in page.evaluate("getComputedStyle(document.body).fontFamily")


def test_what_a_page_asks_of_strangers_is_refused_and_noted(open_page: Any) -> None:
    """Else no other test of these would see it."""
    visit = open_page("wilayah/", bypass_csp=True)
    for stranger in ("https://contoh.go.id/a", "http://203.0.113.7/a"):
        answer = visit.page.evaluate(f"() => fetch('{stranger}').then(() => 'ada', () => 'tidak ada')")
        assert answer == "tidak ada" and f"request to {stranger}" in visit.problems


def test_unknown_address_gets_the_kind_page(open_page: Any) -> None:
    visit = open_page("wilayah/00.00/")
    assert [one for one in visit.problems if "404" not in one] == []
    assert visit.page.locator("h1").is_visible()
    assert visit.page.locator("a[href]").count() > 3


def test_an_old_address_leads_to_its_place(open_page: Any) -> None:
    page = open_page("anggaran/2025/dinas-pupr/1.03.06.2.01.0028/").page
    page.wait_for_url("**/anggaran/2025/dinas-pupr/#1.03.06.2.01.0028")
    place = page.locator("[id='1.03.06.2.01.0028']")
    place.wait_for()
    assert place.is_visible() and place.get_attribute("open") is not None


def test_keyboard_reaches_the_content_first(open_page: Any) -> None:
    visit = open_page(KELURAHAN)
    visit.page.keyboard.press("Tab")
    target = visit.page.evaluate("document.activeElement.getAttribute('href')")
    assert target and target.startswith("#"), "the first stop of the keyboard is the skip link"
    assert visit.page.locator(f"[id='{target[1:]}']").count() == 1


def test_tables_scroll_inside_their_box_on_a_phone(open_page: Any) -> None:
    visit = open_page(DATASET, width=360)
    for box in visit.page.locator("[data-table-scroll], .table-scroll, .md-typeset__scrollwrap").all():
        assert box.bounding_box()["width"] <= 360


def test_site_has_a_policy_that_runs_no_stranger(built_site: Path) -> None:
    for address in WHOLE_PAGES:
        html = (built_site / address / "index.html").read_text(encoding="utf-8")
        assert "Content-Security-Policy" in html
        policy = html.split("Content-Security-Policy", 1)[1].split(">", 1)[0]
        assert "unsafe-inline" not in policy
        assert "'unsafe-eval'" not in policy


def test_the_week_is_one_page_on_paper(open_page: Any) -> None:
    printed = open_page("dasbor/sepekan/").page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
