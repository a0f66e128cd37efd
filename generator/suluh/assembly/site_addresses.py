"""Addresses within the site: which are sound, which clash, and the file each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suluh.publishing.recount_script import BUNDLE
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.site import Site

_PART = re.compile(r"[^\x00-\x20\x7f/\\:*?\"<>|%#&]+")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

PLACEHOLDER = "bingkai"
"""Name of the placeholder files; no address may contain it as a part."""

RESERVED = ("assets", "aset", PLACEHOLDER)
"""First parts of addresses that belong to the theme, to our own assets with the search, and to the frames."""

OWN_FILES = (
    *("404.html", "sitemap.xml", "robots.txt", "_headers", "_redirects", BUNDLE),
    *(f"server/{name}.conf" for name in ("nginx", "apache", "caddy")),
)
"""Files that assembly writes besides; a page may lead to them."""

LAST_FILES = ("manifest.json", "manifest.json.minisig", "SHA256SUMS")
"""Files that are written when all links were looked at."""


def file_of(address: str) -> str:
    """The file that answers for an address: `wilayah/74.72/` → `wilayah/74.72/index.html`."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def is_sound(address: str) -> bool:
    """Whether an address can be a file on every system, within the site's folder."""
    parts = address.removesuffix("/").split("/") if address else []
    return all(
        _PART.fullmatch(part) is not None and part[0] != "." and part[-1] != "." and not _DEVICE.match(part)
        for part in parts
    )


def check_addresses(site: Site) -> list[Finding]:
    """Clashes (H001) between pages, documents and artifacts, and addresses that are no files (S009).

    Two that differ in capitals alone clash too: on Windows and macOS they are one file.
    """
    findings: list[Finding] = []
    taken: dict[str, str] = {name.casefold(): name for name in (*OWN_FILES, *LAST_FILES)}
    below: dict[str, str] = {}
    for address, where in _claims(site):
        file = file_of(address)
        if not is_sound(file) or file.split("/")[0] in RESERVED or PLACEHOLDER in file.split("/"):
            findings.append(Finding("S009", Place(where), value=address))
            continue
        key = file.casefold()
        folders = [key[:end] for end, sign in enumerate(key) if sign == "/"]
        # A file and a folder of one name cannot both be.
        earlier = (
            taken.get(key)
            or below.get(key)
            or next((taken[folder] for folder in folders if folder in taken), None)
        )
        if earlier is not None:
            details = {"alamat": f"/{address}", "lain": earlier}
            findings.append(Finding("H001", Place(where), details=details))
            continue
        taken[key] = where
        for folder in folders:
            below.setdefault(folder, where)
    return findings


def _claims(site: Site) -> Iterator[tuple[str, str]]:
    """Every address with the place that claims it; documents last, so that they are the ones blamed."""
    for page in site.pages:
        yield page.address, page.address or "index.html"
    for artifact in site.artifacts:
        yield artifact.address, artifact.address
    for document in site.documents:
        yield document.address, f"content/{document.path}"
