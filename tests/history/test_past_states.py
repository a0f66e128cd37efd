"""Earlier states in real repositories: derived, guarded, moved, withdrawn, limited, and never published."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from repositories import branch, commit, git, start_repository
from small_site import DATASET, TABLE, edit
from suluh.assembly.ledger_entries import find_history
from suluh.assembly.retraction import find_dataset, retract_dataset
from suluh.checking.package_tables import TableStore
from suluh.checking.project import check_project
from suluh.cli.retract import retract
from suluh.history import canonical_versions, past_states
from suluh.history.commits import open_commits
from suluh.history.edition_cache import EditionCache, open_cache
from suluh.history.editions import Completeness, Edition, History
from suluh.history.looking_back import open_past
from suluh.pipeline import build_site
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

DESCRIPTOR = f"{DATASET}/datapackage.yaml"
PAGU = "datasets/dinas-sosial/pagu/pagu.csv"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return start_repository(tmp_path / "gudang")


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


def history_of(root: Path, name: str = "bantuan") -> History:
    settings = settings_of(root)
    folder = find_dataset(settings, name)
    assert folder is not None
    history = find_history(settings, folder)
    assert history is not None
    return history


def bytes_of(root: Path, edition: Edition) -> bytes:
    cache = open_cache(settings_of(root))
    return b"".join(cache.path(digest).read_bytes() for _, digest, _ in edition.files)


def change(root: Path, old: str, new: str, day: str, file: str = TABLE, subject: str = "Ubah") -> None:
    edit(root, file, old, new)
    commit(root, subject, day=day)


def test_a_derived_dataset_has_an_edition_where_a_source_changed_it(repository: Path) -> None:
    change(repository, "2025;02;50", "2025;02;55", "2025-07-02", PAGU, "Fix ceiling\n\nCatatan: Koreksi pagu")
    change(repository, "2025,120", "2025,150", "2025-07-03")
    history = history_of(repository, "anggaran")
    assert history.derived and history.completeness is Completeness.WHOLE
    assert [(one.date, one.note, one.text) for one in history.editions] == [
        ("2025-07-02", "Koreksi pagu", "1 baris diubah"),
        ("2025-07-01", "", ""),
    ]
    (earlier,) = history.earlier
    assert b",50," in bytes_of(repository, earlier) and b",55," not in bytes_of(repository, earlier)


def test_a_derived_edition_rests_on_nothing_that_today_keeps_back(repository: Path) -> None:
    change(repository, "2025;02;50", "2025;02;55", "2025-07-02", PAGU)
    first = history_of(repository, "pagu").editions[-1].name
    arguments = ["pagu", "--versi", first, "--reason", "Angka keliru", "--date", "2025-08-01"]
    done = CliRunner().invoke(retract, [*arguments, "--root", str(repository)])
    assert done.exit_code == 0, done.output
    (earlier,) = history_of(repository, "anggaran").earlier
    assert (earlier.withheld, earlier.withdrawn, earlier.files) == ("Angka keliru", "2025-08-01", ())


def test_guarded_data_keeps_its_earlier_editions_and_every_difference(repository: Path) -> None:
    change(repository, "2025,120", "2025,150", "2025-07-02")
    rules = "    path: bantuan.csv\n    pengungkapan: {hasil: publik, buang: [penerima, jenis]}\n"
    change(repository, "    path: bantuan.csv\n", rules, "2025-07-03", DESCRIPTOR)
    change(repository, "2025,150", "2025,160", "2025-07-04")
    history = history_of(repository)
    assert len(history.editions) == 4
    assert {one.text for one in history.editions} == {""}
    assert all(one.withheld and not one.files and not one.rows for one in history.earlier)
    assert list(open_cache(settings_of(repository)).folder.glob("*.csv")) == []


def test_a_dataset_keeps_its_history_where_another_agency_takes_it_over(repository: Path) -> None:
    change(repository, "2025,120", "2025,150", "2025-07-02")
    (repository / "datasets/bappeda").mkdir()
    git(repository, "mv", DATASET, "datasets/bappeda/bantuan")
    commit(repository, "Pindah", day="2025-07-03")
    assert [one.date for one in history_of(repository).editions] == ["2025-07-02", "2025-07-01"]


def test_what_a_submission_went_through_was_never_published(repository: Path) -> None:
    branch(repository, "usul")
    change(repository, "2025,120", "2025,999", "2025-07-02", subject="Salah ketik")
    change(repository, "2025,999", "2025,150", "2025-07-03", subject="Perbaiki")
    git(repository, "switch", "-q", "main")
    said = "Merge pull request #7 from orang/usul\n\nCatatan: Bantuan triwulan II"
    git(repository, "merge", "-q", "--no-ff", "-m", said, "usul", date="2025-07-04T12:00:00+08:00")
    history = history_of(repository)
    assert [(one.date, one.note) for one in history.editions] == [
        ("2025-07-04", "Bantuan triwulan II"),
        ("2025-07-01", ""),
    ]


def test_a_withdrawn_version_leaves_no_byte_and_says_when_and_why(repository: Path) -> None:
    change(repository, "2025,120", "2025,777", "2025-07-02", subject="Angka 777 keliru")
    change(repository, "2025,777", "2025,150", "2025-07-03")
    newest, wrong, first = history_of(repository).editions
    arguments = ["--reason", "Angka keluarga lain", "--date", "2025-08-01", "--root", str(repository)]
    for name, said in ((newest.name, "terbit sekarang"), ("2025-07-02-00000000", first.name)):
        refused = CliRunner().invoke(retract, ["bantuan", "--versi", name, *arguments])
        assert refused.exit_code == 2 and said in " ".join(refused.output.split())
    done = CliRunner().invoke(retract, ["bantuan", "--versi", wrong.name, *arguments])
    assert done.exit_code == 0 and "nisan-versi.yaml" in done.output
    assert not open_cache(settings_of(repository)).folder.exists()

    site, checked = build_site(settings_of(repository))
    assert site is not None and checked.findings == ()
    kept = open_cache(settings_of(repository)).folder
    assert not any(b"777" in path.read_bytes() for path in kept.glob("*.csv"))
    files = [one.address for one in site.artifacts if one.address.startswith("data/bantuan/v/")]
    assert files == [f"{newest.address}bantuan.zip", f"{first.address}bantuan.zip"]
    pages = {one.address: one.body() for one in site.pages if one.address.startswith("data/bantuan/")}
    assert "Angka keluarga lain" in pages[wrong.address] and "1\xa0Agustus\xa02025" in pages[wrong.address]
    for address in (wrong.address, first.address):
        assert "777" not in pages[address]
    assert "1 baris diubah" in pages["data/bantuan/riwayat/"]
    assert "Angka 777" not in pages["data/bantuan/riwayat/"]


def test_a_withdrawn_version_does_not_return_under_another_date(repository: Path) -> None:
    change(repository, "2025,120", "2025,777", "2025-07-02")
    wrong = history_of(repository).editions[0]
    change(repository, "2025,777", "2025,150", "2025-07-03")
    arguments = ["bantuan", "--versi", wrong.name, "--reason", "Keliru", "--root", str(repository)]
    assert CliRunner().invoke(retract, arguments).exit_code == 0
    change(repository, "2025,150", "2025,777", "2025-07-04")
    change(repository, "2025,777", "2025,160", "2025-07-05")
    again = [one for one in history_of(repository).earlier if one.digest == wrong.digest]
    assert [(one.date, one.files) for one in again] == [("2025-07-04", ()), ("2025-07-02", ())]
    edit(repository, TABLE, "2025,160", "2025,777")
    site, checked = build_site(settings_of(repository))
    assert site is None and [one.code for one in checked.findings] == ["V010"]


@pytest.mark.parametrize(
    "text",
    ["bukan daftar\n", '"2025-07-02": {tanggal: "2025-08-01", alasan: x}\n', '"2025-07-02-1a2b3c4d": x\n'],
)
def test_a_list_of_withdrawn_versions_that_cannot_be_followed_is_an_error(
    repository: Path, text: str
) -> None:
    (repository / DATASET / "nisan-versi.yaml").write_text(text, encoding="utf-8")
    assert "V011" in [one.code for one in check_project(settings_of(repository)).findings]
    arguments = ["bantuan", "--versi", "2025-07-02-1a2b3c4d", "--reason", "x", "--root", str(repository)]
    assert CliRunner().invoke(retract, arguments).exit_code == 2


def test_a_retracted_dataset_leaves_no_cache(repository: Path) -> None:
    change(repository, "2025,120", "2025,150", "2025-07-02")
    history_of(repository)
    settings = settings_of(repository)
    (settings.cache_dir / "stage").mkdir()
    retract_dataset(settings, repository / DATASET, "Keliru", date(2025, 8, 1))
    assert sorted(path.name for path in settings.cache_dir.iterdir()) == [".gitignore"]


def test_limits_cut_the_oldest_and_are_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(repository, "2025,120", "2025,150", "2025-07-02")
    change(repository, "2025,150", "2025,160", "2025-07-03")
    size = sum(one.files[0][2] for one in history_of(repository).earlier)
    for module, name, limit, dates in (
        (canonical_versions, "COMMITS_LIMIT", 2, ["2025-07-03", "2025-07-02"]),
        (canonical_versions, "KEPT_LIMIT", size - 1, ["2025-07-03", "2025-07-02"]),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, limit)
            history = history_of(repository)
        assert [one.date for one in history.editions] == dates
        assert history.completeness is Completeness.LIMITED
    assert len(history_of(repository).editions) == 3
    shutil.rmtree(open_cache(settings_of(repository)).folder)
    monkeypatch.setattr(past_states, "SIZE_LIMIT", 10)
    history = history_of(repository)
    assert (history.editions, history.completeness) == ((), Completeness.LIMITED)


def test_notes_hold_no_cell(repository: Path) -> None:
    change(repository, "Keluarga A", "RAHASIA-LAMA", "2025-07-02")
    change(repository, "2025,120", "2025,150", "2025-07-03")
    history_of(repository)
    folder = open_cache(settings_of(repository)).folder
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "RAHASIA" not in text
        assert path.suffix == ".csv" or "150" not in json.loads(text).get("text", "")


def test_only_what_would_be_let_out_again_is_searched_for_persons(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[bytes] = []
    search = past_states.scan_file
    monkeypatch.setattr(
        past_states, "scan_file", lambda name, data: searched.append(data) or search(name, data)
    )
    history_of(repository)
    assert searched == []  # what is published now was looked at when it was checked
    change(repository, "2025,120", "2025,150", "2025-07-02")
    for _ in range(2):
        assert len(history_of(repository).earlier) == 1
        assert [b",120," in data for data in searched] == [True]


def test_what_cannot_be_searched_for_persons_is_not_let_out(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(repository, "2025,120", "2025,150", "2025-07-02")
    with monkeypatch.context() as patch:
        patch.setattr(past_states.PastReader, "_tables_at", lambda *_: {})
        assert [bool(one.files) for one in history_of(repository).earlier] == [False]
    assert [bool(one.files) for one in history_of(repository).earlier] == [True]


def test_a_cache_that_was_committed_stops_the_build(repository: Path) -> None:
    kept = repository / ".suluh" / "foto" / "a.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}", encoding="utf-8")
    git(repository, "add", "-f", str(kept))
    site, checked = build_site(settings_of(repository))
    assert site is None and [one.code for one in checked.findings] == ["S016"]
    git(repository, "rm", "-q", "--cached", str(kept))
    assert build_site(settings_of(repository))[0] is not None


@pytest.mark.parametrize("key", ["klasifkasi: rahasia", "x-klasifikasi: rahasia", "bobot: 1"])
def test_a_state_with_a_key_that_nobody_knows_is_withheld(repository: Path, key: str) -> None:
    good, wrong = "{name: kegiatan, type: string}", f"{{name: kegiatan, {key}}}"
    change(repository, good, wrong, "2025-07-02", DESCRIPTOR)
    change(repository, "2025,120", "2025,150", "2025-07-03")
    change(repository, wrong, good, "2025-07-04", DESCRIPTOR)
    change(repository, "2025,150", "2025,160", "2025-07-05")
    history = history_of(repository)
    assert [one.date for one in history.editions] == ["2025-07-05", "2025-07-04", "2025-07-01"]


def test_what_another_generator_kept_is_not_read(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(repository, "2025,120", "2025,150", "2025-07-02")
    history_of(repository)
    cache = open_cache(settings_of(repository))
    before = {path.name for path in cache.folder.glob("*.json")}
    history_of(repository)
    assert {path.name for path in cache.folder.glob("*.json")} == before
    monkeypatch.setattr(past_states, "digest_generator", lambda: "lain")
    history_of(repository)
    after = {path.name for path in cache.folder.glob("*.json")} - before
    assert {name.partition("-")[0] for name in after} == {name.partition("-")[0] for name in before}


def test_what_a_limit_of_the_moment_left_out_is_not_kept(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(repository, "2025,120", "2025,150", "2025-07-02")
    with monkeypatch.context() as patch:
        patch.setattr(TableStore, "findings_of", lambda store, package, resource: [Finding("F307", Place())])
        assert history_of(repository).editions == ()
    assert len(history_of(repository).editions) == 2


def test_what_was_read_as_another_type_of_the_sites_own_is_not_read(repository: Path) -> None:
    change(repository, "2025,120", "2025,150", "2025-07-02")
    settings, keys = settings_of(repository), []
    for own in (
        {},
        {"parkir": {"title": "Parkir", "fields": []}},
        {"parkir": {"title": "Lain", "fields": []}},
    ):
        cache = EditionCache(repository.parent / "simpanan")
        with open_commits(repository, zone=settings.zone) as commits:
            past = open_past(replace(settings, own_types=own), commits, cache, TABLE_FORMS)
            assert past is not None
            keys.append(past[0].key_of(DATASET, past[1][0].commit))
    assert len(set(keys)) == 3
