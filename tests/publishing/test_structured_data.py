"""schema.org: what search engines ask of a dataset, and nothing invented without its mark."""

import json
from datetime import date

import pytest

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_instansi,
    make_package,
    make_resource,
    make_settings,
)
from suluh.history.editions import Completeness, Edition, History
from suluh.publishing.distributions import write_distributions
from suluh.publishing.structured_data import (
    describe_agency,
    describe_dataset,
    describe_report,
    fit_description,
)
from suluh.vocabulary.package import JenisInformasi, Klasifikasi, StatusData
from suluh.vocabulary.reports import Report

SETTINGS = make_settings(wilayah="74.72")
ROOT = SETTINGS.site_url


def make(**overrides):
    fields = ["kode", make_field("jumlah", type="integer", satuan="jiwa")]
    overrides.setdefault("resources", (make_resource("contoh", fields),))
    cleared = make_cleared(package=make_package(**overrides))
    return make_dataset(cleared, distributions=write_distributions(cleared, make_instansi(), SETTINGS))


def make_report(**overrides):
    values = {
        "instansi": "dinas-contoh",
        "tahun": 2025,
        "triwulan": 2,
        "judul": "Laporan triwulan II",
        "tanggal": date(2025, 7, 10),
        "ringkasan": "Ringkasnya begini.",
        "klasifikasi": Klasifikasi.PUBLIK,
        "status_data": StatusData.TETAP,
        "jenis_informasi": JenisInformasi.BERKALA,
        "wilayah": (),
        "kegiatan": (),
        "body": "",
        "path": "",
    }
    return Report(**{**values, **overrides})


def test_a_dataset_has_what_dataset_search_asks_for():
    edition = Edition("data/contoh/", "2024-11-30", "ab12cd34" * 8, files=(("contoh.csv", "ab" * 32, 9),))
    first = Edition("data/contoh/", "2023-05-06", "c" * 64)
    described = describe_dataset(
        make(descriptor={"periode": "2023 s.d. 2024", "modified": "2024-11-30", "produsen": "BPS"}),
        SETTINGS,
        History(Completeness.WHOLE, (edition, first), current=edition.digest),
    )

    assert described["@type"] == "Dataset"
    assert described["url"] == described["identifier"] == f"{ROOT}data/contoh/"
    assert described["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert described["temporalCoverage"] == "2023/2024"
    assert (described["datePublished"], described["dateModified"]) == ("2023-05-06", "2024-11-30")
    assert described["version"] == edition.name
    assert described["citation"].endswith(f"{ROOT}{edition.address}")
    assert described["creator"] == {"@type": "Organization", "name": "BPS"}
    assert described["publisher"]["name"] == "Dinas Contoh"
    assert described["isBasedOn"] == ["https://contoh.go.id/asal"]
    assert described["isAccessibleForFree"] is True
    assert described["spatialCoverage"]["name"] == "Kota Bau Bau"
    south, west, north, east = map(float, described["spatialCoverage"]["geo"]["box"].split())
    assert -6 < south < north < -5 and 122 < west < east < 123
    assert described["variableMeasured"] == [{"@type": "PropertyValue", "name": "Jumlah", "unitText": "jiwa"}]
    assert described["distribution"][0]["encodingFormat"] == "text/csv"
    assert described["distribution"][0]["contentUrl"] == f"{ROOT}data/contoh/contoh.csv"
    assert json.loads(json.dumps(described, allow_nan=False)) == described


@pytest.mark.parametrize("description", ["", "Pendek.", "panjang " * 2000])
@pytest.mark.parametrize("status", list(StatusData))
def test_descriptions_have_50_to_5000_letters(description, status):
    text = fit_description(make(description=description, status_data=status))

    assert 50 <= len(text) <= 5000
    assert text.startswith("DATA CONTOH (SIMULASI)") == (status is StatusData.SIMULASI)


def test_without_a_site_address_nothing_is_relative():
    described = describe_dataset(make(), make_settings(site_url=""))

    assert "url" not in described
    assert described["identifier"] == "contoh"
    assert "contentUrl" not in described["distribution"][0]


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        ({"name": "X", "path": "javascript:alert(1)"}, None),
        ({"name": "CC-BY-4.0"}, "https://creativecommons.org/licenses/by/4.0/"),
        ({"title": "Bebas"}, None),
    ],
)
def test_a_licence_is_an_address_or_left_out(entry, address):
    described = describe_dataset(make(descriptor={"licenses": [entry]}), SETTINGS)

    assert described.get("license") == address


def test_a_dataset_of_no_region_or_time_says_none():
    described = describe_dataset(
        make(descriptor={"skema_wilayah": "Tidak berlaku", "periode": "", "kontak": ""}), SETTINGS
    )

    assert "spatialCoverage" not in described
    assert "temporalCoverage" not in described


def test_a_report_names_its_agency_and_quarter():
    described = describe_report(make_report(), "Dinas Contoh", SETTINGS)

    assert described["url"] == f"{ROOT}laporan/dinas-contoh/2025-tw2/"
    assert described["temporalCoverage"] == "2025-04/2025-06"
    assert described["author"]["name"] == "Dinas Contoh"
    assert (
        "[data contoh]"
        in describe_report(make_report(status_data=StatusData.SIMULASI), "A", SETTINGS)["name"]
    )


def test_an_agency_links_its_own_site_only_when_it_is_one():
    described = describe_agency(make_instansi(situs="https://dinas.go.id", nama_singkat="Dincon"), SETTINGS)

    assert (described["sameAs"], described["alternateName"]) == ("https://dinas.go.id", "Dincon")
    assert "sameAs" not in describe_agency(make_instansi(situs="javascript:x"), SETTINGS)
