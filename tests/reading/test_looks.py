"""A region's emblem, colours, typeface and footer: plain values of known shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_site import copy_small_site, edit, make_png
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.looks import FooterLink, Looks


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def state(root: Path, text: str) -> tuple[Looks, list[str]]:
    edit(root, "mkdocs.yml", "      kontak:", f"      {text}\n      kontak:")
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings.looks, [one.code for one in findings]


def test_a_site_without_looks_has_our_own(root: Path) -> None:
    settings, findings = read_settings(root)
    assert settings is not None and settings.looks == Looks() and findings == []


def test_emblem_colours_typeface_and_footer_are_read(root: Path) -> None:
    (root / "rupa").mkdir()
    (root / "rupa" / "lambang.png").write_bytes(make_png())
    looks, codes = state(
        root,
        "lambang: {berkas: rupa/lambang.png, teks: Lambang Kota Contoh}\n"
        '      warna: {utama: "#7A1F2B"}\n      huruf: sistem\n'
        "      kaki: {teks: Dinas Kominfo, tautan: [{nama: Situs kota, alamat: 'https://contoh.go.id/?a=1'}]}",
    )
    assert codes == []
    assert looks.emblem is not None and looks.emblem.words == "Lambang Kota Contoh"
    assert (looks.emblem.picture.width, looks.emblem.picture.height) == (24, 32)
    assert (looks.primary, looks.accent, looks.serif) == ("#7a1f2b", "", False)
    assert looks.footer_lines == ("Dinas Kominfo",)
    assert looks.footer_links == (FooterLink("Situs kota", "https://contoh.go.id/?a=1"),)


def test_the_emblem_lies_beside_the_settings_that_are_read(root: Path, tmp_path: Path) -> None:
    edit(root, "mkdocs.yml", "      kontak:", "      lambang: {berkas: l.png, teks: Lambang}\n      kontak:")
    base = tmp_path / "tool"
    base.mkdir()
    (root / "mkdocs.yml").rename(base / "mkdocs.yml")
    (root / "l.png").write_bytes(make_png(9, 9))
    assert [one.code for one in read_settings(root, settings_file=base / "mkdocs.yml")[1]] == ["F001"]
    (base / "l.png").write_bytes(make_png(7, 7))
    settings, findings = read_settings(root, settings_file=base / "mkdocs.yml")
    assert settings is not None and settings.looks.emblem is not None and findings == []
    assert settings.looks.emblem.picture.width == 7


def test_a_picture_with_more_than_pixels_is_no_emblem(root: Path) -> None:
    (root / "l.png").write_bytes(make_png() + b"tersembunyi")
    assert state(root, "lambang: {berkas: l.png, teks: Lambang}") == (Looks(), ["H006"])


@pytest.mark.parametrize(("colour", "ratio"), [("#ffffff", "1.00"), ("#777777", "4.47"), ("#ffc54d", "1.57")])
def test_a_colour_that_white_cannot_be_read_on_is_told_with_its_ratio(
    root: Path, colour: str, ratio: str
) -> None:
    edit(root, "mkdocs.yml", "      kontak:", f'      warna: {{aksen: "{colour}"}}\n      kontak:')
    settings, findings = read_settings(root)
    assert settings is not None and settings.looks.accent == ""
    assert [(one.code, str(one.details["rasio"]), one.place.field) for one in findings] == [
        ("U014", ratio, "warna.aksen")
    ]


def test_a_colour_at_the_edge_passes(root: Path) -> None:
    looks, codes = state(root, 'warna: {utama: "#767676", aksen: "#000000"}')
    assert (looks.primary, looks.accent, codes) == ("#767676", "#000000", [])
