"""What stands below every page of the site."""

from __future__ import annotations

from suluh.rendering.environment import show_date
from suluh.vocabulary.settings import Settings


def write_footer(settings: Settings) -> dict[str, str]:
    """Version, date, contact and repository, as the theme prints them."""
    return {
        "versi": settings.build_time.date().isoformat(),
        "tanggal": show_date(settings.build_time.date(), settings.language),
        "kontak": settings.kontak,
        "repositori": settings.repositori,
    }
