"""The search on the built site: a hundred questions, what an answer costs, and what it says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from suluh.assembly.search_words import name_words, stem

pytestmark = pytest.mark.browser

QUESTIONS: dict[str, list[str]] = {
    str(asked): meant
    for asked, meant in yaml.safe_load(
        (Path(__file__).parent.parent / "data/pertanyaan-cari.yaml").read_text(encoding="utf-8")
    ).items()
}
"""What people type, and the pages that they mean."""
RIGHT = 95
FIRST = 3
MOST_BYTES = 100_000
"""Until the first hits of a question stand there, packed as hosts pack."""
DRAWN = 30
_ASK = """async (questions) => {
  const { search, show } = await import(new URL("aset/cari/mesin.js", document.baseURI).href);
  const found = {};
  for (const one of questions) {
    const answer = await search(one);
    found[one] = (await Promise.all(answer.pages.slice(0, 3).map(show))).map((hit) => hit.address);
  }
  return found;
}"""
_STEMS = """async (words) => {
  const { stem } = await import(new URL("aset/cari/mesin.js", document.baseURI).href);
  return words.map(stem);
}"""
HITS = ".s-cari__daftar li"


def test_a_hundred_questions_find_what_they_mean(open_page: Any) -> None:
    found = open_page("").page.evaluate(_ASK, list(QUESTIONS))
    missed = {asked: found[asked] for asked, meant in QUESTIONS.items() if not set(found[asked]) & set(meant)}
    assert len(QUESTIONS) == 100
    assert len(QUESTIONS) - len(missed) >= RIGHT, missed


def test_the_script_shortens_words_as_the_index_does(open_page: Any, built_site: Path) -> None:
    words = sorted(
        {
            word
            for file in (built_site / "aset/cari").glob("kata-*.json")
            for word in name_words(file.read_text(encoding="utf-8"))
            if word.isalpha()
        }
    )
    assert len(words) > 1000
    assert open_page("").page.evaluate(_STEMS, words) == [stem(word) for word in words]


def type_into_search(page: Any, text: str) -> Any:
    """The dialog with its answer to a text."""
    page.keyboard.press("Control+k")
    field = page.locator(".s-cari input")
    field.wait_for(state="visible")
    field.fill(text)
    return page.locator(".s-cari")


def test_the_first_hit_costs_little(open_page: Any, built_site: Path) -> None:
    import gzip

    visit = open_page("wilayah/")
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    type_into_search(visit.page, "katobengke").locator(HITS).first.wait_for()
    files = [url.partition("/suluh/")[2] for url in asked]
    weights = {name: len(gzip.compress((built_site / name).read_bytes())) for name in files}
    assert "aset/cari/mulai.json" in weights
    assert sum(weights.values()) <= MOST_BYTES / 2, weights
    assert visit.problems == []


def test_hits_tell_kind_agency_and_year_and_are_drawn_by_thirty(open_page: Any) -> None:
    page = open_page("wilayah/").page
    dialog = type_into_search(page, "rehabilitasi sistem drainase perkotaan")
    first = dialog.locator(HITS).first
    first.wait_for()
    assert first.locator(".s-cari__jenis").inner_text() == "Alur tiap sub kegiatan · Dinas PUPR · 2025"
    assert first.locator("mark").count() >= 4
    page.locator(".s-cari input").fill("kota")
    more = dialog.get_by_role("button", name="Lebih banyak")
    more.wait_for()
    assert dialog.locator(HITS).count() == DRAWN
    more.click()
    page.wait_for_function(f"document.querySelectorAll('{HITS}').length > {DRAWN}")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("zzyzx", "Tidak ditemukan"),
        ("katobenke", "ini untuk “katobengke”"),
        ("drainase zzyzx", "Tidak ada halaman dengan kata “zzyzx”"),
    ],
)
def test_what_is_not_found_is_said_with_a_way_on(open_page: Any, asked: str, said: str) -> None:
    page = open_page("wilayah/").page
    status = type_into_search(page, asked).get_by_role("status")
    holds = "(said) => document.querySelector('.s-cari__status').textContent.includes(said)"
    page.wait_for_function(holds, arg=said)
    if asked == "zzyzx":
        assert status.locator("a").get_attribute("href").endswith("/suluh/cari/")
    else:
        page.locator(HITS).first.wait_for()


def test_enter_opens_the_answer_to_what_stands_there(open_page: Any) -> None:
    page = open_page("wilayah/").page
    type_into_search(page, "dinas").locator(HITS).first.wait_for()
    page.locator(".s-cari input").fill("katobengke")
    page.keyboard.press("Enter")
    page.wait_for_url("**/wilayah/74.72.01.1007/")


def test_more_is_drawn_once_however_often_it_is_asked_for(open_page: Any) -> None:
    page = open_page("wilayah/").page
    dialog = type_into_search(page, "kota")
    dialog.get_by_role("button", name="Lebih banyak").wait_for()
    page.evaluate("() => [1, 2].forEach(() => document.querySelector('.s-cari > .s-action').click())")
    page.wait_for_function(f"document.querySelectorAll('{HITS}').length > {DRAWN}")
    page.wait_for_load_state("networkidle")
    drawn = page.eval_on_selector_all(HITS + " a", "links => links.map(link => link.href)")
    assert len(drawn) == len(set(drawn))


def test_keys_walk_through_the_hits(open_page: Any) -> None:
    page = open_page("wilayah/").page
    type_into_search(page, "katobengke").locator(HITS).first.wait_for()
    page.keyboard.press("ArrowDown")
    focused = "document.activeElement.pathname"
    assert page.evaluate(focused) == "/suluh/wilayah/74.72.01.1007/"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/wilayah/74.72.01.1007/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_has_no_accessibility_violation(open_page: Any, scheme: str) -> None:
    import json

    from axe_playwright_python.base import AXE_SCRIPT

    page = open_page("wilayah/", width=360, color_scheme=scheme, bypass_csp=True).page
    type_into_search(page, "dinas").locator(HITS).first.wait_for()
    page.evaluate(AXE_SCRIPT)
    rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
    options = json.dumps({"runOnly": {"type": "tag", "values": rules}})
    result = page.evaluate(f"axe.run(document, {options})")
    assert [one["id"] for one in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
