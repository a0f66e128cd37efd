"""The report of a check: groups, order, caps, and forms in which nothing submitted acts as a command."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from suluh.checking.explanations import show_text
from suluh.checking.reporting import github, markdown_text
from suluh.checking.reporting.github import write_annotations
from suluh.checking.reporting.markdown import write_comment
from suluh.checking.reporting.report import SHOWN, make_report
from suluh.checking.reporting.table_file import write_table
from suluh.cli.finding_text import capture_report
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.sheet_columns import column_letters

PATH = "datasets/dinas-contoh/contoh/contoh.csv"
NASTY = [
    "@orang",
    "#12",
    "![x](https://jahat.example/a.png)",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table>",
    "www.jahat.example",
    "https://jahat.example",
    "`kode` **tebal** | sel |",
    "::set-output name=a::b",
    "&#64;orang",
    "a@b.co",
    "\n\n# Judul\n- butir",
]


def wrong_type(row: int, value: str, path: str = PATH) -> Finding:
    place = Place(path, "contoh", row=row, line=row + 1, field="jumlah")
    return Finding("T011", place, value=value, details={"jenis": "@integer"})


def blank(row: int, severity: Severity = Severity.ERROR, path: str = PATH) -> Finding:
    return Finding("T012", Place(path, "contoh", row=row, line=row + 1, field="nama"), severity)


class Reader(HTMLParser):
    """Tags with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_repeats_are_one_group_and_the_most_fruitful_comes_first() -> None:
    report = make_report([blank(1), *(wrong_type(row, f"x{row}") for row in range(2, 314))])
    (file,) = report.files
    assert [(group.code, group.count, group.amount) for group in file.groups] == [
        ("T011", 312, "312 baris"),
        ("T012", 1, "1 baris"),
    ]
    assert len(file.groups[0].shown) == SHOWN and file.groups[0].hidden == 312 - SHOWN
    assert file.groups[0].shown[0].place == "baris 3"
    assert file.groups[0].shown[0].right == "angka bulat seperti 1234"
    assert "312 dari 313 kesalahan" in report.advice


def test_errors_come_before_warnings_and_worse_files_first() -> None:
    other = "datasets/dinas-contoh/contoh/lain.csv"
    report = make_report(
        [*(blank(row, Severity.WARNING) for row in range(9)), blank(1, path=other), wrong_type(1, "x")]
    )
    assert [file.path for file in report.files] == [PATH, other]
    assert [group.code for group in report.files[0].groups] == ["T011", "T012"]
    assert (report.errors, report.warnings) == (2, 9)


def test_annotations_stay_within_the_limit_worst_first_and_say_what_is_left() -> None:
    findings = [
        wrong_type(row, "x", f"datasets/a/b/{number}.csv")
        for number in range(15)
        for row in range(number + 1)
    ]
    lines = write_annotations(make_report(findings)).splitlines()
    assert len(lines) == github.LIMIT
    assert lines[0].startswith("::error file=datasets/a/b/14.csv,title=T011 ")
    assert "15 baris" in lines[0]
    assert lines[-1] == "::error title=Suluh::6 jenis temuan lain ada di berkas CSV laporan pemeriksaan."


@given(st.text(max_size=60) | st.sampled_from(NASTY), st.text(max_size=30))
def test_an_annotation_is_one_line_with_our_command_whatever_the_cell(value: str, name: str) -> None:
    text = write_annotations(make_report([wrong_type(1, value, f"datasets/{name}/x.csv")]))
    assert len(text.splitlines()) == 1
    head, _, message = text.removeprefix("::error ").partition("::")
    assert re.fullmatch(r"file=[^,:]*,title=[^,:]*,line=2", head), head
    assert "\n" not in message and "\r" not in message


@given(
    st.lists(st.text(max_size=80) | st.sampled_from(NASTY), min_size=1, max_size=4), st.sampled_from(NASTY)
)
def test_nothing_submitted_is_markup_in_a_comment(values: list[str], name: str) -> None:
    findings = [wrong_type(row, value, f"datasets/{name}/x.csv") for row, value in enumerate(values, 1)]
    comment = write_comment(make_report(findings))
    for block in comment.strip().split("\n\n"):
        assert re.match(r"## [0-9A-Z]|<(p|h3|table)>", block), block
    reader = Reader()
    reader.feed(comment)
    assert {tag for tag, _ in reader.tags} <= {"p", "h3", "code", "b", "br", "table", "tr", "th", "td"}
    assert not any(attrs for _, attrs in reader.tags)
    outside_code = re.sub(r"<code>.*?</code>", "", comment)
    for sign in ("@", "`", "*", "![", "](", "www", "://", "&#64;o"):
        assert sign not in outside_code
    for value in values:
        assert show_text(value) in reader.text


def test_a_comment_never_outgrows_what_a_forge_takes() -> None:
    findings = [wrong_type(1, "€" * 100, f"datasets/a/b/{number}.csv") for number in range(900)]
    comment = write_comment(make_report(findings))
    assert len(comment) < markdown_text.LENGTH_LIMIT
    assert comment.rstrip().endswith("<p>Daftar lengkap ada di berkas CSV laporan pemeriksaan.</p>")


def test_the_csv_holds_every_finding_and_no_formula() -> None:
    values = ["=1+1", "-2", "@orang", "biasa"] + [f"x{row}" for row in range(300)]
    report = make_report([wrong_type(row, value) for row, value in enumerate(values, 1)])
    rows = list(csv.DictReader(io.StringIO(write_table(report))))
    assert len(rows) == len(values)
    assert [row["ditemukan"] for row in rows[:4]] == ["'=1+1", "-2", "'@orang", "biasa"]
    # A number is no formula, whatever its sign.
    others = [cell for row in rows for cell in row.values() if cell != "-2"]
    assert not [cell for cell in others if cell.startswith(("=", "+", "-", "@"))]


def test_letters_of_columns() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_report_without_findings_says_so() -> None:
    report = make_report([])
    assert report.headline == "Tidak ada yang perlu diperbaiki"
    assert write_annotations(report) == ""
    assert "Data dapat terbit." in write_comment(report)


def test_a_group_without_places_names_what_was_found() -> None:
    """Dead links of a page have no line: their addresses tell them apart."""
    links = [Finding("S006", Place("a/index.html"), value=f"b{number}/") for number in range(9)]
    report = make_report(links)
    said = capture_report(report)
    assert "“b0/”; “b1/”" in said and "· ;" not in said
    assert "misalnya “b0/”, “b1/”" in write_annotations(report)
