"""A dataset that was renamed is found under its former names: page, history, editions, downloads, feed."""

from __future__ import annotations

import shutil
from io import BytesIO

import pytest

from repositories import commit, git, start_repository
from small_site import DATASET, TABLE, edit
from suluh.assembly.head import build_head
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

NEW = "datasets/dinas-sosial/bantuan-pangan"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Settings]:
    """A site whose dataset was published, corrected, renamed and corrected again."""
    root = start_repository(tmp_path_factory.mktemp("ganti") / "gudang")
    edit(root, TABLE, "2025,120", "2025,130")
    commit(root, "Koreksi", "2025-07-02")
    git(root, "mv", DATASET, NEW)
    edit(
        root,
        f"{NEW}/datapackage.yaml",
        "name: bantuan\ntitle",
        "name: bantuan-pangan\nnama_lama: [bantuan]\ntitle",
    )
    edit(root, f"{NEW}/bantuan.csv", "2025,130", "2025,140")
    commit(root, "Ganti nama", "2025-07-03")
    settings, findings = read_settings(root)
    assert settings is not None, findings
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    return site, settings


def test_every_page_below_the_former_name_leads_to_its_twin(renamed: tuple[Site, Settings]) -> None:
    site, settings = renamed
    led = {page.address: page for page in site.pages if page.address.startswith("data/bantuan/")}
    below = [page for page in site.pages if page.address.startswith("data/bantuan-pangan/")]
    twins = {page.address for page in below if not page.leads_to}
    assert {page.leads_to for page in led.values()} == twins and len(twins) == 5
    page = led["data/bantuan/riwayat/"]
    head = build_head(page, settings)
    assert '<meta http-equiv="refresh" content="0; url=../../../data/bantuan-pangan/riwayat/">' in head
    assert f'<link rel="canonical" href="{settings.site_url}data/bantuan-pangan/riwayat/">' in head
    assert "noindex" not in head and not page.indexed
    assert 'href="../../../data/bantuan-pangan/riwayat/"' in page.body()
    assert "bantuan" in next(one for one in site.pages if one.address == "data/bantuan-pangan/").body()


def test_editions_are_found_by_the_names_that_they_had_in_another_form(
    renamed: tuple[Site, Settings],
) -> None:
    """The table states a decimal comma: before values had one form, its bytes and its names were others."""
    site, _ = renamed
    for name in ("bantuan", "bantuan-pangan"):
        pages = [page for page in site.pages if page.address.startswith(f"data/{name}/v/")]
        today = {page.leads_to for page in pages if page.leads_to}
        former = {page.address for page in pages if page.leads_to} - {
            address.replace("bantuan-pangan", name) for address in today
        }
        assert len(former) == len(today) == 3
        assert {address.rpartition("-")[0] for address in former} == {
            address.replace("bantuan-pangan", name).rpartition("-")[0] for address in today
        }


def test_downloads_stay_open_at_the_former_address(renamed: tuple[Site, Settings]) -> None:
    site, _ = renamed
    files = {one.address: one for one in site.artifacts}
    for old, new in (
        ("data/bantuan/bantuan.csv", "data/bantuan-pangan/bantuan-pangan.csv"),
        ("data/bantuan/bantuan.xlsx", "data/bantuan-pangan/bantuan-pangan.xlsx"),
        ("data/bantuan/umpan.xml", "data/bantuan-pangan/umpan.xml"),
    ):
        first, second = BytesIO(), BytesIO()
        files[old].write(first)
        files[new].write(second)
        assert first.getvalue() == second.getvalue()
    assert not {"data/bantuan/datapackage.json", "data/bantuan/templat-bantuan.xlsx"} & set(files)
    assert "data/bantuan/bantuan.csv-metadata.json" not in files, "it names its CSV by today's name"
    editions = [one for one in files if one.startswith("data/bantuan/v/")]
    assert len(editions) == 3 and all(one.endswith("/bantuan.zip") for one in editions)


def test_the_history_goes_back_before_the_renaming(renamed: tuple[Site, Settings]) -> None:
    site, _ = renamed
    log = next(one for one in site.pages if one.address == "data/bantuan-pangan/riwayat/").body()
    assert log.count("1 baris diubah") == 2


def test_the_catalogue_names_what_leads_on(renamed: tuple[Site, Settings]) -> None:
    site, settings = renamed
    stream = BytesIO()
    next(one for one in site.artifacts if one.address == "data/katalog.json").write(stream)
    assert f'"alamat_baru": "{settings.site_url}data/bantuan-pangan/"' in stream.getvalue().decode()
