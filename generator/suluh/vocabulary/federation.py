"""Many sites seen as one: which they are, how each was met, and what of them is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class SiteKind(StrEnum):
    """What a published address speaks."""

    SULUH = "suluh"
    CKAN = "ckan"
    DCAT = "dcat"


class Freshness(StrEnum):
    """How a site was met; what was kept of it is shown in each state but the last."""

    FRESH = "segar"
    STALE = "basi"
    NEVER = "belum pernah terambil"


@dataclass(frozen=True, slots=True)
class ListedSite:
    """One entry of the list of sites. `address` ends in `/`; `region` is a Kemendagri code."""

    region: str
    address: str
    kind: SiteKind = SiteKind.SULUH


@dataclass(frozen=True, slots=True)
class SiteList:
    """The list: the region that all lie in, the words of the site that shows them, and the sites in order.

    `indicators` are the keys of indicators that get pages; empty for those that most sites share.
    """

    region: str
    title: str
    address: str
    contact: str
    publisher: str
    sites: tuple[ListedSite, ...]
    indicators: tuple[str, ...] = ()
    signers: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A result of an indicator in one year; `result` is None where `state` says why."""

    key: str
    name: str
    unit: str
    definition: str
    year: int
    target: Decimal | None
    result: Decimal | None
    state: str = ""


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A dataset that a site offers, and where its page is."""

    name: str
    title: str
    publisher: str
    period: str
    modified: str
    licence: str
    simulated: bool
    address: str


@dataclass(frozen=True, slots=True)
class YearAmounts:
    """A region's year in rupiah: budgeted by account, spent as far as reported, and reports.

    `accounts` has the levels 4, 5, 6 and those directly below (`5.1`). None is not told by the site.
    """

    year: int
    accounts: Mapping[str, Decimal]
    budgeted: Decimal | None = None
    spent: Decimal | None = None
    reports: int | None = None
    due: int | None = None


@dataclass(frozen=True, slots=True)
class SiteContent:
    """What one site tells: its name, region, day (ISO, empty if unknown), and all that is compared."""

    name: str
    region: str
    as_of: str
    simulated: bool
    years: tuple[YearAmounts, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    catalog: tuple[CatalogEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class MetSite:
    """A site as it was met: content, edition (digest of the manifest), and since when that is kept."""

    listed: ListedSite
    freshness: Freshness
    content: SiteContent | None
    edition: str = ""
    kept_since: str = ""
    reason: str = ""
