"""The tables of earlier editions, each below its edition's address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from suluh.history.edition_cache import open_cache
from suluh.history.editions import History
from suluh.publishing.artifacts import measure_artifact
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact


def write_edition_files(histories: Mapping[str, History], settings: Settings) -> Iterator[Artifact]:
    """The canonical CSVs of every earlier edition that today's rules let out."""
    cache = open_cache(settings)
    for history in histories.values():
        for edition in history.earlier:
            for name, digest, _ in edition.files:
                copy = partial(_copy, path=cache.path(digest))
                yield measure_artifact(f"{edition.address}{name}", copy)


def _copy(stream: BinaryIO, path: Path) -> None:
    with path.open("rb") as file:
        copyfileobj(file, stream)
