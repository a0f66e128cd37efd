"""Targets of the Renstra for yearly plans that state none: from the rows of `target_lima_tahun`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from suluh.vocabulary.five_years import FiveYearTarget, Subject
from suluh.vocabulary.indicators import Indicator, find_indicators, name_key
from suluh.vocabulary.threads import Thread, add_exactly, total

Targets = Mapping[Subject, Sequence[FiveYearTarget]]


def settle_renstra(thread: Thread, targets: Targets) -> None:
    """Let the thread's indicators and money have the five-year targets that its plan leaves out.

    What the yearly plan states itself counts; nothing is put in the place of a stated number.
    """
    key = thread.key
    some = targets.get(Subject("", key.instansi, key.kode), ())
    mine = {name_key(one.name): one for one in some if one.since <= key.tahun <= one.until}
    if not mine or not thread.rencana:
        return
    thread.once("indicators", lambda: tuple(_fill(one, mine.get(one.key)) for one in find_indicators(thread)))
    thread.once("pagu_renstra", lambda: _renstra_money(thread, list(mine.values())))


def _fill(indicator: Indicator, target: FiveYearTarget | None) -> Indicator:
    if target is None or indicator.target_renstra is not None or "target_renstra" in indicator.disputed:
        return indicator
    return replace(indicator, target_renstra=target.whole(indicator.agregasi))


def _renstra_money(thread: Thread, some: Sequence[FiveYearTarget]) -> Decimal | None:
    stated = total(thread.rencana, "pagu_renstra")
    return stated if stated is not None else add_exactly(one.ceiling for one in some)
