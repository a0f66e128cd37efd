"""Quarters as forms and people number them."""

from __future__ import annotations

ROMAN = ("I", "II", "III", "IV")
