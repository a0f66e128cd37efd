"""The guide on `cara_baca` shows what reading gives, and names every key."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
import yaml

from suluh.reading.applied_recipe import apply_recipe
from suluh.reading.known_keys import keys_of
from suluh.reading.notes import Notes
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.reading.recipe_keys import read_reading_recipe

GUIDE = (Path(__file__).parents[2] / "generator/suluh/guides/tentang/cara-baca.md").read_text("utf-8")
EXAMPLES = re.findall(r"```text\n(.*?)```.*?```yaml\n(.*?)```.*?```text\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_reads_as_it_is_shown(example: tuple[str, str, str]) -> None:
    source, stated, shown = example
    notes = Notes("datapackage.yaml")
    recipe = read_reading_recipe(yaml.safe_load(stated), notes)
    assert recipe is not None and not notes.findings
    sheets, findings = read_raw_sheets("contoh.csv", source.encode())
    shaped = apply_recipe(sheets, recipe)
    assert shaped.table is not None and not findings and not shaped.findings
    assert [list(shaped.table.header), *map(list, shaped.table.rows)] == list(csv.reader(io.StringIO(shown)))
    assert all(total.fits for total in shaped.totals)


def test_every_key_is_explained() -> None:
    assert len(EXAMPLES) == 2
    for level in ("recipe", "unpivot", "place_columns"):
        assert [key for key in keys_of(level) if f"`{key}" not in GUIDE] == []
