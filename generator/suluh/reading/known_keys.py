"""The keys that a descriptor may have at each level, as `standards/keys/descriptor.yaml` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from suluh.reading.standard_list import load_standard_file

TEXT, WORD, CELLS, ANYTHING, CLOSING = "teks", "kata", "isi", "apa_saja", "tutup"
"""What may stand under a key: text, text in which a closing word is a word like any other, values of a
column, anything, or the classification. Other shapes are `=x`, `*x` and `%x`: a group, a list of groups, and
a group by names."""

_FILE = "keys/descriptor"


@dataclass(frozen=True, slots=True)
class Level:
    """The keys of one kind of group with the shape of what stands under each.

    `told_elsewhere` says that the reader of these groups has a finding of its own for unknown keys.
    """

    name: str
    keys: Mapping[str, str]
    told_elsewhere: bool = False


@cache
def load_levels() -> Mapping[str, Level]:
    """All levels by name: `package`, `resource`, `field` and so on."""
    levels: dict[str, Level] = {}
    for name, stated in load_words()["tingkat"].items():
        if isinstance(stated, dict):
            groups = {source: keys for source, keys in stated.items() if source != "sendiri"}
            keys = {key: shape for group in groups.values() for key, shape in group.items()}
            levels[name] = Level(name, keys, stated.get("sendiri") is True)
    return levels


@cache
def load_aliases() -> Mapping[str, str]:
    """Levels that are no more than a shape of names, such as `%kata`."""
    stated = load_words()["tingkat"]
    return {name: shape for name, shape in stated.items() if isinstance(shape, str)}


@cache
def levels_of(key: str) -> tuple[str, ...]:
    """The levels at which a key is known, in their order."""
    return tuple(level.name for level in load_levels().values() if key in level.keys)


def keys_of(level: str) -> tuple[str, ...]:
    """The known keys of a level, in their order."""
    return tuple(load_levels()[level].keys)


@cache
def load_words() -> Mapping[str, Any]:
    """The whole file, for the word lists beside the levels: what closes, what opens, what looks alike."""
    return load_standard_file(_FILE)
