"""The words around findings, in Indonesian and English: kinds, places, counts."""

from __future__ import annotations

from collections.abc import Mapping

from suluh.checking.explanations import show_text
from suluh.vocabulary.findings import Place

WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "error": "kesalahan",
        "warning": "peringatan",
        "file": "Berkas",
        "project": "proyek",
        "row": "baris data {row}",
        "header": "baris judul",
        "line": "baris {line}",
        "column": "kolom {field}",
        "cell": "sel {cell}",
        "rows": "{count} baris",
        "cells": "{count} sel",
        "times": "{count} kali",
        "and_more": "dan {count} lagi",
        "for_example": "misalnya {places}",
        "summary": "{errors} kesalahan, {warnings} peringatan di {packages} dataset "
        "({resources} tabel, {rows} baris).",
        "clean": "Tidak ada kesalahan.",
        "more": "Arti sebuah kode: suluh explain {code}",
        "place": "Tempat",
        "found": "Ditemukan",
        "right": "Yang benar",
        "blank": "(kosong)",
        "to_mend": "{count} hal perlu diperbaiki",
        "nothing_to_mend": "Tidak ada yang perlu diperbaiki",
        "not_yet": "Data belum dapat terbit: perbaiki {errors} kesalahan di {files} berkas.",
        "may_go": "Data dapat terbit.",
        "may_stay": "{warnings} peringatan boleh dibiarkan bila memang benar begitu.",
        "start_here": "Mulai dari sini: {count} dari {errors} kesalahan sama sebabnya ({title}, {place}).",
        "what_to_do": "Yang harus dilakukan:",
        "meaning": "arti kode",
        "others": "{count} jenis temuan lain ada di berkas CSV laporan pemeriksaan.",
        "whole_list": "Daftar lengkap ada di berkas CSV laporan pemeriksaan.",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "file": "File",
        "project": "project",
        "row": "data row {row}",
        "header": "header row",
        "line": "line {line}",
        "column": "column {field}",
        "cell": "cell {cell}",
        "rows": "{count} rows",
        "cells": "{count} cells",
        "times": "{count} times",
        "and_more": "and {count} more",
        "for_example": "such as {places}",
        "summary": "{errors} errors, {warnings} warnings in {packages} datasets "
        "({resources} tables, {rows} rows).",
        "clean": "No errors.",
        "more": "What a code means: suluh explain {code}",
        "place": "Place",
        "found": "Found",
        "right": "Right",
        "blank": "(blank)",
        "to_mend": "{count} things to mend",
        "nothing_to_mend": "Nothing to mend",
        "not_yet": "The data cannot be published yet: mend {errors} errors in {files} files.",
        "may_go": "The data can be published.",
        "may_stay": "{warnings} warnings may stay if that is how it is.",
        "start_here": "Start here: {count} of {errors} errors have one cause ({title}, {place}).",
        "what_to_do": "What to do:",
        "meaning": "what the code means",
        "others": "{count} other kinds of findings are in the report's CSV.",
        "whole_list": "The whole list is in the report's CSV.",
    },
}


def place_in_words(place: Place, language: str) -> str:
    """The place within a file: data row and physical line differ and are both told."""
    words = WORDS[language]
    parts = [show_text(place.resource)] if place.resource else []
    if place.row is not None:
        parts.append(words["row"].format(row=place.row) if place.row else words["header"])
    if place.cell:
        parts.append(words["cell"].format(cell=place.cell))
    elif place.line is not None:
        parts.append(words["line"].format(line=place.line))
    if place.field:
        parts.append(words["column"].format(field=show_text(place.field)))
    return ", ".join(parts)


def short_place(place: Place, language: str) -> str:
    """Where to look, as short as can be: `C17`, `baris 14`, else the column, else nothing."""
    if place.cell:
        return place.cell
    if place.line is not None:
        return WORDS[language]["line"].format(line=place.line)
    return show_text(place.field)


def count_in_words(count: int, places: set[str], language: str) -> str:
    """`312 sel`, `312 baris` or `3 kali`, by what the places of a group are."""
    return WORDS[language]["cells" if "cell" in places else "rows" if "line" in places else "times"].format(
        count=group_digits(count, language)
    )


def group_digits(count: int, language: str) -> str:
    """A count with the language's thousands sign: `1.234`."""
    text = f"{count:,}"
    return text.replace(",", ".") if language == "id" else text
