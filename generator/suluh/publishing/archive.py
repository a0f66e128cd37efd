"""The dataset as one ZIP with checksums: the same bytes on every build, streamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.vocabulary.download_format import Format, Layout
from suluh.vocabulary.site import Artifact
from suluh.words.saying import N_

CHECKSUMS_NAME = "SHA256SUMS"
README_NAME = "BACA-SAYA.txt"

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every entry: the earliest that ZIP knows, since a build has no say in a file's age."""

PLAIN_FILE = 0o100644 << 16
UNIX = 3


def write_checksums(stream: BinaryIO, named: Mapping[str, Artifact]) -> None:
    """`SHA256SUMS` of files by their names, sorted: digest, two blanks, name, as sha256sum reads it."""
    write_text(stream, "".join(f"{file.sha256}  {name}\n" for name, file in sorted(named.items())))


def write_archive(stream: BinaryIO, files: Iterable[Artifact], *, readme: str) -> None:
    """A ZIP of `files`, the readme and their checksums, flat and sorted by name."""
    content = [*files, measure_artifact(README_NAME, partial(write_text, text=readme))]
    named = {file.address.rpartition("/")[2]: file for file in content}
    sums = measure_artifact(CHECKSUMS_NAME, partial(write_checksums, named=named))
    write_members(stream, {**named, CHECKSUMS_NAME: sums})


def write_members(stream: BinaryIO, named: Mapping[str, Artifact]) -> None:
    """A ZIP of files by the names that they have in it, sorted, each streamed into it."""
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, file in sorted(named.items()):
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            # Else the entry would tell on which system the site was built.
            entry.create_system = UNIX
            entry.external_attr = PLAIN_FILE
            entry.file_size = file.size
            with archive.open(entry, "w") as target:
                file.write(cast(BinaryIO, target))


FORMAT = Format(
    name="ZIP",
    media_type="application/zip",
    suffix=".zip",
    layout=Layout.PACKED,
    note=N_("CSV dengan datapackage.json dan SHA256SUMS"),
)
CHECKSUMS = Format(name=CHECKSUMS_NAME, media_type="text/plain", suffix="", offered=False)
