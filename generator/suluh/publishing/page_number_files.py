"""`angka.csv`, `angka.json` beside a page: its numbers in every format that writes numbers of pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import BinaryIO

from suluh.publishing.artifacts import write_text
from suluh.publishing.formats import list_number_formats
from suluh.vocabulary.download_format import NumbersWriter, OutgoingNumbers
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import FILE_STEM, NumbersLater, PageNumbers
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Page


def write_page_numbers(
    page: Page, settings: Settings, statuses: Mapping[str, StatusData]
) -> tuple[Artifact, ...]:
    """The page's numbers at its address, a file for each format; nothing for a page without numbers.

    `statuses` says of each published dataset how final it is. The numbers are worked out when they are
    written: a site has tens of thousands, and nothing tells their size.
    """
    if page.numbers is None:
        return ()
    writers = {each.suffix: each.numbers for each in list_number_formats() if each.numbers is not None}
    numbers = _Shared(page.numbers, shares=len(writers))

    def write(stream: BinaryIO, written: NumbersWriter) -> None:
        write_text(stream, written(OutgoingNumbers(numbers.take(), statuses, page, settings)))

    return tuple(
        Artifact(f"{page.address}{FILE_STEM}{suffix}", partial(write, written=written))
        for suffix, written in writers.items()
    )


class _Shared:
    """Numbers worked out when first taken, kept for those who have a share in them, then let go."""

    def __init__(self, make: NumbersLater, *, shares: int) -> None:
        self._make = make
        self._shares = shares
        self._made: PageNumbers | None = None
        self._left = 0

    def take(self) -> PageNumbers:
        made = self._made
        if made is None:
            made, self._left = self._make(), self._shares
        self._left -= 1
        self._made = made if self._left else None
        return made
