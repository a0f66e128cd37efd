"""What a submission says to readers of the data: a line of its commit's message, in the site's language.

A commit's subject is written for whoever reviews it, in whatever language; only what says that it is for
readers, and in which language, goes onto pages. Which words say so is data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from suluh.checking.personal_patterns import mask_text
from suluh.history.editions import Edition
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.package import DataPackage
from suluh.words.catalogues import INDONESIAN

_LINE = re.compile(r"(?P<label>[A-Za-z]+(?:-[A-Za-z]{2,3})?): *(?P<text>\S.*)")


def find_notes(message: str) -> Mapping[str, str]:
    """The notes of a commit's message by language; of two in one language the last counts."""
    found = {}
    for line in message.splitlines():
        match = _LINE.fullmatch(line.strip())
        language = _language_of(match["label"]) if match else ""
        if match and language:
            found[language] = mask_text(_clean_line(match["text"]))
    return found


def _language_of(label: str) -> str:
    """The language that a label names, empty for a line that is none of ours (`Signed-off-by`)."""
    labels, begin = _labels()
    known = labels.get(label.casefold())
    if known is None and label.casefold().startswith(begin):
        return label[len(begin) :].lower()
    return known or ""


@lru_cache(maxsize=1)
def _labels() -> tuple[Mapping[str, str], str]:
    """Labels in lower case by language, and what any other begins with."""
    stated = dict(load_standard_file("words/catatan-perubahan"))
    begin = str(stated.pop("lain")).casefold()
    return {str(label).casefold(): language for language, some in stated.items() for label in some}, begin


def _clean_line(text: str) -> str:
    """A line without control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def list_stated_changes(package: DataPackage, language: str) -> Mapping[str, str]:
    """The dataset's own changelog, `perubahan` of its present descriptor: a note by ISO day.

    It is in Indonesian as all that agencies write; an entry may have `catatan_en` and the like beside it.
    """
    entries = package.descriptor.get("perubahan")
    found = {}
    for entry in entries if isinstance(entries, list) else ():
        text = entry.get("catatan" if language == INDONESIAN else f"catatan_{language}")
        if text and entry.get("tanggal"):
            found[str(entry["tanggal"])] = mask_text(_clean_line(str(text)))
    return found


def add_stated_changes(editions: Sequence[Edition], stated: Mapping[str, str]) -> list[Edition]:
    """Editions, oldest first, each with what the changelog says of the days since the one before.

    What the changelog says comes before the note of the commit. A version that is withheld has none.
    """
    found = []
    before = ""
    for edition in editions:
        said = " ".join(text for day, text in sorted(stated.items()) if before < day <= edition.date)
        found.append(replace(edition, note=said) if said and not edition.withheld else edition)
        before = edition.date
    return found
