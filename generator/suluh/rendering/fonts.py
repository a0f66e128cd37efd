"""The reading type: Source Serif, cut down to what Indonesian pages use, as WOFF2.

The cut is a modified version in the sense of the Open Font License, which reserves the name
`Source`; it therefore goes by the family name `Suluh Serif`, and the licence goes with it.
"""

# fontTools says it is typed and mostly is not.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


FAMILY = "Suluh Serif"
BEARER = "font_source_serif_pro"
WEIGHTS = {400: "Regular", 600: "Semibold"}
LICENSE = "suluh-serif-OFL.txt"

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + ("\N{NO-BREAK SPACE}éèÉÈ«»°±²³·×–—‘’“”…−€")
"""ASCII, the accents of borrowed words, and the marks of running text and figures.

Anything else, a name in another script for one, falls back to the reader's own serif type.
"""

_COPYRIGHT, _FAMILY, _STYLE, _IDENTITY, _FULL, _VERSION, _POSTSCRIPT = range(7)
_LICENSE_TEXT, _LICENSE_ADDRESS = 13, 14


@cache
def build_fonts() -> Mapping[str, bytes]:
    """File names and bytes: a WOFF2 for each weight (some 10 kB) and the licence. Same bytes every time.

    Takes about a second, once for a process; callers keep the result beyond it. Raises FileNotFoundError
    where the package with the type is not installed.
    """
    folder = _find_folder()
    fonts = {
        f"suluh-serif-{weight}.woff2": _cut(folder / f"SourceSerifPro-{style}.ttf", weight, style)
        for weight, style in WEIGHTS.items()
    }
    fonts[LICENSE] = (folder / "LICENSE.txt").read_bytes()
    return MappingProxyType(fonts)


def _find_folder() -> Path:
    spec = find_spec(BEARER)
    for root in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(root) / "files"
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the package {BEARER} with the site's serif type is not installed")


def _cut(path: Path, weight: int, style: str) -> bytes:
    """One weight with `LETTERS` and kerning alone; its figures are tabular and lining as they are."""
    from fontTools.subset import Options, Subsetter  # late: fonts are cut once and kept
    from fontTools.ttLib import TTFont

    options = Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.name_IDs = [_COPYRIGHT, _VERSION, _LICENSE_TEXT, _LICENSE_ADDRESS]
    options.recalc_timestamp = False
    with TTFont(path, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=LETTERS)
        subsetter.subset(font)
        _rename(font, weight, style)
        font.flavor = "woff2"
        target = BytesIO()
        font.save(target, reorderTables=None)
    return target.getvalue()


def _rename(font: TTFont, weight: int, style: str) -> None:
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    names = {
        _FAMILY: f"{FAMILY} {style}",
        _STYLE: "Regular",
        _IDENTITY: postscript,
        _FULL: f"{FAMILY} {style}",
        _POSTSCRIPT: postscript,
    }
    for identifier, text in names.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)
