"""A record type from an installed package: found by its entry point, with rules, words, pages and blocks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from small_site import HERE, copy_small_site, edit
from unread_programs import Answer, Call, run_unread

PACKAGES = HERE / "packages"
DATASET = "datasets/dinas-sosial/parkir"
ROWS = """\
tahun,kode_wilayah,instansi,tempat,petak,terpakai
2024,74.72.01.1007,dinas-sosial,Pelataran Karya,40,20
2025,74.72.01.1007,dinas-sosial,Pelataran Karya,40,30
2025,74.72.01.1012,dinas-sosial,Pelataran Lipu,25,5
"""
RESOURCE = """\
resources:
  - name: parkir
    path: parkir.csv
    standar: parkir
    schema:
      fields:
        - {name: tahun, type: year}
        - {name: kode_wilayah, type: string}
        - {name: instansi, type: string}
        - {name: tempat, type: string}
        - {name: petak, type: integer}
        - {name: terpakai, type: integer}
"""
BUILD = """
import json, sys
from pathlib import Path
from suluh.checking.explanations import explain
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
settings, _ = read_settings(Path(sys.argv[1]))
site, checked = build_site(settings)
pages = site.pages if site else ()
looked_at = {"parkir/", "parkir/terpenuh/", "instansi/dinas-sosial/", "wilayah/74.72.01.1007/"}
print(json.dumps({
    "findings": [(one.code, one.place.path, one.place.field) for one in checked.findings],
    "pages": {page.address: page.body() if page.address in looked_at else "" for page in pages},
    "files": [one.address for one in site.artifacts] if site else [],
    "title": explain("Z001", "id").title if explain("Z001", "id") else "",
}))
"""
CHECK = "from suluh.cli import main; main()"


def make_project(folder: Path) -> Path:
    """The small site with a table of the package's type."""
    root = copy_small_site(folder)
    described = (HERE / "sites/alur/datasets/dinas-sosial/alur/datapackage.yaml").read_text(encoding="utf-8")
    head = described[: described.index("resources:")].replace("name: alur", "name: parkir")
    (root / DATASET).mkdir()
    (root / DATASET / "datapackage.yaml").write_text(head + RESOURCE, encoding="utf-8")
    (root / DATASET / "parkir.csv").write_text(ROWS, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """The project as the package makes it, with a wrong row, without the package, and with a broken one."""
    room = tmp_path_factory.mktemp("parkir")
    wrong = make_project(room / "salah")
    edit(wrong, f"{DATASET}/parkir.csv", "40,30", "40,41")
    right = make_project(room / "situs")
    calls = {
        "built": Call(BUILD, right, (str(right),), (PACKAGES,)),
        "wrong": Call(BUILD, wrong, (str(wrong),), (PACKAGES,)),
        "without": Call(BUILD, right, (str(right),)),
    }
    bare = copy_small_site(room / "tanpa")
    for number, (file, (old, new, _)) in enumerate(FAULTS.items()):
        packages = Path(shutil.copytree(PACKAGES, room / f"paket-{number}"))
        edit(packages, f"suluh_parkir/{file.strip()}", old, new)
        calls[file] = Call(CHECK, bare, ("check",), (packages,))
    return dict(zip(calls, run_unread(list(calls.values()), room / "jawaban"), strict=True))


def build_of(answer: Answer) -> dict[str, Any]:
    """What `BUILD` found."""
    assert answer.code == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_it_is_found_with_all_that_a_type_has(answers: dict[str, Answer]) -> None:
    built = build_of(answers["built"])
    assert built["findings"] == [] and built["title"] == "Lebih banyak terpakai daripada petak"
    assert {"templat/parkir.xlsx", "standar/parkir/skema.json", "data/angka/parkir-baris.csv"} <= set(
        built["files"]
    )
    pages = built["pages"]
    assert {"parkir/", "parkir/2025/", "standar/parkir/", "data/parkir/"} <= set(pages)
    assert "Pelataran Lipu" in pages["parkir/"] and "grafik-garis" in pages["parkir/"]
    assert "Pelataran Karya: 75%" in pages["parkir/terpenuh/"], "its own page, from its own template"
    assert "Tempat parkir" in pages["instansi/dinas-sosial/"]
    assert "Pelataran Karya" in pages["wilayah/74.72.01.1007/"]


def test_its_own_rule_is_told_in_its_own_words(answers: dict[str, Answer]) -> None:
    built = build_of(answers["wrong"])
    assert ["Z001", f"{DATASET}/parkir.csv", "terpakai"] in built["findings"] and not built["pages"]


def test_without_the_package_nobody_knows_the_type(answers: dict[str, Answer]) -> None:
    built = build_of(answers["without"])
    assert [code for code, _, _ in built["findings"]] == ["P028"] and built["title"] == ""


FAULTS = {
    "__init__.py": ("RECORD_TYPES = (", "RECORD_TYPE = (", "RECORD_TYPES"),
    "__init__.py ": ('RecordType(\n        name="parkir"', 'dict(\n        name="parkir"', "RecordType"),
    "__init__.py  ": ('name="parkir"', 'name="kehadiran"', "kehadiran"),
    "__init__.py   ": ('Section("parkir"', 'Section("wilayah"', "wilayah"),
    "__init__.py    ": ("from suluh.vocabulary.sections", "from suluh.vocabulary.bagian", "bagian"),
    "schema.yaml": ("primaryKey:", "primaryKey: [tiada]\nx:", "tiada"),
    "schema.yaml ": ("fields:", "kolom:", "fields"),
    "schema.yaml  ": ('version: "1"', "since: 2020", "version"),
    "schema.yaml   ": ("title: Petak, ", "", "fields.petak.title"),
    "schema.yaml    ": ("resource: instansi", "resource: tiada", "tiada"),
    "rules.py ": ("def check_places", "raise SystemExit(0)\n\n\ndef check_places", "SystemExit"),
    "findings.yaml": ("temuan:", "temuan_: [", "findings.yaml"),
    "rules.py": ("def check_places", "def check_place", "check_places"),
    "pages.py": ("def parking_of_region", "def parking_of_regions", "parking_of_region"),
}


@pytest.mark.parametrize("file", FAULTS)
def test_a_broken_package_is_named_with_what_is_wrong(answers: dict[str, Answer], file: str) -> None:
    answer, named = answers[file], FAULTS[file][2]
    assert answer.code == 2, answer.stderr
    assert "suluh_parkir" in answer.stderr and named in answer.stderr
    assert "Traceback" not in answer.stderr and "Suluh sendiri" not in answer.stderr
