"""One language at a time: whatever goes wrong is told in the language of the run, click's own words too."""

from __future__ import annotations

import gc
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from click.testing import CliRunner

from small_site import copy_small_site
from suluh.cli import VERBS, main, suluh
from suluh.cli.click_words import WORDS
from suluh.cli.speech import find_language, speaking_as

INDONESIAN = re.compile(
    r"\b(yang|dan|di|ke|dari|untuk|dengan|tidak|belum|sudah|ada|ini|itu|atau|pada|oleh|adalah|semua|tiap|"
    r"setiap|lain|menurut|sampai|bukan|dalam|bila|dapat|harus|pakai|pilihan|perintah|berkas|nilai|salah|"
    r"bantuan|pemakaian|lalu|supaya|alamat|bawaan|sebutkan|folder yang)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(the|and|of|to|for|with|not|no such|this|that|or|is|are|was|usage|options|option|commands|command|"
    r"argument|arguments|missing|invalid|value|error|try|help for|show|exit|file|directory|integer|text|"
    r"default|required|required|range|does|exist)\b",
    re.IGNORECASE,
)
OURS = re.compile(
    r"--[a-z-]+|suluh [a-z]+|\[[a-z|]+\]|`[^`]*`|'[^']*'|\S*\.(?:yml|json|csv|html|markdown|yaml|title|md)\b|"
    r"[a-z_]+/[a-zA-Z_/<>]*|\b(?:bahasa_lain|nama_lama|repositori|pengungkapan|pemilik|nisan-\S+|batas)\b|"
    r"\bCODEOWNERS\b|\bmanifest\b"
)
"""Names of options, files, commands, keys and choices, which are the same in every language."""
FIELD = re.compile(
    r"-=tidak berlaku|\b(?:walidata|jiwa|Jumlah|Tahunan|publik|terbatas|rahasia|tetap|sementara|simulasi|"
    r"berkala|serta-merta|setiap-saat|desimal|ribuan|realisasi|pemilik|releases|current|release|upstream)\b"
)
"""Words of the field and values, which stand in English sentences as they are, explained beside them."""
INVOLVED = {"hook": ("install",), "new": ("dataset", "laporan")}


def every_command() -> Iterator[tuple[str, ...]]:
    yield ()
    for verb in VERBS:
        yield (verb,)
        yield from ((verb, name) for name in INVOLVED.get(verb, ()))


def wrong_uses() -> Iterator[tuple[str, ...]]:
    """Each command's help, and each kind of misuse that it has room for."""
    for command in every_command():
        yield (*command, "--help")
        yield (*command, "--salah-tulis")
        yield (*command, "--lang", "xx")
        yield (*command, "--root")
        yield (*command, "satu", "dua", "tiga", "empat")
        yield command
    yield ("chekc",)
    yield ("check", "--format", "xlsx")
    yield ("check", "--output", "/")
    yield ("check", "--output", "/hilang/x/y")
    yield ("late", "--days", "x")
    yield ("late", "--days", "999")
    yield ("late", "--on", "kemarin")
    yield ("new", "dataset", "hilang.csv")
    yield ("new", "laporan", "--tahun", "20255", "--instansi", "dinas-sosial", "--triwulan", "1")
    yield ("new", "laporan", "--tahun", "2025", "--instansi", "dinas-sosial", "--triwulan", "9")
    yield ("waive", "mkdocs.yml", "--reason", "x")
    yield ("retract", "hilang", "--reason", "keliru")
    yield ("retract", "bantuan", "--reason", " ")
    yield ("explain", "ZZZ9")
    yield ("scope", "aaaa", "bbbb")
    yield ("diff", "aaaa")
    yield ("verify", "hilang")
    yield ("deploy", "hilang", "situs-baru")
    yield ("comment", "hilang.json")
    yield ("comment", "mkdocs.yml", "--details", "ftp://a")
    yield ("build", "--site-language", "fr")
    yield ("fix", "hilang")


def run(*arguments: str) -> str:
    return CliRunner().invoke(suluh, arguments, input="").output


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copy_small_site(tmp_path / "situs")
    monkeypatch.chdir(root)
    monkeypatch.setattr("suluh.cli.serve.serve.callback", lambda **given: None)
    monkeypatch.setattr("suluh.cli.build.build.callback", lambda **given: None)
    monkeypatch.setattr("suluh.cli.check.check.callback", lambda **given: None)
    return root


@pytest.mark.usefixtures("project")
def test_a_command_loaded_in_one_language_speaks_another() -> None:
    assert "hilang" in run("verify", "x", "--signers", "hilang")
    told = {
        language: run("verify", "x", "--signers", "hilang", "--lang", language) for language in ("id", "en")
    }
    assert "File 'hilang' does not exist" in told["en"] and "Berkas" not in told["en"]
    assert "'hilang' tidak ada" in told["id"]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("language", "foreign"), [("en", INDONESIAN), ("id", ENGLISH)], ids=["en", "id"])
def test_misuse_and_help_are_in_one_language(language: str, foreign: re.Pattern[str]) -> None:
    mixed = []
    for arguments in wrong_uses():
        told = run(*arguments, *(() if "--lang" in arguments else ("--lang", language)))
        if "--lang" in arguments and "--help" not in arguments:
            continue  # no language is named: the next test
        if arguments == ("audit",):
            continue  # the record itself, whose columns are the field's
        bare = OURS.sub(" ", " ".join(told.split()))
        bare = FIELD.sub(" ", bare) if language == "en" else bare
        found = foreign.search(bare)
        if found is not None:
            around = bare[max(found.start() - 40, 0) : found.end() + 40]
            mixed.append(f"{' '.join(arguments)}: {found[0]!r} in {around!r}")
    assert not mixed, "\n".join(dict.fromkeys(mixed))


def test_a_language_that_is_not_there_is_refused_in_indonesian() -> None:
    assert "bukan salah satu dari" in run("check", "--lang", "xx")


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ((), "id"),
        (("--lang", "en"), "en"),
        (("check", "--lang=en"), "en"),
        (("--lang", "en", "check", "--lang", "id"), "id"),
        (("--lang", "../en"), "id"),
        (("--lang",), "id"),
        (("fix", "--", "--lang", "en"), "id"),
    ],
)
def test_the_language_is_known_before_anything_else(arguments: tuple[str, ...], language: str) -> None:
    assert find_language(arguments) == language


def test_the_language_may_stand_before_the_verb() -> None:
    assert "What to do" in run("--lang", "en", "explain", "T011")
    assert "What to do" in run("explain", "T011", "--lang", "en")


def click_texts() -> set[str]:
    folder = Path(click.__file__).parent
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    found: set[str] = set()
    for name, _, text, _, _ in extract_from_dir(str(folder), [("**.py", "python")], {}, keywords):
        if not name.startswith(("shell_completion", "_winconsole")):
            found.add(text[-1] if isinstance(text, tuple) else str(text))
    return found


OF_DEVELOPERS = re.compile(
    r"^(Could not determine name|Name '|No options defined|Boolean option|Arguments take exactly|"
    r"Invalid start|Unknown (?:color|standard)|Value must be|DeprecationWarning|Choice\(|Confirm the action)"
)
"""Said to whoever writes commands, never to whoever runs them."""


def test_all_that_click_says_has_our_words() -> None:
    """A newer click with a new sentence fails here, and not before a clerk."""
    missing = sorted(text for text in click_texts() if text not in WORDS and not OF_DEVELOPERS.match(text))
    assert not missing


def test_click_speaks_the_language_of_the_run_again_and_again() -> None:
    for _ in range(2):
        assert "Pemakaian:" in run("check", "--salah-tulis")
        assert "Usage:" in run("check", "--salah-tulis", "--lang", "en")


def test_a_language_that_the_site_has_not_is_misuse(tmp_path: Path) -> None:
    """What a sentence names may be called as an argument of ours is, such as `language`."""
    root = copy_small_site(tmp_path / "situs")
    for language, words in (("id", "tidak menyebut alamat"), ("en", "names no address")):
        run_it = CliRunner().invoke(
            suluh, ["build", "--root", str(root), "--site-language", "fr", "--lang", language]
        )
        assert run_it.exit_code == 2 and words in run_it.output and "fr" in run_it.output


def test_prompts_and_confirmations_are_told_too() -> None:
    @click.command()
    def ask() -> None:
        with speaking_as(["--lang", "id"]):
            click.confirm("Hapus?", abort=True)

    told = CliRunner().invoke(ask, input="entah\nn\n").output
    assert "isian tidak dikenal" in told and "invalid" not in told


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_a_console_of_few_letters_is_written_to_all_the_same(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    monkeypatch.setattr(sys, "argv", ["suluh", "explain", "R010"])
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        main()
    sys.stdout.flush()
    assert ended.value.code == 0
    assert "R010" in written.getvalue().decode("utf-8")
