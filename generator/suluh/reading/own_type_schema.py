"""A record type of a site's own, as submitted → a schema that holds what the closed list lets through.

The file decides what is checked and what pages show, and a submission can bring one along: what is not
known is refused, and nothing in it is run. A type with a fault is none, so that no table follows half of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from suluh.reading.paths import SLUG
from suluh.reading.patterns import is_safe_pattern
from suluh.reading.safe_yaml import line_of, without_lines
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.closest_names import find_closest
from suluh.vocabulary.findings import Finding, Place

_COLUMN = re.compile(r"[a-z][a-z0-9_]{0,59}")
_MARKUP = frozenset('<>"&')
_REFUSED = object()
_MOST_DIGITS = 30


@cache
def load_own_type_keys() -> Mapping[str, Any]:
    """The closed list: keys by level with their shapes, roles, and how much there may be."""
    return load_standard_file("keys/own_type")


class OwnTypeReader:
    """Walks one file along the closed list, collecting findings on the way; `path` is the file's."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self._keys = load_own_type_keys()
        self._length: Mapping[str, int] = self._keys["panjang"]
        self._most: Mapping[str, int] = self._keys["paling_banyak"]

    def read(self, whole: Any) -> dict[str, Any]:
        """What of the file is understood, as plain data; whole only where there are no findings."""
        closed = self._close(whole, "=jenis", "", None)
        return without_lines(closed) if isinstance(closed, dict) else {}

    def note(
        self, code: str, field: str, line: int | None, *, value: str | None = None, **details: str
    ) -> None:
        """Note an error at a key of the file."""
        place = Place(self.path, line=line, field=field)
        self.findings.append(Finding(code, place, value=value, details=details))

    def _close(self, value: Any, shape: str, field: str, line: int | None) -> Any:
        """A value as it may stand there, or `_REFUSED`; what is refused has its finding."""
        if shape.startswith("="):
            return self._close_group(value, shape[1:], field, line)
        if shape.startswith("*"):
            return self._close_list(value, shape[1:], field, line)
        if shape == "pilihan":
            return self._close_choices(value, field, line)
        closed = self._plain(value, shape)
        return self._refuse(value, shape, field, line) if closed is None else closed

    def _close_group(self, value: Any, level: str, field: str, line: int | None) -> Any:
        if not isinstance(value, dict):
            return self._refuse(value, "group", field, line)
        known: Mapping[str, str] = self._keys["tingkat"][level]
        closed: dict[str, Any] = {}
        for key, inner in value.items():
            here, at = f"{field}.{key}" if field else key, line_of(value, key) or line
            if key not in known:
                self._refuse_key(key, known, here, at)
                continue
            kept = self._close(inner, known[key], here, at)
            if kept is not _REFUSED:
                closed[key] = kept
        for key in self._keys["harus_ada"].get(level, ()):
            if key not in value:
                self.note("P063", f"{field}.{key}" if field else key, line, kunci=key)
        return closed

    def _close_list(self, value: Any, of: str, field: str, line: int | None) -> Any:
        most = self._most["kolom"]
        if not isinstance(value, list) or not value:
            return self._refuse(value, "list", field, line)
        if len(value) > most:
            self.note("P068", field, line, jumlah=str(len(value)), batas=str(most))
            return _REFUSED
        level = of in self._keys["tingkat"]
        closed = []
        for number, inner in enumerate(value, start=1):
            name = inner.get("name") if isinstance(inner, dict) else None
            here = f"{field}.{name if isinstance(name, str) else number}"
            at = next(iter(inner.lines.values()), line) if hasattr(inner, "lines") else line
            closed.append(self._close(inner, f"={of}" if level else of, here, at))
        return [entry for entry in closed if entry is not _REFUSED]

    def _close_choices(self, value: Any, field: str, line: int | None) -> Any:
        texts = [str(entry) for entry in value] if isinstance(value, list) else []
        plain = all(isinstance(entry, (str, int)) and not isinstance(entry, bool) for entry in value or ())
        good = all(self._plain(text, "pilihan") for text in texts)
        if not texts or not plain or not good or len(set(texts)) < len(texts):
            return self._refuse(value, "pilihan", field, line)
        if len(texts) > self._most["pilihan"]:
            self.note("P068", field, line, jumlah=str(len(texts)), batas=str(self._most["pilihan"]))
            return _REFUSED
        return texts

    def _plain(self, value: Any, shape: str) -> Any:
        """A single value of that shape, None where it is of another."""
        if shape in self._length:
            return _read_text(value, self._length[shape], bare=shape != "uraian")
        return _SHAPES[shape](value)

    def _refuse(self, value: Any, shape: str, field: str, line: int | None) -> Any:
        limit = str(self._length.get(shape, ""))
        self.note("P064", field or "-", line, value=_shown(value), harapan=f"@own_{shape}", batas=limit)
        return _REFUSED

    def _refuse_key(self, key: str, known: Mapping[str, str], field: str, line: int | None) -> None:
        near = find_closest(key, known) or "-"
        self.note("P062", field or '""', line, value=key, mirip=near, dikenal=", ".join(known))


def _read_text(value: Any, limit: int, *, bare: bool) -> str | None:
    """One line that can be seen, with no token of a frame and no sign of markup."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value.split()) if not bare else value.strip()
    if not text or len(text) > limit or not text.isprintable() or "%%" in text:
        return None
    return None if (_MARKUP if bare else frozenset("<>")) & set(text) else text


def _read_number(value: Any) -> Any:
    """A number as whole number or as text of a decimal; nothing that takes long to reckon with."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    if not number.is_finite() or len(str(value)) > _MOST_DIGITS or abs(number.adjusted()) > _MOST_DIGITS:
        return None
    return value


def _read_when(test: Callable[[Any], bool]) -> Callable[[Any], Any]:
    return lambda value: value if test(value) else None


def _is_whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


_SHAPES: Mapping[str, Callable[[Any], Any]] = {
    "kolom": _read_when(lambda value: isinstance(value, str) and bool(_COLUMN.fullmatch(value))),
    "alamat": _read_when(
        lambda value: isinstance(value, str) and bool(SLUG.fullmatch(value)) and 1 < len(value) <= 40
    ),
    "tahun": _read_when(lambda value: _is_whole(value, 1945, 2999)),
    "benar_salah": _read_when(lambda value: isinstance(value, bool)),
    "bilangan": _read_number,
    "utuh": _read_when(lambda value: _is_whole(value, 1, 100_000)),
    "pola": _read_when(is_safe_pattern),
}


def _shown(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    return "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list) else str(value)[:120]
