"""The recipes of a dataset: for each of its tables, lines for every program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from suluh.publishing.canonical_table import canonical_table
from suluh.publishing.file_metadata import absolute
from suluh.publishing.formats import canonical_format
from suluh.publishing.json_file import FORMAT as JSON
from suluh.publishing.parquet_file import FORMAT as PARQUET
from suluh.publishing.recipes.columns import list_columns
from suluh.publishing.recipes.programs import PROGRAMS, Files
from suluh.publishing.workbook import FORMAT as WORKBOOK
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class Recipe:
    """Lines that read one table in one program."""

    program: str
    text: str


@dataclass(frozen=True, slots=True)
class TableRecipes:
    """The recipes of one table, by the name of its resource."""

    resource: str
    recipes: tuple[Recipe, ...]


def list_recipes(dataset: Dataset, settings: Settings) -> Iterator[TableRecipes]:
    """For each table, a recipe for every program; none of a table that is not published as CSV."""
    for place, resource in enumerate(dataset.package.resources):
        addresses = {
            file.format: absolute(settings, file.artifact.address) or file.file_name
            for file in dataset.distributions
            if file.resource in ("", resource.name)
        }
        if canonical_format().name not in addresses:
            continue
        files = Files(
            csv=addresses[canonical_format().name],
            parquet=addresses.get(PARQUET.name, ""),
            json=addresses.get(JSON.name, ""),
            workbook=addresses.get(WORKBOOK.name, ""),
            place=place,
        )
        columns = list_columns(canonical_table(dataset.cleared, resource))
        yield TableRecipes(
            resource.name,
            tuple(
                Recipe(program, text)
                for program, write in PROGRAMS.items()
                if (text := write(columns, files))
            ),
        )
