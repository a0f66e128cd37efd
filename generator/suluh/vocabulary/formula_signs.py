"""Texts that a spreadsheet would run: one rule for cells, titles, names and whatever else goes into a table.

Every CSV that we write, but the submitted tables, whose cells were looked at one by one, goes through
`write_rows`: what begins as a formula there, although nothing of the kind was let in, gets an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_SIGNS = "=@+\\-\uff1d\uff20\uff0b\uff0d\ufe62\ufe63\ufe66\ufe6b"
UNSEEN = "\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff"
"""Signs that nobody sees, for a class of a pattern: programs drop some, and what follows begins it then."""
_FORMULA = re.compile(rf"[\s\u3000{UNSEEN}]*[{_SIGNS}]")
_PART_FORMULA = re.compile(
    r"([;\t\r\n]\s*\"?)(?=[=\uff1d\ufe66]|[@+\-][A-Z.]{2,30}\(|[@+\-][^;\r\n|]{0,200}\|[^;\r\n!]{0,200}!)",
    re.IGNORECASE,
)
"""Where Excel parts cells by `;`, as it does in Indonesian, a cell of ours is several of its own."""
_PLAIN = re.compile(r"[0-9A-Za-z][^;\t\r\n]*")
"""What begins with a letter or a figure and is one cell in any program: nearly all texts."""
_HARMLESS = re.compile(r"[+-]?(?:[ ]?[0-9(][0-9 ().,/-]*)?%?|-+|[+-] \w[^|!=()]*", re.DOTALL)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run a text, or a part of it: it begins with `= @ + -`, and is no number."""
    if _PLAIN.fullmatch(text):
        return False
    if text[:1] in ("\t", "\r") and text.strip():
        return True
    begins = _FORMULA.match(text) and not _HARMLESS.fullmatch(text.strip())
    return bool(begins or _PART_FORMULA.search(text))


def as_text(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it: with an apostrophe before it where it must be."""
    if not is_formula(text):
        return text
    quoted = _PART_FORMULA.sub(r"\1'", text)
    return f"'{quoted}"


def write_rows(rows: Iterable[Sequence[str]], *, delimiter: str = ",", end: str = "\r\n") -> str:
    """Rows of texts as CSV (RFC 4180), none of which a spreadsheet runs."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    plain = _PLAIN.fullmatch
    texts = iter([cell if not cell or plain(cell) else as_text(cell) for cell in row] for row in rows)
    first = next(texts, None)
    if first is not None:
        quoted = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
        (quoted if is_sylk(first) else writer).writerow(first)
    writer.writerows(texts)
    return stream.getvalue()


def is_sylk(header: Sequence[str]) -> bool:
    """Whether Excel would take a CSV that begins so for SYLK, and refuse it: its first letters are `ID`.

    Between quotation marks, which then come first, it takes them for a name.
    """
    return bool(header) and header[0].startswith("ID")
