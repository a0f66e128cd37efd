"""Is a published site still what was built? Each file against the manifest, in a folder or on its host."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from suluh.assembly.headers import HEADERS_FILE
from suluh.assembly.link_check import list_files
from suluh.assembly.manifest import MANIFEST, UNLISTED, ListedFile, read_manifest
from suluh.vocabulary.findings import Finding, Place

Fetch = Callable[[str, int], bytes]
"""From a path and how many bytes are wanted at most to those bytes. Raises OSError where there are none."""

MANIFEST_LIMIT = 64 * 1024 * 1024
AT_ONCE = 8
_SHOWN = 12
"""Hex digits of a checksum that tell two apart for a reader."""


def verify_site(fetch: Fetch, *, hosted: bool) -> tuple[int, list[Finding]]:
    """How many files the manifest lists, and E011 to E013 for what is not as it was built.

    A host reads the file of headers instead of giving it out, so a `hosted` one is not asked for it.
    """
    try:
        listed = read_manifest(fetch(MANIFEST, MANIFEST_LIMIT))
    except OSError as fault:
        return 0, [_unreadable(str(fault.strerror or fault))]
    if listed is None:
        return 0, [_unreadable("bukan manifest.json buatan Suluh")]
    wanted = [one for one in listed if not (hosted and one.path == HEADERS_FILE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda one: _compare(one, fetch), wanted)
        return len(wanted), [finding for finding in answers if finding is not None]


def verify_folder(folder: Path) -> tuple[int, list[Finding]]:
    """The same for a folder, where E014 also tells of each file that nobody listed."""

    def fetch(path: str, limit: int) -> bytes:
        with (folder / path).open("rb") as file:
            return file.read(limit)

    count, findings = verify_site(fetch, hosted=False)
    if any(finding.code == "E011" for finding in findings):
        return count, findings
    known = {one.path for one in read_manifest((folder / MANIFEST).read_bytes()) or ()}
    return count, [*findings, *_unlisted(list_files(folder), known)]


def _unlisted(names: Iterable[str], known: set[str]) -> Iterator[Finding]:
    for name in sorted(set(names) - known - UNLISTED):
        yield Finding("E014", Place(name))


def _compare(file: ListedFile, fetch: Fetch) -> Finding | None:
    try:
        content = fetch(file.path, file.size + 1)
    except OSError as fault:
        return Finding("E012", Place(file.path), details={"pesan": str(fault.strerror or fault)})
    digest = sha256(content).hexdigest()
    if digest == file.sha256:
        return None
    details = {"harapan": file.sha256[:_SHOWN], "ternyata": digest[:_SHOWN]}
    return Finding("E013", Place(file.path), details=details)


def _unreadable(message: str) -> Finding:
    return Finding("E011", Place(MANIFEST), details={"pesan": message})
