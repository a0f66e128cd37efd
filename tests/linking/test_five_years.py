"""A Renstra's targets reach the yearly plan that leaves them out, and never replace what it states."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from record_builders import make_record_dataset, read_rows
from suluh.linking.thread_joining import join_threads
from suluh.measuring.evaluation import evaluate_agency
from suluh.measuring.renstra_evaluation import evaluate_renstra
from suluh.vocabulary.five_years import Subject, gather_targets
from suluh.vocabulary.indicators import indicators_of
from suluh.vocabulary.thread_book import ThreadBook

CODE = "1.06.02.2.01.0001"
PLAN = {
    "tahun": 2024,
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": CODE,
    "indikator": "Orang dilatih",
    "satuan": "orang",
    "target": 40,
    "arah": "naik",
    "rumus": "r_per_t",
    "agregasi": "jumlah",
}
DONE = {**PLAN, "triwulan": 1, "realisasi_fisik": 30, "realisasi_keuangan": 2_000_000}


def targets(years: range = range(2023, 2028), **rest: Any) -> list[dict[str, Any]]:
    whole = {
        "instansi": "dinas-contoh",
        "kode_sub_kegiatan": "1.06.02.02.01.0001",  # as many write it
        "indikator": "orang  Dilatih",
        "satuan": "orang",
        "arah": "naik",
        "tahun_awal": 2023,
        "tahun_akhir": 2027,
        "pagu": 10_000_000,
    }
    return [{**whole, "tahun": year, "target": 40 + year - 2023, **rest} for year in years]


def join(plan: dict[str, Any], rows: list[dict[str, Any]]) -> ThreadBook:
    dataset = make_record_dataset("x", rencana=[plan], realisasi=[DONE], target_lima_tahun=rows)
    return join_threads([dataset], day=date(2027, 1, 31))


@pytest.mark.parametrize(
    ("agregasi", "final"), [("jumlah", Decimal(210)), ("akhir", Decimal(44)), ("maks", Decimal(44))]
)
def test_the_final_target_goes_by_the_indicators_aggregation(agregasi: str, final: Decimal) -> None:
    book = join({**PLAN, "agregasi": agregasi}, targets())
    (thread,) = book.threads.values()
    assert indicators_of(thread)[0].target_renstra == final


def test_forms_e81_and_tc29_have_them() -> None:
    book = join(PLAN, targets())
    form = evaluate_agency(book, "dinas-contoh", tahun=2024, triwulan=1)
    row = next(one for one in form.rows if one.level == "sub_kegiatan")
    assert (row.target_renstra.k, row.target_renstra.rp) == (Decimal(210), Decimal(50_000_000))
    leaf = evaluate_renstra(book, "dinas-contoh", tahun=2024)[-1]
    assert leaf.target_renstra == Decimal(210) and leaf.percent is not None


def test_what_the_plan_states_counts() -> None:
    book = join({**PLAN, "target_renstra": 200, "pagu_renstra": 7}, targets())
    form = evaluate_agency(book, "dinas-contoh", tahun=2024, triwulan=1)
    row = next(one for one in form.rows if one.level == "sub_kegiatan")
    assert (row.target_renstra.k, row.target_renstra.rp) == (Decimal(200), Decimal(7))


@pytest.mark.parametrize(
    "rows",
    [
        targets(range(2023, 2027)),  # a sum needs every year
        targets(instansi="dinas-lain"),
        targets(indikator="Lain"),
        targets(tahun_awal=2018, tahun_akhir=2022),
    ],
)
def test_what_does_not_fit_or_is_not_whole_is_not_taken(rows: list[dict[str, Any]]) -> None:
    (thread,) = join(PLAN, rows).threads.values()
    assert indicators_of(thread)[0].target_renstra is None


def test_rows_are_one_indicator_for_each_plan() -> None:
    goal = {"instansi": None, "kode_sub_kegiatan": None, "id_tujuan": "1.1.1", "kondisi_awal": 20}
    rows = [*targets(**goal), *targets(**{**goal, "tahun_awal": 2028, "tahun_akhir": 2032})]
    some = gather_targets(read_rows("target_lima_tahun", rows))[Subject("1.1.1")]
    assert [(one.since, one.baseline, len(one.targets)) for one in some] == [
        (2023, Decimal(20), 5),
        (2028, Decimal(20), 5),
    ]
    strange = gather_targets(read_rows("target_lima_tahun", targets(tahun_akhir=9999)))
    assert not list(next(iter(strange.values()))[0].years)
