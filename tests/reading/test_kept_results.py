"""Notes of earlier runs: whole or not at all, bounded, and findings come back as they were."""

from __future__ import annotations

import json
import os
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repositories import git
from suluh.reading.folder_digest import digest_path
from suluh.reading.kept_findings import pack_findings, unpack_findings
from suluh.reading.kept_results import FOLDER, load_note, make_key, prune_notes, save_note
from suluh.vocabulary.findings import Counted, Finding, Place, Severity

DETAILS = st.one_of(
    st.text(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.fractions(),
    st.dates(),
    st.builds(Counted, st.integers() | st.decimals(allow_nan=False, allow_infinity=False), st.text()),
)
PLACES = st.builds(
    Place, st.text(), st.text(), st.none() | st.integers(), st.none() | st.integers(), st.text(), st.text()
)
FINDINGS = st.builds(
    Finding,
    st.text(),
    PLACES,
    st.sampled_from(Severity),
    st.none() | st.text(),
    st.dictionaries(st.text(), DETAILS, max_size=3),
)


@given(st.lists(FINDINGS, max_size=3))
def test_findings_come_back_as_they_were(found: list[Finding]) -> None:
    back = unpack_findings(json.loads(json.dumps(pack_findings(found))))
    assert back == found
    for one, other in zip(back, found, strict=True):
        kinds = [[type(detail) for detail in finding.details.values()] for finding in (one, other)]
        assert kinds[0] == kinds[1]


def test_a_number_stays_exact() -> None:
    details = {"a": Decimal("1.10"), "b": Fraction(1, 3), "c": date(2026, 1, 2), "d": Counted(2, "baris")}
    (back,) = unpack_findings(pack_findings([Finding("T001", Place("a"), details=details)]))
    assert str(back.details["a"]) == "1.10" and back.details == details


@pytest.mark.parametrize("broken", [b"", b"\n{}", b"x" * 64 + b"\n{}", None])
def test_a_note_that_is_not_whole_is_none(broken: bytes | None, tmp_path: Path) -> None:
    save_note(tmp_path, "a", {"satu": 1})
    path = tmp_path / FOLDER / "a.json"
    data = path.read_bytes()
    path.write_bytes(data[:-1] if broken is None else broken)
    assert load_note(tmp_path, "a") is None
    path.write_bytes(data)
    assert load_note(tmp_path, "a") == {"satu": 1}


def test_what_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("berkas", encoding="utf-8")
    save_note(tmp_path, "a", {"satu": 1})
    assert load_note(tmp_path, "a") is None


def test_git_does_not_see_what_is_kept(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    save_note(tmp_path / ".suluh", "a", {"satu": 1})
    assert git(tmp_path, "status", "--porcelain", "--untracked-files=all") == ""


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    for number in range(4):
        save_note(tmp_path, str(number), {"isi": "x" * 1000})
        os.utime(tmp_path / FOLDER / f"{number}.json", (number, number))
    assert load_note(tmp_path, "0") is not None  # used just now
    prune_notes(tmp_path, most_bytes=3000)
    assert sorted(path.stem for path in (tmp_path / FOLDER).iterdir()) == ["0", "3"]
    prune_notes(tmp_path, most_notes=1)
    assert [path.stem for path in (tmp_path / FOLDER).iterdir()] == ["0"]


def test_what_is_beyond_the_bounds_by_itself_takes_nothing_else_with_it(tmp_path: Path) -> None:
    save_note(tmp_path, "kecil", {"isi": "x"})
    save_note(tmp_path, "besar", {"isi": "x" * 4000})
    prune_notes(tmp_path, most_bytes=3000)
    assert [path.stem for path in (tmp_path / FOLDER).iterdir()] == ["kecil"]


def test_parts_of_a_key_are_told_apart_by_their_place() -> None:
    parts = [("a", "b"), ("ab",), ("a", "b", ""), ("b", "a"), (["a", "b"],)]
    keys = [make_key(*some) for some in parts]
    assert len({*keys}) == len(keys)


def test_a_folder_that_is_not_there_is_told_from_an_empty_one(tmp_path: Path) -> None:
    assert digest_path(tmp_path / "tidak-ada") == ""
    assert digest_path(tmp_path) not in ("", None)
