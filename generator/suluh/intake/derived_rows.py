"""Rows that are the sum or the mean of others: by their word, by their place, by their figures."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from suluh.intake.cell_signs import sample_indices
from suluh.intake.derived_row import DerivedRow, all_but, that_add_up
from suluh.intake.figured_total import find_figured_total
from suluh.intake.header_lines import Layout
from suluh.intake.named_sums import find_named_sums
from suluh.intake.reckoned_rows import trailing_years
from suluh.intake.shape_words import begins_with, is_among, read_mark, words
from suluh.intake.stated_sums import Amounts, Comparison, summable, weight
from suluh.reading.recipe_rows import is_bare

_WORDLESS_LIMIT = 5000
_LEAST_WEIGHT = 3


def find_derived_rows(layout: Layout, indices: Sequence[int]) -> list[DerivedRow]:
    """The derived ones among a block's rows, in their order."""
    rows = layout.region.rows
    if len(indices) < 2 or layout.width < 2:
        return []
    marks = {**find_named_sums(layout, indices), **_marks(rows, indices, layout.width)}
    looked = [rows[index] for index in indices[:100]]
    columns = summable_columns(layout, looked)
    small = len(indices) <= _WORDLESS_LIMIT
    unnamed = _unnamed(layout, indices, columns) if small else set()
    found = (
        _by_word(layout, indices, {**dict.fromkeys(unnamed, ("", "")), **marks}, columns)
        if marks or unnamed
        else []
    )
    rest = all_but(indices, (entry.index for entry in found))
    years = trailing_years(layout, indices)  # of the whole, below its total
    rest, whole = all_but(rest, years), all_but(indices, years)
    if small and columns and len(rest) > 2 and rest[0] == whole[0] and rest[-1] == whole[-1]:
        found += find_figured_total(layout, rest, columns)
    return sorted(found, key=lambda entry: entry.index)


def summable_columns(layout: Layout, looked: Sequence[Sequence[str]]) -> list[int]:
    """Columns whose figures can be added up: no codes, no years, no numbers of rows."""
    return [
        column
        for column in layout.numbers
        if summable(looked, column) and not (column == 0 and _counts_rows(looked, column))
    ]


def _marks(rows: Sequence[Sequence[str]], indices: Sequence[int], width: int) -> dict[int, tuple[str, str]]:
    """Rows with a cell that may mark a total: the cell, and how sure it is."""
    initials = {
        word[0] for name in ("jumlah", "rata_rata", "kolom_jumlah", "awal_jumlah") for word in words(name)
    }
    initials |= {initial.upper() for initial in initials} | {"("}
    found: dict[int, tuple[str, str]] = {}
    for column in range(width):
        texts = {row[column] for row in (rows[index] for index in indices)}
        kinds = {text: kind for text in texts if text[:1] in initials and (kind := read_mark(text))}
        if not kinds:
            continue
        for index in indices:
            text = rows[index][column]
            if text in kinds and found.get(index, ("", ""))[1] != "exact":
                found[index] = (text, kinds[text])
    return found


def _counts_rows(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column numbers the rows: 1, 2, 3."""
    cells = [row[column] for row in rows if row[column].isdecimal()]
    return len(cells) > 1 and cells[:2] == ["1", "2"] and cells == [str(n + 1) for n in range(len(cells))]


def _unnamed(layout: Layout, indices: Sequence[int], columns: Sequence[int]) -> set[int]:
    """Rows with amounts and nothing that names them: no text, code or year, where other rows have one."""
    rows = layout.region.rows
    labels = [column for column in range(layout.width) if column not in columns]
    if not labels or not columns:
        return set()
    return {
        index
        for index in indices
        if not any(rows[index][column] for column in labels)
        and any(rows[index][column] for column in columns)
        and is_bare(rows[index])
    }


def _by_word(
    layout: Layout, indices: Sequence[int], marks: Mapping[int, tuple[str, str]], columns: Sequence[int]
) -> list[DerivedRow]:
    """Rows that a word, or the want of any text, and their figures show to be totals.

    What turns out to be none is a part of the others, so they are looked at once more.
    """
    candidates = sorted(marks)
    bare = _bare(layout, indices, marks)
    found: list[DerivedRow] = []
    for _ in range(2):
        amounts = Amounts(layout.region.rows, columns, all_but(indices, candidates))
        rows = [_compare(layout, candidates, place, marks, amounts) for place in range(len(candidates))]
        sound = _sound_marks(
            entry for entry in rows if entry.index not in bare or marks[entry.index][1] != "exact"
        )
        found = [
            entry
            for entry in rows
            if entry.mark in sound
            or _stands_by_word(layout, entry, marks[entry.index][1], amounts, bare=bare)
        ]
        kept = [entry.index for entry in found]
        if kept == candidates:
            break
        candidates = kept
    return found


def _compare(
    layout: Layout,
    candidates: Sequence[int],
    place: int,
    marks: Mapping[int, tuple[str, str]],
    amounts: Amounts,
) -> DerivedRow:
    index = candidates[place]
    text = marks[index][0]
    start = begins_with("awal_jumlah", text)
    reckoned = is_among("rata_rata", text) or is_among("baris_bagian", text)
    mean = reckoned or start.startswith(("rata", "rer", "ave"))
    comparisons, parts = _best_parts(candidates, place, amounts, mean=mean)
    return DerivedRow(index, text, that_add_up(layout, comparisons), parts, is_mean=mean)


def _stands_by_word(
    layout: Layout, entry: DerivedRow, kind: str, amounts: Amounts, *, bare: frozenset[int]
) -> bool:
    """Whether the row's word is enough: it leaves out what rows have, and the word is no longer name."""
    if entry.index not in bare or kind not in ("exact", "prefix"):
        return False
    if entry.is_mean and kind == "prefix":
        return any(comparison.fits for comparison in entry.comparisons)
    return (
        kind == "exact"
        or _lacks_number(layout, amounts.leaves, entry.index)
        or _ends_table(layout, entry, amounts)
    )


def _ends_table(layout: Layout, entry: DerivedRow, amounts: Amounts) -> bool:
    """Whether the row is the last and names the whole: a region (`Jumlah Kota Baubau`), or what titles name.

    So it is a total though its figures are missing, or miss their sum.
    """
    if not amounts.leaves or entry.index < amounts.leaves[-1]:
        return False
    rest = entry.mark[len(begins_with("awal_jumlah", entry.mark)) :].strip(" :.-")
    title = " ".join(text for _, text in layout.titles).casefold()
    return bool(begins_with("wilayah", rest)) or (len(rest) > 3 and rest.casefold() in title)


def _sound_marks(rows: Iterable[DerivedRow]) -> frozenset[str]:
    """Marks whose rows are the sums of their parts, each of them, by more than chance would bring."""
    weights: dict[str, int] = {}
    for entry in rows:
        fits = [comparison for comparison in entry.comparisons if comparison.fits and comparison.total]
        right = bool(fits) and not entry.misses and entry.parts > 1 and not entry.is_mean
        known = weights.get(entry.mark, 0)
        weights[entry.mark] = known + weight(fits) if right and known >= 0 else -1
    return frozenset(mark for mark, found in weights.items() if found >= _LEAST_WEIGHT)


def _bare(layout: Layout, indices: Sequence[int], marks: Mapping[int, tuple[str, str]]) -> frozenset[int]:
    """Marked rows that leave out what others have: a text, or their number; all where one column names rows.

    A row that has all of it may only hold the word among its values (`jumlah` as a way to count); so may
    the rest, where most rows with that word do.
    """
    rows = layout.region.rows
    unmarked = [index for index in indices if index not in marks]
    looked = [rows[unmarked[place]] for place in sample_indices(0, len(unmarked))]
    counts = _counts_rows(looked, 0) and all(row[0] for row in looked)
    labels = [
        column
        for column in range(layout.width)
        if (column not in layout.numbers and looked and all(row[column] for row in looked))
        or (column == 0 and counts)
    ]
    if len([column for column in labels if column not in layout.numbers]) <= 1 and not counts:
        bare = frozenset(marks)
    else:
        bare = frozenset(
            index
            for index in marks
            if any(not rows[index][column] for column in labels)
            or (counts and not rows[index][0].isdecimal())
        )
    if len(bare) * 2 > len(indices):
        return frozenset()
    times = Counter(text for text, _ in marks.values())
    bare_times = Counter(marks[index][0] for index in bare)
    return frozenset(index for index in bare if bare_times[marks[index][0]] * 2 > times[marks[index][0]])


def _lacks_number(layout: Layout, indices: Sequence[int], index: int) -> bool:
    """Whether the rows are numbered in the first column, and this one is not."""
    rows = layout.region.rows
    numbered = [rows[other] for other in indices]
    return not rows[index][0].isdecimal() and all(row[0] for row in numbered) and _counts_rows(numbered, 0)


def _best_parts(
    candidates: Sequence[int], position: int, amounts: Amounts, *, mean: bool
) -> tuple[list[Comparison], int]:
    """What the row adds up, as its figures fit best, and how many rows that are.

    Rows since the total before it; all above; those below, to the next total; all; or the totals above.
    """
    index, leaves = candidates[position], amounts.leaves
    here = bisect_left(leaves, index)
    before = bisect_left(leaves, candidates[position - 1]) if position else 0
    after = bisect_left(leaves, candidates[position + 1]) if position + 1 < len(candidates) else len(leaves)
    best: tuple[list[Comparison], int] = ([], 0)
    score = (-1, 0)
    for start, end in dict.fromkeys(
        ((before, here), (0, here), (here, after), (here, len(leaves)), (0, len(leaves)))
    ):
        if start == end:
            continue
        comparisons = amounts.compare(index, start, end, mean=mean)
        own = (sum(entry.fits for entry in comparisons), -sum(not entry.fits for entry in comparisons))
        if own > score:
            best, score = (comparisons, end - start), own
    return best
