"""The project's own data and pages have no finding at all, not even a warning."""

from __future__ import annotations

from published_data import CONTENT, DATASETS, ROOT, descriptor_paths

from suluh.checking.project import check_project
from suluh.vocabulary.settings import Settings


def test_checking_the_project_finds_nothing() -> None:
    settings = Settings(
        root=ROOT,
        site_name="Uji",
        wilayah="74.72",
        content_dir=CONTENT,
        datasets_dir=DATASETS,
        site_dir=ROOT / "site",
        cache_dir=ROOT / ".suluh",
    )
    checked = check_project(settings)
    assert checked.findings == ()
    assert {one.package.name for one in checked.valid} == {path.parent.name for path in descriptor_paths()}
    assert len(checked.reports) == 2
