"""Addresses that pages and files once had, by pattern: what stood there stands elsewhere now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_HOLE = re.compile(r"\{([a-z]+)\}")
_ANY = "[A-Za-z0-9][A-Za-z0-9._-]*"
PARTS: Mapping[str, str] = {
    "tahun": "[12][0-9]{3}",
    "instansi": "[a-z0-9]+(?:-[a-z0-9]+)*",
    "kode": "[0-9][0-9.]*",
    "triwulan": "[1-4]",
    "nomor": "[0-9]{2}",
    "rincian": "[0-9X]+(?:\\.[0-9X]+){5}",
    "nama": _ANY,
    "bagian": _ANY,
    "hal": _ANY,
    "edisi": "[12][0-9]{3}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}",
    "bentuk": "csv|json|xlsx",
}
"""What may stand in each hole of a pattern, as a regular expression that all servers and browsers read alike.

No lookaround, no capturing group, no slash.
"""


@dataclass(frozen=True)
class Moved:
    """Addresses of the form `old` lead on to that of the form `new`, both from the site's root.

    `{name}` is a hole of `PARTS`; `old` has each once, `new` uses those that `old` has. `new` may end in
    `#…`, the place on the page.
    """

    old: str
    new: str
    holes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        holes = tuple(_HOLE.findall(self.old))
        if len(set(holes)) != len(holes) or not {*holes} <= PARTS.keys():
            raise ValueError(f"{self.old!r} has a hole twice, or one that nobody knows")
        if not set(_HOLE.findall(self.new)) <= {*holes}:
            raise ValueError(f"{self.new!r} asks for what {self.old!r} does not have")
        object.__setattr__(self, "holes", holes)

    @cached_property
    def pattern(self) -> str:
        """A regular expression for old addresses without anchors, with a group for each hole in its order.

        An address of a folder is known with and without its last slash, and as its `index.html`.
        """
        parts = _HOLE.split(self.old.removesuffix("/"))
        told = "".join(
            f"({PARTS[part]})" if number % 2 else re.escape(part) for number, part in enumerate(parts)
        )
        return told + ("(?:/(?:index\\.html)?)?" if self.old.endswith("/") else "")

    def write(self, hole: str) -> str:
        """`new` with `hole` in the place of each hole, in which `%s` is its number from 1."""
        return _HOLE.sub(lambda found: hole.replace("%s", str(self.holes.index(found[1]) + 1)), self.new)

    def lead(self, address: str) -> str | None:
        """Where an old address leads; None for one that this rule does not know."""
        found = re.fullmatch(self.pattern, address)
        return self.fill(dict(zip(self.holes, found.groups(), strict=True))) if found else None

    def fill(self, values: Mapping[str, str]) -> str:
        """`new` with the values in its holes. Raises KeyError where one is missing."""
        return _HOLE.sub(lambda found: values[found[1]], self.new)


def lead_on(address: str, moved: Iterable[Moved]) -> str | None:
    """Where an old address leads by the first rule that knows it; None where none does."""
    return next((there for there in (rule.lead(address) for rule in moved) if there is not None), None)


MOVED: tuple[Moved, ...] = (
    Moved("anggaran/{tahun}/{instansi}/{rincian}/", "anggaran/{tahun}/{instansi}/#{rincian}"),
    Moved("anggaran/{tahun}/{instansi}/{rincian}/angka.{bentuk}", "anggaran/{tahun}/{instansi}/#{rincian}"),
    Moved(
        "evaluasi/{tahun}/tw{triwulan}/{instansi}/e{nomor}.{bentuk}",
        "evaluasi/{tahun}/e{nomor}/{instansi}.{bentuk}",
    ),
    Moved("evaluasi/{tahun}/tw{triwulan}/e{nomor}.{bentuk}", "evaluasi/{tahun}/e{nomor}.{bentuk}"),
    Moved("data/angka/excel/{nama}.csv", "data/angka/excel/{nama}.zip"),
    Moved("data/{nama}/excel/{hal}.csv", "data/{nama}/excel/{hal}.zip"),
    Moved("data/{nama}/asal/{hal}.csv", "data/{nama}/asal/{hal}.zip"),
    Moved("data/{nama}/v/{edisi}/{hal}.csv", "data/{nama}/v/{edisi}/{hal}.zip"),
    Moved("evaluasi/{tahun}/tc29/{instansi}/tc29.{bentuk}", "evaluasi/tc29/{instansi}.{bentuk}"),
    Moved("{bagian}/{tahun}/ocds.json", "{bagian}/{tahun}/"),
)
"""Every page and form that moved, in the order in which rules are asked: a site leads on from each.

The rules for files of numbers are made of the pages, by `publishing/moved_numbers.py`.
"""
