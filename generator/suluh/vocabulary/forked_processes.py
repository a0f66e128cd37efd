"""What a forked process leaves until it ends: it goes without the farewells that Python says for others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

_CLOSED_AT_END: dict[int, ExitStack] = {}
"""By process, since a forked one has those of the processes before it too, which are none of its business."""


@contextmanager
def closing_at_end() -> Iterator[None]:
    """All that a forked process does; at its end whatever `closed_at_end` was given is closed."""
    process = os.getpid()
    with ExitStack() as left:
        _CLOSED_AT_END[process] = left
        try:
            yield
        finally:
            del _CLOSED_AT_END[process]


def closed_at_end() -> ExitStack | None:
    """Takes what is to be closed when this process ends; None for one that nobody forked for its work."""
    return _CLOSED_AT_END.get(os.getpid())
