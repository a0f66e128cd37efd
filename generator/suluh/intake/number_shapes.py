"""In which forms a column's numbers are written: found on their shapes, which are few, and not on each cell.

A shape is a text with every figure as `9`, a zero that leads others as `LEADING`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from suluh.intake.header_words import fold, name_unit, words_of

BLANKS = " \u00a0\u202f\u2009\u2007"
LEADING = "\x02"
GROUPS = (".", ",", *BLANKS, "'", "’")
_FIGURES = str.maketrans("012345678", "999999999")
_LEADING_ZERO = re.compile(r"^([^0-9\n]*)0(?=[0-9]|[.,'’ \u00a0\u202f\u2009\u2007][0-9])", re.M)
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<first>[-+−–])?(?P<before>[^-+()9{LEADING}]*?)\s*(?P<second>[-+])?(?P<inner>\()?"
    rf"(?P<core>[.,]?[9{LEADING}](?:[9{LEADING}.,'’{BLANKS}]*[9{LEADING}])?)"
    r"(?P<exponent>[eE][+-]?9{1,3})?"
    r"(?P<dash>,[-–—]|,=)?(?P<trailing>\s?-)?(?P<close>\))?\s*(?P<after>[^-+()]*?)(?P<last>\))?"
)
_NOTED = re.compile(r"(.*9)(\s?(?:\*{1,3}\)?|[rpx]\)|r))")
_MARKS = re.compile(rf"[.,'’{BLANKS}]")
_LONGEST, _LONGEST_UNIT = 60, 24


@dataclass(frozen=True, slots=True)
class NumberShape:
    """A shape that may be a number: its figures and marks, and what stands around them.

    `minus` is empty, `-` before the figures, `-$` before the sign of money, or `()` for one of the
    bookkeepers' ways: brackets, or the sign behind.
    """

    core: str
    minus: str
    before: str
    after: str
    has_exponent: bool
    has_dash: bool
    note: str = ""
    """A footnote's mark behind all else: `*`, `*)`, `r`."""

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks within its figures, from the left."""
        return tuple(_MARKS.findall(self.core))

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a sign stands beside the figures."""
        return not self.before and not self.after and not self.has_dash and not self.note

    @property
    def doubtful_mark(self) -> str:
        """The one mark that may part thousands as well as decimals (1.234), or empty."""
        marks = self.marks
        if len(marks) != 1 or marks[0] not in ".," or self.has_exponent:
            return ""
        whole, _, rest = self.core.partition(marks[0])
        return marks[0] if len(rest) == 3 and len(whole) <= 3 and whole[:1] == "9" else ""

    @property
    def leads_with_zero(self) -> bool:
        """Whether it is figures alone and more than one, the first a zero: 007."""
        return self.core[0] == LEADING and not self.marks and not self.has_exponent and self.is_bare


@dataclass(frozen=True, slots=True)
class Shapes:
    """A column's shapes: how many cells have each, one text of each, and which may be numbers."""

    counts: Mapping[str, int]
    samples: Mapping[str, str]
    of_text: Mapping[str, str]
    numbers: Mapping[str, NumberShape]
    filled: int

    def count(self, shapes: Iterable[str]) -> int:
        """How many cells have one of the shapes."""
        return sum(self.counts[shape] for shape in shapes)


@dataclass(frozen=True, slots=True)
class NumberForm:
    """Which mark parts thousands, and which decimals; `shapes` are those that are read so."""

    group: str
    decimal: str
    shapes: frozenset[str] = frozenset()
    weight: int = 0


def find_shapes(distinct: Mapping[str, int]) -> Shapes:
    """The shapes of a column's distinct texts, each with how many cells have it."""
    texts = list(distinct)
    joined = "\n".join(texts)
    lines = _LEADING_ZERO.sub(rf"\1{LEADING}", joined).translate(_FIGURES).split("\n")
    if len(lines) != len(texts):  # texts with line breaks are no numbers
        lines = [_shape_of(text) for text in texts]
    counts: dict[str, int] = {}
    for shape, count in zip(lines, distinct.values(), strict=True):
        counts[shape] = counts.get(shape, 0) + count
    samples = dict(zip(reversed(lines), reversed(texts), strict=True))
    numbers = {}
    for shape in counts:
        if "9" in shape and len(shape) <= _LONGEST and (number := read_shape(shape)) is not None:
            numbers[shape] = number
    noted = [shape for shape, number in numbers.items() if number.note]
    if noted and 2 * sum(counts[shape] for shape in noted) > sum(counts[shape] for shape in numbers):
        numbers = {shape: number for shape, number in numbers.items() if not number.note}  # no footnotes
    return Shapes(counts, samples, dict(zip(texts, lines, strict=True)), numbers, sum(distinct.values()))


def _shape_of(text: str) -> str:
    return _LEADING_ZERO.sub(rf"\1{LEADING}", text.replace("\n", " ")).translate(_FIGURES)


@lru_cache(maxsize=20_000)
def read_shape(shape: str) -> NumberShape | None:
    """The parts of a shape, or None where it is no number: words before it that are no money, say."""
    noted = _NOTED.fullmatch(shape)
    match = _NUMBER.fullmatch(noted[1] if noted else shape)
    if match is None:
        return None
    brackets = bool(match["open"] or match["inner"])
    if brackets != bool(match["close"] or match["last"]):
        return None
    signs = ["+" if sign == "+" else "-" for sign in (match["first"], match["second"]) if sign]
    trailing = bool(match["trailing"])
    if len(signs) + brackets + trailing > 1:
        return None
    before, after = match["before"].strip(BLANKS), match["after"].strip(BLANKS)
    if before and fold(before) not in words_of("uang"):
        return None
    if len(after) > _LONGEST_UNIT or ("9" in after and not show_unit(after)):
        return None
    if re.fullmatch("e9+", match["exponent"] or "") and not _MARKS.search(match["core"]):
        return None  # 2e5 is a name as well
    first = match["first"] or ""
    ahead = first in ("−", "–") or (first == "-" and bool(before or shape[1:2] in BLANKS))
    minus = "()" if brackets or trailing else "-$" if ahead else "-" if "-" in signs else ""
    note = noted[2].strip() if noted else ""
    return NumberShape(
        match["core"], minus, before, after, bool(match["exponent"]), bool(match["dash"]), note
    )


def unit_after(number: NumberShape) -> str:
    """What stands behind a number, as its unit; `%` for percent, money alone empty."""
    plain = fold(number.after)
    return "" if plain in words_of("uang") else number.after


def show_unit(text: str) -> str:
    """The list's unit that a text behind numbers is, figures in it as `9`; empty for none."""
    return name_unit(text) or name_unit(text.replace("9", "2")) or name_unit(text.replace("9", "3"))


def fits(core: str, group: str, decimal: str) -> bool:
    """Whether figures and marks are one number by the form: groups of three, one decimal mark."""
    return _pattern(group, decimal).fullmatch(core) is not None


@lru_cache(maxsize=64)
def _pattern(group: str, decimal: str) -> re.Pattern[str]:
    fraction = rf"(?:{re.escape(decimal)}[9{LEADING}]*)?"
    plain = rf"[9{LEADING}]+{fraction}|{re.escape(decimal)}[9{LEADING}]+"
    if not group:
        return re.compile(plain)
    # No number of groups begins with a zero: 0.123 and 007.123 are none.
    return re.compile(rf"{plain}|9{{1,3}}(?:{re.escape(group)}9{{3}})+{fraction}")


def _reads(number: NumberShape, group: str, decimal: str) -> bool:
    """Whether a number is one by the form; one with an exponent has no thousands."""
    return fits(number.core, "" if number.has_exponent else group, decimal)


def list_forms(shapes: Shapes, usable: Sequence[str]) -> list[NumberForm]:
    """All forms by how many cells they read, the most first, plain ones before others."""
    found = {mark for shape in usable for mark in shapes.numbers[shape].marks}
    forms = []
    for decimal in (".", ","):
        for group in ("", *GROUPS):
            if group == decimal or (group and group not in found):
                continue
            read = frozenset(shape for shape in usable if _reads(shapes.numbers[shape], group, decimal))
            forms.append(NumberForm(group, decimal, read, shapes.count(read)))
    return sorted(forms, key=lambda form: (-form.weight, len(form.group), form.decimal != "."))


@dataclass(slots=True)
class UnitTally:
    """Which units stand behind a column's numbers, by how many cells."""

    cells: Counter[str] = field(default_factory=Counter)

    def usual(self) -> str:
        """The commonest, empty where most numbers stand alone."""
        return self.cells.most_common(1)[0][0] if self.cells else ""


def tally_units(shapes: Shapes) -> UnitTally:
    """The units of all shapes that may be numbers."""
    tally = UnitTally()
    for shape, number in shapes.numbers.items():
        tally.cells[unit_after(number)] += shapes.counts[shape]
    return tally
