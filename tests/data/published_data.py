"""The project's own data as text, for the tests beside this file."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DATASETS = ROOT / "datasets"
CONTENT = ROOT / "content"

Row = dict[str, str]


@cache
def read_rows(path: str, delimiter: str = ",") -> tuple[Row, ...]:
    """Rows of a CSV under `datasets/`, all cells text."""
    with (DATASETS / path).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=delimiter, strict=True))


@cache
def read_village_fund(name: str) -> tuple[Row, ...]:
    """The ministry's table `pagu` or `realisasi`, as published."""
    return read_rows(f"kemenkeu/dana-desa-{name}/{name}-dana-desa.csv", "\t")


def descriptor_paths() -> list[Path]:
    """Every descriptor of the project."""
    return sorted(DATASETS.glob("*/*/datapackage.yaml"))


@cache
def read_descriptor(path: Path) -> dict[str, Any]:
    """A descriptor as a mapping."""
    descriptor: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return descriptor


def split_front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body of a page or report."""
    match = re.fullmatch(r"---\n(.*?\n)---\n(.*)", path.read_text(encoding="utf-8"), re.DOTALL)
    assert match, path
    return yaml.safe_load(match[1]), match[2]
