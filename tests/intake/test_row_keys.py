"""The key of an unknown table: as few columns as tell its rows apart, never a measure, never a constant."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from made_readings import read_rows


def test_places_years_and_categories_before_names_and_numbers_of_rows() -> None:
    rows = [
        (str(number), code, name, group, year, str(count))
        for number, (code, name, group, year, count) in enumerate(
            [
                ("74.72.01", "Betoambari", "KIOS", "2023", 20),
                ("74.72.01", "Betoambari", "PASAR", "2023", 1),
                ("74.72.02", "Wolio", "KIOS", "2023", 41),
                ("74.72.02", "Wolio", "PASAR", "2023", 2),
                ("74.72.01", "Betoambari", "KIOS", "2024", 22),
                ("74.72.02", "Wolio", "KIOS", "2024", 44),
            ],
            start=1,
        )
    ]
    header = ("id", "kode_kecamatan", "nama_kecamatan", "kategori", "tahun", "jumlah")
    assert read_rows(header, rows).primary_key == ("kode_kecamatan", "kategori", "tahun")


def test_measures_and_constants_are_never_of_a_key() -> None:
    rows = [("2024", "12"), ("2024", "13"), ("2024", "14")]
    assert read_rows(("tahun", "jumlah"), rows).primary_key == ()


def test_years_stand_beside_places_for_the_next_file() -> None:
    rows = [("74.72.01.1007", "2024", "1"), ("74.72.01.1012", "2025", "3")]
    assert read_rows(("kode_wilayah", "tahun", "jumlah"), rows).primary_key == ("kode_wilayah", "tahun")


def test_days_that_differ_by_chance_name_no_rows() -> None:
    rows = [("Belanja Pegawai", "31/12/2025"), ("Belanja Barang", "15/01/2025")]
    assert read_rows(("uraian", "tanggal"), rows).primary_key == ("uraian",)


def test_a_number_of_rows_is_the_last_resort() -> None:
    rows = [(str(number), "Wolio", "5") for number in range(1, 5)]
    assert read_rows(("id", "jenis", "jumlah"), rows).primary_key == ("id",)


def test_rows_that_repeat_are_told_with_their_lines() -> None:
    rows = [(f"74.72.01.{1001 + number}", "2024", "5") for number in range(11)]
    reading = read_rows(("kode_desa", "tahun", "jumlah"), [*rows, rows[3]])
    assert reading.primary_key == () and reading.repeated == ((5, 13),)


def test_what_describes_things_is_of_a_key_where_nothing_else_tells_rows_apart() -> None:
    crossed = [("Wale", "Honda", "10"), ("Wale", "Yamaha", "20"), ("Tomba", "Honda", "30")]
    key = ("Kelurahan", "Merek Kendaraan")
    assert read_rows((*key, "Jumlah"), crossed).primary_key == key
    assert read_rows(("Kondisi Jalan", "Panjang"), [("Baik", "5"), ("Rusak", "6")]).primary_key == (
        "Kondisi Jalan",
    )
    placed = [("Wolio", "Honda", "10"), ("Bungi", "Yamaha", "20"), ("Murhum", "Suzuki", "30")]
    assert read_rows(("Lokasi", "Merek", "Jumlah"), placed).primary_key == ("Lokasi",)
    coded = [("01", "001", "Honda", "10"), ("01", "002", "Yamaha", "20"), ("02", "001", "Suzuki", "30")]
    assert read_rows(("Kode Barang", "Register", "Merek", "Nilai"), coded).primary_key == (
        "Kode Barang",
        "Register",
    )


def test_what_things_are_called_is_their_key_rather_than_where_they_lie() -> None:
    roads = [
        ("Jl. Betoambari", "3.2", "Kec. Betoambari", "1998", "8500"),
        ("Jl. Sultan Hasanuddin", "2.15", "Kec. Wolio", "2001", "6200"),
        ("Jl. Dayanu Ikhsanuddin", "1.8", "Kec. Murhum", "2012", "5100"),
    ]
    assert read_rows(("Nama Ruas", "Panjang", "Lokasi", "Tahun", "Nilai"), roads).primary_key == (
        "Nama Ruas",
    )
    villages = [("Balai warga", "Wale", "5"), ("Posyandu", "Tomba", "6"), ("Pasar", "Nganganaumala", "7")]
    assert read_rows(("Bangunan", "Kelurahan", "Luas"), villages).primary_key == ("Kelurahan",)


def test_remarks_and_doubled_rows_make_no_key_of_what_describes() -> None:
    rows = [("Wale", "lama", "10"), ("Wale", "baru", "20"), ("Tomba", "lama", "30")]
    assert read_rows(("Kelurahan", "Keterangan", "Jumlah"), rows).primary_key == ()
    doubled = [(f"74.72.01.{1001 + number}", f"blok {number}", "5") for number in range(11)]
    reading = read_rows(("kode_desa", "lokasi", "jumlah"), [*doubled, (doubled[3][0], "blok 20", "6")])
    assert reading.primary_key == () and reading.repeated == ((5, 13),)


@settings(max_examples=80)
@given(data=st.data())
def test_no_row_is_named_by_what_describes_it_where_a_name_stands_before(data: st.DataObject) -> None:
    """Names that differ, then where, of what kind and when: the order and number of columns do not matter."""
    count = data.draw(st.integers(3, 9))
    names = [
        f"{head} {tail}" for head in ("Jembatan", "Talud", "Balai") for tail in ("Wale", "Tomba", "Melai")
    ]
    after = {
        "Lokasi": data.draw(
            st.permutations(["Wolio", "Bungi", "Murhum", "Kokalukuna", "Lea-Lea", "Sorawolio"])
        ),
        "Merek": data.draw(st.permutations(["Honda", "Yamaha", "Suzuki", "Isuzu", "Hino", "Toyota"])),
        "Kondisi": data.draw(st.permutations(["Baik", "Rusak Ringan", "Rusak Berat", "Sedang"])),
        "Tanggal": [f"{day:02}/03/2025" for day in data.draw(st.permutations(range(1, 10)))],
    }
    header = data.draw(st.permutations(sorted(after)))[: data.draw(st.integers(1, len(after)))]
    rows = [
        (name, *(after[column][number % len(after[column])] for column in header), str(1000 + 7 * number))
        for number, name in enumerate(data.draw(st.permutations(names))[:count])
    ]
    assert read_rows(("Nama Pekerjaan", *header, "Nilai"), rows).primary_key == ("Nama Pekerjaan",)
