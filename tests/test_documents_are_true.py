"""What the documents say of the package is so: modules, names, commands and options that they name exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from module_index import (
    INDEX,
    PACKAGE,
    ROOT,
    first_sentence,
    layers,
    modules,
    named_modules,
    tree_of,
    write_index,
)
from suluh.cli import VERBS

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "generator").glob("*.md")),
    *sorted((ROOT / "generator" / "decisions").glob("*.md")),
    *sorted((ROOT / "generator" / "ci").glob("*.md")),
]
GUIDES = sorted((PACKAGE / "guides" / "tentang").glob("*.md"))
CODE = re.compile(r"`([^`\n]+)`")
"""A word in a document, or in a docstring, that is set as code."""
FILE = re.compile(r"(?<![\w./<>*-])[\w-][\w./-]*\.(?:py|yaml|yml|toml|md|po|html|css|js)\b(?![/\w])")
CALL = re.compile(r"(?<!\w)([a-z_][a-z_0-9]*)\(")
CLASS = re.compile(r"(?<!\w)([A-Z][a-z]+(?:[A-Z][a-z]+)+)\b")
DOTTED = re.compile(rf"\b((?:{'|'.join(layers())})(?:\.[a-z_]\w*)+)\b")
ELSEWHERE = {
    "VirtualHost",
    ".gitlab-ci.yml",
    ".forgejo/workflows/suluh.yml",
    "pemeriksaan.html",
    "periksa.html",
    "nisan-versi.yaml",
    "ladders/permendagri-14-2026.yaml",
    "pasar/index.md",
    "situs.yaml",
}
"""Words of other programs, files that a command writes or takes, places in a site's repository, decrees."""


def words_of(path: Path) -> Iterator[str]:
    """Everything that is set as code in a document's running text."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return iter(CODE.findall(text))


def blocks_of(path: Path) -> str:
    """Everything that stands in a document's blocks of code."""
    text = path.read_text(encoding="utf-8")
    return "\n".join(re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL))


@cache
def defined() -> frozenset[str]:
    """Every name that the package defines, imports or asks of a value."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                found.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                found |= {(alias.asname or alias.name).split(".")[-1] for alias in node.names}
    return frozenset(found | filters())


@cache
def filters() -> frozenset[str]:
    """Names that templates know, of filters and functions."""
    text = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "rendering").glob("*.py"))
    return frozenset(re.findall(r"\.(?:filters|globals)\[\"(\w+)\"\]", text))


@cache
def files() -> frozenset[str]:
    """Every path and every ending of a path of the project's own files: `a/b.py`, `b.py`."""
    found: set[str] = set()
    for top in ("generator", "tests", "content", "datasets", "requirements", ".github", ".ci", "benchmarks"):
        for path in (ROOT / top).rglob("*"):
            parts = path.relative_to(ROOT).parts
            found |= {"/".join(parts[start:]) for start in range(len(parts))}
    return frozenset(found | {path.name for path in ROOT.iterdir()})


@cache
def known_words() -> frozenset[str]:
    """Names and paths that a document may set as code."""
    return files() | defined() | ELSEWHERE


def missing_of(path: Path) -> Iterator[str]:
    """What a document sets as code and is nowhere."""
    for word in words_of(path):
        named = FILE.findall(word) if not re.search(r"[<*]", word) else []
        yield from (name for name in [*named, *CLASS.findall(word)] if name not in known_words())
        yield from (f"{name}()" for name in CALL.findall(word) if name not in defined())
        yield from (name for name in DOTTED.findall(word) if not is_module_or_name(name))


@cache
def module_names() -> frozenset[str]:
    """Dotted names of all modules and packages."""
    return frozenset(named_modules())


def is_module_or_name(dotted: str) -> bool:
    """Whether `reading.submitted_tables` or `reading.submitted_tables.read_table` is there."""
    above, _, name = dotted.rpartition(".")
    known = module_names()
    return dotted in known or (above in known and name in defined()) or f"{above}.py" in files()


def rows_of_architecture() -> list[tuple[str, str]]:
    """The rows of the table of modules: what they name, and what they say of it."""
    text = (ROOT / "generator" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("\n## Modules\n")[2].partition("\n## ")[0]
    rows = [
        re.split(r"(?<!\\) \| ", line.strip("| ")) for line in table.splitlines() if line.startswith("| `")
    ]
    return [(row[0], " | ".join(row[1:])) for row in rows]


def modules_of(cell: str) -> list[str]:
    """Paths below the package that a row's first cell names, each found from the folder of the one before it.

    Without an ending it is a module or a folder all the same, as in (`swap`); what is no path and is not
    there is a function of the module before it.
    """
    folder, found = "", []
    for word in (word.rstrip("/").removeprefix("suluh/") for word in CODE.findall(cell)):
        near = [f"{folder}/{word}".lstrip("/"), f"{folder.partition('/')[0]}/{word}".lstrip("/"), word]
        path = next((path for path in near if exists(path)), word)
        if exists(path) or not word.isidentifier():
            found.append(path)
            folder = path if (PACKAGE / path).is_dir() else path.rpartition("/")[0]
    return found


def exists(path: str) -> bool:
    """Whether there is such a module or folder below the package."""
    return any((PACKAGE / f"{path}{ending}").exists() for ending in ("", ".py")) or bool(
        "*" in path and list(PACKAGE.glob(path))
    )


@cache
def names_in(path: str) -> set[str]:
    """What a module or a folder of modules below the package defines or takes in."""
    root = PACKAGE / path
    found: set[str] = set()
    for file in [root, root.with_suffix(".py"), *root.rglob("*.py")]:
        if file.is_file():
            for node in ast.walk(tree_of(file)):
                if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                    found.add(node.name)
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    found.add(node.id)
                elif isinstance(node, (ast.Import, ast.ImportFrom)):
                    found |= {alias.asname or alias.name for alias in node.names}
    return found


def test_the_index_of_modules_is_the_package_s_own() -> None:
    assert INDEX.read_text(encoding="utf-8") == write_index(), "run `make modules`"


def test_every_module_says_what_it_is() -> None:
    assert [path for path in modules() if not first_sentence(path)] == []


@pytest.mark.parametrize("path", [*DOCUMENTS, *GUIDES], ids=lambda path: path.name)
def test_what_a_document_names_exists(path: Path) -> None:
    assert list(missing_of(path)) == []


@pytest.mark.parametrize("row", rows_of_architecture(), ids=lambda row: row[0][:60])
def test_modules_hold_what_the_architecture_says_of_them(row: tuple[str, str]) -> None:
    paths = modules_of(row[0])
    assert [path for path in paths if not exists(path)] == []
    held = set().union(*map(names_in, paths))
    words = [word for word in CODE.findall(row[1]) if not word.startswith(("_(", "N_("))]
    calls = [name for word in words for name in CALL.findall(word.partition(" -> ")[0])]
    assert [name for name in calls if name not in held | filters()] == []


def test_docstrings_name_modules_and_functions_that_exist() -> None:
    wrong = []
    for path in modules():
        for node in ast.walk(tree_of(PACKAGE / path)):
            if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
                continue
            for word in CODE.findall(ast.get_docstring(node) or ""):
                lost = [name for name in FILE.findall(word) if name.endswith(".py") and name not in files()]
                lost += [name for name in CALL.findall(word) if name not in defined()]
                lost += [name for name in DOTTED.findall(word) if not is_module_or_name(name)]
                wrong += [f"{path}: {name}" for name in lost]
    assert wrong == []


def test_the_architecture_names_the_layers_in_their_order() -> None:
    text = (ROOT / "generator" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    told = re.search(r"Imports go one way: `([^`]*)`", text)
    assert told and [name.strip() for name in " ".join(told[1].split()).split("→")] == layers()


@pytest.mark.parametrize("path", [*DOCUMENTS, *GUIDES], ids=lambda path: path.name)
def test_commands_that_a_document_names_exist(path: Path) -> None:
    """`make TARGET`, `suluh VERB` and every option of theirs, in running text and in blocks of code."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wrong = []
    for line in [*words_of(path), *blocks_of(path).splitlines()]:
        make = re.match(r"make ([a-z-]+)", line)
        if make and make[1] not in targets:
            wrong.append(line)
        call = re.match(r"(?:\S*bin/)?suluh ([a-z]+)((?: .*)?)$", line.partition("#")[0].strip())
        if call and call[1] in VERBS:
            options = set(re.findall(r"(?<!\S)\[?(--[a-z-]+)", call[2]))
            wrong += [f"{line}: {option}" for option in sorted(options - options_of(call[1]))]
        elif call and re.match(r"suluh [a-z]+(?: |$)", line):
            wrong.append(line)
    assert wrong == []


@cache
def options_of(verb: str) -> frozenset[str]:
    """Every option of a command and of the commands below it."""
    waiting, found = [getattr(import_module(VERBS[verb][0]), verb)], {"--help"}
    while waiting:
        command = waiting.pop()
        found |= {option for parameter in command.params for option in parameter.opts}
        waiting += getattr(command, "commands", {}).values()
    return frozenset(found)


def test_readme_tells_every_command_and_option_that_it_tells_of_rightly() -> None:
    """Each option stands in the row of a command that has it, and every verb has a row."""
    rows = [
        line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("| `suluh ")
    ]
    told: set[str] = set()
    for row in rows:
        verb = row.removeprefix("| `suluh ").split()[0].strip("`")
        told.add(verb)
        other = {match[1] for match in re.finditer(r"`suluh ([a-z]+)[^`]*`", row)}
        known = set().union(*map(options_of, {verb, *other}))
        assert set(re.findall(r"`(?:[^`]* )?(--[a-z-]+)", row)) <= known, row
    assert told == set(VERBS)
