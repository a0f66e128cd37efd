"""Links that may be followed, and the list of kinds that schema, calendar and transparency page share."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.document_kinds import load_document_groups, load_document_kinds, load_owed_documents
from suluh.reading.standard_list import load_standard
from suluh.vocabulary.documents import AGENCY, EITHER, REGION, is_safe_link


@pytest.mark.parametrize(
    "text",
    [
        "http://contoh.go.id/a.pdf",
        "a.pdf",
        "javascript:alert(1)",
        "https://",
        "https://localhost/a",
        "https://orang@contoh.go.id/a",
        "https://contoh.go.id/a b.pdf",
        "https://[::1/a",
        "//contoh.go.id/a.pdf",
        "https://contoh.go.id/\u202ea",
    ],
)
def test_links_that_are_not_followed(text: str) -> None:
    assert not is_safe_link(text)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert not is_safe_link(text) or text.startswith(("https://", "HTTPS://"))


def test_the_schema_lists_the_kinds_there_are() -> None:
    kinds = load_document_kinds()
    field = next(one for one in load_standard("dokumen")["fields"] if one["name"] == "jenis")
    assert field["constraints"]["enum"] == list(kinds)
    assert {one.group for one in kinds.values()} == set(load_document_groups())
    assert {one.owner for one in kinds.values()} <= {AGENCY, REGION, EITHER}


def test_the_transparency_page_owes_twelve_yearly_documents_with_a_day() -> None:
    owed = load_owed_documents(2024)
    kinds = load_document_kinds()
    assert len(owed.kinds) == len(set(owed.kinds)) == 12
    for name in owed.kinds:
        assert kinds[name].years == 1 and kinds[name].due_date(2024) is not None


def test_days_are_reckoned_from_the_budget_year() -> None:
    kinds = load_document_kinds()
    assert kinds["perda_apbd"].due_date(2024) == date(2023, 12, 31)
    assert kinds["lkpd"].due_date(2024) == date(2025, 6, 30)
    assert kinds["rpjmd"].due_date(2024) is None and kinds["lkpd"].due_date(9999) is None
