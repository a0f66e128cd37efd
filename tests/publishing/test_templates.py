"""Templates: a filled one passes the check, one with its example row does not, and the bytes are the same."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from builders import make_field
from small_site import DATASET, SMALL_SITE, copy_small_site, edit, remove_grounds
from suluh.checking.example_rows import EXAMPLE_MARK, is_example
from suluh.checking.project import check_project
from suluh.cli.new import new
from suluh.publishing import template_workbook
from suluh.publishing.cleared_catalog import make_catalog
from suluh.publishing.report_form import ReportHead, fill_report_form
from suluh.publishing.template_columns import (
    Choice,
    ChoiceSource,
    TemplateColumn,
    describe_column,
    plan_columns,
)
from suluh.publishing.template_workbook import write_template
from suluh.publishing.templates import Templates, write_templates
from suluh.reading.region_list import load_regions
from suluh.reading.report_files import ReportFile, read_report
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_list import list_standards
from suluh.reading.standard_schemas import read_standard_schema
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.site import Artifact
from thread_builders import make_thread_dataset

HEADER = ["kode_wilayah", "tahun", "jumlah", "rata", "tanggal", "jenis", "kegiatan"]


@cache
def templates() -> Templates:
    settings, _ = read_settings(SMALL_SITE)
    assert settings is not None
    checked = check_project(settings)
    return write_templates(make_catalog(settings, checked), checked.regions, settings)


def content(artifact: Artifact) -> bytes:
    stream = io.BytesIO()
    artifact.write(stream)
    return stream.getvalue()


def file_of(name: str, form: str) -> Artifact:
    every = (*templates().of_datasets, *templates().of_standards)
    return next(
        one.artifact
        for template in every
        if template.name == name
        for one in template.files
        if one.format == form
    )


def open_template(name: str = "bantuan", *, standards: bool = False) -> Any:
    some = templates().of_standards if standards else (*templates().of_datasets, *templates().of_standards)
    files = next(one.files for one in some if one.name == name)
    artifact = next(one.artifact for one in files if one.format == "XLSX")
    return openpyxl.load_workbook(io.BytesIO(content(artifact)))


def codes(root: Path) -> list[str]:
    settings, _ = read_settings(root)
    assert settings is not None
    return sorted({one.code for one in check_project(settings).findings})


def test_every_dataset_with_files_and_every_standard_has_one() -> None:
    assert {one.dataset for one in templates().of_datasets} == {
        *("bantuan", "pagu", "realisasi", "instansi", "padanan", "nomenklatur")
    }
    assert {one.name for one in templates().of_standards} == set(list_standards()) - {"laporan"}
    assert file_of("bantuan", "XLSX").address == "data/bantuan/templat-bantuan.xlsx"
    assert file_of("instansi", "XLSX").address == "data/instansi/templat-instansi.xlsx"


def test_bytes_are_as_measured_each_time() -> None:
    for artifact in templates().artifacts():
        data = content(artifact)
        assert (len(data), hashlib.sha256(data).hexdigest()) == (artifact.size, artifact.sha256)


def test_withheld_columns_are_not_in_it() -> None:
    sheet = open_template()["bantuan"]
    assert [cell.value for cell in sheet[1]] == HEADER
    for name in zipfile.ZipFile(io.BytesIO(content(file_of("bantuan", "XLSX")))).namelist():
        assert "comment" not in name.lower()


def test_cells_are_typed_and_notes_are_input_messages() -> None:
    book = open_template()
    assert book.sheetnames == ["bantuan", "kode", "petunjuk"]
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    sheet = book["bantuan"]
    assert sheet.freeze_panes == "A2" and sheet["A2"].value == EXAMPLE_MARK
    assert sheet["A2"].number_format == "@"
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert set(rules) == {f"{letter}2" for letter in "ABCDEFG"}
    assert all(rule.prompt and rule.showInputMessage and len(rule.prompt) <= 255 for rule in rules.values())
    assert rules["A2"].type == "list" and rules["A2"].formula1.startswith("kode!$A$2")
    assert rules["F2"].type == "list" and rules["C2"].type == "whole"


def test_codes_are_those_of_the_site() -> None:
    sheet = open_template()["kode"]
    regions = [cell.value for cell in sheet["A"]][1:]
    assert all(code.startswith("74.72.") and code.count(".") == 3 for code in regions if code)
    assert "Katobengke" in [str(cell.value).removeprefix("Kelurahan ") for cell in sheet["B"]]
    assert [sheet.cell(1, column).value for column in (1, 3, 5)] == ["kode_wilayah", "jenis", "kegiatan"]


def fill(root: Path, *, keep_example: bool) -> None:
    """The template filled in as a clerk does, in the place of the CSV."""
    book = open_template()
    sheet = book["bantuan"]
    if not keep_example:
        sheet.delete_rows(2)
    at = 3 if keep_example else 2
    row = ["74.72.01.1007", 2025, 120, 1.5, date(2025, 5, 10), "beras", "1.06.02.2.01"]
    for column, value in enumerate(row, start=1):
        sheet.cell(at, column).value = value
    book.save(root / DATASET / "bantuan.xlsx")
    (root / DATASET / "bantuan.csv").unlink()
    descriptor = f"{DATASET}/datapackage.yaml"
    edit(root, descriptor, "path: bantuan.csv", "path: bantuan.xlsx")
    edit(root, descriptor, "        - {name: penerima, type: string, klasifikasi: rahasia}\n", "")
    remove_grounds(root)


@pytest.mark.parametrize(("keep_example", "expected"), [(False, []), (True, ["C001"])])
def test_a_filled_template_passes_once_its_example_is_gone(
    tmp_path: Path, keep_example: bool, expected: list[str]
) -> None:
    root = copy_small_site(tmp_path / "situs")
    fill(root, keep_example=keep_example)
    assert codes(root) == expected


CODE = "1.06.02.2.01.0001"
WORDS = (
    *("--instansi", "dinas-sosial", "--name", "baru", "--title", "Judul", "--description", "Uraian."),
    *("--definisi", "Batasnya.", "--ukuran", "Jumlah", "--satuan", "buah", "--frekuensi", "Tahunan"),
    *("--periode", "2025", "--klasifikasi", "publik"),
)


def begin(root: Path, standard: str) -> Path:
    """A public dataset of a standard, as `suluh new` leaves it, in a project that knows one sub kegiatan."""
    codes = root / "datasets/referensi/nomenklatur/nomenklatur.csv"
    codes.write_text(f"{codes.read_text(encoding='utf-8')}{CODE},Pembinaan\n", encoding="utf-8")
    agency = "referensi" if standard == "instansi" else "dinas-sosial"
    words = ["dataset", *WORDS, "--standar", standard, "--root", str(root), "--instansi", agency]
    result = CliRunner().invoke(new, words)
    assert result.exit_code == 0, result.output
    folder = root / "datasets" / agency / "baru"
    (folder / "baru.csv").unlink()
    descriptor = f"datasets/{agency}/baru/datapackage.yaml"
    edit(root, descriptor, "path: baru.csv", "path: baru.xlsx")
    edit(root, descriptor, "klasifikasi: terbatas", "klasifikasi: publik")
    return folder


@pytest.mark.parametrize("standard", [name for name in list_standards() if name != "laporan"])
def test_the_example_of_every_standard_is_a_good_row(tmp_path: Path, standard: str) -> None:
    """Kept it is refused; with its mark replaced by what belongs there, the whole template passes."""
    root = copy_small_site(tmp_path / "situs")
    if standard == "instansi":  # a region has one list of agencies
        shutil.rmtree(root / "datasets" / "referensi" / "instansi")
    folder = begin(root, standard)
    book = open_template(standard, standards=True)
    book.save(folder / "baru.xlsx")
    assert "C001" in codes(root)
    sheet = book.worksheets[0]
    first = read_standard_schema(standard).fields[0]
    told = first.descriptor.get("example") or str(first.constraints["enum"][0])
    sheet["A2"].value = int(told) if first.type in ("year", "integer") else told
    for cell in sheet[1]:
        there = sheet.cell(2, cell.column)
        if cell.value == "kode_sub_kegiatan" and there.value:
            there.value = CODE
    book.save(folder / "baru.xlsx")
    # Achievements need their indicators' definitions, and agencies a dataset of that name.
    expected = {"capaian": ["J001"], "instansi": ["L007", "U006"]}.get(standard, [])
    assert errors(root) == expected
    # The same with the description that is downloaded beside the template, filled in by hand.
    described = next(one for one in templates().of_standards if one.name == standard).files[-1]
    assert described.artifact.address == f"templat/{standard}/datapackage.yaml"
    text = content(described.artifact).decode().replace("klasifikasi: terbatas", "klasifikasi: publik")
    (folder / "baru.xlsx").rename(folder / f"{standard}.xlsx")
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    assert {"C005", "P005"} <= set(errors(root))
    text = re.sub(r'(?<=\nname: )"[^"]*"', "baru", text)
    text = re.sub(r'"\(isi: [^"]*\)"', "Contoh", text)
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    assert errors(root) == expected


def errors(root: Path) -> list[str]:
    settings, _ = read_settings(root)
    assert settings is not None
    return [one.code for one in check_project(settings).findings if one.severity is Severity.ERROR]


def test_known_codes_are_offered_with_what_they_mean() -> None:
    offered = {
        "profil_desa": ("variabel", "penduduk_laki_laki", "Penduduk laki-laki (orang)"),
        "indeks": ("indeks", "sakip", "Akuntabilitas kinerja (SAKIP)"),
        "usulan": ("instansi", "dinas-sosial", "Dinas Sosial"),
        "target_lima_tahun": ("kode_sub_kegiatan", "1.06.02", "Pemberdayaan Sosial"),
    }
    for standard, (column, code, name) in offered.items():
        sheet = open_template(standard, standards=True)["kode"]
        at = next(cell.column for cell in sheet[1] if cell.value == column)
        assert (sheet.cell(2, at).value, sheet.cell(2, at + 1).value) == (code, name)
    # A list's own codes are new each time.
    assert "id" not in [cell.value for cell in open_template("tujuan", standards=True)["kode"][1]]


def test_a_template_is_kept_by_all_that_it_is_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(**changed: Any) -> bytes:
        stated: dict[str, Any] = {"title": "Templat", "sheet_name": "a", "guide": ["Isi."]}
        stream = io.BytesIO()
        write_template(stream, **{"columns": [TemplateColumn(make_field("nama"))], **stated, **changed})
        return stream.getvalue()

    monkeypatch.setattr(template_workbook, "MOST_KEPT", 2)
    monkeypatch.setattr(template_workbook, "_KEPT", {})
    first = write()
    others = [
        write(title="Lain"),
        write(sheet_name="b"),
        write(guide=["Isi saja."]),
        write(columns=[TemplateColumn(make_field("nama"), example="x")]),
        write(columns=[TemplateColumn(make_field("nama", constraints={"minimum": 1}, type="integer"))]),
    ]
    assert len({first, *others}) == 6
    assert len(template_workbook._KEPT) == 2
    assert write() == first == write()


def test_the_csv_has_the_declared_delimiter_and_a_mark() -> None:
    data = content(file_of("pagu", "CSV"))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["tahun", "kdpemda", "nilai"] and is_example(rows[1][0])


def test_the_mark_is_known_in_what_editors_make_of_it() -> None:
    for text in (
        EXAMPLE_MARK,
        "CONTOH - hapus baris ini",
        " contoh \u2014 Hapus baris ini ",
        "CONTOH â€“ hapus baris ini",
    ):
        assert is_example(text), text
    for text in ("", "CONTOH", "Contoh data", "percontohan hapus baris ini"):
        assert not is_example(text), text


def test_a_column_says_what_belongs_in_it() -> None:
    field = make_field(
        "jumlah",
        type="integer",
        satuan="jiwa",
        constraints={"minimum": 0},
        missing_values={"-": "tidak berlaku"},
    )
    said = describe_column(TemplateColumn(field))
    assert said == "Jumlah. Isi: bilangan bulat (jiwa). Paling kecil 0. tanda “-” berarti tidak berlaku."


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_the_report_form_can_be_read_and_is_not_public(quarter: int) -> None:
    text = fill_report_form(ReportHead("dinas-contoh", 2025, quarter, judul='Kata "kutip": # \\'))
    report, findings = read_report(text, ReportFile("x.md", "dinas-contoh", 2025, quarter))
    assert findings == [] and report is not None
    assert report.judul == 'Kata "kutip": # \\' and report.klasifikasi == "terbatas"
    assert report.tanggal > date(2025, 3 * quarter, 1)


def test_examples_that_a_spreadsheet_would_change_are_texts() -> None:
    shown = {"kode": EXAMPLE_MARK, "lahir": "0001-01-01", "terbit": "1900-03-01"}
    shown |= {"besar": "1234567890123456789012345", "tahun": "0001", "kini": "2025"}
    types = {"lahir": "date", "terbit": "date", "besar": "integer", "tahun": "year", "kini": "year"}
    columns = [
        TemplateColumn(make_field(name, type=types.get(name, "string")), example=text)
        for name, text in shown.items()
    ]
    stream = io.BytesIO()
    write_template(stream, title="Templat", sheet_name="data", columns=columns, guide=())
    sheet = openpyxl.load_workbook(stream)["data"]
    told = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert told == {**shown, "terbit": datetime(1900, 3, 1), "kini": 2025}


def test_the_national_indicators_of_the_sites_codes_are_offered() -> None:
    """Any other text is right too: an agency may measure otherwise."""
    dataset = make_thread_dataset({"anggaran": [{"kode_sub_kegiatan": "1.01.02.2.01.0001"}]})
    catalog = Catalog(datasets={dataset.name: dataset}, agencies={}, reports=())
    source = ChoiceSource.of_site(catalog, load_regions(), "74.72")
    columns = plan_columns(read_standard_schema("rencana"), source, standard="rencana")
    offered = next(column for column in columns if column.field.name == "indikator")
    assert offered.choices == (Choice("Jumlah Sekolah Baru yang Telah Dibangun", "1.01.02.2.01.0001; Unit"),)
    assert not offered.closed
