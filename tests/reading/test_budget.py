"""No submission takes all memory or all time: what exceeds a limit is a finding that names it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from small_site import DATASET, TABLE, copy_small_site, edit
from suluh.checking.project import check_project
from suluh.cli.check import check
from suluh.reading import confinement
from suluh.reading.budget import TableTime
from suluh.reading.confinement import Account, begin_run, read_confined
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Counted, Finding, Place


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def limit(root: Path, text: str) -> None:
    edit(root, "mkdocs.yml", 'wilayah: "74.72"', f'wilayah: "74.72"\n      batas: {text}')


def told(root: Path) -> list[Finding]:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return list(check_project(settings).findings)


def grow(root: Path, rows: int) -> None:
    path = root / TABLE
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], *[lines[1]] * rows]) + "\n", encoding="utf-8")


def test_a_table_with_too_many_cells_is_named_and_the_others_are_checked(project: Path) -> None:
    limit(project, "{sel: 2000}")
    grow(project, 200)
    found = [one for one in told(project) if one.place.path.startswith(DATASET)]
    assert [(one.code, one.place.path, one.details["batas"]) for one in found] == [("F306", TABLE, 1000)]
    answer = CliRunner().invoke(check, ["--root", str(project), "--format", "json"])
    assert answer.exit_code == 1
    (one,) = [one for one in json.loads(answer.stdout)["findings"] if one["code"] == "F306"]
    assert "1.000" in one["message"] and "batas" in one["hint"]


def test_all_tables_together_have_a_limit_too(project: Path) -> None:
    grow(project, 4)
    limit(project, "{sel: 82}")
    found = [one for one in told(project) if one.code == "F306"]
    assert [one.details for one in found] == [{"batas": 82, "cakupan": "@of_all_tables"}]


def test_no_more_is_held_than_there_is_room_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from suluh.reading import submitted_tables

    held: list[int] = []
    read = submitted_tables.read_csv

    def spy(*arguments: object, **options: object) -> object:
        records, findings = read(*arguments, **options)  # type: ignore[arg-type]
        held.append(sum(len(one.cells) for one in records))
        return records, findings

    monkeypatch.setattr(submitted_tables, "read_csv", spy)
    limit(project, "{sel: 2000}")
    grow(project, 5_000)
    assert "F306" in {one.code for one in told(project)}
    assert max(held) <= 1_000 + 8


def test_a_run_without_time_left_says_so_of_what_it_did_not_check(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 10**9, 40))
    monkeypatch.setattr("suluh.reading.budget.time.process_time", lambda: float(next(clock)))
    limit(project, "{menit: 1}")
    found = [one for one in told(project) if one.code == "F307"]
    assert found and all(
        one.details["batas"] in (Counted(1, "minutes"), Counted(30, "seconds")) for one in found
    )
    settings, _ = read_settings(project)
    assert settings is not None
    monkeypatch.setattr("suluh.reading.budget.time.process_time", lambda: float(next(clock)))
    checked = check_project(settings)
    assert not checked.valid, "what was not checked is not published"


def test_the_check_of_one_table_has_a_limit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter(range(10**9))
    monkeypatch.setattr(TableTime, "out_of_time", late_after(calls))
    grow(project, 2_500)
    found = [one for one in told(project) if one.code == "F307"]
    assert found and {one.details["cakupan"] for one in found} == {"@for_one_table"}


def late_after(calls: object) -> object:
    from suluh.reading.budget import _late

    def out_of_time(self: object, place: Place) -> list[Finding]:
        return [_late(place, 30, "@for_one_table")] if place.row and place.row > 1_000 else []

    return out_of_time


@pytest.mark.parametrize(
    "text", ["5", "{sel: 0}", "{sel: banyak}", "{menit: -1}", "{jam: 2}", "[1]", "{sel: true}"]
)
def test_limits_of_another_shape_are_refused(project: Path, text: str) -> None:
    limit(project, text)
    settings, findings = read_settings(project)
    assert settings is None and [one.code for one in findings] == ["U003"]


def test_slow_files_use_up_what_all_files_of_a_run_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "RUN_SECONDS", 0.5)
    monkeypatch.setattr(confinement, "SECONDS_A_FILE", 0.01)
    begin_run()
    task = "suluh.reading.confined_files:answer_text"
    codes: list[str] = []
    for number in range(200):
        deep = {"text": f"a{number}: [" + "x, " * 9_000 + "]", "path": "lambat.yaml"}
        _, findings = read_confined(task, deep, Place(f"laporan-{number}.md"))
        codes += [one.code for one in findings]
        if findings:
            assert findings[0].details["terlama"].startswith("laporan-")
            break
    assert codes == ["F305"]
    begin_run()
    assert read_confined(task, {"text": "a: 1", "path": "a.yaml"}, Place("a"))[1] == []


def test_many_ordinary_files_never_use_it_up() -> None:
    account = Account()
    for number in range(20_000):
        account.note(f"{number}", 0.2)
    assert not account.is_empty
    for number in range(200):
        account.note(f"lambat {number}", 4.9)
    assert account.allowed < 120 + 0.25 * 20_200 + 1
