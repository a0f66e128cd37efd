"""How a published table was read out of an office's own file: in words, and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from suluh.reading.written_recipe import write_reading_recipe
from suluh.vocabulary.package import Resource
from suluh.vocabulary.reading_recipe import TOLD_KEY, ReadingRecipe

_OPEN_STEPS = ("baris_judul", "tanpa_judul", "baris_nomor", "ke_bawah", "tetap", "kolom_lembar", "kolom_blok")
"""Steps that hold nothing of the file but what stands in the published table."""
_PLAIN = "Disusun dari lembar kantor menurut cara_baca di repositori."


def describe_reading(resource: Resource) -> dict[str, Any] | None:
    """What is told of the reading of a cleared table; None of one that was submitted as it is.

    Clearing leaves no step of the recipe where any column is closed or treated. Texts by which rows and
    columns were left out are never told.
    """
    if resource.recipe is None:
        told = resource.descriptor.get(TOLD_KEY)
        return dict(told) if isinstance(told, Mapping) else None
    steps = write_reading_recipe(resource.recipe)
    kept = {key: steps[key] for key in _OPEN_STEPS if key in steps}
    words = [_PLAIN, *_list_words(resource.recipe)]
    return {"kata": words, "langkah": kept} if kept else {"kata": words}


def _list_words(recipe: ReadingRecipe) -> Iterator[str]:
    """One sentence for each kind of step."""
    if recipe.header_lines:
        yield f"Judul kolom di baris {', '.join(map(str, recipe.header_lines))}."
    if recipe.number_row:
        yield "Baris nomor kolom tidak ikut."
    if recipe.totals or recipe.sum_columns or recipe.tree_column:
        yield "Baris dan kolom jumlah tidak ikut, tetapi dibandingkan dengan bagiannya."
    if recipe.notes:
        yield "Catatan di bawah tabel tidak ikut."
    if "" in recipe.names.values():
        yield "Beberapa kolom tidak ikut."
    if recipe.fill_down:
        yield "Sel kosong di bawah sel gabungan diisi dari atasnya."
    if recipe.unpivot is not None:
        made = ", ".join((*recipe.unpivot.into, recipe.unpivot.measure))
        yield f"{len(recipe.unpivot.columns)} kolom diletakkan ke bawah menjadi {made}."
    yield from _list_last_words(recipe)


def _list_last_words(recipe: ReadingRecipe) -> Iterator[str]:
    """One sentence for each kind of step that follows when the rows are laid out."""
    steps: tuple[tuple[Iterable[str], str], ...] = (
        (recipe.constants, "Kolom {} diisi satu nilai untuk semua baris."),
        (recipe.rewritten, "Bentuk isi kolom {} disamakan."),
        (recipe.copies, "Kolom {} disalin dari kolom lain."),
        (recipe.replaced, "Isi kolom {} diganti menurut padanannya."),
        (recipe.skipped, "Baris tertentu menurut isi kolom {} tidak ikut."),
        (recipe.added_up, "Baris yang sama selain {} dijumlahkan menjadi satu."),
    )
    yield from (sentence.format(", ".join(columns)) for columns, sentence in steps if columns)
    if recipe.once:
        yield "Baris yang sama di semua kolom ditulis sekali."
    if recipe.places is not None:
        yield f"Kolom {recipe.places.into} dibuat dari nama wilayah."
