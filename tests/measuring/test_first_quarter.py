"""What is owed begins with a site's first quarter, and for an agency with its own: what came is shown."""

from datetime import date

import pytest

from record_builders import make_studio
from suluh.measuring.lateness import find_late, find_late_realisation, find_silence
from suluh.measuring.outcomes import Standing, standing_of
from suluh.measuring.release_calendar import list_due, list_narratives
from suluh.measuring.report_coverage import LeftOut, Told, cover_agency, list_quarters, state_of
from suluh.measuring.rollups import roll_up_all
from suluh.rendering.pages.shared.report_words import describe_start, state_of_silent
from suluh.vocabulary.reporting_duty import EVERY_QUARTER, ReportingDuty, Term, read_quarter
from suluh.vocabulary.reports import Instansi, duty_of
from thread_builders import make_book

DAY = date(2025, 2, 1)
"""After the deadline of the last quarter of 2024."""
OLD, NEW = (
    Instansi("dinas-lama", "Dinas Lama", "dinas"),
    Instansi("dinas-baru", "Dinas Baru", "dinas", term=Term((2024, 4))),
)
GONE = Instansi("dinas-bubar", "Dinas Bubar", "dinas", term=Term(None, (2024, 3)))
AGENCIES = (OLD, NEW, GONE)


def book_from(first, *, agencies=AGENCIES, **rows):
    """Budgets of all the agencies for 2024, one of which reported its first quarter."""
    slugs = [agency.slug for agency in agencies]
    rows = {
        "anggaran": [{"instansi": slug} for slug in slugs],
        "realisasi": [{"instansi": slugs[0], "triwulan": 1, "realisasi_keuangan": 10}],
        **rows,
    }
    return make_book(day=DAY, duty=duty_of(agencies, first), **rows)


def states(book, slug):
    return [cell.state for cell in cover_agency(book, slug, list_quarters(book)).values()]


def test_quarters_before_the_first_are_not_waited_for_and_what_came_is_there():
    book = book_from((2024, 3))
    assert states(book, "dinas-lama") == [
        Told.TEPAT_WAKTU,
        Told.TIDAK_BERLAKU,
        Told.BELUM_DILAPORKAN,
        Told.BELUM_DILAPORKAN,
    ]
    (thread,) = book.select(instansi="dinas-lama")
    assert (thread.owed, thread.missing) == ((3, 4), (3, 4))
    assert state_of(thread, 2) is Told.TIDAK_BERLAKU
    whole = roll_up_all(book.select(instansi="dinas-lama"))
    assert (whole.reports, whole.due) == (1, 3)


def test_an_agency_owes_within_its_own_term_alone():
    book = book_from((2024, 2))
    assert states(book, "dinas-baru")[:3] == [Told.TIDAK_BERLAKU] * 3
    assert states(book, "dinas-baru")[3] is Told.BELUM_DILAPORKAN
    assert states(book, "dinas-bubar")[1:] == [
        Told.BELUM_DILAPORKAN,
        Told.BELUM_DILAPORKAN,
        Told.TIDAK_BERLAKU,
    ]
    assert cover_agency(book, "dinas-bubar", [(2024, 4)])[2024, 4].left_out is LeftOut.DI_LUAR_MASA


def test_a_term_never_begins_before_the_site():
    assert duty_of(AGENCIES, (2025, 2)).begins("dinas-baru") == (2025, 2)
    assert duty_of(AGENCIES, None).begins("dinas-baru") == (2024, 4)
    assert duty_of([OLD], None) == EVERY_QUARTER


def test_a_year_before_the_first_quarter_owes_nothing():
    book = book_from((2025, 1))
    assert book.due == {2024: 0}
    assert list_quarters(book) == ((2024, 1),)
    (thread,) = book.select(instansi="dinas-baru")
    assert (thread.missing, standing_of(thread)) == ((), Standing.NOT_BEGUN)
    assert not [
        matter for thread in book.threads.values() for matter in thread.matters if matter.code == "A012"
    ]
    assert find_silence(book, {}, DAY) == ()


@pytest.mark.parametrize(("first", "quarters"), [(None, 4), ((2024, 1), 4), ((2024, 3), 2), ((2025, 1), 0)])
def test_the_calendar_and_the_late_begin_with_the_same_quarter(first, quarters):
    book = book_from(first, agencies=[OLD])
    due = list_due(book, lambda _: (), (), (), years=[2024], agencies=["dinas-lama"], today=DAY)
    assert len(due) == quarters
    told = {"dinas-lama": frozenset({(2024, 1)})}
    narratives = list_narratives(told, ["dinas-lama"], [2024], duty=book.duty, today=DAY, simulated=False)
    assert len([*narratives]) == quarters
    for late in (find_late([OLD], told, DAY, duty=book.duty), find_late_realisation([OLD], book, DAY)):
        assert (late.expected, len(late.late)) == ((1, 1) if quarters else (0, 0))
        assert [aside.reason for aside in late.aside] == ([] if quarters else [LeftOut.DI_LUAR_MASA])


def test_a_stated_beginning_is_owed_though_nobody_ever_reported():
    book = book_from((2024, 4), agencies=[OLD], realisasi=[])
    silent = find_silence(book, {}, DAY)
    assert [silence.missing for silence in silent] == [((2024, 4),)] * 2
    assert [
        due.name
        for due in list_narratives({}, ["dinas-lama"], [2024], duty=book.duty, today=DAY, simulated=False)
    ] == ["4"]


@pytest.mark.parametrize("text", ["", "2026", "2026-tw5", "2026-TW3", "2026-tw3 ", "26-tw3", "٢٠٢٦-tw3"])
def test_what_names_no_quarter_is_none(text):
    assert read_quarter(text) is None


def test_a_quarter_is_read():
    assert read_quarter("2026-tw3") == (2026, 3)
    assert ReportingDuty((2026, 3)).asks((2026, 3))
    assert not ReportingDuty((2026, 3)).asks((2026, 2))


@pytest.mark.parametrize(
    ("first", "state", "start"),
    [
        ((2025, 1), "belum waktunya", "Laporan pertama yang ditunggu di situs ini: TW I 2025"),
        ((2024, 4), "belum dilaporkan", ""),
        (None, "belum dilaporkan", ""),
    ],
)
def test_an_agency_of_a_site_that_has_just_begun_is_not_late(first, state, start):
    studio = make_studio(agencies=[OLD], day=DAY, first_quarter=first)
    assert state_of_silent(studio, "dinas-lama") == state
    assert describe_start(studio).partition(",")[0] == start
