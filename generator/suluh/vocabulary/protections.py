"""How a forge guards the branch that is published: each protection by name, and whether it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

Answers = Mapping[str, Any]
"""What a forge's API answered, by path; None, or no entry, for what was not seen; {} where nothing is set."""


class State(Enum):
    """Whether a protection is there; `UNKNOWN` is never taken for yes."""

    PRESENT = "ada"
    MISSING = "tidak ada"
    UNKNOWN = "tidak diketahui"
    NOT_OFFERED = "tidak ditawarkan"


@dataclass(frozen=True, slots=True)
class Guarded:
    """The branch that is published, in a forge's project (`owner/name`), and the checks it must ask for."""

    forge: str
    project: str
    branch: str
    checks: tuple[str, ...] = ()


def as_state(value: bool | None) -> State:
    """True, False or None (not seen) as a state."""
    if value is None:
        return State.UNKNOWN
    return State.PRESENT if value else State.MISSING


def either(*values: bool | None) -> bool | None:
    """Whether any of several rules gives a protection; None where none does and one was not seen."""
    if True in values:
        return True
    return None if None in values else False
