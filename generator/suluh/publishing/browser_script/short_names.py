"""A written script with the shortest names: what is sent is read by browsers alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count, product
from string import ascii_letters

from suluh.publishing.browser_script.scopes import RESERVED

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|(?<![\w$])[A-Za-z_]\w*\$_?(?![\w$])')
"""A text, or a name that the script gives: those of its host begin with the sign that these end with."""
_GAP = re.compile(r" ?([=<>!&|?:;,(){}\[\]*/]+) ?")
_NEVER = RESERVED | {"as", "async", "do", "get", "if", "in", "is", "of", "set"}


def shorten_names(text: str) -> str:
    """The script, its own names replaced by short ones, the most frequent by the shortest, and without gaps.

    A name is the same everywhere, whosever it is: scopes stay as they are, and texts and attributes too.
    """
    found = Counter(match[0] for match in _TOKEN.finditer(text) if match[0][0] != '"')
    names = dict(zip((name for name, _ in found.most_common()), _short_names()))  # noqa: B905
    parts = []
    at = 0
    for match in _TOKEN.finditer(text):
        parts.append(_GAP.sub(r"\1", text[at : match.start()]))
        parts.append(names.get(match[0], match[0]))
        at = match.end()
    return "".join([*parts, _GAP.sub(r"\1", text[at:])])


def _short_names() -> Iterator[str]:
    for length in count(1):
        for letters in product(ascii_letters, repeat=length):
            name = "".join(letters)
            if name not in _NEVER:
                yield name
