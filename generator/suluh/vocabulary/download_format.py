"""A form in which data can be downloaded, as one value: its names, its writer, how it is read over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO

from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import Resource, StatusData
from suluh.vocabulary.page_numbers import PageNumbers
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Page


class Layout(StrEnum):
    """How a finished file is cut into pieces when it is read over before it leaves."""

    ROWS = "rows"
    """Text whose records end in CRLF, with a comma between two cells."""
    JSON = "json"
    """One JSON text."""
    JSON_LINES = "json lines"
    """A JSON text on each line."""
    COLUMNS = "columns"
    """A table column by column, with statistics of each, which is read back."""
    PACKED = "packed"
    """A ZIP of such files, which is unpacked."""
    TEXT = "text"
    """Any other text."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Surroundings:
    """What a file may say beyond its own dataset: agencies by slug, official names of activities by code."""

    agencies: Mapping[str, Instansi] = field(default_factory=dict)
    nomenclature: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Outgoing:
    """What a writer is given: a cleared dataset, its canonical CSVs by resource, and the table to write.

    `resource` is the table's name for a format with a file for each table, else empty. `around` is what it
    may name of others.
    """

    dataset: Dataset
    settings: Settings
    files: Mapping[str, Artifact]
    resource: str = ""
    around: Surroundings = field(default_factory=Surroundings)

    @property
    def described(self) -> Resource:
        """What the descriptor says of `resource`. Raises KeyError where there is none."""
        return {resource.name: resource for resource in self.dataset.package.resources}[self.resource]


@dataclass(frozen=True, slots=True)
class OutgoingNumbers:
    """The numbers of a page on their way out; `statuses` say how final each dataset is that rows name."""

    numbers: PageNumbers
    statuses: Mapping[str, StatusData]
    page: Page
    settings: Settings

    def status_of(self, datasets: Iterable[str]) -> str:
        """How final what is made of the datasets is, as a word of `status_data`; empty of none.

        Raises KeyError for a dataset without a status.
        """
        return StatusData.weakest(self.statuses[name] for name in datasets) or ""


Writer = Callable[[BinaryIO, Outgoing], None]
"""Streams a dataset, or one table of it, forward and the same bytes each time."""
Wanted = Callable[[Outgoing], bool]
"""Whether a dataset, or one table of it, goes out in a form at all."""
Described = Callable[[Outgoing], Mapping[str, object]]
"""What the descriptor says of a file besides its name, size and digest."""
NumbersWriter = Callable[[BinaryIO, Iterable[OutgoingNumbers]], None]
"""Streams the numbers of pages that have the same columns into one file, page after page."""


@dataclass(frozen=True, slots=True)
class Room:
    """The most rows of a table, and cells of all of them, that a form holds; 0 where it has no limit."""

    rows: int = 0
    cells: int = 0


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which data goes out.

    `name` is what people read (`CSV`), `suffix` begins with a point, `media_type` is a registered one or
    begins with `x-` after the slash.

    `note` stands beside a download on its page and is a text for gettext, in which `%(count)s` is the
    number of rows; `folder` lies below the dataset's, for a form whose files must not be taken for the
    canonical ones, and stays out of the archive; `sentence` is Indonesian and stands in `BACA-SAYA.txt`.
    `per_table` asks for a file for each table rather than one for the dataset. `numbers` writes the
    numbers of pages, where pages shall offer them in this form too. `wanted` says which tables go out in
    it, `describe` what the descriptor says of its files. `prominent` formats are those that a page names
    first. A `dated` one tells when the data changed last, else when the site was built: only such a writer
    is given these times. What has no `room` in it is told to be missing. A format without `writer` is made of
    the others' files, and one that is not `offered` goes along without being a form of the data.
    """

    name: str
    media_type: str
    suffix: str
    layout: Layout = Layout.TEXT
    note: str = ""
    sentence: str = ""
    label: str = ""
    folder: str = ""
    writer: Writer | None = None
    numbers: NumbersWriter | None = None
    wanted: Wanted | None = None
    describe: Described | None = None
    prominent: bool = False
    per_table: bool = False
    offered: bool = True
    dated: bool = False
    room: Room = Room()
