"""What was withdrawn and stands in the project again, and a ledger of retractions that grew shorter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1, sha256
from pathlib import Path

from suluh.history.commits import Commits, open_commits
from suluh.history.edition_cache import open_cache
from suluh.history.looking_back import datasets_depth, open_past
from suluh.history.past_law import number_folders
from suluh.history.past_states import TableForms, digest_former, digest_tables, measure_tables
from suluh.history.report_versions import digest_report
from suluh.history.withdrawals import find_shortened
from suluh.reading.git_answers import GitSilentError
from suluh.reading.ledger import ledger_path, read_ledger
from suluh.reading.packages import DESCRIPTOR_NAMES
from suluh.reading.paths import relative_path
from suluh.reading.submissions import list_submissions
from suluh.reading.tombstones import read_withdrawn_editions
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import ClearedPackage
from suluh.vocabulary.reports import Report
from suluh.vocabulary.retractions import DIGITS, LedgerLine, Retractions
from suluh.vocabulary.settings import Settings

BLOCK = 1024 * 1024
HEADER_LIMIT = 64 * 1024


def judge_past(
    settings: Settings,
    cleared: Sequence[ClearedPackage],
    reports: Iterable[Report],
    forms: TableForms,
    commits: Commits | None = None,
) -> list[Finding]:
    """V010 and V016 for withdrawn bytes that are back, V014 and V015 for a ledger that cannot be relied on.

    `forms` give the bytes of a table; without `commits`, git is asked. V019 where git does not
    tell what was withdrawn.
    """
    if commits is None:
        try:
            with open_commits(settings.root, zone=settings.zone) as opened:
                return judge_past(settings, cleared, reports, forms, opened)
        except GitSilentError:
            return [*read_ledger(settings)[1], _untold(settings)]
    lines, findings = read_ledger(settings)
    retractions, more = _retractions(settings, commits, forms, frozenset(lines))
    findings += more
    for package in cleared:
        findings += _find_versions(settings, package, forms, retractions)
    if retractions:
        findings += _find_files(settings, retractions)
        findings += [
            Finding("V016", Place(report.path), value=Path(report.path).name)
            for report in reports
            if retractions.refuses([digest_report(report)])
        ]
    return list({(finding.code, finding.place, finding.value): finding for finding in findings}.values())


def read_retractions(settings: Settings, forms: TableForms) -> tuple[Retractions, list[Finding]]:
    """Everything that was withdrawn in a project, by its ledger and by git; V015 or V019 where unknown."""
    lines, findings = read_ledger(settings)
    try:
        with open_commits(settings.root, zone=settings.zone) as commits:
            retractions, more = _retractions(settings, commits, forms, frozenset(lines))
    except GitSilentError:
        return Retractions(frozenset(line.digest for line in lines)), [*findings, _untold(settings)]
    return retractions, findings + more


def _untold(settings: Settings) -> Finding:
    """V019: git does not tell what was withdrawn."""
    return Finding("V019", Place(relative_path(settings.root, settings.datasets_dir)))


def _retractions(
    settings: Settings, commits: Commits, forms: TableForms, lines: frozenset[LedgerLine]
) -> tuple[Retractions, list[Finding]]:
    past = open_past(settings, commits, open_cache(settings), forms)
    if past is None:
        digests = frozenset(line.digest for line in lines)
        return Retractions(digests), [_untold(settings)]
    reader, changes, withdrawals = past
    touched = number_folders(changes, datasets_depth(settings))
    retractions = withdrawals.retractions(reader, changes, touched)
    return retractions, find_shortened(withdrawals, settings)


def _find_versions(
    settings: Settings, other_package: ClearedPackage, forms: TableForms, retractions: Retractions
) -> Iterator[Finding]:
    """Tables that hold just what was withdrawn, whatever file and name they come in."""
    package = other_package.package
    withdrawn, _ = read_withdrawn_editions(settings.root / package.folder, settings)
    if not withdrawn and not retractions:
        return
    tables = measure_tables(other_package, forms.canonical)
    whole = digest_tables(tables)
    former = digest_former(other_package, forms)
    place = Place(package.descriptor_path)
    stone = withdrawn.get(whole[:DIGITS]) or withdrawn.get(former[0][:DIGITS])
    if stone is not None:
        yield Finding("V010", place, value=package.name, details={"versi": stone.name})
        return
    filled = [
        digest
        for (digest, _), table in zip(tables.values(), other_package.tables.values(), strict=True)
        if table.rows
    ]
    if filled and retractions.refuses([whole, *filled, *former]):
        yield Finding("V016", place, value=package.name)


def _find_files(settings: Settings, retractions: Retractions) -> Iterator[Finding]:
    """Files whose bytes were withdrawn, wherever they lie now."""
    own = ledger_path(settings)
    for file in list_submissions(settings.root, (settings.datasets_dir, settings.content_dir)):
        if file.name in DESCRIPTOR_NAMES or file == own:
            continue
        try:
            if is_empty_table(file):
                continue
            plain, objects = _digest_file(file)
        except OSError:
            continue  # told by whoever reads it
        if plain in retractions.digests or objects & retractions.objects:
            yield Finding("V016", Place(relative_path(settings.root, file)), value=file.name)


def is_empty_table(path: Path) -> bool:
    """Whether a CSV has no more than one line: a header as templates have it, which many files share.

    If that line is data, the table is known by its canonical bytes.
    """
    if path.suffix.lower() != ".csv" or path.stat().st_size > HEADER_LIMIT:
        return False
    return len(path.read_bytes().strip().splitlines()) <= 1


def _digest_file(path: Path) -> tuple[str, set[str]]:
    """A file's SHA-256, and the names that git would give it."""
    head = f"blob {path.stat().st_size}\0".encode()
    plain = sha256()
    old, new = sha1(head, usedforsecurity=False), sha256(head)
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            for other_hash in (plain, old, new):
                other_hash.update(block)
    return plain.hexdigest(), {old.hexdigest(), new.hexdigest()}
