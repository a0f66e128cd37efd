"""Public tables as agencies publish them, and tables of sensitive subjects with small counts: by seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builders import make_field, make_package, make_resource, make_table
from suluh.vocabulary.package import DataPackage, Schema, Table

KINDS = Path(__file__).parent / "data" / "kinds_of_tables.yaml"
PLACES = (("kecamatan", "kecamatan"), ("kelurahan", "kelurahan"), ("desa_kelurahan", "kelurahan"))
ENDINGS = ("", " 2024", " Kota Baubau", " tahun 2023-2025")


@dataclass(frozen=True)
class Made:
    """A described table, alone in its dataset."""

    package: DataPackage
    table: Table


def make_public_table(seed: int) -> Made:
    """A realistic table that may go out as it is, of the kind that the seed takes by turns."""
    kinds = load_kinds()["umum"]
    return _make(kinds[seed % len(kinds)], random.Random(f"umum {seed}"))


def make_sensitive_table(seed: int) -> Made:
    """A table about a sensitive subject with at least two numbers from 1 to 4."""
    kinds = load_kinds()["peka"]
    return _make(kinds[seed % len(kinds)], random.Random(f"peka {seed}"), small=True)


@cache
def load_kinds() -> dict[str, Any]:
    """Kinds of tables: titles, what divides the rows, numbers with their ranges, unit."""
    kinds: dict[str, Any] = yaml.safe_load(KINDS.read_text(encoding="utf-8"))
    return kinds


def _make(kind: dict[str, Any], rng: random.Random, *, small: bool = False) -> Made:
    place, places = rng.choice(PLACES)
    values = {**load_kinds()["nilai"], "tempat": load_kinds()["nilai"][places]}
    names = [name.format(place) for name in kind["baris"]]
    rows: list[tuple[str, ...]] = [()]
    for among in kind["baris"].values():
        chosen = values[among] if isinstance(among, str) else among
        some = rng.sample(chosen, rng.randint(min(3, len(chosen)), len(chosen)))
        rows = [(*row, value) for row in rows for value in some]
    numbers = [(spell(name, rng), low, high) for name, (low, high) in kind["angka"].items()]
    cells = [[str(rng.randint(low, high)) for _, low, high in numbers] for _ in rows]
    if small:
        at = min(range(len(numbers)), key=lambda one: numbers[one][2])
        for row in rng.sample(range(len(cells)), 2):
            cells[row][at] = str(rng.choice((1, 2, 3, 4)))
    columns = [name for name, _, _ in numbers]
    fields = [*map(make_field, names), *(make_field(name, type="integer") for name in columns)]
    title = rng.choice(kind["judul"]).format(place.replace("_", " ")) + rng.choice(ENDINGS)
    topic = kind.get("topik", "")
    package = make_package(
        f"data-{rng.randint(1, 999)}",
        title=title,
        description=kind.get("uraian", f"{title}, menurut catatan dinas."),
        resources=(make_resource("tabel", schema=Schema(tuple(fields)), title="Tabel"),),
        descriptor={"satuan": kind["satuan"], "topik": topic, "keywords": [topic.casefold()]},
    )
    whole = [(*row, *some) for row, some in zip(rows, cells, strict=True)]
    return Made(package, make_table([*names, *columns], whole))


SPELLINGS: Sequence[Callable[[str], str]] = (
    str,
    str,
    str.upper,
    lambda name: name.replace("jumlah_", "jml_"),
    lambda name: name.replace("jumlah_", "jumlah"),
    lambda name: name.replace("_", " "),
    lambda name: "".join(part.capitalize() for part in name.split("_")),
)


def spell(name: str, rng: random.Random) -> str:
    """A column's name as one agency or another would write it."""
    return rng.choice(SPELLINGS)(name)
