"""Where links lead: within the site by relative addresses, outside it by a few schemes only."""

from __future__ import annotations

import re
from urllib.parse import quote

from suluh.vocabulary.web_addresses import SCHEMES, split_address

EXTERNAL_SCHEMES = frozenset(SCHEMES)
NOWHERE = "#"
_PLAIN = re.compile(r"[a-z0-9_-]+(?:[/.][a-z0-9_-]+)*/?(?:#[a-z0-9_-]*)?")
"""Most of a page's addresses: a path within the site that leads where it says, without a sign to quote."""


def is_external(address: str) -> bool:
    """Whether the address names one of the schemes that may leave, and with it a place outside."""
    parts = split_address(address)
    return parts.scheme in EXTERNAL_SCHEMES and bool(parts.netloc or parts.path)


def relative_address(address: str, here: str) -> str:
    """`address` from the site's root as seen from the page at `here`; external ones as they are.

    What is neither (another scheme, `//host`, `/absolute`, a climb upwards) leads nowhere: `#`.
    """
    if _PLAIN.fullmatch(address):
        return "../" * here.count("/") + address
    if is_external(address):
        return address
    path, mark, fragment = address.partition("#")
    first = path.partition("/")[0]
    if ":" in first or path.startswith(("/", "\\")) or ".." in path.split("/"):
        return NOWHERE
    up = "../" * here.count("/")
    return (up + quote(path, safe="/?=&.-_~+%") or "./") + mark + fragment
