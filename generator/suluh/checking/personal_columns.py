"""What the names of columns tell: forbidden ones, tables of persons, rows that point at one person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from suluh.checking.identity_numbers import load_rules
from suluh.checking.personal_patterns import find_personal, mask_text
from suluh.checking.plain_text import plain_name, plain_text
from suluh.vocabulary.findings import MASK

_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)*%?|-")
_NO_MEASURE = re.compile(
    r"(no|nomor|urut|tahun|bulan|tanggal|kode.*|id.*|rt|rw|umur|usia|nominal.*|besar.*|bantuan.*|gaji|penghasilan|"
    r"lat.*|lon.*|lintang|bujur|nis.*|nik.*|nip.*)"
)


@lru_cache(maxsize=10_000)
def forbidden_meaning(name: str) -> str:
    """What a column of this name would hold that may not be submitted, in Indonesian; empty if it may."""
    plain = plain_name(name)
    if not plain or counts_something(plain) or _is_of_office(plain):
        return ""
    return next((meaning for pattern, meaning in _forbidden() if pattern.fullmatch(plain)), "")


@lru_cache(maxsize=10_000)
def hints_of(name: str) -> frozenset[str]:
    """Kinds of bare numbers that a column of this name holds; `kantor` tells that they are an office's."""
    plain = plain_name(name)
    if not plain or counts_something(plain):
        return frozenset()
    found = {kind for kind, pattern in _patterns("petunjuk").items() if pattern.fullmatch(plain)}
    return frozenset(found | {"kantor"} if _is_of_office(plain) else found)


def mask_cell(name: str, text: str) -> str:
    """A cell of the column `name` as it may be shown beside others, outside of the file it stands in."""
    if not text or not name:
        return mask_text(text)
    bare = find_personal(plain_text(text), hints_of(name)) if hints_of(name) else []
    return MASK if bare or forbidden_meaning(name) else mask_text(text)


def names_person(names: Iterable[str]) -> bool:
    """Whether one of the columns holds names of persons."""
    pattern = _patterns("orang")["pasti"]
    plain = [plain_name(name) for name in names]
    return any(pattern.fullmatch(name) and "nama" in name for name in plain)


def person_columns(names: Sequence[str]) -> list[str]:
    """Columns that together make a table of persons; none where there are not two of them."""
    patterns = _patterns("orang")
    plain = {name: plain_name(name) for name in names}
    sure = [name for name in names if patterns["pasti"].fullmatch(plain[name])]
    likely = [name for name in names if patterns["mungkin"].fullmatch(plain[name])]
    return (
        [name for name in names if name in sure or name in likely] if sure and len(sure + likely) > 1 else []
    )


def find_rare_persons(names: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """(columns, rows) that point at fewer persons together than the threshold, in a table of single persons.

    A table that counts or measures anything has no row for each person, and gives ([], 0).
    """
    kinds = _quasi_columns(names)
    if len(kinds) < 2 or set(kinds) <= {"tempat"} or _measures(names, rows, kinds.values()):
        return [], 0
    columns = sorted(kinds.values())
    groups = Counter(tuple(row[at].strip() if at < len(row) else "" for at in columns) for row in rows)
    limit = int(load_rules()["ambang_penunjuk"])
    rare = sum(size for group, size in groups.items() if size < limit and sum(map(bool, group)) > 1)
    return ([names[at] for at in columns], rare) if rare else ([], 0)


def counts_something(plain: str) -> bool:
    """Whether a column's plain name begins as those of counts and measures do."""
    return plain.split("_", 1)[0] in load_rules()["hitungan"]


def is_of_office(name: str) -> bool:
    """Whether a column's name says that what it holds is an office's."""
    return _is_of_office(plain_name(name))


def _quasi_columns(names: Sequence[str]) -> dict[str, int]:
    """Kind of attribute → index of the first column of that kind."""
    kinds: dict[str, int] = {}
    for at, name in enumerate(names):
        plain = plain_name(name)
        for kind, pattern in _patterns("penunjuk_bersama").items():
            if pattern.fullmatch(plain):
                kinds.setdefault(kind, at)
    return kinds


def _measures(names: Sequence[str], rows: Sequence[Sequence[str]], known: Iterable[int]) -> bool:
    skip = set(known)
    for at, name in enumerate(names):
        plain = plain_name(name)
        if counts_something(plain):
            return True
        if at in skip or _NO_MEASURE.fullmatch(plain):
            continue
        cells = [cell for row in rows if at < len(row) and (cell := row[at].strip())]
        if cells and all(_NUMBER.fullmatch(cell) for cell in cells):
            return True
    return False


def _is_of_office(plain: str) -> bool:
    return bool(set(plain.split("_")) & set(load_rules()["kantor"]))


@cache
def _forbidden() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["pola"]), rule["arti"]) for rule in load_rules()["kolom_terlarang"])


@cache
def _patterns(key: str) -> Mapping[str, re.Pattern[str]]:
    """Patterns of one group of rules by kind; several of a kind are one."""
    stated = load_rules()[key]
    return {
        kind: re.compile("|".join(value) if isinstance(value, list) else value)
        for kind, value in stated.items()
    }
