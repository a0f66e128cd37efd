"""Recount the figures of a site made with Suluh from its open data alone; needs Python 3.11 and pandas.

    python hitung_ulang.py https://alamat.situs/      a published site
    python hitung_ulang.py situs.zip                  a downloaded copy: a folder, .zip or .tar.gz

It reads the datasets (`data/*/*.csv` with `datapackage.json`) and the figures that the site publishes
(`data/angka/*.csv`, `evaluasi/**/*.csv`), works the latter out anew by the rules of the law and of the
guides, and prints each difference. It has no line in common with the program that makes the site. What it
cannot check it names. Exit code: 0 nothing differs, 1 something does, 2 nothing to read.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import itertools
import json
import re
import sys
import tarfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TypedDict, TypeVar
from urllib.parse import quote
from urllib.request import Request, urlopen

import pandas as pd

Value = Fraction | float | None
"""An exact number, None without one, NaN where it is closed: whatever is added to that is closed too."""
Cells = dict[str, "str | int | Value"]
CLOSED, QUARTERS, BUNDLE = float("nan"), (1, 2, 3, 4), "data/angka-terbit.zip"
FIGURES = r"^data/angka/[^/]+\.csv$|^evaluasi/.+\.csv$"
"""Published tables of figures: those of pages, by kind and year, and the forms of the law."""
EARLIER = r"^evaluasi/\d{4}/triwulan-sebelumnya\.zip$"
"""The forms of the quarters before the newest, a file for each within."""
ENOUGH = 90
"""Per cent of the budget whose reports must be there before a quarter counts ahead of its deadline."""
WHOLE = ("tahun", "triwulan", "tahun_awal", "tahun_akhir")
COLUMNS = {
    "usulan": "tahun id_usulan kode_wilayah uraian tahap hasil alasan instansi kode_sub_kegiatan"
    " | perkiraan_biaya",
    "rencana": "tahun instansi kode_sub_kegiatan indikator satuan rumus arah agregasi kode_wilayah"
    " sumber_dana sasaran strategi | target pagu_indikatif target_renstra pagu_renstra",
    "anggaran": "tahun instansi kode_sub_kegiatan kode_rekening nama_rekening sumber_dana"
    " | murni pergeseran perubahan",
    "realisasi": "tahun triwulan instansi kode_sub_kegiatan indikator tanggal_lapor"
    " | realisasi_fisik realisasi_keuangan",
    "aduan": "tahun triwulan instansi | sisa_awal diterima selesai arsip sisa_akhir dalam_tenggat",
    "pengadaan": "tahun id_pengadaan instansi kode_sub_kegiatan paket jenis metode status penyedia"
    " | pagu hps nilai_kontrak",
    "target_lima_tahun": "id_tujuan instansi kode_sub_kegiatan indikator tahun_awal tahun_akhir tahun"
    " | target pagu realisasi",
    "tujuan": "id induk jenis uraian instansi tahun_awal tahun_akhir |",
    "dokumen": "jenis instansi status tahun_awal tahun_akhir |",
    "padanan": "jenis lama baru |",
    "instansi": "slug jenis mulai_melapor akhir_melapor |",
    "indikator": "id_indikator arah rumus agregasi |",
    "capaian": "tahun triwulan id_indikator kode_wilayah | target realisasi",
    "indeks": "tahun indeks | nilai target",
}
"""Columns of each record type that count here: texts | numbers."""
FORMULAS = {"r_per_t": (1, 0, 0, 1), "t_per_r": (0, 1, 1, 0), "dua_t_kurang_r": (-1, 2, 0, 1)}
"""100 × (a·R + b·T) / (c·R + d·T), R what was done and T the target."""
FORM_COLUMNS = (
    *("target_renstra", "realisasi_renstra_lalu", "target_renja"),
    *(f"realisasi_tw{q}" for q in QUARTERS),
    *("realisasi_renja", "realisasi_renstra", "capaian_renstra", "capaian_renja"),
)
BEHIND, AHEAD, WEIGHS, ASKED = 20, 40, 5, 10
"""Limits of what is raised on an agency: points behind time, points of money ahead of the work, and how much
of its budget, or of its accepted proposals, it must be about (per cent)."""
LADDER = ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah"))
"""Permendagri 86/2017; compared without rounding."""
LANGUAGES = {"id": 0, "en": 1}
"""Where a language stands among the words."""
WORDS = {
    "usage": ("alamat situs, folder, atau arsip .zip/.tar.gz", "address of a site, folder, or .zip/.tar.gz"),
    "singly": ("ambil tiap berkas sendiri, bukan paketnya", "fetch each file by itself, not the bundle"),
    "unreadable": ("{} tidak terbaca sebagai situs Suluh: {}", "{} cannot be read as a site of Suluh: {}"),
    "progress": ("membaca {}", "reading {}"),
    "counting": ("menghitung ulang {} dari {} tabel", "recounting {} of {} tables"),
    "differs": (
        "BEDA  {}: {}, {}: terbit {}, hitungan {}",
        "DIFFERS  {}: {}, {}: published {}, recounted {}",
    ),
    "lacking": ("BEDA  {}: baris {} tidak terbit", "DIFFERS  {}: row {} is not published"),
    "surplus": (
        "BEDA  {}: baris {} terbit, tanpa datanya",
        "DIFFERS  {}: row {} is published without its data",
    ),
    "gone": ("BEDA  {}: terdaftar, tetapi tidak terbaca", "DIFFERS  {}: listed and cannot be read"),
    "packed": ("BEDA  {}: lain dari yang di dalam paket", "DIFFERS  {}: not as in the bundle"),
    "closed": ("TERTUTUP  {}: {} angka memuat sel yang ditutup", "CLOSED  {}: {} figures hold closed cells"),
    "column": ("TERTUTUP  {}: kolom {} tidak diterbitkan", "CLOSED  {}: column {} is not published"),
    "more": ("… dan {} lagi", "… and {} more"),
    "none": ("(tidak ada)", "(none)"),
    "checked": ("Dihitung ulang: {}", "Recounted: {}"),
    "left": ("Tidak dihitung ulang oleh naskah ini: {}", "Not recounted by this script: {}"),
    "end": (
        "{} perbedaan di antara {} angka; {} tidak dapat diperiksa karena ada bagiannya yang ditutup.",
        "{} differences among {} figures; {} cannot be checked, since parts of them are closed.",
    ),
}


# --- Reading what is published


class Site:
    """The files of a site by name, from a folder, an archive or an address. OSError where there is none."""

    def __init__(self, target: str, *, singly: bool, tell: Callable[[str], None]) -> None:
        self.held: dict[str, bytes] = {}
        self.broken: list[str] = []
        self.home = target.removesuffix("index.html").rstrip("/") + "/" if "://" in target else ""
        self.folder, self.tell = Path(target), tell
        if self.home and not self.home.lower().startswith(("https://", "http://")):
            raise OSError("https://, http://")
        if not self.home and not self.folder.is_dir():
            self.held = unpack(self.folder.read_bytes())
        try:
            listed = {
                entry["path"]: entry["sha256"] for entry in json.loads(self.read("manifest.json"))["berkas"]
            }
        except OSError:
            if self.home:
                raise
            files = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.*"))
            listed = dict.fromkeys(self.held or files, "")
        if self.home and BUNDLE in listed and not singly:
            self.held = unpack(self.read(BUNDLE))
            digests = {name: hashlib.sha256(content).hexdigest() for name, content in self.held.items()}
            self.broken = [name for name in digests if digests[name] != listed.get(name)]
        self.names = sorted(name for name in listed if re.search(FIGURES, name))
        self.earlier: dict[str, bytes] = {}
        for name in (name for name in listed if re.search(EARLIER, name)):
            with zipfile.ZipFile(io.BytesIO(self.read(name))) as archive:
                folder = name.rpartition("/")[0]
                self.earlier |= {f"{folder}/{inner}": archive.read(inner) for inner in archive.namelist()}

    def read_figures(self, name: str) -> str:
        """A table of figures; of a form of the law all its quarters."""
        text, before = self.read(name).decode("utf-8-sig"), self.earlier.get(name)
        return before.decode("utf-8-sig") + text.partition("\n")[2] if before else text

    def read(self, name: str) -> bytes:
        """A file's bytes; a host is asked three times at most."""
        if name in self.held or (not self.home and not self.folder.is_dir()):
            if name not in self.held:
                raise FileNotFoundError(name)
            return self.held[name]
        if not self.home:
            return (self.folder / name).read_bytes()
        self.tell(name)
        asked = {"Accept-Encoding": "gzip", "User-Agent": "hitung_ulang.py (Suluh)"}
        for wait in (2, 8, 0):
            try:
                with urlopen(Request(self.home + quote(name), headers=asked), timeout=60) as answer:  # noqa: S310
                    content: bytes = answer.read()
                    return (
                        gzip.decompress(content) if answer.headers["Content-Encoding"] == "gzip" else content
                    )
            except (OSError, EOFError) as fault:
                if not wait or getattr(fault, "code", 500) not in (429, *range(500, 600)):
                    raise OSError(f"{name}: {fault}") from None
                time.sleep(wait)
        raise OSError(name)


KEPT = (".csv", ".json", "triwulan-sebelumnya.zip")


def unpack(content: bytes) -> dict[str, bytes]:
    """The tables and descriptors of an archive, by their names in the site."""
    found: dict[str, bytes] = {}
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name.endswith(KEPT)]
            found = {name: archive.read(name) for name in names}
    else:
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            for member in tar:
                if member.isfile() and member.name.endswith(KEPT) and (file := tar.extractfile(member)):
                    found[member.name.removeprefix("./")] = file.read()
    root = min((name[:-17] for name in found if name.endswith("data/katalog.json")), key=len, default="")
    return {name.removeprefix(root): found[name] for name in found if name.startswith(root)}


@dataclass(eq=False)
class Row:
    """A row of a dataset: its texts, its exact numbers, its years and quarters (0 where there is none)."""

    text: dict[str, str]
    number: dict[str, Value]
    whole: dict[str, int]
    dataset: str


def read_tables(site: Site, names: Iterable[str]) -> tuple[dict[str, list[Row]], list[tuple[str, str]]]:
    """Rows of the published tables by record type; (dataset, column) of numbers that are not published."""
    tables: dict[str, list[Row]] = {standard: [] for standard in COLUMNS}
    unpublished = []
    for dataset in names:
        folder = f"data/{dataset}/"
        for resource in json.loads(site.read(f"{folder}datapackage.json"))["resources"]:
            if resource.get("standar") not in COLUMNS:
                continue
            texts, numbers = (part.split() for part in COLUMNS[resource["standar"]].split("|"))
            fields = {field["name"]: field for field in resource["schema"]["fields"]}
            unpublished += [(dataset, name) for name in numbers if name not in fields]
            content = io.BytesIO(site.read(folder + resource["path"]))
            frame = pd.read_csv(content, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8")
            empty: dict[str, list[str]] = {"missingValues": [""]}
            beside = {str(field.get("keadaan_dari")): name for name, field in fields.items()}
            none = [""] * len(frame)
            read = [
                [
                    *read_column(
                        zip(frame.get(name, none), frame.get(beside.get(name, ""), none), strict=True),
                        fields.get(name, empty),
                        name in numbers,
                    )
                ]
                for name in (*texts, *numbers)
            ]
            for cells in zip(*read, strict=True):
                said = dict(zip((*texts, *numbers), cells, strict=True))
                text = {name: str(said[name]) for name in texts}
                whole = {name: int(text[name]) if text.get(name, "").isdecimal() else 0 for name in WHOLE}
                number = {name: value for name in numbers if not isinstance(value := said[name], str)}
                tables[resource["standar"]].append(Row(text, number, whole, dataset))
    return tables, unpublished


def read_column(
    cells: Iterable[tuple[str, str]], field: Mapping[str, object], is_number: bool
) -> Iterator[str | Value]:
    """Cells, each with the state that a column beside it tells: texts, or exact numbers, NaN where closed."""
    labels: dict[str, str] = {}
    for missing in field.get("missingValues") or [""]:  # type: ignore[attr-defined]
        labels |= {missing["value"]: missing.get("label", "")} if isinstance(missing, dict) else {missing: ""}
    for cell, state in cells:
        if cell in labels:
            yield (CLOSED if "dirahasiakan" in (state, labels[cell]) else None) if is_number else ""
        elif not is_number:
            yield cell.strip()
        else:
            try:
                yield Fraction(Decimal(cell))
            except (InvalidOperation, ValueError, OverflowError):
                yield None


# --- Arithmetic that knows what is missing


def add(values: Iterable[Value]) -> Value:
    """The sum of what is there; None where nothing is."""
    stated = [value for value in values if value is not None]
    return sum(stated[1:], stated[0]) if stated else None


def total(rows: Iterable[Row], column: str) -> Value:
    """The sum of a column."""
    return add(row.number[column] for row in rows)


def share(part: Value, whole: Value) -> Value:
    """A part of a whole in per cent."""
    return None if part is None or not whole else part * 100 / whole


def is_closed(value: object) -> bool:
    """Whether a closed cell is in it."""
    return value != value  # noqa: PLR0124


def together(values: Iterable[Value], how: str) -> Value:
    """Values of quarters or years, in their order, as the indicator declares it (`agregasi`)."""
    stated = [value for value in values if value is not None]
    if not stated or how not in ("jumlah", "akhir", "maks", "rata"):
        return None
    if how == "akhir":
        return stated[-1]
    if how == "maks" and not any(map(is_closed, stated)):
        return max(stated)
    whole = add(stated)
    return whole if how != "rata" or whole is None else whole / len(stated)


def achieve(rumus: str, target: Value, actual: Value) -> Value:
    """Per cent of the target by the declared formula; None where that gives no number.

    A target of 0 of what is better the smaller is met with 0 or missed with more.
    """
    if target is None or actual is None or rumus not in FORMULAS:
        return None
    if target == 0:
        return None if rumus == "r_per_t" else Fraction(0 if actual > 0 else 100)
    a, b, c, d = FORMULAS[rumus]
    bottom = c * actual + d * target
    return (a * actual + b * target) * 100 / bottom if bottom else None


def mean(percents: Sequence[Fraction | float]) -> Value:
    """The mean of percentages, each from 0 to 100."""
    held = [value if is_closed(value) else min(max(value, Fraction(0)), Fraction(100)) for value in percents]
    whole = add(held)
    return None if whole is None else whole / len(held)


def judge(percent: Value) -> str:
    """The word of the law for a percentage."""
    if percent is None or is_closed(percent):
        return ""
    return next((word for limit, word in LADDER if percent >= limit), "Sangat Rendah")


def in_force(row: Row) -> Value:
    """A budget row after its last change: perubahan, else pergeseran, else murni."""
    stages = (row.number[stage] for stage in ("perubahan", "pergeseran", "murni"))
    return next((amount for amount in stages if amount is not None), None)


def plain(text: str) -> str:
    """A name as names are compared."""
    return " ".join(text.casefold().split())


def level(code: str, parts: int) -> str:
    """The first parts of a code."""
    return ".".join(code.split(".")[:parts])


def short(account: str) -> str:
    """An account as it was written until 2025: 5.1.02.01.01.0024, also where it is 5.1.02.01.001.00024."""
    return re.sub(r"^(\d\.\d\.\d\d\.\d\d\.)0(\d\d)(?:(\.)0(\d{4}))?$", r"\1\2\3\4", account)


def accounts_above(account: str) -> dict[str, None]:
    """An account and all above it, from its first part on."""
    return dict.fromkeys(level(account, depth) for depth in range(1, 7))


def tidy(code: str) -> str:
    """A sub kegiatan's code with its kegiatan written 2.01, also where it was 02.01."""
    return re.sub(r"^((?:X\.XX|\d\.\d\d)\.\d\d)\.0([12]\.\d\d)", r"\1.\2", code)


def key_of(row: Row) -> tuple[int, str, str] | None:
    """Year, agency and sub kegiatan of a row; None where it names none."""
    key = row.whole["tahun"], row.text["instansi"], tidy(row.text["kode_sub_kegiatan"])
    lawful = re.fullmatch(r"(X\.XX|[1-9]\.\d\d)\.\d\d\.[12]\.\d\d\.\d{2,8}", key[2])
    return key if key[0] and key[1] and lawful else None


def subject_of(row: Row) -> tuple[str, str]:
    """Agency and sub kegiatan of a row of a five-year plan."""
    return row.text["instansi"], tidy(row.text["kode_sub_kegiatan"])


def by_year(rows: Iterable[Row], column: str) -> dict[int, Value]:
    """Numbers by year; of two of one year the first counts."""
    found: dict[int, Value] = {}
    for row in rows:
        if row.number[column] is not None:
            found.setdefault(row.whole["tahun"], row.number[column])
    return found


def covers(row: Row, year: int) -> bool:
    """Whether a five-year plan's row is about a year."""
    return row.whole["tahun_awal"] <= year <= row.whole["tahun_akhir"]


# --- What belongs together: plan, budget and reports of a sub kegiatan in a year


class Indicator:
    """An indicator of a plan, with what was reported of it."""

    def __init__(self, plan: list[Row], reports: list[Row]) -> None:
        said = plan[0].text if plan else {}
        self.planned, self.name = bool(plan), (plan or reports)[0].text["indikator"]
        self.unit = plain((plan or reports)[0].text.get("satuan", ""))
        self.how, self.rumus = said.get("agregasi", ""), said.get("rumus", "")
        self.falls, self.rises = said.get("arah") == "turun", said.get("arah") == "naik"
        self.unsure = set[str]()
        self.renstra, self.target = self._settle(plan, "target_renstra"), self._settle(plan, "target")
        by_quarter = group(reports, lambda row: [row.whole["triwulan"]])
        self.quarters = {q: self._settle(by_quarter.get(q, []), "realisasi_fisik") for q in QUARTERS}

    def _settle(self, rows: list[Row], column: str) -> Value:
        """One value of several rows: counts are added, the highest stays, others must agree."""
        values = [value for row in rows if (value := row.number[column]) is not None]
        if self.how in ("jumlah", "maks") or any(map(is_closed, values)):
            return together(values, "maks" if self.how == "maks" else "jumlah")
        if len(set(values)) > 1:
            self.unsure.add(column)
        return values[0] if len(set(values)) == 1 else None

    def until(self, quarter: int) -> Value:
        """The year's result up to a quarter."""
        return together([self.quarters[q] for q in QUARTERS if q <= quarter], self.how)

    def told(self, quarter: int) -> list[int]:
        """Quarters with a result, up to one."""
        return [q for q in QUARTERS if q <= quarter and self.quarters[q] is not None]

    @property
    def is_ceiling(self) -> bool:
        """Whether the target is a most that fills up in the year, such as deaths of at most 8."""
        return self.falls and self.how in ("jumlah", "maks")

    @property
    def is_measurable(self) -> bool:
        """Whether there can be a percentage at all, whatever is reported."""
        stated = self.target is not None and (self.target != 0 or self.rumus != "r_per_t")
        known = self.rumus in FORMULAS and self.how in ("jumlah", "akhir", "maks", "rata")
        return stated and known and "target" not in self.unsure

    def is_whole(self, quarter: int) -> bool:
        """Whether all is reported that the result up to a quarter is made of."""
        told = self.told(quarter)
        return quarter > 0 and (quarter in told if self.how == "akhir" else len(told) == quarter)

    def percent(self, quarter: int) -> Value:
        """The result in per cent of the year's target, once it is whole; of a ceiling at the year's end."""
        late = self.is_ceiling and quarter < QUARTERS[-1]
        if late or "target" in self.unsure or not self.is_whole(quarter):
            return None
        return achieve(self.rumus, self.target, self.until(quarter))

    def limit(self, quarter: int) -> str:
        """How a ceiling stands while the year goes on; empty where nobody can say."""
        actual, told = self.until(quarter), self.told(quarter)
        unsure = "target" in self.unsure or ("realisasi_fisik" in self.unsure and not self.is_whole(quarter))
        if (
            unsure
            or not self.is_ceiling
            or self.target is None
            or actual is None
            or self.rumus not in FORMULAS
        ):
            return ""
        return "terlampaui" if actual > self.target else "dalam batas" if len(told) == max(told) else ""

    def is_met(self, quarter: int) -> bool:
        """Whether the target is reached for certain: what is better the smaller at the year's end alone."""
        actual, whole, over = self.until(quarter), self.is_whole(quarter), self.is_whole(QUARTERS[-1])
        if actual is None or self.target is None or self.rumus not in FORMULAS or "target" in self.unsure:
            return False
        if self.is_ceiling:
            return quarter == QUARTERS[-1] and over and actual <= self.target
        percent = achieve(self.rumus, self.target, actual)
        if percent is None:
            return whole and over and self.rumus == "t_per_r" and actual == 0
        surely = whole or (not self.falls and self.how in ("jumlah", "maks") and not self.unsure)
        return percent >= 100 and surely and (over or not self.falls)


class Work:
    """One sub kegiatan of an agency in a year."""

    def __init__(self, year: int, agency: str, code: str) -> None:
        self.year, self.agency, self.code = year, agency, code
        self.asked, self.plan, self.accounts, self.reports = (list[Row]() for _ in range(4))

    @cached_property
    def budget(self) -> Value:
        """The budget in force."""
        return add(map(in_force, self.accounts))

    @cached_property
    def ceiling(self) -> Value:
        """What the plan says that it may cost."""
        return total(self.plan, "pagu_indikatif")

    def has_money(self, quarter: int) -> bool:
        """Whether every quarter up to one has its amount."""
        return quarter > 0 and all(self.spent[q] is not None for q in range(1, quarter + 1))

    @cached_property
    def spent(self) -> dict[int, Value]:
        """Rupiah spent in each quarter."""
        by_quarter = group(self.reports, lambda row: [row.whole["triwulan"]])
        return {q: total(by_quarter.get(q, []), "realisasi_keuangan") for q in QUARTERS}

    def spent_until(self, quarter: int) -> Value:
        """Rupiah spent up to a quarter."""
        return add(self.spent[q] for q in QUARTERS if q <= quarter)

    @cached_property
    def reported(self) -> set[int]:
        """Quarters with a result or an amount, 0 included."""
        told = [row for row in self.reports if any(value is not None for value in row.number.values())]
        return {row.whole["triwulan"] for row in told}

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Those of the plan, then those reported without one; one without a name is the only one."""
        plans = group(self.plan, lambda row: [plain(row.text["indikator"])])
        told = [row for row in self.reports if row.number["realisasi_fisik"] is not None]
        reports = group(told, lambda row: [plain(row.text["indikator"])])
        unnamed = reports.pop("", [])
        names = [*dict.fromkeys([*plans, *reports])]
        if unnamed and len(names) == 1:
            reports[names[0]] = [*reports.get(names[0], []), *unnamed]
        return [Indicator(plans.get(name, []), reports.get(name, [])) for name in names]

    @cached_property
    def planned(self) -> list[Indicator]:
        """Indicators that the plan names."""
        return [indicator for indicator in self.indicators if indicator.planned]

    def said(self, column: str) -> str:
        """What all rows of the plan say in a column; empty where they differ."""
        words = {row.text[column] for row in self.plan}
        return words.pop() if len(words) == 1 else ""


Thing = TypeVar("Thing")
Key = TypeVar("Key")


def group(things: Iterable[Thing], keys_of: Callable[[Thing], Iterable[Key]]) -> dict[Key, list[Thing]]:
    """Things by each of their keys, in their order."""
    found: dict[Key, list[Thing]] = defaultdict(list)
    for thing in things:
        for key in keys_of(thing):
            found[key].append(thing)
    return dict(found)


class Catalog(TypedDict):
    """What `data/katalog.json` says: whose site it is, as of which day, and when reports are due."""

    wilayah: str
    per_tanggal: str
    batas_laporan: dict[str, list[str]]
    mulai_melapor: str | None
    kode_lama: dict[str, str]
    dataset: list[dict[str, str]]


class Book:
    """All that was published."""

    def __init__(self, tables: dict[str, list[Row]], catalog: Catalog) -> None:
        self.tables, self.home, self.day = tables, catalog["wilayah"], catalog["per_tanggal"]
        self.deadlines, self.begin = catalog["batas_laporan"], catalog.get("mulai_melapor") or ""
        self.terms = {row.text["slug"]: row.text for row in tables["instansi"]}
        works: dict[tuple[int, str, str], Work] = {}
        for standard, part in (
            ("usulan", "asked"),
            ("rencana", "plan"),
            ("anggaran", "accounts"),
            ("realisasi", "reports"),
        ):
            for row in tables[standard]:
                if key := key_of(row):
                    work = works.setdefault(key, Work(*key))
                    getattr(work, part).append(row)
        self.works = {key: works[key] for key in sorted(works)}
        self.by_year = group(self.works.values(), lambda work: [work.year])
        self.through = {
            year: max(max(work.reported, default=0) for work in some) for year, some in self.by_year.items()
        }
        self.successors = group(
            [row.text for row in tables["padanan"]], lambda text: [(text["jenis"], text["lama"])]
        )
        for old, new in (catalog.get("kode_lama") or {}).items():
            self.successors.setdefault(("sub_kegiatan", old), [{"baru": new}])
        self.same = group(self.works.values(), lambda work: [self.identity(work)])
        self.goals: dict[str, Row] = {}
        for row in tables["tujuan"]:
            self.goals.setdefault(row.text["id"], row)
        targets = [row for row in tables["target_lima_tahun"] if row.text["kode_sub_kegiatan"]]
        self.five_years = group(targets, lambda row: [subject_of(row)])
        self.heirs = group(
            self.five_years,
            lambda subject: [(self.today("instansi", subject[0]), self.today("sub_kegiatan", subject[1]))],
        )

    def find(self, parts: Sequence[str]) -> Work:
        """The work that an address names, without rows where the data has none."""
        key = int(parts[1]), parts[2], parts[3]
        return self.works.get(key) or Work(*key)

    def due(self, year: int) -> int:
        """The last quarter of a year whose deadline is past; 0 in a year without a budget."""
        passed = sum(day < self.day for day in self.deadlines.get(str(year), []))
        return passed if self.is_funded(year) and f"{year}-tw{passed}" >= self.begin else 0

    def asked(self, agency: str, year: int) -> list[int]:
        """The quarters of a year that an agency reports on: from the site's first, within its own."""
        term = self.terms.get(agency, {})
        first, last = max(self.begin, term.get("mulai_melapor", "")), term.get("akhir_melapor") or "9999"
        return [q for q in QUARTERS if first <= f"{year}-tw{q}" <= last]

    def owed(self, work: Work) -> list[int]:
        """The quarters past their deadline that a work owes a report of."""
        asked = self.asked(work.agency, work.year) if work.budget is not None else []
        return [q for q in asked if q <= self.due(work.year)]

    def horizon(self, year: int) -> int:
        """The last quarter of a year that is due or that anybody reported on."""
        return max(self.due(year), self.through.get(year, 0))

    def today(self, kind: str, code: str) -> str:
        """The code in force: one with a single successor leads on, one that was split does not."""
        seen = {code}
        while (
            len(after := {text["baru"] for text in self.successors.get((kind, code), [])} - {"", code}) == 1
        ):
            if after <= seen:
                break
            (code,) = after
            seen.add(code)
        return code

    def identity(self, work: Work) -> tuple[str, str]:
        """What a work is called today."""
        return self.today("instansi", work.agency), self.today("sub_kegiatan", work.code)

    def earlier(self, work: Work) -> list[Work]:
        """The same sub kegiatan in the years before."""
        return [other for other in self.same[self.identity(work)] if other.year < work.year]

    def is_done(self, work: Work) -> bool:
        """Whether a work reached its year's target, by a report that is not outdated."""
        late = max(work.reported, default=0) < max(self.owed(work), default=0)
        return (
            work.budget is not None
            and bool(work.planned)
            and not late
            and work.planned[0].is_met(max(work.reported, default=0))
        )

    def five_years_of(self, work: Work) -> dict[str, tuple[range, list[Row]]]:
        """By indicator the years and rows of the five-year plan that a work is of, with what it revised.

        A work that goes on with another one has the plan of that, where it is the only one.
        """
        subject = work.agency, work.code
        heirs = self.heirs.get(subject, [])
        rows = self.five_years.get(subject) or (self.five_years[heirs[0]] if len(heirs) == 1 else [])
        found: dict[str, tuple[range, list[Row]]] = {}
        for name, some in group(rows, lambda row: [plain(row.text["indikator"])]).items():
            periods = group(some, lambda row: [(row.whole["tahun_awal"], row.whole["tahun_akhir"])])
            ruling = [period for period in sorted(periods) if period[0] <= work.year <= period[1]]
            if not ruling:
                continue
            same = [
                period for period in sorted(periods) if period[1] == ruling[-1][1] and period <= ruling[-1]
            ]
            mine: list[Row] = []
            for period in same:
                mine = [row for row in mine if row.whole["tahun"] < period[0]] + periods[period]
            found[name] = range(same[0][0], same[0][1] + 1), mine
        return found

    def renstra_target(self, work: Work, indicator: Indicator) -> Value:
        """The Renstra's target as the yearly plan states it, else as the five-year plan does."""
        if indicator.renstra is not None or "target_renstra" in indicator.unsure or not work.plan:
            return indicator.renstra
        years, rows = self.five_years_of(work).get(plain(indicator.name), (range(0), []))
        stated = by_year(rows, "target")
        if indicator.how == "jumlah":
            return add(stated.values()) if all(year in stated for year in years) else None
        if indicator.how == "maks":
            return together(stated.values(), "maks")
        return stated.get(years[-1]) if years else None

    def renstra_money(self, work: Work) -> Value:
        """The Renstra's rupiah likewise: all its years, or nothing."""
        stated = total(work.plan, "pagu_renstra")
        if stated is not None or not work.plan:
            return stated
        plans = [(years, by_year(rows, "pagu")) for years, rows in self.five_years_of(work).values()]
        return add(add(some.values()) for years, some in plans if all(year in some for year in years))

    @cached_property
    def periods(self) -> dict[str, set[tuple[int, int]]]:
        """First and last years of five-year plans, by agency; the region's own under the empty name."""
        stated = [(row.text["instansi"], row) for row in self.goals.values()]
        for row in self.tables["target_lima_tahun"]:
            goal = self.goals.get(row.text["id_tujuan"])
            own = row.text["instansi"] if row.text["kode_sub_kegiatan"] else ""
            stated.append((own or (goal.text["instansi"] if goal else ""), row))
        for row in self.tables["dokumen"]:
            kind, agency = row.text["jenis"], row.text["instansi"]
            in_force = row.text["status"] not in ("rancangan", "dicabut")
            if in_force and (kind == "rpjmd" or (kind == "renstra" and agency)):
                stated.append(("" if kind == "rpjmd" else agency, row))
        found: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for holder, row in stated:
            since, until = row.whole["tahun_awal"], row.whole["tahun_akhir"]
            if 0 < since <= until < since + 6:
                found[self.today("instansi", holder)].add((since, until))
        return found

    def plan_of(self, work: Work) -> tuple[int, int, bool]:
        """First and last year of the five-year plan of a work, and whether any data states it.

        Of several the one that began last, from the beginning of what it revised; else five years back.
        """
        for holder in (self.today("instansi", work.agency), ""):
            some = self.periods.get(holder, set())
            ruling = [period for period in some if period[0] <= work.year <= period[1]]
            if ruling:
                since, until = max(ruling)
                return min(p[0] for p in some if p[1] == until and p[0] <= since), until, True
        return work.year - 4, work.year + 4, False

    def same_plan(self, work: Work) -> dict[int, list[Work]]:
        """The same sub kegiatan in earlier years of the same five-year plan."""
        since, until, stated = self.plan_of(work)
        found: dict[int, list[Work]] = defaultdict(list)
        for other in self.earlier(work):
            own = self.plan_of(other)
            same = own[2] == stated and (not stated or since == own[0] or until == own[1])
            if same and since <= other.year <= until:
                found[other.year].append(other)
        return found

    def unknown_years(self, work: Work) -> bool:
        """Whether a stated plan has earlier years of which there is no data at all."""
        since, _, stated = self.plan_of(work)
        return stated and any(year not in self.by_year for year in range(since, work.year))

    def is_funded(self, year: int) -> bool:
        """Whether anything has a budget in a year."""
        return any(work.budget is not None for work in self.by_year.get(year, []))

    def lacks(self, work: Work) -> bool:
        """Whether a report of a work is missing."""
        return any(q not in work.reported for q in self.owed(work))

    def serves(self, work: Work) -> list[str]:
        """Ids of the goals that all rows of the plan serve, from the sasaran up to the visi."""
        named = filter(None, (self.find_goal(row.text["sasaran"], work.year) for row in work.plan))
        chains = [self.chain(goal) for goal in named]
        return [goal for goal in chains[0] if all(goal in chain for chain in chains)] if chains else []

    def find_goal(self, text: str, year: int) -> str:
        """The sasaran that a plan names by its code or its words; empty where there is none."""
        if text in self.goals:
            return text if self.goals[text].text["jenis"] == "sasaran" else ""
        kin = [goal for goal in self.goals.values() if text and goal.text["jenis"] == "sasaran"]
        same = [goal for goal in kin if plain(goal.text["uraian"]) == plain(text)]
        best = [goal for goal in same if covers(goal, year)] or same
        return best[0].text["id"] if best else ""

    def chain(self, goal: str) -> list[str]:
        """A goal and those above it."""
        found: list[str] = []
        while goal in self.goals and goal not in found:
            found.append(goal)
            goal = self.goals[goal].text["induk"]
        return found


# --- Tables of figures, worked out anew from the folders of their address and the name of a first column


def owing(works: Iterable[Work]) -> list[Work]:
    """Works that reports are waited for from: budgeted; where none is, the planned ones once any reported."""
    some = list(works)
    funded = [work for work in some if work.budget is not None]
    planned = [work for work in some if work.plan]
    return funded or (planned if any(work.reported for work in planned) else [])


def reach_of(book: Book, works: Sequence[Work]) -> dict[int, int]:
    """The last quarter that counts in each year: reported on, and past its deadline or reported by enough."""
    found: dict[int, int] = {}
    for year, some in group(owing(works), lambda work: [work.year]).items():
        told = sorted({q for work in some for q in work.reported}, reverse=True)
        whole = add(work.budget for work in some)
        for q in told:
            part = add(work.budget for work in some if work.has_money(q))
            if q <= book.due(year) or (whole and (part or 0) * 100 >= ENOUGH * whole):
                found[year] = q
                break
        found.setdefault(year, max(told, default=0))
    return found


def promised(works: Iterable[Work], reach: Mapping[int, int]) -> Iterator[tuple[Work, Indicator, Value]]:
    """Planned indicators whose percentage is waited for, each with it; None where reports are missing."""
    for work in works:
        quarter = reach.get(work.year, 0)
        for indicator in work.planned:
            waits = indicator.is_ceiling and quarter < QUARTERS[-1]
            if waits or not indicator.is_measurable:
                continue
            percent = indicator.percent(quarter)
            if percent is not None or not indicator.is_whole(quarter):
                yield work, indicator, percent


def mean_cells(promises: Sequence[Value], newest: int) -> Cells:
    """The mean of what was promised, what it may be whatever is still missing, and what it was made of."""
    known = [percent for percent in promises if percent is not None]
    value, missing, ends = mean(known), len(promises) - len(known), [Fraction(0), Fraction(100)]
    held = (0 if value is None else value) * len(known)
    least, most = ((held + end * missing) / len(promises) if promises else None for end in ends)
    if least is not None and most is not None and value is not None:
        least, most = (min(least, value), max(most, value)) if missing else (value, value)
    return {
        "capaian": value,
        "capaian_terendah": least,
        "capaian_tertinggi": most,
        "indikator_terukur": len(known),
        "indikator_ditunggu": len(promises),
        "capaian_sampai_triwulan": newest or None,
        "capaian_di_bawah_0": sum(percent < 0 for percent in known),
        "capaian_di_atas_100": sum(percent > 100 for percent in known),
    }


def newest_quarter(works: Iterable[Work], reach: Mapping[int, int]) -> int:
    """The quarter that the newest year of some works was counted to."""
    return max(((work.year, reach.get(work.year, 0)) for work in works), default=(0, 0))[1]


def spent_share(works: Iterable[Work], quarter: int, *, of_plan: bool = False) -> Value:
    """Spent of the budget, or of the plan, where every quarter of every work has its amount; else None."""
    promised_to = [(work, work.ceiling if of_plan else work.budget) for work in works]
    funded = [(work, amount) for work, amount in promised_to if amount is not None]
    whole = add(amount for _, amount in funded)
    if whole is None or whole <= 0 or not all(work.has_money(quarter) for work, _ in funded):
        return None
    return share(add(work.spent_until(quarter) for work, _ in funded), whole)


def sum_works(book: Book, works: Sequence[Work], through: int = 0) -> Cells:
    """Budget, spending, achievement and reports of some works, up to a quarter where one is named.

    Shares count money and budget of the same works: those whose every quarter so far has its amount.
    """
    reach = {work.year: through for work in works} if through else reach_of(book, works)
    last = through or QUARTERS[-1]
    funded = [work for work in works if work.budget is not None]
    told = [work for work in funded if work.has_money(reach[work.year])]
    budget, behind = add(work.budget for work in funded), add(work.budget for work in told)
    spent = add(work.spent_until(reach[work.year]) for work in told)
    known = [(work, work.spent_until(reach[work.year]) or Fraction(0)) for work in funded]
    open_still = [
        amount if work in told or is_closed(amount) else max(work.budget or 0, amount)
        for work, amount in known
    ]
    has_budget = budget is not None and (budget > 0 or is_closed(budget))
    promises = [percent for _, _, percent in promised(owing(works), reach)]
    due = [(work, q) for work in funded for q in {*book.owed(work), *work.reported}]
    due = [(work, q) for work, q in due if q <= min(book.due(work.year), last)]
    low, high = (add(amount for _, amount in known), add(open_still)) if has_budget else (None, None)
    part = share(behind or Fraction(0), budget) if has_budget else None
    return {
        "sub_kegiatan": len(works),
        "sub_kegiatan_dianggarkan": len(funded),
        "pagu_indikatif": add(work.ceiling for work in works),
        "anggaran_murni": add(total(work.accounts, "murni") for work in works),
        "anggaran": budget,
        "realisasi": add(work.spent_until(last) for work in works),
        "penyerapan": share(spent, behind) if has_budget and (behind or 0) != 0 else None,
        "penyerapan_terendah": share(low, budget),
        "penyerapan_tertinggi": share(high, budget),
        "penyerapan_terhitung": len(told),
        "penyerapan_ditunggu": len(funded),
        "penyerapan_sampai_triwulan": newest_quarter(funded, reach) or None,
        "penyerapan_pagu_terhitung": None if part is None else min(max(part, Fraction(0)), Fraction(100)),
        "indikator": sum(len(work.planned) for work in works),
        **mean_cells(promises, newest_quarter(owing(works), reach)),
        "laporan_masuk": sum(q in work.reported for work, q in due),
        "laporan_ditunggu": len(due),
    }


def by_dimension(book: Book, parts: list[str], key: str) -> list[Cells] | None:
    """Sums by what the first column names, over the works that the address is about."""
    year = next((int(part) for part in parts if re.fullmatch(r"\d{4}", part)), 0)
    quarter = next((int(part[2]) for part in parts if re.fullmatch(r"tw\d", part)), 0)
    where, last = parts[0], parts[-1]
    if where in ("dasbor", "instansi") and not year and len(parts) == 1:
        year = max((y for y in book.by_year if where == "instansi" or book.horizon(y)), default=0)
        quarter = book.horizon(year) if where == "dasbor" else 0
    works = book.by_year.get(year, []) if year else [*book.works.values()]
    if parts[:2] == ["kinerja", "strategi"]:
        newest = max((work.year for work in works if strategies(work)), default=0)
        works = [
            work for work in works if work.year == newest and (len(parts) == 2 or last in strategies(work))
        ]
    elif parts[:2] == ["rencana", "sasaran"]:
        return goal_by_year(book, last)
    elif parts == ["rencana"]:
        return goals_in_newest_year(book)
    elif where == "rencana":
        works = [work for work in works if work.plan]
    elif len(parts) > 3 and parts[2] in ("wilayah", "urusan"):
        works = [
            w
            for w in works
            if last == (w.said("kode_wilayah") if parts[2] == "wilayah" else level(w.code, 2))
        ]
    elif any(work.agency == last for work in works) and not re.fullmatch(r"tw\d|\d{4}", last):
        works = [work for work in works if work.agency == last]
    if key == "kode_sub_kegiatan":
        return [{key: work.code, **sum_works(book, [work], quarter)} for work in works]
    if key == "sumber_dana":
        return by_source(book, works)
    keys: dict[str, Callable[[Work], list[str]]] = {
        "tahun": lambda work: [str(work.year)],
        "instansi": lambda work: [work.agency],
        "kode_program": lambda work: [level(work.code, 3)],
        "kode_bidang": lambda work: [level(work.code, 2)],
        "kode_wilayah": lambda work: [work.said("kode_wilayah")],
        "alamat": lambda work: [f"kinerja/strategi/{name}/" for name in strategies(work)],
    }
    if key not in keys:
        return None
    return [
        {
            key: name,
            **sum_works(book, some, quarter),
            **({"bendera": flags(book, some, quarter)} if where == "dasbor" else {}),
        }
        for name, some in group(works, keys[key]).items()
    ]


def flags(book: Book, works: Sequence[Work], quarter: int) -> str | Value:
    """What is raised on an agency by a quarter's end, whatever is still missing; closed with any number."""
    rows = [row for work in works for row in (*work.asked, *work.plan, *work.accounts, *work.reports)]
    if any(is_closed(value) for row in rows for value in row.number.values()):
        return CLOSED
    budget = add(work.budget for work in works)
    funded = [work for work in works if work.budget]
    sums = sum_works(book, works, quarter)
    most, told = sums["penyerapan_tertinggi"], sums["penyerapan_pagu_terhitung"]
    is_behind = (
        isinstance(most, Fraction)
        and isinstance(told, Fraction)
        and (told >= ENOUGH or sums["penyerapan_terhitung"] == sums["penyerapan_ditunggu"])
        and 25 * quarter - most > BEHIND
    )
    taken = [row for work in works for row in work.asked if row.text["hasil"] == "diakomodasi"]
    lost = [row for work in works if not work.budget for row in work.asked if row in taken]
    raised = {
        "belum melapor": [
            work for work in funded if any(q not in work.reported for q in book.owed(work) if q <= quarter)
        ],
        "serapan tertinggal": funded if is_behind else [],
        "uang mendahului fisik": [work for work in funded if (lead(work, quarter) or 0) > AHEAD],
        "melebihi pagu": [work for work in funded if (work.spent_until(quarter) or 0) > (work.budget or 0)],
        "tanpa target": [work for work in works if any(map(aimless, work.planned))],
    }
    found = [
        name
        for name, some in raised.items()
        if some and (share(add(work.budget for work in some), budget) or 0) >= WEIGHS
    ]
    found += ["usulan tanpa anggaran"] * (len(lost) * 100 >= ASKED * max(len(taken), 1))
    return "; ".join(found)


def lead(work: Work, quarter: int) -> Value:
    """Points by which a work's money is ahead of its result, told of the same quarters."""
    first = work.planned[0] if work.planned else None
    if first is None or not first.rises or not work.has_money(quarter):
        return None
    came, gone = first.percent(quarter), share(work.spent_until(quarter), work.budget)
    return None if came is None or gone is None else gone - came


def aimless(indicator: Indicator) -> bool:
    """Whether a planned indicator has nothing to reach; at most 0 is something."""
    return (
        "target" not in indicator.unsure
        and not indicator.target
        and not (indicator.falls and indicator.target is not None)
    )


def strategies(work: Work) -> list[str]:
    """The strategies that a plan names, as their addresses end."""
    texts = [text.strip().lower() for row in work.plan for text in row.text["strategi"].split(";")]
    return [*dict.fromkeys(re.sub(r"[^a-z0-9]+", "-", text).strip("-") for text in texts if text)]


def goals_in_newest_year(book: Book) -> list[Cells]:
    """Every goal in the newest year of its plan."""
    served = group(book.works.values(), lambda work: [(work.year, goal) for goal in book.serves(work)])
    newest = {
        goal: max((y for y in book.by_year if covers(row, y)), default=0) for goal, row in book.goals.items()
    }
    return [
        {"id_tujuan": goal, **sum_works(book, served.get((year, goal), []))} for goal, year in newest.items()
    ]


def goal_by_year(book: Book, goal: str) -> list[Cells]:
    """A goal in the years of its plan."""
    ruled = {year for year in book.by_year if goal in book.goals and covers(book.goals[goal], year)}
    targets = [row.whole for row in book.tables["target_lima_tahun"] if row.text["id_tujuan"] == goal]
    planned = {year for whole in targets for year in range(whole["tahun_awal"], whole["tahun_akhir"] + 1)}
    works = {year: [work for work in book.by_year[year] if goal in book.serves(work)] for year in ruled}
    return [{"tahun": str(year), **sum_works(book, works.get(year, []))} for year in ruled | planned]


def by_source(book: Book, works: list[Work]) -> list[Cells]:
    """Rows of plans and budgets by their source of funds."""
    reach = reach_of(book, works)
    plans = [(work, row) for work in works for row in work.plan]
    accounts = [(work, row) for work in works for row in work.accounts]
    found: list[Cells] = []
    for source in sorted({row.text["sumber_dana"] for _, row in (*plans, *accounts)}):
        mine = [(work, row) for work, row in plans if row.text["sumber_dana"] == source]
        budget = [(work, row) for work, row in accounts if row.text["sumber_dana"] == source]
        if add(in_force(row) for _, row in budget) is None:
            continue
        named = {(id(work), plain(row.text["indikator"])) for work, row in mine}
        planned = [(id(work), plain(indicator.name)) for work in works for indicator in work.planned]
        of_source = [
            percent
            for work, indicator, percent in promised(owing(works), reach)
            if (id(work), plain(indicator.name)) in named
        ]
        concerned = {id(work): work for work, _ in (*mine, *budget)}.values()
        found.append(
            {
                "sumber_dana": source,
                "sub_kegiatan": len(concerned),
                "sub_kegiatan_dianggarkan": sum(work.budget is not None for work in concerned),
                "pagu_indikatif": total([row for _, row in mine], "pagu_indikatif"),
                "anggaran_murni": total([row for _, row in budget], "murni"),
                "anggaran": add(in_force(row) for _, row in budget),
                "indikator": sum(key in named for key in planned),
                **mean_cells(of_source, newest_quarter(works, reach)),
            }
        )
    return found


def quarters_of_work(book: Book, parts: list[str], _: str) -> list[Cells]:
    """Result and money of one work, quarter by quarter."""
    work = book.find(parts)
    first = work.planned[0] if work.planned else None
    return [
        {
            "tahun": work.year,
            "triwulan": q,
            "target": first.target if first else None,
            "hasil_triwulan": first.quarters[q] if first else None,
            "capaian": first.percent(q) if first and q in work.reported else None,
            "batas": first.limit(q) if first and q in work.reported and first.percent(q) is None else "",
            "anggaran": work.budget,
            "belanja_triwulan": work.spent[q],
            "penyerapan": spent_share([work], q) if q in work.reported else None,
        }
        for q in range(1, book.horizon(work.year) + 1)
        if q <= book.due(work.year)
        or q in work.reported
        or work.budget is None
        or q not in book.asked(work.agency, work.year)
    ]


def account_tree(book: Book, parts: list[str], _: str) -> list[Cells]:
    """A year's whole budget by every level of its accounts; financing (6) is 6.1 less 6.2."""
    rows = [row for row in book.tables["anggaran"] if row.whole["tahun"] == int(parts[1])]
    groups = group(rows, lambda row: accounts_above(short(row.text["kode_rekening"])))

    def amount(code: str, value: Callable[[Row], Value]) -> Value:
        if code != "6":
            return add(map(value, groups.get(code, [])))
        paid = amount("6.2", value)
        return add([amount("6.1", value), None if paid is None else -paid])

    return [
        {
            "kode_rekening": code,
            "tingkat": code.count(".") + 1,
            "murni": amount(code, lambda row: row.number["murni"]),
            "berlaku": amount(code, in_force),
            "bagian": None if code[0] == "6" else share(amount(code, in_force), amount(code[0], in_force)),
        }
        for code in sorted(groups)
    ]


def follow(book: Book, rows: Sequence[Row]) -> Cells:
    """What became of proposals; each step counts those that passed all before it."""
    taken = [row for row in rows if row.text["hasil"] == "diakomodasi"]
    planned = [book.works[key] for row in taken if (key := key_of(row)) and book.works[key].plan]
    budgeted = [work for work in planned if work.budget is not None]
    worked = [work for work in budgeted if work.reported]
    answers = Counter(row.text["hasil"] for row in rows)
    return {
        "diminta": len(rows),
        "perkiraan_biaya": total(rows, "perkiraan_biaya"),
        "diterima": len(taken),
        "direncanakan": len(planned),
        "dianggarkan": len(budgeted),
        "dikerjakan": len(worked),
        "selesai": sum(map(book.is_done, worked)),
        "ditunda": answers["ditunda"],
        "ditolak": answers["ditolak"],
        "belum_diputus": len(rows) - len(taken) - answers["ditunda"] - answers["ditolak"],
    }


def asked_in(book: Book, region: str) -> list[Row]:
    """Proposals of a region that the site is about, and of those within it; of all for the empty one."""
    if book.home and not f"{region or book.home}.".startswith(f"{book.home}."):
        return []
    codes = [(row, book.today("wilayah", row.text["kode_wilayah"])) for row in book.tables["usulan"]]
    return [row for row, code in codes if not region or f"{code}.".startswith(f"{region}.")]


def proposals(book: Book, parts: list[str], key: str) -> list[Cells]:
    """Proposals: counted by year and region, one by one in a region, or counted among a region's figures."""
    if key == "id_usulan":
        rows = [row for row in asked_in(book, parts[2]) if row.text["tahun"] == parts[1]]
        return [{**row.text, **row.number} for row in rows]
    if key == "catatan":
        years = group(asked_in(book, parts[1] if parts else ""), lambda row: [row.text["tahun"]])
        flows = [(year, enumerate(follow(book, rows).values())) for year, rows in years.items()]
        return [
            {"catatan": year, "urut": at, "nilai": value} for year, values in flows for at, value in values
        ]
    groups = group(
        book.tables["usulan"],
        lambda row: [(row.text["tahun"], book.today("wilayah", row.text["kode_wilayah"]))],
    )
    return [
        {"tahun": year, "kode_wilayah": code, **follow(book, rows)} for (year, code), rows in groups.items()
    ]


def complaints(book: Book, parts: list[str], key: str) -> list[Cells]:
    """Complaints: what was there before the first quarter and is left after the last, and all between."""
    rows = [row for row in book.tables["aduan"] if len(parts) == 1 or row.text["tahun"] == parts[1]]
    found: list[Cells] = []
    for name, some in group(rows, lambda row: [row.text[key]]).items():
        quarters = group(some, lambda row: [(row.whole["tahun"], row.whole["triwulan"])])
        judged = [row for row in some if row.number["dalam_tenggat"] is not None]
        sums: dict[str, Value] = {
            "sisa_awal": total(quarters[min(quarters)], "sisa_awal"),
            "sisa_akhir": total(quarters[max(quarters)], "sisa_akhir"),
            **{name: total(some, name) for name in ("diterima", "selesai")},
            "diarsipkan": total(some, "arsip"),
        }
        within = total(judged, "dalam_tenggat")
        known = {name: value or Fraction(0) for name, value in sums.items()}
        of_judged = share(within, total(judged, "selesai"))
        found.append({key: name, **known, "dalam_tenggat": within, "bagian_dalam_tenggat": of_judged})
    return found


def packages(book: Book, parts: list[str], _: str) -> list[Cells]:
    """Procurement packages of all years, of a year, or of an agency in it."""
    year, agency = [*parts[1:], "", ""][:2]
    rows = [row for row in book.tables["pengadaan"] if year in ("", row.text["tahun"])]
    return [{**row.text, **row.number} for row in rows if agency in ("", row.text["instansi"])]


def reporting(book: Book, _: list[str], __: str) -> list[Cells]:
    """Who reported which quarter."""
    agencies = group(book.works.values(), lambda work: [work.agency])
    listed = [row.text["slug"] for row in book.tables["instansi"] if row.text["jenis"] != "pusat"]
    agencies |= {slug: [] for slug in listed if slug not in agencies}
    found: list[Cells] = []
    for agency, year, q in itertools.product(agencies, book.by_year, QUARTERS):
        waited = [work for work in agencies[agency] if work.year == year and work.budget is not None]
        told = [work for work in waited if q in work.reported]
        waited = waited if q in book.asked(agency, year) else told
        rows = [row for work in told for row in work.reports if row.whole["triwulan"] == q]
        days = [row.text["tanggal_lapor"] for row in rows]
        if q > book.horizon(year):
            continue
        late = any(day > book.deadlines[str(year)][q - 1] for day in days)
        missing = ("sebagian" if told else "belum dilaporkan") if q <= book.due(year) else "belum waktunya"
        state = missing if len(told) < len(waited) else "terlambat" if late else "tepat waktu"
        found.append(
            {
                "instansi": agency,
                "tahun": year,
                "triwulan": q,
                "keadaan_laporan": state if waited else "tidak berlaku",
                "sub_kegiatan_melapor": len(told),
                "sub_kegiatan_ditunggu": len(waited),
                "tanggal_lapor": max(days, default=""),
            }
        )
    return found


def money_of(book: Book, work: Work, quarter: int) -> dict[str, Value]:
    """A work's rupiah in a form; the earlier years of the same five-year plan count."""
    renstra, past = book.renstra_money(work), [w for some in book.same_plan(work).values() for w in some]
    has_target = renstra is not None or any(book.renstra_money(other) is not None for other in past)
    before = add(other.spent_until(4) for other in past) if has_target else None
    actual = work.spent_until(quarter)
    return {
        "target_renstra": renstra,
        "realisasi_renstra_lalu": before,
        "target_renja": work.budget if book.is_funded(work.year) else work.ceiling,
        **{f"realisasi_tw{q}": work.spent[q] if q <= quarter else None for q in QUARTERS},
        "realisasi_renja": actual,
        "realisasi_renstra": add((before, actual)) if has_target else None,
    }


class Past:
    """An indicator in the earlier years of the same five-year plan."""

    def __init__(self, book: Book, work: Work, indicator: Indicator) -> None:
        self.how, self.every = indicator.how, indicator.how in ("jumlah", "maks")
        self.told, self.before = dict[int, Value](), dict[int, list[Indicator]]()
        self.has_target = book.renstra_target(work, indicator) is not None
        self.whole, self.other_unit, unsure = not book.unknown_years(work), set[int](), set[int]()
        for year, works in book.same_plan(work).items():
            pairs = [(w, i) for w in works for i in w.indicators if plain(i.name) == plain(indicator.name)]
            self.before[year] = [i for _, i in pairs]
            targets = [target for w, i in pairs if (target := book.renstra_target(w, i)) is not None]
            self.has_target |= bool(targets) and (pairs[0][1].how == "jumlah" or len(set(targets)) == 1)
            values = [value for _, i in pairs if (value := i.until(4)) is not None]
            if any(i.unit != indicator.unit for _, i in pairs):
                self.other_unit.add(year)
            elif values and (self.every or len(set(values)) == 1):
                self.told[year] = together(values, self.how if self.every else "akhir")
            elif values:
                unsure.add(year)
            silent = not values or (self.every and any(book.lacks(w) for w, _ in pairs))
            self.whole = self.whole and not (pairs and silent) and year not in self.other_unit | unsure
        self.unsure = unsure
        self.over = book.plan_of(work)[1:] == (work.year, True) and self.whole
        self.counts = self.has_target and not (self.every and self.other_unit)

    def until(self, year: int) -> Value:
        """The results up to a year, put together."""
        told = sorted(y for y in self.told if y <= year)
        sure = self.every or max((y for y in self.unsure if y <= year), default=0) <= max(told, default=0)
        return self._put(self.told[y] for y in told) if self.counts and sure else None

    def with_now(self, now: Value) -> Value:
        """All earlier years with what came, or is to come, in the year itself."""
        return self._put((self.until(9999), now)) if self.counts else None

    def _put(self, values: Iterable[Value]) -> Value:
        return together(values, self.how if self.every else "akhir")


def results_of(book: Book, work: Work, indicator: Indicator, quarter: int) -> dict[str, Value]:
    """An indicator's results in a form; the earlier years of the same five-year plan count."""
    renstra, actual, past = (
        book.renstra_target(work, indicator),
        indicator.until(quarter),
        Past(book, work, indicator),
    )
    since = past.with_now(actual)
    ready = past.counts and (not indicator.is_ceiling or (past.over and len(indicator.told(quarter)) == 4))
    return {
        "target_renstra": renstra,
        "realisasi_renstra_lalu": past.until(9999),
        "target_renja": indicator.target,
        **{f"realisasi_tw{q}": indicator.quarters[q] if q <= quarter else None for q in QUARTERS},
        "realisasi_renja": actual,
        "realisasi_renstra": since,
        "capaian_renstra": achieve(indicator.rumus, renstra, since) if ready else None,
        "capaian_renja": indicator.percent(quarter),
    }


def renstra_form(book: Book, parts: list[str], _: str) -> list[Cells]:
    """Table T-C.29 of an agency: a row for each level and planned indicator of every year with a plan."""
    works = [work for work in book.works.values() if work.agency == parts[2]]
    found: list[Cells] = []
    for year, some in group(works, lambda work: [work.year]).items():
        heads = {"program": 3, "kegiatan": 5} if any(work.plan for work in some) else {}
        names = [
            (kind, code) for kind, depth in heads.items() for code in {level(w.code, depth) for w in some}
        ]
        rows: list[Cells] = [{"tingkat": kind, "kode": code, "indikator": ""} for kind, code in names]
        rows += [
            {
                "tingkat": "sub kegiatan",
                "kode": work.code,
                "indikator": indicator.name,
                **foreseen(book, work, indicator),
            }
            for work in some
            for indicator in work.planned
        ]
        found += [{"tahun_berjalan": year, "instansi": parts[2], **row} for row in rows]
    return found


def foreseen(book: Book, work: Work, indicator: Indicator) -> dict[str, Value]:
    """Columns 4 to 11 of T-C.29, and what was reported so far; the work's year is the running one, n-1."""
    past, renstra, now = Past(book, work, indicator), book.renstra_target(work, indicator), indicator.until(4)
    year = work.year - 1
    last = past.before.get(year, []) if past.has_target and year not in past.other_unit else []
    targets = [other.target for other in last if other.target is not None]
    common = targets[0] if len(set(targets)) == 1 else None
    estimate = None if indicator.target is None else past.with_now(indicator.target)
    since, four = past.with_now(now), len(indicator.told(4)) == 4
    ready = [past.counts and (not indicator.is_ceiling or (past.over and whole)) for whole in (True, four)]
    return {
        "target_renstra": renstra,
        "realisasi_sampai_n3": past.until(year - 1),
        "target_renja_n2": add(targets) if indicator.how == "jumlah" else common,
        "realisasi_renja_n2": past.told.get(year) if past.has_target else None,
        "tingkat_realisasi_n2": last[0].percent(max(last[0].told(4), default=0)) if len(last) == 1 else None,
        "target_renja_n1": indicator.target,
        "perkiraan_sampai_n1": estimate,
        "capaian_renstra": achieve(indicator.rumus, renstra, estimate) if ready[0] else None,
        "realisasi_sampai_n1": since,
        "capaian_dilaporkan": achieve(indicator.rumus, renstra, since) if ready[1] else None,
    }


def performance(book: Book, parts: list[str], key: str) -> list[Cells]:
    """Indicators of the region, year by year: as stated for the year, else its quarters put together."""
    chosen = [row.text for row in book.tables["indikator"] if parts[1:] in ([], [row.text["id_indikator"]])]
    found: list[Cells] = []
    for text in {text["id_indikator"]: text for text in chosen}.values():
        rows = [row for row in book.tables["capaian"] if row.text["kode_wilayah"] == book.home]
        rows = [row for row in rows if row.text["id_indikator"] == text["id_indikator"]]
        for year, some in group(rows, lambda row: [row.whole["tahun"]]).items():
            by_quarter = {row.whole["triwulan"]: row.number for row in some}
            stated = by_quarter.pop(0, {"target": None, "realisasi": None})
            told = {q: n["realisasi"] for q, n in sorted(by_quarter.items()) if n["realisasi"] is not None}
            actual, last, ended = stated["realisasi"], 0, str(year) < book.day[:4]
            if actual is None:
                actual, last, ended = (
                    together(told.values(), text["agregasi"]),
                    max(told, default=0),
                    len(told) == 4,
                )
            fills = text["arah"] == "turun" and text["agregasi"] in ("jumlah", "maks")
            percent = achieve(text["rumus"], stated["target"], actual) if ended or not fills else None
            found.append(
                {
                    **({"id_indikator": text["id_indikator"]} if key != "tahun" else {}),
                    "tahun": year,
                    "target": stated["target"],
                    "hasil": actual,
                    "capaian": percent,
                    "predikat": judge(percent) if last in (0, 4) else "",
                    "sampai_triwulan": last if last not in (0, 4) else None,
                }
            )
    return found


def goal_targets(book: Book, parts: list[str], _: str) -> list[Cells]:
    """A goal's indicators in each year of their plans; results of their own, else those measured."""
    measured = group(book.tables["capaian"], lambda row: [row.text["id_indikator"]])
    rows = [row for row in book.tables["target_lima_tahun"] if row.text["id_tujuan"] == parts[2]]
    rows = [row for row in rows if not row.text["kode_sub_kegiatan"]]
    found: list[Cells] = []
    for (_, since, until), some in group(
        rows, lambda row: [(plain(row.text["indikator"]), row.whole["tahun_awal"], row.whole["tahun_akhir"])]
    ).items():
        name, own = some[0].text["indikator"], by_year(some, "realisasi")
        whole = [row for row in measured.get(name, []) if not row.whole["triwulan"]]
        whole = [row for row in whole if row.text["kode_wilayah"] in ("", book.home)]
        came, targets = {**by_year(reversed(whole), "realisasi"), **own}, by_year(some, "target")
        names: Cells = {"id_tujuan": parts[2], "id_indikator": name}
        found += [
            {"tahun": year, **names, "target": targets.get(year), "hasil": came.get(year)}
            for year in range(since, until + 1)
        ]
    return found


def indices(book: Book, parts: list[str], _: str) -> list[Cells]:
    """Indices that others judged the region by, of all kinds or of one."""
    rows = [row for row in book.tables["indeks"] if parts[2:] in ([], [row.text["indeks"]])]
    return [{**row.text, **row.number} for row in rows]


def form(book: Book, parts: list[str], _: str) -> list[Cells]:
    """The form of an agency or of the region: money over all levels, results at the lowest."""
    year, quarter, agency = int(parts[1]), int(parts[2][2]), [*parts, ""][3]
    works = [work for work in book.by_year.get(year, []) if agency in ("", work.agency)]
    levels = {"urusan": 1, "bidang urusan": 2, "program": 3, "kegiatan": 5}
    money = {id(work): money_of(book, work, quarter) for work in works}
    of_plan = not book.is_funded(year)
    found: list[Cells] = []

    def put(
        kind: str, code: str, some: list[Work], came: Indicator | None, *, with_money: bool = True
    ) -> None:
        results = results_of(book, some[0], came, quarter) if came else {}
        amounts: dict[str, Value] = {}
        if with_money and some:
            amounts = {name: add(money[id(work)][name] for work in some) for name in money[id(some[0])]}
            amounts["capaian_renstra"] = share(amounts["realisasi_renstra"], amounts["target_renstra"])
            amounts["capaian_renja"] = spent_share(some, quarter, of_plan=of_plan)
        row: Cells = {"tingkat": kind, "kode": code, "tahun": year, "triwulan": quarter, "predikat": ""}
        row |= {"instansi": some[0].agency if kind == "sub kegiatan" else agency, "indikator": ""}
        if came:
            row["indikator"] = came.name
            row["predikat"] = judge(results["capaian_renja"]) if quarter == QUARTERS[-1] else ""
        for name in FORM_COLUMNS:
            column = name if agency else name.replace("renstra", "rpjmd").replace("renja", "rkpd")
            row |= {f"{column}_k": results.get(name), f"{column}_rp": amounts.get(name)}
        found.append(row)

    for kind, depth in levels.items():
        for code, some in group(works, lambda work: [level(work.code, depth)]).items():  # noqa: B023
            if not agency or depth > 2:
                put(kind, code, some, None)
    put("jumlah", "", works, None)
    for work in works:
        for at, indicator in enumerate(work.planned or [None]):
            put("sub kegiatan", work.code, [work], indicator, with_money=not at)
    return found


# --- Comparing

Expect = Callable[[Book, list[str], str], "list[Cells] | None"]
TABLES: dict[str, tuple[str, str, Expect]] = {
    "tahun,triwulan,indikator,satuan,target,": ("alur", "tahun triwulan", quarters_of_work),
    "kode_rekening,nama_rekening,tingkat,": ("rekening", "kode_rekening", account_tree),
    "tahun,kode_wilayah,nama,diminta,": ("usulan", "tahun kode_wilayah", proposals),
    "id_usulan,": ("usulan", "id_usulan", proposals),
    "angka,nilai,satuan,catatan,": ("wilayah", "catatan urut", proposals),
    "tahun,id_pengadaan,": ("pengadaan", "tahun id_pengadaan", packages),
    "tahun,sisa_awal,": ("aduan", "tahun", complaints),
    "instansi,nama,sisa_awal,": ("aduan", "instansi", complaints),
    "instansi,nama,tahun,triwulan,keadaan_laporan,": ("kepatuhan", "instansi tahun triwulan", reporting),
    "tahun,triwulan,instansi,no,sasaran,kode,": ("formulir", "tingkat kode instansi indikator", form),
    "tahun_berjalan,instansi,kode,tingkat,": (
        "T-C.29",
        "tahun_berjalan tingkat kode indikator",
        renstra_form,
    ),
    "id_indikator,nama,tahun,target,hasil,": ("kinerja", "id_indikator tahun", performance),
    "tahun,target,hasil,capaian,predikat,": ("kinerja", "tahun", performance),
    "tahun,id_tujuan,id_indikator,": ("sasaran", "tahun id_indikator", goal_targets),
    "indeks,nama,tahun,nilai,target,": ("indeks", "indeks tahun", indices),
}
"""How tables begin; their kind, the columns that name a row, and who works them out."""
NO_FIGURES = {
    *("nama", "keterangan", "status_data", "no", "sasaran", "program_kegiatan", "satuan", "penanggung_jawab"),
    *("urut", "angka", "catatan", "dataset", "nama_rekening", "indikator"),
}


def pages_of_works(book: Book, name: str) -> list[str]:
    """Pages that must have rows in a table by its name, as far as works alone tell it."""
    found = re.search(r"([a-z-]+)-(\d{4})\.csv$", name)
    some = book.by_year.get(int(found[2]), []) if found else []
    if found is None or found[1] not in ("alur", "per-sub-kegiatan", "per-instansi"):
        return []
    if found[1] == "alur":
        return [f"alur/{work.year}/{work.agency}/{work.code}/" for work in some]
    tails = {f"{work.agency}/" if found[1] == "per-sub-kegiatan" else "" for work in some}
    return [f"anggaran/{found[2]}/{tail}" for tail in sorted(tails)]


class Recount:
    """What was compared, and what came of it."""

    def __init__(self, book: Book, words: dict[str, str]) -> None:
        self.book, self.words = book, words
        self.differences: list[str] = []
        self.checked, self.closed = Counter[str](), Counter[str]()
        self.left = Counter[tuple[str, str]]()
        self.unpublished: list[tuple[str, str]] = []

    def tell(self, word: str, *details: object) -> None:
        """Note a difference."""
        self.differences.append(self.words[word].format(*details))

    def read(self, name: str, text: str) -> None:
        """Compare one published table of figures, those of pages by the page that each row names."""
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        header = ",".join(next(csv.reader(io.StringIO(text, newline="")), []))
        of_form = re.fullmatch(r"evaluasi/(\d{4})/e\d\d(?:/(.+))?\.csv", name)
        if of_form:
            year, agency = int(of_form[1]), f"{of_form[2]}/" if of_form[2] else ""
            quarters = group(rows, lambda row: [int(row["triwulan"]) if row["triwulan"].isdecimal() else 0])
            for quarter in sorted({*range(1, self.book.horizon(year) + 1), *quarters}):
                self._read_part(f"evaluasi/{year}/tw{quarter}/{agency}", header, quarters.get(quarter, []))
            return
        if not header.startswith("halaman,"):
            self._read_part(name.removesuffix(".csv") + "/", header, rows)
            return
        parts = group(rows, lambda row: [row.pop("halaman")])
        for page in dict.fromkeys([*pages_of_works(self.book, name), *parts]):
            if page and not page.endswith("/"):
                self.tell("surplus", name, page)
            else:
                self._read_part(page, header.removeprefix("halaman,"), parts.get(page, []))

    def _read_part(self, name: str, header: str, rows: list[dict[str, str]]) -> None:
        kind, keys, expect = next(
            (table for start, table in TABLES.items() if header.startswith(start)), ("", "", None)
        )
        first = header.partition(",")[0]
        if "anggaran_murni" in header and expect is None:
            kind, keys, expect = f"menurut {first}", first, by_dimension
        if keys.startswith("catatan"):
            rows = self._of_proposals(rows)
        expected = expect(self.book, name.split("/")[:-1], keys.split()[0]) if expect else None
        if expected is None:
            for row in rows:
                self._leave(kind or f"{','.join(header.split(',')[:3])} …", row)
            return
        mine, theirs = by_key(expected, keys.split()), by_key(rows, keys.split())
        for key in dict.fromkeys([*mine, *theirs]):
            ours, others = mine.get(key, []), theirs.get(key, [])
            for left, right in zip(ours, others, strict=False):
                self._compare(name, kind, " ".join(key).strip() or "-", left, right)
            for _ in range(abs(len(ours) - len(others))):
                self.tell(
                    "lacking" if len(ours) > len(others) else "surplus", name, " ".join(key).strip() or "-"
                )

    def _of_proposals(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        """Those of a region's figures that count proposals, numbered within their year."""
        seen, found = Counter[str](), []
        asked = {row.dataset for row in self.book.tables["usulan"]}
        for row in rows:
            year = row["catatan"][-4:]
            if row["dataset"].split("; ")[0] in asked and re.fullmatch(r"\D+\d{4}", row["catatan"]):
                found.append({**row, "catatan": year, "urut": str(seen[year])})
                seen[year] += 1
            else:
                self.left["wilayah", row["angka"]] += 1
        return found

    def _leave(self, kind: str, row: dict[str, str]) -> None:
        self.left.update((kind, column) for column, text in row.items() if text and column not in NO_FIGURES)

    def _compare(self, name: str, kind: str, key: str, mine: Cells, row: Cells) -> None:
        self._leave(kind, {column: str(text) for column, text in row.items() if column not in mine})
        for column in row.keys() & mine.keys() - NO_FIGURES:
            value, text = mine[column], str(row[column])
            if is_closed(value):
                self.closed[name] += 1
                continue
            self.checked[kind] += 1
            if not agrees(value, text, 4 if kind in ("formulir", "T-C.29") else 10):
                blank = self.words["none"]
                self.tell("differs", name, key, column, text or blank, show(value) or blank)


def by_key(rows: Iterable[Mapping[str, object]], keys: list[str]) -> dict[tuple[str, ...], list[Cells]]:
    """Rows by the columns that name them."""
    return group([dict(row) for row in rows], lambda row: [tuple(show(row.get(key)) for key in keys)])  # type: ignore[arg-type]


def rounded(value: Fraction, places: int) -> Fraction:
    """To so many decimals, halves away from zero."""
    whole = (abs(value) * 10**places * 2 + 1) // 2
    return Fraction(int(whole if value >= 0 else -whole), 10**places)


def agrees(value: object, text: str, places: int) -> bool:
    """Whether a published text says the value, exactly or rounded to so many decimals."""
    if isinstance(value, str) or value is None:
        return text.removeprefix("'") == (value or "").removeprefix("'")
    try:
        published = Fraction(Decimal(text))
    except (InvalidOperation, ValueError, OverflowError):
        return False
    exact = value if isinstance(value, Fraction) else Fraction(str(value))
    return published in (exact, rounded(exact, places))


def show(value: object) -> str:
    """A value as the published tables write it."""
    if isinstance(value, Fraction):
        short = rounded(value, 10)
        return f"{Decimal(short.numerator) / short.denominator:f}"
    return "" if value is None else str(value).removeprefix("'")


def run(target: str, words: dict[str, str], *, singly: bool, tell: Callable[[str], None]) -> Recount:
    """Everything published, compared. OSError, ValueError, KeyError or TypeError where it cannot be read."""
    site = Site(target, singly=singly, tell=lambda name: tell(words["progress"].format(name)))
    catalog: Catalog = json.loads(site.read("data/katalog.json"))
    tables, unpublished = read_tables(site, [entry["dataset"] for entry in catalog["dataset"]])
    done = Recount(Book(tables, catalog), words)
    for at, name in enumerate(site.names):
        if at % 1000 == 0:
            tell(words["counting"].format(at, len(site.names)))
        try:
            done.read(name, site.read_figures(name))
        except OSError:
            done.tell("gone", name)
    for name in site.broken:
        done.tell("packed", name)
    done.unpublished = unpublished
    return done


def report(done: Recount, limit: int = 500) -> Iterator[str]:
    """The answer, line by line."""
    words = done.words
    yield from done.differences[:limit]
    if len(done.differences) > limit:
        yield words["more"].format(len(done.differences) - limit)
    yield from (words["column"].format(*pair) for pair in done.unpublished)
    yield from (words["closed"].format(*pair) for pair in done.closed.items())
    yield words["checked"].format(sum(done.checked.values()))
    yield from (f"  {kind}: {number}" for kind, number in sorted(done.checked.items()))
    yield words["left"].format(sum(done.left.values()))
    for kind, some in group(sorted(done.left.items()), lambda pair: [pair[0][0]]).items():
        yield f"  {kind}: " + ", ".join(f"{column} {number}" for (_, column), number in some)
    yield words["end"].format(len(done.differences), sum(done.checked.values()), sum(done.closed.values()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it: 0 nothing differs, 1 something does, 2 nothing to read."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = dict(itertools.pairwise(given)).get("--lang", "en" if "--lang=en" in given else "id")
    words = {name: texts[LANGUAGES.get(asked, 0)] for name, texts in WORDS.items()}
    parser = argparse.ArgumentParser(prog="hitung_ulang.py")
    parser.add_argument("target", metavar="ALAMAT|FOLDER", help=words["usage"])
    parser.add_argument("--lang", choices=[*LANGUAGES], default="id")
    parser.add_argument("--singly", action="store_true", help=words["singly"])
    options = parser.parse_args(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        done = run(
            options.target, words, singly=options.singly, tell=lambda line: print(line, file=sys.stderr)
        )
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        EOFError,
        tarfile.TarError,
        zipfile.BadZipFile,
    ) as fault:
        print(words["unreadable"].format(options.target, fault), file=sys.stderr)
        return 2
    print(*report(done), sep="\n")
    return 1 if done.differences else 0


if __name__ == "__main__":
    sys.exit(main())
