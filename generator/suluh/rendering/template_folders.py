"""Where the templates of pages lie: beside the room or the record type that fills them in."""

from __future__ import annotations

from pathlib import Path

from suluh.record_types import list_folders

_HERE = Path(__file__).parent


def template_folders() -> tuple[Path, ...]:
    """All folders of templates. A template is called by its file name alone, which is unique among them."""
    of_types = (folder / "templates" for folder in list_folders())
    own = (_HERE / "templates", *sorted(_HERE.glob("pages/*/templates")))
    return (*own, *(folder for folder in of_types if folder.is_dir()))
