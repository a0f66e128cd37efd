"""Settings come from mkdocs.yml, read safely and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Severity

GOOD = """
site_name: Suluh Kota Contoh
site_url: https://data.contoh.go.id/suluh
theme: {name: material, language: id}
plugins:
  - search
  - suluh:
      wilayah: "74.72"
      kontak: ppid@contoh.go.id
      sering_dicari: [penduduk, dana-desa]
"""


def write(root: Path, text: str) -> Path:
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return root


def codes(root: Path, text: str) -> list[str]:
    return [finding.code for finding in read_settings(write(root, text))[1]]


def test_settings_are_complete(tmp_path: Path) -> None:
    settings, findings = read_settings(write(tmp_path, GOOD), keep_going=True)
    assert findings == []
    assert settings is not None
    assert settings.site_url == "https://data.contoh.go.id/suluh/"
    assert (settings.wilayah, settings.kontak, settings.keep_going) == ("74.72", "ppid@contoh.go.id", True)
    assert settings.sering_dicari == ("penduduk", "dana-desa")
    assert settings.datasets_dir == tmp_path.resolve() / "datasets"
    assert settings.site_dir == tmp_path.resolve() / "site"
    assert settings.engine_settings["theme"] == {"name": "material", "language": "id"}
    assert type(settings.engine_settings["theme"]) is dict


def test_the_first_quarter_is_read(tmp_path: Path) -> None:
    stated, _ = read_settings(write(tmp_path, f"{GOOD}      mulai_melapor: 2026-tw3\n"))
    silent, _ = read_settings(write(tmp_path, GOOD))
    assert stated is not None and stated.first_quarter == (2026, 3)
    assert silent is not None and silent.first_quarter is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("site_name: Suluh Kota Contoh\n", "", "U002"),
        ('      wilayah: "74.72"\n', "", "U002"),
        ("https://data.contoh.go.id/suluh", "javascript:alert(1)", "U003"),
        ("ppid@contoh.go.id", "kantor kami", "U003"),
        ("[penduduk, dana-desa]", "penduduk", "U003"),
        ('wilayah: "74.72"', 'wilayah: "74.72"\n      datasets_dir: ../luar', "U003"),
        ('wilayah: "74.72"', 'wilayah: "74.72"\n      warnai: merah', "U005"),
        ('wilayah: "74.72"', 'wilayah: "74.72"\n      mulai_melapor: 2026-07', "U003"),
        ('wilayah: "74.72"', 'wilayah: "74.72"\n      bahasa_lain: {en: suluh/en/}', "U003"),
        ('wilayah: "74.72"', 'wilayah: "74.72"\n      bahasa_lain: {id: "https://contoh.go.id/id/"}', "U003"),
        ('wilayah: "74.72"', 'wilayah: "74.72"\n      bahasa_lain: [en]', "U003"),
        ('wilayah: "74.72"', 'wilayah: "74.72"\n      lisensi_katalog: punya kami', "U003"),
        ("- search", "- search: !!python/name:os.system", "F102"),
        ("- search", "- search: !ENV TOKEN", "F102"),
        ("site_name:", "site_name", "F101"),
    ],
)
def test_what_is_wrong_is_a_finding(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert codes(tmp_path, GOOD.replace(old, new)) == [code]


def test_a_site_may_have_a_second_language(tmp_path: Path) -> None:
    text = GOOD.replace(
        'wilayah: "74.72"', 'wilayah: "74.72"\n      bahasa_lain: {en: "https://contoh.go.id/en"}'
    )
    settings, findings = read_settings(write(tmp_path, text))
    assert settings is not None and findings == []
    assert settings.languages == {"id": "https://data.contoh.go.id/suluh/", "en": "https://contoh.go.id/en/"}
    assert settings.other_languages == {"en": "https://contoh.go.id/en/"}
    english = settings.in_language("en")
    assert (english.language, english.site_url) == ("en", "https://contoh.go.id/en/")
    assert english.other_languages == {"id": "https://data.contoh.go.id/suluh/"}


def test_missing_and_shapeless_files_are_findings(tmp_path: Path) -> None:
    assert [one.code for one in read_settings(tmp_path)[1]] == ["U001"]
    assert codes(tmp_path, "- a\n") == ["F108"]


def test_a_province_may_be_written_without_quotes(tmp_path: Path) -> None:
    settings, _ = read_settings(write(tmp_path, GOOD.replace('"74.72"', "74")))
    assert settings is not None and settings.wilayah == "74"


def test_unknown_own_settings_only_warn(tmp_path: Path) -> None:
    text = GOOD.replace("kontak:", "kontaks:")
    settings, findings = read_settings(write(tmp_path, text))
    assert settings is not None
    assert [(one.code, one.severity, one.place.line) for one in findings] == [("U005", Severity.WARNING, 9)]


@pytest.mark.parametrize(
    "line",
    [
        "theme: {font: {text: Roboto}}",
        "theme: {font: [a]}",
        "site_description: [a]",
        "extra: [a]",
        "extra: 1.5",
    ],
)
def test_what_was_written_is_told_in_no_words_of_python(tmp_path: Path, line: str) -> None:
    own = "plugins:\n  - suluh:\n      wilayah: '74.72'\n      kontak: {a: 1}\n      warna: 1\n"
    text = f"site_name: A\n{line}\n{own}"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    _, findings = read_settings(tmp_path)
    assert len(findings) == 3
    assert {one.value for one in findings} <= {"{…}", "[…]", "1", "1.5"}
