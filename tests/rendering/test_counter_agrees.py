"""The counter in the browser says what `suluh check` says, at the same places in the same words."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from counter_engine import CLAIMED, Case, CounterEngine, cases_of, differences, other_words
from dirty_tables import write_dirty_table
from small_site import (
    BUILDERS,
    DATASET,
    REPRODUCERS,
    SMALL_SITE,
    TABLE,
    copy_small_site,
    edit,
    make_reproducer,
)
from suluh.assembly.theme_files import bundle_scripts
from suluh.checking.project import check_project
from suluh.publishing.cleared_catalog import make_catalog
from suluh.publishing.counter.core_rules import core_rules
from suluh.publishing.counter.finding_words import finding_words
from suluh.publishing.templates import write_templates
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_list import load_findings, load_standard_file
from suluh.reading.standard_schemas import read_standard_schema
from suluh.record_types import record_types

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CORE_LIMIT = 25 * 1024
SCRIPT_LIMIT = 60 * 1024
"""Of all that a check of a table of known form loads."""
SHAPES_LIMIT = 138 * 1024
"""Of what is fetched beside it once a file of unknown shape is brought."""
INTAKE_CASES = Path(__file__).parents[1] / "intake" / "cases"


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[CounterEngine]:
    made = CounterEngine(browser)
    yield made
    made.page.close()


def assert_agree(engine: CounterEngine, cases: list[Case]) -> None:
    answers = engine.check(cases)
    told = [
        difference
        for case, answer in zip(cases, answers, strict=True)
        for difference in differences(case, answer)
    ]
    assert not told
    said = [words for case, answer in zip(cases, answers, strict=True) for words in other_words(case, answer)]
    assert not said
    plain = [case for case in cases if case.mended is not None and case.declared["encoding"] == "utf-8"]
    mended = engine.mend(plain)
    assert [case.name for case, made in zip(plain, mended, strict=True) if made != case.mended] == []


def cases_of_reproducers(codes: list[str], tmp_path: Path) -> list[Case]:
    """The files of reproducers, each kind of file with its declaration and findings once."""
    found: dict[tuple[bytes, str, str], Case] = {}
    for code in codes:
        folder = REPRODUCERS / code
        case = yaml.safe_load((folder / "harapan.yaml").read_text(encoding="utf-8"))
        root = make_reproducer(tmp_path / code, case, folder)
        for made in cases_of(root, code):
            found.setdefault((made.data, repr(made.declared), repr(made.findings)), made)
    return list(found.values())


def codes_with_reproducers() -> list[str]:
    return sorted(folder.name for folder in REPRODUCERS.iterdir() if (folder / "harapan.yaml").is_file())


def test_reproducers_of_what_the_counter_claims(engine: CounterEngine, tmp_path: Path) -> None:
    codes = [code for code in codes_with_reproducers() if code in CLAIMED]
    cases = cases_of_reproducers(codes, tmp_path)
    caused = {finding.code for case in cases for finding in case.findings}
    assert set(codes) - caused <= {"F304", "P054", "P059", "T103"}, (
        "each is caused by a file that the counter is given"
    )
    assert_agree(engine, cases)


@pytest.mark.slow
def test_every_reproducer(engine: CounterEngine, tmp_path: Path) -> None:
    # F017 takes a file's reader its right to read, which a superuser keeps.
    assert_agree(
        engine, cases_of_reproducers([code for code in codes_with_reproducers() if code != "F017"], tmp_path)
    )


def test_days_of_a_sheet_are_read_by_the_pattern_of_their_column(
    engine: CounterEngine, tmp_path: Path
) -> None:
    root = copy_small_site(tmp_path / "situs")
    BUILDERS["xlsx_baik"](root)
    for old, new in (
        ("path: bantuan.csv", "path: bantuan.xlsx"),
        (', decimalChar: ","', ""),
        ("name: tanggal, type: date", 'name: tanggal, type: date, format: "%d/%m/%Y"'),
    ):
        edit(root, f"{DATASET}/datapackage.yaml", old, new)
    (root / TABLE).unlink()
    cases = [case for case in cases_of(root, "tanggal") if case.path.endswith(".xlsx")]
    assert len(cases) == 1 and not cases[0].findings
    assert_agree(engine, cases)


def dirty_cases(tmp_path: Path, seed: int, count: int) -> list[Case]:
    root = copy_small_site(tmp_path / f"acak-{seed}")
    chance = random.Random(seed)
    for number in range(count):
        write_dirty_table(root / "datasets" / "dinas-sosial" / f"acak-{number}", chance)
    return [case for case in cases_of(root, f"seed {seed}") if "/acak-" in case.path]


def test_random_tables_with_dirt(engine: CounterEngine, tmp_path: Path) -> None:
    cases = dirty_cases(tmp_path, 1, 60)
    told = {finding.code for case in cases for finding in case.findings} & CLAIMED
    assert len(told) > 20, "the dirt is of many kinds"
    assert_agree(engine, cases)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_many_random_tables(engine: CounterEngine, tmp_path: Path, seed: int) -> None:
    assert_agree(engine, dirty_cases(tmp_path, seed, 200))


def test_templates_as_they_are_offered(engine: CounterEngine, tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    settings, _ = read_settings(root)
    assert settings is not None
    checked = check_project(settings)
    templates = write_templates(make_catalog(settings, checked), checked.regions, settings)
    for template in templates.of_standards:
        for suffix in ("csv", "xlsx"):
            folder = root / "datasets" / "dinas-sosial" / f"{template.name.replace('_', '-')}-{suffix}"
            folder.mkdir()
            file = next(file for file in template.files if file.file_name.endswith(f".{suffix}"))
            stream = io.BytesIO()
            file.artifact.write(stream)
            (folder / f"isi.{suffix}").write_bytes(stream.getvalue())
            (folder / "datapackage.yaml").write_text(
                describe_template(folder.name, template.name, suffix), encoding="utf-8"
            )
    cases = [case for case in cases_of(root, "templat") if "/isi." in case.path]
    assert len(cases) == 2 * len(templates.of_standards)
    assert all(any(finding.code == "C001" for finding in case.findings) for case in cases)
    assert_agree(engine, cases)


def describe_template(name: str, standard: str, suffix: str) -> str:
    fields = [dict(field.descriptor) for field in read_standard_schema(standard).fields]
    resource = {"name": "isi", "path": f"isi.{suffix}", "standar": standard, "schema": {"fields": fields}}
    descriptor = {"name": name, "title": "Templat", "klasifikasi": "publik", "status_data": "simulasi"}
    return json.dumps(descriptor | {"resources": [resource]}, ensure_ascii=False, default=str)


def test_what_clerks_bring(engine: CounterEngine, tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    files = [file for file in sorted(INTAKE_CASES.glob("*")) if file.suffix in (".csv", ".xlsx", ".ods")]
    for number, file in enumerate(files):
        folder = root / "datasets" / "dinas-sosial" / f"bawaan-{number}"
        folder.mkdir()
        (folder / f"isi{file.suffix}").write_bytes(file.read_bytes())
        first = (
            file.read_bytes().decode("utf-8-sig", "replace").split("\n")[0]
            if file.suffix == ".csv"
            else "kode,nama,jumlah"
        )
        names = list(dict.fromkeys(name.strip().strip('"') or "kosong" for name in first.split(",")))
        fields = [
            {"name": name, "type": "integer" if name in ("jumlah", "tahun") else "string"} for name in names
        ]
        descriptor = {
            "name": folder.name,
            "title": "Bawaan",
            "klasifikasi": "publik",
            "status_data": "simulasi",
        }
        resource = {"name": "isi", "path": f"isi{file.suffix}", "schema": {"fields": fields}}
        text = json.dumps(descriptor | {"resources": [resource]}, ensure_ascii=False)
        (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    cases = [case for case in cases_of(root, "bawaan") if "/bawaan-" in case.path]
    assert_agree(engine, cases)


def test_it_is_light() -> None:
    core = json.dumps(
        [core_rules(), finding_words("id")], ensure_ascii=False, separators=(",", ":"), default=str
    )
    assert len(gzip.compress(core.encode(), 9)) < CORE_LIMIT
    sizes = {name: len(gzip.compress(text.encode(), 9)) for name, text in bundle_scripts().items()}
    assert sizes["page"] + sizes["worker"] < SCRIPT_LIMIT
    assert sizes["shapes"] + sizes["shape-page"] < SHAPES_LIMIT


def test_every_claimed_code_is_a_finding() -> None:
    stated = load_standard_file("kirim")
    named = [*stated["diperiksa"], *stated["diperiksa_lagi"]]
    assert len(named) == len(set(named))
    assert set(named) <= set(load_findings()["temuan"])


def test_patterns_of_standards_are_known_to_the_browser(engine: CounterEngine) -> None:
    patterns = sorted(
        {
            str(field.constraints["pattern"])
            for name, record_type in record_types().items()
            if record_type.is_table
            for field in read_standard_schema(name).fields
            if "pattern" in field.constraints
        }
    )
    unknown = engine.page.evaluate(
        """async (patterns) => {
          const { makePattern } = await import('./patterns.js');
          return patterns.filter((pattern) => makePattern(pattern) === null);
        }""",
        patterns,
    )
    assert unknown == []


def test_the_small_site_is_right_in_the_browser_too(engine: CounterEngine) -> None:
    cases = list(cases_of(SMALL_SITE, "kecil"))
    assert cases
    assert all(
        answer in ([], [{"code": "unread"}]) or not differences(case, answer)
        for case, answer in zip(cases, engine.check(cases), strict=True)
    )
    assert_agree(engine, cases)
