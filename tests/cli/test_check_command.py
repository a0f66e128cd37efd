"""`suluh check` and `suluh explain`: exit codes, the stable JSON, and text that CI logs cannot misread."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from own_type_samples import copy_own_site
from repositories import commit, git, start_repository
from small_site import DATASET, SMALL_SITE, TABLE, copy_small_site, edit
from suluh import cli
from suluh.checking.explanations import all_explanations
from suluh.cli import check as check_module
from suluh.cli.check import check
from suluh.cli.explain import explain
from suluh.cli.roots import choose_root
from suluh.reading.standard_definitions import define_standard
from suluh.record_types import record_types


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(check, ["--root", str(root), *arguments])


def test_kept_files_that_were_submitted_are_told_before_a_build_refuses_them(tmp_path: Path) -> None:
    root = start_repository(tmp_path / "situs")
    (root / ".suluh").mkdir()
    (root / ".suluh" / "fonts.css").write_text("x", encoding="utf-8")
    git(root, "add", "--force", ".suluh")
    commit(root, "Simpanan")
    done = run(root)
    assert done.exit_code == 1 and "S016" in done.output


def test_exit_codes(root: Path) -> None:
    assert run(root).exit_code == 0
    assert run(root, str(root / "tiada.csv")).exit_code == 2
    assert run(root, str(SMALL_SITE / "mkdocs.yml")).exit_code == 2
    assert run(root, "--format", "xml").exit_code == 2
    assert run(root / "content").exit_code == 2
    edit(root, TABLE, "2025,120", "2025,banyak")
    assert run(root).exit_code == 1
    assert run(root, str(root / "content")).exit_code == 0
    edit(root, "mkdocs.yml", "site_name:", "site_name")
    assert run(root).exit_code == 1


def test_our_own_fault_is_three_without_trace_or_value(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("isi-rahasia")

    monkeypatch.setattr(check_module, "_run", fail)
    monkeypatch.setattr("sys.argv", ["suluh", "check", "--root", str(root)])
    monkeypatch.delenv("SULUH_TRACE", raising=False)
    with pytest.raises(SystemExit) as ending:
        cli.main()
    said = "".join(capsys.readouterr())
    assert ending.value.code == 3
    assert "RuntimeError" in said
    assert "isi-rahasia" not in said and "Traceback" not in said


def test_json_is_stable_and_ascii(root: Path) -> None:
    edit(root, TABLE, "2025,120", "2025,seratus é")
    result = run(root, "--format", "json")
    assert result.output.isascii()
    answer = json.loads(result.output)
    assert set(answer) == {"findings", "summary"}
    assert answer["summary"] == {"errors": 1, "warnings": 0, "packages": 7, "resources": 7, "rows": 16}
    (finding,) = answer["findings"]
    assert finding == {
        "code": "T011",
        "severity": "error",
        "rule": "type-wrong",
        "path": TABLE,
        "resource": "bantuan",
        "row": 1,
        "line": 2,
        "cell": None,
        "field": "jumlah",
        "value": "seratus é",
        "message": "“seratus é” bukan bilangan bulat.",
        "hint": "Tulis angka bulat seperti 1234; bila sel ini memang tidak berisi, kosongkan atau daftarkan "
        "tandanya di missingValues.",
    }
    english = json.loads(run(root, "--format", "json", "--lang", "en").output)
    assert english["findings"][0]["message"] == "“seratus é” is not a whole number."


def test_text_says_where_what_and_how(root: Path) -> None:
    edit(root, TABLE, "2025,120", "2025,seratus")
    output = run(root).output
    assert f"Berkas: {TABLE}" in output
    assert "kesalahan T011  bantuan, baris data 1, baris 2, kolom jumlah" in output
    assert "“seratus” bukan bilangan bulat." in output
    assert "1 kesalahan, 0 peringatan di 7 dataset (7 tabel, 16 baris)." in output
    assert "1 error, " in run(root, "--lang", "en").output


def test_no_line_begins_with_submitted_text(root: Path) -> None:
    attack = "::error file=x::y"
    edit(root, TABLE, "2025,120", f'2025,"{attack}\n{attack}\n##[group]"')
    edit(root, f"{DATASET}/datapackage.yaml", "topik: Sosial", f'"{attack}": 1')
    output = run(root).output
    assert attack in output
    for line in output.splitlines():
        assert not line.lstrip().startswith(("::", "##["))
    assert "\x1b" not in output


def test_secret_values_are_masked_in_both_forms(root: Path) -> None:
    edit(root, TABLE, "Keluarga B", "=RAHASIA-7472")
    for form in ("text", "json"):
        output = run(root, "--format", form).output
        assert "T028" in output and "(dirahasiakan)" in output
        assert "RAHASIA-7472" not in output


def test_the_project_is_found_from_below(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(click.UsageError):
        choose_root(root / DATASET)
    edit(root, TABLE, "2025,120", "2025,banyak")
    monkeypatch.chdir(root / DATASET)
    assert choose_root(None) == root.resolve()
    result = CliRunner().invoke(check, ["bantuan.csv"])
    assert (result.exit_code, "T011" in result.output) == (1, True)
    assert CliRunner().invoke(check, ["datapackage.yaml"]).exit_code == 0


@pytest.mark.parametrize("name", record_types())
def test_explain_tells_each_record_type(name: str) -> None:
    standard, result = define_standard(name), CliRunner().invoke(explain, [name])
    assert result.exit_code == 0
    assert all(column.name in result.output for column in standard.columns)
    assert ", ".join(standard.key) in result.output
    assert all(str(basis) in result.output for basis in standard.legal_bases)
    assert "pasal Pasal" not in result.output and "pasal Lampiran" not in result.output


def test_explain_tells_a_sites_own_type(tmp_path: Path) -> None:
    root = str(copy_own_site(tmp_path / "situs"))
    told = CliRunner().invoke(explain, ["pasar", "--root", root]).output
    assert "pasar  Pasar dan retribusi (jenis data situs ini)" in told
    assert "Satu baris dibedakan oleh: tahun, pasar" in told and "Perda Kota Contoh 3 Tahun 2020" in told
    assert "pasar/; standar/pasar/; templat/pasar.xlsx; halaman instansi; halaman wilayah" in told
    english = CliRunner().invoke(explain, ["PASAR", "--root", root, "--lang", "en"]).output
    assert "record type of this site" in english and "Rows are told apart by: tahun, pasar" in english
    elsewhere = CliRunner().invoke(explain, ["pasar", "--root", str(copy_small_site(tmp_path / "lain"))])
    assert elsewhere.exit_code == 2 and "pasar" in elsewhere.output
    near = CliRunner().invoke(explain, ["kehadirn"])
    assert near.exit_code == 2 and "kehadiran" in near.output


def test_explain_tells_more() -> None:
    result = CliRunner().invoke(explain, ["t011"])
    assert result.exit_code == 0
    assert "Isi sel salah jenis" in result.output
    assert "What to do" in CliRunner().invoke(explain, ["T011", "--lang", "en"]).output
    unknown = CliRunner().invoke(explain, ["T999"])
    assert unknown.exit_code == 2 and "T999" in unknown.output
    everything = CliRunner().invoke(explain, []).output
    assert all(one.code in everything for one in all_explanations())
