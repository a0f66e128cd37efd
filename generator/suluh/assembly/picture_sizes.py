"""Pictures of hand-written pages get their size, so that text does not jump, and are loaded when reached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from posixpath import join, normpath

from suluh.vocabulary.site import Document, Picture

_PICTURE = re.compile(r'<img\b(?P<rest>[^>]*?\bsrc="(?P<source>[^"]*)"[^>]*?)\s*/?>')


def state_sizes(html: str, document: Document, pictures: Iterable[Picture]) -> str:
    """The page with width and height on each of the site's own pictures."""
    known = {picture.path: picture for picture in pictures}

    def state(match: re.Match[str]) -> str:
        picture = known.get(normpath(join(document.address, unescape(match["source"]))))
        if picture is None or " width=" in match["rest"]:
            return match[0]
        size = f'width="{picture.width}" height="{picture.height}" loading="lazy" decoding="async"'
        return f"<img{match['rest']} {size}>"

    return _PICTURE.sub(state, html) if known else html
