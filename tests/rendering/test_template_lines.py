"""Templates are read by people: no line of them runs out of the window."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

LONGEST = 160
SUFFIXES = (".html", ".css", ".xml", ".txt")


def test_no_line_of_a_template_is_too_long() -> None:
    package = Path(str(files("suluh")))
    folders = [path for path in package.rglob("*") if path.is_dir() and path.name in ("templates", "theme")]
    templates = [path for folder in folders for path in folder.rglob("*") if path.suffix in SUFFIXES]
    assert len(templates) > 90 and any("record_types" in path.parts for path in templates)
    long = [
        f"{path.relative_to(package).as_posix()}:{number}: {len(line)} characters"
        for path in sorted(templates)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST
    ]
    assert not long, f"Break them at a block, an attribute or within an expression: {long}"
