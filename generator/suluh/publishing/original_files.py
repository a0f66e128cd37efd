"""Submitted files beside the canonical ones: where all of a dataset is public and nothing else is in them.

A file goes out as it was submitted only where no rule closed, masked or left out anything of its dataset, and
where reading it plainly gives the published table cell for cell: then it has no byte that nobody looked at.
Workbooks carry authors, hidden sheets and comments, so they stay in. Earlier editions have none. Each lies in
a ZIP, since it repeats what the canonical file says, with the digest of its own bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain, zip_longest
from typing import BinaryIO

from suluh.history.past_states import measure_tables
from suluh.history.standings import stand
from suluh.publishing.archive import write_members
from suluh.publishing.artifacts import is_only_named, measure_artifact
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.reading.paths import confined_file, read_bytes
from suluh.vocabulary.catalog import Distribution
from suluh.vocabulary.download_format import Format, Layout
from suluh.vocabulary.findings import Place
from suluh.vocabulary.package import ClearedPackage, Field, Resource, Table, ValidPackage
from suluh.vocabulary.settings import Settings
from suluh.words.saying import N_

SIZE_LIMIT = 20 * 1024 * 1024
"""Of a submitted file that lies beside its canonical form."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.csv")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_originals(
    valid: ValidPackage, cleared: ClearedPackage, settings: Settings
) -> tuple[Distribution, ...]:
    """The submitted files that may lie beside the canonical ones, each with what was changed of its form."""
    standing = stand(valid.package)
    if standing.closes or cleared.withheld_fields or len(cleared.tables) != len(valid.package.resources):
        return ()
    found: dict[str, Distribution] = {}
    for resource in valid.package.resources:
        data = _read_whole(valid, cleared, resource, settings)
        name = resource.paths[0].rpartition("/")[2] if data is not None else ""
        if data is None or name in found:
            continue
        packed = f"data/{valid.package.name}/asal/{name.removesuffix('.csv')}.zip"
        member = measure_artifact(name, partial(_write, data=data))
        file = measure_artifact(packed, partial(write_members, named={name: member}))
        changes = list_changes(resource, data)
        found[name] = Distribution(
            FORMAT.name,
            FORMAT.media_type,
            file,
            resource.name,
            rows=len(changes),
            details={"berkas": name, "sha256": sha256(data).hexdigest(), "perubahan": changes},
        )
    return tuple(found.values())


def list_changes(resource: Resource, data: bytes) -> list[str]:
    """What was changed of a file's form to make its canonical table, in words; never a value."""
    changes = []
    if resource.encoding != "utf-8":
        changes.append(f"penyandian {resource.encoding} menjadi UTF-8")
    if data.startswith(_BYTE_ORDER_MARK):
        changes.append("tanda urutan bita (BOM) dihapus")
    delimiter = str(resource.dialect.get("delimiter", ","))
    if delimiter != ",":
        changes.append(f"pemisah kolom {delimiter} menjadi koma")
    if data.count(b"\n") != data.count(b"\r\n"):
        changes.append("akhir baris menjadi CRLF")
    for field in resource.schema.fields:
        changes += [f"{field.name}: {words}" for words in _list_field_changes(field)]
    return changes


def _list_field_changes(field: Field) -> Iterator[str]:
    if field.is_number and field.group_char:
        yield f"pemisah ribuan {field.group_char} dihapus"
    if field.type == "number" and field.decimal_char != ".":
        yield f"tanda desimal {field.decimal_char} menjadi titik"
    if field.is_number and field.descriptor.get("bareNumber", True) is False:
        yield "teks di sekitar angka dihapus"
    if field.type == "boolean" and {"trueValues", "falseValues"} & set(field.descriptor):
        yield "ditulis true dan false"
    if field.type in ("date", "time", "datetime") and field.format != "default":
        yield f"{field.format} menjadi ISO 8601"
    words = [missing.value for missing in field.missing_values if missing.value]
    if words and field.type not in ("string", "any"):
        yield f"{', '.join(words)} menjadi sel kosong"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a plain CSV is parted into cells."""

    delimiter: str
    quote: str

    def reads(self, text: str, records: Iterable[tuple[str, ...]]) -> bool:
        """Whether a plain reader finds these records and none besides; one lies in memory at a time."""
        try:
            reader = csv.reader(
                io.StringIO(text, newline=""), delimiter=self.delimiter, quotechar=self.quote, strict=True
            )
            found = (tuple(cells) for cells in reader if cells)
            return all(one == other for one, other in zip_longest(found, records))
        except (csv.Error, TypeError, ValueError):
            return False


def _read_whole(
    valid: ValidPackage, cleared: ClearedPackage, resource: Resource, settings: Settings
) -> bytes | None:
    """The submitted bytes where they hold the published table and nothing else; None otherwise."""
    if resource.recipe is not None or len(resource.paths) != 1 or resource.schema.states or is_only_named():
        return None  # what a recipe leaves out of its table was never cleared
    if resource.format != "csv":
        return None
    if not _NAME.fullmatch(resource.paths[0].rpartition("/")[2]):
        return None
    place = Place(valid.package.descriptor_path, resource.name)
    path, _ = confined_file(settings.root, valid.package.folder, resource.paths[0], place)
    data = read_bytes(path, place, limit=SIZE_LIMIT)[0] if path is not None else None
    if data is None or cleared.tables[resource.name] != valid.tables[resource.name]:
        return None
    if _digest_canonical(cleared, resource.name) == sha256(data).hexdigest():
        return None  # it is the canonical file
    return data if _holds_just(data, resource, valid.tables[resource.name]) else None


def _holds_just(data: bytes, resource: Resource, table: Table) -> bool:
    """Whether a plain reader finds the header and the rows of the table in the file, and nothing beside."""
    try:
        text = data.decode("utf-8-sig" if resource.encoding == "utf-8" else resource.encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    form = _Form(str(resource.dialect.get("delimiter", ",")), str(resource.dialect.get("quoteChar", '"')))
    return form.reads(text, chain([table.header], table.rows))


def _digest_canonical(cleared: ClearedPackage, name: str) -> str:
    """The digest of a table's canonical file, by which editions are told apart as well."""
    measured = measure_tables(cleared, TABLE_FORMS.canonical).values()
    named = zip(cleared.package.resources, measured, strict=True)
    return next(digest for resource, (digest, _) in named if resource.name == name)


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)


FORMAT = Format(
    name="ASAL",
    label=N_("berkas asal"),
    media_type="application/zip",
    suffix=".zip",
    folder="asal",
    layout=Layout.PACKED,
    note=N_("dalam ZIP; persis seperti diserahkan; %(count)s perubahan bentuk disebut di datapackage.json"),
    offered=False,
)
