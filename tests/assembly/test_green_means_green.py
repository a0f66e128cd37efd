"""What passes a check is built: submissions changed by chance, in projects of many."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mutations import make_project
from suluh.assembly import assembling
from suluh.assembly.addresses import check_addresses, file_of
from suluh.assembly.foresight import prepare_site
from suluh.assembly.frames import needed_frames, placeholder_path
from suluh.assembly.recipe import publish_site
from suluh.assembly.staged_settings import engine_settings
from suluh.assembly.staging import Staged, documents_in_the_way, placeholder_address
from suluh.engines import load_engine
from suluh.reading.front_matter import split_front_matter
from suluh.reading.settings import read_settings
from suluh.rendering.written_pages import WrittenPage, render_written_page
from suluh.vocabulary.findings import Finding, has_errors
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site

EACH = 40
"""Submissions of a project, each changed in its own way."""

FRAME = """<!doctype html><html lang="id"><head><meta charset="utf-8">%%suluh:csp%%%%suluh:kepala%%</head>
<body>%%suluh:spanduk%%<nav><a href="{up}./">Beranda</a></nav>
<article>%%suluh:isi%%</article></body></html>"""
WRITTEN = """<!doctype html><html lang="id"><head><meta charset="utf-8">%%suluh:csp%%<title>x</title></head>
<body>%%suluh:spanduk%%<article>{body}</article>%%suluh:lapor%%</body></html>"""


def render_in_frame(site: Site, settings: Settings, folder: Path) -> Staged:
    """What an engine would build, in one fixed frame."""
    frames = {key: placeholder_address(key) for key in needed_frames(site.pages)}
    files = {placeholder_path(key): address for key, address in frames.items()}
    files |= {one.path: one.path for one in site.pictures}
    files |= {one.path: one.address for one in site.documents}
    told = engine_settings(site, settings)
    for address in frames.values():
        write(folder / file_of(address), FRAME.format(up="../" * address.count("/")))
    for document in site.documents:
        _, body, _ = split_front_matter(document.text, document.path)
        page = WrittenPage(
            body=body,
            path=document.path,
            address=document.address,
            files=files,
            extensions=told["markdown_extensions"],
        )
        write(folder / file_of(document.address), WRITTEN.replace("{body}", render_written_page(page)))
    write(folder / "404.html", WRITTEN.replace("{body}", "<h1>Tidak ada</h1>"))
    return Staged(folder, frames, site.documents)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def build(root: Path, folder: Path) -> tuple[list[Finding], int]:
    """Errors of a build of what a check left standing, and how many submissions stood."""
    settings, told = read_settings(root, keep_going=True)
    if settings is None or has_errors(told):
        return [], 0
    site, checked = prepare_site(settings)
    if site is None:
        return [], 0
    clashes = [*check_addresses(site), *documents_in_the_way(site)]
    if clashes:
        return clashes, 0
    staged = render_in_frame(site, settings, folder / "built")
    (folder / "situs").mkdir()
    found = assembling.assemble_site(
        site, settings, staged=staged, built=folder / "built", target=folder / "situs"
    )
    stood = len(checked.valid) + len(checked.reports) + len(checked.documents)
    return [one for one in found if has_errors([one])], stood


def try_project(seed: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(assembling, "index_site", lambda folder, language: [])
    root = make_project(folder / "proyek", seed, submissions=EACH)
    errors, stood = build(root, folder)
    assert errors == [], f"seed {seed}"
    shutil.rmtree(folder)
    return stood


@pytest.mark.parametrize("seed", range(5))
def test_what_passes_a_check_is_built(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert try_project(seed, tmp_path / "satu", monkeypatch) >= 0


@pytest.mark.slow
@pytest.mark.parametrize("start", range(5, 250, 5))
def test_what_passes_a_check_is_built_ten_thousand_times(
    start: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(start, start + 5):
        try_project(seed, tmp_path / str(seed), monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1005))
def test_what_passes_a_check_is_built_by_the_real_engine(seed: int, tmp_path: Path) -> None:
    root = make_project(tmp_path / "proyek", seed, submissions=EACH)
    settings, told = read_settings(root, keep_going=True)
    if settings is None or has_errors(told):
        return
    published, checked = publish_site(settings, load_engine("mkdocs"))
    own = {one.place for one in checked.findings}
    late = [one for one in published.findings if has_errors([one]) and one.place not in own]
    assert late == [] and published.site_dir is not None
