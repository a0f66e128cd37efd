"""The lines printed for other programs, run against a server: they read every table exactly as it is.

pandas, polars and DuckDB run in this process, JavaScript in Node, the download in curl. R, Power Query and
Google Sheets are not on this machine: of their lines only the form is looked at.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import threading
from collections.abc import Iterator, Sequence, Set
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_instansi,
    make_package,
    make_resource,
    make_settings,
    make_table,
)
from suluh.publishing.canonical_table import CanonicalTable, canonical_table
from suluh.publishing.distributions import write_distributions
from suluh.publishing.recipes.columns import Kind, list_columns
from suluh.publishing.recipes.programs import PROGRAMS
from suluh.publishing.recipes.tables import TableRecipes, list_recipes
from suluh.vocabulary.catalog import Dataset

NASTY = (
    "kode",
    'a "b"',
    "it's, so",
    "baris\nbaru",
    "^x$",
    "*",
    "Kode",
    "#(lf) {0}",
    "</script>",
    "\\n ${x}`é",
)
TYPES = {
    "utuh": ("integer", ["9007199254740993", "", "-1", "0"]),
    "besar": ("integer", ["123456789012345678901234567890", "1", "", "-2"]),
    "uang": ("number", ["1.50", "100000000000000000.25", "", "0.0"]),
    "tahun": ("year", ["2025", "1999", "0001", ""]),
    "ya": ("boolean", ["true", "false", "", "true"]),
    "hari": ("date", ["2025-01-02", "1500-03-04", "9999-12-31", ""]),
    "saat": ("datetime", ["2025-01-02T03:04:05", "", "2025-01-02T03:04:05.123456", "1700-01-01T00:00:00"]),
    "bulan": ("yearmonth", ["2025-01", "", "1999-12", "2000-02"]),
}
TEXTS = [
    "010",
    "74.10",
    "NA",
    "1/2",
    "",
    "null",
    "=1+1",
    "  spasi ",
    "1E5",
    'ku"tip',
    "a\nb",
    "true",
    "12,5",
    "-",
]


class _Host(SimpleHTTPRequestHandler):
    """Answers for parts of files too, as hosts do and polars asks."""

    def do_GET(self) -> None:
        asked = re.fullmatch(r"bytes=([0-9]+)-([0-9]*)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if asked is None or not path.is_file():
            super().do_GET()
            return
        content = path.read_bytes()
        first, last = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        self.wfile.write(content[first : last + 1])

    def log_message(self, *told: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which it is served."""
    folder = tmp_path_factory.mktemp("resep")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def publish(folder: Path, address: str, dataset: Dataset) -> list[tuple[CanonicalTable, TableRecipes]]:
    """Write the dataset's files into the served folder; its tables, each with its recipes."""
    settings = make_settings(site_url=address)
    files = write_distributions(dataset.cleared, dataset.instansi, settings)
    for file in files:
        target = folder / file.artifact.address
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            file.artifact.write(stream)
    whole = make_dataset(dataset.cleared, instansi=dataset.instansi, distributions=files)
    tables = {one.name: canonical_table(dataset.cleared, one) for one in dataset.package.resources}
    return [(tables[recipes.resource], recipes) for recipes in list_recipes(whole, settings)]


def make_nasty() -> Dataset:
    """Two tables: columns of every kind, and names that every program has its own trouble with."""
    typed = [make_field(name, type=kind) for name, (kind, _) in TYPES.items()]
    rows = [list(row) for row in zip(*(cells for _, cells in TYPES.values()), strict=True)]
    named = [make_field(name) for name in NASTY]
    texts = [
        [TEXTS[(row + column) % len(TEXTS)] for column in range(len(NASTY))] for row in range(len(TEXTS))
    ]
    package = make_package(
        "jahil", resources=(make_resource("jenis", typed), make_resource("nama-nama", named))
    )
    tables = {
        "jenis": make_table([field.name for field in typed], rows),
        "nama-nama": make_table(list(NASTY), texts),
    }
    return make_dataset(make_cleared(tables, package=package), instansi=make_instansi())


def texts_of(recipes: TableRecipes) -> dict[str, str]:
    return {recipe.program: recipe.text for recipe in recipes.recipes}


def plain(value: object) -> object:
    """A program's value as ours are: None for none, days and moments as Python has them."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False)
    return value


def rows_of(table: CanonicalTable) -> list[tuple[object, ...]]:
    """The cells as a program shall have them: texts stay texts, also those that stand for no value."""
    readers = table.readers()
    kinds = [column.kind for column in list_columns(table)]

    def read(kind: Kind, reader: object, text: str) -> object:
        if text == "" or kind is Kind.TEXT:
            return text or None
        assert callable(reader)
        return reader(text)

    return [
        tuple(read(kind, reader, text) for kind, reader, text in zip(kinds, readers, row, strict=True))
        for row in table.rows
    ]


def same(found: Sequence[Sequence[object]], table: CanonicalTable) -> None:
    """Every cell has the value and the type of ours; days may be midnights."""
    wanted = rows_of(table)
    assert len(found) == len(wanted)
    for row, expected in zip(found, wanted, strict=True):
        for name, cell, right in zip(table.header, map(plain, row), expected, strict=True):
            if isinstance(right, date) and not isinstance(right, datetime) and isinstance(cell, datetime):
                cell = cell.date()
            assert cell == right, (name, cell, right)
            if isinstance(right, (str, Decimal)):
                assert type(cell) is type(right) or str(cell) == str(right), (name, cell)


def run_python(text: str) -> object:
    names: dict[str, object] = {}
    exec(compile(text, "resep", "exec"), names)
    return names["data"]


def run_duckdb(lines: str, file: Path) -> list[tuple[object, ...]]:
    """The lines in the folder to which curl fetched the file."""
    settings = {"threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False}
    with duckdb.connect(config=settings) as connection:
        return connection.sql(lines.replace(f"'{file.name}'", f"'{file}'").rstrip().rstrip(";")).fetchall()


def rows_of_frame(data: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(zip(*(data.iloc[:, place].tolist() for place in range(data.shape[1])), strict=True))


def run_all(folder: Path, address: str, dataset: Dataset, tmp_path: Path) -> list[str]:
    """Run what this machine can run; gives lines of JavaScript for Node, which is started once for many."""
    scripts = []
    for table, recipes in publish(folder, address, dataset):
        lines = texts_of(recipes)
        data = run_python(lines["pandas"])
        assert isinstance(data, pd.DataFrame)
        assert tuple(data.columns) == table.header
        same(
            [tuple(data.iloc[row, place] for place in range(data.shape[1])) for row in range(len(data))],
            table,
        )
        frame = run_python(lines["polars"])
        assert tuple(frame.columns) == table.header  # type: ignore[attr-defined]
        same(frame.rows(), table)  # type: ignore[attr-defined]
        file = folder / f"data/{dataset.name}" / re.findall(r"'([^']+\.parquet)'", lines["DuckDB"])[0]
        same(run_duckdb(lines["DuckDB"], file), table)
        scripts.append(f"{{\n{lines['JavaScript']}\nall.push(rows);\n}}")
    return scripts


def run_node(scripts: Sequence[str], tmp_path: Path) -> list[list[dict[str, object]]]:
    path = tmp_path / "resep.mjs"
    path.write_text(
        "const all = [];\n" + "\n".join(scripts) + "\nconsole.log(JSON.stringify(all));\n", "utf-8"
    )
    done = subprocess.run(["node", str(path)], capture_output=True, check=True, text=True, encoding="utf-8")
    found: list[list[dict[str, object]]] = json.loads(done.stdout)
    return found


def test_every_program_reads_nasty_tables_exactly(served: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = served
    dataset = make_nasty()
    scripts = run_all(folder, address, dataset, tmp_path)

    for rows, resource in zip(run_node(scripts, tmp_path), dataset.package.resources, strict=True):
        table = canonical_table(dataset.cleared, resource)
        assert [list(row) for row in rows] == [list(table.header)] * len(table.rows)
        for row, texts in zip(rows, table.rows, strict=True):
            for field, text in zip(table.fields, texts, strict=True):
                cell = row[field.name]
                if text == "":
                    assert cell in (None, "")
                elif isinstance(cell, bool):
                    assert cell is (text == "true")
                elif isinstance(cell, (int, float)):
                    assert Decimal(str(cell)) == Decimal(text)
                else:
                    assert cell == text


def test_the_line_for_curl_fetches_the_file_as_it_is(served: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = served
    (_, recipes), *_ = publish(folder, address, make_nasty())
    subprocess.run(
        texts_of(recipes)["curl"].replace("curl ", "curl --silent --noproxy '*' "),
        shell=True,
        check=True,
        cwd=tmp_path,
    )

    assert (tmp_path / "jahil.csv").read_bytes() == (folder / "data/jahil/jahil.csv").read_bytes()


def test_sheets_gets_a_formula_only_where_nothing_would_be_changed() -> None:
    for cells, formula in ((["Baru", "Lama"], True), (["010", "Lama"], False), (["TRUE", ""], False)):
        package = make_package(
            resources=(make_resource("contoh", ["nama", make_field("n", type="integer")]),)
        )
        table = make_table(["nama", "n"], [[cell, "1"] for cell in cells])
        cleared = make_cleared({"contoh": table}, package=package)
        files = write_distributions(cleared, make_instansi(), make_settings())
        ((recipes),) = list_recipes(make_dataset(cleared, distributions=files), make_settings())
        line = texts_of(recipes)["Google Sheets"]
        assert line.startswith('=IMPORTDATA("https://') == formula
        assert formula or "contoh.xlsx" in line


def strip_strings(text: str, escape: str) -> str:
    """The text without its strings; what is left of a broken one shows."""
    pattern = r'"(?:[^"\\]|\\.)*"' if escape == "\\" else r'"(?:[^"]|"")*"'
    return re.sub(pattern, "S", text)


@pytest.mark.parametrize(("program", "escape"), [("R", "\\"), ("Excel (Power Query)", '"')])
def test_lines_for_programs_that_are_not_here_have_their_form(
    served: tuple[Path, str], program: str, escape: str
) -> None:
    for table, recipes in publish(*served, make_nasty()):
        text = texts_of(recipes)[program]
        bare = strip_strings(text, escape)
        assert '"' not in bare and "\\" not in bare
        for opening, closing in ("()", "[]", "{}"):
            assert bare.count(opening) == bare.count(closing)
        assert not re.search(r",\s*[)\]}]", bare), "to these programs that is one item more, and an empty one"
        if program == "R":
            assert bare.startswith("data <- read.csv(") and bare.count("S = S") == len(table.header)
            assert "\n" not in "".join(re.findall(r'"(?:[^"\\]|\\.)*"', text))
        else:
            assert bare.startswith("let\n") and bare.endswith("in\n    Jenis\n")
            assert len(re.findall(r"\{S, (?:type \w+|Int64\.Type|Currency\.Type)\}", bare)) == len(
                table.header
            )
            assert '"en-US"' in text


SMALL = 60_000
"""Bytes of the CSVs that are read every day; the slow test reads the larger ones."""


@pytest.mark.parametrize("most", [SMALL, pytest.param(0, marks=pytest.mark.slow)])
def test_tables_of_the_built_site_are_read_exactly(
    built_site: Path, served: tuple[Path, str], most: int
) -> None:
    """The lines as the pages print them, over every dataset; what is right are the texts of the CSV."""
    folder, address = served
    read = 0
    for description in sorted(built_site.glob("data/*/datapackage.json")):
        source = description.parent
        if source.name == "angka":
            continue  # numbers of pages: no dataset
        target = folder / "data" / source.name
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            target.symlink_to(source)
        page = (source / "index.html").read_text(encoding="utf-8")
        printed = re.findall(r'<pre id="resep-([^"]+)"[^>]*>(.*?)</pre>', page, re.DOTALL)
        assert printed and len(printed) % len(PROGRAMS) == 0, source
        for label, text in printed:
            lines = unescape(text).replace("https://contoh.go.id/suluh/", address)
            program = label.rpartition("-")[2]
            if program in ("pandas", "polars", "duckdb"):
                file = source / re.findall(r"([^/'\"]+\.(?:csv|parquet))['\"]", lines)[0]
                right = file.with_suffix(".csv")
                if not most or right.stat().st_size < most:
                    words = list_words(json.loads(description.read_text(encoding="utf-8")))
                    cells = run_printed(program, lines, file)
                    compare_texts(right, cells, words if program == "duckdb" else {""})
                    read += 1
    assert read >= 30


def run_printed(program: str, lines: str, file: Path) -> Sequence[Sequence[object]]:
    if program == "duckdb":
        return run_duckdb(lines, file)
    data = run_python(lines)
    return rows_of_frame(data) if isinstance(data, pd.DataFrame) else data.rows()  # type: ignore[attr-defined,no-any-return]


def list_words(described: object) -> set[str]:
    """The words for no value that a description names: in Parquet, such a cell has none."""
    if isinstance(described, list):
        return {word for part in described for word in list_words(part)}
    if not isinstance(described, dict):
        return set()
    stated = described.get("missingValues", [])
    own = {entry["value"] if isinstance(entry, dict) else entry for entry in stated}
    return {"", *own, *(word for part in described.values() for word in list_words(part))}


def compare_texts(file: Path, cells: Sequence[Sequence[object]], words: Set[str]) -> None:
    """Every cell beside the canonical text; one that a program has no value for is one of the words."""
    with file.open(encoding="utf-8", newline="") as stream:
        _, *rows = csv.reader(stream)
    assert len(cells) == len(rows), file
    for row, texts in zip(cells, rows, strict=True):
        for cell, text in zip(map(plain, row), texts, strict=True):
            if cell is None:
                assert text in words, file
            elif isinstance(cell, bool):
                assert text == str(cell).lower(), file
            elif isinstance(cell, datetime):
                assert text in (cell.isoformat(), cell.date().isoformat()), file
            elif isinstance(cell, (int, Decimal)):
                assert Decimal(text) == cell, file
            else:
                assert str(cell) == text, file
