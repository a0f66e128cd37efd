"""Where links lead: within the site by relative addresses, outside it by three schemes only."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

EXTERNAL_SCHEMES = frozenset(("http", "https", "mailto"))
NOWHERE = "#"


def is_external(address: str) -> bool:
    """Whether the address names one of the three schemes, and with it a place outside."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in EXTERNAL_SCHEMES and bool(parts.netloc or parts.path)


def relative_address(address: str, here: str) -> str:
    """`address` from the site's root as seen from the page at `here`; external ones as they are.

    What is neither (another scheme, `//host`, `/absolute`, a climb upwards) leads nowhere: `#`.
    """
    if is_external(address):
        return address
    path, mark, fragment = address.partition("#")
    first = path.partition("/")[0]
    if ":" in first or path.startswith(("/", "\\")) or ".." in path.split("/"):
        return NOWHERE
    up = "../" * here.count("/")
    return (up + quote(path, safe="/?=&.-_~+%") or "./") + mark + fragment
