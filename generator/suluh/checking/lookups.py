"""What rules of record types may look things up in, and what a rule is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from suluh.checking.places import Places
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.region import Regions
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.threads import Record


@dataclass(frozen=True)
class Lookups:
    """What rows may refer to: agencies by slug, regions, codes of the nomenclature (None without one).

    `records` has the rows of all tables by standard, those of the thread included. `settings` are for
    rules that look at files beside a table; without them none is looked at.
    """

    agencies: Mapping[str, Instansi]
    regions: Regions
    codes: Collection[str] | None = None
    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    settings: Settings | None = None


Rule = Callable[[Sequence[Record], Places, Lookups], Iterator[Finding]]
