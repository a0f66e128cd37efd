"""What serves each goal of a five-year plan: threads by the sasaran that their plans name, and their totals.

A thread counts for its sasaran and for all above it. One whose plan rows name several sasaran counts
for what these have in common, so that at every level the parts and the rest add up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from suluh.measuring.rollups import roll_up_all
from suluh.vocabulary.goals import Goal, GoalTree
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.threads import QUARTERS, Thread


def goals_of(tree: GoalTree, thread: Thread) -> tuple[Goal, ...]:
    """The goals that all plan rows of a thread serve, from the visi down; rows that name none say nothing."""
    chains: dict[str, tuple[Goal, ...]] = {}
    for record in thread.rencana:
        text = record.text("sasaran")
        goal = tree.find(text, thread.key.tahun) if text else None
        if goal is not None:
            chains[goal.id] = tree.chain(goal)
    if not chains:
        return ()
    first, *others = chains.values()
    return tuple(goal for goal in first if all(goal in other for other in others))


def group_by_goal(tree: GoalTree, threads: Iterable[Thread]) -> Mapping[str, tuple[Thread, ...]]:
    """Threads by the id of every goal that they serve; under the empty id those that serve none."""
    found: dict[str, list[Thread]] = {"": []}
    for thread in threads:
        for key in [goal.id for goal in goals_of(tree, thread)] or [""]:
            found.setdefault(key, []).append(thread)
    return {key: tuple(some) for key, some in found.items()}


def roll_up_goals(
    tree: GoalTree, threads: Iterable[Thread], *, through: int = QUARTERS[-1]
) -> Mapping[str, Rollup]:
    """Totals of every goal that anything serves, and under the empty id of what serves none."""
    groups = group_by_goal(tree, threads)
    return {key: roll_up_all(some, through=through) for key, some in groups.items()}
