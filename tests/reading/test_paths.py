"""Paths of strangers stay in their folder, on every system."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.paths import SLUG, confined_file, read_bytes, read_text, relative_path
from suluh.vocabulary.findings import Place

PLACE = Place("datasets/a/b/datapackage.yaml", field="path")


def ask(root: Path, path: object) -> str:
    file, findings = confined_file(root, "datasets/a/b", path, PLACE)
    assert (file is None) == bool(findings)
    return findings[0].code if findings else relative_path(root, file or root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "datasets" / "a" / "b"
    (folder / "sub").mkdir(parents=True)
    (folder / "data.csv").write_text("a\n1\n", encoding="utf-8")
    (folder / "sub" / "isi.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "rahasia.csv").write_text("a\n1\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("data.csv", "datasets/a/b/data.csv"),
        ("sub/isi.csv", "datasets/a/b/sub/isi.csv"),
        ("Data.csv", "F001"),
        ("lain.csv", "F001"),
        ("/etc/hostname", "F002"),
        ("\\\\server\\berbagi", "F002"),
        ("C:\\data.csv", "F002"),
        ("c:data.csv", "F002"),
        ("~/data.csv", "F002"),
        ("../../../rahasia.csv", "F003"),
        ("sub/../data.csv", "F003"),
        ("sub\\..\\data.csv", "F003"),
        ("https://contoh.go.id/a.csv", "F004"),
        ("file:///etc/hostname", "F004"),
        ("data:text/csv,a", "F004"),
        ("sub", "F006"),
        ("data.csv/isi", "F006"),
        ("", "F007"),
        (" ", "F007"),
        (None, "F007"),
        (["data.csv"], "F007"),
        ("sub//isi.csv", "F007"),
        ("./data.csv", "F007"),
        ("sub/", "F007"),
        ("data.csv\x00", "F007"),
        ("data.csv ", "F007"),
        ("data.csv.", "F007"),
        ("*.csv", "F007"),
        ("sub\\isi.csv", "F007"),
    ],
)
def test_what_a_path_may_be(root: Path, path: object, answer: str) -> None:
    assert ask(root, path) == answer


def test_links_are_refused_wherever_they_stand(root: Path) -> None:
    folder = root / "datasets" / "a" / "b"
    try:
        (folder / "pintasan.csv").symlink_to(folder / "data.csv")
        (folder / "luar").symlink_to(root, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    assert ask(root, "pintasan.csv") == "F005"
    assert ask(root, "luar/rahasia.csv") == "F005"


def test_a_similar_name_is_offered(root: Path) -> None:
    _, findings = confined_file(root, "datasets/a/b", "DATA.csv", PLACE)
    assert findings[0].details["mirip"] == "data.csv"


def test_reading_is_limited_and_names_the_line(root: Path) -> None:
    file = root / "datasets" / "a" / "b" / "data.csv"
    assert read_bytes(file, PLACE, limit=3)[1][0].code == "F018"
    assert read_bytes(file.with_name("tiada"), PLACE, limit=3)[1][0].code == "F017"
    file.write_bytes(b"\xef\xbb\xbfa\nb\n")
    assert read_text(file, PLACE, limit=99) == ("a\nb\n", [])
    file.write_bytes(b"a\nb\n\xff")
    assert read_text(file, PLACE, limit=99)[1][0].place.line == 3
    file.write_bytes(b"a\n\x00")
    assert read_text(file, PLACE, limit=99)[1][0].code == "F010"


@given(st.text(st.sampled_from("ab./\\:~% \x00*cds"), max_size=12))
def test_no_path_raises_or_escapes(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    root = tmp_path_factory.getbasetemp()
    file, findings = confined_file(root, "tiada", path, PLACE)
    assert file is None
    assert len(findings) == 1


def test_a_name_leaves_room_for_what_is_made_of_it() -> None:
    assert SLUG.fullmatch("a" * 100) and SLUG.fullmatch("dana-desa-2025")
    assert not any(map(SLUG.fullmatch, ("", "a" * 101, "-a", "a--b", "a\n", "A")))
