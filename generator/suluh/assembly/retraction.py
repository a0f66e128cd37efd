"""Withdrawing a dataset, one earlier version of it, or a report.

A tombstone with date and reason stays, and the ledger of retractions remembers the digests of all
that it held.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from suluh.assembly.ledger_entries import enter_dataset, enter_edition, enter_report
from suluh.history.edition_cache import clear_caches
from suluh.history.editions import Edition
from suluh.reading.packages import DESCRIPTOR_NAMES, read_package
from suluh.reading.paths import SLUG, is_link, list_folder, relative_path
from suluh.reading.report_files import REPORTS_FOLDER, STONE_SUFFIX, read_report_file
from suluh.reading.report_tombstones import is_report_name
from suluh.reading.tombstones import EDITIONS_NAME, TOMBSTONE_NAME, read_withdrawn_editions
from suluh.vocabulary.disclosure import WithdrawnEdition
from suluh.vocabulary.package import FORMER_NAMES, DataPackage
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class Retraction:
    """What was done: the tombstone's path and the files that were removed, relative to the project's root."""

    tombstone: str
    removed: tuple[str, ...]
    ledger: str = ""


def find_dataset(settings: Settings, name: str) -> Path | None:
    """The folder of the dataset of that name, wherever its agency is; None if there is none, or several."""
    if not SLUG.fullmatch(name):
        return None
    agencies = [path for path in list_folder(settings.datasets_dir) if path.is_dir() and not is_link(path)]
    found = [path / name for path in agencies if (path / name).is_dir() and not is_link(path / name)]
    return found[0] if len(found) == 1 else None


def retract_dataset(settings: Settings, folder: Path, reason: str, day: date) -> Retraction:
    """Ledger and tombstone come first, then all else goes: stopped halfway, nothing is published either."""
    ledger = enter_dataset(settings, folder, day)
    package = _package_of(folder, settings)
    title = package.title if package is not None and package.title else folder.name
    lines: dict[str, object] = {"judul": title, "tanggal": day.isoformat(), "alasan": reason}
    if package is not None and package.former_names:
        lines[FORMER_NAMES] = list(package.former_names)
    tombstone = folder / TOMBSTONE_NAME
    _write_lines(tombstone, lines)
    removed = []
    for path in sorted(folder.rglob("*"), reverse=True):
        if path == tombstone:
            continue
        if path.is_dir() and not is_link(path):
            path.rmdir()
            continue
        removed.append(relative_path(settings.root, path))
        path.unlink()
    clear_caches(settings)
    return Retraction(relative_path(settings.root, tombstone), tuple(sorted(removed)), ledger)


def find_report(settings: Settings, name: str) -> Path | None:
    """The file of the report at the address `laporan/<instansi>/<tahun>-tw<1..4>`; None if there is none."""
    folder, _, rest = name.partition("/")
    path = settings.content_dir / REPORTS_FOLDER / f"{rest}.md"
    if folder != REPORTS_FOLDER or not is_report_name(rest) or not path.is_file():
        return None
    return None if any(map(is_link, (path, path.parent, path.parent.parent))) else path


def retract_report(settings: Settings, path: Path, reason: str, day: date) -> Retraction:
    """Write the tombstone first, which holds no word of the report, then remove the report."""
    report, _ = read_report_file(settings, path)
    ledger = enter_report(settings, path, report, day)
    lines: dict[str, object] = {"tanggal": day.isoformat(), "alasan": reason}
    if report is not None and report.former_names:
        lines[FORMER_NAMES] = list(report.former_names)
    tombstone = path.with_suffix(STONE_SUFFIX)
    _write_lines(tombstone, lines)
    path.unlink()
    clear_caches(settings)
    removed = (relative_path(settings.root, path),)
    return Retraction(relative_path(settings.root, tombstone), removed, ledger)


def _write_lines(path: Path, lines: Mapping[str, object]) -> None:
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())
    path.write_text(text, encoding="utf-8", newline="\n")


def withdraw_edition(
    settings: Settings, folder: Path, edition: Edition, reason: str, day: date
) -> Retraction | None:
    """Name a version among the withdrawn ones and forget what was kept of it; None if the list is broken."""
    stones, findings = read_withdrawn_editions(folder, settings)
    if findings:
        return None
    name = edition.name
    ledger = enter_edition(settings, folder, edition, day)
    whole = {withdrawn_edition.name: withdrawn_edition for withdrawn_edition in stones.values()} | {
        name: WithdrawnEdition(name, day, reason)
    }
    lines = []
    for stone in sorted(whole.values(), key=lambda withdrawn_edition: withdrawn_edition.name):
        lines += [f"{json.dumps(stone.name)}:", f'  tanggal: "{stone.date.isoformat()}"']
        lines.append(f"  alasan: {json.dumps(stone.reason, ensure_ascii=False)}")
    path = folder / EDITIONS_NAME
    fresh = path.with_name(f".{path.name}.baru")
    fresh.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    fresh.replace(path)
    clear_caches(settings)
    return Retraction(relative_path(settings.root, path), (), ledger)


def _package_of(folder: Path, settings: Settings) -> DataPackage | None:
    """What was published, as far as its description can be read."""
    path = next((folder / name for name in DESCRIPTOR_NAMES if (folder / name).is_file()), None)
    return read_package(path, settings)[0] if path is not None else None
