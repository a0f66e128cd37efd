"""Is a published site still what was built? Each file against the manifest, in a folder or on its host."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from suluh.assembly.host_headers import HOST_FILES
from suluh.assembly.link_check import list_files
from suluh.assembly.manifest import (
    CHECKSUMS,
    MANIFEST,
    SIGNATURE,
    UNLISTED,
    ListedFile,
    read_digest,
    read_manifest,
)
from suluh.assembly.signature import check_signature
from suluh.vocabulary.findings import Detail, Finding, Place
from suluh.vocabulary.retractions import Retractions
from suluh.vocabulary.system_faults import name_fault

Fetch = Callable[[str, int], bytes]
"""From a path and how many bytes are wanted at most to those bytes. Raises OSError where there are none."""

MANIFEST_LIMIT = 64 * 1024 * 1024
SIGNATURE_LIMIT = 64 * 1024
AT_ONCE = 8
_SHOWN = 12
"""Hex digits of a checksum that tell two apart for a reader."""


def verify_site(fetch: Fetch, *, hosted: bool) -> tuple[int, list[Finding]]:
    """How many files the manifest lists, and E011 to E013 for what is not as it was built.

    A host reads the files of headers and old addresses instead of giving them out, so a `hosted` one is
    not asked for them.
    """
    try:
        manifest = fetch(MANIFEST, MANIFEST_LIMIT)
        listed = read_manifest(manifest)
    except OSError as fault:
        return 0, [_unreadable(name_fault(fault))]
    if listed is None:
        return 0, [_unreadable("@no_manifest")]
    wanted = [listed_file for listed_file in listed if not (hosted and listed_file.path in HOST_FILES)]
    if digest := read_digest(manifest):
        wanted.append(ListedFile(CHECKSUMS, MANIFEST_LIMIT, digest))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda entry: _compare(entry, fetch), wanted)
        return len(wanted), [finding for finding in answers if finding is not None]


def verify_folder(folder: Path) -> tuple[int, list[Finding]]:
    """How many files a folder's manifest lists, and E011 to E014 for what is not as it was built.

    Of a folder E014 is told as well: each file that nobody listed.
    """
    count, findings = verify_site(open_folder(folder), hosted=False)
    if any(finding.code == "E011" for finding in findings):
        return count, findings
    known = {listed_file.path for listed_file in read_manifest((folder / MANIFEST).read_bytes()) or ()}
    return count, [*findings, *_unlisted(list_files(folder), known)]


def open_folder(folder: Path) -> Fetch:
    """A folder's files, asked for as a host's."""

    def fetch(path: str, limit: int) -> bytes:
        with (folder / path).open("rb") as file:
            return file.read(limit)

    return fetch


def verify_signed(fetch: Fetch, signers: Path) -> tuple[str, list[Finding]]:
    """Who of the trusted signed the manifest; E015 where nobody did."""
    try:
        manifest, signature = fetch(MANIFEST, MANIFEST_LIMIT), fetch(SIGNATURE, SIGNATURE_LIMIT)
    except OSError as fault:
        return "", [Finding("E015", Place(SIGNATURE), details={"pesan": name_fault(fault)})]
    return check_signature(manifest, signature, signers)


def find_withdrawn(fetch: Fetch, retractions: Retractions) -> list[Finding]:
    """V017 for each file of a site whose bytes were withdrawn, or that holds such a file."""
    try:
        listed = read_manifest(fetch(MANIFEST, MANIFEST_LIMIT)) or ()
    except OSError:
        return []  # told as E011
    return [
        Finding("V017", Place(listed_file.path), value=listed_file.path)
        for listed_file in listed
        if not retractions.digests.isdisjoint((listed_file.sha256, *listed_file.members))
    ]


def _unlisted(names: Iterable[str], known: set[str]) -> Iterator[Finding]:
    for name in sorted(set(names) - known - UNLISTED):
        yield Finding("E014", Place(name))


def _compare(file: ListedFile, fetch: Fetch) -> Finding | None:
    try:
        content = fetch(file.path, file.size + 1)
    except OSError as fault:
        return Finding("E012", Place(file.path), details={"pesan": name_fault(fault)})
    digest = sha256(content).hexdigest()
    if digest == file.sha256:
        return None
    details = {"harapan": file.sha256[:_SHOWN], "ternyata": digest[:_SHOWN]}
    return Finding("E013", Place(file.path), details=details)


def _unreadable(message: Detail) -> Finding:
    return Finding("E011", Place(MANIFEST), details={"pesan": message})
