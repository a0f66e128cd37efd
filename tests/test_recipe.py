"""The pipeline reads as the recipe: it fits on two screens and knows no record type."""

from __future__ import annotations

import re
from pathlib import Path

import suluh.pipeline
from suluh.record_types import record_types

SOURCE = Path(suluh.pipeline.__file__).read_text(encoding="utf-8")
PARTS = ("procurement", "photo", "renstra", "evaluat", "attendance", "complaint")
"""Words of single record types, as the modules about them use them."""


def test_the_recipe_is_short() -> None:
    assert len(SOURCE.splitlines()) <= 140


def test_the_recipe_knows_no_record_type() -> None:
    named = {text for text in re.findall(r'"([a-z_]+)"', SOURCE) if text in record_types()}
    assert named == set() and [word for word in PARTS if word in SOURCE.lower()] == []
