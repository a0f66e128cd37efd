"""Form E.81: an agency's year by quarter, money added up exactly, results never added across indicators."""

from decimal import Decimal
from fractions import Fraction

import pytest

from suluh.measuring import evaluation
from suluh.measuring.evaluation import evaluate_agency, evaluate_region, list_evaluations
from suluh.vocabulary.measures import Undefined
from suluh.vocabulary.threads import add_exactly
from thread_builders import make_book

SECOND = "1.06.02.2.02.0001"
NAMES = {"1.06.02": "PROGRAM PEMBERDAYAAN", "1.06.02.2.01": "Potensi Sosial"}


def evaluate(quarter, **rows):
    return evaluate_agency(make_book(None, **rows), "dinas-contoh", tahun=2024, triwulan=quarter, names=NAMES)


def leaves(evaluation):
    return [row for row in evaluation.rows if row.level == "sub_kegiatan"]


def test_rows_follow_the_tree_and_money_adds_up() -> None:
    done = evaluate(
        2,
        rencana=[{}, {"kode_sub_kegiatan": SECOND}],
        anggaran=[{"murni": 700}, {"kode_sub_kegiatan": SECOND, "murni": "300.50"}],
        realisasi=[
            {"triwulan": 1, "realisasi_fisik": 20, "realisasi_keuangan": 70},
            {"triwulan": 2, "realisasi_fisik": 30, "realisasi_keuangan": "0.25"},
            {"triwulan": 3, "realisasi_fisik": 50, "realisasi_keuangan": 500},
            {"kode_sub_kegiatan": SECOND, "triwulan": 2, "realisasi_fisik": 10, "realisasi_keuangan": 30},
        ],
    )
    assert [(row.level, row.code) for row in done.rows] == [
        ("program", "1.06.02"),
        ("kegiatan", "1.06.02.2.01"),
        ("sub_kegiatan", "1.06.02.2.01.0001"),
        ("kegiatan", "1.06.02.2.02"),
        ("sub_kegiatan", SECOND),
    ]
    assert [row.name for row in done.rows[:2]] == ["PROGRAM PEMBERDAYAAN", "Potensi Sosial"]
    assert done.total.target.rp == Decimal("1000.50")
    assert done.total.actual.rp == Decimal("100.25")
    assert done.rows[0].target == done.total.target
    assert add_exactly(row.target.rp for row in leaves(done)) == done.total.target.rp
    assert done.total.target.k is None and done.rows[1].actual.k is None
    first, second = leaves(done)
    assert [pair.k for pair in first.quarters] == [20, 30, None, None]
    assert first.renja_percent.k == 50 and first.predicate == "Sangat Rendah"
    assert second.missing == (1,)
    assert second.renja_percent.k is None and second.undefined is Undefined.BELUM_DILAPORKAN
    coverage = done.mean.coverage
    assert (done.mean.value, coverage.counted, coverage.owed, done.predicate) == (50, 1, 2, "")
    assert (done.mean.low, done.mean.high) == (25, 75)
    assert done.total.renja_percent.rp is None and done.rows[2].renja_percent.rp is not None


def test_a_renstra_revised_in_mid_term_keeps_the_years_before() -> None:
    plan = {"target": 40, "target_renstra": 200, "pagu_renstra": 5000}
    done = evaluate(
        1,
        rencana=[
            {**plan, "tahun": 2022, "target_renstra": 90, "pagu_renstra": 900},
            {**plan, "tahun": 2023},
            plan,
        ],
        anggaran=[{"murni": 1000}],
        realisasi=[
            {"tahun": 2022, "realisasi_fisik": 99, "realisasi_keuangan": 99},
            {"tahun": 2023, "realisasi_fisik": 50, "realisasi_keuangan": 800},
            {"realisasi_fisik": 10, "realisasi_keuangan": 200},
        ],
    )
    (row,) = leaves(done)
    assert (row.target_renstra.k, row.target_renstra.rp) == (200, 5000)
    assert (row.before.k, row.before.rp) == (149, 899)
    assert (row.since.k, row.since.rp) == (159, 1099)
    assert (row.renstra_percent.k, row.renstra_percent.rp) == (Fraction(159, 2), Fraction(1099, 50))
    assert row.history is not None and row.money_history is not None
    assert [(one.year, one.before, one.after) for one in row.history.changes] == [(2023, 90, 200)]
    assert [(one.year, one.before, one.after) for one in row.money_history.changes] == [(2023, 900, 5000)]
    assert row.renja_percent.k == 25


def test_a_cumulative_indicator_carries_its_last_value_over_the_years() -> None:
    plan = {"agregasi": "akhir", "target": 100, "target_renstra": 100}
    quarters = [(2023, 1, 20), (2023, 2, 45), (2023, 3, 60), (2023, 4, 62), (2024, 1, 70)]
    done = evaluate(
        1,
        rencana=[{**plan, "tahun": 2023}, plan],
        realisasi=[
            {"tahun": year, "triwulan": one, "realisasi_fisik": value} for year, one, value in quarters
        ],
    )
    (row,) = leaves(done)
    assert (row.before.k, row.actual.k, row.since.k, row.renstra_percent.k) == (62, 70, 70, 70)


def test_several_indicators_share_the_money_of_their_sub_kegiatan() -> None:
    done = evaluate(
        1, rencana=[{}, {"indikator": "Lain"}], anggaran=[{"murni": 10}], realisasi=[{"realisasi_fisik": 1}]
    )
    first, second = leaves(done)
    assert (first.target.rp, second.target.rp) == (10, None)
    assert second.undefined is Undefined.BELUM_DILAPORKAN
    assert done.total.target.rp == 10


def test_without_budget_the_plan_s_ceiling_is_the_target() -> None:
    (row,) = leaves(evaluate(1, rencana=[{"pagu_indikatif": 80}], realisasi=[{"realisasi_keuangan": 20}]))
    assert (row.target.rp, row.renja_percent.rp) == (80, 25)


def test_without_reports_nothing_is_0() -> None:
    done = evaluate(1, rencana=[{}], anggaran=[{"murni": 10}])
    (row,) = leaves(done)
    assert (row.actual.k, row.actual.rp, row.renja_percent.k, done.mean.value, done.predicate) == (
        None,
    ) * 4 + ("",)


def test_a_mean_caps_what_is_above_100() -> None:
    done = evaluate(
        1,
        rencana=[{}, {"kode_sub_kegiatan": SECOND}],
        realisasi=[{"realisasi_fisik": 250}, {"kode_sub_kegiatan": SECOND, "realisasi_fisik": 51}],
    )
    assert [row.renja_percent.k for row in leaves(done)] == [250, 51]
    assert done.mean.value == Fraction(151, 2) and done.predicate == "Sedang"


def test_texts_of_the_quarter_come_once_each() -> None:
    texts = {"faktor_penghambat": "Hujan", "tindak_lanjut_rkpd": ""}
    done = evaluate(
        2,
        rencana=[{}],
        realisasi=[
            {"triwulan": 1, "realisasi_fisik": 1, "faktor_penghambat": "Lama"},
            {"triwulan": 2, "realisasi_fisik": 1, **texts},
            {"triwulan": 2, "realisasi_fisik": 1, "kode_wilayah": "74.72.01", **texts},
        ],
    )
    assert done.narratives["faktor_penghambat"] == ("Hujan",)
    assert done.narratives["tindak_lanjut_rkpd"] == ()


def test_forms_are_listed_up_to_the_last_reported_quarter() -> None:
    book = make_book(
        rencana=[{}, {"tahun": 2023}, {"instansi": "dinas-lain"}],
        realisasi=[{"triwulan": 2, "realisasi_fisik": 1}],
    )
    assert list_evaluations(book) == (
        (2024, 1, "dinas-contoh"),
        (2024, 2, "dinas-contoh"),
        (2024, 1, "dinas-lain"),
        (2024, 2, "dinas-lain"),
    )


def test_the_renstra_goes_on_under_an_agency_s_new_name() -> None:
    plan = {"target": 40, "target_renstra": 200}
    done = evaluate(
        1,
        padanan=[{"jenis": "instansi", "lama": "dinas-lama", "baru": "dinas-contoh", "sejak": 2024}],
        rencana=[{**plan, "tahun": 2023, "instansi": "dinas-lama"}, plan],
        realisasi=[{"tahun": 2023, "instansi": "dinas-lama", "realisasi_fisik": 30}, {"realisasi_fisik": 10}],
    )
    (row,) = leaves(done)
    assert (row.before.k, row.since.k, row.renstra_percent.k) == (30, 40, 20)


def test_the_region_s_form_adds_up_all_agencies() -> None:
    other = "1.06.02.2.01.0002"
    book = make_book(
        rencana=[{}, {"instansi": "badan-lain", "kode_sub_kegiatan": other}],
        anggaran=[{"murni": 700}, {"instansi": "badan-lain", "kode_sub_kegiatan": other, "murni": 50}],
        realisasi=[{"realisasi_keuangan": 210, "realisasi_fisik": 25}],
    )
    form = evaluate_region(book, tahun=2024, triwulan=1, names={"1": "URUSAN WAJIB"})
    assert form.address == "evaluasi/2024/tw1/"
    levels = [row.level for row in form.rows]
    assert levels == ["urusan", "bidang", "program", "kegiatan", "sub_kegiatan", "sub_kegiatan"]
    assert [row.target.rp for row in form.rows] == [750, 750, 750, 750, 700, 50]
    assert (form.rows[0].name, form.total.actual.rp) == ("URUSAN WAJIB", 210)
    assert [row.instansi for row in form.rows[-2:]] == ["dinas-contoh", "badan-lain"]
    coverage = form.mean.coverage
    assert (coverage.owed, coverage.counted, form.mean.value) == (2, 1, 25)


def test_what_is_planned_and_not_budgeted_does_not_raise_the_sum_of_the_budget() -> None:
    """Else the share that was spent would differ from the one on every other page."""
    other = "1.06.02.2.01.0002"
    form = evaluate(
        1,
        rencana=[{"pagu_indikatif": 90}, {"kode_sub_kegiatan": other, "pagu_indikatif": 50}],
        anggaran=[{"murni": 80}],
        realisasi=[{"realisasi_keuangan": 20}],
    )
    funded, unfunded = leaves(form)
    assert (funded.target.rp, funded.unfunded) == (80, False)
    assert (unfunded.target.rp, unfunded.unfunded) == (None, True)
    assert (form.total.target.rp, form.total.renja_percent.rp) == (80, 25)


def test_a_form_is_filled_once_and_a_sub_kegiatan_once_for_both_forms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = make_book(None, anggaran=[{"murni": 900}], rencana=[{"target": 10}])
    measured: list[str] = []
    measure = evaluation.measure_indicator
    monkeypatch.setattr(
        evaluation,
        "measure_indicator",
        lambda indicator, *rest, **named: (
            measured.append(indicator.name) or measure(indicator, *rest, **named)
        ),
    )
    forms = [evaluate_agency(book, "dinas-contoh", tahun=2024, triwulan=1, names=NAMES) for _ in range(2)]
    evaluate_region(book, tahun=2024, triwulan=1, names=NAMES)
    assert forms[0] is forms[1] and len(measured) == 1
    assert forms[0] is not evaluate_agency(book, "dinas-contoh", tahun=2024, triwulan=1, names={})
