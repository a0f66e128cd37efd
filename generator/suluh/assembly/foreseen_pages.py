"""Pages that hold what people wrote, drawn and read before a build: dead links, and what may not leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from suluh.assembly.egress import EgressGate, folders_of, make_gate
from suluh.assembly.egress_rules import find_machine_paths, find_secrets
from suluh.assembly.frames import TOKEN_START, needed_frames, placeholder_path
from suluh.assembly.link_check import dead_links
from suluh.assembly.page_addresses import list_names
from suluh.assembly.personal_numbers import make_finder
from suluh.assembly.record_links import resolve_record_links
from suluh.assembly.site_addresses import OWN_FILES, file_of
from suluh.assembly.staged_settings import engine_settings
from suluh.assembly.staging import placeholder_address
from suluh.checking.project import Checked
from suluh.checking.reviewed_texts import texts_of
from suluh.pipeline import make_site
from suluh.publishing.descriptor import DESCRIPTOR_NAME
from suluh.reading.confined_files import SMALL_PROSE
from suluh.reading.confinement import read_confined
from suluh.reading.front_matter import split_front_matter
from suluh.reading.paths import relative_path
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.rendering.prose import render_prose
from suluh.rendering.written_pages import WrittenPage, render_written_page
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document, Page, Site

_TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
_LATER = re.compile(r"(?:data/[^/]+/(?:v|riwayat)|evaluasi|kegiatan/(?:foto|lampiran))(?:/.*|$)")
_RENDER = "suluh.rendering.written_pages:render_written_page"


class Foreseer:
    """Looks at the announced site of one run with the build's own eyes."""

    def __init__(self, settings: Settings, checked: Checked, site: Site) -> None:
        self._settings = settings
        self._checked = checked
        self._site = site
        self._content = relative_path(settings.root, settings.content_dir)
        self._pages = {page.address: page for page in site.pages}
        written = [document.text for document in site.documents]
        self._gate: EgressGate = make_gate(settings, site.withheld, make_finder(checked.reviewed), written)
        self._drawn: dict[str, str] = {}
        self._anchors: dict[str, frozenset[str]] = {}

    def documents(self) -> Iterator[Finding]:
        """S006, S007, H002 and the last look's findings for hand-written pages, by line.

        Guides of the package are not looked at: nothing of them is a submission.
        """
        for document in self._site.documents:
            if document.built_in:
                continue
            place = Place(f"{self._content}/{document.path}")
            html, findings = self._rendered(document)
            yield from findings
            yield from self._titles(document, html, place)
            html, dead = resolve_record_links(html, document, self._addresses)
            yield from (
                replace(finding, place=replace(place, line=finding.place.line))
                for finding in dead
                if not self._is_excused(finding.value or "") and not self._is_there_later(finding.value or "")
            )
            name = file_of(document.address)
            for code, link in dead_links(html, name, self._files, self._settings, self._names_in):
                if not self._is_excused(link) and not self._is_there_later(link):
                    yield _dead(code, link, document.text, place)
            yield from self._look_at(name, html, document.text, place)

    def reports(self) -> Iterator[Finding]:
        """The same for reports: their prose links within the page or out of the site."""
        for report in self._checked.reports:
            page = self._pages.get(f"laporan/{report.name}/")
            place = Place(report.path)
            yield from self._look_over(place)
            if page is None:
                continue
            html, findings = self._draw(page, place)
            yield from findings
            text = self._text_of(report.path)
            names = list_names(html)
            name, prose = file_of(page.address), render_prose(report.body)
            for code, link in dead_links(prose, name, self._files, self._settings, self._names_in):
                known = unquote(unescape(link)).removeprefix("#") in names or self._is_there_later(link)
                if not known:
                    yield _dead(code, link, text, place)
            yield from self._look_at(file_of(page.address), _with_head(page, html), text, place)

    def datasets(self) -> Iterator[Finding]:
        """What may not leave in titles, descriptions and other words of datasets."""
        artifacts = {artifact.address: artifact for artifact in self._site.artifacts}
        for other_package in self._checked.valid:
            package = other_package.package
            page = self._pages.get(f"data/{package.name}/")
            description = artifacts.get(f"data/{package.name}/{DESCRIPTOR_NAME}")
            place = Place(package.descriptor_path)
            yield from self._look_over(place)
            if page is None or description is None:
                continue
            html, findings = self._draw(page, place)
            yield from findings
            text = self._text_of(package.descriptor_path)
            yield from self._look_at(file_of(page.address), _with_head(page, html), text, place)
            stream = BytesIO()
            description.write(stream)
            yield from self._look_at(description.address, stream.getvalue().decode(), text, place)

    def settings(self) -> Iterator[Finding]:
        """What may not leave in the words of `mkdocs.yml`: names, ways to reach the office, navigation."""
        told = self._settings
        values = [told.site_name, told.site_description, told.kontak, told.repositori, told.lapor]
        values += texts_of(
            (dict(told.ppid), [*told.sering_dicari, *told.padanan_kata], told.engine_settings.get("nav"))
        )
        text = self._text_of(SETTINGS_FILE)
        yield from self._look_at(SETTINGS_FILE, "\n".join(values), text, Place(SETTINGS_FILE))

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset({*self._site.addresses(), *(artifact.address for artifact in self._site.artifacts)})

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset({*map(file_of, self._addresses), *OWN_FILES})

    @cached_property
    def _staged(self) -> Mapping[str, str]:
        """Addresses by path under `content/`, as the engine sees them."""
        keys = needed_frames(self._site.pages)
        staged = {placeholder_path(key): placeholder_address(key) for key in keys}
        staged |= {picture.path: picture.path for picture in self._site.pictures}
        return staged | {document.path: document.address for document in self._site.documents}

    @cached_property
    def _extensions(self) -> list[object]:
        stated = engine_settings(self._site, self._settings).get("markdown_extensions")
        return stated if isinstance(stated, list) else []

    def _rendered(self, document: Document) -> tuple[str, list[Finding]]:
        """A hand-written page as the engine will render it; what breaks the renderer is S021 or F303."""
        place = Place(f"{self._content}/{document.path}")
        if document.path in self._drawn:
            return self._drawn[document.path], []
        _, body, _ = split_front_matter(document.text, document.path)
        page = WrittenPage(
            body=body,
            path=document.path,
            address=document.address,
            files=dict(self._staged),
            extensions=self._extensions,
        )
        html, findings = (
            read_confined(_RENDER, page, place)
            if len(body) > SMALL_PROSE
            else _try(lambda: render_written_page(page), place)
        )
        self._drawn[document.path] = html or ""
        return html or "", findings

    def _draw(self, page: Page, place: Place) -> tuple[str, list[Finding]]:
        return _try(page.body, place)

    def _titles(self, document: Document, html: str, place: Place) -> Iterator[Finding]:
        """H009 where a title, which stands on every page, would be taken for a part of the frame."""
        stated, _, _ = split_front_matter(document.text, document.path)
        title = _TITLE.search(html)
        texts = (*map(str, (stated or {}).values()), title[0] if title else "")
        if any(TOKEN_START in text for text in texts):
            yield _dead("H009", TOKEN_START, document.text, place)

    def _names_in(self, file: str) -> frozenset[str]:
        if file not in self._anchors:
            self._anchors[file] = list_names(self._html_of(file))
        return self._anchors[file]

    def _html_of(self, file: str) -> str:
        document = next(
            (document for document in self._site.documents if file_of(document.address) == file), None
        )
        if document is not None:
            return self._rendered(document)[0]
        page = self._pages.get(file.removesuffix("index.html"))
        return _try(page.body, Place(file))[0] if page is not None else ""

    @cached_property
    def _withheld_names(self) -> frozenset[str]:
        """Names of datasets, reports and pages that have an error of their own."""
        checked = self._checked
        paths = [withheld.path for withheld in (*checked.invalid, *checked.withheld_reports)]
        wrong = (finding.place.path for finding in checked.findings if finding.severity is Severity.ERROR)
        paths += [path for path in wrong if path.startswith(f"{self._content}/")]
        return frozenset(path.rpartition("/")[2].removesuffix(".md") for path in paths)

    def _is_excused(self, link: str) -> bool:
        """Whether a link may lead to what is withheld for an error of its own, which is told there."""
        path = unquote(unescape(link)).partition("#")[0].removeprefix("suluh:")
        parts = (part.removesuffix(".md") for part in path.split("/"))
        return not self._withheld_names.isdisjoint(parts)

    def _is_there_later(self, link: str) -> bool:
        """Whether a link leads to what the announced site leaves out; for such a one the site is made."""
        found = _LATER.search(unescape(link).partition("#")[0])
        return found is not None and found[0].rstrip("/") in self._whole_addresses

    @cached_property
    def _whole_addresses(self) -> frozenset[str]:
        site, _ = make_site(self._settings, self._checked, prune=False)
        addresses = (*site.addresses(), *(artifact.address for artifact in site.artifacts)) if site else ()
        return frozenset(address.rstrip("/") for address in addresses)

    def _look_at(self, name: str, html: str, text: str, place: Place) -> Iterator[Finding]:
        """What the last look finds in a page or file, at the line of the submission that holds it."""
        for finding in self._gate.inspect(name, html.encode()):
            line = self._line_of(finding, text)
            yield replace(finding, place=replace(place, line=line), details={"bagian": place.path})

    def _look_over(self, place: Place) -> Iterator[Finding]:
        """Keys, tokens and paths in a file, also in what is told elsewhere: why something is closed."""
        text = self._text_of(place.path)
        for hit in (*find_secrets(text), *find_machine_paths(text, folders_of(self._settings))):
            line = text.count("\n", 0, hit.position) + 1
            where = replace(place, line=line)
            yield Finding(hit.code, where, value=hit.shown, details={"bagian": place.path})

    def _line_of(self, found: Finding, text: str) -> int | None:
        lines = text.splitlines()
        if found.code in ("E001", "E002"):
            for number, line in enumerate(lines, 1):
                if any(mask == found.value for _, mask in self._gate.find_personal([line], line)):
                    return number
            return None
        return line_of_text(text, (found.value or "").strip("…"))

    def _text_of(self, path: str) -> str:
        file = self._settings.root / Path(path)
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def _dead(code: str, link: str, text: str, place: Place) -> Finding:
    """A finding about a link of a submitted text, at its line."""
    shown = unescape(link)
    path, mark, fragment = shown.partition("#")
    # A link to another page was rewritten: then what stays of it is sought.
    parts = (shown, unquote(shown), mark + fragment, unquote(fragment), path.rstrip("/").rpartition("/")[2])
    lines = (line_of_text(text, part) for part in parts)
    return Finding(code, replace(place, line=next(filter(None, lines), None)), value=shown)


def line_of_text(text: str, sought: str) -> int | None:
    """The line of a submitted text on which something first stands, as it is or with entities."""
    for spelling in (sought, unescape(sought), escape(sought)):
        position = text.find(spelling) if spelling else -1
        if position < 0 and spelling:
            position = text.casefold().find(spelling.casefold())
        if position >= 0:
            return text.count("\n", 0, position) + 1
    return None


def _with_head(page: Page, html: str) -> str:
    return f"<title>{escape(page.title)}</title>\n<p>{escape(page.description)}</p>\n{html}"


def _try(draw: Callable[[], str], place: Place) -> tuple[str, list[Finding]]:
    """What `draw` gives; S021 at the submission where it breaks."""
    try:
        return str(draw()), []
    except Exception as fault:  # whatever breaks a renderer, it is the submission's words that did it
        return "", [Finding("S021", place, details={"jenis": type(fault).__name__})]
