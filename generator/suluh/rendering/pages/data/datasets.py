"""The catalogue and a page for every dataset: what it says, what it cannot, and its downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from suluh.measuring.fact_sources import cell_columns, cell_row
from suluh.publishing.archive import CHECKSUMS_NAME
from suluh.publishing.formats import canonical_format, find_format, is_offered, list_formats
from suluh.publishing.structured_data import describe_dataset
from suluh.rendering.environment import show_size
from suluh.rendering.pages.data.dataset_charts import draw_charts
from suluh.rendering.pages.data.dataset_citations import list_citations
from suluh.rendering.pages.data.dataset_contexts import (
    CatalogueEntry,
    CataloguePage,
    ColumnMeaning,
    DatasetDownload,
    DatasetPage,
    DatasetTable,
    rows_maker,
    version_lines,
)
from suluh.rendering.pages.data.dataset_quality import list_quality
from suluh.rendering.pages.data.dataset_recipes import recipe_lines
from suluh.rendering.pages.data.information_pages import information_kind, overdue_words
from suluh.rendering.pages.shared.parts import Column, Filter, FilterOption, Remark
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.standards.template_downloads import template_downloads
from suluh.rendering.printed_facts import print_count
from suluh.rendering.prose import first_sentence
from suluh.vocabulary.catalog import Dataset, Distribution, Unmade
from suluh.vocabulary.columns import distinct_of
from suluh.vocabulary.facts import NOW, FactMaker
from suluh.vocabulary.package import Field, Resource, Table
from suluh.vocabulary.site import Link, Page
from suluh.words.saying import N_, list_in_words

PREVIEW_ROWS = 8
TYPES = {
    "string": N_("teks"),
    "integer": N_("bilangan bulat"),
    "number": N_("bilangan desimal"),
    "boolean": N_("ya atau tidak"),
    "date": N_("tanggal"),
    "datetime": N_("tanggal dan waktu"),
    "year": N_("tahun"),
    "yearmonth": N_("bulan dan tahun"),
    "any": N_("apa saja"),
}
LEVEL_WORDS = {
    "provinsi": N_("per provinsi"),
    "kabupaten_kota": N_("per kabupaten/kota"),
    "kecamatan": N_("per kecamatan"),
    "desa_kelurahan": N_("per desa/kelurahan"),
}


def dataset_pages(studio: Studio) -> Iterable[Page]:
    """The catalogue and a page for each dataset."""
    yield _catalogue(studio)
    for dataset in studio.catalog.published.values():
        yield _dataset_page(studio, dataset)


def years_of(dataset: Dataset) -> list[str]:
    """The years that a dataset covers: its column `tahun`, else the years named in its period."""
    _, table = dataset.main
    if "tahun" in table.header:
        return sorted({text for text in distinct_of(table.column("tahun")) if text.strip()})
    period = dataset.package.text("periode")
    return sorted({word for word in period.replace("/", " ").replace("-", " ").split() if _is_year(word)})


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit() and word[:2] in ("19", "20")


def _catalogue(studio: Studio) -> Page:
    def list_datasets() -> CataloguePage:
        entries = [
            CatalogueEntry(
                dataset=dataset,
                agency=studio.publisher_link(dataset),
                short=dataset.instansi.short_name,
                topic=dataset.package.text("topik") or studio.say("Lainnya"),
                years=years_of(dataset),
                formats=list(
                    dict.fromkeys(file.format for file in dataset.distributions if is_offered(file.format))
                ),
                rows=print_count(
                    rows_maker(dataset, dataset.main[0].name).make("banyak_baris", len(dataset.main[1].rows)),
                    unlinked=True,
                ),
                summary=first_sentence(dataset.package.description, 180),
                kind=information_kind(studio, dataset.package.jenis_informasi),
            )
            for dataset in studio.catalog.published.values()
        ]
        formats = list_in_words([form.name for form in list_formats()], studio.settings.language)
        count = print_count(FactMaker(NOW).make("banyak_dataset", len(entries)))
        return CataloguePage(entries=entries, count=count, filters=_filters(studio, entries), formats=formats)

    return studio.page(
        "data/",
        section="data",
        title=studio.say("Data"),
        description=studio.say(
            "Katalog data terbuka %(name)s: unduh CSV, XLSX, dan JSON.", name=studio.home_region.full_name
        ),
        context=list_datasets,
    )


def _filters(studio: Studio, entries: Sequence[CatalogueEntry]) -> list[Filter]:
    def count(name: str, label: str, values: Iterable[str]) -> Filter:
        counted = Counter(values)
        options = [FilterOption(value=text, label=text, count=counted[text]) for text in sorted(counted)]
        return Filter(name=name, label=label, options=options)

    return [
        count("instansi", studio.say("Instansi"), (entry.short for entry in entries)),
        count("topik", studio.say("Topik"), (entry.topic for entry in entries)),
        count("tahun", studio.say("Tahun"), (year for entry in entries for year in entry.years)),
        count("jenis", studio.say("Jenis informasi"), (entry.kind for entry in entries)),
        count("format", studio.say("Format"), (text for entry in entries for text in set(entry.formats))),
    ]


def _dataset_page(studio: Studio, dataset: Dataset) -> Page:
    package = dataset.package
    address = f"data/{dataset.name}/"
    return studio.page(
        address,
        section="data",
        title=package.title,
        description=first_sentence(package.description),
        crumbs=(Link(studio.say("Data"), "data/"),),
        sources=(dataset.name,),
        modified=dataset.versions[0].date[:10] if dataset.versions else package.text("modified")[:10],
        structured_data=lambda: describe_dataset(
            dataset, studio.settings, studio.histories.get(dataset.name)
        ),
        context=lambda: DatasetPage(
            dataset=dataset,
            package=package,
            agency=studio.publisher_link(dataset),
            kind=information_kind(studio, package.jenis_informasi),
            overdue=overdue_words(studio, dataset),
            level=_level_words(studio, package.text("tingkat_wilayah")),
            charts=draw_charts(studio, dataset, address),
            notes=_notes(package.descriptor.get("catatan")),
            tables=[
                _table(studio, dataset, resource, dataset.cleared.tables[resource.name])
                for resource in package.resources
            ],
            recipes=recipe_lines(studio, dataset),
            downloads=[
                _download(studio, distribution)
                for distribution in dataset.distributions
                if distribution.format != CHECKSUMS_NAME
            ],
            unmade=[_tell_unmade(studio, one) for one in dataset.unmade],
            templates=template_downloads(studio.templates.for_dataset(dataset.name)),
            citations=list_citations(studio, dataset),
            quality=list_quality(studio, dataset),
            sources=_titled(package.descriptor.get("sources")),
            licenses=_titled(package.descriptor.get("licenses")),
            versions=version_lines(studio, dataset),
            logged=dataset.name in studio.catalog.datasets,
        ),
    )


def _level_words(studio: Studio, level: str) -> str:
    return studio.say(LEVEL_WORDS[level]) if level in LEVEL_WORDS else ""


def _notes(entries: object) -> list[Remark]:
    if not isinstance(entries, list):
        return []
    return [
        Remark(judul=str(entry.get("judul", "")), isi=str(entry.get("isi", "")))
        for entry in entries
        if isinstance(entry, dict)
    ]


def _titled(entries: object) -> list[Link]:
    """Sources or licences of a descriptor: title, name or path, with the link if one is given."""
    if not isinstance(entries, list):
        return []
    return [
        Link(
            str(entry.get("title") or entry.get("name") or entry.get("path") or ""),
            str(entry.get("path") or ""),
        )
        for entry in entries
        if isinstance(entry, dict)
    ]


def _table(studio: Studio, dataset: Dataset, resource: Resource, table: Table) -> DatasetTable:
    """The first rows as a table, and the dictionary of its columns."""
    fields = resource.schema.fields
    places = [table.header.index(field.name) for field in fields]
    kept = _phone_columns(fields)
    maker = rows_maker(dataset, resource.name)
    return DatasetTable(
        name=resource.name,
        title=resource.title,
        total=print_count(maker.make("banyak_baris", len(table.rows))),
        shown=print_count(maker.make("baris_ditampilkan", len(table.rows[:PREVIEW_ROWS]))),
        keys=cell_columns(dataset.name, resource.name, (field.name for field in fields)),
        places=[cell_row(row) for row, _ in enumerate(table.rows[:PREVIEW_ROWS])],
        columns=[
            Column(
                name=field.name,
                numeric=field.is_number,
                code=field.name.startswith("kode"),
                hide_on_phone=field.name not in kept,
            )
            for field in fields
        ],
        rows=[
            [studio.show_cell(field, row[place]) for field, place in zip(fields, places, strict=True)]
            for row in table.rows[:PREVIEW_ROWS]
        ],
        fields=[_dictionary_entry(studio, field) for field in fields],
    )


def _phone_columns(fields: Sequence[Field]) -> set[str]:
    """The three columns that a phone has room for: what a row is about, and its first measures."""
    names = [field.name for field in fields if field.name.startswith("nama")] or [fields[0].name]
    measures = [field.name for field in fields if field.is_number and field.satuan]
    rest = [field.name for field in fields if field.name not in names]
    return set([*names[:1], *measures, *rest][:3])


def _dictionary_entry(studio: Studio, field: Field) -> ColumnMeaning:
    notes = [field.satuan] if field.satuan and field.satuan != "tidak berlaku" else []
    allowed = field.constraints.get("enum")
    if isinstance(allowed, (list, tuple)):
        notes.append(studio.say("pilihan: %(list)s", list=", ".join(str(entry) for entry in allowed)))
    if field.constraints.get("required") is True:
        notes.append(studio.say("wajib diisi"))
    blank = studio.say("kosong")
    states = [
        f"{f'“{missing_value.value}”' if missing_value.value else blank} = {studio.say(missing_value.label)}"
        for missing_value in field.missing_values
    ]
    if field.constraints.get("required") is not True:
        notes.extend(states)
    return ColumnMeaning(
        name=field.name,
        type=studio.say(TYPES.get(field.type, field.type)),
        title=field.title,
        description=field.description or field.title,
        note="; ".join(notes),
    )


_TOO_MUCH = {
    "baris": N_("%(form)s tidak dibuat: tabelnya lebih dari %(count)s baris."),
    "sel": N_("%(form)s tidak dibuat: tabelnya lebih dari %(count)s sel."),
}


def _tell_unmade(studio: Studio, one: Unmade) -> str:
    """Which form is missing, and why."""
    form = f"{one.format} ({one.resource})" if one.resource else one.format
    return studio.say(_TOO_MUCH[one.unit], form=form, count=one.most)


def _download(studio: Studio, distribution: Distribution) -> DatasetDownload:
    form = find_format(distribution.format)
    label = studio.say(form.label) if form.label else form.name
    what = distribution.resource or distribution.part
    return DatasetDownload(
        format=f"{label} ({what})" if what else label,
        note=studio.say(form.note, count=distribution.rows) if form.note else "",
        address=distribution.artifact.address,
        size_text=show_size(distribution.artifact.size),
        sha256=distribution.artifact.sha256,
        primary=form is canonical_format(),
        file_name=distribution.file_name,
        folded=not form.prominent,
    )
