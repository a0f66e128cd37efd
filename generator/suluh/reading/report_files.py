"""Activity reports: `content/laporan/<instansi>/<tahun>-tw<1..4>.md`, front matter and prose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from suluh.reading.disclosure_keys import EXCLUSION_KEYS, TITLE_SHOWN, read_exclusion
from suluh.reading.front_matter import split_front_matter
from suluh.reading.key_likeness import closes_by_answer, find_nearest, is_closing_value, looks_closing
from suluh.reading.notes import Notes, read_klasifikasi
from suluh.reading.paths import is_link, list_folder, read_text, relative_path
from suluh.reading.safe_yaml import line_of
from suluh.reading.standard_list import load_standard
from suluh.vocabulary.findings import MASK, Finding, Place, Severity
from suluh.vocabulary.package import FORMER_NAMES, JenisInformasi, Klasifikasi, StatusData
from suluh.vocabulary.reports import Report
from suluh.vocabulary.settings import Settings

REPORTS_FOLDER = "laporan"
REPORT_LIMIT = 256 * 1024
STONE_SUFFIX = ".nisan.yaml"
"""Ends the name of the tombstone that stands in a withdrawn report's place."""
_FILE_NAME = re.compile(r"([0-9]{4})-tw([1-4])(\.md|\.nisan\.yaml)")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ReportFile:
    """Where a report lies and what its place says of it."""

    path: str
    instansi: str
    tahun: int
    triwulan: int


def read_reports(settings: Settings) -> tuple[list[Report], list[Finding]]:
    """All reports by path, with findings; one whose front matter is broken is not among them."""
    folder = settings.content_dir / REPORTS_FOLDER
    reports: list[Report] = []
    findings: list[Finding] = []
    if is_link(folder):
        return [], [_link(settings, folder)]
    for agency in list_folder(folder):
        if is_link(agency):
            findings.append(_link(settings, agency))
        elif not agency.is_dir():
            findings.append(_misplaced(settings, agency))
        else:
            for path in list_folder(agency):
                report, more = _read_entry(settings, path)
                reports += [report] if report else []
                findings += more
    return reports, findings


def _read_entry(settings: Settings, path: Path) -> tuple[Report | None, list[Finding]]:
    if is_link(path):
        return None, [_link(settings, path)]
    match = _FILE_NAME.fullmatch(path.name)
    if not path.is_file() or not match:
        return None, [_misplaced(settings, path)]
    if match[3] == STONE_SUFFIX:
        return None, []  # `report_tombstones` reads it
    if path.with_suffix(STONE_SUFFIX).exists():
        return None, [Finding("L012", Place(relative_path(settings.root, path)))]
    return read_report_file(settings, path)


def read_report_file(settings: Settings, path: Path) -> tuple[Report | None, list[Finding]]:
    """The report in a file that is named as one."""
    place = Place(relative_path(settings.root, path))
    text, findings = read_text(path, place, limit=REPORT_LIMIT)
    if text is None:
        return None, findings
    year, quarter = path.stem.split("-tw")
    return read_report(text, ReportFile(place.path, path.parent.name, int(year), int(quarter)))


def read_report(text: str, file: ReportFile) -> tuple[Report | None, list[Finding]]:
    """The report in `text`, or None where its front matter is missing, broken or incomplete."""
    raw, body, findings = split_front_matter(text, file.path)
    if findings:
        return None, findings
    if raw is None:
        return None, [Finding("L002", Place(file.path, line=1))]
    reader = _FrontMatterReader(raw, file)
    report = reader.build(body)
    return report, reader.notes.findings


class _FrontMatterReader:
    """Takes the closed list of keys out of a front matter, noting what is missing, unknown or wrong."""

    def __init__(self, raw: Mapping[str, Any], file: ReportFile) -> None:
        self.raw = raw
        self.file = file
        self.notes = Notes(file.path)
        self.public = raw.get("klasifikasi") == Klasifikasi.PUBLIK.value

    def build(self, body: str) -> Report | None:
        self._compare_keys()
        klasifikasi = Klasifikasi.RAHASIA
        if self.raw.get("klasifikasi") is not None and not self._is_refused():
            klasifikasi = read_klasifikasi(self.raw, None, self.notes, "klasifikasi")
        self._agree("instansi", self.file.instansi)
        self._agree("tahun", self.file.tahun)
        self._agree("triwulan", self.file.triwulan)
        report = Report(
            instansi=self.file.instansi,
            tahun=self.file.tahun,
            triwulan=self.file.triwulan,
            judul=self._text("judul"),
            tanggal=self._date("tanggal"),
            ringkasan=self._text("ringkasan"),
            klasifikasi=klasifikasi,
            status_data=self._word("status_data", StatusData.SIMULASI),
            jenis_informasi=self._word("jenis_informasi", JenisInformasi.BERKALA),
            wilayah=self._codes("wilayah"),
            kegiatan=self._codes("kegiatan"),
            body=body,
            path=self.file.path,
            exclusion=read_exclusion(self.raw)
            if self.raw.get("klasifikasi") == klasifikasi and not self.public
            else None,
            title_shown=self.raw.get("judul_boleh_tampil") is True,
            former_names=self._former_names(),
        )
        return None if any(finding.code in ("L003", "L005") for finding in self.notes.findings) else report

    def _compare_keys(self) -> None:
        standard = load_standard(REPORTS_FOLDER)
        known = [field["name"] for field in standard["fields"]]
        for key in standard["wajib"]:
            if self.raw.get(key) in (None, "", []):
                self.notes.add("L003", field_name=key)
        for key in self.raw:
            line = line_of(self.raw, key)
            if says_closed(key, self.raw[key], known=key in known):
                self.notes.add("K006", field_name=key, line=line, letak="-")
            elif key not in known:
                near = find_nearest(key, known) or "-"
                self.notes.add("L004", field_name=key, line=line, ada=", ".join(known), mirip=near)
        grounds = [key for key in (*EXCLUSION_KEYS, TITLE_SHOWN) if self.raw.get(key)] if self.public else []
        if grounds:
            line = line_of(self.raw, grounds[0])
            self.notes.add("K007", field_name=grounds[0], line=line, kunci=", ".join(grounds), letak="-")

    def _is_refused(self) -> bool:
        """Whether a key is unknown or means to close: then nothing of the report is public."""
        return any(finding.code in ("L004", "K006", "K007") for finding in self.notes.findings)

    def _agree(self, key: str, place: str | int) -> None:
        """What the front matter says must be what the file's place says."""
        stated = self.raw.get(key)
        if stated is None or str(stated) == str(place):
            return
        self.notes.add(
            "L006", field_name=key, value=self._shown(stated), line=line_of(self.raw, key), tempat=str(place)
        )

    def _text(self, key: str) -> str:
        value = self.raw.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is not None and not isinstance(value, str):
            self._invalid(key, "@text")
        return value if isinstance(value, str) else ""

    def _date(self, key: str) -> date:
        value = self.raw.get(key)
        try:
            if isinstance(value, str) and _ISO_DATE.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        if value is not None:
            self._invalid(key, "@date_example")
        return date(self.file.tahun or 1, 1, 1)

    def _word(self, key: str, default: Word) -> Word:
        value = self.raw.get(key)
        for word in type(default):
            if value == word.value:
                return word
        if value is not None:
            self._invalid(key, ", ".join(type(default)))
        return default

    def _codes(self, key: str) -> tuple[str, ...]:
        """A list of codes; an integer such as `74` is the code it looks like."""
        value = self.raw.get(key)
        entries = value if isinstance(value, list) else [] if value is None else [value]
        codes = [
            str(entry) if isinstance(entry, int) and not isinstance(entry, bool) else entry
            for entry in entries
        ]
        if not all(isinstance(code, str) for code in codes):
            self._invalid(key, "@code_list")
            return ()
        return tuple(codes)

    def _former_names(self) -> tuple[str, ...]:
        """The entries as they stand; anything but a list is one entry that is no address."""
        value = self.raw.get(FORMER_NAMES, [])
        return tuple(map(str, value if isinstance(value, list) else [value]))

    def _invalid(self, key: str, expected: str) -> None:
        value = self._shown(self.raw.get(key))
        self.notes.add("L005", field_name=key, value=value, line=line_of(self.raw, key), harapan=expected)

    def _shown(self, value: object) -> str:
        return str(value) if self.public else MASK


def says_closed(key: str, value: object, *, known: bool) -> bool:
    """Whether a key of a report other than `klasifikasi` means to close it."""
    if not known:
        return looks_closing(key) or closes_by_answer(key, value) or is_closing_value(value)
    return key not in ("klasifikasi", "judul") and is_closing_value(value, strict=False)


def _misplaced(settings: Settings, path: Path) -> Finding:
    severity = Severity.ERROR if path.suffix.lower() in (".md", "") else Severity.WARNING
    place = Place(relative_path(settings.root, path))
    return Finding("L001" if severity is Severity.ERROR else "L009", place, severity)


def _link(settings: Settings, path: Path) -> Finding:
    return Finding("F005", Place(relative_path(settings.root, path)), details={"jalur": path.name})
