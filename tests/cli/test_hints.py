"""A hint helps: every command, flag and key that it names is one that there is."""

from __future__ import annotations

import re
from importlib import import_module

import click
import pytest

from suluh.cli import VERBS
from suluh.reading.standard_list import load_findings

TEXTS = [
    (code, part, str(entry[language][part]))
    for code, entry in load_findings()["temuan"].items()
    for language in ("id", "en")
    for part in ("hint", "message", "explain")
] + [
    (name, "frasa", str(text))
    for name, phrase in load_findings()["frasa"].items()
    for text in phrase.values()
]
_CALL = re.compile(r"suluh ([a-z]+)((?: [a-z]+)?)((?:(?!suluh |[.;:)](?:\s|$)|,\s).)*)")
_FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
OTHERS = {"git", "mkdocs", "pip"}


def command_of(verb: str, further: str) -> click.Command:
    command: click.Command = getattr(import_module(VERBS[verb][0]), verb)
    if isinstance(command, click.Group) and further.strip() in command.commands:
        return command.commands[further.strip()]
    return command


def flags_of(command: click.Command) -> set[str]:
    commands = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    found = {flag for entry in commands for parameter in entry.params for flag in parameter.opts}
    return found | {"--help"}


@pytest.mark.parametrize("text", sorted({text for _, _, text in TEXTS if "suluh " in text and "--" in text}))
def test_a_named_command_has_the_flags_named_with_it(text: str) -> None:
    for verb, further, rest in _CALL.findall(text):
        if verb in VERBS:
            named = set(_FLAG.findall(further + rest))
            assert named <= flags_of(command_of(verb, further)), (verb, named)


def test_every_named_command_is_a_verb() -> None:
    named = {
        (code, verb)
        for code, part, text in TEXTS
        if part in ("hint", "frasa")
        for verb in re.findall(r"(?:[Jj]alankan|[Rr]un|dengan|with|by|oleh) suluh ([a-z]+)", text)
    }
    assert {(code, verb) for code, verb in named if verb not in {*VERBS, "di", "in"}} == set()


def test_a_flag_without_a_command_is_some_commands_own() -> None:
    every = {flag for verb in VERBS for flag in flags_of(command_of(verb, ""))}
    alone = {
        (code, flag)
        for code, part, text in TEXTS
        if part == "hint" and not any(other in text for other in OTHERS)
        for flag in _FLAG.findall(text)
    }
    assert {(code, flag) for code, flag in alone if flag not in every} == set()
