"""The standards with one more file: what the law says once next year's decree is dropped in."""

from __future__ import annotations

import shutil
import sys
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest

from suluh.reading import standard_list

DECREE_FOLDERS = (
    "accounts",
    "citations",
    "coverage",
    "deadlines",
    "documents",
    "flags",
    "formulas",
    "forms",
    "indices",
    "ladders",
    "means",
    "periods",
)
"""Folders of `standards/` whose files are decrees, each the successor of another."""


class Law:
    """A copy of the package's standards that a test may add decrees to; every cache is emptied with each."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Copy the standards and let all readers read the copy."""
        self.folder = folder
        with resources.as_file(resources.files("suluh.standards")) as own:
            shutil.copytree(own, folder)
        copied = {"suluh.standards": folder}
        files = SimpleNamespace(files=lambda name: copied.get(name) or resources.files(name))
        monkeypatch.setattr(standard_list, "resources", files)
        forget_law()

    def drop_in(self, name: str, text: str) -> None:
        """Add the one file `standards/<name>`."""
        path = self.folder / name
        assert not path.exists(), f"{name} is there already: a decree is a new file"
        path.write_text(text, encoding="utf-8")
        forget_law()

    def succeed(self, name: str, successor: str, *changes: tuple[str, str]) -> None:
        """Add a copy of a decree under another name, some of its texts changed."""
        text = (self.folder / name).read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text, before
            text = text.replace(before, after)
        self.drop_in(successor, text)


def forget_law() -> None:
    """Empty whatever the modules keep of what they have read."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "suluh":
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear) and not isinstance(value, type):
                    clear()
