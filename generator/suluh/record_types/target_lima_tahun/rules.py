"""Do five-year targets name something that is there, cover their plan, and move the way they say?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell, name_other, note_cell
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.five_years import STANDARD, FiveYearTarget, gather_targets, subject_of
from suluh.vocabulary.goals import grow_tree
from suluh.vocabulary.indicators import name_key
from suluh.vocabulary.threads import Record


def check_five_years(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Findings about the rows of one table, then about each indicator that begins in it."""
    tree = grow_tree(lookups.records.get("tujuan", ()))
    everything = lookups.records.get(STANDARD, records)
    first: dict[tuple[object, ...], Record] = {}
    for record in everything:
        first.setdefault(_identity(record), record)
    for record in records:
        subject, since, until = subject_of(record), record.whole("tahun_awal"), record.whole("tahun_akhir")
        if bool(subject.goal) == bool(subject.code):
            yield fail_cell("G017", record, "id_tujuan", places)
        elif subject.goal and tree and subject.goal not in tree.goals:
            yield note_cell("G018", record, "id_tujuan", places)
        if until < since:
            yield fail_cell("G005", record, "tahun_akhir", places, awal=str(since))
        elif not since <= record.whole("tahun") <= until:
            yield fail_cell("G019", record, "tahun", places, masa=f"{since}-{until}")
        earlier = first[_identity(record)]
        if record.is_other_than(earlier):
            details = name_other(earlier, places)
            yield fail_cell("G020", record, "tahun", places, indikator=record.text("indikator"), **details)
    for some in gather_targets(everything).values():
        for target in some:
            if records and target.records[0].source == records[0].source:
                yield from _check_course(target, places)


def _identity(record: Record) -> tuple[object, ...]:
    years = record.whole("tahun_awal"), record.whole("tahun_akhir"), record.whole("tahun")
    return subject_of(record), name_key(record.text("indikator")), *years


def _check_course(target: FiveYearTarget, places: Places) -> Iterator[Finding]:
    """A target that turns back, and years without one."""
    record = target.records[0]
    course = list(target.targets.items())
    for (year, before), (later, after) in pairwise(course):
        back = after < before if target.arah == "naik" else after > before
        if back and target.subject.goal:
            details = {"indikator": target.name, "arah": target.arah, "dari": str(year), "ke": str(later)}
            yield note_cell("G021", record, "target", places, **details)
            break
    gaps = [str(year) for year in target.years if year not in target.targets]
    if gaps:
        yield note_cell("G022", record, "tahun", places, indikator=target.name, tahun=", ".join(gaps))
