"""The reading of files of unknown shape as a script: `suluh new dataset`, translated for the browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from suluh.publishing.browser_script.modules import Program, Symbol
from suluh.publishing.browser_script.short_names import shorten_names
from suluh.reading.package_notes import keep_of_package
from suluh.reading.standard_list import list_files

GIVEN: Mapping[Symbol, str] = {
    ("suluh.reading.standard_list", "load_standard_file"): "$host.load_standard_file",
    ("suluh.reading.standard_list", "list_files"): "$host.list_files",
    ("suluh.reading.standard_list", "load_standard"): "$host.load_standard",
    ("suluh.reading.standard_schemas", "read_standard_schema"): "$host.read_standard_schema",
    ("suluh.reading.region_list", "load_regions"): "$host.load_regions",
    ("suluh.reading.region_list", "load_former_codes"): "$host.load_former_codes",
    ("suluh.checking.explanations", "describe"): "$host.describe",
    ("suluh.checking.personal_patterns", "mask_text"): "$host.mask_text",
    ("suluh.vocabulary.columns", "Column"): "$host.NoColumn",
    ("suluh.vocabulary.columns", "ColumnarRows"): "$host.NoColumn",
    ("suluh.checking.large_measures", "group_alike"): "$host.NoColumn",
    ("suluh.checking.large_measures", "may_leap"): "$host.NoColumn",
    ("suluh.cli.speech", "say"): "$host.say",
    ("suluh.cli.speech", "run_language"): "$host.run_language",
}
"""What the browser has of its own: rules come with the page's rule files, and so do words.

It holds no table by its columns.
"""
ENTRIES: Mapping[str, Symbol] = {
    "make_sheet": ("suluh.reading.raw_cells", "make_sheet"),
    "RawRow": ("suluh.reading.raw_cells", "RawRow"),
    "RawSheet": ("suluh.vocabulary.raw_sheet", "RawSheet"),
    "MergedCells": ("suluh.vocabulary.raw_sheet", "MergedCells"),
    "find_delimiter": ("suluh.reading.raw_text", "find_delimiter"),
    "is_parted_by_place": ("suluh.reading.raw_text", "is_parted_by_place"),
    "Region": ("suluh.vocabulary.region", "Region"),
    "FormerRegion": ("suluh.vocabulary.region", "FormerRegion"),
    "Regions": ("suluh.vocabulary.region", "Regions"),
    "ForeignKey": ("suluh.vocabulary.package", "ForeignKey"),
    "CodeLists": ("suluh.intake.joined_lists", "CodeLists"),
    "propose_reading": ("suluh.intake.reading_proposal", "propose_reading"),
    "describe_reading": ("suluh.intake.described_table", "describe_reading"),
    "doubt_values": ("suluh.intake.doubted_values", "doubt_values"),
    "find_cell_faults": ("suluh.intake.doubted_values", "find_cell_faults"),
    "show_columns": ("suluh.cli.reading_preview", "show_columns"),
    "show_evidence": ("suluh.cli.reading_preview", "show_evidence"),
    "show_totals": ("suluh.cli.reading_preview", "show_totals"),
    "show_text": ("suluh.checking.explanations", "show_text"),
    "FIELDS": ("suluh.cli.reading_preview", "FIELDS"),
    "view_files": ("suluh.cli.new_dataset", "view_files"),
    "describe_dataset": ("suluh.cli.new_dataset", "describe_dataset"),
    "write_description": ("suluh.cli.new_dataset", "write_description"),
    "name_files": ("suluh.cli.new_dataset", "name_files"),
}
INTAKE = "intake"
"""The script's name among the counter's modules."""
_HELPERS = ("python-values", "python", "python-libraries", "shape-host")
_EXPORTED = re.compile(r"^export (?:const|function\*?|class|let) (\$\w+)", re.M)
_NAMED = re.compile(r"\$[a-z_]+")
_ASKED = re.compile(r'\$host\.load_standard_file\("([^"]+)"\)')
_LISTED = re.compile(r"\$host\.list_files\(([\w$]+)\)")
_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"')


@dataclass(frozen=True, slots=True)
class ShapeScript:
    """The script, the files and folders of `standards/` that it asks for, and the texts that stand in it."""

    text: str
    standards: tuple[str, ...]
    folders: tuple[str, ...]
    texts: frozenset[str]


@cache
def shape_script() -> ShapeScript:
    """The script of this version of the package: worked out once, and kept beside it."""
    kept = keep_of_package("naskah-kirim", _shape)
    standards, folders = tuple(kept["standards"]), tuple(kept["folders"])
    return ShapeScript(kept["text"], standards, folders, frozenset(kept["texts"]))


def _shape() -> Mapping[str, str | list[str]]:
    """The parts of the script, in plain values."""
    made = Program(GIVEN).write(ENTRIES)
    used = set(_NAMED.findall(made))
    lines = []
    for name in _HELPERS:
        source = (
            files("suluh").joinpath("rendering", "assets", "kirim", f"{name}.js").read_text(encoding="utf-8")
        )
        wanted = sorted(used & set(_EXPORTED.findall(source)))
        lines.append(f'import {{ {", ".join(wanted)} }} from "./{name}.js";')
    # Texts that differ from what JavaScript has as JSON are none that anyone translates.
    texts = {part[1:-1].replace('\\"', '"').replace("\\n", "\n") for part in _TEXT.findall(made)}
    folders = {
        folder
        for name in _LISTED.findall(made)
        for folder in re.findall(rf'^const {re.escape(name)} = "([^"]+)";', made, re.MULTILINE)
    }
    standards = {
        *_ASKED.findall(made),
        *(f"{folder}/{name}" for folder in folders for name in list_files(folder)),
    }
    return {
        "text": "\n".join([*lines, shorten_names(made)]),
        "standards": sorted(standards),
        "folders": sorted(folders),
        "texts": sorted(texts),
    }
