"""What may not stand in a finished file, whoever put it there: rules over the text of one part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from suluh.reading.patterns import compile_screen, may_hold
from suluh.vocabulary.web_addresses import runs_something

_ELEMENT = re.compile(
    r"<(?P<name>script|link|img|iframe|frame|source|video|audio|track|embed|object|input|form|button|use|image"
    r"|base|meta|portal)\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'>]+)))?"
)
_LOADING = frozenset(
    ("src", "srcset", "imagesrcset", "href", "xlink:href", "data", "poster", "action", "formaction")
)
_FOREIGN = re.compile(r"(?:^|[\s,;=])((?:(?:https?|wss?|ftp):/*|//+)[^\s,;\"'/][^\s,;\"']*)", re.IGNORECASE)
_LOADS = re.compile(
    r"(?:script|link|img|i?frame|source|video|audio|track|embed|object|input|form|button|use|image|base|meta|portal"
    r"|style)\b",
    re.IGNORECASE,
)
_DISGUISED = ("//", "&", "\\", "http:", "https:", "/\t", "/\n", "/\r")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]+|[\t\n\r](?=\S)")
_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?\s*((?:https?:)?//[^\s\"')]+)", re.IGNORECASE)
_STYLE_TEXT = re.compile(
    r"<style\b[^>]*>.*?</style|<[a-z][^<>]*?\sstyle\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.DOTALL | re.IGNORECASE
)
_LOADING_LINKS = frozenset(
    (
        "stylesheet",
        "icon",
        "preload",
        "modulepreload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
        "manifest",
        "apple-touch-icon",
        "prerender",
    )
)
_RUNNING = re.compile(
    r"(?<!\\)\"([^\"\x1e\x1f:]{0,20}(?:script|data|file|source|system)\s{0,3}:[^\"\x1e\x1f]{1,60})",
    re.IGNORECASE,
)
"""A text of JSON that begins as an address which runs something may begin."""
_MAY_RUN = compile_screen(r"(?i:script|data|file|source|system)[^!-~]{0,3}:")
_SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,}|glpat-[A-Za-z0-9_-]{20,}"
    r"|AKIA[0-9A-Z]{16}|xox[abeprs]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{35}|sk_live_[0-9A-Za-z]{20,}"
    r"|pypi-[A-Za-z0-9_-]{50,}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,})"
)


_SECRET_SIGNS = compile_screen(
    r"PRIVATE KEY-----|gh[pousr]_|github_pat_|glpat-|AKIA|xox|AIza|sk_live_|pypi-|eyJ"
)
"""What every secret has: almost every text is done after looking for these."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that was broken: its code, where in the text (a position), and what may be shown of it."""

    code: str
    position: int
    shown: str


def may_load(piece: str, home: str) -> bool:
    """Whether a piece of a page, from one `<` to the next, may belong to what loads from elsewhere."""
    if "url(" in piece or "@import" in piece:
        return True
    if not any(sign in piece for sign in _DISGUISED):
        return False
    inside = piece.partition(">")[0]
    if home:
        inside = inside.replace(home, "")
    if inside.count('"') % 2 or inside.count("'") % 2:
        return True
    return bool(_LOADS.match(piece)) and any(sign in inside for sign in _DISGUISED)


def find_foreign_loads(text: str, home: str) -> Iterator[Hit]:
    """E003 for every address on another host that a page would load, not merely lead to."""
    for element in _ELEMENT.finditer(text):
        if not any(sign in element["attributes"] for sign in _DISGUISED):
            continue
        for address in _loaded(element["name"].lower(), element["attributes"]):
            if not _is_home(address, home):
                yield Hit("E003", element.start(), address[:120])
    if "url(" not in text.lower() and "@import" not in text.lower():
        return
    for style in _STYLE_TEXT.finditer(text):
        yield from find_foreign_styles(style[0], home)


def find_foreign_styles(text: str, home: str) -> Iterator[Hit]:
    """E003 for every address on another host in a style sheet or a style."""
    for match in _STYLE.finditer(text):
        if not _is_home(match[1], home):
            yield Hit("E003", match.start(), match[1][:120])


def _loaded(element: str, attributes: str) -> list[str]:
    values = {
        match["name"].lower(): as_browsers_read(match["a"] or match["b"] or match["c"] or "")
        for match in _ATTRIBUTE.finditer(attributes)
    }
    if element == "link" and not _LOADING_LINKS & set(values.get("rel", "").lower().split()):
        return []
    if element == "meta" and values.get("http-equiv", "").lower() != "refresh":
        return []
    names = values.keys() & (_LOADING | {"content"} if element == "meta" else _LOADING)
    return [match for name in sorted(names) for match in _FOREIGN.findall(values[name])]


def as_browsers_read(value: str) -> str:
    """An address without entities; a backslash is a slash, and what parts no words is not there."""
    return _INVISIBLE.sub("", unescape(value)).replace("\\", "/").strip()


def _is_home(address: str, home: str) -> bool:
    return bool(home) and address.startswith(home)


def machine_paths(folders: Iterable[Path]) -> tuple[str, ...]:
    """The folders of this machine, and its user's, in every spelling, the longest first."""
    named = {path for folder in folders for path in (folder, folder.resolve())}
    named.add(Path.home())
    spellings: set[str] = set()
    for path in named:
        if len(path.parts) < 2:
            continue
        text = str(path)
        spellings |= {text, path.as_posix(), text.replace("\\", "\\\\"), path.as_uri()}
    return tuple(sorted(spellings, key=lambda text: (-len(text), text)))


def find_machine_paths(text: str, folders: Iterable[str]) -> Iterator[Hit]:
    """E004 for every path below one of `folders`.

    `/home` alone may be part of an address; with a file in it, and nothing before, it is a place.
    """
    for folder in folders:
        position = text.find(folder)
        while position >= 0:
            end = position + len(folder)
            before, after = text[max(position - 1, 0) : position], text[end : end + 1]
            if after in ("/", "\\") and not (before.isalnum() or before in tuple("_.:/~-")):
                yield Hit("E004", position, "…" + text[end : end + 40].split("\n")[0])
            position = text.find(folder, end)


def find_running(joined: str) -> Iterator[Hit]:
    """E016 for every text of a data file that is an address of another kind than may leave."""
    if not may_hold(joined, _MAY_RUN):
        return
    for match in _RUNNING.finditer(joined):
        if runs_something(match[1]):
            yield Hit("E016", 0, match[1][:40])


def find_secrets(text: str) -> Iterator[Hit]:
    """E005 for private keys and for tokens of well-known services."""
    if not may_hold(text, _SECRET_SIGNS):
        return
    for match in _SECRET.finditer(text):
        yield Hit("E005", match.start(), match[0][:4] + "…")
