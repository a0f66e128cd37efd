"""The ways of adding that CONTRIBUTING.md describes lead where it says; a new finding is walked here.

The other ways have walks of their own beside what they add; each section names its test.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from command_line import ROOT
from suluh.reading.standard_list import load_findings

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS: Mapping[str, str] = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", GUIDE, re.MULTILINE))
WALKED = [title for title, text in SECTIONS.items() if re.search(r"^1\. ", text, re.MULTILINE)]
"""Titles of the sections that tell a way in steps."""
ENTRY = """\
  {code}:
    severity: warning
    rule: title-in-capitals
    id:
      title: "Judul berhuruf besar"
      message: "Judul {{nilai}} ditulis dengan huruf besar semua."
      hint: "Tulis seperti kalimat biasa."
      explain: "Huruf besar semua lebih lambat dibaca, dan pembaca layar mengejanya."
    en:
      title: "Title in capitals"
      message: "The title {{nilai}} is written in capitals alone."
      hint: "Write it as an ordinary sentence."
      explain: "Capitals alone are slower to read, and screen readers spell them."

"""
RULE = """

_check_before = check_metadata


def check_metadata(package: DataPackage) -> list[Finding]:
    \"\"\"As before, and whether the title shouts.\"\"\"
    title, raw = str(package.descriptor.get("title", "")), package.descriptor
    place = Place(package.descriptor_path, line=line_of(raw, "title"), field="title")
    shouts = [Finding("{code}", place, Severity.WARNING, value=title)] if title.isupper() else []
    return [*_check_before(package), *shouts]
"""
EXPECTED = """\
ganti:
- berkas: datasets/dinas-sosial/bantuan/datapackage.yaml
  dari: "title: Bantuan pangan"
  ke: "title: BANTUAN PANGAN"
tempat:
  path: datasets/dinas-sosial/bantuan/datapackage.yaml
  field: title
nilai: BANTUAN PANGAN
"""


def steps_of(title: str) -> list[str]:
    """The numbered steps of a section, each on one line."""
    found = re.findall(r"^\d+\. (.*(?:\n   .*)*)", SECTIONS[title], re.MULTILINE)
    return [" ".join(step.split()) for step in found]


def test_the_guide_tells_of_every_way() -> None:
    assert {"A new finding", "A new record type", "A new download format", "A new engine"} <= set(WALKED)


@pytest.mark.parametrize("title", WALKED)
def test_every_way_names_the_test_that_walks_it(title: str) -> None:
    named = set(re.findall(r"`(?:tests/)?(?:[\w/]*/)?(test_\w+\.py)`", SECTIONS[title]))
    walks = {name for name in named if list((ROOT / "tests").rglob(name))}
    assert walks and walks == named


@pytest.fixture(scope="module")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with the tests of its findings in another folder, which the walk changes."""
    folder = tmp_path_factory.mktemp("tambahan")
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("generator/suluh", "tests/findings", "tests/sites"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    shutil.copy(ROOT / "tests" / "small_site.py", folder / "tests")
    return folder


def run(overlay: Path, *command: str) -> str:
    """What a Python command prints within the overlay; it must end well."""
    paths = os.pathsep.join(str(overlay / name) for name in ("generator", "tests"))
    done = subprocess.run(
        [sys.executable, *command],
        cwd=overlay,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_new_finding_is_made_in_the_steps_that_the_guide_names(overlay: Path) -> None:
    first, second, third, fourth = steps_of("A new finding")

    # 1. The next free code of its layer, a letter and three digits.
    (words,) = re.findall(r"`([\w/]+findings\.yaml)`", first)
    taken = [int(code[1:]) for code in load_findings()["temuan"] if code.startswith("P")]
    code = f"P{max(taken) + 1:03}"

    # 2. Its sentence and its hint there, in both languages.
    assert "Indonesian" in second and "English" in second
    text = (overlay / words).read_text(encoding="utf-8")
    before, mark, after = text.partition("\nfrasa:")
    entry = ENTRY.replace("{code}", code).replace("{{", "{").replace("}}", "}")
    (overlay / words).write_text(f"{before.rstrip()}\n{entry}{mark}{after}", encoding="utf-8")

    # 3. Made where the problem is seen, with its place.
    assert "where the problem is seen" in third
    with (overlay / "generator/suluh/checking/descriptor_metadata.py").open("a", encoding="utf-8") as module:
        module.write(RULE.replace("{code}", code))

    # 4. A folder with the smallest input that brings it about.
    (folder,) = re.findall(r"`([\w/]+)/<CODE>/`", fourth)
    (overlay / folder / code).mkdir()
    (overlay / folder / code / "harapan.yaml").write_text(EXPECTED, encoding="utf-8")

    tests = ("-m", "pytest", "-q", "-c", os.devnull, "--rootdir", str(overlay), "--noconftest")
    wanted = f"{code} or every_code or languages or told_apart or small_site"
    alone = ("-p", "no:cacheprovider", "--basetemp", str(overlay / "dalam"))
    told = run(overlay, *tests, *alone, f"{folder}/test_reproducers.py", "-k", wanted)
    assert re.search(r"\b[5-9] passed", told), told
    explained = run(overlay, "-m", "suluh", "explain", code)
    assert "Judul berhuruf besar" in explained and "Tulis seperti kalimat biasa." in explained
