"""Clients of CKAN as they ask, and a small catalogue for them: a harvester's way of reading page by page."""

from __future__ import annotations

import json
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from builders import make_cleared, make_instansi, make_settings
from suluh.linking.catalog_joining import join_catalog
from suluh.publishing.ckan.calls import write_ckan_files
from suluh.publishing.distributions import write_distributions
from suluh.publishing.region_dataset import describe_regions
from suluh.reading.region_list import load_regions
from suluh.vocabulary.catalog import Catalog, Dataset, Version
from suluh.vocabulary.package import StatusData

MOST_PAGES = 20
SETTINGS = make_settings(site_url="https://contoh.go.id/suluh/", wilayah="74.72")


class PagingError(Exception):
    """A further page is the page before it, byte for byte: the server does not read what it is asked."""


@cache
def make_ckan_catalog() -> Catalog:
    """Three datasets, one of them invented, with a topic and without, and the list of regions."""
    datasets = []
    stated: tuple[tuple[str, dict[str, Any]], ...] = (
        ("air-minum", {"topik": "Lingkungan hidup", "konsep": "Air (minum)", "keywords": ["air", "x"]}),
        ("pasar", {"licenses": [{"name": "CC-BY-4.0"}]}),
        ("sekolah", {"topik": "Pendidikan", "licenses": [], "modified": "2025-03-04"}),
    )
    for name, more in stated:
        status = StatusData.SIMULASI if name == "pasar" else StatusData.TETAP
        cleared = make_cleared(name=name, status_data=status, descriptor=more)
        files = write_distributions(cleared, make_instansi(), SETTINGS)
        versions = (Version("abc", "2025-07-01T08:00:00+08:00"),)
        datasets.append(Dataset(cleared, make_instansi(), files, versions))
    regions, shared = describe_regions("74.72", load_regions(), []), make_instansi(slug="referensi")
    return join_catalog(
        datasets,
        references=[Dataset(regions, shared, write_distributions(regions, shared, SETTINGS))],
        agencies={"dinas-contoh": make_instansi()},
        agencies_simulated=False,
        reports=(),
        withheld=(),
        day=SETTINGS.as_of.day,
    )


def write_answers(catalog: Catalog, folder: Path) -> list[str]:
    """The files of all answers below a folder; their addresses."""
    addresses = []
    for artifact in write_ckan_files(catalog, SETTINGS, {}):
        path = folder / artifact.address
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            artifact.write(file)
        addresses.append(artifact.address)
    return addresses


def collect_packages(address: str, rows: int = 2) -> list[dict[str, Any]]:
    """All packages, page after page until one brings nothing new, as CKAN's harvester collects them.

    Raises PagingError where a page is the same as the one before.
    """
    found: dict[str, dict[str, Any]] = {}
    before = b""
    for page in range(MOST_PAGES):
        asked = urlencode({"rows": rows, "start": page * rows, "sort": "id asc"})
        with urllib.request.urlopen(f"{address}api/3/action/package_search?{asked}", timeout=20) as answer:
            content = answer.read()
        if content == before:
            raise PagingError(asked)
        news = [one for one in json.loads(content)["result"]["results"] if one["id"] not in found]
        if not news:
            return list(found.values())
        found |= {one["id"]: one for one in news}
        before = content
    raise AssertionError("a search without an end")
