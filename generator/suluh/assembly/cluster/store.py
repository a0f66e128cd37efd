"""The store of a run: a folder that all its machines can write and read, by any protocol of fsspec.

What lies there is named by its digest, by which alone it is believed, and by chance, so that nobody writes
what another reads. It is as confidential as the repository that it is made from, so the folder goes with the
run, whatever becomes of it. A worker that comes too late finds the run's mark gone and takes its own back.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256

from fsspec.core import url_to_fs

_MARK = "berjalan"
"""The file that lies in the folder while the run lasts."""
PREFIX = "suluh-"


class DamagedBlobError(Exception):
    """The store gave other bytes than were put there."""


class Store:
    """One run's folder in the store at `url`; whatever fsspec raises is raised."""

    def __init__(self, url: str, run: str) -> None:
        self.url, self.run = url, run
        self._files, root = url_to_fs(url)
        self._folder = f"{root.rstrip('/')}/{PREFIX}{run}"

    @classmethod
    def begin(cls, url: str) -> Store:
        """A new folder with its mark."""
        store = cls(url, secrets.token_hex(16))
        store._files.makedirs(store._folder, exist_ok=True)
        store._files.pipe_file(store._path(_MARK), b"")
        return store

    def put(self, content: bytes) -> str:
        """Keep some bytes; their name."""
        name = f"{sha256(content).hexdigest()}-{secrets.token_hex(8)}"
        self._files.pipe_file(self._path(name), content)
        return name

    def get(self, name: str) -> bytes:
        """The bytes of that name. Raises DamagedBlobError where they are not."""
        content: bytes = self._files.cat_file(self._path(name))
        if not name.startswith(f"{sha256(content).hexdigest()}-"):
            raise DamagedBlobError(name)
        return content

    def drop(self, names: Iterable[str]) -> None:
        """Let some go that nobody wants any more."""
        for name in names:
            with suppress(FileNotFoundError):
                self._files.rm_file(self._path(name))

    def answer(self, content: bytes) -> str:
        """Keep an answer for whoever runs the build, unless the run is over."""
        name = self.put(content)
        self._files.invalidate_cache()  # what others did just now is to be seen
        if not self._files.exists(self._path(_MARK)):
            self.drop([name])
        return name

    def end(self) -> None:
        """Leave nothing there: first the mark, so that whoever still writes takes it back."""
        with suppress(FileNotFoundError):
            self._files.rm_file(self._path(_MARK))
        self._files.invalidate_cache()
        with suppress(FileNotFoundError):
            self._files.rm(self._folder, recursive=True)

    def _path(self, name: str) -> str:
        return f"{self._folder}/{name}"
