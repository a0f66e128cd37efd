"""Rules of disclosure: what a reader gets instead, and that nothing of the old values is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.disclosure_rules import check_closing, check_disclosure
from suluh.clearing.classification import clear_package
from suluh.reading.disclosure_keys import default_threshold, read_rules
from suluh.vocabulary.package import (
    ClearedPackage,
    DataPackage,
    Field,
    ForeignKey,
    Klasifikasi,
    Resource,
    Schema,
    ValidPackage,
)

RESTRICTED = Klasifikasi.TERBATAS
REGION = ForeignKey(("kode_wilayah",), "wilayah", "wilayah", ("kode",))


def restricted(name: str, kind: str = "string", **rest: Any) -> Field:
    return make_field(name, type=kind, klasifikasi=RESTRICTED, descriptor={"klasifikasi": "terbatas"}, **rest)


def make_treated(
    name: str, fields: Sequence[Field | str], rules: Mapping[str, Any] | None, **schema: Any
) -> Resource:
    columns = tuple(make_field(one) if isinstance(one, str) else one for one in fields)
    descriptor = {"name": name, **({"pengungkapan": {"hasil": "publik", **rules}} if rules else {})}
    return make_resource(name, schema=Schema(columns, **schema), descriptor=descriptor)


def make_valid(
    resource: Resource, rows: Sequence[Sequence[str]], *others: tuple[Resource, Sequence[Sequence[str]]]
):
    parts = ((resource, rows), *others)
    package = make_package("uji", resources=tuple(one for one, _ in parts))
    tables = {one.name: make_table([field.name for field in one.schema.fields], some) for one, some in parts}
    return ValidPackage(package, tables)


def clear(resource: Resource, rows: Sequence[Sequence[str]], *others: Any) -> ClearedPackage:
    cleared = clear_package(make_valid(resource, rows, *others))
    assert cleared is not None
    return cleared


def test_persons_become_masks_bands_months_and_kecamatan() -> None:
    fields = ("nomor", restricted("nama"), restricted("umur", "integer"), restricted("lahir", "date"))
    fields += (restricted("kode_wilayah"), restricted("catatan"))
    rules = {
        "buang": ["catatan"],
        "samarkan": {"nama": {"awal": 1}},
        "generalkan": {"umur": [5, 18, 60], "lahir": "bulan", "kode_wilayah": "kecamatan"},
    }
    rows = [
        ("1", "SENTINEL-SATU", "17", "1999-03-27", "74.72.01.1007", "SENTINEL-DUA"),
        ("2", "Ani", "4", "bukan tanggal", "74.72.01", ""),
        ("3", "", "60", "2001-12-31", "SENTINEL-TIGA", ""),
    ]
    keys = {"primary_key": ("nomor",), "unique_keys": (("nama",),), "foreign_keys": (REGION,)}
    cleared = clear(make_treated("orang", fields, rules, **keys), rows)
    table, schema = cleared.tables["orang"], cleared.package.resources[0].schema
    assert list(table.rows) == [
        ("1", "S•••", "5–17", "1999-03", "74.72.01"),
        ("2", "A•••", "<5", "dirahasiakan", "74.72.01"),
        ("3", "", "60+", "2001-12", "dirahasiakan"),
    ]
    assert [field.type for field in schema.fields] == ["string", "string", "string", "yearmonth", "string"]
    assert (schema.primary_key, schema.unique_keys, schema.foreign_keys) == (("nomor",), (), (REGION,))
    assert "SENTINEL" not in repr(cleared) and cleared.withheld_fields == 1


def test_what_is_secret_stays_secret_under_any_rule() -> None:
    name = make_field("nama", klasifikasi=Klasifikasi.RAHASIA)
    number = make_field("umur", type="integer", klasifikasi=Klasifikasi.RAHASIA)
    rules = {"samarkan": ["nama"], "tekan": {"kolom": ["umur"], "dimensi": ["kode"]}}
    cleared = clear(
        make_treated("orang", ("kode", name, number), rules), [("a", "Sentinel", "2"), ("b", "Lain", "9")]
    )
    assert cleared.tables["orang"].header == ("kode",)


def test_rows_of_persons_become_counts_and_small_counts_are_closed() -> None:
    fields = (restricted("kode_wilayah"), make_field("jenis"), restricted("rupiah", "integer"))
    rules = {
        "generalkan": {"kode_wilayah": "kecamatan"},
        "agregasi": {"dimensi": ["kode_wilayah", "jenis"], "jumlahkan": ["rupiah"], "hitung": "orang"},
        "tekan": {"kolom": ["orang"]},
    }
    rows = (
        [("74.72.01.1007", "p", "5")] * 9
        + [("74.72.01.1012", "l", "77123")] * 2
        + [("74.72.02.1001", "p", "1")] * 6
    )
    cleared = clear(make_treated("orang", fields, rules, foreign_keys=(REGION,)), rows)
    assert cleared.tables["orang"].header == ("kode_wilayah", "jenis", "rupiah", "orang")
    assert list(cleared.tables["orang"].rows) == [
        ("74.72.01", "l", "dirahasiakan", "dirahasiakan"),
        ("74.72.01", "p", "45", "9"),
        ("74.72.02", "p", "6", "6"),
    ]
    orang = cleared.package.resources[0].schema.field_named("orang")
    assert orang is not None and {one.label for one in orang.missing_values} >= {"dirahasiakan"}
    assert "di bawah 5" in orang.description


def count_table(rows: Sequence[Sequence[str]], **rules: Any) -> list[tuple[str, ...]]:
    fields = (make_field("kode_wilayah"), restricted("jumlah", "integer"))
    suppression = {"kolom": ["jumlah"], "dimensi": ["kode_wilayah"], **rules}
    return list(clear(make_treated("hitung", fields, {"tekan": suppression}), rows).tables["hitung"].rows)


def test_a_total_keeps_a_second_cell_closed_and_noughts_stay() -> None:
    rows = [("74.72.01", "60"), ("74.72.01.1001", "3"), ("74.72.01.1002", "0"), ("74.72.01.1003", "17")]
    rows += [("74.72.01.1004", "40")]
    assert count_table(rows) == [
        ("74.72.01", "60"),
        ("74.72.01.1001", "dirahasiakan"),
        ("74.72.01.1002", "0"),
        ("74.72.01.1003", "dirahasiakan"),
        ("74.72.01.1004", "40"),
    ]


def test_a_row_called_total_is_one_without_being_declared() -> None:
    shown = count_table([("Total", "57"), ("a", "2"), ("b", "25"), ("c", "30")])
    assert [row[1] for row in shown] == ["57", "dirahasiakan", "dirahasiakan", "30"]


def test_noughts_may_be_declared_sensitive() -> None:
    shown = count_table([("Total", "50"), ("a", "0"), ("b", "20"), ("c", "30")], nol="rahasia")
    assert [row[1] for row in shown] == ["50", "dirahasiakan", "dirahasiakan", "30"]


def test_columns_that_add_up_are_found_and_closed_together() -> None:
    fields = (make_field("kode"), restricted("pria", "integer"), make_field("wanita", type="integer"))
    fields += (make_field("semua", type="integer"), make_field("persen", type="number"))
    fields += (make_field("luas", type="number"),)
    rules = {"tekan": {"kolom": ["pria"], "dimensi": ["kode"], "bebas": ["luas"]}}
    rows = [("a", "3", "20", "23", "13", "1.5"), ("b", "30", "20", "50", "60", "2.5")]
    table = clear(make_treated("hitung", fields, rules), rows).tables["hitung"]
    assert list(table.rows) == [
        ("a", "dirahasiakan", "dirahasiakan", "23", "dirahasiakan", "1.5"),
        ("b", "30", "20", "50", "60", "2.5"),
    ]


def test_another_table_of_the_package_gives_nothing_away() -> None:
    detail = (make_field("kode"), make_field("jenis"), restricted("jumlah", "integer"))
    coarse = (make_field("kode"), restricted("jumlah", "integer"))
    one = make_treated("rinci", detail, {"tekan": {"kolom": ["jumlah"], "dimensi": ["kode", "jenis"]}})
    two = make_treated("ringkas", coarse, {"tekan": {"kolom": ["jumlah"], "dimensi": ["kode"]}})
    rows = [("a", "p", "2"), ("a", "l", "30"), ("b", "p", "10"), ("b", "l", "40")]
    cleared = clear(one, rows, (two, [("a", "32"), ("b", "50")]))
    assert [row[2] for row in cleared.tables["rinci"].rows] == ["dirahasiakan", "dirahasiakan", "10", "40"]
    assert list(cleared.tables["ringkas"].rows) == [("a", "32"), ("b", "50")]
    # The same column as it is, in a table without a rule, would tell: nothing is published then.
    bare = make_treated("ringkas", (make_field("kode"), make_field("jumlah", type="integer")), None)
    valid = make_valid(one, rows, (bare, [("a", "32"), ("b", "50")]))
    assert clear_package(valid) is None
    assert "K106" in {finding.code for finding in check_disclosure(valid.package)}


def test_rows_that_cannot_be_told_apart_are_not_published() -> None:
    fields = (make_field("kode"), restricted("jumlah", "integer"))
    resource = make_treated("hitung", fields, {"tekan": {"kolom": ["jumlah"], "dimensi": ["kode"]}})
    valid = make_valid(resource, [("a", "9"), ("a", "2")])
    assert clear_package(valid) is None
    found = check_closing(valid.package, resource, valid.tables["hitung"])
    assert [(one.code, one.place.field) for one in found] == [("K104", "tekan")]
    assert (
        check_closing(valid.package, resource, make_table(("kode", "jumlah"), [("a", "9"), ("b", "2")])) == []
    )


@pytest.mark.parametrize(
    "rules",
    [
        {"hasil": "ya"},
        {"hasil": "Publik"},
        {"samarkan": ["tidak_ada"]},
        {"samarkan": {"kode": {"awal": 9}}},
        {"generalkan": {"kode": "desa_kelurahan"}},
        {"generalkan": {"kode": [5, 5]}},
        {"generalkan": ["kode"]},
        {"agregasi": {"dimensi": ["kode"]}},
        {"agregasi": {"dimensi": ["kode"], "hitung": "orang"}},
        {"agregasi": {"dimensi": ["kode"], "jumlahkan": ["jumlah"]}},
        {
            "agregasi": {"dimensi": ["kode"], "jumlahkan": ["jumlah"], "hitung": "orang"},
            "tekan": {"kolom": ["jumlah"]},
        },
        {"agregasi": {"dimensi": ["kode"], "hitung": "jumlah"}},
        {"tekan": {"kolom": ["jumlah"]}},
        {"tekan": {"kolom": ["kode"], "dimensi": ["kode"]}},
        {"tekan": {"kolom": ["jumlah"], "dimensi": ["kode"], "ambang": 1}},
        {"tekan": {"kolom": ["jumlah"], "dimensi": ["kode"], "nol": "ya"}},
        {"tekan": ["jumlah"]},
        {"lain": True},
    ],
    ids=str,
)
def test_a_rule_that_is_not_understood_withholds_and_says_so(rules: Mapping[str, Any]) -> None:
    resource = make_treated("hitung", (make_field("kode"), make_field("jumlah", type="integer")), rules)
    valid = make_valid(resource, [("a", "9")])
    assert clear_package(valid) is None
    assert "K104" in {finding.code for finding in check_disclosure(valid.package)}


def test_the_threshold_is_higher_where_the_topic_is_a_sensitive_one() -> None:
    def of_topic(topic: str) -> DataPackage:
        return make_package(descriptor={"topik": topic})

    assert [default_threshold(of_topic(one)) for one in ("Sosial", "Kesehatan ibu", "Kekerasan")] == [
        5,
        10,
        10,
    ]


def test_without_rules_nothing_changes() -> None:
    package = make_package()
    assert read_rules(package).findings == ()
    valid = ValidPackage(package, {"contoh": make_table()})
    cleared = clear_package(valid)
    assert cleared is not None and cleared.tables["contoh"] is valid.tables["contoh"]
