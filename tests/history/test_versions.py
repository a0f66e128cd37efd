"""History from real repositories, whatever a reader's own git settings are."""

import os
import shutil
import subprocess

import pytest

from suluh.history.commits import open_commits
from suluh.history.versions import read_all_versions, read_versions
from suluh.reading import git_answers
from suluh.reading.git_answers import GitSilentError

IDENTITY = ("-c", "user.name=Penguji", "-c", "user.email=penguji@contoh.go.id", "-c", "commit.gpgSign=false")


def git(folder, *arguments, date="2025-01-01T12:00:00+08:00"):
    subprocess.run(
        ["git", *IDENTITY, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date},
        check=True,
        capture_output=True,
    )


def commit(folder, subject, files, day):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-m", subject, date=f"2025-01-{day:02}T12:00:00+08:00")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gudang")
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "Data pertama", {"datasets/a/luas/x.csv": "1", "datasets/b/jalan/y.csv": "1"}, 1)
    commit(folder, "Perbaiki jalan", {"datasets/b/jalan/y.csv": "2"}, 2)
    commit(folder, "Bukan data", {"README.md": "x", "datasets/a/luas-lain/z.csv": "1"}, 3)
    git(folder, "switch", "-q", "-c", "usul")
    commit(folder, "Usul: luas é 100 %\n\nIsi yang panjang.", {"datasets/a/luas/ünd ü.csv": "2"}, 4)
    git(folder, "switch", "-q", "main")
    commit(folder, "Jalan lagi", {"datasets/b/jalan/y.csv": "3"}, 5)
    said = "Gabung usul\n\nCatatan: Luas dibetulkan.\nNote: Areas mended."
    git(folder, "merge", "-q", "--no-ff", "-m", said, "usul", date="2025-01-06T12:00:00+08:00")
    return folder


FOLDERS = ["datasets/a/luas", "datasets/b/jalan", "datasets/tidak/ada"]


def test_each_folder_has_the_commits_that_changed_it_newest_first(repository):
    found = read_all_versions(repository, FOLDERS)

    assert {folder: [(one.date, one.note("id")) for one in some] for folder, some in found.items()} == {
        "datasets/a/luas": [("2025-01-06", "Luas dibetulkan."), ("2025-01-01", "")],
        "datasets/b/jalan": [
            ("2025-01-05", ""),
            ("2025-01-02", ""),
            ("2025-01-01", ""),
        ],
        "datasets/tidak/ada": [],
    }
    assert all(len(one.commit) == 10 for some in found.values() for one in some)


def test_a_file_has_versions_as_a_folder_has(repository):
    assert [one.date for one in read_versions(repository, "datasets/b/jalan/y.csv")] == [
        "2025-01-05",
        "2025-01-02",
        "2025-01-01",
    ]
    assert read_versions(repository, "datasets/b/jalan/y") == ()


def test_a_merge_is_told_by_what_it_says_to_readers_and_names_no_account(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "Awal", {"datasets/a/luas/x.csv": "1"}, 1)
    git(tmp_path, "switch", "-q", "-c", "usul")
    commit(tmp_path, "Salah unggah", {"datasets/a/luas/x.csv": "7472014101900001"}, 2)
    commit(tmp_path, "Perbaiki", {"datasets/a/luas/x.csv": "2"}, 3)
    git(tmp_path, "switch", "-q", "main")
    said = "Merge pull request #7 from budi/usul\n\nCatatan: Luas tahun 2025, telepon 7472014101900001"
    git(tmp_path, "merge", "-q", "--no-ff", "-m", said, "usul", date="2025-01-04T12:00:00+08:00")
    commit(tmp_path, "Lain", {"README.md": "x"}, 5)

    subjects = [(one.date, one.note("id")) for one in read_versions(tmp_path, "datasets/a/luas")]

    assert [date for date, _ in subjects] == ["2025-01-04", "2025-01-01"]
    assert subjects[0][1].startswith("Luas tahun 2025") and "7472014101900001" not in subjects[0][1]


def test_one_folder_alone_says_the_same(repository):
    assert {folder: read_versions(repository, folder) for folder in FOLDERS} == read_all_versions(
        repository, FOLDERS
    )


def test_a_project_in_a_subfolder_of_its_repository(repository):
    found = read_versions(repository / "datasets", "a/luas")

    assert found == read_versions(repository, "datasets/a/luas")


def test_a_reader_s_settings_and_a_hook_s_variables_change_nothing(repository, tmp_path, monkeypatch):
    expected = read_all_versions(repository, FOLDERS)
    configuration = tmp_path / "gitconfig"
    configuration.write_text(
        "[log]\n showSignature = true\n date = relative\n[format]\n pretty = fuller\n[color]\n ui = always\n"
        "[core]\n quotePath = true\n pager = false\n abbrev = 40\n"
        "[diff]\n renames = copies\n external = false\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(configuration))
    monkeypatch.setenv("HOME", str(tmp_path))
    shutil.copy(configuration, tmp_path / ".gitconfig")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "lain"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "indeks"))

    assert read_all_versions(repository, FOLDERS) == expected


def test_a_shallow_clone_does_not_make_everything_look_new(repository, tmp_path):
    for depth, dates in ((1, []), (3, ["2025-01-05"])):
        clone = tmp_path / f"dangkal-{depth}"
        git(tmp_path, "clone", "-q", f"--depth={depth}", repository.as_uri(), str(clone))

        assert [one.date for one in read_versions(clone, "datasets/b/jalan")] == dates


def test_subjects_cannot_forge_commits(tmp_path):
    git(tmp_path, "init", "-q")
    commit(tmp_path, "//", {"datasets/a/luas/x.csv": "1"}, 1)
    commit(tmp_path, "\x1b[31mmerah\x07 \u202eterbalik", {"datasets/a/luas/x.csv": "2"}, 2)
    commit(tmp_path, "x\n\nCatatan: \x1b[31mmerah\x07 \u202eterbalik", {"datasets/a/luas/x.csv": "3"}, 3)

    notes = [one.note("id") for one in read_versions(tmp_path, "datasets/a/luas")]
    assert notes == ["[31mmerah terbalik", "", ""]


@pytest.mark.parametrize("prepare", ["no repository", "no commit", "no folder"])
def test_no_history_is_an_empty_one(tmp_path, prepare):
    root = tmp_path / "tak-ada" if prepare == "no folder" else tmp_path
    if prepare == "no commit":
        git(tmp_path, "init", "-q")

    assert read_versions(root, "datasets/a/luas") == ()
    assert read_all_versions(root, []) == {}


def test_without_git_there_is_none_and_without_an_answer_in_time_it_is_not_known(repository, monkeypatch):
    monkeypatch.setattr(git_answers, "TIMEOUT_SECONDS", 0)
    with pytest.raises(GitSilentError):
        read_versions(repository, "datasets/a/luas")
    monkeypatch.undo()
    monkeypatch.setenv("PATH", "")
    assert read_versions(repository, "datasets/a/luas") == ()


def test_git_is_asked_once_for_what_does_not_change(repository, monkeypatch):
    """What lay in a commit, whether a clone is whole, and what has changed at a place."""
    asked = []
    ask = git_answers.ask_bytes

    def note(root, arguments, **named):
        asked.append(tuple(arguments))
        return ask(root, arguments, **named)

    monkeypatch.setattr(git_answers, "ask_bytes", note)
    with open_commits(repository) as commits:
        for place in ("datasets/a", "datasets/b") * 2:
            assert commits.touches(place, (".csv",))
            for change in commits.changes(place):
                assert commits.blobs(change.commit, [place])
                with commits.lay_out(change.commit, [place]) as folder:
                    assert (folder / place).is_dir()
    assert len(asked) > 5 and sorted(asked) == sorted(set(asked))
