"""Answers as JSON: exact numbers, keys in the order of the types, what has its default left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from json.encoder import encode_basestring

from suluh.publishing.exact_values import exact_text, json_number


def encode(value: object) -> str:
    """A value of the types in `answers` as compact JSON. TypeError for a type that they do not use."""
    write = _WRITERS.get(type(value))
    return _encode_other(value) if write is None else write(value)


def _encode_other(value: object) -> str:
    """What is none of the plain types themselves: words of a list, other mappings, our own types."""
    if isinstance(value, Enum):
        return encode_basestring(str(value.value))
    if isinstance(value, Mapping):
        return _encode_pairs(value)
    if is_dataclass(value) and not isinstance(value, type):
        written = (
            f"{name}:{encode(some)}"
            for key, name, default in _keys(type(value))
            if (some := getattr(value, key)) != default
        )
        return "{" + ",".join(written) + "}"
    raise TypeError(f"{type(value).__name__} is none of the API's types")


def _encode_pairs(value: object) -> str:
    pairs = value.items() if isinstance(value, Mapping) else ()
    return "{" + ",".join([f"{encode_basestring(str(key))}:{encode(some)}" for key, some in pairs]) + "}"


def _encode_list(value: object) -> str:
    return "[" + ",".join([encode(some) for some in value]) + "]" if isinstance(value, tuple | list) else ""


def _encode_number(value: object) -> str:
    return json_number(exact_text(value)) if isinstance(value, int | Decimal | Fraction) else ""


_WRITERS: Mapping[type, Callable[[object], str]] = {
    str: lambda value: encode_basestring(str(value)),
    int: _encode_number,
    Decimal: _encode_number,
    Fraction: _encode_number,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    dict: _encode_pairs,
    tuple: _encode_list,
    list: _encode_list,
}


def encode_file(head: object, items: list[str]) -> str:
    """A file: its head, and the items, each written already, as `isi`."""
    return encode(head)[:-1] + ',"isi":[' + ",\n".join(items) + "]}\n"


@cache
def _keys(kind: type) -> tuple[tuple[str, str, object], ...]:
    """The fields of a type: name, key as JSON, and the default, which is no value where there is none."""
    return tuple((some.name, encode_basestring(some.name), default_of(some)) for some in fields(kind))


def default_of(some: Field[object]) -> object:
    """What a field is left out with; `MISSING`, which equals nothing, where it is always written."""
    if some.default_factory is not MISSING:
        return some.default_factory()
    return some.default
