"""Pages at the addresses of a dataset's former names: they lead on, without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from suluh.history.editions import History
from suluh.rendering.pages.studio import Studio
from suluh.vocabulary.site import Link, Page


def redirect_pages(studio: Studio, histories: Mapping[str, History]) -> Iterator[Page]:
    """A page for each former name, for its history and for each earlier edition that stands there."""
    for name, dataset in studio.catalog.datasets.items():
        history = histories.get(name)
        below = ["", "riwayat/", *(f"v/{one.name}/" for one in (history.earlier if history else ()))]
        for old in dataset.package.former_names:
            for part in below:
                addresses = f"data/{old}/{part}", f"data/{name}/{part}"
                yield _lead_on(studio, *addresses, title=dataset.package.title, simulated=dataset.simulated)
    for stone in studio.catalog.tombstones:
        for old in stone.former_names:
            yield _lead_on(studio, f"data/{old}/", f"data/{stone.name}/", title=stone.title)


def _lead_on(studio: Studio, here: str, there: str, *, title: str, simulated: bool = False) -> Page:
    return studio.page(
        here,
        "moved.html",
        section="data",
        title=title,
        description=studio.say("Dataset ini berganti nama; halamannya pindah ke alamat lain."),
        crumbs=(Link(studio.say("Data"), "data/"),),
        simulated=simulated,
        indexed=False,
        leads_to=there,
        context={"there": there, "whole_address": studio.settings.site_url + there},
    )
