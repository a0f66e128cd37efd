"""A value of a descriptor is changed in its place, and nothing else of the text."""

from __future__ import annotations

import pytest

from suluh.intake.descriptor_edits import edit_descriptor

BLOCK = """name: a # catatan
resources:
  - name: a
    path: a.csv  # berkasnya
    cara_baca:
      baris_judul: [2]
      tetap: {tahun: "2024"}

    schema:
      fields: []
"""
JSON = '{"resources": [{"path": "a.csv", "schema": {"fields": []}}]}'


def test_other_values_take_the_place_of_the_old() -> None:
    paths, recipe = ["a.csv", "b.csv"], {"lembar": ["x"]}
    changes = {("resources", 0, "path"): paths, ("resources", 0, "cara_baca"): recipe}
    assert edit_descriptor(BLOCK, changes) == BLOCK.replace(
        "path: a.csv ", 'path: ["a.csv", "b.csv"] '
    ).replace('baris_judul: [2]\n      tetap: {tahun: "2024"}', '{"lembar": ["x"]}')


@pytest.mark.parametrize("text", [BLOCK.replace("cara_baca", "lain"), JSON])
def test_a_key_that_is_not_there_is_put_in(text: str) -> None:
    after = edit_descriptor(text, {("resources", 0, "cara_baca"): {"lembar": ["x"]}})
    assert after is not None and '"cara_baca": {"lembar": ["x"]}' in after


def test_what_cannot_be_found_is_not_changed() -> None:
    assert edit_descriptor(BLOCK, {("resources", 3, "path"): "b"}) is None
    assert edit_descriptor("- a\n", {("resources",): "b"}) is None
    assert edit_descriptor("a: [", {("a",): "b"}) is None
