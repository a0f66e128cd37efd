"""A recipe of reading as it is written under `cara_baca`."""

from __future__ import annotations

from typing import Any

from suluh.vocabulary.reading_recipe import PlaceColumns, ReadingRecipe, Unpivot


def write_reading_recipe(recipe: ReadingRecipe) -> dict[str, Any]:
    """The recipe as it stands under `cara_baca`, without what changes nothing."""
    unpivot, places = recipe.unpivot, recipe.places
    stated: dict[str, Any] = {
        "lembar": list(recipe.sheets),
        "kolom_lembar": recipe.sheet_column,
        "isi_lembar": dict(recipe.sheet_values),
        "rentang": recipe.cells,
        "blok": dict(recipe.blocks),
        "kolom_blok": recipe.block_column,
        "baris_judul": list(recipe.header_lines),
        "tanpa_judul": not recipe.has_header,
        "baris_nomor": recipe.number_row,
        "nama_kolom": dict(recipe.names),
        "jumlah": list(recipe.totals),
        "kolom_jenjang": recipe.tree_column,
        "kolom_jumlah": {name: list(parts) for name, parts in recipe.sum_columns.items()},
        "catatan": list(recipe.notes),
        "kolom_kelompok": recipe.group_column,
        "isi_ke_bawah": list(recipe.fill_down),
        "ke_bawah": _write_unpivot(unpivot) if unpivot else None,
        "tetap": dict(recipe.constants),
        "salin": dict(recipe.copies),
        "bentuk": dict(recipe.rewritten),
        "padanan": {name: dict(texts) for name, texts in recipe.replaced.items()},
        "lewati": {name: list(texts) for name, texts in recipe.skipped.items()},
        "tempat": _write_places(places) if places else None,
        "jumlahkan": list(recipe.added_up),
        "sekali": recipe.once,
    }
    return {key: value for key, value in stated.items() if value}


def _write_unpivot(unpivot: Unpivot) -> dict[str, Any]:
    columns: Any = {name: list(unpivot.values[name]) for name in unpivot.columns if name in unpivot.values}
    if len(columns) < len(unpivot.columns):
        columns = {name: columns.get(name) for name in unpivot.columns}
    stated = {"kolom": columns, "menjadi": list(unpivot.into), "ukuran": unpivot.measure}
    return {**stated, "lewati_kosong": True} if unpivot.skip_empty else stated


def _write_places(places: PlaceColumns) -> dict[str, Any]:
    stated = {
        "kolom": {name: list(levels) for name, levels in places.columns.items()},
        "menjadi": places.into,
        "dalam": places.within,
        "arti": dict(places.meanings),
    }
    return {key: value for key, value in stated.items() if value}
