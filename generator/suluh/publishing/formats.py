"""The registry of formats in which data can be downloaded: a new one is a module and one line here.

Whoever lists formats (downloads, catalogues, pages, robots, the look at finished files, the preview)
asks here. The modules load when they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from suluh.record_types import record_types
from suluh.vocabulary.download_format import Format, Layout

DATA = (
    "suluh.publishing.csv_file:FORMAT",
    "suluh.publishing.workbook:FORMAT",
    "suluh.publishing.excel_csv_file:FORMAT",
    "suluh.publishing.json_file:FORMAT",
    "suluh.publishing.parquet_file:FORMAT",
    "suluh.publishing.geojson_file:FORMAT",
    "suluh.publishing.ndjson_file:FORMAT",
)
"""A line for each form of the data, in the order in which they are offered; the first is canonical."""

BESIDE = (
    "suluh.publishing.csvw_file:FORMAT",
    "suluh.publishing.original_files:FORMAT",
    "suluh.publishing.archive:FORMAT",
    "suluh.publishing.descriptor:FORMAT",
    "suluh.publishing.archive:CHECKSUMS",
)
"""What lies beside them: what describes a table, and what is made of all files."""


def list_formats() -> tuple[Format, ...]:
    """The forms of the data, the canonical one first."""
    return _load(DATA)


def list_copies() -> tuple[Format, ...]:
    """All that is written besides the canonical form: other forms of the data, and what describes a table."""
    return tuple(form for form in (*list_formats()[1:], *_load(BESIDE)) if form.writer is not None)


def canonical_format() -> Format:
    """The form that all others are copies of."""
    return list_formats()[0]


def find_format(name: str) -> Format:
    """The format of that name, also one of those made of the others' files. Raises KeyError for none."""
    return _by_name(_places())[name]


def is_offered(name: str) -> bool:
    """Whether it is a form in which the data itself is offered, as a descriptor is not."""
    return find_format(name).offered


def list_suffixes(*layouts: Layout) -> tuple[str, ...]:
    """The ends of file names of data and archives, of those layouts alone where some are named."""
    return _suffixes_of(_places(), layouts)


def list_all_formats() -> tuple[Format, ...]:
    """The forms of the data, and what is made of them and lies beside."""
    return (*_load(DATA), *_load(BESIDE))


def list_number_formats() -> tuple[Format, ...]:
    """The formats in which pages offer their numbers."""
    return tuple(each for each in list_formats() if each.numbers is not None)


def list_type_formats() -> tuple[Format, ...]:
    """The forms that single record types have, in order of the types' names."""
    return _load(_places_of_types())


def _places_of_types() -> tuple[str, ...]:
    return tuple(place for record_type in record_types().values() for place in record_type.formats)


def _places() -> tuple[str, ...]:
    """Where all formats stand: what is worked out of them holds as long as these are the same."""
    return (*DATA, *_places_of_types(), *BESIDE)


@lru_cache(maxsize=32)
def _by_name(places: tuple[str, ...]) -> Mapping[str, Format]:
    return {each.name: each for each in _load(places)}


@lru_cache(maxsize=128)
def _suffixes_of(places: tuple[str, ...], layouts: tuple[Layout, ...]) -> tuple[str, ...]:
    offered = (each for each in _load(places) if each.offered)
    return tuple(each.suffix for each in offered if not layouts or each.layout in layouts)


@lru_cache(maxsize=32)
def _load(places: tuple[str, ...]) -> tuple[Format, ...]:
    found = []
    for place in places:
        module, _, name = place.partition(":")
        form: Format = getattr(import_module(module), name)
        found.append(form)
    return tuple(found)
