"""Facts as files: of all agencies, of each agency by year, of its programs, of fields, of regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from suluh.linking.proposals_by_region import Proposals
from suluh.measuring.fact_sources import DIMENSIONS
from suluh.measuring.listed_facts import (
    facts_of_accounts,
    facts_of_agency,
    facts_of_fields,
    facts_of_goals,
    facts_of_parts,
    facts_of_regions,
    facts_of_year,
    gather_by_place,
)
from suluh.publishing.api.answers import Angka, Bilangan, Fakta, KepalaFakta, TempatFakta
from suluh.publishing.api.encoding import encode
from suluh.publishing.api.shards import Item, spell
from suluh.publishing.api.shelves import Shelf, shelve
from suluh.publishing.api.sources import Sources
from suluh.reading.fact_formulas import load_fact_formulas
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.facts import EVERYWHERE, Fact, read_place
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.region import Region

KIND = "fakta"
ByTime = Mapping[str, Mapping[str, Fact]]
"""Facts by what and when."""


@dataclass(frozen=True, slots=True)
class FactPlaces:
    """Which facts there are, by the address of their collection."""

    catalog: Catalog
    proposals: Proposals

    def collections(self) -> Iterator[tuple[str, Iterator[Fact]]]:
        """Each collection's address and its facts, worked out when they are asked for."""
        book, agencies = self.catalog.threads, self.catalog.own_agencies
        yield f"{KIND}/semua", chain.from_iterable(facts_of_year(book, year, agencies) for year in book.years)
        yield f"{KIND}/tujuan", chain.from_iterable(facts_of_goals(book, year) for year in book.years)
        yield f"{KIND}/rekening", chain.from_iterable(facts_of_accounts(book, year) for year in book.years)
        yield f"{KIND}/bidang", chain.from_iterable(facts_of_fields(book, year) for year in book.years)
        for slug in sorted({key.instansi for key in book.threads}):
            years = [year for year in book.years if book.select(year, slug)]
            yield (
                f"{KIND}/instansi/{slug}",
                chain.from_iterable(facts_of_agency(book, year, slug) for year in years),
            )
            yield (
                f"{KIND}/program/{slug}",
                chain.from_iterable(facts_of_parts(book, year, slug) for year in years),
            )
        yield f"{KIND}/wilayah", facts_of_regions(book, self.proposals)


def shelve_facts(
    places: FactPlaces, sources: Sources, names: PlaceNames
) -> Iterator[tuple[Shelf, Mapping[str, ByTime]]]:
    """Each collection of facts put away, with the facts by place."""
    for base, facts in places.collections():
        found = gather_by_place(facts)
        if found:
            yield _shelve(base, found, sources, names), found


def _shelve(base: str, found: Mapping[str, ByTime], sources: Sources, names: PlaceNames) -> Shelf:
    whats = sorted({what for of_place in found.values() for what in of_place})
    status = StatusData.weakest(map(weakest_of, found.values()))
    items = [
        Item(
            spell(where, year),
            encode(TempatFakta(where, names.name(where), state_facts(facts), weakest_of(facts))),
        )
        for where, of_place in found.items()
        for year, facts in by_year(of_place).items()
    ]
    head = KepalaFakta(
        jenis=KIND,
        simulasi=status is StatusData.SIMULASI,
        links={},
        sumber=sources.of_formulas(whats),
        satuan=units_of(whats),
    )
    return shelve(base, head, items, columns=("tempat", "tahun"))


def by_year(facts: ByTime) -> Mapping[str, ByTime]:
    """Facts of one place by their year."""
    found: dict[str, dict[str, dict[str, Fact]]] = {}
    for what, of_what in facts.items():
        for when, fact in of_what.items():
            found.setdefault(when[:4], {}).setdefault(what, {})[when] = fact
    return found


def units_of(whats: Iterable[str]) -> Mapping[str, str]:
    """The units of kinds of facts, of those that have any."""
    formulas = load_fact_formulas()
    return {what: formulas[what].unit for what in whats if what in formulas and formulas[what].unit}


def weakest_of(facts: ByTime) -> StatusData:
    """How final some facts are together."""
    all_of_them = (fact.status for of_what in facts.values() for fact in of_what.values())
    return StatusData.weakest(all_of_them) or StatusData.TETAP


def state_facts(facts: ByTime) -> Fakta:
    """Facts by what and when as the API says them."""
    return {
        what: {when: state_fact(fact) for when, fact in sorted(of_what.items())}
        for what, of_what in facts.items()
    }


def state_fact(fact: Fact) -> Bilangan | Angka:
    """A fact as a number where that says it all, else with its state, its range and its coverage."""
    measured = fact.measured
    if measured is None:
        return Angka(None, fact.state) if fact.value is None else fact.value
    shown, coverage = measured.shown, measured.coverage
    state = State.BELUM_DILAPORKAN if measured.state is State.NILAI and shown is None else measured.state
    ranged = measured.low != measured.high and measured.has_figure
    return Angka(
        nilai=shown,
        keadaan=State.NILAI if shown is not None else state,
        rendah=measured.low if ranged else None,
        tinggi=measured.high if ranged else None,
        terhitung=coverage.counted,
        ditunggu=coverage.owed,
        pagu_terhitung=coverage.money,
        yang_lengkap=measured.value if shown is None else None,
    )


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What the places of facts are called."""

    home: str
    agencies: Mapping[str, str]
    regions: Mapping[str, Region]
    codes: Mapping[str, str]

    def name(self, where: str) -> str:
        """The name of the last part of a place, with those of the dimensions before it."""
        if where == EVERYWHERE:
            return self.home
        pairs: Sequence[tuple[str, str]] = tuple(read_place(where, DIMENSIONS))
        return ", ".join(self._name(dimension, key) for dimension, key in reversed(pairs))

    def _name(self, dimension: str, key: str) -> str:
        if dimension == "instansi":
            return self.agencies.get(key, key)
        if dimension == "wilayah":
            region = self.regions.get(key)
            return key if region is None else region.full_name
        return self.codes.get(key, key)
