"""The scan over a project's files: what nobody can look into is told as if it were personal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from suluh.checking.disclosure_rules import is_wholly_secret
from suluh.checking.personal_columns import forbidden_meaning
from suluh.checking.personal_data import Evidence, scan_file, scan_laid_out, scan_large, scan_name
from suluh.reading.confinement import read_confined
from suluh.reading.kept_answers import KeptAnswers
from suluh.reading.ledger import ledger_path, read_ledger
from suluh.reading.packages import DESCRIPTOR_NAMES
from suluh.reading.paths import relative_path
from suluh.reading.submissions import SCAN_LIMIT, list_submissions
from suluh.reading.submitted_tables import ReadFile
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.own_types import OWN_TYPES_FOLDER
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.settings import Settings

SMALL = 128 * 1024
"""Bytes of a file that is scanned at once, whatever is in it."""


NOTHING = "nothing"
"""Kept of a file in which nothing was found."""


class ScannedTables:
    """What the scan found in files that were read as tables, scanned as they were read: once, not again."""

    def __init__(self, kept: KeptAnswers | None = None) -> None:
        self._found: dict[str, tuple[Mapping[str, Any], list[Evidence]]] = {}
        self._kept = kept or KeptAnswers("")

    def scan(self, file: ReadFile, dialect: Mapping[str, Any]) -> None:
        """Scan a file at the hands of its reader; one in which others might read something else is left."""
        if file.whole and file.path not in self._found and len(file.data) <= SCAN_LIMIT:
            self._found[file.path] = (dialect, self._look(file, dialect))

    def _look(self, file: ReadFile, dialect: Mapping[str, Any]) -> list[Evidence]:
        """What is in the file. Of what is kept it can only be known that nothing is: no text is kept."""
        digest = file.large.sha256 if file.large is not None else sha256(file.data).hexdigest()
        looked_into = ("scan", file.path, digest, dialect)
        if self._kept.recall(*looked_into) == NOTHING:
            return []
        large = file.large
        found = (
            scan_file(file.path, file.data, dialect, records=file.records)
            if large is None
            else scan_large(file.path, large.header, large.rows)
        )
        if not found:
            self._kept.note(NOTHING, *looked_into)
        return found

    def of(self, path: str, dialect: Mapping[str, Any] | None) -> list[Evidence] | None:
        """What was found in a file that was read by that dialect; None where it has yet to be looked into."""
        read_by, found = self._found.get(path, (None, []))
        return found if read_by is not None and read_by == (dialect or {}) else None


def scan_project(
    settings: Settings,
    packages: Iterable[DataPackage] = (),
    trusted: Collection[str] = (),
    scanned: ScannedTables | None = None,
    laid_out: Mapping[str, Table] | None = None,
) -> list[Evidence]:
    """Everything personal in the files of data, pages and own record types; `packages` tell their dialects.

    `trusted` are files that were read as the tables they claim to be. Any other that is not small is
    scanned in confinement, and one that takes too much there is I016: what nobody looked into stays out.
    `scanned` are those that were looked into as they were read, `laid_out` the tables that a recipe made, by
    their first file: both are looked into, the file for what the table leaves out.
    """
    dialects: dict[str, Mapping[str, Any]] = {}
    resources: dict[str, str] = {}
    evidence: list[Evidence] = []
    declared: list[Evidence] = []
    closed: list[str] = []
    for package in packages:
        closed += [f"{package.folder}/"] if is_wholly_secret(package) else []
        for resource in package.resources:
            for path in resource.paths:
                dialects[f"{package.folder}/{path}"] = _dialect_of(resource)
                resources[f"{package.folder}/{path}"] = resource.name
        declared += _scan_descriptor(package)
    # Names, days and digests alone, as V015 sees to: among so many digits some would look like a number.
    own = ledger_path(settings) if not read_ledger(settings)[1] else None
    own_types = settings.root / OWN_TYPES_FOLDER
    for file in list_submissions(settings.root, (settings.datasets_dir, settings.content_dir, own_types)):
        if file == own:
            continue
        path = relative_path(settings.root, file)
        if path.startswith(tuple(closed)) and file.name not in DESCRIPTOR_NAMES:
            continue  # may not be here at all, which K103 says; a word of what is in it would be too much
        found = scanned.of(path, dialects.get(path)) if scanned is not None and path in trusted else None
        if found is None:
            found = _scan_submitted(file, path, dialects.get(path), apart=path not in trusted)
        table = (laid_out or {}).get(path)
        found = found if table is None else _with_laid_out(scan_laid_out(path, table), found)
        evidence += [_in_resource(sign, resources.get(path, "")) for sign in found]
    return _without_harmless(declared, evidence) + evidence


def _dialect_of(resource: Resource) -> Mapping[str, Any]:
    """How a file's text is parted; of an office's own file also the last line of its header."""
    lines = resource.recipe.header_lines if resource.recipe is not None else ()
    return {**resource.dialect, "headerRows": [lines[-1]]} if lines else resource.dialect


def _with_laid_out(own: list[Evidence], found: list[Evidence]) -> list[Evidence]:
    """What was found in a table, and what else in its file: the same text in the same line is told once."""
    seen = set(map(_where, own))
    return [*own, *(sign for sign in found if _where(sign) not in seen)]


def _where(sign: Evidence) -> tuple[str, int | None, str]:
    return sign.finding.code, sign.finding.place.line, sign.text


def _without_harmless(declared: Iterable[Evidence], evidence: Iterable[Evidence]) -> list[Evidence]:
    """The declared columns but those whose cells, in a table that was read, turned out to hold else."""
    harmless = {
        _declared_at(sign.finding.place) for sign in evidence if sign.finding.code == "I010" and sign.ground
    }
    return [sign for sign in declared if _declared_at(sign.finding.place) not in harmless]


def _declared_at(place: Place) -> tuple[str, str, str]:
    return place.path.rpartition("/")[0], place.resource, place.field


def _scan_submitted(
    file: Path, path: str, dialect: Mapping[str, Any] | None, *, apart: bool
) -> list[Evidence]:
    try:
        size = file.stat().st_size
        if size > SCAN_LIMIT:
            return [*scan_name(path), _unseen(path, "@unseen_large")]
        if not apart or size <= SMALL:
            return scan_file(path, file.read_bytes(), dialect)
    except OSError:
        return [*scan_name(path), _unseen(path, "@unseen_closed")]
    request = {"file": str(file), "path": path, "dialect": dict(dialect or {})}
    answer, overrun = read_confined(f"{__name__}:answer_scan", request, Place(path))
    if overrun:
        return [*scan_name(path), _unseen(path, "@unseen_hard")]
    return [_unpack(entry) for entry in answer]


def answer_scan(request: Mapping[str, Any]) -> list[dict[str, Any]]:
    """In confinement: what a file's scan found, as JSON."""
    data = Path(request["file"]).read_bytes()
    return [
        asdict(evidence) for evidence in scan_file(request["path"], data, request["dialect"], confine=False)
    ]


def _unpack(answer: Mapping[str, Any]) -> Evidence:
    stated = dict(answer["finding"])
    stated |= {"place": Place(**stated["place"]), "severity": Severity(stated["severity"])}
    return Evidence(Finding(**stated), answer["text"], answer["ground"])


def _unseen(path: str, reason: str) -> Evidence:
    return Evidence(Finding("I016", Place(path), details={"sebab": reason}))


def without_told(evidence: Iterable[Evidence], findings: Iterable[Finding]) -> list[Evidence]:
    """The evidence without I016 for files of which something worse is told: they are no tables at all."""
    told = {
        finding.place.path
        for finding in findings
        if finding.code.startswith("F") and finding.severity is Severity.ERROR
    }
    return [sign for sign in evidence if sign.finding.code != "I016" or sign.finding.place.path not in told]


def _in_resource(evidence: Evidence, resource: str) -> Evidence:
    if not resource:
        return evidence
    return replace(
        evidence, finding=replace(evidence.finding, place=replace(evidence.finding.place, resource=resource))
    )


def _scan_descriptor(package: DataPackage) -> list[Evidence]:
    """Columns that are declared and may not be in a submission, whether or not there is a file."""
    found: list[Evidence] = []
    for resource in package.resources:
        for field in resource.schema.fields:
            meaning = forbidden_meaning(field.name) or forbidden_meaning(field.title)
            if meaning:
                place = Place(package.descriptor_path, resource.name, field=field.name)
                found.append(Evidence(Finding("I010", place, details={"arti": meaning})))
    return found
