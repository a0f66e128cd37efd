"""A check of what did not change says the same, in every form, and checks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_site import TABLE, copy_small_site, edit
from suluh.assembly import kept_verdicts
from suluh.assembly.kept_verdicts import Verdict, judge_project
from suluh.publishing import whole_check
from suluh.reading.site_settings import read_settings

CHECKS: list[object] = []


def judge(root: Path, *paths: str) -> Verdict:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return judge_project(settings, [root / path for path in paths])


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an error; every real check of one is noted."""
    root = copy_small_site(tmp_path / "proyek")
    edit(root, TABLE, "2025,120", "2025,banyak")
    check = whole_check.check_whole
    CHECKS.clear()

    def noted(*arguments: object) -> object:
        CHECKS.append(arguments)
        return check(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(whole_check, "check_whole", noted)
    return root


def test_the_same_is_said_again_and_anything_else_is_checked(root: Path) -> None:
    first = judge(root)
    assert [finding.code for finding in first.findings] and first.rows and not first.again
    again = judge(root)
    assert (again.findings, again.packages, again.resources, again.rows) == (
        first.findings,
        first.packages,
        first.resources,
        first.rows,
    )
    assert again.again and len(CHECKS) == 1
    part = judge(root, "content")
    assert not part.again and part.findings != first.findings
    edit(root, TABLE, "2025,banyak", "2025,120")
    assert not judge(root).again
    edit(root, TABLE, "2025,120", "2025,banyak")
    assert judge(root).findings == first.findings and len(CHECKS) == 3


def test_what_is_found_of_the_moment_is_found_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_verdicts, "is_of_the_moment", lambda finding: True)
    assert [judge(root).again for _ in range(2)] == [False, False]
