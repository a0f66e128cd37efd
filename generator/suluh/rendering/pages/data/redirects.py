"""Pages at the former addresses of datasets and reports: they lead on, without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from suluh.history.editions import History
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.reports.report_pages import withdrawn_title
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.reports import Report, ReportTombstone
from suluh.vocabulary.site import Link, Page


@dataclass(frozen=True, slots=True)
class MovedPage(PageContext):
    """What `moved.html` is filled in with."""

    template: ClassVar[str] = "moved.html"
    there: str
    whole_address: str
    words: str


def redirect_pages(studio: Studio, histories: Mapping[str, History]) -> Iterator[Page]:
    """A page for each former name, for its history and for each edition, by the names that these had too."""
    for name, dataset in studio.catalog.datasets.items():
        editions = _list_editions(histories.get(name))
        below = {"": "", "riwayat/": "riwayat/", **editions}
        moved = [(f"data/{name}/{part}", there) for part, there in editions.items() if part != there]
        moved += [
            (f"data/{old}/{part}", there)
            for old in dataset.package.former_names
            for part, there in below.items()
        ]
        for here, there in moved:
            addresses = here, f"data/{name}/{there}"
            yield _lead_on(studio, *addresses, title=dataset.package.title, simulated=dataset.simulated)
    for stone in studio.catalog.tombstones:
        for old in stone.former_names:
            yield _lead_on(studio, f"data/{old}/", f"data/{stone.name}/", title=stone.title)
    yield from _report_redirects(studio)


def _list_editions(history: History | None) -> dict[str, str]:
    """Below a dataset, each address of an edition with the one that it has today, which comes first."""
    addressed = history.addressed if history else ()
    today = {f"v/{edition.name}/": f"v/{edition.name}/" for edition in addressed}
    former = {
        f"v/{edition.former_name}/": f"v/{edition.name}/" for edition in addressed if edition.former_name
    }
    return {**today, **{part: there for part, there in former.items() if part not in today}}


def _report_redirects(studio: Studio) -> Iterator[Page]:
    """A page for each former address of a report, and for the list of an agency whose reports all moved."""
    reports = [report.report for report in studio.catalog.reports]
    stones = studio.catalog.report_tombstones
    titles = {report.name: report.judul for report in reports}
    titles |= {stone.name: withdrawn_title(studio, stone) for stone in stones}
    simulated = {report.name for report in reports if report.status_data is StatusData.SIMULASI}
    both: list[Report | ReportTombstone] = [*reports, *stones]
    agencies: dict[str, set[str]] = {}
    for report in both:
        for old in report.former_names:
            agencies.setdefault(old.partition("/")[0], set()).add(report.instansi)
            addresses = f"laporan/{old}/", f"laporan/{report.name}/"
            yield _lead_on(studio, *addresses, title=titles[report.name], simulated=report.name in simulated)
    for old, new in agencies.items():
        if old not in {report.instansi for report in both}:
            there = f"laporan/{new.pop()}/" if len(new) == 1 else "laporan/"
            yield _lead_on(studio, f"laporan/{old}/", there, title=studio.say("Laporan kegiatan"))


def _lead_on(studio: Studio, here: str, there: str, *, title: str, simulated: bool = False) -> Page:
    section = here.partition("/")[0]
    is_report = section == "laporan"
    return studio.page(
        here,
        section=section,
        title=title,
        description=studio.say("Laporan ini pindah ke alamat lain.")
        if is_report
        else studio.say("Halaman dataset ini pindah ke alamat lain."),
        crumbs=(Link(studio.say("Laporan kegiatan") if is_report else studio.say("Data"), f"{section}/"),),
        simulated=simulated,
        indexed=False,
        leads_to=there,
        context=lambda: MovedPage(
            there=there,
            whole_address=studio.settings.site_url + there,
            words=studio.say("Alamat laporan ini berubah. Halamannya sekarang ada di alamat lain.")
            if is_report
            else studio.say("Alamat dataset atau versi ini berubah. Halamannya sekarang ada di alamat lain."),
        ),
    )
