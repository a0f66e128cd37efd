"""From a file of the site back to the submission that it came of: where a fault is laid."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from suluh.assembly.site_addresses import file_of
from suluh.checking.project import Checked
from suluh.reading.paths import relative_path
from suluh.record_types import types_of
from suluh.vocabulary.package import ValidPackage
from suluh.vocabulary.reports import Report, ReportTombstone
from suluh.vocabulary.settings import Settings

_PAGES = "content/"
"""Begins the place of a hand-written page in a finding of assembly."""
_SHORTEST = 3
"""Signs of a part of an address that may tell whose rows it was made of."""


class Sources:
    """Knows the submissions of a run by the files that they become."""

    def __init__(self, settings: Settings, checked: Checked) -> None:
        self._checked = checked
        self._content = relative_path(settings.root, settings.content_dir)
        self._datasets_dir = relative_path(settings.root, settings.datasets_dir)

    def find(self, name: str) -> tuple[str, ...]:
        """Paths of the submissions behind a file or address of the site; `()` for one that is ours alone.

        A page of a dataset, of a report, or written by hand has one. A page made of rows has those
        datasets whose rows hold what its address names.
        """
        if name.startswith(_PAGES):
            return (f"{self._content}/{name.removeprefix(_PAGES)}",)
        own = self._written.get(name) or self._written.get(file_of(name))
        if own:
            return (own,)
        section, _, rest = name.partition("/")
        if section == "data":
            found = self._datasets.get(rest.partition("/")[0])
            return (found,) if found else ()
        if section == "laporan":
            found = self._reports.get("/".join(rest.split("/")[:2]))
            return (found,) if found else ()
        return tuple(self._find_rows(section, rest))

    def is_submission(self, path: str) -> bool:
        """Whether a path from the project's root is a submission's."""
        return path.startswith((f"{self._content}/", f"{self._datasets_dir}/"))

    @cached_property
    def _written(self) -> dict[str, str]:
        checked = self._checked
        pages = {
            file_of(document.address): f"{self._content}/{document.path}"
            for document in checked.documents
            if not document.built_in
        }
        return pages | {picture.path: f"{self._content}/{picture.path}" for picture in checked.pictures}

    @cached_property
    def _datasets(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for stone in self._checked.tombstones:
            found |= dict.fromkeys((stone.name, *stone.former_names), stone.path)
        for other_package in self._checked.valid:
            package = other_package.package
            found |= dict.fromkeys((*package.former_names, package.name), package.descriptor_path)
        return found

    @cached_property
    def _reports(self) -> dict[str, str]:
        both: list[Report | ReportTombstone] = [*self._checked.report_tombstones, *self._checked.reports]
        return {name: report.path for report in both for name in (*report.former_names, report.name)}

    def _find_rows(self, section: str, rest: str) -> Iterator[str]:
        """Datasets of the section's record types that hold a part of the address in a cell."""
        parts = [part for part in rest.split("/") if len(part) >= _SHORTEST]
        for package in self._checked.valid:
            standards = {resource.standar for resource in package.package.resources}
            if standards & set(types_of(section)) and _holds(package, parts):
                yield package.package.descriptor_path


def _holds(package: ValidPackage, parts: list[str]) -> bool:
    wanted = {part.casefold() for part in parts}
    cells = (cell for table in package.tables.values() for row in table.rows for cell in row)
    return any(cell.casefold() in wanted for cell in cells)
