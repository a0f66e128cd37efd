"""Archives of the whole site, of agencies and of years: what is in them, valid by itself, the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

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
from suluh.linking.catalog_joining import join_catalog
from suluh.publishing import site_archives
from suluh.publishing.distributions import write_distributions
from suluh.publishing.earlier_files import EarlierFiles, beside_earlier
from suluh.publishing.site_archives import Scope, SiteArchive, write_site_archives
from suluh.reading.unknown_keys import find_all_strays
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.package import ClearedPackage, ForeignKey, Schema, StatusData

SETTINGS = make_settings()
AGENCIES = {slug: make_instansi(slug=slug, nama=slug.title()) for slug in ("dinas-a", "dinas-b", "dinas-c")}


def agencies() -> ClearedPackage:
    fields = (make_field("slug"), make_field("nama"))
    resource = make_resource(
        "instansi", schema=Schema(fields=fields, primary_key=("slug",)), standar="instansi"
    )
    rows = [(slug, agency.nama) for slug, agency in AGENCIES.items()]
    package = make_package(
        "instansi", instansi="referensi", resources=(resource,), descriptor={"periode": ""}
    )
    return make_cleared({"instansi": make_table(["slug", "nama"], rows)}, package=package)


ROWS = {
    "belanja": [
        *(("1", "dinas-a", "2024", "5.1", "", "1.5"), ("2", "dinas-a", "2025", "5.2", "1", "2")),
        *(("3", "dinas-b", "2025", "5.1", "1", ""), ("4", "dinas-x", "2025", "5.1", "", "7")),
    ],
    "akun": [("5.1",), ("5.2",)],
    "catatan": [("1", "satu"), ("3", "tiga")],
}
HEADERS = {
    "belanja": ["id", "instansi", "tahun", "akun", "induk", "nilai"],
    "akun": ["kode"],
    "catatan": ["id", "isi"],
}


def spending(rows: Mapping[str, Sequence[tuple[str, ...]]] = ROWS) -> ClearedPackage:
    """Money by agency and year, with a list that its rows refer to, and rows that refer to one another."""
    money = make_resource(
        "belanja",
        schema=Schema(
            fields=(
                *(make_field("id"), make_field("instansi"), make_field("tahun", type="year")),
                *(make_field("akun"), make_field("induk"), make_field("nilai", type="number")),
            ),
            primary_key=("id",),
            foreign_keys=(
                ForeignKey(("instansi",), "instansi", "instansi", ("slug",)),
                ForeignKey(("akun",), "", "akun", ("kode",)),
                ForeignKey(("induk",), "", "", ("id",)),
            ),
        ),
    )
    accounts = make_resource("akun", schema=Schema(fields=(make_field("kode"),), primary_key=("kode",)))
    notes = make_resource(
        "catatan",
        schema=Schema(
            fields=(make_field("id"), make_field("isi")),
            foreign_keys=(ForeignKey(("id",), "", "belanja", ("id",)),),
        ),
    )
    tables = {name: make_table(HEADERS[name], [*some]) for name, some in rows.items()}
    resources = (money, accounts, notes)
    package = make_package(
        "belanja", instansi="dinas-a", resources=resources, status_data=StatusData.SIMULASI
    )
    return make_cleared(tables, package=package)


def plain() -> ClearedPackage:
    package = make_package("alamat", instansi="dinas-b", descriptor={"periode": "2024"})
    return make_cleared(package=package)


def make_catalog(rows: Mapping[str, Sequence[tuple[str, ...]]] = ROWS) -> Catalog:
    datasets = [
        Dataset(cleared, agency, write_distributions(cleared, agency, SETTINGS))
        for cleared in (agencies(), spending(rows), plain())
        for agency in [AGENCIES.get(cleared.package.instansi, make_instansi())]
    ]
    return join_catalog(
        datasets, agencies=AGENCIES, agencies_simulated=False, reports=(), withheld=(), day=SETTINGS.as_of.day
    )


@pytest.fixture(scope="module")
def archives() -> dict[str, SiteArchive]:
    return {one.artifact.address: one for one in write_site_archives(make_catalog(), SETTINGS)}


def read(archive: SiteArchive) -> bytes:
    stream = io.BytesIO()
    archive.artifact.write(stream)
    return stream.getvalue()


def names_in(archive: SiteArchive) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(read(archive))) as opened:
        return opened.namelist()


def test_there_is_one_of_all_one_of_each_agency_and_one_of_each_year(
    archives: dict[str, SiteArchive],
) -> None:
    assert list(archives) == [
        *("data/arsip/semua.zip", "data/arsip/instansi-dinas-a.zip", "data/arsip/instansi-dinas-b.zip"),
        *("data/arsip/tahun-2025.zip", "data/arsip/tahun-2024.zip"),
    ]
    assert archives["data/arsip/semua.zip"].datasets == 3 and archives["data/arsip/semua.zip"].simulated
    assert archives["data/arsip/tahun-2024.zip"].datasets == 2


def test_an_archive_holds_canonical_csvs_with_what_describes_them(archives: dict[str, SiteArchive]) -> None:
    names = names_in(archives["data/arsip/semua.zip"])
    assert names == sorted(names) and {"BACA-SAYA.txt", "SHA256SUMS"} <= set(names)
    assert {name.rpartition(".")[2] for name in names} == {"csv", "json", "txt", "SHA256SUMS"}


def test_rows_are_those_of_the_agency_or_the_year(archives: dict[str, SiteArchive]) -> None:
    def ids(address: str) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(read(archives[address]))) as opened:
            lines = opened.read("data/belanja/belanja.csv").decode().split("\r\n")
        return [line.partition(",")[0] for line in lines[1:-1]]

    assert ids("data/arsip/instansi-dinas-a.zip") == ["1", "2"]
    assert ids("data/arsip/tahun-2025.zip") == ["2", "3", "4"]
    assert "data/alamat/alamat.csv" in names_in(archives["data/arsip/instansi-dinas-b.zip"])
    assert "data/alamat/alamat.csv" in names_in(archives["data/arsip/tahun-2024.zip"])
    assert "data/alamat/alamat.csv" not in names_in(archives["data/arsip/tahun-2025.zip"])


def test_every_package_in_every_archive_is_valid_by_itself(
    archives: dict[str, SiteArchive], tmp_path: Path
) -> None:
    for number, archive in enumerate(archives.values()):
        folder = tmp_path / str(number)
        with zipfile.ZipFile(io.BytesIO(read(archive))) as opened:
            opened.extractall(folder)
        found = sorted(folder.glob("data/*/datapackage.json"))
        assert len(found) == archive.datasets
        for descriptor in found:
            described = json.loads(descriptor.read_text(encoding="utf-8"))
            report = Package(described, basepath=str(descriptor.parent)).validate()
            assert report.valid, (archive.artifact.address, report.flatten(["type", "note"]))
            assert "salinan" not in described and find_all_strays(described) == []
            filtered = descriptor.parent.name == "belanja" and archive.scope is not Scope.WHOLE
            assert described.get("saringan") == ({archive.scope.value: archive.key} if filtered else None)
        for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
            digest, _, name = line.partition("  ")
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_same_bytes_each_time_with_no_date(archives: dict[str, SiteArchive]) -> None:
    again = {one.artifact.address: one for one in write_site_archives(make_catalog(), SETTINGS)}
    for address, archive in archives.items():
        content = read(archive)
        assert content == read(again[address]) and len(content) == archive.artifact.size
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_invented_figures_are_named_in_the_readme(archives: dict[str, SiteArchive]) -> None:
    with zipfile.ZipFile(io.BytesIO(read(archives["data/arsip/tahun-2025.zip"]))) as opened:
        assert "DATA CONTOH (SIMULASI): belanja." in opened.read("BACA-SAYA.txt").decode()


def test_of_too_much_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_archives, "LIMIT", 60)
    made = write_site_archives(make_catalog(), SETTINGS)
    assert "data/arsip/semua.zip" not in [one.artifact.address for one in made] and made


def keys_and_bytes(rows: Mapping[str, Sequence[tuple[str, ...]]]) -> dict[str, tuple[str, bytes]]:
    """By name of an archive what it rests on, and itself."""
    earlier = EarlierFiles(Path())
    with beside_earlier(earlier):
        made = write_site_archives(make_catalog(rows), SETTINGS)
    return {one.artifact.address: (earlier.keys[one.artifact.address], read(one)) for one in made}


@pytest.mark.parametrize("most", [100, 0])
def test_a_cell_makes_anew_the_archives_that_it_is_in(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of parts that are too large to read every one of the dataset."""
    monkeypatch.setattr(site_archives, "MOST_READ", most)
    before = keys_and_bytes(ROWS)
    money = [(*row[:-1], "9") if row[0] == "3" else row for row in ROWS["belanja"]]
    after = keys_and_bytes({**ROWS, "belanja": money})
    anew = {address for address, (key, _) in after.items() if before[address][0] != key}
    others = () if most else ("instansi-dinas-a", "tahun-2024")
    names = ("semua", "instansi-dinas-b", "tahun-2025", *others)
    assert anew == {f"data/arsip/{name}.zip" for name in names}


@pytest.mark.parametrize("seed", range(5))
def test_archives_that_rest_on_the_same_are_the_same(seed: int) -> None:
    dice, rows, same = Random(seed), {name: [*some] for name, some in ROWS.items()}, 0
    before = keys_and_bytes(rows)
    for _ in range(8):
        name = dice.choice([*HEADERS])
        if len(rows[name]) > 1 and dice.random() < 0.3:
            rows[name].pop(dice.randrange(len(rows[name])))
        else:
            row = [*dice.choice(ROWS[name])]
            column = dice.randrange(len(row))
            row[column] = dice.choice(ROWS[name])[column]
            rows[name].insert(dice.randrange(len(rows[name]) + 1), tuple(row))
        after = keys_and_bytes(rows)
        for address in before.keys() & after.keys():
            if before[address][0] == after[address][0]:
                assert before[address] == after[address], address
                same += 1
        before = after
    assert same >= 8
