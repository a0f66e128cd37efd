"""What is worked out of the package alone is kept beside it, until anything that is installed changes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from suluh.publishing.counter import shape_script as script
from suluh.reading import package_notes
from suluh.reading.generator_digest import digest_files, list_files
from suluh.reading.package_notes import KEPT_BESIDE, keep_of_package


class Maker:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Mapping[str, object]:
        self.times += 1
        return {"text": "naskah", "daftar": ["a", "\ud800"]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(package_notes, "KEPT_BESIDE", tmp_path / "__pycache__")
    return tmp_path / "__pycache__"


@pytest.mark.usefixtures("folder")
def test_it_is_made_once_and_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    first, again = keep_of_package("naskah", make), keep_of_package("naskah", make)
    assert first == again and make.times == 1 and again["daftar"] == ["a", "\ud800"]
    monkeypatch.setattr(package_notes, "digest_whole_generator", lambda: "lain")
    keep_of_package("naskah", make)
    assert make.times == 2


def test_what_was_changed_by_hand_is_made_anew(folder: Path) -> None:
    make = Maker()
    keep_of_package("naskah", make)
    (kept,) = folder.rglob("naskah*")
    kept.write_bytes(kept.read_bytes().replace(b"naskah", b"lainya"))
    assert keep_of_package("naskah", make)["text"] == "naskah" and make.times == 2


def test_where_python_keeps_nothing_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    make = Maker()
    for _ in range(2):
        keep_of_package("naskah", make)
    assert make.times == 2 and not folder.exists()


def test_where_nothing_can_be_written_it_is_made_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    monkeypatch.setattr(package_notes, "KEPT_BESIDE", tmp_path / "berkas" / "__pycache__")
    make = Maker()
    for _ in range(2):
        assert keep_of_package("naskah", make)["text"] == "naskah"
    assert make.times == 2


def test_it_lies_where_no_digest_of_the_package_looks(tmp_path: Path) -> None:
    assert KEPT_BESIDE.name == "__pycache__"
    (tmp_path / "satu.py").write_text("1", encoding="utf-8")
    before = digest_files(tmp_path)
    (tmp_path / "__pycache__" / "hasil").mkdir(parents=True)
    (tmp_path / "__pycache__" / "hasil" / "naskah.json").write_text("{}", encoding="utf-8")
    assert digest_files(tmp_path) == before and [name for name, _ in list_files(tmp_path)] == ["satu.py"]


def test_the_counter_s_script_is_the_one_that_would_be_made() -> None:
    made, kept = script._shape(), script.shape_script()
    assert (made["text"], made["standards"], made["folders"]) == (
        kept.text,
        list(kept.standards),
        list(kept.folders),
    )
    assert set(made["texts"]) == kept.texts
