"""Names that one system could not hold are told, links are refused, and what is passed over is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import make_settings
from suluh.checking.file_names import NAME_LIMIT, check_file_names, find_name_fault, list_files
from suluh.vocabulary.reserved_names import is_device, is_reserved
from suluh.vocabulary.settings import Settings

FOLDER = "datasets/dinas-sosial/bantuan"


def project(root: Path) -> Settings:
    return make_settings(root=root, datasets_dir=root / "datasets", content_dir=root / "content")


def found(root: Path, *names: str) -> list[tuple[str, str]]:
    for name in names:
        path = root / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a,b\n1,2\n", encoding="utf-8")
    prefix = f"{FOLDER}/"
    return [(one.code, one.place.path.removeprefix(prefix)) for one in check_file_names(project(root))]


def test_names_that_differ_in_case_or_in_their_letters_alone(tmp_path: Path) -> None:
    assert found(tmp_path, "Data.csv", "data.csv", "lain.csv") == [("F026", "Data.csv"), ("F026", "data.csv")]


def test_names_that_differ_in_the_making_of_a_letter(tmp_path: Path) -> None:
    told = found(tmp_path, "Caf\u00e9.csv", "Cafe\u0301.csv")
    assert sorted(code for code, _ in told) == ["F026", "F026", "F027"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        *(
            (name, "@name_device")
            for name in ("CON.csv", "aux.xlsx", "nul", "Com1.csv", "lpt9", "PRN.tar.gz")
        ),
        *((name, "@name_edge") for name in ("data.csv.", "data.csv ", " data.csv", "data.csv\u00a0")),
        *((name, "@name_dash") for name in ("-rf.csv", "--force")),
        *(
            (name, "@name_unseen")
            for name in ("a\nb.csv", "a\x07.csv", "a\u200bb.csv", "a\u202evsc.exe", "\x7f")
        ),
        *((name, "@name_sign") for name in ('a"b.csv', "a:b.csv", "a|b", "a?b", "a*b", "a\\b", "<a>")),
        *((name, "@name_long") for name in ("x" * 250, "x" * (NAME_LIMIT + 1), "é" * NAME_LIMIT + "é")),
        ("Cafe\u0301.csv", "@name_split"),
        *(
            (name, "")
            for name in (
                "data.csv",
                "console.csv",
                "com10.csv",
                "auxiliary",
                "Data 2025 (akhir).csv",
                "é.csv",
            )
        ),
    ],
)
def test_names_that_cannot_be_kept_everywhere(name: str, fault: str) -> None:
    assert find_name_fault(name) == fault


def test_hidden_and_drafts_are_told_and_git_keeps_its_own(tmp_path: Path) -> None:
    told = found(
        tmp_path, ".rahasia/data.csv", "_draf/data.csv", ".DS_Store", ".gitkeep", "_kecil.csv", "sub/.x"
    )
    assert told == [("F028", ".DS_Store"), ("F028", ".rahasia"), ("F028", "_draf"), ("F028", "sub/.x")]


def test_hidden_folders_of_agencies_and_pages(tmp_path: Path) -> None:
    for name in (
        "datasets/.lama/a/data.csv",
        "content/.draf/halaman.md",
        "content/Tentang/a.md",
        "content/tentang/b.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("isi", encoding="utf-8")
    told = [(one.code, one.place.path) for one in check_file_names(project(tmp_path))]
    assert ("F028", "datasets/.lama") in told and ("F028", "content/.draf") in told
    assert [path for code, path in told if code == "F026"] == ["content/Tentang", "content/tentang"]


def test_links_inside_a_dataset_are_refused_and_not_followed(tmp_path: Path) -> None:
    found(tmp_path, "data.csv")
    outside = tmp_path / "luar"
    outside.mkdir()
    (outside / "CON.csv").write_text("x", encoding="utf-8")
    try:
        (tmp_path / FOLDER / "tautan").symlink_to(outside)
        (tmp_path / FOLDER / "salinan.csv").symlink_to("data.csv")
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    assert found(tmp_path) == [("F005", "salinan.csv"), ("F005", "tautan")]


def test_files_in_folders_below_a_dataset_are_seen(tmp_path: Path) -> None:
    found(tmp_path, "data.csv", "lama/2020/data.csv", "foto/a.jpg", "_draf/x.csv", ".x/y.csv")
    assert list_files(tmp_path / FOLDER) == ["data.csv", "lama/2020/data.csv"]


def test_tables_that_lie_beside_the_folders_of_datasets(tmp_path: Path) -> None:
    for name in (
        "datasets/data.csv",
        "datasets/dinas/data.xlsx",
        "datasets/dinas/BACA.md",
        "datasets/dinas/a/data.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("isi", encoding="utf-8")
    told = [(one.code, one.place.path) for one in check_file_names(project(tmp_path))]
    assert told == [("P032", "datasets/data.csv"), ("P032", "datasets/dinas/data.xlsx")]


def test_a_path_that_is_too_long_with_its_folders(tmp_path: Path) -> None:
    deep = "/".join(["a" * 60] * 3)
    assert ("F027", f"{deep}/data.csv") in found(tmp_path, f"{deep}/data.csv")


@pytest.mark.parametrize(
    "name", ["datapackage", "v", "riwayat", "index", "katalog", "Wilayah", "con", "com1", "404"]
)
def test_reserved_names(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize("name", ["penduduk", "riwayat-jabatan", "vaksin", "com", "comal"])
def test_names_that_are_free(name: str) -> None:
    assert not is_reserved(name) and not is_device(name)
