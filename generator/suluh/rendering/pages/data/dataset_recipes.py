"""The lines that a dataset's page prints for other programs."""

from __future__ import annotations

import re

from suluh.publishing.recipes.tables import list_recipes
from suluh.rendering.pages.data.dataset_contexts import RecipeLines, TableLines
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.catalog import Dataset

_SIGNS = re.compile(r"[^a-z]+")


def recipe_lines(studio: Studio, dataset: Dataset) -> list[TableLines]:
    """The recipes of each table, under its title."""
    titles = {resource.name: resource.title or resource.name for resource in dataset.package.resources}
    return [
        TableLines(
            titles[table.resource],
            [
                RecipeLines(f"resep-{number}-{_name(recipe.program)}", recipe.program, recipe.text)
                for recipe in table.recipes
            ],
        )
        for number, table in enumerate(list_recipes(dataset, studio.settings), start=1)
    ]


def _name(program: str) -> str:
    """A program's name as part of an id: its first word."""
    return _SIGNS.split(program.casefold())[0]
