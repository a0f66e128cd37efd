"""Text with its disguises taken off: other digits, wide letters, invisible signs, entities."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1d\x7f]")
# Attributes that hold no number and no address: a number may change its colour half way.
_VALUE = r"(?:\"[^\"0-9@<>\n]{0,80}\"|'[^'0-9@<>\n]{0,80}'|[a-z-]{1,40})"
_BARE_TAG = re.compile(
    rf"</?[A-Za-z][A-Za-z0-9]{{0,9}}(?: [A-Za-z-]{{1,20}}(?:={_VALUE})?){{0,4}} ?/?>"
    r"|<!--[^0-9@\n>\x1e\x1f]{0,80}-->"
)
_CODED = re.compile(r"(?:%3[0-9]){4,}")
"""Digits as addresses may have them: %37%34 for 74."""
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
_OTHERS = re.compile(r"[^\x00-\x7f]")
_AS_POINT = "·•‧∙"
_BLANKS = "⠀"
_FEW = 40
_NOTHING = "\u115f\u1160\u3164\uffa0"


def plain_text(text: str) -> str:
    """The same text as a reader would type it: ASCII digits, dashes and blanks, nothing invisible.

    Signs that part cells (U+001E, U+001F) keep their number, so that a place can be counted.
    """
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _BARE_TAG.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(_written_sign, text)
    if "%3" in text:
        text = _CODED.sub(lambda match: match.group()[2::3], text)
    if text.isascii():
        return text
    signs = set(_OTHERS.findall(text))
    for sign in signs if len(signs) <= _FEW else ():
        # Each by itself first: a text in which nothing is left to do is only glanced at.
        text = text.replace(sign, _normal_sign(sign))
    text = unicodedata.normalize("NFKC", text)
    others = {sign: plain for sign in set(_OTHERS.findall(text)) if (plain := _plain_sign(sign)) != sign}
    if len(others) > _FEW:
        return text.translate({ord(sign): plain for sign, plain in others.items()})
    # Few signs in a long text: each replaced by itself is much faster than a table for all.
    for sign, plain in others.items():
        text = text.replace(sign, plain or "")
    return text


def _written_sign(match: re.Match[str]) -> str:
    r"""What `\u0037` or `\x37` stands for; other signs than printable ASCII stay written."""
    sign = chr(int(match.group(1) or match.group(2), 16))
    return sign if " " <= sign <= "~" else match.group()


@lru_cache(maxsize=10_000)
def _normal_sign(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign)


@lru_cache(maxsize=10_000)
def plain_name(name: str) -> str:
    """A column's name for comparison: lower case, `_` for whatever is no letter or digit."""
    words = "".join(sign if sign.isalnum() else " " for sign in plain_text(name).casefold()).split()
    spelled = len(words) > 1 and all(len(word) == 1 for word in words)
    return "".join(words) if spelled else "_".join(words)


@lru_cache(maxsize=10_000)
def _plain_sign(sign: str) -> str | None:
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Mn", "Me") or sign in _NOTHING:
        return None
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "No" and (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    if kind == "Pd" or sign == "−":
        return "-"
    if kind in ("Zs", "Zl", "Zp") or sign in _BLANKS:
        return " "
    return "." if sign in _AS_POINT else "'" if sign in "‘’" else sign
