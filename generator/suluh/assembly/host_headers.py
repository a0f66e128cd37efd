"""Headers for hosts that let a site choose them: each page's policy, and what a page cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

HEADERS_FILE = "_headers"
FOLDER = "server"

_POLICY = re.compile(r'content="([^"]*)"')
_BESIDES = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


def write_headers(policy: str, unlisted: Iterable[str]) -> dict[str, str]:
    """Texts by file name: `_headers` as Netlify and Cloudflare Pages read it, and parts for web servers.

    `policy` is the pages' meta element; `unlisted` are folders that search engines shall leave alone.
    """
    headers = (("Content-Security-Policy", header_policy(policy)), *_BESIDES)
    folders = [f"/{folder}*\n  X-Robots-Tag: noindex\n" for folder in unlisted]
    netlify = ["/*\n", *(f"  {name}: {value}\n" for name, value in headers), *folders]
    nginx = [f'add_header {name} "{value}" always;\n' for name, value in headers]
    apache = [f'Header always set {name} "{value}"\n' for name, value in headers]
    caddy = ["header {\n", *(f'\t{name} "{value}"\n' for name, value in headers), "}\n"]
    return {
        HEADERS_FILE: "".join(netlify),
        f"{FOLDER}/nginx.conf": "".join(nginx),
        f"{FOLDER}/apache.conf": "".join(apache),
        f"{FOLDER}/caddy.conf": "".join(caddy),
    }


def header_policy(policy: str) -> str:
    """The policy of a page's meta element as a header, which may also forbid frames around the site."""
    found = _POLICY.search(policy)
    return "; ".join(filter(None, (unescape(found[1]) if found else "", "frame-ancestors 'none'")))
