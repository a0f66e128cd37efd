"""The language of a run: all that the command line says is in the one that `--lang` names.

It is known before click reads anything, so that a wrong option is told in it too. The building blocks of
commands are here: they keep their Indonesian texts and say them in that language when they are asked.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from functools import partial
from typing import Any

import click

from suluh.cli.click_words import NAMES, WORDS
from suluh.vocabulary.held_values import holding
from suluh.words.catalogues import INDONESIAN, list_languages
from suluh.words.saying import say_in, translate

FLAG = "--lang"
ENGLISH = "en"
"""The language that click itself is written in."""
_LANGUAGE: ContextVar[str] = ContextVar("run_language", default=INDONESIAN)


def run_language() -> str:
    """The language of this run: Indonesian unless the command line names another."""
    return _LANGUAGE.get()


def say(text: str, /, **values: object) -> str:
    """The text in the language of the run, with `%(name)s` filled from `values`."""
    return say_in(_LANGUAGE.get(), text, **values)


def speaking_as(arguments: Sequence[str]) -> AbstractContextManager[None]:
    """Within it the run speaks the language that these arguments name."""
    teach_click()
    return holding(_LANGUAGE, find_language(arguments))


def find_language(arguments: Sequence[str]) -> str:
    """What the last `--lang` names, if there are words in it; else Indonesian."""
    language = INDONESIAN
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, sign, value = argument.partition("=")
        if name == FLAG:
            told = value if sign else "".join(arguments[place + 1 : place + 2])
            language = told if told in list_languages() else language
    return language


def teach_click() -> None:
    """Let click say its own words by `say_click`: it has them from gettext under these names."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] != "click":
            continue
        if "_" in vars(module):
            vars(module)["_"] = say_click
        if "ngettext" in vars(module):
            vars(module)["ngettext"] = say_click_count


def say_click(text: str) -> str:
    """Click's text in the language of the run; one that is not known stays as it is."""
    told = WORDS.get(text)
    return text if told is None or _LANGUAGE.get() == ENGLISH else translate(_LANGUAGE.get(), told)


def say_click_count(single: str, several: str, count: int) -> str:
    """The same of a text with a plural."""
    if _LANGUAGE.get() == ENGLISH:
        return single if count == 1 else several
    return say_click(several)


def _say_name(name: str) -> str:
    """What stands for a value in the help, in the language of the run."""
    return name if _LANGUAGE.get() == ENGLISH and name in NAMES else say(NAMES.get(name, name))


class _Told:
    """An attribute that keeps an Indonesian text, or click's own, and gives it in the language of the run."""

    def __init__(self, say_it: Callable[[str], str] = say) -> None:
        self._say_it = say_it

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_told_{name}"

    def __get__(self, held: object, owner: type) -> Any:
        text = getattr(held, self._name, None)
        return self._say_it(text) if isinstance(text, str) else text

    def __set__(self, held: object, text: object) -> None:
        setattr(held, self._name, inspect.cleandoc(text) if isinstance(text, str) else text)


def _name_kind(kind: object) -> None:
    """What a path is called in the language of the run: click settles that when a command is loaded."""
    if isinstance(kind, click.Path):
        alone = {(True, False): "file", (False, True): "directory"}
        kind.name = say_click(alone.get((kind.file_okay, kind.dir_okay), "path"))


class _NamingPaths(click.Parameter):
    """A parameter that names paths in the language of the run when it refuses one."""

    def type_cast_value(self, ctx: click.Context, value: object) -> object:
        """The value as its type reads it, or a refusal in the language of the run."""
        _name_kind(self.type)
        return super().type_cast_value(ctx, value)


class SpokenOption(_NamingPaths, click.Option):
    """An option whose help is told in the language of the run."""

    help = _Told()
    metavar = _Told(_say_name)

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value."""
        return _say_name(super().make_metavar(ctx))


class SpokenArgument(_NamingPaths, click.Argument):
    """An argument whose name is told in the language of the run; brackets are put around it as click does."""

    metavar = _Told(_say_name)

    def make_metavar(self, ctx: click.Context) -> str:
        """Its name, in brackets where it may be left out."""
        name = self.human_readable_name
        name = name if self.required else f"[{name}]"
        return name if self.nargs == 1 else f"{name}..."


class Verb(click.Command):
    """A command that speaks the language of the run, and has `--lang` whether or not it needs it."""

    help = _Told()
    short_help = _Told()
    options_metavar = _Told(_say_name)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if not any(FLAG in parameter.opts for parameter in self.params):
            kinds = LateChoice(list_languages)
            told = SpokenOption([FLAG], type=kinds, expose_value=False, help="Bahasa kalimatnya.")
            self.params.append(told)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, told in the language of the run."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say_click("Show this message and exit.")
        return found

    def main(self, args: Sequence[str] | None = None, *given: Any, **named: Any) -> Any:
        """Run it, in the language that the arguments name."""
        arguments = sys.argv[1:] if args is None else list(args)
        with speaking_as(arguments):
            return super().main(arguments, *given, **named)


class VerbGroup(Verb, click.Group):
    """Commands under a common word."""

    command_class = Verb
    subcommand_metavar = _Told(_say_name)


class LateChoice(click.Choice[str]):
    """One of some names that are asked for when they are needed: registries and folders may grow."""

    def __init__(self, list_names: Callable[[], Sequence[str]]) -> None:
        self._list_names = list_names
        super().__init__(())

    @property
    def choices(self) -> tuple[str, ...]:
        """The names as they are now."""
        return tuple(self._list_names())

    @choices.setter
    def choices(self, names: Sequence[str]) -> None:
        """Nothing: the names are asked for."""


option = partial(click.option, cls=SpokenOption)
argument = partial(click.argument, cls=SpokenArgument)
verb = partial(click.command, cls=Verb)


def verb_group() -> Callable[[Callable[..., Any]], VerbGroup]:
    """Makes a group of commands of a function."""
    return click.group(cls=VerbGroup)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def options(*added: Decorator) -> Decorator:
    """Several options as one, which several commands have; in this order in their help."""

    def add_all(command: Callable[..., Any]) -> Callable[..., Any]:
        for add in reversed(added):
            command = add(command)
        return command

    return add_all


language_option = option(
    FLAG, type=LateChoice(list_languages), default=run_language, help="Bahasa kalimatnya."
)
"""`--lang`, handed to the command; `run_language()` is the same."""
