"""The content security policy: one for all pages, with the hashes of the theme's own scripts."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"\stype\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_EXECUTED = frozenset(("", "text/javascript", "application/javascript", "module"))


def inline_scripts(html: str) -> Iterable[str]:
    """Texts of the scripts that a browser would run from the page itself; data blocks are none."""
    for attributes, text in _SCRIPT.findall(html):
        kind = _TYPE.search(attributes)
        if not _SOURCE.search(attributes) and (kind.group(1).lower() if kind else "") in _EXECUTED:
            yield text


def build_policy(references: Iterable[str]) -> str:
    """The policy's meta element for all pages of a site.

    `references` are pages that hold nothing of people's writing (placeholders, the 404 page):
    a script that someone got into a page is never blessed by its own hash.
    """
    pages = list(references)
    scripts = {_hash(script) for page in pages for script in inline_scripts(page)}
    styles = {_hash(style) for page in pages for style in _STYLE.findall(page)}
    return _meta(" ".join(["'self'", *sorted(scripts)]), " ".join(["'self'", *sorted(styles)]))


def preview_policy() -> str:
    """The policy for `mkdocs serve`, whose reload script is inline and differs with every page."""
    return _meta("'self' 'unsafe-inline'")


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode('ascii')}'"


def _meta(scripts: str, styles: str = "'self'") -> str:
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src {styles}",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
