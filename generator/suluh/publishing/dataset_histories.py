"""Earlier editions of every published dataset, as today's rules let them out."""

from __future__ import annotations

from suluh.checking.project import Checked
from suluh.history.canonical_versions import Past, read_histories
from suluh.history.edition_cache import open_cache
from suluh.history.editions import History
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.settings import Settings


def read_dataset_histories(
    settings: Settings, checked: Checked, catalog: Catalog, *, prune: bool
) -> dict[str, History]:
    """By name of the dataset. With `prune` what no edition needs any more leaves the cache."""
    packages = {package.package.name: package.package for package in checked.valid}
    pasts = [Past(packages[name], dataset.cleared) for name, dataset in catalog.datasets.items()]
    others = [package for name, package in packages.items() if name not in catalog.datasets]
    cache = open_cache(settings)
    histories = read_histories(settings, pasts, TABLE_FORMS, others, cache=cache)
    if prune:
        cache.prune()
    return histories
