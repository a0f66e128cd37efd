"""Which project a command is about, and its settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from suluh.vocabulary.findings import Finding
    from suluh.vocabulary.settings import Settings

SETTINGS_FILE = "mkdocs.yml"


def choose_root(given: Path | None) -> Path:
    """The given folder, else the nearest one upwards with `mkdocs.yml`. Raises UsageError for none."""
    start = (given or Path.cwd()).resolve()
    folders = (start,) if given else (start, *start.parents)
    for folder in folders:
        if (folder / SETTINGS_FILE).exists():
            return folder
    raise click.UsageError("Tidak ada mkdocs.yml di folder ini atau di atasnya.")


def load_settings(given: Path | None, **overrides: Any) -> tuple[Settings | None, list[Finding]]:
    """The settings of the chosen project, or None with the findings that say why not."""
    from suluh.reading.settings import read_settings

    chosen = {name: value for name, value in overrides.items() if value is not None}
    return read_settings(choose_root(given), **chosen)
