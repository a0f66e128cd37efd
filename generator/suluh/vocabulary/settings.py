"""What the site's owner decides, read once from `mkdocs.yml` and unpacked in the pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from suluh.vocabulary.as_of import AsOf, Zone
from suluh.vocabulary.limits import Limits
from suluh.vocabulary.looks import Looks
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.own_types import OwnTypes
from suluh.vocabulary.region import REGION_LEVELS
from suluh.vocabulary.web_addresses import split_address


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a site.

    `root` is the absolute folder of data and content, and mostly of `settings_file`, the `mkdocs.yml`
    that was read; the other paths are absolute too.
    `site_url` ends in `/` or is empty. `wilayah` is the code of the governed region,
    and regions have pages down to the level `region_depth` (1 to 4).
    `build_time` is the version of what is built, a moment in the `zone` of the region: SOURCE_DATE_EPOCH,
    else the last commit's time, else today. `day` is the day that judges what is due, that of `build_time`
    where it is None; `fixed_day` is the one that the settings name: the clock of an example stands still.
    `first_quarter` is the first that agencies owe reports of, None where every quarter counts.
    `kontak` is an e-mail address or URL for mistakes found; `engine_settings` is what `mkdocs.yml` says
    besides, for the engine alone. `pemilik` is the forge's handle of who reviews what nobody else does
    (`@walidata`), `lapor` the address of SP4N-LAPOR!. `hosting` is a key of `standards/hosts.yaml`, or
    empty. `languages` has the address of the site in each of its languages, and is empty where it has one
    alone. `padanan_kata` are words that the search takes for others (`got = drainase`). `limits` is what one
    run may take. `ocid_prefix` is the registered one of Open Contracting ids, or empty. `catalog_license` is
    the name of the licence of the catalogue itself, or empty where none is stated. `guides` says whether the
    guides that come with the package are part of the site. `own_types` are the record types that the site
    adds, from `standar/` beside `settings_file`.
    """

    root: Path
    site_name: str
    wilayah: str
    region_depth: int = len(REGION_LEVELS)
    site_url: str = ""
    site_description: str = ""
    language: str = "id"
    content_dir: Path = Path()
    datasets_dir: Path = Path()
    site_dir: Path = Path()
    cache_dir: Path = Path()
    build_time: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    zone: Zone = field(default_factory=Zone)
    day: date | None = None
    fixed_day: date | None = None
    first_quarter: Quarter | None = None
    kontak: str = ""
    repositori: str = ""
    pemilik: str = ""
    lapor: str = ""
    ocid_prefix: str = ""
    catalog_license: str = ""
    sering_dicari: Sequence[str] = ()
    padanan_kata: Sequence[str] = ()
    hosting: str = ""
    guides: bool = False
    keep_going: bool = False
    ppid: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    settings_file: Path = Path()
    looks: Looks = field(default_factory=Looks)
    limits: Limits = field(default_factory=Limits)
    engine_settings: Mapping[str, Any] = field(default_factory=dict)
    own_types: OwnTypes = field(default_factory=dict, repr=False)

    @property
    def as_of(self) -> AsOf:
        """The one clock of the run: its day is that of the region, and no byte depends on its hour."""
        if self.day is None:
            return AsOf(self.build_time, self.zone)
        return AsOf(datetime.combine(self.day, time(), self.zone.offset), self.zone)

    @property
    def has_fixed_clock(self) -> bool:
        """Whether the day of this run is the one that the settings name, not one chosen or today's."""
        return self.fixed_day is not None and self.day == self.fixed_day

    def in_language(self, language: str) -> Settings:
        """The same site in another of its languages, at its address. Raises KeyError for one it has not."""
        return replace(self, language=language, site_url=self.languages[language])

    @property
    def is_lent(self) -> bool:
        """Whether the settings are from elsewhere: the project's own `mkdocs.yml` counts for nothing."""
        return self.settings_file.parent not in (Path(), self.root)

    @property
    def home_path(self) -> str:
        """The path of the site's root on its host: `/suluh/`, and `/` where its address is not known."""
        return split_address(self.site_url).path or "/"

    @property
    def other_languages(self) -> Mapping[str, str]:
        """Addresses of the site in its other languages."""
        return {name: address for name, address in self.languages.items() if name != self.language}


def at_midnight(settings: Settings) -> Settings:
    """The same settings with the version's day and not its hour: pages tell days alone."""
    moment = settings.build_time
    return replace(settings, build_time=datetime.combine(moment.date(), time(), tzinfo=moment.tzinfo))
