"""The formulas of facts: each whole, made of others that are there, and of columns that their tables have."""

from __future__ import annotations

from suluh.reading.fact_formulas import load_fact_formulas
from suluh.reading.standard_list import list_standards, load_standard


def test_every_formula_reads_columns_that_its_tables_have() -> None:
    for formula in load_fact_formulas().values():
        for table, columns in formula.tables.items():
            assert table in list_standards(), (formula.name, table)
            known = {field["name"] for field in load_standard(table)["fields"]}
            assert set(columns) <= known, (formula.name, table, set(columns) - known)


def test_no_formula_is_made_of_itself() -> None:
    formulas = load_fact_formulas()

    def inputs(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, (*above, name)
        for further in formulas[name].inputs:
            inputs(further, (*above, name))

    for name in formulas:
        inputs(name, ())


def test_every_formula_says_in_words_how() -> None:
    for formula in load_fact_formulas().values():
        assert formula.words.endswith("."), formula.name
        assert not formula.title.endswith("."), formula.name
