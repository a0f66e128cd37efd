"""ODS is read by the rules of XLSX: exact text, the declared sheet, nothing hidden, and within limits."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from builders import make_field, make_package, make_resource, make_settings
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Schema, Table

NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
FIELDS = [
    make_field("kode"),
    make_field("jumlah", type="number", decimal_char=","),
    make_field("hari", type="date"),
]


def text(content: str) -> str:
    return (
        '<table:table-cell office:value-type="string" calcext:value-type="string">'
        f"<text:p>{content}</text:p></table:table-cell>"
    )


def number(value: str) -> str:
    start = f'<table:table-cell office:value-type="float" office:value="{value}">'
    return f"{start}<text:p>x</text:p></table:table-cell>"


def day(value: str) -> str:
    return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'


def row(*cells: str, attributes: str = "") -> str:
    tail = '<table:table-cell table:number-columns-repeated="16380"/>'
    return f"<table:table-row {attributes}>{''.join(cells)}{tail}</table:table-row>"


HEADER = row(text("kode"), text("jumlah"), text("hari"))
EMPTY_END = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'


def sheet(*rows: str, name: str = "Data", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}{EMPTY_END}</table:table>'


def read(
    tmp_path: Path, *sheets: str, styles: str = "", dialect: dict[str, object] | None = None
) -> tuple[Table | None, list[Finding]]:
    content = (
        f"<office:document-content {NAMESPACES} {CALC}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{''.join(sheets)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    folder = tmp_path / "datasets" / "dinas-contoh" / "contoh"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / "contoh.ods", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    resource = make_resource(
        "contoh", paths=("contoh.ods",), format="ods", schema=Schema(tuple(FIELDS)), dialect=dialect or {}
    )
    package = make_package("contoh", resources=(resource,))
    return read_table(make_settings(root=tmp_path), package, resource)


def codes(findings: list[Finding]) -> list[str]:
    return [one.code for one in findings]


def test_cells_are_exact_text(tmp_path: Path) -> None:
    table, findings = read(
        tmp_path,
        sheet(
            HEADER, row(text("007"), number("1.5"), day("2025-02-03")), row(text("a<text:s text:c='2'/>b"))
        ),
    )
    assert table is not None and findings == []
    assert list(table.rows) == [("007", "1,5", "2025-02-03"), ("a  b", "", "")]
    assert (table.sheet, list(table.lines)) == ("Data", [2, 3])


def test_titles_may_be_merged_above_the_declared_header(tmp_path: Path) -> None:
    title = (
        '<table:table-cell office:value-type="string" table:number-columns-spanned="3"><text:p>Judul</text:p>'
    )
    top = row(title + "</table:table-cell>", "<table:covered-table-cell/>")
    body = row(text("1"), number("2"), day("2025-02-03"))
    table, findings = read(tmp_path, sheet(top, HEADER, body), dialect={"headerRows": [2]})
    assert table is not None and findings == [] and table.header == ("kode", "jumlah", "hari")
    _, findings = read(tmp_path, sheet(HEADER, top))
    assert "F211" in codes(findings)


def test_sheets_must_be_declared_unless_a_template_brought_them(tmp_path: Path) -> None:
    body = sheet(HEADER, row(text("1")))
    assert codes(read(tmp_path, body, sheet(name="Lain"))[1]) == ["F203"]
    assert read(tmp_path, body, sheet(name="Lain"), dialect={"sheet": "Data"})[0] is not None
    assert read(tmp_path, body, sheet(name="kode"), sheet(name="petunjuk"))[0] is not None


def test_what_is_hidden_is_told(tmp_path: Path) -> None:
    style = '<style:style style:name="ta9"><style:table-properties table:display="false"/></style:style>'
    hidden = sheet(name="kode", attributes='table:style-name="ta9"')
    assert codes(read(tmp_path, sheet(HEADER, row(text("1"))), hidden, styles=style)[1]) == ["F208"]
    filtered = row(text("1"), attributes='table:visibility="collapse"')
    assert "F207" in codes(read(tmp_path, sheet(HEADER, filtered))[1])
    noted = text("1").replace(
        "<text:p>", "<office:annotation><text:p>rahasia</text:p></office:annotation><text:p>"
    )
    table, findings = read(tmp_path, sheet(HEADER, row(noted)))
    assert codes(findings) == ["F208"] and table is not None and table.rows[0][0] == "1"


def test_numbers_in_text_columns_and_errors_are_told(tmp_path: Path) -> None:
    error = text("#REF!").replace('calcext:value-type="string"', 'calcext:value-type="error"')
    _, findings = read(tmp_path, sheet(HEADER, row(number("7")), row(text("1"), error)))
    assert [(one.code, one.place.cell) for one in findings] == [("F209", "A2"), ("F205", "B3")]


@pytest.mark.parametrize(
    "rows",
    [
        row(text("1"), attributes='table:number-rows-repeated="1048576"'),
        row(
            text("1").replace(
                "<table:table-cell ", '<table:table-cell table:number-columns-repeated="99999999" '
            )
        ),
    ],
)
def test_repetition_beyond_the_limits_is_refused(tmp_path: Path, rows: str) -> None:
    table, findings = read(tmp_path, sheet(HEADER, rows))
    assert table is None and codes(findings) in (["F202"], ["F302"], ["F301"])


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    read(tmp_path, sheet(HEADER))
    path = tmp_path / "datasets/dinas-contoh/contoh/contoh.ods"
    for content in ("kein <xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a></b>"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("content.xml", content)
        resource = make_resource("contoh", paths=("contoh.ods",), format="ods", schema=Schema(tuple(FIELDS)))
        table, findings = read_table(make_settings(root=tmp_path), make_package("contoh"), resource)
        assert table is None and codes(findings)[0] in ("F201", "F203", "F206")
