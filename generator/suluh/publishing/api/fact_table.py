"""`data/fakta.zip`: all facts that the API holds as one CSV, a row for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from suluh.publishing.api.answers import Angka
from suluh.publishing.api.fact_files import ByTime, state_fact
from suluh.publishing.api.sources import Sources
from suluh.publishing.archive import EARLIEST, PLAIN_FILE, UNIX
from suluh.publishing.artifacts import OneWayStream
from suluh.publishing.exact_values import exact_text
from suluh.reading.fact_formulas import load_fact_formulas
from suluh.vocabulary.facts import Fact
from suluh.vocabulary.figures import State
from suluh.vocabulary.formula_signs import write_rows

ADDRESS = "data/fakta.zip"
COLUMNS = (
    *("nama", "nilai", "keadaan", "rendah", "tinggi", "satuan", "waktu", "terhitung", "ditunggu"),
    *("rumus", "sumber", "status_data"),
)


def write_fact_table(facts: Mapping[str, ByTime], sources: Sources) -> bytes:
    """The archive with `fakta.csv` in it, rows in order of the facts' names."""
    pieces: list[bytes] = []
    entry = ZipInfo("fakta.csv", EARLIEST)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, UNIX, PLAIN_FILE
    with ZipFile(cast(BinaryIO, OneWayStream(pieces.append)), "w", ZIP_DEFLATED) as archive:
        archive.writestr(entry, write_rows(list_rows(facts, sources)))
    return b"".join(pieces)


def list_rows(facts: Mapping[str, ByTime], sources: Sources) -> Iterator[tuple[str, ...]]:
    """The header and a row for each fact."""
    formulas = load_fact_formulas()
    origins: dict[str, str] = {}
    yield COLUMNS
    for where in sorted(facts):
        for what, of_what in sorted(facts[where].items()):
            unit = formulas[what].unit if what in formulas else ""
            if what not in origins:
                origins[what] = " ".join(_said(sources, (what,)))
            for when in sorted(of_what):
                yield _row(of_what[when], unit, origins[what])


def _said(sources: Sources, whats: Iterable[str]) -> Iterator[str]:
    for source in sources.of_formulas(whats):
        yield f"{source.dataset}@{source.edisi}" if source.edisi else source.dataset


def _row(fact: Fact, unit: str, origin: str) -> tuple[str, ...]:
    said = state_fact(fact)
    figure = said if isinstance(said, Angka) else Angka(said, State.NILAI)
    exact = [
        "" if value is None else exact_text(value)
        for value in (figure.nilai, figure.rendah, figure.tinggi, figure.terhitung, figure.ditunggu)
    ]
    value, low, high, counted, owed = exact
    return (
        str(fact.name),
        *(value, str(figure.keadaan), low, high, unit, fact.name.when, counted, owed),
        *(fact.what, origin, str(fact.status)),
    )
