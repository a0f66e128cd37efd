"""Headers for hosts that let a site choose them, by rule: `_headers`, and parts for web servers.

A rule never stands for one page: hosts read 100 of them. No address gets a header from two rules, since some
hosts join the values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote

from suluh.assembly.unlisted import Unlisted
from suluh.publishing.ckan.calls import HOMES
from suluh.publishing.media_types import list_media_types

HEADERS_FILE = "_headers"
REDIRECTS_FILE = "_redirects"
HOST_FILES = (HEADERS_FILE, REDIRECTS_FILE)
"""Files that a host may read and give to nobody."""

_POLICY = re.compile(r'content="([^"]*)"')
SAFE = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
"""On every answer. No page may be framed: there is none that is made to stand within another site."""
OPEN = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Content-Length, Content-Range, ETag"),
)
"""On files that programs fetch: a page of anyone's may read them, a range of them too."""
UNLISTED = ("X-Robots-Tag", "noindex")
CALLS = HOMES
"""Answers of CKAN's interface: JSON in files without a suffix."""
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """Headers of all addresses that begin with `start` and end in `end`, both from the site's root."""

    start: str
    headers: tuple[tuple[str, str], ...]
    end: str = ""
    whole: bool = False
    """Whether `start` is the whole address."""

    @property
    def pattern(self) -> str:
        """As hosts with a file of rules read it: one splat, which crosses slashes."""
        return f"/{quote(self.start, safe='/~')}{'' if self.whole else f'*{self.end}'}"


def list_header_rules(policy: str, unlisted: Unlisted) -> tuple[HeaderRule, ...]:
    """All headers of a site. `policy` is the meta element that allows the scripts of all its pages."""
    return (
        HeaderRule("", (("Content-Security-Policy", header_policy(policy)), *SAFE)),
        *(
            HeaderRule("", (*OPEN, ("Content-Type", kind)), end=suffix)
            for suffix, kind in list_media_types().items()
        ),
        *(HeaderRule(calls, (*OPEN, ("Content-Type", JSON))) for calls in CALLS),
        *(HeaderRule(folder, (UNLISTED,)) for folder in unlisted.folders),
        *(HeaderRule(file, (UNLISTED,), whole=True) for file in unlisted.files),
    )


def write_headers_file(rules: tuple[HeaderRule, ...]) -> str:
    """`_headers` as Netlify and Cloudflare Pages read it."""
    return "".join(
        f"{rule.pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in rule.headers)
        for rule in rules
    )


def header_policy(policy: str) -> str:
    """The policy of a page's meta element as a header, which may also forbid frames around the site."""
    found = _POLICY.search(policy)
    return "; ".join(filter(None, (unescape(found[1]) if found else "", "frame-ancestors 'none'")))
