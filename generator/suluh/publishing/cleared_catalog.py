"""All that is cleared for publication, joined: what `join_catalog` is given."""

from __future__ import annotations

from suluh.checking.project import Checked
from suluh.clearing.classification import clear_package, clear_report
from suluh.clearing.exclusions import list_exclusions
from suluh.history.versions import read_all_versions
from suluh.linking.catalog_joining import join_catalog
from suluh.linking.completed_names import complete_names
from suluh.publishing.distributions import list_unmade, write_distributions
from suluh.publishing.original_files import write_originals
from suluh.publishing.region_dataset import describe_regions
from suluh.reading.official_codes import Government
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.download_format import Surroundings
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.package import ClearedPackage, StatusData
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings


@with_own_types
def make_catalog(settings: Settings, checked: Checked) -> Catalog:
    """All that is cleared for publication, joined."""
    regions = checked.regions.down_to(settings.region_depth)
    cleared = [package for package in map(clear_package, checked.valid) if package is not None]
    reports = [report for report in map(clear_report, checked.reports) if report is not None]
    versions = read_all_versions(
        settings.root, [package.package.folder for package in cleared], settings.zone
    )
    valid = {package.package.name: package for package in checked.valid}
    names = complete_names(
        checked.nomenclature, cleared, [report.report for report in reports], settings.wilayah
    )
    around = Surroundings(checked.agencies, names)
    datasets = []
    for package in cleared:
        publisher = _publisher(package, checked)
        history = versions.get(package.package.folder, ())
        datasets.append(
            Dataset(
                cleared=package,
                instansi=publisher,
                distributions=write_distributions(
                    package,
                    publisher,
                    settings,
                    versions=history,
                    around=around,
                    originals=write_originals(valid[package.package.name], package, settings),
                ),
                versions=history,
                unmade=list_unmade(package, publisher, settings),
            )
        )
    return join_catalog(
        datasets,
        references=[_describe_reference(describe_regions(settings.wilayah, regions, cleared), settings)],
        agencies=checked.agencies,
        agencies_simulated=any(
            package.package.name == checked.agencies_package
            and package.package.status_data is StatusData.SIMULASI
            for package in cleared
        ),
        reports=reports,
        withheld=(*checked.invalid, *checked.withheld_reports),
        day=settings.as_of.day,
        government=Government.of_region(settings.wilayah),
        first_quarter=settings.first_quarter,
        names=names,
        excluded=list_exclusions(checked.valid, checked.reports, checked.agencies),
        tombstones=checked.tombstones,
        report_tombstones=checked.report_tombstones,
        handed_in=checked.reports,
        earlier=checked.joined,
    )


def _describe_reference(cleared: ClearedPackage, settings: Settings) -> Dataset:
    """A list of our own as a dataset."""
    package = cleared.package
    publisher = Instansi(slug=package.instansi, nama=package.text("produsen"), jenis="lainnya")
    return Dataset(cleared, publisher, write_distributions(cleared, publisher, settings))


def _publisher(cleared: ClearedPackage, checked: Checked) -> Instansi:
    """The agency of a dataset; for shared reference data its declared producer."""
    package = cleared.package
    agency = checked.agencies.get(package.instansi)
    return agency or Instansi(slug=package.instansi, nama=package.text("produsen"), jenis="lainnya")
