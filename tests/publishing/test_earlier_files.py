"""Files of the site in place are taken over where they rest on the same, and else made anew."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from suluh.publishing.artifacts import KEPT, measure_artifact
from suluh.publishing.earlier_files import EarlierFiles, beside_earlier, find_earlier, read_earlier
from suluh.vocabulary.site import Artifact

NAME = "data/jalan/jalan.csv"


class Bench:
    """A file that is made, put in place, and asked for again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, tuple[str, str]] = {}
        self.made = 0

    def ask(self, rests_on: object, content: bytes) -> bytes:
        """The file as a run would publish it, which then stands in place."""

        def write(stream: BinaryIO) -> None:
            self.made += 1
            stream.write(content)

        earlier = EarlierFiles(self.folder, self.known)
        with beside_earlier(earlier):
            artifact = measure_artifact(NAME, write, lambda: rests_on)
        stream = BytesIO()
        artifact.write(stream)
        path = self.folder / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stream.getvalue())
        assert (artifact.size, artifact.sha256) == _measure(stream.getvalue())
        self.known = earlier.list_known([artifact])
        return stream.getvalue()


def _measure(content: bytes) -> tuple[int, str]:
    return len(content), sha256(content).hexdigest()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.mark.parametrize("size", [3, KEPT + 1])
def test_a_file_that_rests_on_the_same_is_made_once(bench: Bench, size: int) -> None:
    for _ in range(3):
        assert bench.ask(("CSV", 1), b"a" * size) == b"a" * size
    assert bench.made == 1


def test_a_file_that_rests_on_something_else_is_made_anew(bench: Bench) -> None:
    assert bench.ask(1, b"one") == b"one"
    assert bench.ask(2, b"two") == b"two"
    assert bench.ask(1, b"one") == b"one", "only what stands in place is known"


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b"bad"), Path.unlink])
def test_what_was_changed_in_place_is_made_anew(bench: Bench, harm: object) -> None:
    bench.ask(1, b"one")
    assert callable(harm)
    harm(bench.folder / NAME)
    assert bench.ask(1, b"one") == b"one"
    assert bench.made == 2


def test_what_has_no_digest_is_made_each_time(bench: Bench) -> None:
    for _ in range(2):
        bench.ask(print, b"one")
    assert bench.made == 2
    assert bench.known == {}


def test_what_has_no_digest_any_more_loses_the_key_it_had(bench: Bench) -> None:
    earlier = EarlierFiles(bench.folder)
    earlier.find(NAME, lambda: 1)
    assert NAME in earlier.keys
    earlier.find(NAME, lambda: print)
    assert NAME not in earlier.keys


def test_without_an_earlier_site_nothing_is_known() -> None:
    assert find_earlier(NAME, lambda: 1) is None and read_earlier(NAME) is None


def test_a_file_is_found_whole_by_what_it_rests_on_or_read_as_it_was(bench: Bench) -> None:
    bench.ask(1, b"one")
    with beside_earlier(EarlierFiles(bench.folder, bench.known)):
        assert (find_earlier(NAME, lambda: 1), find_earlier(NAME, lambda: 2)) == (b"one", None)
        assert read_earlier(NAME) == b"one"
        (bench.folder / NAME).write_bytes(b"bad")
        assert find_earlier(NAME, lambda: 1) is None and read_earlier(NAME) is None


def test_a_file_of_which_no_digest_is_told_is_not_known(tmp_path: Path) -> None:
    earlier = EarlierFiles(tmp_path)
    assert earlier.find(NAME, lambda: 1) is None
    assert earlier.list_known([Artifact(NAME, print)]) == {}
