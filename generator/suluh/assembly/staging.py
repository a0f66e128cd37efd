"""Staging: what an engine may read, put there by allow-list, and nothing that has not changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from suluh.assembly import theme_files
from suluh.assembly.frames import FrameKey, needed_frames, placeholder_path, section_address
from suluh.assembly.site_addresses import check_addresses
from suluh.assembly.staged_settings import engine_settings
from suluh.assembly.theme_files import collect_assets, collect_theme
from suluh.reading.front_matter import split_front_matter
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document, Site

_PAGE_KEYS = ("title", "description", "hide", "bahasa")
"""What the theme is told of a page."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A staged folder: `mkdocs.yml`, `docs/` and `theme/` in `folder`.

    `frames` maps each needed frame to the address of its placeholder; `documents` are the
    hand-written pages in it. Both must come out of the engine.
    """

    folder: Path
    frames: Mapping[FrameKey, str]
    documents: tuple[Document, ...]


def stage_site(site: Site, settings: Settings, engine_name: str) -> tuple[Staged | None, list[Finding]]:
    """Stage a site for an engine under `settings.cache_dir`; None where addresses clash.

    Files that are the same already are not touched, those of an earlier run are removed.
    """
    findings = check_addresses(site) + documents_in_the_way(site)
    if findings:
        return None, findings
    staged = Staged(
        folder=settings.cache_dir / "stage" / engine_name,
        frames={key: placeholder_address(key) for key in needed_frames(site.pages)},
        documents=site.documents,
    )
    light = theme_files.is_light(settings)
    docs = {document.path: _page(document, light=light) for document in site.documents}
    docs |= {picture.path: picture.data for picture in site.pictures}
    docs |= {placeholder_path(key): _placeholder(key, site) for key in staged.frames}
    docs |= {f"aset/{name}": content for name, content in collect_assets(settings).items()}
    text = json.dumps(engine_settings(site, settings), ensure_ascii=False, indent=2) + "\n"
    staged.folder.mkdir(parents=True, exist_ok=True)
    write_changed(staged.folder / "mkdocs.yml", text.encode())
    replace_tree(staged.folder / "docs", docs)
    replace_tree(staged.folder / "theme", collect_theme(settings))
    return staged, []


def placeholder_address(key: FrameKey) -> str:
    """Where the engine puts a frame's placeholder."""
    return Document(placeholder_path(key), "").address


def replace_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder hold exactly these files (by path with `/`), writing only what differs."""
    for path in sorted(folder.rglob("*"), reverse=True) if folder.is_dir() else []:
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in files or path.is_symlink():
            path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_changed(folder / name, content)


def write_changed(path: Path, content: bytes) -> None:
    """Write a file unless it holds these bytes already."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _page(document: Document, *, light: bool) -> bytes:
    """A hand-written page under a front matter of our writing, with the keys that we know alone.

    A `light` one has the frame of record pages. Engines find a front matter where a reader sees none
    (`template: x` in the first line of a text), and obey it.
    """
    raw, body, _ = split_front_matter(document.text, document.path)
    known = raw if isinstance(raw, dict) else {}
    lines = [f"{key}: {json.dumps(known[key], ensure_ascii=False)}" for key in _PAGE_KEYS if key in known]
    lines += [f"template: {theme_files.FRAME}"] if light else []
    return "\n".join(["---", "halaman: true", *lines, "---", "", body]).encode()


def _placeholder(key: FrameKey, site: Site) -> bytes:
    """Front matter alone: a frame's title serves the drawer and no one else."""
    section, _ = key
    first = next((page for page in site.pages if page.address == section_address(section)), None)
    template = [f"template: {theme_files.FRAME}"] if theme_files.has_own_frame() else []
    lines = [
        "---",
        f"title: {json.dumps(first.title if first else section.title(), ensure_ascii=False)}",
        "bingkai: true",
        f"bagian: {json.dumps(section)}",
        "hide: [navigation, toc]",
        *template,
        "---",
        "",
    ]
    return "\n".join(lines).encode()


def documents_in_the_way(site: Site) -> list[Finding]:
    """H001 for each hand-written page that lies where a frame's placeholder is staged."""
    taken = {placeholder_path(key) for key in needed_frames(site.pages)}
    return [
        Finding(
            "H001",
            Place(f"content/{document.path}"),
            details={"alamat": f"/{document.address}", "lain": "@generated"},
        )
        for document in site.documents
        if document.path in taken
    ]
