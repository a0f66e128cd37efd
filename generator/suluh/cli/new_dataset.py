"""The work behind `suluh new dataset`: read the files, show how, settle what is open, write the folder."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from suluh.checking.example_rows import EXAMPLE_MARK
from suluh.cli.brought_files import Brought, name_files, part_descriptions, read_source
from suluh.cli.intake_answers import IntakeAnswers, collect_answers, keep_answers
from suluh.cli.intake_dialogue import Dialogue, TextAsker, settle_description
from suluh.cli.new_table import Project, read_project
from suluh.cli.refusal import Refusal
from suluh.cli.speech import say
from suluh.intake.described_table import TableDraft, describe_reading
from suluh.intake.descriptor_draft import describe_keys, draft_descriptor
from suluh.intake.known_sources import NO_SOURCE, SOURCE, load_sources
from suluh.intake.metadata_proposal import (
    FROM_PORTAL,
    FROM_SOURCE,
    FileView,
    Neighbours,
    Stated,
    guess_agency,
    propose_metadata,
)
from suluh.intake.reading_proposal import ReadingProposal, propose_reading
from suluh.intake.source_reading import FileBeside
from suluh.publishing.descriptor_form import describe_standard_columns
from suluh.publishing.template_columns import ChoiceSource, plan_columns
from suluh.reading.packages import REFERENCE_FOLDER
from suluh.reading.paths import SLUG
from suluh.reading.standard_list import list_standards, load_standard
from suluh.reading.standard_schemas import read_standard_schema
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.package import ForeignKey, Klasifikasi
from suluh.vocabulary.region import REGION_LEVELS
from suluh.vocabulary.settings import Settings
from suluh.words.saying import N_

AGENCIES = "instansi"
"""The standard of the list of agencies, of which a region has one."""
LICENSES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/deed.id",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.id",
}
NOT_APPLICABLE = "tidak berlaku"
_LONG_NUMBER = re.compile(r"[0-9](?:[ .-]?[0-9]){8,}")
"""As the telephone of whoever keeps the file: a title with one describes no table."""


@dataclass(frozen=True, slots=True)
class NewDataset:
    """A dataset's folder that is not there yet, with what will lie in it by name."""

    folder: Path
    contents: Mapping[str, bytes]


@with_own_types
def create_dataset(settings: Settings, files: Sequence[Path], flags: Mapping[str, Any]) -> Path:
    """Make the dataset's folder and give its path. Raises Refusal where something is open or wrong."""
    standard = flags["standar"] or ""
    if standard and standard not in list_standards():
        text = N_("%(flag)s: yang ada %(names)s.")
        raise click.UsageError(say(text, flag="--standar", names=", ".join(list_standards())))
    project = read_project(settings)
    _look_at_agencies(project, standard)
    answers = collect_answers(flags)
    if files:
        made = prepare_dataset(project, Brought("", tuple(files)), answers, standard)
        folder = made.folder
        write_folder(folder, made.contents)
    else:
        folder = _create_from_standard(project, answers, standard)
    if flags["simpan_jawaban"]:
        keep_answers(Path(flags["simpan_jawaban"]), answers)
    return folder


def prepare_dataset(
    project: Project, brought: Brought, answers: IntakeAnswers, standard: str, *, among: bool = False
) -> NewDataset:
    """The dataset of files as they are; whatever is answered on the way goes into `answers`.

    Where it is one `among` others nobody is asked: what is open is named with flags that name the file.
    """
    files, portal = part_descriptions(brought.files)
    portal = {**brought.told, **portal}
    source = read_source(files)
    _propose_agency(project, files, answers)

    beside = FileBeside([file.name for file in files], standard, project.agencies)
    _check_source(answers)

    def propose(words: Mapping[str, str]) -> ReadingProposal:
        proposal = propose_reading(source.sheets, project.lists, words, beside=beside)
        _refuse_other_kind(words.get(SOURCE, ""), proposal)
        return proposal

    def describe(proposal: ReadingProposal, texts: Mapping[str, str]) -> dict[str, Stated]:
        kind = standard or standard_of(proposal)
        proposed = describe_dataset(project, view_files(files, proposal), texts, standard=kind)
        known = {key: Stated(text, FROM_SOURCE) for key, text in _words_of(proposal).items()}
        return proposed | known | {key: Stated(text, FROM_PORTAL) for key, text in portal.items()}

    asker = TextAsker([*sorted(project.agencies), REFERENCE_FOLDER], _fault_of)
    dialogue = Dialogue(
        propose, describe, asker, [file.name for file in files], brought.name if among else None
    )
    settled = dialogue.settle(answers)
    folder = _new_folder(project, settled.metadata)
    name = settled.metadata["name"]
    kind = standard or standard_of(settled.proposal)
    if keeps_table_alone(settled.proposal):
        draft = replace(describe_reading(settled.proposal, [f"{name}.csv"], standard=kind), reading={})
        contents = {f"{name}.csv": write_read_table(settled.proposal)}
    else:
        targets = name_files(name, files)
        draft = describe_reading(settled.proposal, targets, standard=kind)
        contents = dict(zip(targets, source.files.values(), strict=True))
    text = write_description(project, settled.metadata, draft, standard=kind)
    return NewDataset(folder, {**contents, "datapackage.yaml": text.encode()})


def standard_of(proposal: ReadingProposal) -> str:
    """The record type that the kind of export belongs to; empty for none."""
    return proposal.known.source.standard if proposal.known is not None else ""


def keeps_table_alone(proposal: ReadingProposal) -> bool:
    """Whether the file holds more than may lie in a repository, so that its table is written alone."""
    return proposal.known is not None and proposal.known.source.only_table


def write_read_table(proposal: ReadingProposal) -> bytes:
    """The table that was read, as a plain CSV."""
    table = proposal.table
    assert table is not None
    return write_rows([table.header, *table.rows], end="\n").encode()


def _words_of(proposal: ReadingProposal) -> Mapping[str, str]:
    return proposal.known.source.described if proposal.known is not None else {}


def _check_source(answers: IntakeAnswers) -> None:
    """Raise UsageError for a kind of export that is none."""
    named = answers.words.get(SOURCE, "")
    if named and named != NO_SOURCE and named not in load_sources():
        text = N_("%(flag)s: yang ada %(names)s.")
        raise click.UsageError(say(text, flag="--dari", names=", ".join([*load_sources(), NO_SOURCE])))


def _refuse_other_kind(named: str, proposal: ReadingProposal) -> None:
    """Raise Refusal for a file that is not of the kind named: it may hold what that kind leaves out."""
    if named in ("", NO_SOURCE) or proposal.known is not None or proposal.table is None:
        return
    source = load_sources()[named]
    wanted = ", ".join(source.columns[column][0] for column in source.needed)
    text = N_("Berkas ini bukan ekspor %(name)s: perlu judul kolom %(wanted)s. Tanpa itu: --dari %(no)s.")
    raise Refusal(say(text, name=named, wanted=wanted, no=NO_SOURCE))


def view_files(files: Sequence[Path], proposal: ReadingProposal) -> FileView:
    """What the files say of themselves beside their cells."""
    titles, notes = proposal.texts_around
    titles = tuple(title for title in titles if not _LONG_NUMBER.search(title))
    shape = proposal.shape
    sheets = [
        sheet.name
        for sheet in proposal.sheets
        if shape and sheet.name in (shape.sheet, *proposal.recipe.sheets)
    ]
    return FileView(
        files[0].name,
        titles,
        notes,
        sheets,
        proposal.columns,
        proposal.recipe.constants,
        shape.unit if shape else "",
        proposal.reading.primary_key,
    )


def describe_dataset(
    project: Project, file: FileView, texts: Mapping[str, str], *, standard: str
) -> dict[str, Stated]:
    """A proposal for each key of the description, the agency's own datasets in mind."""
    spoken = {slug: (agency.nama, agency.nama_singkat) for slug, agency in project.agencies.items()}
    agency = texts.get("instansi") or guess_agency(file, spoken)
    neighbours = Neighbours(
        [package for package in project.packages if package.instansi == agency], project.packages
    )
    region = project.lists.regions[project.settings.wilayah]
    proposed = propose_metadata(
        file,
        neighbours,
        standard=load_standard(standard) if standard else {},
        proper=(region.full_name,),
        today=project.settings.as_of.day,
    )
    stem = re.sub(r"[^a-z0-9]+", "-", file.spoken_stem.lower()).strip("-")[:60].strip("-")
    taken = {package.name for package in project.packages}
    name = next(
        (
            name
            for name in (stem, f"{stem}-{agency}".strip("-"), f"{stem}-2")
            if SLUG.fullmatch(name) and name not in taken
        ),
        "",
    )
    only = (
        next(iter(project.agencies))
        if len(project.agencies) == 1
        else ""
        if project.agencies
        else REFERENCE_FOLDER
    )
    first = {
        "instansi": Stated(agency or only, N_("judul berkas") if agency else N_("satu-satunya")),
        "name": Stated(name or "data-baru", N_("nama berkas")),
    }
    return {**first, **proposed}


def write_description(
    project: Project, metadata: Mapping[str, str], draft: TableDraft, *, standard: str
) -> str:
    """The descriptor as YAML."""
    return draft_descriptor(_metadata(project, metadata, draft), _resource(metadata, draft, standard))


def _create_from_standard(project: Project, answers: IntakeAnswers, standard: str) -> Path:
    """A table of the standard's columns with its example row alone, which may not be published."""
    answers.texts["klasifikasi"] = Klasifikasi.TERBATAS.value
    file = FileView(standard)
    metadata = describe_dataset(project, file, answers.texts, standard=standard)
    agencies = sorted(project.agencies) or [REFERENCE_FOLDER]
    texts = settle_description(metadata, answers, agencies, _fault_of)
    folder = _new_folder(project, texts)
    name = texts["name"]
    schema = read_standard_schema(standard)
    names = [field.name for field in schema.fields]
    keys = [
        ForeignKey((column,), key.package, key.resource, key.reference_fields)
        for column, (key, _) in project.lists.by_column.items()
        if column in names
    ]
    if "kode_wilayah" in names:
        keys.append(ForeignKey(("kode_wilayah",), "wilayah", "wilayah", ("kode",)))
    draft = TableDraft(describe_standard_columns(schema), (f"{name}.csv",), schema.primary_key, tuple(keys))
    text = write_description(project, texts, draft, standard=standard)
    example = _example_of(project, standard).encode()
    write_folder(folder, {f"{name}.csv": example, "datapackage.yaml": text.encode()})
    return folder


def _look_at_agencies(project: Project, standard: str) -> None:
    """Raise Refusal where the project has no list of agencies yet, or has the one that it may have."""
    known = bool(project.agencies)
    if standard == AGENCIES and known:
        text = N_("Daftar instansi sudah ada di dataset %(name)s; tambahkan barisnya di sana.")
        raise Refusal(say(text, name=project.agencies_package))
    if standard != AGENCIES and not known:
        raise Refusal(
            say(
                "Belum ada daftar instansi. Mulai dengan: "
                "suluh new dataset --standar instansi --instansi referensi"
            )
        )


def _propose_agency(project: Project, files: Sequence[Path], answers: IntakeAnswers) -> None:
    """Whoever works within an agency's folder means that agency."""
    folders = [Path.cwd(), *(file.resolve().parent for file in files[:1])]
    for folder in folders:
        for place in (folder, *folder.parents):
            if place.parent == project.settings.datasets_dir and place.name in project.agencies:
                answers.texts.setdefault("instansi", place.name)


def _new_folder(project: Project, metadata: Mapping[str, str]) -> Path:
    folder = project.settings.datasets_dir / metadata["instansi"] / metadata["name"]
    if folder.exists():
        shown = folder.relative_to(project.settings.root).as_posix()
        text = N_("%(path)s sudah ada. Pakai --name lain, atau --ke %(path)s untuk memperbaruinya.")
        raise Refusal(say(text, path=shown))
    return folder


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make a dataset's folder, whole or not at all."""
    folder.mkdir(parents=True)
    try:
        for name, data in contents.items():
            (folder / name).write_bytes(data)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _fault_of(key: str, text: str) -> str:
    if key == "name" and not SLUG.fullmatch(text):
        return say("Pakai huruf kecil, angka, dan tanda hubung.")
    return ""


def _metadata(project: Project, metadata: Mapping[str, str], draft: TableDraft) -> dict[str, Any]:
    agency = project.agencies.get(metadata["instansi"])
    region = project.lists.regions[project.settings.wilayah]
    producer = agency.nama if agency else f"Pemerintah {region.full_name}"
    contact = agency.surel if agency else ""
    with_regions = any(key.package == "wilayah" for key in draft.foreign_keys)
    license_name = metadata["lisensi"]
    path = LICENSES.get(license_name)
    described: dict[str, Any] = {
        "name": metadata["name"],
        "title": metadata["title"],
        "description": metadata["description"],
        "produsen": producer,
        "konsep": metadata["konsep"],
        "definisi": metadata["definisi"],
        "klasifikasi_isian": metadata["klasifikasi_isian"],
        "ukuran": metadata["ukuran"],
        "satuan": metadata["satuan"],
        "periode": metadata["periode"],
        "skema_wilayah": _usual(project, "skema_wilayah") if with_regions else NOT_APPLICABLE,
        "keputusan_wilayah": metadata.get("keputusan_wilayah")
        or (_usual(project, "keputusan_wilayah") if with_regions else NOT_APPLICABLE),
        "frekuensi": metadata["frekuensi"],
        "sources": [{"title": metadata.get("sumber") or producer}],
        "licenses": [{"name": license_name, **({"path": path} if path else {})}],
        "kontak": metadata.get("kontak") or contact or project.settings.kontak or NOT_APPLICABLE,
        "status_data": metadata["status"],
        "klasifikasi": metadata["klasifikasi"],
        "jenis_informasi": metadata["jenis_informasi"],
    }
    described |= {"topik": metadata["topik"]} if metadata.get("topik") else {}
    level = REGION_LEVELS[draft.level] if draft.level is not None else ""
    return described | ({"tingkat_wilayah": level} if level else {})


def _usual(project: Project, key: str) -> str:
    """What most datasets of the project say under a key."""
    stated = Counter(text for package in project.packages if (text := package.text(key)))
    stated.pop(NOT_APPLICABLE, None)
    return stated.most_common(1)[0][0] if stated else NOT_APPLICABLE


def _resource(metadata: Mapping[str, str], draft: TableDraft, standard: str) -> dict[str, Any]:
    paths = list(draft.paths)
    resource: dict[str, Any] = {
        "name": metadata["name"],
        "title": metadata["title"],
        "path": paths[0] if len(paths) == 1 else paths,
    }
    resource |= {"standar": standard} if standard else {}
    resource |= draft.reading
    resource["schema"] = {
        "fields": draft.fields,
        "primaryKey": list(draft.primary_key),
        "foreignKeys": describe_keys(draft.foreign_keys),
    }
    return resource


def _example_of(project: Project, standard: str) -> str:
    """A table of the standard's columns with the example row alone."""
    schema = read_standard_schema(standard)
    nothing = Catalog(datasets={}, agencies={}, reports=())
    source = ChoiceSource(nothing, project.lists.regions, project.settings.wilayah, {})
    columns = plan_columns(schema, source, standard=standard)
    rows = [[column.field.name for column in columns]]
    rows.append([EXAMPLE_MARK, *(column.example for column in columns[1:])])
    return write_rows(rows, end="\n")
