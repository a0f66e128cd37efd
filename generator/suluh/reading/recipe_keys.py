"""The recipe of reading as a descriptor states it under `cara_baca`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from suluh.reading.notes import Notes
from suluh.reading.recipe_blocks import read_range
from suluh.reading.rewritten_cells import list_forms
from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.reading_recipe import RECIPE_KEY, PlaceColumns, ReadingRecipe, Unpivot

LINE_LIMIT = 20
"""Lines that a header may have."""
FORMATS = {
    **dict.fromkeys(("csv", "tsv", "txt", "tab", "json", "ndjson", "geojson", "html", "htm"), "csv"),
    **dict.fromkeys(("xlsx", "xlsm", "xls"), "xlsx"),
    "ods": "ods",
}
"""By the ending of a file that a recipe reads, the form of table that its cells are looked at as."""

LIMITS = {
    "lembar": 200,
    "blok": 100,
    "jumlah": 100,
    "catatan": 100,
    "kolom_jumlah": 400,
    "tetap": 100,
    "ke_bawah": 2_000,
    "padanan": 20_000,
    "lewati": 1_000,
    "salin": 100,
}
"""Entries of a key, of `kolom_jumlah` all parts together: each is looked for in every row or sheet."""
PLACE_LEVELS = frozenset(("provinsi", "kabupaten_kota", "kecamatan", "desa_kelurahan", "wilayah"))
"""Words of the levels at which a column names regions; the last for any of them."""

_Value = TypeVar("_Value")


class _Unfit(ValueError):
    """A value in another shape; the text is the phrase of findings that says which is asked for."""


def read_reading_recipe(raw: Mapping[str, Any], notes: Notes) -> ReadingRecipe | None:
    """The recipe of a resource, or None where it states none; P070 for each key that cannot be used.

    Unknown keys are told where all keys are looked through.
    """
    stated = raw.get(RECIPE_KEY)
    if stated is None:
        return None
    if not isinstance(stated, dict):
        notes.add(
            "P070",
            field_name=RECIPE_KEY,
            line=line_of(raw, RECIPE_KEY),
            kunci=RECIPE_KEY,
            salah="@recipe_group",
        )
        return ReadingRecipe(is_usable=False)
    before = len(notes.findings)
    reader = _Reader(stated, notes)
    recipe = ReadingRecipe(
        sheets=reader.get("lembar", _texts, ()),
        sheet_column=reader.get("kolom_lembar", _text, ""),
        sheet_values=reader.get("isi_lembar", _named, {}),
        cells=reader.get("rentang", _cell_range, ""),
        blocks=reader.get("blok", _blocks, {}),
        block_column=reader.get("kolom_blok", _text, ""),
        header_lines=reader.get("baris_judul", _lines, ()),
        has_header=not reader.get("tanpa_judul", _truth, False),
        names=reader.get("nama_kolom", _named_or_none, {}),
        number_row=reader.get("baris_nomor", _truth, False),
        totals=reader.get("jumlah", _texts, ()),
        tree_column=reader.get("kolom_jenjang", _text, ""),
        sum_columns=reader.get("kolom_jumlah", _named_texts, {}),
        notes=reader.get("catatan", _texts, ()),
        group_column=reader.get("kolom_kelompok", _text, ""),
        fill_down=reader.get("isi_ke_bawah", _texts, ()),
        unpivot=reader.get("ke_bawah", _unpivot, None),
        constants=reader.get("tetap", _named, {}),
        copies=reader.get("salin", _named, {}),
        rewritten=reader.get("bentuk", _named, {}),
        replaced=reader.get("padanan", _named_lists, {}),
        skipped=reader.get("lewati", _named_texts, {}),
        places=reader.get("tempat", _places, None),
        added_up=reader.get("jumlahkan", _texts, ()),
        once=reader.get("sekali", _truth, False),
    )
    for key, fault in _contradictions(recipe):
        reader.refuse(key, fault)
    return recipe if len(notes.findings) == before else replace(recipe, is_usable=False)


def read_source_format(raw: Mapping[str, Any], paths: tuple[str, ...], notes: Notes) -> str:
    """How the cells of an office's file are looked at, by `format` or its ending; P015 for an unknown one.

    What the file is shows its content alone.
    """
    stated = raw.get("format")
    words = [stated] if isinstance(stated, str) else sorted({path.rpartition(".")[2] for path in paths})
    kinds = {FORMATS.get(word.lower(), "") for word in words}
    if len(kinds) > 1 or "" in kinds:
        notes.add("P015", value=", ".join(words), line=line_of(raw, "format") or line_of(raw, "path"))
        return "csv"
    return kinds.pop() if kinds else "csv"


@dataclass(slots=True)
class _Reader:
    raw: Mapping[str, Any]
    notes: Notes

    def get(self, key: str, read: Callable[[Any], _Value], default: _Value) -> _Value:
        """What `read` makes of a key; the default where it is not there or cannot be used, which is noted."""
        if self.raw.get(key) is None:
            return default
        try:
            return read(self.raw[key])
        except _Unfit as fault:
            self.refuse(key, str(fault))
            return default

    def refuse(self, key: str, fault: str) -> None:
        """Note a key that cannot be used."""
        self.notes.add(
            "P070", field_name=f"{RECIPE_KEY}.{key}", line=line_of(self.raw, key), kunci=key, salah=fault
        )


def _is_text(value: Any) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _text(value: Any) -> str:
    if not _is_text(value):
        raise _Unfit("@recipe_text")
    return str(value)


def _texts(value: Any) -> tuple[str, ...]:
    entries = value if isinstance(value, list) else [value]
    if not all(map(_is_text, entries)):
        raise _Unfit("@recipe_texts")
    return tuple(map(str, entries))


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Unfit("@recipe_truth")
    return value


def _lines(value: Any) -> tuple[int, ...]:
    lines = value if isinstance(value, list) else [value]
    fits = all(isinstance(line, int) and not isinstance(line, bool) and line > 0 for line in lines)
    if not fits or lines != sorted(set(lines)) or len(lines) > LINE_LIMIT:
        raise _Unfit("@recipe_lines")
    return tuple(lines)


def _named(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(map(_is_text, value.values())):
        raise _Unfit("@recipe_named")
    return {str(name): str(text) for name, text in value.items()}


def _named_or_none(value: Any) -> dict[str, str]:
    """Names by the header's text; no name leaves a column out."""
    if not isinstance(value, dict):
        raise _Unfit("@recipe_named")
    return _named({name: "" if text is None else text for name, text in value.items()})


def _named_texts(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise _Unfit("@recipe_named")
    return {str(name): _texts(texts) for name, texts in value.items()}


def _named_lists(value: Any) -> dict[str, dict[str, str]]:
    if not isinstance(value, dict):
        raise _Unfit("@recipe_named")
    return {str(name): _named_or_none(texts) for name, texts in value.items()}


def _cell_range(value: Any) -> str:
    text = _text(value)
    if read_range(text) is None:
        raise _Unfit("@recipe_range")
    return text


def _blocks(value: Any) -> dict[str, str]:
    blocks = _named(value)
    if any(read_range(text.rpartition("!")[2]) is None for text in blocks):
        raise _Unfit("@recipe_range")
    return blocks


def _unpivot(value: Any) -> Unpivot:
    if not isinstance(value, dict):
        raise _Unfit("@recipe_unpivot")
    stated, into = value.get("kolom"), _texts(value.get("menjadi", []))
    values: dict[str, tuple[str, ...]] = {}
    if isinstance(stated, dict):
        columns = tuple(map(str, stated))
        values = {str(name): _texts(texts) for name, texts in stated.items() if texts is not None}
    else:
        columns = _texts(stated if stated is not None else [])
    measure = _text(value.get("ukuran", ""))
    if not columns or not into or not measure:
        raise _Unfit("@recipe_unpivot")
    if any(len(texts) != len(into) for texts in values.values()):
        raise _Unfit("@recipe_levels")
    if len(set(columns)) < len(columns):
        raise _Unfit("@recipe_twice")
    return Unpivot(columns, into, measure, values, skip_empty=_truth(value.get("lewati_kosong", False)))


def _places(value: Any) -> PlaceColumns:
    if not isinstance(value, dict) or not isinstance(value.get("kolom"), dict):
        raise _Unfit("@recipe_places")
    columns = _named_texts(value["kolom"])
    if not columns or any(not set(levels) <= PLACE_LEVELS for levels in columns.values()):
        raise _Unfit("@recipe_places")
    return PlaceColumns(
        columns=columns,
        into=_text(value.get("menjadi", PlaceColumns.__dataclass_fields__["into"].default)),
        within=_text(value.get("dalam", "")),
        meanings=_named_or_none(value.get("arti", {})),
    )


def _contradictions(recipe: ReadingRecipe) -> list[tuple[str, str]]:
    """Keys that do not go together, with the phrase that says why."""
    found: list[tuple[str, str]] = []
    unpivot = recipe.unpivot
    made = [recipe.sheet_column, recipe.block_column, recipe.group_column, *recipe.constants, *recipe.copies]
    made += [*unpivot.into, unpivot.measure] if unpivot else []
    made += [recipe.places.into] if recipe.places else []
    names = Counter(name for name in [*made, *recipe.names.values()] if name)
    if any(count > 1 for count in names.values()):
        found.append(("nama_kolom" if recipe.names else "tetap", "@recipe_twice"))
    if len(set(recipe.sheets)) < len(recipe.sheets):
        found.append(("lembar", "@recipe_twice"))
    found += [(key, "@recipe_many") for key, count in _counts(recipe) if count > LIMITS[key]]
    if not set(recipe.rewritten.values()) <= set(list_forms()):
        found.append(("bentuk", "@recipe_form"))
    if recipe.cells and recipe.blocks:
        found.append(("blok", "@recipe_one_range"))
    if not recipe.has_header and (recipe.header_lines or not recipe.names):
        found.append(("tanpa_judul", "@recipe_no_header"))
    if recipe.sheet_values and not recipe.sheet_column:
        found.append(("isi_lembar", "@recipe_sheet_column"))
    if any(recipe.blocks.values()) and not recipe.block_column:
        found.append(("blok", "@recipe_block_column"))
    if unpivot and set(unpivot.columns) & {*recipe.names, *recipe.sum_columns}:
        found.append(("ke_bawah", "@recipe_both"))
    return found


def _counts(recipe: ReadingRecipe) -> list[tuple[str, int]]:
    return [
        ("lembar", len(recipe.sheets)),
        ("blok", len(recipe.blocks)),
        ("jumlah", len(recipe.totals)),
        ("catatan", len(recipe.notes)),
        ("kolom_jumlah", sum(map(len, recipe.sum_columns.values()))),
        ("tetap", len(recipe.constants)),
        ("ke_bawah", len(recipe.unpivot.columns) if recipe.unpivot else 0),
        ("padanan", sum(map(len, recipe.replaced.values()))),
        ("lewati", sum(map(len, recipe.skipped.values()))),
        ("salin", len(recipe.copies)),
    ]
