"""Rows that may share a key, found by the hashes of what stands in its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from suluh.vocabulary.columns import Column
from suluh.vocabulary.remembering import remembered


def find_alike(
    parts: Sequence[Sequence[str]], values: Sequence[Mapping[str, object] | None] = ()
) -> list[int]:
    """Indices of rows that have the cells of another one in all the columns, ascending.

    With `values`, for each column None or what each of its cells counts as, it is those that are compared.
    Whoever shares its cells is among them; that one who is among them does is not said. Raises TypeError for
    values that have no hash.
    """
    values = values or [None] * len(parts)
    columns = [part for part in parts if isinstance(part, Column)]
    if len(columns) < len(parts):
        keys = [*map(hash, zip(*map(_values, parts, values), strict=True))]
        counts = Counter(keys)
        return [index for index, key in enumerate(keys) if counts[key] > 1]
    pairs = [*zip(columns, values, strict=True)]
    if any(column.rises and value is None for column, value in pairs):
        return []
    from suluh.reading.alike_rows import find_alike_rows  # late: only large tables need it

    return find_alike_rows(lambda: zip(*(column.hashes(value) for column, value in pairs), strict=True))


@remembered
def repeats(column: Column) -> bool:
    """Whether two cells of a large column may be the same; worked out once."""
    return bool(find_alike([column]))


def _values(cells: Sequence[str], values: Mapping[str, object] | None) -> Iterator[object]:
    return iter(cells) if values is None else map(values.__getitem__, cells)
