"""Findings about the thread: told where someone can mend them, and not a thousand times."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_instansi
from suluh.checking import thread_rows
from suluh.checking.explanations import describe
from suluh.checking.standard_values import check_standard_values
from suluh.checking.thread_fit import check_threads
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.package import Table
from thread_builders import CODE, day_after, make_thread_dataset

AGENCIES = {"dinas-contoh": make_instansi()}


def check(**rows):
    dataset = make_thread_dataset(rows)
    return check_threads(
        [dataset.package], lambda package: dataset.cleared.tables, AGENCIES, day=day_after(rows)
    )


def test_a_thousand_dirty_codes_are_one_finding() -> None:
    rows = [{"kode_sub_kegiatan": f"1.06.02.02.01.{number:04}"} for number in range(1, 1001)]
    dirty = [one for one in check(rencana=rows) if one.code == "A002"]
    assert [(one.place.row, one.details["jumlah"], one.details["benar"]) for one in dirty] == [
        (1, "1000", CODE)
    ]


def test_what_is_missing_is_told_once_for_each_agency_with_examples() -> None:
    rows = [{"kode_sub_kegiatan": f"1.06.02.2.01.{number:04}"} for number in range(1, 6)]
    (finding,) = check(rencana=rows)
    assert (finding.code, finding.severity, finding.details["jumlah"]) == ("A010", Severity.WARNING, "5")
    assert finding.details["kode"] == "1.06.02.2.01.0001, 1.06.02.2.01.0002, 1.06.02.2.01.0003, …"


def test_what_was_entered_wrongly_is_told_one_by_one() -> None:
    codes = [f"1.06.02.2.01.000{number}" for number in (1, 2)]
    found = check(
        rencana=[{"kode_sub_kegiatan": code} for code in codes],
        anggaran=[{"kode_sub_kegiatan": code, "murni": 1000000} for code in codes],
        realisasi=[
            {"kode_sub_kegiatan": code, "realisasi_fisik": 1, "realisasi_keuangan": "1000000.5"}
            for code in codes
        ],
    )
    assert [(one.code, one.place.row, one.details["kode"]) for one in found] == [
        ("A016", 1, codes[0]),
        ("A016", 2, codes[1]),
    ]
    assert found[0].details["realisasi"] == Decimal("1000000.5")


def test_wrong_codes_and_agencies_are_errors_at_their_cells() -> None:
    found = check(anggaran=[{"kode_sub_kegiatan": "1.01"}, {"instansi": "dinas-lain"}])
    errors = [
        (one.code, one.place.row, one.place.field, one.value)
        for one in found
        if one.severity is Severity.ERROR
    ]
    assert errors == [("A003", 1, "kode_sub_kegiatan", "1.01"), ("A005", 2, "instansi", "dinas-lain")]


@pytest.mark.parametrize(
    "code", ["1.06.02.2.01.001", "9.01.01.2.01.0001", "1.33.01.2.01.0001", "1.06.02.2.01.00001"]
)
def test_a_code_in_a_form_of_no_decree_is_an_error(code: str) -> None:
    found = check(anggaran=[{"kode_sub_kegiatan": code}])
    assert [(one.code, one.value) for one in found if one.severity is Severity.ERROR] == [("A003", code)]


def test_the_standard_s_rules_hold_where_the_descriptor_leaves_them_out() -> None:
    dataset = make_thread_dataset(
        {"rencana": [{"arah": "samping", "pagu_indikatif": -1, "satuan": None}, {}]}
    )
    (resource,) = dataset.package.resources
    found = check_standard_values(dataset.package, resource, dataset.cleared.tables["rencana"])
    assert [(one.place.row, one.place.field, one.details["batasan"]) for one in found] == [
        (1, "satuan", "@required"),
        (1, "arah", "@enum"),
        (1, "pagu_indikatif", "@minimum"),
    ]


WORDS = [
    "",
    "0",
    "-1",
    "2024",
    "9999",
    "99999",
    "9" * 5000,
    "1E999999",
    "1E-999999",
    "NaN",
    "sNaN",
    "-Infinity",
]
ODD = st.sampled_from(WORDS) | st.text(max_size=8)
COLUMNS = (
    "tahun",
    "triwulan",
    "instansi",
    "kode_sub_kegiatan",
    "target",
    "murni",
    "perubahan",
    "realisasi_fisik",
    "realisasi_keuangan",
    "tanggal_lapor",
    "indikator",
    "satuan",
    "arah",
    "rumus",
    "agregasi",
)
ROWS = st.lists(st.dictionaries(st.sampled_from(COLUMNS), ODD, max_size=6), min_size=1, max_size=3)


@given(ROWS, ROWS, ROWS)
def test_whatever_is_submitted_is_checked_without_an_exception(plan, budget, done) -> None:
    for finding in check(rencana=plan, anggaran=budget, realisasi=done):
        for language in ("id", "en"):
            assert describe(finding, language).message


def test_two_packages_of_one_name_are_no_trouble() -> None:
    long = make_thread_dataset({"rencana": [{"arah": "turun"}] * 9})
    short = make_thread_dataset({"rencana": [{}]})
    tables = {id(one.package): one.cleared.tables for one in (long, short)}
    found = check_threads(
        [long.package, short.package], lambda package: tables[id(package)], AGENCIES, day=date(2024, 1, 1)
    )
    assert {one.code for one in found} == {"A007", "A010"}


@pytest.mark.parametrize(("because", "codes"), [("Warga ikut membangun", []), ("", ["A017"])])
def test_a_result_over_its_target_that_is_explained_is_not_asked_for_again(
    because: str, codes: list[str]
) -> None:
    found = check(
        rencana=[{"target": 10}],
        anggaran=[{"murni": 1000}],
        realisasi=[{"realisasi_fisik": 12, "realisasi_keuangan": 900, "faktor_pendorong": because}],
    )
    assert [finding.code for finding in found] == codes


def test_rows_are_looked_at_once_for_the_same_agencies(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = make_thread_dataset({"rencana": [{"kode_sub_kegiatan": "1.06.02.2.01.0001"}]})
    looked: list[int] = []
    check_codes = thread_rows._check_codes
    monkeypatch.setattr(
        thread_rows, "_check_codes", lambda records, places: looked.append(1) or check_codes(records, places)
    )

    def codes(kode_skpd: str, table: Table = dataset.cleared.tables["rencana"]) -> list[str]:
        looked.clear()
        agencies = {"dinas-contoh": make_instansi(kode_skpd=kode_skpd)}
        found = check_threads([dataset.package], lambda _: {"rencana": table}, agencies, day=date(2024, 1, 1))
        return [one.code for one in found if one.code == "A006"]

    assert codes("1.06.0.00.0.00.01.0000") == [] and looked == [1]
    assert codes("1.06.0.00.0.00.01.0000") == [] and looked == []
    assert codes("1.02.0.00.0.00.01.0000") == ["A006"] and looked == [1]
    assert codes("1.02.0.00.0.00.01.0000", replace(dataset.cleared.tables["rencana"])) == ["A006"]
    assert looked == [1], "an equal table is another one"
