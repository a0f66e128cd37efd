"""The benchmark of many small tables still makes a site that is right, on few of them."""

from __future__ import annotations

import sys
from pathlib import Path

from command_line import ROOT

sys.path.append(str(ROOT / "benchmarks"))

from many_tables import Cost, make_site, say_cost

from suluh.publishing.whole_check import check_whole
from suluh.reading.site_settings import read_settings


def test_every_table_of_the_made_site_is_valid_and_has_its_rows(tmp_path: Path) -> None:
    settings, _ = read_settings(make_site(tmp_path / "situs", tables=3, rows=1_500))
    assert settings is not None
    checked = check_whole(settings)
    made = [some for some in checked.valid if some.package.name.startswith("sdg-")]
    assert not [one for one in checked.findings if "/sdg-" in one.place.path and one.severity == "error"]
    assert [len(table.rows) for some in made for table in some.tables.values()] == [1_500] * 3


def test_a_line_tells_what_failed() -> None:
    assert "failed" not in say_cost(Cost("check", 1.0, 2.0, 3.0, 0))
    assert say_cost(Cost("build", 1.0, 2.0, 3.0, 1)).endswith("failed (1)")
