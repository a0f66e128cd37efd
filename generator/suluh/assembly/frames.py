"""Frames: a placeholder as the engine built it, cut once at its tokens, filled for every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from suluh.rendering.compact_markup import shorten_markup
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.site import Page

TOKEN_START = "%%suluh:"
MOVED_TOKEN = f"{TOKEN_START}pindah%%"
FEEDBACK_TOKEN = f"{TOKEN_START}lapor%%"
_TOKEN = re.compile(r"%%suluh:([a-z]+)%%")
_NEEDED = ("csp", "kepala", "spanduk", "isi")

FrameKey = tuple[str, int]
"""A section and a depth: all pages that share a frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Pieces of a built placeholder with the names of the tokens between them.

    `pieces` has one more item than `tokens`.
    """

    pieces: tuple[str, ...]
    tokens: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """A whole page. What looks like a token within a value stays text."""
        filled = [self.pieces[0]]
        for token, piece in zip(self.tokens, self.pieces[1:], strict=True):
            filled.append(values[token])
            filled.append(piece)
        return "".join(filled)


def parse_frame(html: str, key: FrameKey) -> tuple[Frame | None, list[Finding]]:
    """The frame in a built placeholder; S004 for each token that is missing or unknown."""
    parts = _TOKEN.split(html)
    tokens = tuple(parts[1::2])
    place = Place(placeholder_path(key))
    wrong = [name for name in _NEEDED if name not in tokens]
    wrong += [name for name in tokens if name not in _NEEDED]
    if wrong:
        return None, [Finding("S004", place, value=f"{TOKEN_START}{name}%%") for name in wrong]
    return Frame(tuple(parts[::2]), tokens), []


def tighten(html: str) -> str:
    """A frame without indentation and empty lines, shortened; no words meet.

    A frame has no element in which blanks count. Bodies are written without them.
    """
    lines = [line.strip(" \t\r") for line in html.split("\n")]
    return shorten_markup("\n".join(line for line in lines if line))


def keep_inert(html: str) -> str:
    """HTML in which no text can be taken for a token; it reads the same."""
    return html.replace(TOKEN_START, "%%suluh&#58;")


def fill_document(html: str, csp: str, banner: str = "", feedback: str = "") -> str:
    """A hand-written page with its tokens filled: those of the theme, whatever the text says.

    The first of each are the theme's, but the line on mistakes follows the text: there it is the last.
    """
    html = html.replace(f"{TOKEN_START}csp%%", csp, 1).replace(f"{TOKEN_START}spanduk%%", banner, 1)
    before, token, after = html.rpartition(FEEDBACK_TOKEN)
    return keep_inert(before) + (feedback if token else "") + keep_inert(after)


def needed_frames(pages: Iterable[Page]) -> dict[FrameKey, Page]:
    """The frames that the pages need, each with its first page."""
    needed: dict[FrameKey, Page] = {}
    for page in pages:
        needed.setdefault((page.section, page.depth), page)
    return dict(sorted(needed.items()))


def placeholder_path(key: FrameKey) -> str:
    """Where a frame's placeholder is staged: as deep as the pages that it serves.

    `("beranda", 0)` → `index.md`; `("wilayah", 1)` → `wilayah/index.md`;
    `("wilayah", 2)` → `wilayah/bingkai.md`; `("laporan", 3)` → `laporan/bingkai/bingkai.md`.
    """
    section, depth = key
    folder = "" if section == ROOT_SECTION else f"{section}/"
    below = depth if section == ROOT_SECTION else depth - 1
    return folder + ("/".join(["bingkai"] * below) if below else "index") + ".md"


ROOT_SECTION = "beranda"
"""The section of the home page and of pages at the root, which has no folder of its own."""


def section_address(section: str) -> str:
    """Where a section begins: its tab leads there."""
    return "" if section == ROOT_SECTION else f"{section}/"
