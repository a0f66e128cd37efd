"""Descriptors in both versions and both notations become the same packages, and broken ones findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from small_site import DATASET, copy_small_site, edit
from suluh.reading.packages import read_package, read_packages
from suluh.reading.schemas import fields_match
from suluh.reading.settings import read_settings
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import (
    DataPackage,
    ForeignKey,
    JenisInformasi,
    Klasifikasi,
    MissingValue,
    StatusData,
)
from suluh.vocabulary.settings import Settings

DESCRIPTOR = f"{DATASET}/datapackage.yaml"


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def read(root: Path) -> tuple[DataPackage | None, list[Finding]]:
    return read_package(root / DESCRIPTOR, settings_of(root))


def test_a_package_is_read_with_all_it_says(root: Path) -> None:
    package, findings = read(root)
    assert findings == []
    assert package is not None
    assert (package.name, package.instansi, package.folder) == ("bantuan", "dinas-sosial", DATASET)
    assert (package.klasifikasi, package.status_data) == (Klasifikasi.PUBLIK, StatusData.SIMULASI)
    assert package.jenis_informasi is JenisInformasi.BERKALA
    assert package.text("periode") == "2025"  # written without quotes
    resource = package.resources[0]
    assert (resource.paths, resource.format, resource.encoding) == (("bantuan.csv",), "csv", "utf-8")
    assert resource.schema.primary_key == ("kode_wilayah", "tahun")
    assert resource.schema.unique_keys == (("tanggal", "jenis"),)
    assert resource.schema.foreign_keys[0] == ForeignKey(("kode_wilayah",), "wilayah", "wilayah", ("kode",))
    assert resource.schema.region_field == "kode_wilayah"
    fields = {field.name: field for field in resource.schema.fields}
    assert fields["rata"].decimal_char == ","
    assert fields["penerima"].klasifikasi is Klasifikasi.RAHASIA
    assert fields["jumlah"].klasifikasi is Klasifikasi.PUBLIK
    assert fields["jumlah"].missing_values == (MissingValue(""),)


def test_json_says_the_same_as_yaml(root: Path) -> None:
    before, _ = read(root)
    path = root / DESCRIPTOR
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    path.unlink()
    json_path = path.with_suffix(".json")
    json_path.write_text(json.dumps(_with_numbers(raw)), encoding="utf-8")
    after, findings = read_package(json_path, settings_of(root))
    assert findings == []
    assert before is not None and after is not None
    assert [one.schema.foreign_keys for one in after.resources] == [
        one.schema.foreign_keys for one in before.resources
    ]
    assert dict(after.descriptor) == dict(before.descriptor)


def _with_numbers(value: Any) -> Any:
    """What the loader reads as integers, as JSON numbers."""
    if isinstance(value, dict):
        return {key: _with_numbers(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_with_numbers(entry) for entry in value]
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def test_missing_values_come_from_the_nearest_level(root: Path) -> None:
    edit(root, DESCRIPTOR, "topik: Sosial", 'missingValues: ["-", {value: x, label: dirahasiakan}]')
    edit(root, DESCRIPTOR, "{name: tahun, type: year}", '{name: tahun, type: year, missingValues: [""]}')
    package, findings = read(root)
    assert findings == []
    assert package is not None
    fields = {field.name: field for field in package.resources[0].schema.fields}
    assert fields["jenis"].missing_values == (MissingValue("-"), MissingValue("x", "dirahasiakan"))
    assert fields["tahun"].missing_values == (MissingValue(""),)


def test_version_one_forms_are_understood(root: Path) -> None:
    edit(root, DESCRIPTOR, "primaryKey: [kode_wilayah, tahun]", "primaryKey: kode_wilayah")
    edit(
        root,
        DESCRIPTOR,
        "        - fields: [kegiatan]\n          reference: {package: nomenklatur, resource: nomenklatur, "
        "fields: [kode]}",
        '        - fields: kegiatan\n          reference: {resource: "", fields: kode_wilayah}',
    )
    edit(
        root,
        DESCRIPTOR,
        "    path: bantuan.csv",
        "    path: [bantuan.csv]\n    profile: tabular-data-resource",
    )
    package, findings = read(root)
    assert findings == []
    assert package is not None
    schema = package.resources[0].schema
    assert schema.primary_key == ("kode_wilayah",)
    assert schema.foreign_keys[1] == ForeignKey(("kegiatan",), "", "", ("kode_wilayah",))


@pytest.mark.parametrize("nested", [True, False])
def test_dialects_are_taken_flat_and_nested(root: Path, nested: bool) -> None:
    stated = '{csv: {delimiter: ";"}, header: false}' if nested else '{delimiter: ";", header: false}'
    edit(root, DESCRIPTOR, "    path: bantuan.csv", f"    path: bantuan.csv\n    dialect: {stated}")
    package, findings = read(root)
    assert findings == []
    assert package is not None and package.resources[0].dialect == {"delimiter": ";", "header": False}


def test_schema_and_dialect_may_be_files_in_the_folder(root: Path) -> None:
    folder = root / "datasets" / "dinas-sosial" / "pagu"
    (folder / "skema.json").write_text(
        '{"fields": [{"name": "tahun"}], "fieldsMatch": ["equal"]}', encoding="utf-8"
    )
    (folder / "dialek.yaml").write_text('delimiter: "|"\n', encoding="utf-8")
    text = (folder / "datapackage.yaml").read_text(encoding="utf-8")
    text = text[: text.index("    dialect:")] + "    dialect: dialek.yaml\n    schema: skema.json\n"
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    package, findings = read_package(folder / "datapackage.yaml", settings_of(root))
    assert findings == []
    assert package is not None
    assert package.resources[0].dialect == {"delimiter": "|"}
    assert fields_match(package.resources[0].schema) == "equal"
    for outside in ("../../../mkdocs.yml", "https://contoh.go.id/skema.json"):
        edit(root, "datasets/dinas-sosial/pagu/datapackage.yaml", "schema: skema.json", f"schema: {outside}")
        _, findings = read_package(folder / "datapackage.yaml", settings_of(root))
        assert {one.code for one in findings} <= {"F003", "F004", "P016"} and len(findings) == 2
        edit(root, "datasets/dinas-sosial/pagu/datapackage.yaml", f"schema: {outside}", "schema: skema.json")


@pytest.mark.parametrize(
    ("package", "resource", "field", "effective", "codes"),
    [
        ("publik", None, None, "publik", []),
        ("publik", "terbatas", None, "terbatas", []),
        ("publik", None, "rahasia", "rahasia", []),
        ("terbatas", "rahasia", None, "rahasia", []),
        ("terbatas", "publik", None, "terbatas", ["K003"]),
        ("publik", "rahasia", "terbatas", "rahasia", ["K003"]),
        ("Publik", None, None, "rahasia", ["K002"]),
        ("publik ", None, None, "publik", []),  # YAML drops the blank before we see it
        ('"publik "', None, None, "rahasia", ["K002"]),
        ("ya", None, None, "rahasia", ["K002"]),
        ("true", None, None, "rahasia", ["K002"]),
        ("[publik]", None, None, "rahasia", ["K002"]),
        ("", None, None, "rahasia", ["K002"]),
        (None, None, None, "rahasia", ["K001"]),
        (None, "publik", None, "rahasia", ["K001", "K003"]),
        ("publik", "umum", None, "rahasia", ["K002"]),
    ],
)
def test_only_the_exact_word_publishes(
    root: Path,
    package: str | None,
    resource: str | None,
    field: str | None,
    effective: str,
    codes: list[str],
) -> None:
    stated = "" if package is None else f"klasifikasi: {package}\n"
    edit(root, DESCRIPTOR, "klasifikasi: publik\nstatus", f"{stated}status")
    if resource:
        edit(root, DESCRIPTOR, "  - name: bantuan\n", f"  - name: bantuan\n    klasifikasi: {resource}\n")
    # The one field of the small site that states a classification would add findings of its own.
    edit(root, DESCRIPTOR, ", klasifikasi: rahasia}", "}")
    if field:
        edit(
            root,
            DESCRIPTOR,
            "{name: tahun, type: year}",
            f"{{name: tahun, type: year, klasifikasi: {field}}}",
        )
    found, findings = read(root)
    assert found is not None
    assert found.resources[0].schema.fields[1].klasifikasi.value == effective
    assert [one.code for one in findings] == codes


def test_every_descriptor_is_looked_for(root: Path) -> None:
    packages, findings = read_packages(settings_of(root))
    assert findings == []
    assert [package.folder for package in packages] == sorted(package.folder for package in packages)
    assert len(packages) == 7


values = st.recursive(
    st.text(st.sampled_from("abz-1: {"), max_size=5) | st.integers(-2, 99) | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "name",
                    "path",
                    "fields",
                    "type",
                    "schema",
                    "resource",
                    "package",
                    "reference",
                    "value",
                    "label",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
KEYS = [
    "name",
    "title",
    "klasifikasi",
    "status_data",
    "resources",
    "missingValues",
    "sources",
    "licenses",
    "catatan",
    "grafik",
    "angka_kunci",
    "tidak_berlaku",
    "periode",
]
RESOURCE_KEYS = [
    "path",
    "data",
    "format",
    "dialect",
    "encoding",
    "schema",
    "turunan",
    "klasifikasi",
    "standar",
]
FIELD_KEYS = [
    "name",
    "type",
    "constraints",
    "missingValues",
    "klasifikasi",
    "decimalChar",
    "categories",
    "format",
]


@given(
    st.dictionaries(st.sampled_from(KEYS), values, max_size=3),
    st.dictionaries(st.sampled_from(RESOURCE_KEYS), values, max_size=3),
    st.dictionaries(st.sampled_from(FIELD_KEYS), values, max_size=3),
)
def test_no_descriptor_raises(
    tmp_path_factory: pytest.TempPathFactory, package: Any, resource: Any, field: Any
) -> None:
    from suluh.checking.metadata import check_metadata, check_standard
    from suluh.checking.own_keys import check_own_keys
    from suluh.checking.validation import check_schema, validate_table
    from suluh.reading.derived_tables import derive_table
    from suluh.vocabulary.package import Table

    folder = tmp_path_factory.getbasetemp() / "acak" / "datasets" / "a" / "b"
    folder.mkdir(parents=True, exist_ok=True)
    raw = {
        "name": "b",
        "resources": [
            {
                "name": "b",
                "path": "b.csv",
                "schema": {"fields": [{"name": "k", **field}, {"name": "n"}]},
                **resource,
            }
        ],
        **package,
    }
    (folder / "datapackage.json").write_text(json.dumps(raw), encoding="utf-8")
    settings = Settings(
        root=folder.parents[2], site_name="a", wilayah="74.72", datasets_dir=folder.parents[1]
    )
    found, findings = read_package(folder / "datapackage.json", settings)
    assert found is not None or findings
    for one in found.resources if found else ():
        check_schema(found, one)
        check_standard(found, one)
        names = tuple(field.name for field in one.schema.fields)
        validate_table(found, one, Table(names, [tuple("1" for _ in names)] * 2, lines=[2, 3]))
        if one.turunan is not None:
            derive_table(one, lambda name: None)
    if found:
        check_metadata(found)
        check_own_keys(found)
