"""Where the columns of a block go by a recipe: kept under a name, laid below each other, or left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from suluh.reading.recipe_blocks import Block
from suluh.vocabulary.header_names import LEVEL_SEPARATOR
from suluh.vocabulary.reading_recipe import ReadingRecipe


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """Where the columns of a block go: places in the block, with the names that the table has for them."""

    block: Block
    kept: tuple[tuple[int, str], ...]
    spread: tuple[tuple[int, tuple[str, ...]], ...]
    left: tuple[int, ...]


def plan_block(block: Block, recipe: ReadingRecipe) -> BlockPlan:
    """Where each column of a block goes. A column without a header and without a cell goes nowhere."""
    unpivot = recipe.unpivot
    kept: list[tuple[int, str]] = []
    spread: dict[str, tuple[int, tuple[str, ...]]] = {}
    left: list[int] = []
    for place, name in enumerate(block.names):
        if unpivot is not None and name in unpivot.columns:
            spread[name] = (place, _level_texts(name, recipe))
        elif name in recipe.sum_columns or recipe.names.get(name) == "":
            left.append(place)
        elif block.is_named[place] or name in recipe.names or _is_filled(block, place):
            kept.append((place, recipe.names.get(name, name)))
        else:
            left.append(place)
    return BlockPlan(block, tuple(kept), tuple(spread.values()), tuple(left))


def _is_filled(block: Block, place: int) -> bool:
    """Whether a column without a header has anything below it."""
    return any(block.cells(index)[place].strip() for index in block.body)


def _level_texts(name: str, recipe: ReadingRecipe) -> tuple[str, ...]:
    """What a column says for the new columns: as stated, or its levels."""
    assert recipe.unpivot is not None
    stated = recipe.unpivot.values.get(name)
    if stated is not None:
        return stated
    count = len(recipe.unpivot.into)
    levels = name.split(LEVEL_SEPARATOR) if count > 1 else [name]
    return tuple(levels[:count]) + ("",) * (count - len(levels))


def named_columns(recipe: ReadingRecipe) -> tuple[str, ...]:
    """Names by the header's text that a recipe speaks of."""
    unpivot = recipe.unpivot.columns if recipe.unpivot else ()
    parts = tuple(part for parts in recipe.sum_columns.values() for part in parts)
    stated = (
        *recipe.names,
        *filter(None, (recipe.tree_column,)),
        *recipe.sum_columns,
        *parts,
        *recipe.fill_down,
        *unpivot,
    )
    return tuple(dict.fromkeys(stated))


def expected_headers(expected: Collection[str], recipe: ReadingRecipe) -> tuple[str, ...]:
    """Those names that are expected of the header itself: neither made nor renamed by the recipe."""
    unpivot = recipe.unpivot
    made = {recipe.group_column, recipe.sheet_column, recipe.block_column, *recipe.constants, *recipe.copies}
    made |= {*recipe.names.values()} | ({*unpivot.into, unpivot.measure} if unpivot else set())
    made |= {recipe.places.into} if recipe.places else set()
    return tuple(name for name in expected if name not in made)
