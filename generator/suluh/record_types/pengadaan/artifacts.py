"""Each year's procurements as a release package of the Open Contracting Data Standard 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from decimal import Decimal
from functools import partial
from typing import Any

from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.file_metadata import absolute
from suluh.record_types.pengadaan.stages import CATEGORIES, CONTRACTED, METHODS, OWN_WORK, TENDER_STATUS
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.threads import Record

VERSION = "1.1"


def ocds_address(year: int) -> str:
    """Where a year's file is, from the site's root."""
    return f"pengadaan/{year}/ocds.json"


def publish_procurements(catalog: Catalog, settings: Settings) -> Iterator[Artifact]:
    """The files of all years of a site."""
    agencies = {slug: agency.nama for slug, agency in catalog.agencies.items()}
    yield from write_procurements(catalog.all_records().get("pengadaan", ()), agencies, settings)


def write_procurements(
    records: Sequence[Record], agencies: Mapping[str, str], settings: Settings
) -> Iterator[Artifact]:
    """One file for each year. `agencies` are names by slug; ids begin with our own, unregistered prefix."""
    years: dict[int, list[Record]] = {}
    for record in records:
        years.setdefault(record.whole("tahun"), []).append(record)
    for year, some in sorted(years.items()):
        package = make_release_package(year, some, agencies, settings)
        text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
        yield measure_artifact(ocds_address(year), partial(write_text, text=text))


def make_release_package(
    year: int, records: Sequence[Record], agencies: Mapping[str, str], settings: Settings
) -> dict[str, Any]:
    """The package as JSON takes it: whole rupiah as numbers, dates as midnight UTC."""
    simulated = any(record.simulated for record in records)
    date = f"{settings.build_time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    package: dict[str, Any] = {
        "uri": absolute(settings, ocds_address(year)),
        "version": VERSION,
        "publishedDate": date,
        "publisher": {"name": settings.site_name, "uri": settings.site_url},
        "releases": [_make_release(record, agencies, settings, date) for record in records],
    }
    if simulated:
        package["extensions"] = []
        package["status_data"] = "simulasi"
    return package


def _make_release(
    record: Record, agencies: Mapping[str, str], settings: Settings, date: str
) -> dict[str, Any]:
    """One compiled release: plan, tender, and the contract where there is one."""
    ident, buyer = record.text("id_pengadaan"), record.text("instansi")
    ocid = f"suluh-{settings.wilayah}-{record.text('tahun')}-{ident}"
    status = record.text("status")
    planning = {
        "budget": _without_blanks(
            {"project": record.text("kode_sub_kegiatan"), "amount": _money(record.number("pagu"))}
        )
    }
    tender = {
        "id": ident,
        "title": record.text("paket"),
        "status": TENDER_STATUS.get(status, "planned"),
        "procurementMethod": METHODS.get(record.text("metode"), "limited"),
        "procurementMethodDetails": record.text("metode"),
        "mainProcurementCategory": CATEGORIES.get(record.text("jenis"), "services"),
        "value": _money(record.number("hps")),
        "tenderPeriod": _without_blanks({"startDate": _instant(record.text("rencana_mulai"))}),
    }
    release: dict[str, Any] = {
        "ocid": ocid,
        "id": f"{ocid}-{date[:10]}",
        "date": date,
        "tag": ["compiled"],
        "initiationType": "tender",
        "language": settings.language,
        "buyer": {"id": buyer, "name": agencies.get(buyer, buyer)},
        "parties": [{"id": buyer, "name": agencies.get(buyer, buyer), "roles": ["buyer"]}],
        "planning": planning,
        "tender": _without_blanks(tender),
    }
    if status in CONTRACTED:
        release |= _make_contract(record, ident, status)
    return release


def _make_contract(record: Record, ident: str, status: str) -> dict[str, Any]:
    signed, value = _instant(record.text("tanggal_kontrak")), _money(record.number("nilai_kontrak"))
    contract = {
        "id": ident,
        "awardID": ident,
        "status": "terminated" if status == "selesai" else "active",
        "value": value,
        "dateSigned": signed,
        "period": _without_blanks({"endDate": _instant(record.text("tanggal_selesai"))}),
    }
    supplier = record.text("penyedia")
    named = [{"id": supplier, "name": supplier}] if supplier and record.text("metode") != OWN_WORK else []
    award = {"id": ident, "status": "active", "date": signed, "value": value, "suppliers": named}
    return {"awards": [_without_blanks(award)], "contracts": [_without_blanks(contract)]}


def _money(amount: Decimal | None) -> dict[str, Any]:
    """An OCDS value; cents only where there are any."""
    if amount is None:
        return {}
    whole = amount == amount.to_integral_value()
    return {"amount": int(amount) if whole else float(amount), "currency": "IDR"}


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z" if day else ""


def _without_blanks(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """What is not known is not there."""
    return {key: value for key, value in mapping.items() if value not in ("", {}, [], None)}
