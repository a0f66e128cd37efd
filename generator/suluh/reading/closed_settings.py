"""What an engine may be told: `mkdocs.yml` against the closed list in `standards/pengaturan.yaml`.

A theme's templates, an engine's plugins and some of its keys read files, run programs or write into
every page as they stand. So nothing passes that is not known, of a known shape, and harmless.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from suluh.reading.paths import is_portable_path
from suluh.reading.safe_yaml import line_of, without_lines
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.closest_names import find_closest
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.words.catalogues import list_languages

OWN_PLUGIN = "suluh"
DEFAULT_CONTENT = "content"
_SILENT = "diam"
_LANGUAGES = "bahasa"
_NAVIGATION_DEPTH = 4
_TEXT_LIMIT = 500
_BARE_TEXT = re.compile(r"[^<>\"&]{1,120}")
"""What a theme prints within an attribute without looking at it."""
_DROPPED = object()
"""Stands for a value that is not passed on."""


def close_settings(whole: Mapping[str, Any], path: str) -> tuple[dict[str, Any], list[Finding]]:
    """What of a `mkdocs.yml` (as read, by key) an engine may be told, and findings that name the file `path`.

    The answer is plain data and within the closed list whatever the findings say: an error means that
    something was left out. Our own keys are not in it; `markdown_extensions` is a list of single
    mappings, from a name to its options, and is there only if it was given.
    """
    closing = _Closing(path)
    told = closing.close_mapping(whole, _load()["kunci"], "")
    if "markdown_extensions" in whole:
        told["markdown_extensions"] = closing.close_extensions(whole)
    closing.close_plugins(whole)
    closing.check_docs_dir(whole)
    return without_lines(told), closing.findings


def is_plain_text(text: str) -> bool:
    """Whether a text is one line that can be seen, short enough, and no token of a frame."""
    return len(text) <= _TEXT_LIMIT and text.isprintable() and "%%" not in text


@cache
def _load() -> Mapping[str, Any]:
    return load_standard_file("pengaturan")


class _Closing:
    """Walks the owner's values along the closed list's nodes, collecting findings on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def close_mapping(self, value: Mapping[str, Any], known: Mapping[str, Any], field: str) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for key, entry in value.items():
            name = f"{field}.{key}" if field else key or '""'
            place = Place(self.path, line=line_of(value, key), field=name)
            if key not in known:
                self._refuse_unknown(place, key, known)
                continue
            closed = self._close(entry, known[key], place)
            if closed is not _DROPPED:
                told[key] = closed
        return told

    def close_extensions(self, whole: Mapping[str, Any]) -> list[Any]:
        """Markdown's extensions, each with its options, in the order they were given."""
        told: list[Any] = []
        known = _load()["markdown"]
        for name, options, place in self._list_named(whole, "markdown_extensions"):
            if name not in known:
                self._refuse_unknown(place, name, known)
                continue
            closed = self._close({} if options is None else options, known[name], place)
            if closed is not _DROPPED:
                told.append({name: closed})
        return told

    def close_plugins(self, whole: Mapping[str, Any]) -> None:
        """Plugins that may stand there; none of them is passed on, our own least of all."""
        known = _load()["pengaya"]
        for name, options, place in self._list_named(whole, "plugins"):
            if name not in known:
                self._refuse_unknown(place, name, known)
            else:
                self._close({} if options is None else options, known[name], place)

    def check_docs_dir(self, whole: Mapping[str, Any]) -> None:
        """`docs_dir` is for a bare MkDocs, and must lie where we read pages: it would look at it first."""
        if "docs_dir" not in whole:
            return
        own = next((options for name, options, _ in _named(whole.get("plugins")) if name == OWN_PLUGIN), None)
        content = own.get("content_dir", DEFAULT_CONTENT) if isinstance(own, dict) else DEFAULT_CONTENT
        if whole["docs_dir"] != content:
            place = Place(self.path, line=line_of(whole, "docs_dir"), field="docs_dir")
            self._refuse_choice(place, whole["docs_dir"], [content])

    def _list_named(self, whole: Mapping[str, Any], key: str) -> Iterable[tuple[str, Any, Place]]:
        """Name, options and place of each plugin or extension under a key, however they are written."""
        value = whole.get(key)
        for name, options, line in _named(value):
            place = Place(self.path, line=line or line_of(whole, key), field=f"{key}.{name}")
            if isinstance(name, str):
                yield name, options, place
            else:
                self._refuse_shape(place, name, "@text")
        if value is not None and not isinstance(value, list | dict):
            self._refuse_shape(Place(self.path, line=line_of(whole, key), field=key), value, "@list")

    def _close(self, value: Any, node: Mapping[str, Any], place: Place) -> Any:
        """A value as it may be passed on, or `_DROPPED`."""
        if "bagian" in node:
            return self._close(value, _load()["bagian"][node["bagian"]], place)
        if "tolak" in node:
            reason = node["tolak"]
            self._note("U008", place, sebab=f"@why_{reason}", saran=f"@do_{reason}")
            return _DROPPED
        if "lewati" in node:
            if node["lewati"] != _SILENT:
                self._note("U011", place, Severity.WARNING, sebab=f"@unused_{node['lewati']}")
            return _DROPPED
        if "sendiri" in node or value is None:
            return _DROPPED
        if "salah_satu" in node:
            return self._close(value, _fitting(value, node["salah_satu"]), place)
        if "pilihan" in node:
            choices = list(list_languages()) if node["pilihan"] == _LANGUAGES else node["pilihan"]
            return self._close_choice(value, choices, place)
        if "isi" in node:
            return self._close_plain(value, node["isi"], place)
        return self._close_container(value, node, place)

    def _close_container(self, value: Any, node: Mapping[str, Any], place: Place) -> Any:
        if "daftar" in node:
            if not isinstance(value, list):
                return self._refuse_shape(place, value, "@list")
            closed = [self._close(entry, node["daftar"], place) for entry in value]
            return [entry for entry in closed if entry is not _DROPPED]
        if not isinstance(value, dict):
            return self._refuse_shape(place, value, "@mapping")
        return self.close_mapping(value, node["kunci"], place.field)

    def _close_choice(self, value: Any, choices: list[Any], place: Place) -> Any:
        # `1` and `true` are equal and not the same.
        if any(value == choice and type(value) is type(choice) for choice in choices):
            return value
        return self._refuse_choice(place, value, choices)

    def _close_plain(self, value: Any, shape: str, place: Place) -> Any:
        if shape == "navigasi":
            return self._close_navigation(value, place)
        if shape == "benar_salah":
            return value if isinstance(value, bool) else self._refuse_shape(place, value, "@boolean")
        if isinstance(value, str) and is_plain_text(value) and _BARE_TEXT.fullmatch(value):
            return value
        return self._refuse_shape(place, value, "@bare_text")

    def _close_navigation(self, value: Any, place: Place, depth: int = 1) -> Any:
        """Pages by their path, under titles: nothing that leads out of the site."""
        if not isinstance(value, list) or depth > _NAVIGATION_DEPTH:
            return self._refuse_shape(place, value, "@navigation")
        told: list[Any] = []
        for entry in value:
            if not isinstance(entry, dict):
                told += [entry] if self._is_page(entry, place) else []
                continue
            for title, below in entry.items():
                where = Place(self.path, line=line_of(entry, title) or place.line, field="nav")
                if not is_plain_text(title) or not title.strip() or set("<>") & set(title):
                    self._refuse_shape(where, title, "@bare_text")
                elif isinstance(below, list):
                    inner = self._close_navigation(below, where, depth + 1)
                    told += [{title: inner}] if inner is not _DROPPED and inner else []
                elif self._is_page(below, where):
                    told.append({title: below})
        return told

    def _is_page(self, path: Any, place: Place) -> bool:
        hidden = isinstance(path, str) and any(part.startswith(".") for part in path.split("/"))
        if isinstance(path, str) and path.endswith(".md") and is_portable_path(path) and not hidden:
            return True
        self._note("U012", place, value=shown(path))
        return False

    def _refuse_unknown(self, place: Place, key: str, known: Mapping[str, Mapping[str, Any]]) -> None:
        named = sorted(name for name, node in known.items() if "tolak" not in node)
        similar = find_closest(key, named) or "-"
        self._note("U009", place, value=key, mirip=similar, dikenal=", ".join(named) or "-")

    def _refuse_choice(self, place: Place, value: Any, choices: list[Any]) -> Any:
        named = [shown(choice) for choice in choices]
        near = difflib.get_close_matches(shown(value), named, n=1) or named[:1]
        self._note("U010", place, value=shown(value), dikenal=", ".join(named), mirip=near[0])
        return _DROPPED

    def _refuse_shape(self, place: Place, value: Any, expected: str) -> Any:
        self._note("U013", place, value=shown(value), harapan=expected)
        return _DROPPED

    def _note(
        self,
        code: str,
        place: Place,
        severity: Severity = Severity.ERROR,
        *,
        value: str | None = None,
        **details: str,
    ) -> None:
        self.findings.append(Finding(code, place, severity, value=value, details=details))


def _named(value: Any) -> Iterable[tuple[Any, Any, int | None]]:
    """Name, options and line of each entry of a list of names and mappings, or of a mapping."""
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            for name, options in entry.items():
                yield name, options, line_of(entry, name)
        elif entry is not None and isinstance(value, list):
            yield entry, None, None


def _fitting(value: Any, nodes: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The node for a value of this kind: a mapping, a list, or anything else."""
    kind = "kunci" if isinstance(value, dict) else "daftar" if isinstance(value, list) else "pilihan"
    return next((node for node in nodes if kind in _resolved(node)), nodes[0])


def _resolved(node: Mapping[str, Any]) -> Mapping[str, Any]:
    return _load()["bagian"][node["bagian"]] if "bagian" in node else node


def shown(value: Any) -> str:
    """A value in a message: as it was written, or the signs of a mapping or a list."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    return "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list | tuple) else str(value)
