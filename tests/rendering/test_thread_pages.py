"""Pages of the thread over tiny data: honest states, raw percentages, widths, sentences, escaping."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_instansi,
    make_resource,
    make_settings,
    make_table,
)
from html_tree import Tree, read_text
from suluh.linking.catalog_joining import join_catalog
from suluh.reading.region_list import load_regions
from suluh.reading.standard_list import load_standard
from suluh.rendering.environment import make_environment
from suluh.rendering.pages.agencies.agency_pages import agency_pages
from suluh.rendering.pages.budgets.budget_pages import budget_pages
from suluh.rendering.pages.evaluation.coverage_pages import coverage_pages
from suluh.rendering.pages.evaluation.dashboard import dashboard_pages
from suluh.rendering.pages.evaluation.evaluations import evaluation_pages
from suluh.rendering.pages.home.home_year import describe_year, newest_year
from suluh.rendering.pages.regions.four_steps import region_steps
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.wanted_sections import section_is_wanted
from suluh.rendering.pages.thread.proposal_pages import proposal_pages
from suluh.rendering.pages.thread.thread_pages import thread_pages
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.site import Page
from thread_builders import day_after

CODE, OTHER = "1.03.06.2.01.0028", "1.03.10.2.01.0044"
VILLAGE = "74.72.01.1007"
NBSP = "\N{NO-BREAK SPACE}"
Rows = Sequence[Mapping[str, str]]

PLAN = {
    "tahun": "2025",
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": CODE,
    "indikator": "Panjang drainase",
    "satuan": "meter",
    "target": "2400",
    "arah": "naik",
    "rumus": "r_per_t",
    "agregasi": "jumlah",
    "pagu_indikatif": "4000000000",
}
BUDGET = {
    "tahun": "2025",
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": CODE,
    "kode_rekening": "5.2.03.01.01.0001",
    "nama_rekening": "Rekening contoh 1",
    "murni": "3600000000",
}
RESULT = {
    "tahun": "2025",
    "triwulan": "1",
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": CODE,
    "indikator": "Panjang drainase",
    "realisasi_fisik": "320",
    "realisasi_keuangan": "421200000",
    "tanggal_lapor": "2025-04-10",
}
WISH = {
    "tahun": "2025",
    "id_usulan": "u1",
    "kode_wilayah": VILLAGE,
    "uraian": "Perbaikan drainase <b>lingkungan</b>",
    "volume": "480",
    "satuan": "meter",
    "perkiraan_biaya": "342000000",
    "tahap": "kabupaten_kota",
    "hasil": "diakomodasi",
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": CODE,
}


def dataset(standard: str, rows: Rows, status: StatusData = StatusData.SIMULASI) -> Dataset:
    fields = [make_field(one["name"], type=one["type"]) for one in load_standard(standard)["fields"]]
    resource = make_resource(standard, fields, standar=standard)
    table = make_table(
        [one.name for one in fields], [[row.get(one.name, "") for one in fields] for row in rows]
    )
    return make_dataset(
        make_cleared({standard: table}, name=standard, resources=(resource,), status_data=status)
    )


def studio(
    *,
    plan: Rows = (PLAN,),
    budget: Rows = (BUDGET,),
    result: Rows = (RESULT,),
    wish: Rows = (WISH,),
    totals: Rows = (),
) -> Studio:
    tables = {
        "rencana": plan,
        "anggaran": budget,
        "realisasi": result,
        "usulan": wish,
        "jumlah_anggaran": totals,
    }
    names = {CODE: "Rehabilitasi Sistem Drainase Perkotaan"}
    catalog = join_catalog(
        [dataset(name, rows) for name, rows in tables.items() if rows],
        agencies={"dinas-contoh": make_instansi()},
        agencies_simulated=False,
        day=day_after({"realisasi": result}),
        reports=(),
        withheld=(),
        names=names,
    )
    return Studio(
        settings=make_settings(wilayah="74.72"),
        catalog=catalog,
        regions=load_regions(),
        environment=make_environment("id"),
        nomenclature=names,
    )


def pages(made: Studio) -> dict[str, Page]:
    some = (*thread_pages(made), *proposal_pages(made), *budget_pages(made), *evaluation_pages(made))
    return {page.address: page for page in some}


def read(made: Studio, address: str) -> str:
    """A page's body, found whole and closed, as the text that people read."""
    tree = Tree(pages(made)[address].body())
    assert tree.wrong == [] and tree.open == []
    return re.sub(r"\s+", " ", tree.text.replace(NBSP, " "))


ADDRESS = f"alur/2025/dinas-contoh/{CODE}/"
SECOND = {**RESULT, "triwulan": "2", "realisasi_fisik": "760", "realisasi_keuangan": "1000800000"}


def test_every_page_is_whole_and_marked_as_an_example() -> None:
    made = pages(studio(result=(RESULT, SECOND)))
    assert {ADDRESS, "usulan/", f"usulan/2025/{VILLAGE}/", "anggaran/2025/", "alur/"} <= set(made)
    assert {"anggaran/2025/dinas-contoh/", "evaluasi/2025/tw2/", "evaluasi/2025/tw2/dinas-contoh/"} <= set(
        made
    )
    for page in made.values():
        tree = Tree(page.body())
        assert tree.wrong == [] and tree.open == [], page.address
        assert len(tree.named("h1")) == 1
        assert page.simulated, page.address
        assert all("style" not in attributes for _, attributes in tree.elements)
    assert "Data contoh" in made[ADDRESS].body()


def test_the_sentence_says_time_work_and_money() -> None:
    text = read(studio(result=(RESULT, SECOND)), ADDRESS)
    assert "Separuh tahun telah lewat. 45,0 % pekerjaan fisik selesai dan 39,5 % pagu terserap." in text
    assert "1.080 dari target 2.400 meter." in text
    assert "Rp1.422.000.000 dari Rp3.600.000.000" in text


def test_the_line_is_widest_where_most_rupiah_flow() -> None:
    body = pages(studio(result=(RESULT, SECOND)))[ADDRESS].body()
    widths = [int(one) for one in re.findall(r"<li class=\"(?:s-alur--\w+ )?w(\d+)\"", body)]
    asked, planned, budgeted, first, second = widths[:5]
    assert planned == 15 and asked <= first < second < budgeted < planned


def test_a_quarter_without_a_report_is_missing_and_never_nought() -> None:
    third = {**SECOND, "triwulan": "3"}
    text = read(studio(result=(RESULT, third)), ADDRESS)
    assert "Belum dilaporkan" in text and "Ada triwulan yang belum dilaporkan" in text
    row = text[text.index("Realisasi tiap triwulan") :]
    assert "TW IIbelum dilaporkanbelum dilaporkan" in row
    assert "TW IVbelum waktunya" in row


def test_nothing_reported_at_all_is_not_a_share_of_nought() -> None:
    neighbour = {**RESULT, "kode_sub_kegiatan": OTHER}
    text = read(studio(result=(neighbour,)), ADDRESS)
    assert "0,0 %" not in text
    assert "Hasil fisiknya belum dilaporkan dan belanjanya belum dilaporkan" in text


def test_more_than_promised_is_shown_raw_and_explained() -> None:
    year = (*early_quarters(), {**RESULT, "triwulan": "4", "realisasi_fisik": "2496"})
    text = read(studio(result=year), ADDRESS)
    assert "104,0 %" in text and "Sangat Tinggi" in text
    assert "ditampilkan apa adanya" in text
    assert "M97 2l1.2 2.5" in pages(studio(result=year))[ADDRESS].body()


def early_quarters() -> tuple[dict[str, str], ...]:
    """Reports of the year's first three quarters in which nothing was done."""
    return tuple({**RESULT, "triwulan": str(number), "realisasi_fisik": "0"} for number in (1, 2, 3))


def test_a_predicate_waits_for_the_end_of_the_year() -> None:
    early, over = (RESULT,), (*early_quarters(), {**RESULT, "triwulan": "4", "realisasi_fisik": "2496"})
    assert "Predikat diberikan sesudah triwulan IV." in read(studio(result=early), ADDRESS)
    reached = [
        re.findall(r"<strong>([^<]*)</strong>", body.partition("s-tangga__grades")[2].partition("</p>")[0])
        for body in (pages(studio(result=rows))[ADDRESS].body() for rows in (early, over))
    ]
    assert reached == [[], ["Sangat Tinggi mulai 91"]]


def test_a_target_of_nought_gives_no_percentage() -> None:
    text = read(studio(plan=({**PLAN, "target": "0"},), result=({**RESULT, "triwulan": "4"},)), ADDRESS)
    assert "target 0" in text and "ia bukan nol" in text


@pytest.mark.parametrize(
    ("outcome", "word", "dot"),
    [("ditunda", "Ditunda", "s-benang__hold"), ("ditolak", "Ditolak", "s-benang__stop")],
)
def test_what_was_not_taken_up_says_why(outcome: str, word: str, dot: str) -> None:
    wish = {**WISH, "hasil": outcome, "alasan": "Menunggu kajian", "kode_sub_kegiatan": ""}
    made = studio(wish=(wish,))
    text = read(made, f"usulan/2025/{VILLAGE}/")
    assert word in text and "Alasan: Menunggu kajian." in text
    assert dot in pages(made)[f"usulan/2025/{VILLAGE}/"].body()


def test_what_people_wrote_is_escaped() -> None:
    body = pages(studio())[f"usulan/2025/{VILLAGE}/"].body()
    assert "<b>lingkungan</b>" not in body and "&lt;b&gt;lingkungan" in body


def test_lateness_is_told_in_days() -> None:
    text = read(studio(result=({**RESULT, "tanggal_lapor": "2025-06-30"},)), ADDRESS)
    assert re.search(r"Terlambat \d+ hari", text)


def test_a_budget_without_plan_and_a_plan_without_budget_say_so() -> None:
    assert "Dianggarkan tanpa rencana" in read(studio(plan=()), ADDRESS)
    assert "Belum ada anggarannya." in read(studio(budget=()), ADDRESS)


def test_without_a_budget_no_report_is_called_missing() -> None:
    neighbour = {**RESULT, "kode_sub_kegiatan": OTHER}
    text = read(studio(budget=(), result=(neighbour,)), ADDRESS)
    assert "Tanpa anggaran tidak ada realisasi yang ditunggu." in text
    assert "belum dilaporkan" not in text.replace("Belum", "belum")
    assert "Belum waktunya" not in text, "no result of the year is waited for either"


def test_four_steps_tell_asked_promised_spent_done() -> None:
    told = region_steps(studio(result=(RESULT, SECOND)), VILLAGE)
    assert told is not None
    numbers = [read_text(f"{step.number} {step.unit}").replace(NBSP, " ").strip() for step in told.steps]
    assert numbers == ["1 usulan", "1 usulan", "Rp1,42 miliar", "0 dari 1 sub kegiatan"]
    assert [step.state for step in told.steps] == ["passed", "passed", "now", "todo"]
    assert region_steps(studio(wish=()), VILLAGE) is None


def test_a_site_without_such_data_has_no_such_sections() -> None:
    empty = studio(plan=(), budget=(), result=(), wish=())
    assert not any(section_is_wanted(empty, one) for one in ("usulan", "anggaran", "alur", "evaluasi"))
    assert section_is_wanted(studio(), "alur")
    assert not section_is_wanted(studio(wish=()), "usulan")


def test_a_budget_in_several_places_is_told_once_and_on_its_own_line() -> None:
    here = {**PLAN, "kode_wilayah": VILLAGE, "indikator": "Panjang drainase"}
    there = {**here, "kode_wilayah": "74.72.02", "indikator": "Panjang lain"}
    one = {**here, "kode_sub_kegiatan": OTHER}
    made = studio(plan=(here, there, one), budget=(BUDGET, {**BUDGET, "kode_sub_kegiatan": OTHER}))
    address = "anggaran/2025/wilayah/"
    text = read(made, address)
    assert "Di beberapa tempat, atau tidak disebut" in text
    told = pages(made)[address].numbers
    assert told is not None
    rows = {row[0]: row for row in told().rows}
    assert set(rows) == {"", VILLAGE}
    assert {row[5] for row in rows.values()} == {3_600_000_000}
    assert f"{address}{VILLAGE}/" in pages(made) and f"{address}/" not in pages(made)


def test_sources_name_who_uses_them_and_no_spending() -> None:
    second = {
        **BUDGET,
        "kode_rekening": "5.2.03.01.01.0002",
        "sumber_dana": "DAK Fisik",
        "murni": "400000000",
    }
    made = studio(budget=({**BUDGET, "sumber_dana": "DAU"}, second))
    text = read(made, "anggaran/2025/sumber-dana/")
    assert "90,0 % dibiayai DAU" in text and "Rp400.000.000 10,0 %" in text
    assert "Dinas Contoh" in text and "421" not in text
    numbers = pages(made)["anggaran/2025/sumber-dana/"].numbers
    assert numbers is not None
    names = [one.name for one in numbers().columns]
    assert "anggaran" in names and not {"realisasi", "penyerapan", "laporan_masuk"} & set(names)
    assert all(len(row) == len(names) for row in numbers().rows)


def test_all_pages_count_the_reports_of_a_quarter_alike() -> None:
    """One agency told half of its sub kegiatan, and late: it is the same on every page that says so."""
    budgets = (BUDGET, {**BUDGET, "kode_sub_kegiatan": OTHER})
    made = studio(budget=budgets, result=(RESULT, {**RESULT, "triwulan": "2", "tanggal_lapor": "2025-09-01"}))
    some = (*agency_pages(made), *coverage_pages(made), *dashboard_pages(made))
    texts = {page.address: re.sub(r"\s+", " ", Tree(page.body()).text) for page in some}
    assert "1 dari 1 instansi sudah melapor" in texts["instansi/"]
    listed = next(one for one in some if one.address == "instansi/").numbers
    assert listed is not None and [row[0] for row in listed().rows] == ["dinas-contoh"]
    assert "0 terlambat, 1 baru sebagian, dan 0 belum melapor" in texts["kepatuhan/"]
    assert "0 tepat waktu, 0 terlambat, 1 sebagian, 0 belum" in texts["dasbor/"]
    assert "sebagian, 1 dari 2 sub kegiatan" in texts["instansi/dinas-contoh/"]
    now = newest_year(made)
    assert now is not None
    told = next(one for one in describe_year(made, now).figures if one.address == "kepatuhan/")
    assert (read_text(told.number), read_text(told.unit)) == ("1", "dari 1")
    assert read_text(told.sentence) == "Realisasi TW II 2025: 0 terlambat, 1 sebagian, 0 belum dilaporkan."


def test_the_dashboard_draws_the_agencies_against_the_time() -> None:
    made = studio(budget=(BUDGET, {**BUDGET, "instansi": "badan-lain"}))
    page = next(one for one in dashboard_pages(made) if one.address == "dasbor/")
    text = re.sub(r"\s+", " ", Tree(page.body()).text.replace(NBSP, " "))
    assert "1 dari 2 instansi menyerap kurang dari bagian waktu yang telah lewat" in text
    assert "1 yang belum cukup dilaporkan tidak tampak." in text
    assert page.body().count("<circle") == 1


def test_an_agency_is_told_by_its_year_and_not_by_the_files_that_it_sent() -> None:
    address = "instansi/dinas-contoh/"
    page = next(one for one in agency_pages(studio()) if one.address == address)
    text = re.sub(r"\s+", " ", Tree(page.body()).text.replace(NBSP, " "))
    assert (
        "25 % waktu telah lewat; tahun 2025, 11,7 % pagu terserap dan 13,3 % target setahun tercapai." in text
    )
    assert "0 dataset" not in text and "belum mengirim dataset" not in text


def test_a_village_reads_what_became_of_its_wishes() -> None:
    refused = {**WISH, "id_usulan": "u2", "hasil": "ditolak", "kode_sub_kegiatan": ""}
    elsewhere = {**WISH, "id_usulan": "u3", "kode_wilayah": "74.72.01.1012"}
    steps = region_steps(studio(wish=(WISH, refused, elsewhere)), VILLAGE)
    assert steps is not None
    flow = steps.flow
    assert (flow.asked, flow.accepted, flow.budgeted, flow.done) == (2, 1, 1, 0)
    assert (
        read_text(steps.compared).replace(NBSP, " ")
        == "50,0 % mendapat anggaran. Seluruh Kota Bau Bau: 66,7 %."
    )


def test_printed_totals_stand_beside_what_the_rows_come_to() -> None:
    printed = {"tahun": "2025", "tahap": "murni", "jumlah": "3600000000", "dokumen": "APBD 2025"}
    wrong = {**printed, "instansi": "dinas-contoh", "jumlah": "3600000001", "dokumen": "DPA 2025"}
    made = studio(totals=(printed, wrong))
    text = read(made, "anggaran/2025/")
    assert "anggaran murni · APBD 2025" in text and "sama dengan 1 baris rinciannya" in text
    assert "rinciannya Rp3.600.000.000; selisihnya Rp1" in text and "Berbeda" in text
    told = read(made, "anggaran/2025/dinas-contoh/")
    assert "DPA 2025" in told and "APBD 2025" not in told


def test_a_field_of_government_unfolds_into_its_programs() -> None:
    made = studio()
    assert "anggaran/2025/urusan/1.03/" in pages(made)
    text = read(made, "anggaran/2025/urusan/1.03/")
    assert "1.03.06 · Rp3,6 miliar" in text and "11,7 % pagu terserap" in text


def test_a_kecamatan_tells_what_its_kelurahan_asked_for() -> None:
    other = {
        **WISH,
        "id_usulan": "u2",
        "kode_wilayah": "74.72.01.1012",
        "hasil": "ditunda",
        "alasan": "Kajian",
    }
    made = studio(wish=(WISH, other))
    above = read(made, "usulan/2025/74.72.01/")
    assert "2 usulan senilai Rp684.000.000. 1 diterima, 50,0 %" in above
    assert "Apa jadinya 2 usulan?" in above and above.count("1 usulan") == 2
    whole = pages(made)["usulan/2025/74.72/"].numbers
    assert whole is not None and len(whole().rows) == 2
    assert "usulan/2025/74/" not in pages(made)


def test_a_long_list_of_proposals_can_be_filtered_and_still_stands_whole() -> None:
    wishes = tuple(
        {**WISH, "id_usulan": f"u{n}", "hasil": "ditunda" if n % 2 else "ditolak"} for n in range(8)
    )
    body = pages(studio(wish=wishes))[f"usulan/2025/{VILLAGE}/"].body()
    assert body.count('data-filter-hasil="Ditunda"') == 4 and body.count('<li class="s-row s-usul__row') == 8
    assert 'data-filter-group="wilayah"' not in body


def test_every_page_s_table_of_numbers_can_be_made() -> None:
    for page in pages(studio()).values():
        if page.numbers is not None:
            numbers = page.numbers()
            assert all(len(row) == len(numbers.columns) for row in numbers.rows)


DEATHS = {**PLAN, "target": "8", "arah": "turun", "rumus": "dua_t_kurang_r", "satuan": "orang"}


@pytest.mark.parametrize(
    ("second", "words", "chip"),
    [
        ("3", "Hasilnya masih dalam batas", "Dalam batas"),
        ("9", "Batasnya sudah terlampaui", "Batas terlampaui"),
    ],
)
def test_deaths_of_at_most_eight_are_no_achievement_in_june(second: str, words: str, chip: str) -> None:
    quarters = [
        {**RESULT, "triwulan": str(number), "realisasi_fisik": done}
        for number, done in ((1, "1"), (2, second))
    ]
    made = studio(plan=[DEATHS], result=quarters)
    text = read(made, ADDRESS)
    assert words in text and chip in text and "Selesai" not in text
    assert "1 dari paling banyak 8 orang" in text[text.index("Perjalanan dari usulan") :]
    start = text.index("Capaian terhadap target setahun")
    told = text[start : text.index("Perjalanan dari usulan", start)]
    assert "%" not in told and "dari paling banyak 8 orang" in told
    page = pages(made)[ADDRESS]
    assert page.numbers is not None
    numbers = page.numbers()
    last = dict(zip([column.name for column in numbers.columns], numbers.rows[-1], strict=True))
    assert last["batas"] == chip.lower().removeprefix("batas ") and last["capaian"] == "tidak berlaku"


def test_what_nobody_owes_does_not_apply_and_what_is_thin_is_a_range() -> None:
    """One agency has no plan, so no achievement; of the other one budget of two is reported in full."""
    other = {**BUDGET, "kode_sub_kegiatan": "1.03.06.2.01.0029"}
    alone = {**BUDGET, "instansi": "badan-lain"}
    reports = (
        RESULT,
        {**RESULT, "triwulan": "2"},
        {**RESULT, "triwulan": "2", "kode_sub_kegiatan": "1.03.06.2.01.0029"},
        {**RESULT, "instansi": "badan-lain"},
        {**RESULT, "instansi": "badan-lain", "triwulan": "2"},
    )
    made = studio(budget=(BUDGET, other, alone), result=reports)
    text = read(made, "evaluasi/2025/tw2/").replace(NBSP, " ")
    assert re.search(r"badan-lain\s*tidak berlaku\s*0 dari 0\s*23,4 %\s*1 dari 1", text)
    assert "antara 19,5 % dan 48,9 % pagu terserap" in text
    assert "Dihitung dari 2 dari 3 sub kegiatan, 66,7 % pagu, sampai TW II 2025." in text
    assert "Dinas Contoh: Serapan tertinggal" not in text
