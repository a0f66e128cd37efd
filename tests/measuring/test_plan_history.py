"""A five-year plan revised in mid-term keeps its years and names its changes; a new period starts anew.

The figures are counted again here by a few lines of their own, over random histories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suluh.measuring.evaluation import evaluate_agency
from suluh.measuring.plan_notes import list_notes
from suluh.measuring.renstra_evaluation import RenstraRow, evaluate_renstra
from suluh.publishing.evaluation_table import explain_row, say_note
from suluh.vocabulary.evaluation_forms import EvaluationRow
from suluh.vocabulary.measures import Limit, Undefined
from suluh.vocabulary.plan_periods import Period, gather_periods
from suluh.vocabulary.thread_book import ThreadBook
from thread_builders import CODE, codes_of, make_book

YEARS = (2021, 2022, 2023, 2024, 2025)
OLD_CODE = "1.06.02.2.01.0009"


@dataclass(frozen=True)
class Year:
    """What one yearly plan states, and what was reported of it in its last quarter."""

    target: int | None
    ceiling: int | None
    unit: str
    result: int | None
    money: int | None
    agency: str = "dinas-contoh"
    code: str = CODE


def book_of(
    history: Mapping[int, Year], how: str = "jumlah", **more: Sequence[Mapping[str, Any]]
) -> ThreadBook:
    plan, done, funds = [], [], []
    for tahun, year in history.items():
        key = {"tahun": tahun, "instansi": year.agency, "kode_sub_kegiatan": year.code}
        plan.append(
            {
                **key,
                "target": 10,
                "satuan": year.unit,
                "agregasi": how,
                "target_renstra": year.target,
                "pagu_renstra": year.ceiling,
            }
        )
        funds.append({**key, "murni": 1000})
        told = {"realisasi_fisik": year.result, "realisasi_keuangan": year.money}
        if year.result is not None or year.money is not None:
            done.append({**key, "triwulan": 4, **told})
    walk = [
        {"jenis": "instansi", "lama": "dinas-lama", "baru": "dinas-contoh", "sejak": 2023},
        {"jenis": "sub_kegiatan", "lama": OLD_CODE, "baru": CODE, "sejak": 2023},
    ]
    return make_book(None, rencana=plan, anggaran=funds, realisasi=done, padanan=walk, **more)


def form_row(book: ThreadBook, tahun: int, agency: str = "dinas-contoh") -> EvaluationRow:
    form = evaluate_agency(book, agency, tahun=tahun, triwulan=4)
    (row,) = [row for row in form.rows if row.level == "sub_kegiatan"]
    return row


def table_row(book: ThreadBook, tahun: int, agency: str = "dinas-contoh") -> RenstraRow:
    return evaluate_renstra(book, agency, tahun=tahun)[-1]


def simple(targets: Sequence[int | None], **overrides: Any) -> dict[int, Year]:
    """Years up to 2025 with such Renstra targets; four things and Rp40 each."""
    first = YEARS[-1] - len(targets) + 1
    return {
        first + number: Year(
            **{"target": target, "ceiling": 600, "unit": "orang", "result": 4, "money": 40, **overrides}
        )
        for number, target in enumerate(targets)
    }


def test_a_target_raised_in_the_last_year_drops_nothing() -> None:
    book = book_of(simple([50, 50, 50, 50, 60]))
    row = form_row(book, 2025)
    assert (row.target_renstra.k, row.before.k, row.since.k) == (60, 16, 20)
    assert row.renstra_percent.k == Fraction(100, 3)
    assert (row.before.rp, row.since.rp) == (160, 200)
    assert "target lima tahun diubah dari 50 menjadi 60 mulai 2025" in explain_row(row)
    leaf = table_row(book, 2025)
    assert (leaf.before, leaf.last_result, leaf.since, leaf.since_percent) == (12, 4, 20, Fraction(100, 3))
    assert (leaf.estimate, leaf.percent) == (26, Fraction(130, 3))


def test_the_change_is_told_where_and_when_it_happens() -> None:
    book = book_of(simple([50, 50, 60, 60]))
    told = {key.tahun: codes_of(thread).count("A032") for key, thread in book.threads.items()}
    assert told == {2022: 0, 2023: 0, 2024: 1, 2025: 0}
    assert "mulai 2024" in explain_row(form_row(book, 2025))


def test_a_target_lowered_or_dropped_drops_no_year() -> None:
    lowered = form_row(book_of(simple([50, 50, 40])), 2025)
    assert (lowered.since.k, lowered.renstra_percent.k) == (12, 30)
    dropped = form_row(book_of(simple([50, 50, None])), 2025)
    assert (dropped.target_renstra.k, dropped.before.k, dropped.since.k) == (None, 8, 12)
    assert dropped.renstra_percent.k is None
    assert "target lima tahun 50 tidak disebut lagi mulai 2025" in explain_row(dropped)


def test_a_revised_ceiling_keeps_the_money_of_the_years_before() -> None:
    history = simple([50, 50])
    history[2025] = Year(50, 900, "orang", 4, 40)
    row = form_row(book_of(history), 2025)
    assert (row.target_renstra.rp, row.since.rp, row.renstra_percent.rp) == (900, 80, Fraction(80, 9))
    assert "pagu lima tahun diubah dari Rp600 menjadi Rp900 mulai 2025" in explain_row(row)


def test_another_unit_is_not_added_up_and_named() -> None:
    history = simple([50, 50, 50])
    history[2023] = Year(50_000, 600, "meter", 4000, 40)
    row = form_row(book_of(history), 2025)
    assert (row.before.k, row.since.k, row.renstra_percent.k, row.since.rp) == (None, None, None, 120)
    assert "satuan lain pada 2023" in explain_row(row)
    leaf = table_row(book_of(history), 2025)
    assert (leaf.before, leaf.estimate, leaf.undefined) == (None, None, Undefined.SATUAN_BERUBAH)
    level = form_row(book_of(history, "akhir"), 2025)
    assert (level.before.k, level.since.k) == (4, 4)


PERIODS = {
    "target_lima_tahun": [
        {
            "indikator": "Lain",
            "satuan": "orang",
            "arah": "naik",
            "tahun_awal": since,
            "tahun_akhir": until,
            "tahun": since,
            "target": 1,
        }
        for since, until in ((2021, 2026), (2025, 2029))
    ],
    "tujuan": [
        {
            "id": "v1",
            "jenis": "visi",
            "uraian": "Lama",
            "tahun_awal": 2021,
            "tahun_akhir": 2026,
            "kode_sub_kegiatan": None,
        },
        {"id": "v2", "jenis": "visi", "uraian": "Baru", "tahun_awal": 2025, "tahun_akhir": 2029},
    ],
    "dokumen": [
        {
            "id": "d1",
            "jenis": "rpjmd",
            "judul": "Lama",
            "tahun_awal": 2021,
            "tahun_akhir": 2026,
            "instansi": None,
        },
        {"id": "d2", "jenis": "renstra", "judul": "Baru", "tahun_awal": 2025, "tahun_akhir": 2029},
    ],
}


@pytest.mark.parametrize("standard", sorted(PERIODS))
def test_a_new_period_starts_anew_wherever_it_is_stated(standard: str) -> None:
    book = book_of(simple([50, 50, 50, 60]), **{standard: PERIODS[standard]})
    row = form_row(book, 2025)
    assert (row.before.k, row.since.k, row.since.rp) == (None, 4, 40)
    assert row.history is not None and not row.history.changes
    assert (form_row(book, 2024).since.k, codes_of(list(book.threads.values())[-1]).count("A032")) == (12, 0)


def test_the_same_target_in_a_new_period_is_another_plan() -> None:
    book = book_of(simple([50, 50, 50]), tujuan=PERIODS["tujuan"])
    assert (form_row(book, 2025).before.k, form_row(book, 2024).before.k) == (None, 4)


def test_years_of_the_plan_that_no_data_has_are_named() -> None:
    book = book_of(simple([50, 50]), tujuan=PERIODS["tujuan"][:1])
    assert "tidak ada data 2021, 2022, 2023" in explain_row(form_row(book, 2025))


def test_without_any_period_five_years_are_one_plan_and_that_is_said() -> None:
    row = form_row(book_of(simple([50, 50, 60])), 2025)
    assert "masa rencana tidak disebut data; 2023 sampai 2025 dianggap satu rencana" in explain_row(row)


def test_agencies_that_became_one_bring_their_years_along() -> None:
    history = simple([50])
    merged = [
        {"tahun": 2024, "instansi": slug, "target": 5, "target_renstra": part, "satuan": "orang"}
        for slug, part in (("dinas-lama", 30), ("dinas-tua", 20))
    ]
    done = [{**row, "triwulan": 4, "realisasi_fisik": 3, "realisasi_keuangan": 7} for row in merged]
    now = {"tahun": 2025, "target_renstra": 50, "pagu_renstra": 900, "satuan": "orang"}
    walk = [
        {"jenis": "instansi", "lama": slug, "baru": "dinas-contoh"} for slug in ("dinas-lama", "dinas-tua")
    ]
    book = make_book(
        None,
        rencana=[*merged, now],
        realisasi=[*done, {"tahun": 2025, "triwulan": 4, "realisasi_fisik": 4}],
        padanan=walk,
    )
    assert len(history) == 1
    row = form_row(book, 2025)
    assert (row.before.k, row.since.k, row.before.rp) == (6, 10, 14)
    assert row.history is not None and not row.history.changes


def test_levels_of_several_agencies_have_no_common_value() -> None:
    merged = [
        {"tahun": 2024, "instansi": slug, "agregasi": "akhir", "target_renstra": 50}
        for slug in ("dinas-lama", "dinas-tua")
    ]
    done = [
        {"tahun": 2024, "instansi": slug, "triwulan": 4, "realisasi_fisik": value}
        for slug, value in (("dinas-lama", 3), ("dinas-tua", 9))
    ]
    walk = [
        {"jenis": "instansi", "lama": slug, "baru": "dinas-contoh"} for slug in ("dinas-lama", "dinas-tua")
    ]
    now = {"tahun": 2025, "target_renstra": 50, "agregasi": "akhir"}
    row = form_row(make_book(None, rencana=[*merged, now], realisasi=done, padanan=walk), 2025)
    assert row.before.k is None and "tidak dapat disatukan" in explain_row(row)


@pytest.mark.parametrize(("how", "before"), [("jumlah", 7), ("akhir", 4)])
def test_a_year_that_was_handed_over_in_its_middle_is_one_year(how: str, before: int) -> None:
    plan = {"target_renstra": 50, "pagu_renstra": 900, "agregasi": how, "tahun": 2024}
    done = {"realisasi_keuangan": 10, "tahun": 2024}
    book = make_book(
        None,
        padanan=[{"jenis": "instansi", "lama": "dinas-lama", "baru": "dinas-contoh"}],
        rencana=[{**plan, "instansi": "dinas-lama"}, plan, {**plan, "tahun": 2025}],
        realisasi=[
            {**done, "instansi": "dinas-lama", "triwulan": 2, "realisasi_fisik": 3},
            {**done, "triwulan": 4, "realisasi_fisik": 4},
        ],
    )
    row = form_row(book, 2025)
    assert (row.before.k, row.before.rp) == (before, 20)
    assert row.history is not None and row.money_history is not None
    assert not row.history.changes and not row.money_history.changes


def test_years_under_another_indicator_are_named() -> None:
    plan = {"target_renstra": 50, "target": 10}
    before = {**plan, "tahun": 2024, "indikator": "Warga dilatih"}
    book = make_book(
        None,
        rencana=[before, {**plan, "tahun": 2025}],
        realisasi=[{"tahun": 2024, "indikator": "Warga dilatih", "triwulan": 4, "realisasi_fisik": 4}],
    )
    row = form_row(book, 2025)
    assert row.before.k is None and "rencana 2024 memakai indikator lain" in explain_row(row)


def test_years_of_what_was_split_are_named_and_not_taken() -> None:
    other = "1.06.02.2.01.0008"
    walk = [{"jenis": "sub_kegiatan", "lama": OLD_CODE, "baru": new} for new in (CODE, other)]
    plan = {"target_renstra": 50, "target": 10}
    book = make_book(
        None,
        padanan=walk,
        rencana=[{**plan, "tahun": 2024, "kode_sub_kegiatan": OLD_CODE}, {**plan, "tahun": 2025}],
        realisasi=[{"tahun": 2024, "kode_sub_kegiatan": OLD_CODE, "triwulan": 4, "realisasi_fisik": 4}],
    )
    row = form_row(book, 2025)
    assert row.before.k is None and "dipecah, hasil 2024 tidak dibawa" in explain_row(row)


def test_a_most_of_five_years_is_within_its_limit_until_the_plan_ends() -> None:
    plan = {"target": 8, "target_renstra": 40, "arah": "turun", "rumus": "dua_t_kurang_r"}
    years = (2024, 2025)
    done = [
        {"tahun": year, "triwulan": quarter, "realisasi_fisik": 1}
        for year in years
        for quarter in (1, 2, 3, 4)
    ]
    periods = {"jenis": "rpjmd", "judul": "R", "tahun_awal": 2024, "instansi": None}
    for until, percent in ((2029, None), (2025, 180)):
        book = make_book(
            None,
            rencana=[{"tahun": year, **plan} for year in years],
            realisasi=done,
            dokumen=[{**periods, "id": "d", "tahun_akhir": until}],
        )
        row = form_row(book, 2025)
        assert (row.since.k, row.renstra_percent.k) == (8, percent)
        assert row.plan_limit is Limit.DALAM_BATAS and row.renja_percent.k == 150


def test_a_plan_that_was_revised_under_another_first_year_is_one_plan() -> None:
    periods = gather_periods([("", 2021, 2026), ("", 2023, 2026), ("", 2025, 2029), ("", 2005, 2025)])
    assert periods.plan_of("dinas", 2022) == Period(2021, 2026)
    assert periods.plan_of("dinas", 2024) == Period(2021, 2026)
    assert periods.plan_of("dinas", 2026) == Period(2025, 2029)
    assert not periods.plan_of("dinas", 2031).stated


def test_targets_of_a_revised_plan_replace_those_from_its_first_year_on() -> None:
    def rows(since: int, amount: int) -> list[dict[str, Any]]:
        return [
            {
                "indikator": "Orang dilatih",
                "satuan": "orang",
                "arah": "naik",
                "tahun_awal": since,
                "tahun_akhir": 2026,
                "tahun": year,
                "target": amount,
            }
            for year in range(since, 2027)
        ]

    book = book_of(
        simple([None, None, None, None, None], ceiling=None),
        target_lima_tahun=[*rows(2021, 10), *rows(2023, 20)],
    )
    row = form_row(book, 2025)
    assert (row.target_renstra.k, row.since.k) == (Decimal(2 * 10 + 4 * 20), 20)


YEAR = st.builds(
    Year,
    target=st.sampled_from([None, 50, 60]),
    ceiling=st.sampled_from([None, 500, 900]),
    unit=st.sampled_from(["orang", "Orang", "orang", "rumah"]),
    result=st.none() | st.integers(0, 20),
    money=st.none() | st.integers(0, 400),
    agency=st.sampled_from(["dinas-contoh", "dinas-lama"]),
    code=st.sampled_from([CODE, OLD_CODE]),
)
STARTS = st.sampled_from([(), (2021,), (2021, 2024), (2023,)])


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(YEARS), YEAR, min_size=1),
    STARTS,
    st.sampled_from(["jumlah", "maks", "akhir", "rata"]),
)
def test_the_figures_are_those_counted_again(
    history: dict[int, Year], starts: tuple[int, ...], how: str
) -> None:
    visions = [
        {
            "id": f"v{since}",
            "jenis": "visi",
            "uraian": "V",
            "instansi": None,
            "tahun_awal": since,
            "tahun_akhir": since + 4,
        }
        for since in starts
    ]
    history = dict(sorted(history.items()))
    book = book_of(history, how, tujuan=visions)
    last = max(history)
    now, row = history[last], form_row(book, last, history[last].agency)
    mine = _years_by_hand(history, last, starts)
    named = any(year.target is not None for year in (*mine.values(), now))
    results = {at: year.result for at, year in mine.items() if year.result is not None}
    mixed = any(year.unit.lower() != now.unit.lower() for year in mine.values())
    kept = {at: value for at, value in results.items() if mine[at].unit.lower() == now.unit.lower()}
    before = _together(list(kept.values()), how)
    since = _together([*kept.values(), *([] if now.result is None else [now.result])], how)
    hidden = not named or (mixed and how in ("jumlah", "maks"))
    if hidden:
        before = since = None
    assert (row.before.k, row.since.k) == (before, since)
    if since is not None and now.target is not None:
        assert row.renstra_percent.k == Fraction(since, now.target) * 100
    leaf = table_row(book, last, now.agency)
    if hidden:
        assert (leaf.before, leaf.since, leaf.estimate, leaf.percent) == (None, None, None, None)
    else:
        _check_table(leaf, kept, now, how)
    money = [year.money for year in mine.values() if year.money is not None]
    funded = any(year.ceiling is not None for year in (*mine.values(), now))
    assert row.before.rp == (sum(money) if money and funded else None)
    told = [say_note(note) for note in list_notes(row.history, row.money_history)]
    stated = [year.target for year in (*mine.values(), now) if year.target is not None]
    if len(set(stated)) > 1 or (stated and now.target is None):
        assert any("target lima tahun" in text for text in told)


def _check_table(leaf: RenstraRow, kept: dict[int, int], now: Year, how: str) -> None:
    """Columns 5, 7, 10 and 11 of T-C.29 by hand; this year's target is 10."""
    last = max(kept, default=0)
    assert leaf.last_result in (None, *kept.values())
    rest = dict(kept)
    if leaf.last_result is not None:
        assert rest.pop(last) == leaf.last_result
    assert leaf.before == _together(list(rest.values()), how)
    assert leaf.estimate == _together([*kept.values(), 10], how)
    assert leaf.since == _together([*kept.values(), *([] if now.result is None else [now.result])], how)
    if now.target is not None:
        assert leaf.percent == Fraction(leaf.estimate, now.target) * 100


def _years_by_hand(history: Mapping[int, Year], last: int, starts: Sequence[int]) -> dict[int, Year]:
    """The years before of the same plan: from the newest start that covers the year, else four years back."""
    covering = [since for since in starts if since <= last <= since + 4]
    if covering:
        first = max(covering)
        return {at: year for at, year in history.items() if first <= at < last}
    free = [at for at in history if not any(since <= at <= since + 4 for since in starts)]
    return {at: history[at] for at in free if last - 4 <= at < last}


def _together(values: Sequence[int], how: str) -> int | None:
    if not values:
        return None
    return {"jumlah": sum, "maks": max}.get(how, lambda some: some[-1])(values)
