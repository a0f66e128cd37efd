"""PDFs that came with a dataset: let through by content alone, since their bytes are published as they are.

A PDF may run scripts, start programs, send forms and carry other files. What does any of that, acts
by itself when it is opened, is locked or packed as nobody here can unpack, or names its author is
refused: nothing here rewrites a PDF.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from suluh.reading.binary_text import why_opaque
from suluh.reading.confinement import read_confined
from suluh.reading.paths import confined_file
from suluh.reading.pdf_actions import acts
from suluh.reading.pdf_streams import OpaqueError, find_streams, plain_names, unpack_all
from suluh.reading.photo_places import tells_position
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings

SIZE_LIMIT = 5 * 1024 * 1024
SUFFIX = ".pdf"

_START, _END = b"%PDF-", b"%%EOF"
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_AUTHOR = re.compile(rb"/Author\s*(?:\((?!\s*\))|<(?!\s*>))|<dc:creator\b")


def read_attachment(
    settings: Settings, folder: str, path: str, place: Place
) -> tuple[bytes | None, list[Finding]]:
    """The PDF `path` in a dataset's folder, or None with what is wrong with it.

    M010 for what is no whole PDF or is locked, M011 for a large one, M012 for one that does or
    carries something, M013 for one that names its author or where a photo in it was taken.
    """
    file, findings = confined_file(settings.root, folder, path, place)
    if file is None:
        return None, findings
    try:
        if file.stat().st_size > SIZE_LIMIT:
            return None, [_refuse("M011", place, path, batas=f"{SIZE_LIMIT // 2**20} MB")]
        data = file.read_bytes()
    except OSError:
        return None, [Finding("F017", place)]
    code = _judge_confined(data, place) if path.lower().endswith(SUFFIX) else "M010"
    return (None, [_refuse(code, place, path)]) if code else (data, [])


def _judge_confined(data: bytes, place: Place) -> str:
    answer, findings = read_confined(f"{__name__}:answer_attachment", b64encode(data).decode(), place)
    # What hangs or swells while it is looked into cannot be looked into.
    return "M010" if findings or not isinstance(answer, str) else answer


def answer_attachment(packed: str) -> str:
    """In confinement: the code of what is wrong with a PDF, or an empty text."""
    return judge_pdf(b64decode(packed))


def judge_pdf(data: bytes) -> str:
    """The code of what is wrong with a PDF; empty for one that may be published. Never raises."""
    if not data.startswith(_START) or _END not in data[-2048:] or why_opaque(data):
        return "M010"
    try:
        parts = [plain_names(part) for part in (data, *unpack_all(data))]
    except OpaqueError:
        return "M010"  # packed so that nobody here can read it
    if _LOCKED.search(parts[0]):
        return "M010"
    if acts(parts) or any(stream.is_outside for stream in find_streams(data)):
        return "M012"
    return "M013" if any(names_author(part) or tells_position(part) for part in parts) else ""


def names_author(part: bytes) -> bool:
    """Whether a part of a PDF says who wrote it; the same for the last look at finished files."""
    return _AUTHOR.search(part) is not None


def _refuse(code: str, place: Place, path: str, **details: str) -> Finding:
    return Finding(code, place, value=path, details=details)
