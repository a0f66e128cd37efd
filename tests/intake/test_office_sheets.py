"""Any sheet of an office is read right, or asked about, or refused: never wrong in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from made_readings import BAUBAU
from office_kinds import KINDS
from office_sheets import OfficeSheet

from suluh.intake.column_readings import TableReading
from suluh.intake.joined_lists import CodeLists
from suluh.intake.number_reading import make_field
from suluh.intake.reading_proposal import ReadingProposal, propose_reading
from suluh.intake.shape_words import months
from suluh.reading.region_list import load_regions
from suluh.reading.rewritten_cells import rewrite_cell
from suluh.vocabulary.package import Table
from suluh.vocabulary.typed_cells import make_form

_DERIVED = re.compile(r"(?:%|IKM|Jumlah)(?: |$)")
_OTHERWISE = {"l": "laki laki", "laki laki": "l", "p": "perempuan", "perempuan": "p"}
_ROMAN = re.compile(r"triwulan (i+v?|iv)")


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9%+]+", " ", text.casefold()).strip()


def _said(word: str) -> set[str]:
    """The ways in which a table may say a word of a sheet."""
    plain = _plain(word)
    roman = _ROMAN.fullmatch(plain)
    month = months().get(plain)
    return {
        plain,
        _OTHERWISE.get(plain, plain),
        *([roman[1]] if roman else []),
        *([f"{month:02}", str(month)] if month else []),
    }


def _faults(sheet: OfficeSheet, proposal: ReadingProposal) -> list[str]:
    """Figures that are not there once with all their words, and figures that nobody put there."""
    table = proposal.table
    if table is None:
        return ["no table"]
    figures = _read_figures(table, proposal.reading)
    found: dict[float, list[str]] = {}
    extra: list[float] = []
    known = {figure.value for figure in sheet.figures} | sheet.reckoned
    for name, values in figures.items():
        is_measure = proposal.reading.column(name).role == "ukuran" and not _DERIVED.match(name)
        for row, value in zip(table.rows, values, strict=True):
            if value is None:
                continue
            ticked = (head for head, cell in zip(table.header, row, strict=True) if cell in ("true", "v"))
            said = f" {_plain(' | '.join(row))} {_plain(' | '.join(ticked))} {_plain(name)} "
            found.setdefault(value, []).append(said)
            extra += [value] if is_measure and value not in known else []
    lost = [
        f"{figure.value} {figure.words}: {len(fitting)}"
        for figure in sheet.figures
        if len(fitting := _fitting(found.get(figure.value, ()), figure.words)) != 1
    ]
    return [*lost, *(f"extra {value}" for value in extra)]


def _read_figures(table: Table, reading: TableReading) -> dict[str, list[float | None]]:
    """The numbers of each column of numbers, as its declared form has them; None for no number."""
    found: dict[str, list[float | None]] = {}
    for column in reading.columns:
        if column.type in ("integer", "number") and column.name in table.header:
            form = make_form(make_field(column.name, column.type, column.form))
            texts = [
                rewrite_cell(column.rewritten, text) if column.rewritten else text
                for text in table.column(column.name)
            ]
            read = [form.read(text.strip()) if text.strip() else None for text in texts]
            found[column.name] = [
                float(value) if isinstance(value, (int, Decimal)) else None for value in read
            ]
    return found


def _fitting(said: Sequence[str], words: Sequence[str]) -> list[str]:
    return [text for text in said if all(any(f" {way} " in text for way in _said(word)) for word in words)]


def _read(sheet: OfficeSheet) -> tuple[ReadingProposal, Mapping[str, str]]:
    """What a clerk gets who gives the likely answers, and the keys of the questions with them."""
    lists, answers = CodeLists(load_regions(), BAUBAU), {}
    proposal = propose_reading([sheet.sheet()], lists, answers)
    for _ in range(6):
        asked = [doubt for doubt in proposal.doubts if doubt.key not in answers]
        if not asked:
            break
        answers |= {
            doubt.key: doubt.likely or (doubt.choices[0].word if doubt.choices else "x") for doubt in asked
        }
        proposal = propose_reading([sheet.sheet()], lists, answers)
    return proposal, answers


def _judge(seeds: range) -> tuple[list[str], list[str], int]:
    """Sheets that are read wrong in silence, and wrong by the likely answer; how many are asked about."""
    silent, misled, asked = [], [], 0
    for seed in seeds:
        kind = KINDS[seed % len(KINDS)]
        sheet = OfficeSheet(seed)
        kind(sheet)
        proposal, answers = _read(sheet)
        faults = _faults(sheet, proposal)
        asked += bool(answers)
        if faults:
            told = f"{kind.__name__} {seed}: {faults[0]} ({len(faults)}) {dict(answers)}"
            (misled if answers else silent).append(told)
    return silent, misled, asked


@pytest.mark.parametrize("start", range(0, 800, 200))
def test_no_sheet_is_read_wrong_in_silence(start: int) -> None:
    silent, misled, asked = _judge(range(start, start + 200))
    assert not silent, silent
    assert len(misled) <= 2, misled
    assert asked <= 100, "most sheets are read without a question"


@pytest.mark.slow
@pytest.mark.parametrize("start", range(10_000, 40_000, 2_000))
def test_no_sheet_of_many_is_read_wrong_in_silence(start: int) -> None:
    silent, misled, _ = _judge(range(start, start + 2_000))
    assert not silent, silent
    assert len(misled) <= 20, misled
