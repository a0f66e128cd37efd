"""Codes must exist where a table says they do, and a wrong one is told with what is probably meant."""

from __future__ import annotations

import pytest

from builders import make_field, make_package, make_resource
from suluh.checking.references import References, dot_region_code
from suluh.vocabulary.findings import MASK, Finding, Severity
from suluh.vocabulary.package import DataPackage, Field, ForeignKey, Klasifikasi, Resource, Schema, Table
from suluh.vocabulary.region import FormerRegion, Regions

REGIONS = Regions(
    {
        "74": "Sulawesi Tenggara",
        "74.10": "Kabupaten Buton Utara",
        "74.72": "Kota Bau Bau",
        "74.72.01": "Betoambari",
        "74.72.01.1007": "Katobengke",
    }
)
FORMER = {"91.01": FormerRegion("91.01", "Kabupaten Merauke", "2018", "2022")}
TO_REGIONS = ForeignKey(("kode",), "wilayah", "wilayah", ("kode",))


def dataset(
    name: str, fields: tuple[Field, ...], keys: tuple[ForeignKey, ...] = ()
) -> tuple[DataPackage, Resource]:
    schema = Schema(fields, foreign_keys=keys)
    resource = make_resource(name, fields, paths=(f"{name}.csv",), schema=schema)
    package = make_package(name, folder=f"datasets/a/{name}", resources=(resource,))
    return package, resource


def check(
    key: ForeignKey, cells: list[str], *, secret: bool = False, target: Table | None = None
) -> list[Finding]:
    klasifikasi = Klasifikasi.RAHASIA if secret else Klasifikasi.PUBLIK
    fields = (make_field("kode", klasifikasi=klasifikasi), make_field("nomor"))
    package, resource = dataset("sumber", fields, (key,))
    other, _ = dataset("tujuan", (make_field("id"), make_field("nama")))
    nomenclature, _ = dataset("nomenklatur", (make_field("kode"),))
    packages = {one.name: one for one in (package, other, nomenclature)}
    references = References(REGIONS, FORMER, packages, lambda package, resource: target)
    declared = references.check_declared(package, resource)
    rows = [(cell, str(number)) for number, cell in enumerate(cells)]
    table = Table(("kode", "nomor"), rows, range(2, len(rows) + 2))
    return [*declared, *references.check_table(package, resource, table)]


@pytest.mark.parametrize(
    ("kode", "code", "detail"),
    [
        ("74.72.01.1007", "", ""),
        ("", "", ""),
        ("74.99", "R002", "@not_bps"),
        ("7472010", "R002", "@bps"),
        ("91.01", "R003", "Kabupaten Merauke"),
        ("9101", "R003", "Kabupaten Merauke"),
        ("7472", "R004", "74.72"),
        ("7472011007", "R004", "74.72.01.1007"),
        ("74.1", "R004", "74.10"),
        (" 74.72", "R004", "74.72"),
        ("74-72", "R004", "74.72"),
        ("Kota Bau Bau", "R002", "@not_bps"),
    ],
)
def test_region_codes(kode: str, code: str, detail: str) -> None:
    findings = check(TO_REGIONS, ["74.72", kode])
    assert [(one.code, one.place.row, one.place.line) for one in findings] == ([(code, 2, 3)] if code else [])
    if code:
        assert detail in findings[0].details.values()


def test_nothing_is_hinted_of_codes_that_are_not_public() -> None:
    findings = check(TO_REGIONS, ["7472", "91.01"], secret=True)
    assert [one.value for one in findings] == [MASK, MASK]
    for value in ("74.72", "7472", "91.01", "Merauke", "Bau Bau"):
        assert value not in repr([(one.value, one.details) for one in findings])


def test_references_to_other_datasets() -> None:
    target = Table(("id", "nama"), [("1", "a"), ("01", "b")])
    key = ForeignKey(("kode",), "tujuan", "", ("id",))
    assert check(key, ["1", "01", ""], target=target) == []
    findings = check(key, ["001", "a"], target=target)
    assert [(one.code, one.value) for one in findings] == [("R001", "001"), ("R001", "a")]
    both = ForeignKey(("kode", "nomor"), "tujuan", "tujuan", ("id", "nama"))
    assert [one.value for one in check(both, ["1"], target=target)] == ["1, 0"]
    to_codes = ForeignKey(("kode",), "nomenklatur", "", ("kode",))
    codes = Table(("kode",), [("1.01",)])
    assert [(one.code, one.value) for one in check(to_codes, ["1.01", "1.02"], target=codes)] == [
        ("R005", "1.02")
    ]


def test_a_table_may_refer_to_itself() -> None:
    own = Table(("kode", "nomor"), [("1", "1"), ("2", "9")])
    key = ForeignKey(("kode",), "", "", ("nomor",))
    assert [one.value for one in check(key, ["1", "2"], target=own)] == ["2"]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (ForeignKey(("kode",), "tiada", "", ("id",)), "R006"),
        (ForeignKey(("kode",), "tujuan", "tiada", ("id",)), "R007"),
        (ForeignKey(("kode",), "wilayah", "tiada", ("kode",)), "R007"),
        (ForeignKey(("kode",), "", "tiada", ("kode",)), "R007"),
        (ForeignKey(("kode",), "tujuan", "", ("tiada",)), "R008"),
        (ForeignKey(("kode",), "wilayah", "", ("nama",)), "R008"),
    ],
)
def test_keys_that_point_nowhere_are_told_once(key: ForeignKey, code: str) -> None:
    findings = check(key, ["1", "2"])
    assert [one.code for one in findings] == [code]
    assert findings[0].place.path.endswith("/sumber/datapackage.yaml")


def test_an_unreadable_target_is_a_warning() -> None:
    findings = check(ForeignKey(("kode",), "tujuan", "", ("id",)), ["1"], target=None)
    assert [(one.code, one.severity) for one in findings] == [("R009", Severity.WARNING)]


@pytest.mark.parametrize(
    ("kode", "dotted"),
    [("74", "74"), ("7472", "74.72"), ("747201", "74.72.01"), ("74.1", "74.10"), ("abc", "abc"), ("", "")],
)
def test_dotting(kode: str, dotted: str) -> None:
    assert dot_region_code(kode) == dotted
