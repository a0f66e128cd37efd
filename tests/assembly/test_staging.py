"""The stage holds what was allowed, and is touched only where something changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from made_sites import make_artifact, make_page, make_settings, make_site
from suluh.assembly.record_links import resolve_record_links
from suluh.assembly.site_addresses import check_addresses, is_sound
from suluh.assembly.staged_settings import translate_navigation
from suluh.assembly.staging import stage_site
from suluh.rendering.tokens import light_colours
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.site import Document, Site

pytestmark = pytest.mark.usefixtures("plain_templates")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


def files_of(folder: Path) -> dict[str, int]:
    return {
        one.relative_to(folder).as_posix(): one.stat().st_mtime_ns
        for one in folder.rglob("*")
        if one.is_file() and one.parent.name != "theme"
    }


def test_only_allowed_files_are_staged(root: Path) -> None:
    (root / "content" / "laporan").mkdir(parents=True, exist_ok=True)
    (root / "content" / "laporan" / "rahasia.md").write_text("rahasia", encoding="utf-8")
    staged, findings = stage_site(make_site(), make_settings(root), "uji")
    assert staged is not None and findings == []
    docs = {name.removeprefix("docs/") for name in files_of(staged.folder) if name.startswith("docs/")}
    assert {name for name in docs if not name.startswith("aset/")} == {
        "index.md",
        "bingkai.md",
        "wilayah/index.md",
        "wilayah/bingkai.md",
        "laporan/index.md",
        "laporan/bingkai/bingkai.md",
        "tentang/index.md",
        "tentang/cara.md",
    }
    assert {"aset/suluh.css", "aset/suluh.js", "aset/suluh-serif-400.woff2"} <= docs
    assert "kecamatan 74.72.01" not in (staged.folder / "docs/wilayah/bingkai.md").read_text("utf-8").lower()


def test_the_engine_is_told_only_what_is_for_it(root: Path) -> None:
    settings = make_settings(root)
    engine_settings = {
        **settings.engine_settings,
        "plugins": ["suluh", {"tags": {}}],
        "exclude_docs": "laporan/",
        "hooks": ["x.py"],
        "docs_dir": "content",
        "extra": {"scope": "/", "suluh": {"versi": "lama"}},
    }
    staged, _ = stage_site(make_site(), replace(settings, engine_settings=engine_settings), "uji")
    assert staged is not None
    told = json.loads((staged.folder / "mkdocs.yml").read_text("utf-8"))
    assert told["plugins"] == []
    assert not {"exclude_docs", "hooks", "watch"} & told.keys()
    assert (told["docs_dir"], told["site_dir"], told["use_directory_urls"]) == ("docs", "built", True)
    looks = {"versi": "2026-01-02", "warna": light_colours()["night"]}
    assert told["extra"] == {"scope": "/", "suluh": looks}
    assert told["theme"]["custom_dir"] == "theme" and told["nav"]


def test_navigation_speaks_the_language_of_the_site(root: Path) -> None:
    nav = [
        {"Beranda": "index.md"},
        {"Rencana": [{"Kalender terbit": "kalender/index.md"}, {"Nama sendiri": "rencana/index.md"}]},
        {"Tentang": [{"Dasar hukum": "tentang/index.md"}]},
    ]
    site = make_site(documents=(Document("tentang/index.md", "# Dasar hukum\n"),))
    assert translate_navigation(nav, site, "en") == [
        {"Home": "index.md"},
        {"Plan": [{"Release calendar": "kalender/index.md"}, {"Nama sendiri": "rencana/index.md"}]},
        {"About": [{"Dasar hukum": "tentang/index.md"}]},
    ]
    assert translate_navigation(nav, site, "id") == nav


def test_what_is_the_same_is_not_touched_and_what_is_gone_is_removed(root: Path) -> None:
    settings = make_settings(root)
    staged, _ = stage_site(make_site("satu"), settings, "uji")
    assert staged is not None
    before = files_of(staged.folder)
    stage_site(make_site("dua"), settings, "uji")
    assert files_of(staged.folder) == before
    (staged.folder / "docs" / "tersesat.md").write_text("x", encoding="utf-8")
    stage_site(replace(make_site(), documents=make_site().documents[:1]), settings, "uji")
    assert before.keys() - files_of(staged.folder).keys() == {"docs/tentang/cara.md"}
    assert not (staged.folder / "docs" / "tersesat.md").exists()


@pytest.mark.parametrize(
    "clash",
    [
        {"documents": (Document("wilayah/74.72.01.md", ""),)},
        {"documents": (Document("wilayah/index.md", ""),)},
        {"documents": (Document("WILAYAH/index.md", ""),)},
        {"documents": (Document("a.md", ""), Document("a/index.md", ""))},
        {"artifacts": (make_artifact("wilayah/index.html", b""),)},
        {"artifacts": (make_artifact("404.html", b""),)},
        {"pages": (make_page("data/"), make_page("data/"))},
    ],
)
def test_two_things_at_one_address_are_an_error(root: Path, clash: dict[str, object]) -> None:
    staged, findings = stage_site(make_site(**clash), make_settings(root), "uji")
    assert staged is None
    assert {one.code for one in findings} == {"H001"}


def test_unsound_addresses_are_an_error() -> None:
    for address in (
        "../x/",
        "/x/",
        "a//b/",
        "a\\b/",
        "con/",
        "a./",
        ".x/",
        "a b/",
        "aset/x/",
        "data/bingkai/",
        "C:/",
    ):
        site = Site((make_page(address),), (), ())
        assert [one.code for one in check_addresses(site)] == ["S009"], address
    assert all(is_sound(one) for one in ("wilayah/74.72.01.1007/index.html", "laporan/a/2025-tw2/index.html"))


def test_record_links_resolve_from_where_they_stand() -> None:
    document = Document("tentang/cara.md", "# A\n\n[x](suluh:wilayah/74) [y](suluh:hilang)\n")
    html = (
        '<a href="suluh:wilayah/74">x</a><a href=\'suluh:wilayah/74/#b\'>x</a><a href="suluh:">x</a>'
        '<a href="suluh:data/x.csv">x</a><a href="suluh:hilang">y</a><code>href="suluh:wilayah/74"</code>'
    )
    resolved, findings = resolve_record_links(html, document, {"", "wilayah/74/", "data/x.csv"})
    assert resolved.count('href="../../wilayah/74/') >= 2
    assert 'href="../../wilayah/74/#b"' in resolved and 'href="../../"' in resolved
    assert 'href="../../data/x.csv"' in resolved
    assert '<a aria-disabled="true">y</a>' in resolved
    assert [(one.code, one.value, one.place.line) for one in findings] == [("H002", "suluh:hilang", 3)]
    assert findings[0].severity is Severity.ERROR
    _, findings = resolve_record_links(html, document, {"", "wilayah/74/", "data/x.csv"}, lenient=True)
    assert findings[0].severity is Severity.WARNING
