"""One digest of all that reads: our code below the pages, its data, and whatever else is installed.

Whatever is kept between runs carries it in its name. Parts that make no difference to what is read are
left out by name, so that anything new counts without being listed, and a forgotten one keeps nothing old.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

from suluh.record_types import list_folders

PACKAGE = Path(__file__).parents[1]

LEFT_OUT = ("rendering", "assembly", "engines", "cli", "guides", "pipeline.py")
"""Parts of the package that come after all that is kept: what they do with it does not change it.

Within a record type's folder its `templates` and `style.css` are such a part as well.
"""

_FOR_PAGES = ("templates", "style.css")


def list_files(package: Path) -> Iterator[tuple[str, Path]]:
    """The files of a package that count for what is read, by their path with `/`, in order."""
    for name, path in _list_all(package):
        parts = name.split("/")
        if parts[0] in LEFT_OUT:
            continue
        if parts[0] == "record_types" and not set(_FOR_PAGES).isdisjoint(parts):
            continue
        yield name, path


def _list_all(folder: Path) -> Iterator[tuple[str, Path]]:
    """All files of a folder by their path with `/`, in order, but for what Python left there."""
    for path in sorted(folder.rglob("*")):
        if "__pycache__" not in path.parts and path.is_file():
            yield path.relative_to(folder).as_posix(), path


def digest_files(package: Path) -> str:
    """A digest of a package's files that count: of their names and bytes."""
    return _digest(list_files(package))


def digest_types(folders: Iterable[Path]) -> str:
    """A digest of record types that other packages bring: all of their folders but what Python left there."""
    return _digest(
        (f"{number}/{name}", path)
        for number, folder in enumerate(folders)
        for name, path in _list_all(folder)
    )


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    digest = sha256()
    for name, path in files:
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def list_libraries() -> list[str]:
    """Everything that is installed beside us, with its version, and Python's own."""
    found = {f"{distribution.metadata['Name']}=={distribution.version}" for distribution in distributions()}
    return [platform.python_implementation(), platform.python_version(), *sorted(found)]


@cache
def digest_generator() -> str:
    """The digest of the generator as it reads, 64 hex digits; worked out once, since code is loaded once."""
    return _with_surroundings(digest_files(PACKAGE))


@cache
def digest_whole_generator() -> str:
    """The same of all that there is of it, pages and commands too: of whatever a run may say or write."""
    return _with_surroundings(_digest(_list_all(PACKAGE)))


def _with_surroundings(files: str) -> str:
    """A digest of our files, of record types that others bring, and of all that is installed beside us."""
    brought = [folder for folder in list_folders() if not folder.is_relative_to(PACKAGE)]
    whole = "\n".join((files, digest_types(brought), *list_libraries()))
    return sha256(whole.encode()).hexdigest()
