"""Makes the example data anew: `python generator/example/make.py [folder]`, the same bytes each time.

It reads the project's agency list and nomenclature and writes `usulan`, `rencana`, `anggaran` and
`realisasi` under `datasets/`. `--per-year` is the scale: sub kegiatan a year.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

GENERATOR = Path(__file__).resolve().parents[1]
if str(GENERATOR) not in sys.path:
    sys.path.insert(0, str(GENERATOR))

from example.budgets import budget_in_force, make_budget_rows  # noqa: E402
from example.material import read_material  # noqa: E402
from example.plans import make_plans, plan_row  # noqa: E402
from example.results import make_result_rows  # noqa: E402
from example.wishes import make_wish_rows  # noqa: E402
from suluh.reading.regions import load_regions  # noqa: E402
from suluh.reading.settings import read_settings  # noqa: E402

YEARS = (2023, 2024, 2025)
PER_YEAR = 300
WISHES = 1000
PLACES = {
    "usulan": "bappeda/usulan/usulan.csv",
    "rencana": "bappeda/rencana/rencana.csv",
    "anggaran": "bpkad/anggaran/anggaran.csv",
    "realisasi": "bpkad/realisasi/realisasi.csv",
}
"""Where each table lies under `datasets/`; the descriptors beside them are written by hand."""


def make_tables(root: Path, wilayah: str, per_year: int = PER_YEAR) -> dict[str, list[dict[str, object]]]:
    """The rows of the four tables for the governed region `wilayah`."""
    material = read_material(root, load_regions(), wilayah)
    plans = make_plans(material, YEARS, per_year)
    budget = make_budget_rows(material, plans)
    return {
        "usulan": make_wish_rows(material, plans, YEARS, WISHES),
        "rencana": [plan_row(plan) for plan in plans],
        "anggaran": budget,
        "realisasi": make_result_rows(material, plans, budget_in_force(budget)),
    }


def write_table(rows: Sequence[Mapping[str, object]]) -> bytes:
    """A table as CSV in UTF-8 with line feeds."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables into the project's folder, or into the one named."""
    parser = argparse.ArgumentParser(description="Membuat ulang data contoh.")
    parser.add_argument(
        "folder", nargs="?", type=Path, help="tempat menulis; bila kosong, datasets/ proyek ini"
    )
    parser.add_argument("--per-year", type=int, default=PER_YEAR, help="sub kegiatan setahun")
    told = parser.parse_args(arguments)
    root = GENERATOR.parent
    settings, findings = read_settings(root)
    if settings is None:
        sys.stderr.write(f"mkdocs.yml: {findings}\n")
        return 1
    target = told.folder or root / "datasets"
    for name, rows in make_tables(root, settings.wilayah, told.per_year).items():
        path = target / PLACES[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_table(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
