"""The data bank of villages: what each entered once, added up for kecamatan and city with the rows behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.measuring.fact_sources import cell_fact
from suluh.reading.village_variables import Variable, load_variables
from suluh.record_types.profil_desa.measures import sum_variable
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Row
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_amount, print_count
from suluh.vocabulary.codes import is_within
from suluh.vocabulary.facts import Fact, FactMaker, in_year, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers, Value, datasets_behind
from suluh.vocabulary.region import Region
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record

Cells = Mapping[tuple[int, str, str], Record]
"""Rows by year, variable and code of the village."""


@dataclass(frozen=True, slots=True)
class VillageValue:
    """What one village reported."""

    name: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class VariableRow:
    """A variable over the years; `behind` are the villages of the newest, `told` of which reported."""

    name: str
    unit: str
    adds_up: bool
    sums: list[str]
    source: str
    told: str
    behind: list[VillageValue]


@dataclass(frozen=True, slots=True)
class ProfilesPage(PageContext):
    """What `profiles.html` is filled in with."""

    template: ClassVar[str] = "profiles.html"
    year: int
    villages: str
    reporting: str
    silent: list[Link]
    regions: list[Row]
    mark: str


@dataclass(frozen=True, slots=True)
class ProfilePage(PageContext):
    """What `profile.html` is filled in with."""

    template: ClassVar[str] = "profile.html"
    region: Region
    year: int
    years: Sequence[int]
    single: bool
    villages: str
    total: str
    reporting: str
    groups: dict[str, list[VariableRow]]
    home: str
    children: list[Link]
    origin: str
    mark: str


@dataclass(frozen=True, slots=True)
class ProfileOfRegion(PageContext):
    """What `profile_of_region.html` is filled in with."""

    template: ClassVar[str] = "profile_of_region.html"
    address: str


def profile_pages(studio: Studio) -> Iterable[Page]:
    """The way in, and a page for the governed region and each of its parts that has a village with rows."""
    records = studio.records("profil_desa")
    cells: dict[tuple[int, str, str], Record] = {}
    for record in records:
        cells.setdefault(
            (record.whole("tahun"), record.text("variabel"), record.text("kode_wilayah")), record
        )
    years = sorted({key[0] for key in cells})
    villages = {key[2] for key in cells}
    regions = [studio.home_region, *studio.regions.within(studio.home_region.kode)]
    told = [region for region in regions if any(is_within(kode, region.kode) for kode in villages)]
    yield _index_page(studio, cells, years, told)
    for region in told:
        yield _region_page(studio, cells, years, region)


def profile_of_region(studio: Studio, kode: str) -> PageBlock | None:
    """Where a region's profile is; None where no village of it has rows."""
    region, home = studio.regions[kode], studio.home_region
    villages = (record.text("kode_wilayah") for record in studio.records("profil_desa"))
    if not is_within(kode, home.kode) or not any(is_within(village, region.kode) for village in villages):
        return None
    return PageBlock("profil", "", ProfileOfRegion(f"profil/{kode}/"))


def villages_of(studio: Studio, region: Region) -> tuple[Region, ...]:
    """The villages that a region is made of: those in it without parts of their own."""
    inside = [
        other_region
        for other_region in studio.regions.within(region.kode)
        if not studio.regions.children(other_region.kode)
    ]
    return tuple(inside) or (region,)


def _index_page(studio: Studio, cells: Cells, years: Sequence[int], told: Sequence[Region]) -> Page:
    year = years[-1] if years else 0

    def context() -> ProfilesPage:
        villages = villages_of(studio, studio.home_region)
        reporting = {key[2] for key in cells if key[0] == year}
        maker = _maker(cells, year, ("wilayah", studio.home_region.kode))
        return ProfilesPage(
            year=year,
            villages=print_count(maker.make("profil_kelurahan", len(villages))),
            reporting=print_count(
                maker.make("profil_melapor", sum(region.kode in reporting for region in villages))
            ),
            silent=[studio.region_link(region.kode) for region in villages if region.kode not in reporting],
            regions=[
                Row(region.full_name, f"profil/{region.kode}/", region.kode)
                for region in told
                if studio.regions.children(region.kode)
            ],
            mark=simulation_mark(cells.values()),
        )

    return studio.page(
        "profil/",
        section="profil",
        title=studio.say("Profil desa dan kelurahan"),
        description=studio.say("Bank data yang diisi sekali di kelurahan dan dijumlahkan ke atas."),
        sources=datasets_behind(cells.values()),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater("profil", lambda: _numbers(studio, cells, years, told)),
    )


def _region_page(studio: Studio, cells: Cells, years: Sequence[int], region: Region) -> Page:
    simulated = any(record.simulated for record in cells.values())
    address = f"profil/{region.kode}/"

    def context() -> ProfilePage:
        year, parts = years[-1], villages_of(studio, region)
        told = {key[2] for key in cells if key[0] == year}
        reporting = [part for part in parts if part.kode in told]
        maker = _maker(cells, year, ("wilayah", region.kode))
        groups: dict[str, list[VariableRow]] = {}
        for variable in load_variables(year).values():
            row = _variable_row(cells, years, parts, variable, region.kode)
            if row:
                groups.setdefault(variable.group, []).append(row)
        return ProfilePage(
            region=region,
            year=year,
            years=years,
            single=len(parts) == 1,
            villages=print_count(maker.make("profil_kelurahan", len(parts))),
            total=print_count(maker.make("profil_kelurahan", len(parts)), unlinked=True),
            reporting=print_count(maker.make("profil_melapor", len(reporting))),
            groups=groups,
            home=studio.region_address(region.kode),
            children=[
                Link(child.full_name, f"profil/{child.kode}/")
                for child in studio.regions.children(region.kode)
                if any(is_within(key[2], child.kode) for key in cells)
            ],
            origin=next(iter(cells.values())).dataset,
            mark="simulasi" if simulated else "",
        )

    return studio.page(
        address,
        section="profil",
        title=studio.say("Profil %(region)s", region=region.full_name),
        description=studio.say(
            "Penduduk, wilayah, pendidikan, prasarana, dan ekonomi %(region)s menurut bank data kelurahan.",
            region=region.full_name,
        ),
        crumbs=(Link(studio.say("Profil desa dan kelurahan"), "profil/"), studio.region_link(region.kode)),
        sources=datasets_behind(cells.values()),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater("profil", lambda: _numbers(studio, cells, years, (region,))),
    )


def _maker(cells: Cells, year: int, *scope: tuple[str, str]) -> FactMaker:
    """Names what villages of a year add up to."""
    simulated = any(record.simulated for record in cells.values())
    status = StatusData.SIMULASI if simulated else StatusData.TETAP
    return FactMaker(in_year(year), within(*scope), status)


def _sum_fact(cells: Cells, year: int, kode: str, variable: Variable, some: Sequence[Record | None]) -> Fact:
    """What a variable of a region comes to: of a single village the cell itself."""
    if len(some) == 1 and some[0] is not None:
        return cell_fact(some[0], "nilai")
    maker = _maker(cells, year, ("wilayah", kode), ("variabel", variable.code))
    return maker.make("profil", sum_variable(some, variable))


def _variable_row(
    cells: Cells, years: Sequence[int], parts: Sequence[Region], variable: Variable, kode: str
) -> VariableRow | None:
    """A variable over the years, with the villages' own rows of the newest behind a sum."""
    newest = years[-1]
    behind = [(region, cells.get((newest, variable.code, region.kode))) for region in parts]
    if not any((year, variable.code, region.kode) in cells for year in years for region in parts):
        return None
    rows = {year: [cells.get((year, variable.code, region.kode)) for region in parts] for year in years}
    sums = [_sum_fact(cells, year, kode, variable, some) for year, some in rows.items()]
    maker = _maker(cells, newest, ("wilayah", kode), ("variabel", variable.code))
    reported = sum(row is not None and row.number("nilai") is not None for _, row in behind)
    return VariableRow(
        name=variable.name,
        unit=variable.unit,
        adds_up=variable.adds_up or len(parts) == 1,
        sums=[print_amount(fact, unlinked=True) for fact in sums],
        source=next((row.text("sumber") for _, row in behind if row is not None), ""),
        told=print_count(maker.make("profil_melapor", reported), unlinked=True),
        behind=[
            VillageValue(
                name=region.nama,
                value=print_amount(cell_fact(row, "nilai"), unlinked=True) if row is not None else "",
                source=row.text("sumber") if row is not None else "",
            )
            for region, row in behind
        ]
        if len(parts) > 1
        else [],
    )


def _numbers(studio: Studio, cells: Cells, years: Sequence[int], regions: Sequence[Region]) -> PageNumbers:
    columns = (
        NumberColumn("tahun", "Tahun keadaan datanya"),
        NumberColumn("kode_wilayah", "Kode wilayah"),
        NumberColumn("nama", "Nama wilayah"),
        NumberColumn("variabel", "Kode variabel"),
        NumberColumn("nilai", "Nilai atau jumlah dari kelurahan yang melapor", fractions=True),
        NumberColumn("satuan", "Satuan"),
        NumberColumn("kelurahan_melapor", "Kelurahan yang melapor"),
        NumberColumn("kelurahan", "Semua kelurahan"),
    )
    rows: list[tuple[Value, ...]] = []
    sources = []
    every = datasets_behind(cells.values())  # that a row is missing is what they all say
    for region in regions:
        parts = villages_of(studio, region)
        for year in years:
            for variable in load_variables(year).values():
                behind = [cells.get((year, variable.code, part.kode)) for part in parts]
                value = sum_variable(behind, variable)
                told = sum(record is not None and record.number("nilai") is not None for record in behind)
                absent = State.TIDAK_BERLAKU if told else State.BELUM_DILAPORKAN
                shown: Value = absent if value is None else value
                name = region.full_name
                rows.append((year, region.kode, name, variable.code, shown, variable.unit, told, len(parts)))
                sources.append(datasets_behind(filter(None, behind)) or every)
    return PageNumbers(columns, tuple(rows), tuple(sources))
