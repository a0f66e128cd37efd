"""What may be chosen in a template of a profile."""

from __future__ import annotations

from collections.abc import Iterator

from suluh.reading.village_variables import load_variables


def list_variables() -> Iterator[tuple[str, str]]:
    """Codes of the variables that villages report, with name and unit."""
    for code, variable in load_variables().items():
        yield code, f"{variable.name} ({variable.unit})"
