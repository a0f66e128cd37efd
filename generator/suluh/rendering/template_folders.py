"""Where the templates of pages lie: beside the room that fills them in, those of no room in `templates/`."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent

TEMPLATE_FOLDERS = (_HERE / "templates", *sorted(_HERE.glob("pages/*/templates")))
"""A template is called by its file name alone, which is unique among them."""
