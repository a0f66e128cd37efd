"""Made tables of every type and option that a descriptor may state, and the checks that let them in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from builders import make_cleared, make_package, make_resource, make_table
from suluh.checking.cell_hygiene import check_categories, check_cells
from suluh.checking.keys import check_keys
from suluh.checking.number_forms import check_number_forms
from suluh.checking.spoiled_cells import check_spoiled_cells
from suluh.checking.validation import check_schema, validate_table
from suluh.reading.notes import Notes
from suluh.reading.schemas import read_schema
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.package import ClearedPackage, Klasifikasi
from suluh.vocabulary.typed_cells import make_form

ORDERED = ("integer", "number", "date", "time", "datetime", "year", "yearmonth")

MISSING = ["", "-", "n/a", "999", "x y", "tidak ada"]
LABELS = ["belum dilaporkan", "tidak berlaku", "dirahasiakan", "tidak tersedia"]
NUMBERS = [
    *(
        "0",
        "1",
        "-5",
        "+7",
        "007",
        "12",
        "1.001",
        "12.500.000",
        "1,5",
        "12,50",
        "0.25",
        "87.50",
        "1.0",
        "5.",
        ".5",
    ),
    *(
        "1e3",
        "1E-3",
        "9007199254740993",
        "479386071891505153",
        "123456789012345678901",
        "0.1234567890123456789",
    ),
    *(
        "Rp 1.500.000",
        "Rp1.500,50",
        "45%",
        "12,5 %",
        "(500)",
        "500-",
        "Rp -3",
        "1.000.000,-",
        " 8 ",
        "-0",
        "1_0",
    ),
    *("1.2", "12 000", "1'000", "US$ 5", "5 juta", "1.500.000.-", "-0,0", "00,10", "1.234,5"),
]
DATES = [
    *("2025-03-05", "05/03/2025", "31/12/2025", "5/3/2025", "31-12-25", "2025-3-5", "0001-01-01", "20250305"),
    *("5 March 2025", "2025-02-30", "2025/064", "2024-12-30 1"),
]
TIMES = ["10:00:00", "23:59", "07.30", "10:00:00Z", "10:00:00+08:00", "10:00:00.250", "24:00:00", "9:5 PM"]
MOMENTS = [
    *("2025-03-05T10:00:00", "2025-03-05T10:00:00Z", "2025-03-05T10:00:00.5+08:00", "2025-03-05 10:00:00"),
    *("05/03/2025 10.00", "05/03/2025 23:59:59", "2025-03-05T24:00:00", "2025-03-05T10:00:00-00:00"),
]
WORDS = ["ya", "tidak", "true", "false", "True", "1", "0", "Y", "T"]
POINTS = [
    "122.6,-5.4",
    "122.60, -5.40",
    "[122.6,-5.4]",
    '{"lon": 122.6, "lat": -5.4}',
    "181,0",
    '["1","2"]',
    "1e1,2",
]
TEXTS = ["a", "01", "74.71", "Pasar, Baru", 'kata "kutip"', "é", "ID", "a b", "2025", "true", "b;c", "A-1"]
LISTS = ["a,b", "1,2", "01, 2", "1;2", "1.5;2.50", "true;0", "2025-01-01", "a", ",", "1e-1", "0.5"]
JSONS = ["{}", "[]", '{"a": 1}', "[1, 2.50]", '{"type":"Point","coordinates":[1,2]}', "null", '"a"']

CELLS: dict[str, list[str]] = {
    "string": TEXTS,
    "any": [*TEXTS, *NUMBERS[:6]],
    "integer": NUMBERS,
    "number": NUMBERS,
    "boolean": WORDS,
    "date": DATES,
    "time": TIMES,
    "datetime": MOMENTS,
    "year": ["2025", "0001", " 202", "+202", "99", "10000"],
    "yearmonth": ["2025-03", "2025-3", "5-03", "2025-13", "12025-01"],
    "duration": ["P1Y", "P1W", "PT36H", "P1DT0.5S", "PT1,5S", "P0D", "1 hari"],
    "geopoint": POINTS,
    "geojson": JSONS,
    "array": JSONS,
    "object": JSONS,
    "list": LISTS,
}
FORMATS = {
    "date": ["default", "%d/%m/%Y", "%d-%m-%y", "%d %B %Y", "%Y/%j", "any", "%d/%m", "%G-%m-%d %u"],
    "time": ["default", "%H:%M", "%H.%M", "%I:%M %p", "any", "%M"],
    "datetime": ["default", "%d/%m/%Y %H.%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "any"],
    "geopoint": ["default", "array", "object"],
    "string": ["default", "default", "email", "uri", "uuid", "binary"],
    "geojson": ["default", "topojson"],
}
PATTERNS = [
    r"[0-9.]+",
    r"\d{2}",
    "(?i)[a-z]+",
    r"\pL+",
    "[[:alpha:]]+",
    "a|01",
    r"\W+|\w+",
    r"^.*$",
    r".*\z",
    "[A-Z]-\\d",
]


@st.composite
def fields(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A column's raw description, with options that often fit its type and sometimes do not."""
    kind = draw(st.sampled_from(sorted(CELLS)))
    raw: dict[str, Any] = {"name": f"k{number}", "type": kind}
    if kind in FORMATS and draw(st.booleans()):
        raw["format"] = draw(st.sampled_from(FORMATS[kind]))
    if kind in ("integer", "number"):
        for key, values in (("groupChar", [".", ",", " ", "'", "_"]), ("decimalChar", [",", ".", "@"])):
            if draw(st.booleans()):
                raw[key] = draw(st.sampled_from(values))
        if draw(st.booleans()):
            raw["bareNumber"] = draw(st.booleans())
    if kind == "boolean" and draw(st.booleans()):
        raw["trueValues"] = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
        raw["falseValues"] = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
    if kind == "list" and draw(st.booleans()):
        raw["delimiter"] = draw(st.sampled_from([";", ",", ".", "-", " ", ""]))
        raw["itemType"] = draw(st.sampled_from(["string", "integer", "number", "boolean", "date", "time"]))
    if draw(st.booleans()):
        words = draw(st.lists(st.sampled_from(MISSING), max_size=4, unique=True))
        labelled = draw(st.booleans())
        raw["missingValues"] = [
            {"value": word, "label": draw(st.sampled_from(LABELS))} if labelled else word for word in words
        ]
    value = st.sampled_from(CELLS[kind])
    if draw(st.booleans()):
        bounds = ("minimum", "maximum", "exclusiveMinimum") if kind in ORDERED else ("enum",)
        names = [*bounds, "enum", "required", "unique", "minLength", "pattern"]
        chosen = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        made = {
            "required": st.booleans(),
            "unique": st.booleans(),
            "enum": st.just(CELLS[kind][: draw(st.integers(1, 8))]),
            "minLength": st.sampled_from([1, "1"]),
            "pattern": st.sampled_from(PATTERNS),
        }
        usual = st.sampled_from([0, 1, 2000, *CELLS[kind]])
        raw["constraints"] = {name: draw(made.get(name, usual)) for name in chosen}
    if draw(st.integers(0, 3)) == 0:
        raw["example"] = draw(value)
    if kind in ("string", "integer") and draw(st.integers(0, 5)) == 0:
        raw["categories"] = draw(st.lists(value, min_size=1, max_size=5, unique=True))
    return raw


def _fitting(raw: dict[str, Any]) -> list[str]:
    """The cells that are values of a column, so that more tables than a few get past the checks."""
    schema = read_schema({"fields": [raw]}, None, Klasifikasi.PUBLIK, Notes("x"))
    read = make_form(schema.fields[0]).read
    return [text for text in CELLS[raw["type"]] if read(text) is not None]


@dataclass(frozen=True)
class Made:
    """A made table as submitted: raw columns and rows of text."""

    raw: list[dict[str, Any]]
    rows: list[tuple[str, ...]]
    key: tuple[str, ...] = ()


@st.composite
def tables(draw: st.DrawFn) -> Made:
    """One to three columns and up to four rows of cells; mostly of the column's type."""
    raw = [draw(fields(number)) for number in range(draw(st.integers(1, 3)))]
    columns = []
    for each in raw:
        words = each.get("missingValues", [""])
        texts = [entry["value"] if isinstance(entry, dict) else entry for entry in words]
        fitting = _fitting(each) or CELLS[each["type"]]
        columns.append(
            st.sampled_from([*CELLS[each["type"]], *fitting * 3, *texts]) | st.sampled_from(fitting)
        )
    rows = draw(st.lists(st.tuples(*columns), max_size=4))
    return Made(raw, rows)


def accept(made: Made) -> ClearedPackage | None:
    """The table as cleared for publication; None where a check refuses it."""
    notes = Notes("datapackage.yaml")
    schema = read_schema({"fields": made.raw}, None, Klasifikasi.PUBLIK, notes)
    if has_errors(notes.findings) or not schema.fields:
        return None
    resource = make_resource("isi", schema=replace(schema, primary_key=made.key))
    package = make_package("isi", resources=(resource,))
    table = make_table([field.name for field in schema.fields], made.rows)
    findings = check_schema(package, resource)
    if has_errors(findings):
        return None
    findings += validate_table(package, resource, table)
    for check in (check_cells, check_categories, check_number_forms, check_spoiled_cells, check_keys):
        findings += check(package, resource, table)
    return None if has_errors(findings) else make_cleared({"isi": table}, package=package)
