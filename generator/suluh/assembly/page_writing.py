"""Record pages written into the new site: drawn, or taken over from the site in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from suluh.assembly.build_progress import Progress
from suluh.assembly.earlier_pages import EarlierPages, KnownPage, earlier_pages, find_key
from suluh.assembly.filled_pages import FilledPages
from suluh.assembly.new_files import open_new
from suluh.assembly.search_entries import SearchEntry, make_entry
from suluh.assembly.searched_pages import find_searched
from suluh.assembly.site_addresses import file_of
from suluh.sharing import share_files
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.site import Page

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class WrittenPages:
    """What broke, what the search knows of the pages it leads to, and the digests of files by name."""

    findings: Sequence[Finding]
    entries: Sequence[SearchEntry]
    digests: Mapping[str, str]


def write_pages(pages: Sequence[Page], filled: FilledPages, target: Path, progress: Progress) -> WrittenPages:
    """Write all pages below `target`.

    Memory does not grow with the number of pages: each is rendered, framed, written and let go. Those that
    rest on the same as in the site in place are taken over.
    """
    searched = find_searched(pages)
    earlier = earlier_pages()

    def write_page(folder: Path, number: int) -> tuple[list[Finding], KnownPage]:
        page = pages[number]

        def write() -> KnownPage:
            return _write(page, filled, earlier, folder, searched=page.address in searched)

        if not filled.settings.keep_going:
            return [], write()
        known, faults = _make(page, write, KnownPage("", ""))
        return faults, known

    written = share_files(target, len(pages), write_page, progress.advance)
    earlier.note(pages, [known for _, known in written])
    progress.tell(len(pages), earlier.taken_over)
    entries = [
        known.entry
        for page, (_, known) in zip(pages, written, strict=True)
        if known.entry is not None and page.address in searched
    ]
    findings = [fault for faults, _ in written for fault in faults]
    names = (file_of(page.address) for page in pages)
    return WrittenPages(
        findings, entries, {name: known.sha256 for name, (_, known) in zip(names, written, strict=True)}
    )


def _write(
    page: Page, filled: FilledPages, earlier: EarlierPages, folder: Path, *, searched: bool
) -> KnownPage:
    opened = page.opened() if page.opened is not None else None
    key = find_key(page, opened, filled)
    found = earlier.find(page, key, searched=searched)
    if found is not None:
        known, content = found
    else:
        body = opened.draw() if opened is not None else page.body()
        content = filled.fill(page, body).encode()
        entry = make_entry(page, body) if searched else None
        known = KnownPage(key, sha256(content).hexdigest(), entry)
    with open_new(folder / file_of(page.address)) as file:
        file.write(content)
    return known


def draw(page: Page) -> tuple[str, list[Finding]]:
    """The page's body, or S021: what breaks one page is laid at its submission, not told in a trace."""
    return _make(page, page.body, "")


def _make(page: Page, make: Callable[[], _Made], nothing: _Made) -> tuple[_Made, list[Finding]]:
    try:
        return make(), []
    except OSError:
        raise  # the machine's, not the page's
    except Exception as fault:  # whatever it is, the other pages are to be made
        return nothing, [
            Finding("S021", Place(file_of(page.address)), details={"jenis": type(fault).__name__})
        ]
