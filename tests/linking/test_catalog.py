"""The catalogue finds every row and report that names a region."""

from datetime import date

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_instansi,
    make_report,
    make_resource,
    make_table,
)
from suluh.linking.catalog_joining import join_catalog
from suluh.vocabulary.package import ForeignKey, Schema
from suluh.vocabulary.reports import ClearedReport


def make_regional(name, codes):
    schema = Schema(
        fields=(make_field("kode_wilayah"),),
        foreign_keys=(ForeignKey(("kode_wilayah",), "wilayah", "wilayah", ("kode",)),),
    )
    table = make_table(["kode_wilayah"], [(kode,) for kode in codes])
    return make_dataset(
        make_cleared({name: table}, name=name, resources=(make_resource(name, schema=schema),))
    )


def join(datasets=(), reports=(), agencies=None):
    return join_catalog(
        datasets,
        agencies=agencies or {},
        agencies_simulated=False,
        day=date(2026, 1, 1),
        reports=[ClearedReport(one) for one in reports],
        withheld=(),
    )


def test_rows_are_found_by_region_in_every_dataset():
    catalog = join([make_regional("b", ["74.72", "", "74.71"]), make_regional("a", ["74.71", "74.71"])])

    rows = {
        code: {name: list(some) for name, some in of_region.items()}
        for code, of_region in catalog.rows_of_region.items()
    }
    assert rows == {"74.72": {"b": [0]}, "74.71": {"a": [0, 1], "b": [2]}}


def test_a_dataset_without_region_column_names_none():
    table = make_table(["kode", "nama"], [("74.72", "x")])
    cleared = make_cleared({"contoh": table})
    assert join([make_dataset(cleared)]).rows_of_region == {}


def test_reports_are_newest_first_and_found_by_region():
    old = make_report(tanggal=date(2024, 1, 9), wilayah=("74.72.01.1007",))
    new = make_report(tanggal=date(2025, 1, 9), wilayah=("74.72.01.1007", "74.72"))

    catalog = join(reports=[old, new])

    assert [one.report for one in catalog.reports] == [new, old]
    assert [one.report for one in catalog.reports_of_region["74.72.01.1007"]] == [new, old]
    assert [one.report for one in catalog.reports_of_region["74.72"]] == [new]


def test_agencies_are_in_order_of_name():
    agencies = {"z": make_instansi(slug="z", nama="Badan"), "a": make_instansi(slug="a", nama="Dinas")}
    assert list(join(agencies=agencies).agencies) == ["z", "a"]
