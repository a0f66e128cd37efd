"""The work behind `suluh new dataset`: read the file, infer, ask, and write the folder."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from suluh.checking.example_rows import EXAMPLE_MARK
from suluh.cli.answers import Question, gather_answers
from suluh.cli.new_table import Draft, Project, draft_from_file, draft_from_standard, read_project
from suluh.cli.speech import say
from suluh.intake.descriptor_draft import describe_keys, draft_descriptor
from suluh.publishing.template_columns import ChoiceSource, plan_columns
from suluh.reading.packages import REFERENCE_FOLDER
from suluh.reading.paths import SLUG
from suluh.reading.standard_list import list_standards, load_standard
from suluh.reading.standard_schemas import read_standard_schema
from suluh.vocabulary.catalog import REGION_LEVELS, Catalog
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.package import JenisInformasi, Klasifikasi, StatusData
from suluh.vocabulary.settings import Settings
from suluh.words.saying import N_

AGENCIES = "instansi"
"""The standard of the list of agencies, of which a region has one."""
LICENSE = "CC-BY-4.0"
LICENSES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/deed.id",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.id",
}


@with_own_types
def create_dataset(settings: Settings, file: Path | None, flags: Mapping[str, Any]) -> Path:
    """Make the dataset's folder and give its path. Raises UsageError where something is missing or wrong."""
    standard = flags["standar"] or ""
    if standard and standard not in list_standards():
        told = N_("%(flag)s: yang ada %(names)s.")
        raise click.UsageError(say(told, flag="--standar", names=", ".join(list_standards())))
    project = read_project(settings)
    _look_at_agencies(project, standard)
    draft = draft_from_file(project, file, flags) if file else draft_from_standard(project, standard)
    answers = gather_answers(_questions(project, file, draft, flags))
    name, agency = answers["--name"], answers["--instansi"]
    folder = settings.datasets_dir / agency / name
    if folder.exists():
        shown = folder.relative_to(settings.root).as_posix()
        raise click.UsageError(say("%(path)s sudah ada.", path=shown))
    suffix = file.suffix.lower() if file else ".csv"
    if file is None:
        # Without rows of its own the table holds the example row, which may not be published.
        answers = {**answers, "--klasifikasi": Klasifikasi.TERBATAS.value}
    text = draft_descriptor(
        _metadata(project, draft, answers, flags),
        _resource(draft, answers, f"{name}{suffix}", flags),
    )
    folder.mkdir(parents=True)
    try:
        if file is not None:
            shutil.copyfile(file, folder / f"{name}{suffix}")
        else:
            _write_example(folder / f"{name}.csv", project, standard)
        (folder / "datapackage.yaml").write_text(text, encoding="utf-8", newline="\n")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _look_at_agencies(project: Project, standard: str) -> None:
    """Raise UsageError where the project has no list of agencies yet, or has the one that it may have."""
    known = bool(project.checked.agencies)
    if standard == AGENCIES and known:
        name = project.checked.agencies_package
        told = N_("Daftar instansi sudah ada di dataset %(name)s; tambahkan barisnya di sana.")
        raise click.UsageError(say(told, name=name))
    if standard != AGENCIES and not known:
        raise click.UsageError(
            say(
                "Belum ada daftar instansi. Mulai dengan: "
                "suluh new dataset --standar instansi --instansi referensi"
            )
        )


def _questions(project: Project, file: Path | None, draft: Draft, flags: Mapping[str, Any]) -> list[Question]:
    standard = load_standard(flags["standar"]) if flags["standar"] else {}
    stem = re.sub(r"[^a-z0-9]+", "-", (file.stem if file else str(flags["standar"])).lower()).strip("-")
    purpose = " ".join(str(standard.get("description", "")).split())

    def ask(flag: str, text: str, inferred: str = "", choices: Sequence[str] = ()) -> Question:
        given = flags[flag.removeprefix("--").replace("-", "_")]
        return Question(flag, text, given, inferred, choices, _fault_of_name if flag == "--name" else None)

    taken = {package.name for package in project.packages}
    agencies = sorted(project.checked.agencies) or [REFERENCE_FOLDER]
    return [
        ask(
            "--instansi",
            N_("Instansi (alamatnya)"),
            "" if project.checked.agencies else REFERENCE_FOLDER,
            agencies,
        ),
        ask("--name", N_("Nama dataset"), "" if stem in taken else stem),
        ask("--title", N_("Judul"), str(standard.get("title", ""))),
        ask("--description", N_("Uraian satu atau dua kalimat"), purpose),
        ask("--definisi", N_("Definisi: apa yang masuk, apa yang tidak"), purpose),
        ask("--ukuran", N_("Ukuran, misalnya Jumlah")),
        ask("--satuan", N_("Satuan, misalnya jiwa")),
        ask("--periode", N_("Periode, misalnya 2025"), _infer_period(draft)),
        ask("--frekuensi", N_("Frekuensi, misalnya Tahunan")),
        ask("--klasifikasi", N_("Klasifikasi"), "" if file else "terbatas", tuple(Klasifikasi)),
        ask("--status", N_("Status data"), StatusData.SEMENTARA.value, tuple(StatusData)),
        ask("--jenis-informasi", N_("Jenis informasi"), JenisInformasi.BERKALA.value, tuple(JenisInformasi)),
        ask("--lisensi", N_("Lisensi"), LICENSE),
    ]


def _fault_of_name(answer: str) -> str:
    return "" if SLUG.fullmatch(answer) else N_("Pakai huruf kecil, angka, dan tanda hubung.")


def _infer_period(draft: Draft) -> str:
    """The years of the first column of years, as `2023` or `2023-2025`."""
    year = next((column.name for column in draft.columns if column.type == "year"), "")
    if draft.table is None or not year:
        return ""
    years = sorted({cell for cell in draft.table.column(year) if cell.strip()})
    return years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _metadata(
    project: Project, draft: Draft, answers: Mapping[str, str], flags: Mapping[str, Any]
) -> dict[str, Any]:
    agency = project.checked.agencies.get(answers["--instansi"])
    region = project.checked.regions[project.settings.wilayah]
    producer = agency.nama if agency else f"Pemerintah {region.full_name}"
    contact = agency.surel if agency else ""
    with_regions = any(key.package == "wilayah" for key in draft.foreign_keys)
    license_name = answers["--lisensi"]
    path = LICENSES.get(license_name)
    metadata: dict[str, Any] = {
        "name": answers["--name"],
        "title": answers["--title"],
        "description": answers["--description"],
        "produsen": producer,
        "konsep": flags["konsep"] or answers["--title"],
        "definisi": answers["--definisi"],
        "klasifikasi_isian": "tidak berlaku",
        "ukuran": answers["--ukuran"],
        "satuan": answers["--satuan"],
        "periode": answers["--periode"],
        "skema_wilayah": _usual(project, "skema_wilayah") if with_regions else "tidak berlaku",
        "keputusan_wilayah": flags["keputusan_wilayah"]
        or (_usual(project, "keputusan_wilayah") if with_regions else "tidak berlaku"),
        "frekuensi": answers["--frekuensi"],
        "sources": [{"title": flags["sumber"] or producer}],
        "licenses": [{"name": license_name, **({"path": path} if path else {})}],
        "kontak": flags["kontak"] or contact or project.settings.kontak or "tidak berlaku",
        "status_data": answers["--status"],
        "klasifikasi": answers["--klasifikasi"],
        "jenis_informasi": answers["--jenis-informasi"],
    }
    metadata |= {"topik": flags["topik"]} if flags["topik"] else {}
    level = _infer_level(draft)
    return metadata | ({"tingkat_wilayah": level} if level else {})


def _usual(project: Project, key: str) -> str:
    """What most datasets of the project say under a key."""
    stated = Counter(text for package in project.packages if (text := package.text(key)))
    stated.pop("tidak berlaku", None)
    return stated.most_common(1)[0][0] if stated else "tidak berlaku"


def _infer_level(draft: Draft) -> str:
    """The level of region that all rows are about, if it is one."""
    key = next((key for key in draft.foreign_keys if key.package == "wilayah"), None)
    if key is None or draft.table is None:
        return ""
    levels = {cell.count(".") for cell in draft.table.column(key.fields[0]) if cell.strip()}
    return REGION_LEVELS[levels.pop()] if len(levels) == 1 else ""


def _resource(
    draft: Draft, answers: Mapping[str, str], file_name: str, flags: Mapping[str, Any]
) -> dict[str, Any]:
    resource: dict[str, Any] = {"name": answers["--name"], "title": answers["--title"], "path": file_name}
    resource |= {"standar": flags["standar"]} if flags["standar"] else {}
    resource |= {"encoding": flags["encoding"]} if flags["encoding"] else {}
    resource |= {"dialect": dict(draft.dialect)} if draft.dialect else {}
    resource["schema"] = {
        "fields": draft.fields,
        "primaryKey": list(draft.primary_key),
        "foreignKeys": describe_keys(draft.foreign_keys),
    }
    return resource


def _write_example(path: Path, project: Project, standard: str) -> None:
    """A table of the standard's columns with the example row alone."""
    schema = read_standard_schema(standard)
    nothing = Catalog(datasets={}, agencies={}, reports=())
    source = ChoiceSource(nothing, project.checked.regions, project.settings.wilayah, {})
    columns = plan_columns(schema, source, standard=standard)
    rows = [[column.field.name for column in columns]]
    rows.append([EXAMPLE_MARK, *(column.example for column in columns[1:])])
    path.write_text(write_rows(rows, end="\n"), encoding="utf-8", newline="\n")
