"""`e81.csv` and `e81.xlsx` beside each evaluation page: to lie next to the form on an official's desk."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from io import StringIO
from typing import BinaryIO

from suluh.publishing.artifacts import measure_artifact
from suluh.publishing.evaluation_table import COLUMNS, Value, list_rows, name_status, plain
from suluh.publishing.evaluation_workbook import make_evaluation_workbook
from suluh.vocabulary.evaluation import Evaluation
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

CSV_NAME, XLSX_NAME = "e81.csv", "e81.xlsx"


def write_evaluation_files(
    evaluation: Evaluation, agency: Instansi, settings: Settings
) -> tuple[Artifact, ...]:
    """The form as CSV and as XLSX at its page's address, the same bytes each time."""
    rows = [*list_rows(evaluation, agency)]
    # A form is small: it is made once and kept, not made again when it is written.
    sheet = _make_csv(evaluation, rows).encode("utf-8")
    book = make_evaluation_workbook(evaluation, agency, settings, rows)
    return (
        measure_artifact(f"{evaluation.address}{CSV_NAME}", partial(_write_bytes, content=sheet)),
        measure_artifact(f"{evaluation.address}{XLSX_NAME}", partial(_write_bytes, content=book)),
    )


def _write_bytes(stream: BinaryIO, content: bytes) -> None:
    stream.write(content)


def _make_csv(evaluation: Evaluation, rows: Sequence[Sequence[Value]]) -> str:
    """RFC 4180 with one header row; each row tells its agency, year, quarter and whether it is invented."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["tahun", "triwulan", "instansi", *(one.name for one in COLUMNS), "status_data"])
    start = [str(evaluation.tahun), str(evaluation.triwulan), evaluation.instansi]
    status = name_status(evaluation)
    for row in rows:
        writer.writerow([*start, *(plain(one) if isinstance(one, Decimal) else one for one in row), status])
    return text.getvalue()
