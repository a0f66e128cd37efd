"""The sections of a site in their order, and the record types that each is there for.

A new section is one line here and one in `rendering/pages/__init__.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

_THREAD = ("rencana", "anggaran", "realisasi")


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of addresses. One with `standards` is there only where such records were submitted."""

    name: str
    standards: tuple[str, ...] = ()
    mixed: bool = False

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
    Section("anggaran", _THREAD),
    Section("tpad", ("dokumen",)),
    Section("pengadaan", ("pengadaan",)),
    Section("alur", _THREAD),
    Section("kegiatan", ("kegiatan",)),
    Section("evaluasi", _THREAD),
    Section("dasbor", _THREAD),
    Section("kepatuhan", _THREAD),
    Section("kinerja", ("indikator", "capaian", "indeks")),
    Section("layanan", ("layanan", "perizinan")),
    Section("aduan", ("aduan",)),
    Section("kehadiran", ("kehadiran",)),
    Section("profil", ("profil_desa",)),
    Section("kalender", ("dokumen", *_THREAD)),
    Section("data"),
    Section("standar"),
    Section("laporan"),
    Section("tentang", mixed=True),
)
"""In the order of a navigation that nobody wrote. `mixed` has hand-written pages beside generated ones."""

GENERATED = tuple(one for one in SECTIONS if one.name != HOME and not one.mixed)
"""Sections in which every address belongs to generated pages."""


def standards_of(name: str) -> tuple[str, ...]:
    """The record types that a section shows; `()` for one that every site has."""
    return next((one.standards for one in SECTIONS if one.name == name), ())
