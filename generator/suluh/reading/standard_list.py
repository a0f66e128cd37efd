"""The Table Schemas of the record types that Suluh understands, and what else the package states as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from suluh.reading.safe_yaml import load_own_yaml
from suluh.record_types import blaming, built_in_types, list_folders, list_packages, record_types
from suluh.vocabulary.own_types import own_types

FINDINGS = "findings.yaml"
"""In the folder of a record type: its findings with their words."""


def list_standards() -> tuple[str, ...]:
    """Names of the record types, such as `instansi`."""
    return tuple(record_types())


def list_files(folder: str) -> tuple[str, ...]:
    """Names of the YAML files of a folder of `standards/`, without their ending, sorted."""
    entries = resources.files("suluh.standards").joinpath(folder).iterdir()
    return tuple(
        sorted(
            traversable.name.removesuffix(".yaml")
            for traversable in entries
            if traversable.name.endswith(".yaml")
        )
    )


_CHOICES = {"rumus": ("formulas", "formulas"), "jenis_dokumen": ("documents", "kinds")}
"""Lists of the law that a column chooses from, and where they stand: a folder, and the key in its files."""


def load_standard(name: str) -> Mapping[str, Any]:
    """A record type's Table Schema with `title`, `description` and `fields`. KeyError for an unknown name."""
    own = own_types().get(name)
    return load_built_in(name) if own is None else own


@cache
def load_built_in(name: str) -> Mapping[str, Any]:
    """The same of a type that is installed, whatever the site has of its own."""
    record_type = built_in_types()[name]
    with blaming(record_type.package):
        own = resources.files(record_type.package).joinpath(record_type.schema)
        stated = _load_own(own, f"{name}/{own.name}")
        return {**stated, "fields": [_spell_out(field) for field in stated["fields"]]}


def _spell_out(field: Mapping[str, Any]) -> Mapping[str, Any]:
    """A column with the `enum` of the list that its `choices` names; any other as it is."""
    if "choices" not in field:
        return field
    listed = {"enum": list(_list_choices(*_CHOICES[field["choices"]]))}
    plain = {key: value for key, value in field.items() if key != "choices"}
    return {**plain, "constraints": {**field.get("constraints", {}), **listed}}


def _list_choices(folder: str, key: str) -> tuple[str, ...]:
    """What any decree of a folder names under a key: whatever is in force in some year."""
    found = (load_standard_file(f"{folder}/{name}").get(key, ()) for name in list_files(folder))
    return tuple(dict.fromkeys(str(name) for some in found if isinstance(some, dict) for name in some))


@cache
def load_findings() -> Mapping[str, Mapping[str, Any]]:
    """`temuan` by code and `frasa` by word: those of `standards/findings.yaml` and of every record type.

    A type's codes stand behind the lower ones of their letter.
    """
    whole = load_standard_file("findings")
    entries, phrases = list(whole["temuan"].items()), dict(whole["frasa"])
    for package, folder in zip(list_packages(), list_folders(), strict=True):
        if not (folder / FINDINGS).is_file():
            continue
        with blaming(package):
            further = _load_own(folder / FINDINGS, f"{folder.name}/{FINDINGS}")
            phrases |= further.get("frasa", {})
            for code, entry in further["temuan"].items():
                entries.insert(_place_of(code, [known for known, _ in entries]), (code, entry))
    return {"temuan": dict(entries), "frasa": phrases}


def load_further(name: str) -> Iterator[Mapping[str, Any]]:
    """The file of that name of every record type that has one, in order of the types."""
    for package, folder in zip(list_packages(), list_folders(), strict=True):
        if (folder / name).is_file():
            with blaming(package):
                yield _load_own(folder / name, f"{folder.name}/{name}")


def _place_of(code: str, codes: Sequence[str]) -> int:
    """Where a code stands among others: behind the lower ones of its letter, else before the higher ones."""
    letter = [(known, at) for at, known in enumerate(codes) if known[0] == code[0]]
    lower = [at for known, at in letter if known < code]
    if lower:
        return lower[-1] + 1
    return letter[0][1] if letter else len(codes)


def load_standard_file(name: str) -> Mapping[str, Any]:
    """The mapping in `standards/<name>.yaml`, which is the package's own and must parse."""
    return _load_own(resources.files("suluh.standards").joinpath(f"{name}.yaml"), f"standards/{name}.yaml")


def _load_own(file: Traversable, path: str) -> Mapping[str, Any]:
    value, findings = load_own_yaml(file.read_text(encoding="utf-8"), path)
    if findings or not isinstance(value, dict):
        raise ValueError(f"{path}: {findings}")
    return value
