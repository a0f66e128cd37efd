"""Earlier editions of every published dataset, as today's rules let them out."""

from __future__ import annotations

from dataclasses import replace

from suluh.checking.project import Checked
from suluh.history.canonical_versions import Past, read_histories
from suluh.history.edition_cache import open_cache
from suluh.history.editions import Completeness, History
from suluh.history.past_states import measure_tables
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.settings import Settings


def read_dataset_histories(
    settings: Settings, checked: Checked, catalog: Catalog, *, prune: bool
) -> dict[str, History]:
    """By name of the dataset, the newest edition with its files as all others.

    With `prune` what no edition needs any more leaves the cache.
    """
    packages = {package.package.name: package.package for package in checked.valid}
    pasts = [Past(packages[name], dataset.cleared) for name, dataset in catalog.datasets.items()]
    others = [package for name, package in packages.items() if name not in catalog.datasets]
    cache = open_cache(settings)
    histories = read_histories(settings, pasts, TABLE_FORMS, others, cache=cache)
    if prune:
        cache.prune()
    return {name: _with_current(history, catalog.datasets[name]) for name, history in histories.items()}


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
