"""Questions are asked on a terminal, and named all at once where there is none."""

from __future__ import annotations

import sys

import click
import pytest
from click.testing import CliRunner

from suluh.cli.answers import Question, gather_answers

QUESTIONS = [
    Question("--name", "Nama", valid=lambda answer: "" if answer.islower() else "Pakai huruf kecil."),
    Question("--status", "Status", inferred="sementara", choices=("tetap", "sementara")),
    Question("--title", "Judul", given=" Taman "),
]


def test_a_terminal_is_asked_until_the_answer_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def ask() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
            patch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
            click.echo(sorted(gather_answers(QUESTIONS).items()))

    result = CliRunner().invoke(ask, input="TAMAN\ntaman\n\n")
    assert result.exit_code == 0, result.output
    assert "Pakai huruf kecil." in result.output
    assert "[('--name', 'taman'), ('--status', 'sementara'), ('--title', 'Taman')]" in result.output


def test_without_one_every_missing_flag_is_named() -> None:
    with pytest.raises(click.UsageError, match="--name") as error:
        gather_answers(QUESTIONS)
    assert "--status" not in error.value.message and "--title" not in error.value.message


def test_answers_given_are_held_to_the_same_rules() -> None:
    for given, flag in (("", "--a"), ("lain", "--b")):
        with pytest.raises(click.UsageError, match=flag):
            gather_answers([Question(flag, "?", given=given, choices=("satu",))])
