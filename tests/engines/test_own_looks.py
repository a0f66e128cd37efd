"""A region's emblem, colours, typeface and footer, built by both engines and looked at in a browser."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from small_site import copy_small_site, edit, make_png
from suluh.assembly.recipe import publish_site
from suluh.engines import ENGINES, load_engine
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.colours import READABLE, contrast

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LOOKS = """      lambang: {berkas: lambang.png, teks: Lambang "Kota" Contoh}
      warna: {utama: "#2f6f4f", aksen: "#8a2be2"}
      huruf: sistem
      kaki:
        teks: ["Dinas Kominfo & <b>Statistik</b>"]
        tautan: [{nama: Situs resmi, alamat: "https://contoh.go.id/?a=1&b=2"}]
"""
PALETTE = """theme:
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/eye, name: Terang}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/eye, name: Gelap}}
"""


@pytest.fixture(scope="module", params=sorted(ENGINES))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_small_site(tmp_path_factory.mktemp("rupa") / "proyek")
    (root / "lambang.png").write_bytes(make_png())
    edit(root, "mkdocs.yml", "plugins:", f"{PALETTE}plugins:")
    edit(root, "mkdocs.yml", "      kontak:", f"{LOOKS}      kontak:")
    settings, findings = read_settings(root)
    assert settings is not None and findings == []
    published, _ = publish_site(settings, load_engine(request.param))
    assert published.site_dir is not None, published.findings
    return published.site_dir


def test_pages_carry_them_and_no_style_of_their_own(site: Path) -> None:
    assert (site / "aset" / "lambang.png").read_bytes() == make_png()
    for name in ("index.html", "data/index.html", "tentang/index.html", "404.html"):
        html = (site / name).read_text(encoding="utf-8")
        image = re.search(r'<img class="?s-brand__emblem"?[^>]*>', html)
        assert image is not None, name
        assert "aset/lambang.png" in image[0] and "&#34;Kota&#34;" in image[0].replace("&quot;", "&#34;")
        assert "s-torch" not in html
        assert re.search(r'<meta name="?theme-color"? content="?#2f6f4f"?>', html), name
        assert "<b>Statistik" not in html and "Dinas Kominfo & <b>Statistik</b>" in unescape(html)
        assert 'href="https://contoh.go.id/?a=1&b=2"' in unescape(html)
        assert name == "404.html" or "<style" not in html
        assert "suluh-serif-600.woff2" not in html
    css = (site / "aset" / "suluh.css").read_text(encoding="utf-8")
    assert "--night: #2f6f4f;" in css and "--serif: var(--sans);" in css


READ = """() => {
  const style = (one) => getComputedStyle(document.querySelector(one));
  return {
    header: [style('.s-header').backgroundColor, style('.s-brand').color],
    footer: [style('.s-footer').backgroundColor, style('.s-footer__own p').color],
    link: [style('body').backgroundColor, style('.s-document__text a, .s-feedback a, main a').color],
    wide: document.documentElement.scrollWidth,
    emblem: document.querySelector('.s-brand__emblem').naturalWidth,
  };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everything_can_be_read_in_a_browser(
    site: Path, serve: Any, browser: Browser, width: int, scheme: Any
) -> None:
    problems: list[str] = []
    with serve(site) as address:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text))
        page.goto(f"{address}tentang/", wait_until="networkidle")
        seen = page.evaluate(READ)
        context.close()
    assert problems == []
    assert seen["wide"] <= width and seen["emblem"] == 24
    for part in ("header", "footer", "link"):
        ground, text = map(as_hex, seen[part])
        assert contrast(ground, text) >= READABLE, (part, ground, text)


def as_hex(colour: str) -> str:
    """`rgb(…)` as a browser says it, as `#rrggbb`; what is clear lets the white or dark ground through."""
    return "#" + "".join(f"{int(one):02x}" for one in re.findall(r"\d+", colour)[:3])
