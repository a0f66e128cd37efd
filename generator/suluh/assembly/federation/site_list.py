"""`situs.yaml`: which sites are seen as one, in a closed list of keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from suluh.reading.region_list import load_regions
from suluh.reading.safe_yaml import line_of, load_yaml
from suluh.vocabulary.federation import ListedSite, SiteKind, SiteList
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.region import NATION
from suluh.vocabulary.system_faults import name_fault
from suluh.vocabulary.web_addresses import is_safe_address

SIZE_LIMIT = 2 * 1024 * 1024
NODE_LIMIT = 60_000
KEYS = ("wilayah", "judul", "alamat", "kontak", "instansi", "penanda_tangan", "indikator", "situs")
REQUIRED = ("wilayah", "judul", "kontak", "instansi", "situs")
SITE_KEYS = ("wilayah", "alamat", "jenis")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"?#]+")
_INDICATOR = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_site_list(path: Path) -> tuple[SiteList | None, list[Finding]]:
    """The list; None with B001 for each key that is none of ours, or no text, address, code or kind."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        return None, [Finding("B001", Place(path.name), details={"masalah": name_fault(fault)})]
    except UnicodeDecodeError:
        return None, [Finding("B001", Place(path.name), details={"masalah": "@not_utf8"})]
    raw, findings = load_yaml(text, path.name, size_limit=SIZE_LIMIT, node_limit=NODE_LIMIT)
    if findings:
        return None, findings
    if not isinstance(raw, Mapping):
        return None, [Finding("B001", Place(path.name), details={"masalah": "@mapping"})]
    reader = _Reader(path.name)
    listed = reader.read(raw)
    return (None, reader.findings) if reader.findings else (listed, [])


class _Reader:
    """Takes the list apart, noting what does not fit."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.regions = load_regions()

    def read(self, raw: Mapping[str, Any]) -> SiteList:
        self._refuse_strangers(raw, KEYS)
        for key in REQUIRED:
            if key not in raw:
                self._note(raw, key, "@missing_entry")
        home = self._region(raw, "wilayah") if "wilayah" in raw else ""
        sites = self._sites(raw.get("situs", []), home)
        return SiteList(
            region=home,
            title=self._text(raw, "judul"),
            address=self._address(raw, "alamat") if "alamat" in raw else "",
            contact=self._text(raw, "kontak"),
            publisher=self._text(raw, "instansi"),
            sites=sites,
            indicators=self._indicators(raw),
            signers=self._text(raw, "penanda_tangan"),
        )

    def _sites(self, entries: object, home: str) -> tuple[ListedSite, ...]:
        if not isinstance(entries, list) or not entries:
            self.findings.append(
                Finding("B001", Place(self.name, field="situs"), details={"masalah": "@site_list"})
            )
            return ()
        sites: dict[str, ListedSite] = {}
        for entry in entries:
            if not isinstance(entry, Mapping):
                self.findings.append(
                    Finding("B001", Place(self.name, field="situs"), details={"masalah": "@site_list"})
                )
                continue
            self._refuse_strangers(entry, SITE_KEYS)
            site = ListedSite(
                self._region(entry, "wilayah"), self._address(entry, "alamat"), self._kind(entry)
            )
            if site.address in sites and site.address:
                self._note(entry, "alamat", "@listed_twice")
            if not _lies_within(site.region, home):
                self._note(entry, "wilayah", "@outside_region")
            sites[site.address] = site
        return tuple(sites.values())

    def _refuse_strangers(self, raw: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in raw:
            if key not in known:
                place = Place(self.name, line=line_of(raw, key), field=str(key))
                details = {"masalah": "@not_known_key"}
                self.findings.append(Finding("B001", place, value=str(key), details=details))

    def _region(self, raw: Mapping[str, Any], key: str) -> str:
        value = raw.get(key)
        code = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(code, str) or code not in self.regions or code.count(".") > 1:
            self._note(raw, key, "@region_code")
            return ""
        return code

    def _address(self, raw: Mapping[str, Any], key: str) -> str:
        value = raw.get(key)
        if not isinstance(value, str) or not _WEB_ADDRESS.fullmatch(value) or not is_safe_address(value):
            self._note(raw, key, "@web_address")
            return ""
        return value if value.endswith("/") else f"{value}/"

    def _kind(self, raw: Mapping[str, Any]) -> SiteKind:
        value = raw.get("jenis", SiteKind.SULUH.value)
        if value not in {kind.value for kind in SiteKind}:
            self._note(raw, "jenis", "@site_kind")
            return SiteKind.SULUH
        return SiteKind(value)

    def _text(self, raw: Mapping[str, Any], key: str) -> str:
        value = raw.get(key, "")
        if not isinstance(value, str):
            self._note(raw, key, "@text")
            return ""
        return " ".join(value.split())

    def _indicators(self, raw: Mapping[str, Any]) -> tuple[str, ...]:
        value = raw.get("indikator", [])
        if not isinstance(value, list) or not all(
            isinstance(key, str) and _INDICATOR.fullmatch(key) for key in value
        ):
            self._note(raw, "indikator", "@text_list")
            return ()
        return tuple(dict.fromkeys(value))

    def _note(self, raw: Mapping[str, Any], key: str, problem: str) -> None:
        value = raw.get(key)
        place = Place(self.name, line=line_of(raw, key), field=key)
        shown = str(value) if isinstance(value, str | int) else ""
        self.findings.append(Finding("B001", place, value=shown, details={"masalah": problem}))


def _lies_within(code: str, home: str) -> bool:
    return not code or not home or home in (NATION, code) or code.startswith(f"{home}.")
