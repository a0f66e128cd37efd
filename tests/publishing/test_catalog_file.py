"""The catalogue's files agree with the datasets and with one another."""

import csv
import io
import json
from datetime import date

import pytest

from builders import make_cleared, make_dataset, make_instansi, make_package, make_settings
from suluh.linking.catalog_joining import join_catalog
from suluh.publishing.catalog_file import COLUMNS, write_catalog_files
from suluh.publishing.distributions import write_distributions
from suluh.vocabulary.package import StatusData

SETTINGS = make_settings()


def make_catalog(settings=SETTINGS):
    datasets = []
    for name, status in (("luas", StatusData.TETAP), ("sarana", StatusData.SIMULASI)):
        cleared = make_cleared(package=make_package(name, title=f"Judul {name}", status_data=status))
        datasets.append(
            make_dataset(cleared, distributions=write_distributions(cleared, make_instansi(), settings))
        )
    return join_catalog(
        datasets, agencies={}, agencies_simulated=False, day=date(2026, 1, 1), reports=[], withheld=[]
    )


def read_files(settings=SETTINGS):
    files = {}
    for artifact in write_catalog_files(make_catalog(settings), settings):
        stream = io.BytesIO()
        artifact.write(stream)
        files[artifact.address] = stream.getvalue().decode("utf-8")
    return files


def test_the_listing_has_each_dataset_with_digests():
    listing = json.loads(read_files()["data/katalog.json"])

    assert [one["dataset"] for one in listing["dataset"]] == ["luas", "sarana"]
    download = listing["dataset"][0]["unduhan"][0]
    assert download["alamat"] == "https://contoh.go.id/suluh/data/luas/luas.csv"
    assert (len(download["sha256"]), download["tabel"]) == (64, "luas")
    assert listing["dataset"][1]["judul"] == "DATA CONTOH (SIMULASI): Judul sarana"


def test_the_table_has_a_row_for_each_dataset():
    header, *rows = csv.reader(io.StringIO(read_files()["data/katalog.csv"], newline=""))

    assert tuple(header) == COLUMNS
    assert [row[0] for row in rows] == ["luas", "sarana"]
    assert rows[0][header.index("csv")].endswith("data/luas/luas.csv")


@pytest.mark.parametrize("url", ["https://contoh.go.id/suluh/", ""])
def test_dcat_has_what_the_profile_demands(url):
    nodes = json.loads(read_files(make_settings(site_url=url))["data/katalog.jsonld"])["@graph"]

    catalog, *others = nodes
    assert catalog["@type"] == "dcat:Catalog"
    for node in (catalog, *(other for other in others if other["@type"] == "dcat:Dataset")):
        assert node["dct:title"]["@value"]
        assert node["dct:description"]["@value"]
        assert node["dct:publisher"]["@id"]
    addresses = [node["dcat:accessURL"]["@id"] for node in others if node["@type"] == "dcat:Distribution"]
    assert addresses[0] == (f"{url}data/luas/luas.csv" if url else "luas/luas.csv")
    assert len(set(addresses)) == len(addresses)


def test_an_empty_catalogue_is_still_one():
    empty = join_catalog(
        [], agencies={}, agencies_simulated=False, day=date(2026, 1, 1), reports=[], withheld=[]
    )

    assert [one.address for one in write_catalog_files(empty, SETTINGS)] == [
        "data/katalog.json",
        "data/katalog.csv",
        "data/katalog.jsonld",
        "data/katalog.ttl",
        "data/katalog.rdf",
        "data.json",
    ]
