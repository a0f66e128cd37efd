"""One clock over random histories: who owes what is the same for everybody who asks, on every day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from builders import make_instansi
from suluh.measuring.lateness import find_late, find_late_realisation, find_silence
from suluh.measuring.outcomes import Standing, standing_of
from suluh.measuring.release_calendar import Arrival, Release, list_due
from suluh.measuring.report_coverage import (
    LeftOut,
    Told,
    count_quarter,
    cover_agencies,
    list_quarters,
    newest_quarter_due,
)
from suluh.reading.deadlines import due_date, last_due, newest_due, quarters_due
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import QUARTERS
from thread_builders import make_book

SLUGS = ("badan-a", "dinas-b", "dinas-c")
CODES = ("1.06.02.2.01.0001", "1.06.02.2.01.0002")
YEARS = (2024, 2025)
DEADLINES = [due_date(year, quarter) for year in (2023, *YEARS, 2026) for quarter in QUARTERS]
INCOMPLETE = (Told.BELUM_DILAPORKAN, Told.SEBAGIAN)

Key = tuple[int, str, str]


@dataclass(frozen=True)
class Past:
    """What agencies of three budgeted, planned and reported in two years."""

    budgets: frozenset[Key]
    plans: frozenset[Key]
    reports: Mapping[tuple[Key, int], int]

    def on(self, day: date) -> ThreadBook:
        """The threads as of a day."""

        def row(key: Key, **rest: object) -> dict[str, Any]:
            return {"tahun": key[0], "instansi": key[1], "kode_sub_kegiatan": key[2], **rest}

        rows: dict[str, Sequence[Mapping[str, Any]]] = {
            "anggaran": [row(key) for key in sorted(self.budgets)],
            "rencana": [row(key) for key in sorted(self.plans)],
            "realisasi": [
                row(
                    key,
                    triwulan=quarter,
                    realisasi_keuangan=1,
                    realisasi_fisik=1,
                    tanggal_lapor=(due_date(key[0], quarter) + timedelta(days=late)).isoformat(),
                )
                for (key, quarter), late in sorted(self.reports.items())
            ],
        }
        return make_book(None, day=day, **rows)


keys = st.tuples(st.sampled_from(YEARS), st.sampled_from(SLUGS), st.sampled_from(CODES))
pasts = st.builds(
    Past,
    st.frozensets(keys, max_size=8),
    st.frozensets(keys, max_size=4),
    st.dictionaries(st.tuples(keys, st.sampled_from(QUARTERS)), st.integers(-20, 20), max_size=24),
)
days = st.dates(date(2023, 12, 1), date(2027, 2, 1)) | st.sampled_from(
    [deadline + timedelta(days=step) for deadline in DEADLINES for step in (0, 1)]
)
AGENCIES = [replace(make_instansi(), slug=slug) for slug in SLUGS]


@given(pasts, days)
def test_threads_coverage_calendar_and_late_agree_on_every_agency_and_quarter(past: Past, day: date) -> None:
    book = past.on(day)
    every = [(year, quarter) for year in YEARS for quarter in QUARTERS]
    covered = cover_agencies(book, every, SLUGS)
    calendar = {
        (due.year, int(due.name)): due
        for due in list_due(book, lambda _: (), (), (), years=YEARS, agencies=SLUGS, today=day)
        if due.release is Release.REALISASI
    }
    for year, quarter in every:
        passed = due_date(year, quarter) < day
        cells = {slug: covered[slug][year, quarter] for slug in SLUGS}
        for slug, cell in cells.items():
            owing = [thread for thread in book.select(year, slug) if thread.owes]
            assert (cell.left_out is None) == bool(owing) == (cell.due > 0)
            missing = [thread for thread in owing if quarter in thread.missing]
            assert (cell.state in INCOMPLETE) == bool(missing)
            assert cell.due - cell.reported == len(missing) or not passed
            assert not (cell.state is Told.BELUM_WAKTUNYA and passed)
            assert not (missing and not passed)
        if year in book.years:
            due = calendar[year, quarter]
            complete = [slug for slug, cell in cells.items() if cell.due and cell.reported == cell.due]
            waited = [slug for slug, cell in cells.items() if cell.due]
            assert (due.there, due.all) == (len(complete), len(waited))
            open_states = {cell.state for cell in cells.values()} & set(INCOMPLETE)
            assert (due.arrival in (Arrival.BELUM, Arrival.SEBAGIAN)) == bool(open_states)
    newest = newest_due(day)
    lateness = find_late_realisation(AGENCIES, book, day)
    assert lateness.quarter == newest and lateness.due < day
    cells_now = cover_agencies(book, [newest], SLUGS)
    assert [late.agency.slug for late in lateness.late] == [
        slug for slug in SLUGS if cells_now[slug][newest].state in INCOMPLETE
    ]
    assert lateness.expected + len(lateness.aside) == len(SLUGS)


@given(pasts, days)
def test_nobody_of_the_list_is_dropped_from_a_count(past: Past, day: date) -> None:
    book = past.on(day)
    quarter = newest_quarter_due(book)
    if quarter is None:
        assert not any(book.due.values()) and not book.through
        return
    assert quarter in list_quarters(book)
    count = count_quarter(book, quarter, SLUGS)
    assert sorted((*count.waited, *count.aside)) == sorted(SLUGS)
    for slug in count.left_out.get(LeftOut.TANPA_ANGGARAN, ()):
        assert any(key[:2] == (quarter[0], slug) for key in past.plans)
    if any(book.due.values()):
        assert due_date(*quarter) < day
        missing = {thread.key.instansi for thread in book.select(quarter[0]) if quarter[1] in thread.missing}
        assert set(count.silent) <= missing <= set(count.waited)


@given(pasts, days)
def test_a_day_on_which_no_deadline_passes_changes_nothing(past: Past, day: date) -> None:
    here, next_day = past.on(day), past.on(day + timedelta(days=1))
    if any(deadline == day for deadline in DEADLINES):
        quarter = next(key for key in list_all() if due_date(*key) == day)
        for thread in next_day.threads.values():
            before = here.threads[thread.key]
            crossed = {quarter[1]} if thread.owes and thread.key.tahun == quarter[0] else set()
            assert set(thread.missing) - set(before.missing) == crossed - set(thread.reported)
            assert set(before.missing) <= set(thread.missing) and not crossed & set(before.missing)
        return
    assert (here.due, here.through) == (next_day.due, next_day.through)
    for thread in next_day.threads.values():
        before = here.threads[thread.key]
        assert (thread.missing, thread.stations, thread.horizon) == (
            before.missing,
            before.stations,
            before.horizon,
        )
        assert standing_of(thread) is standing_of(before)
        assert [matter.code for matter in thread.matters] == [matter.code for matter in before.matters]


def list_all() -> list[tuple[int, int]]:
    return [(year, quarter) for year in (2023, *YEARS, 2026) for quarter in QUARTERS]


@given(pasts, days)
def test_a_silent_region_never_turns_green_and_says_how_long(past: Past, day: date) -> None:
    book = past.on(day)
    (silence, *more) = find_silence(book, {}, day) or (None,)
    assert not more
    if silence is None:
        owed = quarters_due((min(book.due), 1), day) if book.due else ()
        last = max(((year, quarter) for year, quarter in book.through.items()), default=(0, 0))
        assert not owed or owed[-1] <= last
        return
    assert silence.days > 0 and silence.missing[-1] == newest_due(day)
    later = find_silence(past.on(day + timedelta(days=400)), {}, day + timedelta(days=400))[0]
    assert later.missing[: len(silence.missing)] == silence.missing and later.days == silence.days + 400


@given(pasts, days)
def test_what_is_not_reported_is_never_called_done_or_under_way(past: Past, day: date) -> None:
    for thread in past.on(day).threads.values():
        standing = standing_of(thread)
        if (
            thread.due
            and thread.owes
            and thread.due in thread.missing
            and max(thread.reported, default=0) < thread.due
        ):
            assert standing is Standing.UNREPORTED
        if not thread.owes:
            assert thread.missing == ()


@given(
    days,
    st.dictionaries(
        st.sampled_from(SLUGS), st.frozensets(st.tuples(st.sampled_from(YEARS), st.sampled_from(QUARTERS)))
    ),
)
def test_every_agency_of_the_list_owes_a_narrative_report(
    day: date, handed_in: dict[str, frozenset[tuple[int, int]]]
) -> None:
    lateness = find_late(AGENCIES, handed_in, day)
    assert lateness.expected == len(SLUGS)
    assert {late.agency.slug for late in lateness.late} == {
        slug for slug in SLUGS if newest_due(day) not in handed_in.get(slug, ())
    }


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_newest_quarter_due_is_the_last_of_those_due(day: date) -> None:
    year, quarter = newest_due(day)
    assert last_due(year, day) == quarter and quarters_due((2018, 1), day)[-1] == (year, quarter)
    assert due_date(year, quarter) < day
