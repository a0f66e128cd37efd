"""The API's collections: every key is found, files stay small, and what is added moves nothing else."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from suluh.publishing.api.answers import Hal, Kepala
from suluh.publishing.api.shards import END, LIMIT, Item, files_of, part, spell
from suluh.publishing.api.shelves import shelve

KEYS = st.lists(
    st.text(alphabet="abcxyz019.-/ ÉPUPR", min_size=1, max_size=12).map(spell), min_size=1, max_size=60
)
HEAD = LIMIT - 1500
"""So that a file has room for few items, and collections are parted."""


def items_of(keys: list[str]) -> list[Item]:
    """One item for each key, of different lengths."""
    return [Item(key, f'["{key}",{number},"{"x" * (number * 37 % 400)}"]') for number, key in enumerate(keys)]


@given(keys=KEYS)
def test_every_key_lies_where_its_reader_looks(keys: list[str]) -> None:
    parts = part(items_of(keys), HEAD)
    beginnings = tuple(parts)
    assert list(beginnings) == sorted(beginnings)
    for key in keys:
        held = [item for some in files_of(key, beginnings) for item in parts[some] if item.key == key]
        assert len(held) == keys.count(key)
    assert sum(map(len, parts.values())) == len(keys)


@given(keys=KEYS)
def test_no_file_is_too_large(keys: list[str]) -> None:
    for some in part(items_of(keys), HEAD).values():
        assert len(some) == 1 or sum(item.size for item in some) + HEAD <= LIMIT


@given(keys=KEYS, added=st.text(alphabet="abcxyz019", min_size=1, max_size=8))
def test_what_is_added_changes_one_file_and_moves_no_other(keys: list[str], added: str) -> None:
    items = items_of(keys)
    before, after = part(items, HEAD), part([*items, Item(added, f'["{added}","new"]')], HEAD)
    changed = [name for name, some in before.items() if after.get(name) != some]
    assert len(changed) <= 1
    moved = {item.text for name in changed for item in before[name]}
    there = {item.text: name for name, some in after.items() for item in some}
    for name, some in before.items():
        for item in some:
            assert item.text in moved or there[item.text] == name


@given(keys=KEYS)
def test_whatever_was_put_away_is_found_from_the_address_of_its_collection(keys: list[str]) -> None:
    head = Kepala("rumus", False, {"x": "y" * (HEAD - 500)})
    shelf = shelve("a/b", head, items_of(keys), things=[Hal(key) for key in keys])
    first = json.loads(shelf.files["a/b.json"])
    parts = [first]
    if first["jenis"] == "direktori":
        parts = [json.loads(shelf.files[first["pola"].replace("{mulai}", some)]) for some in first["bagian"]]
    assert sorted(row[0] for part in parts for row in part["isi"]) == sorted(keys)
    assert len(shelf.files) == len(parts) + (first["jenis"] == "direktori")
    for key in keys:
        assert any(
            row[0] == key
            for address in shelf.addresses(key)
            for row in json.loads(shelf.files[address])["isi"]
        )


def test_many_of_one_key_are_parted_and_all_found() -> None:
    items = [Item("satu", f'["satu",{number},"{"x" * 300}"]') for number in range(200)]
    parts = part([*items, Item("lain", '["lain"]')], 100)
    assert len(parts) > 3
    held = {item.text for some in files_of("satu", tuple(parts)) for item in parts[some]}
    assert {item.text for item in items} <= held


def test_an_empty_collection_is_one_empty_file() -> None:
    assert dict(part([], 100)) == {"": []}
    assert files_of("apa-saja", ("",)) == ("",)


def test_keys_are_spelled_so_that_their_end_is_plain() -> None:
    assert spell("74.72.01", "Dinas  PU -- X") == "74-72-01-dinas-pu-x"
    assert END not in spell("a--b", "--", "c")
    assert spell("!") == "tanpa"
