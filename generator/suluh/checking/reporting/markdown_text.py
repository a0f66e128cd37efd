"""Text in a comment on a forge: nothing submitted acts as Markdown, HTML, mention, image or command.

Comments are written as HTML blocks, which Markdown leaves alone, with every sign that could
mean something as a character reference. What was submitted stands in `<code>`, where
forges look for no mention, issue number or address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from suluh.checking.explanations import show_text

_JOINER = "\N{WORD JOINER}"
_PLAIN = frozenset(" .,;()/+%-“”–—−…→" + _JOINER)
_BREAKABLE = frozenset("@#:")
_LINKED = re.compile("www|gh-", re.IGNORECASE)
"""Beginnings of addresses and of numbers of issues that need none of those signs."""
LENGTH_LIMIT = 60_000
"""Of a comment, in characters; GitHub refuses more than 65,536."""


def escape_text(text: str, limit: int = 400) -> str:
    """Our own sentence with submitted words in it: no sign of it means anything, no address is one.

    What is followed by a blank begins nothing and is not broken: `nama_lama: [x]` can be copied as it is.
    """
    shown = show_text(text, limit)
    said = "".join(
        _reference(sign) + (_JOINER if sign in _BREAKABLE and shown[place + 1 : place + 2] != " " else "")
        for place, sign in enumerate(shown)
    )
    return _LINKED.sub(lambda match: f"{match[0][:2]}{_JOINER}{match[0][2:]}", said)


def escape_code(text: str, limit: int = 120) -> str:
    """Submitted text as code, sign for sign."""
    return f"<code>{''.join(_reference(sign) for sign in show_text(text, limit))}</code>"


def write_cells(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as one HTML block; `header` is our own text, the cells are escaped already."""
    lines = ["<table>", f"<tr>{''.join(f'<th>{escape_text(name)}</th>' for name in header)}</tr>"]
    lines += [f"<tr>{''.join(f'<td>{name}</td>' for name in row)}</tr>" for row in rows]
    return "\n".join([*lines, "</table>"])


def join_blocks(blocks: Iterable[str], ending: str) -> str:
    """Blocks with a blank line between; those that no longer fit give way to `ending`, whole."""
    kept: list[str] = []
    room = LENGTH_LIMIT - len(ending)
    for block in blocks:
        room -= len(block) + 2
        if room < 0:
            kept.append(ending)
            break
        kept.append(block)
    return "\n\n".join(kept) + "\n"


def _reference(sign: str) -> str:
    return sign if sign.isalnum() or sign in _PLAIN else f"&#{ord(sign)};"
