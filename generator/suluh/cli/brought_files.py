"""A clerk's files as they are brought: tables, descriptions of a data portal beside them, and folders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

import click

from suluh.checking.explanations import show_text
from suluh.cli.added_files import file_name
from suluh.cli.refusal import Refusal, refuse_after
from suluh.cli.speech import run_language, say
from suluh.intake.portal_description import (
    DIGESTS,
    LARGEST,
    read_portal_description,
    read_portal_dump,
    read_stated_digests,
)
from suluh.reading.raw_sheets import read_raw_files
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.words.saying import N_

DUMPED, DUMP = "data", ".jsonl"
"""Folder of a dataset's tables that `ckanapi dump` wrote beside its description; its lines are a file."""


READABLE = (
    *(".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".geojson", ".json", ".ndjson", DUMP),
    *(".html", ".htm", ".txt", ".tab"),
)
"""Endings of files that may hold a table, those first that say most of themselves with least."""


@dataclass(frozen=True, slots=True)
class Source:
    """The clerk's files by the names under which the dataset will have them, and their sheets."""

    files: Mapping[str, bytes]
    sheets: Sequence[RawSheet]


@dataclass(frozen=True, slots=True)
class Brought:
    """Files that become one dataset, by the name that answers begin with; `told` is what a dump says."""

    name: str
    files: tuple[Path, ...]
    told: Mapping[str, str] = field(default_factory=dict)
    is_another: bool = False
    """Whether the description of its portal names a digest that its bytes do not have."""


def read_source(files: Sequence[Path]) -> Source:
    """The files and their sheets. Raises Refusal with what is wrong where they cannot be read.

    Several files are named as they will be in the folder: the recipe knows their sheets by these names.
    """
    names = [file.name for file in files] if len(files) == 1 else list(name_files("", files))
    if len(set(names)) < len(names):
        raise Refusal(say("Dua berkas bernama sama: %(names)s.", names=", ".join(names)))
    named = dict(zip(names, (file.read_bytes() for file in files), strict=True))
    sheets, findings = read_raw_files(list(named.items()))
    if has_errors(findings) or not sheets:
        text = N_("%(path)s belum dapat dibaca; lihat temuan di atas.")
        refuse_after(findings, text, path=", ".join(named))
    if findings:
        from suluh.cli.finding_text import print_findings

        print_findings(findings, run_language())
    return Source(named, sheets)


def list_brought(folder: Path, together: Sequence[str]) -> tuple[list[Brought], list[str]]:
    """Each table of a folder as a dataset of its own, but those that one of the patterns names as one.

    A folder within it is a dataset of a portal, each of whose tables is described by what lies beside it.
    Lines of `ckanapi dump datasets` (`.jsonl`) describe the files that they name. The names besides are those
    of files that are left out: no tables, and copies of one in another form.
    """
    lines = [entry for entry in _visible(folder) if entry.suffix.lower() == DUMP and entry.is_file()]
    dumps = {entry: words for entry in lines if (words := read_portal_dump(entry.read_bytes()))}
    told = {name: words for dump in dumps.values() for name, words in dump.items()}
    found: dict[str, tuple[Path, ...]] = {}
    left: list[str] = []
    changed: set[str] = set()
    for entry in _visible(folder):
        if entry.is_dir():
            described = tuple(file for file in _visible(entry) if file.is_file() and _tells(file))
            kept, others = _choose(list_tables([entry]))
            left += [f"{entry.name}/{file.name}" for file in others]
            for file in kept:
                found[f"{entry.name}/{file.name}"] = (file, *described)
                if _differs(file, described):
                    changed.add(f"{entry.name}/{file.name}")
        elif entry in dumps:
            continue
        elif entry.suffix.lower() not in READABLE or _tells(entry):
            left.append(entry.name)
        else:
            pattern = next((one for one in together if fnmatchcase(entry.name, one)), "")
            found[pattern or entry.name] = (*found.get(pattern, ()), entry) if pattern else (entry,)
    brought = [
        Brought(name, files, told.get(files[0].name, {}), name in changed) for name, files in found.items()
    ]
    return brought, left


def _choose(files: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The tables among a dataset's files, each in the form that is read best, and the others."""
    best: dict[str, Path] = {}
    for file in sorted(files, key=lambda file: _rank(file)):
        if _rank(file) < len(READABLE):
            best.setdefault(file.stem, file)
    kept = list(best.values())
    return sorted(kept), [file for file in files if file not in kept]


def _rank(file: Path) -> int:
    """Where a file's ending stands among those that are read; beyond them for one that is not."""
    ending = file.suffix.lower()
    return READABLE.index(ending) if ending in READABLE else len(READABLE)


def _differs(file: Path, described: Sequence[Path]) -> bool:
    """Whether a description beside it states a digest of another file."""
    stated = [
        digest
        for one in described
        for name, digest in read_stated_digests(_read_start(one)).items()
        if name == file.name
    ]
    data = file.read_bytes() if stated else b""
    return any(
        hashlib.new(DIGESTS[len(digest)], data, usedforsecurity=False).hexdigest() != digest
        for digest in stated
    )


def list_tables(given: Sequence[Path]) -> list[Path]:
    """The files that hold tables; a folder stands for its own and those of its dump."""
    return [file for file in _walk(given) if not _tells(file)]


def read_descriptions(given: Sequence[Path]) -> Mapping[str, str]:
    """What descriptions of a data portal among the files say, by our keys."""
    told = [_describe(file) for file in _walk(given)]
    return {key: text for description in told if description for key, text in description.items()}


def part_descriptions(given: Sequence[Path]) -> tuple[list[Path], Mapping[str, str]]:
    """The files that hold tables, and what descriptions among them say. Refusal where there is no table."""
    tables = list_tables(given)
    if any(path.is_dir() for path in given):
        tables, left = _choose(tables)
        tell_left_out([file.name for file in left])
    if not tables:
        names = ", ".join(file.name for file in _walk(given))
        raise Refusal(say("%(path)s tidak berisi tabel: sebutkan juga berkas datanya.", path=names))
    return tables, read_descriptions(given)


def tell_left_out(names: Sequence[str]) -> None:
    """Say which files of a folder are not read; nothing where all are."""
    if names:
        text = N_("Dilewati, bukan tabel atau salinannya dalam bentuk lain: %(names)s")
        click.echo(say(text, names=", ".join(map(show_text, names))))


def _walk(given: Sequence[Path]) -> Iterator[Path]:
    for path in given:
        if not path.is_dir():
            yield path
            continue
        for entry in _visible(path):
            if entry.is_file():
                yield entry
            elif entry.name == DUMPED:
                yield from (file for file in _visible(entry) if file.is_file())


def _visible(folder: Path) -> list[Path]:
    """What lies in a folder, by name, without what programs hide in it."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))


def _tells(file: Path) -> bool:
    """Whether a file is a description and no table."""
    return _describe(file) is not None


def _describe(file: Path) -> Mapping[str, str] | None:
    """What a description says, by our keys; None for a file that is none."""
    if file.suffix.lower() != ".json":
        return None
    stated = file.stat()
    return _read_once(file, stated.st_size, stated.st_mtime_ns)


@lru_cache(maxsize=64)
def _read_once(file: Path, size: int, changed: int) -> Mapping[str, str] | None:
    """A description, which is asked for at each step, of a file as it was of that size and time."""
    return read_portal_description(file.name, _read_start(file))


def _read_start(file: Path) -> bytes:
    """As much of a file as tells whether it is a description."""
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def name_files(name: str, files: Sequence[Path]) -> tuple[str, ...]:
    """Names of the files in the dataset's folder: the dataset's own, several by their own names."""
    if len(files) == 1:
        return (f"{name}{files[0].suffix.lower()}",)
    return tuple(map(file_name, files))
