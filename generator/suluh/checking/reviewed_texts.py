"""What the scan at the door saw and let in: numbers and addresses that may stand on the finished site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from suluh.checking.personal_columns import hints_of
from suluh.checking.personal_data import Evidence
from suluh.checking.personal_patterns import find_personal
from suluh.checking.plain_text import plain_text
from suluh.vocabulary.columns import cells_of, distinct_of
from suluh.vocabulary.findings import Finding, Severity
from suluh.vocabulary.package import Table

OFFICE = "kantor"


def comparable(text: str) -> str:
    """A number or address however it is written: its digits without the country; mail in lower case."""
    plain = plain_text(text)
    if "@" in plain:
        return "".join(plain.split()).lower()
    digits = re.sub(r"[^0-9]", "", plain)
    return re.sub("^(?:0062|62|0)(?=8)", "", digits)


def list_reviewed(
    evidence: Iterable[Evidence],
    findings: Iterable[Finding],
    tables: Iterable[Table],
    stated: Iterable[str],
) -> frozenset[str]:
    """What was found and waived or only warned about, offices' numbers, and what `stated` texts hold.

    `findings` are those that no waiver covers: what one of them refuses is not reviewed.
    """
    refused = {id(finding) for finding in findings if finding.severity is Severity.ERROR}
    found = {sign.text for sign in evidence if sign.text and id(sign.finding) not in refused}
    for table in tables:
        for index, name in enumerate(table.header):
            if OFFICE in hints_of(name):
                found |= set(_personal_in(distinct_of(cells_of(table.rows, index))))
    found |= set(_personal_in(stated))
    return frozenset(map(comparable, found))


def _personal_in(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from (hit.value for hit in find_personal(plain_text(text)))


def texts_of(value: object) -> Iterable[str]:
    """Every text in a value as read from a settings file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from texts_of(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from texts_of(entry)
