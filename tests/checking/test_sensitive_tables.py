"""Small counts of people about sensitive subjects stop a table; what is no such count does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import make_field, make_package, make_resource, make_settings, make_table
from made_tables import Made, make_public_table, make_sensitive_table
from small_site import copy_small_site, edit
from suluh.checking.explanations import describe
from suluh.checking.project import check_project
from suluh.checking.sensitive_tables import check_sensitive_tables
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Field, Klasifikasi, Schema

HIV = [("Katobengke", "1"), ("Lipu", "3"), ("Sulaa", "0"), ("Wameo", "14")]
NOWHERE = Path("tidak-ada").absolute()
REVIEW = """tidak_perlu_ditutup:
  - dataset: datasets/dinas-contoh/contoh
    tabel: tabel
    kolom: [{column}]
    alasan: {reason}
    peninjau: Kepala Bidang Statistik Diskominfo
    tanggal: "{day}"
"""


def make(title: str, unit: str, columns: dict[str, str], rows: list[tuple[str, ...]], **more: Any) -> Made:
    """A table; `columns` from name to type."""
    fields = tuple(make_field(name, type=kind) for name, kind in columns.items())
    resource = make_resource("tabel", schema=Schema(fields), title="Tabel", **more.pop("resource", {}))
    descriptor = {"satuan": unit, **more.pop("descriptor", {})}
    description = more.pop("description", "Menurut catatan dinas.")
    package = make_package(
        title=title, description=description, resources=(resource,), descriptor=descriptor, **more
    )
    return Made(package, make_table(list(columns), rows))


def tell(made: Made, root: Path = NOWHERE) -> list[Finding]:
    return check_sensitive_tables(
        [made.package],
        lambda package: {package.resources[0].name: made.table},
        make_settings(root=root, datasets_dir=root / "datasets"),
    )


def codes(made: Made) -> list[str]:
    return [one.code for one in tell(made)]


def test_hiv_counts_of_one_and_three_are_told_with_all_that_is_to_be_written() -> None:
    columns = {"kelurahan": "string", "kasus": "integer"}
    (finding,) = tell(make("HIV per kelurahan", "kasus", columns, HIV))
    assert (finding.code, finding.place.resource, finding.place.field) == ("K112", "tabel", "kasus")
    said = describe(finding)
    assert "kasus (2)" in said.message and "1 sampai 9" in said.message and "“hiv”" in said.message
    assert "tekan: {kolom: [kasus], dimensi: [kelurahan]}" in said.hint and "UU 27/2022" in said.hint
    assert "tidak_perlu_ditutup: {dataset: datasets/dinas-contoh/contoh, tabel: tabel" in said.hint


@pytest.mark.parametrize(
    ("title", "columns", "rows"),
    [
        ("Data", {"kelurahan": "string", "hiv": "integer"}, [("a", "1")]),
        ("Data", {"kelurahan": "string", "penyakit": "string", "jumlah": "integer"}, [("a", "Kusta", "2")]),
        (
            "Data",
            {"kelurahan": "string", "indikator": "string", "nilai": "number"},
            [("a", "Kasus TBC", "2")],
        ),
        ("Jumlah ODGJ", {"kelurahan": "string", "jumlah": "string"}, [("a", "2"), ("b", "31")]),
        ("Jumlah ODGJ", {"kelurahan": "string", "jumlah": "number"}, [("a", "2"), ("b", "31")]),
        ("Penduduk", {"kelurahan": "string", "islam": "integer", "hindu": "integer"}, [("a", "900", "2")]),
        ("Penerima PKH", {"kelurahan": "string", "keluarga": "integer"}, [("a", "4")]),
        ("P3A", {"umur": "string", "korban_kdrt": "integer"}, [("0-17", "4")]),
        ("K.D.R.T. menurut bulan", {"bulan": "string", "n": "integer"}, [("Mei", "4")]),
        ("Laporan kekerasan", {"bulan": "string", "jumlah_laporan": "integer"}, [("Mei", "4")]),
    ],
)
def test_a_subject_is_known_by_titles_names_and_categories(
    title: str, columns: dict[str, str], rows: list[tuple[str, ...]]
) -> None:
    assert codes(make(title, "angka", columns, rows)) == ["K112"]


@pytest.mark.parametrize(
    ("title", "unit", "columns", "rows"),
    [
        ("HIV sekota", "kasus", {"tahun": "year", "kasus": "integer"}, [("2024", "212")]),
        ("HIV per kelurahan", "kasus", {"kelurahan": "string", "kasus": "integer"}, [("a", "0"), ("b", "")]),
        ("Anggaran stunting", "rupiah", {"opd": "string", "pagu": "integer"}, [("a", "3")]),
        ("Prevalensi stunting", "persen", {"kelurahan": "string", "persentase": "integer"}, [("a", "3")]),
        ("Fasilitas layanan HIV", "unit", {"kecamatan": "string", "jumlah": "integer"}, [("a", "3")]),
        ("Rumah ibadah", "unit", {"kelurahan": "string", "masjid": "integer"}, [("a", "3")]),
        ("Sekolah inklusi", "sekolah", {"kecamatan": "string", "jumlah": "integer"}, [("a", "3")]),
        ("Kasus rabies pada hewan", "ekor", {"kecamatan": "string", "jumlah_hewan": "integer"}, [("a", "3")]),
    ],
)
def test_coarse_tables_money_shares_and_things_pass(
    title: str, unit: str, columns: dict[str, str], rows: list[tuple[str, ...]]
) -> None:
    assert codes(make(title, unit, columns, rows)) == []


def test_what_a_description_says_of_its_use_is_no_subject() -> None:
    columns = {"kelurahan": "string", "penduduk": "integer"}
    use = "Penduduk menurut kelurahan, dipakai untuk penanggulangan kemiskinan dan stunting."
    about = "Penduduk miskin menurut kelurahan."
    assert codes(make("Penduduk", "jiwa", columns, [("a", "3")], description=use)) == ["K113"]
    assert codes(make("Penduduk", "jiwa", columns, [("a", "3")], description=about)) == ["K112"]


def test_other_counts_of_people_get_one_warning_for_a_table() -> None:
    columns = {"opd": "string", "laki_laki": "integer", "perempuan": "integer"}
    (finding,) = tell(make("Pegawai menurut OPD", "orang", columns, [("a", "3", "4"), ("b", "2", "9")]))
    assert (finding.code, finding.severity.value) == ("K113", "warning")
    assert "laki_laki (2), perempuan (1)" in describe(finding).message


def test_a_rule_that_closes_the_column_is_enough_and_a_lower_threshold_is_told() -> None:
    made = make(
        "HIV", "kasus", {"kelurahan": "string", "kasus": "integer", "hidup": "integer"}, [("a", "1", "2")]
    )

    def with_rule(measures: list[str], **rule: Any) -> Made:
        suppression = {"kolom": measures, "dimensi": ["kelurahan"], **rule}
        fields = tuple(
            replace(one, klasifikasi=Klasifikasi.TERBATAS) if one.name in measures else one
            for one in made.package.resources[0].schema.fields
        )
        descriptor = {"pengungkapan": {"hasil": "publik", "tekan": suppression}}
        resource = replace(made.package.resources[0], schema=Schema(fields), descriptor=descriptor)
        return Made(replace(made.package, resources=(resource,)), made.table)

    assert codes(with_rule(["kasus", "hidup"])) == []
    assert codes(with_rule(["kasus"])) == ["K112"]
    assert codes(with_rule(["kasus", "hidup"], ambang=5)) == ["K114", "K114"]


def test_columns_that_do_not_go_out_are_not_told() -> None:
    made = make("HIV", "kasus", {"kelurahan": "string", "kasus": "integer"}, HIV)
    hidden: tuple[Field, ...] = tuple(
        replace(one, klasifikasi=Klasifikasi.TERBATAS) if one.name == "kasus" else one
        for one in made.package.resources[0].schema.fields
    )
    resource = replace(made.package.resources[0], schema=Schema(hidden))
    assert codes(Made(replace(made.package, resources=(resource,)), made.table)) == []


@pytest.mark.parametrize(
    ("column", "reason", "day", "expected"),
    [
        ("kasus", "Angka ini sudah diumumkan nasional.", "2025-06-01", []),
        ("lain", "Angka ini sudah diumumkan nasional.", "2025-06-01", ["K112", "K116"]),
        ("kasus", "ok", "2025-06-01", ["K115", "K112"]),
        ("kasus", "Angka ini sudah diumumkan nasional.", "2031-06-01", ["K115", "K112"]),
        ("kasus", "Angka ini sudah diumumkan nasional.", "kemarin", ["K115", "K112"]),
    ],
)
def test_a_reviewed_word_is_whole_or_counts_for_nothing(
    tmp_path: Path, column: str, reason: str, day: str, expected: list[str]
) -> None:
    (tmp_path / "datasets").mkdir()
    text = REVIEW.format(column=column, reason=reason, day=day)
    (tmp_path / "datasets/pengecualian.yaml").write_text(text, encoding="utf-8")
    made = make("HIV per kelurahan", "kasus", {"kelurahan": "string", "kasus": "integer"}, HIV)
    assert sorted(one.code for one in tell(made, tmp_path)) == sorted(expected)


def test_a_word_that_is_over_no_longer_holds(tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    text = REVIEW.format(column="kasus", reason="Sudah umum di tingkat pusat.", day="2024-06-01")
    (tmp_path / "datasets/pengecualian.yaml").write_text(
        f'{text}    sampai: "2025-06-29"\n', encoding="utf-8"
    )
    made = make("HIV per kelurahan", "kasus", {"kelurahan": "string", "kasus": "integer"}, HIV)
    assert [one.code for one in tell(made, tmp_path)] == ["K116", "K112"]


def test_a_sensitive_table_is_withheld_from_the_build(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    folder = "datasets/dinas-sosial/bantuan"
    edit(root, f"{folder}/datapackage.yaml", "title: Bantuan pangan", "title: Penderita HIV per kelurahan")
    edit(root, f"{folder}/datapackage.yaml", "satuan: rupiah", "satuan: orang")
    edit(root, f"{folder}/bantuan.csv", "2025,120,", "2025,3,")
    settings, _ = read_settings(root)
    assert settings is not None
    checked = check_project(settings)
    assert [one.code for one in checked.findings] == ["K112"]
    assert folder not in {one.package.folder for one in checked.valid}


def stopped(made: Made) -> bool:
    return "K112" in codes(made)


@pytest.mark.parametrize("count", [100, pytest.param(500, marks=pytest.mark.slow)])
def test_at_most_one_of_a_hundred_public_tables_is_stopped(count: int) -> None:
    wrong = [seed for seed in range(count) if stopped(make_public_table(seed))]
    assert len(wrong) <= count // 100, wrong


@pytest.mark.parametrize("count", [66, pytest.param(440, marks=pytest.mark.slow)])
def test_sensitive_tables_with_small_counts_are_stopped(count: int) -> None:
    passed = [seed for seed in range(count) if not stopped(make_sensitive_table(seed))]
    assert len(passed) <= count * 0.02, passed


@pytest.mark.parametrize(
    "title",
    [
        "Ibu hamil KEK",
        "Kasus AKI dan AKB",
        "Kejadian Ikutan Pasca Imunisasi (KIPI)",
        "Lansia dengan demensia",
        "Klien UPTD PPA",
        "Anak di LPKA",
        "Diska dikabulkan",
        "Penduduk menurut ragam kecacatan",
        "Masuk Islam per KUA",
        "People with mental disorders",
        "Teenage pregnancy",
        "Klien rehabilitasi BNNK",
    ],
)
def test_abbreviations_and_words_of_agencies_tell_a_subject(title: str) -> None:
    columns = {"kecamatan": "string", "jumlah": "integer"}
    assert codes(make(title, "orang", columns, [("a", "1"), ("b", "30")])) == ["K112"]


@pytest.mark.parametrize(
    ("title", "unit", "column"),
    [
        ("Dokter spesialis rumah sakit", "orang", "penyakit_dalam"),
        ("Pelanggaran Perda ditindak: reklame", "kasus", "reklame"),
        ("Tenaga kerja di KEK", "orang", "jumlah"),
        ("Aki bekas yang terkumpul", "buah", "jumlah"),
        ("KTA perpustakaan", "kartu", "jumlah"),
    ],
)
def test_words_that_only_look_like_a_subject_stop_nothing(title: str, unit: str, column: str) -> None:
    columns = {"kecamatan": "string", column: "integer"}
    assert "K112" not in codes(make(title, unit, columns, [("a", "1"), ("b", "30")]))
