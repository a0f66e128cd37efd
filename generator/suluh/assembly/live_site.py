"""A site that is shown page by page: each page and file is made when a browser asks for it.

It is the site that a build would write, but for what only a whole site has: its checksums, the facts that
finished pages print, and the archive of all figures. Nothing is shown that the last look would not let out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import RLock
from typing import BinaryIO, cast

from suluh.assembly.assembling import files_for_machines
from suluh.assembly.egress import make_gate
from suluh.assembly.filled_pages import FilledPages
from suluh.assembly.link_check import list_files
from suluh.assembly.page_writing import draw
from suluh.assembly.personal_numbers import make_finder
from suluh.assembly.search import FOLDER as SEARCH_FOLDER
from suluh.assembly.search import index_site, read_documents
from suluh.assembly.search_entries import make_entry
from suluh.assembly.searched_pages import find_searched
from suluh.assembly.site_addresses import file_of
from suluh.publishing.artifacts import OneWayStream, make_once
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.own_types import understanding
from suluh.vocabulary.site import Artifact, Site

MOST_READ = 500
"""Of so many pages the search knows the words; of a larger site it knows how they are named."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a site. With findings it is one that a build would refuse, and nothing to be shown."""

    content: bytes
    findings: tuple[Finding, ...] = ()


class LiveSite:
    """A composed site; `folder` has the theme's files and the hand-written pages.

    May be asked by many threads; what is made is made for one of them at a time.
    """

    def __init__(self, site: Site, filled: FilledPages, folder: Path) -> None:
        """Nothing is made yet."""
        self._site, self._filled, self._folder = site, filled, folder
        self._kept = frozenset(list_files(folder))
        self._pages = {file_of(page.address): page for page in site.pages}
        self._files = {artifact.address: artifact for artifact in site.artifacts}
        settings = filled.settings
        written = [document.text for document in site.documents]
        self._gate = make_gate(settings, site.withheld, make_finder(site.reviewed), written)
        self._for_machines = make_once(lambda: files_for_machines(site, settings, filled.whole))
        self._search = make_once(self._index)
        self._turn = RLock()

    def has_page(self, name: str) -> bool:
        """Whether a page lies at that file name."""
        return name in self._pages

    def find(self, name: str) -> Made | None:
        """The file of that name from the site's root; None where a build would write none."""
        with self._turn, understanding(self._filled.settings.own_types):
            try:
                found = self._make(name)
                if found is None or found.findings:
                    return found
                return Made(found.content, tuple(self._gate.inspect(name, found.content)))
            except Exception as fault:  # the server must outlive it
                told = {"jenis": type(fault).__name__, "pesan": str(fault)[:600]}
                return Made(b"", (Finding("S015", Place(name), details=told),))

    def _make(self, name: str) -> Made | None:
        page = self._pages.get(name)
        if page is not None:
            body, faults = draw(page)
            return Made(self._filled.fill(page, body).encode(), tuple(faults))
        if name in self._files:
            return Made(_read(self._files[name]))
        if name in self._kept:
            kept = self._folder / name
            return Made(kept.read_bytes()) if kept.is_file() else None
        text = self._for_machines().get(name)
        if text is None and name.startswith(SEARCH_FOLDER):
            text = self._search().get(name)
        if text is not None:
            return Made(text.encode())
        later = next((files[name] for files in self._site.later if name in files), None)
        return Made(_read(later)) if later is not None else None

    def _index(self) -> Mapping[str, str]:
        """The files of the search."""
        site, settings = self._site, self._filled.settings
        searched = find_searched(site.pages)
        whole = len(site.pages) <= MOST_READ
        entries = [
            make_entry(page, draw(page)[0] if whole else "")
            for page in site.pages
            if page.address in searched
        ]
        return index_site([*entries, *read_documents(self._folder, site.documents)], site, settings)


def _read(artifact: Artifact) -> bytes:
    stream = BytesIO()
    artifact.write(
        cast(BinaryIO, OneWayStream(stream.write))
    )  # as a build writes it: a ZIP shows whether one can seek
    return stream.getvalue()
