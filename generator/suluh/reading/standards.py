"""Record types that Suluh understands, as Table Schemas in `standards/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from suluh.reading.safe_yaml import load_yaml

_NOT_RECORD_TYPES = ("data-pribadi", "findings", "nama-orang", "pengaturan", "pengungkapan", "topik-peka")


def list_standards() -> tuple[str, ...]:
    """Names of the record types, such as `instansi`."""
    folder = resources.files("suluh.standards")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    stems = (name.removesuffix(".yaml") for name in names)
    return tuple(stem for stem in stems if stem not in _NOT_RECORD_TYPES)


@cache
def load_standard(name: str) -> Mapping[str, Any]:
    """A record type's Table Schema with `title`, `description` and `fields`. KeyError for an unknown name."""
    if name not in list_standards():
        raise KeyError(name)
    return load_standard_file(name)


def load_standard_file(name: str) -> Mapping[str, Any]:
    """The mapping in `standards/<name>.yaml`, which is the package's own and must parse."""
    text = resources.files("suluh.standards").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    # The list of findings is the package's own: it may be larger than what strangers may send.
    value, findings = load_yaml(
        text, f"standards/{name}.yaml", size_limit=4 * 1024 * 1024, node_limit=100_000
    )
    if findings or not isinstance(value, dict):
        raise ValueError(f"standards/{name}.yaml: {findings}")
    return value
