"""What pages need of the theme: its files, or the rules that hand-written ones can use, boxes for tables."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from suluh.assembly.link_check import list_files
from suluh.rendering.pruned_styles import Names, prune_styles

DOCUMENT_STYLE = "aset/naskah.css"
OWN_STYLE = "aset/suluh.css"
_THEME = "assets/stylesheets"
_OURS = "aset/"
_THEIRS = ("assets/", _OURS)
_UNWANTED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
_MODERN = "modern"
"""The folder of a second look that an engine may bring; pages are made for the other."""
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_BOX = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{}</div></div>'


def box_tables(html: str) -> str:
    """The page with every table of its text in a box that scrolls, as the theme's script would put it."""
    return _TABLE.sub(lambda found: _BOX.format(found[0]), html)


def write_document_style(built: Path, pages: Iterable[str]) -> str:
    """The theme's style sheets in the folder `built`, without what none of the finished pages can use."""
    names = Names()
    for html in pages:
        names.read(html)
    folder = built / _THEME
    sheets = [path for path in sorted(folder.rglob("*.css")) if path.parent.name != _MODERN]
    ours = built / OWN_STYLE
    own = ours.read_text(encoding="utf-8") if ours.is_file() else ""  # an engine may bring no styles at all
    return prune_styles("\n".join(path.read_text(encoding="utf-8") for path in sheets), names, own)


def copy_theme(built: Path, target: Path, *, whole: bool) -> None:
    """Our files, the theme's too where it is `whole`, by allow-list; no source maps, none of its search."""
    for name in sorted(list_files(built)):
        wanted = name.startswith(_THEIRS if whole else _OURS) and not name.startswith(_UNWANTED)
        if wanted and not name.endswith(".map"):
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(built / name, path)
