"""Suluh's command line with a note of every template that it loads: `noting_templates.py NOTES ARGUMENTS…`.

One path below `generator/suluh` a line, in whatever order; a template that several processes load stands
there several times.
"""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, Template


def note_templates(notes: Path, package: Path) -> None:
    """From now on the paths of the package's templates are written to `notes` as they are loaded."""
    load = BaseLoader.load

    def load_and_note(
        loader: BaseLoader,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        template = load(loader, environment, name, globals)
        path = Path(template.filename or "")
        if path.is_relative_to(package):
            with notes.open("a", encoding="utf-8") as file:
                file.write(f"{path.relative_to(package).as_posix()}\n")
        return template

    BaseLoader.load = load_and_note  # type: ignore[method-assign]


if __name__ == "__main__":
    from suluh import cli

    note_templates(Path(sys.argv[1]), Path(cli.__file__).parents[1])
    sys.argv[:2] = ["suluh"]
    cli.main()
