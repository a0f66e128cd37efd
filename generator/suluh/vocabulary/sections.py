"""The sections of a site in their order, and the record types that each is there for.

A new section is one line here and one in `rendering/site_pages.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

_THREAD = ("rencana", "anggaran", "realisasi")


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of addresses. One with `standards` is there only where such records were submitted.

    `beside` names the section under whose tab it stands in a navigation that nobody wrote.
    """

    name: str
    standards: tuple[str, ...] = ()
    mixed: bool = False
    beside: str = ""

    @property
    def address(self) -> str:
        """Where its first page is, from the site's root."""
        return "" if self.name == HOME else f"{self.name}/"


HOME = "beranda"

SECTIONS = (
    Section(HOME),
    Section("wilayah"),
    Section("instansi"),
    Section("rencana", ("tujuan", "dokumen", "rencana")),
    Section("usulan", ("usulan",)),
    Section("anggaran", (*_THREAD, "jumlah_anggaran")),
    Section("tpad", ("dokumen",), beside="rencana"),
    Section("pengadaan", ("pengadaan",), beside="anggaran"),
    Section("alur", _THREAD),
    Section("kegiatan", ("kegiatan",), beside="alur"),
    Section("evaluasi", _THREAD),
    Section("dasbor", _THREAD, beside="evaluasi"),
    Section("kepatuhan", _THREAD, beside="evaluasi"),
    Section("kinerja", ("indikator", "capaian", "indeks"), beside="evaluasi"),
    Section("layanan", ("layanan", "perizinan")),
    Section("aduan", ("aduan",), beside="layanan"),
    Section("kehadiran", ("kehadiran",), beside="layanan"),
    Section("profil", ("profil_desa",), beside="wilayah"),
    Section("kalender", ("dokumen", *_THREAD), beside="rencana"),
    Section("data"),
    Section("standar", beside="data"),
    Section("laporan", beside="alur"),
    Section("tentang", mixed=True),
)
"""In the order of a navigation that nobody wrote. `mixed` has hand-written pages beside generated ones."""

GENERATED = tuple(one for one in SECTIONS if one.name != HOME and not one.mixed)
"""Sections in which every address belongs to generated pages."""


def tab_of(name: str) -> str:
    """The section under whose tab another stands: its own for most."""
    return next((one.beside for one in SECTIONS if one.name == name), "") or name


def standards_of(name: str) -> tuple[str, ...]:
    """The record types that a section shows; `()` for one that every site has."""
    return next((one.standards for one in SECTIONS if one.name == name), ())
