"""One clock, in the zone of the region: an instant is the day that people there have."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import suluh
from repositories import commit, git, start_repository
from small_site import TABLE, edit
from suluh.cli.diff import diff
from suluh.cli.retract import retract
from suluh.cli.waive import waive
from suluh.history.revisions import find_revision
from suluh.history.versions import day_in, read_versions
from suluh.pipeline import build_site
from suluh.reading.clock import read_as_of, read_today, read_version_time
from suluh.reading.region_list import load_regions
from suluh.reading.site_settings import read_settings
from suluh.reading.zones import load_zones, zone_of
from suluh.vocabulary.as_of import AsOf, Zone
from suluh.vocabulary.settings import Settings

MORNING = "2025-07-30T21:13:00+00:00"
"""31 July, 05:13, in Baubau; 30 July in UTC, on a forge's machine."""
BAUBAU = zone_of("74.72")


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = start_repository(tmp_path / "gudang")
    edit(root, TABLE, "2025,120", "2025,121")
    git(root, "commit", "-qam", "Perbaikan", date=MORNING)
    return root


def test_every_province_has_its_zone() -> None:
    provinces = {code for code in load_regions() if "." not in code}
    assert provinces == set(load_zones())
    assert (zone_of("74.72").letters, zone_of("32").letters, zone_of("91.71").letters) == (
        "WITA",
        "WIB",
        "WIT",
    )
    assert zone_of("61.71").name == "Asia/Pontianak" and zone_of("bukan").letters == "WIB"


@given(st.datetimes(datetime(1988, 1, 1, 12), datetime(2037, 12, 31)), st.sampled_from(sorted(load_zones())))
def test_fixed_hours_are_what_the_zone_has_had_since_1988(moment: datetime, province: str) -> None:
    instant, zone = moment.replace(tzinfo=UTC), load_zones()[province]
    assert zone.local(instant).replace(tzinfo=None) == instant.astimezone(ZoneInfo(zone.name)).replace(
        tzinfo=None
    )
    as_of = AsOf(instant, zone)
    assert as_of.day == (instant + timedelta(hours=zone.hours)).date()
    assert as_of.quarter == (as_of.day.month + 2) // 3 and as_of.year == as_of.day.year


def test_a_time_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="no instant"):
        BAUBAU.day_of(datetime(2025, 7, 30))


def test_the_clock_is_the_chosen_day_else_the_epoch_else_the_fixed_day_else_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen, fixed = date(2024, 1, 2), date(2026, 1, 31)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    assert read_as_of(BAUBAU).moment == datetime.fromtimestamp(1750000000, UTC)
    assert read_as_of(BAUBAU, fixed=fixed).day == read_today(BAUBAU).day == date(2025, 6, 15)
    assert read_as_of(BAUBAU, day=chosen, fixed=fixed).day == chosen
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert read_as_of(BAUBAU, fixed=fixed).day == fixed
    assert read_as_of(BAUBAU, day=chosen, fixed=fixed).day == chosen
    assert abs(read_as_of(BAUBAU).moment - datetime.now(UTC)) < timedelta(minutes=5)


def midnight() -> datetime:
    """The beginning of today in Baubau."""
    return datetime.combine(BAUBAU.day_of(datetime.now(UTC)), time(), BAUBAU.offset)


def test_the_version_is_the_epoch_else_the_commit_else_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    assert read_version_time(tmp_path, BAUBAU)[0] == datetime.fromtimestamp(1750000000, UTC)
    for wrong in ("kemarin", "-1", "9" * 30, "\u0661"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        assert read_version_time(tmp_path, BAUBAU) == (midnight(), [])
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    git(tmp_path, "init", "-q")
    assert read_version_time(tmp_path, BAUBAU)[1] == []
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "awal", date=MORNING)
    version, findings = read_version_time(tmp_path, BAUBAU)
    assert (version.date(), version, findings) == (date(2025, 7, 31), datetime.fromisoformat(MORNING), [])


def test_a_git_that_does_not_tell_is_told(repository: Path) -> None:
    (repository / ".git" / "HEAD").write_text("ref: refs/heads/tak-ada\n", encoding="utf-8")
    assert read_version_time(repository, BAUBAU)[1] == [], "nothing committed on this branch is known"
    (repository / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    for path in (repository / ".git" / "objects").glob("??/*"):
        path.chmod(0o600)
        path.write_bytes(b"")
    assert [finding.code for finding in read_version_time(repository, BAUBAU)[1]] == ["S025"]
    _, findings = read_settings(repository)
    assert [finding.code for finding in findings] == ["S025"]


def test_a_morning_in_baubau_is_that_day_everywhere(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    settings = settings_of(repository)
    assert settings.build_time.date() == date(2025, 7, 31)
    assert settings.as_of.day == read_today(BAUBAU).day > date(2025, 7, 31), (
        "the clock goes on without commits"
    )
    assert read_versions(repository, TABLE, settings.zone)[0].date == "2025-07-31"
    revision = find_revision(repository, "HEAD", settings.zone)
    assert revision is not None and revision.date == "2025-07-31"
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    pages = {page.address: page.body() for page in site.pages if page.address.startswith("data/bantuan/")}
    assert "31\xa0Juli\xa02025" in pages["data/bantuan/riwayat/"]
    assert "30\xa0Juli\xa02025" not in "".join(pages.values())
    assert site.footer["versi"] == "2025-07-31"
    done = CliRunner().invoke(diff, ["HEAD~1", "HEAD", "--format", "json", "--root", str(repository)])
    assert "2025-07-31" in done.output and "2025-07-30" not in done.output


def test_the_same_instant_is_another_day_further_west() -> None:
    midnight = "2025-07-31T00:30:00+08:00"
    assert day_in(zone_of("74.72"), midnight) == "2025-07-31"
    assert day_in(zone_of("32"), midnight) == "2025-07-30"
    assert day_in(zone_of("91"), midnight) == "2025-07-31"
    assert day_in(zone_of("74.72"), "9999-12-31T23:00:00+00:00") == "9999-12-31"


def test_what_is_entered_by_hand_has_the_regions_day(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    epoch = str(int(datetime.fromisoformat(MORNING).timestamp()))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    for zone in ("UTC", "America/Los_Angeles", "Asia/Jayapura"):
        monkeypatch.setenv("TZ", zone)
        tomorrow = [
            "bantuan",
            "--reason",
            "Keliru",
            "--yes",
            "--date",
            "2025-08-01",
            "--root",
            str(repository),
        ]
        assert "masa depan" in CliRunner().invoke(retract, tomorrow).output
    edit(repository, TABLE, "Keluarga A", "081234567890")
    arguments = [str(repository / TABLE), "--reason", "Nomor kantor yang umum", "--root", str(repository)]
    done = CliRunner().invoke(waive, arguments)
    assert "2026-07-31" in done.output, done.output
    done = CliRunner().invoke(retract, ["bantuan", "--reason", "Keliru", "--yes", "--root", str(repository)])
    assert done.exit_code == 0, done.output
    stone = (repository / Path(TABLE).parent / "nisan.yaml").read_text(encoding="utf-8")
    assert "2025-07-31" in stone


def test_feeds_calendars_and_packages_write_instants_that_are_right(repository: Path) -> None:
    site, _ = build_site(settings_of(repository))
    assert site is not None
    files = {}
    for artifact in site.artifacts:
        if artifact.address.endswith((".xml", ".ics", "ocds.json")):
            with (repository.parent / "keluar").open("w+b") as stream:
                artifact.write(stream)
                stream.seek(0)
                files[artifact.address] = stream.read().decode()
    feeds = [text for name, text in files.items() if name.endswith(".xml")]
    assert feeds and all("T00:00:00+08:00</updated>" in text and "00Z<" not in text for text in feeds)
    stamps = set(re.findall(r"DTSTAMP:(\S+)", "".join(files.values())))
    assert stamps <= {"20250730T211300Z"}
    for name, text in files.items():
        if name.endswith("ocds.json"):
            assert json.loads(text)["publishedDate"] == "2025-07-30T21:13:00Z"


def test_a_day_that_is_chosen_is_the_day(repository: Path) -> None:
    settings, _ = read_settings(repository, as_of=date(2026, 1, 31))
    assert settings is not None
    assert (settings.as_of.day, settings.build_time.date()) == (date(2026, 1, 31), date(2025, 7, 31))
    (repository / "mkdocs.yml").write_text(
        (repository / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace("wilayah:", "per_tanggal: 2026-02-01\n      wilayah:"),
        encoding="utf-8",
    )
    assert settings_of(repository).as_of.day == settings_of(repository).fixed_day == date(2026, 2, 1)
    chosen, _ = read_settings(repository, as_of=date(2026, 1, 31))
    assert chosen is not None and not chosen.has_fixed_clock and chosen.as_of.day == date(2026, 1, 31)


ASKING = {"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp", "localtime", "gmtime", "getmtime"}
DATED = {"open_commits", "find_revision", "read_all_versions"}
LOOKED_INTO = re.compile(rf"\b(?:{'|'.join(ASKING | DATED)})\b")
DOOR = "reading/clock.py"


def test_the_time_is_asked_for_at_one_door_and_days_have_their_zone() -> None:
    """`time.time()` may measure how long something takes; a day is made of an instant by a zone alone."""
    package, wrong = Path(suluh.__file__).parent, []
    for path in sorted(package.rglob("*.py")):
        name, text = path.relative_to(package).as_posix(), path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if LOOKED_INTO.search(text) else ():
            if not isinstance(node, ast.Call):
                continue
            said = ast.unparse(node.func)
            last = said.rpartition(".")[2]
            if last in ASKING and name != DOOR and said.split(".")[0] in ("datetime", "date", "time", "os"):
                wrong.append(f"{name}:{node.lineno} {said}")
            asked = {keyword.arg for keyword in node.keywords}
            if last == "open_commits" and "zone" not in asked:
                wrong.append(f"{name}:{node.lineno} {said} without a zone")
            if last in ("find_revision", "read_all_versions") and len(node.args) < 3:
                wrong.append(f"{name}:{node.lineno} {said} without a zone")
    assert wrong == []


def test_no_database_of_zones_is_needed() -> None:
    """Windows has none: nothing of ours asks for one."""
    package = Path(suluh.__file__).parent
    assert not [path for path in package.rglob("*.py") if "zoneinfo" in path.read_text(encoding="utf-8")]


def test_settings_of_a_test_have_a_fixed_clock() -> None:
    assert AsOf().day == date(1970, 1, 1) and Zone().suffix == "Z" and BAUBAU.suffix == "+08:00"


def test_the_last_commit_of_another_zone_is_no_other_instant(tmp_path: Path) -> None:
    root = start_repository(tmp_path / "situs")
    commit(root, "Sama") if (root / "x").write_text("x", encoding="utf-8") else None
    written = subprocess.run(
        ["git", "show", "-s", "--format=%ct"], cwd=root, capture_output=True, check=True, encoding="utf-8"
    )
    assert int(settings_of(root).build_time.timestamp()) == int(written.stdout)
