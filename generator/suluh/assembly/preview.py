"""A live preview: the site made anew after each change, its faults kept to be shown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from suluh.assembly.live_site import Made
from suluh.assembly.turns import Publication
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.web_addresses import split_address

PATIENCE = 600.0
"""Seconds for which a page that is asked for waits for a site that is being made."""


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


class Shelf(Protocol):
    """Where a preview's pages and files are, by their file names from the site's root."""

    def has_page(self, name: str) -> bool:
        """Whether a page lies at that file name."""

    def find(self, name: str) -> Made | None:
        """The file of that name; None where there is none."""


@dataclass(frozen=True, slots=True)
class FolderShelf:
    """A site that lies in a folder."""

    folder: Path

    def has_page(self, name: str) -> bool:
        """Whether a page lies at that file name."""
        return find_file(self.folder, name) is not None

    def find(self, name: str) -> Made | None:
        """The file of that name; None where there is none."""
        path = find_file(self.folder, name)
        try:
            return Made(path.read_bytes()) if path is not None else None
        except OSError:
            return None


Build = Callable[[], Publication]
"""Makes the site anew."""


class Preview:
    """Makes a site when it is told to and remembers what came of it. Safe to ask from many threads.

    `shelf` gives what is shown now. `foresee` looks at it for what a build would find later, which may take
    its time, and says what is to be done for it.
    """

    def __init__(
        self,
        shelf: Callable[[], Shelf | None],
        build: Build,
        language: Callable[[], str] = lambda: "id",
        *,
        foresee: Callable[[], Build] | None = None,
    ) -> None:
        self.shelf = shelf
        self._build = build
        self._language = language
        self._foresee = foresee
        self._shown = Shown()
        self._turn = threading.Lock()
        self._foreseeing = threading.Lock()
        self._changed = threading.Condition()

    @property
    def shown(self) -> Shown:
        """The present state."""
        return self._shown

    def wait(self, patience: float = PATIENCE) -> None:
        """Wait while a site is made anew, for so many seconds at most: who asks now wants to see that one."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._shown.building and self._shown.version), patience)

    def rebuild(self) -> Shown:
        """Make the site once more. A fault of ours becomes a finding too: the server must outlive it."""
        with self._turn:
            self._show(replace(self._shown, building=True))
            built = _outlive(self._build)
            return self._show_built(built)

    def review(self) -> Shown | None:
        """Look for what a build would find later in what is shown now; None where that brought nothing new.

        A site that was made anew meanwhile is looked at in its own turn.
        """
        version = self._shown.version
        with self._foreseeing:
            if self._foresee is None or self._shown.version != version or not self._shown.fresh:
                return None
            act = self._try_foresee(self._foresee)
            with self._turn:
                if self._shown.version != version:
                    return None
                built = _outlive(act)
                return None if built.findings == self._shown.findings else self._show_built(built)

    @staticmethod
    def _try_foresee(foresee: Callable[[], Build]) -> Build:
        try:
            return foresee()
        except Exception as fault:
            failed = _tell_fault(fault)
            return lambda: failed

    def _show_built(self, built: Publication) -> Shown:
        fresh = built.site_dir is not None
        shown = Shown(self._shown.version + 1, built.findings, fresh=fresh, language=self._language())
        self._show(shown)
        return shown

    def _show(self, shown: Shown) -> None:
        with self._changed:
            self._shown = shown
            self._changed.notify_all()


def _outlive(build: Build) -> Publication:
    try:
        return build()
    except Exception as fault:  # a template being edited may raise anything
        return _tell_fault(fault)


def _tell_fault(fault: Exception) -> Publication:
    details = {"jenis": type(fault).__name__, "pesan": str(fault)[:600]}
    return Publication((Finding("S015", Place(), details=details),))


def find_file(folder: Path, name: str) -> Path | None:
    """The file of that name within the folder, or None.

    Nothing outside the folder is ever found, whatever the name says or a link points to.
    """
    parts = name.split("/")
    if any(part in ("..", ".") or "\\" in part or ":" in part or "\0" in part for part in parts):
        return None
    real = folder.joinpath(*parts).resolve()
    return real if real.is_relative_to(folder.resolve()) and real.is_file() else None


def base_path(settings: Settings | None) -> str:
    """The path below which the site will live, which the preview keeps: `/` or `/suluh/`."""
    return (split_address(settings.site_url).path if settings else "") or "/"
