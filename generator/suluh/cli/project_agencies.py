"""The agencies of a project, for a command that must know which there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suluh.vocabulary.reports import Instansi
    from suluh.vocabulary.settings import Settings


def list_agencies(settings: Settings) -> Mapping[str, Instansi]:
    """Agencies by slug, as far as their list can be read."""
    from suluh.checking.agency_lists import find_agencies, read_agencies
    from suluh.checking.package_tables import TableStore
    from suluh.reading.packages import read_packages

    packages, _ = read_packages(settings)
    store = TableStore(settings, {package.name: package for package in packages})
    agencies, _ = read_agencies(find_agencies(packages), store, settings)
    return agencies
