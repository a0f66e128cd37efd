"""Formats: a new one is a module and a line of the registry, and is then everywhere."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builders import make_package, make_settings
from made_format import FORMAT, LINE
from small_site import copy_small_site
from suluh.assembly.finished_parts import unpack_file
from suluh.assembly.fresh_pieces import CELL_END, FreshPieces
from suluh.assembly.sitemap import write_robots
from suluh.assembly.unlisted import Unlisted
from suluh.checking.project import check_project
from suluh.cli.preview_server import _type_of
from suluh.pipeline import announce_site, build_site
from suluh.publishing import formats
from suluh.publishing.former_files import keep_former_files
from suluh.publishing.media_types import list_media_types
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.download_format import Layout
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Site

PACKAGE = Path(formats.__file__).parents[1]


@pytest.fixture(scope="module")
def added() -> Iterator[None]:
    """The made format, added as anyone would add it: by one line."""
    before = formats.DATA
    formats.DATA = (*before, LINE)
    yield
    formats.DATA = before


@pytest.fixture(scope="module")
def project(added: None, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings, _ = read_settings(copy_small_site(tmp_path_factory.mktemp("bentuk") / "situs"))
    assert settings is not None
    return settings


@pytest.fixture(scope="module")
def site(project: Settings) -> Site:
    made, checked = build_site(project)
    assert made is not None, checked.findings
    return made


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, bytes]:
    """The small artifacts that name downloads, by address."""
    found = {}
    for artifact in site.artifacts:
        if artifact.address.startswith(("data/bantuan/", "data/katalog", "ppid/dip/")):
            stream = io.BytesIO()
            artifact.write(stream)
            found[artifact.address] = stream.getvalue()
    return found


def test_a_new_format_is_downloaded_described_and_summed(files: Mapping[str, bytes]) -> None:
    assert files["data/bantuan/bantuan.bars"].startswith(b"PK")
    description = json.loads(files["data/bantuan/datapackage.json"])
    copy = next(each for each in description["salinan"] if each["format"] == "bars")
    assert (copy["path"], copy["mediatype"]) == ("bantuan.bars", FORMAT.media_type)
    assert copy["bytes"] == len(files["data/bantuan/bantuan.bars"])
    assert "bantuan.bars" in files["data/bantuan/SHA256SUMS"].decode()
    with zipfile.ZipFile(io.BytesIO(files["data/bantuan/bantuan.zip"])) as archive:
        assert "bantuan.csv" in archive.namelist() and "bantuan.bars" not in archive.namelist()


def test_a_new_format_is_in_every_catalogue(files: Mapping[str, bytes]) -> None:
    listing = json.loads(files["data/katalog.json"])
    downloads = next(each for each in listing["dataset"] if each["dataset"] == "bantuan")["unduhan"]
    assert "BARS" in [each["format"] for each in downloads]
    assert "data/bantuan/bantuan.bars" in files["data/katalog.jsonld"].decode()
    assert "BARS (application/x-bars)" in files["data/katalog.jsonld"].decode()
    assert b"NDJSON, BARS" in files["ppid/dip/dip.csv"]


def test_a_new_format_is_on_the_pages(site: Site) -> None:
    pages = {page.address: page for page in site.pages}
    body = pages["data/bantuan/"].body()
    assert re.search(r'href="[^"]*bantuan\.bars" download', body) and "BARS" in body
    assert "bantuan.bars" in json.dumps(pages["data/bantuan/"].structured_data())
    assert "NDJSON, dan BARS." in pages["data/"].body()
    counted = next(page for page in site.pages if page.numbers is not None)
    assert counted.numbers is not None
    table = f"data/angka/{counted.numbers.stem_at(counted.address)}.bars"
    assert table in counted.body() and "(BARS)" in counted.body()
    assert table in {each.address for each in site.artifacts}


def test_a_new_format_is_announced(project: Settings) -> None:
    announced = announce_site(project, check_project(project))
    assert "data/bantuan/bantuan.bars" in {each.address for each in announced.artifacts}


@pytest.mark.usefixtures("added")
def test_a_new_format_is_known_to_robots_browsers_former_names_and_the_last_look() -> None:
    assert "data/a/*.bars$" in write_robots(make_settings(), Unlisted(("data/a/",)))
    assert list_media_types()[".bars"] == FORMAT.media_type
    assert _type_of(".bars") == FORMAT.media_type
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "nilai rahasia")
    assert "nilai rahasia" in [part.text for part in unpack_file("data/a/a.bars", packed.getvalue())]
    moved = make_package("bantuan", descriptor={"nama_lama": ["dulu"]})
    kept = keep_former_files([moved], [Artifact("data/bantuan/bantuan.bars", lambda stream: None)])
    assert [each.address for each in kept] == ["data/dulu/dulu.bars"]


def test_lines_of_json_are_read_over_one_by_one() -> None:
    pieces = FreshPieces()
    first = pieces.cut('{"a":1}\n{"a":2}\n', "a.ndjson", markup=False)
    pieces.remember(first)
    again = pieces.cut('{"a":2}\n{"a":3}\n', "b.ndjson", markup=False)
    assert len(first.pieces) == 3 and len(again.pieces) == 1


def test_a_table_for_excel_is_cut_at_its_cells_and_its_decimals_are_no_telephone_number() -> None:
    rows = '\ufeffnama;nilai\r\nA;0,8123456789\r\n"0,81;B";-3\r\n'
    for_excel = FreshPieces().cut(rows, "data/angka/excel/a.csv", markup=False)
    plain = FreshPieces().cut(rows, "data/angka/a.csv", markup=False)
    assert f"A{CELL_END}0.8123456789" in for_excel.pieces
    assert f"A;0{CELL_END}8123456789" in plain.pieces
    assert f'"0,81{CELL_END}B"{CELL_END}-3' in for_excel.pieces


def test_every_format_is_whole() -> None:
    names = [form.name for form in formats.list_formats()]
    assert names[0] == "CSV" and "NDJSON" in names and len(names) == len(set(names))
    for form in formats.list_formats():
        assert form.writer is not None and form.sentence, form.name
        assert re.fullmatch(r"\.[a-z0-9]+", form.suffix), form.name
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", form.media_type), form.name


TYPES = ("text/csv", "application/zip", "application/x-ndjson", "spreadsheetml.sheet")


def test_media_types_of_downloads_stand_in_their_formats_alone() -> None:
    """Whoever needs one asks the registry: a list of one's own would miss the next format."""
    owners = {line.partition(":")[0].rpartition(".")[2] + ".py" for line in (*formats.DATA, *formats.BESIDE)}
    told = [
        f"{path.name}: {kind}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for kind in TYPES
        if f'{kind}"' in path.read_text(encoding="utf-8") and path.name not in owners
    ]
    assert not told


def test_packed_formats_are_unpacked() -> None:
    assert set(formats.list_suffixes(Layout.PACKED)) >= {".xlsx", ".zip"}
