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


def write_checksums(stream: BinaryIO, files: Iterable[Artifact], folder: str = "") -> None:
    """`SHA256SUMS` as sha256sum reads it: digest, two blanks, name below `folder`; sorted by name."""
    lines = sorted(
        (file.address.removeprefix(folder) if folder else _name_file(file), file.sha256) for file in files
    )
    write_text(stream, "".join(f"{digest}  {name}\n" for name, digest in lines))


def write_archive(stream: BinaryIO, files: Iterable[Artifact], *, readme: str) -> None:
    """A ZIP of `files`, the readme and their checksums, flat and sorted by name."""
    content = [*files, measure_artifact(README_NAME, partial(write_text, text=readme))]
    content.append(measure_artifact(CHECKSUMS_NAME, partial(write_checksums, files=tuple(content))))
    write_members(stream, {_name_file(file): file for file in content})


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


def _name_file(file: Artifact) -> str:
    return file.address.rpartition("/")[2]


FORMAT = Format(
    name="ZIP",
    media_type="application/zip",
    suffix=".zip",
    layout=Layout.PACKED,
    note=N_("CSV dengan datapackage.json dan SHA256SUMS"),
)
CHECKSUMS = Format(name=CHECKSUMS_NAME, media_type="text/plain", suffix="", offered=False)
