"""The finished site as a value: pages, artifacts, and what the engine is to be given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from suluh.vocabulary.fingerprints import Fingerprints
from suluh.vocabulary.page_numbers import NumbersLater


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads: an address from the site's root (`wilayah/74.72/`), or empty."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page about to be drawn: all that its body is made of, and what draws it of that alone."""

    rests_on: object
    draw: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Page:
    """A record page, put into a frame of its `section` by assembly.

    `address` is relative to the site's root and ends in `/` (the home page's is empty).
    `body` renders the article's HTML when called, already escaped or sanitised, with links
    relative to the page's own address. `crumbs` lead from the section to the page's parent.
    `simulated` shows the banner "Data contoh" and keeps the page out of search engines; `genuine` are the
    titles of data on such a page that is not invented.
    `modified` is an ISO date for the sitemap.
    `structured_data` makes JSON-LD, written escaped. `indexed` False keeps a page out of search and sitemap;
    `searched` False out of the site's own search alone, where another page leads to it; of one that stands
    there for each year the newest is found. One that is `named_only` is found by its name and not by what it
    tells, since other pages have the same words. `feeds` are Atom feeds by title
    and address. `agency` is the name of the agency that it is of, and `names` are those by which it is sought
    besides its title. `numbers` stand in tables of their kind and year below `data/angka/`. `leads_to` is the
    address to which browsers go on at once. `opened` begins to draw it: it gives all that the body is made of
    besides what the page says of itself, as a value, and draws it of that; None where nobody can tell.
    """

    address: str
    section: str
    title: str
    description: str
    body: Callable[[], str]
    crumbs: tuple[Link, ...] = ()
    simulated: bool = False
    genuine: tuple[str, ...] = ()
    modified: str = ""
    structured_data: Callable[[], Mapping[str, Any]] | None = None
    indexed: bool = True
    searched: bool = True
    named_only: bool = False
    agency: str = ""
    names: tuple[str, ...] = ()
    feeds: tuple[Link, ...] = ()
    numbers: NumbersLater | None = None
    leads_to: str = ""
    opened: Callable[[], OpenedPage] | None = None

    @property
    def depth(self) -> int:
        """How many folders deep the page lies: 0 for the home page, 2 for `wilayah/74.72/`."""
        return self.address.count("/")


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file for download or for the pages' use. `write` streams its bytes, the same each time.

    `size` in bytes and `sha256` (hex) are measured beforehand where pages or catalogues tell them;
    assembly checks them again as it writes. A file that nothing describes has no `sha256`. Neighbours with
    the same `together` are made of the same and are written by one process, one after the other. `rests_on`
    gives all that a file is made of that is written without being measured: of the same it is the same.
    """

    address: str
    write: Callable[[BinaryIO], None]
    size: int = 0
    sha256: str = ""
    together: str = ""
    rests_on: Callable[[], object] | None = field(default=None, repr=False, compare=False)

    def at(self, address: str) -> Artifact:
        """The same file at another address."""
        return replace(self, address=address)


@dataclass(frozen=True, slots=True)
class Document:
    """A hand-written Markdown page for the engine: `path` under `content/`, text as submitted.

    A guide that came with the package is `built_in`: no file of the project's stands behind it.
    """

    path: str
    text: str
    built_in: bool = False

    @property
    def address(self) -> str:
        """Where the engine puts it: `tentang/index.md` → `tentang/`, `tentang/cara.md` → `tentang/cara/`."""
        stem = self.path.removesuffix(".md")
        stem = "" if stem == "index" else stem.removesuffix("/index")
        return f"{stem}/" if stem else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of hand-written pages: `path` under `content/`, which is its address; size in pixels."""

    path: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is to be published. Nothing in it touched a disk.

    `withheld` recognises what was submitted and may not come out; `reviewed` are numbers
    and addresses of persons that the scan at the door let in knowingly: waived, or an office's.
    `datasets` is what the manifest says of each. `pictures` are among the artifacts too: engines need
    to know of them. `later` are files whose names are not all known before they are made, of a site made
    as it is asked for; of any other all are among the artifacts.
    """

    pages: tuple[Page, ...]
    artifacts: tuple[Artifact, ...]
    documents: tuple[Document, ...]
    footer: Mapping[str, str] = field(default_factory=dict)
    withheld: Fingerprints = field(default_factory=Fingerprints)
    reviewed: frozenset[str] = frozenset()
    datasets: tuple[Mapping[str, Any], ...] = ()
    pictures: tuple[Picture, ...] = ()
    later: tuple[Mapping[str, Artifact], ...] = ()

    def addresses(self) -> Iterable[str]:
        """Addresses of all record pages and documents."""
        yield from (page.address for page in self.pages)
        yield from (document.address for document in self.documents)
