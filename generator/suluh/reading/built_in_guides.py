"""The guides that come with the package: pages below `tentang/` that every site has and names itself in.

A site's own page at the same address stands in the place of a guide. What a guide says of the region is
filled in here: `{{daerah}}`, `{{kode}}`, names of two kecamatan, codes of two desa and a word to look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from suluh.reading.pictures import read_picture
from suluh.vocabulary.findings import Place
from suluh.vocabulary.region import Regions
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document, Picture

FOLDER = "tentang"
_PICTURES = "gambar"
_WORDS = ("daerah", "kode", "kecamatan_1", "kecamatan_2", "desa_1", "desa_2", "kata")
READING_ORDER = tuple(
    f"{FOLDER}/{name}.md"
    for name in (
        "index",
        "data-contoh",
        "membaca-alur",
        "membaca-angka",
        "unduhan",
        "api",
        "hitung-ulang",
        "dasar-hukum",
        "panduan-instansi",
        "cara-mengirim",
        "cara-baca",
        "panduan-walidata",
        "bentuk-baku",
        "jenis-data-sendiri",
        "menutup-data",
        "penarikan",
        "server",
        "gabungan-situs",
        "klaster",
        "melapor-kesalahan",
    )
)
_LINK = re.compile(r"\]\(([a-z-]+\.md)(#[^)\s]*)?\)")
_WORD = re.compile(r"\{\{([a-z_0-9]+)\}\}")


def load_guides(settings: Settings, regions: Regions, own: Iterable[Document] = ()) -> tuple[Document, ...]:
    """The guides of a site, where it wants them, without those that `own` pages stand in for.

    A link to such a page leads to its beginning: which headings it has is not ours to know.
    """
    if not settings.guides:
        return ()
    theirs = {document.address.casefold() for document in own}
    words = name_region(settings.wilayah, regions)
    return tuple(
        replace(guide, text=_lead_to_own(fill_words(guide.text, words), theirs))
        for guide in _read_guides()
        if guide.address.casefold() not in theirs
    )


def load_guide_pictures(settings: Settings, own: Iterable[Picture] = ()) -> tuple[Picture, ...]:
    """The pictures of the guides, without those that a site has its own of."""
    if not settings.guides:
        return ()
    theirs = {picture.path.casefold() for picture in own}
    return tuple(picture for picture in _read_pictures() if picture.path.casefold() not in theirs)


def name_region(kode: str, regions: Regions) -> Mapping[str, str]:
    """What guides say of a region; of one that is not in the list, its code alone."""
    if kode not in regions:
        return dict.fromkeys(_WORDS, kode)
    inside = regions.within(kode)
    districts = [region.nama for region in inside if region.level == 3][:2]
    villages = [region.kode for region in inside if region.level == 4][:2]
    return {
        **dict.fromkeys(_WORDS, kode),
        "daerah": regions[kode].full_name,
        "kode": kode,
        **{f"kecamatan_{number}": name for number, name in enumerate(districts, 1)},
        **{f"desa_{number}": code for number, code in enumerate(villages, 1)},
        "kata": max(re.findall(r"[a-z0-9]+", regions[(villages or [kode])[0]].nama.casefold()), key=len),
    }


def fill_words(text: str, words: Mapping[str, str]) -> str:
    """A guide's text with the region's words in it. Raises KeyError for a word that there is not."""
    return _WORD.sub(lambda match: words[match[1]], text)


def _lead_to_own(text: str, theirs: set[str]) -> str:
    def lead(match: re.Match[str]) -> str:
        address = Document(f"{FOLDER}/{match[1]}", "").address
        return f"](suluh:{address})" if address.casefold() in theirs else match[0]

    return _LINK.sub(lead, text)


@cache
def _read_guides() -> tuple[Document, ...]:
    folder = files("suluh").joinpath("guides", FOLDER)
    names = sorted(page.name for page in folder.iterdir() if page.name.endswith(".md"))
    return tuple(
        Document(f"{FOLDER}/{name}", folder.joinpath(name).read_text(encoding="utf-8"), built_in=True)
        for name in names
    )


@cache
def _read_pictures() -> tuple[Picture, ...]:
    folder = files("suluh").joinpath("guides", FOLDER, _PICTURES)
    names = sorted(picture.name for picture in folder.iterdir())
    read = (
        read_picture(path := f"{FOLDER}/{_PICTURES}/{name}", folder.joinpath(name).read_bytes(), Place(path))
        for name in names
    )
    return tuple(picture for picture, _ in read if picture is not None)
