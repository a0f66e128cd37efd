"""What was submitted and may not come out: fingerprints of every cell and passage that clearing kept back.

Nothing is asked about classifications here. What stood in a valid table and stands in no cleared
one was withheld, by whatever rule; so a rule that is forgotten here cannot be forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from weakref import ref

from suluh.clearing.exclusions import is_title_shown
from suluh.vocabulary.columns import cells_of, distinct_of
from suluh.vocabulary.fingerprints import (
    LONGEST,
    SHORTEST_NUMBER,
    Fingerprints,
    ListedTexts,
    Recogniser,
    is_telling,
    leading_words,
    make_fingerprints,
    words_of,
)
from suluh.vocabulary.package import ClearedPackage, Klasifikasi, Table, ValidPackage
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.reports import Report

_EACH = 5_000
"""Public texts that are looked through at once."""
_FEW_WORDS = 3


def fingerprint_withheld(
    valid: Iterable[ValidPackage],
    cleared: Sequence[ClearedPackage],
    reports: Iterable[Report],
    public_texts: Iterable[str],
    key: bytes,
    *,
    listed: ListedTexts | None = None,
) -> Fingerprints:
    """Fingerprints of what `valid` and `reports` hold and nobody may read.

    A text that is public as well (a cell of another table, or within one of `public_texts` or `listed`) is
    none of them: finding it on a page would prove nothing.
    """
    valid = tuple(valid)
    secret = {*_withheld_cells(valid, cleared), *_withheld_passages(reports), *_withheld_words(valid)}
    if not secret:
        return Fingerprints()
    if listed is not None and not listed.words.isdisjoint(leading_words(secret)):
        public_texts = chain(listed.texts, public_texts)
    known = Recogniser(make_fingerprints(secret, key))
    sought = _Sought(known.digest, ref(known))
    found = {*_find(known, public_texts)}.union(*(_find_in_package(package, sought) for package in cleared))
    return make_fingerprints(
        (text for text in secret if " ".join(words_of(text)[:LONGEST]) not in found), key
    )


@dataclass(frozen=True, slots=True)
class _Sought:
    """Secret texts by the digest of all of them together, and who looks for them as long as that is done."""

    digest: str
    recogniser: ref[Recogniser] = field(compare=False)


@remembered
def _find_in_package(cleared: ClearedPackage, sought: _Sought) -> frozenset[str]:
    """The passages of what is published of a package that are secret elsewhere."""
    known = sought.recogniser()
    if known is None:
        raise RuntimeError("nobody looks for these texts any more")
    return frozenset(_find(known, _list_public(cleared)))


def _find(known: Recogniser, texts: Iterable[str]) -> Iterator[str]:
    """Passages of the texts that are known, some more than once."""
    for some in _join_texts(texts):
        yield from known.find(some)


def _withheld_cells(valid: Iterable[ValidPackage], cleared: Sequence[ClearedPackage]) -> Iterator[str]:
    tables = {package.package.name: package.tables for package in cleared}
    for package in valid:
        for name, table in package.tables.items():
            published = tables.get(package.package.name, {}).get(name)
            if published is table:
                continue
            cells = set(_list_cells(table))
            if published is not None:
                cells.difference_update(_list_cells(published))
            yield from filter(is_telling, cells)


def _list_cells(table: Table) -> Iterator[str]:
    """The distinct cells of a table, some more than once, but for short numbers, which tell nothing."""
    for place in range(len(table.header)):
        for cell in distinct_of(cells_of(table.rows, place)):
            if len(cell) >= SHORTEST_NUMBER or not cell.isdecimal():
                yield cell


def _withheld_passages(reports: Iterable[Report]) -> Iterator[str]:
    """Lines of reports that are not public; their titles may stand in the list of what is withheld."""
    for report in reports:
        if report.klasifikasi is not Klasifikasi.PUBLIK:
            yield from _sentences(f"{report.ringkasan}\n{report.body}")


def _withheld_words(valid: Iterable[ValidPackage]) -> Iterator[str]:
    """Titles and descriptions of what is not public: sentences, since short ones are anybody's words."""
    for other_package in valid:
        package = other_package.package
        parts: list[tuple[Klasifikasi, tuple[Mapping[str, Any], ...]]]
        parts = [(package.klasifikasi, (package.descriptor,))]
        for resource in package.resources:
            owners = (resource.descriptor, package.descriptor)
            parts.append((resource.klasifikasi, owners))
            parts += [(field.klasifikasi, (field.descriptor, *owners)) for field in resource.schema.fields]
        for word, stating in parts:
            keys = ("description",) if is_title_shown(*stating) else ("title", "description")
            if word is not Klasifikasi.PUBLIK:
                yield from (line for key in keys for line in _sentences(stating[0].get(key)))


def _sentences(text: object) -> Iterator[str]:
    lines = text.splitlines() if isinstance(text, str) else ()
    yield from (line for line in lines if len(words_of(line)) > _FEW_WORDS and is_telling(line))


def _join_texts(texts: Iterable[str]) -> Iterator[str]:
    """Public texts in few long ones; a line each, which no passage reaches across by chance."""
    waiting: list[str] = []
    for text in texts:
        waiting.append(text)
        if len(waiting) == _EACH:
            yield " ¶ x ".join(waiting)
            waiting.clear()
    yield " ¶ x ".join(waiting)


def _list_public(cleared: ClearedPackage) -> Iterator[str]:
    """All that is published of a package: what describes it, and its cells."""
    yield json.dumps(cleared.package.descriptor, ensure_ascii=False, default=str)
    for resource in cleared.package.resources:
        yield json.dumps(resource.descriptor, ensure_ascii=False, default=str)
        for column in resource.schema.fields:
            yield json.dumps(column.descriptor, ensure_ascii=False, default=str)
    for table in cleared.tables.values():
        yield from _list_cells(table)
