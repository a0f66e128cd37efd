"""Columns in plain words."""

from builders import make_field, make_resource
from suluh.publishing.dictionary import (
    describe_columns,
    describe_constraints,
    describe_keys,
    describe_missing,
)
from suluh.vocabulary.package import ForeignKey, Schema


def test_constraints_in_words():
    field = make_field(
        "n",
        type="number",
        decimal_char=",",
        group_char=".",
        constraints={"required": True, "unique": False, "minimum": 0, "enum": ["1", "2"], "pattern": "^x"},
    )

    assert describe_constraints(field) == (
        "wajib diisi; paling kecil 0; salah satu dari: 1, 2; berpola ^x; "
        'tanda desimal ","; pemisah ribuan "."'
    )
    assert describe_constraints(make_field("n", constraints={"enum": "bukan daftar", "baru": 1})) == ""


def test_missing_values_in_words():
    field = make_field("n", missing_values={"": "belum dilaporkan", "-": "tidak berlaku"})

    assert describe_missing(field) == 'kosong = belum dilaporkan; "-" = tidak berlaku'


def test_keys_in_words():
    schema = Schema(
        fields=(make_field("tahun"), make_field("kode")),
        primary_key=("tahun", "kode"),
        foreign_keys=(ForeignKey(("kode",), "wilayah", "wilayah", ("kode",)),),
    )

    assert describe_keys(schema) == {
        "tahun": "kunci bersama: tahun, kode",
        "kode": "kunci bersama: tahun, kode; merujuk kolom kode pada wilayah",
    }


def test_a_row_for_each_column():
    assert [
        row[:3] for row in describe_columns(make_resource("luas", ["kode", make_field("km", type="number")]))
    ] == [
        ("luas", "kode", "teks"),
        ("luas", "km", "bilangan"),
    ]
