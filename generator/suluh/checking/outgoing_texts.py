"""Every text that goes out beside the cells: none may begin as a formula, and none be an address that runs.

Titles, producers, names of columns and settings reach `katalog.csv`, lists, templates and catalogues for
machines. They are looked at here, where they were written, by the same rules as cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from suluh.reading.key_likeness import is_private
from suluh.reading.safe_yaml import line_of
from suluh.reading.site_settings import PLUGIN_KEYS, SETTINGS_FILE
from suluh.vocabulary.disclosure import Tombstone
from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.formula_signs import is_formula
from suluh.vocabulary.package import DataPackage, Klasifikasi
from suluh.vocabulary.reports import Report, ReportTombstone
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.web_addresses import ADDRESS_KEYS, is_safe_address, runs_something

FORMULA, ADDRESS = "P053", "P054"

_NO_TEXT = frozenset(
    ("dialect", "delimiter", "lineTerminator", "quoteChar", "escapeChar", "commentChar", "pattern")
)
"""What programs are told: signs that part cells, and forms of cells, which may begin with any sign."""
_NO_CELL = frozenset(("pemilik", "theme", "plugins", "markdown_extensions", "nav", "extra", "hooks", "watch"))
"""Settings that reach no table: an owner is written `@dinas/data`."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text of a file, the key that it stands under, the way to it, and its line where that is known."""

    key: str
    way: str
    text: str
    line: int | None = None


def check_outgoing(
    packages: Iterable[DataPackage],
    reports: Iterable[Report],
    tombstones: Iterable[Tombstone | ReportTombstone],
    settings: Settings,
) -> list[Finding]:
    """P053 for each text that spreadsheets would run, P054 for each address of another kind."""
    findings: list[Finding] = []
    for package in packages:
        shown = package.klasifikasi is Klasifikasi.PUBLIK
        for outgoing in texts_of_descriptor(package.descriptor):
            findings += _judge(outgoing, Place(package.descriptor_path), shown=shown)
    for report in reports:
        shown = report.klasifikasi is Klasifikasi.PUBLIK
        for outgoing in _texts_of_report(report):
            findings += _judge(outgoing, Place(report.path), shown=shown)
    for stone in tombstones:
        title = stone.title if isinstance(stone, Tombstone) else ""
        for key, text in (("judul", title), ("alasan", stone.reason)):
            findings += _judge(Outgoing(key, key, text), Place(stone.path), shown=True)
    for outgoing in _texts_of_settings(settings):
        findings += _judge(outgoing, Place(SETTINGS_FILE), shown=True, cells=outgoing.key not in _NO_CELL)
    return findings


def judge_texts(value: object, place: Place) -> list[Finding]:
    """The same for every text of a mapping that anybody may read, at any depth."""
    return [found for outgoing in texts_of_descriptor(value) for found in _judge(outgoing, place, shown=True)]


def texts_of_descriptor(
    value: object, key: str = "", way: str = "", line: int | None = None
) -> Iterator[Outgoing]:
    """Every text of a descriptor, at any depth, but what no reader is told and what stays here (`x-…`)."""
    if isinstance(value, str):
        yield Outgoing(key, way, value, line)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NO_TEXT and not is_private(str(name)):
                below = f"{way}.{name}" if way else str(name)
                yield from texts_of_descriptor(inner, str(name), below, line_of(value, str(name)) or line)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of_descriptor(inner, key, way, line)


def _texts_of_report(report: Report) -> Iterator[Outgoing]:
    stated = {"judul": report.judul, "ringkasan": report.ringkasan}
    if report.exclusion is not None:
        stated |= {"konsekuensi": report.exclusion.consequence, "jangka_waktu": report.exclusion.term}
    yield from texts_of_descriptor(stated)


def _texts_of_settings(settings: Settings) -> Iterator[Outgoing]:
    own = {"ppid": settings.ppid, "kontak": settings.kontak, "sering_dicari": settings.sering_dicari}
    own["padanan_kata"] = settings.padanan_kata
    own |= {"lapor": settings.lapor, "repositori": settings.repositori, "awalan_ocid": settings.ocid_prefix}
    assert own.keys() <= set(PLUGIN_KEYS)
    stated = {"site_name": settings.site_name, "site_description": settings.site_description, **own}
    yield from texts_of_descriptor(stated)
    for key, value in settings.engine_settings.items():
        if key in ("nav", "extra"):
            yield from (
                Outgoing(key, outgoing.way, outgoing.text)
                for outgoing in texts_of_descriptor(value, key, key)
            )


def _judge(outgoing: Outgoing, place: Place, *, shown: bool, cells: bool = True) -> Iterator[Finding]:
    is_address = outgoing.key in ADDRESS_KEYS
    wrong = not is_safe_address(outgoing.text) if is_address else runs_something(outgoing.text)
    where = Place(place.path, line=outgoing.line, field=outgoing.way)
    value = outgoing.text[:120] if shown else MASK
    if wrong:
        yield Finding(ADDRESS, where, value=value)
    elif cells and is_formula(outgoing.text):
        yield Finding(FORMULA, where, value=value)
