"""The script that cites one figure: names as pages shorten them, forms that strict readers take apart."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import suluh.rendering
from citation_readers import read_bibtex, read_ris, unescape
from suluh.rendering.printed_facts import shorten_names

SCRIPT = Path(suluh.rendering.__file__).parent / "assets/kutip/kutip.js"
WORDS = {
    **{"site": "Suluh & Kota_Contoh", "date": "2026-01-31", "language": "id", "figure": "Angka"},
    **{"sample": "data contoh", "within": "Dalam", "asOf": "keadaan", "coverage": "terhitung"},
    **{"made": "dihitung dari", "named": "nama angka", "until": "sampai triwulan"},
}
FIGURE = {
    **{
        "what": "Serapan",
        "kind": "penyerapan",
        "when": "2025-tw2",
        "where": "semua",
        "label": "Dinas Contoh",
    },
    **{"shown": "87,5 %", "value": "87.504012", "unit": "persen", "coverage": "44 / 57"},
    "name": "penyerapan.2025-tw2.semua",
}
PAGE = {
    "title": "Anggaran 2025",
    "address": "https://contoh.go.id/suluh/anggaran/2025/",
    "simulated": True,
    "made": ["Anggaran, edisi 5 Januari 2026", "Realisasi"],
}
NAMES = ("anggaran.2025.instansi.a", "anggaran.2025.instansi.a.program.1.03", "serapan.2025-tw2.semua")
HOSTILE = 'Judul {"a"} \\ & 100% $x_1 ~^ #\n  </script> \r\nER  - '


def run_script(lines: str) -> Any:
    """What the lines leave in `answer`, run after the script in Node, which has no document."""
    text = f"{SCRIPT.read_text(encoding='utf-8')}\nlet answer;\n{lines}\nconsole.log(JSON.stringify(answer));"
    done = subprocess.run(
        ["node", "-"], input=text, capture_output=True, check=True, text=True, encoding="utf-8"
    )
    return json.loads(done.stdout)


ROW = """
const cell = (localName, textContent, value = "") => ({
  localName, textContent, querySelector: () => (value ? { getAttribute: () => value } : null),
  closest: (what) => (what.startsWith("tr") ? row : null),
});
const row = {
  dataset: { f: "2025.semua" },
  querySelector: () => null,
  closest: () => ({ dataset: { k: "anggaran - sisa_" } }),
  cells: [["th", "Dinas 1"], ["td", "120", "120"], ["td", "8"], ...last].map((one) => cell(...one)),
};
const source = {
  querySelector: () => null, querySelectorAll: (what) => (what.startsWith("tr") ? [row] : []),
};
"""
"""A row of a table whose columns are named once, as a browser gives it."""


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """All that is asked of the script, in one run of Node."""
    html = "".join(f'<data value="1" data-f="{name}">1</data>' for name in (*NAMES, *NAMES[:1] * 3))
    short, place = shorten_names(html)
    written = [part.split(">")[0] for part in short.split("data-f=")[1 : len(NAMES) + 1]]
    hostile = {**FIGURE, "what": HOSTILE, "label": HOSTILE, "shown": HOSTILE}
    asked = json.dumps({"names": written, "place": place, "figure": FIGURE, "page": PAGE, "words": WORDS})
    found: dict[str, Any] = run_script(
        f"""const asked = {asked};
        const hostile = {json.dumps({"figure": hostile, "page": {**PAGE, "title": HOSTILE}})};
        const list = (last) => {{ {ROW} return kutip.listFigures(source, {{ names: {{}}, units: {{}} }}); }};
        const cited = kutip.cite(asked.figure, asked.page, asked.words);
        answer = {{
          names: asked.names.map((name) => kutip.readName(name, asked.place)),
          cited, forms: kutip.writeForms(cited, asked.words),
          rows: [[], [["td", "30"]]].map((last) => list(last)),
          hostile: kutip.writeForms(kutip.cite(hostile.figure, hostile.page, asked.words), asked.words),
        }};"""
    )
    return found


def test_names_are_read_as_pages_shorten_them(answers: dict[str, Any]) -> None:
    assert [f"{name['what']}.{name['when']}.{name['where']}" for name in answers["names"]] == list(NAMES)


def test_a_column_names_its_own_cells_where_a_row_has_fewer(answers: dict[str, Any]) -> None:
    """By the rule of the API and of what writes the names: cells of data, from the left."""
    short, whole = ([(one["name"], one["shown"]) for one in row] for row in answers["rows"])
    assert short == [("anggaran.2025.semua", "120")]
    assert whole == [*short, ("sisa_k.2025.semua", "30")]


def test_a_citation_says_what_where_when_how_much_and_from_what(answers: dict[str, Any]) -> None:
    title = (
        "Serapan, Anggaran 2025, Dinas Contoh, 2025 sampai triwulan II: "
        "87,5 % (87.504012 persen) [data contoh]"
    )
    note = (
        "Dalam “Anggaran 2025”; keadaan 2026-01-31; terhitung 44 / 57; "
        "dihitung dari Anggaran, edisi 5 Januari 2026; Realisasi; nama angka penyerapan.2025-tw2.semua"
    )
    address = "https://contoh.go.id/suluh/anggaran/2025/#hitung"
    forms = answers["forms"]

    assert forms["apa"] == f"Suluh & Kota_Contoh. (2026). {title} [Angka]. {note}. {address}"
    key, fields = read_bibtex(forms["bibtex"])
    ris = dict(read_ris(forms["ris"]))
    (csl,) = json.loads(forms["csl"])
    assert key == ris["ID"] == csl["id"] == "angka-penyerapan-2025-tw2-semua"
    assert unescape(fields["title"][1:-1]) == ris["TI"] == csl["title"] == title
    assert unescape(fields["note"]) == ris["N1"] == csl["note"] == note
    assert fields["url"] == ris["UR"] == csl["URL"] == address
    assert csl["issued"] == {"date-parts": [[2026, 1, 31]]}


def test_hostile_words_break_no_form(answers: dict[str, Any]) -> None:
    forms = answers["hostile"]
    (csl,) = json.loads(forms["csl"])

    assert len(forms["apa"].splitlines()) == 1
    assert dict(read_ris(forms["ris"]))["TI"] == csl["title"]
    assert unescape(read_bibtex(forms["bibtex"])[1]["title"][1:-1]) == csl["title"]


@pytest.mark.browser
def test_a_reader_gets_from_a_page_s_foot_to_the_citation_of_its_figure(open_page: Any) -> None:
    visit = open_page("anggaran/", width=360)
    page = visit.page
    page.click(".s-hitung summary")
    page.click("a[data-kutip]")
    page.wait_for_selector("[data-kutip-angka]:not([hidden])")

    assert page.inner_text("[data-halaman]") == "Anggaran"
    assert page.locator("#pilih-angka option").count() > 3
    text = page.inner_text("#angka-apa")
    assert "[data contoh]" in text and "https://contoh.go.id/suluh/anggaran/#hitung" in text
    page.select_option("#pilih-angka", index=2)
    assert page.inner_text("#angka-apa") != text
    read_bibtex(page.evaluate("document.getElementById('angka-bibtex').textContent"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert visit.problems == []
