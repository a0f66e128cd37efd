"""Targets of the Renstra for yearly plans that state none: from the rows of `target_lima_tahun`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from suluh.reading.official_codes import Government, load_replaced_codes
from suluh.reading.stated_periods import find_periods
from suluh.vocabulary.crosswalk import AGENCY, CODE, Crosswalk
from suluh.vocabulary.five_years import FiveYearTarget, Subject, plan_in_force
from suluh.vocabulary.indicators import find_indicators, name_key
from suluh.vocabulary.package import DataPackage, Table
from suluh.vocabulary.thread_book import (
    ThreadBook,
    read_crosswalk,
    read_documents,
    read_goals,
    read_targets,
)
from suluh.vocabulary.threads import Thread, add_exactly

Targets = Mapping[Subject, Sequence[FiveYearTarget]]


def list_heirs(targets: Targets, crosswalk: Crosswalk) -> Targets:
    """The targets by what they are of today as well, where an agency or a code was replaced.

    Targets of several that became one are left out: nobody knows which of them goes on.
    """
    heirs: dict[Subject, list[Subject]] = {}
    for subject in targets:
        if subject.code:
            agency = crosswalk.today(AGENCY, subject.agency)
            heir = Subject(subject.goal, agency, crosswalk.today(CODE, subject.code))
            heirs.setdefault(heir, []).append(subject)
    found = {heir: targets[some[0]] for heir, some in heirs.items() if len(some) == 1}
    return {**found, **targets}


def settle_renstra(thread: Thread, targets: Targets) -> Thread:
    """The thread with the targets and money of its Renstra, which count where its plan states none."""
    key = thread.key
    some = targets.get(Subject("", key.instansi, key.kode), ())
    if not some or not thread.rencana:
        return thread
    by_name: dict[str, list[FiveYearTarget]] = {}
    for target in some:
        by_name.setdefault(name_key(target.name), []).append(target)
    found = {name: plan_in_force(named, key.tahun) for name, named in by_name.items()}
    mine = {name: target for name, target in found.items() if target is not None}
    if not mine:
        return thread
    wholes = {
        indicator.key: mine[indicator.key].whole(indicator.agregasi)
        for indicator in find_indicators(thread)
        if indicator.key in mine
    }
    return replace(
        thread,
        five_year_targets={name: whole for name, whole in wholes.items() if whole is not None},
        five_year_ceiling=add_exactly(target.ceiling for target in mine.values()),
    )


def settle_plans(
    book: ThreadBook, tables: Sequence[tuple[DataPackage, Mapping[str, Table]]], government: Government
) -> ThreadBook:
    """The book with what other tables say of its plans: replaced codes, goals, targets and periods.

    Of codes that the national list of its `government` replaced the site's own tables need say nothing.
    """
    goals, targets = read_goals(tables), read_targets(tables)
    used = {key.kode for key in book.threads} | {subject.code for subject in targets}
    replaced = {old: new for old, new in load_replaced_codes(government).items() if old in used}
    crosswalk = read_crosswalk(tables).completed(CODE, replaced)
    heirs = list_heirs(targets, crosswalk)
    return replace(
        book,
        threads={key: settle_renstra(thread, heirs) for key, thread in book.threads.items()},
        crosswalk=crosswalk,
        goals=goals,
        five_years=targets,
        periods=find_periods(targets, goals, read_documents(tables), crosswalk),
    )
