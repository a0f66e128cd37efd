"""Regions of Indonesia by their Kemendagri code (dotted): 74, 74.72, 74.72.01, 74.72.01.1007."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

NATION = "0"
"""The code of the whole country, as the government's lists of money have it; no list of regions has it."""


REGION_LEVELS = ("provinsi", "kabupaten_kota", "kecamatan", "desa_kelurahan")
"""Words of a descriptor's or the settings' `tingkat_wilayah`, from level 1 to 4."""


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `nama` is the official name; kabupaten and kota carry their kind in it."""

    kode: str
    nama: str

    @property
    def level(self) -> int:
        """0 the nation, 1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan."""
        return self.kode.count(".") + 1 if self.kode != NATION else 0

    @property
    def drawn_level(self) -> int:
        """The level of the parts on its map: kabupaten and kota, or the smallest within one of these."""
        return 2 if self.level < 2 else 4

    @property
    def parent_code(self) -> str:
        """Code of the region it is part of; empty for a province."""
        return self.kode.rpartition(".")[0]

    @property
    def kind(self) -> str:
        """Its kind in official words, lower case: provinsi, kabupaten, kota, distrik and others."""
        if self.level < 2:
            return "provinsi" if self.level else "negara"
        if self.level == 2:
            return "kota" if int(self.kode[3:5]) >= 71 else "kabupaten"
        if self.level == 3:
            return "distrik" if self.kode[0] == "9" else "kecamatan"
        return {"1": "kelurahan", "2": "desa", "3": "desa adat"}.get(self.kode.rpartition(".")[2][0], "desa")

    @property
    def full_name(self) -> str:
        """Name with its kind, as a heading has it: `Kelurahan Katobengke`, `Kota Bau Bau`."""
        if self.level in (0, 2):
            return self.nama
        return f"{self.kind.title()} {self.nama}"


@dataclass(frozen=True, slots=True)
class FormerRegion:
    """A region whose code is no longer in force; the years name the lists that had it first and last."""

    kode: str
    nama: str
    daftar_pertama: str
    daftar_terakhir: str


class Regions(Mapping[str, Region]):
    """All regions by code, in code order, with their tree; held as names by code.

    `NATION` can be asked for, and is what the provinces lie in; it is not counted and not listed.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self._made = {NATION: Region(NATION, "Indonesia")}
        self._children: dict[str, tuple[Region, ...]] = {}
        self._down_to: dict[int, Regions] = {}
        self._within: dict[str, tuple[Region, ...]] = {}
        self._kinds: dict[str, Mapping[tuple[int, str], int]] = {}

    def __getitem__(self, kode: str) -> Region:
        region = self._made.get(kode)
        if region is None:
            region = self._made[kode] = Region(kode, self.names[kode])
        return region

    def __contains__(self, kode: object) -> bool:
        return kode in self.names or kode == NATION

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code, to look in for many."""
        return frozenset(self.names)

    @cached_property
    def keys_of_rows(self) -> frozenset[tuple[str, ...]]:
        """Every code as a foreign key of one column has it."""
        return frozenset((kode,) for kode in self.names)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.names)

    def children(self, kode: str) -> tuple[Region, ...]:
        """The regions directly within `kode`, by code; the nation's, or those of `""`, are the provinces."""
        found = self._children.get(kode)
        if found is None:
            found = self._children[kode] = tuple(self[code] for code in self._codes_in(kode))
        return found

    def _codes_in(self, kode: str) -> list[str]:
        """Codes directly within one: they stand together in the order of codes, with those inside them."""
        if kode in ("", NATION):
            return [code for code in self._sorted if "." not in code]
        start, end = bisect_left(self._sorted, f"{kode}."), bisect_left(self._sorted, f"{kode}/")
        depth = kode.count(".") + 1
        return [code for code in self._sorted[start:end] if code.count(".") == depth]

    def ancestors(self, kode: str) -> tuple[Region, ...]:
        """From the province down to the region's parent; those not in the list are left out."""
        parts = kode.split(".")
        codes = (".".join(parts[:count]) for count in range(1, len(parts)))
        return tuple(self[code] for code in codes if code in self.names)

    def within(self, kode: str) -> tuple[Region, ...]:
        """Every region inside `kode`, without itself, depth first by code."""
        inside = self._within.get(kode)
        if inside is None:
            found: list[Region] = []
            for child in self.children(kode):
                found.append(child)
                found.extend(self.within(child.kode))
            inside = self._within[kode] = tuple(found)
        return inside

    def down_to(self, level: int) -> Regions:
        """Those of the first levels alone, with their tree; itself where that is all of them."""
        if level >= len(REGION_LEVELS):
            return self
        if level not in self._down_to:
            names = {kode: name for kode, name in self.names.items() if kode.count(".") < level}
            self._down_to[level] = Regions(names)
        return self._down_to[level]

    def count_within(self, kode: str) -> Mapping[tuple[int, str], int]:
        """How many regions of each level and kind lie inside `kode`, by level, then kind."""
        counted = self._kinds.get(kode)
        if counted is None:
            counted = self._kinds[kode] = count_kinds(self.within(kode))
        return counted


def count_kinds(regions: Iterable[Region]) -> Mapping[tuple[int, str], int]:
    """How many regions of each level and kind there are, by level, then kind."""
    counted = Counter((region.level, region.kind) for region in regions)
    return dict(sorted(counted.items()))
