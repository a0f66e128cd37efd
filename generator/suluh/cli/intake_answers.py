"""What a clerk has said beforehand of a new dataset: by flags, by `--jawab`, or in a file kept last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from suluh.cli.refusal import Refusal
from suluh.cli.speech import say
from suluh.intake.known_sources import SOURCE
from suluh.reading.safe_yaml import load_yaml
from suluh.vocabulary.yaml_text import quote_yaml

WORDS_KEY = "jawab"
"""Key of the answers to doubts in a file of answers; its other keys are names of flags."""
KEPT_FLAGS = (
    *("instansi", "name", "standar", "title", "description", "definisi", "konsep", "ukuran", "satuan"),
    *("periode", "frekuensi", "klasifikasi", "status", "jenis_informasi", "sumber", "lisensi", "kontak"),
    *("keputusan_wilayah", "topik"),
)
"""Flags with one text, by their names in Python, which are their keys in a file of answers."""


@dataclass(slots=True)
class IntakeAnswers:
    """Words that answer doubts, by the doubt's key, and texts of the description, by the flag's name.

    `takes_likely` says that one yes takes whatever is likely, without asking; `is_shown` that the reading
    under these answers was shown already.
    """

    words: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    takes_likely: bool = False
    is_shown: bool = False


def collect_answers(flags: Mapping[str, Any]) -> IntakeAnswers:
    """All that flags and the file of answers say; a flag weighs more. Raises Refusal for a wrong one."""
    answers = IntakeAnswers(takes_likely=bool(flags.get("ya")))
    if flags.get("jawaban"):
        _read_kept(Path(flags["jawaban"]), answers)
    answers.texts |= {name: text.strip() for name in KEPT_FLAGS if (text := flags.get(name))}
    answers.words |= split_pairs("--jawab", flags.get("jawab", ()))
    answers.words |= {f"titik:{name}": word for name, word in split_pairs("--point", flags["point"]).items()}
    answers.words |= {f"tanda:{sign}": word for sign, word in split_pairs("--sign", flags["sign"]).items()}
    if flags.get("dari"):
        answers.words[SOURCE] = flags["dari"]
    if flags.get("sheet"):
        answers.words["lembar"] = flags["sheet"]
    if flags.get("header_row"):
        answers.words["judul"] = str(flags["header_row"])
    return answers


def split_pairs(flag: str, given: Sequence[str]) -> dict[str, str]:
    """`KEY=WORD` by key; the last `=` parts them, since a name may hold one."""
    pairs: dict[str, str] = {}
    for text in given:
        key, sign, word = text.rpartition("=")
        if not sign or not key.strip():
            raise Refusal(
                say("%(flag)s: tulis NAMA=JAWABAN, misalnya %(example)s.", flag=flag, example=_EXAMPLES[flag])
            )
        pairs[key.strip()] = word.strip()
    return pairs


_EXAMPLES = {"--jawab": "titik:jumlah=ribuan", "--point": "jumlah=ribuan", "--sign": '"-=tidak berlaku"'}


def write_kept(answers: IntakeAnswers) -> str:
    """The file of answers: what was said, to be used again for the next file of the same form."""
    purpose = say("Jawaban untuk suluh new dataset BERKAS --jawaban FILE_INI")
    lines = [f"# {purpose}"]
    lines += [f"{name}: {quote_yaml(text)}" for name, text in answers.texts.items() if name in KEPT_FLAGS]
    if answers.words:
        lines.append(f"{WORDS_KEY}:")
        lines += [f"  {quote_yaml(key)}: {quote_yaml(word)}" for key, word in answers.words.items()]
    return "\n".join([*lines, ""])


def _read_kept(path: Path, answers: IntakeAnswers) -> None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(say("%(path)s tidak dapat dibaca.", path=path.name)) from fault
    raw, findings = load_yaml(text, path.name)
    words = raw.get(WORDS_KEY, {}) if isinstance(raw, dict) else None
    if findings or not isinstance(raw, dict) or not isinstance(words, dict):
        raise Refusal(say("%(path)s bukan berkas jawaban dari --simpan-jawaban.", path=path.name))
    strange = [str(key) for key in raw if key not in (*KEPT_FLAGS, WORDS_KEY)]
    if strange or not all(isinstance(value, str) for value in (*words.values(), *_texts(raw))):
        names = ", ".join(strange) or WORDS_KEY
        raise Refusal(say("%(path)s: isian tidak dikenal: %(names)s.", path=path.name, names=names))
    answers.words |= words
    answers.texts |= {name: raw[name].strip() for name in KEPT_FLAGS if name in raw}


def _texts(raw: Mapping[str, Any]) -> list[object]:
    return [value for key, value in raw.items() if key != WORDS_KEY]


def keep_answers(path: Path, answers: IntakeAnswers) -> None:
    """Write the file of answers. Raises UsageError where it cannot be written."""
    try:
        path.write_text(write_kept(answers), encoding="utf-8", newline="\n")
    except OSError as fault:
        raise click.UsageError(say("%(path)s tidak dapat ditulis.", path=path.name)) from fault
