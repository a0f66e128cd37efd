"""`suluh fix` shows what it would do, writes only when told to, and tells nothing that is not public."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from small_site import DATASET, TABLE, copy_small_site, edit
from suluh.checking import large_mending, mendable
from suluh.cli.fix import fix


def test_it_shows_and_writes_only_when_told(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, f"{DATASET}/datapackage.yaml", ", klasifikasi: rahasia", "")
    good = (root / TABLE).read_bytes()
    edit(root, TABLE, "74.72.01.1007", "7472011007")
    bad = (root / TABLE).read_bytes()
    shown = CliRunner().invoke(fix, ["--root", str(root)])
    assert shown.exit_code == 1 and (root / TABLE).read_bytes() == bad
    assert "-7472011007,2025" in shown.output and "+74.72.01.1007,2025" in shown.output
    written = CliRunner().invoke(fix, ["--write", "--root", str(root)])
    assert written.exit_code == 0 and (root / TABLE).read_bytes() == good
    assert [one.name for one in (root / DATASET).iterdir() if one.name.startswith(".")] == []
    again = CliRunner().invoke(fix, ["--root", str(root)])
    assert again.exit_code == 0 and "Tidak ada" in again.output


def test_a_large_file_is_shown_by_its_cells_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_mending, "LARGE", 0)
    root = copy_small_site(tmp_path / "situs")
    good = (root / TABLE).read_bytes()
    edit(root, TABLE, "74.72.01.1007", "7472011007")
    shown = CliRunner().invoke(fix, ["--write", "--root", str(root)])
    assert shown.exit_code == 0 and (root / TABLE).read_bytes() == good
    assert "“7472011007” → “74.72.01.1007”" in shown.output and "Keluarga" not in shown.output


def test_what_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small_site(tmp_path / "situs")
    monkeypatch.setattr(mendable, "WHOLE_LIMIT", (root / TABLE).stat().st_size - 1)
    shown = CliRunner().invoke(fix, ["--root", str(root)])
    assert shown.exit_code == 1 and "F018" in shown.output and TABLE in shown.output
    assert "Tidak ada yang perlu" not in shown.output
    monkeypatch.setattr(large_mending, "LARGE", 0)
    assert CliRunner().invoke(fix, ["--root", str(root)]).exit_code == 0, "one in good form is no less mended"


def test_lines_with_withheld_columns_are_not_shown(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, TABLE, "74.72.01.1007", "7472011007")
    shown = CliRunner().invoke(fix, ["--root", str(root)]).output
    assert "7472011007" in shown and "Keluarga" not in shown
    edit(
        root,
        f"{DATASET}/datapackage.yaml",
        "{name: kode_wilayah,",
        "{name: kode_wilayah, klasifikasi: rahasia,",
    )
    assert "7472011007" not in CliRunner().invoke(fix, ["--root", str(root)]).output


def test_paths_must_lie_in_the_project(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    assert CliRunner().invoke(fix, [str(tmp_path), "--root", str(root)]).exit_code == 2
