"""Atom feeds: what is new, for all, for an agency, for a dataset, for a region that anything names.

An entry is an edition of a dataset, a report, or a change of one. Identifiers follow from region and
address alone, so they outlive a move of the site to another host; dates are those of the data, so
bytes are the same on every build of the same data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from uuid import NAMESPACE_URL, uuid5

from suluh.history.editions import Edition, History
from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.file_metadata import declared_date
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.reports import Report
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

MEDIA_TYPE = "application/atom+xml"
FEED_NAME = "umpan.xml"
WHOLE_FEED = "umpan/semua.xml"
ENTRIES_LIMIT = 50
_UNWRITABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), " ")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What a reader is told: `key` identifies it, `address` is where it leads."""

    date: str
    key: str
    address: str
    title: str
    summary: str
    author: str


def write_feeds(
    catalog: Catalog,
    histories: Mapping[str, History],
    settings: Settings,
    region_names: Mapping[str, str],
    say: Callable[[str], str] = str,
) -> tuple[Artifact, ...]:
    """Every feed of the site; `histories` those of datasets and reports, by name, which never coincide.

    `region_names` has the regions with a page, by code; `say` puts our own words into the site's language.
    """
    by_dataset = {
        name: list(_dataset_entries(dataset, histories.get(name), say))
        for name, dataset in catalog.datasets.items()
    }
    by_report = {
        report.report.name: list(
            _report_entries(
                report.report, _agency(catalog, report.report), histories.get(report.report.name), say
            )
        )
        for report in catalog.reports
    }
    write = partial(_write_feed, settings=settings)
    everything = [entry for some in (by_dataset, by_report) for entries in some.values() for entry in entries]
    feeds = [write(WHOLE_FEED, settings.site_name, "", everything)]
    for name, dataset in catalog.datasets.items():
        address = f"data/{name}/"
        feeds.append(write(f"{address}{FEED_NAME}", dataset.package.title, address, by_dataset[name]))
    for slug, agency in catalog.agencies.items():
        entries = [entry for name in _datasets_of(catalog, slug) for entry in by_dataset[name]]
        reports = [report.report for report in catalog.reports if report.report.instansi == slug]
        entries += [entry for report in reports for entry in by_report[report.name]]
        address = f"instansi/{slug}/"
        feeds.append(write(f"{address}{FEED_NAME}", agency.nama, address, entries))
    feeds += _region_feeds(catalog, by_dataset, by_report, region_names, write)
    return tuple(feeds)


def _region_feeds(
    catalog: Catalog,
    by_dataset: Mapping[str, Sequence[Entry]],
    by_report: Mapping[str, Sequence[Entry]],
    names: Mapping[str, str],
    write: Callable[[str, str, str, Sequence[Entry]], Artifact],
) -> Iterator[Artifact]:
    """A feed for each region with a page that a row or a report names."""
    for kode in sorted({*catalog.rows_of_region, *catalog.reports_of_region} & set(names)):
        entries = [entry for name in catalog.rows_of_region.get(kode, {}) for entry in by_dataset[name]]
        reports = catalog.reports_of_region.get(kode, ())
        entries += [entry for report in reports for entry in by_report[report.report.name]]
        address = f"wilayah/{kode}/"
        yield write(f"{address}{FEED_NAME}", names[kode], address, entries)


def _datasets_of(catalog: Catalog, slug: str) -> Iterator[str]:
    return (name for name, dataset in catalog.datasets.items() if dataset.package.instansi == slug)


def _agency(catalog: Catalog, report: Report) -> str:
    agency = catalog.agencies.get(report.instansi)
    return agency.nama if agency else report.instansi


def _dataset_entries(dataset: Dataset, history: History | None, say: Callable[[str], str]) -> Iterator[Entry]:
    """An entry for each edition; where history tells none, one for the dataset as it is."""
    address, package = f"data/{dataset.name}/", dataset.package
    editions = history.editions if history else ()
    author = dataset.instansi.nama
    first = editions[-1] if editions else None
    for edition in editions:
        there = address if history and edition.digest == history.current else edition.address
        text = _tell_edition(edition, package.description if edition is first else "", say)
        yield Entry(edition.date, f"{address}v/{edition.name}/", there, package.title, text, author)
    date = declared_date(package)[:10] or (dataset.versions[0].date if dataset.versions else "")
    if not editions and date:
        whole = date + "-01-01"[len(date) - 4 :] if len(date) in (4, 7) else date
        yield Entry(whole, address, address, package.title, package.description, author)


def _tell_edition(edition: Edition, description: str, say: Callable[[str], str]) -> str:
    """What changed in words, and what the submitter says to readers; of the first edition what it is."""
    if edition.withheld:
        return say(edition.withheld)
    changed = edition.text or description or say("Isinya berubah; perbandingannya tidak ditampilkan.")
    return f"{changed.removesuffix('.')}. {edition.note}" if edition.note else changed


def _report_entries(
    report: Report, author: str, history: History | None, say: Callable[[str], str]
) -> Iterator[Entry]:
    """An entry for the report, and one for each change since: all lead to the report as it is now."""
    address = f"laporan/{report.name}/"
    yield Entry(report.tanggal.isoformat(), address, address, report.judul, report.ringkasan, author)
    for edition in history.editions[:-1] if history else ():
        yield Entry(
            edition.date, edition.address, address, report.judul, _tell_edition(edition, "", say), author
        )


def _write_feed(
    address: str, title: str, page: str, entries: Iterable[Entry], *, settings: Settings
) -> Artifact:
    newest = sorted(entries, key=lambda entry: (entry.date, entry.key), reverse=True)[:ENTRIES_LIMIT]
    updated = newest[0].date if newest else settings.build_time.date().isoformat()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(settings.language)}">',
        f"  <id>{_identify(address, settings)}</id>",
        f"  <title>{_text(title)}</title>",
        f"  <updated>{updated}T00:00:00{settings.zone.suffix}</updated>",
        f"  <author><name>{_text(settings.site_name)}</name></author>",
        f'  <link rel="alternate" type="text/html" href="{_reach(page, address, settings)}"/>',
    ]
    if settings.site_url:
        own = escape(settings.site_url + address)
        lines.append(f'  <link rel="self" type="{MEDIA_TYPE}" href="{own}"/>')
    for entry in newest:
        lines += _entry_lines(entry, address, settings)
    text = "\n".join([*lines, "</feed>", ""])
    return measure_artifact(address, partial(write_text, text=text))


def _entry_lines(entry: Entry, feed: str, settings: Settings) -> list[str]:
    return [
        "  <entry>",
        f"    <id>{_identify(entry.key, settings)}</id>",
        f"    <title>{_text(entry.title)}</title>",
        f"    <updated>{entry.date}T00:00:00{settings.zone.suffix}</updated>",
        f"    <author><name>{_text(entry.author)}</name></author>",
        f'    <link rel="alternate" type="text/html" href="{_reach(entry.address, feed, settings)}"/>',
        f"    <summary>{_text(entry.summary)}</summary>",
        "  </entry>",
    ]


def _identify(address: str, settings: Settings) -> str:
    return uuid5(NAMESPACE_URL, f"suluh:{settings.wilayah}/{address}").urn


def _reach(address: str, feed: str, settings: Settings) -> str:
    """Absolute where the site's own address is known, else as seen from the feed."""
    if settings.site_url:
        return escape(settings.site_url + address)
    return escape("../" * feed.count("/") + address) or "./"


def _text(text: str) -> str:
    """Text that XML can hold, on one line."""
    return escape(" ".join(text.translate(_UNWRITABLE).split()), quote=False)
