"""Pages about the site itself: search without a script, and what each finding code means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from suluh.checking.explanations import all_explanations
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.site import Link, Page


def about_pages(studio: Studio) -> Iterable[Page]:
    """The search page with its A-Z list, and the list of findings."""
    yield studio.page(
        "cari/",
        "search.html",
        section="beranda",
        title=studio.say("Cari"),
        description=studio.say(
            "Cari wilayah, instansi, data, dan laporan di Suluh %(name)s.", name=studio.home_region.nama
        ),
        indexed=False,
        context_later=lambda: {"groups": _alphabet(studio)},
    )
    yield studio.page(
        "tentang/temuan/",
        "findings.html",
        section="tentang",
        title=studio.say("Arti kode temuan"),
        description=studio.say(
            "Setiap kode temuan pemeriksaan Suluh: apa yang salah dan apa yang harus dilakukan."
        ),
        crumbs=(Link(studio.say("Tentang"), "tentang/"),),
        context_later=lambda: {"explanations": all_explanations(studio.settings.language)},
    )


def _alphabet(studio: Studio) -> list[dict[str, Any]]:
    """All record pages by their first letter, for reading without a script."""
    entries = [Link(one.full_name, studio.region_address(one.kode)) for one in studio.published_regions]
    entries += [Link(one.nama, f"instansi/{slug}/") for slug, one in studio.catalog.agencies.items()]
    entries += [Link(one.package.title, f"data/{one.name}/") for one in studio.catalog.datasets.values()]
    entries += [Link(one.report.judul, f"laporan/{one.report.name}/") for one in studio.catalog.reports]
    groups: dict[str, list[Link]] = {}
    for link in sorted(entries, key=lambda one: (one.text.casefold(), one.address)):
        initial = link.text[:1].upper()
        groups.setdefault(initial if initial.isalpha() else "0–9", []).append(link)
    return [{"letter": letter, "links": links} for letter, links in groups.items()]
