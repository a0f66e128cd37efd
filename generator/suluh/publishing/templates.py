"""Templates to fill in: for each dataset and each standard an XLSX and a CSV, and the form of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import BinaryIO

from suluh.checking.example_rows import EXAMPLE_MARK
from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.csv_file import FORMAT as CSV
from suluh.publishing.descriptor_form import fill_descriptor_form
from suluh.publishing.report_form import ReportHead, fill_report_form
from suluh.publishing.template_columns import ChoiceSource, TemplateColumn, example_of, level_of, plan_columns
from suluh.publishing.template_workbook import write_template
from suluh.publishing.workbook import FORMAT as XLSX
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import load_standard
from suluh.reading.standard_schemas import read_standard_schema
from suluh.record_types import record_types
from suluh.vocabulary.catalog import Catalog, Dataset, Distribution
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.package import Resource
from suluh.vocabulary.region import Regions
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

FOLDER = "templat"
REPORT_FORM = f"{FOLDER}/laporan.md"
GUIDE = (
    "Isi lembar pertama mulai baris ketiga; satu baris untuk satu hal.",
    f"Hapus baris contoh, yaitu baris yang sel pertamanya berbunyi “{EXAMPLE_MARK}”. Selama masih ada, "
    "data ini tidak dapat terbit.",
    "Jangan mengubah judul kolom di baris pertama, dan jangan menyembunyikan baris, kolom, atau lembar.",
    "Klik sebuah sel untuk melihat apa yang diminta. Kode dipilih dari daftar; artinya ada di lembar kode.",
    "Yang belum diketahui dikosongkan, bukan diisi nol.",
    "Simpan sebagai XLSX seperti adanya, atau simpan lembar pertama sebagai CSV UTF-8.",
)


@dataclass(frozen=True, slots=True)
class Template:
    """What is offered for one table: `dataset` is empty for a standard's, `resource` for a main table's."""

    name: str
    title: str
    description: str
    files: tuple[Distribution, ...]
    dataset: str = ""
    resource: str = ""
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates of a site, and its report form."""

    of_standards: tuple[Template, ...] = ()
    of_datasets: tuple[Template, ...] = ()
    report_form: Artifact | None = None

    def for_dataset(self, name: str) -> tuple[Template, ...]:
        """The templates of a dataset's tables; none where all of them are derived."""
        return tuple(template for template in self.of_datasets if template.dataset == name)

    def artifacts(self) -> Iterable[Artifact]:
        """Every file to be written."""
        for template in (*self.of_standards, *self.of_datasets):
            yield from (file.artifact for file in template.files)
        if self.report_form is not None:
            yield self.report_form


def write_templates(catalog: Catalog, regions: Regions, settings: Settings) -> Templates:
    """Templates for every dataset with files of its own and every standard. Nothing is written yet."""
    source = ChoiceSource.of_site(catalog, regions, settings.wilayah)
    standards = [name for name, record_type in record_types().items() if record_type.is_table]
    form = fill_report_form(_recent_quarter(settings))
    return Templates(
        of_standards=tuple(_make_for_standard(name, source) for name in standards),
        of_datasets=tuple(
            template
            for dataset in catalog.datasets.values()
            for template in _make_for_dataset(dataset, source)
        ),
        report_form=measure_artifact(REPORT_FORM, partial(_write_form, text=form)),
    )


def _make_for_standard(name: str, source: ChoiceSource) -> Template:
    standard = load_standard(name)
    # Planned when they are written: a check names the files alone.
    columns = cache(partial(plan_columns, read_standard_schema(name), source, standard=name))
    title = str(standard["title"])
    key = ", ".join(define_standard(name).key)
    guide = (
        *GUIDE,
        f"Satu baris dikenali dari {key}: baris yang sama di semuanya ditolak, juga bila ada di tabel lain.",
        f"Di datapackage.yaml, tulis standar: {name} pada tabel ini.",
    )
    files = _measure_files(f"{FOLDER}/{name}", title, name, columns=columns, guide=guide)
    form = partial(_write_descriptor_form, standard=name)
    described = Distribution(
        "datapackage.yaml", "application/yaml", measure_artifact(f"{FOLDER}/{name}/datapackage.yaml", form)
    )
    return Template(name, title, " ".join(str(standard.get("description", "")).split()), (*files, described))


def _make_for_dataset(dataset: Dataset, source: ChoiceSource) -> Iterable[Template]:
    for resource in dataset.package.resources:
        if not resource.paths or resource.turunan is not None or resource.recipe is not None:
            continue  # an office's own sheet is the form that it fills in
        main = resource is dataset.package.resources[0]
        example = example_of(resource, dataset.cleared.tables[resource.name])
        level = level_of(dataset, resource)
        columns = cache(partial(plan_columns, resource.schema, source, level=level, example=example))
        ending = dataset.name if main else f"{dataset.name}-{resource.name}"
        title = (
            dataset.package.title if main else f"{dataset.package.title}: {resource.title or resource.name}"
        )
        yield Template(
            name=ending,
            title=title,
            description="",
            files=_measure_files(
                f"data/{dataset.name}/templat-{ending}",
                title,
                _sheet_name(resource),
                columns=columns,
                guide=_guide_for(dataset),
                resource=resource,
            ),
            dataset=dataset.name,
            resource="" if main else resource.name,
            simulated=dataset.simulated,
        )


def _guide_for(dataset: Dataset) -> tuple[str, ...]:
    more = []
    if dataset.simulated:
        more.append("Baris contohnya diambil dari data contoh (simulasi), bukan angka sebenarnya.")
    if dataset.cleared.withheld_fields:
        more.append(
            f"{dataset.cleared.withheld_fields} kolom yang tidak terbit tidak ada di templat ini; "
            "mintalah judulnya kepada walidata."
        )
    return (*GUIDE, *more)


def _sheet_name(resource: Resource) -> str:
    """The declared sheet where there is one, so that the filled template is read as it is."""
    stated = resource.dialect.get("sheet", resource.dialect.get("sheetName"))
    return stated if isinstance(stated, str) else resource.name


def _measure_files(
    address: str,
    title: str,
    sheet_name: str,
    *,
    columns: Callable[[], Sequence[TemplateColumn]],
    guide: Sequence[str],
    resource: Resource | None = None,
) -> tuple[Distribution, ...]:
    def write_book(stream: BinaryIO) -> None:
        write_template(
            stream, title=f"Templat: {title}", sheet_name=sheet_name, columns=columns(), guide=guide
        )

    book = measure_artifact(
        f"{address}{XLSX.suffix}", write_book, lambda: (title, sheet_name, columns(), guide)
    )
    delimiter = str(resource.dialect.get("delimiter", ",")) if resource else ","
    text = measure_artifact(
        f"{address}{CSV.suffix}", partial(_write_csv_template, columns=columns, delimiter=delimiter)
    )
    return (Distribution(XLSX.name, XLSX.media_type, book), Distribution(CSV.name, CSV.media_type, text))


def _write_csv_template(
    stream: BinaryIO, *, columns: Callable[[], Sequence[TemplateColumn]], delimiter: str
) -> None:
    """Header and example row. The mark at the start lets a spreadsheet know that this is UTF-8."""
    planned = columns()
    rows = [[column.field.name for column in planned], [column.example for column in planned]]
    stream.write(write_rows(rows, delimiter=delimiter).encode("utf-8-sig"))


def _write_descriptor_form(stream: BinaryIO, *, standard: str) -> None:
    write_text(stream, fill_descriptor_form(standard))


def _write_form(stream: BinaryIO, *, text: str) -> None:
    write_text(stream, text)


def _recent_quarter(settings: Settings) -> ReportHead:
    """The last quarter that was over when the site was built."""
    now = settings.build_time
    quarter = (now.month - 1) // 3
    head = ReportHead(tahun=now.year, triwulan=quarter)
    return head if quarter else replace(head, tahun=now.year - 1, triwulan=4)
