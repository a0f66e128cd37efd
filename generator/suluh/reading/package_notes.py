"""What is worked out of the package alone, kept beside its compiled modules and trusted as far as they are.

It lies in the package, never in a project. Where nothing can be written there, or Python writes no compiled
modules either, each process works it out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from suluh.reading.generator_digest import PACKAGE, digest_whole_generator
from suluh.reading.kept_results import load_note, save_note

KEPT_BESIDE = Path(cache_from_source(str(PACKAGE / "__init__.py"))).parent
"""Where Python keeps the package's compiled modules, as it was told to."""
_GENERATOR = "pembangkit"


def keep_of_package(name: str, make: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """What `make` makes of the package, of plain JSON values; kept until anything installed changes."""
    digest = digest_whole_generator()
    note = load_note(KEPT_BESIDE, name)
    if note is None or note.get(_GENERATOR) != digest:
        note = {**make(), _GENERATOR: digest}
        if not sys.dont_write_bytecode:
            save_note(KEPT_BESIDE, name, note)
    return note
