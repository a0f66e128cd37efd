"""The law of missing reports, over random years: what is not there may be anything that is admissible.

Deleting reports may widen ranges, lower coverage, withdraw judgements and add "belum dilaporkan", and nothing
else. A share of what was reported is reckoned anew over what remains. Whatever is judged on the thinner data
is judged so on the whole, and with any other content of the missing report. Other agencies' figures stay,
their places may become ranges. Adding the late report heals exactly that.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property, partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suluh.measuring.boards import Board
from suluh.measuring.evaluation import evaluate_agency
from suluh.measuring.flags import Flag
from suluh.measuring.outcomes import Standing, standing_of
from suluh.measuring.reach import owing_reports
from suluh.measuring.report_coverage import Told, cover_agency, state_of
from suluh.measuring.rollups import roll_up, roll_up_all
from suluh.reading.ladders import judge, ladder_in_force
from suluh.rendering.pages.shared.thread_numbers import thread_numbers
from suluh.vocabulary.measured import Measured
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.threads import QUARTERS, Thread
from thread_builders import make_thread
from thread_histories import YEAR, Cell, History, draw_history, draw_instead, make_history_book

SEEDS = st.integers(0, 2**48)
Judgements = dict[tuple[object, ...], object]


class Year:
    """A book looked at as of every quarter, each figure reckoned once."""

    def __init__(self, history: History) -> None:
        self.book = make_history_book(history)
        self.agencies = sorted({key.instansi for key in self.book.threads})
        self.boards = {quarter: Board(self.book, (YEAR, quarter)) for quarter in QUARTERS}
        self.forms = {
            (quarter, slug): evaluate_agency(self.book, slug, tahun=YEAR, triwulan=quarter)
            for quarter in QUARTERS
            for slug in self.agencies
        }
        self.so_far = roll_up(self.book.select(YEAR), "instansi")

    @cached_property
    def judgements(self) -> Judgements:
        """All that is judged, by what it is about; what is not judged is not there."""
        found: Judgements = {}
        ladder = ladder_in_force(YEAR)
        for quarter, board in self.boards.items():
            for slug, flagged in board.flags.items():
                for flag in flagged:
                    keys = [thread.key for thread in flag.threads] or [None]
                    if flag.flag is not Flag.BELUM_MELAPOR:
                        found |= {("flag", quarter, slug, flag.flag, key): True for key in keys}
            found |= {("behind", quarter, slug): lags for slug, lags in board.behind_time.items()}
            found["lowest", quarter] = board.lowest
            for slug, whole in board.agencies.items():
                found["grade", quarter, slug] = whole.achievement.sure(partial(judge, ladder))
        for (quarter, slug), form in self.forms.items():
            found["predicate", quarter, slug] = form.predicate or None
            for row in form.rows:
                about = (quarter, slug, row.code, row.indikator)
                found["indicator", *about] = row.predicate or None
                found["limit", *about] = row.limit
                found["share", *about] = row.renja_percent.rp
        return {about: said for about, said in found.items() if said is not None}

    def figures(self, slug: str) -> list[object]:
        """All figures of one agency, of every quarter and of the year as far as it reported."""
        found: list[object] = [self.so_far[slug]]
        for quarter, board in self.boards.items():
            flags = [
                (flag.flag, flag.percent, [thread.key for thread in flag.threads])
                for flag in board.flags[slug]
            ]
            found += [board.agencies[slug], self.forms[quarter, slug], flags, board.behind_time.get(slug)]
        for thread in self.book.select(YEAR, slug):
            found += [standing_of(thread), [state_of(thread, quarter) for quarter in QUARTERS]]
        return found


def choose_missing(dice: Random, history: History) -> list[Cell]:
    """Some reports: one, a few, or all that an agency owed of a quarter."""
    cells = sorted(history.reports)
    if not cells:
        return []
    first = dice.choice(cells)
    same = [cell for cell in cells if (cell[0], cell[2]) == (first[0], first[2])]
    return dice.choice(([first], dice.sample(cells, min(len(cells), 3)), same))


def check_law(seed: int) -> int:
    """One history against the law; how many reports were missing."""
    dice = Random(seed)
    history = draw_history(seed)
    missing = choose_missing(dice, history)
    touched = {agency for agency, _, _ in missing}
    thinned = history.without(missing)
    whole, thin = Year(history), Year(thinned)
    check_measured(whole, thin)
    check_states(whole, thin, set(missing))
    for slug in set(whole.agencies) - touched:
        assert thin.figures(slug) == whole.figures(slug)
    check_standings(whole, history.without(cell for cell in missing if cell[2] <= history.due))
    check_judgements(thin, whole)
    healed = Year(thinned.with_reports({cell: history.reports[cell] for cell in missing}))
    assert all(healed.figures(slug) == whole.figures(slug) for slug in touched)
    assert healed.judgements == whole.judgements
    other = thinned
    for cell in missing:
        other = other.with_reports({cell: draw_instead(dice.randrange(2**32), other, cell)})
    changed = Year(other)
    check_judgements(thin, changed)
    check_measured(changed, thin)
    return len(missing)


def check_measured(whole: Year, thin: Year) -> None:
    """Ranges widen, coverage falls, and the value is that of what remains."""
    for quarter in QUARTERS:
        ours, theirs = whole.boards[quarter], thin.boards[quarter]
        pairs = [(ours.whole, theirs.whole, thin.book.select(YEAR))]
        pairs += [
            (ours.agencies[slug], theirs.agencies[slug], thin.book.select(YEAR, slug))
            for slug in thin.agencies
        ]
        for more, less, threads in pairs:
            owing = any(thread.owes for thread in threads)
            check_pair(more.absorption, less.absorption, owing=owing)
            check_pair(more.achievement, less.achievement, owing=owing)
            assert less.absorption.value == reckon_anew(threads, quarter)


def check_pair(more: Measured, less: Measured, *, owing: bool) -> None:
    """What is thinner is counted from less and lies in a range that has the other within it.

    Where no budget asks for reports, what is counted among goes by those that came all the same.
    """
    assert less.coverage.counted <= more.coverage.counted
    assert less.coverage.owed >= more.coverage.owed or not owing
    if more.low is not None and more.high is not None and less.low is not None and less.high is not None:
        assert less.low <= more.low <= more.high <= less.high


def reckon_anew(threads: tuple[Thread, ...], quarter: int) -> Fraction | None:
    """Spent of budget of the sub kegiatan with all of their amounts, by the plainest way."""
    spent = budget = Fraction(0)
    for thread in threads:
        amounts = [thread.spent_in(number) for number in QUARTERS[:quarter]]
        if thread.budget is not None and None not in amounts:
            budget += Fraction(thread.budget)
            spent += sum(Fraction(amount) for amount in amounts if amount is not None)
    return spent / budget * 100 if budget else None


def check_states(whole: Year, thin: Year, missing: set[Cell]) -> None:
    """One state for one cell on thread, form, matrix and file; only those of missing reports change."""
    for key, thread in thin.book.threads.items():
        for quarter in QUARTERS:
            state = state_of(thread, quarter)
            if (key.instansi, key.kode, quarter) not in missing:
                assert state is state_of(whole.book.threads[key], quarter)
            elif not thread.owes:
                assert state is Told.TIDAK_BERLAKU
            else:
                assert state is (Told.BELUM_DILAPORKAN if quarter <= thread.due else Told.BELUM_WAKTUNYA)
            assert (state is Told.BELUM_DILAPORKAN) == (quarter in thread.missing)
        told = {row[1] for row in thread_numbers(thread).rows}
        waits = {quarter for quarter in QUARTERS if state_of(thread, quarter) is Told.BELUM_WAKTUNYA}
        assert told == set(QUARTERS[: thread.horizon]) - waits
    for (quarter, slug), form in thin.forms.items():
        threads = {thread.key.kode: thread for thread in thin.book.select(YEAR, slug)}
        for row in form.rows:
            if row.level == "sub_kegiatan":
                missed = [number for number in threads[row.code].missing if number <= quarter]
                assert list(row.missing) == missed
        cell = cover_agency(thin.book, slug, [(YEAR, quarter)])[YEAR, quarter]
        owing = [thread for thread in threads.values() if thread.owes]
        assert (cell.reported, cell.due) == (sum(quarter in one.reported for one in owing), len(owing))
        rollup = thin.boards[quarter].agencies[slug]
        until = QUARTERS[: min(quarter, thin.book.due.get(YEAR, 0))]
        missing_now = sum(number in one.missing for one in owing for number in until)
        assert rollup.due - rollup.reports == missing_now and rollup.budgeted == len(owing)


def check_standings(whole: Year, thinned: History) -> None:
    """How far the work is: as before, or no longer told."""
    for key, thread in make_history_book(thinned).threads.items():
        now, before = standing_of(thread), standing_of(whole.book.threads[key])
        assert now in (before, Standing.UNREPORTED), (key, before, now)


def check_judgements(thin: Year, other: Year) -> None:
    """Each judgement of the thinner data is that of the other; each place has the other place within it."""
    for about, judgement in thin.judgements.items():
        assert about in other.judgements and other.judgements[about] == judgement, (about, judgement)
    for quarter in QUARTERS:
        theirs = other.boards[quarter].positions
        for slug, place in thin.boards[quarter].positions.items():
            true = theirs[slug]
            assert place.best <= true.best <= true.worst <= place.worst and place.of == true.of


@given(SEEDS)
def test_missing_reports_overturn_nothing(seed: int) -> None:
    check_law(seed)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(SEEDS)
def test_missing_reports_overturn_nothing_at_length(seed: int) -> None:
    check_law(seed)


def test_an_aggregate_without_coverage_cannot_be() -> None:
    with pytest.raises(TypeError):
        Rollup(dimension="", key="")  # type: ignore[call-arg]


def test_a_plan_without_any_budget_promises_nothing() -> None:
    plan = {"indikator": "Orang dilatih", "target": 10}
    thread = make_thread(rencana=[plan])
    assert owing_reports([thread]) == ()
    assert roll_up_all([thread]).achievement.coverage.owed == 0
    report = {"indikator": "Orang dilatih", "triwulan": 1, "realisasi_fisik": 3}
    reported = make_thread(rencana=[plan], realisasi=[report])
    assert owing_reports([reported]) == (reported,)
