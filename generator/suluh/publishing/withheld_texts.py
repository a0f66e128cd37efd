"""What was submitted and may not come out, for the last look at the finished site."""

from __future__ import annotations

from secrets import token_bytes

from suluh.checking.project import Checked
from suluh.clearing.withheld_values import fingerprint_withheld
from suluh.publishing.report_form import own_words
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.fingerprints import Fingerprints
from suluh.vocabulary.settings import Settings


def fingerprint_unpublished(checked: Checked, catalog: Catalog, settings: Settings) -> Fingerprints:
    """Fingerprints of all that is in no published text, under a key that nobody keeps."""
    public = (
        *(text for region in checked.regions.values() for text in (region.kode, region.nama)),
        *(text for slug, agency in checked.agencies.items() for text in (slug, agency.nama)),
        *(text for code_and_name in checked.nomenclature.items() for text in code_and_name),
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
    cleared = [dataset.cleared for dataset in catalog.datasets.values()]
    return fingerprint_withheld(checked.valid, cleared, checked.reports, public, token_bytes(32))
