"""`data/angka-terbit.zip`: all published tables of figures and the data behind them, in one file.

It is packed of the finished files, so it says what they say, and no host is asked ten thousand times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from suluh.publishing.archive import EARLIEST, PLAIN_FILE, UNIX
from suluh.publishing.recount_script import BUNDLE

_FIGURES = re.compile(r"data/angka/[^/]+\.csv|evaluasi/.+\.csv|evaluasi/[0-9]{4}/triwulan-sebelumnya\.zip")
_DATA = re.compile(r"data/(?:katalog\.json|(?P<dataset>[^/]+)/(?:datapackage\.json|(?!templat-)[^/]+\.csv))")
LIMIT = 256 * 1024 * 1024
"""Bytes of all files together; a site with more has no bundle, and its files are fetched one by one."""


def pack_figures(folder: Path, names: Iterable[str]) -> None:
    """Pack those of a finished folder's files into the bundle; none where the site publishes no figures."""
    chosen = _choose(frozenset(names))
    sizes = sum((folder / name).stat().st_size for name in chosen)
    if sizes > LIMIT or not any(map(_FIGURES.fullmatch, chosen)):
        return
    with ZipFile(folder / BUNDLE, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name in chosen:
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, UNIX, PLAIN_FILE
            archive.writestr(entry, (folder / name).read_bytes())


def _choose(names: frozenset[str]) -> list[str]:
    """Tables of figures and of datasets, by name. Below a former name of a dataset lies no descriptor."""
    chosen = []
    for name in sorted(names):
        data = _DATA.fullmatch(name)
        described = data and (data["dataset"] is None or f"data/{data['dataset']}/datapackage.json" in names)
        if described or _FIGURES.fullmatch(name):
            chosen.append(name)
    return chosen
