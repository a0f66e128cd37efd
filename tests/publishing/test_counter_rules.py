"""Rule files of the counter: small, of public things alone, and the same each time."""

from __future__ import annotations

import io
import json
from functools import cache

from small_site import SMALL_SITE
from suluh.checking.project import check_project
from suluh.publishing.cleared_catalog import make_catalog
from suluh.publishing.counter.code_lists import regions_of_country, regions_of_province
from suluh.publishing.counter.rule_files import FOLDER, write_counter_rules
from suluh.reading.region_list import load_regions
from suluh.reading.site_settings import read_settings

ALL_OF_THEM = 1_000_000
"""Bytes of all rule files of a small site; what a browser fetches first is a tenth of it."""


@cache
def rule_files() -> dict[str, bytes]:
    settings, _ = read_settings(SMALL_SITE)
    assert settings is not None
    catalog = make_catalog(settings, check_project(settings))
    files = {}
    for artifact in write_counter_rules(catalog, settings):
        stream = io.BytesIO()
        artifact.write(stream)
        files[artifact.address] = stream.getvalue()
    return files


def test_nothing_closed_is_among_them() -> None:
    # `penerima` is restricted in the small site's dataset, and `pagu` there has no public names but its own.
    declared = json.loads(rule_files()[f"{FOLDER}/data/bantuan.json"])
    names = [field["name"] for table in declared for field in table["fields"]]
    assert "jumlah" in names
    assert "penerima" not in names
    told = rule_files()[f"{FOLDER}/daftar.json"] + rule_files()[f"{FOLDER}/data/bantuan.json"]
    assert b'"penerima"' not in told
    assert b'"closed":true' not in b"".join(rule_files().values())


def test_they_are_small_and_the_same_each_time() -> None:
    assert sum(map(len, rule_files().values())) < ALL_OF_THEM
    once = dict(rule_files())
    rule_files.cache_clear()
    assert rule_files() == once


def test_lists_of_regions_hold_every_code() -> None:
    found = set()
    for line in regions_of_country().splitlines():
        above, _, ranges = line.partition(":")
        found.add(above)
        for part in filter(None, ranges.split(",")):
            first, _, last = part.partition("-")
            found.update(f"{above}.{number:04}" for number in range(int(first), int(last or first) + 1))
    assert found == set(load_regions())
    province = dict(line.split(" ", 1) for line in regions_of_province("74.72").splitlines())
    assert province["74.72"] == load_regions()["74.72"].full_name
    assert len(province) == 1 + len(load_regions().within("74"))
