"""Numbers that are known by their value are made of it and of nothing else that a page can see."""

from __future__ import annotations

import shutil
from contextvars import Context
from pathlib import Path

import pytest

from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.own_types import understanding
from suluh.vocabulary.page_numbers import NumbersLater, PageNumbers
from suluh.words.spoken import speaking

SITES = Path(__file__).parents[1] / "sites"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("alur", {"alur", "per-sub-kegiatan", "rekening", "usulan"}),
        ("dokumen", {"dokumen"}),
        ("pengadaan", {"pengadaan"}),
    ],
)
def test_numbers_are_made_of_their_value_alone(
    name: str, kinds: set[str], language: str, tmp_path: Path
) -> None:
    shutil.copytree(SITES / "kecil", tmp_path, dirs_exist_ok=True)
    shutil.copytree(SITES / name, tmp_path, dirs_exist_ok=True)
    settings, findings = read_settings(tmp_path, language=language)
    assert settings is not None, findings
    site, _ = build_site(settings)
    assert site is not None
    told = [page.numbers for page in site.pages if page.numbers and page.numbers.rests_on is not None]
    assert kinds <= {numbers.kind for numbers in told}

    def make_elsewhere(numbers: NumbersLater) -> PageNumbers:
        with speaking(settings.language), understanding(settings.own_types):
            return numbers()

    for numbers in told:
        # No context variable is set there, but for what the key of the file has too.
        assert Context().run(make_elsewhere, numbers) == numbers()
