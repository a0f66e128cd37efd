"""Names that addresses of Suluh's own have already: no dataset, agency or former name can be one of them."""

from __future__ import annotations

from collections.abc import Mapping

RESERVED_NAMES: Mapping[str, str] = {
    "angka": "data/angka/, the numbers of pages",
    "wilayah": "data/wilayah, the regions that every dataset may refer to",
    "arsip": "data/arsip/, the data of the whole site, of agencies and of years as archives",
    "bingkai": "the frames from which pages are made",
    "katalog": "data/katalog.json, data/katalog.csv",
    "index": "the page of a folder itself",
    "datapackage": "data/<name>/datapackage.json, which is the descriptor of each dataset",
    "riwayat": "data/<name>/riwayat/, the history of each dataset",
    "umpan": "data/<name>/umpan.xml, the feed of each dataset",
    "v": "data/<name>/v/, the earlier editions of each dataset",
    "templat": "data/<name>/templat-…, the forms to fill in",
    "dip": "dip.csv, the list of public information",
    "assets": "the theme's files",
    "aset": "our own files",
    "404": "the page for addresses that are not there",
    "robots": "robots.txt",
    "sitemap": "sitemap.xml",
    "con": "a device on Windows, where no folder can be named so",
    "prn": "a device on Windows",
    "aux": "a device on Windows",
    "nul": "a device on Windows",
}
"""What each is taken for. `com1` and the like are known by `is_device`."""


def is_reserved(name: str) -> bool:
    """Whether a dataset, agency or former name would stand where something of Suluh's own does."""
    plain = name.casefold()
    return plain in RESERVED_NAMES or is_device(plain)


def is_device(stem: str) -> bool:
    """Whether Windows takes a file of this name, without its ending, for a device."""
    plain = stem.strip(" .").casefold()
    numbered = len(plain) == 4 and plain[:3] in ("com", "lpt") and plain[3] in "0123456789¹²³"
    return numbered or plain in ("con", "prn", "aux", "nul", "conin$", "conout$", "clock$")
