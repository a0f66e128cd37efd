"""The check of the finished folder: every internal link, anchor and asset must be there.

It reads what was written, not what was meant. A link that thousands of pages share through
their frame is said once, with its first page and their number.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from suluh.assembly.earlier_readings import EarlierReadings, PageLinks
from suluh.assembly.frames import TOKEN_START
from suluh.assembly.page_addresses import list_names, read_addresses
from suluh.sharing import share_out
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.web_addresses import split_address

_STYLE_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_HREF = re.compile(r"[\s\"'](?:href|src)\s*=\s*([\"']?)(?P<address>[^\"'<>\s]*)\1(?=[\s/>])", re.IGNORECASE)
_ELSEWHERE = ("http:", "https:", "mailto:", "tel:", "data:", "//")
_TOP = "#top"


class _Any(frozenset[str]):
    """Anchors of a page that nobody read: whatever is asked for may be there."""

    def __contains__(self, _: object) -> bool:
        return True


_ANY = _Any()

_Key = TypeVar("_Key", str, tuple[str, str])

Target = tuple[str, str]
"""A file of the site (or what should be one) and a fragment, or empty."""


@dataclass(slots=True)
class _Broken:
    """Where a link goes wrong, first and how often."""

    page: str
    count: int = 1


@dataclass(slots=True)
class _Survey:
    """What the pages were seen to link to."""

    files: frozenset[str]
    base: str
    elsewhere: tuple[str, ...] = ()
    broken: dict[str, _Broken] = field(default_factory=dict)
    unnamed: dict[Target, _Broken] = field(default_factory=dict)
    wanted: dict[Target, _Broken] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    from_root: dict[tuple[int, str], Target | None] = field(default_factory=dict)


def check_links(
    folder: Path,
    settings: Settings,
    among: Iterable[str] | None = None,
    readings: EarlierReadings | None = None,
) -> list[Finding]:
    """S006 for links to nothing, S007 for anchors that do not exist, S005 for tokens left over.

    `among` limits the pages read (files from the folder's root), not what may be linked to. What `readings`
    know of is not read again.
    """
    readings = EarlierReadings() if readings is None else readings
    files = frozenset(list_files(folder))
    survey = _Survey(
        files, split_address(settings.site_url).path or "/", tuple(settings.other_languages.values())
    )
    names = [name for name in sorted(files if among is None else among) if _is_read(name)]
    unread = [name for name in names if readings.find_links(name) is None]
    read = share_out(len(unread), lambda number: _read_file(folder, unread[number]), tied=True)
    new = dict(zip(unread, read, strict=True))
    for name in names:
        page_read = new.get(name) or readings.find_links(name) or PageLinks(())
        readings.note_links(name, page_read)
        if page_read.token:
            survey.tokens.append(name)
        for fragment in page_read.unnamed:
            _note(survey.unnamed, ("", fragment), name)
        _survey_links(survey, name, page_read.links, settings.site_url)
    _check_anchors(survey, folder)
    return [
        *(Finding("S005", Place(page)) for page in survey.tokens),
        *_findings("S006", survey.broken),
        *_findings("S007", {f"{file}#{name}": broken for (file, name), broken in survey.unnamed.items()}),
    ]


def list_files(folder: Path) -> Iterator[str]:
    """Every file below a folder by its path with `/`."""
    left = [(os.fspath(folder), "")]
    while left:
        path, prefix = left.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    left.append((entry.path, f"{name}/"))
                else:
                    yield name


def dead_links(
    html: str, name: str, files: frozenset[str], settings: Settings, names_in: Callable[[str], frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """(S006 or S007, the link as the page has it) for each link of one page that leads to nothing.

    `name` is the page's file, `files` are all of the site, `names_in` the anchors of any of its pages.
    """
    base = split_address(settings.site_url).path or "/"
    survey = _Survey(files, base, tuple(settings.other_languages.values()))
    page = read_addresses(html)
    for raw in page.links:
        if raw.startswith("#"):
            if raw not in ("#", _TOP) and _fragment(raw) not in page.names:
                yield "S007", raw
            continue
        target = _resolve(survey, name, name.count("/"), raw, settings.site_url)
        if target is None:
            continue
        file, fragment = target
        if file not in files:
            yield "S006", raw
        elif fragment and file.endswith(".html") and fragment not in names_in(file):
            yield "S007", raw


def without_dead_links(html: str, name: str, files: frozenset[str], settings: Settings) -> str:
    """The page with every link to a file that is not there made plain text: its page is withheld."""
    dead = {raw for code, raw in dead_links(html, name, files, settings, lambda _: _ANY) if code == "S006"}

    def disable(match: re.Match[str]) -> str:
        return ' aria-disabled="true"' if match["address"] in dead else match[0]

    return _HREF.sub(disable, html) if dead else html


def _is_read(name: str) -> bool:
    return name.endswith(".html") or (name.endswith(".css") and name.startswith("aset/"))


def _read_file(folder: Path, name: str) -> PageLinks:
    """What a page or a style sheet links to; each link counts once a file."""
    text = (folder / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        return PageLinks(tuple(dict.fromkeys(_STYLE_ADDRESS.findall(text))))
    page = read_addresses(text)
    here = [_fragment(link) for link in page.links if link.startswith("#") and link not in ("#", _TOP)]
    return PageLinks(
        links=tuple(link for link in page.links if not link.startswith("#")),
        unnamed=tuple(fragment for fragment in here if fragment not in page.names),
        token=TOKEN_START in text,
    )


def _survey_links(survey: _Survey, name: str, links: Iterable[str], site_url: str) -> None:
    """Note what is wrong with the links of one file to others."""
    depth = name.count("/")
    for raw in links:
        target = _resolve(survey, name, depth, raw, site_url)
        if target is None:
            continue
        file, fragment = target
        if file not in survey.files:
            _note(survey.broken, file or raw, name)
        elif fragment and file.endswith(".html"):
            _note(survey.wanted, target, name)


def _resolve(survey: _Survey, name: str, depth: int, raw: str, site_url: str) -> Target | None:
    """The file a link leads to; None for one that leaves the site."""
    ups = 0
    while raw.startswith("../", ups * 3):
        ups += 1
    if ups < depth or not ups:
        return _resolve_slowly(survey, name, raw, site_url)
    key = (depth - ups, raw[ups * 3 :])
    if key not in survey.from_root:
        survey.from_root[key] = _resolve_slowly(survey, name, raw, site_url)
    return survey.from_root[key]


def _resolve_slowly(survey: _Survey, name: str, raw: str, site_url: str) -> Target | None:
    link = unescape(raw)
    # A site in another language may lie below this one, or this one below it: the longer address decides.
    ours = len(site_url) if site_url and link.startswith(site_url) else 0
    if any(link.startswith(text) and len(text) > ours for text in survey.elsewhere):
        return None
    if site_url and link.startswith(site_url):
        link = survey.base + link[len(site_url) :]
    if link.lower().startswith(_ELSEWHERE):
        return None
    path, _, fragment = link.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith(survey.base):
        parts = path[len(survey.base) :].split("/")
    elif path.startswith("/"):
        return path, ""
    else:
        parts = [*name.split("/")[:-1], *path.split("/")]
    file = _walk(parts)
    if file is None:
        return link, ""
    if file in survey.files:
        return file, unquote(fragment)
    return f"{file}/index.html".removeprefix("/"), unquote(fragment)


def _walk(parts: list[str]) -> str | None:
    """A path without `.` and `..`; None if it climbs out of the site."""
    walked: list[str] = []
    for part in parts:
        if part == "..":
            if not walked:
                return None
            walked.pop()
        elif part not in ("", "."):
            walked.append(part)
    return "/".join(walked)


def _check_anchors(survey: _Survey, folder: Path) -> None:
    """Anchors wanted on other pages; each of those is read once."""
    by_file: dict[str, list[str]] = {}
    for file, fragment in survey.wanted:
        by_file.setdefault(file, []).append(fragment)
    for file, fragments in by_file.items():
        names = list_names((folder / file).read_text(encoding="utf-8"))
        for fragment in fragments:
            if fragment not in names:
                survey.unnamed[file, fragment] = survey.wanted[file, fragment]


def _fragment(link: str) -> str:
    return unquote(unescape(link.removeprefix("#")))


def _note(seen: dict[_Key, _Broken], key: _Key, page: str) -> None:
    if key in seen:
        seen[key].count += 1
    else:
        seen[key] = _Broken(page)


def _findings(code: str, broken: dict[str, _Broken]) -> list[Finding]:
    return [
        Finding(code, Place(broken_link.page), value=target, details={"halaman": str(broken_link.count)})
        for target, broken_link in sorted(broken.items())
    ]
