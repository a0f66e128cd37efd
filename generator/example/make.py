"""Makes the example data anew: `python generator/example/make.py [folder]`, the same bytes each time.

It reads the project's agency list and nomenclature and writes the tables of `TABLES` under `datasets/`.
`--per-year` is the scale: sub kegiatan a year.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GENERATOR = Path(__file__).resolve().parents[1]
if str(GENERATOR) not in sys.path:
    sys.path.insert(0, str(GENERATOR))

from example.activities import make_activity_rows  # noqa: E402
from example.as_of import YEARS  # noqa: E402
from example.budgets import budget_in_force, budget_planned  # noqa: E402
from example.closed import make_offer_rows, make_recipient_rows  # noqa: E402
from example.documents import make_document_rows  # noqa: E402
from example.five_years import make_target_rows  # noqa: E402
from example.goals import make_goal_rows  # noqa: E402
from example.ground import Ground  # noqa: E402
from example.material import read_material  # noqa: E402
from example.performances import (  # noqa: E402
    make_achievement_rows,
    make_grade_rows,
    make_indicator_rows,
)
from example.plans import plan_row  # noqa: E402
from example.procurements import make_procurement_rows  # noqa: E402
from example.results import make_result_rows  # noqa: E402
from example.services import (  # noqa: E402
    make_attendance_rows,
    make_complaint_rows,
    make_licence_rows,
    make_profile_rows,
    make_service_rows,
)
from example.stated_totals import make_total_rows  # noqa: E402
from example.wishes import make_wish_rows  # noqa: E402
from suluh.reading.region_list import load_regions  # noqa: E402
from suluh.reading.site_settings import read_settings  # noqa: E402

PER_YEAR = 1650
WISHES = 1000


@dataclass(frozen=True, slots=True)
class Made:
    """A table of the example: where it lies under `datasets/`, and how its rows are made.

    The descriptors beside the tables are written by hand.
    """

    place: str
    make: Callable[[Ground], list[dict[str, object]]]


TABLES: Mapping[str, Made] = {
    "usulan": Made(
        "bappeda/usulan/usulan.csv", lambda on: make_wish_rows(on.material, on.plans, YEARS, WISHES)
    ),
    "tujuan": Made("bappeda/tujuan/tujuan.csv", lambda on: make_goal_rows(on.material.goals)),
    "dokumen": Made(
        "bappeda/dokumen/dokumen.csv",
        lambda on: make_document_rows((one.slug for one in on.material.agencies), (*YEARS, YEARS[-1] + 1)),
    ),
    "target_lima_tahun": Made(
        "bappeda/target-lima-tahun/target-lima-tahun.csv",
        lambda on: make_target_rows(on.material, on.plans, on.wilayah),
    ),
    "rencana": Made("bappeda/rencana/rencana.csv", lambda on: [plan_row(plan) for plan in on.plans]),
    "anggaran": Made("bpkad/anggaran/anggaran.csv", lambda on: on.budget),
    "realisasi": Made(
        "bpkad/realisasi/realisasi.csv",
        lambda on: make_result_rows(
            on.material, on.plans, budget_in_force(on.budget), budget_planned(on.budget)
        ),
    ),
    "jumlah_anggaran": Made(
        "bpkad/jumlah-anggaran/jumlah-anggaran.csv", lambda on: make_total_rows(on.budget)
    ),
    "pengadaan": Made(
        "bpkad/pengadaan/pengadaan.csv",
        lambda on: make_procurement_rows(on.plans, budget_planned(on.budget)),
    ),
    "kegiatan": Made(
        "bappeda/kegiatan/kegiatan.csv",
        lambda on: make_activity_rows(on.material, on.plans, budget_planned(on.budget)),
    ),
    "indikator": Made("bappeda/kinerja/indikator.csv", lambda on: make_indicator_rows(on.material)),
    "capaian": Made("bappeda/kinerja/capaian.csv", lambda on: make_achievement_rows(on.material, on.wilayah)),
    "indeks": Made("sekretariat-daerah/indeks/indeks.csv", lambda on: make_grade_rows()),
    "layanan": Made("sekretariat-daerah/layanan/layanan.csv", lambda on: make_service_rows(on.material)),
    "perizinan": Made("dpmptsp/perizinan/perizinan.csv", lambda on: make_licence_rows(on.material)),
    "aduan": Made("dinas-kominfo/aduan/aduan.csv", lambda on: make_complaint_rows(on.material)),
    "kehadiran": Made("bkpsdm/kehadiran/kehadiran.csv", lambda on: make_attendance_rows(on.material)),
    "penerima_permakanan": Made(
        "dinas-sosial/penerima-permakanan/penerima-permakanan.csv",
        lambda on: make_recipient_rows(on.material),
    ),
    "penawaran": Made("bpkad/penawaran-berjalan/penawaran-berjalan.csv", lambda on: make_offer_rows()),
    "profil_desa": Made(
        "sekretariat-daerah/profil-kelurahan/profil-kelurahan.csv", lambda on: make_profile_rows(on.material)
    ),
}


def lay_ground(root: Path, wilayah: str, per_year: int = PER_YEAR) -> Ground:
    """What the tables for the governed region `wilayah` are made on."""
    return Ground(read_material(root, load_regions(), wilayah), wilayah, per_year)


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
    ground = lay_ground(root, settings.wilayah, told.per_year)
    for table in TABLES.values():
        path = target / table.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_table(table.make(ground)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
