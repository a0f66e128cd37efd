"""Modules of JavaScript as they are sent: without the lines that are for people alone."""

from __future__ import annotations

MODULES = ("kirim/", "cari/")
"""Folders of assets whose scripts are modules; no text of theirs goes on over a line's end."""


def shorten_script(text: str) -> str:
    """The script without indentation, blank lines, and lines that are a comment; all else as it stands."""
    kept: list[str] = []
    within = False
    for line in text.splitlines():
        plain = line.strip()
        if within or plain.startswith("/*"):
            within = not plain.endswith("*/")
        elif plain and not plain.startswith("//"):
            kept.append(plain)
    return "\n".join(kept) + "\n"
