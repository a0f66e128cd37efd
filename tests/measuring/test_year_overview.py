"""A year in short, its proposals by region, and sums of accounts: exact, and each row counted once."""

from __future__ import annotations

from suluh.linking.proposals_by_region import proposals_of, proposals_within
from suluh.measuring.accounts import budget_rows, net_financing
from suluh.measuring.outcomes import reached_target, year_passed
from suluh.measuring.proposal_flow import estimated_cost
from suluh.measuring.year_overview import newest_overview
from suluh.reading.region_list import load_regions
from thread_builders import make_book, make_records, make_thread

VILLAGE, OTHER = "74.72.01.1007", "74.72.02.1001"


def test_the_newest_year_is_the_newest_that_anybody_reported_on() -> None:
    book = make_book(
        usulan=[{"kode_wilayah": VILLAGE}, {"kode_wilayah": VILLAGE, "hasil": "ditolak"}],
        rencana=[{}, {"tahun": 2025}],
        anggaran=[{}, {"tahun": 2025}],
        realisasi=[{"realisasi_fisik": 100}],
    )
    now = newest_overview(book)
    assert now is not None and (now.year, now.through, now.before) == (2024, 1, None)
    assert (now.whole_flow.asked, now.whole_flow.done) == (2, 1)
    assert now.budgeted_shares == {VILLAGE: 50}
    assert newest_overview(make_book(usulan=[{"kode_sub_kegiatan": ""}])) is None


def test_proposals_of_a_region_are_those_of_its_parts_too() -> None:
    book = make_book(usulan=[{"kode_wilayah": VILLAGE}, {"kode_wilayah": OTHER}, {"kode_wilayah": "99.99"}])
    assert {key: len(some) for key, some in proposals_of(book).items()} == {
        (2024, VILLAGE): 1,
        (2024, OTHER): 1,
        (2024, "99.99"): 1,
    }
    within = proposals_within(book, load_regions(), "74.72")
    assert {kode: len(some) for (_, kode), some in within.items()} == {
        "74.72": 2,
        "74.72.01": 1,
        VILLAGE: 1,
        "74.72.02": 1,
        OTHER: 1,
        "99.99": 1,
    }


def test_financing_is_what_comes_in_less_what_goes_out() -> None:
    into = {"kode_rekening": "6.1.01", "kode_sub_kegiatan": "", "murni": 100}
    out = {"kode_rekening": "6.2.02", "kode_sub_kegiatan": "", "murni": 30, "perubahan": 40}
    book = make_book(anggaran=[{"murni": 7}, into, out])
    rows = budget_rows(book)[2024]
    net = net_financing(rows, 2024)
    assert len(rows) == 3 and (net.murni, net.budget, net.rows) == (70, 60, 2)
    assert net_financing([], 2024).budget is None


def test_cost_time_and_target() -> None:
    records = make_records("usulan", [{"perkiraan_biaya": 10}, {"perkiraan_biaya": None}])
    assert estimated_cost(records) == 10 and estimated_cost(records[1:]) is None
    assert [year_passed(quarter) for quarter in range(5)] == [0, 25, 50, 75, 100]
    assert reached_target(make_thread(rencana=[{}], realisasi=[{"realisasi_fisik": 100}]))
    assert not reached_target(make_thread(rencana=[{}], realisasi=[{"realisasi_fisik": "99.9"}]))
