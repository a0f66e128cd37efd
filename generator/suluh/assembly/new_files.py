"""Files of a new site: written into folders that mostly are there already."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO


def write_text(path: Path, text: str) -> None:
    """Write a text, and the folders above it that are not there yet."""
    with open_new(path) as file:
        file.write(text.encode())


def open_new(path: Path) -> BinaryIO:
    """A file to write, in a folder that mostly is there already."""
    try:
        return path.open("wb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")
