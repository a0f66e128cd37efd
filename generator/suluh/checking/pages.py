"""Do hand-written pages and generated ones keep out of each other's way?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.sections import GENERATED
from suluh.vocabulary.site import Document

GENERATED_SECTIONS = (*(one.name for one in GENERATED), "templat")
"""Folders under `content/` in which every address belongs to generated pages."""

GENERATED_ADDRESSES = ("", "404/", "cari/", "aset/", "pagefind/", *(one.address for one in GENERATED))
ENGINE_NAMES = ("README.md",)
"""File names that engines take for `index.md`, so that the page would be at another address."""
ENGINE_FOLDER = "templates/"
"""A folder that MkDocs never publishes."""
PLACEHOLDER_NAME = "bingkai"


def check_documents(
    documents: Sequence[Document], generated_addresses: Iterable[str] = (), *, folder: str = "content"
) -> list[Finding]:
    """H001 for each hand-written page at an address that a generated page or another page has.

    H010 for a name that engines read in their own way.

    Addresses are compared without regard to case, because some file systems do. `folder` is where
    the pages lie, from the project's root.
    """
    taken = {address.casefold() for address in (*GENERATED_ADDRESSES, *generated_addresses)}
    seen: dict[str, Document] = {}
    findings: list[Finding] = []
    for document in documents:
        address = document.address.casefold()
        parts = address.strip("/").split("/")
        place = Place(f"{folder}/{document.path}")
        earlier = seen.setdefault(address, document)
        if document.path.rpartition("/")[2] in ENGINE_NAMES or document.path.startswith(ENGINE_FOLDER):
            findings.append(Finding("H010", place, value=document.path))
            continue
        if address in taken or parts[0] in GENERATED_SECTIONS or PLACEHOLDER_NAME in parts:
            findings.append(
                Finding("H001", place, details={"alamat": f"/{document.address}", "lain": "@generated"})
            )
        elif earlier is not document:
            details = {"alamat": f"/{document.address}", "lain": f"{folder}/{earlier.path}"}
            findings.append(Finding("H001", place, details=details))
    return findings
