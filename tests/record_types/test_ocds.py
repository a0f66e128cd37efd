"""The open-contracting files: what the standard's own reviewer and merger say of ordinary and nasty rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import ocdsmerge
import pytest

from builders import make_field, make_instansi, make_settings
from ocds_review import SCHEMAS, review
from record_builders import make_record_dataset
from suluh.publishing.distributions import write_distributions
from suluh.publishing.earlier_files import EarlierFiles, beside_earlier
from suluh.record_types.pengadaan.artifacts import RECORDS, RELEASES, write_open_contracting
from suluh.record_types.pengadaan.parties import describe_suppliers
from suluh.vocabulary.catalog import Dataset, Version
from suluh.vocabulary.download_format import Outgoing, Surroundings
from suluh.vocabulary.threads import Record, Source

SCHEMA = json.loads((SCHEMAS / "schema" / "release-schema.json").read_text(encoding="utf-8"))
PREFIX = "ocds-a1b2c3"
NAMES = {"1.06.02.2.01.0001": "Penyediaan permakanan"}
AROUND = Surroundings({"dinas-contoh": make_instansi()}, NAMES)
PACKAGE: dict[str, Any] = {
    "tahun": 2025,
    "id_pengadaan": "P-1",
    "instansi": "dinas-contoh",
    "kode_sub_kegiatan": "1.06.02.2.01.0001",
    "paket": "Beras <b>bantuan</b>",
    "jenis": "barang",
    "metode": "tender",
    "pagu": 60_000_000,
    "hps": 58_000_000,
    "rencana_mulai": "2025-02-01",
    "nilai_kontrak": "57000000.50",
    "penyedia": "PT Contoh Makmur",
    "tanggal_kontrak": "2025-03-01",
    "tanggal_selesai": "2025-04-30",
    "status": "selesai",
}
PLANNED = {key: PACKAGE[key] for key in ("tahun", "instansi", "paket", "jenis", "pagu")} | {
    "metode": "swakelola",
    "status": "rencana",
}
NASTY: dict[str, dict[str, Any]] = {
    "planned": PLANNED,
    "own work, done": {**PLANNED, "status": "selesai"},
    "no supplier": {**PACKAGE, "penyedia": None},
    "nothing but a state": {**PLANNED, "metode": "tender", "status": "kontrak"},
    "cancelled early": {**PLANNED, "metode": "tender", "status": "batal"},
    "cancelled before it was signed": {**PACKAGE, "tanggal_kontrak": None, "status": "batal"},
    "cancelled when signed": {**PACKAGE, "status": "batal"},
    "amended": {**PACKAGE, "nilai_adendum": "60000000", "tanggal_adendum": "2025-04-01"},
    "amended on an unknown day": {**PACKAGE, "nilai_adendum": "60000000"},
    "two suppliers": {**PACKAGE, "penyedia": "PT Contoh Makmur; CV Contoh Jaya; PT Contoh Makmur;"},
    "no dates": {**PACKAGE, "rencana_mulai": None, "tanggal_kontrak": None, "tanggal_selesai": None},
    "signed before the plan": {**PACKAGE, "rencana_mulai": "2025-05-01"},
    "signed the year before": {**PACKAGE, "tanggal_kontrak": "2024-12-20"},
    "handed over": {**PACKAGE, "tanggal_serah_terima": "2025-04-28"},
    "still at work": {**PACKAGE, "status": "kontrak"},
    "under way": {**PACKAGE, "status": "proses", "penyedia": None, "nilai_kontrak": None},
    "a person": {**PACKAGE, "penyedia": "Budi Santoso"},
    "signs": {**PACKAGE, "penyedia": "***", "paket": '"\u2028{}\\'},
    "a supplier called like the agency": {**PACKAGE, "penyedia": "dinas-contoh"},
    "a price of nothing": {**PACKAGE, "nilai_kontrak": 0, "hps": 0, "pagu": 0},
    "more digits than a float has": {**PACKAGE, "pagu": "12345678901234567890.25"},
}


def made(*rows: Mapping[str, Any], simulated: bool = False, **settings: Any) -> Outgoing:
    """The rows of a dataset, each with an id of its own, on their way out."""
    numbered = [{**row, "id_pengadaan": f"P-{number}"} for number, row in enumerate(rows, 1)]
    dataset = make_record_dataset("pengadaan", simulated=simulated, pengadaan=numbered)
    dataset = replace(dataset, versions=(Version("abc", "2025-07-01T08:00:00+08:00"),))
    chosen = make_settings(**{"ocid_prefix": PREFIX, "site_url": "https://contoh.go.id/", **settings})
    return Outgoing(dataset, chosen, {}, around=AROUND)


def files(outgoing: Outgoing) -> dict[str, bytes]:
    """What is written, by file name."""
    found = {}
    for distribution in write_open_contracting(outgoing):
        stream = BytesIO()
        distribution.artifact.write(stream)
        assert len(stream.getvalue()) == distribution.artifact.size
        found[distribution.file_name] = stream.getvalue()
    return found


def packages(outgoing: Outgoing) -> tuple[dict[str, Any], dict[str, Any]]:
    """The release package and the record package of the one year."""
    releases, records = files(outgoing).values()
    return json.loads(releases), json.loads(records)


def tags(package: Mapping[str, Any]) -> list[str]:
    return [tag for release in package["releases"] for tag in release["tag"]]


@pytest.mark.parametrize("address", ["https://contoh.go.id/", ""])
def test_the_reviewer_has_nothing_to_remark(address: str) -> None:
    for package in packages(made(*NASTY.values(), simulated=not address, site_url=address)):
        assert review(package) == {}


def test_the_reviewer_can_find_faults() -> None:
    releases, _ = packages(made(PACKAGE))
    del releases["releases"][0]["date"]
    releases["releases"][1]["tender"]["status"] = "lelang"
    assert set(review(releases)) == {"validation_errors", "additional_closed_codelist_values"}


def test_without_a_registered_prefix_ids_say_so_and_nothing_else_is_remarked() -> None:
    releases, _ = packages(made(PACKAGE, ocid_prefix=""))
    remarks = review(releases)
    assert set(remarks) == {"conformance_errors"}
    assert set(remarks["conformance_errors"]) == {"ocds_prefixes_bad_format"}
    assert all(release["ocid"].startswith("belum-terdaftar-") for release in releases["releases"])


@pytest.mark.parametrize("name", NASTY)
def test_the_record_is_what_the_releases_lead_to(name: str) -> None:
    releases, records = packages(made(NASTY[name]))
    (record,) = records["records"]
    assert record["compiledRelease"] == ocdsmerge.Merger(SCHEMA).create_compiled_release(releases["releases"])
    links = [release["url"].removeprefix(f"{releases['uri']}#") for release in record["releases"]]
    assert links == [release["id"] for release in releases["releases"]]
    assert records["packages"] == [releases["uri"]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("planned", ["planning"]),
        ("under way", ["planning", "tender"]),
        ("own work, done", ["planning", "tender"]),
        ("cancelled early", ["planning", "tenderCancellation"]),
        ("cancelled before it was signed", ["planning", "tender", "awardCancellation"]),
        ("cancelled when signed", ["planning", "tender", "award", "contract", "contractTermination"]),
        ("still at work", ["planning", "tender", "award", "contract"]),
        (
            "amended",
            [
                *("planning", "tender", "award", "contract", "contractAmendment"),
                *("implementation", "contractTermination"),
            ],
        ),
    ],
)
def test_each_stage_that_was_reached_has_a_release(name: str, expected: list[str]) -> None:
    releases, _ = packages(made(NASTY[name]))
    assert tags(releases) == expected
    assert len({release["id"] for release in releases["releases"]}) == len(releases["releases"])


@pytest.mark.parametrize("name", NASTY)
def test_stages_stand_in_the_order_of_time(name: str) -> None:
    releases, _ = packages(made(NASTY[name]))
    days = [release["date"] for release in releases["releases"]]
    assert days == sorted(days)


def test_stages_have_the_days_of_the_row() -> None:
    releases, _ = packages(made({**PACKAGE, "tanggal_serah_terima": "2025-04-28"}))
    days = {release["tag"][0]: release["date"][:10] for release in releases["releases"]}
    assert days == {
        "planning": "2025-01-01",
        "tender": "2025-02-01",
        "award": "2025-03-01",
        "contract": "2025-03-01",
        "implementation": "2025-04-28",
    }


def test_days_are_read_in_the_form_that_the_column_declares() -> None:
    outgoing = made({**PACKAGE, "tanggal_kontrak": "05/03/2025", "tanggal_selesai": "31/02/2025"})
    resource = outgoing.dataset.package.resources[0]
    fields = tuple(
        make_field(
            field.name, type=field.type, format="%d/%m/%Y" if field.name != "rencana_mulai" else "default"
        )
        for field in resource.schema.fields
    )
    resource = replace(resource, schema=replace(resource.schema, fields=fields))
    cleared = outgoing.dataset.cleared
    cleared = replace(cleared, package=replace(cleared.package, resources=(resource,)))
    releases, _ = packages(replace(outgoing, dataset=replace(outgoing.dataset, cleared=cleared)))
    contract = next(part for release in releases["releases"] for part in release.get("contracts", ()))
    assert contract["dateSigned"] == "2025-03-05T00:00:00Z" and "period" not in contract
    assert review(releases) == {}


def test_the_same_data_gives_the_same_bytes_on_another_day() -> None:
    earlier = files(made(*NASTY.values(), build_time=datetime(2025, 8, 1, tzinfo=UTC)))
    later = files(made(*NASTY.values(), build_time=datetime(2027, 1, 9, 23, 5, tzinfo=UTC)))
    assert earlier == later
    assert json.loads(earlier["pengadaan-2025.ocds.json"])["publishedDate"] == "2025-07-01T00:00:00Z"


def test_a_release_that_says_something_else_has_another_id() -> None:
    before, _ = packages(made(PACKAGE))
    after, _ = packages(made({**PACKAGE, "nilai_kontrak": 1}))
    same = {one["id"] for one in before["releases"]} & {one["id"] for one in after["releases"]}
    assert {ident.split("-")[2] for ident in same} == {"rencana", "pemilihan", "pelaksanaan"}


def test_buyers_and_suppliers_are_parties() -> None:
    _, records = packages(made(NASTY["two suppliers"]))
    release = records["records"][0]["compiledRelease"]
    roles = {party["name"]: party["roles"] for party in release["parties"]}
    assert roles == {
        "Dinas Contoh": ["buyer"],
        "PT Contoh Makmur": ["supplier"],
        "CV Contoh Jaya": ["supplier"],
    }
    ids = {party["id"]: party["name"] for party in release["parties"]}
    (award,) = release["awards"]
    assert [(ids[one["id"]], one["name"]) for one in award["suppliers"]] == [
        ("PT Contoh Makmur", "PT Contoh Makmur"),
        ("CV Contoh Jaya", "CV Contoh Jaya"),
    ]
    assert ids[release["buyer"]["id"]] == "Dinas Contoh"


def test_amounts_are_exact() -> None:
    text = files(made(NASTY["more digits than a float has"]))["pengadaan-2025.ocds.json"].decode()
    assert '"amount":12345678901234567890.25,' in text and '"amount":57000000.5,' in text


def test_what_is_not_known_is_not_there() -> None:
    for content in files(made(*NASTY.values())).values():
        text = content.decode()
        assert '""' not in text and "null" not in text and ":{}" not in text and "[]" not in text


def test_invented_data_is_marked_in_words_that_the_standard_has() -> None:
    releases, records = packages(made(PACKAGE, simulated=True))
    mark = "DATA CONTOH (SIMULASI): "
    assert releases["publisher"]["name"].startswith(mark) and records["publisher"]["name"].startswith(mark)
    assert releases["releases"][0]["tender"]["title"] == f"{mark}Beras <b>bantuan</b>"


def without(outgoing: Outgoing, column: str) -> Outgoing:
    """The same rows where a column is closed, which is then not among the cleared ones."""
    cleared = outgoing.dataset.cleared
    table, (resource,) = cleared.tables["pengadaan"], cleared.package.resources
    at = table.header.index(column)
    left = tuple(field for field in resource.schema.fields if field.name != column)
    resource = replace(resource, schema=replace(resource.schema, fields=left))
    rows = [(*row[:at], *row[at + 1 :]) for row in table.rows]
    table = replace(table, header=tuple(field.name for field in left), rows=rows)
    cleared = replace(
        cleared, package=replace(cleared.package, resources=(resource,)), tables={"pengadaan": table}
    )
    return replace(outgoing, dataset=replace(outgoing.dataset, cleared=cleared))


def test_suppliers_that_are_not_public_are_nowhere() -> None:
    for content in files(without(made(PACKAGE), "penyedia")).values():
        assert b"Contoh Makmur" not in content and b'"contracts"' in content


def test_whatever_column_is_closed_the_reviewer_has_nothing_to_remark() -> None:
    """All variants in one package, since the reviewer reads its schemas anew each time."""
    outgoing = made(NASTY["amended"], NASTY["handed over"], NASTY["two suppliers"], simulated=True)
    whole, records = packages(outgoing)
    whole["releases"], records["records"] = [], []
    for number, column in enumerate(outgoing.dataset.cleared.tables["pengadaan"].header):
        closed = files(without(outgoing, column))
        if column in ("tahun", "id_pengadaan"):
            assert closed == {}, "a process without a name"
            continue
        releases, compiled = map(json.loads, closed.values())
        for part in (*releases["releases"], *compiled["records"]):
            part["ocid"] += f"-{number}"
            part.get("compiledRelease", {})["ocid"] = part["ocid"]
        whole["releases"] += releases["releases"]
        records["records"] += compiled["records"]
    assert len(records["records"]) > 40
    assert review(whole) == {} and review(records) == {}


def test_there_are_two_files_for_each_year_and_a_descriptor_that_names_them() -> None:
    outgoing = made(PACKAGE, {**PLANNED, "tahun": 2024})
    names = [
        *("pengadaan-2024.ocds.json", "pengadaan-2024.ocds-rekaman.json"),
        *("pengadaan-2025.ocds.json", "pengadaan-2025.ocds-rekaman.json"),
    ]
    assert list(files(outgoing)) == names
    dataset: Dataset = outgoing.dataset
    published = write_distributions(
        dataset.cleared, make_instansi(), outgoing.settings, versions=dataset.versions, around=AROUND
    )
    by_name = {distribution.file_name: distribution for distribution in published}
    stream = BytesIO()
    by_name["datapackage.json"].artifact.write(stream)
    copies = {copy["path"]: copy["hash"] for copy in json.loads(stream.getvalue())["salinan"]}
    for name in names:
        assert by_name[name].format in {RELEASES.name, RECORDS.name}
        assert copies[name] == f"sha256:{by_name[name].artifact.sha256}"
    stream = BytesIO()
    by_name["SHA256SUMS"].artifact.write(stream)
    assert all(f"  {name}\n" in stream.getvalue().decode() for name in names)


@pytest.mark.parametrize(
    ("name", "number", "written"),
    [
        ("PT Contoh Makmur", "01.234.567.4-901.000", "012345674901000"),
        ("CV Contoh", "0012345674901000", "0012345674901000"),
        ("Budi Santoso", "01.234.567.4-901.000", ""),
        ("PT Contoh Makmur", "7472011507800001", ""),
        ("PT Contoh Makmur", "012345675901000", ""),
        ("PT Contoh Makmur; CV Contoh", "012345674901000", ""),
        ("PT Contoh Makmur", "", ""),
    ],
)
def test_only_a_body_has_its_taxpayer_number(name: str, number: str, written: str) -> None:
    columns = {"penyedia": (0, make_field("penyedia")), "npwp_penyedia": (1, make_field("npwp_penyedia"))}
    record = Record(Source("pengadaan", "pengadaan", "pengadaan", columns), 0, (name, number))
    found = [party["identifier"] for party in describe_suppliers(record) if "identifier" in party]
    expected = {"scheme": "ID-NPWP", "id": written, "legalName": name}
    assert found == ([expected] if written else [])


def keys_of(outgoing: Outgoing) -> dict[str, str]:
    """What the files of a dataset rest on where it is published, by their addresses."""
    dataset, earlier = outgoing.dataset, EarlierFiles(Path())
    with beside_earlier(earlier):
        write_distributions(
            dataset.cleared,
            dataset.instansi,
            outgoing.settings,
            versions=dataset.versions,
            around=outgoing.around,
        )
    return {address: key for address, key in earlier.keys.items() if ".ocds" in address}


def test_files_are_known_again_where_nothing_that_they_tell_changed() -> None:
    first = made(PACKAGE, {**PACKAGE, "tahun": 2024})
    known = keys_of(first)
    assert len(known) == 4
    later = replace(first.settings, build_time=datetime(2026, 1, 5, tzinfo=UTC))
    assert keys_of(replace(first, settings=later)) == known
    changed = replace(first.dataset, versions=(Version("def", "2025-08-01T08:00:00+08:00"),))
    others = [
        made({**PACKAGE, "pagu": 61_000_000}, {**PACKAGE, "tahun": 2024}),
        replace(first, dataset=changed),
        replace(first, around=Surroundings({"dinas-contoh": make_instansi(nama="Dinas Lain")}, NAMES)),
        replace(first, around=Surroundings(AROUND.agencies, {})),
        replace(first, settings=replace(first.settings, ocid_prefix="ocds-zzzzzz")),
    ]
    for other in others:
        assert not keys_of(other).items() & known.items()
