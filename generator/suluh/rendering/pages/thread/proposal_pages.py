"""What people asked for: by year and region, with what became of each proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.linking.proposals_by_region import proposals_of
from suluh.measuring.fact_ledger import FlowFacts
from suluh.measuring.fact_sources import cell_fact
from suluh.rendering.amounts import show_amount
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Choice, Filter, FilterOption, Row
from suluh.rendering.pages.shared.place_numbers import (
    flow_numbers,
    place_facts,
    proposals_of_places,
    sources_of_flow,
)
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import proposal_numbers
from suluh.rendering.pages.shared.thread_words import proposal_dots, proposal_status
from suluh.rendering.printed_facts import print_count, print_percent, print_rupiah, print_short_rupiah
from suluh.vocabulary.page_numbers import NumbersLater, datasets_behind
from suluh.vocabulary.region import Region
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record, Thread
from suluh.words.saying import N_

ACCEPTED = "diakomodasi"
ITEMS_SHOWN = 200
FILTERED_FROM = 8
"""How many proposals a page lists at most, and from how many on they can be filtered."""
STAGES = {
    "desa_kelurahan": N_("musyawarah desa/kelurahan"),
    "kecamatan": N_("musyawarah kecamatan"),
    "forum_pd": N_("forum perangkat daerah"),
    "kabupaten_kota": N_("musyawarah kabupaten/kota"),
}
DOTS_WORDS = {
    "on": N_("tercapai"),
    "now": N_("sekarang di sini"),
    "miss": N_("belum dilaporkan"),
    "off": N_("belum"),
    "hold": N_("ditunda"),
    "stop": N_("ditolak"),
}


@dataclass(frozen=True, slots=True)
class ProposalItem:
    """A proposal in a list."""

    title: str
    address: str
    note: str
    cost: str
    dots: list[str]
    dots_words: str
    agency: str
    chip: tuple[str, str]
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RegionProposalsPage(PageContext):
    """What `proposals_of_region.html` is filled in with."""

    template: ClassVar[str] = "proposals_of_region.html"
    region: Region
    year: int
    count: str
    accepted: str
    share: str
    share_all: str
    asked: str
    groups: list[tuple[str, str]]
    parts: list[Row]
    items: list[ProposalItem]
    filters: list[Filter]
    choices: list[Choice]
    mark: str
    origin: str


@dataclass(frozen=True, slots=True)
class ProposalsPage(PageContext):
    """What `proposals.html` is filled in with."""

    template: ClassVar[str] = "proposals.html"
    years: list[ProposalYear]


@dataclass(frozen=True, slots=True)
class ProposalYear:
    """A year of proposals."""

    year: int
    count: str
    accepted: str
    asked: str
    groups: list[tuple[str, str]]
    items: list[Row]
    mark: str


def proposal_pages(studio: Studio) -> Iterable[Page]:
    """The way in, and a page for each year and region that has proposals."""
    yield _index_page(studio)
    for (year, kode), records in proposals_of_places(studio).items():
        region = studio.regions.get(kode)
        if region is not None and kode in studio.published_codes:
            yield _region_page(studio, year, region, records)


def proposal_items(studio: Studio, records: Sequence[Record]) -> list[ProposalItem]:
    """Rows of proposals: the accepted ones first, each group in the order submitted."""
    order = {ACCEPTED: 0, "belum_diputus": 1, "ditunda": 2, "ditolak": 3}
    ordered = sorted(records, key=lambda record: order.get(record.text("hasil"), 4))
    return [_item(studio, record) for record in ordered]


def _item(studio: Studio, record: Record) -> ProposalItem:
    thread = studio.threads.thread_of(record)
    dots = proposal_dots(record, thread)
    volume = record.number("volume")
    amount = f", {show_amount(volume)} {record.text('satuan')}" if volume is not None else ""
    chip = proposal_status(studio, record, thread)
    names = (N_("usulan"), N_("rencana"), N_("anggaran"), N_("kegiatan"), N_("hasil"))
    way = "; ".join(
        f"{studio.say(name)} {studio.say(DOTS_WORDS[dot])}" for name, dot in zip(names, dots, strict=True)
    )
    return ProposalItem(
        title=f"{record.text('uraian')}{amount}",
        address=thread.address if thread else "",
        note=_note(studio, record, thread),
        cost=print_short_rupiah(cell_fact(record, "perkiraan_biaya"), unlinked=True),
        dots=dots,
        dots_words=way,
        agency=studio.agency_short_name(record.text("instansi")),
        chip=chip,
        keys={
            "hasil": chip[1],
            "instansi": studio.agency_short_name(record.text("instansi")),
            "wilayah": studio.region_link(record.text("kode_wilayah")).text,
        },
    )


def _filters(studio: Studio, items: Sequence[ProposalItem]) -> list[Filter]:
    """What a list of proposals can be narrowed by: outcome, agency and place, where they differ."""
    if len(items) < FILTERED_FROM:
        return []
    names = {"hasil": N_("Keadaan"), "instansi": N_("Instansi"), "wilayah": N_("Wilayah")}
    groups = []
    for name, label in names.items():
        counts = Counter(item.keys[name] for item in items if item.keys[name])
        if len(counts) > 1:
            options = [FilterOption(value=key, label=key, count=count) for key, count in counts.most_common()]
            groups.append(Filter(name=name, label=studio.say(label), options=options))
    return groups


def _note(studio: Studio, record: Record, thread: Thread | None) -> str:
    if record.text("alasan"):
        return studio.say("Alasan: %(reason)s.", reason=record.text("alasan"))
    if thread is not None:
        return studio.say("Bagian dari %(name)s.", name=thread.name)
    stage = STAGES.get(record.text("tahap"))
    return studio.say("Sampai %(stage)s.", stage=studio.say(stage)) if stage else ""


_OUTCOMES = {
    "diterima": N_("Diterima"),
    "ditunda": N_("Ditunda"),
    "ditolak": N_("Ditolak"),
    "belum_diputuskan": N_("Belum diputuskan"),
}


def outcome_groups(studio: Studio, facts: FlowFacts) -> list[tuple[str, str]]:
    """Outcomes in words with their counts, those that occur."""
    counts = {what: facts.count(what) for what in _OUTCOMES}
    return [
        (studio.say(word), print_count(counts[what]))
        for what, word in _OUTCOMES.items()
        if counts[what].value
    ]


def _region_page(studio: Studio, year: int, region: Region, records: Sequence[Record]) -> Page:
    years = [other for other, kode in proposals_of_places(studio) if kode == region.kode]
    title = studio.say("Usulan %(region)s untuk %(year)s", region=region.full_name, year=str(year))
    asked_for = proposals_of(studio.threads)

    def context() -> RegionProposalsPage:
        facts = place_facts(studio, year, region.kode, records)
        everyone = [record for (other, _), some in asked_for.items() if other == year for record in some]
        whole = place_facts(studio, year, "", everyone)
        items = proposal_items(studio, records)
        return RegionProposalsPage(
            region=region,
            year=year,
            count=print_count(facts.count("diminta")),
            accepted=print_count(facts.count("diterima")),
            share=print_percent(facts.share("diterima")),
            share_all="" if region == studio.home_region else print_percent(whole.share("diterima")),
            asked=print_rupiah(facts.cost),
            groups=outcome_groups(studio, facts),
            parts=[
                _region_row(studio, year, part.kode, proposals_of_places(studio)[year, part.kode])
                for part in studio.regions.children(region.kode)
                if (year, part.kode) in proposals_of_places(studio)
            ],
            # The list of a whole city would be too long for a phone: its parts have theirs.
            items=items if len(items) <= ITEMS_SHOWN else [],
            filters=_filters(studio, items),
            choices=[
                Choice(text=str(number), address=f"usulan/{number}/{region.kode}/", current=number == year)
                for number in sorted(years)
            ],
            mark="simulasi" if records[0].source.simulated else "",
            origin=records[0].dataset,
        )

    return studio.page(
        f"usulan/{year}/{region.kode}/",
        section="usulan",
        title=title,
        description=studio.say(
            "%(count)s usulan warga %(region)s untuk %(year)s dan apa jadinya.",
            count=len(records),
            region=region.full_name,
            year=str(year),
        ),
        crumbs=(
            Link(studio.say("Usulan"), "usulan/"),
            studio.region_link(region.kode),
        ),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater.of("usulan", proposal_numbers, records),
    )


def _index_page(studio: Studio) -> Page:
    def context() -> ProposalsPage:
        years = []
        asked_for = proposals_of(studio.threads)
        for year in sorted({year for year, _ in asked_for}, reverse=True):
            regions = {kode: some for (other, kode), some in asked_for.items() if other == year}
            records = [record for some in regions.values() for record in some]
            facts = place_facts(studio, year, "", records)
            years.append(
                ProposalYear(
                    year=year,
                    count=print_count(facts.count("diminta")),
                    accepted=print_count(facts.count("diterima")),
                    asked=print_short_rupiah(facts.cost),
                    groups=outcome_groups(studio, facts),
                    items=[_region_row(studio, year, kode, some) for kode, some in regions.items()],
                    mark="simulasi" if any(record.source.simulated for record in records) else "",
                )
            )
        return ProposalsPage(years=years)

    return studio.page(
        "usulan/",
        section="usulan",
        title=studio.say("Usulan"),
        description=studio.say("Apa yang diminta warga dalam musrenbang, dan apa jadinya, menurut wilayah."),
        sources=dict.fromkeys(
            name
            for records in proposals_of(studio.threads).values()
            for name in sources_of_flow(studio, records)
        ),
        context=context,
        numbers=NumbersLater(
            "usulan-per-wilayah", lambda: flow_numbers(studio, proposals_of(studio.threads))
        ),
    )


def _region_row(studio: Studio, year: int, kode: str, records: Sequence[Record]) -> Row:
    """A region in a list, with how many of its proposals were accepted."""
    facts = place_facts(studio, year, kode, records)
    return Row(
        title=studio.region_link(kode).text,
        address=f"usulan/{year}/{kode}/" if studio.region_address(kode) else "",
        note=studio.say("%(count)s diterima", count=print_count(facts.count("diterima"), unlinked=True)),
        right=studio.say("%(count)s usulan", count=print_count(facts.count("diminta"), unlinked=True)),
    )
