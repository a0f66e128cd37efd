"""What was worked out of a value, kept beside the value and never in it.

A value that holds its own results is not the value it seems: a changed copy would bring old sums along,
and who asks first would decide what all others are told. Here the results lie with the function that
makes them, for one very value (an equal one is reckoned for itself) and for as long as it lives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Generic, TypeVar, TypeVarTuple
from weakref import ref

_Value = TypeVar("_Value")
_Further = TypeVarTuple("_Further")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, eq=False)
class Very(Generic[_Value]):
    """A value by which one it is, not by what is in it: an argument of what is remembered, without a hash.

    What is remembered holds it, so another one cannot come to have its name meanwhile.
    """

    value: _Value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Very) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def remembered(make: Callable[[_Value, *_Further], _Made]) -> Callable[[_Value, *_Further], _Made]:
    """A function of a value and of further hashable arguments, asked once for each and its answer kept.

    The function must go by what it is given alone. Its answer must not be changed by anyone, nor hold the
    value itself, which could not end then. Values need a slot for weak references. What fails is not kept.
    """
    kept: dict[int, dict[tuple[*_Further], _Made]] = {}
    living: dict[int, ref[_Value]] = {}

    def begin(value: _Value) -> dict[tuple[*_Further], _Made]:
        """Room for the answers of a value; its end takes them along, before another value can have its id."""
        name = id(value)

        def forget(_: ref[_Value]) -> None:
            kept.pop(name, None)
            living.pop(name, None)

        living[name] = ref(value, forget)
        return kept.setdefault(name, {})

    @wraps(make)
    def ask(value: _Value, *further: *_Further) -> _Made:
        # Asked by the million: nothing is done for an answer that is there but to find it.
        try:
            return kept[id(value)][further]
        except KeyError:
            pass
        made = make(value, *further)
        answers = kept.get(id(value))
        (begin(value) if answers is None else answers)[further] = made
        return made

    return ask
