"""A language is one file: whatever speaks takes its words from it, and stays Indonesian where it has none."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date as format_by_babel
from babel.numbers import format_decimal
from click.testing import CliRunner

from small_site import copy_small_site, edit
from suluh.checking.explanations import all_explanations, describe, explain
from suluh.checking.reporting.finding_words import WORDS
from suluh.checking.reporting.report import Counts, make_report
from suluh.cli import suluh
from suluh.history.difference_words import PHRASES
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Counted, Finding, Place
from suluh.words import catalogues
from suluh.words.numbers import MINUS, NBSP, format_date, format_number
from suluh.words.saying import say_in
from word_catalog import LOCALE, find_finding_words, is_whole, list_catalogues, read_catalogue, text_of

BIRD = """\
msgid ""
msgstr ""
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Pemakaian:"
msgstr "Piep:"

msgid "Tidak ada pilihan {name!r}."
msgstr "Piep {name!r}."

msgid "%(path)s tidak ada."
msgstr "Piep %(path)s."

msgid "Folder yang berisi mkdocs.yml."
msgstr "Piep mkdocs.yml."

msgid "kesalahan"
msgstr "Piepfehler"

msgid "Deskriptor ganda"
msgstr "Piepdoppel"

msgid "Folder ini berisi lebih dari satu deskriptor: {ada}."
msgstr "Piepdoppel {ada}."

msgid "{jumlah} menit"
msgstr "{jumlah} Piepminuten"

msgid "dataset dihapus, {rows} baris"
msgstr "piepweg, {rows} Reihen"

msgid "dengan kamus data"
msgstr "mit Piepbuch"
"""


@pytest.fixture
def bird(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language that exists in this test alone: one file beside the others."""
    folder = tmp_path / "locale"
    shutil.copytree(LOCALE, folder)
    (folder / "de.po").write_text(BIRD, encoding="utf-8")
    monkeypatch.setattr(catalogues, "locale_folder", lambda: folder)
    catalogues.load_words.cache_clear()
    yield "de"
    catalogues.load_words.cache_clear()


def run(*arguments: str) -> str:
    return CliRunner().invoke(suluh, arguments).output


def test_a_new_language_is_one_file_and_speaks_everywhere(bird: str) -> None:
    assert bird in catalogues.list_languages()
    assert "Piep: " in run("--lang", bird, "--help")
    assert "Piep '--salah'." in run("check", "--lang", bird, "--salah")
    assert "Piep hilang." in run("check", "--lang", bird, "hilang")
    assert "Piep mkdocs.yml." in run("check", f"--lang={bird}", "--help")
    assert WORDS[bird]["error"] == "Piepfehler"
    assert PHRASES[bird]["dataset_hilang"] == "piepweg, {rows} Reihen"
    told = describe(Finding("P002", Place("a"), details={"ada": "x, y"}), bird)
    assert told.message == "Piepdoppel x, y."
    assert told.hint == describe(Finding("P002", Place("a")), "id").hint, "what is missing stays Indonesian"
    late = Finding("F307", Place("a"), details={"batas": Counted(1200, "minutes"), "cakupan": "@for_one_run"})
    assert "1.200 Piepminuten" in describe(late, bird).message


def test_a_site_may_be_in_any_language_that_is_there(bird: str, tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, "mkdocs.yml", "plugins:", f"theme: {{name: material, language: {bird}}}\nplugins:")
    settings, findings = read_settings(root)
    assert settings is not None and settings.language == bird, findings
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    body = {page.address: page.body() for page in site.pages}["data/bantuan/"]
    assert "mit Piepbuch" in body and "Unduh" in body


def test_a_language_without_a_file_is_refused_with_those_that_are_there(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, "mkdocs.yml", "plugins:", "theme: {name: material, language: de}\nplugins:")
    _, findings = read_settings(root)
    assert [finding.place.field for finding in findings] == ["theme.language"]
    assert all(name in str(findings[0].details) for name in catalogues.list_languages())
    assert run("check", "--lang", "de").count("'jv'") == 1


def test_javanese_is_there_in_part() -> None:
    assert "jv" in catalogues.list_languages()
    assert say_in("jv", "belum dilaporkan") == "durung dilapuraké"
    assert say_in("jv", "Kembali ke situs") == "Kembali ke situs"
    assert explain("P002", "jv") is not None


@pytest.mark.parametrize("path", list_catalogues(), ids=lambda path: path.stem)
def test_catalogues_name_their_language(path: Path) -> None:
    assert Locale.parse(path.stem)
    if not is_whole(path):
        found = {text_of(message) for message in read_catalogue(path) if message.id}
        assert found & find_finding_words(), "a part of findings is told too"


@pytest.mark.parametrize("language", catalogues.list_languages())
def test_numbers_and_days_are_as_babel_writes_them(language: str) -> None:
    for value in (0, 12, 1234, -1234567, Decimal("1234.50"), Decimal("-0.5")):
        written = format_decimal(value, locale=language, decimal_quantization=False)
        exponent = Decimal(value).as_tuple().exponent
        if isinstance(exponent, int) and exponent < 0:
            written = format_decimal(value, format=f"#,##0.{'0' * -exponent}", locale=language)
        assert format_number(value, language) == written.replace("-", MINUS)
    day = date(2026, 7, 31)
    if language not in ("id", "en"):
        assert format_date(day, language) == format_by_babel(day, "long", locale=language).replace(" ", NBSP)


def test_every_explanation_is_told_in_every_language() -> None:
    for language in catalogues.list_languages():
        assert all(each.title and each.explain for each in all_explanations(language))


def test_the_help_needs_no_library_of_languages() -> None:
    """Indonesian stands in the source: `suluh --help` reads no catalogue."""
    code = "import sys; from suluh.cli import suluh; suluh.main(['--help'], standalone_mode=False); "
    heavy = ("babel", "frictionless", "jinja2", "yaml", "rich", "xlsxwriter", "mkdocs")
    code += f"print('LOADED', sorted(set(sys.modules) & set({heavy!r})))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "LOADED []" in told


def test_no_second_list_of_languages() -> None:
    """Who needs the languages asks for the catalogues that are there."""
    package = LOCALE.parents[1]
    lists = re.compile(r"""[\[(]["']id["'], ["']en["'][\])]""")
    found = [path.name for path in package.rglob("*.py") if lists.search(path.read_text(encoding="utf-8"))]
    assert set(found) <= {"numbers.py", "theme_files.py"}, found


def test_counts_of_a_report_are_set_apart() -> None:
    shown = {
        language: make_report([], Counts(1, 1, 12345), language=language).last_line
        for language in ("id", "en")
    }
    assert "12.345 baris" in shown["id"] and "12,345 rows" in shown["en"]
