"""What is due and what is there, as facts: quarters, written reports, official documents, datasets.

A quarter's realisation and a written report are counted as on the pages that say who reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suluh.measuring.owed_documents import Owed, Presence
from suluh.measuring.release_calendar import Due, Release
from suluh.vocabulary.facts import NOW, Fact, FactMaker, in_quarter, in_year, within
from suluh.vocabulary.package import StatusData

_THERE = {
    Release.REALISASI: "instansi_lengkap",
    Release.LAPORAN: "laporan_kegiatan_masuk",
    Release.DOKUMEN: "dokumen_diumumkan",
}
_ALL = {
    Release.REALISASI: "instansi_ditunggu",
    Release.LAPORAN: "banyak_instansi",
    Release.DOKUMEN: "dokumen_ditunggu",
}


@dataclass(frozen=True, slots=True)
class DueFacts:
    """One thing that is due: how many handed it in, of how many, and how late it came or is.

    A dataset is there or not, and counts nobody: KeyError.
    """

    due: Due

    @property
    def there(self) -> Fact:
        """How many of those who owe it have handed it in."""
        return self._maker.make(_THERE[self.due.release], self.due.there)

    @property
    def all(self) -> Fact:
        """How many owe it; a written report is owed by all agencies that there are."""
        maker = FactMaker(NOW) if self.due.release is Release.LAPORAN else self._maker
        return maker.make(_ALL[self.due.release], self.due.all)

    @property
    def late(self) -> Fact:
        """How many days after its last day it came."""
        document = self.due.release is Release.DOKUMEN
        return self._maker.make("hari_terlambat_dokumen" if document else "hari_terlambat", self.due.late)

    @property
    def overdue(self) -> Fact:
        """How many days ago its last day was, of what is not there."""
        return self._maker.make("hari_lewat", self.due.late)

    @property
    def _maker(self) -> FactMaker:
        due = self.due
        status = StatusData.SIMULASI if due.simulated else StatusData.SEMENTARA
        if due.release in (Release.REALISASI, Release.LAPORAN):
            return FactMaker(in_quarter(due.year, int(due.name)), status=status)
        if due.release is Release.DOKUMEN:
            return _of_kind(due.year, due.name, status)
        return FactMaker(in_year(due.year), within(("dataset", due.name)), status)


@dataclass(frozen=True, slots=True)
class OwedFacts:
    """One kind of document of one year: how many of its owners announced it, and how late."""

    owed: Owed
    status: StatusData

    @property
    def there(self) -> Fact:
        """How many owners have one that can be read."""
        return self._maker.make("dokumen_diumumkan", self.owed.present)

    @property
    def all(self) -> Fact:
        """How many owners owe one."""
        return self._maker.make("dokumen_ditunggu", self.owed.expected)

    @property
    def late(self) -> Fact:
        """How many days after its last day the last of them came."""
        return self._maker.make("hari_terlambat_dokumen", self.owed.late)

    @property
    def overdue(self) -> Fact:
        """How many days ago its last day was, of what is not there."""
        return self._maker.make("hari_lewat", self.owed.late)

    @property
    def listed(self) -> Fact:
        """How many documents of the kind are listed, those without a link too."""
        return self._maker.make("dokumen_tercatat", len(self.owed.documents))

    @property
    def _maker(self) -> FactMaker:
        return _of_kind(self.owed.year, self.owed.kind.name, self.status)


def _of_kind(year: int, kind: str, status: StatusData) -> FactMaker:
    return FactMaker(in_year(year), within(("jenis", kind)), status)


_STANDING = {
    "dokumen_wajib_diumumkan": (Presence.ADA, Presence.TERLAMBAT),
    "dokumen_wajib_sebagian": (Presence.SEBAGIAN,),
    "dokumen_wajib_belum": (Presence.BELUM,),
    "dokumen_wajib_nanti": (Presence.NANTI,),
}


@dataclass(frozen=True, slots=True)
class OwedOfYear:
    """The documents that are owed for a year, counted by how they stand."""

    owed: Sequence[Owed]
    maker: FactMaker

    @property
    def all(self) -> Fact:
        """How many kinds there are."""
        return self.maker.make("dokumen_wajib", len(self.owed))

    def count(self, what: str) -> Fact:
        """How many stand so, by the name of the formula. KeyError for none."""
        return self.maker.make(what, sum(owed.state in _STANDING[what] for owed in self.owed))
