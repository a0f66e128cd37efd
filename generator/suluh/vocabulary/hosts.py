"""What a host of static sites allows, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Host:
    """A host by its name, with the source of its limits and the day on which that was read.

    Sizes are in bytes, lines in signs; None is a limit that the host does not state.
    """

    key: str
    name: str
    source: str
    read: date
    site_bytes: int | None = None
    files: int | None = None
    file_bytes: int | None = None
    files_in_folder: int | None = None
    header_rules: int | None = None
    header_line: int | None = None
    redirects: int | None = None
    redirects_with_holes: int | None = None
    redirect_line: int | None = None
