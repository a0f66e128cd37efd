"""What is built with all that was kept is what is built with nothing: the same bytes, whatever changed."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from fixed_engine import FixedEngine
from made_sites import read_tree
from repositories import commit, git, start_repository
from small_site import DATASET, HERE, TABLE
from suluh.assembly.build_progress import COMPOSING, GATE, PAGES, SILENT
from suluh.assembly.kept_site import EngineByName, publish_if_changed
from suluh.assembly.turns import Publication
from suluh.cli.timings import Timings
from suluh.reading.site_settings import read_settings

REPORT = "content/laporan/dinas-sosial/2025-tw2.md"
THREADS = "datasets/dinas-sosial/alur"
THREAD_PAGES = 3
"""Sub kegiatan in all years."""
SPENT = 6
"""The column of rupiah in `realisasi`."""


class Project:
    """A project that is built again and again while it changes, and each time once more with nothing kept."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.root = start_repository(folder / "proyek")
        shutil.copytree(HERE / "sites/alur", self.root, dirs_exist_ok=True)
        commit(self.root, "Rencana sampai realisasi")
        self.away = folder / "disisihkan"
        self.away.mkdir()
        self.chance = random.Random(seed)
        self.day = date(2026, 1, 2)
        self.looked_at: list[tuple[int, int]] = []
        self.composed: list[tuple[int, int]] = []
        self.written: list[tuple[int, int]] = []

    def edit_cell(self) -> None:
        path = self.root / TABLE
        lines = path.read_text(encoding="utf-8").splitlines()
        place = self.chance.randrange(1, len(lines))
        cells = lines[place].split(",")
        cells[2] = str(self.chance.randrange(1, 400))
        lines[place] = ",".join(cells)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def edit_thread(self) -> None:
        """A sum that was spent, or a row of a plan, a budget or a proposal that is gone."""
        name = self.chance.choice(["realisasi", "realisasi", "rencana", "anggaran", "usulan"])
        path = self.root / THREADS / f"{name}.csv"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        if len(lines) < 3:
            return
        place = self.chance.randrange(1, len(lines))
        if name == "realisasi":
            cells = lines[place].split(",")
            cells[SPENT] = str(self.chance.randrange(1, 9_000_000))
            lines[place] = ",".join(cells)
        else:
            lines.pop(place)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def edit_report(self) -> None:
        path = self.root / REPORT
        if path.is_file():
            path.write_text(
                path.read_text("utf-8") + f"\nCatatan {self.chance.random()}.\n", encoding="utf-8"
            )

    def take_away_or_bring_back(self) -> None:
        """A whole dataset, or a report."""
        name = self.chance.choice([DATASET.rpartition("/")[0] + "/kegiatan", REPORT, THREADS])
        here, there = self.root / name, self.away / name.replace("/", "-")
        if here.exists():
            shutil.move(here, there)
        elif there.exists():
            shutil.move(there, here)

    def edit_settings(self) -> None:
        path = self.root / "mkdocs.yml"
        lines = [
            f"site_name: Suluh {self.chance.randrange(99)}" if line.startswith("site_name:") else line
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def commit(self) -> None:
        if git(self.root, "status", "--porcelain"):
            commit(self.root, "Perubahan", str(self.day))

    def pass_time(self) -> None:
        self.day += timedelta(days=self.chance.randrange(1, 200))

    def change(self) -> None:
        """One or two things."""
        for _ in range(self.chance.randrange(1, 3)):
            self.chance.choice(
                [
                    self.edit_cell,
                    self.edit_thread,
                    self.edit_report,
                    self.take_away_or_bring_back,
                    self.edit_settings,
                    self.commit,
                    self.pass_time,
                ]
            )()

    def build(self, **overrides: object) -> Publication:
        settings, findings = read_settings(self.root, as_of=self.day, keep_going=True, **overrides)
        assert settings is not None, findings
        timings = Timings(SILENT)
        published = publish_if_changed(settings, EngineByName("tetap", FixedEngine), timings)
        self.looked_at += [(stage.total, stage.known) for stage in timings.stages if stage.name == GATE]
        self.written += [(stage.total, stage.known) for stage in timings.stages if stage.name == PAGES]
        self.composed += [(stage.total, stage.known) for stage in timings.stages if stage.name == COMPOSING]
        return published

    def compare(self, number: int) -> None:
        """Both builds, byte for byte and finding for finding."""
        warm = self.build()
        cold = self.build(site_dir=self.away / f"situs-{number}", cache_dir=self.away / f"tembolok-{number}")
        assert warm.findings == cold.findings
        assert (warm.pages, warm.files, warm.withheld) == (cold.pages, cold.files, cold.withheld)
        assert warm.site_dir is not None and cold.site_dir is not None
        assert read_tree(warm.site_dir) == read_tree(cold.site_dir)
        shutil.rmtree(cold.site_dir)


def test_warm_is_cold_after_one_cell(tmp_path: Path) -> None:
    project = Project(tmp_path, 1)
    project.build()
    project.edit_cell()
    project.compare(0)
    (first, none), (total, known), (again, still_none) = project.looked_at
    assert first == total == again and none == still_none == 0
    assert 0 < known < total, "some pages changed, and most did not"
    (asked, nothing), (files, taken), (anew, still_nothing) = project.composed
    assert asked == files == anew and nothing == still_nothing == 0
    assert asked / 2 < taken < asked, "the files of one dataset are made anew"


def test_only_the_pages_that_a_cell_touches_are_drawn(tmp_path: Path) -> None:
    project = Project(tmp_path, 1)
    project.build()
    path = project.root / THREADS / "realisasi.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("20000000", "20000001", 1), encoding="utf-8")
    project.compare(0)
    (_, none), (total, known), (_, still_none) = project.written
    assert text.count("20000000") and none == still_none == 0
    assert THREAD_PAGES - 1 < known < total


def test_warm_is_cold_after_a_commit_and_a_day(tmp_path: Path) -> None:
    project = Project(tmp_path, 1)
    project.edit_cell()
    project.build()
    project.commit()
    project.day += timedelta(days=1)
    project.compare(0)
    _, (asked, taken), _ = project.composed
    assert asked - taken <= 4, "made anew: workbooks and archives that tell when the data changed"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_warm_is_cold_after_any_changes(seed: int, tmp_path: Path) -> None:
    project = Project(tmp_path, seed)
    project.build()
    for number in range(12):
        project.change()
        project.compare(number)
