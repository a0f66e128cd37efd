"""A live preview: the site built again and again into a folder of its own, its faults kept to be shown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from suluh.assembly.turns import Publication
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.web_addresses import split_address


@dataclass(frozen=True, slots=True)
class Shown:
    """What a preview shows now. `version` grows with each build, also a failed one.

    `fresh` is False while an older site stands because the last build could not replace it;
    `language` is the site's.
    """

    version: int = 0
    findings: tuple[Finding, ...] = ()
    fresh: bool = False
    building: bool = False
    language: str = "id"


class Preview:
    """Builds on demand and remembers what came of it. Safe to ask from many threads."""

    def __init__(
        self, folder: Path, build: Callable[[], Publication], language: Callable[[], str] = lambda: "id"
    ) -> None:
        self.folder = folder
        self._build = build
        self._language = language
        self._shown = Shown()
        self._turn = threading.Lock()

    @property
    def shown(self) -> Shown:
        """The present state."""
        return self._shown

    def rebuild(self) -> Shown:
        """Build once more. A fault of ours becomes a finding too: the server must outlive it."""
        with self._turn:
            self._shown = replace(self._shown, building=True)
            try:
                built = self._build()
            except Exception as fault:  # a template being edited may raise anything
                details = {"jenis": type(fault).__name__, "pesan": str(fault)[:600]}
                built = Publication((Finding("S015", Place(), details=details),))
            self._shown = Shown(
                self._shown.version + 1,
                built.findings,
                fresh=built.site_dir is not None,
                language=self._language(),
            )
            return self._shown


def base_path(settings: Settings | None) -> str:
    """The path below which the site will live, which the preview keeps: `/` or `/suluh/`."""
    return (split_address(settings.site_url).path if settings else "") or "/"
