"""The words of findings, in Indonesian and English, the package's own and those of record types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from suluh.checking.personal_patterns import mask_text
from suluh.reading.standards import load_findings
from suluh.vocabulary.findings import Finding

LANGUAGES = ("id", "en")
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
    words = entry[_known(language)]
    details = _details(finding, _known(language))
    return Description(entry["rule"], _fill(words["message"], details), _fill(words["hint"], details))


def example_of(finding: Finding, language: str = "id") -> str:
    """What would be right in place of the value: the likely one, else one of its kind; empty if unknown."""
    details = _details(finding, _known(language))
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
    words = entry[_known(language)]
    return Explanation(
        code=code,
        severity=entry["severity"],
        rule=entry["rule"],
        title=words["title"],
        message=_fill(words["message"], None),
        hint=_fill(words["hint"], None),
        explain=words["explain"],
    )


def all_explanations(language: str = "id") -> tuple[Explanation, ...]:
    """Every code that Suluh can report, in the order of their letters."""
    found = (explain(code, language) for code in _entries())
    return tuple(one for one in found if one is not None)


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

    return _PLACEHOLDER.sub(entry, template)


def _details(finding: Finding, language: str) -> dict[str, str]:
    place = finding.place
    kind = finding.details.get("jenis", "").removeprefix("@")
    details = {
        "berkas": place.path,
        "kolom": place.field or "-",
        "sel": place.cell,
        "baris": "" if place.row is None else str(place.row),
        "nilai": "-" if finding.value is None else finding.value,
        "contoh": f"@example_{kind}" if kind in _EXAMPLES else "@example_other",
        **finding.details,
    }
    shown = {name: _translate(text, language, finding.details) for name, text in details.items()}
    shown["nilai"] = details["nilai"]  # a cell may begin with @ too
    return {
        name: show_text(text, SHOWN_LENGTH if name == "nilai" else LIST_LENGTH)
        for name, text in shown.items()
    }


def _translate(text: str, language: str, details: Mapping[str, str]) -> str:
    """`@word` in the reader's language; other text, which may be a cell's, as it is."""
    phrase = _phrases().get(text[1:]) if text.startswith("@") else None
    if phrase is None:
        return text
    return str(phrase[language]).replace("{format}", details.get("format", "."))


def _known(language: str) -> str:
    return language if language in LANGUAGES else "id"


def _entries() -> Mapping[str, Any]:
    return load_findings()["temuan"]


def _phrases() -> Mapping[str, Any]:
    return load_findings()["frasa"]
