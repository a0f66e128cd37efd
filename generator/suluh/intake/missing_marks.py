"""Texts that stand for no value among a column's cells, and what each of them means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from suluh.intake.cell_signs import is_nothing
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_words import fold, word_lists
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import MissingValue
from suluh.words.saying import N_

STATES: Mapping[str, str] = {
    State.BELUM_DILAPORKAN.value: N_("belum dilaporkan: nilainya belum diserahkan"),
    State.TIDAK_BERLAKU.value: N_("tidak berlaku: tidak mungkin ada nilainya di sini"),
    State.TIDAK_TERSEDIA.value: N_("tidak tersedia: nilainya tidak diketahui siapa pun"),
    State.DIRAHASIAKAN.value: N_("dirahasiakan: nilainya ada dan tidak dibuka"),
}


@cache
def _marks() -> Mapping[str, str]:
    return {fold(str(mark)): str(meaning) for mark, meaning in word_lists()["tanda_kosong"].items()}


def find_marks(texts: Collection[str]) -> tuple[str, ...]:
    """Those of the texts that stand for no value, by the list of such marks."""
    marks = _marks()
    lowered = "\n".join(texts).casefold().split("\n")
    if len(lowered) != len(texts):  # some have line breaks
        lowered = [text.casefold() for text in texts]
    if marks.keys().isdisjoint(lowered):
        return ()
    return tuple(text for text, low in zip(texts, lowered, strict=True) if low in marks)


def says_nothing(text: str) -> bool:
    """Whether a cell is empty or stands for no value: a dash, `belum lapor`."""
    return is_nothing(text) or fold(text) in _marks()


def ask_mark(mark: str, columns: Iterable[str]) -> Doubt:
    """What a mark means, in all columns where it stands."""
    return Doubt(
        f"tanda:{mark}",
        N_("Tanda “%(mark)s” di kolom %(columns)s berarti apa?"),
        {"mark": mark, "columns": ", ".join(columns)},
        tuple(Choice(state, text) for state, text in STATES.items()),
        _marks().get(fold(mark), ""),
    )


def as_missing(meanings: Mapping[str, str]) -> tuple[MissingValue, ...]:
    """Marks with their meanings as a field's `missingValues`: the empty cell first."""
    return (MissingValue(""), *(MissingValue(mark, state) for mark, state in meanings.items()))
