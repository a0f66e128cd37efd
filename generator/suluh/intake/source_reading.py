"""A file of a known kind read by that kind's recipe: headers named, agencies found, what is open asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.intake.doubts import Choice, Doubt
from suluh.intake.known_sources import MEASURE, KnownSource, find_header
from suluh.intake.shapes import Evidence
from suluh.reading.standard_list import load_standard
from suluh.reading.title_times import MONTH, join_times, years_of
from suluh.vocabulary.package import Table
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.reports import Instansi
from suluh.words.saying import N_

MOST_NAMED = 5
STAGES = {
    "perubahan": (N_("APBD sesudah perubahan"), ("perubahan", "p-apbd", "papbd")),
    "pergeseran": (N_("sesudah pergeseran"), ("pergeseran", "geser")),
    "murni": (N_("APBD murni, sebelum pergeseran dan perubahan"), ("murni", "induk")),
}
"""Columns of budgets by the stage that an amount is of: what it means, and words for it in names of files."""
_DAYS = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?-\d\d?-\d{4}|(?<!\d)\d{8}(?!\d)")
"""Days in names of files: of the export, which says nothing of the quarter."""
QUARTERS = {
    "1": N_("Januari sampai Maret"),
    "2": N_("April sampai Juni"),
    "3": N_("Juli sampai September"),
    "4": N_("Oktober sampai Desember"),
}


@dataclass(frozen=True, slots=True)
class FileBeside:
    """What is known beside the cells: names of the files, the record type that is asked for, the agencies."""

    names: Sequence[str] = ()
    standard: str = ""
    agencies: Mapping[str, Instansi] | None = None


@dataclass(frozen=True, slots=True)
class SourceReading:
    """The recipe of a known kind for one file, what it leaves open, and what is to be told of it."""

    source: KnownSource
    recipe: ReadingRecipe
    doubts: tuple[Doubt, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def read_as_source(
    source: KnownSource,
    shape: ReadingRecipe,
    table: Table,
    beside: FileBeside,
    answers: Mapping[str, str],
) -> SourceReading:
    """The recipe for a file of that kind; of the shape that was found, where the table stands is kept.

    `table` is the file by its own headers.
    """
    headers = source.find_headers(table.header)
    doubts, settled = _ask(source, headers, beside, answers)
    names = dict.fromkeys(table.header, "") | {
        text: column for column, text in headers.items() if column != MEASURE
    }
    made = {**source.constants, **settled}
    if source.measure:
        stage = made.pop("tahap", "") or next(iter(STAGES))
        names[headers[MEASURE]] = stage
        made |= {other: "" for other in STAGES if other != stage}
    made = {**_blank_columns(source, {*names.values(), *made, *source.copies}), **made}
    replaced, evidence = _find_agencies(source, headers, table, beside)
    there = {name for name in names.values() if name} | set(made) | set(source.copies)
    recipe = ReadingRecipe(
        sheets=shape.sheets,
        cells=shape.cells,
        header_lines=shape.header_lines,
        number_row=shape.number_row,
        totals=() if source.tree else shape.totals,
        tree_column=headers.get(source.tree, ""),
        notes=shape.notes,
        names={text: name for text, name in names.items() if text != name},
        constants={column: text for column, text in made.items() if column not in headers},
        copies=source.copies,
        rewritten={column: form for column, form in source.forms.items() if column in there},
        replaced={**source.replaced, **replaced},
        skipped={column: texts for column, texts in source.skipped.items() if column in there},
        added_up=tuple(names[headers[MEASURE]] if name == MEASURE else name for name in source.added_up),
        once=source.once,
    )
    return SourceReading(source, recipe, tuple(doubts), tuple(evidence))


def _blank_columns(source: KnownSource, there: Collection[str]) -> dict[str, str]:
    """Columns that tables of the record type must have, may leave empty, and do not have yet."""
    if not source.standard:
        return {}
    stated = load_standard(source.standard)
    free = {
        str(entry["name"])
        for entry in stated["fields"]
        if not entry.get("constraints", {}).get("required", False)
    }
    return {str(name): "" for name in stated["wajib"] if name in free and name not in there}


def _ask(
    source: KnownSource, headers: Mapping[str, str], beside: FileBeside, answers: Mapping[str, str]
) -> tuple[list[Doubt], dict[str, str]]:
    """What the file does not say, and by its key what it, its name or an answer does."""
    doubts: list[Doubt] = []
    settled: dict[str, str] = {}
    for key in source.asked:
        if key in headers:
            continue
        doubt = _ask_agency(beside) if key == "instansi" else _DOUBTS[key](beside.names)
        if key in answers:
            settled[key] = answers[key]
            continue
        doubts.append(doubt)
        settled[key] = doubt.likely
    return doubts, {key: text for key, text in settled.items() if text}


def _ask_agency(beside: FileBeside) -> Doubt:
    choices = tuple(Choice(slug, agency.nama) for slug, agency in (beside.agencies or {}).items())
    text = N_("Instansi mana yang mengelola semua baris di berkas ini?")
    return Doubt("instansi", text, choices=choices, likely=choices[0].word if len(choices) == 1 else "")


def _ask_year(names: Iterable[str]) -> Doubt:
    years = sorted({year for name in names for year in years_of(name.replace("_", " "))})
    likely = years[0] if len(years) == 1 else ""
    return Doubt("tahun", N_("Tahun anggaran yang mana?"), likely=likely)


def _ask_quarter(names: Iterable[str]) -> Doubt:
    """The quarter that a file's name tells, or that of its month; a day in it is of the export."""
    named = join_times([_DAYS.sub(" ", name.replace("_", " ")) for name in names])
    found = named.get("triwulan") or frozenset((month + 2) // 3 for month in named.get(MONTH, ()))
    listed = tuple(Choice(word, meaning) for word, meaning in QUARTERS.items())
    likely = str(min(found)) if len(found) == 1 else ""
    return Doubt("triwulan", N_("Triwulan yang mana?"), choices=listed, likely=likely)


def _ask_stage(names: Iterable[str]) -> Doubt:
    return _choose("tahap", N_("Jumlah di berkas ini anggaran tahap yang mana?"), STAGES, names)


_DOUBTS = {"tahun": _ask_year, "triwulan": _ask_quarter, "tahap": _ask_stage}


def _choose(
    key: str, text: str, choices: Mapping[str, tuple[str, tuple[str, ...]]], names: Iterable[str]
) -> Doubt:
    """A doubt between choices; the one whose words are in a file's name is likely, if it is the only one."""
    told = f" {' '.join(names).casefold().replace('_', ' ').replace('-', ' ')} "
    found = [
        word
        for word, (_, signs) in choices.items()
        if any(f" {sign.replace('-', ' ')} " in told.replace(".", " ") for sign in signs)
    ]
    listed = tuple(Choice(word, meaning) for word, (meaning, _) in choices.items())
    return Doubt(key, text, choices=listed, likely=found[0] if len(found) == 1 else "")


def _find_agencies(
    source: KnownSource, headers: Mapping[str, str], table: Table, beside: FileBeside
) -> tuple[dict[str, dict[str, str]], list[Evidence]]:
    """By the texts of the agencies' column the agency that each means; a warning for those that mean none."""
    if source.agencies not in headers or beside.agencies is None:
        return {}, []
    known = {
        fold: slug
        for slug, agency in beside.agencies.items()
        for name in (slug, agency.nama, agency.nama_singkat, agency.kode_skpd)
        if (fold := _fold_agency(name))
    }
    cells = table.column(headers[source.agencies])
    beside_it = find_header(source.agency_names, table.header)
    named = dict(zip(cells, table.column(beside_it), strict=True)) if beside_it else {}
    texts = dict.fromkeys(cell for cell in cells if cell.strip())
    found = {
        text.strip(): slug
        for text in texts
        if (slug := known.get(_fold_agency(text)) or known.get(_fold_agency(named.get(text, ""))))
    }
    unknown = [text for text in texts if text.strip() not in found]
    if not unknown:
        return {source.agencies: found}, []
    shown = ", ".join(unknown[:MOST_NAMED]) + (" …" if len(unknown) > MOST_NAMED else "")
    evidence = Evidence(
        "instansi",
        N_("%(count)s instansi di berkas ini tidak ada di daftar instansi: %(names)s"),
        {"count": str(len(unknown)), "names": shown},
        is_warning=True,
    )
    return {source.agencies: found}, [evidence]


def _fold_agency(name: str) -> str:
    """A name, or a code without the unit at its end (`1.06.0.00.0.00.01.0000`), as they are compared."""
    tidy = " ".join(name.casefold().split())
    return tidy.removesuffix(".0000") if tidy[:1].isdecimal() else tidy


def keep_forms(recipe: ReadingRecipe, found: Mapping[str, str]) -> ReadingRecipe:
    """The recipe with forms of cells that the columns themselves show, where it states none."""
    return replace(recipe, rewritten={**found, **recipe.rewritten})
