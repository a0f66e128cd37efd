"""Records meet in threads by year, agency and code; what is not known is never called 0."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from suluh.vocabulary.package import Klasifikasi
from suluh.vocabulary.thread_book import read_records
from suluh.vocabulary.threads import Station, StationState, ThreadKey, budget_in_force
from thread_builders import CODE, make_book, make_records, make_thread, make_thread_dataset


def test_a_dirty_code_meets_the_right_one() -> None:
    book = make_book(
        {CODE: "Pelatihan"},
        rencana=[{"kode_sub_kegiatan": "1.06.02.02.01.0001"}],
        anggaran=[{}],
        realisasi=[{"realisasi_fisik": 3}],
    )
    (thread,) = book.threads.values()
    assert thread.key == ThreadKey(2024, "dinas-contoh", CODE)
    assert thread.address == f"alur/2024/dinas-contoh/{CODE}/"
    assert thread.name == "Pelatihan"
    assert (len(thread.rencana), len(thread.anggaran), len(thread.realisasi)) == (1, 1, 1)


def test_rows_without_sub_kegiatan_are_loose() -> None:
    book = make_book(
        anggaran=[{"kode_sub_kegiatan": None, "kode_rekening": "4.1"}], usulan=[{"kode_sub_kegiatan": ""}]
    )
    assert not book.threads
    assert [one.standard for one in book.loose] == ["anggaran", "usulan"]
    assert len(list(book.records("usulan"))) == 1


def test_the_budget_in_force_is_the_latest_that_a_row_states() -> None:
    rows = [
        {"murni": 10, "pergeseran": None, "perubahan": None},
        {"murni": 10, "pergeseran": 7, "perubahan": None},
        {"murni": 10, "pergeseran": 7, "perubahan": 0},
        {"murni": None, "pergeseran": None, "perubahan": None},
    ]
    assert [budget_in_force(one) for one in make_records("anggaran", rows)] == [10, 7, 0, None]
    assert make_thread(anggaran=rows).budget == 17
    assert make_thread(anggaran=rows[3:]).budget is None


def test_money_adds_up_beyond_what_a_context_keeps() -> None:
    large, small = Decimal(10) ** 27 + 1, Decimal("0.01")
    thread = make_thread(anggaran=[{"murni": large}, {"murni": large}, {"murni": small}])
    assert str(thread.budget) == "2000000000000000000000000002.01"


def test_quarters_are_missing_only_up_to_the_last_that_is_due() -> None:
    book = make_book(
        anggaran=[{}, {"instansi": "dinas-lain"}],
        realisasi=[
            {"triwulan": 1, "realisasi_fisik": 0},
            {"instansi": "dinas-lain", "triwulan": 3, "realisasi_keuangan": 5},
        ],
    )
    here, there = book.threads.values()
    assert book.through == {2024: 3}
    assert (here.reported, here.missing) == ((1,), (2, 3))
    assert (there.reported, there.missing) == ((3,), (1, 2))
    assert (book.due, book.horizon(2024), here.horizon) == ({2024: 3}, 3, 3)
    assert here.spent is None and there.spent_until(2) is None and there.spent_until(3) == 5


def test_what_anybody_reported_early_is_due_of_nobody() -> None:
    rows = {
        "anggaran": [{}, {"instansi": "dinas-lain"}],
        "realisasi": [{"triwulan": 3, "realisasi_fisik": 0}],
    }
    early = make_book(None, day=date(2024, 7, 30), **rows)
    assert (early.through, early.due, early.horizon(2024)) == ({2024: 3}, {2024: 1}, 3)
    assert [thread.missing for thread in early.threads.values()] == [(1,), (1,)]
    after = make_book(None, day=date(2024, 7, 31), **rows)
    assert [thread.missing for thread in after.threads.values()] == [(1, 2), (1, 2)]


def test_what_has_no_budget_owes_nothing() -> None:
    book = make_book(None, day=date(2026, 1, 1), rencana=[{}], usulan=[{"tahun": 2025}])
    assert (book.due, [thread.missing for thread in book.threads.values()]) == ({}, [(), ()])


def test_silence_does_not_stop_the_clock() -> None:
    silent = make_book(None, day=date(2026, 11, 29), anggaran=[{}])
    (thread,) = silent.threads.values()
    assert (silent.through, thread.missing, thread.horizon) == ({}, (1, 2, 3, 4), 4)


def test_an_empty_row_is_no_report() -> None:
    book = make_book(rencana=[{}], realisasi=[{"triwulan": 2, "realisasi_fisik": None}])
    (thread,) = book.threads.values()
    assert book.through == {} and thread.missing == ()
    assert thread.stations[Station.KEGIATAN] is StationState.BELUM_DILAPORKAN


def test_stations_tell_what_is_there() -> None:
    whole = make_thread(usulan=[{}], rencana=[{}], anggaran=[{}], realisasi=[{"realisasi_fisik": 0}])
    assert set(whole.stations.values()) == {StationState.ADA}
    gaps = make_thread(
        rencana=[{"target": 0}], anggaran=[{}], realisasi=[{"triwulan": 2, "realisasi_fisik": 1}]
    )
    assert gaps.stations == {
        Station.USULAN: StationState.TIDAK_ADA,
        Station.RENCANA: StationState.ADA,
        Station.ANGGARAN: StationState.ADA,
        Station.KEGIATAN: StationState.SEBAGIAN,
        Station.HASIL: StationState.TIDAK_DAPAT_DIHITUNG,
    }


def test_columns_that_are_not_public_are_not_read() -> None:
    dataset = make_thread_dataset({"anggaran": [{"murni": 5}]})
    (resource,) = dataset.package.resources
    fields = tuple(
        replace(one, klasifikasi=Klasifikasi.RAHASIA) if one.name == "murni" else one
        for one in resource.schema.fields
    )
    secret = replace(resource, schema=replace(resource.schema, fields=fields))
    (record,) = read_records(replace(dataset.package, resources=(secret,)), dataset.cleared.tables)
    assert record.number("murni") is None
    assert "murni" not in record.values


def test_a_book_selects_by_year_and_agency() -> None:
    book = make_book(rencana=[{}, {"tahun": 2023}, {"instansi": "dinas-lain"}])
    assert book.years == (2023, 2024)
    assert [
        len(book.select(*which)) for which in ((), (2024,), (None, "dinas-contoh"), (2024, "dinas-lain"))
    ] == [3, 2, 2, 1]
    assert book.select(1999, "dinas-contoh") == ()
