"""Every number beside a page is as final as the data it is made of, whatever else stands on the page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from number_tables import read_tables
from small_site import SMALL_SITE, copy_small_site
from suluh.assembly.head import build_banner
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.site import Site

LAID_OVER = ("alur", "dokumen", "kegiatan", "kinerja", "pelayanan", "pengadaan", "tujuan", "pasar")
"""Small sites that together have a page of every kind of record."""
ORDER = ("tetap", "sementara", "simulasi")


def lay_site(root: Path, statuses: Mapping[str, str]) -> Site:
    """All small sites in one; every dataset is final but for those that `statuses` name."""
    copy_small_site(root)
    for name in LAID_OVER:
        shutil.copytree(SMALL_SITE.with_name(name), root, dirs_exist_ok=True)
    for file in root.glob("datasets/*/*/datapackage.yaml"):
        text = file.read_text(encoding="utf-8")
        name = re.search(r"^name: (\S+)", text, re.MULTILINE)
        assert name is not None
        status = statuses.get(name[1], "tetap")
        file.write_text(re.sub(r"^status_data: .*$", f"status_data: {status}", text, flags=re.MULTILINE))
    settings, findings = read_settings(root)
    assert settings is not None, findings
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    return site


def read_numbers(site: Site) -> Iterator[tuple[str, Mapping[str, str]]]:
    """(address of the page, row) of every table of numbers."""
    for _, rows in read_tables(site):
        for row in rows:
            yield row["halaman"], row


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Mapping[str, str]]:
    """A site whose datasets are final, preliminary and invented in turn."""
    folders = sorted({file.parent.name for file in SMALL_SITE.parent.glob("*/datasets/*/*/datapackage.yaml")})
    statuses = {name: ORDER[at % 3] for at, name in enumerate(folders)}
    return lay_site(tmp_path_factory.mktemp("campur") / "situs", statuses), statuses


@pytest.fixture(scope="module")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site where one dataset (proposals, plans, budgets, reports) is invented, and a written report."""
    return lay_site(tmp_path_factory.mktemp("satu") / "situs", {"alur": "simulasi"})


def test_a_row_is_as_final_as_the_least_final_of_its_datasets(mixed: tuple[Site, Mapping[str, str]]) -> None:
    site, statuses = mixed
    seen = set()
    for address, row in read_numbers(site):
        names = row["dataset"].split("; ") if row["dataset"] else []
        weakest = max((statuses[name] for name in names), key=ORDER.index, default="")
        assert row["status_data"] == weakest, (address, row)
        seen.add(weakest)
    assert seen >= set(ORDER)


def test_every_row_names_a_page_and_every_page_with_numbers_names_its_tables(
    mixed: tuple[Site, Mapping[str, str]],
) -> None:
    pages = {page.address: page for page in mixed[0].pages}
    for name, rows in read_tables(mixed[0]):
        for address in {row["halaman"] for row in rows}:
            assert f"data/angka/{name}.csv" in pages[address].body(), (name, address)


def test_one_invented_dataset_marks_its_own_rows_alone(lone: Site) -> None:
    marked = {row["dataset"] for _, row in read_numbers(lone) if row["status_data"] == "simulasi"}
    assert marked
    assert all("alur" in names.split("; ") for names in marked)


def test_a_page_with_an_invented_row_has_the_banner_and_names_what_is_not(
    mixed: tuple[Site, Mapping[str, str]],
) -> None:
    pages = {page.address: page for page in mixed[0].pages}
    for address, row in read_numbers(mixed[0]):
        if row["status_data"] == "simulasi":
            assert pages[address].simulated, address
    assert any(page.genuine for page in pages.values())
    assert all(page.simulated for page in pages.values() if page.genuine)


def test_no_banner_where_nothing_is_invented(lone: Site) -> None:
    pages = {page.address: page for page in lone.pages}
    for address in ("layanan/", "pengadaan/", "aduan/", "kinerja/", "data/pagu/", "rencana/dokumen/"):
        assert not pages[address].simulated, address
    page = next(page for page in lone.pages if page.genuine)
    banner = build_banner(page, "id")
    assert f"Bukan contoh: {page.genuine[0]}" in banner
    assert "Not invented: " in build_banner(page, "en")
    assert build_banner(pages["layanan/"], "id") == ""
