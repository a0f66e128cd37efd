"""A dataset's history: what changed when, in words, and a page for each earlier edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from suluh.history.editions import Completeness, Edition, History
from suluh.publishing.feeds import FEED_NAME, WHOLE_FEED
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.facts import FactMaker, within
from suluh.vocabulary.site import Link, Page
from suluh.words.saying import N_

FEEDS_PAGE = "umpan/"

NOTES = {
    Completeness.WHOLE: "",
    Completeness.CUT: N_(
        "Riwayat yang tersedia tidak lengkap: perubahan yang lebih lama tidak tampak di sini."
    ),
    Completeness.LIMITED: N_(
        "Versi yang paling lama, atau yang berkasnya sangat besar, tidak disimpan di situs ini; "
        "semuanya ada di riwayat git."
    ),
    Completeness.NONE: N_(
        "Riwayat perubahan tidak tersedia, karena situs ini dibangun tanpa riwayat git-nya."
    ),
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """An edition in a log, and what became of the one before it."""

    edition: Edition
    current: bool
    text: str
    rows: str


@dataclass(frozen=True, slots=True)
class FeedsPage(PageContext):
    """What `feeds.html` is filled in with."""

    template: ClassVar[str] = "feeds.html"
    whole: str
    groups: list[tuple[str, str, list[Link]]]


@dataclass(frozen=True, slots=True)
class HistoryPage(PageContext):
    """What `history.html` is filled in with."""

    template: ClassVar[str] = "history.html"
    drawn_anew: ClassVar[bool] = True
    dataset: Dataset
    agency: Link
    editions: Sequence[LogLine]
    notes: list[str]
    feed: str


@dataclass(frozen=True, slots=True)
class EditionPage(PageContext):
    """What `edition.html` is filled in with."""

    template: ClassVar[str] = "edition.html"
    drawn_anew: ClassVar[bool] = True
    dataset: Dataset
    agency: Link
    edition: Edition
    current: bool
    text: str
    rows: str
    reason: str


def history_pages(studio: Studio, histories: Mapping[str, History]) -> Iterator[Page]:
    """The correction log of every dataset, a page for each of its editions, and the list of feeds."""
    yield _feeds_page(studio)
    for name, history in histories.items():
        dataset = studio.catalog.datasets.get(name)
        if dataset is None:
            continue
        yield _log_page(studio, dataset, history)
        for edition in history.addressed:
            yield _edition_page(studio, dataset, edition, history)


def attach_feeds(pages: Iterable[Page], feeds: Iterable[str], title: str) -> tuple[Page, ...]:
    """Pages with the feeds that belong to them: the one beside the page, and the one of all."""
    known = set(feeds)
    whole = Link(title, WHOLE_FEED)
    return tuple(
        replace(page, feeds=(Link(page.title, own), whole) if own in known else (whole,))
        for page in pages
        for own in [f"{page.address}{FEED_NAME}"]
    )


def _feeds_page(studio: Studio) -> Page:
    catalog = studio.catalog
    agencies = [
        Link(agency.nama, f"instansi/{slug}/{FEED_NAME}") for slug, agency in catalog.agencies.items()
    ]
    datasets = [
        Link(dataset.package.title, f"data/{name}/{FEED_NAME}") for name, dataset in catalog.datasets.items()
    ]
    return studio.page(
        FEEDS_PAGE,
        section="beranda",
        title=studio.say("Kabar terbaru"),
        description=studio.say("Umpan Atom: ikuti data dan laporan baru dengan pembaca umpan."),
        context=lambda: FeedsPage(
            whole=WHOLE_FEED,
            groups=[
                (studio.say("Per instansi"), "instansi", agencies),
                (studio.say("Per data"), "data", datasets),
            ],
        ),
    )


def _log_page(studio: Studio, dataset: Dataset, history: History) -> Page:
    return studio.page(
        f"data/{dataset.name}/riwayat/",
        section="data",
        title=studio.say("Riwayat: %(title)s", title=dataset.package.title),
        description=studio.say("Apa yang berubah pada data ini, kapan, dan versi lamanya."),
        searched=False,  # the dataset's own page leads here
        crumbs=_crumbs(studio, dataset),
        simulated=dataset.simulated,
        context=lambda: HistoryPage(
            dataset=dataset,
            agency=studio.publisher_link(dataset),
            editions=log_lines(studio, history, dataset),
            notes=list(tell_completeness(studio, history)),
            feed=f"data/{dataset.name}/{FEED_NAME}",
        ),
    )


def tell_completeness(studio: Studio, history: History) -> Iterator[str]:
    """What a reader must know of a history: that it is cut off, or that it follows others."""
    if history.derived:
        yield studio.say(
            "Dataset ini dihitung dari dataset lain, jadi perubahan sumbernya ikut tercatat di sini."
        )
    if NOTES[history.completeness]:
        yield studio.say(NOTES[history.completeness])


def log_lines(studio: Studio, history: History, dataset: Dataset | None = None) -> Sequence[LogLine]:
    """Editions as a log shows them, newest first, each with what became of the one before it.

    Those of a dataset say how many rows they have.
    """
    oldest = history.editions[-1] if history.editions else None
    return [
        LogLine(
            edition=edition,
            current=edition.digest == history.current,
            text=_say_change(studio, edition, edition is oldest),
            rows=_print_rows(dataset, edition) if dataset is not None else "",
        )
        for edition in history.editions
    ]


def _print_rows(dataset: Dataset, edition: Edition) -> str:
    """How many rows the tables of an edition have together."""
    maker = FactMaker(edition.name, within(("dataset", dataset.name)), dataset.package.status_data)
    return print_count(maker.make("baris_edisi", edition.rows))


def _say_change(studio: Studio, edition: Edition, oldest: bool) -> str:
    if edition.withheld:
        return studio.say("Versi ini ditarik.")
    if oldest:
        return studio.say("Terbit pertama kali, sejauh tercatat di sini.")
    return edition.text or studio.say("Isinya berubah; perbandingannya tidak ditampilkan.")


def _edition_page(studio: Studio, dataset: Dataset, edition: Edition, history: History) -> Page:
    return studio.page(
        edition.address,
        section="data",
        title=studio.say("%(title)s, versi %(name)s", title=dataset.package.title, name=edition.name),
        description=studio.say(
            "Satu versi sebuah dataset, di alamat yang tidak berubah, untuk yang mengutipnya."
        ),
        crumbs=(*_crumbs(studio, dataset), Link(studio.say("Riwayat"), f"data/{dataset.name}/riwayat/")),
        simulated=dataset.simulated,
        indexed=False,
        context=lambda: EditionPage(
            dataset=dataset,
            agency=studio.publisher_link(dataset),
            edition=edition,
            current=edition.digest == history.current,
            text=_say_change(studio, edition, edition is history.editions[-1]),
            rows=_print_rows(dataset, edition),
            reason=studio.say(edition.withheld) if edition.withheld else "",
        ),
    )


def _crumbs(studio: Studio, dataset: Dataset) -> tuple[Link, ...]:
    return (
        Link(studio.say("Data"), "data/"),
        Link(dataset.package.title, f"data/{dataset.name}/"),
    )
