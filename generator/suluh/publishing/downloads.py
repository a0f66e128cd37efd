"""What a site offers for download: datasets in all formats, catalogues, lists, templates, rules of checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from suluh.history.editions import History
from suluh.publishing.catalog_file import write_catalog_files
from suluh.publishing.ckan.calls import write_ckan_files
from suluh.publishing.counter.rule_files import write_counter_rules
from suluh.publishing.edition_files import name_packed
from suluh.publishing.information_lists import write_information_lists
from suluh.publishing.recount_script import write_recount_script
from suluh.publishing.templates import Templates
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact


def list_downloads(
    catalog: Catalog,
    templates: Templates,
    settings: Settings,
    histories: Mapping[str, History],
    editions: Iterable[Artifact] = (),
) -> Iterator[Artifact]:
    """All of them, as they are now; tables of `editions` are named, and are not among them."""
    histories = name_packed(histories, editions)
    for dataset in catalog.published.values():
        yield from (distribution.artifact for distribution in dataset.distributions)
    yield from write_catalog_files(catalog, settings, histories)
    yield from write_ckan_files(catalog, settings, histories)
    yield from write_information_lists(catalog, settings)
    yield from templates.artifacts()
    yield write_recount_script()
    yield from write_counter_rules(catalog, settings)
