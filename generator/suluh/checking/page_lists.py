"""Lists that hand-written pages ask for and the site fills in: no page repeats what the catalogue knows.

A line of its own, `<!-- suluh:daftar data-contoh -->`, is where the list stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.site import Document

EXAMPLES, GENUINE, LICENCES = "data-contoh", "data-bukan-contoh", "lisensi"
NAMES = (EXAMPLES, GENUINE, LICENCES)
MARKER = re.compile(r"^<!-- suluh:daftar ([^\n]*?) -->[ \t]*$", re.MULTILINE)


def check_page_lists(documents: Iterable[Document], *, folder: str = "content") -> list[Finding]:
    """P056 for each list that a page asks for and that there is not."""
    return [
        Finding(
            "P056",
            Place(f"{folder}/{document.path}", line=document.text.count("\n", 0, match.start()) + 1),
            value=match[1],
            details={"ada": ", ".join(NAMES)},
        )
        for document in documents
        for match in MARKER.finditer(document.text)
        if match[1] not in NAMES
    ]
