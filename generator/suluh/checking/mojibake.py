"""Text that was written in one encoding and read in another: `CafÃ©`, `â€“`, `&amp;`.

Whether a text is such can be told: the signs, written back in the encoding that they were wrongly read
in, are good UTF-8 of fewer signs that people write.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_ENTITY = re.compile(r"&(?:#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")
_ESCAPE = re.compile(r"_x[0-9A-F]{4}_|\\u[0-9a-fA-F]{4}")
_LOST = "\ufffd"
_TORN = re.compile(r"â€.?|(?<=[a-z0-9])Â(?=\s|\Z)")
"""Signs of which a byte was lost on the way, such as a closing quotation mark or a no-break space."""
ENCODINGS = ("cp1252", "latin-1", "mac_roman", "cp437", "cp850")
STARTS = {
    "cp1252": "ÂÃÄÅâðïƒ",
    "latin-1": "ÂÃÄÅâðï",
    "mac_roman": "√¬‚ƒ≈Ô",
    "cp437": "├┬Γ╞∩",
    "cp850": "├┬ÔÞ´",
}
"""How the first byte of a longer sign in UTF-8 looks in each: only runs that begin so are looked at."""


def find_mojibake(text: str) -> str:
    """The part of a text that is in a wrong encoding, or still in the escapes of a page or a program."""
    if "&" in text and (match := _ENTITY.search(text)) and html.unescape(match.group()) != match.group():
        return match.group()
    if ("_x" in text or "\\u" in text) and (match := _ESCAPE.search(text)):
        return match.group()
    if text.isascii():
        return ""
    if _LOST in text:
        return _LOST
    if match := _TORN.search(text):
        return match.group().strip()
    for match in _RUN.finditer(text):
        part = _find_part(match.group())
        if part:
            return part
    return ""


@lru_cache(maxsize=4096)
def _find_part(run: str) -> str:
    for encoding in ENCODINGS:
        for at, sign in enumerate(run):
            if sign not in STARTS[encoding]:
                continue
            # A sign in UTF-8 has two to four bytes: each is a sign of the run.
            for end in range(min(at + 4, len(run)), at + 1, -1):
                if _reread(run[at:end], encoding):
                    return run[at:end]
    return ""


def _reread(part: str, encoding: str) -> str:
    """The part's bytes in that encoding read as UTF-8, if they are such and people write what they say."""
    try:
        data = b"".join(_encode(sign, encoding) for sign in part)
        meant = data.decode("utf-8")
    except UnicodeError:
        return ""
    return meant if len(meant) < len(part) and all(_is_usual(sign) for sign in meant) else ""


def _encode(sign: str, encoding: str) -> bytes:
    # Windows-1252 leaves five bytes free; programs pass them through as controls.
    if encoding == "cp1252" and ord(sign) in (0x81, 0x8D, 0x8F, 0x90, 0x9D):
        return bytes((ord(sign),))
    return sign.encode(encoding)


def _is_usual(sign: str) -> bool:
    """Letters of Latin with their marks, punctuation, money, arrows and the like, and pictures."""
    number = ord(sign)
    return (
        0xA0 <= number <= 0x17F
        or 0x2010 <= number <= 0x203A
        or number in (0x20AC, 0x2122, 0x2026, 0xFEFF, 0xFFFD, 0x2212, 0x2264, 0x2265, 0x2260)
        or 0x2190 <= number <= 0x21FF
        or 0x2500 <= number <= 0x27BF
        or 0x1F300 <= number <= 0x1FAFF
    )
