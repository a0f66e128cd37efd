"""The egress gate: the last look at every finished byte before the new site takes the old one's place.

It knows nothing of how a page came about. What may not come out is sought in what would be
published: texts, attributes, data, members of archives, parts of workbooks, the search index,
properties of pictures, and file names. One hit, and the last good site stays.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import file_digest, sha256
from html import unescape
from pathlib import Path
from typing import BinaryIO

from suluh.assembly.active_content import find_active, may_run
from suluh.assembly.chance_digits import OwnWork
from suluh.assembly.earlier_looks import EarlierLooks
from suluh.assembly.egress_rules import (
    Hit,
    find_foreign_loads,
    find_foreign_styles,
    find_machine_paths,
    find_running,
    find_secrets,
    machine_paths,
    may_load,
)
from suluh.assembly.finished_parts import Part, digest_members, unpack_file
from suluh.assembly.fresh_pieces import BREAK, CELL_END, GRAPH_SUFFIXES, Cut, FreshPieces
from suluh.assembly.link_check import list_files
from suluh.assembly.manifest import ListedFile
from suluh.assembly.personal_numbers import FindPersonal
from suluh.sharing import share_files
from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.fingerprints import Fingerprints, Recogniser, may_lead
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.web_addresses import split_address

_THEIRS = re.compile(r"assets/.*")
"""The engine's theme: the same files on every site, from an installed package."""
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._/ -]+")
"""A name without signs that part cells, quote or mark up, so that its ending has no part in how it is cut."""
RUNS = 64
"""Runs of neighbours that a site is looked at in."""
NEVER_LOOKED = EarlierLooks()
"""Nothing is known: every file is looked at."""
LARGE = 8 * 1024 * 1024
"""Bytes of a file that is read whole; of a larger one, a block at a time where its form allows it."""
_MOST = 20
"""Findings told of one file: the first ones say enough."""


@dataclass(slots=True)
class EgressGate:
    """The rules of one build: made once, asked for every file."""

    home: str
    paths: tuple[str, ...]
    withheld: Recogniser
    find_personal: FindPersonal
    own: OwnWork = field(default_factory=OwnWork)
    fresh: FreshPieces = field(default_factory=FreshPieces)
    plain_names: frozenset[str] = frozenset()
    """Names of files that were looked at together."""

    @property
    def rules(self) -> tuple[object, ...]:
        """All by which it judges besides our own code, as plain values."""
        own = (self.own.written, self.own.host)
        return self.home, self.paths, self.withheld.digest, sorted(self.find_personal.reviewed), own

    def inspect(self, name: str, content: bytes | BinaryIO) -> list[Finding]:
        """What may not come out in the file `name` (from the site's root), its name included."""
        findings = [] if name in self.plain_names else list(self._judge(Part(name, name), name))
        try:
            for part in unpack_file(name, content):
                findings += self._judge(part, name)
        except (OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error):
            findings.append(Finding("E006", Place(name)))
        return findings[:_MOST]

    def look_at_names(self, names: Iterable[str]) -> None:
        """Look at all names of files at once; where anything is in any of them, at each with its file."""
        plain = sorted(filter(_PLAIN_NAME.fullmatch, names))
        hits, _ = self._hits_of(Part("", BREAK.join(plain)), Cut(plain, [], plain), theirs=False)
        self.plain_names = frozenset() if hits else frozenset(plain)

    def _judge(self, part: Part, name: str) -> Iterator[Finding]:
        where = {"bagian": part.name}
        if part.personal:
            yield Finding("E007", Place(name), details=where)
        for hit in self._hits(part, theirs=bool(_THEIRS.fullmatch(name))):
            line = part.text.count("\n", 0, hit.position) + part.line
            yield Finding(hit.code, Place(name, line=line), value=hit.shown, details=where)

    def _hits(self, part: Part, *, theirs: bool) -> Iterator[Hit]:
        """What is wrong in a part, if anything is wrong in what no part before it held."""
        cut = self.fresh.cut(part.text, part.name, markup=part.markup)
        if not cut.pieces:
            return
        hits, leading = self._hits_of(part, cut, theirs=theirs)
        if not hits:
            self.fresh.remember(cut, frozenset(leading))
        yield from hits

    def _hits_of(self, part: Part, cut: Cut, *, theirs: bool) -> tuple[list[Hit], list[str]]:
        """What is wrong in new pieces of a part; and their cells with words that lead to what is withheld."""
        # Whatever a rule finds in the pieces it finds in their new cells: the others held nothing before.
        joined = cut.joined_cells()
        hits = list(find_machine_paths(joined, self.paths))
        if hits:
            hits = list(find_machine_paths(part.text, self.paths))
        if part.markup and any(may_load(piece, self.home) for piece in cut.pieces):
            hits += find_foreign_loads(part.text, self.home)
        elif part.name.lower().endswith(".css"):
            hits += find_foreign_styles(part.text, self.home)
        if any(True for _ in self._running(part, joined)):
            hits += self._running(part, cut.joined())
        if part.markup and may_run(joined):
            hits += find_active(part.text)
        leading: list[str] = []
        if not theirs:
            private, leading = self._private_hits(part, cut, joined)
            hits += private
        return hits, leading

    def _running(self, part: Part, joined: str) -> Iterator[Hit]:
        """What runs, in pieces of data: a program that reads it may take a text for an address."""
        if self.fresh.is_json(part.name):
            yield from find_running(joined)
        elif part.name.lower().endswith(GRAPH_SUFFIXES):
            # Turtle's brackets are the quotes of its addresses.
            yield from find_running(joined.replace("<", '"'))

    def _private_hits(self, part: Part, cut: Cut, joined: str) -> tuple[list[Hit], list[str]]:
        """What is private; and the new cells with words that lead to something withheld."""
        plain = unescape(joined) if part.markup and "&" in joined else joined
        hits: list[Hit] = []
        if any(True for _ in find_secrets(plain)):
            hits += find_secrets(unescape(part.text) if part.markup else part.text)
        if any(True for _ in self.find_personal(cut.cells, joined)):
            hits += self._personal_hits(part, cut)
        runs = self.withheld.leading_runs(plain)
        if not runs:
            return hits, []
        leading: list[str] = []
        if cut.cells is not cut.pieces:
            plain = cut.joined()  # a passage may go on in the next cell
            leading = [cell for cell in cut.cells if may_lead(cell, runs)]
        hits += (Hit("E002", 0, MASK) for _ in self.withheld.find_beside(plain, runs))
        return hits, leading

    def _personal_hits(self, part: Part, cut: Cut) -> Iterator[Hit]:
        """What looks personal in the new pieces, but for what is our own work."""
        seen: dict[int, list[str]] = {}
        for number, masked in self.find_personal(cut.pieces, cut.joined()):
            seen.setdefault(number, []).append(masked)
        for number, masks in seen.items():
            again = self.own.look_again(part.name, cut.pieces[number], self.find_personal)
            position = part.text.find(cut.pieces[number].replace(CELL_END, ","))
            for masked in masks if again is None else again:
                yield Hit("E001", max(position, 0), masked)


def make_gate(
    settings: Settings, withheld: Fingerprints, find_personal: FindPersonal, written: Iterable[str] = ()
) -> EgressGate:
    """The gate of one build; addresses below `site_url` are the site's own, `written` texts by hand."""
    return EgressGate(
        home=settings.site_url,
        paths=folders_of(settings),
        withheld=Recogniser(withheld),
        find_personal=find_personal,
        own=OwnWork.beside(written, split_address(settings.site_url).hostname or "suluh.invalid"),
    )


def folders_of(settings: Settings) -> tuple[str, ...]:
    """The folders of this machine that no file may name, in every spelling."""
    folders = [settings.root, settings.site_dir, settings.cache_dir, settings.datasets_dir]
    return machine_paths(path for path in folders if path.is_absolute())


def inspect_site(
    folder: Path, gate: EgressGate, earlier: EarlierLooks = NEVER_LOOKED
) -> tuple[list[ListedFile], list[Finding]]:
    """Every file of a finished folder, by name, with its checksum, and what is wrong; each read once.

    What `earlier` knows is not looked at again.
    """
    names = sorted(list_files(folder))
    gate.look_at_names(names)

    def inspect(folder: Path, number: int) -> tuple[ListedFile, list[Finding]]:
        path = folder / names[number]
        if path.stat().st_size > LARGE:
            with path.open("rb") as stream:
                return look(number, stream, file_digest(stream, "sha256").hexdigest(), stream.tell())
        content = path.read_bytes()
        return look(number, content, sha256(content).hexdigest(), len(content))

    def look(
        number: int, content: bytes | BinaryIO, digest: str, size: int
    ) -> tuple[ListedFile, list[Finding]]:
        name, listed = names[number], ListedFile(names[number], size, digest)
        findings = [] if earlier.knows(listed) else gate.inspect(name, content)
        # What cannot be unpacked was told just now.
        members = () if findings else digest_members(name, content)
        return replace(listed, members=members), findings

    # Neighbours are alike: whoever looked at one has seen most of the next.
    seen = share_files(folder, len(names), inspect, reads=names, chunks=RUNS)
    return [listed for listed, _ in seen], [finding for _, some in seen for finding in some]
