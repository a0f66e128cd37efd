"""What a command must know and cannot infer: taken by flags, asked on a terminal, else named in one go."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click

from suluh.cli.speech import say

Valid = Callable[[str], str]
"""Tells what is wrong with an answer, in a sentence; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know: the flag that answers it, the question, and what is inferred or allowed.

    `text`, and what `valid` answers, are Indonesian and marked for translation.
    """

    flag: str
    text: str
    given: str | None = None
    inferred: str = ""
    choices: Sequence[str] = ()
    valid: Valid | None = None


def gather_answers(questions: Sequence[Question]) -> Mapping[str, str]:
    """An answer for each flag. Raises UsageError that names every flag still missing, off a terminal."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    answers: dict[str, str] = {}
    missing: list[Question] = []
    for question in questions:
        if question.given is not None:
            answers[question.flag] = _accept(question, question.given)
        elif terminal:
            answers[question.flag] = _ask(question)
        elif question.inferred:
            answers[question.flag] = question.inferred
        else:
            missing.append(question)
    if missing:
        lines = [f"  {question.flag}  {say(question.text)}{_list_choices(question)}" for question in missing]
        told = say("Belum disebut, dan tidak dapat disimpulkan:")
        raise click.UsageError("\n".join([told, *lines]))
    return answers


def _ask(question: Question) -> str:
    kind = click.Choice(list(question.choices)) if question.choices else None
    while True:
        answer = str(click.prompt(say(question.text), default=question.inferred or None, type=kind)).strip()
        fault = question.valid(answer) if question.valid else ""
        if answer and not fault:
            return answer
        click.echo(say(fault or "Harus diisi."))


def _accept(question: Question, answer: str) -> str:
    fault = question.valid(answer) if question.valid else ""
    if question.choices and answer not in question.choices:
        choices = ", ".join(question.choices)
        fault = say("“%(answer)s” bukan salah satu dari: %(choices)s.", answer=answer, choices=choices)
    if fault or not answer.strip():
        told = say(fault or "tidak boleh kosong.")
        raise click.UsageError(f"{question.flag}: {told}")
    return answer.strip()


def _list_choices(question: Question) -> str:
    return f" ({', '.join(question.choices)})" if question.choices else ""
