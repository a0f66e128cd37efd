"""Lines of texts above a header that is whole without them: part of the names, or remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from suluh.intake.cell_signs import is_date, is_number
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import begins_with, is_place_and_day
from suluh.vocabulary.header_names import read_levels
from suluh.words.saying import N_

UPPER = "judul_atas"
NAMES, NEAREST, REMARK = "judul", "terdekat", "catatan"
_REMARK = re.compile(r"(?i)\d+[.)]\s.*|.*[.:;!?]|.*\d{4}\b.*\d.*|(?:tabel|table|lampiran|formulir)\b.*")
_MOST_WORDS = 6
_SHOWN = 60


def settle_upper_lines(layout: Layout, answers: Mapping[str, str]) -> Layout:
    """The layout with such lines as part of its header or as titles, as it was answered or as is likely.

    A line above a whole header is part of it for sure where each of its texts is merged over several columns,
    or stands over several columns of figures and none over what names the rows. Others are in doubt, and so
    is what stands above them.
    """
    last = _last_doubtful(layout)
    if last < 0:
        return layout
    rows = tuple(index for index in layout.header if index <= last)
    near = _nearest(layout, rows)
    answer = answers.get(UPPER, _likely(rows, near))
    gone = {REMARK: rows, NEAREST: tuple(index for index in rows if index not in near)}.get(answer, ())
    kept = _without(layout, gone) if gone else layout
    return kept if UPPER in answers else replace(kept, doubtful=rows, nearest=near)


def ask_upper_lines(layout: Layout) -> Doubt:
    """Whether the lines in doubt are part of the names."""
    region = layout.region
    first, last = region.lines[layout.doubtful[0]], region.lines[layout.doubtful[-1]]
    text = " / ".join(cell for index in layout.doubtful for cell in region.rows[index] if cell)
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    lines = str(first) if first == last else f"{first}–{last}"
    likely = _likely(layout.doubtful, layout.nearest)
    choices = [
        Choice(NAMES, N_("Bagian dari nama kolom di bawahnya")),
        Choice(REMARK, N_("Catatan: tidak ikut dibaca")),
    ]
    if 0 < len(layout.nearest) < len(layout.doubtful):
        values = {"lines": ", ".join(str(region.lines[index]) for index in layout.nearest)}
        choices.insert(1, Choice(NEAREST, N_("Hanya baris %(lines)s bagian dari nama kolom"), values))
    return Doubt(
        UPPER,
        N_("Baris %(lines)s (“%(text)s”) berdiri di atas judul kolom yang sudah lengkap. Apakah itu?"),
        {"lines": lines, "text": shown},
        tuple(choices),
        likely=likely,
    )


def _last_doubtful(layout: Layout) -> int:
    """The lowest line above the least whole header that nothing shows to be part of it; -1 for none."""
    whole = _whole_from(layout)
    for index in reversed(layout.header):
        if index < whole and not _groups_columns(layout, index):
            return index
    return -1


def _whole_from(layout: Layout) -> int:
    """The lowest line from which on the header names each column with a text below it, no two alike."""
    for index in reversed(layout.header):
        levels = _levels(layout, [row for row in layout.header if row >= index])
        beside = _merged_with_left(layout, index)
        named = [place for place, full in enumerate(layout.levels) if full and place not in beside]
        names = [levels[place] for place in named]
        if all(names) and len(set(names)) == len(names):
            return index
    return -1


def _merged_with_left(layout: Layout, index: int) -> set[int]:
    """Columns whose name in the header's last line is that to their left, the cells being merged."""
    region = layout.region
    top, last = region.lines[index], region.lines[layout.header[-1]]
    return {
        column - region.first_column
        for area in region.merged
        if top <= area.first_line and area.last_line >= last
        for column in range(area.first_column + 1, area.last_column + 1)
    }


def _levels(layout: Layout, header: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    region = layout.region
    return read_levels(
        [region.rows[row] for row in header],
        [region.lines[row] for row in header],
        region.first_column,
        region.merged,
    )


def _groups_columns(layout: Layout, index: int) -> bool:
    """Whether the line parts the columns into groups: each of its texts stands over several columns."""
    region = layout.region
    line, row = region.lines[index], region.rows[index]
    places = [column for column, cell in enumerate(row) if cell]
    if _has_remark(layout, index):
        return False
    spans = {
        area.first_column - region.first_column: area.last_column - area.first_column
        for area in region.merged
        if area.first_line <= line <= area.last_line
    }
    if spans:
        return all(spans.get(column, 0) > 0 for column in places)
    spread = all(end - place > 1 for place, end in zip(places, [*places[1:], layout.width], strict=True))
    return spread and all(column in layout.numbers for column in range(places[0], layout.width))


def _nearest(layout: Layout, rows: Sequence[int]) -> tuple[int, ...]:
    """Those of the lines that stand right above the header and have a text wherever it has one."""
    region = layout.region
    below = next(index for index in layout.header if index > rows[-1])
    found: list[int] = []
    for index in reversed(rows):
        together = region.lines[below] - region.lines[index] == 1
        if not together or _places(layout, index) != _places(layout, below) or _has_remark(layout, index):
            break
        found.insert(0, index)
        below = index
    return tuple(found)


def _has_remark(layout: Layout, index: int) -> bool:
    return any(_is_remark(cell) for cell in layout.region.rows[index] if cell)


def _places(layout: Layout, index: int) -> list[bool]:
    return [bool(cell) for cell in layout.region.rows[index]]


def _likely(rows: Sequence[int], near: Sequence[int]) -> str:
    """All of them where each is like a header; else what is so right above it, or none."""
    if not near:
        return REMARK
    return NAMES if len(near) == len(rows) else NEAREST


def _is_remark(text: str) -> bool:
    """Whether a text reads like a sentence, a day, or what stands around tables, and not like a name."""
    return (
        bool(begins_with("catatan", text))
        or _REMARK.fullmatch(text) is not None
        or len(text.split()) > _MOST_WORDS
        or is_date(text)
        or is_number(text)
        or is_place_and_day(text)
    )


def _without(layout: Layout, rows: Sequence[int]) -> Layout:
    """The layout whose header begins below these lines, which are titles."""
    region = layout.region
    header = tuple(index for index in layout.header if index not in rows)
    said = region.texts(rows)
    return replace(
        layout,
        titles=tuple(sorted((*layout.titles, *said))),
        header=header,
        levels=_levels(layout, header),
    )
