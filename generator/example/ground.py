"""What all tables of the example stand on: the same agencies, plans and budget for every record type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from example.as_of import YEARS
from example.budgets import make_budget_rows
from example.material import Material
from example.plans import Plan, make_plans


@dataclass(frozen=True)
class Ground:
    """The material, and what was planned and budgeted with it in `YEARS`. Made once for all tables."""

    material: Material
    wilayah: str
    per_year: int

    @cached_property
    def plans(self) -> list[Plan]:
        """Every sub kegiatan of every year."""
        return list(make_plans(self.material, YEARS, self.per_year))

    @cached_property
    def budget(self) -> list[dict[str, object]]:
        """Budget rows of those plans, revenue and financing."""
        return make_budget_rows(self.material, self.plans)
