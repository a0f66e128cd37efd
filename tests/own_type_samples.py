"""A site's own record type for tests, and hostile changes of it: `sites/pasar` over the small site."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from mutations import TEXTS
from small_site import HERE, copy_small_site

OWN_TYPE = "standar/pasar.yaml"
OWN_SITE = HERE / "sites" / "pasar"
SCHEMA: Mapping[str, Any] = yaml.safe_load((OWN_SITE / OWN_TYPE).read_text(encoding="utf-8"))

HOSTILE: tuple[Any, ...] = (
    *TEXTS,
    *(None, True, False, -1, 0, 10**18, [], {}, [[]], [{}], {"a": {"b": []}}, ["x"] * 500),
    *("a\nb", "a\x00b", "\u202epasar", "pas\u200bar", "x" * 5_000, "../../etc/passwd", "/etc/passwd"),
    *(
        "file:///etc/passwd",
        "javascript:alert(1)",
        "(a+)+$",
        "(?=a)b",
        "[",
        "\\1",
        ".*" * 400,
        "{{ config }}",
    ),
    *("laporan", "anggaran", "wilayah", "instansi", "con", "bingkai", "v", "404", "measure", "place", "!!x"),
)
"""What a stranger may put in the place of any value."""
KEYS = (
    "templat",
    "template",
    "rules",
    "pages",
    "kode",
    "hooks",
    "__class__",
    "klasifikasi",
    "x-rahasia",
    "",
    "<<",
)


def copy_own_site(target: Path) -> Path:
    """A fresh copy of the small site with the own type and a table of it."""
    root = copy_small_site(target)
    shutil.copytree(OWN_SITE, root, dirs_exist_ok=True)
    return root


def write_type(root: Path, schema: object, name: str = "pasar.yaml") -> Path:
    """The schema as a file of the folder `standar`, as JSON, which is YAML too."""
    path = root / "standar" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(schema, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def list_places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a schema, groups and lists too."""
    if above:
        yield above
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield from list_places(below, (*above, key))


def change(place: tuple[Any, ...], make: Callable[[Any, Any], None]) -> dict[str, Any]:
    """The sample with `make` done to what holds the value at a place, given its key there."""
    whole = copy.deepcopy(dict(SCHEMA))
    holder: Any = whole
    for key in place[:-1]:
        holder = holder[key]
    make(holder, place[-1])
    return whole
