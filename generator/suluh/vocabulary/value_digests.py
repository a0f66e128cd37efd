"""One digest of a value: the same of equal values, in whichever run it is worked out.

Of a value all is in it that anyone could read of it: of a dataclass its name and every field but those that
it fills itself with what was read of the others. What has no such form (a function, an open file) has no
digest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import Field, fields
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePath
from types import MappingProxyType

from suluh.vocabulary.download_format import Surroundings
from suluh.vocabulary.package import Table
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.threads import Record, Source, Thread

_SAID = (int, float, Decimal, Fraction, bytes, date, time, timedelta, type(None))
"""What says all of itself where it is printed for programmers; datetime is a date, bool an int."""


class DigestedOnce:
    """Base of a value that many others hold: its digest is worked out once."""

    __slots__ = ("__weakref__",)


class NoDigestError(TypeError):
    """A value, or a part of it, has no form that is the same in every run."""


_PLAIN = frozenset({int, bool, float, Decimal, type(None)})
"""With texts the types of most values, none of them one below: they are told at once."""
_SHARED = (Table, Surroundings, Source, DigestedOnce)


def digest_value(value: object) -> str:
    """64 hex digits; values of different types differ. Raises NoDigestError."""
    parts: list[str] = []
    _spell(value, parts.append)
    return _digest(parts)


def _digest(parts: Iterable[str]) -> str:
    return sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _spell(value: object, say: Callable[[str], None]) -> None:
    """The value in pieces of which each says its kind and its length: no two values have the same."""
    kind = type(value)
    if kind is str:
        say(f"str:{len(value)}:{value}")  # type: ignore[arg-type]
    elif kind in _PLAIN:
        _say_text(say, kind.__name__, repr(value))
    else:
        _spell_kind(value, kind, say)


def _spell_kind(value: object, kind: type, say: Callable[[str], None]) -> None:
    """The same of a value that is neither a plain text nor a plain number."""
    if isinstance(value, Enum):
        _say_text(say, f"{kind.__module__}.{kind.__qualname__}", value.name)
    elif isinstance(value, str):
        _say_text(say, kind.__name__, value)
    elif isinstance(value, _SAID):
        _say_text(say, kind.__name__, repr(value))
    elif isinstance(value, PurePath):
        _say_text(say, "path", str(value))
    elif isinstance(value, _SHARED):
        _say_text(say, kind.__name__, _digest_shared(value))
    elif isinstance(value, Record | Thread):
        _spell_rows(value, say)
    elif isinstance(value, Artifact):
        _spell_artifact(value, say)
    elif hasattr(kind, "__dataclass_fields__"):
        _spell_fields(value, say)
    elif isinstance(value, dict | MappingProxyType):
        _spell_pairs(value, say)
    elif isinstance(value, frozenset | set):
        _spell_all(sorted(map(digest_value, value)), "set", say)
    elif isinstance(value, tuple | list | range):
        _spell_all(value, kind.__name__, say)
    else:
        raise NoDigestError(f"{kind.__qualname__} has no digest")


def _say_text(say: Callable[[str], None], kind: str, text: str) -> None:
    say(f"{kind}:{len(text)}:{text}")


def _spell_rows(value: Record | Thread, say: Callable[[str], None]) -> None:
    """A record by its source and its cells, a thread by the digest of its rows and by its matters."""
    if isinstance(value, Record):
        _say_text(say, _digest_shared(value.source), f"{value.row} {value.cells!r}")
        return
    _say_text(say, "Thread", digest_rows(value))
    _spell(value.matters, say)


def _spell_all(values: Sequence[object], kind: str, say: Callable[[str], None]) -> None:
    say(f"{kind}[{len(values)}:")
    for value in values:
        _spell(value, say)


def _spell_pairs(pairs: Mapping[object, object], say: Callable[[str], None]) -> None:
    """In the order that the mapping has them, by which much is written."""
    say(f"map[{len(pairs)}:")
    for key, value in pairs.items():
        _spell(key, say)
        _spell(value, say)


def _spell_artifact(artifact: Artifact, say: Callable[[str], None]) -> None:
    """A file by its bytes, whoever makes them."""
    if not artifact.sha256:
        raise NoDigestError(f"{artifact.address} was not measured")
    _spell_all((artifact.address, artifact.size, artifact.sha256), "artifact", say)


def _spell_fields(value: object, say: Callable[[str], None]) -> None:
    kind: type = type(value)
    _say_text(say, kind.__qualname__, kind.__module__)
    for name in _field_names(kind):
        _spell(getattr(value, name), say)


@remembered
def _digest_shared(value: Table | Surroundings | Source | DigestedOnce) -> str:
    """Worked out once: all forms of a dataset ask for the same tables, all datasets for the same names."""
    parts: list[str] = []
    _spell_fields(value, parts.append)
    return _digest(parts)


@remembered
def digest_rows(thread: Thread) -> str:
    """One digest of all that a thread is but for its matters, worked out once. Raises NoDigestError."""
    parts: list[str] = []
    names = [name for name in _field_names(Thread) if name != "matters"]
    _spell_all([getattr(thread, name) for name in names], "rows", parts.append)
    return _digest(parts)


@lru_cache(maxsize=512)
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if not _is_read_of_others(field))


def _is_read_of_others(field: Field[object]) -> bool:
    return not field.init and not field.compare
