"""Which project a command is about, and its settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suluh.cli.speech import option, say

if TYPE_CHECKING:
    from suluh.vocabulary.findings import Finding
    from suluh.vocabulary.settings import Settings

SETTINGS_FILE = "mkdocs.yml"


settings_option = option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="mkdocs.yml yang dipakai sebagai ganti milik --root, misalnya untuk memeriksa kiriman orang.",
)
"""`--settings FILE`: the settings of another checkout, for what a stranger submitted."""


as_of_option = option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="HARI",
    help="Hari yang dipakai sebagai hari ini, seperti 2026-01-31 "
    "(bawaan: per_tanggal di mkdocs.yml, atau hari ini).",
)
"""`--as-of DAY`: the day that counts as today, in the region's zone."""


def choose_root(given: Path | None, settings_file: Path | None = None) -> Path:
    """The given folder, else the nearest one upwards with `mkdocs.yml`. Raises UsageError for none.

    With settings from elsewhere the folder needs none of its own: the given one, else this one.
    """
    start = (given or Path.cwd()).resolve()
    if settings_file is not None:
        if not start.is_dir():
            raise click.UsageError(say("Folder %(name)s tidak ada.", name=start.name))
        return start
    folders = (start,) if given else (start, *start.parents)
    for folder in folders:
        if (folder / SETTINGS_FILE).exists():
            return folder
    raise click.UsageError(say("Tidak ada mkdocs.yml di folder ini atau di atasnya."))


def load_settings(
    given: Path | None,
    settings_file: Path | None = None,
    **overrides: Any,  # noqa: ANN401 - fields of Settings
) -> tuple[Settings | None, list[Finding]]:
    """The settings of the chosen project, or None with the findings that say why not."""
    from suluh.reading.site_settings import read_settings

    chosen = {name: value for name, value in overrides.items() if value is not None}
    return read_settings(choose_root(given, settings_file), settings_file=settings_file, **chosen)
