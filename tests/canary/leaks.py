"""Every text that a built folder or a log holds, however it is packed, to seek sentinels in."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from html import unescape

import pyarrow.parquet as pq

from suluh.vocabulary.site import Site

HEAD = 6
"""Bytes of a sentinel that are sought before the whole of it."""


def unpack(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file and all that is in it: members of archives to any depth, packed streams, entities resolved."""
    yield name, name.encode()
    yield name, content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield from unpack(f"{name}!{member.filename}", archive.read(member))
    elif content[:2] == b"\x1f\x8b":
        yield from unpack(f"{name}!gz", gzip.decompress(content))
    elif content[:2] in (b"\x78\x9c", b"\x78\xda"):
        try:
            yield f"{name}!zlib", zlib.decompress(content)
        except zlib.error:
            return
    elif content[:4] == b"PAR1":
        yield f"{name}!parquet", read_columns(content)
    elif b"&" in content:
        yield f"{name}!entitas", unescape(content.decode("utf-8", "replace")).encode()


def read_columns(content: bytes) -> bytes:
    """All that an independent reader finds in a Parquet file: values, keys, statistics."""
    table = pq.read_table(io.BytesIO(content))
    found = pq.read_metadata(io.BytesIO(content))
    groups = [found.row_group(number).to_dict() for number in range(found.num_row_groups)]
    return repr((table.to_pydict(), table.schema.metadata, groups)).encode()


def find_leaks(files: Mapping[str, bytes], sentinels: Mapping[str, str]) -> list[str]:
    """`where: what` for every sentinel in any file, however packed, in whatever case."""
    sought = {name: sentinel.lower().encode() for name, sentinel in sentinels.items()}
    # Hundreds of sentinels begin in a few ways: most pieces hold none of these.
    heads = {sentinel[:HEAD] for sentinel in sought.values()}
    found: list[str] = []
    for path, content in files.items():
        for place, piece in unpack(path, content):
            lowered = piece.lower()
            if any(head in lowered for head in heads):
                found += [f"{place}: {name}" for name, sentinel in sought.items() if sentinel in lowered]
    return found


def site_as_files(site: Site) -> dict[str, bytes]:
    """Everything that a site value would publish, without building it: bodies, heads, downloads."""
    files: dict[str, bytes] = {}
    for page in site.pages:
        words = (
            page.title,
            page.description,
            str(page.structured_data and page.structured_data()),
            page.body(),
        )
        files[f"{page.address}index.html"] = "\n".join(words).encode()
    for artifact in site.artifacts:
        stream = io.BytesIO()
        artifact.write(stream)
        files[artifact.address] = stream.getvalue()
    for document in site.documents:
        files[document.path] = document.text.encode()
    return files
