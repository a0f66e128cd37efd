"""Does a finished site fit its host? What is beyond a limit is told when it is built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from suluh.assembly.host_headers import HEADERS_FILE, REDIRECTS_FILE
from suluh.assembly.manifest import MANIFEST, UNLISTED, ListedFile, read_hosting, read_manifest
from suluh.reading.host_list import load_hosts
from suluh.vocabulary.findings import Counted, Detail, Finding, Place, Severity
from suluh.vocabulary.hosts import Host

_MEGABYTE = 1_000_000


def check_fit(files: Iterable[ListedFile], hosting: str, folder: Path) -> list[Finding]:
    """U019 for each limit of the host that the site is beyond, U020 for each file that is too large for it.

    Warnings: whoever pays for more may have more. `files` are all that the site's `folder` has; a host
    that nobody named has no limits.
    """
    host = load_hosts().get(hosting)
    if host is None:
        return []
    listed = list(files)
    return [*_check_whole(listed, host, folder), *_check_files(listed, host)]


def check_built(folder: Path) -> list[Finding]:
    """The same of a site that lies built in a folder, by its manifest; nothing where there is none."""
    try:
        manifest = (folder / MANIFEST).read_bytes()
    except OSError:
        return []
    return check_fit(read_manifest(manifest) or (), read_hosting(manifest), folder)


def _check_whole(files: list[ListedFile], host: Host, folder: Path) -> Iterator[Finding]:
    folders = Counter(file.path.rpartition("/")[0] for file in files)
    sizes = sum(file.size for file in files)
    held: list[tuple[int | None, int, str]] = [
        (host.files, len(files) + len(UNLISTED), "files_of_site"),
        (host.files_in_folder, max(folders.values(), default=0), "files_of_folder"),
    ]
    if host.site_bytes is not None:
        held.append((host.site_bytes // _MEGABYTE, -(-sizes // _MEGABYTE), "megabytes_of_site"))
    rules = _count_rules(folder)
    held += [
        (host.header_rules, rules["header_rules"], "header_rules"),
        (host.header_line, rules["header_line"], "header_line"),
        (host.redirects, rules["redirects"], "redirect_rules"),
        (host.redirects_with_holes, rules["redirects_with_holes"], "redirects_with_holes"),
        (host.redirect_line, rules["redirect_line"], "redirect_line"),
    ]
    for limit, count, unit in held:
        if limit is not None and count > limit:
            details: dict[str, Detail] = {"tempat": host.name, "ada": Counted(count, unit), "batas": limit}
            yield Finding("U019", Place("mkdocs.yml", field="hosting"), Severity.WARNING, details=details)


def _count_rules(folder: Path) -> Mapping[str, int]:
    """How many rules the files for hosts have, and their longest lines."""
    headers, redirects = (
        path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for path in (folder / HEADERS_FILE, folder / REDIRECTS_FILE)
    )
    return {
        "header_rules": sum(line.startswith("/") for line in headers),
        "header_line": max(map(len, headers), default=0),
        "redirects": len(redirects),
        "redirects_with_holes": sum(":" in line for line in redirects),
        "redirect_line": max(map(len, redirects), default=0),
    }


def _check_files(files: list[ListedFile], host: Host) -> Iterator[Finding]:
    if host.file_bytes is None:
        return
    for file in files:
        if file.size > host.file_bytes:
            details: dict[str, Detail] = {
                "tempat": host.name,
                "ada": Counted(-(-file.size // _MEGABYTE), "megabytes_of_file"),
                "batas": host.file_bytes // _MEGABYTE,
            }
            yield Finding("U020", Place(file.path), Severity.WARNING, details=details)
