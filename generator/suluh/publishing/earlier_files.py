"""Files of the site in place that would come out the same: they are taken over and not made again.

A file is known by its address, by a key of all that it was made of, and by the digest of its bytes. The site
in place is the only store: what was changed there since, or is gone, is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from suluh.vocabulary.held_values import holding
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.value_digests import NoDigestError, digest_value

RestsOn = Callable[[], object]
"""Gives all that a file is made of, as values; is asked only where an answer is of use."""
LARGEST = 32 * 1024 * 1024
"""Bytes of a file that is taken over whole."""


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """A file of the site in place, and the digest that it had when it was put there."""

    path: Path
    sha256: str

    def copy_to(self, target: BinaryIO) -> None:
        """Write its bytes, whatever they are by now; as many as can be read."""
        with suppress(OSError), self.path.open("rb") as file:
            copyfileobj(file, target)


@dataclass(slots=True)
class EarlierFiles:
    """What is known of the files in `folder`: by address the key and SHA-256 of each.

    `keys` are those of the files that were asked for in this run, `written` what is known of those that were
    written, perhaps by other processes, without being measured before.
    """

    folder: Path
    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    written: dict[str, tuple[str, str]] = field(default_factory=dict)

    def find(self, address: str, rests_on: RestsOn) -> bytes | None:
        """The bytes of the file, if it rests on the same and is as it was left; else it has to be made."""
        digest = self._look_up(address, rests_on)
        return self._read(address, digest) if digest else None

    def find_file(self, address: str, rests_on: RestsOn) -> EarlierFile | None:
        """The file in place, if it rests on the same; by its digest one sees whether it was changed since."""
        digest = self._look_up(address, rests_on)
        return EarlierFile(self.folder / address, digest) if digest else None

    def _look_up(self, address: str, rests_on: RestsOn) -> str:
        """The digest that the file had where it rests on the same; else empty."""
        try:
            key = self.keys[address] = digest_value(rests_on())
        except NoDigestError:
            self.keys.pop(address, None)  # what it rested on when it was asked for before
            return ""
        earlier, digest = self.known.get(address, ("", ""))
        return digest if earlier == key else ""

    def _read(self, address: str, digest: str) -> bytes | None:
        path = self.folder / address
        try:
            content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        except OSError:
            return None
        return content if sha256(content).hexdigest() == digest else None

    def read_known(self, address: str) -> bytes | None:
        """The bytes that were noted of the file, if it still has them."""
        return self._read(address, self.known.get(address, ("", ""))[1])

    def list_known(self, artifacts: Iterable[Artifact]) -> dict[str, tuple[str, str]]:
        """What the next run may know of these files once they are in place."""
        measured = {
            artifact.address: (self.keys[artifact.address], artifact.sha256)
            for artifact in artifacts
            if artifact.sha256 and artifact.address in self.keys
        }
        return measured | self.written

    @property
    def taken_over(self) -> int:
        """How many of the files that were asked for rest on the same as before."""
        return sum(self.known.get(address, ("",))[0] == key for address, key in self.keys.items())


_EARLIER: ContextVar[EarlierFiles | None] = ContextVar("earlier_files", default=None)


def beside_earlier(files: EarlierFiles) -> AbstractContextManager[None]:
    """Within it files that are known from an earlier build are taken over."""
    return holding(_EARLIER, files)


def find_earlier_file(address: str, rests_on: RestsOn | None) -> EarlierFile | None:
    """The file of the site in place; None where it is not known to be what would be made."""
    earlier = _EARLIER.get()
    return None if earlier is None or rests_on is None else earlier.find_file(address, rests_on)


def find_earlier(address: str, rests_on: RestsOn) -> bytes | None:
    """The bytes of a file of the site in place; None where it is not known to be what would be made."""
    earlier = _EARLIER.get()
    return None if earlier is None else earlier.find(address, rests_on)


def read_earlier(address: str) -> bytes | None:
    """The bytes of a file of the site in place, whatever it rests on now; None where it was changed since."""
    earlier = _EARLIER.get()
    return None if earlier is None else earlier.read_known(address)


def key_of(address: str) -> str:
    """The key of a file that was asked for in this process; empty of one that has none."""
    earlier = _EARLIER.get()
    return "" if earlier is None else earlier.keys.get(address, "")


def note_written(files: Iterable[tuple[str, str, str]]) -> None:
    """Note address, key and SHA-256 of files just written; of one without a key nothing is known."""
    earlier = _EARLIER.get()
    if earlier is not None:
        earlier.written = {address: (key, digest) for address, key, digest in files if key}
