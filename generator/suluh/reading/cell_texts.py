"""What a workbook holds as a number or a date, as the text that a table of text has for it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

DIGIT_LIMIT = 15
"""Digits that a spreadsheet keeps of a number."""

_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PATTERN = re.compile(r"(?=.*%d)(?=.*%m)(?=.*%Y)(?:%[dmY]|[^%])*")


def is_number(value: object) -> bool:
    """Whether a cell holds a number; a truth value is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def number_text(value: int | float) -> tuple[str, int]:
    """Shortest exact text of a number, without exponent, and how many digits before the point it needs.

    Beyond 15 significant digits a spreadsheet keeps only the noise of its own arithmetic
    (0.30000000000000004), so decimals end there; whole numbers beyond are counted instead.
    """
    number = Decimal(value) if isinstance(value, int) else Decimal(repr(value))
    whole = len(str(abs(int(number)))) if number.is_finite() else 99
    if not number.is_finite():
        return str(value), whole
    if whole > DIGIT_LIMIT:
        return format(number.to_integral_value(), "f"), whole
    if len(number.as_tuple().digits) > DIGIT_LIMIT:
        number = Decimal(format(value, f".{DIGIT_LIMIT}g"))
    if number == number.to_integral_value():
        return str(int(number)), whole
    return format(number.normalize(), "f"), whole


def day_text(value: object, pattern: str) -> str:
    """`date_text` of a cell in a column whose days are written by a pattern such as `%d/%m/%Y`.

    A pattern of other parts, and a moment that it would cut short, leave ISO text.
    """
    text = date_text(value)
    day = value.date() if isinstance(value, dt.datetime) and value.time() == dt.time() else value
    if type(day) is not dt.date or not _PATTERN.fullmatch(pattern):
        return text
    parts = {"%d": f"{day.day:02}", "%m": f"{day.month:02}", "%Y": f"{day.year:04}"}
    return re.sub("%[dmY]", lambda match: parts[match[0]], pattern)


def date_text(value: object) -> str:
    """ISO text of a date, moment, time or length of time; any other value as it is."""
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def unescape_text(text: str) -> str:
    """A text of an XLSX with its escaped signs as they are shown: `_x000D_` breaks a line, `_x005F_` is `_`.

    What no text can hold stays as it is written: other control signs, and halves of a sign.
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: _unescape(found[0]), text).replace("\r\n", "\n").replace("\r", "\n")


def _unescape(escaped: str) -> str:
    units = [escaped[at + 2 : at + 6] for at in range(0, len(escaped), 7)]
    shown = b"".join(bytes.fromhex(unit) for unit in units).decode("utf-16-be", "surrogatepass")
    return escaped if _NOT_SHOWN.search(shown) else shown
