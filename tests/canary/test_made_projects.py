"""Projects made by chance: what is not public at every level comes out of no page and no download."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from leaks import find_leaks

from made_sites import read_tree
from small_site import GROUNDS, copy_small_site
from suluh.assembly.recipe import publish_site
from suluh.engines import load_engine
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.settings import Settings

AGENCY = Path("datasets", "dinas-sosial")
LEVELS = ("dataset", "tabel", "kolom")
NAMES = tuple(f"acak-{number}" for number in range(10))
WORDS = st.sampled_from(
    [*["publik"] * 6, None, "terbatas", "rahasia", "Publik", "ya", "tidak", "publіk", "", "publik "]
)


@dataclass(frozen=True)
class Made:
    """A dataset made by chance: its words for each level, where its sentinel stands, and its format."""

    words: dict[str, str | None]
    first: bool
    as_workbook: bool

    @property
    def is_public(self) -> bool:
        inner = {self.words["tabel"], self.words["kolom"]}
        return self.words["dataset"] == "publik" and inner <= {"publik", None}


MADE = st.builds(Made, st.fixed_dictionaries(dict.fromkeys(LEVELS, WORDS)), st.booleans(), st.booleans())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    root = copy_small_site(tmp_path_factory.mktemp("acak") / "situs")
    found, _ = read_settings(root, keep_going=True)
    assert found is not None
    return found


def sentinel_of(name: str) -> str:
    return f"Kenari Wijayakusuma zqx{NAMES.index(name):03}"


def write_dataset(root: Path, name: str, made: Made) -> None:
    """A dataset of one table of which a column holds the sentinel, classified as its words say."""

    def classified(level: str, content: dict[str, Any]) -> dict[str, Any]:
        word = made.words[level]
        return content if word is None else {**content, "klasifikasi": word}

    descriptor = yaml.safe_load((root / AGENCY / "bantuan" / "datapackage.yaml").read_text(encoding="utf-8"))
    for key in ("angka_kunci", "grafik", "klasifikasi", "pengungkapan", *GROUNDS):
        descriptor.pop(key, None)
    plain = {"name": "kode", "type": "string"}
    closed = classified("kolom", {"name": "isi", "type": "string"})
    fields = [closed, plain] if made.first else [plain, closed]
    path = f"{name}.xlsx" if made.as_workbook else f"{name}.csv"
    resource = classified("tabel", {"name": name, "path": path, "schema": {"fields": fields}})
    descriptor = classified(
        "dataset", {**descriptor, "name": name, "title": f"Acak {name}", "resources": [resource]}
    )
    folder = root / AGENCY / name
    folder.mkdir()
    text = yaml.safe_dump(descriptor, allow_unicode=True, sort_keys=False)
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    cells = {"kode": ["01", "02"], "isi": [sentinel_of(name), "biasa"]}
    rows = [[one["name"] for one in fields], *zip(*(cells[one["name"]] for one in fields), strict=True)]
    if made.as_workbook:
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(folder / path)
    else:
        (folder / path).write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")


UNHURRIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@given(st.tuples(*[MADE] * len(NAMES)))
@settings(max_examples=2, suppress_health_check=UNHURRIED)
def test_only_what_is_public_at_every_level_comes_out(project: Settings, datasets: tuple[Made, ...]) -> None:
    build_and_look(project, datasets)


@pytest.mark.slow
@given(st.tuples(*[MADE] * len(NAMES)))
@settings(max_examples=30, suppress_health_check=UNHURRIED)
def test_only_what_is_public_comes_out_of_many(project: Settings, datasets: tuple[Made, ...]) -> None:
    build_and_look(project, datasets)


def build_and_look(project: Settings, datasets: tuple[Made, ...]) -> None:
    """Build the project with these datasets: of all their sentinels those of public ones alone come out."""
    for name, made in zip(NAMES, datasets, strict=True):
        shutil.rmtree(project.root / AGENCY / name, ignore_errors=True)
        write_dataset(project.root, name, made)
    published, _ = publish_site(project, load_engine("mkdocs"))
    assert published.site_dir is not None, published.findings
    leaks = find_leaks(read_tree(published.site_dir), {name: sentinel_of(name) for name in NAMES})
    public = {name for name, made in zip(NAMES, datasets, strict=True) if made.is_public}
    assert {line.rpartition(": ")[2] for line in leaks} == public
    assert all(any(line.startswith(f"data/{name}/{name}.csv") for line in leaks) for name in public)
