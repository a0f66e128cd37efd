"""The script `hitung_ulang.py`, by which a stranger recounts the figures of a site, beside its data."""

from __future__ import annotations

from functools import partial
from importlib.resources import files

from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.vocabulary.site import Artifact

ADDRESS = "data/hitung_ulang.py"
BUNDLE = "data/angka-terbit.zip"
"""All tables of figures and the data behind them in one file, made when all of them are there."""


def write_recount_script() -> Artifact:
    """The script as it lies in the package, the same on every site of this version."""
    text = files("suluh.recount").joinpath("hitung_ulang.py").read_text(encoding="utf-8")
    return measure_artifact(ADDRESS, partial(write_text, text=text))
