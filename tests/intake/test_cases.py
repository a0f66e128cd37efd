"""Every small file of the shapes that offices bring: a right dataset after three questions, or a way on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from command_line import ROOT
from small_site import copy_small_site
from suluh.checking import other_regions
from suluh.checking.project import Checked, check_project
from suluh.cli import intake_dialogue
from suluh.cli.new import new
from suluh.publishing.canonical_table import make_canonical
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.package import Resource, Table

CASES = Path(__file__).parent / "cases"
RIGHT: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8")
)
MOST_QUESTIONS = 3


class Clerk:
    """Sits at the terminal: answers doubts by the case, everything else by what is proposed, and counts."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = list(answers.values())
        self.questions: list[str] = []

    def ask(self, text: str, default: str = "") -> str:
        self.questions.append(text)
        if text.startswith("Jawaban"):
            return self.answers.pop(0)
        if text.startswith("Instansi"):
            return "dinas-sosial"
        return default or "2025"


@pytest.fixture(scope="module", autouse=True)
def of_any_region() -> Iterator[None]:
    """The cases are of several regions; whose site they are brought to is not what they try (R011)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(other_regions, "_check_table", lambda *_: iter(()))
        yield


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_small_site(tmp_path_factory.mktemp("kasus") / "situs")


def check(root: Path) -> Checked:
    settings, _ = read_settings(root)
    assert settings is not None
    return check_project(settings)


def begin(root: Path, name: str, *flags: str) -> Result:
    return CliRunner().invoke(new, ["dataset", str(CASES / name), *flags, "--root", str(root)])


def made_of(checked: Checked, name: str) -> tuple[Resource, Table]:
    stem = name.rpartition(".")[0]
    valid = next(entry for entry in checked.valid if entry.package.name == stem)
    return valid.package.resources[0], valid.tables[stem]


def test_every_case_is_told_of() -> None:
    assert {path.name for path in CASES.iterdir()} - {"README.md"} == set(RIGHT)


@pytest.fixture(scope="module")
def questions(root: Path) -> dict[str, list[str]]:
    """What was asked for each case, at a terminal; the datasets are made in `root`."""
    asked: dict[str, list[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake_dialogue, "on_terminal", lambda: True)
        for name, right in RIGHT.items():
            clerk = Clerk(right.get("jawab", {}))
            patch.setattr(intake_dialogue, "ask", clerk.ask)
            result = begin(root, name)
            asked[name] = clerk.questions
            if "tolak" in right:
                assert result.exit_code == 2 and right["tolak"] in result.output, name
                continue
            assert result.exit_code == 0, f"{name}: {result.output}"
            assert "Begini saya membacanya" in result.output
    return asked


@pytest.fixture(scope="module")
def checked(root: Path, questions: dict[str, list[str]]) -> Checked:
    return check(root)


def test_at_most_three_questions(questions: dict[str, list[str]]) -> None:
    assert {name: asked for name, asked in questions.items() if len(asked) > MOST_QUESTIONS} == {}


def test_the_check_has_no_error(checked: Checked) -> None:
    assert [(found.code, found.place) for found in checked.findings if found.severity.value == "error"] == []


@pytest.mark.parametrize("name", [name for name, right in RIGHT.items() if "tolak" not in right])
def test_the_dataset_is_right(checked: Checked, name: str) -> None:
    right = RIGHT[name]
    resource, table = made_of(checked, name)
    types = {field.name: field.type for field in resource.schema.fields}
    assert {column: types.get(column) for column in right["kolom"]} == right["kolom"]
    assert len(table.rows) == right["baris"]
    canonical = make_canonical(resource, table)
    names = [field.name for field in canonical.fields]
    plain = [dict(zip(names, row, strict=True)) for row in canonical.rows]
    for row in right.get("isi", []):
        assert any(row.items() <= record.items() for record in plain), (row, plain[:3])
    if "kunci" in right:
        assert [*resource.schema.primary_key] == right["kunci"]
    assert resource.schema.region_field == right.get("wilayah", resource.schema.region_field)
    package = next(valid.package for valid in checked.valid if valid.package.resources[0] is resource)
    if "satuan" in right:
        assert package.text("satuan") == right["satuan"]
    codes = {found.code for found in checked.findings if found.place.path.startswith(f"{package.folder}/")}
    assert codes >= set(right.get("temuan", []))


@pytest.mark.parametrize("name", ["satu-kata.csv", "html-bernama-xls.xls", "tahun-ke-samping.csv"])
def test_off_a_terminal_all_is_named_at_once_and_nothing_written(tmp_path: Path, name: str) -> None:
    root = copy_small_site(tmp_path / "situs")
    result = begin(root, name)
    assert result.exit_code == 2
    for flag in (
        "--instansi",
        "--klasifikasi",
        *(f'--jawab "{key}=' for key in RIGHT[name].get("jawab", {})),
    ):
        assert flag in result.output, result.output
    assert "Pemakaian" not in result.output
    assert not (root / "datasets" / "dinas-sosial" / name.rpartition(".")[0]).exists()


def test_the_guide_shows_what_the_command_says(tmp_path: Path) -> None:
    """The block in the guide is the preview of a case, line by line."""
    root = copy_small_site(tmp_path / "situs")
    said = begin(root, "baris-jumlah.xlsx", "--instansi", "dinas-sosial").output
    guide = (ROOT / "generator/suluh/guides/tentang/cara-mengirim.md").read_text(encoding="utf-8")
    shown = guide.partition("```text\nBegini saya membacanya")[2].partition("```")[0]
    assert len(shown.splitlines()) > 20 and shown.rstrip() in said
