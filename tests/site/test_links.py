"""Every internal link, anchor and asset of the built site leads somewhere; no asset is from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree
from zlib import crc32

import pytest

from suluh.reading.site_settings import read_settings

HERE = "https://situs.invalid/suluh/"
ASSET_LINKS = {"stylesheet", "icon", "manifest", "preload", "modulepreload", "shortcut", "apple-touch-icon"}
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
SAFE_SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass
class Document(HTMLParser):
    """What a page refers to: links for people, assets for the browser, and its own anchors."""

    text: str
    links: list[str] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    leads_on: bool = False
    lang: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.leads_on = True
        if tag == "html":
            self.lang = values.get("lang", "")
        if tag in ("a", "area", "form"):
            self.links += [values[name] for name in ("href", "action", "xlink:href") if name in values]
        elif tag == "link":
            kinds = set(values.get("rel", "").split())
            (self.assets if kinds & ASSET_LINKS else self.links).append(values.get("href", ""))
        elif tag in ("script", "img", "source", "iframe", "object", "embed", "video", "audio", "use"):
            self.assets += [values[name] for name in ("src", "data", "href", "poster") if name in values]
            self.assets += [one.split()[0] for one in values.get("srcset", "").split(",") if one.strip()]


OF_MANY = re.compile(r"(?:alur|anggaran)/\d{4}/[^/]+/[\d.]+/index\.html")
"""Pages of a kind that has thousands: the build checks each, here every sixteenth is looked at again."""


@pytest.fixture(scope="module")
def pages(built_site: Path) -> list[str]:
    """Every HTML page by its path in the site."""
    return sorted(path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html"))


@pytest.fixture(scope="module")
def documents(pages: list[str], built_site: Path) -> dict[str, Document]:
    """The pages, read; of kinds with thousands of pages a part."""
    return {name: read_document(built_site, name) for name in pages if is_wanted(name)}


def is_wanted(name: str) -> bool:
    """Whether a page is read; a sub kegiatan's thread and its budget go together."""
    return not OF_MANY.fullmatch(name) or crc32(name.partition("/")[2].encode()) % 16 == 0


@cache
def read_document(site: Path, name: str) -> Document:
    return Document((site / name).read_text(encoding="utf-8"))


@cache
def site_url() -> str:
    """The public address of the site, or empty."""
    settings, _ = read_settings(Path(__file__).resolve().parents[2])
    assert settings is not None
    return settings.site_url


def address_of(path: str) -> str:
    """Where a file of the site is found, relative to its root."""
    return path.removesuffix("index.html")


def target_of(page: str, link: str) -> tuple[str, str] | None:
    """(path in the site, anchor) of an internal link of a page; None for a link to elsewhere."""
    url = urljoin(HERE + address_of(page), link)
    if site_url() and url.startswith(site_url()):
        url = HERE + url.removeprefix(site_url())
    if page == "404.html" and not url.startswith(HERE) and url.startswith(urljoin(HERE, "/")):
        # The 404 page is shown at any depth, so its links name the whole path of the site's address.
        url = HERE + urlsplit(url).path.removeprefix(urlsplit(site_url()).path or "/").lstrip("/")
    if not url.startswith(urljoin(HERE, "/")):
        return None
    parts = urlsplit(url)
    return posixpath.relpath(unquote(parts.path) or "/", "/suluh") + (
        "/" if parts.path.endswith("/") else ""
    ), unquote(parts.fragment)


@cache
def file_of(site: Path, target: str) -> Path | None:
    """The file that a static host gives for a path in the site."""
    if target.startswith(".."):
        return None
    path = site / target
    if path.is_dir():
        # Without the final slash a host redirects, which costs a phone a round trip.
        path = path / "index.html" if target.endswith("/") else path / "missing-slash"
    return path if path.is_file() else None


def internal(documents: dict[str, Document]) -> Iterator[tuple[str, str, str, str]]:
    """(page, link as written, path, anchor) of everything internal that pages refer to."""
    for page, document in documents.items():
        for link in document.links + document.assets:
            target = target_of(page, link)
            if target is not None:
                yield page, link, *target


def test_the_site_has_its_pages(documents: dict[str, Document]) -> None:
    addresses = """
        wilayah wilayah/74.72 wilayah/74.72.01 wilayah/74.72.01.1007 wilayah/74
        instansi instansi/dinas-sosial data data/penduduk data/luas data/dana-desa
        laporan laporan/dinas-sosial laporan/dinas-sosial/2025-tw2 tentang cari
    """
    expected = ["index.html", "404.html", *(f"{one}/index.html" for one in addresses.split())]
    assert [one for one in expected if one not in documents] == []
    # 8 kecamatan and 43 kelurahan
    parts = [one for one in documents if re.fullmatch(r"wilayah/74\.72\.[\d.]+/index\.html", one)]
    assert len(parts) == 51


def test_internal_links_lead_to_files(documents: dict[str, Document], built_site: Path) -> None:
    dead = {
        f"{page}: {link}"
        for page, link, target, _ in internal(documents)
        if file_of(built_site, target) is None
    }
    assert sorted(dead) == []


def test_anchors_exist(documents: dict[str, Document], built_site: Path) -> None:
    dead = set()
    for page, link, target, anchor in internal(documents):
        file = file_of(built_site, target)
        if not anchor or file is None or file.suffix != ".html":
            continue
        name = file.relative_to(built_site).as_posix()
        if anchor not in read_document(built_site, name).ids:
            dead.add(f"{page}: {link}")
    assert sorted(dead) == []


def test_ids_are_unique(documents: dict[str, Document]) -> None:
    twice = {
        f"{page}: {one}"
        for page, document in documents.items()
        for one in document.ids
        if document.ids.count(one) > 1
    }
    assert sorted(twice) == []


def test_assets_come_from_the_site_itself(documents: dict[str, Document]) -> None:
    foreign = {
        f"{page}: {asset}"
        for page, document in documents.items()
        for asset in document.assets
        if target_of(page, asset) is None and not asset.startswith("data:")
    }
    assert sorted(foreign) == []


def test_style_sheets_refer_to_files_of_the_site(built_site: Path) -> None:
    dead = []
    for sheet in sorted(built_site.rglob("*.css")):
        page = sheet.relative_to(built_site).as_posix()
        for address in CSS_URL.findall(sheet.read_text(encoding="utf-8")):
            if address.startswith(("data:", "#")):
                continue
            target = target_of(page, address)
            if target is None or file_of(built_site, target[0]) is None:
                dead.append(f"{page}: {address}")
    assert dead == []


def test_links_have_safe_schemes(documents: dict[str, Document]) -> None:
    odd = {
        f"{page}: {link}"
        for page, document in documents.items()
        for link in document.links
        if (scheme := urlsplit(link).scheme) and scheme not in SAFE_SCHEMES
    }
    assert sorted(odd) == []


def test_every_page_is_reached_from_the_home_page(documents: dict[str, Document], built_site: Path) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        for link in documents[page].links:
            target = target_of(page, link)
            file = file_of(built_site, target[0]) if target else None
            name = file.relative_to(built_site).as_posix() if file else ""
            if name in documents and name not in reached:
                reached.add(name)
                waiting.append(name)
    # A page at a former address, or of data that were withdrawn, is there for links that others keep.
    former = {
        page
        for page, document in documents.items()
        if document.leads_on or "Dataset ini ditarik" in document.text
    }
    assert sorted(set(documents) - reached - former - {"404.html"}) == []


def test_sitemap_lists_the_pages(documents: dict[str, Document], built_site: Path) -> None:
    if not site_url():
        pytest.skip("mkdocs.yml names no site_url")
    tree = ElementTree.parse(built_site / "sitemap.xml")
    listed = [(one.text or "").strip() for one in tree.iter() if one.tag.endswith("}loc")]
    assert len(listed) == len(set(listed))
    files = {target[0]: file_of(built_site, target[0]) for one in listed if (target := target_of("", one))}
    assert len(files) == len(listed)
    assert [address for address, file in files.items() if file is None] == []
    pages = {file.relative_to(built_site).as_posix() for file in files.values() if file}
    for section in ("wilayah/74.07", "data/dana-desa", "data/penduduk", "tentang"):
        assert f"{section}/index.html" in pages
    # Search engines are not led to invented figures.
    for section in ("wilayah/74.72.01.1007", "data/sarana-pendidikan-kelurahan", "instansi"):
        assert f"{section}/index.html" not in pages
    assert "404.html" not in pages


def test_no_frame_or_token_is_left(documents: dict[str, Document]) -> None:
    assert [page for page in documents if "bingkai" in page] == []
    assert [page for page, document in documents.items() if "%%suluh:" in document.text] == []


def test_every_page_says_its_language_title_and_description(pages: list[str], built_site: Path) -> None:
    titles: dict[tuple[str, str], str] = {}
    for page in pages:
        # Drawings in the body have titles too.
        head = (built_site / page).read_text(encoding="utf-8").partition("</head>")[0]
        assert re.search(r"<html[^>]* lang=\"?id\b", head), page
        title = re.findall(r"<title>(.*?)</title>", head, re.DOTALL)
        assert len(title) == 1, page
        assert title[0].strip(), page
        if 'http-equiv="refresh"' in head:
            continue  # a former address has the title of the page that it leads to
        section = page.partition("/")[0]  # a kecamatan and its office may share a name
        first = titles.setdefault((section, title[0]), page)
        assert first == page, f"{page} and {first}: the same title"
        assert len(re.findall(r'<meta name="description"', head)) == 1 or page == "404.html", page
        assert head.count('rel="canonical"') <= 1, page
