"""The tree of a five-year plan: visi, below it misi, tujuan and sasaran, as rows of `tujuan` say.

An agency's own plan (Renstra) hangs its tujuan below a sasaran of the region's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from suluh.vocabulary.indicators import name_key
from suluh.vocabulary.threads import Record

VISI, MISI, TUJUAN, SASARAN = "visi", "misi", "tujuan", "sasaran"
KINDS = (VISI, MISI, TUJUAN, SASARAN)


@dataclass(frozen=True, slots=True)
class Goal:
    """One node. `since` and `until` are years; `instansi` is empty for the region's own plan."""

    id: str
    jenis: str
    uraian: str
    induk: str = ""
    since: int = 0
    until: int = 0
    instansi: str = ""
    indikator: tuple[str, ...] = ()
    record: Record | None = field(default=None, compare=False, repr=False)

    @property
    def address(self) -> str:
        """The page of a sasaran, or the place of another goal in the tree, from the site's root."""
        return f"rencana/sasaran/{self.id}/" if self.jenis == SASARAN else f"rencana/#t-{self.id}"

    def covers(self, year: int) -> bool:
        """Whether the plan it belongs to is in force in a year."""
        return self.since <= year <= self.until


def allowed_parents(jenis: str, *, of_agency: bool) -> tuple[str, ...]:
    """What kinds of goal one of `jenis` may stand below; `()` for a visi, which stands alone."""
    if jenis == VISI:
        return ()
    above = KINDS[KINDS.index(jenis) - 1] if jenis in KINDS else VISI
    return (above, SASARAN) if jenis == TUJUAN and of_agency else (above,)


@dataclass(frozen=True)
class GoalTree:
    """All goals by id, in the order of their rows. Orphans and circles never make it run for ever."""

    goals: Mapping[str, Goal] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.goals)

    @cached_property
    def roots(self) -> tuple[Goal, ...]:
        """Goals with no parent in the tree: of every plan its visi."""
        return tuple(goal for goal in self.goals.values() if goal.induk not in self.goals)

    @cached_property
    def _children(self) -> Mapping[str, tuple[Goal, ...]]:
        found: dict[str, list[Goal]] = {}
        for goal in self.goals.values():
            found.setdefault(goal.induk, []).append(goal)
        return {key: tuple(some) for key, some in found.items()}

    def children(self, goal: Goal) -> tuple[Goal, ...]:
        """What stands right below a goal."""
        return self._children.get(goal.id, ())

    def chain(self, goal: Goal) -> tuple[Goal, ...]:
        """From the root down to the goal itself; a circle is cut where it closes."""
        found: dict[str, Goal] = {}
        here: Goal | None = goal
        while here is not None and here.id not in found:
            found[here.id] = here
            here = self.goals.get(here.induk)
        return tuple(reversed(found.values()))

    def is_circular(self, goal: Goal) -> bool:
        """Whether going up from the goal comes back to it."""
        top = self.chain(goal)[0]
        return top.induk == goal.id

    def above(self, goal: Goal, jenis: str) -> Goal | None:
        """The nearest goal of a kind on the way up, the goal itself included."""
        return next(
            (other_goal for other_goal in reversed(self.chain(goal)) if other_goal.jenis == jenis), None
        )

    def walk(self, goal: Goal) -> Iterator[Goal]:
        """The goal and all below it, each once, parents first."""
        yield from self._walk(goal, set())

    def _walk(self, goal: Goal, seen: set[str]) -> Iterator[Goal]:
        if goal.id in seen:
            return
        seen.add(goal.id)
        yield goal
        for child in self.children(goal):
            yield from self._walk(child, seen)

    def find(self, text: str, year: int = 0) -> Goal | None:
        """The sasaran that a plan of `year` names by its code or its words; None where there is none.

        Of several with the same words it is the one whose plan is in force.
        """
        named = self.goals.get(text)
        if named is not None:
            return named if named.jenis == SASARAN else None
        some = self._by_words.get(name_key(text), ())
        return next((goal for goal in some if goal.covers(year)), some[0] if some else None)

    @cached_property
    def _by_words(self) -> Mapping[str, tuple[Goal, ...]]:
        found: dict[str, list[Goal]] = {}
        for goal in self.goals.values():
            if goal.jenis == SASARAN:
                found.setdefault(name_key(goal.uraian), []).append(goal)
        return {key: tuple(some) for key, some in found.items()}

    def words(self, text: str, year: int = 0) -> str:
        """What a plan's sasaran says: its words where the plan gives its code."""
        goal = self.find(text, year)
        return goal.uraian if goal else text


def read_goal(record: Record) -> Goal:
    """The goal that a row of the standard `tujuan` is."""
    listed = (part.strip() for part in record.text("indikator").split(";"))
    return Goal(
        id=record.text("id"),
        jenis=record.text("jenis"),
        uraian=record.text("uraian"),
        induk=record.text("induk"),
        since=record.whole("tahun_awal"),
        until=record.whole("tahun_akhir"),
        instansi=record.text("instansi"),
        indikator=tuple(name for name in listed if name),
        record=record,
    )


def grow_tree(records: Iterable[Record]) -> GoalTree:
    """The tree of all rows of `tujuan`; of rows with one id the first counts."""
    goals: dict[str, Goal] = {}
    for record in records:
        goal = read_goal(record)
        if goal.id:
            goals.setdefault(goal.id, goal)
    return GoalTree(goals)
