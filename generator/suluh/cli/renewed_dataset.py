"""`suluh new dataset FILE --ke FOLDER`: next quarter's file in the place of the last one, read alike."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import click

from suluh.checking.explanations import show_text
from suluh.cli import intake_dialogue
from suluh.cli.intake_dialogue import STOP, YES
from suluh.cli.reading_preview import show_table
from suluh.cli.refusal import Refusal
from suluh.cli.speech import run_language, say
from suluh.intake.title_facts import years_of
from suluh.reading.applied_recipe import apply_recipe
from suluh.reading.packages import read_packages
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.cells import read_number
from suluh.vocabulary.findings import Finding, has_errors
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.package import DataPackage, Resource, Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.shaped_table import Reason
from suluh.words.saying import N_

_GAP = "  "
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Renewal:
    """The table that a dataset has and the one that the new file gives, by the same description."""

    resource: Resource
    before: Table | None
    after: Table


@with_own_types
def renew_dataset(settings: Settings, file: Path, folder: Path, *, takes_it: bool) -> Path:
    """Put the file in the place of the dataset's own, after a look at what changes; the dataset's folder.

    Raises Refusal where the folder has not one table of one file, the file does not fit its way of reading,
    or, off a terminal, nobody has said yes.
    """
    package, resource = _find_table(settings, folder)
    target = settings.root / package.folder / resource.paths[0]
    if file.suffix.lower() != target.suffix.lower():
        text = N_("Berkas dataset ini berakhiran %(old)s, bukan %(new)s. Simpan seperti itu, lalu ulangi.")
        raise Refusal(say(text, old=target.suffix, new=file.suffix))
    data = file.read_bytes()
    before, _ = read_table(settings, package, resource)
    renewal = Renewal(resource, before, _read_new(settings, package, resource, data))
    _refuse_another_year(resource, data)
    click.echo(say("Begini saya membacanya: %(names)s", names=show_text(file.name)))
    click.echo("")
    click.echo("\n".join(show_table(renewal.after, _WIDTH)))
    click.echo("")
    click.echo(say("Yang berubah"))
    click.echo("\n".join(f"{_GAP}{line}" for line in tell_changes(renewal)))
    if not takes_it:
        _ask()
    target.write_bytes(data)
    return settings.root / package.folder


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
            tables = [resource for resource in package.resources if len(resource.paths) == 1]
            if len(tables) == 1 == len(package.resources):
                return package, tables[0]
            text = N_("%(path)s tidak dapat diperbarui begini: tabelnya %(count)s, dan perlu tepat satu.")
            raise Refusal(say(text, path=package.folder, count=len(package.resources)))
    raise Refusal(say("%(path)s bukan folder dataset.", path=folder.as_posix()))


def _read_new(settings: Settings, package: DataPackage, resource: Resource, data: bytes) -> Table:
    """The new file, read as the descriptor says, beside the project."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch).resolve()
        place = root / package.folder
        place.mkdir(parents=True)
        (place / resource.paths[0]).write_bytes(data)
        table, findings = read_table(replace(settings, root=root), package, resource)
    if table is None or has_errors(findings):
        _refuse(package, findings)
    assert table is not None
    return table


def _refuse_another_year(resource: Resource, data: bytes) -> None:
    """Refusal where the recipe gives all rows a year, and the new file's titles name only other years."""
    recipe = resource.recipe
    years = {
        name: text for name, text in (recipe.constants if recipe else {}).items() if years_of(text) == [text]
    }
    if recipe is None or not years:
        return
    shaped = apply_recipe(read_raw_sheets(resource.paths[0], data)[0], recipe)
    titles = [cell for left in shaped.left_out if left.reason is Reason.TITLE for _, cell in left.cells]
    named = sorted({year for title in titles for year in years_of(title)})
    for name, year in years.items():
        if named and year not in named:
            text = N_(
                "Judul berkas menyebut %(years)s, sedangkan cara_baca mengisi %(column)s dengan %(year)s "
                "di tiap baris. Ubah tahun di tetap (cara_baca) bila berkas ini menggantikannya, "
                "atau buat dataset baru."
            )
            raise Refusal(say(text, years=", ".join(named), column=show_text(name), year=str(year)))


def _refuse(package: DataPackage, findings: Sequence[Finding]) -> None:
    from suluh.cli.finding_text import print_findings

    print_findings(findings, run_language())
    text = N_(
        "%(path)s tidak cocok dengan cara baca dataset ini; lihat temuan di atas. "
        "Bila bentuknya memang berubah, buat dataset baru atau ubah cara_baca."
    )
    raise Refusal(say(text, path=package.folder))


def _ask() -> None:
    if not intake_dialogue.on_terminal():
        raise Refusal(say("Belum ada yang ditulis. Tambahkan --ya untuk menggantinya."))
    reply = intake_dialogue.ask(say("Ganti berkasnya? ya atau batal"), STOP)
    if reply.strip().lower() != YES:
        raise click.Abort
