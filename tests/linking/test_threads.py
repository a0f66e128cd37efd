"""What does not fit together is told of each thread, and fitting ones have nothing to tell."""

from datetime import date

import pytest

from suluh.linking.thread_joining import join_threads, proposals_by_region
from thread_builders import codes_of, make_book, make_thread, make_thread_dataset

FITTING = {
    "usulan": [{}],
    "rencana": [{}],
    "anggaran": [{"murni": 1000}],
    "realisasi": [{"realisasi_fisik": 90, "realisasi_keuangan": 1000}],
}


def test_what_fits_has_nothing_to_tell() -> None:
    assert codes_of(make_thread(**FITTING)) == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"anggaran": []}, ["A010", "A013", "A015"]),
        ({"rencana": []}, ["A011"]),
        ({"realisasi": [{"realisasi_fisik": 90}]}, ["A012"]),
        ({"realisasi": [{"realisasi_fisik": 90, "realisasi_keuangan": 0}]}, []),
        ({"realisasi": [{"realisasi_fisik": 90, "realisasi_keuangan": "1000.01"}]}, ["A016"]),
        ({"realisasi": [{"realisasi_fisik": "100.1", "realisasi_keuangan": 1}]}, ["A017"]),
        ({"realisasi": [{"indikator": "Lain", "realisasi_fisik": 1, "realisasi_keuangan": 1}]}, ["A018"]),
        ({"usulan": [{"hasil": "ditolak"}], "anggaran": []}, ["A010", "A015"]),
        ({"realisasi": [{"triwulan": 2, "realisasi_fisik": 9, "realisasi_keuangan": 1}]}, ["A020"]),
    ],
)
def test_what_does_not_fit_is_told(change, codes) -> None:
    assert codes_of(make_thread(**{**FITTING, **change})) == codes


def test_more_than_the_target_is_nothing_to_tell_of_a_falling_indicator() -> None:
    plan = {"arah": "turun", "rumus": "dua_t_kurang_r", "agregasi": "akhir"}
    assert (
        codes_of(
            make_thread(
                **{
                    **FITTING,
                    "rencana": [plan],
                    "realisasi": [{"realisasi_fisik": 140, "realisasi_keuangan": 1}],
                }
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("day", "codes"), [("2024-04-30", []), ("2024-05-01", ["A021"]), ("", []), ("kemarin", [])]
)
def test_a_report_is_late_after_its_deadline(day: str, codes: list[str]) -> None:
    report = {"realisasi_fisik": 1, "realisasi_keuangan": 1, "tanggal_lapor": day}
    assert codes_of(make_thread(**{**FITTING, "realisasi": [report]})) == codes


@pytest.mark.parametrize(("stated", "joined"), [([], True), (["1.02.03.2.02.0099"], False)])
def test_a_code_that_the_national_list_replaced_goes_on_under_the_new_one(stated, joined) -> None:
    old, new = "1.02.03.2.02.0001", "1.02.03.2.02.0004"
    plans = [{"tahun": 2023, "kode_sub_kegiatan": old}, {"tahun": 2024, "kode_sub_kegiatan": new}]
    own = [{"jenis": "sub_kegiatan", "lama": old, "baru": code, "sejak": 2024} for code in stated]
    book = make_book(rencana=plans, padanan=own)
    before, after = book.threads.values()
    assert book.earlier(after) == ((before,) if joined else ())
    assert book.all_years(after) == ((before, after) if joined else (after,))


def test_threads_join_over_datasets_and_agencies_stay_apart() -> None:
    datasets = [
        make_thread_dataset({"rencana": [{}]}, name="rencana"),
        make_thread_dataset({"anggaran": [{}, {"instansi": "dinas-lain"}]}, name="anggaran"),
    ]
    here, there = join_threads(datasets, day=date(2024, 1, 1)).threads.values()
    assert (len(here.rencana), len(here.anggaran)) == (1, 1)
    assert codes_of(there) == ["A011"]
    assert here.rencana[0].dataset == "rencana"


def test_proposals_are_found_by_region_also_without_sub_kegiatan() -> None:
    book = make_book(
        usulan=[
            {"kode_wilayah": "74.72.02.1001", "id_usulan": "b", "kode_sub_kegiatan": ""},
            {"kode_wilayah": "74.72.01.1007", "id_usulan": "a"},
            {"kode_wilayah": "74.72.02.1001", "id_usulan": "c"},
        ]
    )
    found = proposals_by_region(book)
    assert {code: [one.text("id_usulan") for one in some] for code, some in found.items()} == {
        "74.72.01.1007": ["a"],
        "74.72.02.1001": ["b", "c"],
    }


def test_a_project_without_such_tables_has_no_threads() -> None:
    assert not join_threads([], day=date(2024, 1, 1)).threads


CROSSWALK = [
    {"jenis": "instansi", "lama": "dinas-lama", "baru": "dinas-contoh", "sejak": 2024},
    {"jenis": "wilayah", "lama": "74.71.06.1001", "baru": "74.71.11.1001", "sejak": 2024},
]


def test_a_renamed_agency_or_region_keeps_its_history() -> None:
    book = make_book(
        padanan=CROSSWALK,
        rencana=[{"tahun": 2023, "instansi": "dinas-lama"}, {"tahun": 2022, "instansi": "dinas-lama"}, {}],
        usulan=[{"kode_wilayah": "74.71.06.1001"}, {"kode_wilayah": "74.71.11.1001"}],
    )
    thread = book.select(2024, "dinas-contoh")[0]
    assert [(one.key.tahun, one.key.instansi) for one in book.earlier(thread)] == [
        (2022, "dinas-lama"),
        (2023, "dinas-lama"),
    ]
    assert [len(some) for some in proposals_by_region(book).values()] == [2]
    assert list(proposals_by_region(book)) == ["74.71.11.1001"]


def test_without_a_crosswalk_another_name_is_another_agency() -> None:
    book = make_book(rencana=[{"tahun": 2023, "instansi": "dinas-lama"}, {}])
    assert book.earlier(book.select(2024, "dinas-contoh")[0]) == ()
