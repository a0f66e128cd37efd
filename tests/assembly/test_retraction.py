"""A dataset that is withdrawn leaves a tombstone and nothing else."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

from click.testing import CliRunner

from small_site import DATASET, copy_small_site
from suluh.assembly.retraction import find_dataset, retract_dataset
from suluh.checking.project import check_project
from suluh.cli.retract import retract
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.settings import Settings


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


def test_the_command_leaves_only_the_tombstone_and_says_what_remains_to_be_done(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    (root / DATASET / "lama").mkdir()
    (root / DATASET / "lama" / ".sisa.csv").write_text("a\n", encoding="utf-8")
    arguments = ["bantuan", "--reason", 'Memuat "data pribadi"', "--date", "2025-06-30", "--root", str(root)]
    refused = CliRunner().invoke(retract, arguments, input="n\n")
    assert refused.exit_code == 1 and (root / DATASET / "bantuan.csv").is_file()
    done = CliRunner().invoke(retract, [*arguments, "--yes"])
    assert done.exit_code == 0 and "3 berkas dihapus" in done.output and "Riwayat git" in done.output
    assert [one.name for one in (root / DATASET).rglob("*")] == ["nisan.yaml"]
    assert check_project(settings_of(root)).findings == ()


def test_the_next_build_holds_no_byte_of_it_and_its_address_tells_when_and_why(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    settings = settings_of(root)
    folder = find_dataset(settings, "bantuan")
    assert folder is not None
    retract_dataset(settings, folder, "Memuat data pribadi", date(2025, 6, 30))
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    page = next(one for one in site.pages if one.address == "data/bantuan/")
    assert "Memuat data pribadi" in page.body() and page.title == "Bantuan pangan" and not page.indexed
    assert [one.address for one in site.artifacts if one.address.startswith("data/bantuan/")] == []
    assert all("1.06.02.2.01,Keluarga" not in one.body() for one in site.pages)
    stream = BytesIO()
    next(one for one in site.artifacts if one.address == "data/katalog.json").write(stream)
    catalogue = json.loads(stream.getvalue())
    assert [one["dataset"] for one in catalogue["ditarik"]] == ["bantuan"]
    assert "bantuan" not in [one["dataset"] for one in catalogue["dataset"]]


def test_only_a_dataset_that_is_there_is_withdrawn(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    settings = settings_of(root)
    for name in ("tidak-ada", "../bantuan", "", "dinas-sosial"):
        assert find_dataset(settings, name) is None
    answer = CliRunner().invoke(retract, ["tidak-ada", "--reason", "x", "--yes", "--root", str(root)])
    assert answer.exit_code == 2 and "Tidak ada dataset" in answer.output
