"""Whatever file a clerk brings is read as texts where they stand, as the declared readers read it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_field, make_package, make_resource, make_settings
from suluh.reading.raw_sheets import read_raw_files, read_raw_sheets
from suluh.reading.raw_text import find_delimiter
from suluh.reading.raw_workbooks import read_raw_xlsx
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.findings import Place
from suluh.vocabulary.raw_sheet import CellKind, MergedCells, RawSheet

CASES = Path(__file__).parents[1] / "intake" / "cases"
DATA = Path(__file__).parents[1] / "data"


def read(name: str, data: bytes) -> list[RawSheet]:
    sheets, findings = read_raw_sheets(name, data)
    assert [finding.code for finding in findings] == []
    return sheets


def codes(name: str, data: bytes) -> list[str]:
    return [finding.code for finding in read_raw_sheets(name, data)[1]]


def cells(sheet: RawSheet) -> list[list[str]]:
    return [list(row) for row in sheet.rows]


ROWS = [["Kecamatan", "Jumlah", "Ket."], ["Wolio", "1,5", "–"], ["Bungi", "2;0", "é|x"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_of_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    (sheet,) = read("x.txt", text.encode(encoding))
    assert cells(sheet) == ROWS and list(sheet.lines) == [1, 2, 3]
    assert sheet.delimiter == delimiter
    assert text == text.encode(encoding).decode(sheet.encoding).removeprefix("\ufeff")


def test_decimal_commas_do_not_part_cells() -> None:
    assert find_delimiter("Kecamatan;Nilai\nWolio;1,5\nBungi;2,5\n") == ";"
    assert find_delimiter("Wolio;1,5\nBungi;2,5\n") == ";"
    assert find_delimiter("Data penduduk, tahun 2024\n\nno\tnama\n1\tWolio\n2\tBungi\n") == "\t"
    assert find_delimiter("nama\nWolio\n") == ","


def test_lines_are_those_of_the_file() -> None:
    (sheet,) = read("a.csv", b'judul\n\nno,nama\n1,"dua\nbaris"\n\n2,x\n')
    assert list(sheet.lines) == [1, 3, 4, 7]
    assert cells(sheet)[0] == ["judul", ""]


@given(
    st.lists(st.lists(st.text('ab,;\t|"\n 1.é', max_size=5), min_size=2, max_size=4), min_size=1, max_size=5)
)
def test_a_quoted_text_is_read_back(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    rows = [[*row, *["x"] * (width - len(row))] for row in rows]
    marked = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    head = ",".join(f"k{number}" for number in range(width))
    sheets, findings = read_raw_sheets("a.csv", (head + "\n" + "\n".join(map(",".join, marked))).encode())
    if findings or sheets[0].delimiter != ",":
        return  # cells that look more like another delimiter than the commas do
    filled = [row for row in rows if any(row)]
    kept = cells(sheets[0])[1:]
    assert [row[:width] for row in kept] == filled


def write_book(rows: list[list[Any]], **merged: str) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for reference in merged.values():
        book.active.merge_cells(reference)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


VALUES: list[Any] = ["teks", 0.1 + 0.2, 12, 1e14, -3.5, datetime(2024, 1, 31), True, None, 7.10, 74]


def test_both_readers_of_a_workbook_say_the_same(tmp_path: Path) -> None:
    data = write_book([[f"k{number}" for number in range(len(VALUES))], VALUES])
    (tmp_path / "datasets" / "a").mkdir(parents=True)
    (tmp_path / "datasets" / "a" / "t.xlsx").write_bytes(data)
    fields = tuple(make_field(f"k{number}", type="any") for number in range(len(VALUES)))
    resource = make_resource(fields=fields, paths=("t.xlsx",), format="xlsx")
    package = make_package(resources=(resource,), folder="datasets/a")
    table, _ = read_table(make_settings(root=tmp_path), package, resource)
    (sheet,) = read("t.xlsx", data)
    assert table is not None and tuple(sheet.rows[1]) == table.rows[0]
    assert sheet.kinds[1] == "tnnnndb.nn"


def test_merged_hidden_and_unknown_cells_are_marked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_book([["a", "b"], [1, "=SUM(A2:A2)"], [2, 3]], a="A1:B1")))
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("lain").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    first, second = read("a.xlsx", stream.getvalue())
    assert first.merged == (MergedCells(1, 1, 1, 2),)
    assert first.kind_at(1, 1) is CellKind.FORMULA and first.rows[1][1] == ""
    assert first.hidden_lines == (3,) and first.hidden_columns == (2,)
    assert second.is_hidden and second.name == "lain"


def test_a_strict_workbook_is_read() -> None:
    source = zipfile.ZipFile(io.BytesIO(write_book([["a"], [1]])))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for part in source.infolist():
            content = source.read(part).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/",
                b"http://purl.oclc.org/ooxml/spreadsheetml/",
            )
            target.writestr(part.filename, content)
    assert cells(read("a.xlsx", stream.getvalue())[0]) == [["a"], ["1"]]


def test_a_workbook_of_old_excel_is_read() -> None:
    first, second = read("lama.xls", (Path(__file__).parent / "lama.xls").read_bytes())
    assert first.name == "Data 2024" and first.merged == (MergedCells(1, 1, 1, 4),)
    assert cells(first) == [
        ["Retribusi pasar", "", "", "", ""],
        ["Pasar", "Nilai", "Tanggal", "Lunas", "Bagian"],
        ["Wameo", "1250000.5", "2024-01-31", "true", "0.455"],
        ["007", "12", "2024-02-29", "false", "1"],
    ]
    assert first.kinds[2] == "tndbp" and list(first.lines) == [1, 3, 4, 5]
    assert second.name == "2023" and second.is_hidden


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", [["a", "b"], ["1", "2"]]),
        (
            "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            [["a", "b"], ["", "c"]],
        ),
        ("<table><tr><td>a&nbsp;&amp;\n b<br>c</td></tr></table>", [["a & b c"]]),
        ("<head><style>td{}</style><table><tr><td><table><tr><td>b</td></tr></table></table>", [["b"]]),
        ("<table><tr><td>x</td></tr><script>document.write('<td>y')</script></table>", [["x"]]),
    ],
)
def test_the_table_of_a_web_page_is_read(data: str, rows: list[list[str]]) -> None:
    assert [row[: len(rows[0])] for row in cells(read("x.xls", f"<html>{data}".encode())[0])] == rows


def test_several_tables_of_a_page_have_names() -> None:
    page = b"<html><table><caption>Unit</caption><tr><td>a</table><table><tr><td>b</table>"
    assert [sheet.name for sheet in read("x.xls", page)] == ["Unit", "Tabel 2"]


@pytest.mark.parametrize(
    ("value", "rows"),
    [
        ('[{"a": 1, "b": "x"}, {"b": null, "c": true}]', [["a", "b", "c"], ["1", "x", ""], ["", "", "true"]]),
        ('[["a", "b"], [1.50, 1e3]]', [["a", "b"], ["1.50", "1000"]]),
        ('{"result": {"records": [{"a": 12345678901234567890}]}}', [["a"], ["12345678901234567890"]]),
        ('{"a": 1}\n{"a": 2}\n', [["a"], ["1"], ["2"]]),
        ('[{"a": {"b": 1, "c": [1, 2]}}]', [["a.b", "a.c"], ["1", "[1, 2]"]]),
    ],
)
def test_lists_of_json_are_read(value: str, rows: list[list[str]]) -> None:
    assert cells(read("x.json", value.encode())[0]) == rows


@pytest.mark.parametrize(
    "value", ['[{"a": 1, "a": 2}]', '{"a": 1}', '[{"a": NaN}]', '[{"a": 1e999}]', '[{"a": 1']
)
def test_json_that_would_lose_something_is_refused(value: str) -> None:
    assert codes("x.json", value.encode()) == ["F033"]


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


POINT = {"type": "Point", "coordinates": [122.6, -5.47]}


def test_points_become_coordinates_and_polygons_are_told() -> None:
    data = collection(feature(POINT, nama="a"), feature({"type": "Polygon", "coordinates": []}, nama="b"))
    (sheet,), findings = read_raw_sheets("x.geojson", data)
    assert cells(sheet) == [["nama", "lintang", "bujur"], ["a", "-5.47", "122.6"], ["b", "", ""]]
    assert [finding.details for finding in findings] == [{"bentuk": "1 Polygon"}]


def test_ids_of_features_are_kept() -> None:
    feature = '{"type": "Feature", "id": "74.72", "properties": {"nama": "Baubau"}, "geometry": null}'
    (sheet,) = read("a.geojson", f'{{"type": "FeatureCollection", "features": [{feature}]}}'.encode())
    assert cells(sheet) == [["id", "nama"], ["74.72", "Baubau"]]


def test_shapes_that_share_arcs_are_read_by_their_properties() -> None:
    shape = '{"type": "Polygon", "arcs": [[0]], "id": "74.72", "properties": {"nama": "Baubau"}}'
    objects = f'{{"kota": {{"type": "GeometryCollection", "geometries": [{shape}]}}}}'
    data = f'{{"type": "Topology", "objects": {objects}, "arcs": [[[1, 2], [3, 4]]]}}'.encode()
    (sheet,), _ = read_raw_sheets("a.json", data)
    assert (sheet.name, cells(sheet)) == ("kota", [["id", "nama"], ["74.72", "Baubau"]])
    assert codes("a.json", data) == ["F034"]


def test_metres_are_no_degrees() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32751"}}
    for data in (
        collection(feature(POINT, nama="a"), crs=crs),
        collection(feature({"type": "Point", "coordinates": [450000, 9400000]}, nama="a")),
    ):
        (sheet,), findings = read_raw_sheets("x.geojson", data)
        assert cells(sheet) == [["nama"], ["a"]] and findings[0].code == "F034"


def test_coordinates_do_not_cover_a_property() -> None:
    (sheet,) = read("x.geojson", collection(feature(POINT, lintang="5°28'")))
    assert cells(sheet)[0] == ["lintang", "lintang_titik", "bujur_titik"]


def test_several_files_are_sheets_named_after_them() -> None:
    sheets, findings = read_raw_files([("d/2023.csv", b"a,b\n1,2\n"), ("d/2024.csv", b"a,b\n3,4\n")])
    assert [sheet.name for sheet in sheets] == ["2023", "2024"] and not findings


@pytest.mark.parametrize(
    ("data", "code", "kind"),
    [
        (b"%PDF-1.7", "F032", "@kind_pdf"),
        (b"\x89PNG\r\n", "F032", "@kind_picture"),
        (b"<html><body><p>Galat 500</p></body></html>", "F032", "@kind_html"),
        (b"PK\x03\x04rusak", "F035", None),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "F201", None),
        (b"\0\1\2\3" * 20, "F035", None),
        (b" \n", "F008", None),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, code: str, kind: str | None) -> None:
    sheets, findings = read_raw_sheets("x.xls", data)
    assert not sheets and [finding.code for finding in findings] == [code]
    assert kind is None or findings[0].details["isi"] == kind


def test_a_span_that_swells_is_refused() -> None:
    row = "<tr>" + "<td colspan=16000>x" * 3 + "</tr>"
    assert codes("x.xls", f"<html><table>{row * 200}</table>".encode()) == ["F202"]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.*")), ids=lambda path: path.name)
def test_every_case_is_read(path: Path) -> None:
    if path.suffix == ".md":
        return
    sheets = read(path.name, path.read_bytes())
    for sheet in sheets:
        assert len(sheet.rows) == len(sheet.lines) and len(set(map(len, sheet.rows))) == 1
        assert list(sheet.lines) == sorted(set(sheet.lines))
        assert not sheet.kinds or [len(row) for row in sheet.kinds] == [len(row) for row in sheet.rows]


def test_kinds_go_by_content() -> None:
    check: Callable[[str], Any] = lambda name: cells(read(name, b"a;b\n1;2\n")[0])  # noqa: E731
    assert check("x.xlsx") == check("x.csv") == check("x.json") == [["a", "b"], ["1", "2"]]


OLD_XML = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Worksheet ss:Name="Data"><Table>
  <Column ss:Index="3" ss:Hidden="1"/>
  <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Judul</Data></Cell></Row>
  <Row ss:Index="3"><Cell><Data ss:Type="String">Wolio</Data></Cell>
   <Cell ss:Index="3"><Data ss:Type="Number">1250.50</Data></Cell></Row>
  <Row ss:Hidden="1"><Cell><Data ss:Type="DateTime">2024-01-31T00:00:00.000</Data></Cell>
   <Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
 </Table></Worksheet></Workbook>"""


def test_xml_of_old_excel_is_read() -> None:
    (sheet,) = read("x.xls", OLD_XML.encode())
    assert cells(sheet) == [["Judul", "", ""], ["Wolio", "", "1250.5"], ["2024-01-31", "true", ""]]
    assert (sheet.name, list(sheet.lines), list(sheet.kinds)) == ("Data", [1, 3, 4], ["t..", "t.n", "db."])
    assert sheet.merged == (MergedCells(1, 1, 1, 2),)
    assert (sheet.hidden_lines, sheet.hidden_columns) == ((4,), (3,))


def test_xml_that_declares_entities_is_refused() -> None:
    bomb = OLD_XML.replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1)
    assert codes("x.xls", bomb.encode()) == ["F206"]
    assert codes("x.xls", OLD_XML.replace('ss:Index="3"', 'ss:Index="99999999"').encode()) == ["F201"]
    assert codes("x.xls", OLD_XML[:-30].encode()) == ["F201"]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=4))
def test_a_broken_workbook_is_said_to_be_broken(at: int, piece: bytes) -> None:
    data = bytearray((CASES / "kepala-dua-baris.xlsx").read_bytes())
    data[at : at + len(piece)] = piece
    sheets, findings = read_raw_xlsx(bytes(data), Place("a.xlsx"))
    assert sheets or {finding.code for finding in findings} <= {"F201", "F202", "F206", "F212"}


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
ODS = f"""<?xml version="1.0"?><office:document-content {SPACES}><office:body><office:spreadsheet>
<table:table table:name="A"><table:table-column table:visibility="collapse"/>
<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2">
<text:p>Judul</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell office:value-type="float" office:value="1.5"><text:p>1,5</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>
</table:table-row></table:table>
<table:table table:name="B"><table:table-row>
<table:table-cell office:value-type="date" office:date-value="2024-01-31"><text:p>x</text:p>
</table:table-cell>
</table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def test_all_sheets_of_an_opendocument_are_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS)
    first, second = read("x.ods", stream.getvalue())
    assert cells(first) == [["Judul", ""], ["1.5", "0.5"], ["1.5", "0.5"]] and list(first.lines) == [1, 2, 3]
    assert list(first.kinds) == ["t.", "np", "np"] and first.merged == (MergedCells(1, 1, 1, 2),)
    assert first.hidden_columns == (1,) and (second.name, cells(second)) == ("B", [["2024-01-31"]])


@pytest.mark.parametrize("name", ["Configurations2/accelerator/current.xml", "__MACOSX/xl/._workbook.xml"])
def test_parts_that_hold_no_xml_do_no_harm(name: str) -> None:
    source = io.BytesIO((CASES / "kepala-dua-baris.xlsx").read_bytes())
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(name, b"\x00\x05\x16\x07\x00\x02" if "MACOSX" in name else b"")
    assert read("a.xlsx", source.getvalue()) and codes("a.xlsx", source.getvalue()) == []


@pytest.mark.parametrize(
    "text",
    [
        "kode      nama kecamatan  jumlah\n74.72.01  Betoambari         14\n74.72.02  Wolio         9\n",
        "UCC Rank Team            Conf\n  1    1 Ohio St          B10\n  2    2 Oregon           P12\n",
    ],
)
def test_cells_without_a_sign_between_them_are_not_guessed(text: str) -> None:
    assert codes("a.txt", text.encode()) == ["F042"]


def test_a_header_one_name_short_leaves_the_last_cell_for_the_intake_to_ask_of() -> None:
    (sheet,) = read("a.txt", b"a b c\n1 2 3 4\n2 5 6 7\n3 8 9 1\n4 2 2 2\n")
    assert cells(sheet)[:2] == [["a", "b", "c", ""], ["1", "2", "3", "4"]]


def test_a_header_without_a_name_for_the_numbers_of_rows_is_read() -> None:
    text = " ID Status T\n0 1 1 100\n1 1 2 5\n2 2 1 30\n3 2 2 8\n"
    (sheet,) = read("a.txt", text.encode())
    assert cells(sheet)[:2] == [["", "ID", "Status", "T"], ["0", "1", "1", "100"]]


@pytest.mark.parametrize(
    "text",
    [
        "keterangan\nJalan  rusak\nJembatan putus\nPasar  ramai\n",
        "nama, jumlah\nTaman  kota, 3\nTaman  laut, 4\nTaman  batu, 5\n",
        "kalimat pertama ada di sini\nyang kedua lain lagi\nketiga\n",
    ],
)
def test_texts_with_blanks_in_them_are_texts(text: str) -> None:
    assert codes("a.csv", text.encode()) == []
