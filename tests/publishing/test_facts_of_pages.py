"""Facts that pages alone make: read from finished pages, and found again by their names in small files."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.assembly.printed_fact_files import read_facts
from suluh.publishing.api.printed_facts import PrintedFact, is_listed, shelve_printed
from suluh.publishing.api.shards import LIMIT
from suluh.vocabulary.facts import FactName

PLACES = st.sampled_from(
    (
        "semua",
        "instansi.dinas-pupr",
        "instansi.dinas-pupr.program.1.03.02",
        "instansi.dinas-pupr-dua",
        "wilayah.74.72.01.1007",
        "wilayah.74.72",
        "izin.izin-apotek.triwulan.4",
        "dari-0",
    )
)
NAMES = st.builds(
    FactName, st.sampled_from(("anggaran", "sebaran")), st.sampled_from(("2025", "2025-tw2", "kini")), PLACES
)
FACTS = st.lists(st.builds(PrintedFact, NAMES, st.sampled_from(("1", "-2.5", "3..4")), st.just("a/")))


@given(FACTS)
def test_every_fact_is_found_by_its_name_with_the_first_value(facts: list[PrintedFact]) -> None:
    shelf = shelve_printed(facts, simulated=False)
    found = {}
    for text in shelf.files.values():
        for item in json.loads(text)["isi"]:
            for what, times in item["fakta"].items():
                for when, value in times.items():
                    time, _, rest = when.partition(".")
                    place = item["tempat"] if not rest or rest.startswith(".") else ""
                    found[f"{what}.{time}.{place}{rest}"] = value
    first: dict[str, str] = {}
    for fact in facts:
        first.setdefault(str(fact.name), fact.value)
    assert set(found) == set(first)
    ranged = {name for name, value in first.items() if ".." in value}
    assert {name for name, value in found.items() if isinstance(value, dict)} == ranged


def test_many_facts_of_one_place_lie_in_several_small_files() -> None:
    names = (FactName("anggaran", "2025", f"instansi.dinas-a.sub_kegiatan.1.01.{n}") for n in range(2000))
    shelf = shelve_printed([PrintedFact(name, "123456789", "a/") for name in names], simulated=True)
    assert len(shelf.files) > 2
    assert max(len(text.encode()) for text in shelf.files.values()) <= LIMIT


def test_a_page_names_its_facts_from_its_own_place() -> None:
    shown = {"anggaran.2025": 1, "anggaran.2025..program.1.03": 2, "anggaran.2025.semua": 3, "isi.x.x.y.z": 9}
    html = "".join(f"<data value={value} data-f={name}>{value}</data>" for name, value in shown.items())
    place = '<section class="s-hitung" data-di="instansi.dinas-a" id=hitung></section>'
    assert [(str(fact.name), fact.value) for fact in read_facts(html + place, "a/")] == [
        ("anggaran.2025.instansi.dinas-a", "1"),
        ("anggaran.2025.instansi.dinas-a.program.1.03", "2"),
        ("anggaran.2025.semua", "3"),
    ]


@pytest.mark.parametrize("end", ["</tbody></table>", "</table>", "<tfoot><tr><td>x</table>"])
def test_every_row_of_a_table_names_its_facts(end: str) -> None:
    """Finished pages leave out ends of rows, and of bodies too."""
    cells = "<td><data value={}>{}</data><td>–<td><data value={}>{}</data>"
    rows = "".join(
        f"<tr data-f=2025.semua.bulan.{row}>" + cells.format(row, row, -row, -row) for row in (1, 2)
    )
    html = f'<table class=a data-k="masuk - keluar"><tbody>{rows}{end}'
    assert {(str(fact.name), fact.value) for fact in read_facts(html, "a/")} == {
        (f"{name}.2025.semua.bulan.{row}", str(row * sign))
        for row in (1, 2)
        for name, sign in (("masuk", 1), ("keluar", -1))
    }


def test_what_a_share_was_counted_from_is_told_with_it() -> None:
    listed = frozenset(("penyerapan.2025.semua",))
    assert is_listed("penyerapan.2025.semua", listed) and is_listed("penyerapan_terhitung.2025.semua", listed)
    assert not is_listed("penyerapan_terhitung.2024.semua", listed) and not is_listed(
        "anggaran.2025.semua", listed
    )
