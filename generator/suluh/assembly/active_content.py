"""What a finished page could run: nothing but the theme's scripts and ours, whatever a policy would stop."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser

from suluh.assembly.egress_rules import Hit, as_browsers_read
from suluh.assembly.fresh_pieces import BREAK
from suluh.reading.patterns import compile_screen, may_hold, other_than

_SUSPECT = re.compile(
    rf"(?:^|{BREAK})(?:script\b(?![^>]{{0,60}}type=\"application/(?:ld\+)?json\")"
    r"|i?frame|frameset|object|embed|applet|portal|fencedframe|base\b|meta [^>]{0,80}http-equiv)"
    r"|[\s\"'/]on[a-z]{3,30}\s*=|srcdoc|script\s*(?::|&)|data:(?:text|image/svg|application)"
    r"|&#(?!3[49];)",  # `&#34;` and `&#39;` are how Jinja writes quotes: no scheme has one
    re.IGNORECASE,
)
_DATA_SCRIPT = ' type="application/ld+json"'
SCREEN = compile_screen(
    # Every page has one script that is data, so it alone is told from the others here.
    rf"(?:^|{BREAK})(?i:script){other_than(_DATA_SCRIPT)}",
    rf"(?i:(?:^|{BREAK})(?:i?frame|object|embed|applet|portal|fencedframe|base|meta [^>]{{0,80}}http-equiv))",
    r"(?i:[^!#-&(-.0-~]on[a-z]{3,30}[^!-~]*=|srcdoc|script[^!-~]*[:&]|data:(?:text|image/svg|application))",
    r"&#(?:[^3]|3[^49]|3[49][^;]|3?$|3[49]$)",
)
"""The same without what stands after: wherever this finds nothing, the other finds nothing."""
_RUNNING = frozenset(
    ("iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe", "base")
)
_ADDRESSES = frozenset(
    ("href", "src", "action", "formaction", "xlink:href", "data", "poster", "to", "from", "values")
)
_DATA_TYPES = frozenset(("application/json", "application/ld+json"))
_OWN_SCRIPT = re.compile(r"(?:(?:\.{1,2}/)+|/[A-Za-z0-9._/-]*)?(?:assets|aset)/[A-Za-z0-9._/-]+\.js")
_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"", re.IGNORECASE)
_HASH = re.compile(r"'(sha256-[A-Za-z0-9+/=]+)'")


def may_run(joined: str) -> bool:
    """Whether pieces of a page, cut at each `<`, may hold something that a browser would run."""
    return may_hold(joined, SCREEN) and _SUSPECT.search(joined) is not None


def find_active(text: str) -> Iterator[Hit]:
    """E008 for scripts that are not named by the page's policy, elements with a page in them, and handlers.

    The first policy on a page is the one that assembly wrote; its hashes are of pages without people's words.
    A preview's blesses every script on the page, because that which loads it anew is never the same.
    """
    stated = _POLICY.search(text)
    policy = stated[1] if stated else ""
    reader = _Reader(frozenset(_HASH.findall(policy)), all_blessed="'unsafe-inline'" in policy)
    reader.feed(text)
    reader.close()
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for (number, column), shown in reader.found:
        yield Hit("E008", starts[number - 1] + column, shown)


class _Reader(HTMLParser):
    """Reads a page as browsers do and notes what would run."""

    def __init__(self, blessed: frozenset[str], *, all_blessed: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blessed = blessed
        self.all_blessed = all_blessed
        self.found: list[tuple[tuple[int, int], str]] = []
        self._script: list[str] | None = None

    def note(self, shown: str) -> None:
        self.found.append((self.getpos(), shown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: as_browsers_read(value or "") for name, value in attrs}
        if tag in _RUNNING:
            self.note(f"<{tag}>")
        for name, value in values.items():
            if name.startswith("on") or name == "srcdoc":
                self.note(name)
            elif name in _ADDRESSES and _is_program(value, is_picture=tag in ("img", "image", "source")):
                self.note(f"{name}={value[:20]}")
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            address = values.get("content", "").partition("=")[2].strip(" '\"")
            if _is_program(address, is_picture=False):
                self.note("refresh")
        if tag == "script":
            self._open_script(values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def _open_script(self, values: dict[str, str]) -> None:
        source = values.get("src") or values.get("href") or values.get("xlink:href")
        if source is not None:
            if not _OWN_SCRIPT.fullmatch(source):
                self.note(f"<script> {source[:40]}")
        elif values.get("type", "").lower() not in _DATA_TYPES:
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            text, self._script = "".join(self._script), None
            digest = b64encode(sha256(text.encode()).digest()).decode("ascii")
            if not self.all_blessed and f"sha256-{digest}" not in self.blessed:
                self.note("<script>")

    def close(self) -> None:
        super().close()
        if self._script is not None:
            self.note("<script>")


def _is_program(value: str, *, is_picture: bool) -> bool:
    scheme = value.split(":", 1)[0].lower() if ":" in value else ""
    return scheme in ("javascript", "vbscript", "livescript") or (scheme == "data" and not is_picture)
