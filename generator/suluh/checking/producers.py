"""Whose data is it? A dataset names its producer; where that is nobody of the agency, its source must say so.

Data of others may be published again, and a page then says so: by its `sources`, not by the producer alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from suluh.reading.packages import REFERENCE_FOLDER
from suluh.reading.safe_yaml import line_of
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.region import Regions
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings

_REGION = re.compile(r"\b(?:kota|kabupaten|kab|provinsi|prov)\s+[a-z]")


def check_producers(
    packages: Iterable[DataPackage], agencies: Mapping[str, Instansi], regions: Regions, settings: Settings
) -> list[Finding]:
    """P051 for each dataset whose `produsen` is neither its agency nor of the region's own government.

    No finding where `sources` names that producer too: the data is then published again, and it says so.
    """
    own = _own_places(regions, settings.wilayah)
    findings: list[Finding] = []
    for package in packages:
        agency = agencies.get(package.instansi)
        producer = package.text("produsen").strip()
        if agency is None or not producer or package.instansi == REFERENCE_FOLDER:
            continue
        if _is_own(_plain(producer), agency, agencies, own) or _is_source(producer, package):
            continue
        place = Place(package.descriptor_path, line=line_of(package.descriptor, "produsen"), field="produsen")
        details = {"instansi": agency.nama}
        findings.append(Finding("P051", place, Severity.WARNING, value=producer, details=details))
    return findings


def _is_own(producer: str, agency: Instansi, agencies: Mapping[str, Instansi], own: Sequence[str]) -> bool:
    """Whether the producer is the folder's agency, another one of the region, or a part of its government."""
    if _names(producer, agency):
        rest = _without(producer, agency)
        return not _REGION.search(rest) or any(place in _squeeze(rest) for place in own)
    if agency.is_supplier or _find_body(producer):
        return False
    elsewhere = _REGION.search(producer) and not any(place in _squeeze(producer) for place in own)
    if elsewhere:
        return False
    others = (agency for agency in agencies.values() if not agency.is_supplier)
    return any(_names(producer, other) for other in others) or _is_part(producer)


def _names(producer: str, agency: Instansi) -> bool:
    """Whether the text holds the agency's name, or its short one as a word, or is the greater part of it."""
    name, short = _plain(agency.nama), _plain(agency.nama_singkat)
    if name in producer or (short and re.search(rf"\b{re.escape(short)}\b", producer)):
        return True
    return " " in producer and producer in name


def _without(producer: str, agency: Instansi) -> str:
    for name in (_plain(agency.nama), _plain(agency.nama_singkat)):
        producer = producer.replace(name, " ") if name else producer
    return producer


def _is_part(producer: str) -> bool:
    words = (word for group in _words()["bagian_sendiri"] for word in group)
    return any(producer == word or producer.startswith(f"{word} ") for word in words)


def _find_body(text: str) -> int:
    """Number (from 1) of the body of the list that the text names; 0 for none."""
    for number, names in enumerate(_words()["lembaga_lain"], start=1):
        if any(re.search(rf"\b{re.escape(name)}\b", text) for name in names):
            return number
    return 0


def _is_source(producer: str, package: DataPackage) -> bool:
    """Whether one of the sources is the producer, by the same words or as the same body of the list."""
    plain = _plain(producer)
    body = _find_body(plain)
    for entry in _entries(package.descriptor.get("sources")):
        title = _plain(str(entry.get("title") or ""))
        if title and (title in plain or plain in title or (body and _find_body(title) == body)):
            return True
    return False


def _entries(value: object) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _own_places(regions: Regions, code: str) -> list[str]:
    """The region's name as it is written, squeezed; those of provinces are no own places of a city."""
    region = regions.get(code)
    if region is None:
        return []
    name = _squeeze(_plain(region.nama))
    return [name] if region.level == 2 else [f"provinsi{name}", f"prov{name}", name]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


def _squeeze(text: str) -> str:
    return text.replace(" ", "").replace("kab.", "kabupaten")


@cache
def _words() -> Mapping[str, Any]:
    return load_standard_file("words/produsen")
