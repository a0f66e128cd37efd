"""The made-up indicators, what came of them in five years, and the grades of institutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from example.as_of import LAST
from example.dice import Dice
from example.material import Material, Row
from suluh.reading.ladders import judge, ladder_in_force

YEARS = (2021, 2022, 2023, 2024, 2025)
QUARTERLY = ("jumlah", "rata")

_GRADES = {
    "sakip": ("61.2", "63.85", "66.4", "69.9", "70", "71.32", "72.4"),
    "spbe": ("2.1", "2.44", "2.68", "2.95", "3.12", "3.31", "3.42"),
    "ikm": ("79.4", "80.12", "81.6", "83.05", "84.4", "88.3", "88.61"),
    "ipkd": ("52.1", "55.7", "58.2", "60.9", "63.3", "64.9", ""),
    "keterbukaan": ("58.5", "66.2", "71", "79.4", "83.6", "82.7", "88.15"),
    "reformasi_birokrasi": ("51.3", "54.8", "58.9", "61.7", "64.2", "66.8", ""),
}
_FIRST_GRADE = 2019
_HEALED = {("ipkd", 2024), ("keterbukaan", 2024), ("reformasi_birokrasi", 2024)}
"""Grades that came after the first edition: their targets were set before and stay."""
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
    """Rows of the table `capaian`: years, and for counts the quarters of the newest.

    A month after the newest year has ended its figures are there for most indicators, not yet final.
    """
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
        newest = year == LAST[0]
        quarters = _quarters_of(one, actual, digits, dice) if newest and not silent else {}
        if newest:
            actual = _put_together(one, actual, quarters)
            silent = silent or Dice("lkjip", one["id"]).happens(25)
        provisional = _is_provisional(year, dice) and not (newest and silent)
        row: dict[str, object] = {
            "tahun": year,
            "triwulan": 0,
            "id_indikator": one["id"],
            "kode_wilayah": wilayah,
            "target": target,
            "realisasi": "" if silent else max(actual, Decimal(0)),
            "keterangan": "Angka sementara" if provisional else "",
        }
        yield row
        for quarter, value in quarters.items():
            yield {**row, "triwulan": quarter, "target": "", "realisasi": value, "keterangan": ""}


def _quarters_of(one: Row, actual: Decimal, digits: Decimal, dice: Dice) -> dict[int, Decimal]:
    """Figures of the quarters that were told, where the indicator is counted by quarters."""
    if one["agregasi"] not in QUARTERLY:
        return {}
    share = Decimal("0.25") if one["agregasi"] == "jumlah" else Decimal(1)
    parts = {number: Decimal(str(round(dice.between(0.8, 1.1), 3))) for number in range(1, LAST[1] + 1)}
    return {number: (actual * share * part).quantize(digits) for number, part in parts.items()}


def _put_together(one: Row, actual: Decimal, quarters: Mapping[int, Decimal]) -> Decimal:
    """The year's figure that its quarters amount to, or `actual` where it is not counted by quarters."""
    if not quarters:
        return actual
    whole = sum(quarters.values(), Decimal(0))
    return whole if one["agregasi"] == "jumlah" else (whole / len(quarters)).quantize(actual)


def _is_provisional(year: int, dice: Dice) -> bool:
    """Whether the year's figure may still be mended: one in eight of the year before, all of the newest."""
    return year == LAST[0] or (year == LAST[0] - 1 and dice.happens(12))


def make_grade_rows() -> list[dict[str, object]]:
    """Rows of the table `indeks`; a year without a grade is there and says nothing."""
    rows: list[dict[str, object]] = []
    for code, values in _GRADES.items():
        for place, value in enumerate(values):
            year = _FIRST_GRADE + place
            ladder = ladder_in_force(year, code)
            near = value if value and (code, year) not in _HEALED else values[place - 1]
            missing = not value or Dice("indeks", code, year).happens(4)
            rows.append(
                {
                    "tahun": year,
                    "indeks": code,
                    "nilai": "" if missing else value,
                    "target": "" if place < 2 else str(Decimal(near) + Decimal("0.5")),
                    "predikat": "" if missing else judge(ladder, Fraction(value)),
                    "penilai": _ASSESSORS.get(code, "KemenPANRB"),
                    "sumber": "" if missing else "Contoh hasil penilaian",
                }
            )
    return rows
