"""What stands among a block's data: notes below them, rows that name a group, cells filled from above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.intake.closing_rows import ClosingRows, find_closing_rows
from suluh.intake.derived_row import DerivedRow, all_but
from suluh.intake.derived_rows import find_derived_rows, summable_columns
from suluh.intake.figured_total import find_figured_total
from suluh.intake.group_totals import find_group_totals
from suluh.intake.grouped_rows import NO_GROUPS, FilledDown, GroupRows, find_filled_down, find_group_rows
from suluh.intake.header_lines import Layout
from suluh.intake.reckoned_rows import DATA, RECKONED, find_reckoned_rows
from suluh.intake.shape_words import tidy
from suluh.intake.summed_runs import ROWS_TOO, SUMMED, find_summed_runs
from suluh.intake.tree_rows import TreeRows, find_tree_rows

MERGED = "angka_gabung"
ONCE, EACH = "sekali", "tiap"
CLOSING = "baris_akhir"
NOTES, ROWS = "catatan", "data"


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a block, by index: `data` as they count, `notes` with their texts, `derived` and `groups`.

    `groups` are rows that only name those below them, with the name; `fill_down` columns whose empty cells
    take what stands above; `tree` rows of sums by their codes, which are among `data`. `asked_groups` and
    `asked_columns` are those that only blanks speak for: asked, and settled by `kelompok` and `isi_ke_bawah`.
    `closing` are the rows at the end that may be notes, where that is in doubt: settled by `baris_akhir`;
    `reckoned` are those of the notes that look worked out of the others: settled by `hitungan`, and asked
    where `asks_reckoned`; `headings` are those of the derived rows that name their parts below them;
    `named_groups` are the groups that are taken, with the name of the first above the header;
    `asked_sums` are derived rows that no word marks: settled by `jumlah_baris`;
    `merged_amounts` columns of amounts in cells merged over several rows: settled by `angka_gabung`.
    """

    data: tuple[int, ...]
    notes: tuple[tuple[int, str], ...] = ()
    derived: tuple[DerivedRow, ...] = ()
    groups: tuple[tuple[int, str], ...] = ()
    fill_down: tuple[int, ...] = ()
    tree: TreeRows | None = None
    asked_groups: GroupRows | None = None
    asked_columns: tuple[FilledDown, ...] = ()
    merged_amounts: tuple[int, ...] = ()
    closing: ClosingRows | None = None
    reckoned: tuple[tuple[int, str], ...] = ()
    asks_reckoned: bool = False
    headings: tuple[int, ...] = ()
    named_groups: GroupRows = NO_GROUPS
    asked_sums: tuple[DerivedRow, ...] = ()


def read_body(layout: Layout, answers: Mapping[str, str]) -> Body:
    """What a block's rows below the header are, as far as nothing else was answered."""
    indices = list(range(layout.start, layout.end))
    closing = find_closing_rows(layout)
    said = answers.get(CLOSING, NOTES if closing.likely else ROWS)
    from_row = closing.asked_from
    notes = [entry for entry in closing.notes if from_row < 0 or said == NOTES or entry[0] < from_row]
    if notes:
        gone = {index for index, _ in notes}
        indices = [index for index in indices if index not in gone]
    groups = find_group_rows(layout, indices)
    answer = answers.get("kelompok", "")
    taken = groups.rows if (answer == "kelompok" or (not answer and (groups.sure or groups.likely))) else ()
    if taken:
        gone = {index for index, _ in taken}
        indices = [index for index in indices if index not in gone]
    looked = [layout.region.rows[index] for index in indices[:100]]
    named = [index for index, _ in taken]
    summable = summable_columns(layout, looked)
    heads = find_group_totals(layout, indices, summable, named)
    apart = {entry.index for entry in heads}
    derived = find_derived_rows(
        layout, [index for index in indices if index not in apart] if apart else indices
    )
    derived += heads
    if derived:
        gone = {entry.index for entry in derived}
        indices = [index for index in indices if index not in gone]
    is_data = answers.get(RECKONED) == DATA
    reckoned = [] if is_data else find_reckoned_rows(layout, indices, derived)
    if reckoned:
        gone = {index for index, _ in reckoned}
        indices = [index for index in indices if index not in gone]
        notes = [*reckoned, *notes]
    tree = find_tree_rows(layout, indices) if not taken else None
    summed = _name_by_texts(layout, indices, find_summed_runs(layout, indices, summable)) if not tree else []
    if summed and answers.get(SUMMED) != ROWS_TOO:
        gone = {entry.index for entry in summed}
        indices = [index for index in indices if index not in gone]
        derived += [replace(entry, sure=True) for entry in summed] if SUMMED in answers else summed
        whole = find_figured_total(layout, indices, summable) if len(indices) > 2 else []
        indices = all_but(indices, (entry.index for entry in whole))
        derived += whole
    filled = find_filled_down(layout, indices)
    stated = answers.get("isi_ke_bawah", "")
    return Body(
        tuple(indices),
        tuple(notes),
        tuple(sorted(derived, key=lambda entry: entry.index)),
        taken,
        tuple(entry.column for entry in filled if _is_filled(entry, answers)),
        tree,
        groups if groups.rows and not groups.sure and not answer else None,
        tuple(entry for entry in filled if not entry.sure and not stated),
        tuple(entry.column for entry in filled if entry.is_amount and MERGED not in answers),
        closing if from_row >= 0 and CLOSING not in answers else None,
        tuple(reckoned),
        bool(reckoned) and RECKONED not in answers,
        tuple(sorted(apart)),
        groups if taken else NO_GROUPS,
        tuple(summed) if SUMMED not in answers else (),
    )


def _name_by_texts(layout: Layout, indices: Sequence[int], found: Sequence[DerivedRow]) -> list[DerivedRow]:
    """The rows with the texts by which a recipe knows them; none where another row has one of those."""
    rows = layout.region.rows
    labels = [at for at in range(layout.width) if at not in layout.numbers]
    gone = {entry.index for entry in found}
    others = {tidy(rows[index][at]) for index in indices if index not in gone for at in labels}
    named = [
        replace(
            entry, mark=next((rows[entry.index][at] for at in labels if _is_name(rows[entry.index][at])), "")
        )
        for entry in found
    ]
    return named if all(entry.mark and tidy(entry.mark) not in others for entry in named) else []


def _is_name(text: str) -> bool:
    return bool(text) and not text.rstrip(".").isdecimal()


def _is_filled(entry: FilledDown, answers: Mapping[str, str]) -> bool:
    """Whether the column's empty cells take what stands above, as it was answered or as is likely."""
    if entry.is_amount:
        return answers.get(MERGED) == EACH
    stated = answers.get("isi_ke_bawah", "")
    return entry.sure or stated == "isi" or (not stated and entry.likely)
