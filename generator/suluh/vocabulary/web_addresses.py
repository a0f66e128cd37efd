"""Addresses that may leave: the one list of schemes, for links and for whatever machines take for one."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from urllib.parse import SplitResult, unquote, urlsplit

SCHEMES = ("https", "http", "mailto", "tel")
"""What an address may begin with, wherever it stands: pages, descriptors, catalogues, feeds."""

ADDRESS_KEYS = frozenset(
    (
        *("path", "url", "homepage", "image", "profile", "$schema", "rdfType", "situs", "tautan", "lapor"),
        *("repositori", "logo", "icon", "href", "accessURL", "downloadURL", "site_url", "repo_url", "link"),
    )
)
"""Keys that hold an address, and columns below; elsewhere a text may have a colon."""

ADDRESS_COLUMNS = frozenset(("url", "homepage", "situs", "tautan", "laman", "website"))
_NO_SIGN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
)
"""What browsers leave out of an address, and what nobody sees."""
_COLON = re.compile("[:&%\ufe13\ufe55\uff1a]")
"""A colon, however it may be written."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):")
_PORT = re.compile(r"[a-z0-9.\-]+\.[a-z0-9\-]+:[0-9]+(?:/|$)")
_RUNS = re.compile(
    r"(?:javascript|vbscript|livescript|mocha|jscript|view-source|filesystem|blob|about|intent|ms-[a-z\-]+|jar):"
    r"|file:[/\\]|data:(?:[;,]|(?:text|image|application|audio|video|font|multipart|message|model)/)"
)
_WITH_HOST = re.compile(r"([a-z][a-z0-9+.\-]*):[/\\]{2}")
_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?/]+(?:\?[^\s]*)?")


def as_browsers_read(text: str) -> str:
    """An address in lower case without entities, disguised letters, blanks and what nobody sees."""
    for _ in range(3):
        plain = unescape(text)
        if plain == text:
            break
        text = plain
    return _NO_SIGN.sub("", unicodedata.normalize("NFKC", text)).strip().lower()


def runs_something(text: str) -> bool:
    """Whether any text at all, taken for an address, would run or open what is no page of the web."""
    if text[:1].isdigit() or not _COLON.search(text):
        return False
    read = as_browsers_read(text)
    if _RUNS.match(read) or _RUNS.match(unquote(read[:60])):
        return True
    named = _WITH_HOST.match(read)
    return named is not None and named[1] not in SCHEMES


def is_safe_address(text: str) -> bool:
    """Whether a text that stands where an address belongs may leave.

    An address of one of `SCHEMES` with its host, without a user's name; or a text without a scheme
    (a path, the name of a book), which leads nowhere by itself. Never `//host`.
    """
    read = as_browsers_read(text)
    if _NO_SIGN.search(text.strip()) or read.replace("\\", "/").startswith("//"):
        return False
    if runs_something(text):
        return False
    named = _SCHEME.match(read)
    if named is None or _PORT.match(read):
        return True
    if named[1] in ("http", "https"):
        return _has_plain_host(text.strip())
    if named[1] == "mailto":
        return bool(_MAIL.fullmatch(read))
    return named[1] in SCHEMES


def split_address(address: str) -> SplitResult:
    """The parts of an address; all empty of what cannot be taken apart, such as `https://[name]`."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _has_plain_host(address: str) -> bool:
    parts = split_address(address)
    known, plain = parts.scheme in SCHEMES, "@" not in parts.netloc and "\\" not in address
    return known and plain and bool(parts.hostname)
