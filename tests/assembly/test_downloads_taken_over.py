"""Downloads that nobody measures are taken over as they are written, where they rest on the same."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pytest

from suluh.assembly.assembling import _write_artifact
from suluh.publishing.earlier_files import EarlierFiles, beside_earlier, note_written
from suluh.vocabulary.site import Artifact

NAME = "data/angka/alur-2025.csv"


class Builds:
    """One file of one site, built again and again: what is noted of one build the next one knows."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count, self.made = folder, 0, 0
        self.known: dict[str, tuple[str, str]] = {}

    @property
    def last(self) -> Path:
        return self.folder / str(self.count) / NAME

    def build(self, rests_on: object, content: bytes) -> bytes:
        def write(stream: BinaryIO) -> None:
            self.made += 1
            stream.write(content)

        artifact = Artifact(NAME, write, rests_on=lambda: rests_on)
        earlier = EarlierFiles(self.folder / str(self.count), self.known)
        self.count += 1
        with beside_earlier(earlier):
            written = _write_artifact(artifact, self.folder / str(self.count))
            note_written([(written.address, written.key, written.sha256)])
        self.known = earlier.list_known([artifact])
        assert not written.findings and written.sha256 == sha256(self.last.read_bytes()).hexdigest()
        return self.last.read_bytes()


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    return Builds(tmp_path)


def test_a_file_that_rests_on_the_same_is_made_once(builds: Builds) -> None:
    for _ in range(3):
        assert builds.build(("alur", 1), b"a,b\r\n") == b"a,b\r\n"
    assert builds.made == 1


def test_one_that_rests_on_something_else_is_made_anew(builds: Builds) -> None:
    assert builds.build(("alur", 1), b"lama lama") == b"lama lama"
    assert builds.build(("alur", 2), b"baru") == b"baru"
    assert builds.made == 2


@pytest.mark.parametrize("left", [b"diubah seseorang, dan lebih panjang", b"", None])
def test_one_that_was_changed_since_is_made_anew(builds: Builds, left: bytes | None) -> None:
    builds.build(("alur", 1), b"a,b\r\n")
    builds.last.unlink()
    if left is not None:
        builds.last.write_bytes(left)
    assert builds.build(("alur", 1), b"a,b\r\n") == b"a,b\r\n"
    assert builds.made == 2


def test_one_without_a_digest_is_made_each_time(builds: Builds) -> None:
    for _ in range(2):
        builds.build(object(), b"a,b\r\n")
    assert builds.made == 2 and builds.known == {}
