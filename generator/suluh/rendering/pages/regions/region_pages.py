"""A page for every published region: facts, its place on the map, and all that names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import escape

from suluh.linking.cell_figures import declared_key_figures, key_figures
from suluh.measuring.region_counts import count_regions
from suluh.record_types import record_types
from suluh.rendering.field_words import KINDS_COUNTED
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.regions.four_steps import region_steps
from suluh.rendering.pages.regions.maps_of_regions import Atlas
from suluh.rendering.pages.regions.region_contexts import (
    MissingFigure,
    PartsSentence,
    RegionPage,
    RegionsPage,
)
from suluh.rendering.pages.regions.region_rows import block
from suluh.rendering.pages.shared.absence import explain_absence
from suluh.rendering.pages.shared.parts import KeyFigure
from suluh.rendering.pages.shared.place_numbers import figure_numbers
from suluh.rendering.pages.shared.record_blocks import blocks_of
from suluh.rendering.pages.shared.shown_cells import is_money
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import join_words, print_count, print_fact
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.facts import NOW, Fact, FactMaker, name_cell, within
from suluh.vocabulary.figures import Figure, State
from suluh.vocabulary.own_types import own_types
from suluh.vocabulary.page_numbers import NumbersLater
from suluh.vocabulary.record_types import Subject
from suluh.vocabulary.region import Region, count_kinds
from suluh.vocabulary.site import Link, Page
from suluh.words.numbers import format_number
from suluh.words.saying import N_


def region_pages(studio: Studio, atlas: Atlas) -> Iterable[Page]:
    """The list of regions and a page for each."""
    yield _region_list(studio, atlas)
    for region in studio.published_regions:
        yield region_page(studio, atlas, region)


def region_page(studio: Studio, atlas: Atlas, region: Region) -> Page:
    """The page of one region; its tables and map are made when it is written."""
    named = studio.catalog.rows_of_region.get(region.kode, {})
    inside = studio.rows_within(region.kode)
    datasets = _in_order(studio, named)
    wider = [dataset for dataset in _in_order(studio, inside) if dataset.name not in named]
    reports = studio.reports_within(region.kode)
    simulated = any(dataset.simulated for dataset in (*datasets, *wider)) or any(
        report.report.status_data.value == "simulasi" for report in reports
    )
    return studio.page(
        f"wilayah/{region.kode}/",
        section="wilayah",
        title=region.full_name,
        description=_description(studio, region),
        crumbs=crumbs_of_region(studio, region),
        simulated=simulated,
        sources=tuple(dataset.name for dataset in (*datasets, *wider)),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: RegionPage(
            region=region,
            steps_of=region_steps(studio, region.kode),
            blocks_of_types=blocks_of(studio, Subject.REGION, region.kode),
            sentence=_describe_parts(studio, region, len(datasets) + len(wider), len(reports)),
            figures=region_figures(studio, region, datasets),
            blocks=[
                block(studio, region, dataset, inside[dataset.name], of_parts=True)
                if dataset in wider
                else block(studio, region, dataset, named[dataset.name])
                for dataset in _in_order(studio, inside)
                if not _has_pages(dataset)
            ],
            thread_data=[
                dataset
                for dataset in _in_order(studio, inside)
                if _has_pages(dataset) and not _is_own(dataset)
            ],
            agency=_governing_agency(studio, region),
            missing=_not_at_this_level(studio, region, datasets),
            reports=reports,
            children=studio.regions.children(region.kode) if region.kode in studio.published_codes else (),
            neighbours=[studio.region_link(kode) for kode in atlas.neighbours(region)],
            map=atlas.locator(region, f"wilayah/{region.kode}/"),
        ),
        numbers=NumbersLater("ringkasan-wilayah", lambda: figure_numbers(studio, region.kode, datasets)),
    )


def _is_own(dataset: Dataset) -> bool:
    """Whether it follows a type of the site's own, whose rows stand in a block of that type."""
    return dataset.main[0].standar in own_types()


def _has_pages(dataset: Dataset) -> bool:
    """Whether its rows are shown on pages of their own, such as proposals, instead of as a table."""
    record_type = record_types().get(dataset.main[0].standar)
    return record_type is not None and bool(record_type.sections)


def crumbs_of_region(studio: Studio, region: Region) -> tuple[Link, ...]:
    """From the list of regions down to the region's parent."""
    above = (studio.region_link(ancestor.kode) for ancestor in studio.regions.ancestors(region.kode))
    return (Link(studio.say("Wilayah"), "wilayah/"), *above)


def _region_list(studio: Studio, atlas: Atlas) -> Page:
    return studio.page(
        "wilayah/",
        section="wilayah",
        title=studio.say("Wilayah"),
        description=studio.say(
            "Semua wilayah di %(name)s, dengan data dan laporannya.", name=studio.home_region.full_name
        ),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: RegionsPage(
            map=atlas.city("wilayah/"),
            parts=[
                (child, studio.regions.children(child.kode) if child.kode in studio.published_codes else ())
                for child in studio.regions.children(studio.settings.wilayah)
            ],
            siblings=[
                region
                for region in studio.regions.children(studio.province.kode)
                if region != studio.home_region
            ],
        ),
    )


def count_children(studio: Studio, region: Region) -> list[str]:
    """How many regions of each kind lie directly within, for the words of a link: `["5 kelurahan"]`."""
    return _print_kinds(studio, region, count_kinds(studio.regions.children(region.kode)), unlinked=True)


def count_parts(studio: Studio, region: Region) -> list[str]:
    """How many regions of each kind lie within: `["8 kecamatan", "43 kelurahan"]`."""
    return _print_kinds(studio, region, studio.regions.count_within(region.kode))


def _print_kinds(
    studio: Studio, region: Region, kinds: Mapping[tuple[int, str], int], *, unlinked: bool = False
) -> list[str]:
    return [
        studio.say(
            KINDS_COUNTED[kind], count=print_count(count_regions(region.kode, kind, count), unlinked=unlinked)
        )
        for (_, kind), count in kinds.items()
    ]


def list_words(studio: Studio, words: Sequence[str]) -> str:
    """`a`, `a dan b`, `a, b, dan c`; Markup where one of them is."""
    if len(words) < 2:
        return words[0] if words else ""
    pattern = N_("%(first)s dan %(last)s") if len(words) == 2 else N_("%(first)s, dan %(last)s")
    return studio.say(pattern, first=join_words(", ", *words[:-1]), last=words[-1])


def _in_order(studio: Studio, names: Iterable[str]) -> list[Dataset]:
    """Datasets as a reader wants them: agencies' own before shared reference data, then by title."""
    datasets = (studio.catalog.datasets[name] for name in names)
    return sorted(
        datasets,
        key=lambda dataset: (dataset.package.instansi not in studio.catalog.agencies, dataset.package.title),
    )


def _describe_parts(studio: Studio, region: Region, datasets: int, reports: int) -> PartsSentence:
    told = []
    maker = FactMaker(NOW, within(("wilayah", region.kode)))
    if datasets:
        told.append(
            studio.say("%(count)s dataset", count=print_count(maker.make("banyak_dataset", datasets)))
        )
    if reports:
        told.append(
            studio.say("%(count)s laporan kegiatan", count=print_count(maker.make("banyak_laporan", reports)))
        )
    above = studio.regions.ancestors(region.kode)
    siblings = len(studio.regions.children(region.parent_code)) if region.parent_code else 0
    return PartsSentence(
        parts=list_words(studio, count_parts(studio, region)),
        above=[studio.region_link(region.kode) for region in reversed(above)],
        siblings=siblings,
        siblings_words=studio.say(
            KINDS_COUNTED[region.kind],
            count=print_count(count_regions(region.parent_code or "", f"setara {region.kind}", siblings)),
        ),
        told=list_words(studio, told),
    )


def _description(studio: Studio, region: Region) -> str:
    above = ", ".join(ancestor.full_name for ancestor in reversed(studio.regions.ancestors(region.kode)))
    parts = escape(list_words(studio, count_parts(studio, region))).striptags()
    text = f"{region.full_name} ({region.kode})"
    text += f", {above}" if above else ""
    text += f": {parts}" if parts else ""
    return f"{text}. " + studio.say("Data, laporan kegiatan, dan letaknya di peta.")


def region_figures(studio: Studio, region: Region, datasets: Sequence[Dataset]) -> list[KeyFigure]:
    """The key figures about a region, as the macro `key_figures` takes them."""
    found: list[KeyFigure] = []
    for dataset in datasets:
        rows = studio.catalog.rows_of_region[region.kode][dataset.name]
        found.extend(_show_figure(figure, dataset) for figure in key_figures(dataset, rows))
    return found


def _show_figure(figure: Figure, dataset: Dataset) -> KeyFigure:
    number, unit = _short_figure(figure)
    if number and figure.column:
        name = name_cell(figure.dataset, figure.resource, figure.column, figure.row)
        if is_money(figure.unit):
            number, unit = f"{number}\N{NO-BREAK SPACE}{unit}", ""
        number = print_fact(Fact(name, figure.value, figure.state, figure.status), number)
    return KeyFigure(
        label=figure.label,
        number=number,
        unit=unit,
        note=figure.note,
        sentence="",
        state="" if figure.state is State.NILAI else figure.state.value,
        status=figure.status.value,
        bar=None,
        address=f"data/{dataset.name}/",
    )


def _short_figure(figure: Figure) -> tuple[str, str]:
    """Number and unit; rupiah in millions and more are rounded for reading, exact in the table below."""
    if figure.value is None:
        return "", figure.unit
    if is_money(figure.unit):
        number, _, word = format_rupiah(figure.value, short=True).partition("\N{NO-BREAK SPACE}")
        return number, word
    return format_number(figure.value), figure.unit


def _not_at_this_level(studio: Studio, region: Region, datasets: Sequence[Dataset]) -> list[MissingFigure]:
    """Key figures that exist for other levels only: said once for each reason, with where to find them."""
    shown = {dataset.name for dataset in datasets}
    labels: dict[tuple[State, str, Link], list[str]] = {}
    for dataset in studio.catalog.datasets.values():
        if dataset.name in shown or not dataset.region_level:
            continue
        names = [str(entry.get("label") or entry["nilai"]) for entry in declared_key_figures(dataset)]
        state, reason = explain_absence(studio, region, dataset)
        link = _ancestor_with_rows(studio, region, dataset)
        if names:
            labels.setdefault((state, reason, link), []).extend(names)
    return [
        MissingFigure(label=list_words(studio, names), state=state.value, reason=reason, link=link)
        for (state, reason, link), names in labels.items()
    ]


def _governing_agency(studio: Studio, region: Region) -> Link | None:
    """The agency that governs the region, where the agency list says so."""
    for slug, agency in studio.catalog.agencies.items():
        if agency.kode_wilayah == region.kode:
            return Link(agency.nama, f"instansi/{slug}/")
    return None


def _ancestor_with_rows(studio: Studio, region: Region, dataset: Dataset) -> Link:
    for above in reversed(studio.regions.ancestors(region.kode)):
        if dataset.name in studio.catalog.rows_of_region.get(above.kode, {}):
            return studio.region_link(above.kode)
    return Link("")
