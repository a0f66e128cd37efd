"""Files that were once read wrong in silence, each with what is right of its columns."""

from __future__ import annotations

from made_readings import read_case

from suluh.intake.column_readings import TableReading


def types(reading: TableReading) -> dict[str, str]:
    return {column.name: column.type for column in reading.columns}


def keys(reading: TableReading) -> list[str]:
    return [doubt.key for doubt in reading.doubts]


def test_commas_before_three_figures_are_asked_with_thousands_likely() -> None:
    reading = read_case("ribuan-koma.csv")
    doubt = next(doubt for doubt in reading.doubts if doubt.key == "koma:jumlah_penduduk")
    assert doubt.likely == "ribuan" and ("36,123", "36123") in doubt.examples
    answered = read_case("ribuan-koma.csv", {"koma:jumlah_penduduk": "ribuan"})
    column = answered.column("jumlah_penduduk")
    assert (column.type, column.form) == ("integer", {"groupChar": ","})
    assert (column.least, column.greatest) == ("1234", "36123") and not answered.doubts
    other = read_case("ribuan-koma.csv", {"koma:jumlah_penduduk": "desimal"}).column("jumlah_penduduk")
    assert (other.type, other.greatest) == ("number", "36.123")


def test_both_marks_settle_each_other_and_months_are_read() -> None:
    reading = read_case("koma-dan-titik.csv")
    assert types(reading) == {"Bulan": "yearmonth", "Total": "number", "Migas": "number"}
    assert reading.column("Total").form == {"decimalChar": ".", "groupChar": ","}
    assert reading.column("Migas").greatest == "1686.54" and reading.column("Migas").least == "9.08"
    assert reading.column("Bulan").rewritten == "bulan" and reading.column("Bulan").least == "2022-07"
    assert not reading.doubts and reading.primary_key == ("Bulan",)


def test_codes_of_any_language_stay_text_and_are_joined() -> None:
    reading = read_case("kode-inggris.csv")
    assert set(types(reading).values()) == {"string"}
    assert [key.fields for key in reading.references] == [("code",)] and reading.primary_key == ("code",)
    assert reading.column("province_code").constant == "11"


def test_an_export_in_open_data_form_joins_its_kecamatan() -> None:
    reading = read_case("bentuk-open-data.csv")
    assert types(reading)["bps_kode_kecamatan"] == types(reading)["kode_provinsi"] == "string"
    assert [key.fields for key in reading.references] == [("kemendagri_kode_kecamatan",)]
    assert set(reading.primary_key) == {"kemendagri_kode_kecamatan", "kategori", "tahun"}
    assert reading.column("jumlah").unit == "UNIT"
    joined = reading.column("bps_kode_kecamatan").joined
    assert joined is not None and joined.way == "bps" and not reading.doubts


def test_a_word_among_numbers_is_told_and_asked_once() -> None:
    reading = read_case("satu-kata.csv")
    column = reading.column("capaian_2018")
    assert (column.type, column.agreeing, column.filled) == ("number", 39, 40)
    assert [(odd.text, odd.lines) for odd in column.odd] == [("WTP", (41,))]
    assert keys(reading) == ["ganjil:WTP"]
    kept = read_case("satu-kata.csv", {"ganjil:WTP": "teks"})
    assert types(kept)["capaian_2018"] == "string" and not kept.doubts
    named = read_case("satu-kata.csv", {"ganjil:WTP": "tidak berlaku"})
    assert ("WTP", "tidak berlaku") in [
        (missing.value, missing.label) for missing in named.column("capaian_2019").missing
    ]
    assert not named.column("capaian_2019").odd and not named.doubts


def test_tails_of_zeros_are_told_and_taken_away() -> None:
    reading = read_case("ekor-nol.csv")
    assert types(reading) == {"kode_desa": "string", "tahun": "year", "kejadian": "integer"}
    assert reading.column("kode_desa").examples[0] == ("7401022001.0", "7401022001")
    assert dict(reading.rewritten) == {"kode_desa": "ekor-nol", "tahun": "tahun", "kejadian": "ekor-nol"}


def test_money_percent_dates_and_marks() -> None:
    reading = read_case("rupiah-persen-tanggal.csv")
    money, percent = reading.column("Pagu (Rp)"), reading.column("%")
    assert money.form == {"decimalChar": ",", "groupChar": ".", "bareNumber": False}
    assert (money.greatest, money.unit) == ("2500000", "rupiah")
    assert (percent.greatest, percent.unit) == ("81", "persen")
    assert reading.column("Tanggal").form == {"format": "%d/%m/%Y"}
    assert keys(reading) == ["tanda:-", "tanda:...", "tanda:n.a."]
    marks = {"tanda:-": "tidak berlaku", "tanda:...": "belum dilaporkan", "tanda:n.a.": "tidak tersedia"}
    answered = read_case("rupiah-persen-tanggal.csv", marks)
    assert answered.column("TW II").type == "integer" and not answered.doubts
    assert len(answered.column("TW II").missing) == 4


def test_years_under_an_english_header() -> None:
    reading = read_case("tahun-inggris.csv")
    year = reading.column("year")
    assert (year.type, year.least, year.greatest) == ("year", "2006", "2008")
    assert reading.primary_key == ("year",) and not reading.doubts


def test_the_unit_of_a_column_of_units() -> None:
    reading = read_case("satuan-di-kolom.csv")
    assert reading.column("jumlah").unit == "TON PER HARI"
    assert reading.places is not None and reading.places_matched == 2
