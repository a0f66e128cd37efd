"""The published tables of numbers, as a reader of one page finds its rows in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from suluh.vocabulary.site import Artifact, Site

FOLDER = "data/angka/"
Row = dict[str, str]


def write(artifact: Artifact) -> bytes:
    """What a file holds."""
    stream = io.BytesIO()
    artifact.write(stream)
    return stream.getvalue()


def read_tables(site: Site) -> Iterator[tuple[str, list[Row]]]:
    """(name, rows) of every canonical table of numbers, `alur-2025`."""
    for artifact in site.artifacts:
        folder, _, name = artifact.address.rpartition("/")
        if f"{folder}/" == FOLDER and name.endswith(".csv"):
            text = write(artifact).decode()
            yield name.removesuffix(".csv"), list(csv.DictReader(io.StringIO(text, newline="")))


def find_table(folder: Path, address: str, column: str = "", tail: str = "") -> Path:
    """The file of a built site that has rows of a page, with that column and a name that ends so."""
    for path in sorted((folder / FOLDER).glob(f"*{tail}.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if any(row["halaman"] == address and (not column or column in row) for row in rows):
                return path
    raise LookupError(f"no table of numbers has rows of {address}")


def rows_of(folder: Path, address: str) -> list[Row]:
    """The rows of a page in a built site."""
    with find_table(folder, address).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["halaman"] == address]
