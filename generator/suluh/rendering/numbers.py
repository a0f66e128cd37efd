"""Numbers, rupiah, shares and dates as people read them: exact, with no-break blanks inside.

They are written in the language that is spoken (`words.speaking`), or in the one that is named.

Digits are never rounded unless a function says so, so a page shows what the file says.
A minus is U+2212, which does not break from its number at the end of a line.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date as format_date_by_pattern

from suluh.rendering.words import spoken_language

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "id": ((12, "triliun"), (9, "miliar"), (6, "juta")),
    "en": ((12, "trillion"), (9, "billion"), (6, "million")),
}
"""Words for powers of ten, largest first; English words serve every other language."""


@lru_cache(maxsize=8)
def _separators(language: str) -> tuple[str, str]:
    """Group and decimal sign of a language: `.` and `,` in Indonesian."""
    symbols = Locale.parse(language).number_symbols["latn"]
    return str(symbols["group"]), str(symbols["decimal"])


def format_number(value: Decimal | int, language: str | None = None) -> str:
    """A finite number with every digit it came with: `1.234.567`, `294,104`, `0,50`, `−3`."""
    group, decimal = _separators(language or spoken_language())
    # abs() would round to the context's 28 digits; copy_abs() keeps them all.
    text = format(Decimal(value).copy_abs(), ",f")
    whole, point, fraction = text.partition(".")
    sign = MINUS if value < 0 else ""
    return sign + whole.replace(",", group) + (decimal + fraction if point else "")


def format_short(value: Decimal | int, language: str | None = None) -> str:
    """A number of a million and more in words, rounded: `1,2 juta`, `Rp771,9 miliar` without the sign.

    Two decimals below ten, one above, no zeros at the end. Smaller numbers stay exact.
    """
    return _shorten(value, language or spoken_language())


@lru_cache(maxsize=65_536)
def _shorten(value: Decimal | int, language: str) -> str:
    amount = Decimal(value)
    for exponent, word in SCALES.get(language, SCALES["en"]):
        scaled = amount.scaleb(-exponent)
        size = round_half_up(scaled, 2).copy_abs()
        if size >= 1:
            rounded = _trim(round_half_up(scaled, 2 if size < 10 else 1))
            return f"{format_number(rounded, language)}{NBSP}{word}"
    return format_number(amount, language)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounded as taught at school, halves away from zero; `decimals` digits after the point."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= decimals:
        return value
    # quantize() refuses more digits than its context has, so the context grows with the number.
    digits = Context(prec=max(28, value.adjusted() + decimals + 2))
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, digits)


def _trim(value: Decimal) -> Decimal:
    """Without zeros at the end of the fraction."""
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else value


def format_rupiah(value: Decimal | int, short: bool = False, language: str | None = None) -> str:
    """Rupiah: `Rp1.234.567` to the last digit, or with `short` `Rp1,2 miliar`, rounded."""
    amount = Decimal(value)
    sign = MINUS if amount < 0 else ""
    text = format_short(amount.copy_abs(), language) if short else format_number(amount.copy_abs(), language)
    return f"{sign}Rp{text}"


def format_percent(value: Decimal | int, language: str | None = None, decimals: int = 1) -> str:
    """A number of hundredths as a share, rounded: 41.52 → `41,5 %`. Never capped at 100.

    What is not 0 never reads as 0, and what is not yet 100 never as 100: the digits grow instead.
    """
    share = Decimal(value)
    rounded = round_half_up(share, decimals)
    while rounded != share and rounded in (0, 100):
        decimals += 1
        rounded = round_half_up(share, decimals)
    filled = rounded if decimals == 0 else _padded(rounded, decimals)
    blank = NBSP if (language or spoken_language()) == "id" else ""
    return f"{format_number(filled, language)}{blank}%"


def _padded(value: Decimal, decimals: int) -> Decimal:
    """With exactly that many decimals, so that shares in a column stand in line."""
    fraction = format(value, "f").partition(".")[2]
    missing = decimals - len(fraction)
    return value if missing <= 0 else Decimal(f"{value:f}{'' if fraction else '.'}{'0' * missing}")


def format_date(value: date, language: str | None = None) -> str:
    """A day with its month in words: `30 Juni 2025`, kept on one line."""
    language = language or spoken_language()
    pattern = "d MMMM y" if language in ("id", "en") else "long"
    return format_date_by_pattern(value, pattern, locale=language).replace(" ", NBSP)
