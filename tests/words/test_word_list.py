"""One word for one thing: `tests/data/kata.yaml` against every text that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from command_line import ROOT
from suluh.reading.standard_list import load_findings
from word_catalog import PACKAGE, find_words, forms_of, list_catalogues, read_catalogue

ENTRIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/data/kata.yaml").read_text(encoding="utf-8"))
PARTS = ("title", "message", "hint", "explain")
CODE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)|<!--.*?-->|\*\*[^*\n]*\*\*", re.DOTALL)
NAMES_OF_FILES = re.compile(r"\b[\w/-]+\.(?:md|yml|yaml|csv|py|json|txt)\b|\b\w+/[\w/<>-]+")


@cache
def indonesian_texts() -> tuple[tuple[str, str], ...]:
    """(place, text) of what is read in Indonesian."""
    return tuple(_indonesian_texts())


def _indonesian_texts() -> Iterator[tuple[str, str]]:
    """Pages and commands, findings, guides, record types, the example's data."""
    yield from ((next(iter(files)), text) for text, files in find_words().items())
    for code, entry in load_findings()["temuan"].items():
        yield from ((code, str(entry["id"][part])) for part in PARTS if part in entry["id"])
    for path in sorted((ROOT / "content").rglob("*.md")):
        if path.relative_to(ROOT / "content").parts[0] != "laporan":
            yield path.name, CODE.sub("", path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.glob("record_types/**/*.yaml")):
        yield from ((path.parent.name, text) for text in _described(yaml.safe_load(path.read_text("utf-8"))))
    for path in sorted((ROOT / "datasets").rglob("datapackage.yaml")):
        yield from ((path.parent.name, text) for text in _described(yaml.safe_load(path.read_text("utf-8"))))


def _described(value: Any) -> Iterator[str]:
    """Titles and descriptions, however deep."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name in ("title", "description") and isinstance(part, str):
                yield part
            elif name != "en":
                yield from _described(part)
    elif isinstance(value, list):
        for part in value:
            yield from _described(part)


@cache
def english_texts() -> tuple[tuple[str, str], ...]:
    """(place, text) of what is read in English."""
    return tuple(_english_texts())


def _english_texts() -> Iterator[tuple[str, str]]:
    for path in list_catalogues():
        if path.stem == "en":
            for message in read_catalogue(path):
                if message.id:
                    yield from ((path.parent.name, form) for form in forms_of(message))


TEXTS = {False: indonesian_texts, True: english_texts}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["ganti"])
def test_one_word_for_one_thing(entry: dict[str, Any]) -> None:
    shape = re.compile(entry["kata"])
    wrong = []
    for place, text in TEXTS[entry.get("en", False)]():
        found = shape.search(NAMES_OF_FILES.sub("", text))
        if found:
            wrong.append(f"{place}: {found[0]!r} in {text[max(0, found.start() - 40) : found.end() + 40]!r}")
    assert wrong == [], f"write {entry['ganti']}"


def test_every_entry_can_fail() -> None:
    assert all(re.compile(entry["kata"]) and entry["ganti"] for entry in ENTRIES)
    assert {path.name for path in Path(ROOT / "tests/data").iterdir()} >= {"kata.yaml"}
