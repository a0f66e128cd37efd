"""Modules of JavaScript as they are sent: without the lines that are for people alone."""

from __future__ import annotations

import re
from collections.abc import Callable

COUNTER = "kirim/"
MODULES = (COUNTER, "cari/")
"""Folders of assets whose scripts are modules; no text of theirs goes on over a line's end."""
BUNDLES = ("page", "worker", "shapes", "shape-page")
"""Modules of the counter that are sent, each with all that it imports; any other is in one of them."""
_IMPORT = re.compile(r'^import \{ *(.*?),? *\} from "\./([\w-]+)\.js";$', re.M)
_EXPORT = re.compile(r"^export (async function|function\*?|const|let|class) (\$?\w+)", re.M)
_EXPORT_LIST = re.compile(r"^export ?\{ *(.*?) *\};$", re.M)


def shorten_script(text: str) -> str:
    """The script without indentation, blank lines, and lines that are a comment; all else as it stands."""
    kept: list[str] = []
    within = False
    for line in text.splitlines():
        plain = line.strip()
        if within or plain.startswith("/*"):
            within = not plain.endswith("*/")
        elif plain and not plain.startswith("//"):
            kept.append(plain)
    return "\n".join(kept) + "\n"


def bundle(entry: str, read: Callable[[str], str]) -> str:
    """A module with all that it imports as one script; `read` gives a module's text by its name.

    Each module stays a scope of its own, so that names need no change.
    """
    done: dict[str, str] = {}

    def add(name: str) -> None:
        if name in done:
            return
        text = read(name)
        done[name] = ""
        for _, other in _IMPORT.findall(text):
            add(other)
        del done[name]
        done[name] = _as_scope(name, text)

    add(entry)
    given = _exports(read(entry))
    shown = f"export const {{ {', '.join(given)} }} = {_scope_name(entry)};\n" if given else ""
    return "".join(done.values()) + shown


def _as_scope(name: str, text: str) -> str:
    """A module as a function that gives its exports."""
    taken = "".join(
        f"const {{ {names.replace(' as ', ': ')} }} = {_scope_name(other)};\n"
        for names, other in _IMPORT.findall(text)
    )
    given = [f"{other}: {own}" if other != own else own for other, own in _exports(text).items()]
    body = _EXPORT_LIST.sub("", _EXPORT.sub(r"\1 \2", _IMPORT.sub("", text)))
    returned = f"return {{ {', '.join(given)} }};"
    return f"const {_scope_name(name)} = (() => {{\n{taken}{body.strip()}\n{returned}\n}})();\n"


def _exports(text: str) -> dict[str, str]:
    """The names that a module gives, each with its own name for it."""
    given = {name: name for _, name in _EXPORT.findall(text)}
    for listed in _EXPORT_LIST.findall(text):
        for part in listed.split(","):
            own, _, other = part.strip().partition(" as ")
            given[other or own] = own
    return given


def _scope_name(name: str) -> str:
    return f"m_{name.replace('-', '_')}"
