"""The tree of goals: found by code or words, cut where it closes a circle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from record_builders import read_rows
from suluh.vocabulary.goals import GoalTree, allowed_parents, grow_tree

PLAN = {"tahun_awal": 2023, "tahun_akhir": 2027}
NEXT = {"tahun_awal": 2028, "tahun_akhir": 2032}
ROWS = [
    {"id": "v", "jenis": "visi", "uraian": "Kota rukun", **PLAN},
    {"id": "1", "induk": "v", "jenis": "misi", "uraian": "Melayani", **PLAN},
    {"id": "1.1", "induk": "1", "jenis": "tujuan", "uraian": "Terlindungi", **PLAN},
    {"id": "1.1.1", "induk": "1.1", "jenis": "sasaran", "uraian": "Menurunnya Kerentanan", **PLAN},
    {"id": "n.1", "induk": "n", "jenis": "sasaran", "uraian": "menurunnya kerentanan", **NEXT},
]


def grow(rows: list[dict[str, object]]) -> GoalTree:
    return grow_tree(read_rows("tujuan", rows))


def test_a_plan_finds_its_sasaran_by_code_or_words_of_its_period() -> None:
    tree = grow(ROWS)
    for text, year, found in (
        ("1.1.1", 2024, "1.1.1"),
        (" menurunnya   KERENTANAN", 2024, "1.1.1"),
        ("Menurunnya kerentanan", 2030, "n.1"),
        ("Menurunnya kerentanan", 2040, "1.1.1"),
    ):
        goal = tree.find(text, year)
        assert goal is not None and goal.id == found
    assert tree.find("1.1", 2024) is None and tree.find("Lain", 2024) is None
    assert tree.words("1.1.1") == "Menurunnya Kerentanan" and tree.words("Lain") == "Lain"


def test_the_way_up_leads_to_visi_and_misi() -> None:
    tree = grow(ROWS)
    goal = tree.goals["1.1.1"]
    assert [one.id for one in tree.chain(goal)] == ["v", "1", "1.1", "1.1.1"]
    misi = tree.above(goal, "misi")
    assert misi is not None and misi.id == "1" and misi.address == "rencana/#t-1"
    assert goal.address == "rencana/sasaran/1.1.1/"
    assert [one.id for one in tree.roots] == ["v", "n.1"]


def test_an_agency_hangs_its_tujuan_below_a_sasaran() -> None:
    assert allowed_parents("tujuan", of_agency=True) == ("misi", "sasaran")
    assert allowed_parents("tujuan", of_agency=False) == ("misi",)
    assert allowed_parents("visi", of_agency=False) == ()


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdefz")), max_size=8))
def test_any_parents_are_walked_to_an_end(pairs: list[tuple[str, str]]) -> None:
    tree = grow([{"id": one, "induk": up, "jenis": "sasaran", "uraian": one, **PLAN} for one, up in pairs])
    for goal in tree.goals.values():
        way = [one.id for one in tree.chain(goal)]
        below = [one.id for one in tree.walk(goal)]
        assert len(way) == len(set(way)) and way[-1] == goal.id
        assert len(below) == len(set(below)) and below[0] == goal.id
        in_circle = goal.id in {one.id for under in tree.children(goal) for one in tree.walk(under)}
        assert tree.is_circular(goal) == (goal.induk == goal.id or in_circle)
