"""Which cells of a long text may hold something personal: one automaton looks at all of them once.

Each rule of `personal_patterns` has a wider one here that asks for nothing before or after. So a cell that
is left out has nothing that they would find, whatever part of it they are given; one that is told may be
harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from suluh.checking.digit_chains import BETWEEN, LENGTH
from suluh.reading.patterns import Screen, compile_screen, screen_bytes

ROW_END, CELL_END = "\x1e", "\x1f"
"""Between two pieces or rows of one text, and between two cells: no rule reaches across."""

_ROW, _CELL = ROW_END.encode(), CELL_END.encode()
_NO_SIGN = r"[^A-Za-z0-9\x1e\x1f]"
_LOOKALIKE = r"[0-9OoQDIilL|SsB]"
_DOT = r"(?:\.| ?[(\[{] ?(?i:dot|titik) ?[)\]}] ?)"
_LABEL = "hp|wa|app|telp|telepon|tlp|ponsel|kontak|hubungi"

_PERSONAL = compile_screen(
    # sixteen digits, and sixteen with letters among them
    rf"[0-9](?:{BETWEEN}[0-9]){{{LENGTH - 1}}}",
    rf"(?:^|[^0-9A-Za-z]){_LOOKALIKE}(?:[ .\-/_]{{0,3}}{_LOOKALIKE}){{{LENGTH - 1}}}",
    rf"(?i:nik|ktp|npwp){_NO_SIGN}{{0,5}}[0-9][0-9 .-]{{13}}",
    r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}",
    # telephones
    r"(?:^|[^0-9.,])\(?(?:\+ ?62|0062|0)\)?[ -]?\(?8[1-9](?:[ .()-]{0,2}[0-9]){7}",
    r"(?:^|[^0-9.,+])62[ -]?8[1-9][0-9]?[ .-][0-9]{3,4}[ .-][0-9]{3}",
    r"\(62\)[ -]?8[1-9]",
    rf"(?i:(?:{_LABEL}){_NO_SIGN}{{0,5}}|wa\.me/)\+?62[ -]?8[1-9]",
    # accounts and cards
    r"[0-9]{4}[.-][0-9]{2}[.-][0-9]{6}[.-][0-9]{2}[.-][0-9]",
    rf"(?i:no(?:mor)?{_NO_SIGN}*rek(?:ening)?){_NO_SIGN}{{0,4}}(?:[A-Za-z]{{2,12}}{_NO_SIGN}{{1,3}})?"
    r"[0-9](?:[ -]?[0-9]){7}",
    rf"(?i:paspor|passport){_NO_SIGN}{{0,5}}[A-Z][0-9]{{6}}",
    rf"(?i:bpjs|jkn|kis|sim(?:{_NO_SIGN}*[abc])?){_NO_SIGN}{{0,5}}[0-9]{{12}}",
    rf"(?i:nopol|polisi|plat(?:{_NO_SIGN}+nomor)?){_NO_SIGN}{{0,5}}[A-Z]{{1,2}} ?[0-9]{{1,4}} ?[A-Z]",
    # mail
    r"[A-Za-z0-9._%+-](?:@| ?[(\[{] ?(?i:at|et) ?[)\]}] ?)"
    rf"[A-Za-z0-9-]+{_DOT}(?:[A-Za-z0-9-]+{_DOT})*[A-Za-z]{{2}}",
    # numbers that lost digits, and addresses
    r"[1-9][.,][0-9]{2,15} ?(?:[eE]\+?| ?[x×*·.] ?10 ?\^? ?)15",
    rf"(?i:rt)\.?{_NO_SIGN}*[/0-9]",
)
_LONG = compile_screen(r"[0-9A-Za-z@.,_+()-]{100}")
"""Where such a run may be cut in two, a number could begin within it."""
_END = re.compile(rb"[\x1e\x1f]")


def find_doubtful(plain: str) -> Iterator[tuple[int, str]]:
    """(number of the row, the cell) of all that may hold something personal in plain text, in order.

    A row as a whole stands for its cells where the text has letters that cannot be screened.
    """
    text = screen_bytes(plain)
    if text is None:
        yield from enumerate(plain.split(ROW_END))
        return
    row = counted = 0
    for start, end in sorted({*_cells(text, _PERSONAL), *_cells(text, _LONG)}):
        row += text.count(_ROW, counted, start)
        counted = start
        yield row, text[start:end].decode()


def _cells(text: bytes, screen: Screen) -> Iterator[tuple[int, int]]:
    """Start and end of every cell in which a screen finds something."""
    position = 0
    while found := screen.search(text, position):
        first, last = found.span()
        # What asks for a sign before it may begin with the end of the cell before.
        first += text[first : first + 1] in (_ROW, _CELL)
        start = max(text.rfind(_ROW, position, first), text.rfind(_CELL, position, first)) + 1
        after = _END.search(text, last)
        if after is None:
            yield start, len(text)
            return
        yield start, after.start()
        position = after.start()
