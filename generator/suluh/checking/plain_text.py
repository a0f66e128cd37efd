"""Text with its disguises taken off: other digits, wide letters, invisible signs, entities."""

from __future__ import annotations

import html
import unicodedata

_AS_POINT = "·•‧∙"
_BLANKS = "⠀"
_NOTHING = "\u115f\u1160\u3164\uffa0"


def plain_text(text: str) -> str:
    """The same text as a reader would type it: ASCII digits, dashes and blanks, nothing invisible.

    Signs that part cells (U+001E, U+001F) keep their number, so that a place can be counted.
    """
    if "&#" in text:
        text = html.unescape(text)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    return text.translate({ord(sign): _plain_sign(sign) for sign in set(text) if sign > "\x7f"})


def plain_name(name: str) -> str:
    """A column's name for comparison: lower case, `_` for whatever is no letter or digit."""
    words = "".join(sign if sign.isalnum() else " " for sign in plain_text(name).casefold()).split()
    spelled = len(words) > 1 and all(len(word) == 1 for word in words)
    return "".join(words) if spelled else "_".join(words)


def _plain_sign(sign: str) -> str | None:
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Mn", "Me") or sign in _NOTHING:
        return None
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Pd" or sign == "−":
        return "-"
    if kind in ("Zs", "Zl", "Zp") or sign in _BLANKS:
        return " "
    return "." if sign in _AS_POINT else "'" if sign in "‘’" else sign
