"""What was read in finished pages: links and facts of the same bytes are not read again.

All that is kept of a page follows from its bytes alone, under whose digest it lies; of facts also from the
names of those that have a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from suluh.assembly.site_notes import load_site_note, save_site_note
from suluh.vocabulary.settings import Settings

_KIND = "bacaan"
Facts = tuple[tuple[str, str], ...]
"""Names and values of the facts that a page prints and no list has."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """One file: links to other files, fragments of its own that do not exist, whether a token was left."""

    links: tuple[str, ...]
    unnamed: tuple[str, ...] = ()
    token: bool = False


@dataclass(slots=True)
class EarlierReadings:
    """By digests of bytes what was read before, and what this run asked for, read or not.

    `digests` are those of the files that this run wrote; what is not among them is read each time.
    """

    settings: Settings | None = None
    digests: Mapping[str, str] = field(default_factory=dict)
    known_links: Mapping[str, PageLinks] = field(default_factory=dict)
    known_facts: Mapping[str, Facts] = field(default_factory=dict)
    listed: str = ""
    links: dict[str, PageLinks] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)

    def find_links(self, name: str) -> PageLinks | None:
        """The links of a file, if its bytes were read before."""
        return self.known_links.get(self.digests.get(name, ""))

    def note_links(self, name: str, links: PageLinks) -> None:
        """Take note of what a file links to."""
        if name in self.digests:
            self.links[self.digests[name]] = links

    def find_facts(self, name: str, listed: str) -> Facts | None:
        """The facts of a file, if its bytes were read before beside the same list, told by its digest."""
        return self.known_facts.get(self.digests.get(name, "")) if listed == self.listed else None

    def note_facts(self, name: str, listed: str, facts: Facts) -> None:
        """Take note of the facts of a file; all of a run are beside one list."""
        if listed != self.listed:
            self.known_facts, self.listed = {}, listed
        if name in self.digests:
            self.facts[self.digests[name]] = facts

    def keep(self) -> None:
        """Note what this run asked for; what is gone from the site is forgotten."""
        if self.settings is None or (self.links == self.known_links and self.facts == self.known_facts):
            return
        texts: dict[str, int] = {}

        def number(some: Sequence[str]) -> list[int]:
            return [texts.setdefault(text, len(texts)) for text in some]

        links = {
            digest: [number(page.links), number(page.unnamed), page.token]
            for digest, page in self.links.items()
        }
        note = {"links": links, "texts": list(texts), "facts": self.facts, "listed": self.listed}
        save_site_note(self.settings, _KIND, note)


def open_readings(settings: Settings, digests: Mapping[str, str]) -> EarlierReadings:
    """What the build before read by this generator; nothing where a submission brought notes of its own."""
    readings = EarlierReadings(settings, digests)
    note = load_site_note(settings, _KIND)
    if note is None:
        return readings
    try:
        texts: list[str] = [str(text) for text in note["texts"]]
        readings.known_links = {
            digest: PageLinks(
                tuple([texts[at] for at in links]), tuple([texts[at] for at in unnamed]), bool(token)
            )
            for digest, (links, unnamed, token) in note["links"].items()
        }
        readings.known_facts = {
            digest: tuple([(str(name), str(value)) for name, value in facts])
            for digest, facts in note["facts"].items()
        }
        readings.listed = str(note["listed"])
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return EarlierReadings(settings, digests)
    return readings
