"""Compiled templates, kept beside Python's own compiled modules and trusted as far as they are.

They lie in the package, never in a project: what is in a project's folder is never run. Where nothing can be
written there, or Python writes no compiled modules either, each process compiles what it needs.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from pickle import UnpicklingError

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from suluh.reading.generator_digest import digest_whole_generator
from suluh.reading.package_notes import KEPT_BESIDE


class KeptTemplates(FileSystemBytecodeCache):
    """The compiled templates of one language, each under a digest of all that compiles it and of its text.

    Words and icons are put in as a template is compiled: they are of the package and its surroundings.
    """

    def __init__(self, language: str, folder: Path = KEPT_BESIDE) -> None:
        super().__init__(str(folder), f"{language}-%s.{sys.implementation.cache_tag}.jinja")

    def get_source_checksum(self, source: str) -> str:
        """Of the text, and of all that is installed."""
        return sha256(f"{digest_whole_generator()}\0{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """What cannot be read is compiled anew."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, UnpicklingError, ValueError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Where it cannot be written it is not kept."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
