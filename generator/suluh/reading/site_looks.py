"""Emblem, colours, typeface and footer of a site, from `plugins: suluh:` in `mkdocs.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from suluh.reading.closed_settings import is_plain_text, shown
from suluh.reading.paths import confined_file, read_bytes
from suluh.reading.pictures import SIZE_LIMIT, read_picture
from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.colours import READABLE, WHITE, contrast, is_colour
from suluh.vocabulary.findings import Detail, Finding, Place
from suluh.vocabulary.looks import Emblem, FooterLink, Looks

LOOKS_KEYS = ("lambang", "warna", "huruf", "kaki")
TYPEFACES = ("suluh-serif", "sistem")
EMBLEM_NAME = "lambang.png"
"""Under which name the emblem is published, among our own files."""

_LINES, _LINKS = 6, 12
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][^\s<>\"'\\`{}|^]*)?")


def read_looks(own: Mapping[str, Any], folder: Path, path: str) -> tuple[Looks, list[Finding]]:
    """Looks as `own` states them; what is wrong is left out and told at the settings file `path`.

    `folder` is that file's own, in which the emblem lies. Findings are errors.
    """
    reader = _LooksReader(own, folder, path)
    return reader.read(), reader.findings


class _LooksReader:
    """Takes the keys one by one, collecting findings on the way."""

    def __init__(self, own: Mapping[str, Any], folder: Path, path: str) -> None:
        self.own = own
        self.folder = folder
        self.path = path
        self.findings: list[Finding] = []

    def read(self) -> Looks:
        colours = self._mapping("warna", ("utama", "aksen"), "@colours")
        footer = self._mapping("kaki", ("teks", "tautan"), "@footer")
        typeface = self.own.get("huruf", TYPEFACES[0])
        if typeface not in TYPEFACES:
            details = {"dikenal": ", ".join(TYPEFACES), "mirip": TYPEFACES[0]}
            self._note("U010", "huruf", self.own, value=shown(typeface), **details)
        return Looks(
            emblem=self._emblem(),
            primary=self._colour(colours, "utama"),
            accent=self._colour(colours, "aksen"),
            serif=typeface != "sistem",
            footer_lines=self._lines(footer),
            footer_links=self._links(footer),
        )

    def _mapping(self, key: str, known: tuple[str, ...], expected: str) -> Mapping[str, Any]:
        """A group of keys, all of them known; empty where it is not there or wrong."""
        value = self.own.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict) or set(value) - set(known):
            self._wrong(key, self.own, expected)
            return {}
        return value

    def _emblem(self) -> Emblem | None:
        value = self._mapping("lambang", ("berkas", "teks"), "@emblem")
        if not value:
            return None
        words = value.get("teks")
        if not isinstance(words, str) or not words.strip() or not is_plain_text(words):
            self._wrong("lambang", self.own, "@emblem")
            return None
        place = Place(self.path, line=line_of(value, "berkas"), field="lambang.berkas")
        file, findings = confined_file(self.folder, "", value.get("berkas"), place)
        data = None
        if file is not None:
            data, findings = read_bytes(file, place, limit=SIZE_LIMIT)
        self.findings += findings
        if data is None:
            return None
        picture, findings = read_picture(EMBLEM_NAME, data, place)
        self.findings += findings
        return Emblem(picture, words.strip()) if picture else None

    def _colour(self, colours: Mapping[str, Any], key: str) -> str:
        value = colours.get(key)
        if value is None:
            return ""
        colour = value.lower() if isinstance(value, str) else ""
        if not is_colour(colour):
            self._wrong(key, colours, "@colour", f"warna.{key}")
            return ""
        ratio = contrast(colour, WHITE)
        if ratio < READABLE:
            # Rounded down, so that what is too little never reads as enough.
            ratios = {"rasio": Decimal(f"{int(ratio * 100) / 100:.2f}"), "batas": Decimal(str(READABLE))}
            self._note("U014", f"warna.{key}", colours, key=key, value=colour, **ratios)
            return ""
        return colour

    def _lines(self, footer: Mapping[str, Any]) -> tuple[str, ...]:
        lines = footer.get("teks")
        lines = [lines] if isinstance(lines, str) else lines or []
        good = isinstance(lines, list) and len(lines) <= _LINES
        if not good or not all(
            isinstance(line, str) and line.strip() and is_plain_text(line) for line in lines
        ):
            self._wrong("teks", footer, "@footer", "kaki.teks")
            return ()
        return tuple(line.strip() for line in lines)

    def _links(self, footer: Mapping[str, Any]) -> tuple[FooterLink, ...]:
        links = footer.get("tautan") or []
        if not isinstance(links, list) or len(links) > _LINKS or not all(map(_is_link, links)):
            self._wrong("tautan", footer, "@footer", "kaki.tautan")
            return ()
        return tuple(FooterLink(link["nama"].strip(), link["alamat"]) for link in links)

    def _wrong(self, key: str, mapping: Mapping[str, Any], expected: str, field: str = "") -> None:
        self._note("U013", field or key, mapping, key=key, value=shown(mapping.get(key)), harapan=expected)

    def _note(
        self,
        code: str,
        field: str,
        mapping: Mapping[str, Any],
        *,
        value: str,
        key: str = "",
        **details: Detail,
    ) -> None:
        place = Place(self.path, line=line_of(mapping, key or field), field=field)
        self.findings.append(Finding(code, place, value=value, details=details))


def _is_link(value: Any) -> bool:
    """Whether an entry is a name and an address that begins with https://."""
    return (
        isinstance(value, dict)
        and set(value) == {"nama", "alamat"}
        and all(isinstance(name, str) and name.strip() and is_plain_text(name) for name in value.values())
        and bool(_ADDRESS.fullmatch(value["alamat"]))
    )
