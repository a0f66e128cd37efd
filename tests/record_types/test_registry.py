"""Record types are found, not listed; their parts are there when asked for, and not before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from small_site import SMALL_SITE
from suluh import record_types as registry
from suluh.record_types import find_section, list_sections, load_part, record_types, tab_of, types_of
from suluh.vocabulary.download_format import Format
from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

LOADED = """
import sys
def loaded():
    return sorted(
        name for name in sys.modules
        if name.split(".")[0] in ("jinja2", "babel", "markdown", "shapely")
        or name.startswith("suluh.record_types") and not name.endswith((".rules", ".measures"))
        and name.count(".") > 2
    )
"""
CHECK = """
from pathlib import Path
from suluh.checking.project import check_project
from suluh.reading.site_settings import read_settings
settings, _ = read_settings(Path(sys.argv[1]))
assert check_project(settings).packages == 7
print(loaded())
"""
HELP = """
from click.testing import CliRunner
from suluh.cli import suluh
assert CliRunner().invoke(suluh, ["--help"]).exit_code == 0
print(sorted(name for name in sys.modules if name.startswith("suluh.record_types")))
"""


def run(program: str, *arguments: str) -> str:
    """What a program says that nothing was imported for before."""
    command = [sys.executable, "-c", LOADED + program, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_checking_loads_rules_and_nothing_that_makes_pages() -> None:
    assert run(CHECK, str(SMALL_SITE)) == "[]"


def test_help_loads_no_record_type() -> None:
    assert run(HELP) == "[]"


@pytest.mark.parametrize("name", record_types())
def test_every_part_is_there(name: str) -> None:
    record_type = record_types()[name]
    paths = [record_type.rules, record_type.artifacts, record_type.copies]
    paths += [block.part for block in record_type.blocks]
    paths += [section.pages for section in record_type.brings]
    assert all(callable(load_part(path)) for path in paths if path)
    assert all(isinstance(load_part(path), Format) for path in record_type.formats)


@pytest.mark.parametrize("name", record_types())
def test_its_sections_are_there(name: str) -> None:
    for section in record_types()[name].sections:
        stated = find_section(section)
        assert stated is not None and name in types_of(section)
        assert set(stated.meant) <= set(types_of(section))


def test_sections_have_names_and_places_of_their_own() -> None:
    sections = list_sections()
    assert len({section.name for section in sections}) == len(sections)
    assert len({section.order for section in sections}) == len(sections)
    assert all(find_section(tab_of(section.name)) for section in sections)


def test_blocks_stand_in_order() -> None:
    for subject in Subject:
        orders = [block.order for block in registry.list_blocks(subject)]
        assert orders == sorted(set(orders)), "two blocks at one place would change places for nothing"


def test_paths_that_begin_with_a_point_are_at_home() -> None:
    stated = RecordType(
        "suhu",
        rules=".rules:check_temperatures",
        brings=(Section("suhu", 1, pages="elsewhere.pages:temperature_pages"),),
        blocks=(Block(Subject.REGION, ".pages:temperature_of", 1),),
    )
    found = stated.at_home("some.suhu")
    assert found.package == "some.suhu" and found.rules == "some.suhu.rules:check_temperatures"
    assert found.brings[0].pages == "elsewhere.pages:temperature_pages"
    assert found.blocks[0].part == "some.suhu.pages:temperature_of"


def test_two_types_of_one_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kehadiran_lagi").mkdir()
    (tmp_path / "kehadiran_lagi" / "__init__.py").write_text(
        "from suluh.vocabulary.record_types import RecordType\n"
        'RECORD_TYPES = (RecordType(name="kehadiran"),)\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(registry, "__path__", [*registry.__path__, str(tmp_path)])
    registry.forget_types()
    try:
        with pytest.raises(ValueError, match="has kehadiran too"):
            record_types()
    finally:
        monkeypatch.undo()
        registry.forget_types()
        sys.modules.pop("suluh.record_types.kehadiran_lagi", None)
