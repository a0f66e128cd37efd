"""A page for every published region: facts, its place on the map, and all that names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from suluh.linking.figures import declared_key_figures, key_figures
from suluh.rendering.addresses import relative_address
from suluh.rendering.numbers import format_number
from suluh.rendering.pages.absence import explain_absence
from suluh.rendering.pages.maps_of_regions import Atlas
from suluh.rendering.pages.studio import Studio
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.figures import Figure, State
from suluh.vocabulary.region import Region
from suluh.vocabulary.site import Link, Page

ROWS_SHOWN = 12


def region_pages(studio: Studio, atlas: Atlas) -> Iterable[Page]:
    """The list of regions and a page for each."""
    yield _region_list(studio, atlas)
    for region in studio.published_regions:
        yield region_page(studio, atlas, region)


def region_page(studio: Studio, atlas: Atlas, region: Region) -> Page:
    """The page of one region; its tables and map are made when it is written."""
    named = studio.catalog.rows_of_region.get(region.kode, {})
    datasets = [studio.catalog.datasets[name] for name in sorted(named)]
    reports = studio.catalog.reports_of_region.get(region.kode, ())
    simulated = any(one.simulated for one in datasets) or any(
        one.report.status_data.value == "simulasi" for one in reports
    )
    return studio.page(
        f"wilayah/{region.kode}/",
        "region.html",
        section="wilayah",
        title=region.full_name,
        description=_description(studio, region),
        crumbs=crumbs_of_region(studio, region),
        simulated=simulated,
        modified=studio.settings.build_time.date().isoformat(),
        context_later=lambda: {
            "region": region,
            "sentence": _describe_parts(studio, region),
            "figures": _figures(studio, region, datasets),
            "blocks": [_block(studio, region, one, named[one.name]) for one in datasets],
            "missing": _not_at_this_level(studio, region, datasets),
            "reports": reports,
            "children": studio.regions.children(region.kode) if region.kode in studio.published_codes else (),
            "neighbours": [studio.region_link(kode) for kode in atlas.neighbours(region)],
            "map": atlas.locator(region, f"wilayah/{region.kode}/"),
        },
    )


def crumbs_of_region(studio: Studio, region: Region) -> tuple[Link, ...]:
    """From the list of regions down to the region's parent."""
    above = (studio.region_link(one.kode) for one in studio.regions.ancestors(region.kode))
    return (Link(studio.say("Wilayah"), "wilayah/"), *above)


def _region_list(studio: Studio, atlas: Atlas) -> Page:
    return studio.page(
        "wilayah/",
        "regions.html",
        section="wilayah",
        title=studio.say("Wilayah"),
        description=studio.say(
            "Semua wilayah di %(name)s, dengan data dan laporannya.", name=studio.home_region.full_name
        ),
        modified=studio.settings.build_time.date().isoformat(),
        context_later=lambda: {
            "map": atlas.city("wilayah/"),
            "parts": [
                (child, studio.regions.children(child.kode) if child.kode in studio.published_codes else ())
                for child in studio.regions.children(studio.settings.wilayah)
            ],
            "siblings": [
                region
                for region in studio.regions.children(studio.province.kode)
                if region != studio.home_region
            ],
        },
    )


def count_parts(studio: Studio, region: Region) -> list[str]:
    """How many regions of each kind lie within: `["8 kecamatan", "43 kelurahan"]`."""
    kinds = Counter((part.level, part.kind) for part in studio.regions.within(region.kode))
    return [f"{format_number(count)} {studio.say(kind)}" for (_, kind), count in sorted(kinds.items())]


def join_words(words: Sequence[str]) -> str:
    """`a`, `a dan b`, `a, b, dan c`."""
    if len(words) <= 2:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def _describe_parts(studio: Studio, region: Region) -> dict[str, Any]:
    above = studio.regions.ancestors(region.kode)
    return {
        "parts": join_words(count_parts(studio, region)),
        "above": [studio.region_link(one.kode) for one in reversed(above)],
        "siblings": len(studio.regions.children(region.parent_code)) if region.parent_code else 0,
        "datasets": len(studio.catalog.rows_of_region.get(region.kode, {})),
        "reports": len(studio.catalog.reports_of_region.get(region.kode, ())),
    }


def _description(studio: Studio, region: Region) -> str:
    above = ", ".join(one.full_name for one in reversed(studio.regions.ancestors(region.kode)))
    parts = join_words(count_parts(studio, region))
    text = f"{region.full_name} ({region.kode})"
    text += f", {above}" if above else ""
    text += f": {parts}" if parts else ""
    return f"{text}. " + studio.say("Data, laporan kegiatan, dan letaknya di peta.")


def _figures(studio: Studio, region: Region, datasets: Sequence[Dataset]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for dataset in datasets:
        rows = studio.catalog.rows_of_region[region.kode][dataset.name]
        found.extend(_show_figure(figure, dataset) for figure in key_figures(dataset, rows))
    return found


def _show_figure(figure: Figure, dataset: Dataset) -> dict[str, Any]:
    return {
        "label": figure.label,
        "number": format_number(figure.value) if figure.value is not None else "",
        "unit": figure.unit,
        "note": figure.note,
        "sentence": "",
        "state": "" if figure.state is State.NILAI else figure.state.value,
        "status": figure.status.value,
        "bar": None,
        "address": f"data/{dataset.name}/",
    }


def _not_at_this_level(studio: Studio, region: Region, datasets: Sequence[Dataset]) -> list[dict[str, Any]]:
    """Key figures that exist for other levels only: said, with where to find them."""
    shown = {one.name for one in datasets}
    missing: list[dict[str, Any]] = []
    for dataset in studio.catalog.datasets.values():
        if dataset.name in shown or not dataset.region_level or not declared_key_figures(dataset):
            continue
        state, reason = explain_absence(studio, region, dataset)
        link = _ancestor_with_rows(studio, region, dataset)
        labels = [str(entry.get("label") or entry["nilai"]) for entry in declared_key_figures(dataset)]
        missing.append({"label": join_words(labels), "state": state.value, "reason": reason, "link": link})
    return missing


def _ancestor_with_rows(studio: Studio, region: Region, dataset: Dataset) -> Link:
    for above in reversed(studio.regions.ancestors(region.kode)):
        if dataset.name in studio.catalog.rows_of_region.get(above.kode, {}):
            return studio.region_link(above.kode)
    return Link("")


def _block(studio: Studio, region: Region, dataset: Dataset, rows: Sequence[int]) -> dict[str, Any]:
    """A dataset's rows that name the region, as a table without the region's own column."""
    resource, table = dataset.main
    hidden = {resource.schema.region_field, "nama", "nama_wilayah"}
    fields = [one for one in resource.schema.fields if one.name not in hidden]
    places = [table.header.index(one.name) for one in fields]
    here = f"wilayah/{region.kode}/"
    return {
        "dataset": dataset,
        "address": relative_address(f"data/{dataset.name}/", here),
        "total": len(rows),
        "columns": [
            {
                "name": one.title or one.name,
                "unit": one.satuan,
                "numeric": one.is_number,
                "code": one.name.startswith("kode"),
                "hide_on_phone": one.name.startswith("baris"),
            }
            for one in fields
        ],
        "rows": [
            [
                studio.show_cell(field, table.rows[row][place])
                for field, place in zip(fields, places, strict=True)
            ]
            for row in rows[:ROWS_SHOWN]
        ],
    }
