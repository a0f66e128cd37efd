"""schema.org for search engines: what a page is about, as JSON-LD mappings.

Plain values only; whoever writes them into a page escapes `<`. Absolute addresses need a site
URL: without one, what would need it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from suluh.history.editions import History
from suluh.publishing.citation import cite_dataset
from suluh.publishing.citation_forms import write_apa
from suluh.publishing.coverage import COUNTRY, find_place, find_years
from suluh.publishing.file_metadata import (
    SIMULATION_SENTENCE,
    absolute,
    bracketed_title,
    dataset_address,
    find_license_address,
    first_publication,
    is_simulated,
    last_change,
    list_sources,
)
from suluh.publishing.formats import is_offered
from suluh.reading.region_areas import find_extent
from suluh.vocabulary.catalog import Dataset, Distribution
from suluh.vocabulary.package import SIMULATION_MARK, StatusData
from suluh.vocabulary.region import Region
from suluh.vocabulary.reports import Instansi, Report
from suluh.vocabulary.settings import Settings

CONTEXT = "https://schema.org"
SHORTEST_DESCRIPTION = 50
LONGEST_DESCRIPTION = 5000
WEB = ("http://", "https://")


def describe_dataset(dataset: Dataset, settings: Settings, history: History | None = None) -> dict[str, Any]:
    """A `Dataset` with its downloads; `history` tells when it first came out, and its present edition."""
    package = dataset.package
    date = last_change(dataset)
    place = find_place(dataset, settings)
    citation = cite_dataset(dataset, settings, history)
    described = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": absolute(settings, dataset_address(package)),
        "url": absolute(settings, dataset_address(package)),
        "identifier": absolute(settings, dataset_address(package)) or package.name,
        "name": bracketed_title(package),
        "description": fit_description(dataset),
        "inLanguage": "id",
        "isAccessibleForFree": True,
        "creator": _describe_producer(dataset, settings),
        "publisher": _describe_organization(dataset.instansi, settings),
        "license": find_license_address(package),
        "isBasedOn": [source["path"] for source in list_sources(package) if _is_url(source.get("path", ""))],
        "keywords": [word for word in (package.text("topik"), package.text("konsep")) if word],
        "temporalCoverage": _join_years(find_years(dataset)),
        "spatialCoverage": _describe_place(place) if place else {},
        "datePublished": first_publication(dataset, history),
        "dateModified": date,
        "version": citation.version,
        "creativeWorkStatus": _name_status(package.status_data),
        "variableMeasured": _describe_columns(dataset),
        "citation": write_apa(citation),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": settings.site_name,
            **_keep({"url": absolute(settings, "data/")}),
        },
        "distribution": [_describe_download(distribution, settings) for distribution in _downloads(dataset)],
    }
    return _keep(described)


def describe_report(report: Report, agency: str, settings: Settings) -> dict[str, Any]:
    """A `Report` of the agency named `agency`."""
    simulated = report.status_data is StatusData.SIMULASI
    return _keep(
        {
            "@context": CONTEXT,
            "@type": "Report",
            "url": absolute(settings, f"laporan/{report.name}/"),
            "name": f"{report.judul} [data contoh]" if simulated else report.judul,
            "description": f"{SIMULATION_MARK}: {report.ringkasan}" if simulated else report.ringkasan,
            "inLanguage": "id",
            "isAccessibleForFree": True,
            "author": _keep(
                {
                    "@type": "GovernmentOrganization",
                    "name": agency,
                    "url": absolute(settings, f"instansi/{report.instansi}/"),
                }
            ),
            "datePublished": report.tanggal.isoformat(),
            "temporalCoverage": _quarter(report),
            "creativeWorkStatus": _name_status(report.status_data),
        }
    )


def describe_agency(agency: Instansi, settings: Settings) -> dict[str, Any]:
    """A `GovernmentOrganization`."""
    return _keep({"@context": CONTEXT, **_describe_organization(agency, settings), "email": agency.surel})


def fit_description(dataset: Dataset) -> str:
    """The description with the mark of invented figures, within the 50 to 5,000 letters asked for."""
    package = dataset.package
    text = " ".join(package.description.split())
    if is_simulated(package):
        text = f"{SIMULATION_MARK}. {SIMULATION_SENTENCE} {text}"
    if len(text) < SHORTEST_DESCRIPTION:
        origin = f"Dataset {package.title} dari {dataset.instansi.nama}, terbuka untuk siapa saja."
        text = f"{text} {origin}".strip()
    if len(text) > LONGEST_DESCRIPTION:
        text = text[: LONGEST_DESCRIPTION - 2].rpartition(" ")[0] + " …"
    return text


def _describe_organization(agency: Instansi, settings: Settings) -> dict[str, Any]:
    # Shared reference data has a producer that is no agency of the list, so no page either.
    address = absolute(settings, f"instansi/{agency.slug}/") if agency.slug != "referensi" else ""
    return _keep(
        {
            "@type": "GovernmentOrganization",
            "name": agency.nama,
            "alternateName": agency.nama_singkat,
            "url": address,
            "sameAs": agency.situs if _is_url(agency.situs) else "",
        }
    )


def _describe_producer(dataset: Dataset, settings: Settings) -> dict[str, Any]:
    """Who made the data: the agency that publishes it, unless the descriptor names someone else."""
    name = " ".join(dataset.package.text("produsen").split())
    if name and name != dataset.instansi.nama:
        return {"@type": "Organization", "name": name}
    return _describe_organization(dataset.instansi, settings)


def _describe_place(region: Region) -> dict[str, Any]:
    if region == COUNTRY:
        return {"@type": "Country", "name": region.nama, "identifier": "ID"}
    extent = find_extent(region.kode)
    box = f"{extent.south:.5f} {extent.west:.5f} {extent.north:.5f} {extent.east:.5f}" if extent else ""
    return _keep(
        {
            "@type": "AdministrativeArea",
            "name": region.full_name,
            "identifier": region.kode,
            "geo": {"@type": "GeoShape", "box": box} if box else {},
        }
    )


def _describe_columns(dataset: Dataset) -> list[dict[str, Any]]:
    """The main table's number columns."""
    if not dataset.package.resources:
        return []
    resource = dataset.package.resources[0]
    return [
        _keep(
            {
                "@type": "PropertyValue",
                "name": field.title or field.name,
                "description": field.description,
                "unitText": field.satuan,
            }
        )
        for field in resource.schema.fields
        if field.is_number
    ]


def _downloads(dataset: Dataset) -> Iterable[Distribution]:
    return (distribution for distribution in dataset.distributions if is_offered(distribution.format))


def _describe_download(download: Distribution, settings: Settings) -> dict[str, Any]:
    return _keep(
        {
            "@type": "DataDownload",
            "name": download.file_name,
            "encodingFormat": download.media_type,
            "contentUrl": absolute(settings, download.artifact.address),
            "contentSize": f"{download.artifact.size} B",
            "sha256": download.artifact.sha256,
        }
    )


def _name_status(status: StatusData) -> str:
    """In words where figures are not final; nothing for final ones."""
    return {StatusData.SIMULASI: SIMULATION_MARK, StatusData.SEMENTARA: "Sementara"}.get(status, "")


def _quarter(report: Report) -> str:
    """The quarter as an ISO 8601 interval of months."""
    first = report.triwulan * 3 - 2
    return f"{report.tahun}-{first:02}/{report.tahun}-{first + 2:02}"


def _join_years(years: tuple[int, int] | None) -> str:
    if years is None:
        return ""
    first, last = years
    return f"{first}" if first == last else f"{first}/{last}"


def _is_url(text: str) -> bool:
    return text.startswith(WEB)


def _keep(described: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty; `False` and 0 stay."""
    return {key: value for key, value in described.items() if value not in ("", None, [], {})}
