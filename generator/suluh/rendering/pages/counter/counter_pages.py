"""The page `kirim/`: drop a file, see how it is read and what is wrong, mend it, take it along or send it.

Everything is done by the page's own scripts (`assets/kirim/`) with the site's rule files; without a script
the page tells the other ways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from suluh.checking.explanations import explain
from suluh.reading.paths import relative_path
from suluh.reading.standard_list import load_standard_file
from suluh.rendering.feedback import find_forge
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.counter.counter_words import counter_words
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Link, Page

ADDRESS = "kirim/"
GUIDE = "tentang/panduan-instansi/"
_BRANCH = re.compile(r"(?:edit|blob|-/edit|_edit)/([A-Za-z0-9._-]+)/")


@dataclass(frozen=True, slots=True)
class ToldLater:
    """A kind of finding that needs more than one file."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class CounterPage(PageContext):
    """What `counter.html` is filled in with: words and ways of sending as JSON, and what is told later."""

    template: ClassVar[str] = "counter.html"
    words: str
    ways: str
    guide: str
    again: tuple[ToldLater, ...]
    later: tuple[ToldLater, ...]


def counter_pages(studio: Studio) -> Iterable[Page]:
    """The one page."""
    yield studio.page(
        ADDRESS,
        section="data",
        title=studio.say("Periksa sebelum kirim"),
        description=studio.say(
            "Periksa CSV, XLSX, ODS, JSON, GeoJSON di peramban sebelum dikirim; berkasnya tidak diunggah."
        ),
        crumbs=(Link(studio.say("Data"), "data/"),),
        context=lambda: _make_context(studio),
    )


def _make_context(studio: Studio) -> CounterPage:
    stated = load_standard_file("kirim")
    return CounterPage(
        words=json.dumps(counter_words(studio.say), ensure_ascii=False),
        ways=json.dumps(_ways_of(studio.settings), ensure_ascii=False),
        guide=GUIDE if GUIDE in studio.documents else "",
        again=_told(stated["diperiksa_lagi"], studio),
        later=_told(stated["diperiksa_kemudian"], studio),
    )


def _told(codes: Iterable[str], studio: Studio) -> tuple[ToldLater, ...]:
    entries = ((code, explain(code, studio.settings.language)) for code in codes)
    return tuple(ToldLater(code, entry.title) for code, entry in entries if entry is not None)


def _ways_of(settings: Settings) -> dict[str, str]:
    """Where a file may be sent: the repository's form of its forge, or the office's mailbox."""
    repository = settings.repositori.rstrip("/").removesuffix(".git")
    stated = _BRANCH.match(str(settings.engine_settings.get("edit_uri") or ""))
    contact = settings.kontak
    return {
        "forge": find_forge(repository),
        "repository": repository,
        "branch": stated[1] if stated else "main",
        "folder": relative_path(settings.root, settings.datasets_dir),
        "contact": contact if "@" in contact and "://" not in contact else "",
    }
