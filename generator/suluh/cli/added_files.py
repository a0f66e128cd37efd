"""What of a dataset's folder changes when a file takes the place of another, or is added below the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from suluh.checking.explanations import show_text
from suluh.cli.refusal import Refusal, refuse_after
from suluh.cli.speech import say
from suluh.intake.added_file import Addition, add_file
from suluh.intake.descriptor_edits import Way, edit_descriptor
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.reading.title_times import years_of
from suluh.reading.written_recipe import write_reading_recipe
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.package import DataPackage, Resource
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import RECIPE_KEY, ReadingRecipe
from suluh.vocabulary.settings import Settings
from suluh.words.saying import N_

_SPAN = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
_RESOURCE = ("resources", 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """Bytes by absolute path that the folder would have, and the new file's name in it."""

    changes: Mapping[Path, bytes]
    path: str


def plan_replacement(settings: Settings, package: DataPackage, resource: Resource, file: Path) -> Plan:
    """The file in the place of the dataset's only one, or of the one of several that has its name.

    Raises Refusal for a file of another ending, and where no file of several is meant.
    """
    name = file_name(file)
    path = resource.paths[0] if len(resource.paths) == 1 else name
    if path not in resource.paths:
        text = N_(
            "Dataset ini dari %(count)s berkas, dan tidak satu pun bernama %(name)s. Beri nama seperti "
            "berkas yang digantikan (%(names)s), atau tambahkan dengan --tambah."
        )
        values = {"name": name, "names": ", ".join(map(show_text, resource.paths))}
        raise Refusal(say(text, count=len(resource.paths), **values))
    _refuse_other_ending(file, path)
    return Plan({settings.root / package.folder / path: file.read_bytes()}, path)


def plan_addition(
    settings: Settings, package: DataPackage, resource: Resource, file: Path, *, key: Sequence[str] = ()
) -> Plan:
    """The file beside the dataset's own, and the descriptor that reads it below them, by another key if so.

    Raises Refusal where a file of that name is there, or the descriptor cannot say how both are read.
    """
    _refuse_other_ending(file, resource.paths[0])
    folder = settings.root / package.folder
    name = file_name(file)
    if (folder / name).exists():
        text = N_(
            "%(name)s sudah ada di folder itu. Ubah nama berkasnya, atau ganti isinya dengan --ke saja."
        )
        raise Refusal(say(text, name=name))
    changes: dict[Way, object] = {(*_RESOURCE, "path"): [*resource.paths, name]}
    is_book = resource.format in ("xlsx", "ods")
    if resource.recipe is not None or is_book:
        addition = _read_all(folder, resource, file, name)
        if addition.fault:
            raise Refusal(say(addition.fault, **(addition.values or {})))
        changes[(*_RESOURCE, RECIPE_KEY)] = write_reading_recipe(addition.recipe)
        if period := _widened(package.text("periode"), addition.recipe):
            changes[("periode",)] = period
    if key:
        changes[(*_RESOURCE, "schema", "primaryKey")] = list(key)
    descriptor = settings.root / package.descriptor_path
    text_after = edit_descriptor(descriptor.read_bytes().decode("utf-8"), changes)
    if text_after is None:
        text = N_(
            "%(path)s tidak dapat diubah dengan aman. Tulis sendiri di sana: path berisi %(names)s, "
            "lalu taruh berkasnya di folder itu."
        )
        names = ", ".join([*resource.paths, name])
        raise Refusal(say(text, path=package.descriptor_path, names=names))
    return Plan({folder / name: file.read_bytes(), descriptor: text_after.encode()}, name)


def file_name(file: Path) -> str:
    """The name that a clerk's file has in a dataset's folder."""
    stem = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "berkas"
    return f"{stem}{file.suffix.lower()}"


def _refuse_other_ending(file: Path, path: str) -> None:
    ending = Path(path).suffix
    if file.suffix.lower() != ending.lower():
        text = N_("Berkas dataset ini berakhiran %(old)s, bukan %(new)s. Simpan seperti itu, lalu ulangi.")
        raise Refusal(say(text, old=ending, new=file.suffix))


def _read_all(folder: Path, resource: Resource, file: Path, name: str) -> Addition:
    held = {path: _read_sheets(folder / path) for path in resource.paths}
    sheet = str(resource.dialect.get("sheet", ""))
    stated = resource.recipe or ReadingRecipe(sheets=(sheet,) if sheet else ())
    return add_file(stated, held, name, _read_sheets(file))


def _read_sheets(file: Path) -> Sequence[RawSheet]:
    sheets, findings = read_raw_sheets(file.name, file.read_bytes())
    if has_errors(findings) or not sheets:
        text = N_("%(path)s belum dapat dibaca sebagai tabel; lihat temuan di atas.")
        refuse_after(findings, text, path=file.name)
    return sheets


def _widened(period: str, recipe: ReadingRecipe) -> str:
    """The period with the years of all files, where it is a year or a span of years and lacks one."""
    match = _SPAN.fullmatch(period.strip())
    years = [int(year) for text in recipe.sheet_values.values() for year in years_of(text)]
    if match is None or not years:
        return ""
    first, last = int(match[1]), int(match[2] or match[1])
    if first <= min(years) and max(years) <= last:
        return ""
    return f"{min(first, *years)}-{max(last, *years)}"
