"""The open-contracting file: the fields that the standard requires, and nothing that is not known."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from builders import make_settings
from record_builders import make_record_dataset
from suluh.record_types.pengadaan.artifacts import make_release_package, write_procurements
from suluh.vocabulary.thread_book import read_following
from suluh.vocabulary.threads import Record

PACKAGE = {
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
    "penyedia": "Penyedia contoh 1",
    "tanggal_kontrak": "2025-03-01",
    "tanggal_selesai": "2025-04-30",
    "status": "selesai",
}
PLANNED = {key: PACKAGE[key] for key in ("tahun", "instansi", "paket", "jenis", "pagu")} | {
    "id_pengadaan": "P-2",
    "metode": "swakelola",
    "status": "rencana",
}


def read(*rows: dict[str, Any]) -> list[Record]:
    dataset = make_record_dataset("pengadaan", simulated=True, pengadaan=rows)
    return list(read_following(dataset.package, dataset.cleared.tables, ("pengadaan",)))


def package(*rows: dict[str, Any]) -> dict[str, Any]:
    return make_release_package(2025, read(*rows), {"dinas-contoh": "Dinas Contoh"}, make_settings())


def test_what_the_standard_requires_is_there() -> None:
    made = package(PACKAGE, PLANNED)
    assert {"uri", "publishedDate", "publisher", "releases", "version"} <= set(made)
    assert made["publisher"]["name"] and made["status_data"] == "simulasi"
    for release in made["releases"]:
        assert {"ocid", "id", "date", "tag", "initiationType"} <= set(release)
    assert len({one["ocid"] for one in made["releases"]}) == 2


def test_a_finished_package_tells_award_and_contract() -> None:
    (release,) = package(PACKAGE)["releases"]
    assert release["buyer"] == {"id": "dinas-contoh", "name": "Dinas Contoh"}
    assert release["tender"]["title"] == "Beras <b>bantuan</b>"
    assert release["tender"]["procurementMethod"] == "open"
    (contract,), (award,) = release["contracts"], release["awards"]
    assert contract["value"] == {"amount": 57_000_000.5, "currency": "IDR"}
    assert (contract["status"], contract["dateSigned"]) == ("terminated", "2025-03-01T00:00:00Z")
    assert contract["awardID"] == award["id"]
    assert award["suppliers"] == [{"id": "Penyedia contoh 1", "name": "Penyedia contoh 1"}]


def test_what_is_only_planned_has_no_contract_and_no_blank() -> None:
    (release,) = package(PLANNED)["releases"]
    assert "awards" not in release and "contracts" not in release
    assert release["tender"]["status"] == "planned" and "value" not in release["tender"]
    assert '""' not in json.dumps(release) and "null" not in json.dumps(release)


def test_there_is_one_file_for_each_year() -> None:
    rows = read(PACKAGE, {**PLANNED, "tahun": 2024})
    files = list(write_procurements(rows, {}, make_settings()))
    assert [one.address for one in files] == ["pengadaan/2024/ocds.json", "pengadaan/2025/ocds.json"]
    stream = BytesIO()
    files[1].write(stream)
    assert json.loads(stream.getvalue())["releases"][0]["tender"]["id"] == "P-1"
    assert len(stream.getvalue()) == files[1].size
