"""A resource of a descriptor as submitted → `Resource`: where its cells are and how they are written."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath
from typing import Any

from suluh.reading.confined_files import load_submitted
from suluh.reading.known_keys import load_words
from suluh.reading.notes import Notes, read_klasifikasi
from suluh.reading.paths import SLUG, confined_file, read_text
from suluh.reading.recipe_keys import read_reading_recipe, read_source_format
from suluh.reading.safe_yaml import SIZE_LIMIT, line_of
from suluh.reading.schemas import read_schema
from suluh.reading.unknown_keys import close_resource, find_strays
from suluh.vocabulary.package import Klasifikasi, Resource
from suluh.vocabulary.reading_recipe import RECIPE_KEY

DIALECT_KEYS = {
    "csv": (
        "delimiter",
        "quoteChar",
        "doubleQuote",
        "escapeChar",
        "skipInitialSpace",
        "lineTerminator",
        "header",
        "headerRows",
        "commentChar",
    ),
    "xlsx": ("sheet", "sheetName", "sheetNumber", "header", "headerRows"),
    "ods": ("sheet", "sheetName", "sheetNumber", "header", "headerRows"),
}
_IGNORED_DIALECT_KEYS = (
    *("$schema", "profile", "type", "name", "title", "description"),
    *("caseSensitiveHeader", "csvddfVersion", "headerJoin", "headerCase"),
)
"""Keys of a dialect that change nothing in how Suluh reads."""
_WITHOUT_EFFECT: Mapping[str, tuple[object, ...]] = {
    "commentRows": (None, []),
    "nullSequence": (None, ""),
    "skipBlankRows": (None, False, True),
    "fillMergedCells": (None, False),
    "preserveFormatting": (None, False),
    "adjustFloatingPointError": (None, False),
    "stringified": (None, False),
}
"""Keys that are not followed, with the values that ask for nothing; any other would change what is read."""
ENCODINGS = (
    "utf-8",
    "ascii",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1250",
    "cp1252",
    "iso8859-1",
    "iso8859-15",
)
_TRUE_OR_FALSE = ("doubleQuote", "skipInitialSpace", "header")


def read_resource(
    raw: Mapping[str, Any], package: Mapping[str, Any], parent: Klasifikasi, notes: Notes, root: Path
) -> Resource | None:
    """One entry of `resources`, or None where it has no usable name; findings go to `notes`.

    `schema` and `dialect` may be the path of a YAML or JSON file beside the descriptor.
    """
    name = raw.get("name")
    if not isinstance(name, str) or not SLUG.fullmatch(name):
        notes.add("P013", value=str(name or ""), line=line_of(raw, "name"))
        return None
    notes.resource = name
    turunan = raw.get("turunan")
    if is_told_derivation(raw):
        turunan = None
    if turunan is not None and not isinstance(turunan, dict):
        notes.add("D001", kunci="turunan", line=line_of(raw, "turunan"))
        turunan = {}
    paths = _read_paths(raw, turunan is not None, notes)
    klasifikasi = read_klasifikasi(raw, parent, notes)
    parts = {key: _load_part(raw, key, notes, root) or {} for key in ("schema", "dialect")}
    recipe = read_reading_recipe(raw, notes) if turunan is None else None
    if recipe is None and raw.get(RECIPE_KEY) is not None:
        notes.add("P070", field_name=RECIPE_KEY, kunci=RECIPE_KEY, salah="@recipe_derived")
    if recipe is not None:
        kind = read_source_format(raw, paths, notes)
    else:
        kind = _read_format(raw, paths, notes) if turunan is None else "csv"
    dialect = _read_dialect(parts["dialect"], kind, paths, notes)
    if recipe is not None and set(dialect) - {"delimiter"}:
        notes.add(
            "P070",
            field_name="dialect",
            line=line_of(raw, "dialect"),
            kunci="dialect",
            salah="@recipe_dialect",
        )
    resource = Resource(
        name=name,
        title=raw["title"] if isinstance(raw.get("title"), str) else "",
        paths=paths,
        format=kind,
        schema=read_schema(parts["schema"], package.get("missingValues"), klasifikasi, notes),
        klasifikasi=klasifikasi,
        encoding=_read_encoding(raw, notes),
        dialect=dialect,
        standar=raw["standar"] if isinstance(raw.get("standar"), str) else "",
        turunan=turunan,
        descriptor=raw,
        recipe=recipe,
    )
    strays = find_strays("resource", raw, parts)
    folder = notes.path.rpartition("/")[0]
    notes.refuse(strays, {key: f"{folder}/{raw[key]}" for key in parts if isinstance(raw.get(key), str)})
    notes.resource = ""
    return close_resource(resource, strays)


def is_told_derivation(raw: Mapping[str, Any]) -> bool:
    """Whether `turunan` only tells what a table with files was made of, as in what we publish."""
    told = raw.get("turunan")
    return "path" in raw and isinstance(told, dict) and set(told) == {"jenis", "dari"}


def _read_paths(raw: Mapping[str, Any], derived: bool, notes: Notes) -> tuple[str, ...]:
    stated = raw.get("path")
    paths = stated if isinstance(stated, list) else [] if stated is None else [stated]
    if "data" in raw or bool(paths) == derived:
        notes.add("P014", line=line_of(raw, "name"))
        return ()
    files: dict[str, str] = {}
    for path in (path if isinstance(path, str) else "" for path in paths):
        if path and normpath(path) in files:
            notes.add("P055", field_name="path", value=path, line=line_of(raw, "path"))
        files.setdefault(normpath(path), path)
    return tuple(files.values())


def _read_format(raw: Mapping[str, Any], paths: tuple[str, ...], notes: Notes) -> str:
    stated = raw.get("format")
    suffixes = {path.rpartition(".")[2].lower() for path in paths}
    word = stated if isinstance(stated, str) else next(iter(sorted(suffixes)), "csv")
    word = {"tsv": "csv", "txt": "csv"}.get(word.lower(), word.lower())
    if word not in DIALECT_KEYS or (stated is None and len(suffixes) > 1):
        notes.add("P015", value=word, line=line_of(raw, "format") or line_of(raw, "path"))
        return "csv"
    if word != "csv" and len(paths) > 1:
        notes.add("P015", value=word, line=line_of(raw, "path"))
    return word


def _read_encoding(raw: Mapping[str, Any], notes: Notes) -> str:
    """Canonical name of the declared encoding; UTF-8 where none is."""
    stated = raw.get("encoding", "utf-8")
    try:
        name = codecs.lookup(stated).name if isinstance(stated, str) else ""
    except (LookupError, ValueError):
        name = ""
    name = "utf-8" if name == "utf-8-sig" else name
    if name not in ENCODINGS:
        notes.add("P024", value=str(stated), line=line_of(raw, "encoding"), ada=", ".join(ENCODINGS))
        return "utf-8"
    return name


def _read_dialect(
    raw: Mapping[str, Any], kind: str, paths: tuple[str, ...], notes: Notes
) -> Mapping[str, Any]:
    """Known keys of the dialect; Frictionless' nested form (`csv: {…}`, `excel: {…}`) is opened up."""
    flat: dict[str, Any] = {}
    for key, value in raw.items():
        nested = key in ("csv", "excel", "xlsx", "ods") and isinstance(value, dict)
        flat.update(value if nested else {key: value})
    known = DIALECT_KEYS[kind]
    dialect: dict[str, Any] = {}
    for key, value in flat.items():
        plain = not isinstance(value, (dict, list))
        if (key in _IGNORED_DIALECT_KEYS and plain) or value in _WITHOUT_EFFECT.get(key, ()):
            continue
        if key not in known or not _fits(key, value):
            notes.add("P023", value=f"{key}: {value}", line=line_of(raw, key), ada=", ".join(known))
            continue
        dialect[key] = "\t" if value == "\\t" else value
    if kind == "csv" and any(path.lower().endswith(".tsv") for path in paths):
        dialect.setdefault("delimiter", "\t")
    return dialect


def _fits(key: str, value: object) -> bool:
    """Whether a dialect key has a value that can be honoured."""
    if key in _TRUE_OR_FALSE:
        return isinstance(value, bool)
    if key == "headerRows":
        return isinstance(value, list) and len(value) == 1 and isinstance(value[0], int) and value[0] > 0
    if key == "sheetNumber" or (key == "sheet" and isinstance(value, int)):
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    if key in ("delimiter", "commentChar", "quoteChar", "escapeChar"):
        if key in ("quoteChar", "escapeChar") and value in (None, ""):
            return True
        single = isinstance(value, str) and (len(value) == 1 or value == "\\t")
        return single and value not in ("\r", "\n") and _is_fit_sign(key, str(value))
    if key == "lineTerminator":
        return value in ("\r\n", "\n", "\r", "\\r\\n", "\\n", "\\r")
    return isinstance(value, str) and bool(value)


def _is_fit_sign(key: str, sign: str) -> bool:
    """Whether a sign can do that work without taking data along: `7` as a comment's drops rows."""
    signs = load_words()["tanda"].get(key)
    return sign in signs if signs is not None else not sign.isalnum() and sign not in "-+."


def _load_part(raw: Mapping[str, Any], key: str, notes: Notes, root: Path) -> Mapping[str, Any] | None:
    """`schema` or `dialect`: the mapping itself, or the file it names."""
    value = raw.get(key)
    if isinstance(value, dict):
        return value
    if not isinstance(value, str):
        if value is not None:
            notes.add("P008", field_name=key, line=line_of(raw, key), harapan="@mapping")
        return None
    folder = notes.path.rpartition("/")[0]
    path, findings = confined_file(root, folder, value, notes.place())
    notes.findings += findings
    if path is None:
        return None
    there = f"{folder}/{value}"
    text, findings = read_text(path, notes.place(), limit=SIZE_LIMIT)
    notes.findings += findings
    if text is None:
        return None
    part, findings = load_submitted(text, there)
    notes.findings += findings
    if not findings and not isinstance(part, dict):
        notes.add("F108")
    return part if isinstance(part, dict) else None
