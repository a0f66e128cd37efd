"""Form E.81 of an agency and E.60 of the region, a file for each year: CSV, and XLSX as on paper.

A workbook has a sheet for each quarter, which is what agencies sign; the CSV has the newest quarter, in which
all quarters of the year have their columns. The quarters before lie in one archive for each year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from zipfile import ZipFile

from suluh.publishing.archive import write_members
from suluh.publishing.artifacts import keep_bytes, measure_artifact
from suluh.publishing.earlier_files import read_earlier
from suluh.publishing.evaluation_table import (
    Form,
    Value,
    in_figures,
    layout_of,
    list_rows,
    name_status,
)
from suluh.publishing.evaluation_workbook import Sheet, make_evaluation_sheet, make_form_workbook
from suluh.reading.evaluation_form_list import RENJA, RKPD, find_form
from suluh.vocabulary.evaluation_forms import Evaluation
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

File = tuple[str, bytes]
"""An address and what lies there."""


def form_address(year: int, instansi: str, settings: Settings) -> str:
    """Where the forms of a year lie, from the site's root and without the ending of a format.

    With no agency that of the region.
    """
    name = find_form(RENJA if instansi else RKPD, settings.wilayah, year)
    folder = f"evaluasi/{year}/{name.file}"
    return f"{folder}/{instansi}" if instansi else folder


def make_evaluation_files(
    evaluations: Sequence[Evaluation], names: Mapping[str, str], settings: Settings, *, region: str = ""
) -> tuple[tuple[File, ...], tuple[File, ...]]:
    """The forms of one agency or region and year, by quarter: the same bytes each time.

    The first files are its CSV and XLSX; the others the CSV of all quarters before the newest, by the address
    of the newest, none of a first quarter. `names` are those of agencies by slug; `region` names the whole
    region, whose form has no agency.
    """
    first = evaluations[0]
    form = layout_of(first, settings.wilayah)
    whose = names.get(first.instansi, first.instansi) or region
    filled = [(evaluation, [*list_rows(evaluation, names)]) for evaluation in evaluations]
    sheets = [(make_evaluation_sheet(evaluation, form, whose), rows) for evaluation, rows in filled]
    address = form_address(first.tahun, first.instansi, settings)
    newest = (
        (f"{address}.csv", _write_csv(form, filled[-1:])),
        write_form_workbook(address, sheets, settings),
    )
    return newest, ((f"{address}.csv", _write_csv(form, filled[:-1])),) if filled[:-1] else ()


def write_form_workbook(
    address: str, sheets: Sequence[tuple[Sheet, Sequence[Sequence[Value]]]], settings: Settings
) -> File:
    """The workbook of a form below `address`."""
    return f"{address}.xlsx", make_form_workbook(sheets, settings.site_name)


def archive_address(year: int) -> str:
    """Where the forms of the earlier quarters of a year lie."""
    return f"evaluasi/{year}/triwulan-sebelumnya.zip"


def pack_earlier_quarters(year: int, files: Iterable[File]) -> Artifact:
    """The archive of a year; within it the files lie as they do below the year's folder."""
    named = {
        address.removeprefix(f"evaluasi/{year}/"): keep_bytes(address, content) for address, content in files
    }
    return measure_artifact(archive_address(year), partial(write_members, named=named))


def read_earlier_quarters(year: int) -> dict[str, bytes]:
    """What lies in the archive of a year in place, by the addresses that the files would have."""
    content = read_earlier(archive_address(year))
    if content is None:
        return {}
    with ZipFile(BytesIO(content)) as archive:
        return {f"evaluasi/{year}/{name}": archive.read(name) for name in archive.namelist()}


def _write_csv(form: Form, evaluations: Iterable[tuple[Evaluation, Sequence[Sequence[Value]]]]) -> bytes:
    names = (column.name for column in form.columns)
    lines: list[Sequence[Value]] = [("tahun", "triwulan", "instansi", *names, "status_data")]
    for evaluation, rows in evaluations:
        lines += _list_lines(evaluation, rows)
    return write_rows(in_figures(lines)).encode("utf-8")


def _list_lines(evaluation: Evaluation, rows: Sequence[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """Each row tells its agency, year, quarter and whether it is invented."""
    status = name_status(evaluation)
    slugs = [row.instansi or evaluation.instansi for row in (*evaluation.rows, evaluation.total)]
    for slug, row in zip(slugs, rows, strict=True):
        yield (str(evaluation.tahun), str(evaluation.triwulan), slug, *row, status)
