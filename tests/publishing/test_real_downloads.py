"""The project's own data: what is found in them, and downloads that equal the files, value for value."""

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from frictionless import Package

from suluh.checking.project import check_project
from suluh.clearing.classification import clear_package
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import has_errors

BLEMISHES = ("A", "G", "J", "M", "Q", "Y", "W039")
"""Letters and codes of findings that the example is made to have, none of them an error."""
CLOSED_IN_PART = "penerima-permakanan"
"""Not as it was submitted: `tests/canary/test_closed_example.py` compares it."""


@pytest.fixture(scope="module")
def settings(built):
    """What the project's `mkdocs.yml` says."""
    settings, findings = read_settings(built.project)
    assert settings is not None, findings
    return settings


@pytest.fixture(scope="module")
def checked(settings):
    """The project as `suluh check` knows it."""
    return check_project(settings)


def test_checking_the_project_finds_only_the_blemishes_of_the_example(checked, settings):
    assert [one for one in checked.findings if not one.code.startswith(BLEMISHES)] == []
    assert not has_errors(checked.findings)
    described = {path.parent.name for path in settings.datasets_dir.glob("*/*/datapackage.yaml")}
    assert {one.package.name for one in checked.valid} == described
    assert len(checked.reports) == len(list(settings.content_dir.glob("laporan/*/*.md")))


@pytest.fixture(scope="module")
def published(checked, built):
    """By dataset: its cleared package, and the folder with its downloads."""
    cleared = filter(None, map(clear_package, checked.valid))
    return {one.package.name: (one, built.site / "data" / one.package.name) for one in cleared}


def read_submitted(root, cleared, resource):
    """The submitted file by the csv module alone, as its descriptor declares it."""
    path = root / cleared.package.folder / resource.paths[0]
    with path.open(encoding=resource.encoding, newline="") as stream:
        return list(csv.reader(stream, delimiter=str(resource.dialect.get("delimiter", ","))))


def expect(field, text, cells):
    """A submitted cell as it goes out, by the words of the standard alone."""
    if field.is_number and text in {missing.value for missing in field.missing_values}:
        return ""
    if field.type == "integer":
        return str(int(text))
    if field.type == "number":
        number = f"{Decimal(text.replace(',', '.') if field.decimal_char == ',' else text):f}"
        number = number.rstrip("0").rstrip(".") if "." in number else number
        return f"{number}.0" if "." not in number and any("." in cell for cell in cells) else number
    return text


def test_every_csv_equals_what_was_submitted(built, published):
    compared = 0
    for cleared, folder in published.values():
        for resource in cleared.package.resources:
            if not resource.paths or resource.format != "csv" or cleared.package.name == CLOSED_IN_PART:
                continue
            name = cleared.package.name if resource is cleared.package.resources[0] else resource.name
            frame = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, header=None)
            header, *rows = frame.values.tolist()
            names, *submitted = read_submitted(built.project, cleared, resource)
            assert [name for name in header if not name.endswith("_keadaan")] == names
            assert len(rows) == len(submitted)
            for place, field in enumerate(resource.schema.fields):
                cells = [row[header.index(field.name)] for row in rows]
                assert cells == [expect(field, row[place], cells) for row in submitted], field.name
            compared += 1
    assert compared >= 8


def test_padded_blanks_and_leading_zeros_of_the_ministry_s_files_stay(published):
    text = (published["dana-desa-pagu"][1] / "dana-desa-pagu.csv").read_text(encoding="utf-8")

    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert any(row["urprov"] != row["urprov"].rstrip() for row in rows)
    assert rows[0]["kdprov"] == "00"


def test_every_published_package_is_valid(published):
    for _, folder in published.values():
        report = Package(str(folder / "datapackage.json")).validate()
        assert report.valid, report.flatten(["type", "note"])


def test_json_and_xlsx_hold_the_same_figures(published):
    cleared, folder = published["dana-desa"]
    table = cleared.tables["dana-desa"]
    rows = json.loads((folder / "dana-desa.json").read_text(encoding="utf-8"))["resources"][0]["rows"]
    sheet = openpyxl.load_workbook(folder / "dana-desa.xlsx", read_only=True)["dana-desa"]
    header, *cells = sheet.iter_rows(values_only=True)

    for column in ("pagu", "realisasi"):
        index = header.index(column)
        for text, record, row in zip(table.column(column), rows, cells, strict=True):
            number = Decimal(text) if text not in ("", "-") else None
            assert record[column] == number
            assert row[index] == number


def test_invented_data_are_marked_and_real_data_are_not(published):
    for cleared, folder in published.values():
        simulated = cleared.package.status_data.value == "simulasi"
        for name in (f"{cleared.package.name}.json", "datapackage.json"):
            assert ("DATA CONTOH (SIMULASI)" in (folder / name).read_text(encoding="utf-8")) == simulated
