"""Descriptors in both versions and both notations become the same packages, and broken ones findings."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from small_site import DATASET, TABLE, copy_small_site, edit
from suluh.checking.page_keys import check_page_keys
from suluh.checking.stated_sizes import check_stated_sizes
from suluh.reading.notes import Notes
from suluh.reading.packages import read_package, read_packages
from suluh.reading.schemas import fields_match, read_schema
from suluh.reading.site_settings import read_settings
from suluh.reading.unknown_keys import MOST_TOLD
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
    from suluh.checking.descriptor_metadata import check_metadata, check_standard
    from suluh.checking.page_keys import check_page_keys
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
        check_page_keys(found)


@pytest.mark.parametrize(
    ("dialect", "refused"),
    [
        ({"commentChar": "7"}, True),
        ({"commentChar": "-"}, True),
        ({"commentChar": "b"}, True),
        ({"commentChar": "#"}, False),
        ({"quoteChar": "1"}, True),
        ({"escapeChar": "/"}, True),
        ({"escapeChar": "\\"}, False),
        ({"delimiter": "0"}, True),
        ({"delimiter": "|"}, False),
        ({"nullSequence": "\\N"}, True),
        ({"nullSequence": ""}, False),
        ({"commentRows": [2]}, True),
        ({"commentRows": []}, False),
        ({"headerRows": [1, 2]}, True),
        ({"headerJoin": " ", "headerCase": True, "skipBlankRows": True}, False),
        ({"csv": {"delimiter": ";", "klasifikasi": "rahasia"}}, True),
        ({"fillMergedCells": True}, True),
    ],
)
def test_a_dialect_is_followed_or_refused(root: Path, dialect: dict[str, Any], refused: bool) -> None:
    entry = json.dumps({"dialect": dialect}, ensure_ascii=False)[1:-1]
    edit(root, DESCRIPTOR, "    path: bantuan.csv\n", f"    path: bantuan.csv\n    {entry}\n")
    _, findings = read(root)
    assert ("P023" in {one.code for one in findings}) is refused


@pytest.mark.parametrize("key", ["created", "modified", "dirubah"])
@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2024-02-30", False),
        ("2023-02-29", False),
        ("2024-13", False),
        ("2024-02-29", True),
        ("2024-02", True),
        ("2024", True),
        ("2024-02-29T25:00:00Z", False),
        ("2024-02-29T08:00:00Z", True),
        ("2024-02-29T08:00:00.123+08:00", True),
        ("2024-02-29Tsiang", False),
        ("kemarin", False),
    ],
)
def test_dates_of_metadata_are_days_of_the_calendar(root: Path, key: str, text: str, right: bool) -> None:
    edit(root, DESCRIPTOR, "topik: Sosial", f"topik: Sosial\n{key}: {text}")
    package, findings = read(root)
    assert package is not None and findings == []
    told = [(one.code, one.place.field) for one in check_page_keys(package)]
    assert told == ([] if right else [("P026", key)])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("topik: Sosial", "topic: Sosial", {("P009", "topic")}),
        ("topik: Sosial", "unit: orang", {("P009", "unit")}),
        ("topik: Sosial", "nomor: 7", {("P037", "nomor")}),
        ("topik: Sosial", "x-nomor: 7\nckan:owner_org: a\nckan:private: false", set()),
        ("topik: Sosial", "x-akses: terbatas", {("K006", "x-akses")}),
        ("topik: Sosial", "ckan:access: restricted", {("K006", "ckan:access")}),
        ("topik: Sosial", "x-catatan: {tingkat: sangat rahasia}", {("K006", "x-catatan")}),
        ("topik: Sosial", "extras: {akses: dinas}", {("K006", "extras")}),
        ("klasifikasi_isian: Menurut wilayah", "klasifikasi_isian: rahasia", {("K006", "klasifikasi_isian")}),
        ("  - title: Dinas Sosial", "  - {title: a, klasifikasi: rahasia}", {("K006", "klasifikasi")}),
        ("  - title: Dinas Sosial", "  - {title: a, klasifikasi: publik}", {("P038", "klasifikasi")}),
        ("  - title: Dinas Sosial", "  - {title: a, catatan_kecil: x}", {("P037", "catatan_kecil")}),
        ("  - name: CC-BY-4.0", "  - {name: a, nama_lengkap: x}", {("P037", "nama_lengkap")}),
        ("      primaryKey:", "      klasifikasi: rahasia\n      primaryKey:", {("K006", "klasifikasi")}),
        ("constraints: {minimum: 0,", "constraints: {minimun: 0,", {("P009", "minimun")}),
        ("reference: {package: wilayah,", "reference: {paket: w, package: wilayah,", {("P037", "paket")}),
        ("title: Bantuan pangan", "title: {id: Bantuan, en: Aid}", {("P008", "title")}),
        ("{name: kegiatan, type: string}", "{name: kegiatan, type: string, title: Rahasia}", set()),
        ("enum: [beras, minyak]", "enum: [beras, minyak, rahasia]", set()),
    ],
)
def test_what_is_unknown_is_refused(root: Path, old: str, new: str, expected: set[tuple[str, str]]) -> None:
    edit(root, DESCRIPTOR, old, new)
    package, findings = read(root)
    assert package is not None
    assert {(one.code, one.place.field) for one in findings} == expected
    assert (package.klasifikasi is Klasifikasi.PUBLIK) is not bool(expected)
    closed = [one for one in package.resources[0].schema.fields if one.klasifikasi is Klasifikasi.PUBLIK]
    assert bool(closed) is not any(code == "K006" for code, _ in expected)


def test_a_column_that_means_to_be_closed_is_closed_and_no_other(root: Path) -> None:
    edit(root, DESCRIPTOR, "{name: kegiatan, type: string}", "{name: kegiatan, sifat: terbatas}")
    package, _ = read(root)
    assert package is not None and package.klasifikasi is Klasifikasi.RAHASIA
    fields = package.resources[0].schema.fields
    closed = [one.name for one in fields if one.klasifikasi is Klasifikasi.RAHASIA]
    assert closed == ["penerima", "kegiatan"]


def test_thousands_of_unknown_keys_take_no_time(root: Path) -> None:
    many = "\n".join(f"kunci_panjang_nomor_{number}: {number}" for number in range(4_000))
    edit(root, DESCRIPTOR, "topik: Sosial", many)
    _, findings = read(root)
    assert len(findings) == MOST_TOLD


def test_bytes_and_hashes_are_compared_with_the_file(root: Path) -> None:
    data = (root / TABLE).read_bytes()
    md5, sha256 = hashlib.md5(data).hexdigest(), hashlib.sha256(data).hexdigest()
    path = root / DESCRIPTOR
    clean = path.read_text(encoding="utf-8")
    for stated, expected in (
        (f"bytes: {len(data)}", []),
        (f"bytes: {len(data) + 1}", ["P039"]),
        ("bytes: banyak", ["P041"]),
        ("bytes: -1", ["P041"]),
        (f"hash: {md5}", []),
        (f"hash: {md5.upper()}", []),
        (f"hash: sha256:{sha256}", []),
        (f"hash: sha256:{md5}", ["P041"]),
        (f"hash: {sha256}", ["P041"]),
        (f"hash: xxh3:{md5}", ["P041"]),
        (f"hash: {md5[::-1]}", ["P040"]),
        (f"hashing: sha256\n    hash: {sha256}", []),
        (f"stats: {{md5: {md5}, sha256: {sha256}, bytes: {len(data)}, fields: 8, rows: 2}}", []),
        (f"stats: {{hash: {md5}, bytes: 0, sha256: {sha256[::-1]}}}", ["P039", "P040"]),
    ):
        changed = clean.replace("    path: bantuan.csv\n", f"    path: bantuan.csv\n    {stated}\n")
        path.write_text(changed, encoding="utf-8")
        package, findings = read(root)
        assert package is not None and findings == [], stated
        found = check_stated_sizes(package, package.resources[0], settings_of(root))
        assert sorted(one.code for one in found) == expected, stated


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("x-publik: false", True),
        ("x-publik: true", False),
        ("x-terbit: tidak", True),
        ("ckan:private: true", True),
        ("ckan:private: false", False),
        ("ckan:isopen: true", False),
        ("x-akses: publik", False),
        ("x-akses: dinas", True),
        ("x-access: false", True),
        ("x-dirahasiakan: ya", True),
        ("x-sifat_data: 3", True),
        ("x-pengungkapan: {tekan: {kolom: jumlah}}", True),
        ("x-meta: [{akses: internal}]", True),
        ("x-meta: [{akses: publik}]", False),
        ("x-asal: Perseroan dagang", False),
        ("x-kualifikasi: S1", False),
        ("dcat:accessURL: https://contoh.go.id", False),
        ("topik: rahasia (dinas)", True),
        ("keywords: [rahasia]", True),
    ],
)
def test_private_keys_close_nothing_and_must_not_seem_to(root: Path, line: str, closes: bool) -> None:
    edit(root, DESCRIPTOR, "topik: Sosial", line)
    _, findings = read(root)
    assert [one.code for one in findings] == (["K006"] if closes else [])


@pytest.mark.parametrize("name", [" nilai", "nilai ", "nilai\n", "\u00a0nilai"])
def test_a_name_of_a_column_has_no_blanks_around_it(name: str) -> None:
    # The reference reader takes them away from titles, and finds the column of the descriptor missing.
    notes = Notes("datapackage.yaml")
    raw = {"fields": [{"name": "kode", "type": "string"}, {"name": name, "type": "string"}]}
    schema = read_schema(raw, None, Klasifikasi.PUBLIK, notes)
    assert [finding.code for finding in notes.findings] == ["P017"]
    assert [field.name for field in schema.fields] == ["kode", name]
