"""What is said of an installed package of record types that cannot be used."""

from __future__ import annotations

from suluh.record_types import BrokenPackageError, who_brings
from suluh.words.saying import say_in


def say_broken(fault: BrokenPackageError, language: str) -> str:
    """Which package, what is wrong and what to do, as one line in a language."""
    return say_in(
        language,
        "Paket %(package)s, yang dipasang di samping Suluh lewat titik masuk suluh.record_types, "
        "tidak dapat dipakai: %(fault)s. Perbaiki atau copot paket itu. Data Anda belum diperiksa.",
        package=fault.package,
        fault=fault.fault.rstrip("."),
    )


def blame_package(fault: Exception, module: str) -> BrokenPackageError | None:
    """The fault as that of the package that brings `module`, where it arose; None where none brings it.

    Such a message may quote a cell, so that only its kind is told.
    """
    if isinstance(fault, BrokenPackageError):
        return fault
    brought = who_brings(module.partition(":")[0])
    return BrokenPackageError(brought, f"{type(fault).__name__}, {module}") if brought else None
