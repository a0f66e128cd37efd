"""The words around findings: kinds, places, counts."""

from __future__ import annotations

from suluh.checking.explanations import show_text
from suluh.vocabulary.findings import Place
from suluh.words.numbers import format_number
from suluh.words.phrases import Phrases
from suluh.words.saying import N_

WORDS = Phrases(
    {
        "error": N_("kesalahan"),
        "warning": N_("peringatan"),
        "file": N_("Berkas"),
        "project": N_("proyek"),
        "row": N_("baris data {row}"),
        "header": N_("baris judul"),
        "line": N_("baris {line}"),
        "column": N_("kolom {field}"),
        "cell": N_("sel {cell}"),
        "sheet": N_("lembar {sheet}"),
        "rows": N_("{count} baris"),
        "cells": N_("{count} sel"),
        "times": N_("{count} kali"),
        "and_more": N_("dan {count} lagi"),
        "for_example": N_("misalnya {places}"),
        "summary": N_(
            "{errors} kesalahan, {warnings} peringatan di {packages} dataset ({resources} tabel, "
            "{rows} baris)."
        ),
        "clean": N_("Tidak ada kesalahan."),
        "more": N_("Arti sebuah kode: suluh explain {code}"),
        "place": N_("Tempat"),
        "found": N_("Ditemukan"),
        "right": N_("Yang benar"),
        "blank": N_("(kosong)"),
        "to_mend": N_("{count} hal perlu diperbaiki"),
        "nothing_to_mend": N_("Tidak ada yang perlu diperbaiki"),
        "not_yet": N_("Data belum dapat terbit: perbaiki {errors} kesalahan di {files} berkas."),
        "may_go": N_("Data dapat terbit."),
        "may_stay": N_("{warnings} peringatan boleh dibiarkan bila memang benar begitu."),
        "start_here": N_(
            "Mulai dari sini: {count} dari {errors} kesalahan sama sebabnya ({title}, {place})."
        ),
        "what_to_do": N_("Yang harus dilakukan:"),
        "meaning": N_("arti kode"),
        "others": N_("{count} jenis temuan lain ada di berkas CSV laporan pemeriksaan."),
        "whole_list": N_("Daftar lengkap ada di berkas CSV laporan pemeriksaan."),
    }
)


def place_in_words(place: Place, language: str) -> str:
    """The place within a file: data row and physical line differ and are both told."""
    words = WORDS[language]
    parts = [show_text(place.resource)] if place.resource else []
    if place.sheet:
        parts.append(words["sheet"].format(sheet=show_text(place.sheet)))
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
        return f"{show_text(place.sheet)}!{place.cell}" if place.sheet else place.cell
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
    return format_number(count, language)
