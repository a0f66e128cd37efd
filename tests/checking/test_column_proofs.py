"""What columns prove is right by frictionless too, and what they do not prove is told just as it tells it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import make_field, make_package, make_resource
from suluh.checking import cell_hygiene, proven_tables, validation
from suluh.checking.column_proofs import find_unproven, read_column, read_texts
from suluh.checking.pattern_cells import PatternRules
from suluh.checking.places import Places
from suluh.checking.plain_cells import is_plain
from suluh.checking.table_proofs import Proof
from suluh.reading.budget import TableTime
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.limits import Limits
from suluh.vocabulary.package import DataPackage, Field, MissingValue, Schema, Table

KINDS: dict[str, list[dict[str, Any]]] = {
    "string": [{}, {"required": True}, {"enum": ["a", "b", "7"]}, {"minLength": 2}, {"pattern": "[a-z0-9]*"}],
    "integer": [{}, {"minimum": 3}, {"enum": [1, 2, 7]}, {"unique": True}],
    "number": [{}, {"maximum": 5}, {"unique": True}, {"required": True}],
    "year": [{}, {"minimum": 2020}],
    "date": [{}, {"minimum": "2024-01-02"}, {"unique": True}],
    "boolean": [{}],
    "datetime": [{}, {"minimum": "2024-01-01T00:00:00Z"}],
    "list": [{}],
    "any": [{}],
}
CELLS = [
    "",
    "-",
    "a",
    "b",
    "ab",
    "1",
    "1.0",
    "01",
    "+1",
    "2",
    "7",
    " 7 ",
    "1.000",
    "1,5",
    "x",
    "2024",
    "2019",
]
CELLS += ["2024-01-02", "2024-01-01", "true", "false", "NaN", "INF", "2024-01-01T00:00:00Z", "é", "=1+1"]


SIGNS: list[dict[str, Any]] = [
    {"group_char": ".", "decimal_char": ",", "descriptor": {"groupChar": ".", "decimalChar": ","}},
    {"decimal_char": ",", "descriptor": {"decimalChar": ","}},
    {"group_char": ",", "descriptor": {"groupChar": ","}},
    {"group_char": " ", "descriptor": {"groupChar": " "}},
]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Schema, list[tuple[str, ...]]]:
    """Any schema of few columns, and rows of cells that fit it or do not, some of them twice."""
    fields: list[Field] = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        more: dict[str, Any] = {}
        if kind in ("integer", "number") and draw(st.booleans()):
            more = draw(st.sampled_from(SIGNS))
        marks = draw(st.sampled_from([("",), ("", "-"), ("", "1"), ()]))
        missing = tuple(map(MissingValue, marks))
        constraints = draw(st.sampled_from(KINDS[kind]))
        fields.append(
            make_field(f"k{number}", type=kind, constraints=constraints, missing_values=missing, **more)
        )
    cell = st.sampled_from(CELLS)
    rows = draw(st.lists(st.tuples(*(cell for _ in fields)), max_size=8))
    key = draw(st.sampled_from([(), ("k0",), tuple(field.name for field in fields)]))
    return Schema(tuple(fields), primary_key=key), rows


def validate(schema: Schema, rows: list[tuple[str, ...]], limits: Limits | None = None) -> list[Finding]:
    package, table = made_of(schema, rows)
    return proven_tables.validate_table(package, package.resources[0], table, limits)


def made_of(schema: Schema, rows: list[tuple[str, ...]]) -> tuple[DataPackage, Table]:
    resource = make_resource("data", schema.fields, paths=("data.csv",), schema=schema)
    package = make_package(folder="datasets/a/b", resources=(resource,))
    header = tuple(field.name for field in schema.fields)
    return package, Table(header, rows, range(2, len(rows) + 2))


def validate_each_row(schema: Schema, rows: list[tuple[str, ...]]) -> list[Finding]:
    """What frictionless says of every row, when nothing is proved beforehand."""
    package, table = made_of(schema, rows)
    resource = package.resources[0]
    places = Places(package, resource, table)
    at = {field.name: place for place, field in enumerate(schema.fields)}
    proof = Proof(PatternRules.judge(places, schema.fields, at), TableTime(Limits()), {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validation, "find_unproven", lambda *_: list(range(len(rows))))
        return validation.validate_table(package, resource, table, proof=proof)


@given(tables())
@example((Schema((make_field("k0", type="list"),), primary_key=("k0",)), [("a",), ("a",)]))
@example((Schema((make_field("k0", type="list", constraints={"unique": True}),)), [("a",), ("a",)]))
def test_proofs_leave_out_only_rows_of_which_frictionless_tells_nothing(
    made: tuple[Schema, list[tuple[str, ...]]],
) -> None:
    schema, rows = made
    assert validate(schema, rows) == validate_each_row(schema, rows)


STATED = [None, True, False, "true", 2, "2", "2.5", Decimal("2.5"), 2024, "2024", "2024-01-02", "2024-13-01"]
STATED += ["", "a", "[a-z]+", "(", [], ["a"], ["a", "a"], ["1", 2], [2024, "2025"], ["2024-01-02"], {"a": 1}]
CONSTRAINTS = ("required", "unique", "enum", "pattern", "minimum", "maximum", "exclusiveMinimum")
CONSTRAINTS += ("minLength", "maxLength", "jsonSchema", "entah")
KEYS: dict[str, list[object]] = {
    "format": ["default", "%Y", "uri", ""],
    "trueValues": [["y"], [], ["y", 1], "y", None],
    "falseValues": [["t"], ["y"]],
    "bareNumber": [True, False, "x"],
    "decimalChar": [".", ",", "x"],
    "groupChar": ["", ".", ","],
}


@st.composite
def stated_fields(draw: st.DrawFn) -> Field:
    """A field with a constraint and a key of its own that are usable or not."""
    kinds = [*sorted(KINDS), "time", "geojson"]
    constraints = draw(st.dictionaries(st.sampled_from(CONSTRAINTS), st.sampled_from(STATED), max_size=2))
    descriptor = {name: draw(st.sampled_from(KEYS[name])) for name in draw(st.sets(st.sampled_from([*KEYS])))}
    more: dict[str, Any] = {"descriptor": descriptor} if draw(st.booleans()) else {}
    if "descriptor" in more:
        more["decimal_char"] = str(descriptor.get("decimalChar", "."))
        more["group_char"] = str(descriptor.get("groupChar", ""))
    return make_field("k0", type=draw(st.sampled_from(kinds)), constraints=constraints, **more)


@given(stated_fields(), st.lists(st.tuples(st.sampled_from([*CELLS, "y", "t", "2.5"])), max_size=6))
@example(make_field("k0", type="boolean", descriptor={"trueValues": ["y"], "falseValues": ["t"]}), [("y",)])
@example(make_field("k0", type="boolean", descriptor={"trueValues": [], "falseValues": ["t"]}), [("y",)])
def test_a_field_counts_as_plain_where_frictionless_takes_it_as_we_do(
    field: Field, rows: list[tuple[str, ...]]
) -> None:
    schema = Schema((field,), primary_key=("k0",))
    package, _ = made_of(schema, rows)
    told = validation.check_schema(package, package.resources[0])
    assert proven_tables.check_schema(package, package.resources[0]) == told
    if is_plain(field):
        assert told == []
        assert validate(schema, rows) == validate_each_row(schema, rows)


@pytest.mark.parametrize(
    "field",
    [
        make_field("k0", constraints={"required": True, "enum": ["a", "b"], "minLength": 1}),
        make_field("k0", constraints={"pattern": "[a-z]+", "unique": True}),
        make_field("k0", type="integer", constraints={"minimum": "1", "maximum": 9}),
        make_field("k0", type="number", constraints={"enum": [Decimal("1.5"), 2]}),
        make_field("k0", type="number", constraints={"maximum": "2.5"}, **SIGNS[0]),
        make_field("k0", type="year", constraints={"minimum": 2020}),
        make_field("k0", type="date", constraints={"maximum": "2024-12-31"}),
        make_field("k0", type="boolean", descriptor={"trueValues": ["y"], "falseValues": ["t"]}),
    ],
    ids=lambda field: field.type,
)
def test_common_fields_are_plain(field: Field) -> None:
    assert is_plain(field)


def test_each_distinct_cell_is_read_once() -> None:
    asked: list[str] = []

    def read(cell: str) -> tuple[object, object]:
        asked.append(cell)
        return cell, None

    assert read_column(["a", "b", "a", "b"], read) is not None
    assert asked == ["a", "b"]
    assert read_column(["a"], read, lambda: True) is None


def test_of_a_right_table_frictionless_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("frictionless was asked")

    monkeypatch.setattr(validation, "validate_table", refuse)
    fields = (make_field("kode"), make_field("jumlah", type="integer"))
    assert validate(Schema(fields, primary_key=("kode",)), [("a", "1"), ("b", "2")]) == []


def test_values_that_cannot_be_compared_prove_no_key() -> None:
    read = read_column(["a", "b"], lambda cell: ([cell], None))
    assert read is not None
    assert find_unproven([read], [[0]]) == [0, 1]
    assert find_unproven([read_texts(["a", "", "a"], [""])], [[0]]) == [0, 1, 2]
    assert find_unproven([read_texts(["a", "", "b"], [""])], []) == [1]


PLAIN = {
    "string": st.from_regex(cell_hygiene._PLAIN_TEXT, fullmatch=True),
    "integer": st.from_regex(cell_hygiene._PLAIN_INTEGER, fullmatch=True),
    "number": st.from_regex(cell_hygiene._PLAIN_NUMBER, fullmatch=True),
}


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_no_rule_finds_anything_in_the_plainest_form(kind: str) -> None:
    field = make_field("isi", type=kind)

    @given(PLAIN[kind])
    def look(cell: str) -> None:
        assert not any(rule(cell) for rule in cell_hygiene._rules_of(field))

    look()
