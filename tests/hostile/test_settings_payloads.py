"""Hundreds of ways to make a build run or read something: none does, and each is told or comes to nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from settings_payloads import BODIES, MARKER, VARIABLE, as_page, in_settings, lay_secrets, payloads

from command_line import run_suluh
from made_sites import read_tree
from small_site import copy_small_site, edit
from suluh.assembly.recipe import publish_site
from suluh.assembly.staging import stage_site
from suluh.checking.explanations import describe
from suluh.checking.package_tables import TableStore
from suluh.engines import load_engine
from suluh.reading.packages import read_packages
from suluh.reading.report_files import read_reports
from suluh.reading.site_settings import read_settings
from suluh.reading.written_documents import read_documents
from suluh.vocabulary.findings import Finding, has_errors
from suluh.vocabulary.site import Page, Site

PAYLOADS = payloads()

# Written out here a second time, so that a longer list there is noticed.
TOLD = {
    "site_name", "site_url", "site_description", "docs_dir", "site_dir", "use_directory_urls", "plugins",
    "theme", "nav", "markdown_extensions", "extra", "extra_css", "extra_javascript", "validation",
}  # fmt: skip
THEME = {"name", "variant", "language", "font", "features", "palette", "custom_dir", "direction"}
EXTENSIONS = {
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "nl2br",
    "sane_lists", "smarty", "tables", "toc", "pymdownx.betterem", "pymdownx.caret", "pymdownx.details",
    "pymdownx.keys", "pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed",
    "pymdownx.tasklist", "pymdownx.tilde",
}  # fmt: skip
OPTIONS = {"use_align_attribute", "permalink", "title", "toc_depth", "baselevel", "smart_enable",
           "alternate_style", "custom_checkbox"}  # fmt: skip
STAGED_PARTS = {"mkdocs.yml", "docs", "theme", "built", "built.sha256", ".cache"}


def sample(names: list[str], share: int) -> list[Any]:
    """All of the names; of each `share` of them one is in the default run."""
    return [
        pytest.param(name, marks=[pytest.mark.slow] if number % share else [])
        for number, name in enumerate(names)
    ]


_watched: list[tuple[str, str]] | None = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched is not None and event in ("open", "os.system", "subprocess.Popen", "os.exec", "import"):
        _watched.append((event, os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes) else ""))


sys.addaudithook(_note)


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    """What this process opens, imports and starts within it."""
    global _watched
    _watched = seen = []
    try:
        yield seen
    finally:
        _watched = None


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")  # else git is asked
    monkeypatch.setenv(VARIABLE, MARKER)
    lay_secrets(tmp_path)
    return copy_small_site(tmp_path / "proyek")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One place for the fonts, which take a second to make."""
    return tmp_path_factory.mktemp("simpanan")


def read_and_stage(root: Path, cache: Path) -> tuple[list[Finding], Path | None]:
    """All findings on the way to the engine, and the folder that it would be given all the same."""
    settings, findings = read_settings(root, cache_dir=cache)
    if settings is None:
        return findings, None
    documents, pictures, more = read_documents(settings)
    packages, also = read_packages(settings)
    findings = [*findings, *more, *also, *read_reports(settings)[1]]
    store = TableStore(settings, {one.name: one for one in packages})
    for package in packages:
        for resource in package.resources:
            findings += store.findings_of(package, resource)
    pages = (Page("", "beranda", "Beranda", "Beranda", lambda: "<h1>Beranda</h1>"),)
    site = Site(pages=pages, artifacts=(), documents=tuple(documents), pictures=tuple(pictures))
    staged, clashes = stage_site(site, settings, "uji")
    return [*findings, *clashes], staged.folder if staged else None


@pytest.mark.parametrize("name", sample(list(PAYLOADS), 4))
def test_nothing_of_it_reaches_the_engine(root: Path, cache: Path, name: str) -> None:
    lay, refused = PAYLOADS[name]
    lay(root)
    outside = str(root.parent / "rahasia")
    with watched() as seen:
        findings, stage = read_and_stage(root, cache)
    started = [one for one in seen if one[0] not in ("open", "import")]
    assert started == []
    assert not [
        path for event, path in seen if event == "open" and os.path.realpath(path).startswith(outside)
    ]
    assert not {"jahat", "main", "rahasia"} & {path for event, path in seen if event == "import"}
    assert not (root.parent / "canary").exists()
    assert not refused or has_errors(findings), findings
    said = "".join(f"{describe(one, language)}" for one in findings for language in ("id", "en"))
    assert MARKER not in said
    if stage is not None:
        assert_harmless(stage)


def assert_harmless(stage: Path) -> None:
    """What an engine finds in its folder is within the closed list, and nothing is from elsewhere."""
    assert {one.name for one in stage.iterdir()} <= STAGED_PARTS
    assert not any(one.is_symlink() for one in stage.rglob("*"))
    for path, content in read_tree(stage).items():
        assert MARKER.encode() not in content, path
        if path.startswith("docs/") and not path.startswith("docs/aset/"):
            assert path.endswith((".md", ".png")), path
    told = json.loads((stage / "mkdocs.yml").read_text(encoding="utf-8"))
    assert told.keys() == TOLD
    assert (told["plugins"], told["docs_dir"], told["site_dir"]) == ([], "docs", "built")
    assert (told["extra_css"], told["extra_javascript"]) == (["aset/suluh.css"], ["aset/suluh.js"])
    theme = told["theme"]
    assert theme.keys() <= THEME
    assert (theme["name"], theme["custom_dir"], theme["font"]) == ("material", "theme", False)
    assert theme["language"] in ("id", "en")
    assert told["extra"].keys() <= {"scope", "generator", "suluh"} and told["extra"]["scope"] == "/"
    for one in told["markdown_extensions"]:
        options = one if isinstance(one, dict) else {one: {}}
        assert options.keys() <= EXTENSIONS
        for inner in options.values():
            assert inner.keys() <= OPTIONS
            assert all(isinstance(value, bool | int) or "<" not in value for value in inner.values())
    for text in texts_of({key: told[key] for key in ("theme", "nav", "markdown_extensions")}):
        assert ".." not in text and not text.startswith(("/", "!", "~")), text
        assert not set('<>"\\{}%') & set(text) and text.isprintable(), text
    for page in (stage / "docs").rglob("*.md"):
        first = page.read_text(encoding="utf-8").split("\n---\n", 1)[0]
        lines = first.split("\n")[1:]
        # The one template that a page may name is our own frame, once, and we are who names it.
        ours = "template: suluh-frame.html"
        assert lines.count(ours) <= 1 and ("bingkai: true" in lines) != ("halaman: true" in lines), page
        keys = {line.partition(":")[0] for line in lines if line != ours}
        assert keys <= {"halaman", "title", "description", "hide", "bahasa", "bingkai", "bagian"}, page
        assert ("bingkai" in keys) == page.name.endswith(("bingkai.md", "index.md")) or "halaman" in keys


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, entry in value.items():
            yield key
            yield from texts_of(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from texts_of(entry)
    elif isinstance(value, str):
        yield value


def test_there_are_hundreds_of_them() -> None:
    assert len(PAYLOADS) >= 200
    assert sum(refused for _, refused in PAYLOADS.values()) >= 200


# One of each kind, by the command itself: a finding and exit 1, before any engine is started.
SPREAD = [
    "theme-custom-dir", "tag-apply-copyright", "tag-env-extension", "key-hooks-0", "key-INHERIT-0",
    "plugin-macros", "extension-snippets", "extension-own-module", "icon-../rahasia/rahasia",
    "folder-content_dir-'../rahasia'", "nav-../rahasia/rahasia.md-titled", "looks-emblem-link",
    "page-template", "link-content/tautan.md", "extra-scope",
]  # fmt: skip


@pytest.mark.parametrize("name", sample(SPREAD, 5))
def test_check_and_build_refuse_it_alike(root: Path, name: str) -> None:
    PAYLOADS[name][0](root)
    told = run_suluh("check", root=root)
    assert told.returncode == 1, told.stdout + told.stderr
    engine = "zensical" if SPREAD.index(name) % 2 else "mkdocs"
    built = run_suluh("build", "--engine", engine, root=root)
    assert built.returncode == 1, built.stdout + built.stderr
    for one in (told, built):
        assert MARKER not in one.stdout + one.stderr and "Traceback" not in one.stderr
    assert not (root.parent / "canary").exists() and not (root / "site").exists()


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_words_that_some_extension_would_obey_are_words(root: Path, engine: str) -> None:
    """All the extensions that pass, all the texts that ask for others, and metadata without a fence."""
    extensions = [{name: {}} for name in sorted(EXTENSIONS)]
    in_settings(f"markdown_extensions: {json.dumps(extensions)}")(root)
    for name, body in BODIES.items():
        as_page(f"# {name}\n\n{body}\n\nSesudah {name}.\n", f"{name}.md")(root)
    as_page("template: jahat.html\nicon: ../../x\n\nSesudah tanpa pagar.\n", "tanpa-pagar.md")(root)
    settings, findings = read_settings(root, keep_going=True)
    assert settings is not None and findings == []
    published, _ = publish_site(settings, load_engine(engine))
    assert published.site_dir is not None, published.findings
    tree = read_tree(published.site_dir)
    assert not (root.parent / "canary").exists()
    assert not [name for name, content in tree.items() if MARKER.encode() in content]
    for name in BODIES:
        assert f"Sesudah {name}." in tree[f"{name}/index.html"].decode(), name
    assert "template: jahat.html" in tree["tanpa-pagar/index.html"].decode()
    assert_harmless(settings.cache_dir / "stage" / engine)


def test_a_bare_mkdocs_stops_where_our_reader_stops(root: Path) -> None:
    """MkDocs reads its settings before any plugin is asked; nothing is built of them at least."""
    in_settings("theme: {name: material, custom_dir: overrides}\ndocs_dir: content")(root)
    variables = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(one for one in sys.path if one),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=root,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1 and "U008" in done.stderr, done.stderr
    assert not (root.parent / "canary").exists() and not (root / "site").exists()


def test_settings_made_elsewhere_are_closed_too(root: Path) -> None:
    """Whoever makes settings, the stage holds what the closed list lets through."""
    settings, _ = read_settings(root)
    assert settings is not None
    wild = {"hooks": ["jahat.py"], "theme": {"custom_dir": "overrides"}, "plugins": ["macros"], "x": 1}
    site = Site(pages=(), artifacts=(), documents=())
    staged, _ = stage_site(site, replace(settings, engine_settings=wild), "uji")
    assert staged is not None
    assert_harmless(staged.folder)


def test_what_lies_in_the_stage_is_no_module_of_zensical(root: Path) -> None:
    """A program that someone put where the engine runs is not found by it."""
    settings, _ = read_settings(root)
    assert settings is not None
    stage = settings.cache_dir / "stage" / "zensical"
    stage.mkdir(parents=True)
    for name in ("yaml.py", "zensical.py", "sitecustomize.py"):
        (stage / name).write_text(f"open({str(root.parent / 'canary')!r}, 'w')\n", encoding="utf-8")
    published, _ = publish_site(settings, load_engine("zensical"))
    assert published.site_dir is not None, published.findings
    assert not (root.parent / "canary").exists()


def test_harmless_settings_of_old_pass(root: Path) -> None:
    """What version 0.1 let stand and does no harm is passed on or left aside, and refused nowhere."""
    edit(
        root,
        "mkdocs.yml",
        "plugins:",
        "docs_dir: content\nuse_directory_urls: true\nstrict: false\nedit_uri: ''\nsite_author: Diskominfo\n"
        "copyright: Pemerintah Kota\nvalidation: {nav: {omitted_files: warn}}\nexclude_docs: |\n"
        "  laporan/*/\n"
        "theme: {name: material, variant: classic, language: id, font: false, features: [navigation.tabs],"
        " palette: [{scheme: default, toggle: {icon: material/weather-night, name: Gelap}}]}\n"
        "extra: {scope: /, generator: false, social: []}\n"
        "markdown_extensions: [admonition, attr_list, {toc: {permalink: false}}]\n"
        "nav: [{Beranda: index.md}, {Tentang: [tentang/index.md]}]\nplugins:\n  - search",
    )
    settings, findings = read_settings(root)
    assert settings is not None and not has_errors(findings), findings
    assert {one.code for one in findings} == {"U011"}
    assert settings.engine_settings["theme"]["palette"][0]["toggle"]["name"] == "Gelap"
