"""Agencies and their activity reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from suluh.vocabulary.disclosure import Exclusion
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.package import JenisInformasi, Klasifikasi, StatusData
from suluh.vocabulary.reporting_duty import UNBOUNDED, ReportingDuty, Term


def name_report(agency: str, year: int | str, quarter: int | str) -> str:
    """A report's address under `/laporan/`: `dinas-sosial/2025-tw2`."""
    return f"{agency}/{year}-tw{quarter}"


@dataclass(frozen=True, slots=True)
class Instansi:
    """An agency (perangkat daerah), or with `jenis` `pusat` a body that only supplies data.

    `slug` is its address and folder name; `kode_wilayah` the region it governs, if one.
    `pemilik` is the forge's handle of who reviews what it submits, if one is named. `term` are the quarters
    that it reports on, where it began or ended within the site's.
    """

    slug: str
    nama: str
    jenis: str
    nama_singkat: str = ""
    kode_skpd: str = ""
    kode_wilayah: str = ""
    situs: str = ""
    surel: str = ""
    pemilik: str = ""
    term: Term = UNBOUNDED

    @property
    def short_name(self) -> str:
        """The short name where there is one, else the full name."""
        return self.nama_singkat or self.nama

    @property
    def is_supplier(self) -> bool:
        """Whether it only supplies data, from outside the region, and owes no report."""
        return self.jenis == "pusat"


def duty_of(agencies: Iterable[Instansi], first: Quarter | None) -> ReportingDuty:
    """Which quarters the agencies of a site owe, `first` being the site's first one."""
    return ReportingDuty(first, {agency.slug: agency.term for agency in agencies if agency.term != UNBOUNDED})


@dataclass(frozen=True, slots=True)
class Report:
    """An agency's activity report of one quarter, as read; `body` is untrusted Markdown.

    `exclusion` says why a report that is plainly not public is kept back; `title_shown` whether
    its title may stand in the list of exclusions. `former_names` are addresses that it had, as stated.
    """

    instansi: str
    tahun: int
    triwulan: int
    judul: str
    tanggal: date
    ringkasan: str
    klasifikasi: Klasifikasi
    status_data: StatusData
    jenis_informasi: JenisInformasi
    wilayah: tuple[str, ...]
    kegiatan: tuple[str, ...]
    body: str
    path: str
    exclusion: Exclusion | None = None
    title_shown: bool = False
    former_names: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its address under `/laporan/`: `dinas-sosial/2025-tw2`."""
        return name_report(self.instansi, self.tahun, self.triwulan)


@dataclass(frozen=True, slots=True)
class ReportTombstone:
    """What stands where a report was withdrawn: since when, and why. Its title is gone with its text."""

    instansi: str
    tahun: int
    triwulan: int
    date: date
    reason: str
    path: str
    former_names: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The address under `/laporan/` that the report had and the tombstone keeps."""
        return name_report(self.instansi, self.tahun, self.triwulan)


@dataclass(frozen=True, slots=True)
class ClearedReport:
    """A report that may be published. Only `clearing` makes these."""

    report: Report
