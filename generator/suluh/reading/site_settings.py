"""The site's settings, read once and safely from `mkdocs.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from suluh.reading.clock import read_as_of, read_version_time
from suluh.reading.closed_settings import DEFAULT_CONTENT, close_settings, is_plain_text, shown
from suluh.reading.host_list import load_hosts
from suluh.reading.metadata_terms import find_license
from suluh.reading.own_type_files import find_proposed, read_own_types
from suluh.reading.paths import confined_file, is_link, read_text
from suluh.reading.safe_yaml import SIZE_LIMIT, line_of, load_yaml
from suluh.reading.site_looks import LOOKS_KEYS, read_looks
from suluh.reading.standard_definitions import define_brought_types
from suluh.reading.zones import zone_of
from suluh.vocabulary.findings import Finding, Place, Severity, has_errors
from suluh.vocabulary.limits import Limits
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.region import REGION_LEVELS
from suluh.vocabulary.reporting_duty import read_quarter
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.web_addresses import split_address

SETTINGS_FILE = "mkdocs.yml"
CACHE_FOLDER = ".suluh"
PLUGIN_KEYS = (
    "wilayah",
    "tingkat_wilayah",
    "kontak",
    "repositori",
    "pemilik",
    "lapor",
    "sering_dicari",
    "padanan_kata",
    "hosting",
    "content_dir",
    "datasets_dir",
    "ppid",
    "bahasa_lain",
    *LOOKS_KEYS,
    "batas",
    "per_tanggal",
    "mulai_melapor",
    "awalan_ocid",
    "lisensi_katalog",
    "panduan",
)
PPID_KEYS = ("nama", "alamat", "jam", "telepon", "surel", "situs", "atasan", "komisi")
"""Who answers requests for information: office, address, hours, ways to reach it, and who is above it."""
_MOST = 10**10
"""Of a limit: more than any machine has."""
_FOLDER = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
_EQUALS = re.compile(r"[\w .-]{1,60} = [\w .-]{1,60}")
_OWNER = re.compile(r"@[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)*")
_WEB_ADDRESS = re.compile(r"https://[^\s<>\"]+")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_OCID_PREFIX = re.compile(r"ocds-[a-z0-9]{6}")
_OCID_EXAMPLE = "ocds-213czf"
"""The prefix of the standard's own examples, which is nobody's."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_CONTACT = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+|https?://[^\s<>\"]+")


def read_settings(
    root: Path, *, settings_file: Path | None = None, as_of: date | None = None, **overrides: Any
) -> tuple[Settings | None, list[Finding]]:
    """Settings of the project in `root` (any path), or None with findings; `overrides` replace fields last.

    `settings_file` is read instead of the project's own `mkdocs.yml`, of which nothing is looked at then:
    a submission is judged and shown with settings that it did not write. What is kept between builds
    lies beside that file too, so that a submission cannot bring it along.

    `as_of` is the day that judges what is due, instead of today or the day that the settings name.

    An error beside settings is about what the engine would be told, or about a record type of the site's
    own: it is left out of them, and nothing may be built then. Whether `wilayah` is a known region is for
    checking to say; here it is only required.
    """
    root = root.resolve()
    place = Place(SETTINGS_FILE)
    source = settings_file.resolve() if settings_file else root / SETTINGS_FILE
    path, findings = confined_file(source.parent, "", source.name, place)
    if path is None:
        return None, [Finding("U001", place)] if findings[0].code == "F001" else findings
    text, findings = read_text(path, place, limit=SIZE_LIMIT)
    if text is None:
        return None, findings
    whole, findings = load_yaml(text, SETTINGS_FILE)
    if findings:
        return None, findings
    if not isinstance(whole, dict):
        return None, [Finding("F108", place)]
    told, refused = close_settings(whole, SETTINGS_FILE)
    reader = _SettingsReader(whole, told)
    looks, more = read_looks(reader.own, source.parent, SETTINGS_FILE)
    define_brought_types()
    own, faults = read_own_types(source.parent)
    settings = replace(reader.build(root, source), looks=looks, own_types=own)
    refused += [*more, *faults, *find_proposed(root, source.parent)]
    if has_errors(reader.findings):
        return None, [*reader.findings, *refused]
    when = read_as_of(zone_of(settings.wilayah), day=as_of, fixed=settings.fixed_day)
    version, told_of_time = read_version_time(root, when.zone)
    settings = replace(settings, build_time=version, day=when.day, zone=when.zone)
    return replace(settings, **overrides), [*reader.findings, *refused, *told_of_time]


class _SettingsReader:
    """Takes known keys out of the mapping, collecting findings on the way."""

    def __init__(self, whole: Mapping[str, Any], told: Mapping[str, Any]) -> None:
        self.whole = whole
        self.told = told
        self.findings: list[Finding] = []
        self.own = self._plugin_settings()

    def build(self, root: Path, source: Path) -> Settings:
        self._note_unknown()
        wilayah = self.own.get("wilayah")
        address = self._text(self.whole, "site_url")
        if address and not _is_web_address(address):
            self._invalid("site_url", self.whole, "@site_url")
        theme = self.told.get("theme")
        language = theme.get("language", "id") if isinstance(theme, dict) else "id"
        address = address if not address or address.endswith("/") else f"{address}/"
        return Settings(
            root=root,
            site_name=self._text(self.whole, "site_name", required=True),
            wilayah=self._text({**self.own, "wilayah": _as_code(wilayah)}, "wilayah", required=True),
            region_depth=self._region_depth(),
            site_url=address,
            site_description=self._text(self.whole, "site_description"),
            language=language,
            content_dir=self._source(root, "content_dir", DEFAULT_CONTENT),
            datasets_dir=self._source(root, "datasets_dir", "datasets"),
            site_dir=root / self._folder(self.whole, "site_dir", "site"),
            cache_dir=source.parent / CACHE_FOLDER,
            kontak=self._shaped("kontak", _CONTACT, "@contact"),
            repositori=self._text(self.own, "repositori"),
            ppid=self._ppid(),
            limits=self._limits(),
            languages=self._languages(language, address),
            pemilik=self._shaped("pemilik", _OWNER, "@owner"),
            lapor=self._shaped("lapor", _WEB_ADDRESS, "@web_address"),
            sering_dicari=self._texts("sering_dicari"),
            padanan_kata=self._equals(),
            hosting=self._hosting(),
            guides=self._guides(),
            fixed_day=self._day("per_tanggal"),
            first_quarter=self._quarter("mulai_melapor"),
            ocid_prefix=self._ocid_prefix(),
            catalog_license=self._catalog_license(),
            settings_file=source,
            engine_settings=self.told,
        )

    def _plugin_settings(self) -> Mapping[str, Any]:
        """What stands under `plugins: suluh:`, whether plugins are a list or a mapping."""
        plugins = self.whole.get("plugins")
        entries = plugins if isinstance(plugins, list) else [plugins]
        for entry in entries:
            if isinstance(entry, dict) and isinstance(entry.get("suluh"), dict):
                own: Mapping[str, Any] = entry["suluh"]
                return own
        return {}

    def _note_unknown(self) -> None:
        for key in self.own:
            if key not in PLUGIN_KEYS:
                place = Place(SETTINGS_FILE, line=line_of(self.own, key), field=key)
                self.findings.append(
                    Finding("U005", place, Severity.WARNING, details={"dikenal": ", ".join(PLUGIN_KEYS)})
                )

    def _text(self, mapping: Mapping[str, Any], key: str, *, required: bool = False) -> str:
        value = mapping.get(key)
        if value is None or value == "":
            if required:
                self.findings.append(Finding("U002", Place(SETTINGS_FILE, field=key)))
            return ""
        line = " ".join(value.split("\n")).strip() if isinstance(value, str) else ""
        if not is_plain_text(line) or not isinstance(value, str):
            self._invalid(key, mapping, "@text")
            return ""
        return line

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self.own.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self._invalid(key, self.own, "@text_list")
            return ()
        return tuple(value)

    def _equals(self) -> tuple[str, ...]:
        """`padanan_kata`: lines such as `got = drainase`."""
        lines = self._texts("padanan_kata")
        if not all(_EQUALS.fullmatch(line) for line in lines):
            self._invalid("padanan_kata", self.own, "@equal_words")
            return ()
        return lines

    def _folder(self, mapping: Mapping[str, Any], key: str, default: str) -> str:
        value = mapping.get(key, default)
        if not isinstance(value, str) or not _FOLDER.fullmatch(value):
            self._invalid(key, mapping, "@folder")
            return default
        return value

    def _source(self, root: Path, key: str, default: str) -> Path:
        """A folder that is read: F005 where a part of its path is a link, which may lead anywhere."""
        folder = self._folder(self.own, key, default)
        parts = folder.split("/")
        here = ["/".join(parts[: number + 1]) for number in range(len(parts) - 1)]
        if any(is_link(root / name) for name in here):
            place = Place(SETTINGS_FILE, line=line_of(self.own, key), field=key)
            self.findings.append(Finding("F005", place, value=folder, details={"jalur": folder}))
        return root / folder

    def _shaped(self, key: str, shape: re.Pattern[str], expected: str) -> str:
        """One of our own settings as text of a given shape, or empty."""
        text = self._text(self.own, key)
        if text and not shape.fullmatch(text):
            self._invalid(key, self.own, expected)
        return text

    def _hosting(self) -> str:
        """`hosting`: one of the hosts whose limits are known, or empty."""
        text = self._text(self.own, "hosting")
        if text and text not in load_hosts():
            self._invalid("hosting", self.own, "@hosting")
            return ""
        return text

    def _guides(self) -> bool:
        """`panduan`: false leaves out the guides that come with the package."""
        value = self.own.get("panduan", True)
        if not isinstance(value, bool):
            self._invalid("panduan", self.own, "@own_benar_salah")
            return True
        return value

    def _region_depth(self) -> int:
        """The lowest level of regions that have pages, 1 to 4; all four where none is named."""
        text = self._text(self.own, "tingkat_wilayah")
        if text and text not in REGION_LEVELS:
            self._invalid("tingkat_wilayah", self.own, "@region_level")
        return REGION_LEVELS.index(text) + 1 if text in REGION_LEVELS else len(REGION_LEVELS)

    def _day(self, key: str) -> date | None:
        """One of our own settings as a day, written `2026-01-31`; None where it is left out or is none."""
        text = self._shaped(key, _DAY, "@day")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self._invalid(key, self.own, "@day")
            return None

    def _quarter(self, key: str) -> Quarter | None:
        """One of our own settings as a quarter, written `2026-tw3`; None where it is left out or is none."""
        text = self._text(self.own, key)
        quarter = read_quarter(text)
        if text and quarter is None:
            self._invalid(key, self.own, "@quarter")
        return quarter

    def _ocid_prefix(self) -> str:
        """The registered prefix of Open Contracting ids; U017 for what cannot be one."""
        prefix = self._text(self.own, "awalan_ocid")
        if not prefix or (_OCID_PREFIX.fullmatch(prefix) and prefix != _OCID_EXAMPLE):
            return prefix
        place = Place(SETTINGS_FILE, line=line_of(self.own, "awalan_ocid"), field="awalan_ocid")
        self.findings.append(Finding("U017", place, value=shown(prefix)))
        return ""

    def _catalog_license(self) -> str:
        """`lisensi_katalog`: the licence of the catalogue's own descriptions, by a name that is known."""
        text = self._text(self.own, "lisensi_katalog")
        known = find_license(text)
        if text and not (known and known.address):
            self._invalid("lisensi_katalog", self.own, "@license_name")
            return ""
        return text

    def _limits(self) -> Limits:
        """`batas`: cells of all tables, and minutes of a check; what is left out is as it always is."""
        value = self.own.get("batas")
        if value is None:
            return Limits()
        whole = isinstance(value, dict) and set(value) <= {"sel", "menit"}
        if not whole or not all(type(entry) is int and 0 < entry < _MOST for entry in value.values()):
            self._invalid("batas", self.own, "@limits")
            return Limits()
        known = Limits()
        return Limits(
            value.get("sel", known.cells), 60 * value["menit"] if "menit" in value else known.seconds
        )

    def _ppid(self) -> Mapping[str, str]:
        value = self.own.get("ppid")
        if value is None:
            return {}
        known = isinstance(value, dict) and not set(value) - set(PPID_KEYS)
        if not known or not all(isinstance(entry, str) for entry in value.values()):
            self._invalid("ppid", self.own, "@ppid")
            return {}
        return {key: value[key] for key in PPID_KEYS if value.get(key)}

    def _languages(self, own: str, address: str) -> Mapping[str, str]:
        """The addresses of the site by language, its own first; the others stand in `bahasa_lain`."""
        value = self.own.get("bahasa_lain")
        if value is None:
            return {}
        others = dict(value) if isinstance(value, dict) else {}
        known = all(
            isinstance(entry, str) and _LANGUAGE.fullmatch(str(name)) and _WEB_ADDRESS.fullmatch(entry)
            for name, entry in others.items()
        )
        if not others or not known or not address or own in others:
            self._invalid("bahasa_lain", self.own, "@languages")
            return {}
        return {own: address, **{name: f"{entry.rstrip('/')}/" for name, entry in others.items()}}

    def _invalid(self, key: str, mapping: Mapping[str, Any], expected: str) -> None:
        place = Place(SETTINGS_FILE, line=line_of(mapping, key), field=key)
        self.findings.append(
            Finding("U003", place, value=shown(mapping.get(key)), details={"harapan": expected})
        )


def _is_web_address(text: str) -> bool:
    """Whether a text is an address of the web that can be taken apart."""
    return bool(re.fullmatch(r"https?://[^\s<>\"]+", text) and split_address(text).hostname)


def _as_code(value: object) -> object:
    """A region code that YAML read as an integer (`74`) is still a code."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
