"""How many parts a region has, as a fact, for pages and for the maps on them."""

from __future__ import annotations

from suluh.vocabulary.facts import NOW, Fact, FactMaker, within


def count_regions(kode: str, kind: str, count: int) -> Fact:
    """How many regions of a kind a region has by the list of regions."""
    return FactMaker(NOW, within(("wilayah", kode), ("jenis", kind))).make("banyak_wilayah", count)
