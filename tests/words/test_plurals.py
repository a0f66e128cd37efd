"""English is right for one thing as for many, in every sentence that counts."""

from __future__ import annotations

import re

import pytest

from suluh.checking.reporting.finding_words import WORDS
from suluh.reading.standard_list import load_findings
from suluh.words.plurals import choose_forms
from suluh.words.saying import say_in
from word_catalog import forms_of, list_catalogues, read_catalogue, text_of

PLACE = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
PLURALS = re.compile(
    r"\b1 (?:of 1 )?(?:(?:new|other|more|working|quarterly|urban|required|full) )?"
    r"(?:agencies|areas|budgets|cells|columns|complaints|datasets|days|documents|errors|files|findings|hours"
    r"|indicators|indices|items|kinds|links|minutes|months|objectives|packages|pages|paragraphs|persons|points"
    r"|programs|programmes|proposals|quarters|regions|reports|rows|seconds|services|sub-activities|tables"
    r"|things|times|versions|villages|warnings|years)\b"
)
NO_COUNT = {"year", "tahun", "share", "percent", "rate", "quarter", "triwulan", "nargs", "behind", "ahead"}
"""Placeholders that stand for no number of things, and thresholds that are never 1."""


def english_of_one() -> list[str]:
    """Every English text with 1 in all its places."""
    found = []
    for path in list_catalogues():
        for message in read_catalogue(path) if path.stem == "en" else ():
            if message.id:
                names = [first or second for first, second in PLACE.findall(text_of(message))]
                ones = dict.fromkeys(names, 1)
                text = choose_forms(forms_of(message)[0], ones)
                found.append(
                    PLACE.sub(
                        lambda place: "…" if place[1] in NO_COUNT or place[2] in NO_COUNT else "1", text
                    )
                )
    findings = load_findings()
    texts = [
        entry["en"].get(part, "") for entry in findings["temuan"].values() for part in ("message", "hint")
    ]
    for text in (*texts, *(str(phrase.get("en", "")) for phrase in findings["frasa"].values())):
        ones = {second: 1 for _, second in PLACE.findall(text)}
        found.append(PLACE.sub("1", choose_forms(text, ones)))
    return found


def _fill(place: re.Match[str]) -> str:
    return "…" if place[1] in NO_COUNT or place[2] in NO_COUNT else "1"


def test_nothing_is_many_where_it_is_one() -> None:
    assert [text for text in english_of_one() if PLURALS.search(text)] == []


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1, 1, 1), "1 error, 1 warning in 1 dataset (1 table, 1 row)."),
        ((2, 1, 1000), "2 errors, 1 warning in 1,000 datasets (1 table, 1 row)."),
        ((0, 0, 1), "0 errors, 0 warnings in 1 dataset (1 table, 1 row)."),
    ],
)
def test_each_number_chooses_its_own_form(counts: tuple[int, int, int], said: str) -> None:
    errors, warnings, packages = (f"{count:,}" for count in counts)
    summary = WORDS["en"]["summary"]
    assert summary.format(errors=errors, warnings=warnings, packages=packages, resources=1, rows=1) == said


def test_a_form_may_name_its_number() -> None:
    text = "{late} of {all} [[agency|agencies]] [[late:has|have]] not reported"
    assert choose_forms(text, {"late": 1, "all": 12}) == "{late} of {all} agencies has not reported"
    assert choose_forms(text, {"late": 1, "all": 1}) == "{late} of {all} agency has not reported"
    assert choose_forms(text, None) == "{late} of {all} agencies have not reported"


def test_pages_choose_too() -> None:
    seen = 0
    for path in list_catalogues():
        for message in read_catalogue(path) if path.stem == "en" else ():
            text = text_of(message) if message.id else ""
            if "%(" in text and "[[" in forms_of(message)[-1]:
                said = say_in("en", text, **{name: 1 for name, _ in PLACE.findall(text) if name})
                assert "[[" not in said, said
                seen += 1
    assert seen > 20


def test_brackets_are_closed() -> None:
    for path in list_catalogues():
        for message in read_catalogue(path) if path.stem == "en" else ():
            for form in forms_of(message) if message.id else ():
                names = {first or second for first, second in PLACE.findall(form)}
                assert (
                    form.count("[[") == form.count("]]") == len(re.findall(r"\[\[[^][]*\|[^][]*\]\]", form))
                ), form
                assert set(re.findall(r"\[\[(\w+):", form)) <= names, form


@pytest.mark.parametrize(
    ("count", "unit"), [(1, "proposal"), (0, "proposals"), (2, "proposals"), ("1", "proposal")]
)
def test_a_unit_beside_its_number_is_handed_it(count: object, unit: str) -> None:
    assert say_in("en", "usulan", count=count) == unit
    assert say_in("id", "usulan", count=count) == "usulan"


@pytest.mark.parametrize("text", ["usulan", "sub kegiatan", "indikator", "paket"])
def test_a_unit_without_a_number_is_many(text: str) -> None:
    assert "[[" not in say_in("en", text) and say_in("en", text).endswith("s")
