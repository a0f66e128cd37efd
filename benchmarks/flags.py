"""How well the flags of a quarter foretell how the year ends: precision and recall.

    python benchmarks/flags.py                    the example of this repository
    python benchmarks/flags.py --root FOLDER      another project

Flags are raised with what was known by the end of the second and the third quarter; the last quarter is held
out and tells how it ended. Only years of which all four quarters were reported by anybody are counted. The
example's figures are invented, so its numbers say how the rules behave, not how agencies do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(SOURCES / "generator")]

from suluh.cli.roots import load_settings  # noqa: E402
from suluh.measuring.flags import Flag, raise_flags  # noqa: E402
from suluh.measuring.outcomes import reckon_outcome  # noqa: E402
from suluh.publishing.cleared_catalog import make_catalog  # noqa: E402
from suluh.publishing.whole_check import check_whole  # noqa: E402
from suluh.vocabulary.thread_book import ThreadBook  # noqa: E402
from suluh.vocabulary.threads import QUARTERS, Thread  # noqa: E402

LAST = QUARTERS[-1]
SPENT_WELL = 90
"""Per cent of its budget that an agency has spent when its year ended well."""


@dataclass(frozen=True)
class Foretold:
    """Cases of one flag: raised and so it ended, raised in vain, ended so unraised."""

    right: int
    in_vain: int
    missed: int

    def __str__(self) -> str:
        raised, ended = self.right + self.in_vain, self.right + self.missed
        shares = f"{_show(self.right, raised):>12}{_show(self.right, ended):>10}"
        return f"{raised:>8}{ended:>8}{self.right:>8}{shares}"


def main() -> None:
    """Read the project, and print a row for each flag and quarter."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--root", type=Path, default=SOURCES)
    settings, findings = load_settings(parser.parse_args().root)
    if settings is None:
        sys.exit("\n".join(map(str, findings)))
    book = make_catalog(settings, check_whole(settings)).threads
    years = [year for year in book.years if book.through.get(year) == LAST]
    print(f"years {', '.join(map(str, years)) or 'none'}")
    print(f"{'flag':24}{'quarter':>8}{'raised':>8}{'ended':>8}{'right':>8}{'precision':>12}{'recall':>10}")
    for flag, ends in _ENDINGS.items():
        for quarter in (2, 3):
            raised = {case for year in years for case in _raised(book, year, quarter, flag)}
            ended = {case for year in years for case in ends(book, year)}
            known = {case for year in years for case in _known(book, year, flag)}
            raised, ended = raised & known, ended & known
            told = Foretold(len(raised & ended), len(raised - ended), len(ended - raised))
            print(f"{flag.value:24}{quarter:>8}{told}")


Case = tuple[int, str, str]
"""Year, agency, and the sub kegiatan's code; empty for the agency as a whole."""


def _agencies(book: ThreadBook, year: int) -> Iterator[tuple[str, tuple[Thread, ...]]]:
    for slug in sorted({thread.key.instansi for thread in book.select(year)}):
        yield slug, book.select(year, slug)


def _raised(book: ThreadBook, year: int, quarter: int, flag: Flag) -> Iterator[Case]:
    for slug, threads in _agencies(book, year):
        for flagged in raise_flags(threads, quarter):
            if flagged.flag is flag and flag in _OF_AGENCIES:
                if flagged.weighs:
                    yield year, slug, ""
            elif flagged.flag is flag:
                yield from ((year, slug, thread.key.kode) for thread in flagged.threads)


def _known(book: ThreadBook, year: int, flag: Flag) -> Iterator[Case]:
    """Cases of which it is known how they ended."""
    for slug, threads in _agencies(book, year):
        yield year, slug, ""
        if flag not in _OF_AGENCIES:
            yield from (
                (year, slug, thread.key.kode) for thread in threads if thread.spent_in(LAST) is not None
            )


def _ends_unspent(book: ThreadBook, year: int) -> Iterator[Case]:
    for slug, threads in _agencies(book, year):
        whole = [thread for thread in threads if thread.budget and len(thread.reported) == LAST]
        budget = sum((Fraction(thread.budget or 0) for thread in whole), Fraction(0))
        spent = sum((Fraction(thread.spent or 0) for thread in whole), Fraction(0))
        if budget and spent / budget * 100 < SPENT_WELL:
            yield year, slug, ""


def _ends_short(book: ThreadBook, year: int) -> Iterator[Case]:
    for slug, threads in _agencies(book, year):
        for thread in threads:
            physical = reckon_outcome(thread).physical
            if physical is not None and physical < 100:
                yield year, slug, thread.key.kode


def _ends_over(book: ThreadBook, year: int) -> Iterator[Case]:
    for slug, threads in _agencies(book, year):
        for thread in threads:
            if thread.budget and (thread.spent or 0) > thread.budget:
                yield year, slug, thread.key.kode


def _ends_silent(book: ThreadBook, year: int) -> Iterator[Case]:
    for slug, threads in _agencies(book, year):
        if any(thread.budget and LAST in thread.missing for thread in threads):
            yield year, slug, ""


_ENDINGS = {
    Flag.BELUM_MELAPOR: _ends_silent,
    Flag.SERAPAN_TERTINGGAL: _ends_unspent,
    Flag.UANG_MENDAHULUI: _ends_short,
    Flag.MELEBIHI_PAGU: _ends_over,
}
_OF_AGENCIES = {Flag.BELUM_MELAPOR, Flag.SERAPAN_TERTINGGAL}


def _show(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


if __name__ == "__main__":
    main()
