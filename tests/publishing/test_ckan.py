"""CKAN's interface from a plain file server, as `ckanapi` and a harvester read it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID

import ckanapi
import pytest

from ckan_clients import PagingError, collect_packages, make_ckan_catalog, write_answers
from suluh.publishing.ckan.calls import CALL_RULES, HOMES
from suluh.publishing.ckan.names import make_name, make_tag

NAME = re.compile(r"[a-z0-9_-]{2,100}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ckan")
    write_answers(make_ckan_catalog(), folder)
    return folder


@pytest.fixture(scope="module")
def plain(answers: Path) -> Iterator[str]:
    """The address of a file server that looks at no question."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(answers))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def client(plain: str) -> Iterator[ckanapi.RemoteCKAN]:
    with ckanapi.RemoteCKAN(plain, get_only=True) as remote:
        yield remote


def read(answers: Path, address: str) -> Any:
    return json.loads((answers / address).read_text(encoding="utf-8"))


def test_ckanapi_reads_what_needs_no_question(client: ckanapi.RemoteCKAN) -> None:
    names = ["air-minum", "pasar", "sekolah", "wilayah"]
    assert client.action.site_read() is True
    assert client.action.package_list() == names
    found = client.action.package_search(rows=1000)
    assert found["count"] == 4 and [one["name"] for one in found["results"]] == names
    assert client.action.organization_list() == ["dinas-contoh", "referensi"]
    assert client.action.group_list() == ["lingkungan-hidup", "pendidikan", "referensi"]
    assert "Air minum" in client.action.tag_list()
    assert {"cc-by", "notspecified"} <= {one["id"] for one in client.action.license_list()}
    assert client.action.status_show()["site_url"] == "https://contoh.go.id/suluh/"


@pytest.mark.parametrize("action", ["package_show", "organization_show", "group_show", "resource_show"])
def test_what_a_plain_server_cannot_tell_is_not_found_rather_than_wrong(
    client: ckanapi.RemoteCKAN, action: str
) -> None:
    with pytest.raises(ckanapi.NotFound, match=r"tidak membaca parameter.*package_search"):
        client.call_action(action, {"id": "pasar"})


def test_a_harvester_on_a_plain_server_stops_by_itself(plain: str) -> None:
    with pytest.raises(PagingError):
        collect_packages(plain)


def test_both_homes_give_the_same(answers: Path) -> None:
    first, second = (sorted(path.name for path in (answers / home).iterdir()) for home in HOMES)
    assert first == second
    for name in first:
        assert (answers / HOMES[0] / name).read_bytes() == (answers / HOMES[1] / name).read_bytes()


def test_each_package_has_a_file_of_its_own_as_the_search_lists_it(answers: Path) -> None:
    found = read(answers, "api/3/action/package_search")["result"]["results"]
    for package in found:
        assert read(answers, f"api/3/package_show/{package['name']}.json")["result"] == package
        assert read(answers, f"api/3/organization_show/{package['organization']['name']}.json")["success"]
        for resource in package["resources"]:
            assert read(answers, f"api/3/resource_show/{resource['id']}.json")["result"] == resource
        for group in package["groups"]:
            assert read(answers, f"api/3/group_show/{group['name']}.json")["result"]["id"] == group["id"]
    assert read(answers, "api/3/package_search/habis.json")["result"] == {
        **{"count": 4, "results": [], "facets": {}, "search_facets": {}}
    }


def test_packages_are_as_ckan_wants_them(answers: Path) -> None:
    seen: set[str] = set()
    for package in read(answers, "api/3/action/package_search")["result"]["results"]:
        bodies = [package["organization"], *package["groups"]]
        assert all(NAME.fullmatch(one["name"]) for one in (package, *bodies))
        ids = [package["id"], *(one["id"] for one in package["resources"])]
        assert all(str(UUID(ident)) == ident for ident in (*ids, *(one["id"] for one in bodies)))
        assert not seen & {*ids}
        seen |= {*ids}
        assert MOMENT.fullmatch(package["metadata_created"]) and MOMENT.fullmatch(
            package["metadata_modified"]
        )
        assert package["owner_org"] == package["organization"]["id"]
        assert package["num_resources"] == len(package["resources"]) > 4
        keys = [extra["key"] for extra in package["extras"]]
        assert len({*keys}) == len(keys) and all(extra["value"].strip() for extra in package["extras"])
        assert {"wilayah", "status_data", "jenis_informasi"} <= {*keys}
        for tag in package["tags"]:
            assert re.fullmatch(r"[\w .-]{2,100}", tag["name"])
        for resource in package["resources"]:
            assert resource["package_id"] == package["id"] and resource["size"] > 0
            assert resource["url"].startswith("https://contoh.go.id/suluh/data/")
            assert re.fullmatch("[0-9a-f]{64}", resource["hash"])


def test_invented_data_is_marked(answers: Path) -> None:
    found = {one["name"]: one for one in read(answers, "api/3/action/package_search")["result"]["results"]}
    assert found["pasar"]["title"].startswith("DATA CONTOH (SIMULASI)")
    assert {"key": "simulasi", "value": "true"} in found["pasar"]["extras"]
    assert found["pasar"]["license_id"] == "cc-by" and found["pasar"]["isopen"] is True
    assert found["sekolah"]["license_id"] == "notspecified" and found["sekolah"]["isopen"] is False
    assert found["sekolah"]["metadata_modified"] == "2025-03-04T00:00:00.000000"


def test_every_rule_of_servers_leads_to_a_file(answers: Path) -> None:
    for rule in CALL_RULES:
        assert (answers / HOMES[0] / rule.action).is_file()
        assert list(answers.glob(rule.answer.replace("{}", "*"))), rule


@pytest.mark.parametrize("text", ["", "-", "Ä", "a", "Perencanaan & anggaran" * 9, "../x", "\x00", "日本"])
def test_names_and_tags_are_always_ones_that_ckan_takes(text: str) -> None:
    assert NAME.fullmatch(make_name(text))
    assert make_tag(text) == "" or re.fullmatch(r"[\w .-]{2,100}", make_tag(text))
