"""Do hand-written pages and generated ones keep out of each other's way?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from suluh.record_types import generated_sections
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.site import Document

TEMPLATES = "templat"
"""A folder of generated pages that is no section."""
OTHER_ADDRESSES = ("", "404/", "cari/", "aset/")
"""Addresses of generated pages outside of any section."""
ENGINE_NAMES = ("README.md",)
"""File names that engines take for `index.md`, so that the page would be at another address."""
ENGINE_FOLDER = "templates/"
"""A folder that MkDocs never publishes."""
PLACEHOLDER_NAME = "bingkai"


def generated_folders() -> tuple[str, ...]:
    """Folders under `content/` in which every address belongs to generated pages."""
    return (*(section.name for section in generated_sections()), TEMPLATES)


def generated_addresses() -> tuple[str, ...]:
    """Addresses that generated pages have in every site."""
    return (*OTHER_ADDRESSES, *(section.address for section in generated_sections()))


def check_documents(
    documents: Sequence[Document], further_addresses: Iterable[str] = (), *, folder: str = "content"
) -> list[Finding]:
    """H001 for each hand-written page at an address that a generated page or another page has.

    H010 for a name that engines read in their own way.

    Addresses are compared without regard to case, because some file systems do. `folder` is where
    the pages lie, from the project's root.
    """
    taken = {address.casefold() for address in (*generated_addresses(), *further_addresses)}
    folders = generated_folders()
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
        if address in taken or parts[0] in folders or PLACEHOLDER_NAME in parts:
            findings.append(
                Finding("H001", place, details={"alamat": f"/{document.address}", "lain": "@generated"})
            )
        elif earlier is not document:
            details = {"alamat": f"/{document.address}", "lain": f"{folder}/{earlier.path}"}
            findings.append(Finding("H001", place, details=details))
    return findings
