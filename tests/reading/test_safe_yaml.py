"""YAML and JSON: text stays text, nothing explodes, nothing is lost in silence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.safe_yaml import (
    DEPTH_LIMIT,
    NODE_LIMIT,
    LocatedDict,
    line_of,
    load_json,
    load_own_yaml,
    load_yaml,
    without_lines,
)

PACKAGE = Path(load_yaml.__code__.co_filename).parents[1]


def codes(text: str, load: Any = load_yaml) -> list[str]:
    return [finding.code for finding in load(text, "berkas")[1]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("010", "010"),
        ("1.10", "1.10"),
        ("74.72", "74.72"),
        ("12:30:00", "12:30:00"),
        ("NO", "NO"),
        ("True", "True"),
        ("2024-02-30", "2024-02-30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("9" * 19, "9" * 19),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("'true'", "true"),
        ('"12"', "12"),
        ("|\n  12\n", "12\n"),
    ],
)
def test_scalars_stay_text_but_for_plain_words_and_integers(text: str, value: object) -> None:
    assert load_yaml(text, "berkas") == (value, [])


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3", "F104", 3),
        ("1: a\n'1': b", "F104", 2),
        ("a: !!python/object/apply:os.system [id]", "F102", 1),
        ("a: 1\nb: !ENV TOKEN", "F102", 2),
        ("%TAG ! tag:x,2000:\n---\na: 1", "F102", 1),
        ("a: &satu 1", "F103", 1),
        ("a: 1\n<<: {b: 1}", "F103", 2),
        ("a: 1\n---\nb: 2", "F106", 2),
        ("? [a, b]\n: 1", "F108", 1),
        ("a: b: c", "F101", 1),
        ("a: 'terbuka", "F101", 1),
        ("\ta: 1", "F101", 1),
    ],
)
def test_refusals_name_the_line(text: str, code: str, line: int) -> None:
    value, findings = load_yaml(text, "berkas")
    assert value is None
    assert [(one.code, one.place.line) for one in findings] == [(code, line)]


def test_depth_size_and_count_are_limited() -> None:
    assert codes("[" * (DEPTH_LIMIT + 1)) == ["F105"]
    assert codes("[" * 50_000) == ["F105"]
    assert codes("- a\n" * (NODE_LIMIT + 1)) == ["F105"]
    assert codes("a: " + "x" * 300_000) == ["F105"]
    assert codes("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT) == []


def test_keys_know_their_lines() -> None:
    value, _ = load_yaml("a: 1\nb:\n  c: 2\n", "berkas")
    assert isinstance(value, LocatedDict)
    assert (line_of(value, "b"), line_of(value["b"], "c"), line_of(value, "z")) == (2, 3, None)
    assert line_of({"a": 1}, "a") is None
    assert yaml.safe_dump(without_lines(value)) == "a: 1\nb:\n  c: 2\n"


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 2}', "[NaN]", "{", "{'a': 1}", "[" * 100_000, '{"a": 1,}', "", '"' + "\\"]
)
def test_json_is_as_strict(text: str) -> None:
    value, findings = load_json(text, "berkas")
    assert value is None
    assert findings[0].code in ("F104", "F105", "F107")


def test_json_decimals_and_long_integers_stay_text() -> None:
    value, findings = load_json('{"a": 0.50, "b": 12, "c": ' + "9" * 5000 + ', "d": "[[[["}', "berkas")
    assert not findings
    assert value == {"a": "0.50", "b": 12, "c": "9" * 5000, "d": "[[[["}


# YAML folds other line ends and controls itself: they are not for this test.
plain = st.text(st.characters(max_codepoint=0x2FF, exclude_categories=["Cc"]), max_size=20)
trees = st.recursive(
    plain | st.integers(-(10**17), 10**17) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain, inner, max_size=4),
    max_leaves=20,
)


@given(trees)
def test_what_is_written_is_read(tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True)
    value, findings = load_yaml(text, "berkas")
    if not findings:
        assert _texts(value) == _texts(tree)
    assert load_json(json.dumps(tree), "berkas") == (tree, [])


def _texts(value: Any) -> Any:
    """Values as YAML's core words: PyYAML writes dates and floats-like text in quotes, so nothing is lost."""
    if isinstance(value, dict):
        return {str(key): _texts(entry) for key, entry in value.items()}
    return [_texts(entry) for entry in value] if isinstance(value, list) else value


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for load in (load_yaml, load_json):
        value, findings = load(text, "berkas")
        assert value is None or not findings


@given(st.text(alphabet="ab:-?&*!|>'\"%@`#{}[],\n \t0~.<", max_size=60))
def test_no_yaml_like_text_raises(text: str) -> None:
    value, findings = load_yaml(text, "berkas")
    assert value is None or not findings


def lines_within(value: Any) -> list[Any]:
    """Lines of all keys of all mappings within a value, in order."""
    if isinstance(value, LocatedDict):
        return [value.lines, *(lines_within(entry) for entry in value.values())]
    return [lines_within(entry) for entry in value] if isinstance(value, list) else []


def test_our_own_files_mean_the_same_to_both_parsers() -> None:
    files = sorted(PACKAGE.rglob("*.yaml"))
    assert len(files) > 30
    for file in files:
        text = file.read_text(encoding="utf-8")
        slow = load_yaml(text, file.name, size_limit=4 * 1024 * 1024, node_limit=100_000)
        fast = load_own_yaml(text, file.name)
        assert fast == slow and fast[1] == [], file.name
        assert lines_within(fast[0]) == lines_within(slow[0]), file.name


def test_our_own_files_are_held_to_the_same_rules() -> None:
    assert codes("a: 1\na: 2\n", load_own_yaml) == ["F104"]
    assert codes("a: [", load_own_yaml) == ["F101"]
    assert codes("a: !!python/object:os.system 1\n", load_own_yaml) == ["F102"]
