"""What the door let in knowingly is known on the finished site however it is written, and nothing else."""

from __future__ import annotations

import pytest

from builders import make_table
from suluh.checking.personal_data import Evidence
from suluh.checking.reviewed_texts import comparable, list_reviewed, texts_of
from suluh.vocabulary.findings import Finding, Place, Severity

NIK = "7472015708900003"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0812-3456-7890", "+62 812 3456 7890"),
        ("(0812) 34567890", "0062 81234567890"),
        ("7472 0157 0890 0003", NIK),
        ("Kantor@Contoh.ID", "kantor@contoh.id"),
    ],
)
def test_spellings_of_one_thing_are_the_same(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_only_what_was_waived_or_warned_about_is_reviewed() -> None:
    waived = Evidence(Finding("I001", Place("a.csv")), NIK)
    warned = Evidence(Finding("I008", Place("a.csv"), Severity.WARNING), "199001012015031001")
    refused = Evidence(Finding("I005", Place("a.csv")), "orang@contoh.id")
    findings = [warned.finding, refused.finding]
    assert list_reviewed([waived, warned, refused], findings, (), ()) == {NIK, "199001012015031001"}


def test_an_offices_number_is_let_in_by_its_column() -> None:
    table = make_table(["telepon_kantor", "hp"], [("0812 3456 7890", "0813 3456 7890")])
    assert list_reviewed((), (), [table], ()) == {"81234567890"}


def test_settings_are_the_owners_own_words() -> None:
    stated = texts_of(("surat@pos.example", {"telepon": ["0812 3456 7890", 7]}))
    assert list_reviewed((), (), (), stated) == {"surat@pos.example", "81234567890"}
