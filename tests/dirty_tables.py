"""Tables with every kind of dirt that offices bring, made by chance from a seed: one dataset each."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import openpyxl
import yaml

TYPES = ("string", "integer", "number", "boolean", "date", "year", "yearmonth", "any")
CODES = (
    "74.72.01.1007",
    "74.72.01.1012",
    "74.72.02",
    "7472.01",
    "747201",
    "74.72.1.1007",
    "74.7",
    "99.01",
    "31.71.01",
)
TEXTS = (
    *(
        "Betoambari",
        "Kel. Wameo",
        "CafÃ© Ria",
        "Bau\u00a0Bau",
        "-",
        "n/a",
        "#REF!",
        "#N/A",
        "=1+1",
        "+62 812 3456 7890",
    ),
    *(
        " tepi",
        "tepi ",
        "a\u200bb",
        "e\u0301",
        "Sumber: BPS",
        "CONTOH – hapus baris ini",
        "javascript:alert(1)",
        "'x'",
    ),
    *(
        "akhir\\",
        "NULL",
        "7472010101900001",
        "budi@gmail.com",
        "kantor@baubaukota.go.id",
        "RT 01/RW 02",
        "&amp; Co",
    ),
    *("7,472E+09", "01/02/2025", "5-Mar", "45000", "7.472.01", "７４.72", "74–72", "O74.72", "baris\nkedua"),
)
NUMBERS = (
    *(
        "0",
        "12",
        "-3",
        "1.234",
        "12.5",
        "1,5",
        "1.234,50",
        "1e3",
        "1e99",
        "NaN",
        "inf",
        "1_000",
        " 7 ",
        "１２",
        "12a",
        "Rp 5",
    ),
    *(
        "45,5%",
        "1234567890123456789012345678901",
        "00012",
        "+7",
        "1 000",
        "(5)",
        "5-",
        ".5",
        "5.",
        "1,234",
        "12.345.678",
    ),
)
DAYS = (
    "2025-01-31",
    "2025-1-5",
    "2025-02-30",
    "31/01/2025",
    "31 Januari 2025",
    "2024-02-29",
    "2025-01-31T00:00",
    "29-02-2023",
)
OTHERS = (
    "true",
    "True",
    "ya",
    "tidak",
    "1",
    "0",
    "2025",
    "202",
    "20255",
    "+202",
    "2025-01",
    "2025-1",
    "2025-13",
    "25-01",
)
HEADER_DIRT = (" {}", "{} ", "{}", "{}", "{}", "{}", "{}", "{}x", "{}\u200b")


def write_dirty_table(folder: Path, chance: random.Random) -> None:
    """A folder with a table of random columns and random dirt, and a descriptor that declares it."""
    folder.mkdir(parents=True)
    fields = [_make_field(number, chance) for number in range(chance.randint(2, 6))]
    header = [field["name"] for field in fields]
    rows = [[_make_cell(field, chance) for field in fields] for _ in range(chance.randint(0, 8))]
    if rows and chance.random() < 0.2:
        rows.append(list(chance.choice(rows)))
    if chance.random() < 0.2:
        header = [chance.choice(HEADER_DIRT).format(name) for name in header]
    if chance.random() < 0.1:
        chance.shuffle(header)
    form = chance.choice(("csv", "csv", "csv", "xlsx"))
    dialect: dict[str, Any] = {}
    if form == "csv":
        data, dialect = _write_csv(header, rows, chance)
        (folder / "tabel.csv").write_bytes(data)
    else:
        _write_workbook(folder / "tabel.xlsx", header, rows, chance)
    resource: dict[str, Any] = {"name": "tabel", "title": "Tabel", "path": f"tabel.{form}"}
    resource |= {"dialect": dialect} if dialect else {}
    resource["schema"] = _make_schema(fields, chance)
    descriptor = {
        "name": folder.name,
        "title": f"Tabel {folder.name}",
        "description": "Tabel uji.",
        "klasifikasi": "publik",
        "status_data": "simulasi",
        "resources": [resource],
    }
    text = yaml.safe_dump(descriptor, allow_unicode=True, sort_keys=False)
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")


def _make_field(number: int, chance: random.Random) -> dict[str, Any]:
    kind = chance.choice(TYPES)
    name = chance.choice(("kolom", "kode", "nilai", "nik", "telepon", "tautan", "no_kk")) + f"_{number}"
    field: dict[str, Any] = {"name": name, "type": kind}
    constraints: dict[str, Any] = {}
    if chance.random() < 0.3:
        constraints["required"] = True
    if chance.random() < 0.2:
        constraints["unique"] = True
    if kind in ("integer", "number"):
        if chance.random() < 0.3:
            constraints |= {"minimum": 1, "maximum": 1000}
        if chance.random() < 0.3:
            field["groupChar"] = "."
            field |= {"decimalChar": ","} if kind == "number" else {}
        if chance.random() < 0.2:
            field["bareNumber"] = False
    if kind == "string" and chance.random() < 0.3:
        constraints |= chance.choice(
            ({"pattern": "[0-9.]+"}, {"enum": ["Betoambari", "-"]}, {"minLength": 2, "maxLength": 8})
        )
    if kind == "date" and chance.random() < 0.3:
        field["format"] = chance.choice(("%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d"))
    if kind == "boolean" and chance.random() < 0.5:
        field |= {"trueValues": ["ya"], "falseValues": ["tidak"]}
    return field | ({"constraints": constraints} if constraints else {})


def _make_cell(field: dict[str, Any], chance: random.Random) -> str:
    if chance.random() < 0.1:
        return ""
    if chance.random() < 0.15:
        return chance.choice((*TEXTS, *NUMBERS, *DAYS, *OTHERS, *CODES))
    if field["name"].startswith("kode"):
        return chance.choice(CODES)
    right = {"integer": NUMBERS, "number": NUMBERS, "date": DAYS, "string": TEXTS, "any": TEXTS}
    return chance.choice(right.get(field["type"], OTHERS))


def _make_schema(fields: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": fields}
    names = [field["name"] for field in fields]
    if chance.random() < 0.4:
        schema["missingValues"] = ["", {"value": "-", "label": "tidak tersedia"}]
    if chance.random() < 0.4:
        schema["primaryKey"] = chance.sample(names, chance.randint(1, 2))
    if chance.random() < 0.3:
        schema["uniqueKeys"] = [chance.sample(names, chance.randint(1, 2))]
    coded = [
        field["name"] for field in fields if field["name"].startswith("kode") and field["type"] == "string"
    ]
    if coded and chance.random() < 0.7:
        reference = {"package": "wilayah", "resource": "wilayah", "fields": "kode"}
        schema["foreignKeys"] = [{"fields": coded[0], "reference": reference}]
    return schema


def _write_csv(
    header: list[str], rows: list[list[str]], chance: random.Random
) -> tuple[bytes, dict[str, Any]]:
    delimiter = chance.choice(",,,;\t")
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=chance.choice(("\n", "\r\n")))
    writer.writerow(header)
    writer.writerows(rows)
    text = stream.getvalue()
    dialect = {"delimiter": delimiter} if delimiter != "," and chance.random() < 0.8 else {}
    dirt = chance.random()
    if dirt < 0.06:
        text = "Judul tabel\n\n" + text
    elif dirt < 0.12:
        text = text.replace(delimiter, f'{delimiter}"', 1)
    elif dirt < 0.18:
        text += f"{delimiter.join(header[:-1])}\n"
    elif dirt < 0.24:
        text = text.replace("\n", "\n\n", 2)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"))
    return text.encode(encoding, "replace"), dialect


def _write_workbook(path: Path, header: list[str], rows: list[list[str]], chance: random.Random) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    shift = chance.choice((0, 0, 0, 1))
    for line, row in enumerate([header, *rows], start=1 + chance.choice((0, 0, 0, 2))):
        for column, text in enumerate(row, start=1 + shift):
            cell = sheet.cell(line, column)
            clean = "".join(sign for sign in text if sign >= " " or sign in "\n\t")
            try:
                number = float(text) if text and chance.random() < 0.7 else None
            except ValueError:
                number = None
            if number is not None and abs(number) < 1e20 and line > 1:
                cell.value = int(number) if number.is_integer() else number
                cell.number_format = chance.choice(("General", "General", "0.0%", "yyyy-mm-dd", "#,##0"))
            elif clean:
                cell.value = clean
                cell.data_type = "s"
    if chance.random() < 0.2:
        sheet.merge_cells("A2:B2")
    if chance.random() < 0.1:
        sheet.row_dimensions[2].hidden = True
    if chance.random() < 0.1:
        book.create_sheet("Lain")
    book.save(path)
