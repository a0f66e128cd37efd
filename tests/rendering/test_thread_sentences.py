"""Every matter that can be told has a sentence whose blanks its details fill."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from suluh.checking import thread_matters
from suluh.rendering.thread_sentences import SENTENCES, write_sentence
from suluh.vocabulary.threads import Matter

DETAILS = {
    "anggaran": Decimal("1500000"),
    "realisasi": Decimal("1560000.50"),
    "persen": Fraction(104),
    "indikator": "Jalan 100 % mulus",
    "triwulan": "1, 3",
    "jumlah": 2,
    "usulan": "U-1",
    "sejak": 2025,
    "lama": Decimal(50),
    "satuan_lama": "orang",
    "baru": Decimal(60),
    "satuan": "orang",
}


def say(text, **values):
    return text % values if values else text


def test_every_matter_has_a_sentence() -> None:
    source = Path(thread_matters.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'Matter\(\s*"(A[0-9]{3})"', source)) == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_are_whole(code: str) -> None:
    needed = set(re.findall(r"%\((\w+)\)s", SENTENCES[code]))
    sentence = write_sentence(Matter(code, {name: DETAILS[name] for name in needed}), say)
    assert sentence.endswith(".") and "%(" not in sentence and "%%" not in sentence


def test_amounts_read_as_people_write_them() -> None:
    matter = Matter("A016", {name: DETAILS[name] for name in ("anggaran", "realisasi", "persen")})
    sentence = write_sentence(matter, say)
    assert "Rp1.560.000,50" in sentence and "Rp1.500.000" in sentence and "104" in sentence
    assert "I, III" in write_sentence(Matter("A020", {"triwulan": "1, 3"}), say)
