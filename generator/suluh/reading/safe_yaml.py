"""YAML and JSON as text that a stranger wrote: small, shallow, without tags, anchors or repeated keys.

PyYAML's event stream is read instead of its objects, so that nothing is built before it is
counted. Scalars stay text: only unquoted `true`, `false`, `null` and plain integers are not,
because `010`, `1.10`, `12:30` and `NO` must arrive as they were written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import yaml

from suluh.vocabulary.findings import Finding, Place

SIZE_LIMIT = 256 * 1024
DEPTH_LIMIT = 20
NODE_LIMIT = 10_000
OWN_NODE_LIMIT = 100_000
TEXTS_KEPT = 256
"""Texts of one process that are not parsed anew: each preview reads the same descriptors again."""

_FASTEST = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_PLAIN_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_PLAIN_WORDS = {"true": True, "false": False, "null": None, "": None, "~": None}


class LocatedDict(dict[str, Any]):
    """A mapping that remembers on which line of its file (from 1) each of its keys stands."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


def line_of(mapping: object, key: str) -> int | None:
    """Line of a key of a mapping that was read from YAML; None where it is not known."""
    return mapping.lines.get(key) if isinstance(mapping, LocatedDict) else None


def load_yaml(
    text: str, path: str, *, size_limit: int = SIZE_LIMIT, node_limit: int = NODE_LIMIT
) -> tuple[Any, list[Finding]]:
    """The one document in `text`, or None with findings that name `path` and the line. Never raises."""
    if len(text.encode("utf-8", "surrogatepass")) > size_limit:
        return None, [_too_big("F105", path, None, f"{size_limit // 1024} KB")]
    value, findings = _load_once(text, path, node_limit)
    return _copy(value), list(findings)


def load_own_yaml(text: str, path: str) -> tuple[Any, list[Finding]]:
    """The same of a file that the package itself holds: larger ones too, and by libyaml where it is there.

    A stranger's text is read by Python alone, whatever the system; ours means the same to both.
    """
    return _load(text, _Builder(path, OWN_NODE_LIMIT), _FASTEST)


@lru_cache(maxsize=TEXTS_KEPT)
def _load_once(text: str, path: str, node_limit: int) -> tuple[Any, tuple[Finding, ...]]:
    """What a text holds; whoever looks at a project again and again has most of its texts unchanged."""
    value, findings = _load(text, _Builder(path, node_limit), yaml.SafeLoader)
    return value, tuple(findings)


def _copy(value: Any) -> Any:
    """The same value anew, for whoever changes it; it is never deeper than `DEPTH_LIMIT`."""
    if isinstance(value, LocatedDict):
        fresh = LocatedDict()
        fresh.update((key, _copy(entry)) for key, entry in value.items())
        fresh.lines.update(value.lines)
        return fresh
    return [_copy(entry) for entry in value] if isinstance(value, list) else value


def _load(text: str, builder: _Builder, loader: Any) -> tuple[Any, list[Finding]]:
    path = builder.path
    try:
        return builder.build(yaml.parse(text, Loader=loader)), []
    except _Refused as refused:
        return None, [refused.finding]
    except yaml.MarkedYAMLError as error:
        # A scanner notices what is missing only further on: its context is where the fault begins.
        late = isinstance(error, yaml.scanner.ScannerError) and error.context_mark is not None
        mark = error.context_mark if late else error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        column = str(mark.column + 1) if mark else "?"
        return None, [Finding("F101", Place(path, line=line), details={"posisi": column})]
    except (yaml.YAMLError, ValueError):
        return None, [Finding("F101", Place(path), details={"posisi": "?"})]


def find_value(text: str, keys: Sequence[str | int]) -> tuple[int, int] | None:
    """Where the value at a way of keys and numbers stands in a text that `load_yaml` has read; None for none.

    An empty way is not asked for. What ends a block, blanks and comments, is none of it.
    """
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key] if key < len(node.value) else None
        else:
            return None
    if node is None:
        return None
    start, end = node.start_mark.index, node.end_mark.index
    return start, start + len(text[start:end].rstrip())


def load_json(text: str, path: str, *, size_limit: int = SIZE_LIMIT) -> tuple[Any, list[Finding]]:
    """The value in `text` under the same limits; decimals stay text. Never raises."""
    if len(text.encode("utf-8", "surrogatepass")) > size_limit:
        return None, [_too_big("F105", path, None, f"{size_limit // 1024} KB")]
    if _json_depth(text) > DEPTH_LIMIT:
        return None, [_too_big("F105", path, None, "@levels")]
    try:
        value = json.loads(
            text,
            object_pairs_hook=lambda pairs: _unique_mapping(pairs, path),
            parse_constant=lambda word: _refuse_constant(word, path),
            parse_float=str,
            parse_int=lambda digits: int(digits) if _PLAIN_INTEGER.fullmatch(digits) else digits,
        )
    except _Refused as refused:
        return None, [refused.finding]
    except json.JSONDecodeError as error:
        return None, [Finding("F107", Place(path, line=error.lineno), details={"posisi": str(error.colno)})]
    except (ValueError, RecursionError):
        return None, [Finding("F107", Place(path), details={"posisi": "?"})]
    return value, []


def without_lines(value: Any) -> Any:
    """The same value in plain dicts and lists, for whoever writes it out again."""
    if isinstance(value, dict):
        return {key: without_lines(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [without_lines(entry) for entry in value]
    return value


class _Refused(Exception):
    """Carries the finding out of a parser's callbacks; never leaves this module."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def _too_big(code: str, path: str, line: int | None, limit: str) -> Finding:
    return Finding(code, Place(path, line=line), details={"batas": limit})


class _Builder:
    """Builds one document from events, with an explicit stack: depth costs no recursion."""

    def __init__(self, path: str, node_limit: int) -> None:
        self.path = path
        self.node_limit = node_limit
        self.nodes = 0
        self.stack: list[LocatedDict | list[Any]] = []
        self.keys: list[tuple[str, int] | None] = []
        self.result: Any = None

    def build(self, events: Iterator[yaml.Event]) -> Any:
        documents = 0
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse("F106", line)
                if event.tags:
                    self._refuse("F102", line)
            elif isinstance(event, yaml.NodeEvent):
                self._take_node(event, line)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.stack.pop()
                self.keys.pop()
        return self.result

    def _take_node(self, event: yaml.NodeEvent, line: int) -> None:
        self.nodes += 1
        if self.nodes > self.node_limit:
            raise _Refused(_too_big("F105", self.path, line, "@entries"))
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse("F103", line)
        if getattr(event, "tag", None) is not None:
            self._refuse("F102", line)
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event, line)
            return
        container: LocatedDict | list[Any] = (
            LocatedDict() if isinstance(event, yaml.MappingStartEvent) else []
        )
        if self.stack and isinstance(self.stack[-1], LocatedDict) and self.keys[-1] is None:
            self._refuse("F108", line)
        self._put(container)
        self.stack.append(container)
        self.keys.append(None)
        if len(self.stack) > DEPTH_LIMIT:
            raise _Refused(_too_big("F105", self.path, line, "@levels"))

    def _take_scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        top = self.stack[-1] if self.stack else None
        if isinstance(top, LocatedDict) and self.keys[-1] is None:
            if event.value == "<<" and event.implicit[0]:
                self._refuse("F103", line)
            if event.value in top:
                finding = Finding("F104", Place(self.path, line=line), details={"kunci": event.value})
                raise _Refused(finding)
            self.keys[-1] = (event.value, line)
            return
        self._put(_scalar_value(event))

    def _put(self, value: Any) -> None:
        if not self.stack:
            self.result = value
            return
        top = self.stack[-1]
        if isinstance(top, list):
            top.append(value)
            return
        key = self.keys[-1]
        assert key is not None
        top[key[0]] = value
        top.lines[key[0]] = key[1]
        self.keys[-1] = None

    def _refuse(self, code: str, line: int) -> None:
        raise _Refused(Finding(code, Place(self.path, line=line)))


def _scalar_value(event: yaml.ScalarEvent) -> Any:
    """What a scalar means: text, unless it is unquoted and one of the few plain words or an integer."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _PLAIN_WORDS:
        return _PLAIN_WORDS[text]
    return int(text) if _PLAIN_INTEGER.fullmatch(text) else text


def _json_depth(text: str) -> int:
    """Deepest nesting of brackets outside of strings, counted before the parser may recurse."""
    depth = deepest = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{\]}]', text, re.DOTALL):
        mark = token.group()
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest


def _unique_mapping(pairs: list[tuple[str, Any]], path: str) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise _Refused(Finding("F104", Place(path), details={"kunci": key}))
        mapping[key] = value
    return mapping


def _refuse_constant(word: str, path: str) -> Any:
    raise _Refused(Finding("F107", Place(path), details={"posisi": word}))
