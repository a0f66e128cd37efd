"""Patterns that a stranger may give us to run: short, compilable, and without explosive repetition.

Python's `re` backtracks and cannot be stopped, so a pattern in which one repetition can split the
same text in many ways is refused before it meets a cell.
"""

from __future__ import annotations

import re
import warnings
from typing import Any

try:  # the parser moved in Python 3.11 and is the only way to see a pattern's structure
    from re import _constants as _ops  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    import sre_constants as _ops
    import sre_parse as _parser

LENGTH_LIMIT = 256
REPEAT_LIMIT = 200
_ALPHABET = frozenset(range(0x180))
_EVERYTHING = _ALPHABET | {-1}
_REPEATS = (_ops.MAX_REPEAT, _ops.MIN_REPEAT)
_CATEGORIES = {
    _ops.CATEGORY_DIGIT: re.compile(r"\d"),
    _ops.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    _ops.CATEGORY_SPACE: re.compile(r"\s"),
    _ops.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    _ops.CATEGORY_WORD: re.compile(r"\w"),
    _ops.CATEGORY_NOT_WORD: re.compile(r"\W"),
}


def is_safe_pattern(pattern: object) -> bool:
    """Whether a `pattern` constraint may be run: at most 256 characters, no references, no nested growth."""
    if not isinstance(pattern, str) or len(pattern) > LENGTH_LIMIT:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # `[[` will mean something else one day
            re.compile(pattern)
            tree = _parser.parse(pattern)
        return _is_safe(tree) and _long_repeats(tree) <= 3
    except (re.error, FutureWarning, RecursionError, OverflowError):
        return False


def _is_safe(tree: Any) -> bool:
    """Whether each repetition knows where its next round begins: its first sign is in no inner one."""
    for op, argument in tree:
        if op in (_ops.GROUPREF, _ops.GROUPREF_EXISTS, _ops.ASSERT, _ops.ASSERT_NOT):
            return False
        for inner in _bodies(op, argument):
            if not _is_safe(inner):
                return False
        if op in _REPEATS and argument[1] > 1 and not _is_unambiguous(argument[2]):
            return False
    return True


def _is_unambiguous(body: Any) -> bool:
    if _has(body, (_ops.BRANCH,)):
        return len(list(body)) == 1 and _single_signs(body)
    if not _has(body, _REPEATS):
        return True
    nodes = _flat(body)
    op, argument = nodes[0]
    if op in _REPEATS:
        return False
    first = _signs(op, argument)
    return all(first.isdisjoint(_signs_of_all(inner[2])) for kind, inner in nodes if kind in _REPEATS)


def _single_signs(body: Any) -> bool:
    """Whether a repeated choice has only alternatives of one sign each, none of them twice."""
    op, argument = next(iter(body))
    if op is _ops.SUBPATTERN:
        return _single_signs(argument[3])
    if op is not _ops.BRANCH:
        return False
    seen: set[int] = set()
    for choice in argument[1]:
        entries = list(choice)
        if len(entries) != 1 or entries[0][0] in (*_REPEATS, _ops.BRANCH, _ops.SUBPATTERN):
            return False
        signs = _signs(*entries[0])
        if seen & signs:
            return False
        seen |= signs
    return True


def _flat(body: Any) -> list[tuple[Any, Any]]:
    """Nodes of a body with its plain groups opened."""
    nodes: list[tuple[Any, Any]] = []
    for op, argument in body:
        nodes += _flat(argument[3]) if op is _ops.SUBPATTERN else [(op, argument)]
    return nodes


def _bodies(op: Any, argument: Any) -> list[Any]:
    if op in _REPEATS:
        return [argument[2]]
    if op is _ops.SUBPATTERN:
        return [argument[3]]
    if op is _ops.BRANCH:
        return list(argument[1])
    if op is getattr(_ops, "ATOMIC_GROUP", None):
        return [argument]
    if op is getattr(_ops, "POSSESSIVE_REPEAT", None):
        return [argument[2]]
    return []


def _has(body: Any, kinds: tuple[Any, ...]) -> bool:
    return any(
        op in kinds or any(_has(inner, kinds) for inner in _bodies(op, argument)) for op, argument in body
    )


def _long_repeats(body: Any) -> int:
    """How many repetitions of unbounded or great length a pattern has: each may multiply the work."""
    count = 0
    for op, argument in body:
        count += op in _REPEATS and argument[1] > REPEAT_LIMIT
        count += sum(_long_repeats(inner) for inner in _bodies(op, argument))
    return count


def _signs_of_all(body: Any) -> frozenset[int]:
    signs: frozenset[int] = frozenset()
    for op, argument in body:
        inner = _bodies(op, argument)
        signs |= frozenset().union(*map(_signs_of_all, inner)) if inner else _signs(op, argument)
    return signs


def _signs(op: Any, argument: Any) -> frozenset[int]:
    """Which signs of a small alphabet a node can match; -1 stands for all signs outside of it."""
    if op is _ops.LITERAL:
        return frozenset({argument if argument in _ALPHABET else -1})
    if op is _ops.NOT_LITERAL:
        return _EVERYTHING - {argument}
    if op is _ops.IN:
        entries = [entry for entry in argument if entry[0] is not _ops.NEGATE]
        union = frozenset[int]().union(*(_signs(*entry) for entry in entries))
        return _EVERYTHING - union | {-1} if len(entries) < len(argument) else union
    if op is _ops.RANGE:
        low, high = argument
        inside = frozenset(range(low, min(high, max(_ALPHABET)) + 1)) & _ALPHABET
        return inside | {-1} if high > max(_ALPHABET) else inside
    if op is _ops.CATEGORY:
        match = _CATEGORIES[argument].match
        return frozenset(code for code in _ALPHABET if match(chr(code))) | {-1}
    return frozenset() if op is _ops.AT else _EVERYTHING
