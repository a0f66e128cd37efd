"""Numbers, shares and dates as people read them: exact, with no-break blanks inside.

They are written in the language that is spoken (`spoken.speaking`), or in the one that is named.

Digits are never rounded unless a function says so, so a page shows what the file says.
A minus is U+2212, which does not break from its number at the end of a line.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from suluh.words.catalogues import INDONESIAN
from suluh.words.spoken import spoken_language

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
_DIGITS = Context(prec=28)


@lru_cache(maxsize=8)
def _separators(language: str) -> tuple[str, str]:
    """Group and decimal sign of a language: `.` and `,` in Indonesian."""
    from babel import Locale  # late: many a check has no number to tell

    symbols = Locale.parse(language, sep="-").number_symbols["latn"]
    return str(symbols["group"]), str(symbols["decimal"])


def format_number(value: Decimal | int, language: str | None = None) -> str:
    """A finite number with every digit it came with: `1.234.567`, `294,104`, `0,50`, `−3`."""
    group, decimal = _separators(language or spoken_language())
    # abs() would round to the context's 28 digits; copy_abs() keeps them all.
    text = format(Decimal(value).copy_abs(), ",f")
    whole, point, fraction = text.partition(".")
    sign = MINUS if value < 0 else ""
    return sign + whole.replace(",", group) + (decimal + fraction if point else "")


def as_decimal(value: Fraction | Decimal) -> Decimal:
    """An exact number as Decimal to 28 digits, for showing alone."""
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounded as taught at school, halves away from zero; `decimals` digits after the point."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= decimals:
        return value
    # quantize() refuses more digits than its context has, so the context grows with the number.
    needed = value.adjusted() + decimals + 2
    digits = _DIGITS if needed <= _DIGITS.prec else Context(prec=needed)
    return value.quantize(_last_place(decimals), ROUND_HALF_UP, digits)


@lru_cache(maxsize=64)
def _last_place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


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
    return f"{format_number(filled, language)}{before_percent(language or spoken_language())}%"


@lru_cache(maxsize=8)
def before_percent(language: str) -> str:
    """The blank before a percent sign: Indonesian pages have one, other languages as they have it."""
    if language == INDONESIAN:
        return NBSP
    from babel import Locale

    pattern = str(Locale.parse(language, sep="-").percent_formats[None].pattern)
    return NBSP if pattern[:-1].endswith((" ", NBSP)) else ""


def _padded(value: Decimal, decimals: int) -> Decimal:
    """With exactly that many decimals, so that shares in a column stand in line."""
    fraction = format(value, "f").partition(".")[2]
    missing = decimals - len(fraction)
    return value if missing <= 0 else Decimal(f"{value:f}{'' if fraction else '.'}{'0' * missing}")


def format_date(value: date, language: str | None = None) -> str:
    """A day with its month in words: `30 Juni 2025`, kept on one line."""
    return _write_date(value, language or spoken_language())


@lru_cache(maxsize=4096)
def _write_date(value: date, language: str) -> str:
    from babel.dates import format_date as format_date_by_pattern

    pattern = "d MMMM y" if language in ("id", "en") else "long"
    return format_date_by_pattern(value, pattern, locale=language.replace("-", "_")).replace(" ", NBSP)
