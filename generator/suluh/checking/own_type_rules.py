"""A site's own record types: may what they say go out, and may such columns be asked for at all?

Their form was judged when they were read; here stand the rules that hold for every text and every column.
"""

from __future__ import annotations

from suluh.checking.outgoing_texts import judge_texts
from suluh.checking.personal_columns import forbidden_meaning
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.own_types import OWN_TYPES_FOLDER, OwnTypes


def check_own_types(own: OwnTypes) -> list[Finding]:
    """I010 for each column that may not be submitted, P053 and P054 for texts that would run."""
    findings: list[Finding] = []
    for name, schema in own.items():
        place = Place(f"{OWN_TYPES_FOLDER}/{name}.yaml")
        for field in schema["fields"]:
            meaning = forbidden_meaning(field["name"]) or forbidden_meaning(field["title"])
            if meaning:
                where = Place(place.path, field=field["name"])
                findings.append(Finding("I010", where, details={"arti": meaning}))
        findings += judge_texts(schema, place)
    return findings
