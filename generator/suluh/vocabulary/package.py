"""Frictionless' words: package, resource, schema, field, and the table that was read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from suluh.vocabulary.columns import cells_of
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.source_cells import SourceCells

STANDAR_DATA_KEYS = (
    "title",
    "description",
    "produsen",
    "konsep",
    "definisi",
    "klasifikasi_isian",
    "ukuran",
    "satuan",
    "periode",
    "skema_wilayah",
    "keputusan_wilayah",
    "frekuensi",
    "kontak",
)
"""What Satu Data Indonesia asks of every dataset in words; each value is text."""


class Klasifikasi(StrEnum):
    """May it be published? Only the exact word `publik` publishes."""

    PUBLIK = "publik"
    TERBATAS = "terbatas"
    RAHASIA = "rahasia"

    @property
    def strictness(self) -> int:
        """0 for publik, 1 for terbatas, 2 for rahasia: the strictest of a chain wins."""
        return (Klasifikasi.PUBLIK, Klasifikasi.TERBATAS, Klasifikasi.RAHASIA).index(self)


class StatusData(StrEnum):
    """How final the figures are. `simulasi` marks invented example figures."""

    TETAP = "tetap"
    SEMENTARA = "sementara"
    SIMULASI = "simulasi"

    @classmethod
    def weakest(cls, some: Iterable[StatusData]) -> StatusData | None:
        """What is made of several is as final as the least final of them; None of none."""
        order = list(cls)
        return max(some, key=order.index, default=None)


class JenisInformasi(StrEnum):
    """Class of public information under UU 14/2008, articles 9 to 11."""

    BERKALA = "berkala"
    SERTA_MERTA = "serta-merta"
    SETIAP_SAAT = "setiap-saat"


@dataclass(frozen=True, slots=True)
class MissingValue:
    """A cell text that stands for no value, and which of the states it means.

    `label` is one of the words of `vocabulary.figures.State`, `belum dilaporkan` by default.
    """

    value: str
    label: str = "belum dilaporkan"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: Table Schema's descriptor with what Satu Data Indonesia adds.

    `klasifikasi` is already the strictest of package, resource and field.
    `descriptor` is the field's own mapping as submitted, for what is not named here.
    """

    name: str
    type: str = "string"
    title: str = ""
    description: str = ""
    satuan: str = ""
    format: str = "default"
    klasifikasi: Klasifikasi = Klasifikasi.RAHASIA
    constraints: Mapping[str, Any] = field(default_factory=dict)
    missing_values: tuple[MissingValue, ...] = (MissingValue(""),)
    decimal_char: str = "."
    group_char: str = ""
    descriptor: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_number(self) -> bool:
        """Whether its values are integers or decimals."""
        return self.type in ("integer", "number")


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must occur in another resource.

    `package` is empty for the same package, the name of another dataset, or one of the
    built-in reference tables (`wilayah`). `resource` is empty for the field's own
    resource (a self-reference) or, with `package` set, for that package's first one.
    """

    fields: tuple[str, ...]
    package: str
    resource: str
    reference_fields: tuple[str, ...]


STATE_OF = "keadaan_dari"
"""Key of a column of states: the name of the column whose empty cells it explains."""


@dataclass(frozen=True, slots=True)
class StateColumn:
    """A submitted column that says why cells of the column `of` are empty.

    `words` has, by state, the text that stands in that column's cells once it is read: one of its
    `missing_values`. The column itself is then no more.
    """

    name: str
    of: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of a resource and the rules between them.

    Columns of `states` were read into those they explain, and are not among `fields`.
    """

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    states: tuple[StateColumn, ...] = ()

    def field_named(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((other_field for other_field in self.fields if other_field.name == name), None)

    @property
    def region_field(self) -> str:
        """Name of the first column that refers to the built-in region list, or empty."""
        for key in self.foreign_keys:
            if key.package == "wilayah" and len(key.fields) == 1:
                return key.fields[0]
        return ""


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of a package. `paths` are relative to the package's folder; none for a derived one.

    With a `recipe` the files are an office's own, which it makes the table of.
    """

    name: str
    title: str
    paths: tuple[str, ...]
    format: str
    schema: Schema
    klasifikasi: Klasifikasi
    encoding: str = "utf-8"
    dialect: Mapping[str, Any] = field(default_factory=dict)
    standar: str = ""
    turunan: Mapping[str, Any] | None = None
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    recipe: ReadingRecipe | None = None


SIMULATION_MARK = "DATA CONTOH (SIMULASI)"
"""Stands before the titles of invented data in whatever we publish, and before no title as it is read."""

FORMER_NAMES = "nama_lama"
"""Key of a descriptor, a report or a tombstone: names that a dataset or report had."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class DataPackage:
    """A dataset as described by its descriptor; nothing of its tables has been read yet.

    `name` is the dataset's address (`/data/<name>/`), `instansi` the folder it lies in,
    `folder` and `descriptor_path` are relative to the project's root with `/`.
    """

    name: str
    instansi: str
    folder: str
    descriptor_path: str
    title: str
    description: str
    klasifikasi: Klasifikasi
    status_data: StatusData
    jenis_informasi: JenisInformasi
    resources: tuple[Resource, ...]
    descriptor: Mapping[str, Any] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A metadata value of the descriptor as text; empty where there is none."""
        value = self.descriptor.get(key)
        return value if isinstance(value, str) else ""

    @property
    def column_count(self) -> int:
        """How many columns all its tables have."""
        return sum(len(resource.schema.fields) for resource in self.resources)

    @property
    def former_names(self) -> tuple[str, ...]:
        """Names under which it was published before, as stated: their addresses lead to today's."""
        value = self.descriptor.get(FORMER_NAMES)
        return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Table:
    """Cells of a resource as text, exactly as submitted: `header`, then `rows`.

    Every row is as wide as the header. `lines[i]` is the physical line of `rows[i]` (of the
    spreadsheet row for XLSX); `header_line` that of the header; `sheet` names the sheet of
    an XLSX and `first_column` the number of its first column, from 1. For resources of
    several files, `origins` holds (first row index, path), ascending. `numbers[i]` is the
    data row number of `rows[i]` within its file where that is not simply its position
    (rows left out as ragged, several files). `source` says where cells stand that a recipe of reading
    laid out anew.
    """

    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    lines: Sequence[int] = ()
    header_line: int = 1
    sheet: str = ""
    first_column: int = 1
    origins: tuple[tuple[int, str], ...] = ()
    numbers: Sequence[int] = ()
    source: SourceCells | None = None

    def column(self, name: str) -> Sequence[str]:
        """The cells of one column, top to bottom. Raises ValueError for an unknown name."""
        return cells_of(self.rows, self.header.index(name))

    def path_of(self, index: int, path: str) -> str:
        """The file that row `index` (from 0) stands in; `path` where the table has but one."""
        if not self.origins:
            return path
        return self.origins[bisect_right(self.origins, index, key=lambda origin: origin[0]) - 1][1]

    def records(self) -> list[dict[str, str]]:
        """Rows as mappings from column name to cell text."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class ValidPackage:
    """A package whose tables were read and checked without an error. Not yet cleared."""

    package: DataPackage
    tables: Mapping[str, Table]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class ClearedPackage:
    """What may be published of a package: public resources, fields and cells, nothing else.

    Only `clearing` makes these. `withheld_fields` counts what was left out.
    """

    package: DataPackage
    tables: Mapping[str, Table]
    withheld_fields: int = 0
