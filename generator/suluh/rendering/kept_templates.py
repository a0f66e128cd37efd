"""Compiled templates, kept beside Python's own compiled modules and trusted as far as they are.

They lie in the package, never in a project: what is in a project's folder is never run. Where nothing can be
written there, or Python writes no compiled modules either, each process compiles what it needs.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from suluh.reading.generator_digest import digest_whole_generator
from suluh.reading.kept_files import keep_sealed, read_sealed
from suluh.reading.package_notes import KEPT_BESIDE


class KeptTemplates(BytecodeCache):
    """The compiled templates of one language, each under a digest of all that compiles it and of its text.

    Words and icons are put in as a template is compiled: they are of the package and its surroundings.
    """

    def __init__(self, language: str, folder: Path = KEPT_BESIDE) -> None:
        self._folder, self._language = folder, language

    def get_source_checksum(self, source: str) -> str:
        """Of the text, and of all that is installed."""
        return sha256(f"{digest_whole_generator()}\0{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """What is not there whole is compiled anew."""
        with suppress(OSError):
            code = read_sealed(self._path(bucket))
            if code is not None:
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Where it cannot be written it is not kept."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                keep_sealed(self._path(bucket), bucket.bytecode_to_string())

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{self._language}-{bucket.key}.{sys.implementation.cache_tag}.jinja"
