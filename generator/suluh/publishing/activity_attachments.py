"""The PDFs of activities as artifacts: byte for byte, named by their content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import sha256
from typing import BinaryIO

from suluh.publishing.artifacts import measure_artifact
from suluh.reading.pdf_attachments import read_attachment
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.cells import pair_entries
from suluh.vocabulary.findings import Place
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.threads import Record

FOLDER = "kegiatan/lampiran"

Attachments = Mapping[tuple[str, str], Artifact]
"""By dataset, and path as the table names it."""


def publish_attachments(
    records: Iterable[Record], datasets: Mapping[str, Dataset], settings: Settings
) -> dict[tuple[str, str], Artifact]:
    """The PDFs that published rows name and give a title."""
    found: dict[tuple[str, str], Artifact] = {}
    for record in records:
        folder = datasets[record.dataset].package.folder
        for path, _ in pair_entries(record.text("lampiran"), record.text("judul_lampiran")):
            if (record.dataset, path) in found:
                continue
            data, _ = read_attachment(settings, folder, path, Place(folder))
            if data is not None:
                address = f"{FOLDER}/{sha256(data).hexdigest()[:16]}.pdf"
                found[record.dataset, path] = measure_artifact(address, partial(_write, data=data))
    return found


def _write(target: BinaryIO, data: bytes) -> None:
    target.write(data)
