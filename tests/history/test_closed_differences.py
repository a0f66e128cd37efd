"""What one edition closes and another one shows is told, without a number of it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from repositories import commit, start_repository
from small_site import DATASET, TABLE, edit
from suluh.cli.diff import diff

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

HEADER = "kode_wilayah,tahun,jumlah,rata,tanggal,jenis,penerima,kegiatan\n"
PLACES = {"74.72.01": "", "74.72.01.1007": "10", "74.72.01.1012": "11", "74.72.01.1006": "12"}


def write_counts(root: Path, *counts: int) -> None:
    rows = [
        f'{kode},2025,{number},"1,5",2025-05-{day or 13},beras,Keluarga,\n'
        for (kode, day), number in zip(PLACES.items(), counts, strict=True)
    ]
    (root / TABLE).write_text(HEADER + "".join(rows), encoding="utf-8", newline="")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = start_repository(tmp_path / "gudang")
    rule = "{kolom: [jumlah], dimensi: [kode_wilayah, tahun], bebas: [rata]}"
    rules = f"    pengungkapan:\n      hasil: publik\n      tekan: {rule}\n"
    descriptor = f"{DATASET}/datapackage.yaml"
    edit(root, descriptor, "    path: bantuan.csv\n", f"    path: bantuan.csv\n{rules}")
    counted = "        - name: jumlah\n          type: integer\n"
    edit(root, descriptor, counted, f"{counted}          klasifikasi: terbatas\n")
    write_counts(root, 63, 3, 20, 40)
    return commit(root, "Edisi lama")


def told(root: Path) -> list[dict[str, str]]:
    result = CliRunner().invoke(diff, ["HEAD~1", "HEAD", "--format", "json", "--root", str(root)])
    assert result.exit_code in (0, 1), result.output
    found = [one for one in json.loads(result.stdout)["findings"] if one["code"] == "V013"]
    assert not any(number in str(found) for number in ("17", " 20", " 40"))
    return found


def test_another_cell_that_is_closed_gives_both_away(repository: Path) -> None:
    write_counts(repository, 33, 3, 20, 10)
    commit(repository, "Edisi baru")
    [one] = told(repository)
    assert "“bantuan”" in one["message"] and one["message"].startswith("1 ")


def test_the_same_cells_closed_give_nothing_away(repository: Path) -> None:
    write_counts(repository, 73, 3, 20, 50)
    commit(repository, "Edisi baru")
    assert told(repository) == []


def test_another_column_of_the_earlier_edition_that_follows_from_a_closed_one_is_told(
    repository: Path,
) -> None:
    # The earlier edition kept `jumlah` back and published a rate of it; the new one closes small cells alone.
    descriptor = f"{DATASET}/datapackage.yaml"
    text = (repository / descriptor).read_text(encoding="utf-8")
    last = "bebas: [rata]}\n"
    rules = text[text.index("    pengungkapan:") : text.index(last) + len(last)]
    edit(repository, descriptor, rules, "")
    rates = [
        f'{kode},2025,{count},"{count / 4:.2f}",2025-05-{day or 13},beras,Keluarga,\n'
        for (kode, day), count in zip(PLACES.items(), (63, 3, 20, 40), strict=True)
    ]
    rows = [re.sub(r'"([0-9]+)\.([0-9]+)"', r'"\1,\2"', row) for row in rates]
    (repository / TABLE).write_text(HEADER + "".join(rows), encoding="utf-8", newline="")
    commit(repository, "Edisi dengan laju")
    edit(repository, descriptor, "    path: bantuan.csv\n", f"    path: bantuan.csv\n{rules}")
    write_counts(repository, 63, 3, 20, 40)
    commit(repository, "Edisi baru")
    [one] = told(repository)
    assert "jumlah (rata)" in one["message"]
