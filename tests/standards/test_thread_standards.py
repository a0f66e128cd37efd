"""Every record type explains its fields; the page for clerks explains the formulas."""

from pathlib import Path

import pytest

from suluh.reading.formula_list import load_formulas
from suluh.reading.nomenclature_versions import load_versions, version_in_force
from suluh.reading.standard_list import list_standards, load_standard

# The front matter of a report has a form of its own.
ALL = [name for name in list_standards() if name != "laporan"]
PAGE = (Path(__file__).parents[2] / "generator/suluh/guides/tentang" / "bentuk-baku.md").read_text(
    encoding="utf-8"
)


@pytest.mark.parametrize("name", ALL)
def test_every_field_has_a_title_and_a_description(name: str) -> None:
    standard = load_standard(name)
    assert name in list_standards()
    assert standard["title"] and standard["description"] and standard["version"]
    names = [field["name"] for field in standard["fields"]]
    assert len(names) == len(set(names))
    assert set(standard.get("wajib", ())) <= set(names)
    assert [
        field["name"] for field in standard["fields"] if not (field["title"] and field.get("description"))
    ] == []


def test_the_page_explains_every_formula() -> None:
    assert [one for one in load_formulas() if f"| `{one}` |" not in PAGE] == []


def test_versions_of_the_nomenclature_follow_each_other() -> None:
    versions = load_versions()
    assert [one.first_year for one in versions] == sorted(one.first_year for one in versions)
    assert version_in_force(2020) is None
    assert [version_in_force(year).digits for year in (2021, 2022, 2025)] == [2, 4, 4]
