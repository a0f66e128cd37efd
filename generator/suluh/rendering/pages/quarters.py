"""Quarters of a year as people write them."""

from __future__ import annotations

ROMAN = ("I", "II", "III", "IV")


def show_quarter(year: int, quarter: int) -> str:
    """`TW II 2025`."""
    return f"TW {ROMAN[quarter - 1]} {year}"
