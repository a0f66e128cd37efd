"""What was submitted and may not come out: fingerprints of every cell and passage that clearing kept back.

Nothing is asked about classifications here. What stood in a valid table and stands in no cleared
one was withheld, by whatever rule; so a rule that is forgotten here cannot be forgotten.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from suluh.vocabulary.fingerprints import (
    LONGEST,
    Fingerprints,
    Recogniser,
    is_telling,
    make_fingerprints,
    words_of,
)
from suluh.vocabulary.package import ClearedPackage, Klasifikasi, ValidPackage
from suluh.vocabulary.reports import Report

_SIXTEEN = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")
_EACH = 5_000
"""Public texts that are looked through at once."""


def fingerprint_withheld(
    valid: Iterable[ValidPackage],
    cleared: Sequence[ClearedPackage],
    reports: Iterable[Report],
    public_texts: Iterable[str],
    key: bytes,
) -> Fingerprints:
    """Fingerprints of what `valid` and `reports` hold and nobody may read.

    A text that is public as well (a cell of another table, or within one of `public_texts`) is
    none of them: finding it on a page would prove nothing.
    """
    secret = set(_withheld_cells(valid, cleared)) | set(_withheld_passages(reports))
    if not secret:
        return Fingerprints()
    known = Recogniser(make_fingerprints(secret, key))
    found = {passage for text in _public(cleared, public_texts) for passage in known.find(text)}
    return make_fingerprints(
        (text for text in secret if " ".join(words_of(text)[:LONGEST]) not in found), key
    )


def reviewed_numbers(cleared: Iterable[ClearedPackage], texts: Iterable[str]) -> frozenset[str]:
    """Numbers of sixteen digits in what is public: the scan let them in, or a reviewed waiver did."""
    found: set[str] = set()
    for one in cleared:
        for table in one.tables.values():
            for row in table.rows:
                found.update(_SIXTEEN.findall("\n".join(row)))
    for text in texts:
        found.update(_SIXTEEN.findall(text))
    return frozenset(found)


def _withheld_cells(valid: Iterable[ValidPackage], cleared: Sequence[ClearedPackage]) -> Iterator[str]:
    tables = {one.package.name: one.tables for one in cleared}
    for one in valid:
        for name, table in one.tables.items():
            published = tables.get(one.package.name, {}).get(name)
            if published is table:
                continue
            shown = {cell for row in published.rows for cell in row} if published is not None else set()
            cells = {cell for row in table.rows for cell in row} - shown
            yield from filter(is_telling, cells)


def _withheld_passages(reports: Iterable[Report]) -> Iterator[str]:
    """Lines of reports that are not public; their titles may stand in the list of what is withheld."""
    for report in reports:
        if report.klasifikasi is not Klasifikasi.PUBLIK:
            lines = (report.ringkasan, *report.body.splitlines())
            yield from (line for line in lines if len(words_of(line)) > 3 and is_telling(line))


def _public(cleared: Sequence[ClearedPackage], public_texts: Iterable[str]) -> Iterator[str]:
    """Public texts in few long ones; a line each, which no passage reaches across by chance."""
    waiting: list[str] = []
    for text in _each_public(cleared, public_texts):
        waiting.append(text)
        if len(waiting) == _EACH:
            yield " ¶ x ".join(waiting)
            waiting.clear()
    yield " ¶ x ".join(waiting)


def _each_public(cleared: Sequence[ClearedPackage], public_texts: Iterable[str]) -> Iterator[str]:
    yield from public_texts
    for one in cleared:
        yield json.dumps(one.package.descriptor, ensure_ascii=False, default=str)
        for resource in one.package.resources:
            yield json.dumps(resource.descriptor, ensure_ascii=False, default=str)
            for field in resource.schema.fields:
                yield json.dumps(field.descriptor, ensure_ascii=False, default=str)
        for table in one.tables.values():
            yield from {cell for row in table.rows for cell in row}
