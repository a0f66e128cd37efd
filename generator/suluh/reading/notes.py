"""Where findings about one descriptor are gathered while it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.package import Klasifikasi


@dataclass(slots=True)
class Notes:
    """Findings about the file `path`; `resource` is the one being read, empty for the package."""

    path: str
    findings: list[Finding] = field(default_factory=list)
    resource: str = ""

    def add(
        self,
        code: str,
        *,
        field_name: str = "",
        value: str | None = None,
        line: int | None = None,
        **details: str,
    ) -> None:
        """Note an error."""
        place = Place(self.path, self.resource, line=line, field=field_name)
        self.findings.append(Finding(code, place, value=value, details=details))

    def warn(self, code: str, *, field_name: str = "", line: int | None = None, **details: str) -> None:
        """Note a warning."""
        place = Place(self.path, self.resource, line=line, field=field_name)
        self.findings.append(Finding(code, place, Severity.WARNING, details=details))

    def place(self) -> Place:
        """The descriptor itself, at the resource being read."""
        return Place(self.path, self.resource)


def read_klasifikasi(
    owner: Mapping[str, object], parent: Klasifikasi | None, notes: Notes, field_name: str = ""
) -> Klasifikasi:
    """Classification that `owner` states, never looser than its parent's; `rahasia` where it cannot be told.

    Only the exact words count. `parent` None means that it must be stated here.
    """
    if "klasifikasi" not in owner:
        if parent is None:
            notes.add("K001", field_name=field_name)
            return Klasifikasi.RAHASIA
        return parent
    stated = owner["klasifikasi"]
    line = line_of(owner, "klasifikasi")
    if not isinstance(stated, str) or stated not in list(Klasifikasi):
        notes.add("K002", field_name=field_name, value=_shown(stated), line=line)
        return Klasifikasi.RAHASIA
    own = Klasifikasi(stated)
    if parent is not None and own.strictness < parent.strictness:
        notes.add("K003", field_name=field_name, value=own, line=line, induk=parent.value)
        return parent
    return own


def _shown(value: object) -> str:
    return value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else repr(value)
