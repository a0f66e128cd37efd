"""Earlier editions of datasets: what makes one, what is let out, and what a shallow clone says."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import cast
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from repositories import commit, git, start_repository
from small_site import DATASET, TABLE, edit
from suluh.history import commits
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Page, Site

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

DESCRIPTOR = f"{DATASET}/datapackage.yaml"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three editions: the first, a correction, a new row; and a commit that changes no canonical byte."""
    root = start_repository(tmp_path_factory.mktemp("riwayat") / "gudang")
    edit(root, TABLE, "2025,120", "2025,150")
    commit(root, "Fix\n\nCatatan: Koreksi @orang <b>angka</b>", day="2025-07-02")
    edit(root, DESCRIPTOR, "title: Bantuan pangan", "title: Bantuan pangan  # judul")
    commit(root, "Keterangan saja", day="2025-07-03")
    with (root / TABLE).open("a", encoding="utf-8") as file:
        file.write('74.72.01.1007,2026,5,"1,5",2026-05-10,beras,RAHASIA,\n')
    return commit(root, "Tambah", day="2025-07-04")


@pytest.fixture(scope="module")
def site(repository: Path) -> Site:
    return build(repository)


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


def build(root: Path) -> Site:
    site, checked = build_site(settings_of(root))
    assert site is not None, checked.findings
    return site


def page(site: Site, address: str) -> Page:
    return next(one for one in site.pages if one.address == address)


def artifact(site: Site, address: str) -> bytes:
    found = next(one for one in site.artifacts if one.address == address)
    return written(found)


def kept_table(site: Site, address: str) -> bytes:
    """The table of an edition, which lies in a ZIP at its address."""
    with ZipFile(BytesIO(artifact(site, f"{address}bantuan.zip"))) as packed:
        assert packed.namelist() == ["bantuan.csv"]
        return packed.read("bantuan.csv")


def written(one: Artifact) -> bytes:
    stream = BytesIO()
    one.write(stream)
    data = stream.getvalue()
    if one.sha256:  # the numbers of a page are measured as they are written
        assert (len(data), hashlib.sha256(data).hexdigest()) == (one.size, one.sha256)
    return data


def editions(site: Site) -> list[str]:
    pages = (one for one in site.pages if not one.leads_to)
    return sorted(one.address for one in pages if one.address.startswith("data/bantuan/v/"))


def test_an_edition_is_a_change_of_the_canonical_bytes(site: Site) -> None:
    addresses = editions(site)
    assert [address[:25] for address in addresses] == [
        "data/bantuan/v/2025-07-01",
        "data/bantuan/v/2025-07-02",
        "data/bantuan/v/2025-07-04",
    ]
    for address in addresses:
        data = kept_table(site, address)
        assert address == f"{address[:25]}-{hashlib.sha256(data).hexdigest()[:8]}/"
        assert b"Keluarga" not in data and b"penerima" not in data
    assert b"2025,120" in kept_table(site, addresses[0])
    assert b"2025,150" in kept_table(site, addresses[1])


def test_pages_of_editions_say_that_they_are_old_and_stay_out_of_search(site: Site) -> None:
    one = page(site, editions(site)[1])
    body = one.body()
    assert not one.indexed
    assert "Ini versi lama" in body and "1 baris diubah" in body
    assert "Koreksi @orang &lt;b&gt;angka&lt;/b&gt;" in body


def test_the_log_tells_every_edition_in_words(site: Site) -> None:
    body = page(site, "data/bantuan/riwayat/").body()
    assert [text in body for text in ("1 baris baru", "1 baris diubah", "Terbit pertama kali")] == [True] * 3
    assert "Keterangan saja" not in body and "tidak lengkap" not in body
    assert "dihitung dari dataset lain" in page(site, "data/anggaran/riwayat/").body()
    assert "data/bantuan/riwayat/" not in body.partition("<footer")[0]
    assert "riwayat/" in page(site, "data/bantuan/").body()


def test_a_second_build_reads_what_was_kept(
    repository: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "laid_out", None)
    assert [one.address for one in build(repository).pages] == [one.address for one in site.pages]


def test_broken_notes_are_read_anew(repository: Path, site: Site) -> None:
    folder = settings_of(repository).cache_dir / "versi"
    for path in folder.glob("*.json"):
        path.write_text('[{"dataset": 1}]', encoding="utf-8")
    for path in folder.glob("*.csv"):
        path.unlink()
    assert editions(build(repository)) == editions(site)


def test_an_edition_with_a_column_that_is_closed_today_is_a_tombstone(
    repository: Path, tmp_path: Path
) -> None:
    root = tmp_path / "gudang"
    shutil.copytree(repository, root)
    edit(
        root,
        DESCRIPTOR,
        '- {name: rata, type: number, decimalChar: ","}',
        '- {name: rata, type: number, decimalChar: ",", klasifikasi: rahasia}',
    )
    commit(root, "Tutup kolom", day="2025-07-05")
    site = build(root)
    addresses = editions(site)
    assert len(addresses) == 4
    assert page(site, addresses[-1]).body().count("terbit sekarang") and len(kept_table(site, addresses[-1]))
    for address in addresses[:-1]:
        body = page(site, address).body()
        assert "Versi ini ditarik." in body and "1 baris diubah" not in body.partition("Tentang versi ini")[0]
        assert not [one for one in site.artifacts if one.address.startswith(address)]


def test_an_edition_with_a_number_of_a_person_is_a_tombstone(tmp_path: Path) -> None:
    root = start_repository(tmp_path / "gudang")
    nik = "7472014101900001"
    table = root / "datasets/referensi/nomenklatur/nomenklatur.csv"
    first, second, *rest = table.read_text(encoding="utf-8").splitlines()
    clean = "\n".join([first, second, *rest]) + "\n"
    table.write_text("\n".join([first, f"{second} {nik}", *rest]) + "\n", encoding="utf-8")
    commit(root, "Bocor", day="2025-07-05")
    table.write_text(clean, encoding="utf-8")
    commit(root, "Bersihkan", day="2025-07-06")
    site = build(root)
    leaked = [one for one in site.pages if one.address.startswith("data/nomenklatur/v/2025-07-05")]
    assert ["Versi ini ditarik." in one.body() for one in leaked] == [True]
    assert not [one for one in site.artifacts if nik.encode() in written(one)]


def test_shallow_and_missing_history_are_said(repository: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "dangkal"
    git(tmp_path, "clone", "-q", "--depth", "2", repository.as_uri(), str(shallow))
    site = build(shallow)
    assert editions(site) == []
    assert "Riwayat yang tersedia tidak lengkap" in page(site, "data/bantuan/riwayat/").body()
    bare = tmp_path / "polos"
    shutil.copytree(repository, bare, ignore=shutil.ignore_patterns(".git", ".suluh"))
    body = page(build(bare), "data/bantuan/riwayat/").body()
    assert "dibangun tanpa riwayat git" in body


def feeds_of(site: Site) -> dict[str, ElementTree.Element]:
    return {
        one.address: ElementTree.fromstring(written(one))
        for one in site.artifacts
        if one.address.endswith(".xml")
    }


def test_feeds_are_atom_and_lead_to_pages_that_are_there(site: Site) -> None:
    feeds = feeds_of(site)
    assert {
        "umpan/semua.xml",
        "data/bantuan/umpan.xml",
        "instansi/dinas-sosial/umpan.xml",
        "wilayah/74.72.01.1007/umpan.xml",
    } <= set(feeds)
    assert "wilayah/74.72.02.1001/umpan.xml" not in feeds
    known = set(site.addresses())
    home = "https://data.contoh.go.id/suluh/"
    for address, feed in feeds.items():
        assert feed.tag == f"{ATOM}feed"
        (own,) = [one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"]
        assert own == home + address
        ids = [one.text for one in feed.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids)) and all(str(one).startswith("urn:uuid:") for one in ids)
        entries = feed.findall(f"{ATOM}entry")
        dates = [str(one.findtext(f"{ATOM}updated")) for one in entries]
        assert dates == sorted(dates, reverse=True)
        assert feed.findtext(f"{ATOM}updated") == (dates[0] if dates else feed.findtext(f"{ATOM}updated"))
        for link in feed.iter(f"{ATOM}link"):
            if link.get("rel") == "alternate":
                assert str(link.get("href")).removeprefix(home) in known
    summaries = [
        one.findtext(f"{ATOM}summary") for one in feeds["data/bantuan/umpan.xml"].findall(f"{ATOM}entry")
    ]
    assert summaries[:2] == ["1 baris baru", "1 baris diubah. Koreksi @orang <b>angka</b>"]


def test_feeds_are_the_same_bytes_again_and_need_no_address_of_the_site(repository: Path, site: Site) -> None:
    again = build(repository)
    for one in site.artifacts:
        if one.address.endswith(".xml"):
            assert written(one) == artifact(again, one.address)
    nowhere, _ = build_site(replace(settings_of(repository), site_url=""))
    feed = feeds_of(cast(Site, nowhere))["data/bantuan/umpan.xml"]
    links = [one.get("href") for one in feed.iter(f"{ATOM}link")]
    assert links[0] == "../../data/bantuan/" and "https" not in json.dumps(links)


def test_one_page_lists_the_feeds(site: Site) -> None:
    body = page(site, "umpan/").body()
    for address in ("semua.xml", "../data/bantuan/umpan.xml", "../instansi/dinas-sosial/umpan.xml"):
        assert address in body


def test_pages_name_their_feeds(site: Site) -> None:
    assert [one.address for one in page(site, "data/bantuan/").feeds] == [
        "data/bantuan/umpan.xml",
        "umpan/semua.xml",
    ]
    assert [one.address for one in page(site, "").feeds] == ["umpan/semua.xml"]
