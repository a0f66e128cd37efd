"""NDJSON: the rows of the JSON download, one object on each line, exact, with the five states."""

from __future__ import annotations

import io
import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_instansi,
    make_package,
    make_resource,
    make_settings,
    make_table,
)
from suluh.publishing.distributions import write_distributions
from suluh.publishing.formats import find_format
from suluh.publishing.json_file import ROWS_PER_BLOCK
from suluh.publishing.ndjson_file import write_ndjson
from suluh.vocabulary.download_format import Outgoing
from suluh.vocabulary.package import ClearedPackage

STATES = {
    "": "belum dilaporkan",
    "-": "tidak berlaku",
    "x": "dirahasiakan",
    "n": "tidak tersedia",
}


def cleared_of(rows: list[list[str]], *names: str) -> ClearedPackage:
    columns = [
        make_field("kode"),
        make_field("rupiah", type="number", satuan="rupiah", missing_values=STATES),
    ]
    columns += [make_field(name) for name in names]
    package = make_package(resources=(make_resource("belanja", columns),))
    return make_cleared({"belanja": make_table([each.name for each in columns], rows)}, package=package)


def write(cleared: ClearedPackage, name: str = "NDJSON") -> bytes:
    stream = io.BytesIO()
    if name == "NDJSON":  # which goes out of large tables alone
        table = cleared.package.resources[0].name
        write_ndjson(stream, Outgoing(make_dataset(cleared), make_settings(), {}, table))
        return stream.getvalue()
    made = write_distributions(cleared, make_instansi(), make_settings())
    next(each for each in made if each.format == name).artifact.write(stream)
    return stream.getvalue()


def read(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in data.decode().splitlines()]


def test_money_is_exact_and_states_are_named() -> None:
    rows = [["01", "12345678901234567890.10"], ["02", ""], ["03", "-"], ["04", "x"], ["05", "n"], ["06", "0"]]
    # One figure is more than a double holds, so that all of its column are texts.
    assert write(cleared_of(rows)).decode().splitlines() == [
        '{"kode":"01","rupiah":"12345678901234567890.1","rupiah_keadaan":null}',
        '{"kode":"02","rupiah":null,"rupiah_keadaan":"belum dilaporkan"}',
        '{"kode":"03","rupiah":null,"rupiah_keadaan":"tidak berlaku"}',
        '{"kode":"04","rupiah":null,"rupiah_keadaan":"dirahasiakan"}',
        '{"kode":"05","rupiah":null,"rupiah_keadaan":"tidak tersedia"}',
        '{"kode":"06","rupiah":"0.0","rupiah_keadaan":null}',
    ]


def test_words_of_texts_are_nulls_with_their_state_in_the_row() -> None:
    columns = [make_field("kode"), make_field("nama", missing_values=STATES)]
    package = make_package(resources=(make_resource("belanja", columns),))
    table = make_table(["kode", "nama"], [["01", "x"], ["02", ""], ["03", "Pasar"]])
    lines = read(write(make_cleared({"belanja": table}, package=package)))
    assert lines == [
        {"kode": "01", "nama": None, "keadaan": {"nama": "dirahasiakan"}},
        {"kode": "02", "nama": None},
        {"kode": "03", "nama": "Pasar"},
    ]


def test_a_column_may_be_called_as_the_states_are() -> None:
    columns = [make_field("keadaan"), make_field("nama", missing_values=STATES)]
    package = make_package(resources=(make_resource("belanja", columns),))
    table = make_table(["keadaan", "nama"], [["baik", "-"]])
    line = read(write(make_cleared({"belanja": table}, package=package)))[0]
    assert (line["keadaan"], line["_keadaan"]) == ("baik", {"nama": "tidak berlaku"})


def test_a_table_without_rows_is_an_empty_file() -> None:
    assert write(cleared_of([])) == b""


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
numbers = st.decimals(allow_nan=False, allow_infinity=False).map(lambda value: f"{value:f}")


@given(st.lists(st.tuples(texts, numbers | st.sampled_from(sorted(STATES)))))
def test_rows_are_those_of_the_json_download(rows: list[tuple[str, str]]) -> None:
    cleared = cleared_of([list(row) for row in rows])
    whole = json.loads(write(cleared, "JSON"), parse_float=Decimal, parse_int=Decimal)["resources"][0]
    lines = [
        json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in write(cleared).split(b"\n")[:-1]
    ]
    states = [line.pop("keadaan", {}) for line in lines]
    assert lines == whole["rows"]
    told = {
        (number, column): state
        for column, by_state in whole["keadaan"].items()
        for state, places in by_state.items()
        for number in places
    }
    assert told == {
        (number, column): state
        for number, named in enumerate(states, start=1)
        for column, state in named.items()
    }


class Blocks(io.BytesIO):
    """Notes how large the largest piece is that was written at once."""

    largest = 0

    def write(self, data: object) -> int:
        self.largest = max(self.largest, len(bytes(data)))  # type: ignore[call-overload]
        return super().write(data)  # type: ignore[arg-type]


def test_a_large_table_is_streamed() -> None:
    cleared = cleared_of([[str(number), str(number)] for number in range(20 * ROWS_PER_BLOCK)])
    stream = Blocks()
    writer = find_format("NDJSON").writer
    assert writer is not None
    writer(stream, Outgoing(make_dataset(cleared), make_settings(), {}, "belanja"))
    assert stream.largest < len(stream.getvalue()) / 15
