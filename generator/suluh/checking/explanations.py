"""The words of findings, of the package and of record types, in the reader's language.

A finding has its words in Indonesian and English beside it; any other language has them in its catalogue,
under the Indonesian text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from suluh.checking.personal_patterns import mask_text
from suluh.reading.standard_list import load_findings
from suluh.vocabulary.findings import Counted, Detail, Finding
from suluh.words.catalogues import INDONESIAN, list_languages
from suluh.words.numbers import NBSP, as_decimal, format_date, format_number, round_half_up
from suluh.words.plurals import choose_forms
from suluh.words.saying import translate

CODES = "tentang/temuan/"
"""The page that lists all codes; those of one letter are explained on a page below it."""
SHOWN_LENGTH = 120
LIST_LENGTH = 400
RIGHT_ONES = ("benar", "mirip")
"""Details that name what was likely meant, best first."""

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([a-z_]+)\}")
_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
    # `##[` begins a command for some runners, wherever it stands in a line of a log.
    r"|(?<=##)\["
)
_MEANINGS = ("arti", "kolom_data")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_EXAMPLES = ("integer", "number", "boolean", "date", "datetime", "year")


@dataclass(frozen=True, slots=True)
class Description:
    """A finding in words: `rule` (a slug), one sentence, one hint. Plain text on one line each."""

    rule: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means in general; details of a single finding read `…`."""

    code: str
    severity: str
    rule: str
    title: str
    message: str
    hint: str
    explain: str


def describe(finding: Finding, language: str = "id") -> Description:
    """The words of one finding. An unknown code is described by its code alone; never raises."""
    entry = _entries().get(finding.code)
    if entry is None:
        return Description("", finding.code, "")
    details = _details(finding, language)
    message, hint = (_fill(say_beside(entry, part, language), details) for part in ("message", "hint"))
    return Description(entry["rule"], message, hint)


def example_of(finding: Finding, language: str = "id") -> str:
    """What would be right in place of the value: the likely one, else one of its kind; empty if unknown."""
    details = _details(finding, language)
    for name in RIGHT_ONES:
        if details.get(name, "-") not in ("-", ""):
            return details[name]
    entry = _entries().get(finding.code)
    asked = entry["id"]["hint"] if entry else ""
    return details["contoh"] if "{contoh}" in asked else ""


def explain(code: str, language: str = "id") -> Explanation | None:
    """What a code means, or None for an unknown one."""
    entry = _entries().get(code)
    if entry is None:
        return None
    return Explanation(
        code=code,
        severity=entry["severity"],
        rule=entry["rule"],
        title=say_beside(entry, "title", language),
        message=_fill(say_beside(entry, "message", language), None),
        hint=_fill(say_beside(entry, "hint", language), None),
        explain=say_beside(entry, "explain", language),
    )


def say_beside(entry: Mapping[str, Any], part: str, language: str) -> str:
    """A text of an entry in a language: the one beside it, else the catalogue's, else Indonesian."""
    if language in entry:
        return str(entry[language][part])
    return translate(language, str(entry[INDONESIAN][part]))


def explain_address(code: str) -> str:
    """Where a code is explained, from the site's root."""
    return f"{CODES}{code[0].lower()}/#{code}"


def all_explanations(language: str = "id") -> tuple[Explanation, ...]:
    """Every code that Suluh can report, in the order of their letters."""
    found = (explain(code, language) for code in _entries())
    return tuple(explanation for explanation in found if explanation is not None)


@lru_cache(maxsize=4096)  # a table that is wrong in every row says the same of each
def show_text(text: str, limit: int = SHOWN_LENGTH) -> str:
    """Submitted text as it may be printed: one line, nothing invisible or personal, at most `limit` signs."""
    shown = _UNSHOWABLE.sub(lambda match: f"<U+{ord(match.group()):04X}>", mask_text(text))
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


def _fill(template: str, details: Mapping[str, str] | None) -> str:
    """Puts details into a template; without any, or where one is missing, an ellipsis."""

    def entry(match: re.Match[str]) -> str:
        if match.group(1) is None:
            return match.group()[0]
        return "…" if details is None else details.get(match.group(1), "…")

    return _PLACEHOLDER.sub(entry, choose_forms(template, details))


def _details(finding: Finding, language: str) -> dict[str, str]:
    place = finding.place
    kind = str(finding.details.get("jenis", "")).removeprefix("@")
    details: dict[str, Detail] = {
        "berkas": place.path,
        "kolom": place.field or "-",
        "sel": place.cell,
        "baris": "" if place.row is None else str(place.row),
        "nilai": "-" if finding.value is None else finding.value,
        "contoh": f"@example_{kind}" if kind in _EXAMPLES else "@example_other",
        **finding.details,
    }
    shown = {name: _show_detail(value, language, finding.details) for name, value in details.items()}
    shown["nilai"] = str(details["nilai"])  # a cell may begin with @ too
    shown |= {name: _say_meanings(shown[name], language) for name in _MEANINGS if name in shown}
    return {
        name: show_text(text, SHOWN_LENGTH if name == "nilai" else LIST_LENGTH)
        for name, text in shown.items()
    }


def _say_meanings(text: str, language: str) -> str:
    """What `data-pribadi.yaml` calls a kind of data, alone or in brackets behind a column's name."""
    if "(" not in text:
        return translate(language, text)
    return _IN_BRACKETS.sub(lambda found: f"({translate(language, found[1])})", text)


def show_detail(value: Detail, language: str) -> str:
    """A detail in a language: phrases, numbers, days; any other text, which may be a cell's, as it is."""
    return _show_detail(value, language, {})


def _show_detail(value: Detail, language: str, details: Mapping[str, Detail]) -> str:
    if isinstance(value, str):
        phrase = find_phrase(value[1:], language) if value.startswith("@") else None
        return value if phrase is None else phrase.replace("{format}", str(details.get("format", ".")))
    return _show_value(value, language if language in list_languages() else INDONESIAN).replace(NBSP, " ")


def _show_value(value: int | Decimal | Fraction | date | Counted, language: str) -> str:
    if isinstance(value, Counted):
        phrase = find_phrase(value.unit, language) or "{jumlah}"
        said = choose_forms(phrase, {"jumlah": value.count})
        return said.replace("{jumlah}", format_number(value.count, language))
    if isinstance(value, date):
        return format_date(value, language)
    if isinstance(value, Fraction):
        value = round_half_up(as_decimal(value), 2)
    return format_number(value, language)


def find_phrase(name: str, language: str) -> str | None:
    """A phrase in a language: the one beside it, else the catalogue's, else Indonesian."""
    phrase = _phrases().get(name)
    if phrase is None:
        return None
    return str(phrase[language]) if language in phrase else translate(language, str(phrase[INDONESIAN]))


def _entries() -> Mapping[str, Any]:
    return load_findings()["temuan"]


def _phrases() -> Mapping[str, Any]:
    return load_findings()["frasa"]
