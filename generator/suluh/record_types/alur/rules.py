"""Do plans name a sasaran that there is, and do budgets count no account together with what it holds?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell, note_cell
from suluh.vocabulary.codes import normalise_code
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.goals import (
    SASARAN,
    grow_tree,
)
from suluh.vocabulary.threads import Record


def check_plan_goals(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """A warning for each sasaran that plans name and no table of goals has, once with its number of rows."""
    tree = grow_tree(lookups.records.get("tujuan", ()))
    if not tree:
        return
    ids = ", ".join(goal.id for goal in tree.goals.values() if goal.jenis == SASARAN)
    unknown: dict[str, list[Record]] = {}
    outside: dict[tuple[str, int], list[Record]] = {}
    for record in records:
        text, year = record.text("sasaran"), record.whole("tahun")
        goal = tree.find(text, year) if text else None
        if text and goal is None:
            unknown.setdefault(text, []).append(record)
        elif goal is not None and not goal.covers(year):
            outside.setdefault((goal.id, year), []).append(record)
    for some in unknown.values():
        yield note_cell("G008", some[0], "sasaran", places, jumlah=str(len(some)), ada=ids)
    for (goal_id, year), some in outside.items():
        goal = tree.goals[goal_id]
        details = {"kode": goal_id, "tahun": str(year), "masa": f"{goal.since}-{goal.until}"}
        yield note_cell("G009", some[0], "sasaran", places, jumlah=str(len(some)), **details)


def check_budget_rows(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """An error for each account that is written beside the accounts within it: its sum would count twice."""
    found: dict[tuple[str, str, str], dict[str, Record]] = {}
    for record in records:
        code = normalise_code(record.text("kode_sub_kegiatan"))
        key = (record.text("tahun"), record.text("instansi"), code)
        found.setdefault(key, {}).setdefault(record.text("kode_rekening"), record)
    for accounts in found.values():
        told: set[str] = set()
        for code in accounts:
            above = next((name for name in _above(code) if name in accounts), None)
            if above is not None and above not in told:
                told.add(above)
                yield fail_cell("A023", accounts[above], "kode_rekening", places, rincian=code)


def _above(code: str) -> Iterator[str]:
    """The accounts that hold an account: `5` and `5.1` for `5.1.02`."""
    parts = code.split(".")
    yield from (".".join(parts[:length]) for length in range(1, len(parts)))
