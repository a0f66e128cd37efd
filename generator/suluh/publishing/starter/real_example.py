"""Real data that come with the package, to be looked at in a new site: budgets of Kabupaten Buru."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

REAL_REGION = "81.04"
"""The region that the real data are of."""
_PACKED = ".xz"
_FOLDER = "datasets"


def read_real_example() -> dict[str, bytes]:
    """Every file by its path in the site, unpacked; `suluh/real_example/SUMBER.md` names sources and terms.

    They take the place of what a new site has under the same path, and of its list of agencies.
    """
    root = files("suluh").joinpath("real_example")
    whole = dict(_walk(root.joinpath(_FOLDER), _FOLDER))
    unpacked = {
        path.removesuffix(_PACKED): lzma.decompress(data) if path.endswith(_PACKED) else data
        for path, data in sorted(whole.items())
    }
    return {**unpacked, f"{_FOLDER}/SUMBER.md": root.joinpath("SUMBER.md").read_bytes()}


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        own = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, own)
        else:
            yield own, entry.read_bytes()
