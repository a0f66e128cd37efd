"""What hand-written pages ask for and the site fills in: no page repeats what the catalogue knows.

A line of its own, `<!-- suluh:daftar data-contoh -->`, is where a list stands. In a sentence
`<!-- suluh:contoh wilayah -->` becomes a link to one page of that kind. What stands between
`<!-- suluh:bila rencana/ -->` and `<!-- suluh:akhir -->` is shown where the site has that address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.site import Document

EXAMPLES, GENUINE, LICENCES = "data-contoh", "data-bukan-contoh", "lisensi"
NAMES = (EXAMPLES, GENUINE, LICENCES)
MARKER = re.compile(r"^<!-- suluh:daftar ([^\n]*?) -->[ \t]*$", re.MULTILINE)
EXAMPLE_MARKER = re.compile(r"(?<!`)<!-- suluh:contoh ([^\n]*?) -->")
CONDITION = re.compile(r"(?<!`)<!-- suluh:bila ([^\n]*?) -->\n?(.*?)<!-- suluh:akhir -->\n?", re.DOTALL)
EXAMPLE_KINDS = ("wilayah", "instansi", "data", "laporan", "alur")


def check_page_lists(documents: Iterable[Document], *, folder: str = "content") -> list[Finding]:
    """P056 for each list, and each kind of example, that a page asks for and that there is not."""
    return [
        Finding(
            "P056",
            Place(f"{folder}/{document.path}", line=document.text.count("\n", 0, match.start()) + 1),
            value=match[1],
            details={"ada": ", ".join(known)},
        )
        for document in documents
        for marker, known in ((MARKER, NAMES), (EXAMPLE_MARKER, EXAMPLE_KINDS))
        for match in marker.finditer(document.text)
        if match[1] not in known
    ]
