"""The made-up indicators, what came of them in five years, and the grades of institutions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from example.dice import Dice
from example.material import Material, Row
from example.results import LAST
from suluh.reading.ladders import judge, ladder_in_force

YEARS = (2021, 2022, 2023, 2024, 2025)
QUARTERLY = ("jumlah", "rata")

_GRADES = {
    "sakip": ("61.2", "63.85", "66.4", "69.9", "70", "71.32"),
    "spbe": ("2.1", "2.44", "2.68", "2.95", "3.12", "3.31"),
    "ikm": ("79.4", "80.12", "81.6", "83.05", "84.4", "88.3"),
    "ipkd": ("52.1", "55.7", "58.2", "60.9", "63.3", ""),
    "keterbukaan": ("58.5", "66.2", "71", "79.4", "83.6", ""),
    "reformasi_birokrasi": ("51.3", "54.8", "58.9", "61.7", "64.2", ""),
}
_FIRST_GRADE = 2019
_ASSESSORS = {
    "ikm": "Pemerintah daerah",
    "ipkd": "Kemendagri",
    "keterbukaan": "Komisi Informasi",
}


def make_indicator_rows(material: Material) -> list[dict[str, object]]:
    """Rows of the table `indikator`."""
    return [
        {
            "id_indikator": one["id"],
            "nama": one["nama"],
            "konsep": one["konsep"],
            "definisi": f"{one['definisi']}.",
            "interpretasi": "Makin kecil makin baik."
            if one["arah"] == "turun"
            else "Makin besar makin baik.",
            "metode_perhitungan": ""
            if Dice("metode", one["id"]).happens(20)
            else "Contoh: dihitung dari catatan instansi.",
            "ukuran": "Persentase" if one["satuan"] == "%" else "Jumlah atau rata-rata",
            "satuan": one["satuan"],
            "klasifikasi_penyajian": "Menurut tahun",
            "arah": one["arah"],
            "rumus": one["rumus"],
            "agregasi": one["agregasi"],
            "instansi": one["instansi"],
            "topik": one["topik"],
            "sumber_data": "Contoh yang dibuat dengan skrip",
        }
        for one in material.performances
    ]


def make_achievement_rows(material: Material, wilayah: str) -> list[dict[str, object]]:
    """Rows of the table `capaian`: years, and for counts the quarters of the newest."""
    return [row for one in material.performances for row in _rows_of(one, wilayah)]


def _rows_of(one: Row, wilayah: str) -> Iterator[dict[str, object]]:
    start, end = Decimal(one["awal"]), Decimal(one["akhir"])
    digits = Decimal("0.01") if abs(end - start) < 3 else Decimal("0.1") if start < 1000 else Decimal(1)
    whole = one["satuan"] in ("orang", "anak", "kejadian", "kunjungan")
    digits = Decimal(1) if whole else digits
    loose = Dice("longgar", one["id"]).happens(7)
    for place, year in enumerate(YEARS):
        dice = Dice("capaian", one["id"], year)
        target = (start + (end - start) * (place + 1) / len(YEARS)).quantize(digits)
        if loose and year == YEARS[3]:
            target = (start + (end - start) * place / len(YEARS) / 2).quantize(digits)
        reached = Decimal(str(round(dice.between(0.55, 1.18), 3)))
        actual = (start + (end - start) * (place + 1) / len(YEARS) * reached).quantize(digits)
        silent = dice.happens(5)
        open_year = year == LAST[0]
        row = {
            "tahun": year,
            "triwulan": 0,
            "id_indikator": one["id"],
            "kode_wilayah": wilayah,
            "target": target,
            "realisasi": "" if open_year or silent else max(actual, Decimal(0)),
            "keterangan": "Angka sementara" if year == LAST[0] - 1 and dice.happens(12) else "",
        }
        yield row
        if open_year and one["agregasi"] in QUARTERLY and not silent:
            for quarter in range(1, LAST[1] + 1):
                share = Decimal("0.25") if one["agregasi"] == "jumlah" else Decimal(1)
                part = Decimal(str(round(dice.between(0.8, 1.1), 3)))
                yield {
                    **row,
                    "triwulan": quarter,
                    "target": "",
                    "realisasi": (actual * share * part).quantize(digits),
                    "keterangan": "",
                }


def make_grade_rows() -> list[dict[str, object]]:
    """Rows of the table `indeks`; a year without a grade is there and says nothing."""
    rows: list[dict[str, object]] = []
    for code, values in _GRADES.items():
        for place, value in enumerate(values):
            year = _FIRST_GRADE + place
            ladder = ladder_in_force(year, code)
            missing = not value or Dice("indeks", code, year).happens(4)
            rows.append(
                {
                    "tahun": year,
                    "indeks": code,
                    "nilai": "" if missing else value,
                    "target": "" if place < 2 else str(Decimal(value or values[place - 1]) + Decimal("0.5")),
                    "predikat": "" if missing else judge(ladder, Fraction(value)),
                    "penilai": _ASSESSORS.get(code, "KemenPANRB"),
                    "sumber": "" if missing else "Contoh hasil penilaian",
                }
            )
    return rows
