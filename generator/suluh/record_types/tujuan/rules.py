"""Is the tree of visi, misi, tujuan and sasaran a tree, of whose indicators each is known?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell, name_other, note_cell
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.goals import (
    VISI,
    Goal,
    GoalTree,
    allowed_parents,
    grow_tree,
    read_goal,
)
from suluh.vocabulary.threads import Record


def check_goals(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Findings about the rows of one table of goals; parents may stand in another table."""
    tree = grow_tree(lookups.records.get("tujuan", records))
    indicators = {record.text("id_indikator") for record in lookups.records.get("indikator", ())}
    for record in records:
        goal = read_goal(record)
        first = tree.goals.get(goal.id)
        if first is None or first.record is None:
            continue  # an empty id is told by the schema
        if (first.record.source, first.record.row) != (record.source, record.row):
            yield fail_cell("G004", record, "id", places, **name_other(first.record, places))
            continue
        yield from _check_parent(goal, record, tree, places)
        yield from _check_years(goal, record, tree, places)
        for unknown in (name for name in goal.indikator if indicators and name not in indicators):
            yield note_cell("G007", record, "indikator", places, indikator=unknown)


def _check_parent(goal: Goal, record: Record, tree: GoalTree, places: Places) -> Iterator[Finding]:
    parent = tree.goals.get(goal.induk)
    if not goal.induk:
        if goal.jenis != VISI:
            yield fail_cell("G001", record, "induk", places, kode=goal.id, jenis=goal.jenis)
    elif parent is None:
        yield fail_cell("G001", record, "induk", places, kode=goal.id, jenis=goal.jenis)
    elif tree.is_circular(goal):
        way = [other_goal.id for other_goal in tree.chain(goal)]
        yield fail_cell("G002", record, "induk", places, jalan=" → ".join([goal.id, *way]))
    else:
        allowed = allowed_parents(goal.jenis, of_agency=bool(goal.instansi))
        if parent.jenis not in allowed:
            details = {"jenis": goal.jenis, "jenis_induk": parent.jenis, "harap": " / ".join(allowed) or "-"}
            yield fail_cell("G003", record, "induk", places, **details)


def _check_years(goal: Goal, record: Record, tree: GoalTree, places: Places) -> Iterator[Finding]:
    if goal.since and goal.until and goal.until < goal.since:
        yield fail_cell("G005", record, "tahun_akhir", places, awal=str(goal.since))
        return
    parent = tree.goals.get(goal.induk)
    if parent is not None and not (parent.covers(goal.since) and parent.covers(goal.until)):
        details = {"kode": goal.id, "induk": parent.id, "masa": f"{parent.since}-{parent.until}"}
        yield note_cell("G006", record, "tahun_awal", places, **details)
