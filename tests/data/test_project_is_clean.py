"""The project's own data and pages have no finding, but for the blemishes that the example is made with."""

from __future__ import annotations

from datetime import UTC, datetime

from published_data import CONTENT, DATASETS, ROOT, descriptor_paths

from suluh.checking.project import check_project
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.settings import Settings

BLEMISHES = ("A", "G", "J", "M", "Q", "Y", "W039")
"""Letters and codes of findings that the example is made to have, none of them an error."""


def test_checking_the_project_finds_only_the_blemishes_of_the_example() -> None:
    settings = Settings(
        root=ROOT,
        site_name="Uji",
        wilayah="74.72",
        content_dir=CONTENT,
        datasets_dir=DATASETS,
        site_dir=ROOT / "site",
        cache_dir=ROOT / ".suluh",
        build_time=datetime.now(UTC),
    )
    checked = check_project(settings)
    assert [one for one in checked.findings if not one.code.startswith(BLEMISHES)] == []
    assert not has_errors(checked.findings)
    assert {one.package.name for one in checked.valid} == {path.parent.name for path in descriptor_paths()}
    assert len(checked.reports) == len(list(CONTENT.glob("laporan/*/*.md")))
