"""What holds of the rows behind all figures of a page is told once."""

from __future__ import annotations

from suluh.rendering.pages.shared.how_counted import HowSource, find_common_rows
from suluh.vocabulary.facts import Selection
from suluh.vocabulary.site import Link

YEAR, AGENCY = Selection("tahun", "=", "2025"), Selection("instansi", "=", "dinas-a")


def source(*rows: Selection, each: bool = False) -> HowSource:
    return HowSource(Link("Anggaran", "data/anggaran/"), "", ("murni",), rows, each)


def test_rows_that_all_sources_share_are_told_once() -> None:
    both = source(YEAR, AGENCY)
    assert find_common_rows([both, source(YEAR, AGENCY, each=True), source(each=True)]) == (YEAR, AGENCY)


def test_nothing_is_told_of_all_where_one_has_other_rows_or_all_of_its_own() -> None:
    both = source(YEAR, AGENCY)
    assert not find_common_rows([both, source(YEAR)])
    assert not find_common_rows([both, both, source()])
    assert not find_common_rows([both, source(each=True)])
    assert not find_common_rows([])
