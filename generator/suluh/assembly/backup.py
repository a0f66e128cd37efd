"""Everything that a bare machine needs to build the same bytes again, in one file, and its way back.

A backup holds the whole history as a bundle of git's, so also what is closed or was withdrawn: it is as
confidential as the repository. A mirror holds what is published and nothing else.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest, sha256
from importlib.metadata import distributions
from importlib.resources import files
from pathlib import Path
from platform import python_version
from shutil import copyfileobj
from typing import Any, BinaryIO

from suluh.assembly.manifest import CHECKSUMS, MANIFEST, SIGNATURE, read_manifest
from suluh.assembly.verification import open_folder, verify_site
from suluh.history.gaps import find_gap
from suluh.publishing.archive import write_checksums, write_members
from suluh.publishing.artifacts import measure_artifact
from suluh.reading.generator_digest import digest_whole_generator
from suluh.reading.git_answers import GitSilentError, Silence, ask_git, tell_git
from suluh.reading.kept_files import ignore_itself, keep_file
from suluh.vocabulary.findings import Counted, Detail, Finding, Place, Severity
from suluh.vocabulary.site import Artifact

BUNDLE, NOTE, GUIDE = "riwayat.bundle", "suluh.json", "BACA-SAYA.md"
SITE_NOTE = "situs/manifest.json"
KEPT_MANIFEST = Path(".suluh", "cadangan.json")
"""Where a restored project keeps the manifest of the site that its backup was of."""
FORMAT = 1
API_INDEX = "api/v1/index.json"
_ENTRIES = frozenset((BUNDLE, NOTE, GUIDE, CHECKSUMS, SITE_NOTE))
_DAMAGED = (
    *(OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error),
    *(ValueError, KeyError, TypeError, AttributeError),
)
"""What reading a file that is no whole backup, or its note, may raise."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What built a site: our version and digest, Python's version, each package with its record's digest."""

    version: str
    generator: str
    python: str
    packages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BackupNote:
    """What a backup says of itself: the commit, the day that the site judged by (ISO; empty without one)."""

    commit: str
    day: str
    surroundings: Surroundings


def write_backup(root: Path, site: Path | None, target: Path, version: str) -> list[Finding]:
    """Write a backup of a project with its whole history, all committed; else S026, S029. Raises OSError."""
    if gap := find_gap(root):
        return [Finding("S029", Place(root.name), details={"sebab": gap})]
    if findings := _find_uncommitted(root):
        return findings
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder, BUNDLE)
        try:
            ask_git(root, ["bundle", "create", "--quiet", str(bundle), "--all", "HEAD"])
            commit = ask_git(root, ["rev-parse", "HEAD"]).strip()
        except GitSilentError as silent:
            return [Finding("S029", Place(root.name), details={"sebab": str(silent.reason)})]
        manifest = (site / MANIFEST).read_bytes() if site is not None else b""
        note = BackupNote(commit, _read_day(site), describe_surroundings(version))
        small = {NOTE: write_note(note), GUIDE: _read_guide("cadangan")}
        if manifest:
            small[SITE_NOTE] = manifest
        _write_zip(target, {BUNDLE: bundle, **small})
    return []


def write_mirror(site: Path, target: Path) -> list[Finding]:
    """Write what a site publishes, verified, with how to check and serve it; E011 to E013 if not whole."""
    _, findings = verify_site(open_folder(site), hosted=False)
    if findings:
        return findings
    listed = read_manifest((site / MANIFEST).read_bytes()) or ()
    members = {f"situs/{file.path}": site / file.path for file in listed}
    for name in (MANIFEST, CHECKSUMS, SIGNATURE):
        if (site / name).is_file():
            members[f"situs/{name}"] = site / name
    _write_zip(target, {GUIDE: _read_guide("cermin"), **members})
    return []


def open_backup(source: Path, folder: Path, version: str) -> tuple[BackupNote | None, list[Finding]]:
    """Unpack a verified backup into a new project at `folder`; None with S027 where it is none or damaged."""
    with tempfile.TemporaryDirectory() as unpacked:
        try:
            _unpack(source, Path(unpacked))
            note = read_note(Path(unpacked, NOTE).read_bytes())
        except _DAMAGED as fault:
            return None, [Finding("S027", Place(source.name), details={"pesan": str(fault) or "@no_backup"})]
        try:
            clone = ("clone", "--quiet", "--no-checkout", BUNDLE, str(folder))
            if not tell_git(Path(unpacked), *clone, seconds=None):
                raise GitSilentError(Silence.FAILED, "clone")
            ask_git(folder, ["checkout", "--quiet", "--detach", note.commit])
            pattern = "--format=%(refname:lstrip=3)"
            names = ask_git(
                folder, ["for-each-ref", pattern, "--points-at", note.commit, "refs/remotes/origin"]
            )
            if branch := next((name for name in names.split() if name != "HEAD"), ""):
                ask_git(folder, ["checkout", "--quiet", branch])
        except GitSilentError as silent:
            return None, [Finding("S027", Place(source.name), details={"pesan": str(silent.reason)})]
        if Path(unpacked, SITE_NOTE).is_file():
            ignore_itself((folder / KEPT_MANIFEST).parent)
            keep_file(folder / KEPT_MANIFEST, Path(unpacked, SITE_NOTE).read_bytes())
    return note, compare_surroundings(note.surroundings, version)


def compare_site(folder: Path, site: Path) -> list[Finding]:
    """E012 and E013 for each file of a site built again that is not what the backup's site had."""
    kept = (folder / KEPT_MANIFEST).read_bytes()

    def fetch(path: str, limit: int) -> bytes:
        return kept if path == MANIFEST else open_folder(site)(path, limit)

    return verify_site(fetch, hosted=False)[1]


def describe_surroundings(version: str) -> Surroundings:
    """What is installed here, with our own `version`."""
    packages = {}
    for distribution in distributions():
        record = (distribution.read_text("RECORD") or "").encode()
        name = f"{distribution.metadata['Name']}=={distribution.version}"
        packages[name] = sha256(record).hexdigest()
    return Surroundings(version, digest_whole_generator(), python_version(), dict(sorted(packages.items())))


def compare_surroundings(built: Surroundings, version: str) -> list[Finding]:
    """S028 where what is installed here is not what built the site: bytes may then differ."""
    here = describe_surroundings(version)
    differing = sorted({name.split("==")[0] for name in built.packages.keys() ^ here.packages.keys()})
    if here.generator == built.generator and here.python == built.python and not differing:
        return []
    details: dict[str, Detail] = {
        "versi": built.version,
        "python": built.python,
        "paket": ", ".join(differing[:_SHOWN]) or "–",
        "lain": Counted(len(differing), "packages_differing"),
    }
    return [Finding("S028", Place(NOTE), Severity.WARNING, details=details)]


def write_note(note: BackupNote) -> bytes:
    """The note as JSON."""
    built = note.surroundings
    told = {
        "format": FORMAT,
        "commit": note.commit,
        "per_tanggal": note.day,
        "versi": built.version,
        "generator": built.generator,
        "python": built.python,
        "paket": dict(built.packages),
    }
    return json.dumps(told, indent=1, sort_keys=True).encode()


def read_note(content: bytes) -> BackupNote:
    """The note again. Raises ValueError, KeyError or TypeError for another."""
    told: dict[str, Any] = json.loads(content)
    if told["format"] != FORMAT or not all(isinstance(told[key], str) for key in ("commit", "per_tanggal")):
        raise ValueError(NOTE)
    if not told["commit"].isalnum():
        raise ValueError(NOTE)
    packages = {str(name): str(digest) for name, digest in told["paket"].items()}
    built = Surroundings(str(told["versi"]), str(told["generator"]), str(told["python"]), packages)
    return BackupNote(told["commit"], told["per_tanggal"], built)


def _find_uncommitted(root: Path) -> list[Finding]:
    try:
        changed = [line[3:] for line in ask_git(root, ["status", "--porcelain"]).splitlines()]
    except GitSilentError as silent:
        return [Finding("S029", Place(root.name), details={"sebab": str(silent.reason)})]
    if not changed:
        return []
    count = Counted(len(changed), "files_of_site")
    details: dict[str, Detail] = {"berkas_lain": ", ".join(changed[:_SHOWN]), "pesan": count}
    return [Finding("S026", Place(changed[0]), details=details)]


def _read_day(site: Path | None) -> str:
    try:
        return str(json.loads((site / API_INDEX).read_bytes()).get("per_tanggal") or "") if site else ""
    except (OSError, ValueError):
        return ""


def _read_guide(name: str) -> bytes:
    return files("suluh.standards").joinpath("backup", f"{name}.md").read_bytes()


def _write_zip(target: Path, members: Mapping[str, bytes | Path]) -> None:
    """A ZIP of bytes and files by their names in it, with their checksums, put in place whole."""
    named = {name: _as_artifact(name, content) for name, content in members.items()}
    sums = measure_artifact(CHECKSUMS, partial(write_checksums, named=named))
    fresh = target.with_name(f".{target.name}.baru")
    try:
        with fresh.open("wb") as stream:
            write_members(stream, {**named, CHECKSUMS: sums})
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _as_artifact(name: str, content: bytes | Path) -> Artifact:
    def write(stream: BinaryIO) -> None:
        if isinstance(content, bytes):
            stream.write(content)
        else:
            with content.open("rb") as file:
                copyfileobj(file, stream)

    return measure_artifact(name, write)


def _unpack(source: Path, folder: Path) -> None:
    """Every entry that a backup has, its digest as its list says. Raises ValueError for anything else."""
    with zipfile.ZipFile(source) as archive:
        names = set(archive.namelist())
        if not names <= _ENTRIES or not {BUNDLE, NOTE, CHECKSUMS} <= names:
            raise ValueError(CHECKSUMS)
        listed = dict(_read_sums(archive.read(CHECKSUMS).decode()))
        for name in sorted(names - {CHECKSUMS}):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as packed, path.open("wb") as file:
                copyfileobj(packed, file)
            with path.open("rb") as file:
                if file_digest(file, "sha256").hexdigest() != listed.get(name):
                    raise ValueError(name)


def _read_sums(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest
