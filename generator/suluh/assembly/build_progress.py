"""How far a build is: the words that the command line shows and tests ignore."""

from __future__ import annotations

from typing import Protocol

from suluh.words.saying import N_, say_in

CHECKING = N_("Memeriksa data dan naskah")
FORESEEING = N_("Melihat apa yang akan menghentikan pembangunan")
COMPOSING = N_("Menyusun isi situs")
STAGING = N_("Menyiapkan bahan")
ENGINE = N_("Menata kerangka halaman")
PAGES = N_("Menulis halaman")
FILES = N_("Menulis berkas unduhan")
SEARCH = N_("Menyusun indeks pencarian")
LINKS = N_("Memeriksa tautan")
GATE = N_("Memeriksa isi berkas jadi")
SWAP = N_("Memasang situs")


WAITING = N_(
    "Menunggu pembangunan lain di proyek ini yang belum selesai: folder %(folder)s, proses %(process)s, "
    "%(minutes)s menit sejauh ini. Dua pembangunan tidak berjalan sekaligus; tekan Ctrl+C untuk batal."
)


class Progress(Protocol):
    """Told of each stage as it begins, and of each thing done within it."""

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins; `total` counts what it will do, 0 where nobody knows."""

    def advance(self, count: int = 1) -> None:
        """`count` more of the stage's things are done."""

    def tell(self, total: int, known: int) -> None:
        """How many things the stage had, and how many of them an earlier run had done already."""

    def wait(self, folder: str, process: int, minutes: int) -> None:
        """Another build has its turn: into which folder, by which process (0: not known), for how long."""


class SilentProgress:
    """Shows nothing. Whoever shows a part of it begins here."""

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins, with so many steps."""

    def advance(self, count: int = 1) -> None:
        """Steps are done."""

    def tell(self, total: int, known: int) -> None:
        """Of so many, so many were known."""

    def wait(self, folder: str, process: int, minutes: int) -> None:
        """Another build has its turn."""


SILENT: Progress = SilentProgress()
"""Says nothing."""


def say_waiting(language: str, folder: str, process: int, minutes: int) -> str:
    """What a build waits for, in a sentence."""
    number = str(process) if process else "?"
    return say_in(language, WAITING, folder=folder or "?", process=number, minutes=str(minutes))
