"""Small sites in three states of reporting: complete, one agency missing, and long silent."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from small_site import HERE, copy_small_site
from suluh.reading.deadlines import due_date

YEAR = 2025
OWING = ("dinas-sosial", "kecamatan-betoambari")
"""Agencies with a budget of the year; `dinas-pupr` is of the list and has neither plan nor budget."""
CODES = ("1.06.02.2.01.0001", "1.06.02.2.01.0002")
TABLES = "datasets/dinas-sosial/alur"
SILENT_SINCE = 2
STATES = {
    "lengkap": date(2025, 11, 15),
    "satu-diam": date(2025, 11, 15),
    "sunyi": date(2026, 11, 29),
}
"""The day of each state: all of three quarters is there, one agency lacks the third, all are silent since the
second, which was fourteen months ago."""


def make_reporting_site(target: Path, state: str) -> Path:
    """The tiny site with threads of two agencies in one year; RuntimeError for a state that is none."""
    root = copy_small_site(target)
    shutil.copytree(HERE / "sites" / "alur", root, dirs_exist_ok=True)
    last = {"lengkap": 3, "satu-diam": 3, "sunyi": SILENT_SINCE}[state]
    reports = [
        (slug, quarter)
        for slug in OWING
        for quarter in range(1, last + 1)
        if not (state == "satu-diam" and slug == OWING[1] and quarter == last)
    ]
    agencies = root / "datasets/referensi/instansi/instansi.csv"
    agencies.write_text(
        agencies.read_text(encoding="utf-8").rstrip() + "\ndinas-pupr,Dinas Pekerjaan Umum,dinas,\n",
        encoding="utf-8",
    )
    _write_rows(
        root, "usulan", [f"{YEAR},U-1,74.72.01.1007,Balai,1,unit,4000000,kecamatan,ditolak,Belum siap,,"]
    )
    _write_rows(root, "rencana", _plan())
    _write_rows(
        root, "anggaran", [f"{YEAR},{slug},{code},5.1.02,Belanja,DAU,60000000,," for slug, code in _works()]
    )
    _write_rows(root, "realisasi", _realisation(reports))
    _write_reports(root, range(2, last + 1))
    return root


def _works() -> list[tuple[str, str]]:
    return [(slug, code) for slug in OWING for code in CODES]


def _plan() -> list[str]:
    return [
        f"{YEAR},{slug},{code},Relawan yang dilatih,orang,40,naik,r_per_t,jumlah,60000000,,DAU,"
        for slug, code in _works()
    ]


def _realisation(reports: Iterable[tuple[str, int]]) -> list[str]:
    return [
        f"{YEAR},{quarter},{slug},{code},Relawan yang dilatih,10,14000000,,,,,,"
        f"{due_date(YEAR, quarter) - timedelta(days=5)}"
        for slug, quarter in reports
        for code in CODES
    ]


def _write_rows(root: Path, table: str, rows: Iterable[str]) -> None:
    path = root / TABLES / f"{table}.csv"
    head = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")


def _write_reports(root: Path, quarters: Iterable[int]) -> None:
    """Narrative reports of the first agency, like the one that is there."""
    folder = root / "content/laporan/dinas-sosial"
    there = (folder / f"{YEAR}-tw2.md").read_text(encoding="utf-8")
    for quarter in quarters:
        text = there.replace("triwulan: 2", f"triwulan: {quarter}")
        (folder / f"{YEAR}-tw{quarter}.md").write_text(text, encoding="utf-8")


UNEVEN = {
    # agency, code: (plan: target, direction, formula), budget, {quarter: (result, money)}
    ("dinas-sosial", 1): ((40, "naik", "r_per_t"), 60_000_000, {1: (10, 20_000_000), 2: (10, -5_000_000)}),
    ("dinas-sosial", 2): ((40, "naik", "r_per_t"), 10_000_000, {1: (10, 1_000_000), 3: (10, 1_000_000)}),
    ("dinas-pupr", 3): (None, 700_000_000, {1: ("", 10_000_000), 2: ("", 0), 3: ("", 0)}),
    ("bappeda", 4): ((4, "naik", "r_per_t"), None, {1: (1, 20_000_000)}),
    ("dinas-kominfo", 5): ((4, "naik", "r_per_t"), 0, {1: (1, 0), 2: (1, 0), 3: (1, 0)}),
    ("dinas-kesehatan", 6): ((8, "turun", "dua_t_kurang_r"), 90_000_000, {}),
    ("kecamatan-betoambari", 7): ((0, "naik", "r_per_t"), 10_000_000, {1: (5, 0), 2: (5, 0), 3: (5, 0)}),
}
"""Agencies of which each lacks something else, in the year that the state `lengkap` tells of."""
EARLIER = ("dinas-sosial", 1)
"""What had a plan and a budget in the year before, as the only one."""


def uneven_code(number: int) -> str:
    """The code of a sub kegiatan of `UNEVEN`."""
    return f"1.06.02.2.01.{number:04d}"


def make_uneven_site(target: Path, keys: Iterable[tuple[str, int]] = tuple(UNEVEN)) -> Path:
    """The tiny site with the chosen agencies of `UNEVEN` in place of its own."""
    root = make_reporting_site(target, "lengkap")
    agencies = root / "datasets/referensi/instansi/instansi.csv"
    there = agencies.read_text(encoding="utf-8")
    more = [slug for slug in dict.fromkeys(slug for slug, _ in UNEVEN) if f"{slug}," not in there]
    lines = [f"{slug},{slug.replace('-', ' ').title()},dinas," for slug in more]
    agencies.write_text("\n".join((there.rstrip(), *lines)) + "\n", encoding="utf-8")
    plans, budgets, reports = [], [], []
    for slug, number in keys:
        plan, budget, quarters = UNEVEN[slug, number]
        code, name = uneven_code(number), "Hasil" if plan else ""
        for year in (YEAR - 1, YEAR) if (slug, number) == EARLIER else (YEAR,):
            if plan:
                wanted, direction, formula = plan
                plans.append(
                    f"{year},{slug},{code},Hasil,orang,{wanted},{direction},{formula},jumlah,1000000,,DAU,"
                )
            if budget is not None:
                budgets.append(f"{year},{slug},{code},5.1.02,Belanja,DAU,{budget},,")
        reports += [
            f"{YEAR},{quarter},{slug},{code},{name},{result},{money},,,,,,{due_date(YEAR, quarter)}"
            for quarter, (result, money) in quarters.items()
        ]
    for table, rows in (("rencana", plans), ("anggaran", budgets), ("realisasi", reports)):
        if rows:
            _write_rows(root, table, rows)
        else:
            _leave_out(root, table)
    return root


def _leave_out(root: Path, table: str) -> None:
    """Take a table out of its dataset."""
    (root / TABLES / f"{table}.csv").unlink()
    package = root / TABLES / "datapackage.yaml"
    head, *resources = package.read_text(encoding="utf-8").split("  - name: ")
    kept = [part for part in resources if not part.startswith(f"{table}\n")]
    package.write_text("  - name: ".join((head, *kept)), encoding="utf-8")
