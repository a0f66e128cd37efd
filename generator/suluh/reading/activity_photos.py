"""Photos that came with a dataset: told by their content, decoded in confinement, written anew.

What is published is never the file that was sent: a JPEG of ours has its pixels alone, without EXIF,
colour profile, comments or whatever else a camera or an editor left in it.
"""

from __future__ import annotations

import io
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from suluh.reading.confinement import TOO_LONG, TOO_MUCH, read_confined
from suluh.reading.generator_digest import digest_generator
from suluh.reading.kept_files import ignore_itself, keep_file
from suluh.reading.paths import confined_file
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings

SIZE_LIMIT = 8 * 1024 * 1024
PIXEL_LIMIT = 40_000_000
WIDE, SMALL = 1200, 480
"""The longer side of the published photo and of its small copy, in pixels."""

FOLDER = "foto"
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_QUALITY = (82, 70, 55)
_MOST = 300_000
"""Bytes that a published photo should not exceed: cheap phones pay for each."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo written anew: two JPEGs with their width and height in pixels."""

    large: bytes
    large_size: tuple[int, int]
    small: bytes
    small_size: tuple[int, int]


def read_photo(
    settings: Settings, folder: str, path: str, place: Place
) -> tuple[Photo | None, list[Finding]]:
    """The photo `path` in a dataset's folder, written anew, or None with what is wrong with it.

    M008 for what is too large; M006 for what is no JPEG, PNG or WebP that can be read.
    """
    file, findings = confined_file(settings.root, folder, path, place)
    if file is None:
        return None, findings
    try:
        if file.stat().st_size > SIZE_LIMIT:
            return None, [_too_large(place, path)]
        data = file.read_bytes()
    except OSError:
        return None, [Finding("F017", place)]
    if not (data.startswith(_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")):
        return None, [Finding("M006", place, value=path, details={"berkas": path})]
    digest = sha256(data).hexdigest()
    # Another generator, or another library that decodes, writes all photos anew.
    kept = settings.cache_dir / FOLDER / f"{digest}-{digest_generator()[:32]}.json"
    answer = _load(kept)
    if answer is None:
        answer, findings = read_confined(f"{__name__}:answer_photo", b64encode(data).decode(), place)
        if any(finding.code in (TOO_LONG, TOO_MUCH) for finding in findings):
            return None, [_too_large(place, path)]
        if findings:
            return None, [Finding("M006", place, value=path, details={"berkas": path})]
        ignore_itself(settings.cache_dir)
        with suppress(OSError):  # where nothing can be written, nothing is kept
            keep_file(kept, json.dumps(answer, sort_keys=True).encode())
    if "fault" in answer:
        return None, [_too_large(place, path)]
    return _unpack(json.dumps(answer, sort_keys=True)), []


def answer_photo(packed: str) -> dict[str, Any]:
    """In confinement: both copies as JSON; raises for what is no photo."""
    from PIL import Image, ImageOps  # in this process alone

    Image.MAX_IMAGE_PIXELS = None  # looked at below, before anything is decoded
    with Image.open(io.BytesIO(b64decode(packed)), formats=("JPEG", "PNG", "WEBP")) as image:
        if image.width * image.height > PIXEL_LIMIT:
            return {"fault": "large"}
        image.draft("RGB", (WIDE * 2, WIDE * 2))
        # Made small before anything else is done with it: two copies of the largest do not fit.
        plain = image if image.mode in ("RGB", "RGBA", "L") else image.convert("RGBA")
        plain.thumbnail((WIDE * 2, WIDE * 2))
        turned = ImageOps.exif_transpose(plain)
        clean = Image.new("RGB", turned.size, "white")
        # What shines through is put on white: a JPEG has no transparency.
        clear = turned.convert("RGBA")
        clean.paste(clear, mask=clear.getchannel("A"))
    copies = {}
    for name, side in (("large", WIDE), ("small", SMALL)):
        clean.thumbnail((side, side), Image.Resampling.LANCZOS)
        data = b""
        for quality in _QUALITY:
            out = io.BytesIO()
            clean.save(out, "JPEG", quality=quality, optimize=True, progressive=False)
            data = out.getvalue()
            if len(data) <= _MOST:
                break
        copies[name] = [b64encode(data).decode(), clean.width, clean.height]
    return copies


@lru_cache(maxsize=64)
def _unpack(text: str) -> Photo:
    answer = json.loads(text)
    (large, *size), (small, *less) = answer["large"], answer["small"]
    return Photo(b64decode(large), (size[0], size[1]), b64decode(small), (less[0], less[1]))


def _too_large(place: Place, path: str) -> Finding:
    limits = {"batas": f"{SIZE_LIMIT // 2**20} MB", "piksel": f"{PIXEL_LIMIT // 10**6} juta piksel"}
    return Finding("M008", place, value=path, details=limits)


def _load(path: Path) -> Mapping[str, Any] | None:
    """What was kept of a photo, or None: anything broken is made anew."""
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))
        if "fault" not in answer:
            _unpack(json.dumps(answer, sort_keys=True))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return dict(answer)
