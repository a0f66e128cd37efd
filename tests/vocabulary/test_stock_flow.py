"""Stock and flow add up over any quarters, and shares are parts of what they are parts of."""

from hypothesis import given
from hypothesis import strategies as st

from record_builders import read_rows
from suluh.record_types.aduan.columns import COMPLAINTS
from suluh.record_types.layanan.columns import LICENCES
from suluh.vocabulary.stock_flow import Flow, read_flow, sum_flows

COUNTS = st.integers(0, 500)


def rows_of(start: int, steps: list[tuple[int, int, int]]) -> list[dict[str, object]]:
    """Quarters that follow each other: each begins with what the last one left."""
    rows, left = [], start
    for place, (came, done, archived) in enumerate(steps):
        done = min(done, left + came)
        archived = min(archived, left + came - done)
        end = left + came - done - archived
        rows.append(
            {
                "tahun": 2023 + place // 4,
                "triwulan": place % 4 + 1,
                "sisa_awal": left,
                "diterima": came,
                "selesai": done,
                "arsip": archived,
                "sisa_akhir": end,
                "dalam_tenggat": done // 2,
            }
        )
        left = end
    return rows


@given(COUNTS, st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=9))
def test_quarters_that_follow_each_other_add_up_to_one_flow(start, steps) -> None:
    rows = rows_of(start, steps)
    whole = sum_flows(read_rows("aduan", rows), COMPLAINTS)
    assert whole.opening == start
    assert whole.closing == whole.expected == rows[-1]["sisa_akhir"]
    assert whole.incoming == sum(came for came, _, _ in steps)
    if whole.within_share is not None:
        assert 0 <= whole.within_share <= 50


def test_what_nobody_stated_is_no_share_and_no_nought() -> None:
    (record,) = read_rows(
        "perizinan", [{"sisa_awal": 1, "masuk": 4, "terbit": 3, "ditolak": 1, "sisa_akhir": 1}]
    )
    flow = read_flow(record, LICENCES)
    assert (flow.finished, flow.within, flow.within_share, flow.median) == (4, None, None, None)


def test_those_without_a_statement_are_no_part_of_the_share() -> None:
    stated = {"tahun": 2025, "triwulan": 1, "diterima": 10, "selesai": 10, "dalam_tenggat": 8}
    silent = {"tahun": 2025, "triwulan": 1, "diterima": 90, "selesai": 90}
    assert sum_flows(read_rows("aduan", [stated, silent]), COMPLAINTS).within_share == 80


def test_nothing_is_an_empty_flow() -> None:
    assert sum_flows([], COMPLAINTS) == Flow()
