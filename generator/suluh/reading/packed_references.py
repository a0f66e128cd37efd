"""Reference data that comes with the package, packed: `standards/reference/SUMBER.md` names its sources."""

from __future__ import annotations

import lzma
from importlib.resources import files


def read_packed(*path: str) -> str | None:
    """The text of an XZ file below `standards/reference`, or None where there is none."""
    source = files("suluh").joinpath("standards", "reference", *path)
    return lzma.decompress(source.read_bytes()).decode("utf-8") if source.is_file() else None


def read_part(*path: str) -> str:
    """The same of a file without which the package is incomplete. Raises FileNotFoundError."""
    text = read_packed(*path)
    if text is None:
        raise FileNotFoundError("/".join(path))
    return text
