"""Earlier editions of every published dataset, as today's rules let them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial

from suluh.checking.project import Checked
from suluh.clearing.classification import clear_package
from suluh.history.canonical_versions import Past, read_histories
from suluh.history.edition_cache import EditionCache, open_cache
from suluh.history.editions import Completeness, History
from suluh.history.past_states import measure_tables
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.sharing import beside
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class LookedBack:
    """The histories by dataset as git tells them, and the names of what they need of the cache.

    With `prune` all else leaves the cache once the past is made use of.
    """

    histories: Mapping[str, History]
    needed: frozenset[str]
    prune: bool


LookingBack = Callable[[], LookedBack]
"""Gives the past where it is asked for, once. Raises GitSilentError."""


def looking_back(settings: Settings, checked: Checked, *, prune: bool) -> AbstractContextManager[LookingBack]:
    """Begin to read the past, which rests on no file of the site, beside all else."""
    return beside(partial(_look_back, settings, checked, prune=prune))


def _look_back(settings: Settings, checked: Checked, *, prune: bool) -> LookedBack:
    """Read the past of all that is published. Raises GitSilentError."""
    cleared = {package.package.name: package for package in map(clear_package, checked.valid) if package}
    packages = {package.package.name: package.package for package in checked.valid}
    pasts = [Past(packages[name], package) for name, package in cleared.items()]
    others = [package for name, package in packages.items() if name not in cleared]
    cache = open_cache(settings)
    histories = read_histories(settings, pasts, TABLE_FORMS, others, cache=cache)
    return LookedBack(histories, frozenset(cache.used), prune)


def read_dataset_histories(
    settings: Settings, catalog: Catalog, looked_back: LookedBack
) -> dict[str, History]:
    """By name of the dataset, the newest edition with its files as all others."""
    if looked_back.prune:
        EditionCache(open_cache(settings).folder, set(looked_back.needed)).prune()
    return {
        name: _with_current(looked_back.histories[name], dataset)
        for name, dataset in catalog.datasets.items()
    }


def _with_current(history: History, dataset: Dataset) -> History:
    """The history with the files of the state that is published now, which has an address of its own too.

    Where git is cut off and tells of no earlier state, it does not know since when this one is: such a name
    would be another one with the next clone, so it gets none.
    """
    if history.completeness is Completeness.CUT and not history.earlier:
        return history
    tables = measure_tables(dataset.cleared, TABLE_FORMS.canonical)
    files = tuple((name, *measured) for name, measured in tables.items())
    editions = tuple(
        replace(edition, files=files) if edition.digest == history.current else edition
        for edition in history.editions
    )
    return replace(history, editions=editions)
