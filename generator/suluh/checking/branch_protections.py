"""Which protections of the published branch are missing, or cannot be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.protections import Guarded, State

PROTECTIONS: Mapping[str, tuple[str, Severity]] = {
    "permintaan": ("W013", Severity.ERROR),
    "persetujuan": ("W014", Severity.ERROR),
    "pemilik": ("W015", Severity.ERROR),
    "segar": ("W016", Severity.ERROR),
    "sendiri": ("W017", Severity.ERROR),
    "pemeriksaan": ("W018", Severity.ERROR),
    "mutakhir": ("W019", Severity.WARNING),
    "riwayat": ("W020", Severity.ERROR),
    "pengecualian": ("W021", Severity.ERROR),
    "orang_luar": ("W022", Severity.ERROR),
    "hak": ("W023", Severity.ERROR),
    "lingkungan": ("W024", Severity.ERROR),
    "rahasia": ("W025", Severity.WARNING),
}
"""Every protection, the code that says that it is missing, and how grave that is."""


def judge_protections(guarded: Guarded, states: Mapping[str, State]) -> list[Finding]:
    """A finding for each protection that is missing, and W026 for each that could not be seen."""
    place = Place(f"{guarded.forge}:{guarded.project}", field=guarded.branch)
    findings = []
    for name, (code, severity) in PROTECTIONS.items():
        state = states.get(name, State.UNKNOWN)
        details = {"cabang": guarded.branch, "pemeriksaan": _list_names(guarded.checks)}
        if state is State.MISSING:
            findings.append(Finding(code, place, severity, details=details))
        elif state is State.UNKNOWN:
            told = {**details, "perlindungan": f"@protection_{name}"}
            findings.append(Finding("W026", place, severity, details=told))
    return findings


def _list_names(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names) or "pipeline"
