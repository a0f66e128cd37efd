"""The home page: what this is, search, key figures, the map, what is new, and who has not told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from suluh.measuring.year_overview import YearOverview
from suluh.rendering.map_drawing import Measure
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.home.home_year import YearAtAGlance, describe_year, newest_year
from suluh.rendering.pages.regions.maps_of_regions import Atlas
from suluh.rendering.pages.regions.region_pages import count_children, count_parts, list_words, region_figures
from suluh.rendering.pages.shared.parts import KeyFigure
from suluh.rendering.pages.shared.place_numbers import figure_numbers
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.report_words import describe_silence, describe_start, state_of_silent
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.facts import NOW, FactMaker, in_year, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import NumbersLater
from suluh.vocabulary.region import Region
from suluh.vocabulary.reports import Instansi, Report
from suluh.vocabulary.site import Page
from suluh.words.numbers import format_percent
from suluh.words.saying import N_

NEWEST = 4
SILENT_SHOWN = 5


@dataclass(frozen=True, slots=True)
class HomePage(PageContext):
    """What `home.html` is filled in with."""

    template: ClassVar[str] = "home.html"
    drawn_anew: ClassVar[bool] = True
    now: YearAtAGlance | None
    region: Region
    parts: list[str]
    parts_words: str
    figures: list[KeyFigure]
    map: Markup | None
    map_dataset: Dataset | None
    map_label: str
    children: list[tuple[Region, str]]
    reports: list[tuple[Report, str]]
    datasets: list[Dataset]
    agencies: str
    told: int
    silent: list[tuple[str, Instansi, str]]
    start: str
    silent_count: int
    silence: list[str]
    rows: int


def home_page(studio: Studio, atlas: Atlas) -> Page:
    """The page at the site's root."""
    region = studio.home_region
    title = f"Suluh {region.nama}"
    return studio.page(
        "",
        section="beranda",
        title=title,
        description=studio.settings.site_description
        or studio.say(
            "Satu jendela terbuka %(name)s: data, laporan kegiatan, dan wilayah, dibaca siapa saja.",
            name=region.full_name,
        ),
        simulated=_shows_examples(studio),
        sources=tuple(studio.catalog.datasets),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _context(studio, atlas),
        numbers=NumbersLater(
            "ringkasan-wilayah",
            lambda: figure_numbers(studio, region.kode, _datasets_about(studio, region.kode)),
        ),
    )


def _shows_examples(studio: Studio) -> bool:
    return (
        studio.catalog.agencies_simulated
        or any(report.report.status_data.value == "simulasi" for report in studio.catalog.reports)
        or any(dataset.simulated for dataset in studio.catalog.datasets.values())
    )


def _datasets_about(studio: Studio, kode: str) -> list[Dataset]:
    """Datasets that name a region in any row."""
    return [studio.catalog.datasets[name] for name in sorted(studio.catalog.rows_of_region.get(kode, {}))]


def _context(studio: Studio, atlas: Atlas) -> HomePage:
    region = studio.home_region
    local = [(slug, studio.catalog.agencies[slug]) for slug in studio.catalog.own_agencies]
    silent = [
        (slug, agency) for slug, agency in local if not (studio.datasets_of(slug) or studio.reports_of(slug))
    ]
    now = newest_year(studio)
    drawn, shown, label = _map(studio, atlas, now)
    return HomePage(
        now=describe_year(studio, now) if now else None,
        region=region,
        parts=count_parts(studio, region),
        parts_words=list_words(studio, count_parts(studio, region)),
        figures=region_figures(studio, region, _datasets_about(studio, region.kode)),
        map=drawn,
        map_dataset=shown,
        map_label=label,
        children=[
            (child, list_words(studio, count_children(studio, child)))
            for child in studio.regions.children(region.kode)
        ],
        reports=[
            (report.report, show_quarter(report.report.tahun, report.report.triwulan))
            for report in studio.catalog.reports[:NEWEST]
        ],
        datasets=_newest_datasets(studio),
        agencies=print_count(FactMaker(NOW).make("banyak_instansi", len(local))),
        told=len(local) - len(silent),
        silent=[(slug, agency, state_of_silent(studio, slug)) for slug, agency in silent[:SILENT_SHOWN]],
        start=describe_start(studio),
        silent_count=len(silent),
        silence=describe_silence(studio),
        rows=studio.catalog.row_count,
    )


def _map(studio: Studio, atlas: Atlas, now: YearOverview | None) -> tuple[Markup | None, Dataset | None, str]:
    """Lit by how many proposals were budgeted, where people asked for anything; else by a dataset."""
    if now is None or not now.proposals:
        return atlas.home("")
    title = studio.say("Bagian usulan yang dianggarkan")
    shares = Measure(
        title,
        now.budgeted_shares,
        show=lambda share: format_percent(share, decimals=0),
        absent=State.TIDAK_BERLAKU,
        absent_words=N_("tidak ada usulan"),
        fact=lambda kode, share: FactMaker(in_year(now.year), within(("wilayah", kode))).make(
            "bagian_dianggarkan", share
        ),
    )
    return atlas.lit("", shares), None, title


def _newest_datasets(studio: Studio) -> list[Dataset]:
    dated = sorted(
        studio.catalog.datasets.values(),
        key=lambda dataset: (dataset.versions[0].date if dataset.versions else "", dataset.name),
        reverse=True,
    )
    return dated[:NEWEST]
