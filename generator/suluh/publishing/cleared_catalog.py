"""All that is cleared for publication, joined: what `join_catalog` is given."""

from __future__ import annotations

from suluh.checking.project import Checked
from suluh.clearing.classification import clear_package, clear_report
from suluh.clearing.exclusions import list_exclusions
from suluh.history.versions import read_all_versions
from suluh.linking.catalog_joining import join_catalog
from suluh.publishing.distributions import write_distributions
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.package import ClearedPackage, StatusData
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings


@with_own_types
def make_catalog(settings: Settings, checked: Checked) -> Catalog:
    """All that is cleared for publication, joined."""
    cleared = [one for one in map(clear_package, checked.valid) if one is not None]
    reports = [one for one in map(clear_report, checked.reports) if one is not None]
    versions = read_all_versions(settings.root, [one.package.folder for one in cleared], settings.zone)
    datasets = []
    for one in cleared:
        publisher = _publisher(one, checked)
        datasets.append(
            Dataset(
                cleared=one,
                instansi=publisher,
                distributions=write_distributions(one, publisher, settings),
                versions=versions.get(one.package.folder, ()),
            )
        )
    return join_catalog(
        datasets,
        agencies=checked.agencies,
        agencies_simulated=any(
            one.package.name == checked.agencies_package and one.package.status_data is StatusData.SIMULASI
            for one in cleared
        ),
        reports=reports,
        withheld=(*checked.invalid, *checked.withheld_reports),
        names=checked.nomenclature,
        excluded=list_exclusions(checked.valid, checked.reports, checked.agencies),
        tombstones=checked.tombstones,
        report_tombstones=checked.report_tombstones,
    )


def _publisher(cleared: ClearedPackage, checked: Checked) -> Instansi:
    """The agency of a dataset; for shared reference data its declared producer."""
    package = cleared.package
    agency = checked.agencies.get(package.instansi)
    return agency or Instansi(slug=package.instansi, nama=package.text("produsen"), jenis="lainnya")
