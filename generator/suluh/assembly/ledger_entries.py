"""What `suluh retract` enters into the ledger: the digests of all forms in which the bytes may return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from suluh.checking.package_tables import TableStore
from suluh.clearing.classification import clear_package
from suluh.history.canonical_versions import Past, read_histories
from suluh.history.derivation_sources import list_grounds
from suluh.history.editions import Edition, History
from suluh.history.past_states import digest_former, digest_tables, measure_tables
from suluh.history.report_versions import digest_report
from suluh.history.returned import is_empty_table
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.reading.ledger import ledger_path, read_ledger, write_ledger
from suluh.reading.packages import DESCRIPTOR_NAMES, read_packages
from suluh.reading.paths import is_link, relative_path
from suluh.reading.report_files import REPORTS_FOLDER
from suluh.reading.submissions import list_submissions
from suluh.vocabulary.package import ValidPackage
from suluh.vocabulary.reports import Report
from suluh.vocabulary.retractions import DATASET, EDITION, REPORT, LedgerLine
from suluh.vocabulary.settings import Settings


def enter_dataset(settings: Settings, folder: Path, day: date) -> str:
    """Enter a dataset as it is now and every earlier version of it; the ledger's path."""
    digests = [*_digest_files(folder), *_digest_present(settings, folder)]
    history = find_history(settings, folder)
    if history is not None:
        digests += [digest for edition in history.editions for digest in _digests_of(edition)]
    return _enter(settings, folder, DATASET, folder.name, day, digests=digests)


def find_twins(settings: Settings, folder: Path) -> list[str]:
    """Files elsewhere in the project with the bytes of a dataset's files: the ledger will refuse them too."""
    own = set(_digest_files(folder))
    places = list_submissions(settings.root, (settings.datasets_dir, settings.content_dir))
    others = [
        path for path in places if not path.is_relative_to(folder) and path.name not in DESCRIPTOR_NAMES
    ]
    return sorted(relative_path(settings.root, path) for path in others if _digest_of(path) in own)


def _digest_of(path: Path) -> str:
    try:
        return "" if is_empty_table(path) else sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""  # told by `suluh check`


def enter_edition(settings: Settings, folder: Path, edition: Edition, day: date) -> str:
    """Enter one version of a dataset."""
    return _enter(settings, folder, EDITION, folder.name, day, digests=_digests_of(edition))


def enter_report(settings: Settings, path: Path, report: Report | None, day: date) -> str:
    """Enter a report: its file, and what readers saw of it."""
    name = path.relative_to(settings.content_dir / REPORTS_FOLDER).with_suffix("").as_posix()
    digests = [sha256(path.read_bytes()).hexdigest()]
    digests += [digest_report(report)] if report is not None else []
    return _enter(settings, path.parent, REPORT, name, day, digests=digests)


def find_history(settings: Settings, folder: Path) -> History | None:
    """The editions of the dataset in that folder; None where its data cannot be read as it is now."""
    packages = {package.name: package for package in read_packages(settings)[0]}
    place = relative_path(settings.root, folder)
    package = next((package for package in packages.values() if package.folder == place), None)
    if package is None:
        return None
    store = TableStore(settings, packages)
    pasts = []
    for name in list_grounds(package, packages):
        tables = store.tables_of(packages[name]) if name in packages else {}
        whole = tables and len(tables) == len(packages[name].resources)
        cleared = clear_package(ValidPackage(packages[name], tables)) if whole else None
        if cleared is not None:
            pasts.append(Past(packages[name], cleared))
    published = {past.package.name for past in pasts}
    others = [package for name, package in packages.items() if name not in published]
    return read_histories(settings, pasts, TABLE_FORMS, others).get(package.name)


def _enter(
    settings: Settings, folder: Path, kind: str, name: str, day: date, *, digests: Iterable[str]
) -> str:
    """Add the lines that are new below what stands there, which is left as it is."""
    place = relative_path(settings.root, folder)
    known = {
        (ledger_line.kind, ledger_line.name, ledger_line.digest) for ledger_line in read_ledger(settings)[0]
    }
    new = [
        LedgerLine(day, kind, name, place, word)
        for word in dict.fromkeys(digests)
        if (kind, name, word) not in known
    ]
    path = ledger_path(settings)
    old = b"" if is_link(path) or not path.is_file() else path.read_bytes()
    text = write_ledger(new, headed=not old)
    fresh = path.with_name(f".{path.name}.baru")
    fresh.write_bytes(old + (b"" if not old or old.endswith(b"\n") else b"\n") + text.encode("ascii"))
    fresh.replace(path)
    return relative_path(settings.root, path)


def _digest_files(folder: Path) -> Iterator[str]:
    """Of every file that was submitted; of a description only where there is nothing else."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not is_link(path)]
    data = [path for path in files if path.name not in DESCRIPTOR_NAMES and path.stat().st_size]
    for path in data or files:
        yield sha256(path.read_bytes()).hexdigest()


def _digest_present(settings: Settings, folder: Path) -> Iterator[str]:
    """Of the canonical bytes, as far as the dataset can be read and was public."""
    packages = {package.name: package for package in read_packages(settings)[0]}
    package = next(
        (package for package in packages.values() if settings.root / package.folder == folder), None
    )
    tables = TableStore(settings, packages).tables_of(package) if package is not None else {}
    if package is None or len(tables) < len(package.resources) or not tables:
        return
    cleared = clear_package(ValidPackage(package, tables))
    if cleared is not None and any(table.rows for table in cleared.tables.values()):
        measured = measure_tables(cleared, TABLE_FORMS.canonical)
        yield digest_tables(measured)
        yield from digest_former(cleared, TABLE_FORMS)
        yield from (
            digest
            for (digest, _), table in zip(measured.values(), cleared.tables.values(), strict=True)
            if table.rows
        )


def _digests_of(edition: Edition) -> list[str]:
    return [edition.digest, *(digest for _, digest, _ in edition.files)]
