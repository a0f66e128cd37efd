"""Small sites made for tests: real pages, files and hand-written text in a frame of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from suluh.assembly import theme_files
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Document, Link, Page, Site

MAIN = """{% extends "base.html" %}
{% block site_meta %}
<meta charset="utf-8">
%%suluh:csp%%
<meta name="viewport" content="width=device-width,initial-scale=1">
{% endblock %}
{% block htmltitle %}{% if page and page.meta and page.meta.bingkai %}%%suluh:kepala%%{% else %}
<title>{{ page.title | default(config.site_name, true) | striptags | e }}</title>{% endif %}{% endblock %}
{% block header %}%%suluh:spanduk%%{% endblock %}
{% block container %}
{% if page and page.meta and page.meta.bingkai %}
<article id="__skip">%%suluh:isi%%</article>
{% else %}<article id="__skip">{{ page.content }}</article>{% endif %}
{% endblock %}
{% block footer %}<p>{{ config.extra.suluh.versi | default("") }}</p>{% endblock %}
"""
NOT_FOUND = """{% extends "main.html" %}
{% block container %}<h1 id="__skip">Tidak ada</h1><a href="{{ '' | url }}">Beranda</a>{% endblock %}
"""
NAVIGATION = [
    {"Beranda": "index.md"},
    {"Wilayah": "wilayah/index.md"},
    {"Laporan": "laporan/index.md"},
    {"Tentang": ["tentang/index.md", "tentang/cara.md"]},
]


@contextmanager
def plain_frame(folder: Path) -> Iterator[Path]:
    """Within it pages have a plain frame, whose templates lie in `folder`: small sites lead nowhere else."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.html").write_text(MAIN, encoding="utf-8")
    (folder / "404.html").write_text(NOT_FOUND, encoding="utf-8")
    before, theme_files.TEMPLATES = theme_files.TEMPLATES, folder
    try:
        yield folder
    finally:
        theme_files.TEMPLATES = before


def make_settings(root: Path, **overrides: Any) -> Settings:
    """Settings of a project in `root`, which is made ready."""
    root.mkdir(parents=True, exist_ok=True)
    values: dict[str, Any] = {
        "root": root,
        "settings_file": root / "mkdocs.yml",
        "site_name": "Suluh Uji",
        "wilayah": "74.72",
        "site_url": "https://contoh.go.id/suluh/",
        "content_dir": root / "content",
        "datasets_dir": root / "datasets",
        "site_dir": root / "site",
        "cache_dir": root / ".suluh",
        "build_time": datetime(2026, 1, 2, tzinfo=UTC),
        "engine_settings": {
            "theme": {
                "name": "material",
                "language": "id",
                "font": False,
                "features": ["navigation.tabs"],
            },
            "extra": {"scope": "/"},
            "plugins": [{"suluh": {"wilayah": "74.72"}}],
            "nav": NAVIGATION,
        },
    }
    return Settings(**(values | overrides))


def make_page(
    address: str, title: str = "Judul", body: str | Callable[[], str] = "<p>Isi</p>", **rest: Any
) -> Page:
    """A page; its section is the first part of its address unless told."""
    section = rest.pop("section", address.partition("/")[0] if address else "beranda")
    lazy = body if callable(body) else lambda: body
    return Page(address, section, title, rest.pop("description", f"Tentang {title}"), lazy, **rest)


def make_artifact(address: str, content: bytes) -> Artifact:
    """A file with these bytes."""

    def write(target: BinaryIO) -> None:
        target.write(content)

    return Artifact(address, write, len(content), sha256(content).hexdigest())


def make_site(stamp: str = "satu", regions: int = 3, **overrides: Any) -> Site:
    """A whole small site; `stamp` stands on every record page."""
    codes = [f"74.72.{number:02}" for number in range(1, regions + 1)]
    links = "".join(f'<li><a href="{code}/">{code}</a></li>' for code in codes)
    pages = [
        make_page("", "Suluh Uji", f'<h1>Beranda {stamp}</h1><a href="wilayah/">Wilayah</a>'),
        make_page("wilayah/", "Wilayah", f"<h1>Wilayah {stamp}</h1><ul>{links}</ul>"),
        *(
            make_page(
                f"wilayah/{code}/",
                f"Kecamatan {code}",
                f'<h1 id="nama">{code} {stamp}</h1><a href="../">Semua</a>',
                modified="2026-01-01",
                crumbs=(Link("Wilayah", "wilayah/"),),
            )
            for code in codes
        ),
        make_page(
            "laporan/", "Laporan", f'<h1>Laporan {stamp}</h1><a href="dinas-sosial/2025-tw2/">TW 2</a>'
        ),
        make_page(
            "laporan/dinas-sosial/2025-tw2/",
            "Laporan triwulan 2",
            f'<h1>{stamp}</h1><a href="../../../wilayah/{codes[0]}/#nama">Kecamatan</a>',
            simulated=True,
        ),
        make_page("cari/", "Cari", f"<h1>Cari {stamp}</h1>", section="beranda", indexed=False),
    ]
    documents = (
        Document(
            "tentang/index.md", f"# Tentang\n\n[Kecamatan](suluh:wilayah/{codes[0]}#nama), [cara](cara.md)\n"
        ),
        Document("tentang/cara.md", "# Cara\n\n[data](suluh:data/contoh/contoh.csv)\n"),
    )
    values: dict[str, Any] = {
        "pages": tuple(pages),
        "artifacts": (make_artifact("data/contoh/contoh.csv", f"kode,nama\r\n1,{stamp}\r\n".encode()),),
        "documents": documents,
        "footer": {"versi": "2026-01-02"},
    }
    return Site(**(values | overrides))


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, with its bytes."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }
