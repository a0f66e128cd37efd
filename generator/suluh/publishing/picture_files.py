"""Pictures of hand-written pages as artifacts, at the addresses that the pages name."""

from __future__ import annotations

from typing import BinaryIO

from suluh.publishing.artifacts import measure_artifact
from suluh.vocabulary.site import Artifact, Picture


def picture_file(picture: Picture) -> Artifact:
    """The picture as it was submitted: it holds pixels alone."""

    def write(stream: BinaryIO) -> None:
        stream.write(picture.data)

    return measure_artifact(picture.path, write)
