"""`suluh new dataset FILE --ke FOLDER`: next quarter's file in the place of the last one, or below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import click

from suluh.checking.explanations import show_text
from suluh.cli import intake_dialogue
from suluh.cli.added_files import Plan, plan_addition, plan_replacement
from suluh.cli.fix import replace_bytes
from suluh.cli.intake_dialogue import STOP, YES
from suluh.cli.reading_preview import show_table
from suluh.cli.refusal import Refusal, refuse_after
from suluh.cli.speech import say
from suluh.cli.trial_project import find_new_errors, lay_out_trial
from suluh.intake.added_file import lengthen_key
from suluh.reading.packages import read_packages
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.cells import read_number
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.settings import Settings
from suluh.words.saying import N_

_GAP = "  "
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Renewal:
    """The table that a dataset has and the one that it would have, by the description that it would have."""

    resource: Resource
    before: Table | None
    after: Table


@with_own_types
def renew_dataset(settings: Settings, file: Path, folder: Path, *, adds: bool, takes_it: bool) -> Path:
    """Put the file in the place of the dataset's own, or with `adds` below it; the dataset's folder.

    Raises Refusal as `plan_renewal` does, and where, off a terminal, nobody has said yes.
    """
    renewed = plan_renewal(settings, file, folder, adds=adds)
    if not takes_it:
        _ask(adds=adds)
    write_renewal(renewed)
    return renewed.folder


@dataclass(frozen=True, slots=True)
class Renewed:
    """A dataset's folder, and the bytes that its files would have by their paths."""

    folder: Path
    changes: Mapping[Path, bytes]


def write_renewal(renewed: Renewed) -> None:
    """Put the bytes in their places."""
    for path, data in renewed.changes.items():
        replace_bytes(path, data)


@with_own_types
def plan_renewal(settings: Settings, file: Path, folder: Path, *, adds: bool) -> Renewed:
    """What a dataset's folder would have with a newer file.

    What changes is shown, and the project checked as it would be, before anything is written. Raises
    Refusal where the folder has not one table, the file does not fit its way of reading, or the check finds
    errors that were not there.
    """
    package, resource = _find_table(settings, folder)
    before, _ = read_table(settings, package, resource)
    plan = (plan_addition if adds else plan_replacement)(settings, package, resource, file)
    if adds and before is not None and (key := _longer_key(settings, package, plan, before)):
        plan = plan_addition(settings, package, resource, file, key=key)
    with lay_out_trial(settings, plan.changes) as trial:
        renewal = _read_renewed(trial, package, before)
        click.echo(say("Begini saya membacanya: %(names)s", names=show_text(file.name)))
        click.echo("")
        click.echo("\n".join(show_table(_rows_of(renewal.after, plan), _WIDTH)))
        click.echo("")
        click.echo(say("Yang berubah"))
        click.echo("\n".join(f"{_GAP}{line}" for line in tell_changes(renewal)))
        changed = [path.relative_to(settings.root).as_posix() for path in plan.changes]
        if errors := find_new_errors(settings, trial, changed):
            refuse_after(
                errors,
                N_("Tidak ada yang ditulis: %(path)s tidak akan lolos pemeriksaan; lihat temuan di atas."),
                path=package.folder,
            )
        if adds:
            _tell_repeated(_rows_of(renewal.after, plan), before, file)
    return Renewed(settings.root / package.folder, plan.changes)


def tell_changes(renewal: Renewal) -> Iterator[str]:
    """What the new file changes: columns, rows by the key, and the sums of measures."""
    before, after = renewal.before, renewal.after
    if before is None:
        yield say("%(rows)s baris, sebelumnya %(before)s", rows=len(after.rows), before=0)
        return
    yield say("%(rows)s baris, sebelumnya %(before)s", rows=len(after.rows), before=len(before.rows))
    gone = [name for name in before.header if name not in after.header]
    if gone:
        yield say("Kolom hilang: %(names)s", names=", ".join(map(show_text, gone)))
    counts = _count_changes(renewal)
    for text, count in counts.items():
        if count:
            yield say(text, count=count)
    if not any(counts.values()):
        yield say("tidak ada baris yang berubah")
    yield from _tell_sums(renewal)


def _count_changes(renewal: Renewal) -> dict[str, int]:
    """Rows that are new, gone or changed, by the primary key where there is one, else by all cells."""
    before, after = renewal.before, renewal.after
    old, new = (_by_key(renewal.resource, table) for table in (before, after))
    changed = sum(1 for key, rows in new.items() if key in old and rows != old[key])
    return {
        N_("%(count)s baris baru"): sum(rows.total() for key, rows in new.items() if key not in old),
        N_("%(count)s baris hilang"): sum(rows.total() for key, rows in old.items() if key not in new),
        N_("%(count)s baris berubah"): changed,
    }


def _by_key(resource: Resource, table: Table | None) -> Mapping[tuple[str, ...], Counter[tuple[str, ...]]]:
    found: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
    if table is None:
        return found
    key = [table.header.index(name) for name in resource.schema.primary_key if name in table.header]
    for row in table.rows:
        named = tuple(row[at] for at in key) if key else tuple(row)
        found.setdefault(named, Counter())[tuple(row)] += 1
    return found


def _tell_sums(renewal: Renewal) -> Iterator[str]:
    keyed = {name for key in renewal.resource.schema.foreign_keys for name in key.fields}
    for field in renewal.resource.schema.fields:
        if not field.is_number or field.name in keyed or field.name in renewal.resource.schema.primary_key:
            continue
        sums: list[Decimal] = []
        for table in (renewal.before, renewal.after):
            cells: Sequence[str] = table.column(field.name) if table and field.name in table.header else ()
            values = (read_number(field, cell) for cell in cells)
            sums.append(sum((value for value in values if value is not None), Decimal(0)))
        if sums[0] != sums[1]:
            words = N_("%(column)s berjumlah %(after)s, sebelumnya %(before)s")
            yield say(words, column=show_text(field.name), after=sums[1], before=sums[0])


def _find_table(settings: Settings, folder: Path) -> tuple[DataPackage, Resource]:
    whole = folder if folder.is_absolute() else settings.root / folder
    for package in read_packages(settings)[0]:
        if settings.root / package.folder == whole.resolve():
            tables = [resource for resource in package.resources if resource.paths]
            if len(tables) == 1 == len(package.resources):
                return package, tables[0]
            text = N_("%(path)s tidak dapat diperbarui begini: tabelnya %(count)s, dan perlu tepat satu.")
            raise Refusal(say(text, path=package.folder, count=len(package.resources)))
    raise Refusal(say("%(path)s bukan folder dataset.", path=folder.as_posix()))


def _read_renewed(trial: Settings, package: DataPackage, before: Table | None) -> Renewal:
    """The table as it would be; Refusal with what is wrong where there would be none."""
    renewed = next((other for other in read_packages(trial)[0] if other.folder == package.folder), None)
    table, findings = read_table(trial, renewed, renewed.resources[0]) if renewed is not None else (None, [])
    if renewed is None or table is None or has_errors(findings):
        text = N_(
            "%(path)s tidak cocok dengan cara baca dataset ini; lihat temuan di atas. "
            "Bila bentuknya memang berubah, buat dataset baru atau ubah cara_baca."
        )
        refuse_after(findings, text, path=package.folder)
    assert renewed is not None
    assert table is not None
    return Renewal(renewed.resources[0], before, table)


def _longer_key(settings: Settings, package: DataPackage, plan: Plan, before: Table) -> tuple[str, ...]:
    """The key with the column of time that tells the added rows from those that are there, where it must."""
    with lay_out_trial(settings, plan.changes) as trial:
        renewal = _read_renewed(trial, package, before)
    return lengthen_key(renewal.resource.schema, before, _rows_of(renewal.after, plan))


def _rows_of(table: Table, plan: Plan) -> Table:
    """The rows of the new file alone, where it is one of several."""
    starts = [start for start, path in table.origins if path.endswith(f"/{plan.path}")]
    if not starts:
        return table
    end = next((start for start, _ in table.origins if start > starts[-1]), len(table.rows))
    return Table(table.header, table.rows[starts[0] : end], table.lines[starts[0] : end], table.header_line)


def _tell_repeated(added: Table, before: Table | None, file: Path) -> None:
    """Say how many of the added rows are there already, cell by cell; Refusal where all of them are."""
    known = set(before.rows) if before is not None else set()
    repeated = sum(row in known for row in added.rows)
    if repeated == len(added.rows):
        text = N_("Semua baris %(name)s sudah ada di dataset ini. Belum ada yang ditulis.")
        raise Refusal(say(text, name=show_text(file.name)))
    if repeated:
        text = N_("%(count)s baris sama persis dengan baris yang sudah ada")
        click.echo(f"{_GAP}! {say(text, count=repeated)}")


def _ask(*, adds: bool) -> None:
    if not intake_dialogue.on_terminal():
        text = (
            N_("Belum ada yang ditulis. Tambahkan --ya untuk menambahkannya.")
            if adds
            else N_("Belum ada yang ditulis. Tambahkan --ya untuk menggantinya.")
        )
        raise Refusal(say(text))
    question = N_("Tambahkan berkasnya? ya atau batal") if adds else N_("Ganti berkasnya? ya atau batal")
    reply = intake_dialogue.ask(say(question), STOP)
    if reply.strip().lower() != YES:
        raise click.Abort
