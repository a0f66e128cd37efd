"""Both engines build the same pages of the same site, for real."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from made_sites import make_page, make_settings, make_site, plain_frame, read_tree
from suluh.assembly.engine import Engine
from suluh.assembly.publication import publish
from suluh.engines import ENGINES, load_engine
from suluh.engines.mkdocs_plugin import load_staged
from suluh.vocabulary.findings import Finding, Severity
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Document

pytestmark = pytest.mark.usefixtures("plain_templates")


@pytest.fixture(scope="session", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    return load_engine(request.param)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return make_settings(tmp_path_factory.mktemp("project"))


def build(
    project: Settings, engine: Engine, name: str, **parts: object
) -> tuple[dict[str, bytes], list[Finding]]:
    settings = replace(project, site_dir=project.root / f"site-{engine.name}-{name}")
    published = publish(make_site(**parts), settings, engine)
    tree = read_tree(settings.site_dir) if published.site_dir else {}
    return tree, list(published.findings)


def pages_of(tree: dict[str, bytes]) -> set[str]:
    return {name for name in tree if name.endswith(".html")}


def test_a_small_site_comes_out_whole(project: Settings, engine: Engine) -> None:
    tree, findings = build(project, engine, "whole")
    assert findings == []
    assert pages_of(tree) == {
        "404.html",
        "cari/index.html",
        "index.html",
        "laporan/dinas-sosial/2025-tw2/index.html",
        "laporan/index.html",
        "tentang/cara/index.html",
        "tentang/index.html",
        "wilayah/74.72.01/index.html",
        "wilayah/74.72.02/index.html",
        "wilayah/74.72.03/index.html",
        "wilayah/index.html",
    }
    assert tree["data/contoh/contoh.csv"] == b"kode,nama\r\n1,satu\r\n"
    assert "aset/cari/mulai.json" in tree
    assert not any("bingkai" in name or name.startswith("search") for name in tree)
    for name in pages_of(tree):
        html = tree[name].decode()
        assert "%%suluh" not in html, name
        assert html.count("Content-Security-Policy") == 1, name


def test_no_placeholder_is_named_anywhere(project: Settings, engine: Engine) -> None:
    tree, _ = build(project, engine, "whole")
    assert not [
        name for name, content in tree.items() if b"bingkai" in content and name.endswith((".html", ".xml"))
    ]


def test_both_engines_publish_the_same_pages(project: Settings) -> None:
    trees = [build(project, load_engine(name), "whole")[0] for name in sorted(ENGINES)]
    assert pages_of(trees[0]) == pages_of(trees[1])
    assert trees[0]["sitemap.xml"] == trees[1]["sitemap.xml"]


def test_two_builds_are_alike_byte_for_byte(project: Settings, engine: Engine, tmp_path: Path) -> None:
    first, _ = build(project, engine, "whole")
    elsewhere = make_settings(tmp_path)
    published = publish(make_site(), elsewhere, engine)
    assert published.site_dir is not None
    assert read_tree(published.site_dir) == first


ACTIVE = r"(?:md-tabs__item--active\"|s-nav__here)>\s*<a[^>]*>\s*([^<]*?)\s*</a>"
"""The tab of a hand-written page, or of a record's."""


def test_active_tab_is_that_of_the_section(project: Settings, engine: Engine) -> None:
    tree, _ = build(project, engine, "whole")
    expected = {
        "index.html": "Beranda",
        "wilayah/index.html": "Wilayah",
        "wilayah/74.72.02/index.html": "Wilayah",
        "laporan/dinas-sosial/2025-tw2/index.html": "Laporan",
        "tentang/cara/index.html": "Tentang",
    }
    for name, title in expected.items():
        active = re.findall(ACTIVE, tree[name].decode())
        assert active == [title], name
    assert re.findall(ACTIVE, tree["cari/index.html"].decode()) == []


def test_links_to_records_are_relative(project: Settings, engine: Engine) -> None:
    tree, _ = build(project, engine, "whole")
    assert 'href="../wilayah/74.72.01/#nama"' in tree["tentang/index.html"].decode()
    assert 'href="../../data/contoh/contoh.csv"' in tree["tentang/cara/index.html"].decode()


def test_404_page_has_absolute_addresses_below_the_sub_path(project: Settings, engine: Engine) -> None:
    html = build(project, engine, "whole")[0]["404.html"].decode()
    links = re.findall(r"(?:href|src)=\"?([^\">\s]+)", html)
    assert links and all(link.startswith(("/suluh/", "/suluh", "#", "https://")) for link in links), links


def test_a_page_the_engine_left_out_is_an_error(project: Settings, tmp_path: Path) -> None:
    class Forgetful:
        """The real engine, after which one page goes missing, as with a plugin that was ignored."""

        name = "forgetful"
        version = "1"

        def render(self, staged: Path) -> tuple[Path, list[Finding]]:
            built, findings = load_engine("mkdocs").render(staged)
            (built / "tentang" / "cara" / "index.html").unlink()
            return built, findings

    settings = replace(project, site_dir=tmp_path / "site")
    published = publish(make_site(), settings, Forgetful())
    assert [one.code for one in published.findings] == ["S003"]
    assert published.findings[0].value == "tentang/cara/index.html"
    assert not settings.site_dir.exists()


def test_warnings_of_mkdocs_are_findings_and_are_said_each_time(project: Settings) -> None:
    documents = (*make_site().documents, Document("tentang/lain.md", "# Lain\n\n[hilang](hilang.md)\n"))
    for _ in range(2):
        tree, findings = build(project, load_engine("mkdocs"), "warned", documents=documents)
        codes = {one.code: one for one in findings}
        assert codes["S002"].severity is Severity.WARNING
        assert "hilang.md" in codes["S002"].details["pesan"]
        assert codes["S006"].value == "tentang/lain/hilang.md/index.html"
        assert tree == {}


def test_the_engine_runs_only_when_its_stage_changed(project: Settings, engine: Engine) -> None:
    class Counting:
        """The real engine, counted."""

        name, version = engine.name, engine.version
        runs = 0

        def render(self, staged: Path) -> tuple[Path, list[Finding]]:
            self.runs += 1
            return engine.render(staged)

    counting = Counting()
    settings = replace(
        project, site_dir=project.root / f"site-{engine.name}-counted", cache_dir=project.root / "c"
    )
    for stamp, footer, runs in (("a", "1", 1), ("b", "1", 1), ("b", "2", 2), ("b", "2", 2)):
        published = publish(make_site(stamp, footer={"versi": footer}), settings, counting)
        assert published.site_dir is not None
        assert counting.runs == runs
        assert f"Beranda {stamp}" in (published.site_dir / "index.html").read_text("utf-8")
        assert f"<p>{footer}</p>" in (published.site_dir / "index.html").read_text("utf-8")


def test_a_dead_record_link_is_an_error_unless_data_are_withheld(project: Settings) -> None:
    documents = (*make_site().documents, Document("tentang/lain.md", "# Lain\n\n[x](suluh:data/ditahan)\n"))
    settings = replace(project, site_dir=project.root / "site-dead")
    published = publish(make_site(documents=documents), settings, load_engine("mkdocs"))
    assert published.site_dir is None and [one.code for one in published.findings] == ["H002"]
    published = publish(
        make_site(documents=documents), replace(settings, keep_going=True), load_engine("mkdocs")
    )
    assert published.site_dir is not None and [one.code for one in published.findings] == ["H002"]


def test_a_broken_template_is_a_finding_and_not_a_trace(tmp_path: Path, engine: Engine) -> None:
    settings = make_settings(tmp_path)
    with plain_frame(tmp_path / "kerangka") as frame:
        (frame / "main.html").write_text("{% extends 'tidak-ada.html' %}", encoding="utf-8")
        published = publish(make_site(), settings, engine)
    assert [one.code for one in published.findings] == ["S001"]
    assert "tidak-ada.html" in published.findings[0].details["pesan"]


def test_a_frame_without_its_tokens_is_an_error(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    with plain_frame(tmp_path / "kerangka") as frame:
        (frame / "main.html").write_text("{% extends 'base.html' %}", encoding="utf-8")
        published = publish(make_site(), settings, load_engine("mkdocs"))
    assert {one.code for one in published.findings} == {"S004"}
    assert {one.value for one in published.findings} >= {"%%suluh:isi%%", "%%suluh:csp%%"}


def test_the_policy_blesses_the_themes_scripts_and_no_others(tmp_path: Path, engine: Engine) -> None:
    from suluh.assembly.policy import build_policy, inline_scripts

    evil = "<script>alert('x')</script>"
    site = make_site(
        documents=(*make_site().documents, Document("tentang/jahat.md", f"# Jahat\n\n{evil}\n")),
        pages=(*make_site().pages, make_page("wilayah/99/", body=evil)),
    )
    settings = make_settings(tmp_path)
    refused = publish(site, settings, engine)
    places = ["tentang/jahat/index.html", "wilayah/99/index.html"]
    assert refused.site_dir is None
    assert [(one.code, one.place.path) for one in refused.findings] == [("E008", one) for one in places]
    published = publish(make_site(), settings, engine)
    assert published.site_dir is not None, published.findings
    pages = {
        one: (published.site_dir / one).read_text("utf-8") for one in pages_of(read_tree(published.site_dir))
    }
    policies = {
        re.search(r"http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"", page)[1]
        for page in pages.values()
    }
    assert len(policies) == 1
    policy = policies.pop()
    assert "unsafe-inline" not in policy
    for name, page in pages.items():
        for script in inline_scripts(page):
            blessed = re.search(r"'sha256-[^']+'", build_policy([f"<script>{script}</script>"]))[0] in policy
            assert blessed, (name, script[:60])


def test_a_page_that_another_leads_to_is_in_the_sitemap_and_not_in_the_search(project: Settings) -> None:
    words = make_page("wilayah/94/", "Rincian", "<h1>Rincian</h1>", searched=False)
    site = make_site()
    tree, findings = build(project, load_engine("mkdocs"), "searched", pages=(*site.pages, words))
    assert findings == []
    found = b"".join(content for name, content in tree.items() if name.startswith("aset/cari/laman-"))
    assert b"wilayah/74.72.01/" in found and b"wilayah/94/" not in found
    assert b"wilayah/94/" in tree["sitemap.xml"] and b"noindex" not in tree["wilayah/94/index.html"]


def test_a_file_that_nothing_describes_needs_no_measuring(project: Settings) -> None:
    def write(target: BinaryIO) -> None:
        target.write(b"kode\r\n1\r\n")

    file = Artifact("wilayah/angka.csv", write)
    tree, findings = build(
        project, load_engine("mkdocs"), "measured", artifacts=(*make_site().artifacts, file)
    )
    assert (tree.get("wilayah/angka.csv"), findings) == (b"kode\r\n1\r\n", [])


def test_mkdocs_takes_the_same_files_of_a_theme_without_its_icons_being_listed(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Uji\ntheme: material\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    ours = load_staged(tmp_path, tmp_path / "jadi")
    theirs = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "jadi"))
    taken: list[list[str]] = []
    for config in (ours, theirs):
        files = Files([])
        files.add_files_from_theme(config.theme.get_env(), config)
        taken.append([f"{file.abs_src_path} {file.dest_uri}" for file in files])
    assert taken[0] == taken[1] and taken[0]
    listed = [config.theme.get_env().list_templates() for config in (ours, theirs)]
    assert len(listed[0]) < 1000 < len(listed[1]), "it is the icons that are left out"
