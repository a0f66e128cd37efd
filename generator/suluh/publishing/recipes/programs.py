"""A recipe for each program: lines to copy that read one published table with its types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from suluh.publishing.recipes.columns import SAFE_WHOLE, Kind, RecipeColumn
from suluh.publishing.recipes.texts import fill, quote_m, quote_python, quote_r, quote_shell, quote_sql

MONEY_DECIMALS = 4
"""Decimals that a spreadsheet's type of money keeps."""


@dataclass(frozen=True, slots=True)
class Files:
    """Addresses of a table's CSV and Parquet, and of JSON and workbook of its dataset.

    What is not published has an empty address; `place` is the table's number in the JSON, from 0.
    """

    csv: str
    parquet: str
    json: str
    workbook: str
    place: int = 0


Columns = Sequence[RecipeColumn]
Writer = Callable[[Columns, Files], str]


def write_pandas(columns: Columns, files: Files) -> str:
    """For pandas 2.2 or newer: whole numbers with gaps, decimals exact, dates as dates, all else text."""
    names = _group(columns)
    arguments = [quote_python(files.csv)]
    types = [
        f"**dict.fromkeys([{fill(map(quote_python, names[kind]), 8, room=34)}], {quote_python(word)})"
        for kind, word in ((Kind.TEXT, "string"), (Kind.WHOLE, "Int64"), (Kind.TRUTH, "boolean"))
        if names[kind]
    ]
    if types:
        arguments.append("dtype={\n        " + ",\n        ".join(types) + ",\n    }")
    exact = names[Kind.DECIMAL]
    if exact:
        arguments.append(f"converters=dict.fromkeys([{fill(map(quote_python, exact), 4, room=34)}], exact)")
    days = names[Kind.DATE] + names[Kind.MOMENT]
    if days:
        arguments.append(f"parse_dates=[{fill(map(quote_python, days), 4, room=16)}]")
        arguments.append('date_format="ISO8601"')
    arguments += ["keep_default_na=False", 'na_values=[""]']
    head = "import pandas as pd\n"
    if exact:
        head = (
            "from decimal import Decimal\n\nimport pandas as pd\n\n\n"
            "def exact(text):\n    return Decimal(text) if text else None\n\n"
        )
    return f"{head}\ndata = pd.read_csv(\n    " + ",\n    ".join(arguments) + ",\n)\n"


def write_polars(columns: Columns, files: Files) -> str:
    """For polars 1.0 or newer; names come from here, since it takes quotes in a header for signs."""
    types = {
        Kind.TEXT: "pl.String",
        Kind.WHOLE: "pl.Int64",
        Kind.TRUTH: "pl.Boolean",
        Kind.DATE: "pl.Date",
        Kind.MOMENT: "pl.Datetime",
    }
    entries = [
        f"{quote_python(column.name)}: {types.get(column.kind) or f'pl.Decimal(38, {column.scale})'}"
        for column in columns
    ]
    return (
        "import polars as pl\n\ndata = pl.read_csv(\n"
        f"    {quote_python(files.csv)},\n    has_header=False,\n    skip_rows=1,\n"
        f"    schema={{{fill(entries, 4, room=12)}}},\n)\n"
    )


def write_duckdb(columns: Columns, files: Files) -> str:
    """DuckDB, from the Parquet that was fetched: without an extension it reads no address."""
    del columns
    name = files.parquet.rpartition("/")[2]
    return f"-- {files.parquet}\nFROM {quote_sql(name)};\n" if name else ""


def write_r(columns: Columns, files: Files) -> str:
    """R by itself; whole numbers that its numbers would round stay text."""
    types = {Kind.TRUTH: "logical", Kind.DATE: "Date", Kind.MOMENT: "POSIXct"}
    entries = []
    for column in columns:
        kind = types.get(column.kind, "character")
        if column.kind in (Kind.WHOLE, Kind.DECIMAL) and column.largest <= SAFE_WHOLE:
            kind = "numeric"
        entries.append(f"{quote_r(column.name)} = {quote_r(kind)}")
    return (
        f"data <- read.csv(\n  {quote_r(files.csv)},\n"
        f"  colClasses = c({fill(entries, 2, room=18)}),\n"
        '  na.strings = "", check.names = FALSE, fileEncoding = "UTF-8"\n)\n'
    )


def write_power_query(columns: Columns, files: Files) -> str:
    """Excel's Power Query, whose last argument reads points as decimal signs on a machine of any settings."""
    types = {Kind.TRUTH: "type logical", Kind.DATE: "type date", Kind.MOMENT: "type datetime"}
    entries = []
    for column in columns:
        kind = types.get(column.kind, "type text")
        if column.kind is Kind.WHOLE:
            kind = "Int64.Type"
        elif column.kind is Kind.DECIMAL and column.scale <= MONEY_DECIMALS and column.largest < 9 * 10**14:
            kind = "Currency.Type"
        elif column.kind is Kind.DECIMAL and column.largest <= SAFE_WHOLE:
            kind = "type number"
        entries.append(f"{{{quote_m(column.name)}, {kind}}}")
    return (
        "let\n    Sumber = Csv.Document(\n"
        f"        Web.Contents({quote_m(files.csv)}),\n"
        f'        [Delimiter = ",", Columns = {len(columns)}, Encoding = 65001, '
        "QuoteStyle = QuoteStyle.Csv]\n"
        "    ),\n    Judul = Table.PromoteHeaders(Sumber, [PromoteAllScalars = true]),\n"
        '    Kosong = Table.ReplaceValue(Judul, "", null, Replacer.ReplaceValue, Table.ColumnNames(Judul)),\n'
        f'    Jenis = Table.TransformColumnTypes(Kosong, {{{fill(entries, 4, room=50)}}}, "en-US")\n'
        "in\n    Jenis\n"
    )


def write_sheets(columns: Columns, files: Files) -> str:
    """Google Sheets of Indonesian settings: a formula where its guesses change nothing, else the workbook."""
    if any(column.changeable for column in columns) or any(column.largest > SAFE_WHOLE for column in columns):
        return f"File > Impor > Upload: {files.workbook.rpartition('/')[2]}\n{files.workbook}\n"
    address = files.csv.replace('"', '""')
    return f'=IMPORTDATA("{address}"; ","; "en_US")\n'


def write_curl(columns: Columns, files: Files) -> str:
    """The file as it is."""
    del columns
    return f"curl --fail --location --remote-name {quote_shell(files.csv)}\n"


def write_javascript(columns: Columns, files: Files) -> str:
    """JavaScript in a browser or in Node 18 or newer; numbers that it would round are texts in the JSON."""
    del columns
    return (
        f"const answer = await fetch({quote_python(files.json)});\n"
        "const { resources } = await answer.json();\n"
        f"const rows = resources[{files.place}].rows;\n"
    )


PROGRAMS: Mapping[str, Writer] = {
    "pandas": write_pandas,
    "polars": write_polars,
    "R": write_r,
    "DuckDB": write_duckdb,
    "Excel (Power Query)": write_power_query,
    "Google Sheets": write_sheets,
    "curl": write_curl,
    "JavaScript": write_javascript,
}
"""Programs by their names, in the order in which they are offered."""


def _group(columns: Columns) -> dict[Kind, list[str]]:
    return {kind: [column.name for column in columns if column.kind is kind] for kind in Kind}
