"""Every finding code has a folder here that makes it appear, at the right place, without a trace."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from small_site import REPRODUCERS, copy_small_site, make_reproducer
from suluh.checking.explanations import all_explanations, explain
from suluh.checking.reporting.report import CheckReport, make_report
from suluh.checking.validation import CODES_OF_TYPES, OTHER_CODE
from suluh.cli.check import check
from suluh.reading.standard_list import load_findings
from suluh.vocabulary.findings import Finding

LANGUAGES = ("id", "en")
SOURCE = Path(__file__).parents[2] / "generator" / "suluh"
CASES = sorted(folder.name for folder in REPRODUCERS.iterdir() if (folder / "harapan.yaml").is_file())

# Told by building, by comparing (V), by the verbs around a submission (W, U015), by other sites (B), or by no
# small file: their tests stand with assembly, history and hostile input.
TOLD_BY_BUILDING = re.compile(
    "B[0-9]{3}|H002|U015|U019|U020|S[0-9]{3}|E[0-9]{3}|F30[0-9]|V[0-9]{3}|W0(?:[01][0-9]|2[0-8])"
)
# Stands for rules that a later frictionless may bring: no input of today's can cause it.
FOR_LATER = {OTHER_CODE}


def run_check(root: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit code and parsed JSON of `suluh check`."""
    result = CliRunner().invoke(check, ["--format", "json", "--root", str(root), *arguments])
    assert "Traceback" not in result.output
    return result.exit_code, json.loads(result.stdout) if result.stdout.startswith("{") else {}


def test_the_small_site_is_clean(tmp_path: Path) -> None:
    code, answer = run_check(copy_small_site(tmp_path / "situs"))
    assert (code, answer["findings"]) == (0, [])
    assert answer["summary"] == {"errors": 0, "warnings": 0, "packages": 7, "resources": 7, "rows": 16}


MARKED = re.compile(r"[-−]?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|[-−]?\d+[.,]\d+|\d{4}-\d\d-\d\d|\d+ [a-z]+")
"""A number with signs, a day or a number with its unit, all in one language's way."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """The findings of the next check as they are made, before anybody puts them into words."""
    found: list[Finding] = []

    def note(findings: Iterable[Finding], *given: Any, **named: Any) -> CheckReport:
        found.extend(kept := list(findings))
        return make_report(kept, *given, **named)

    monkeypatch.setattr("suluh.checking.reporting.report.make_report", note)
    return found


def assert_details_are_values(findings: list[Finding], root: Path) -> None:
    """A number among the details is a value, or a text that was submitted as it stands."""
    marked = [
        (finding, name, value)
        for finding in findings
        for name, value in finding.details.items()
        if isinstance(value, str) and MARKED.fullmatch(value) and value != finding.value
    ]
    files = (path for path in root.rglob("*") if marked and path.is_file())
    submitted = "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)
    for finding, name, value in marked:
        assert value in submitted, (finding.code, name, value)


@pytest.mark.parametrize("code", CASES)
def test_reproducer_gives_its_code_at_its_place(code: str, tmp_path: Path, made: list[Finding]) -> None:
    folder = REPRODUCERS / code
    case = yaml.safe_load((folder / "harapan.yaml").read_text(encoding="utf-8"))
    root = make_reproducer(tmp_path / "situs", case, folder)
    exit_code, answer = run_check(root)
    if case.get("keluar") == 2:
        assert exit_code == 2  # there is no project to check
        return
    assert_details_are_values(made, root)
    found = [one for one in answer["findings"] if one["code"] == code]
    assert found, [(one["code"], one["path"], one["message"]) for one in answer["findings"]]
    places = [{key: one[key] for key in case["tempat"]} for one in found]
    assert case["tempat"] in places
    if "nilai" in case:
        assert case["nilai"] in [one["value"] for one in found]
    explanation = explain(code)
    assert explanation is not None
    assert {one["severity"] for one in found} == {explanation.severity}
    assert exit_code == (1 if any(one["severity"] == "error" for one in answer["findings"]) else 0)
    for one in found:
        assert one["message"] and one["hint"] and "…" not in one["message"], one
        assert "@" not in one["message"].replace(one["value"] or " ", ""), one


def test_every_code_used_has_words_and_every_word_is_used() -> None:
    used: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        used |= set(re.findall(r'"([A-Z][0-9]{3})"', path.read_text(encoding="utf-8")))
    assert used == set(load_findings()["temuan"])


def test_every_code_has_a_reproducer() -> None:
    codes = {one.code for one in all_explanations()}
    missing = codes - set(CASES) - FOR_LATER
    assert [code for code in sorted(missing) if not TOLD_BY_BUILDING.fullmatch(code)] == []


def test_both_languages_are_complete() -> None:
    for code, entry in load_findings()["temuan"].items():
        assert entry["severity"] in ("error", "warning"), code
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["rule"]), code
        for language in LANGUAGES:
            words = entry[language]
            assert list(words) == ["title", "message", "hint", "explain"], code
            assert all(text.strip() for text in words.values()), code
            assert words["message"].endswith((".", "?")), code
        placeholders = [set(re.findall(r"\{[a-z_]+\}", entry[one]["message"])) for one in LANGUAGES]
        assert placeholders[0] == placeholders[1], code


def test_rules_are_told_apart() -> None:
    rules = [one.rule for one in all_explanations()]
    assert len(rules) == len(set(rules))


def test_every_baseline_error_of_frictionless_has_a_code() -> None:
    from frictionless.checks import baseline

    # Hashes, counts and references between packages are never given to frictionless.
    ours = {"hash-count", "byte-count", "field-count", "row-count", "foreign-key", "constraint-error"}
    assert {error.type for error in baseline.Errors} - ours == set(CODES_OF_TYPES)
