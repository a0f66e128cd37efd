"""Downloads: addresses, archive, checksums, and bytes that never change between builds."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import Package

from builders import (
    make_cleared,
    make_field,
    make_instansi,
    make_package,
    make_resource,
    make_settings,
    make_table,
)
from suluh.publishing.distributions import name_stems, write_distributions
from suluh.publishing.earlier_files import EarlierFiles, beside_earlier
from suluh.vocabulary.catalog import Version
from suluh.vocabulary.package import ForeignKey, Schema, StatusData

SETTINGS = make_settings()


def make_example(**overrides):
    population = make_field(
        "jumlah",
        type="integer",
        satuan="jiwa",
        constraints={"minimum": 0},
        missing_values={"": "belum dilaporkan", "-": "tidak berlaku", "x": "dirahasiakan"},
    )
    people = make_resource(
        "orang",
        schema=Schema(
            fields=(make_field("kode", constraints={"required": True}), population, make_field("induk")),
            primary_key=("kode",),
            foreign_keys=(
                ForeignKey(("kode",), "wilayah", "wilayah", ("kode",)),
                ForeignKey(("induk",), "", "", ("kode",)),
                ForeignKey(("kode",), "", "daerah", ("kode",)),
                ForeignKey(("kode",), "", "rahasia", ("kode",)),
            ),
        ),
    )
    places = make_resource("daerah", ["kode", "nama"])
    package = make_package(resources=(people, places), **overrides)
    tables = {
        "orang": make_table(
            ["kode", "jumlah", "induk"], [["01", "5", ""], ["02", "-", "01"], ["03", "", "01"]]
        ),
        "daerah": make_table(["kode", "nama"], [["01", "Satu"], ["02", ' "Dua" '], ["03", "=1+1"]]),
    }
    return make_cleared(tables, package=package)


def write_all(cleared, folder=None, settings=SETTINGS):
    files = {}
    for one in write_distributions(cleared, make_instansi(), settings):
        stream = io.BytesIO()
        one.artifact.write(stream)
        files[one.file_name] = stream.getvalue()
        if folder:
            (folder / one.file_name).parent.mkdir(exist_ok=True)
            (folder / one.file_name).write_bytes(stream.getvalue())
    return files


def test_addresses_formats_and_rows():
    made = write_distributions(make_example(), make_instansi(), SETTINGS)

    assert [(one.format, one.artifact.address, one.resource, one.rows) for one in made] == [
        ("CSV", "data/contoh/contoh.csv", "orang", 3),
        ("CSV", "data/contoh/daerah.csv", "daerah", 3),
        ("XLSX", "data/contoh/contoh.xlsx", "", 6),
        ("CSV (Excel)", "data/contoh/excel/contoh.zip", "orang", 3),
        ("CSV (Excel)", "data/contoh/excel/daerah.zip", "daerah", 3),
        ("JSON", "data/contoh/contoh.json", "", 6),
        ("Parquet", "data/contoh/contoh.parquet", "orang", 3),
        ("Parquet", "data/contoh/daerah.parquet", "daerah", 3),
        ("CSVW", "data/contoh/contoh.csv-metadata.json", "orang", 3),
        ("CSVW", "data/contoh/daerah.csv-metadata.json", "daerah", 3),
        ("ZIP", "data/contoh/contoh.zip", "", 0),
        ("DATAPACKAGE", "data/contoh/datapackage.json", "", 0),
        ("SHA256SUMS", "data/contoh/SHA256SUMS", "", 0),
    ]


def test_a_later_table_may_bear_the_dataset_s_name():
    package = make_package(
        "luas", resources=tuple(make_resource(name) for name in ("kota", "luas", "luas-tabel"))
    )

    assert name_stems(package) == {
        "kota": "luas",
        "luas": "luas-tabel",
        "luas-tabel": "luas-tabel-tabel",
    }


def test_measured_size_and_digest_are_those_of_the_bytes_each_time(tmp_path):
    for one in write_distributions(make_example(), make_instansi(), SETTINGS):
        stream = io.BytesIO()
        one.artifact.write(stream)
        # A file on disk can seek and memory can too; neither may change the bytes.
        with (tmp_path / "berkas").open("wb") as file:
            one.artifact.write(file)
        assert (tmp_path / "berkas").read_bytes() == stream.getvalue()
        assert len(stream.getvalue()) == one.artifact.size
        assert hashlib.sha256(stream.getvalue()).hexdigest() == one.artifact.sha256


def test_two_builds_give_the_same_bytes():
    assert write_all(make_example()) == write_all(make_example())


def test_the_archive_holds_the_downloads_with_checksums_and_a_readme():
    files = write_all(make_example())

    with zipfile.ZipFile(io.BytesIO(files["contoh.zip"])) as archive:
        assert archive.testzip() is None
        content = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert list(content) == sorted(content)
    described = ("contoh.csv-metadata.json", "daerah.csv-metadata.json", "datapackage.json")
    for name in ("contoh.csv", "daerah.csv", *described):
        assert content.pop(name) == files[name]
    assert set(content) == {"BACA-SAYA.txt", "SHA256SUMS"}
    assert "CC BY 4.0" in content["BACA-SAYA.txt"].decode()


@pytest.mark.parametrize("where", ["beside", "inside"])
def test_checksums_are_those_of_the_files(where):
    files = write_all(make_example())
    if where == "inside":
        with zipfile.ZipFile(io.BytesIO(files["contoh.zip"])) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    listed = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())

    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_the_published_package_is_valid_with_its_files(tmp_path):
    write_all(make_example(), tmp_path)

    report = Package(str(tmp_path / "datapackage.json")).validate()

    assert report.valid, report.flatten(["type", "note"])


def test_the_archive_is_itself_a_valid_package(tmp_path):
    (tmp_path / "contoh.zip").write_bytes(write_all(make_example())["contoh.zip"])

    assert Package(str(tmp_path / "contoh.zip")).validate().valid


def test_the_descriptor_says_what_is_public_and_nothing_else():
    cleared = make_example(
        descriptor={"catatan_internal": "SENTINEL", "catatan": [{"judul": "A", "x": "SENTINEL"}]}
    )
    described = json.loads(write_all(cleared)["datapackage.json"])

    assert "SENTINEL" not in json.dumps(described)
    schema = described["resources"][0]["schema"]
    assert [key["reference"]["resource"] for key in schema["foreignKeys"]] == ["", "daerah"]
    assert schema["rujukan"] == [
        {
            "fields": ["kode"],
            "reference": {
                "package": "wilayah",
                "path": "../wilayah/datapackage.json",
                "resource": "wilayah",
                "fields": ["kode"],
            },
        }
    ]
    assert [field["missingValues"] for field in schema["fields"][1:3]] == [[{"value": ""}]] * 2
    assert schema["fields"][2]["keadaan_dari"] == schema["fields"][1]["name"]
    assert schema["fields"][2]["constraints"]["enum"] == ["belum dilaporkan", "tidak berlaku", "dirahasiakan"]
    assert described["resources"][1]["path"] == "daerah.csv"


def test_a_derived_table_names_its_sources_only():
    cleared = make_example()
    first = replace(
        cleared.package.resources[0],
        turunan={
            "jenis": "gabung",
            "lewat": {"dataset": "padanan", "ambil": ["SENTINEL"]},
            "ukuran": {"a": {"dataset": "pagu", "kolom": "SENTINEL"}, "b": {"dataset": "pagu"}},
        },
    )
    package = replace(cleared.package, resources=(first, cleared.package.resources[1]))
    described = json.loads(write_all(replace(cleared, package=package))["datapackage.json"])

    assert described["resources"][0]["turunan"] == {"jenis": "gabung", "dari": ["pagu", "padanan"]}


def test_json_has_numbers_nulls_and_the_states_of_nulls():
    resource = json.loads(write_all(make_example())["contoh.json"])["resources"][0]

    assert resource["rows"] == [
        {"kode": "01", "jumlah": 5, "jumlah_keadaan": None, "induk": None},
        {"kode": "02", "jumlah": None, "jumlah_keadaan": "tidak berlaku", "induk": "01"},
        {"kode": "03", "jumlah": None, "jumlah_keadaan": "belum dilaporkan", "induk": "01"},
    ]
    assert resource["keadaan"] == {}


def test_json_keeps_every_digit_and_every_row():
    fields = [make_field("n", type="number"), make_field("b", type="boolean")]
    rows = [[f"{number}.{number % 7}0", "true"] for number in range(2500)] + [
        ["0.1234567890123456789", "x"],
        ["01", "0"],
        ["1e3", "1"],
    ]
    cleared = make_cleared(
        {"contoh": make_table(["n", "b"], rows)},
        package=make_package(resources=(make_resource("contoh", fields),)),
    )
    resource = json.loads(write_all(cleared)["contoh.json"])["resources"][0]
    read = resource["rows"]

    assert resource["fields"][0]["json"] == "string"
    assert [Decimal(row["n"]) for row in read] == [Decimal(row[0]) for row in rows]
    assert [row["b"] for row in read[-4:]] == [True, "x", False, True]


def test_invented_figures_are_called_that_in_every_file():
    files = write_all(make_example(status_data=StatusData.SIMULASI))

    assert json.loads(files["datapackage.json"])["title"].startswith("DATA CONTOH (SIMULASI)")
    assert json.loads(files["contoh.json"])["simulasi"] is True
    with zipfile.ZipFile(io.BytesIO(files["contoh.zip"])) as archive:
        assert archive.read("BACA-SAYA.txt").decode().startswith("DATA CONTOH (SIMULASI)")
    assert b"SIMULASI" not in b"".join(write_all(make_example()).values())


def test_a_site_without_an_address_still_publishes(tmp_path):
    write_all(make_example(), tmp_path, replace(SETTINGS, site_url=""))

    assert Package(str(tmp_path / "datapackage.json")).validate().valid


def test_licences_without_name_or_path_stay_valid(tmp_path):
    write_all(
        make_example(descriptor={"licenses": [{"title": "Bebas dipakai"}], "sources": "tidak ada"}), tmp_path
    )

    assert Package(str(tmp_path / "datapackage.json")).validate().valid


def keys_at(cleared, moment, *, changed=""):
    """What each file rests on in a build at that moment, of a dataset that git says was changed then."""
    settings = replace(SETTINGS, build_time=moment, day=moment.date())
    versions = [Version(f"abc{moment.day}", changed, {"id": "Kiriman"})] if changed else []
    earlier = EarlierFiles(Path("tidak-ada"))
    with beside_earlier(earlier):
        write_distributions(cleared, make_instansi(), settings, versions=versions)
    return earlier.keys


def test_a_later_build_remakes_what_tells_a_time_and_nothing_else():
    first, later = datetime(2026, 1, 2, tzinfo=UTC), datetime(2027, 3, 4, tzinfo=UTC)
    cleared = make_example()
    dated = replace(
        cleared,
        package=replace(cleared.package, descriptor={**cleared.package.descriptor, "modified": "2025-06-01"}),
    )
    undated = make_cleared(dict(cleared.tables), package=replace(cleared.package, descriptor={}))

    def changed(some, **times):
        before, after = keys_at(some, first, **times), keys_at(some, later, **times)
        assert before.keys() == after.keys()
        return {name for name in before if before[name] != after[name]}

    assert changed(dated) == set()
    assert changed(dated, changed="2025-07-01") == set()
    assert changed(undated, changed="2025-07-01") == set()
    assert changed(undated) == {"data/contoh/contoh.xlsx", "data/contoh/contoh.zip"}
