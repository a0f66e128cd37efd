"""Where findings about one descriptor are gathered while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from suluh.reading.key_likeness import private_spelling
from suluh.reading.known_keys import levels_of
from suluh.reading.safe_yaml import line_of
from suluh.reading.unknown_keys import Stray, StrayKind
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.package import Klasifikasi


@dataclass(slots=True)
class Notes:
    """Findings about the file `path`; `resource` is the one being read, empty for the package.

    `strays` are all keys found that do not belong.
    """

    path: str
    findings: list[Finding] = field(default_factory=list)
    resource: str = ""
    strays: list[Stray] = field(default_factory=list)

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

    def refuse(self, strays: Iterable[Stray], files: Mapping[str, str] | None = None) -> None:
        """Note stray keys, each with the code of its kind; `files` name those that a first key stands for."""
        for stray in strays:
            self.strays.append(stray)
            if not stray.told_elsewhere:
                path = (files or {}).get(str(stray.path[0]), self.path)
                place = Place(path, self.resource, line=stray.line, field=stray.key)
                self.findings.append(Finding(stray.kind.value, place, details=_details_of(stray)))

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


def _details_of(stray: Stray) -> dict[str, str]:
    details = {"letak": stray.where}
    if stray.kind is StrayKind.NEAR:
        details["mirip"] = stray.near
    if stray.kind is StrayKind.FAR:
        details["tulis"] = private_spelling(stray.key) or "-"
    if stray.kind is StrayKind.MISPLACED:
        details["tempat"] = ", ".join(levels_of(stray.key))
    if stray.kind is StrayKind.SHAPE:
        details["harapan"] = stray.near
    return details


def _shown(value: object) -> str:
    return value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else repr(value)
