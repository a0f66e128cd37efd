"""Assembly: built placeholders and a `Site` become the finished folder, page by page."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import BinaryIO, cast

from suluh.assembly.build_progress import FILES, GATE, LINKS, PAGES, SEARCH, SILENT, Progress
from suluh.assembly.comments import without_comments
from suluh.assembly.document_feedback import build_feedback
from suluh.assembly.document_styles import DOCUMENT_STYLE, box_tables, copy_theme, write_document_style
from suluh.assembly.earlier_looks import open_looks
from suluh.assembly.earlier_readings import open_readings
from suluh.assembly.egress import inspect_site, make_gate
from suluh.assembly.figure_bundle import pack_figures
from suluh.assembly.filled_pages import MakePolicy, read_frames
from suluh.assembly.frames import MOVED_TOKEN, fill_document
from suluh.assembly.head import build_language_links
from suluh.assembly.host_fit import check_fit
from suluh.assembly.host_headers import (
    HEADERS_FILE,
    REDIRECTS_FILE,
    list_header_rules,
    write_headers_file,
)
from suluh.assembly.link_check import check_links, list_files, without_dead_links
from suluh.assembly.manifest import MANIFEST, write_manifest
from suluh.assembly.new_files import open_new, write_text
from suluh.assembly.page_writing import write_pages
from suluh.assembly.personal_numbers import make_finder
from suluh.assembly.picture_sizes import state_sizes
from suluh.assembly.policy import build_policy
from suluh.assembly.printed_fact_files import collect_printed
from suluh.assembly.record_links import resolve_record_links
from suluh.assembly.redirect_rules import write_moved, write_redirects
from suluh.assembly.search import index_site, read_documents
from suluh.assembly.server_parts import ServerRules, write_server_parts
from suluh.assembly.site_addresses import OWN_FILES, file_of
from suluh.assembly.sitemap import write_robots, write_sitemaps
from suluh.assembly.staging import Staged
from suluh.assembly.theme_files import NOT_FOUND, is_light
from suluh.assembly.unlisted import find_unlisted
from suluh.history.versions import read_commit
from suluh.publishing.artifacts import OneWayStream, take_over_or_make
from suluh.publishing.earlier_files import key_of, note_written
from suluh.publishing.moved_numbers import list_moved_numbers
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.rendering.feedback import MISTAKES
from suluh.sharing import share_out
from suluh.vocabulary.findings import Finding, Place, Severity, has_errors
from suluh.vocabulary.moved_addresses import MOVED, Moved
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Document, Site


def assemble_site(
    site: Site,
    settings: Settings,
    *,
    staged: Staged,
    built: Path,
    target: Path,
    progress: Progress = SILENT,
    make_policy: MakePolicy = build_policy,
) -> list[Finding]:
    """Write the whole site into the empty folder `target`. Findings are errors that void it."""
    filled, findings = read_frames(site, settings, staged=staged, built=built, make_policy=make_policy)
    if filled is None:
        return findings
    copy_theme(built, target, whole=not is_light(settings))
    findings += write_documents(
        site, settings, staged=staged, built=built, target=target, policy=filled.whole
    )
    progress.stage(PAGES, len(site.pages))
    written = write_pages(site.pages, filled, target, progress)
    findings += written.findings
    if has_errors(findings):
        return findings
    alike = [list(files) for _, files in groupby(site.artifacts, lambda file: file.together or file.address)]
    progress.stage(FILES, len(alike))

    def write_files(number: int) -> list[_Written]:
        return [_write_artifact(file, target) for file in alike[number]]

    # Most are made already, and wait on this machine's disk.
    files = [*chain.from_iterable(share_out(len(alike), write_files, progress.advance, tied=True))]
    findings += chain.from_iterable(file.findings for file in files)
    note_written((file.address, file.key, file.sha256) for file in files)
    readings = open_readings(settings, written.digests)
    for name, text in files_for_machines(site, settings, filled.whole).items():
        write_text(target / name, text)
    for name, text in collect_printed(target, site.pages, readings).items():
        write_text(target / name, text)
    pack_figures(target, list_files(target))
    progress.stage(SEARCH)
    entries = [*written.entries, *read_documents(target, staged.documents)]
    for name, text in index_site(entries, site, settings).items():
        write_text(target / name, text)
    progress.stage(LINKS)
    findings += check_links(target, settings, readings=readings)
    readings.keep()
    progress.stage(GATE)
    return findings + _let_out(site, settings, target, progress)


def files_for_machines(site: Site, settings: Settings, policy: str) -> dict[str, str]:
    """Texts by file name: sitemaps, rules for robots, headers and old addresses for hosts and web servers."""
    unlisted = find_unlisted(site)
    rules = list_header_rules(policy, unlisted)
    moved = _list_moved(site)
    addresses = {*site.addresses(), *(artifact.address for artifact in site.artifacts)}
    return {
        **write_sitemaps(site, settings),
        "robots.txt": write_robots(settings, unlisted),
        HEADERS_FILE: write_headers_file(rules),
        REDIRECTS_FILE: write_redirects(moved, addresses),
        **write_server_parts(ServerRules(settings.home_path, policy, unlisted, moved)),
    }


def _list_moved(site: Site) -> tuple[Moved, ...]:
    return (*MOVED, *list_moved_numbers(site.pages))


def _let_out(site: Site, settings: Settings, target: Path, progress: Progress) -> list[Finding]:
    """Look at every byte a last time; what may go out is listed with its checksum."""
    written = [document.text for document in site.documents]
    gate = make_gate(settings, site.withheld, make_finder(site.reviewed), written)
    earlier = open_looks(settings.cache_dir, gate.rules)
    files, findings = inspect_site(target, gate, earlier)
    progress.tell(len(files), sum(map(earlier.knows, files)))
    earlier.keep(files, findings)
    sources = [settings.datasets_dir, settings.content_dir]
    if not settings.is_lent:
        sources.append(settings.root / SETTINGS_FILE)
    commit = read_commit(settings.root, [os.fspath(path) for path in sources if path.is_absolute()])
    write_manifest(target, files, settings, commit, site.datasets)
    findings = [*findings, *check_fit(files, settings.hosting, target)]
    if commit is not None and commit.clean is None:
        findings = [*findings, Finding("S023", Place(MANIFEST), Severity.WARNING)]
    return findings


def write_documents(
    site: Site, settings: Settings, *, staged: Staged, built: Path, target: Path, policy: str
) -> list[Finding]:
    """Hand-written pages and the 404 page, with their tokens filled and their links to records resolved."""
    known = {*site.addresses(), *(artifact.address for artifact in site.artifacts)}
    files = frozenset({*map(file_of, known), *OWN_FILES, DOCUMENT_STYLE, *list_files(target)})
    findings: list[Finding] = []
    light, pages = is_light(settings), []
    for document in (*staged.documents, Document(NOT_FOUND, "")):
        name = NOT_FOUND if document.path == NOT_FOUND else file_of(document.address)
        address = "" if document.path == NOT_FOUND else document.address
        links = build_language_links(address, settings)
        feedback = build_feedback(document, settings, explained=MISTAKES in known) if document.path else ""
        text = (built / name).read_text(encoding="utf-8")
        if document.path == NOT_FOUND:
            text = text.replace(MOVED_TOKEN, write_moved(_list_moved(site)), 1)
        html = fill_document(without_comments(text), policy, links, feedback=feedback)
        html = box_tables(html) if light else html
        if document.path != NOT_FOUND:
            html = state_sizes(html, document, site.pictures)
            html, dead = resolve_record_links(html, document, known, lenient=settings.keep_going)
            findings += dead
            if settings.keep_going:
                html = without_dead_links(html, name, files, settings)
        write_text(target / name, html)
        pages.append(html)
    if light:
        write_text(target / DOCUMENT_STYLE, write_document_style(built, pages))
    return findings


@dataclass(frozen=True, slots=True)
class _Written:
    """A download that was written, with the key of what it rests on, where it has one."""

    address: str
    sha256: str
    key: str
    findings: tuple[Finding, ...] = ()


def _write_artifact(artifact: Artifact, target: Path) -> _Written:
    """Write a download; S008 if its bytes are not those that the pages announce."""
    address, path = artifact.address, target / artifact.address

    def put(write: Callable[[BinaryIO], None]) -> tuple[OneWayStream, None]:
        with open_new(path) as file:
            measured = OneWayStream(file.write)
            write(cast(BinaryIO, measured))
        return measured, None

    measured, _ = take_over_or_make(address, artifact.rests_on, artifact.write, put)
    findings: tuple[Finding, ...] = ()
    if artifact.sha256 and (measured.size, measured.sha256) != (artifact.size, artifact.sha256):
        findings = (Finding("S008", Place(address), value=address),)
    return _Written(address, measured.sha256, key_of(address) if artifact.rests_on else "", findings)
