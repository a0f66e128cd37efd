"""One digest of all that reads: our code below the pages, its data, and whatever else is installed.

Whatever is kept between runs carries it in its name. Parts that make no difference to what is read are
left out by name, so that anything new counts without being listed, and a forgotten one keeps nothing old.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import Distribution, distributions
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
    found: list[tuple[tuple[str, ...], Path]] = []
    for above, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if name != "__pycache__"]
        inside = Path(above).relative_to(folder).parts
        found += (((*inside, name), Path(above, name)) for name in names)
    yield from (("/".join(parts), path) for parts, path in sorted(found) if path.is_file())


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
        digest.update(f"{name}\0{_digest_file(path)}\0".encode())
    return digest.hexdigest()


def _digest_file(path: Path) -> str:
    """The digest of a file's bytes; one of the package is read once, since code is loaded once."""
    return _digest_own(path) if path.is_relative_to(PACKAGE) else sha256(path.read_bytes()).hexdigest()


@cache
def _digest_own(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def list_libraries() -> list[str]:
    """Everything that is installed beside us, with its version, and Python's own."""
    found = set(map(_name_library, distributions()))
    return [platform.python_implementation(), platform.python_version(), *sorted(found)]


def _name_library(distribution: Distribution) -> str:
    """Name and version by the first lines of what describes it: the rest is long, and nothing to us."""
    text = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
    told = dict(line.split(": ", 1) for line in text.partition("\n\n")[0].splitlines() if ": " in line[:12])
    if "Name" in told and "Version" in told:
        return f"{told['Name']}=={told['Version']}"
    return f"{distribution.metadata['Name']}=={distribution.version}"


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
