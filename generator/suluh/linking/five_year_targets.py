"""Targets of the Renstra for yearly plans that state none: from the rows of `target_lima_tahun`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from suluh.vocabulary.five_years import FiveYearTarget, Subject
from suluh.vocabulary.indicators import find_indicators, name_key
from suluh.vocabulary.threads import Thread, add_exactly

Targets = Mapping[Subject, Sequence[FiveYearTarget]]


def settle_renstra(thread: Thread, targets: Targets) -> Thread:
    """The thread with the targets and money of its Renstra, which count where its plan states none."""
    key = thread.key
    some = targets.get(Subject("", key.instansi, key.kode), ())
    mine = {name_key(target.name): target for target in some if target.since <= key.tahun <= target.until}
    if not mine or not thread.rencana:
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
