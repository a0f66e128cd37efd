"""Many sites as one: what is shown is what each site tells, verified, and nothing is lost or made up."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from made_publications import INDEX, Host, list_files, publish_api
from suluh.assembly.build_progress import SILENT
from suluh.assembly.federation.asked_hosts import ask_host
from suluh.assembly.federation.gathered_site import MARK, write_gathered
from suluh.assembly.federation.gathered_tables import Gathered
from suluh.assembly.federation.recipe import gather_sites
from suluh.assembly.federation.site_list import read_site_list
from suluh.cli.check import check
from suluh.cli.federate import federate
from suluh.reading.region_list import load_regions, load_residents
from suluh.vocabulary.federation import Freshness, ListedSite, MetSite, SiteKind, SiteList
from suluh.vocabulary.findings import Finding, Severity

ONE, TWO = "https://satu.contoh.go.id/", "https://dua.contoh.go.id/"
SITES = (ListedSite("74.71", ONE), ListedSite("74.72", TWO))


def list_of(*sites: ListedSite, indicators: tuple[str, ...] = ()) -> SiteList:
    return SiteList("74", "Sultra", "", "ppid@contoh.go.id", "Diskominfo", sites or SITES, indicators)


@pytest.fixture
def host() -> Host:
    made = Host()
    made.put(ONE, publish_api("74.71", factor=2))
    made.put(TWO, publish_api("74.72", factor=3))
    return made


def gather(
    root: Path, host: Host, *sites: ListedSite
) -> tuple[dict[str, Gathered], list[MetSite], list[Finding]]:
    tables, met, findings = gather_sites(list_of(*sites), root, SILENT, host.ask)
    return {table.name: table for table in tables}, met, findings


def test_amounts_stand_side_by_side_to_the_last_digit(tmp_path: Path, host: Host) -> None:
    tables, met, findings = gather(tmp_path, host)
    assert findings == [] and [site.freshness for site in met] == [Freshness.FRESH] * 2
    spending = tables["belanja"].rows
    assert [(row["kode_wilayah"], row["tahun"], row["jumlah"]) for row in spending] == [
        ("74.71", "2025", "140.5"),
        ("74.72", "2025", "210.75"),
    ]
    assert [row["jumlah"] for row in tables["belanja-operasi"].rows] == ["100", "150"]
    residents = load_residents()
    each = [Decimal(row["jumlah_per_penduduk"]) for row in spending]
    assert each == [
        (Decimal(row["jumlah"]) / residents[row["kode_wilayah"]]).quantize(Decimal("0.01"))
        for row in spending
    ]
    (spent, _) = tables["realisasi-daerah"].rows
    assert (spent["jumlah"], spent["anggaran"]) == ("80", str(9_007_199_254_740_993 * 2))
    assert (spent["laporan_masuk"], spent["laporan_ditunggu"]) == ("3", "4")


def test_indicators_keep_their_states_and_parts_are_left_out(tmp_path: Path, host: Host) -> None:
    rows = gather(tmp_path, host)[0]["indikator-air-minum"].rows
    told = [(row["tahun"], row["kode_wilayah"], row["hasil"], row["target"]) for row in rows]
    assert told == [
        ("2024", "74.71", "belum dilaporkan", "90"),
        ("2024", "74.72", "belum dilaporkan", "90"),
        ("2025", "74.71", "90.5", "92"),
        ("2025", "74.72", "90.5", "92"),
    ]


def test_indicators_whose_keys_begin_alike_stay_apart(tmp_path: Path, host: Host) -> None:
    told = json.loads(publish_api("74.71")["api/v1/indikator.json"])["isi"][0]
    stem = "persentase-rumah-tangga-dengan-akses-"
    entries = [{**told, "kunci": f"{stem}{last}-layak"} for last in ("air-minum", "sanitasi")]
    content = json.dumps({"isi": entries}).encode()
    host.put(ONE, {**publish_api("74.71"), "api/v1/indikator.json": content})
    tables, _, _ = gather(tmp_path, host, SITES[0])
    names = [name for name in tables if name.startswith("indikator-")]
    assert len(names) == 2 and all(len(name) <= 40 for name in names)


def test_another_unit_is_told_and_not_compared(tmp_path: Path, host: Host) -> None:
    third = ListedSite("74.01", "https://tiga.contoh.go.id/")
    host.put(third.address, publish_api("74.01", unit="rumah tangga"))
    tables, _, findings = gather(tmp_path, host, *SITES, third)
    (finding,) = findings
    assert (finding.code, finding.details["lain"]) == ("B005", "rumah tangga")
    assert {row["kode_wilayah"] for row in tables["indikator-air-minum"].rows} == {"74.71", "74.72"}
    assert {row["kode_wilayah"] for row in tables["belanja"].rows} == {"74.01", "74.71", "74.72"}


def test_what_did_not_change_is_not_asked_for(tmp_path: Path, host: Host) -> None:
    first = gather(tmp_path, host)[0]
    host.asked.clear()
    again = gather(tmp_path, host)[0]
    assert again == first
    assert sorted(host.asked) == sorted((f"{ONE}manifest.json", f"{TWO}manifest.json"))
    host.asked.clear()
    changed = publish_api("74.72", factor=3)
    changed["api/v1/fakta/rekening/k-rekening-3.json"] = b'{"isi": [ ]}'
    host.put(TWO, changed)
    tables = gather(tmp_path, host)[0]
    assert [row["kode_wilayah"] for row in tables["belanja"].rows] == ["74.71"]
    asked = {address.removeprefix(TWO) for address in host.asked if address.startswith(TWO)}
    assert asked == {"manifest.json", "api/v1/fakta/rekening/k-rekening-3.json"}


@pytest.mark.parametrize("kind", ["silent", "changed", "nonsense", "no manifest"])
def test_what_cannot_be_had_as_it_should_is_shown_stale_and_said(
    tmp_path: Path, host: Host, kind: str
) -> None:
    before = gather(tmp_path, host)[0]
    path = "api/v1/fakta/semua.json"
    if kind == "silent":
        host.silent.add(TWO)
    elif kind == "changed":
        host.put(TWO, {**publish_api("74.72"), path: b'{"isi": [ ]}'})
        host.files[TWO + path] = b'{"isi": ["dibuat orang lain"]}'
    elif kind == "nonsense":
        host.put(TWO, {**publish_api("74.72"), path: b"[1"})
    else:
        host.files[f"{TWO}manifest.json"] = b"<html>"
    tables, met, findings = gather(tmp_path, host)
    code = {"silent": "B002", "changed": "B003"}.get(kind, "B004")
    assert [(finding.code, finding.severity) for finding in findings] == [(code, Severity.WARNING)]
    assert [site.freshness for site in met] == [Freshness.FRESH, Freshness.STALE]
    assert tables["belanja"] == before["belanja"]
    assert [row["keadaan"] for row in tables["situs-daerah"].rows] == ["basi", "segar"]
    host.silent.clear()
    host.put(TWO, publish_api("74.72", factor=5))
    healed, met, findings = gather(tmp_path, host)
    assert findings == [] and met[1].freshness is Freshness.FRESH
    assert healed["belanja"].rows[1]["jumlah"] == "351.25"


def test_a_site_that_was_never_read_is_listed_as_such(tmp_path: Path, host: Host) -> None:
    host.silent.add(TWO)
    tables, met, (finding,) = gather(tmp_path, host)
    assert (met[1].freshness, met[1].content, finding.code) == (Freshness.NEVER, None, "B002")
    assert [row["kode_wilayah"] for row in tables["belanja"].rows] == ["74.71"]
    assert len(tables["situs-daerah"].rows) == 2


def test_another_region_s_site_is_not_used(tmp_path: Path, host: Host) -> None:
    host.put(TWO, publish_api("11.01"))
    tables, met, (finding,) = gather(tmp_path, host)
    assert (finding.code, finding.details["ternyata"], met[1].content) == ("B007", "11.01", None)
    assert [row["kode_wilayah"] for row in tables["belanja"].rows] == ["74.71"]


def test_a_region_counts_once(tmp_path: Path, host: Host) -> None:
    second = ListedSite("74.71", "https://lain.contoh.go.id/")
    host.put(second.address, publish_api("74.71", factor=50))
    tables, _, (finding,) = gather(tmp_path, host, *SITES, second)
    assert (finding.code, finding.details["pertama"]) == ("B006", ONE)
    assert [row["jumlah"] for row in tables["belanja"].rows] == ["140.5", "210.75"]
    assert len(tables["dataset-daerah"].rows) == 6


def test_withdrawn_bytes_do_not_stay(tmp_path: Path, host: Host) -> None:
    gather(tmp_path, host)
    kept = tmp_path / ".suluh" / "gabungan" / "isi"
    old = {path.name for path in kept.iterdir()}
    host.put(TWO, publish_api("74.72", factor=4))
    gather(tmp_path, host)
    gather(tmp_path, host, SITES[1])
    assert old & {path.name for path in kept.iterdir()} == {
        path.name for path in kept.iterdir() if path.name in old
    }
    listed = {entry["sha256"] for entry in json.loads(host.files[f"{TWO}manifest.json"])["berkas"]}
    manifest_alone = {path.name for path in kept.iterdir()} - listed
    assert len(manifest_alone) == 1


def test_kept_bytes_that_somebody_changed_count_as_gone(tmp_path: Path, host: Host) -> None:
    before = gather(tmp_path, host)[0]
    for path in (tmp_path / ".suluh" / "gabungan" / "isi").iterdir():
        path.write_bytes(path.read_bytes() + b" ")
    tables, met, findings = gather(tmp_path, host)
    assert tables == before and findings == []
    assert all(site.freshness is Freshness.FRESH for site in met)


def test_catalogues_of_others_are_listed_without_figures(tmp_path: Path, host: Host) -> None:
    ckan = ListedSite("74", "https://ckan.contoh.go.id/", SiteKind.CKAN)
    packages = [
        {"name": f"a{number}", "title": f"Data {number}", "organization": None} for number in range(3)
    ]
    search = "api/3/action/package_search?rows=500&start=0"
    host.files[ckan.address + search] = json.dumps({"result": {"results": packages}}).encode()
    dcat = ListedSite("74.01", "https://dcat.contoh.go.id/", SiteKind.DCAT)
    entry = {"title": "Sampah", "landingPage": "javascript:alert(1)", "modified": "2026-02-03T01:02:03"}
    further = {"title": "Air"}  # without a page of its own, as the other
    host.files[f"{dcat.address}data.json"] = json.dumps({"dataset": [entry, further]}).encode()
    tables, met, findings = gather(tmp_path, host, SITES[0], ckan, dcat)
    assert findings == [] and all(site.freshness is Freshness.FRESH for site in met)
    rows = [row for row in tables["dataset-daerah"].rows if row["kode_wilayah"] != "74.71"]
    assert [row["judul"] for row in rows] == ["Data 0", "Data 1", "Data 2", "Air", "Sampah"]
    assert rows[-1]["alamat"] == dcat.address and rows[-1]["diubah"] == "2026-02-03"
    host.silent.add(dcat.address)
    stale = gather(tmp_path, host, SITES[0], ckan, dcat)
    assert [site.freshness for site in stale[1]][-1] is Freshness.STALE
    assert stale[0]["dataset-daerah"] == tables["dataset-daerah"]


def read_tables(root: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for path in sorted((root / "datasets" / "gabungan").glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield path.stem, list(csv.DictReader(file))


def test_the_gathered_site_is_right_and_whole(tmp_path: Path, host: Host) -> None:
    listed = list_of()
    tables, _, _ = gather_sites(listed, tmp_path, SILENT, host.ask)
    write_gathered(tmp_path, listed, tables)
    result = CliRunner().invoke(check, ["--format", "json", "--root", str(tmp_path)])
    told = json.loads(result.stdout)
    assert told["findings"] == [], told["findings"]
    assert (tmp_path / ".suluh" / ".gitignore").read_text("utf-8") == "*\n"
    written = dict(read_tables(tmp_path))
    assert [row["jumlah"] for row in written["belanja"]] == ["140.5", "210.75"]
    assert [row["judul"] for row in written["dataset-daerah"]].count("'=cmd|'/c calc'!A0") == 2
    stated = yaml.safe_load((tmp_path / "standar" / "belanja.yaml").read_text("utf-8"))
    assert stated["section"] == "belanja" and stated["primaryKey"] == ["tahun", "kode_wilayah"]


def test_what_is_no_longer_told_goes_and_others_files_stay(tmp_path: Path, host: Host) -> None:
    listed = list_of()
    write_gathered(tmp_path, listed, gather_sites(listed, tmp_path, SILENT, host.ask)[0])
    own = tmp_path / "datasets" / "dinas-sosial" / "bantuan" / "bantuan.csv"
    own.parent.mkdir(parents=True)
    own.write_text("a\n", encoding="utf-8")
    (tmp_path / "datasets" / "gabungan" / ".DS_Store").write_bytes(b"x")
    (tmp_path / "mkdocs.yml").write_text("site_name: Lain\n", encoding="utf-8")
    for address, region in ((ONE, "74.71"), (TWO, "74.72")):
        host.put(address, {**publish_api(region), "api/v1/indikator.json": b'{"isi": []}'})
    write_gathered(tmp_path, listed, gather_sites(listed, tmp_path, SILENT, host.ask)[0])
    assert not (tmp_path / "datasets" / "gabungan" / "indikator-air-minum").exists()
    assert not (tmp_path / "standar" / "indikator_air_minum.yaml").exists()
    assert own.is_file() and (tmp_path / "mkdocs.yml").read_text("utf-8") == "site_name: Lain\n"


def test_settings_of_ours_follow_the_tables(tmp_path: Path, host: Host) -> None:
    listed = list_of()
    tables = gather_sites(listed, tmp_path, SILENT, host.ask)[0]
    write_gathered(tmp_path, listed, tables)
    assert "belanja-operasi/index.md" in (tmp_path / "mkdocs.yml").read_text("utf-8")
    write_gathered(tmp_path, listed, [table for table in tables if table.name != "belanja-operasi"])
    text = (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert text.startswith(MARK) and "belanja-operasi" not in text


GOOD = {
    "wilayah": "74",
    "judul": "x",
    "kontak": "a@b.id",
    "instansi": "y",
    "situs": [{"wilayah": "74.71", "alamat": "https://a.id"}],
}
BAD: list[tuple[str, object, str]] = [
    ("wilayah", "99", "wilayah"),
    ("wilayah", "74.71.01", "wilayah"),
    ("judul", ["x"], "judul"),
    ("alamat", "ftp://a.id", "alamat"),
    ("lain", 1, "lain"),
    ("indikator", "air", "indikator"),
    ("situs", [], "situs"),
    ("situs", ["https://a.id"], "situs"),
    ("situs", [{"wilayah": "73.08", "alamat": "https://a.id"}], "wilayah"),
    ("situs", [{"wilayah": "74.71", "alamat": "file:///etc/passwd"}], "alamat"),
    ("situs", [{"wilayah": "74.71", "alamat": "https://u:p@a.id/"}], "alamat"),
    ("situs", [{"wilayah": "74.71", "alamat": "https://a.id", "jenis": "x"}], "jenis"),
    ("situs", [{"wilayah": "74.71", "alamat": "https://a.id"}] * 2, "alamat"),
]


@pytest.mark.parametrize(("key", "value", "field"), BAD)
def test_a_slip_in_the_list_is_told_where_it_is(tmp_path: Path, key: str, value: object, field: str) -> None:
    path = tmp_path / "situs.yaml"
    path.write_text(json.dumps({**GOOD, key: value}), encoding="utf-8")
    listed, findings = read_site_list(path)
    assert listed is None
    assert {finding.code for finding in findings} == {"B001"}
    assert field in {finding.place.field for finding in findings}
    result = CliRunner().invoke(federate, [str(path)])
    assert result.exit_code == 1 and "B001" in result.output and "@" not in result.output
    assert list(tmp_path.iterdir()) == [path]


def test_a_good_list_is_read(tmp_path: Path) -> None:
    path = tmp_path / "situs.yaml"
    path.write_text(yaml.safe_dump(GOOD), encoding="utf-8")
    listed, findings = read_site_list(path)
    assert findings == [] and listed is not None
    assert listed.sites == (ListedSite("74.71", "https://a.id/"),)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(publish_api("74.72"))), json_values)
def test_whatever_a_site_tells_is_used_or_told(
    tmp_path_factory: pytest.TempPathFactory, path: str, value: object
) -> None:
    host = Host()
    host.put(TWO, {**publish_api("74.72"), path: json.dumps(value).encode()})
    tables, met, findings = gather(tmp_path_factory.mktemp("gabungan"), host, SITES[1])
    assert "situs-daerah" in tables
    assert bool(findings) == (met[0].content is None) or findings[0].code == "B005"


def test_one_part_of_an_answer_may_be_anything(tmp_path: Path, host: Host) -> None:
    index = json.loads(publish_api("74.72")[INDEX])
    index["kumpulan"]["dataset"] = "../../../etc/passwd"
    host.put(TWO, {**publish_api("74.72"), INDEX: json.dumps(index).encode()})
    assert [finding.code for finding in gather(tmp_path, host)[2]] == ["B004"]
    assert list_files({}) == b'{"format": 1, "berkas": []}'


def test_the_nation_holds_the_provinces_and_is_not_counted() -> None:
    regions = load_regions()
    assert regions["0"].full_name == "Indonesia" and regions["0"].level == 0
    assert len(regions.children("0")) == 38 and "0" not in set(regions)
    two = regions.down_to(2)
    assert len(two) == 38 + 514 and two.children("74.72") == () and len(two.within("0")) == len(two)


def test_a_redirect_to_another_host_is_not_followed() -> None:
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/a":
                self.send_response(302)
                self.send_header("Location", "http://localhost:1/b")
            elif self.headers.get("If-None-Match") == '"x"':
                self.send_response(304)
            else:
                self.send_response(200)
                self.send_header("ETag", '"x"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}"
        with pytest.raises(OSError, match="ValueError"):
            ask_host(f"{home}/a", "", 10)
        first = ask_host(f"{home}/c", "", 10)
        assert (first.content, first.tag) == (b"", '"x"')
        assert ask_host(f"{home}/c", first.tag, 10).content is None
        server.shutdown()
