"""What a data portal says of a dataset: CKAN's `package_show`, or the `datapackage.json` of its dump."""

from __future__ import annotations

from collections.abc import Mapping
from string import hexdigits
from typing import Any
from urllib.parse import unquote

from suluh.reading.safe_yaml import load_json
from suluh.vocabulary.web_addresses import split_address

DIGESTS = {32: "md5", 40: "sha1", 64: "sha256"}
"""Ways of making a digest by how many hexadecimal digits it has; CKAN does not say which it is."""
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
    return None if findings else _describe(raw)


def read_portal_dump(data: bytes) -> Mapping[str, Mapping[str, str]]:
    """What the lines of `ckanapi dump datasets` say of each file, by the name that its address ends in.

    A line that is no dataset says nothing, as does one that is larger than a description may be.
    """
    found: dict[str, Mapping[str, str]] = {}
    for line in data.decode("utf-8-sig", errors="replace").split("\n"):
        raw, findings = load_json(line, "dump", size_limit=LARGEST)
        told = None if findings else _describe(raw)
        for resource in raw.get("result", raw)["resources"] if told is not None else ():
            address = resource.get("url") if isinstance(resource, dict) else None
            name = unquote(split_address(address).path.rpartition("/")[2]) if isinstance(address, str) else ""
            if name and told is not None:
                found.setdefault(name, told)
    return found


def read_stated_digests(data: bytes) -> Mapping[str, str]:
    """The digest in hexadecimal that a dump's description states of each file, by the file's name."""
    raw, findings = load_json(data.decode("utf-8-sig", errors="replace"), "dump", size_limit=LARGEST)
    listed = raw.get("resources") if isinstance(raw, dict) and not findings else None
    found: dict[str, str] = {}
    for resource in listed if isinstance(listed, list) else ():
        path, digest = (
            (str(resource.get("path", "")), str(resource.get("hash", "")).lower().rpartition(":")[2])
            if isinstance(resource, dict)
            else ("", "")
        )
        if len(digest) in DIGESTS and set(digest) <= set(hexdigits):
            found[path.rpartition("/")[2]] = digest
    return found


def _describe(raw: object) -> Mapping[str, str] | None:
    stated = raw.get("result", raw) if isinstance(raw, dict) else None
    if not isinstance(stated, dict) or not isinstance(stated.get("resources"), list):
        return None
    if not any(isinstance(stated.get(key), str) for key in ("title", "notes", "description")):
        return None
    owner, dumped = stated.get("organization"), stated.get("license")
    source = owner.get("title", "") if isinstance(owner, dict) else ""
    licence = stated.get("license_id") or (dumped.get("type", "") if isinstance(dumped, dict) else "")
    told = {
        "title": stated.get("title"),
        "description": stated.get("notes") or stated.get("description"),
        "sumber": source or stated.get("author") or _first_source(stated),
        "lisensi": _LICENSES.get(str(licence).lower(), ""),
        **_read_extras(stated),
    }
    texts = {key: _text_of(value) for key, value in told.items()}
    return {key: " ".join(text.split()) for key, text in texts.items() if text.strip()}


def _text_of(value: object) -> str:
    """A text, or the number that a dump made of one: a year comes as 2025."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if isinstance(value, str) or is_number else ""


def _first_source(stated: Mapping[str, Any]) -> str:
    """Who wrote it, as a dump's `datapackage.json` says."""
    listed = stated.get("sources")
    first = listed[0] if isinstance(listed, list) and listed else None
    return str(first.get("name") or first.get("title") or "") if isinstance(first, dict) else ""


def _read_extras(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Our keys among CKAN's extras: a list of keys and values, in a dump a mapping."""
    listed = stated.get("extras")
    if isinstance(listed, dict):
        found = {str(key).strip().casefold(): value for key, value in listed.items()}
        return {key: found[key] for key in _EXTRAS if key in found}
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    found = {str(entry.get("key", "")).strip().casefold(): entry.get("value") for entry in entries}
    return {key: found[key] for key in _EXTRAS if key in found}
