"""The counter's modules send nothing over that nobody asks for: every export and import of a name is used."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.resources import files

SOURCES = {
    path.name: path.read_text(encoding="utf-8")
    for path in files("suluh").joinpath("rendering", "assets", "kirim").iterdir()
    if path.name.endswith(".js")
}
ASKED_LATER = {
    "shape-page.js": {"makePage"},
    "shapes.js": {
        "ShapeReader",
        "makeFormer",
        "makeRegions",
        "readBookSheets",
        "readOtherSheets",
        "readTextSheets",
    },
    "python.js": {"PySet"},
    "python-values.js": {"PyDate"},
}
"""Reached by `import(…)` once a file of unknown shape is there, or by `shape_engine.py`."""
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";$', re.M)
_DECLARED = re.compile(r"^export (?:async )?(?:const|function\*?|class|let) ([\w$]+)", re.M)
_LISTED = re.compile(r"^export \{([^}]*)\};$", re.M)


def names_of(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",")]


def list_imports(source: str) -> list[tuple[str, str]]:
    """Modules and names; `name as other` where it has another name here."""
    return [(module, name) for listed, module in _IMPORT.findall(source) for name in names_of(listed)]


def list_exports(source: str) -> set[str]:
    listed = [name for names in _LISTED.findall(source) for name in names_of(names)]
    return {*_DECLARED.findall(source), *listed}


def test_every_import_is_there_and_used() -> None:
    exported = {module: list_exports(source) for module, source in SOURCES.items()}
    wrong = []
    for module, source in SOURCES.items():
        rest = _IMPORT.sub("", source)
        for origin, name in list_imports(source):
            if origin in exported and name.partition(" ")[0] not in exported[origin]:
                wrong.append(f"{module}: {origin} has no {name}")
            here = re.escape(name.rpartition(" ")[2])
            if not re.search(rf"(?<![\w$])(?<![^.]\.){here}(?![\w$])", rest):
                wrong.append(f"{module}: {here} is not used")
    assert not wrong


def test_every_export_is_asked_for() -> None:
    asked: dict[str, set[str]] = defaultdict(
        set, {module: set(names) for module, names in ASKED_LATER.items()}
    )
    for source in SOURCES.values():
        for origin, name in list_imports(source):
            asked[origin].add(name.partition(" ")[0])
    idle = {
        f"{module}: {name}"
        for module, source in SOURCES.items()
        for name in list_exports(source) - asked[module]
        if not name.startswith("$")  # the script that is translated asks for what it needs of these
    }
    assert not idle
