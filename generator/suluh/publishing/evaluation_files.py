"""`e81.csv` and `e81.xlsx` beside each evaluation page, `e60.csv` and `e60.xlsx` for the whole region.

They lie next to the paper form on an official's desk, column by column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import BinaryIO

from suluh.publishing.artifacts import measure_artifact
from suluh.publishing.evaluation_table import Form, Value, layout_of, list_rows, name_status, plain
from suluh.publishing.evaluation_workbook import make_evaluation_workbook
from suluh.vocabulary.evaluation_forms import Evaluation
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

File = tuple[str, bytes]
"""An address and what lies there."""


def make_evaluation_files(
    evaluation: Evaluation, names: Mapping[str, str], settings: Settings, *, region: str = ""
) -> tuple[File, ...]:
    """The form as CSV and as XLSX at its page's address, the same bytes each time.

    `names` are those of agencies by slug; `region` names the whole region, whose form has no agency.
    """
    form = layout_of(evaluation, settings.wilayah)
    rows = [*list_rows(evaluation, names)]
    whose = names.get(evaluation.instansi, evaluation.instansi) or region
    sheet = _make_csv(evaluation, form, rows).encode("utf-8")
    book = make_evaluation_workbook(evaluation, form, whose, settings, rows)
    address = f"{evaluation.address}{form.file}"
    return (f"{address}.csv", sheet), (f"{address}.xlsx", book)


def keep_file(file: File) -> Artifact:
    """A small file, made once and kept, as an artifact."""
    address, content = file
    return measure_artifact(address, partial(_write_bytes, content=content))


def _write_bytes(stream: BinaryIO, content: bytes) -> None:
    stream.write(content)


def _make_csv(evaluation: Evaluation, form: Form, rows: Sequence[Sequence[Value]]) -> str:
    """RFC 4180 with one header row; each row tells its agency, year, quarter and whether it is invented."""
    lines = [["tahun", "triwulan", "instansi", *(column.name for column in form.columns), "status_data"]]
    status = name_status(evaluation)
    slugs = [row.instansi or evaluation.instansi for row in (*evaluation.rows, evaluation.total)]
    for slug, row in zip(slugs, rows, strict=True):
        start = [str(evaluation.tahun), str(evaluation.triwulan), slug]
        lines.append(
            [*start, *(plain(amount) if isinstance(amount, Decimal) else amount for amount in row), status]
        )
    return write_rows(lines)
