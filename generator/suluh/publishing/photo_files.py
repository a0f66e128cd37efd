"""The photos of activities as artifacts: written anew, named by their content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from suluh.publishing.artifacts import measure_artifact
from suluh.reading.activity_photos import Photo, read_photo
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.cells import pair_entries
from suluh.vocabulary.findings import Place
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.threads import Record

FOLDER = "kegiatan/foto"


@dataclass(frozen=True, slots=True)
class PublishedPhoto:
    """A photo on the site: addresses from its root, sizes in pixels, and the artifacts behind them."""

    address: str
    size: tuple[int, int]
    small_address: str
    small_size: tuple[int, int]
    artifacts: tuple[Artifact, ...]


Photos = Mapping[tuple[str, str], PublishedPhoto]
"""By dataset, and path as the table names it."""


def publish_photos(
    records: Iterable[Record], datasets: Mapping[str, Dataset], settings: Settings
) -> dict[tuple[str, str], PublishedPhoto]:
    """The photos that published rows name and describe; one without words is not published."""
    found: dict[tuple[str, str], PublishedPhoto] = {}
    for record in records:
        folder = datasets[record.dataset].package.folder
        for path, _ in pair_entries(record.text("foto"), record.text("teks_foto")):
            if (record.dataset, path) in found:
                continue
            photo, _ = read_photo(settings, folder, path, Place(folder))
            if photo is not None:
                found[record.dataset, path] = _publish(photo)
    return found


def _publish(photo: Photo) -> PublishedPhoto:
    name = sha256(photo.large).hexdigest()[:16]
    address, small = f"{FOLDER}/{name}.jpg", f"{FOLDER}/{name}-kecil.jpg"
    artifacts = (_artifact(address, photo.large), _artifact(small, photo.small))
    return PublishedPhoto(address, photo.large_size, small, photo.small_size, artifacts)


def _artifact(address: str, data: bytes) -> Artifact:
    def write(target: BinaryIO) -> None:
        target.write(data)

    return measure_artifact(address, write)
