"""The catalogue and a page for every dataset: what it says, what it cannot, and its downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from suluh.publishing.citation import cite_bibtex, cite_dataset
from suluh.publishing.structured_data import describe_dataset
from suluh.rendering.environment import show_size
from suluh.rendering.numbers import format_number
from suluh.rendering.pages.dataset_charts import draw_charts
from suluh.rendering.pages.studio import Studio
from suluh.rendering.prose import first_sentence
from suluh.vocabulary.catalog import Dataset, Distribution
from suluh.vocabulary.package import Field, Resource, Table
from suluh.vocabulary.site import Link, Page

PREVIEW_ROWS = 8
TYPES = {
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "bilangan desimal",
    "boolean": "ya atau tidak",
    "date": "tanggal",
    "datetime": "tanggal dan waktu",
    "year": "tahun",
    "yearmonth": "bulan dan tahun",
    "any": "apa saja",
}
FORMAT_NOTES = {"DATAPACKAGE": "uraian untuk mesin (Data Package)", "ZIP": "semua berkas, dengan SHA256SUMS"}
LEVEL_WORDS = {
    "provinsi": "per provinsi",
    "kabupaten_kota": "per kabupaten/kota",
    "kecamatan": "per kecamatan",
    "desa_kelurahan": "per desa/kelurahan",
}


def dataset_pages(studio: Studio) -> Iterable[Page]:
    """The catalogue and a page for each dataset."""
    yield _catalogue(studio)
    for dataset in studio.catalog.datasets.values():
        yield _dataset_page(studio, dataset)


def years_of(dataset: Dataset) -> list[str]:
    """The years that a dataset covers: its column `tahun`, else the years named in its period."""
    _, table = dataset.main
    if "tahun" in table.header:
        return sorted({text for text in table.column("tahun") if text.strip()})
    period = dataset.package.text("periode")
    return sorted({word for word in period.replace("/", " ").replace("-", " ").split() if _is_year(word)})


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit() and word[:2] in ("19", "20")


def _catalogue(studio: Studio) -> Page:
    def list_datasets() -> dict[str, Any]:
        entries = [
            {
                "dataset": one,
                "agency": studio.publisher_link(one),
                "topic": one.package.text("topik") or "Lainnya",
                "years": years_of(one),
                "formats": [some.format for some in one.distributions if some.format in ("CSV", "XLSX", "JSON", "ZIP")],
                "rows": len(one.main[1].rows),
                "summary": first_sentence(one.package.description, 180),
            }
            for one in studio.catalog.datasets.values()
        ]
        return {"entries": entries, "filters": _filters(entries)}

    return studio.page(
        "data/",
        "catalogue.html",
        section="data",
        title="Data",
        description=f"Katalog data terbuka {studio.home_region.full_name}: unduh CSV, XLSX, dan JSON.",
        context_later=list_datasets,
    )


def _filters(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    def count(name: str, label: str, values: Iterable[str]) -> dict[str, Any]:
        counted = Counter(values)
        options = [{"value": one, "label": one, "count": counted[one]} for one in sorted(counted)]
        return {"name": name, "label": label, "options": options}

    return [
        count("instansi", "Instansi", (entry["agency"].text for entry in entries)),
        count("topik", "Topik", (entry["topic"] for entry in entries)),
        count("tahun", "Tahun", (year for entry in entries for year in entry["years"])),
        count("format", "Format", (one for entry in entries for one in set(entry["formats"]))),
    ]


def _dataset_page(studio: Studio, dataset: Dataset) -> Page:
    package = dataset.package
    address = f"data/{dataset.name}/"
    return studio.page(
        address,
        "dataset.html",
        section="data",
        title=package.title,
        description=first_sentence(package.description),
        crumbs=(Link("Data", "data/"),),
        simulated=dataset.simulated,
        modified=dataset.versions[0].date[:10] if dataset.versions else package.text("modified")[:10],
        structured_data=describe_dataset(dataset, studio.settings),
        context_later=lambda: {
            "dataset": dataset,
            "package": package,
            "agency": studio.publisher_link(dataset),
            "level": LEVEL_WORDS.get(package.text("tingkat_wilayah"), ""),
            "charts": draw_charts(studio, dataset, address),
            "notes": _notes(package.descriptor.get("catatan")),
            "tables": [_table(studio, one, dataset.cleared.tables[one.name]) for one in package.resources],
            "downloads": [_download(one) for one in dataset.distributions],
            "citation": cite_dataset(dataset, studio.settings),
            "bibtex": cite_bibtex(dataset, studio.settings),
            "quality": _quality(dataset),
            "sources": _titled(package.descriptor.get("sources")),
            "licenses": _titled(package.descriptor.get("licenses")),
        },
    )


def _notes(entries: Any) -> list[dict[str, str]]:
    if not isinstance(entries, list):
        return []
    return [
        {"judul": str(entry.get("judul", "")), "isi": str(entry.get("isi", ""))}
        for entry in entries
        if isinstance(entry, dict)
    ]


def _titled(entries: Any) -> list[Link]:
    """Sources or licences of a descriptor: title, name or path, with the link if one is given."""
    if not isinstance(entries, list):
        return []
    return [
        Link(str(entry.get("title") or entry.get("name") or entry.get("path") or ""), str(entry.get("path") or ""))
        for entry in entries
        if isinstance(entry, dict)
    ]


def _table(studio: Studio, resource: Resource, table: Table) -> dict[str, Any]:
    """The first rows as a table, and the dictionary of its columns."""
    fields = resource.schema.fields
    places = [table.header.index(one.name) for one in fields]
    return {
        "name": resource.name,
        "title": resource.title,
        "total": len(table.rows),
        "columns": [
            {
                "name": one.name,
                "numeric": one.is_number,
                "code": one.name.startswith("kode"),
                "hide_on_phone": index > 2 and index < len(fields) - 2,
            }
            for index, one in enumerate(fields)
        ],
        "rows": [
            [studio.show_cell(field, row[place]) for field, place in zip(fields, places, strict=True)]
            for row in table.rows[:PREVIEW_ROWS]
        ],
        "fields": [_dictionary_entry(one) for one in fields],
    }


def _dictionary_entry(field: Field) -> dict[str, str]:
    notes = [field.satuan] if field.satuan and field.satuan != "tidak berlaku" else []
    allowed = field.constraints.get("enum")
    if isinstance(allowed, (list, tuple)):
        notes.append("pilihan: " + ", ".join(str(one) for one in allowed))
    if field.constraints.get("required") is True:
        notes.append("wajib diisi")
    states = [
        f"“{one.value}” = {one.label}" if one.value else f"kosong = {one.label}" for one in field.missing_values
    ]
    if field.constraints.get("required") is not True:
        notes.extend(states)
    return {
        "name": field.name,
        "type": TYPES.get(field.type, field.type),
        "title": field.title,
        "description": field.description or field.title,
        "note": "; ".join(notes),
    }


def _download(one: Distribution) -> dict[str, Any]:
    label = f"{one.format} ({one.resource})" if one.format == "CSV" and one.resource else one.format
    note = FORMAT_NOTES.get(one.format, "")
    if one.format == "CSV":
        note = f"{format_number(one.rows)} baris, UTF-8"
    elif one.format == "XLSX":
        note = "dengan kamus data"
    return {
        "format": "datapackage.json" if one.format == "DATAPACKAGE" else label,
        "note": note,
        "address": one.artifact.address,
        "size_text": show_size(one.artifact.size),
        "sha256": one.artifact.sha256,
        "primary": one.format == "CSV",
        "file_name": one.file_name,
    }


def _quality(dataset: Dataset) -> list[dict[str, Any]]:
    """What was checked and holds, and what a reader should know besides."""
    resource, table = dataset.main
    total = len(table.rows)
    entries: list[dict[str, Any]] = [
        {"ok": True, "text": f"{format_number(total)} baris lolos pemeriksaan tanpa kesalahan"}
    ]
    if resource.schema.region_field:
        known = sum(1 for kode in table.column(resource.schema.region_field) if kode)
        without = total - known
        entries.append({"ok": True, "text": f"{format_number(known)} kode wilayah dikenal"})
        if without:
            entries.append({"ok": None, "text": f"{format_number(without)} baris tanpa kode wilayah"})
    for field in resource.schema.fields:
        if not field.is_number:
            continue
        blank = _count_states(table, field)
        for label, count in sorted(blank.items()):
            entries.append({"ok": None, "text": f"{field.title or field.name}: {format_number(count)} {label}"})
    if dataset.package.status_data.value == "sementara":
        entries.append({"ok": None, "text": "Sementara: angkanya masih dapat berubah"})
    return entries


def _count_states(table: Table, field: Field) -> Counter[str]:
    labels = {one.value: one.label for one in field.missing_values}
    return Counter(labels[text] for text in table.column(field.name) if text in labels)
