"""The catalogue in DCAT's words, read by other programs: one graph in three forms, as DCAT-AP demands."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_instansi,
    make_package,
    make_resource,
    make_settings,
    make_table,
)
from catalogue_graphs import FORMS, judge_graph, read_graph, unfold
from suluh.history.editions import Completeness, Edition, History
from suluh.publishing.dcat.files import write_dcat_files
from suluh.publishing.dcat.graph import Graph as Described
from suluh.publishing.dcat.graph import make_part
from suluh.publishing.dcat.json_ld import write_json_ld
from suluh.publishing.dcat.rdf_xml import write_rdf_xml
from suluh.publishing.dcat.turtle import write_turtle
from suluh.publishing.distributions import write_distributions
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import ForeignKey, Schema, StatusData
from suluh.vocabulary.settings import Settings

SETTINGS = make_settings(wilayah="74.72", kontak="walidata@contoh.go.id")
ROOT = SETTINGS.site_url
VERSIONS = ("hasVersion", "hasCurrentVersion", "previousVersion", "isVersionOf")
DCAT_3 = {name: URIRef(f"{DCAT}{name}") for name in VERSIONS}
"""Names of DCAT 3 that rdflib's list of them lacks."""
PAGE = URIRef(f"{ROOT}data/contoh/")
AUTHORITY = "http://publications.europa.eu/resource/authority/"
US_SCHEMA = Path(__file__).parents[1] / "data/dcat-us.json"
NASTY = '"Judul" \\ <b>&amp;</b>\n</script>\r\n\t]]> ^^xsd:date @en \x00\x1f\u2028\ufffe\U0001f525'


def make(settings: Settings = SETTINGS, **overrides: object) -> Dataset:
    agency = overrides.pop("agency", make_instansi(surel=""))
    cleared = make_cleared(package=make_package(**overrides))
    return make_dataset(
        cleared, instansi=agency, distributions=write_distributions(cleared, agency, settings)
    )


def write(
    *datasets: Dataset, settings: Settings = SETTINGS, histories: Mapping[str, History] | None = None
) -> dict[str, str]:
    files = {}
    for artifact in write_dcat_files(datasets, settings, histories or {}):
        stream = io.BytesIO()
        artifact.write(stream)
        files[artifact.address] = stream.getvalue().decode("utf-8")
    return files


def read(*datasets: Dataset, **more: object) -> Graph:
    """The graph, after a look that all three forms hold it."""
    files = write(*datasets, **more)
    first, *others = (read_graph(files[f"data/katalog.{ending}"], ending) for ending in FORMS)
    assert all(isomorphic(first, other) for other in others)
    assert all(unfold(first) == unfold(other) for other in others)
    return first


def judge_for_us(files: Mapping[str, str]) -> list[str]:
    schema = json.loads(US_SCHEMA.read_text(encoding="utf-8"))
    problems = jsonschema.Draft7Validator(schema).iter_errors(json.loads(files["data.json"]))
    return [f"{problem.json_path}: {problem.message}" for problem in problems]


def test_a_described_dataset_violates_nothing_and_lacks_little() -> None:
    dataset = make(descriptor={"topik": "Kesehatan", "modified": "2024-11-30", "created": "2023-01-02"})

    violations, warnings = judge_graph(read(dataset))

    assert violations == []
    assert dict(warnings) == {f"{DCAT.Catalog} {DCTERMS.license}": 1}


def test_a_catalogue_has_the_licence_that_its_settings_state() -> None:
    settings = make_settings(wilayah="74.72", kontak="walidata@contoh.go.id", catalog_license="CC0-1.0")
    dataset = make(settings, descriptor={"topik": "Kesehatan", "created": "2023-01-02"})
    graph = read(dataset, settings=settings)

    licence = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert graph.value(URIRef(f"{ROOT}data/"), DCTERMS.license) == licence
    assert not any(str(DCAT.Catalog) in name for name in judge_graph(graph)[1])


def test_what_a_descriptor_says_is_in_the_lists_that_others_read() -> None:
    dataset = make(
        descriptor={
            "topik": "Kesehatan dan anggaran",
            "frekuensi": "Tiap triwulan",
            "modified": "2024-11-30",
            "created": "2023-01-02",
            "produsen": "Badan Pusat Statistik",
        }
    )
    graph = read(dataset)

    themes = {str(theme) for theme in graph.objects(PAGE, DCAT.theme)}
    assert themes == {f"{AUTHORITY}data-theme/{code}" for code in ("HEAL", "GOVE", "ECON")}
    assert graph.value(PAGE, DCTERMS.accrualPeriodicity) == URIRef(f"{AUTHORITY}frequency/QUARTERLY")
    assert graph.value(PAGE, DCTERMS.accessRights) == URIRef(f"{AUTHORITY}access-right/PUBLIC")
    assert str(graph.value(PAGE, DCTERMS.issued)) == "2023-01-02"
    assert str(graph.value(PAGE, DCTERMS.modified)) == "2024-11-30"
    assert str(graph.value(graph.value(PAGE, DCTERMS.creator), FOAF.name)) == "Badan Pusat Statistik"
    place = graph.value(PAGE, DCTERMS.spatial)
    assert str(graph.value(place, DCTERMS.identifier)) == "74.72"
    assert str(graph.value(place, DCAT.bbox)).startswith("POLYGON((122.")
    file = URIRef(f"{PAGE}#contoh.csv")
    assert graph.value(file, DCTERMS.format) == URIRef(f"{AUTHORITY}file-type/CSV")
    assert graph.value(file, DCAT.downloadURL) == URIRef(f"{PAGE}contoh.csv")
    assert graph.value(file, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    files = set(graph.objects(PAGE, DCAT.distribution))
    assert {str(graph.value(each, DCAT.downloadURL)) for each in files} == {
        f"{ROOT}{each.artifact.address}" for each in dataset.distributions
    }


def test_without_contact_licence_date_or_region_nothing_is_made_up() -> None:
    bare = dict.fromkeys(("kontak", "periode", "frekuensi", "topik", "konsep", "produsen"), "")
    dataset = make(
        title="Xyz", descriptor={**bare, "licenses": [], "sources": [], "skema_wilayah": "tidak berlaku"}
    )
    settings = make_settings(wilayah="74.72")
    graph = read(dataset, settings=settings)
    violations, warnings = judge_graph(graph)

    assert violations == []
    lacking = {
        name.rpartition("/")[2].rpartition("#")[2] for name in warnings if name.startswith(str(DCAT.Dataset))
    }
    assert lacking == {"contactPoint", "keyword", "spatial", "temporal", "theme"}
    kinds = {str(graph.value(kind, SKOS.prefLabel)) for kind in graph.objects(None, DCTERMS.type)}
    assert "Ketentuan tidak dinyatakan" in kinds
    assert not list(graph.objects(PAGE, DCTERMS.modified))
    told = json.loads(write(dataset, settings=settings)["data.json"])["dataset"][0]
    assert told["contactPoint"] == {"@type": "vcard:Contact", "fn": "Dinas Contoh"}
    assert "license" not in told


@pytest.mark.parametrize("url", [ROOT, ""])
@pytest.mark.parametrize("status", list(StatusData))
def test_hostile_texts_come_out_whole_in_every_form(url: str, status: StatusData) -> None:
    settings = make_settings(site_url=url, site_name=NASTY, wilayah="74.72", kontak="a@b.go.id")
    dataset = make(
        settings,
        title=NASTY,
        description=NASTY * 3,
        status_data=status,
        agency=make_instansi(nama=NASTY),
        descriptor={
            **dict.fromkeys(("topik", "konsep", "produsen", "frekuensi", "periode"), NASTY),
            "kontak": f"{NASTY} data@contoh.go.id",
            "modified": "kemarin",
            "sources": [{"title": NASTY, "path": "https://contoh.go.id/a b<c>\"d\"\\{e}|^`?x='y'#z#"}],
            "licenses": [
                {"name": NASTY, "title": NASTY, "path": 'https://contoh.go.id/li sensi<>"\n{}|^`\\'}
            ],
        },
    )
    graph = read(dataset, settings=settings)

    assert judge_graph(graph)[0] == []
    page = URIRef("https://contoh.go.id/suluh/data/contoh/")
    title = str(graph.value(page, DCTERMS.title))
    assert title.endswith('"Judul" \\ <b>&amp;</b>\n</script>\r\n\t]]> ^^xsd:date @en \u2028\U0001f525')
    assert title.startswith("DATA CONTOH") == (status is StatusData.SIMULASI)
    assert not any(
        set(str(node)) & set(' <>"{}|\\^`\n') for node in graph.all_nodes() if isinstance(node, URIRef)
    )
    assert judge_for_us(write(dataset, settings=settings)) == []


TEXTS = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from('"\\\n\r\t<>&\x00\x7f\ufffe'))
)


@given(TEXTS, TEXTS)
def test_any_text_and_any_address_is_the_same_in_all_forms(text: str, path: str) -> None:
    described = Described()
    name = described.describe(f"https://contoh.go.id/{path}", "dcat:Dataset", {"dct:title": text})
    described.describe("https://contoh.go.id/b", "dcat:Dataset", {"dct:relation": [name, name]})
    described.describe(
        "c", "dcat:Dataset", {"dct:spatial": make_part("dct:Location", {"rdfs:label": [text, text]})}
    )
    first, *others = (
        read_graph("".join(form), ending)
        for ending, form in (
            ("jsonld", [json.dumps(write_json_ld(described))]),
            ("ttl", write_turtle(described)),
            ("rdf", write_rdf_xml(described)),
        )
    )
    assert all(unfold(first) == unfold(other) for other in others)
    kept = {str(label) for label in first.objects(None, RDFS.label)}
    assert kept == ({make_part("a", {"b": text}).properties["b"][0].text} if text else set())  # type: ignore[union-attr]


def test_editions_are_datasets_of_their_own_at_addresses_that_stay() -> None:
    page = "data/contoh/"
    packed = (("contoh.zip", "d" * 64, 99),)
    new = Edition(
        page,
        "2025-01-02",
        "a" * 64,
        text="1 baris baru",
        files=(("contoh.csv", "a" * 64, 10),),
        packed=packed,
    )
    old = Edition(
        page, "2024-03-04", "b" * 64, note="Pertama", files=(("contoh.csv", "b" * 64, 9),), packed=packed
    )
    gone = Edition(page, "2024-02-02", "c" * 64, withdrawn="2024-05-05")
    history = History(Completeness.WHOLE, (new, old, gone), current=new.digest)
    graph = read(make(descriptor={"topik": "Wilayah"}), histories={"contoh": history})

    violations, warnings = judge_graph(graph)
    assert (violations, sum(warnings.values())) == ([], 1)
    versions = {str(each) for each in graph.objects(PAGE, DCAT_3["hasVersion"])}
    assert versions == {f"{ROOT}{new.address}", f"{ROOT}{old.address}"}
    assert graph.value(PAGE, DCAT_3["hasCurrentVersion"]) == URIRef(f"{ROOT}{new.address}")
    assert graph.value(URIRef(f"{ROOT}{new.address}"), DCAT_3["previousVersion"]) == URIRef(
        f"{ROOT}{old.address}"
    )
    assert graph.value(URIRef(f"{ROOT}{old.address}"), DCAT_3["isVersionOf"]) == PAGE
    assert str(graph.value(PAGE, DCTERMS.issued)) == "2024-02-02"
    files = {str(each) for each in graph.objects(None, DCAT.downloadURL)}
    assert f"{ROOT}{old.address}contoh.zip" in files
    assert not [each for each in graph.subjects() if gone.name in str(each)]
    listed = {str(each) for each in graph.objects(URIRef(f"{ROOT}data/"), DCAT.dataset)}
    assert listed == {str(PAGE)}


def test_the_place_is_the_smallest_region_that_all_rows_lie_in() -> None:
    key = make_field("kode_wilayah")
    for codes, code in (
        (["74.72.01.1007", "74.72.01.1001"], "74.72.01"),
        (["74.72.01", "74.71.01"], "74"),
        (["74.72", ""], "74.72"),
        (["zz", "(dirahasiakan)"], "74.72"),
    ):
        reference = ForeignKey(("kode_wilayah",), "wilayah", "wilayah", ("kode",))
        resource = make_resource("contoh", schema=Schema(fields=(key,), foreign_keys=(reference,)))
        package = make_package(resources=(resource,))
        table = make_table(["kode_wilayah"], [[each] for each in codes])
        graph = read(make_dataset(make_cleared({"contoh": table}, package=package)))
        assert str(graph.value(graph.value(PAGE, DCTERMS.spatial), DCTERMS.identifier)) == code


def test_interfaces_are_services_that_serve_every_dataset() -> None:
    graph = read(make(), make(name="dua"))

    for service in graph.objects(URIRef(f"{ROOT}data/"), DCAT.service):
        assert str(graph.value(service, DCAT.endpointURL)).startswith(f"{ROOT}api/")
        assert graph.value(service, DCAT.endpointDescription) is not None
        assert {str(each) for each in graph.objects(service, DCAT.servesDataset)} == {
            str(PAGE),
            f"{ROOT}data/dua/",
        }
    assert len(list(graph.objects(URIRef(f"{ROOT}data/"), DCAT.service))) == 2


def test_an_empty_catalogue_is_still_one() -> None:
    assert judge_graph(read())[0] == []
    assert json.loads(write()["data.json"])["dataset"] == []


def test_the_form_of_the_american_government_is_kept() -> None:
    files = write(
        make(descriptor={"topik": "Kesehatan", "created": "2023-01-02", "frekuensi": "Lima tahunan"}),
        make(name="dua"),
    )

    assert judge_for_us(files) == []
    told = json.loads(files["data.json"])["dataset"][0]
    assert told["accrualPeriodicity"] == "R/P5Y"
    assert told["contactPoint"]["hasEmail"] == "mailto:data@contoh.go.id"
    assert (told["temporal"], told["issued"]) == ("2024/2024", "2023-01-02")


def test_a_built_site_violates_nothing(built_site: Path) -> None:
    texts = {ending: (built_site / f"data/katalog.{ending}").read_text(encoding="utf-8") for ending in FORMS}
    first, *others = (read_graph(text, ending) for ending, text in texts.items())
    assert all(unfold(first) == unfold(other) for other in others)
    violations, warnings = judge_graph(first)
    assert violations == []
    datasets = len(set(first.subjects(RDF.type, DCAT.Dataset)))
    assert sum(warnings.values()) <= datasets, warnings
    lacking = {name.rpartition("#")[2].rpartition("/")[2] for name in warnings}
    assert lacking.isdisjoint(
        {"contactPoint", "keyword", "publisher", "description", "format", "availability"}
    )
    assert judge_for_us({"data.json": (built_site / "data.json").read_text(encoding="utf-8")}) == []
    addresses = [*first.objects(None, DCAT.downloadURL), *first.objects(None, DCAT.endpointDescription)]
    for address in (each for each in map(str, addresses) if each.startswith(ROOT)):
        assert (built_site / str(address).removeprefix("https://contoh.go.id/suluh/")).is_file(), address
    assert Literal("Kota Bau Bau", lang="id") in set(first.objects(None, SKOS.prefLabel))
