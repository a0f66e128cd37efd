"""Addresses in the catalogue's files: absolute where the site has a URL, else relative to `data/`."""

from __future__ import annotations

from suluh.publishing.file_metadata import absolute
from suluh.vocabulary.settings import Settings


def locate(settings: Settings, address: str) -> str:
    """An address of the site as the catalogue's files, which lie in `data/`, name it."""
    below = address.removeprefix("data/") if address.startswith("data/") else f"../{address}"
    return absolute(settings, address) or below or "./"
