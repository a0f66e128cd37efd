"""What is kept between runs goes by all that read it: no code, data or library is forgotten."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import suluh
from suluh.reading import generator_digest
from suluh.reading.generator_digest import LEFT_OUT, digest_files, digest_types, list_files, list_libraries

PACKAGE = Path(suluh.__file__).parent
READERS = (
    "history/past_states.py",
    "history/canonical_versions.py",
    "history/returned.py",
    "history/difference_words.py",
    "publishing/csv_file.py",
    "publishing/whole_check.py",
    "reading/activity_photos.py",
    "reading/confined_worker.py",
    "reading/confined_files.py",
)
"""What makes anything that is kept: notes and tables of past states, sentences about them, photos."""


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def import_closure(starts: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Files of ours that are imported from some, wherever in a module, and the other libraries' names."""
    waiting, ours, others = [PACKAGE / start for start in starts], set(), set()
    while waiting:
        path = waiting.pop()
        name = path.relative_to(PACKAGE).as_posix()
        if name in ours:
            continue
        ours.add(name)
        for module in _imports(path):
            parts = module.split(".")
            if parts[0] != "suluh":
                others.add(parts[0])
                continue
            inside = PACKAGE.joinpath(*parts[1:])
            waiting += [one for one in (inside.with_suffix(".py"), inside / "__init__.py") if one.is_file()]
    return ours, others


def test_all_that_the_readers_import_counts() -> None:
    ours, _ = import_closure(READERS)
    counted = {name for name, _ in list_files(PACKAGE)}
    assert ours - counted == set()
    for name in (
        "vocabulary/cells.py",
        "vocabulary/codes.py",
        "publishing/csv_file.py",
        "history/past_states.py",
        "reading/region_list.py",
    ):
        assert name in ours & counted


def test_all_data_but_those_of_pages_count() -> None:
    counted = {name for name, _ in list_files(PACKAGE)}
    files = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    rest = {name for name in files - counted if "__pycache__" not in name}
    for name in sorted(rest):
        parts = name.split("/")
        of_a_type = parts[0] == "record_types" and ("templates" in parts or parts[-1] == "style.css")
        assert parts[0] in LEFT_OUT or of_a_type, name
    assert any(name.startswith("standards/") and not name.endswith((".py", ".yaml")) for name in counted)


def test_any_change_of_what_counts_is_another_digest(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(PACKAGE, tmp_path / "suluh", ignore=shutil.ignore_patterns("__pycache__")))
    whole = digest_files(copy)
    assert whole == digest_files(PACKAGE)
    region_lists = sorted((copy / "standards").rglob("*.xz"))
    assert region_lists
    changed = [copy / name for name in sorted(import_closure(READERS)[0])[::25]]
    for path in [*changed, *region_lists[:2], copy / "vocabulary/cells.py", copy / "vocabulary/codes.py"]:
        data = path.read_bytes()
        path.write_bytes(data + b"\n")
        assert digest_files(copy) != whole, path
        path.write_bytes(data)
    (copy / "reading" / "baru.csv").write_bytes(b"a\n")
    assert digest_files(copy) != whole
    (copy / "reading" / "baru.csv").unlink()
    (copy / "rendering" / "templates" / "baru.html").write_bytes(b"a\n")
    assert digest_files(copy) == whole


def test_types_that_others_bring_count(tmp_path: Path) -> None:
    for name in ("schema.yaml", "rules.py"):
        (tmp_path / name).write_text("a", encoding="utf-8")
    before = digest_types([tmp_path])
    (tmp_path / "rules.py").write_text("b", encoding="utf-8")
    assert digest_types([tmp_path]) != before
    assert digest_types([tmp_path, tmp_path]) != digest_types([tmp_path])
    before = digest_types([tmp_path])
    (tmp_path / ".#rules.py").symlink_to("siapa@mana.1")  # an editor's lock leads nowhere
    assert digest_types([tmp_path]) == before


def test_every_library_that_reads_counts_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = list_libraries()
    for name in ("frictionless", "pandas", "openpyxl", "google-re2", "Pillow", "fonttools"):
        assert any(one.lower() == f"{name}=={version(name)}".lower() for one in listed), name
    generator_digest.digest_generator.cache_clear()
    before = generator_digest.digest_generator()
    monkeypatch.setattr(generator_digest, "list_libraries", lambda: [*listed[:-1], "frictionless==99"])
    generator_digest.digest_generator.cache_clear()
    assert generator_digest.digest_generator() != before
    generator_digest.digest_generator.cache_clear()
