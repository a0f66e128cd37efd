"""What a page's author wrote for nobody: comments in HTML do not leave with the page."""

from __future__ import annotations

import re

_PARTS = re.compile(
    # Kept whole, because nothing in them is a comment: scripts and the like, then tags with their attributes.
    r"(?P<kept><(?P<name>script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</(?P=name)\b|\Z)"
    r"|</?[a-z](?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+>?"
    r"|<!doctype[^>]*>)"
    # Comments as a browser reads them, and what it takes for one: `<? … >`, `<! … >`, `</ … >`.
    r"|<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[?!](?:[^>]*)(?:>|\Z)|</(?![a-z])[^>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)


def without_comments(html: str) -> str:
    """A built page without its comments; text that only looks like one, such as in code, is escaped there."""
    return _PARTS.sub(lambda match: match["kept"] or "", html)
