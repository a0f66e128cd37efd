"""A check as codes and numbers alone: what may cross from a stranger's run into our own comment.

The file comes from a run that the submission could have bent, so nothing of it but known codes and
small numbers is used; every word of the comment is ours.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from suluh.checking.explanations import Explanation, explain, explain_address
from suluh.checking.reporting.finding_words import WORDS, group_digits
from suluh.checking.reporting.markdown_text import escape_text, join_blocks, write_cells
from suluh.checking.reporting.report import CheckReport
from suluh.reading.safe_yaml import load_json
from suluh.vocabulary.findings import Finding, Place
from suluh.words.phrases import Phrases
from suluh.words.saying import N_

MARK = "<!-- suluh:pemeriksaan -->"
"""First line of the comment, by which the next run finds it again."""
SIZE_LIMIT = 32 * 1024
HIGHEST = 10_000_000
FORMAT = 1
_SUMMARY_KEYS = ("packages", "resources", "rows")
_CODE = re.compile(r"[A-Z][0-9]{3}")
COMMENT = Phrases(
    {
        "details": N_("Berkas, baris, dan cara memperbaikinya ada di ringkasan pemeriksaan ini."),
        "unchecked": N_(
            "Pemeriksaan tidak menghasilkan hitungan yang dapat dibaca. "
            "Walidata: buka catatan jalannya pemeriksaan."
        ),
        "red": N_("Pemeriksaan ini belum hijau"),
        "bent": N_(
            "Kiriman ini juga mengubah {count} berkas perkakas (pengaturan, alur kerja, atau program), "
            "jadi pemeriksaannya sendiri dapat diubah olehnya. "
            "Walidata: periksa berkas-berkas itu lebih dulu; hasil di atas belum menjadi bukti."
        ),
        "open": N_("Buka pemeriksaan"),
        "code": N_("Kode"),
        "count": N_("Jumlah"),
        "found": N_("Yang ditemukan"),
        "to_do": N_("Yang harus dilakukan"),
    }
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each code was found, and over how much the check ran."""

    counts: Mapping[str, int]
    summary: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Run:
    """What the forge itself says of the run that the tally came from: never taken from the submission.

    `details` is the run's address, `green` whether all of it succeeded, `tool_files` how many of the files
    that the submission changes are neither data nor content.
    """

    details: str = ""
    green: bool = True
    tool_files: int = 0


def write_tally(report: CheckReport) -> str:
    """The tally of a report as JSON, always the same for the same findings."""
    counts = Counter(finding.code for finding in report.findings)
    summary = {key: report.summary[key] for key in _SUMMARY_KEYS}
    return json.dumps(
        {"format": FORMAT, "counts": dict(sorted(counts.items())), "summary": summary}, indent=1
    )


def read_tally(text: str, path: str) -> tuple[Tally | None, list[Finding]]:
    """The tally in `text`; None with W004 for anything but known codes and numbers in the known places."""
    value, findings = load_json(text, path, size_limit=SIZE_LIMIT)
    if findings:
        return None, [_refused(path, "@tally_json")]
    if not isinstance(value, dict) or set(value) != {"format", "counts", "summary"}:
        return None, [_refused(path, "@tally_shape")]
    counts, summary = value["counts"], value["summary"]
    if value["format"] != FORMAT or not isinstance(counts, dict) or not isinstance(summary, dict):
        return None, [_refused(path, "@tally_shape")]
    if set(summary) != set(_SUMMARY_KEYS) or not all(map(_is_count, [*counts.values(), *summary.values()])):
        return None, [_refused(path, "@tally_number")]
    if not all(_CODE.fullmatch(code) and explain(code) for code in counts):
        return None, [_refused(path, "@tally_code")]
    return Tally(counts, summary), []


def write_tally_comment(
    tally: Tally | None, *, site_url: str = "", run: Run | None = None, language: str = "id"
) -> str:
    """The comment on a pull request; None says that there was no tally."""
    run, say = run or Run(), COMMENT[language]
    if tally is None:
        return join_blocks([MARK, f"<p>{escape_text(say['unchecked'])}</p>", *_end(run, language)], "")
    words = WORDS[language]
    known = [
        (explanation, count)
        for code, count in tally.counts.items()
        if (explanation := explain(code, language)) and count
    ]
    known.sort(key=lambda pair: (pair[0].severity != "error", -pair[1], pair[0].code))
    errors = sum(count for explanation, count in known if explanation.severity == "error")
    summary = {**tally.summary, "errors": errors, "warnings": sum(count for _, count in known) - errors}
    shown = {key: group_digits(count, language) for key, count in summary.items()}
    headline = words["to_mend"].format(count=shown["errors"]) if errors else words["nothing_to_mend"]
    if not errors and not run.green:
        headline = say["red"]
    blocks = [MARK, f"## {headline}", f"<p>{escape_text(words['summary'].format(**shown))}</p>"]
    if known:
        header = tuple(say[key] for key in ("code", "count", "found", "to_do"))
        blocks.append(
            write_cells(
                header, [_row(explanation, count, site_url, language) for explanation, count in known]
            )
        )
    return join_blocks([*blocks, *_end(run, language)], "")


def _row(explanation: Explanation, count: int, site_url: str, language: str) -> tuple[str, str, str, str]:
    address = f"{site_url}{explain_address(explanation.code)}"
    code = f'<a href="{escape(address)}">{explanation.code}</a>' if site_url else explanation.code
    kind = WORDS[language][explanation.severity]
    return (
        code,
        group_digits(count, language),
        escape_text(f"{explanation.title} ({kind})"),
        escape_text(explanation.hint),
    )


def _end(run: Run, language: str) -> list[str]:
    """What the forge says of the run, and where it is."""
    told = (
        [COMMENT[language]["bent"].format(count=group_digits(run.tool_files, language))]
        if run.tool_files
        else []
    )
    return [*(f"<p>{escape_text(name)}</p>" for name in told), *_leads_to(run.details, language)]


def _leads_to(details: str, language: str) -> list[str]:
    if not details:
        return []
    say = COMMENT[language]
    return [
        f'<p><a href="{escape(details)}">{escape_text(say["open"])}</a>. {escape_text(say["details"])}</p>'
    ]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST


def _refused(path: str, reason: str) -> Finding:
    return Finding("W004", Place(path), details={"alasan": reason})
