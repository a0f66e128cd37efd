"""The sentences of the findings that the counter tells, with the phrases that they are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from suluh.checking.explanations import find_phrase, say_beside
from suluh.checking.identity_numbers import load_rules
from suluh.reading.schemas import FIELD_TYPES
from suluh.reading.standard_list import load_findings, load_standard_file
from suluh.words.numbers import format_number
from suluh.words.saying import translate

_THOUSAND = 1_000


def finding_words(language: str) -> dict[str, Any]:
    """Title, sentence and hint by code, phrases by name, meanings of columns, the sign between thousands."""
    stated = load_standard_file("kirim")
    entries: Mapping[str, Any] = load_findings()["temuan"]
    findings = {
        code: [say_beside(entries[code], part, language) for part in ("title", "message", "hint")]
        for code in (*stated["diperiksa"], *stated["diperiksa_lagi"], *stated["diperiksa_bentuk"])
    }
    phrases = {name: find_phrase(name, language) for name in load_findings()["frasa"] if _may_be_said(name)}
    meanings = {
        rule["arti"]: said
        for rule in load_rules()["kolom_terlarang"]
        if (said := translate(language, rule["arti"])) != rule["arti"]
    }
    group = re.sub("[0-9]", "", format_number(_THOUSAND, language))
    return {"findings": findings, "phrases": phrases, "meanings": meanings, "group": group}


_SAID = re.compile(
    r"(?:comma|semicolon|tab|bar)(?:_unstated)?|example_(?:integer|number|boolean|date|datetime|year|other)"
    r"|(?:kind|mend|blank|states?)_\w+|(?:exclusive)?[mM](?:in|ax)imum|(?:min|max)Length|required|pattern|enum|unique"
    r"|comment_rows|above_header|comments|macros|external_links|embedded|hidden_sheet|(?:not_)?bps|asli_tidak_pasti"
    r"|times_(?:more|less)|no_neighbour|persons_per_family|must|earlier|no_unit|megabytes|cells|type_again|type_from_original|clean_sign"
)


def _may_be_said(name: str) -> bool:
    """Whether a phrase may stand in a sentence of a file: types, constraints, signs, kinds of files."""
    return name in FIELD_TYPES or _SAID.fullmatch(name) is not None
