"""Descriptors whose closing keys are misspelt, said in other words, or moved to where they close nothing."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

MARK = "PENANDA"
"""Stands in every cell that is not public, and nowhere else."""

Descriptor = dict[str, Any]
Path = tuple[str | int, ...]

CONFUSABLES = dict(zip("aeopckisxy", "аеорскіѕху", strict=True))
UNSEEN = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u0301")
BLANKS = (" ", "\u00a0", "\t", "\u2003", "_", "-", ".", "\u3000")
SYNONYMS = [
    "classification",
    "Classification",
    "class_ification",
    "access",
    "accessRights",
    "access_level",
    "sifat",
    "akses",
    "hak_akses",
    "rahasia",
    "tingkat_akses",
    "kerahasiaan",
    "tingkat_kerahasiaan",
    "confidentiality",
    "visibility",
    "privacy",
    "private",
    "restricted",
    "secret",
    "sensitivity",
    "keterbukaan",
    "status_akses",
    "klasifikasi_data",
    "klasifikasi_keamanan",
    "security",
    "dikecualikan",
    "tertutup",
    "pii",
    "internal",
    "publik",
    "akses_data",
    "clasificacion",
    "Klassifikation",
    "klassifizierung",
    "niveau_access",
    "sifat_data",
    "kategori",
    "level",
    "label",
    "status",
    "tingkat",
    "catatan_akses",
    "boleh_terbit",
    "tampil",
    "izin",
]
VALUES = (
    *("rahasia", "terbatas", "Rahasia", "RAHASIA", "dikecualikan", "secret", "confidential", "restricted"),
    *("internal", "sangat rahasia", "tidak publik", "rаhasia", "rahasia ", "rahsia", "tertutup"),
)
OTHER_KEYS = (
    *("klasifikasi_isian", "satuan", "ukuran", "konsep", "definisi", "format", "description", "rdfType"),
    *("topik", "jenis_informasi", "status_data", "periode", "profile", "type", "mediatype", "homepage"),
)
PLACES = [
    "sources.0",
    "licenses.0",
    "catatan.0",
    "contributors.0",
    "extras",
    "title",
    "description",
    "kontak",
    "angka_kunci.0",
    "grafik.0",
    "x-suluh",
    "ckan:extras",
    "resources.0.schema",
    "resources.0.dialect",
    "resources.0.stats",
    "resources.0.sources.0",
    "resources.0.title",
    "resources.0.schema.foreignKeys.0",
    "resources.0.schema.foreignKeys.0.reference",
    "resources.0.schema.missingValues.0",
    "resources.0.schema.fields.0.constraints",
    "resources.0.schema.fields.1.constraints",
    "resources.0.pengungkapan",
    "resources.0.schema.fields.1.x-kolom",
    "resources.0.x-tabel",
    "resources.0.turunan",
]
ELSEWHERE = [tuple(int(part) if part.isdigit() else part for part in one.split(".")) for one in PLACES]


def closing_places(descriptor: Descriptor) -> list[Path]:
    """Where a descriptor closes something: paths of `klasifikasi` that is not `publik`, and of its rules."""
    found: list[Path] = []

    def walk(value: Any, path: Path) -> None:
        if isinstance(value, list):
            for number, entry in enumerate(value):
                walk(entry, (*path, number))
        elif isinstance(value, dict):
            for key, entry in value.items():
                if (key == "klasifikasi" and entry != "publik") or key in ("pengungkapan", "buang"):
                    found.append((*path, key))
                walk(entry, (*path, key))

    walk(descriptor, ())
    return found


def mutate(descriptor: Descriptor, rng: random.Random) -> tuple[Descriptor, str]:
    """The descriptor with one closing key spoilt, and what was done to it."""
    changed = copy.deepcopy(descriptor)
    path = rng.choice(closing_places(changed))
    owner = _at(changed, path[:-1])
    key = str(path[-1])
    value = owner[key]
    kind = rng.choice(list(KINDS))
    if kind in ("reworded", "elsewhere", "under_known_key", "as_word", "wrapped") and key == "klasifikasi":
        value = rng.choice([value, *VALUES])
    if not (kind == "wrapped" and key != "klasifikasi"):
        del owner[key]
    if rng.random() < 0.4 and key == "klasifikasi":
        owner["klasifikasi"] = "publik"
    what = KINDS[kind](changed, path, value, rng)
    return changed, f"{kind} {'.'.join(map(str, path))}: {what}"


def _respelt(descriptor: Descriptor, path: Path, value: Any, rng: random.Random) -> str:
    key = str(path[-1])
    spoil = rng.choice([_typo, _typo, _case, _blank, _confuse, _unseen, _typo_twice])
    new = spoil(key, rng)
    _at(descriptor, path[:-1])[new] = value
    return repr(new)


def _reworded(descriptor: Descriptor, path: Path, value: Any, rng: random.Random) -> str:
    new = rng.choice(SYNONYMS)
    new = rng.choice([new, new.capitalize(), f"x-{new}", f"ckan:{new}", new.upper()])
    _at(descriptor, path[:-1])[new] = value
    return new


def _affixed(descriptor: Descriptor, path: Path, value: Any, rng: random.Random) -> str:
    key = str(path[-1])
    forms = "x-{} x_{} _{} ckan:{} suluh:{} data_{} {}_data {}2 ${} @{} {}s"
    new = rng.choice(forms.split()).format(key)
    _at(descriptor, path[:-1])[new] = value
    return new


def _elsewhere(descriptor: Descriptor, path: Path, value: Any, rng: random.Random) -> str:
    there = rng.choice(ELSEWHERE)
    _make(descriptor, there)[str(path[-1])] = value
    return ".".join(map(str, there))


def _under_known_key(descriptor: Descriptor, path: Path, value: Any, rng: random.Random) -> str:
    new = rng.choice(OTHER_KEYS)
    _at(descriptor, path[:-1])[new] = value
    return f"{new}: {value!r}"


def _wrapped(descriptor: Descriptor, path: Path, value: Any, rng: random.Random) -> str:
    key = str(path[-1])
    forms: list[Any] = [[value], str(value), True]
    if not key_is_rule(path):
        forms = [[value], {"nilai": value}, {str(value): True}, [{key: value}], {key: value}, [[value]], True]
    _at(descriptor, path[:-1])[key] = rng.choice(forms)
    return "form"


def _as_word(descriptor: Descriptor, path: Path, value: Any, rng: random.Random) -> str:
    owner = _at(descriptor, path[:-1])
    if key_is_rule(path):
        owner[f"x-{path[-1]}"] = value
        return "x-"
    word = str(value)
    owner[word] = rng.choice([True, "ya", "", 1, None])
    return word


def _nested(descriptor: Descriptor, path: Path, value: Any, rng: random.Random) -> str:
    below = rng.choice(["x-suluh", "x-catatan", "meta", "ckan:extras", "custom", "properties", "tambahan"])
    inner = {str(path[-1]): value}
    _at(descriptor, path[:-1])[below] = rng.choice([inner, [inner], {"a": inner}])
    return below


def key_is_rule(path: Path) -> bool:
    """Whether the path is that of a rule of disclosure."""
    return path[-1] != "klasifikasi"


KINDS: dict[str, Callable[[Descriptor, Path, Any, random.Random], str]] = {
    "respelt": _respelt,
    "respelt_too": _respelt,
    "reworded": _reworded,
    "affixed": _affixed,
    "elsewhere": _elsewhere,
    "under_known_key": _under_known_key,
    "wrapped": _wrapped,
    "as_word": _as_word,
    "nested": _nested,
}


def _typo(key: str, rng: random.Random) -> str:
    at = rng.randrange(len(key) - 1)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz0123456789_-")
    return rng.choice(
        [
            key[:at] + key[at + 1 :],
            key[:at] + letter + key[at:],
            key[:at] + key[at + 1] + key[at] + key[at + 2 :],
            key[:at] + letter + key[at + 1 :],
            key[:at] + key[at] * 2 + key[at + 1 :],
        ]
    )


def _typo_twice(key: str, rng: random.Random) -> str:
    return _typo(_typo(key, rng), rng)


def _case(key: str, rng: random.Random) -> str:
    return rng.choice([key.upper(), key.capitalize(), key.swapcase(), key[:3] + key[3:].title()])


def _blank(key: str, rng: random.Random) -> str:
    blank, at = rng.choice(BLANKS), rng.choice([0, len(key), rng.randrange(len(key))])
    return key[:at] + blank + key[at:]


def _confuse(key: str, rng: random.Random) -> str:
    letters = [letter for letter in key if letter in CONFUSABLES]
    letter = rng.choice(letters)
    return key.replace(letter, CONFUSABLES[letter], rng.choice([1, -1]))


def _unseen(key: str, rng: random.Random) -> str:
    at = rng.randrange(len(key) + 1)
    return key[:at] + rng.choice(UNSEEN) + key[at:]


def _at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def _make(descriptor: Descriptor, path: Path) -> Descriptor:
    """The group at a path, made where there is none; a text or number there gives way to it."""
    owner: Any = descriptor
    for part, after in zip(path, (*path[1:], ""), strict=True):
        there = owner[part] if isinstance(part, int) and part < len(owner) else None
        there = owner.get(part) if isinstance(owner, dict) else there
        wanted = list if isinstance(after, int) else dict
        if not isinstance(there, wanted):
            there = wanted()
            if isinstance(owner, list):
                owner.append(there)
            else:
                owner[part] = there
        owner = there
    return owner
