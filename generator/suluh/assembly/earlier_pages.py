"""Pages of the site in place that would come out the same: they are taken over and not drawn again.

A page is known by its address, by a key of all that it is made of, and by the digest of its bytes. The site
in place is the only store: a page that was changed there since, or is gone, is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from hashlib import sha256
from pathlib import Path

from suluh.assembly.filled_pages import FilledPages
from suluh.assembly.search_entries import SearchEntry
from suluh.assembly.site_addresses import file_of
from suluh.assembly.site_notes import load_site_note, save_site_note
from suluh.vocabulary.held_values import holding
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import OpenedPage, Page
from suluh.vocabulary.value_digests import NoDigestError, digest_value

_MADE = frozenset({"body", "opened", "structured_data", "numbers"})
"""Fields of a page that make something; what of them stands on the page is in its key by what they make."""
_DIGITS = 64
_KIND = "halaman"
_SETS = frozenset({"title_words", "other_words", "told"})
_KEPT = tuple(part.name for part in fields(SearchEntry) if part.name != "address")
_TEXTS = tuple(name for name in _KEPT if name not in _SETS | {"length"})


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page as it was written: its key, the digest of its bytes, and what the search knows of it."""

    key: str
    sha256: str
    entry: SearchEntry | None = None


@dataclass(slots=True)
class EarlierPages:
    """What is known of the pages in `folder`, by address; `written` is what this run found out.

    Without a folder every page is drawn.
    """

    folder: Path | None = None
    known: Mapping[str, KnownPage] = field(default_factory=dict)
    written: dict[str, KnownPage] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Callable[[], EarlierPages], tuple[()]]:
        """On another machine there is no site in place."""
        return EarlierPages, ()

    def find(self, page: Page, key: str, *, searched: bool) -> tuple[KnownPage, bytes] | None:
        """The page in place with its bytes, if it rests on the same and is as it was left."""
        known = self.known.get(page.address) if key else None
        if known is None or known.key != key or self.folder is None or (searched and known.entry is None):
            return None
        try:
            content = (self.folder / file_of(page.address)).read_bytes()
        except OSError:
            return None
        return (known, content) if sha256(content).hexdigest() == known.sha256 else None

    def note(self, pages: Sequence[Page], written: Sequence[KnownPage]) -> None:
        """Take note of all pages of this run, in their order; of those without a key nothing is known."""
        self.written = {page.address: known for page, known in zip(pages, written, strict=True) if known.key}

    @property
    def taken_over(self) -> int:
        """How many of the pages of this run rest on the same as before."""
        return sum(
            address in self.known and self.known[address].key == known.key
            for address, known in self.written.items()
        )


def find_key(page: Page, opened: OpenedPage | None, filled: FilledPages) -> str:
    """One digest of all that a finished page is made of; empty where that is not known."""
    if opened is None or opened.rests_on is None:
        return ""
    stated = tuple(getattr(page, name) for name in _STATED)
    numbers = tuple(part.kind for part in page.numbers.each()) if page.numbers is not None else ()
    data = page.structured_data() if page.structured_data is not None else None
    try:
        return digest_value((filled.digest(page), stated, numbers, data, opened.rests_on))
    except NoDigestError:
        return ""


_STATED = tuple(part.name for part in fields(Page) if part.name not in _MADE)


_EARLIER: ContextVar[EarlierPages | None] = ContextVar("earlier_pages", default=None)


def beside_earlier_pages(pages: EarlierPages) -> AbstractContextManager[None]:
    """Within it pages that are known from an earlier build are taken over."""
    return holding(_EARLIER, pages)


def earlier_pages() -> EarlierPages:
    """What is known of earlier pages in this run; nothing where nobody looked."""
    earlier = _EARLIER.get()
    return EarlierPages() if earlier is None else earlier


def open_earlier_pages(settings: Settings) -> EarlierPages:
    """The pages of the site in place, as the build that wrote them by this generator noted them."""
    note = load_site_note(settings, _KIND)
    pages = note.get("pages") if note is not None else None
    read = {
        address: known
        for address, packed in (pages.items() if isinstance(pages, dict) else ())
        if (known := _unpack(address, packed)) is not None
    }
    return EarlierPages(settings.site_dir.resolve(), read)


def keep_earlier_pages(settings: Settings, earlier: EarlierPages) -> None:
    """Note what is in place now; what is gone from the site is forgotten."""
    if earlier.written != earlier.known:
        packed = {address: _pack(known) for address, known in earlier.written.items()}
        save_site_note(settings, _KIND, {"pages": packed})


def _pack(known: KnownPage) -> Sequence[object]:
    """As plain JSON values; an entry without its address, which stands before it."""
    if known.entry is None:
        return known.key, known.sha256
    values = [getattr(known.entry, name) for name in _KEPT]
    return (
        known.key,
        known.sha256,
        [sorted(value) if isinstance(value, frozenset) else value for value in values],
    )


def _unpack(address: str, packed: object) -> KnownPage | None:
    """A noted page; None where it has not the form that it should have."""
    if not isinstance(packed, list) or not 2 <= len(packed) <= 3:
        return None
    if not all(isinstance(digest, str) and len(digest) == _DIGITS for digest in packed[:2]):
        return None
    entry = _unpack_entry(address, packed[2]) if len(packed) == 3 else None
    return KnownPage(packed[0], packed[1], entry)


def _unpack_entry(address: str, packed: object) -> SearchEntry | None:
    if not isinstance(packed, list) or len(packed) != len(_KEPT):
        return None
    values = dict(zip(_KEPT, packed, strict=True))
    whole = (
        isinstance(values["length"], int)
        and all(isinstance(values[name], str) for name in _TEXTS)
        and all(isinstance(values[name], list) and all(map(_is_text, values[name])) for name in _SETS)
    )
    sets = {name: frozenset(values[name]) for name in _SETS} if whole else {}
    return SearchEntry(address, **{**values, **sets}) if whole else None


def _is_text(value: object) -> bool:
    return isinstance(value, str)
