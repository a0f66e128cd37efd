"""What may be wrong with a cluster, as findings: each tells what to do about it."""

from __future__ import annotations

from suluh.sharing import SharingFault
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.system_faults import name_fault


def not_reached(address: str) -> SharingFault:
    """S030: nobody answers at the address, or its answers cannot be understood."""
    return SharingFault(Finding("S030", Place(), value=address))


def nobody_works(address: str) -> SharingFault:
    """S031: the scheduler has no workers, or those that it had are gone and do not come back."""
    return SharingFault(Finding("S031", Place(), value=address))


def other_generator(worker: str) -> SharingFault:
    """S032: a worker's Suluh, Python or libraries are not those of this machine."""
    return SharingFault(Finding("S032", Place(), value=worker))


def no_store(url: str, fault: Exception) -> SharingFault:
    """S033: the store cannot be written or read, or gave other bytes than were put there."""
    told = name_fault(fault) if isinstance(fault, OSError) and fault.errno else type(fault).__name__
    return SharingFault(Finding("S033", Place(), value=url, details={"pesan": told}))
