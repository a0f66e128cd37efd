"""The media type of every file that programs fetch, by its suffix."""

from __future__ import annotations

from collections.abc import Mapping

from suluh.publishing.formats import list_all_formats

UTF_8 = "; charset=utf-8"

_BESIDES = {
    ".bib": "application/x-bibtex",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".jsonld": "application/ld+json",
    ".parquet": "application/vnd.apache.parquet",
    ".rdf": "application/rdf+xml",
    ".ris": "application/x-research-info-systems",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}
"""Feeds, calendars, catalogues, citations. What ends in `.csv-metadata.json` is JSON, as CSVW allows."""


def list_media_types() -> Mapping[str, str]:
    """Media types by suffix, those of the registry of formats first; texts say that they are UTF-8."""
    kinds = {**_BESIDES, **{each.suffix: each.media_type for each in list_all_formats()}}
    plain = {suffix: kind for suffix, kind in kinds.items() if not _ends_like_another(suffix, kinds)}
    return {
        suffix: f"{kind}{UTF_8}" if kind.startswith("text/") else kind
        for suffix, kind in sorted(plain.items())
    }


def _ends_like_another(suffix: str, kinds: Mapping[str, str]) -> bool:
    """Whether a rule for another suffix holds for this one too: `.csv-metadata.json` is `.json`."""
    return not suffix or any(suffix != other and other and suffix.endswith(other) for other in kinds)
