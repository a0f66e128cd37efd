"""CODEOWNERS is made from the agencies, is the same each time, and lets no cell write a rule."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from builders import make_settings
from small_site import SMALL_SITE, copy_small_site, edit
from suluh.checking.agency_lists import load_agencies
from suluh.cli.codeowners import codeowners
from suluh.publishing.codeowners_file import write_codeowners
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.reports import Instansi

ROOT = Path(__file__).resolve().parents[2]


def write(*agencies: Instansi, pemilik: str = "@walidata"):
    root = Path("/proyek").absolute()
    settings = make_settings(
        root=root, datasets_dir=root / "datasets", content_dir=root / "content", pemilik=pemilik
    )
    return write_codeowners(agencies, settings)


def test_each_agency_has_its_folders_and_the_tool_comes_last() -> None:
    text, findings = write(
        Instansi("dinas-sosial", "Dinas Sosial", "dinas", pemilik="kota/sosial @ani"),
        Instansi("bappeda", "Bappeda", "badan"),
    )
    rules = [line for line in text.splitlines() if not line.startswith("#")]
    assert findings == []
    assert rules[:5] == [
        "* @walidata",
        "/datasets/bappeda/ @walidata",
        "/content/laporan/bappeda/ @walidata",
        "/datasets/dinas-sosial/ @kota/sosial @ani",
        "/content/laporan/dinas-sosial/ @kota/sosial @ani",
    ]
    assert {"/mkdocs.yml @walidata", "/generator/ @walidata", "/.github/ @walidata"} <= set(rules[5:])
    assert all(rule.endswith(" @walidata") for rule in rules[5:])


def test_order_of_agencies_does_not_matter() -> None:
    some = [Instansi(slug, slug, "dinas") for slug in ("b", "a", "c")]
    assert write(*some) == write(*reversed(some))


def test_a_cell_that_is_no_handle_is_told_and_writes_nothing() -> None:
    for evil in ("@a\n/generator/ @evil", "siapa?", "@", "a@b.go.id", "@a #"):
        text, findings = write(Instansi("dinas", "Dinas", "dinas", pemilik=evil))
        codes = [one.code for one in findings]
        # Line ends within a cell separate names, so they can begin no line of the file.
        assert codes == ["W003"], evil
        assert "/datasets/dinas/ @walidata" in text
        assert "evil" not in text


def test_without_a_default_owner_nothing_is_written() -> None:
    text, findings = write(Instansi("dinas", "Dinas", "dinas"), pemilik="")
    assert (text, [one.code for one in findings]) == ("", ["W002"])


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    assert CliRunner().invoke(codeowners, ["--root", str(root)]).exit_code == 1
    edit(root, "mkdocs.yml", "      kontak:", '      pemilik: "@kota/walidata"\n      kontak:')
    result = CliRunner().invoke(codeowners, ["--root", str(root), "--write"])
    assert result.exit_code == 0, result.output
    written = (root / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "/datasets/dinas-sosial/ @kota/walidata\n" in written
    assert "/content/laporan/kecamatan-betoambari/ @kota/walidata\n" in written


def test_the_committed_file_is_up_to_date() -> None:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    listed, _ = load_agencies(settings)
    text, findings = write_codeowners(listed.agencies.values(), settings)
    assert findings == []
    assert (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8") == text, "run: suluh codeowners --write"


def test_the_small_site_names_its_agencies() -> None:
    settings, _ = read_settings(SMALL_SITE)
    assert settings is not None
    listed, findings = load_agencies(settings)
    assert findings == []
    assert {"dinas-sosial", "kecamatan-betoambari"} <= set(listed.agencies)
