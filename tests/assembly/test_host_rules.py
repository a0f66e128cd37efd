"""Rules for hosts: few, each read as the host reads it, and the same on every host."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from host_readers import read_headers_file, read_redirects
from made_sites import make_artifact, make_page, make_settings, make_site
from suluh.assembly.host_headers import OPEN, list_header_rules, write_headers_file
from suluh.assembly.policy import build_policy
from suluh.assembly.redirect_rules import write_redirects
from suluh.assembly.server_parts import ServerRules, write_server_parts
from suluh.assembly.sitemap import write_robots
from suluh.assembly.unlisted import Unlisted, find_unlisted
from suluh.publishing.media_types import list_media_types
from suluh.vocabulary.moved_addresses import MOVED as BUILT_IN
from suluh.vocabulary.moved_addresses import Moved, lead_on
from suluh.vocabulary.site import Artifact, Page, Site

POLICY = build_policy(["<script>a</script>"])
ROBOTS_LIMIT = 500 * 1024
MOVED = (
    Moved("anggaran/{tahun}/{instansi}/{kode}/", "anggaran/{tahun}/{instansi}/#{kode}"),
    Moved("alur/{tahun}/{instansi}/{kode}/angka.{bentuk}", "data/angka/alur-{tahun}.{bentuk}"),
)


def make_mixed(works: int = 3000) -> Site:
    """Thousands of pages of example data with a file beside each, and a dataset of real data."""
    pages: list[Page] = []
    files: list[Artifact] = []
    for number in range(works):
        address = f"alur/2025/dinas-{number % 40}/1.02.{number}/"
        pages.append(make_page(address, "Contoh", "", simulated=True))
        files.append(make_artifact(f"{address}angka.csv", b""))
    pages += [
        make_page("data/", "Data", "", simulated=True),
        make_page("data/asli/", "Asli", ""),
        make_page("data/contoh/", "Contoh", "", simulated=True),
    ]
    files += [
        make_artifact(name, b"") for name in ("data/asli/a.csv", "data/contoh/v/1/b.csv", "data/semua.csv")
    ]
    return make_site(pages=tuple(pages), artifacts=tuple(files))


def test_thousands_of_pages_make_few_rules(tmp_path: Path) -> None:
    site = make_mixed()
    unlisted = find_unlisted(site)
    assert unlisted == Unlisted(("alur/", "data/contoh/"), ("data/semua.csv",))
    headers = read_headers_file(write_headers_file(list_header_rules(POLICY, unlisted)))
    for page in site.pages:
        said = headers.of(f"/{page.address}").get("X-Robots-Tag")
        assert said in ((None, "noindex") if page.simulated else (None,)), page.address
    for file, listed in (
        ("alur/2025/dinas-1/1.02.1/angka.csv", False),
        ("data/asli/a.csv", True),
        ("data/contoh/v/1/b.csv", False),
        ("data/semua.csv", False),
    ):
        assert ("X-Robots-Tag" not in headers.of(f"/{file}")) is listed, file
    robots = write_robots(make_settings(tmp_path), unlisted)
    assert len(robots.encode()) < 4000 < ROBOTS_LIMIT and "Disallow: /suluh/alur/*.csv$" in robots
    assert "Disallow: /suluh/data/semua.csv$" in robots and "asli" not in robots


def test_what_is_too_much_to_name_is_left_to_the_pages() -> None:
    pages = [make_page(f"data/a{number}/", "A", "", simulated=number % 2 == 0) for number in range(400)]
    unlisted = find_unlisted(make_site(pages=tuple(pages), artifacts=()), most=10)
    assert len(unlisted.folders) == 10
    read_headers_file(write_headers_file(list_header_rules(POLICY, unlisted)))


def test_data_is_open_to_everyone_and_pages_to_no_frame() -> None:
    headers = read_headers_file(write_headers_file(list_header_rules(POLICY, Unlisted())))
    kinds = list_media_types()
    assert {".csv", ".json", ".ndjson", ".xlsx", ".zip", ".xml", ".ics", ".ttl", ".rdf", ".jsonld"} <= {
        *kinds
    }
    assert {".geojson", ".parquet", ".yaml", ".txt"} <= {*kinds}
    for suffix, kind in kinds.items():
        said = headers.of(f"/data/contoh/v/1/berkas{suffix}")
        assert said["Content-Type"] == kind and said.items() >= dict(OPEN).items()
    assert headers.of("/data/a.csv-metadata.json")["Content-Type"] == "application/json"
    assert headers.of("/api/3/action/package_list")["Content-Type"] == "application/json"
    page = headers.of("/wilayah/74.72/")
    assert "Access-Control-Allow-Origin" not in page and page["X-Frame-Options"] == "DENY"
    assert page["Content-Security-Policy"].endswith("; frame-ancestors 'none'")
    assert "unsafe-inline" not in page["Content-Security-Policy"]


def test_old_addresses_lead_on() -> None:
    assert lead_on("anggaran/2025/bapenda/5.02.01/", MOVED) == "anggaran/2025/bapenda/#5.02.01"
    assert lead_on("anggaran/2025/bapenda/5.02.01", MOVED) == "anggaran/2025/bapenda/#5.02.01"
    assert lead_on("anggaran/2025/bapenda/5.02.01/index.html", MOVED) == "anggaran/2025/bapenda/#5.02.01"
    assert lead_on("alur/2025/bapenda/5.02/angka.json", MOVED) == "data/angka/alur-2025.json"
    for other in ("anggaran/2025/bapenda/", "anggaran/2025/bapenda/rincian/", "anggaran/2025/a/1.2/3/", ""):
        assert lead_on(other, MOVED) is None


@pytest.mark.parametrize(
    ("old", "new"), [("a/{tahun}/{tahun}/", "a/"), ("a/{apa}/", "a/"), ("a/", "b/{tahun}/")]
)
def test_a_rule_that_cannot_hold_is_refused(old: str, new: str) -> None:
    with pytest.raises(ValueError, match=r"hole|asks"):
        Moved(old, new)


def test_redirects_hide_no_page() -> None:
    plain = read_redirects(write_redirects(MOVED, ["anggaran/2025/bapenda/"]))
    assert len(plain.rules) == 3
    assert plain.lead("/anggaran/2025/bapenda/5.02/") == "/anggaran/2025/bapenda/#5.02"
    there = ["anggaran/2025/bapenda/", "anggaran/2024/bapenda/", "anggaran/2025/urusan/1.03/"]
    careful = read_redirects(write_redirects(MOVED, there))
    assert careful.lead("/anggaran/2025/bapenda/5.02/") == "/anggaran/2025/bapenda/#5.02"
    assert [careful.lead(f"/{address}") for address in there] == [None] * 3


def test_every_server_is_told_the_same() -> None:
    unlisted = Unlisted(("alur/", "data/contoh/"), ("data/semua.csv",))
    parts = write_server_parts(ServerRules("/suluh/", POLICY, unlisted, MOVED))
    assert sorted(parts) == ["server/apache.conf", "server/caddy.conf", "server/nginx.conf"]
    headers = [name for rule in list_header_rules(POLICY, unlisted) for name, _ in rule.headers]
    for name, text in parts.items():
        assert [header for header in {*headers} - {"Content-Type"} if header not in text] == [], name
        kinds = {kind.partition(";")[0] for kind in list_media_types().values()}
        known = {"application/json", "application/xml", "application/zip", "text/plain"}
        assert [kind for kind in kinds - known if kind not in text and "office" not in kind] == [], name
        assert text.count("{") == text.count("}"), name
        found = re.findall(r"/suluh/anggaran/\(\[12\]", text)
        assert len(found) == 1, name


def test_no_hole_can_run_away() -> None:
    """Patterns run on other people's servers: no nested repeats that overlap."""
    long = "anggaran/2025/" + "a-" * 5000 + "!/1.2/"
    assert lead_on(long, MOVED) is None


def test_the_built_site_keeps_within_what_hosts_read(built_site: Path) -> None:
    headers = read_headers_file((built_site / "_headers").read_text(encoding="utf-8"))
    read_redirects((built_site / "_redirects").read_text(encoding="utf-8"))
    robots = (built_site / "robots.txt").read_bytes()
    assert len(robots) < ROBOTS_LIMIT and len(headers.rules) <= 100
    closed = [
        line.removeprefix("Disallow: ") for line in robots.decode().splitlines() if line.startswith("Dis")
    ]
    assert closed and not any(line.endswith("/$") for line in closed), "pages are read, and say noindex"
    for page in sorted(built_site.rglob("index.html")):
        address = page.parent.relative_to(built_site).as_posix().removeprefix(".")
        said = headers.of(f"/{address}/" if address else "/").get("X-Robots-Tag")
        if said:
            text = page.read_text(encoding="utf-8")
            assert '<meta name="robots" content="noindex">' in text or 'http-equiv="refresh"' in text, page


def _old_rules(site: Path) -> list[tuple[re.Pattern[str], str]]:
    """The rules that the 404 page leads on by, as a browser reads them."""
    html = (site / "404.html").read_text(encoding="utf-8")
    told = re.search(r'<script id="alamat-lama" type="application/json">(.*?)</script>', html)
    assert told is not None
    return [(re.compile(old), re.sub(r"\$(\d)", r"\\\1", new)) for old, new in json.loads(told[1])]


def _follow(rules: list[tuple[re.Pattern[str], str]], address: str) -> str:
    return next(found.expand(new) for old, new in rules if (found := old.fullmatch(address)))


def test_every_old_address_leads_to_a_place_that_is_there(built_site: Path) -> None:
    rules = _old_rules(built_site)
    redirects = read_redirects((built_site / "_redirects").read_text(encoding="utf-8"))
    codes = 0
    for page in sorted(built_site.glob("anggaran/*/*/index.html")):
        address = f"{page.parent.relative_to(built_site).as_posix()}/"
        for place in re.findall(r'\bid="?([0-9X]+(?:\.[0-9X]+){5})[" >]', page.read_text(encoding="utf-8")):
            codes += 1
            for old in (f"{address}{place}/", f"{address}{place}/angka.csv", f"{address}{place}/angka.json"):
                assert _follow(rules, old) == f"{address}#{place}"
                assert redirects.lead(f"/{old}") == f"/{address}#{place}"
            assert lead_on(f"{address}{place}/", BUILT_IN) == f"{address}#{place}"
    assert codes > 20
    held: dict[str, set[str]] = {}
    for table in (built_site / "data/angka").glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                held.setdefault(row["halaman"].strip("/"), set()).add(table.name)
    assert len(held) > 100
    for address, names in held.items():
        old = f"{address}/angka.csv" if address else "angka.csv"
        assert _follow(rules, old).removeprefix("data/angka/") in names, old


def test_no_rule_hides_what_is_there_and_none_doubles_another(built_site: Path) -> None:
    headers = read_headers_file((built_site / "_headers").read_text(encoding="utf-8"))
    redirects = read_redirects((built_site / "_redirects").read_text(encoding="utf-8"))
    for path in built_site.rglob("*"):
        name = path.relative_to(built_site).as_posix()
        address = name.removesuffix("index.html")
        assert not path.is_file() or redirects.lead(f"/{address}") is None, name
        headers.of(f"/{address}")
