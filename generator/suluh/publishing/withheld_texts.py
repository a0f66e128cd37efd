"""What was submitted and may not come out, for the last look at the finished site."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from secrets import token_bytes

from suluh.checking.project import Checked
from suluh.clearing.withheld_values import fingerprint_withheld
from suluh.publishing.report_form import own_words
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.fingerprints import Fingerprints, ListedTexts, words_of
from suluh.vocabulary.region import Regions
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.settings import Settings


def fingerprint_unpublished(checked: Checked, catalog: Catalog, settings: Settings) -> Fingerprints:
    """Fingerprints of all that is in no published text, under a key that nobody keeps."""
    public = (
        *(text for slug, agency in checked.agencies.items() for text in (slug, agency.nama)),
        *(text for code_and_name in catalog.nomenclature.items() for text in code_and_name),
        *(document.text for document in checked.documents),
        *(
            text
            for report in catalog.reports
            for text in (report.report.judul, report.report.ringkasan, report.report.body)
        ),
        settings.site_name,
        settings.site_description,
        *own_words(),
    )
    cleared = [dataset.cleared for dataset in catalog.published.values()]
    regions = ListedTexts(_region_texts(checked.regions), _words_of_regions(checked.regions))
    return fingerprint_withheld(
        checked.valid, cleared, checked.reports, public, token_bytes(32), listed=regions
    )


@remembered
def _words_of_regions(regions: Regions) -> frozenset[str]:
    """Every word of the national list, which is long and stays as it is."""
    return frozenset(word for text in _region_texts(regions) for word in words_of(text))


def _region_texts(regions: Regions) -> Iterator[str]:
    return chain.from_iterable(regions.names.items())
