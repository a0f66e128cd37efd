"""What an agency offers citizens, how it answers them, and whether its staff is there: for its page."""

from __future__ import annotations

from typing import Any

from suluh.rendering.amounts import show_percent
from suluh.rendering.pages.attendance import attendance_rate
from suluh.rendering.pages.complaints import agency_complaints
from suluh.rendering.pages.services import service_items
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark


def agency_services(studio: Studio, slug: str) -> dict[str, Any]:
    """Its services, its newest year of complaints and of attendance; empty where nothing was sent."""
    services = [one for one in studio.records("layanan") if one.text("instansi") == slug]
    return {
        "items": service_items(studio, services, name_agency=False),
        "mark": simulation_mark(services),
        "complaints": agency_complaints(studio, slug),
        "attendance": _attendance(studio, slug),
    }


def _attendance(studio: Studio, slug: str) -> dict[str, Any] | None:
    records = [one for one in studio.records("kehadiran") if one.text("instansi") == slug]
    if not records:
        return None
    year = max(one.whole("tahun") for one in records)
    rate = attendance_rate(one for one in records if one.whole("tahun") == year)
    return {"year": year, "rate": show_percent(rate), "address": f"kehadiran/{year}/"}
