"""Proposals from station to station: everyone is somewhere, nobody twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from suluh.measuring.proposal_flow import follow_proposals
from suluh.vocabulary.thread_book import key_of
from thread_builders import make_book

OUTCOMES = st.lists(st.sampled_from(["diakomodasi", "ditunda", "ditolak", "belum_diputus", ""]), max_size=9)


@given(OUTCOMES, st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_every_station_is_a_part_of_the_one_before(
    outcomes: list[str], planned: bool, budgeted: bool, reported: bool, done: bool
) -> None:
    book = make_book(
        usulan=[{"hasil": one} for one in outcomes],
        rencana=[{}] * planned,
        anggaran=[{}] * budgeted,
        realisasi=[{"realisasi_keuangan": 1}] * reported,
    )
    records = list(book.records("usulan"))
    flow = follow_proposals(records, lambda one: book.threads.get(key_of(one)), lambda _: done)
    assert flow.asked == len(outcomes) == flow.accepted + flow.postponed + flow.refused + flow.undecided
    assert flow.asked >= flow.accepted >= flow.planned >= flow.budgeted >= flow.worked >= flow.done
    assert flow.planned == (flow.accepted if planned else 0)
    assert flow.done == (flow.accepted if planned and budgeted and reported and done else 0)
    assert (flow.budgeted_share is None) == (not outcomes)
