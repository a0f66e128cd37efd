"""Tables side by side on a sheet, parted by an empty column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from suluh.intake.cell_signs import is_code, is_number, is_year, sample_indices
from suluh.intake.row_signs import is_statement
from suluh.intake.shape_words import begins_with, tidy
from suluh.intake.sheet_region import Region, crop
from suluh.vocabulary.header_names import read_column_numbers

_LOOKED_AT, _HEADER_WITHIN = 5, 15


def split_columns(region: Region) -> Iterator[Region]:
    """The region in parts side by side, where an empty column parts two tables and not one."""
    width = region.width
    titled = _without_statements([row for row in region.rows if row.count("") < width - 1]) or list(
        region.rows
    )
    used = [any(column) for column in zip(*titled, strict=True)]
    if all(used) or not any(used):
        size = _repeated_size(region)
        for first in range(0, width, size):
            part = replace(
                region,
                rows=[row[first : first + size] for row in region.rows],
                first_column=region.first_column + first,
            )
            if (cropped := crop(part)) is not None:
                yield cropped if size < width else region
        return
    groups = _groups(used)
    parts = [groups[0]]
    for group in groups[1:]:
        if _stands_alone(titled, parts[-1], group):
            parts.append(group)
        else:
            parts[-1] = (parts[-1][0], group[1])
    for number, (first, last) in enumerate(parts):
        start = 0 if number == 0 else first
        end = width - 1 if number == len(parts) - 1 else parts[number + 1][0] - 1
        cut = replace(
            region,
            rows=[row[start : end + 1] for row in region.rows],
            first_column=region.first_column + start,
        )
        cropped = crop(cut if len(parts) > 1 else region)
        if cropped is not None:
            yield cropped
        del last


def _without_statements(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows from the first on that does not state a thing of all of them: `SKPD`, `: Dinas Kesehatan`."""
    first = next((at for at, row in enumerate(rows) if not is_statement([cell for cell in row if cell])), 0)
    return list(rows[first:])


def _repeated_size(region: Region) -> int:
    """How many columns a table has that goes on beside itself under the same names; else all of them."""
    width = region.width
    for index, row in enumerate(region.rows[:_HEADER_WITHIN]):
        if row.count("") or any(map(is_number, row)):
            continue
        names = [tidy(cell) for cell in row]
        sizes = [size for size in range(2, width // 2 + 1) if width % size == 0]
        size = next((size for size in sizes if names == names[:size] * (width // size)), width)
        above = region.rows[index - 1] if index else ()
        firsts = range(0, width, size)
        keyed = begins_with("kolom_kode", names[0]) or begins_with("kolom_waktu", names[0])
        goes_on = keyed or all(_name_rows(region.column(first, index + 1)) for first in firsts)
        stages = _are_stages([above[first] for first in firsts if above])
        parts = [(first, first + size - 1) for first in firsts]
        return size if goes_on and not (stages and _name_alike(region.rows, parts)) else width
    return width


def _name_rows(cells: Sequence[str]) -> bool:
    """Whether the cells of a part's first column name its rows: texts, years, codes, or numbers in steps."""
    filled = [cell for cell in cells if cell]
    if (
        sum(map(is_number, filled)) * 2 < len(filled)
        or all(map(is_year, filled))
        or all(map(is_code, filled))
    ):
        return True
    numbers = [int(cell) for cell in filled if cell.isdecimal()]
    steps = {after - before for before, after in pairwise(numbers)}
    return steps == {1} or (len(numbers) > 2 and len(steps) == 1 and min(steps) > 0)


def _name_alike(rows: Sequence[Sequence[str]], parts: Sequence[tuple[int, int]]) -> bool:
    """Whether parts side by side name the same row in each line, or only the first part names rows.

    So do codes and texts without a gap, and no amounts: old ones beside new ones.
    """
    numbered = (index for index, row in enumerate(rows) if any(map(is_number, row)))
    body = [row for row in rows[next(numbered, len(rows)) :] if not read_column_numbers(row)]
    named = [_names_of(body, part) for part in parts]
    return all(names in ([], named[0]) for names in named[1:]) or all(
        row[first] and all(cell and not is_number(cell) for cell in row[first + 1 : last + 1])
        for row in body
        for first, last in parts
    )


def _names_of(rows: Sequence[Sequence[str]], part: tuple[int, int]) -> list[str]:
    """The texts of a part's first column of texts; else what its first column names rows by, if it does."""
    columns = [[tidy(row[column]) for row in rows] for column in range(part[0], part[1] + 1)]
    texts = (cells for cells in columns if sum(map(is_number, cells)) * 2 < sum(map(bool, cells)))
    return next(texts, columns[0] if _name_rows(columns[0]) else [])


def _are_stages(headings: Sequence[str]) -> bool:
    """Whether parts side by side are stages of the same rows, as `Semula` and `Menjadi`."""
    return sum(any(begins_with(name, text) for name in ("bukan_jenis", "ukuran")) for text in headings) > 1


def _groups(used: Sequence[bool]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    for column, filled in enumerate(used):
        if filled and (column == 0 or not used[column - 1]):
            groups.append((column, column))
        elif filled:
            groups[-1] = (groups[-1][0], column)
    return groups


def _are_titled(rows: Sequence[Sequence[str]], left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether each part has a title alone above its names, and texts of its own that name its rows."""
    parts = [[row[first : last + 1] for row in rows[:_LOOKED_AT]] for first, last in (left, right)]
    names = [row[right[0]] for row in rows[2:] if row[right[0]]]
    is_named = len(names) > 1 and sum(map(is_number, names)) * 2 < len(names)
    return (
        is_named
        and len(rows) > 2
        and all(part[0][0] and not any(part[0][1:]) and len(part[0]) > 1 and all(part[1]) for part in parts)
    )


def _stands_alone(rows: Sequence[Sequence[str]], left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether columns to the right are a table of their own: own labels, the header again, other rows."""
    looked = [rows[index] for index in sample_indices(0, len(rows))]
    tops = [next((row[part[0]] for row in looked[:_LOOKED_AT] if row[part[0]]), "") for part in (left, right)]
    if _are_stages(tops) and _name_alike(rows, (left, right)):
        return False
    if _are_titled(rows, left, right):
        return True
    labels = {
        tidy(cell) for row in looked for cell in row[left[0] : left[1] + 1] if cell and not is_number(cell)
    }
    first = [row[right[0]] for row in looked if row[right[0]]]
    texts = [tidy(cell) for cell in first if not is_number(cell)]
    if len(texts) > 1 and sum(text in labels for text in texts) * 3 >= len(texts):
        return True
    head = next((row[right[0] : right[1] + 1] for row in looked if any(row[right[0] : right[1] + 1])), ())
    again = [cell for cell in head if cell and tidy(cell) in labels]
    if len(again) >= 1 and right[1] > right[0] and len(again) * 2 >= sum(map(bool, head)):
        return True
    own = [any(row[right[0] : right[1] + 1]) for row in looked]
    other = [any(row[left[0] : left[1] + 1]) for row in looked]
    apart = sum(mine != theirs for mine, theirs in zip(own, other, strict=True))
    return len(texts) > 1 and apart * 4 >= len(looked)
