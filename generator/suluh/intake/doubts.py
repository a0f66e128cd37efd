"""What an office's file leaves open: asked in one go, by likelihood, with examples from the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: `word` gives it in a flag or a file of answers, `text` says what it would mean."""

    word: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A thing that the file does not settle.

    `key` names it (`titik:jumlah`, `tabel`, `judul`), `text` asks. Texts are Indonesian, marked for
    translation, filled in with `values`. `likely` is the word of the answer that a single yes takes;
    empty where none is likely enough and an answer must be given. `examples` are texts of the file, each
    with what the likely answer makes of it. Without choices any text answers.
    """

    key: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    likely: str = ""
    examples: tuple[tuple[str, str], ...] = ()
