"""Where the numbers of pages lay once: a file beside each page, which leads to the table of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from suluh.vocabulary.moved_addresses import Moved
from suluh.vocabulary.page_numbers import FOLDER
from suluh.vocabulary.site import Page

_YEAR = re.compile(r"[12][0-9]{3}")
_HOLES = ("bagian", "hal", "nama")
"""For parts of an address that are no year, in their order."""
_DEEPEST = 5
"""Parts of an address at most that are named."""


def list_moved_numbers(pages: Iterable[Page]) -> tuple[Moved, ...]:
    """A rule for each form of address that pages with numbers have, and the tables that they stand in.

    `alur/2025/bapenda/5.02/angka.csv` → `data/angka/alur-2025.csv`. Where two kinds of page have one form, it
    is that of the more common one; the others are named as far as it takes, and their rules stand before.
    """
    stems = {page.address: page.numbers.stem_at(page.address) for page in pages if page.numbers is not None}
    rules: dict[str, str] = {}
    for named in range(1, _DEEPEST):
        forms: dict[str, dict[str, list[str]]] = {}
        for address, stem in stems.items():
            form, table = _generalise(address, stem, named)
            forms.setdefault(form, {}).setdefault(table, []).append(address)
        for form, tables in forms.items():
            table, addresses = max(tables.items(), key=lambda held: (len(held[1]), held[0]))
            if rules.setdefault(form, table) == table:
                for address in addresses:
                    del stems[address]
    return tuple(
        Moved(f"{form}angka.{{bentuk}}", f"{FOLDER}{table}.csv")
        for form, table in sorted(rules.items(), key=lambda rule: _by_exactness(rule[0]))
    )


def _by_exactness(form: str) -> tuple[int, int, str]:
    """What names more of an address stands first, then what asks for a year."""
    return form.count("{"), -form.count("{tahun}"), form


def _generalise(address: str, stem: str, named: int) -> tuple[str, str]:
    """The form of an address with `named` parts left as they are, and of the name of its table."""
    holes = iter(_HOLES)
    parts: list[str] = []
    for number, part in enumerate(address.split("/")[:-1]):
        if _YEAR.fullmatch(part) and "{tahun}" not in parts:
            parts.append("{tahun}")
            stem = stem.replace(f"-{part}", "-{tahun}")
        else:
            parts.append(part if number < named else f"{{{next(holes, part)}}}")
    return "".join(f"{part}/" for part in parts), stem
