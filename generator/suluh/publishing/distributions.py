"""The downloads of a dataset: canonical CSV, and the same data in every other registered format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO, cast

from suluh.publishing import archive, csvw_file, descriptor
from suluh.publishing.artifacts import measure_artifact
from suluh.publishing.download_notes import write_readme
from suluh.publishing.file_metadata import declared_date
from suluh.publishing.formats import canonical_format, list_copies
from suluh.record_types import load_part, record_types
from suluh.vocabulary.catalog import Dataset, Distribution, Unmade, Version
from suluh.vocabulary.download_format import Format, Outgoing, Surroundings, Writer
from suluh.vocabulary.package import ClearedPackage, DataPackage
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_MakeCopies = Callable[[Outgoing], Iterable[Distribution]]


def write_distributions(
    cleared: ClearedPackage,
    instansi: Instansi,
    settings: Settings,
    *,
    versions: Sequence[Version] = (),
    around: Surroundings | None = None,
    originals: Sequence[Distribution] = (),
) -> tuple[Distribution, ...]:
    """The downloads: CSV for each table, the other formats, then ZIP, DATAPACKAGE and SHA256SUMS.

    All lie under `data/<dataset>/`. Nothing is written yet; sizes and digests are measured. `versions` are
    those of the dataset's history, newest first; `originals` the submitted files that lie beside them.
    """
    dataset = Dataset(cleared, instansi, versions=tuple(versions))
    tables = tuple(_write_format(canonical_format(), Outgoing(dataset, settings, {})))
    files = {table.resource: table.artifact for table in tables}
    outgoing = Outgoing(dataset, settings, files, around=around or Surroundings())
    copies = tuple(copy for form in list_copies() for copy in _write_format(form, outgoing))
    copies += (*_copies_of_types(outgoing), *originals)

    def write_description(stream: BinaryIO) -> None:
        unmade = list_unmade(cleared, instansi, settings)
        description = descriptor.describe_package(
            cleared, instansi, settings, files=files, copies=copies, unmade=unmade
        )
        descriptor.write_descriptor(stream, description)

    package_file = measure_artifact(_address(cleared.package, descriptor.DESCRIPTOR_NAME), write_description)
    return (*tables, *copies, *_pack(outgoing, (*tables, *copies), package_file))


def name_stems(package: DataPackage) -> dict[str, str]:
    """By resource, its files' name without suffix: the dataset's for the first, else the resource's own."""
    stems: dict[str, str] = {}
    for index, resource in enumerate(package.resources):
        stem = resource.name if index else package.name
        # A later resource may bear the dataset's name, which is the main table's.
        while stem in stems.values():
            stem += "-tabel"
        stems[resource.name] = stem
    return stems


def _copies_of_types(outgoing: Outgoing) -> Iterator[Distribution]:
    """The forms that the dataset's record types alone have: they may name others and tell the last change."""
    limited = replace(_limit(outgoing, dated=True), around=outgoing.around)
    followed = {resource.standar for resource in outgoing.dataset.package.resources}
    for name, record_type in record_types().items():
        if name in followed and record_type.copies:
            yield from cast(_MakeCopies, load_part(record_type.copies))(limited)


def _write_format(form: Format, outgoing: Outgoing) -> Iterator[Distribution]:
    """The dataset's files in a format: one for each table that goes out in it, or one for all."""
    cleared, write = outgoing.dataset.cleared, form.writer
    if write is None:
        raise ValueError(f"the format {form.name} cannot be written by itself")
    for part, stem in _list_parts(form, outgoing):
        if _lack_of_room(form, part):
            continue
        resource = part.resource
        file = measure_artifact(
            _address(cleared.package, f"{form.folder}/{stem}{form.suffix}".removeprefix("/")),
            partial(_write_part, write=write, part=part),
            partial(_rests_on, form, part),
        )
        names = [resource] if resource else [each.name for each in cleared.package.resources]
        rows = sum(len(cleared.tables[name].rows) for name in names)
        details = form.describe(part) if form.describe is not None else {}
        yield Distribution(form.name, form.media_type, file, resource=resource, rows=rows, details=details)


def list_unmade(cleared: ClearedPackage, instansi: Instansi, settings: Settings) -> tuple[Unmade, ...]:
    """The forms that a dataset or a table of it does not have for its size alone."""
    outgoing = Outgoing(Dataset(cleared, instansi), settings, {})
    return tuple(
        lack
        for form in list_copies()
        for part, _ in _list_parts(form, outgoing)
        for lack in [_lack_of_room(form, part)]
        if lack is not None
    )


def _list_parts(form: Format, outgoing: Outgoing) -> Iterator[tuple[Outgoing, str]]:
    """What goes out in a format, whole or each table, with the name of its file."""
    package = outgoing.dataset.package
    stems = name_stems(package) if form.per_table else {"": package.name}
    for resource, stem in stems.items():
        part = _limit(replace(outgoing, resource=resource), dated=form.dated)
        if form.wanted is None or form.wanted(part):
            yield part, stem


def _lack_of_room(form: Format, part: Outgoing) -> Unmade | None:
    """What is too much for a form; None where all fits."""
    tables = part.dataset.cleared.tables
    some = [tables[part.resource]] if part.resource else [*tables.values()]
    if 0 < form.room.rows < max((len(table.rows) for table in some), default=0):
        return Unmade(form.name, part.resource, form.room.rows, "baris")
    if 0 < form.room.cells < sum(len(table.rows) * len(table.header) for table in some):
        return Unmade(form.name, part.resource, form.room.cells, "sel")
    return None


def _limit(part: Outgoing, *, dated: bool) -> Outgoing:
    """What a writer is given: no more than it tells, so that a file is made anew only where that changed.

    Times of commits and of the build are for a form that tells them, of a dataset that says none itself.
    """
    dataset, settings = part.dataset, part.settings
    timeless = replace(settings, build_time=_NO_TIME, day=None, fixed_day=None)
    versions: tuple[Version, ...] = ()
    if dated and not declared_date(dataset.package):
        versions = tuple(Version("", version.date) for version in dataset.versions[:1])
        settings = timeless if versions else replace(timeless, build_time=settings.build_time)
    else:
        settings = timeless
    return replace(
        part, dataset=replace(dataset, versions=versions), settings=settings, around=Surroundings()
    )


def _rests_on(form: Format, part: Outgoing) -> object:
    """All that a writer is given, by which alone it goes."""
    return form.name, part


def _write_part(stream: BinaryIO, write: Writer, part: Outgoing) -> None:
    write(stream, part)


def _pack(outgoing: Outgoing, data: Sequence[Distribution], package_file: Artifact) -> Iterator[Distribution]:
    """The archive of all files, what describes them, and their checksums."""
    package = outgoing.dataset.package
    # The package as the standard has one: tables and what describes them. Other forms lie beside it.
    packed = (canonical_format().name, csvw_file.FORMAT.name)
    flat = [each.artifact for each in data if each.format in packed]
    content = (*flat, package_file)
    readme = write_readme(
        outgoing.dataset, outgoing.settings, names=sorted(file.address.rpartition("/")[2] for file in content)
    )
    bundle = measure_artifact(
        _address(package, f"{package.name}{archive.FORMAT.suffix}"),
        partial(archive.write_archive, files=content, readme=readme),
        lambda: (archive.FORMAT.name, content, readme),
    )
    folder = _address(package, "")
    summed = (*(each.artifact for each in data), package_file, bundle)
    checksums = measure_artifact(
        f"{folder}{archive.CHECKSUMS_NAME}",
        partial(archive.write_checksums, named={file.address.removeprefix(folder): file for file in summed}),
    )
    files = (
        (archive.FORMAT, bundle),
        (descriptor.FORMAT, package_file),
        (archive.CHECKSUMS, checksums),
    )
    for form, file in files:
        yield Distribution(form.name, form.media_type, file)


def _address(package: DataPackage, file_name: str) -> str:
    return f"data/{package.name}/{file_name}"
