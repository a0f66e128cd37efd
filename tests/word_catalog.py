"""The words of pages and their translations: what the source says, and what a `.po` file has.

`make words` (this file run as a program) brings every catalogue up to date: new texts come in without a
translation, texts that are gone go out. `test_words.py` fails while one has none.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import click
import yaml
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from suluh.cli import VERBS, suluh
from suluh.reading.standard_list import load_findings

PACKAGE = Path(__file__).parent.parent / "generator" / "suluh"
LOCALE = PACKAGE / "words" / "locale"
STANDARDS = PACKAGE / "standards"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "say": None, "say_in": (2,), "word": None}
METHODS = [
    ("**.py", "python"),
    ("rendering/templates/**.html", "jinja2"),
    ("rendering/pages/**.html", "jinja2"),
    ("rendering/theme/**.html", "jinja2"),
    ("record_types/**.html", "jinja2"),
]
WIDTH = 110
HEAD = """\
# Words of the pages. The message id is the Indonesian text; `make words` keeps the list complete.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
OPTIONS = {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "silent": "false"}


@cache
def find_words() -> dict[str, set[str]]:
    """Every text that pages translate, with the files that have it."""
    found: dict[str, set[str]] = {}
    for name, _, text, _, _ in extract_from_dir(
        PACKAGE, METHODS, {pattern: OPTIONS for pattern, _ in METHODS[1:]}, KEYWORDS
    ):
        found.setdefault(str(text), set()).add(name)
    for name, text in (*_standard_words(), *_command_words()):
        found.setdefault(text, set()).add(name)
    found.pop("", None)
    return found


_ENTRIES = (
    ("documents", "kinds", ("title", "name")),
    ("documents", "groups", ()),
    ("accounts", "names", ()),
    ("indices", "indices", ("name",)),
    ("formulas", "formulas", ("sentence",)),
    ("profil", "variables", ("group", "name", "unit")),
    ("deadlines", "steps", ("name",)),
    ("facts", "facts", ("title", "words", "unit")),
)
"""Folders of decrees, the key in their files that has entries, and which parts of an entry pages show."""


def _standard_words() -> Iterator[tuple[str, str]]:
    """What pages show of the standards' own words: kinds of documents, ladders, variables, formulas."""

    def load(name: str) -> Any:
        return yaml.safe_load((STANDARDS / name).read_text(encoding="utf-8"))

    for folder, key, parts in _ENTRIES:
        for path in sorted((STANDARDS / folder).glob("*.yaml")):
            some = load(f"{folder}/{path.name}").get(key, {})
            for entry in some.values() if isinstance(some, dict) else some:
                if parts and not isinstance(entry, dict):
                    continue  # a list of names alone
                texts = [entry.get(part, "") for part in parts] if parts else [entry]
                yield from ((f"{folder}/{path.name}", " ".join(str(text).split())) for text in texts)
    for path in sorted(PACKAGE.glob("record_types/*/facts.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["facts"].values():
            texts = (entry[part] for part in ("title", "words", "unit") if part in entry)
            yield from ((path.relative_to(PACKAGE).as_posix(), " ".join(text.split())) for text in texts)
    personal = load("data-pribadi.yaml")
    kinds = (*personal["kolom_terlarang"], *personal["tabel_orang"]["data"].values())
    yield from (("data-pribadi.yaml", kind["arti"]) for kind in kinds)
    for path in sorted((STANDARDS / "ladders").glob("*.yaml")):
        ladder = load(f"ladders/{path.name}")
        texts = [
            ladder["title"],
            ladder["lowest"],
            ladder.get("note", ""),
            *(one["predicate"] for one in ladder["steps"]),
        ]
        yield from ((f"ladders/{path.name}", str(text).strip()) for text in texts if text)


def _command_words() -> Iterator[tuple[str, str]]:
    """What commands say of themselves and their options, with the module that says it."""
    context = click.Context(suluh)
    for name in ("", *VERBS):
        command = suluh.get_command(context, name) if name else suluh
        assert command is not None, name
        group = command.commands.values() if name and isinstance(command, click.Group) else ()
        for each in (command, *group):
            module = f"cli/{name or '__init__'}.py"
            yield from ((module, text) for text in _own_texts(each))


def find_finding_words() -> set[str]:
    """Texts of findings: English stands beside them, any other language has them in its catalogue."""
    findings = load_findings()
    entries = [entry["id"][part] for entry in findings["temuan"].values() for part in entry["id"]]
    return {str(text) for text in (*entries, *(phrase["id"] for phrase in findings["frasa"].values()))}


def is_whole(path: Path) -> bool:
    """Whether a catalogue must have every text: English must, any other may have a part."""
    return path.stem == "en"


def texts_for(path: Path) -> set[str]:
    """What a catalogue may translate: a record type's its own texts, a language's all others."""
    if path.parent != LOCALE:
        return own_texts(path.parent)
    elsewhere = (
        own_texts(other.parent) for other in list_catalogues() if other.name == path.name and other != path
    )
    texts = set(find_words()).difference(*elsewhere)
    return texts | (set() if is_whole(path) else find_finding_words())


def _own_texts(command: click.Command) -> Iterator[str]:
    held = [vars(command), *(vars(parameter) for parameter in command.params)]
    for values in held:
        texts = (values.get(f"_told_{kind}") for kind in ("help", "short_help", "metavar"))
        yield from (inspect.cleandoc(text) for text in texts if isinstance(text, str))


def list_catalogues() -> list[Path]:
    """The `.po` files: one for each language, and those of record types."""
    return sorted((*LOCALE.glob("*.po"), *PACKAGE.glob("record_types/*/*.po")))


def own_texts(folder: Path) -> set[str]:
    """What the folder of a record type says, and nothing outside of it."""
    home = f"{folder.relative_to(PACKAGE).as_posix()}/"
    return {text for text, files in find_words().items() if all(file.startswith(home) for file in files)}


def read_catalogue(path: Path) -> Catalog:
    """A language's translations."""
    with path.open("rb") as source:
        return read_po(source, locale=path.stem)


def text_of(message: Message) -> str:
    """The Indonesian text, of an entry with plural forms too."""
    return str(message.id[0] if isinstance(message.id, tuple) else message.id)


def forms_of(message: Message) -> tuple[str, ...]:
    """The translation in all its forms."""
    told = message.string
    return tuple(told) if isinstance(told, tuple | list) else (str(told),)


def update_catalogue(path: Path) -> tuple[list[str], list[str]]:
    """Add what is new, without a translation, and drop what is gone; both are returned."""
    words, old = texts_for(path), read_catalogue(path)
    known = {text_of(one): one for one in old if one.id}
    new = Catalog(locale=old.locale)
    for text in words:
        entry = known.get(text)
        if entry is None:
            if is_whole(path):
                new.add(text)
        else:
            new.add(entry.id, entry.string, user_comments=entry.user_comments)
    write_catalogue(path, new)
    return sorted(words - set(known)) if is_whole(path) else [], sorted(set(known) - words)


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """The file in order of its texts, without dates or places that would change for nothing."""
    entries = BytesIO()
    write_po(entries, catalogue, width=WIDTH, omit_header=True, sort_output=True)
    head = HEAD.format(language=path.stem, plurals=catalogue.plural_forms)
    path.write_text(head + entries.getvalue().decode(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for catalogue in list_catalogues():
        added, gone = update_catalogue(catalogue)
        print(f"{catalogue}: {len(added)} without a translation, {len(gone)} taken out")
        for one in added:
            print(f"  {one}")
