"""Only what says exactly `publik` at every level passes clearing."""

from dataclasses import replace

import pytest

from builders import make_field, make_package, make_report, make_resource
from suluh.clearing.classification import clear_package, clear_report
from suluh.vocabulary.package import Klasifikasi, Schema, Table, ValidPackage

SECRET = "SENTINEL-7351"


def make_valid(
    *, package_class=Klasifikasi.PUBLIK, resource_class=Klasifikasi.PUBLIK, field_class=Klasifikasi.PUBLIK
):
    fields = (
        make_field("kode", klasifikasi=Klasifikasi.PUBLIK),
        make_field("nama_penerima", klasifikasi=field_class, description=SECRET),
    )
    schema = Schema(fields=fields, primary_key=("kode", "nama_penerima"), unique_keys=(("nama_penerima",),))
    resource = make_resource("bantuan", schema=schema, klasifikasi=resource_class)
    package = make_package(
        name="bantuan",
        resources=(resource,),
        klasifikasi=package_class,
        descriptor={
            "title": "Bantuan",
            "klasifikasi": str(package_class),
            "catatan_internal": SECRET,
            "angka_kunci": [{"nilai": "nama_penerima", "label": SECRET}, {"nilai": "kode", "label": "Kode"}],
            "resources": [{"name": "bantuan", "catatan": SECRET}],
        },
    )
    table = Table(header=("kode", "nama_penerima"), rows=[("01", SECRET), ("02", SECRET)], lines=(2, 3))
    return ValidPackage(package, {"bantuan": table})


@pytest.mark.parametrize("level", ["package_class", "resource_class"])
@pytest.mark.parametrize("word", [Klasifikasi.TERBATAS, Klasifikasi.RAHASIA])
def test_nothing_passes_where_package_or_only_resource_is_not_public(level, word):
    assert clear_package(make_valid(**{level: word})) is None


@pytest.mark.parametrize("word", [Klasifikasi.TERBATAS, Klasifikasi.RAHASIA])
def test_a_column_that_is_not_public_leaves_no_trace(word):
    cleared = clear_package(make_valid(field_class=word))

    assert cleared is not None
    assert cleared.tables["bantuan"].header == ("kode",)
    assert list(cleared.tables["bantuan"].rows) == [("01",), ("02",)]
    assert cleared.withheld_fields == 1
    assert SECRET not in repr(cleared)
    assert "nama_penerima" not in repr(cleared)


def test_keys_that_name_a_withheld_column_go_with_it():
    cleared = clear_package(make_valid(field_class=Klasifikasi.TERBATAS))

    schema = cleared.package.resources[0].schema
    assert schema.primary_key == ()
    assert schema.unique_keys == ()
    assert [entry["label"] for entry in cleared.package.descriptor["angka_kunci"]] == ["Kode"]


def test_unknown_words_of_a_public_descriptor_stay_behind():
    cleared = clear_package(make_valid())

    assert "catatan_internal" not in cleared.package.descriptor
    assert "resources" not in cleared.package.descriptor
    assert cleared.package.descriptor["title"] == "Bantuan"


def test_a_report_passes_only_when_public():
    report = make_report()
    assert clear_report(report) is not None
    for word in (Klasifikasi.TERBATAS, Klasifikasi.RAHASIA):
        assert clear_report(replace(report, klasifikasi=word)) is None
