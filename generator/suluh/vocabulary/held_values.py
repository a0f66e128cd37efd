"""A value that holds for whatever is called within a block, and is not handed from function to function."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

_Value = TypeVar("_Value")


@contextmanager
def holding(variable: ContextVar[_Value], value: _Value) -> Iterator[None]:
    """Within it the variable has the value; after it the one before."""
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)
