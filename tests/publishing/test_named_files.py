"""Where the files of a site are named alone, for a check, what stands in them is not worked out."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckan_clients import make_ckan_catalog
from made_sites import make_settings
from suluh.publishing.artifacts import only_named
from suluh.publishing.catalog_file import write_catalog_files
from suluh.publishing.ckan.calls import write_ckan_files
from suluh.publishing.counter.rule_files import write_counter_rules

MAKERS = (
    "suluh.publishing.ckan.calls.write_exact",
    "suluh.publishing.counter.rule_files.describe_standard",
    "suluh.publishing.counter.rule_files.shape_rules",
    "suluh.publishing.dcat.files.describe_catalog",
    "suluh.publishing.dcat.files.describe_for_us",
)


def test_nothing_is_made_of_what_is_only_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog, settings = make_ckan_catalog(), make_settings(tmp_path)

    def write_all() -> set[str]:
        files = (
            *write_catalog_files(catalog, settings),
            *write_counter_rules(catalog, settings),
            *write_ckan_files(catalog, settings, {}),
        )
        return {file.address for file in files}

    def refuse(*given: object) -> object:
        raise AssertionError(given)

    for maker in MAKERS:
        monkeypatch.setattr(maker, refuse)
    with only_named():
        named = write_all()
    assert {"data/katalog.ttl", "data.json", "kirim/aturan/bentuk.json", "api/action/site_read"} <= named
    with pytest.raises(AssertionError):
        write_all()
