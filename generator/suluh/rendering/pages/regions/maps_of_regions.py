"""Which map stands on which page, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from suluh.linking.cell_figures import declared_key_figures, key_figures
from suluh.rendering.link_addresses import relative_address
from suluh.rendering.map_drawing import Address, Measure, Style
from suluh.rendering.maps import city_map, locator, province_map
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.shared.absence import explain_absence
from suluh.rendering.pages.shared.shown_cells import is_money
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.figures import State
from suluh.vocabulary.region import Region
from suluh.words.numbers import format_number


@dataclass(frozen=True)
class Atlas:
    """The maps of a site. None wherever there are no boundaries."""

    studio: Studio

    def locator(self, region: Region, here: str) -> Markup | None:
        """Where a region lies; of a province or the governed region itself, the map of its parts."""
        if region.level == 1:
            return self._province(region, here)
        if region == self.studio.home_region:
            return self.city(here)
        return locator(
            region.kode, self.studio.regions, address=self._addresses(here), style=self._style("letak")
        )

    def neighbours(self, region: Region) -> tuple[str, ...]:
        """Codes of the regions that border on it."""
        from suluh.publishing.boundaries import neighbours  # late: shapely is slow to load

        return neighbours(region.kode)

    def city(self, here: str) -> Markup | None:
        """The governed region in its parts, uncoloured: a way in."""
        region = self.studio.home_region
        if region.level == 1:
            return self._province(region, here)
        return city_map(
            region.kode, self.studio.regions, address=self._addresses(here), style=self._style("kota")
        )

    def home(self, here: str) -> tuple[Markup | None, Dataset | None, str]:
        """The map of the night field, the dataset that it shows, and that figure's label."""
        dataset = self._measured_dataset()
        measure = self._measure(dataset) if dataset else None
        return self.lit(here, measure), dataset, measure.title if measure else ""

    def lit(self, here: str, measure: Measure | None) -> Markup | None:
        """The map of the night field, lit by a measure of its smallest parts."""
        region = self.studio.home_region
        draw = province_map if region.level == 1 else city_map
        return draw(
            region.kode,
            self.studio.regions,
            address=self._addresses(here),
            measure=measure,
            style=self._style("beranda", night=True),
        )

    def _province(self, region: Region, here: str) -> Markup | None:
        return province_map(
            region.kode,
            self.studio.regions,
            address=self._addresses(here),
            here=self.studio.settings.wilayah,
            style=self._style("provinsi"),
        )

    def _measured_dataset(self) -> Dataset | None:
        """The first dataset of the smallest parts that names a key figure."""
        level = self.studio.home_region.drawn_level
        for dataset in self.studio.catalog.datasets.values():
            if dataset.region_level == level and declared_key_figures(dataset):
                return dataset
        return None

    def _measure(self, dataset: Dataset) -> Measure:
        """The dataset's first key figure for every region of its level; states where there is none."""
        values: dict[str, Decimal | None] = {}
        states: dict[str, State] = {}
        field = dataset.main[0].schema.field_named(declared_key_figures(dataset)[0]["nilai"])
        for region in self.studio.regions.within(self.studio.settings.wilayah):
            if region.level != dataset.region_level:
                continue
            rows = self.studio.catalog.rows_of_region.get(region.kode, {}).get(dataset.name, ())
            figures = key_figures(dataset, rows)
            values[region.kode] = figures[0].value if figures else None
            states[region.kode] = (
                figures[0].state if figures else explain_absence(self.studio, region, dataset)[0]
            )
        money = field is not None and is_money(field.satuan)
        return Measure(
            title=str(declared_key_figures(dataset)[0].get("label") or ""),
            values=values,
            show=partial(format_rupiah, short=True) if money else format_number,
            states={kode: state for kode, state in states.items() if state is not State.NILAI},
        )

    def _style(self, prefix: str, *, night: bool = False) -> Style:
        return Style(prefix=prefix, night=night, language=self.studio.settings.language)

    def _addresses(self, here: str) -> Address:
        def address(kode: str) -> str | None:
            target = self.studio.region_address(kode)
            return relative_address(target, here) if target else None

        return address
