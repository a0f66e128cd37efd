"""What may be chosen in a template of grades."""

from __future__ import annotations

from collections.abc import Iterator

from suluh.reading.index_list import load_indices


def list_indices() -> Iterator[tuple[str, str]]:
    """Codes of the indices that institutions are graded by, with their names."""
    yield from ((code, index.name) for code, index in load_indices().items())
