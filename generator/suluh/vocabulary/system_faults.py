"""What the system says of a file or a port that it refuses, as a detail that any language can tell."""

from __future__ import annotations

import errno

from suluh.vocabulary.findings import Counted, Detail

KNOWN = frozenset(
    (
        *("EACCES", "EADDRINUSE", "EADDRNOTAVAIL", "ECONNREFUSED", "EEXIST", "EISDIR", "ENOENT", "ENOSPC"),
        *("ENOTDIR", "EPERM", "EROFS"),
    )
)
"""Those with a phrase of their own: `fault_enoent` and so on in `standards/findings.yaml`."""


def name_fault(fault: OSError) -> Detail:
    """Why, for a finding's details: the system itself speaks its own language, and not the reader's."""
    reason = getattr(fault, "reason", None)
    if isinstance(reason, OSError):  # what an address did not answer for
        fault = reason
    name = errno.errorcode.get(fault.errno or 0, "")
    if name in KNOWN:
        return f"@fault_{name.lower()}"
    answered = getattr(fault, "code", None)
    if isinstance(answered, int):
        return Counted(answered, "fault_of_host")
    return Counted(fault.errno, "fault_number") if fault.errno else "@fault_unknown"
