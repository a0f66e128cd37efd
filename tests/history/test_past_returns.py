"""Ways in which what was closed or withdrawn once came out again, in real repositories: each stays shut."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from repositories import branch, commit, git, start_repository
from small_site import DATASET, TABLE, edit
from suluh.cli.check import check
from suluh.cli.diff import diff
from suluh.cli.retract import retract
from suluh.cli.verify import verify
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

DESCRIPTOR = f"{DATASET}/datapackage.yaml"
SECRET = "777"
OPEN = "{name: lain, type: integer}"
CLOSED = "{name: lain, type: integer, klasifikasi: rahasia}"
REPORT = "content/laporan/dinas-sosial/2025-tw2.md"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A table that showed 777 once, mended since."""
    root = start_repository(tmp_path / "gudang")
    edit(root, TABLE, "2025,120", f"2025,{SECRET}")
    commit(root, "Terbit", day="2025-07-02")
    edit(root, TABLE, f"2025,{SECRET}", "2025,150")
    return commit(root, "Koreksi", day="2025-07-03")


def published(root: Path) -> str:
    """Everything below the site's addresses of data and feeds, as one text."""
    settings, findings = read_settings(root)
    assert settings is not None, findings
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    texts = [one.body() for one in site.pages if one.address.startswith(("data/", "umpan"))]
    for one in site.artifacts:
        if one.address.startswith(("data/", "umpan/", "instansi/")) and one.address.endswith(
            (".csv", ".xml", ".zip")
        ):
            stream = BytesIO()
            one.write(stream)
            contents = [stream.getvalue()]
            if one.address.endswith(".zip"):
                with ZipFile(stream) as packed:
                    contents = [packed.read(name) for name in packed.namelist()]
            texts += [f"{one.address}\n{content.decode('utf-8-sig')}" for content in contents]
    return "\n".join(texts)


def run_retract(root: Path, name: str = "bantuan", *more: str) -> None:
    arguments = [name, "--reason", "Keliru", "--yes", "--date", "2025-07-04", *more, "--root", str(root)]
    done = CliRunner().invoke(retract, arguments)
    assert done.exit_code == 0, done.output


def codes_of(root: Path) -> set[str]:
    """The codes of errors that `suluh check` tells."""
    settings, _ = read_settings(root)
    assert settings is not None
    checked = build_site(settings)[1]
    told = CliRunner().invoke(check, ["--root", str(root), "--format", "json"])
    assert all(one.code in told.output for one in checked.findings)
    return {one.code for one in checked.findings}


def test_an_edition_that_nobody_closed_is_there(repository: Path) -> None:
    assert f"2025,{SECRET}" in published(repository)


@pytest.mark.parametrize("ledger", [True, False], ids=["ledger", "tombstone-alone"])
def test_a_dataset_that_was_withdrawn_and_is_published_again_has_no_past(
    repository: Path, ledger: bool
) -> None:
    saved = repository.parent / "salinan"
    shutil.copytree(repository / DATASET, saved)
    run_retract(repository)
    if not ledger:
        (repository / "datasets/penarikan.csv").unlink(missing_ok=True)
    commit(repository, "Tarik", day="2025-07-04")
    (repository / DATASET / "nisan.yaml").unlink()
    shutil.copytree(saved, repository / DATASET, dirs_exist_ok=True)
    edit(repository, TABLE, "2025,150", "2025,160")
    commit(repository, "Terbit lagi", day="2025-07-05")
    text = published(repository)
    assert f"2025,{SECRET}" not in text and "2025,150" not in text and "2025,160" in text


@pytest.mark.parametrize("ledger", [True, False], ids=["ledger", "tombstone-alone"])
def test_a_withdrawal_on_a_merged_line_of_commits_counts(repository: Path, ledger: bool) -> None:
    branch(repository, "usul")
    saved = repository.parent / "salinan"
    shutil.copytree(repository / DATASET, saved)
    run_retract(repository)
    if not ledger:
        (repository / "datasets/penarikan.csv").unlink()
    commit(repository, "Tarik", day="2025-07-04")
    (repository / DATASET / "nisan.yaml").unlink()
    shutil.copytree(saved, repository / DATASET, dirs_exist_ok=True)
    edit(repository, TABLE, "2025,150", "2025,160")
    commit(repository, "Terbit lagi", day="2025-07-05")
    git(repository, "switch", "-q", "main")
    if ledger:
        git(repository, "merge", "-q", "--squash", "usul")
        commit(repository, "Gabungan rapat", day="2025-07-06")
    else:
        git(repository, "merge", "-q", "--no-ff", "-m", "Gabungan", "usul")
    text = published(repository)
    assert f"2025,{SECRET}" not in text and "2025,150" not in text and "2025,160" in text


def test_another_agency_that_takes_a_withdrawn_name_gets_nothing_of_its_past(repository: Path) -> None:
    saved = repository.parent / "salinan"
    shutil.copytree(repository / DATASET, saved)
    run_retract(repository)
    (repository / "datasets/penarikan.csv").unlink(missing_ok=True)
    commit(repository, "Tarik", day="2025-07-04")
    git(repository, "rm", "-q", "-r", DATASET)
    shutil.copytree(saved, repository / "datasets/bappeda/bantuan")
    edit(repository, "datasets/bappeda/bantuan/bantuan.csv", "2025,150", "2025,160")
    agencies = "datasets/referensi/instansi/instansi.csv"
    edit(repository, agencies, "dinas-sosial,", "bappeda,Bappeda,badan,\ndinas-sosial,")
    commit(repository, "Instansi lain", day="2025-07-05")
    text = published(repository)
    assert f"2025,{SECRET}" not in text and "2025,160" in text


def two_tables(root: Path) -> None:
    """A second table with a column of the first one's name."""
    text = (root / DESCRIPTOR).read_text(encoding="utf-8")
    second = (
        "  - name: rincian\n    path: rincian.csv\n    schema:\n      fields:\n"
        "        - {name: kode_wilayah, type: string}\n        - {name: jumlah, type: integer}\n"
    )
    (root / DESCRIPTOR).write_text(
        text.replace("dasar_pengecualian:", f"{second}dasar_pengecualian:"), "utf-8"
    )
    (root / DATASET / "rincian.csv").write_text("kode_wilayah,jumlah\n74.72.01.1007,987654\n", "utf-8")
    commit(root, "Dua tabel", day="2025-07-04")


@pytest.mark.parametrize("what", ["column", "table"])
def test_what_one_table_closes_is_not_shown_for_its_name_in_another(repository: Path, what: str) -> None:
    two_tables(repository)
    edit(repository, TABLE, "2025,150", "2025,160")
    commit(repository, "Koreksi", day="2025-07-05")
    assert "987654" in published(repository)
    if what == "column":
        closed = "{name: jumlah, type: integer, klasifikasi: rahasia}"
        edit(repository, DESCRIPTOR, "{name: jumlah, type: integer}", closed)
    else:
        edit(repository, DESCRIPTOR, "path: rincian.csv", "path: rincian.csv\n    klasifikasi: rahasia")
    commit(repository, "Tutup", day="2025-07-06")
    assert "987654" not in published(repository)


@pytest.mark.parametrize("steps", [1, 2])
def test_a_closed_column_whose_name_another_one_takes_stays_closed(repository: Path, steps: int) -> None:
    edit(repository, TABLE, "rata,tanggal,jenis", "lain,rata,tanggal,jenis")
    edit(repository, TABLE, '150,"1,5"', '150,555001,"1,5"')
    edit(repository, TABLE, ',,"2,25"', ',,555002,"2,25"')
    edit(
        repository,
        DESCRIPTOR,
        "        - {name: rata",
        f"        - {OPEN}\n        - {{name: rata",
    )
    commit(repository, "Kolom lain", day="2025-07-04")
    edit(repository, TABLE, "2025,150", "2025,160")
    commit(repository, "Koreksi", day="2025-07-05")
    assert "555001" in published(repository)
    if steps == 2:
        edit(
            repository,
            DESCRIPTOR,
            "{name: lain, type: integer}",
            "{name: lain, type: integer, klasifikasi: rahasia}",
        )
        commit(repository, "Tutup", day="2025-07-06")
        edit(
            repository,
            DESCRIPTOR,
            "{name: lain, type: integer, klasifikasi: rahasia}",
            "{name: lain, type: integer}",
        )
    renamed = (
        "        - {name: lama, type: integer, klasifikasi: rahasia}\n        - {name: lain, type: integer}"
    )
    edit(repository, DESCRIPTOR, "        - {name: lain, type: integer}", renamed)
    edit(repository, TABLE, ",lain,", ",lama,lain,")
    edit(repository, TABLE, ",555001,", ",555001,1,")
    edit(repository, TABLE, ",555002,", ",555002,2,")
    commit(repository, "Nama dipakai lagi", day="2025-07-07")
    assert "555001" not in published(repository)


WHOLE = "type: integer\n"
CLOSINGS: dict[str, Callable[[Path], None]] = {
    "column": lambda root: edit(root, DESCRIPTOR, WHOLE, f"{WHOLE}          klasifikasi: rahasia\n"),
    "dataset": lambda root: edit(root, DESCRIPTOR, "\nklasifikasi: publik", "\nklasifikasi: terbatas"),
    "withdrawn": run_retract,
    "moved": lambda root: _move(root, "bantuan-rinci"),
}


def _move(root: Path, name: str) -> None:
    git(root, "mv", DATASET, f"datasets/dinas-sosial/{name}")
    path = f"datasets/dinas-sosial/{name}/datapackage.yaml"
    edit(root, path, "name: bantuan\ntitle", f"name: {name}\ntitle")
    edit(root, path, "\nklasifikasi: publik", "\nklasifikasi: rahasia")


@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_difference_shows_nothing_of_what_the_change_closes(repository: Path, closing: str) -> None:
    branch(repository, "usul")
    edit(repository, TABLE, "2025,150", "2025,161")
    CLOSINGS[closing](repository)
    commit(repository, "Tutup", day="2025-07-05")
    for form in ("text", "json", "markdown", "html"):
        arguments = ["main", "usul", "--format", form, "--root", str(repository)]
        told = re.sub(r"(?s)<style.*?</style>|[0-9a-f]{10,}", "", CliRunner().invoke(diff, arguments).output)
        assert "150" not in told and "161" not in told and '"jumlah"' not in told, form
        if closing != "column":
            assert "Bantuan pangan" not in told
            assert "tidak lagi" in told or form == "json"


def test_withdrawn_bytes_are_refused_whatever_their_name(repository: Path) -> None:
    bytes_then = (repository / TABLE).read_bytes()
    run_retract(repository)
    assert codes_of(repository) == set()
    other = repository / "datasets/dinas-sosial/pagu/lampiran.csv"
    other.write_bytes(bytes_then)
    assert "V016" in codes_of(repository)
    other.unlink()
    commit(repository, "Tarik", day="2025-07-05")
    (repository / "datasets/penarikan.csv").unlink()
    assert codes_of(repository) == {"V014"}
    other.write_bytes(bytes_then)
    assert {"V014", "V016"} <= codes_of(repository)


def test_a_ledger_that_cannot_be_followed_stops_the_build(repository: Path) -> None:
    (repository / "datasets/penarikan.csv").write_text("tanggal,jenis\n2025,x\n", encoding="utf-8")
    assert codes_of(repository) == {"V015"}


def test_a_ledger_is_held_against_every_commit_that_had_it(repository: Path) -> None:
    run_retract(repository)
    commit(repository, "Tarik", day="2025-07-04")
    ledger = repository / "datasets/penarikan.csv"
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) > 3 and f"2025,{SECRET}" not in "".join(lines)
    ledger.write_text(
        "".join([*lines[:1], lines[1].replace("2025-07-04", "2025-07-03"), *lines[2:]]), "utf-8"
    )
    assert codes_of(repository) == {"V014"}
    told = CliRunner().invoke(diff, ["main", "--format", "json", "--root", str(repository)])
    assert told.exit_code == 1 and "V014" in told.output


def test_a_withdrawn_report_has_no_past_when_it_is_published_again(repository: Path) -> None:
    edit(repository, REPORT, "wilayah: [74.72.01.1007]", "wilayah: [74.72.01.1007, 74.72.01.1012]")
    commit(repository, "Tambah wilayah", day="2025-07-04")
    text = (repository / REPORT).read_text(encoding="utf-8")
    assert "74.72.01.1012" in published(repository)
    run_retract(repository, "laporan/dinas-sosial/2025-tw2")
    (repository / "datasets/penarikan.csv").unlink()
    commit(repository, "Tarik laporan", day="2025-07-05")
    (repository / REPORT.replace(".md", ".nisan.yaml")).unlink()
    (repository / REPORT).write_text(text, encoding="utf-8")
    assert codes_of(repository) == {"V016"}
    (repository / REPORT).write_text(f"{text}\nDiperbaiki.\n", encoding="utf-8")
    edit(repository, REPORT, "wilayah: [74.72.01.1007, 74.72.01.1012]", "wilayah: [74.72.01.1007]")
    commit(repository, "Perbaiki", day="2025-07-06")
    assert "wilayah ditambahkan" not in published(repository)


def test_a_site_that_still_holds_what_was_withdrawn_is_found(repository: Path, tmp_path: Path) -> None:
    settings, _ = read_settings(repository)
    assert settings is not None
    site, _ = build_site(settings)
    assert site is not None
    file = next(one for one in site.artifacts if one.address == "data/bantuan/bantuan.csv")
    folder = tmp_path / "situs"
    (folder / "data/bantuan").mkdir(parents=True)
    with (folder / file.address).open("wb") as stream:
        file.write(stream)
    listed = [{"path": file.address, "bytes": file.size, "sha256": file.sha256}]
    (folder / "manifest.json").write_text(json.dumps({"berkas": listed}), encoding="utf-8")
    arguments = [str(folder), "--root", str(repository)]
    assert "V017" not in CliRunner().invoke(verify, arguments).output
    run_retract(repository)
    told = CliRunner().invoke(verify, arguments)
    assert told.exit_code == 1 and "V017" in told.output
    packed = [{"path": "data/v/bantuan.zip", "bytes": 9, "sha256": "0" * 64, "isi_sha256": [file.sha256]}]
    (folder / "manifest.json").write_text(json.dumps({"berkas": packed}), encoding="utf-8")
    assert "V017" in CliRunner().invoke(verify, arguments).output, "within an archive too"


def test_git_that_fails_is_not_taken_for_a_past_without_changes(repository: Path, tmp_path: Path) -> None:
    plain = tmp_path / "polos"
    shutil.copytree(repository, plain, ignore=shutil.ignore_patterns(".git"))
    told = CliRunner().invoke(diff, ["main", "--root", str(plain)])
    assert told.exit_code == 2 and "bukan repositori git" in " ".join(told.output.split())
    shallow = tmp_path / "dangkal"
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), str(shallow))
    first = git(repository, "rev-parse", "main~1")
    told = CliRunner().invoke(diff, [first, "--root", str(shallow)])
    assert told.exit_code == 2 and "--unshallow" in told.output
    git(repository, "switch", "-q", "--orphan", "lain")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Tanpa leluhur")
    git(repository, "checkout", "-q", "main", "--", ".")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "Isi yang sama")
    told = CliRunner().invoke(diff, ["main", "lain", "--root", str(repository), "--format", "json"])
    assert told.exit_code == 1 and "V018" in told.output


def test_a_dataset_that_cannot_be_compared_is_an_error(repository: Path) -> None:
    edit(repository, TABLE, "Keluarga A", "Keluarga\0A")
    told = CliRunner().invoke(diff, ["main", "--root", str(repository), "--format", "json"])
    assert told.exit_code == 1 and "V008" in told.output
