"""What search engines shall leave alone: the folders of example data, as few as say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from suluh.vocabulary.site import Site

MOST = 40
"""Folders and files that are named: hosts read 100 rules, and robots 500 KiB."""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Addresses of example data.

    `folders` hold nothing else, however deep; `files` are downloads that lie beside what may be listed.
    Pages are named by no rule of their own: each says `noindex` itself.
    """

    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


NONE = Unlisted()


def find_unlisted(site: Site, most: int = MOST) -> Unlisted:
    """The widest folders that hold example data alone, and single downloads beside other data.

    A download is example data where the nearest page above it is. Beyond `most` the ones that hold the
    fewest files are left out: robots still read on the pages that lead there that they shall not list them.
    """
    judged = _judge_all(site)
    held: dict[str, list[int]] = {}
    for address, example in judged.items():
        for folder in _folders_of(address):
            counts = held.setdefault(folder, [0, 0])
            counts[0] += 1
            counts[1] += example
    pure = {folder for folder, (all_of_it, examples) in held.items() if all_of_it == examples}
    widest = {
        folder: held[folder][0] for folder in pure if not any(above in pure for above in _above(folder))
    }
    pages = {page.address for page in site.pages}
    single = [
        address
        for address, example in judged.items()
        if example and address not in pages and not any(folder in pure for folder in _folders_of(address))
    ]
    folders = sorted(sorted(widest, key=lambda folder: (-widest[folder], folder))[:most])
    return Unlisted(tuple(folders), tuple(sorted(single)[: most - len(folders)]))


def _judge_all(site: Site) -> Mapping[str, bool]:
    """All addresses of the site, and whether each is of example data."""
    pages = {page.address: page.simulated for page in site.pages}
    pages |= {document.address: False for document in site.documents}
    files = {artifact.address: _nearest(artifact.address, pages) for artifact in site.artifacts}
    return {**pages, **files}


def _nearest(address: str, pages: Mapping[str, bool]) -> bool:
    above = address.rpartition("/")[0]
    while above:
        found = pages.get(f"{above}/")
        if found is not None:
            return found
        above = above.rpartition("/")[0]
    return pages.get("", False)


def _folders_of(address: str) -> Iterator[str]:
    """All folders that an address lies in, the root's first: `a/b/` → ``, `a/`, `a/b/`."""
    yield ""
    for end, sign in enumerate(address):
        if sign == "/":
            yield address[: end + 1]


def _above(folder: str) -> Iterator[str]:
    return (each for each in _folders_of(folder) if each != folder)
