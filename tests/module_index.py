"""`generator/MODULES.md`, made of the package itself: `make modules` writes it anew.

Each module with the first sentence of its docstring, by layer; and the doors by which libraries enter, as the
contracts of import-linter hold them.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator" / "suluh"
INDEX = ROOT / "generator" / "MODULES.md"
HEAD = """\
# Modules

What each module is, in the words of its own docstring, from the top layer to the ground. Made by
`make modules`, and held to the package by `tests/test_documents_are_true.py`. How they work together
stands in [ARCHITECTURE.md](ARCHITECTURE.md).

## Doors

Each third-party library enters by these modules alone.

| library | enters by |
| --- | --- |
"""


@cache
def contracts() -> list[dict[str, Any]]:
    """The contracts of import-linter in `pyproject.toml`."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    return found


def layers() -> list[str]:
    """Names of the layers below `suluh`, from the top to the ground."""
    (contract,) = (one for one in contracts() if one["type"] == "layers")
    return [re.sub(r"[()]|suluh\.", "", layer) for layer in contract["layers"]]


def doors() -> dict[str, set[str]]:
    """By library the modules or folders that may import it, as paths below the package."""
    found: dict[str, set[str]] = {}
    for contract in contracts():
        for line in contract.get("ignore_imports", []):
            module, _, library = line.partition(" -> ")
            if not library.startswith("suluh"):
                found.setdefault(library.removesuffix(".**"), set()).add(path_of(module))
    return found


def path_of(module: str) -> str:
    """`suluh.reading.submitted_tables` as `reading/submitted_tables.py`, a whole layer as `rendering/`."""
    parts = [part for part in module.split(".")[1:] if part not in ("**", "*")]
    folder = PACKAGE.joinpath(*parts)
    return "/".join(parts) + ("/" if folder.is_dir() else ".py")


def modules() -> list[str]:
    """Paths of all modules below the package, layer by layer."""
    order = {name: number for number, name in enumerate(layers())}

    def rank(path: str) -> tuple[int, str, str]:
        folder, _, name = path.rpartition("/")
        return order.get(path.split("/")[0].removesuffix(".py"), len(order)), folder, name

    filled = (path for path in PACKAGE.rglob("*.py") if path.stat().st_size)
    return sorted((path.relative_to(PACKAGE).as_posix() for path in filled), key=rank)


@cache
def tree_of(path: Path) -> ast.Module:
    """A Python file, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def first_sentence(path: str) -> str:
    """The first sentence of a module's docstring, on one line; empty where it has none."""
    text = " ".join((ast.get_docstring(tree_of(PACKAGE / path)) or "").split("\n\n")[0].split())
    sentence = re.match(r".*?[.:](?= [A-Z`]|$)", text)
    return (sentence[0] if sentence else text).rstrip(":.").replace("|", "\\|")


def write_index() -> str:
    """The whole text of `MODULES.md`."""
    lines = [
        f"| {library} | {', '.join(f'`{door}`' for door in sorted(some))} |"
        for library, some in sorted(doors().items(), key=lambda pair: pair[0].lower())
    ]
    text, room = HEAD + "\n".join(lines) + "\n", "."
    for path in modules():
        folder = path.rpartition("/")[0]
        if folder != room:
            room = folder
            text += f"\n## `{room or 'suluh'}/`\n\n"
        text += f"- `{path.rpartition('/')[2]}`: {first_sentence(path)}\n"
    return text


def named_modules() -> Iterator[str]:
    """Dotted names of all modules and packages, without `suluh`: `reading.submitted_tables`, `reading`."""
    for path in modules():
        yield path.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")


if __name__ == "__main__":
    INDEX.write_text(write_index(), encoding="utf-8", newline="\n")
