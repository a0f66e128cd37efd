"""From a stranger's check to our own comment: codes and numbers, nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from small_site import copy_small_site, edit
from suluh.checking.reporting.report import make_report
from suluh.checking.reporting.tally import MARK, Run, read_tally, write_tally, write_tally_comment
from suluh.cli.check import check
from suluh.cli.comment import comment
from suluh.vocabulary.findings import Finding, Place, Severity

GOOD: dict[str, Any] = {
    "format": 1,
    "counts": {"T001": 3},
    "summary": {"packages": 1, "resources": 1, "rows": 10},
}


def test_a_report_comes_back_as_its_counts() -> None:
    place = Place("datasets/@semua/<img src=x>.csv")
    findings = [
        Finding("T001", place, value="![x](http://a)"),
        Finding("T002", place),
        Finding("T002", Place("b")),
    ]
    text = write_tally(make_report(findings))
    assert "@" not in text and "img" not in text
    tally, wrong = read_tally(text, "hitungan.json")
    assert wrong == []
    assert tally is not None
    assert tally.counts == {"T001": 1, "T002": 2}


@pytest.mark.parametrize(
    "change",
    [
        {"counts": {"Z999": 1}},
        {"counts": {"@semua": 1}},
        {"counts": {"T001": -1}},
        {"counts": {"T001": True}},
        {"counts": {"T001": "3"}},
        {"counts": {"T001": 10**9}},
        {"counts": [1]},
        {"summary": {"packages": 1}},
        {"summary": {"packages": 1, "resources": 1, "rows": "<b>"}},
        {"format": 2},
        {"lain": "![](http://a)"},
    ],
    ids=str,
)
def test_other_shapes_are_refused(change: dict[str, Any]) -> None:
    tally, findings = read_tally(json.dumps({**GOOD, **change}), "hitungan.json")
    assert (tally, [one.code for one in findings]) == (None, ["W004"])


@given(st.one_of(st.text(max_size=200), st.recursive(st.integers() | st.text(), st.lists).map(json.dumps)))
def test_nothing_that_may_be_sent_raises(text: str) -> None:
    tally, findings = read_tally(text, "hitungan.json")
    assert (tally is None) == bool(findings)


def test_large_and_deep_files_are_refused() -> None:
    for text in ('{"a":' * 5000, " " * 40_000 + json.dumps(GOOD), json.dumps(GOOD)[:-3]):
        assert [one.code for one in read_tally(text, "hitungan.json")[1]] == ["W004"]


def test_the_comment_has_our_words_alone() -> None:
    tally, _ = read_tally(json.dumps({**GOOD, "counts": {"T001": 3, "W009": 2}}), "hitungan.json")
    text = write_tally_comment(
        tally, site_url="https://data.contoh.go.id/", run=Run("https://git.contoh/run/7")
    )
    assert text.startswith(MARK)
    assert "## 3 hal perlu diperbaiki" in text
    assert 'href="https://data.contoh.go.id/tentang/temuan/t/#T001"' in text
    assert text.index("T001") < text.index("W009")  # errors first
    assert 'href="https://git.contoh/run/7"' in text
    assert "dapat dibaca" in write_tally_comment(None)


def test_check_and_comment_fit_together(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, "datasets/dinas-sosial/bantuan/bantuan.csv", "74.72.01.1007", "@semua")
    counts, written = tmp_path / "hitungan.json", tmp_path / "komentar.md"
    result = CliRunner().invoke(check, ["--format", "tally", "--output", str(counts), "--root", str(root)])
    assert result.exit_code == 1, result.output
    options = [str(counts), "--root", str(root), "--output", str(written)]
    assert CliRunner().invoke(comment, options).exit_code == 0
    text = written.read_text(encoding="utf-8")
    assert "hal perlu diperbaiki" in text
    assert "@" not in text

    counts.write_bytes(b"\xff\xfe{")
    assert CliRunner().invoke(comment, options).exit_code == 1
    assert "Pemeriksaan tidak menghasilkan" in written.read_text(encoding="utf-8")
    assert CliRunner().invoke(comment, [*options, "--details", "javascript:x"]).exit_code == 2


def test_warnings_alone_are_nothing_to_mend() -> None:
    report = make_report([Finding("W009", Place("mkdocs.yml"), Severity.WARNING)])
    tally, _ = read_tally(write_tally(report), "hitungan.json")
    assert "Tidak ada yang perlu diperbaiki" in write_tally_comment(tally)
