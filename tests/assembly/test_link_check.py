"""The finished folder is read as a visitor's browser would, and what leads nowhere is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_sites import make_settings
from suluh.assembly.link_check import check_links
from suluh.vocabulary.findings import Finding


def check(tmp_path: Path, **files: str) -> list[tuple[str, str | None]]:
    folder = tmp_path / "situs"
    for name, text in {"index.html": "", "data/x/index.html": '<h1 id="atas">', **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found: list[Finding] = check_links(folder, make_settings(tmp_path))
    return [(one.code, one.value) for one in found]


@pytest.mark.parametrize(
    "link",
    [
        "../x/",
        "../x/index.html",
        "../x",
        "../../",
        "../..",
        "./",
        "",
        "#",
        "#top",
        "#sini",
        "../x/#atas",
        "../x/?q=1#atas",
        "/suluh/data/x/",
        "https://contoh.go.id/suluh/data/x/#atas",
        "https://lain.go.id/tidak/ada/",
        "//lain.go.id/x",
        "mailto:a@contoh.go.id",
        "tel:112",
        "data:image/png;base64,AA",
        "../x/&#97;.csv",
        "../x/a%2Ecsv",
    ],
)
def test_sound_links_are_silent(tmp_path: Path, link: str) -> None:
    page = f'<p id="sini"><a class="x" href="{link}">x</a>'
    assert check(tmp_path, **{"data/y/index.html": page, "data/x/a.csv": ""}) == []


def test_links_to_the_site_in_another_language_leave_this_one(tmp_path: Path) -> None:
    languages = {"id": "https://contoh.go.id/suluh/", "en": "https://contoh.go.id/suluh/en/"}
    folder = tmp_path / "situs"
    folder.mkdir()
    home, other = "https://contoh.go.id/suluh/wilayah/", "https://contoh.go.id/suluh/en/wilayah/"
    (folder / "index.html").write_text(f'<a href="{home}">a</a><a href="{other}">b</a>', encoding="utf-8")
    settings = make_settings(tmp_path, languages=languages)
    for one in (settings, settings.in_language("en")):
        assert [found.value for found in check_links(folder, one)] == ["wilayah/index.html"]


def test_a_text_about_links_is_none(tmp_path: Path) -> None:
    page = "<td data-label=\"&lt;img src=x href='y'&gt;\" title='a href=\"z\"'>&lt;a href=x&gt; src=x</td>"
    assert check(tmp_path, **{"data/y/index.html": page}) == []


@pytest.mark.parametrize(
    ("link", "code", "value"),
    [
        ("../z/", "S006", "data/z/index.html"),
        ("../../../", "S006", "../../../"),
        ("/data/x/", "S006", "/data/x/"),
        ("../x/#bawah", "S007", "data/x/index.html#bawah"),
        ("#sana", "S007", "#sana"),
        ("https://contoh.go.id/suluh/z/", "S006", "z/index.html"),
        ("suluh:data/x", "S006", "data/y/suluh:data/x/index.html"),
        ("javascript:alert(1)", "S006", "data/y/javascript:alert(1)/index.html"),
    ],
)
def test_broken_links_are_named(tmp_path: Path, link: str, code: str, value: str) -> None:
    assert check(tmp_path, **{"data/y/index.html": f"<a href='{link}'>x</a>"}) == [(code, value)]


def test_assets_are_checked_too(tmp_path: Path) -> None:
    page = '<img alt="" src=gambar.png><script src="../../aset/suluh.js"></script><use xlink:href="#tanda"/>'
    files = {"data/y/index.html": page, "aset/suluh.css": "a{src:url(huruf.woff2)} b{c:url('suluh.css')}"}
    assert check(tmp_path, **files) == [
        ("S006", "aset/huruf.woff2/index.html"),
        ("S006", "aset/suluh.js/index.html"),
        ("S006", "data/y/gambar.png/index.html"),
        ("S007", "#tanda"),
    ]


def test_text_that_looks_like_a_link_is_text(tmp_path: Path) -> None:
    code = '<!-- <a href="a/"> --><script>x = \'<a href="b/">\'</script>'
    page = code + '<p>href="c/"</p><code>&lt;a href="d/"&gt;</code>'
    assert check(tmp_path, **{"data/y/index.html": page}) == []


def test_a_link_shared_by_many_pages_is_said_once(tmp_path: Path) -> None:
    folder = tmp_path / "situs"
    for number in range(5):
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "index.html").write_text('<a href="../hilang/">x</a>', encoding="utf-8")
    (found,) = check_links(folder, make_settings(tmp_path))
    assert (found.place.path, found.details["halaman"]) == ("0/index.html", "5")


def test_a_token_left_over_is_an_error(tmp_path: Path) -> None:
    assert check(tmp_path, **{"data/y/index.html": "%%suluh:isi%%"}) == [("S005", None)]
