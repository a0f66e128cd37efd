"""What a data portal says of a dataset: CKAN's `package_show`, or the `datapackage.json` of its dump."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from suluh.reading.safe_yaml import load_json

LARGEST = 5_000_000
"""Bytes of such a description; more is a table."""
_EXTRAS = ("satuan", "frekuensi", "konsep", "definisi", "ukuran", "periode")
"""Keys of our descriptions that portals of regions state as extras under the same words."""
_LICENSES = {"cc-by-4.0": "CC-BY-4.0", "cc0-1.0": "CC0-1.0", "cc-zero": "CC0-1.0"}
"""Licences by CKAN's ids in small letters; those without a version are left to be asked."""


def read_portal_description(name: str, data: bytes) -> Mapping[str, str] | None:
    """The description by our keys, with what is empty left out; None for a file that is none."""
    if not name.lower().endswith(".json") or len(data) > LARGEST:
        return None
    try:
        raw, findings = load_json(data.decode("utf-8-sig"), name, size_limit=LARGEST)
    except UnicodeDecodeError:
        return None
    stated = raw.get("result", raw) if isinstance(raw, dict) and not findings else None
    if not isinstance(stated, dict) or not isinstance(stated.get("resources"), list):
        return None
    if not any(isinstance(stated.get(key), str) for key in ("title", "notes", "description")):
        return None
    owner = stated.get("organization")
    source = owner.get("title", "") if isinstance(owner, dict) else ""
    told = {
        "title": stated.get("title"),
        "description": stated.get("notes") or stated.get("description"),
        "sumber": source or stated.get("author"),
        "lisensi": _LICENSES.get(str(stated.get("license_id", "")).lower(), ""),
        **_read_extras(stated),
    }
    return {
        key: " ".join(text.split()) for key, text in told.items() if isinstance(text, str) and text.strip()
    }


def _read_extras(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Our keys among CKAN's extras, a list of keys and values."""
    listed = stated.get("extras")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    found = {str(entry.get("key", "")).strip().casefold(): entry.get("value") for entry in entries}
    return {key: found[key] for key in _EXTRAS if key in found}
