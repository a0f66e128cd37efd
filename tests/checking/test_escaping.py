"""Nothing submitted acts in a log, a summary or a comment: every rule, every place, every form."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_reporting import NASTY, Reader

from builders import make_field, make_instansi, make_resource, make_table
from suluh.checking.explanations import all_explanations
from suluh.checking.reporting.github import write_annotations
from suluh.checking.reporting.markdown import write_comment
from suluh.checking.reporting.report import make_report
from suluh.cli.finding_text import capture_report
from suluh.history import difference_forms
from suluh.history.comparison import DatasetDifference, Differences, ReportChange, ReportDifference
from suluh.history.revisions import Revision
from suluh.history.table_differences import State, compare_tables
from suluh.measuring.lateness import Aside, Late, Lateness, ReportKind
from suluh.measuring.report_coverage import LeftOut
from suluh.publishing.late_forms import write_issue, write_late_markdown, write_late_text
from suluh.reading.standard_list import load_findings
from suluh.rendering.difference_page import write_difference_page
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import Schema

WORDS = load_findings()["temuan"]
COMMANDS = [
    "::set-output name=a::b",
    "  ::error::palsu",
    "##[add-mask]x",
    "x ##[error]y",
    "\r\n::stop-commands::x",
    "\u2028::warning::z",
    "<!-- suluh:pemeriksaan -->",
    "</code></p><script>x</script>",
    "[tautan](javascript:alert(1))",
    "<details open><summary>",
    "GH-12 dan orang/gudang#3",
    "7472014101900001",
]
nasty = st.sampled_from([*NASTY, *COMMANDS]) | st.text(max_size=40)
OURS = {"p", "h3", "code", "b", "br", "table", "tr", "th", "td", "ul", "li", "details", "summary", "a"}


def assert_only_text(log: str) -> None:
    """Nothing that a runner takes for a command, in any of the ways in which it looks for one."""
    for line in re.split(r"[\r\n\u2028\u2029\x85]", log):
        assert not line.strip().startswith("::"), line
        assert "##[" not in line


class Text(Reader):
    """What a forge looks through for mentions, numbers and addresses: text outside of code."""

    def __init__(self) -> None:
        super().__init__()
        self.in_code = False
        self.outside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.in_code = self.in_code or tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self.in_code = self.in_code and tag != "code"

    def handle_data(self, data: str) -> None:
        if not self.in_code:
            self.outside += data


def assert_no_markup(comment: str) -> None:
    """Only our own tags, and neither Markdown nor anything that a forge would link or tell someone of."""
    reader = Text()
    reader.feed(comment)
    assert {tag for tag, _ in reader.tags} <= OURS
    assert {name for _, attrs in reader.tags for name, _ in attrs} <= {"href"}
    for sign in ("`", "*", "![", "](", "<!--"):
        assert sign not in comment, sign
    assert not re.search(r"@\w|#[0-9]|\bgh-[0-9]|://|www\.", reader.outside, re.IGNORECASE), reader.outside
    for block in comment.strip().split("\n\n"):
        assert re.match(r"#{2,3} [0-9A-Z]|<(p|h3|table|ul|details)>", block), block
    assert "7472014101900001" not in comment


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Any rule, with something nasty wherever a submission has a say."""
    code = draw(st.sampled_from(sorted(WORDS)))
    said = " ".join(WORDS[code]["id"][part] for part in ("message", "hint"))
    details = {name: draw(nasty) for name in re.findall(r"\{([a-z_]+)\}", said)}
    place = Place(
        f"datasets/{draw(nasty)}/x.csv", draw(nasty), 3, 4, draw(st.sampled_from(["", "C17"])), draw(nasty)
    )
    severity = next(one.severity for one in all_explanations() if one.code == code)
    return Finding(code, place, type(Finding("T011", place).severity)(severity), draw(nasty), details)


@given(st.lists(findings(), min_size=1, max_size=5))
def test_no_finding_of_any_rule_acts(some: list[Finding]) -> None:
    for language in ("id", "en"):
        report = make_report(some, language=language)
        assert_only_text(capture_report(report))
        for line in write_annotations(report).splitlines():
            head, _, message = line.removeprefix("::").partition("::")
            kind, _, properties = head.partition(" ")
            assert kind in ("error", "warning") and not re.search("[\r\n]", message)
            assert all(re.fullmatch(r"(file|title|line)=[^,:]*", one) for one in properties.split(","))
        assert_no_markup(write_comment(report))


@pytest.mark.parametrize("text", COMMANDS[:3])
def test_no_sentence_of_any_rule_begins_a_command(text: str) -> None:
    some = [
        Finding(
            code,
            Place(f"datasets/{text}/x.csv", text, field=text),
            value=text,
            details=dict.fromkeys(re.findall(r"\{([a-z_]+)\}", str(WORDS[code])), text),
        )
        for code in sorted(WORDS)
    ]
    for language in ("id", "en"):
        assert_only_text(capture_report(make_report(some, language=language)))
    grouped = [replace(one, place=replace(one.place, line=line)) for one in some for line in range(4)]
    assert_only_text(capture_report(make_report(grouped)))


@st.composite
def differences(draw: st.DrawFn) -> Differences:
    """Two states of a table with nasty names and cells, and reports beside it."""
    names = draw(st.lists(nasty.filter(bool), min_size=2, max_size=3, unique=True))
    states = []
    for _ in range(2):
        fields = [
            make_field(
                name,
                type=draw(st.sampled_from(["string", "integer"])),
                satuan=draw(nasty),
                constraints={"enum": [draw(nasty)]},
                missing_values={draw(nasty): draw(nasty)},
            )
            for name in draw(st.permutations(names))[: draw(st.integers(1, len(names)))]
        ]
        key = (names[0],) if any(one.name == names[0] for one in fields) else ()
        header = [one.name for one in fields]
        rows = draw(st.lists(st.tuples(*[nasty | st.sampled_from("123")] * len(fields)), max_size=3))
        resource = make_resource(fields=fields, schema=Schema(fields=tuple(fields), primary_key=key))
        states.append(State(resource, make_table(header, rows)))
    dataset = DatasetDifference(
        "contoh", draw(nasty), "dinas", "berubah", (compare_tables(states[0], states[1]),), 3
    )
    change = ReportChange("wilayah_baru", 1, new=draw(nasty))
    report = ReportDifference("dinas/2025-tw1", draw(nasty), "berubah", (change,))
    revisions = [Revision(draw(nasty), "0" * 40, "2025-01-01") for _ in range(2)]
    overlap = Finding(
        "V009", Place("x"), value=draw(nasty), details={"jumlah": "1", "tujuan": "x", "baris": draw(nasty)}
    )
    return Differences(revisions[0], revisions[1], (dataset,), (report,), (overlap,), hidden=1, elsewhere=1)


@given(differences())
def test_no_difference_acts(found: Differences) -> None:
    assert_only_text(difference_forms.write_text(found))
    assert_no_markup(difference_forms.write_comment(found))
    page = write_difference_page(found)
    reader = Reader()
    reader.feed(page)
    assert not {tag for tag, _ in reader.tags} & {"script", "img", "a", "iframe", "form"}
    assert difference_forms.write_json(found).isascii()


@given(nasty, nasty)
def test_no_agency_acts_by_its_name(name: str, short: str) -> None:
    agency = make_instansi(nama=name, nama_singkat=short)
    aside = (Aside(agency, LeftOut.TANPA_RENCANA),)
    found = [
        Lateness(kind, (2025, 2), date(2025, 7, 14), (Late(agency, None, 1, 2),), 1, aside)
        for kind in ReportKind
    ]
    assert_only_text(write_late_text(found))
    assert_no_markup(write_late_markdown(found))
    title, body = write_issue(found, agency, "content/laporan")
    assert len(title.splitlines()) == 1
    assert_no_markup(body.partition("\n")[2])
