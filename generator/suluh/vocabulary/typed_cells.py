"""A cell's value by the type of its column, and the one text in which that value goes out.

Whatever form a descriptor declares (group signs, decimal commas, words for true, patterns of dates), a
value has one canonical text: plain numbers with a point, ISO 8601 dates and times, `true` and `false`.
Texts, codes, durations and JSON are their own canonical text. What a reader cannot read it answers with
None; nothing is guessed and nothing is rounded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from suluh.vocabulary.package import Field

Value = int | Decimal | bool | date | datetime | time | str

TRUE_WORDS = ("true", "True", "TRUE", "1")
FALSE_WORDS = ("false", "False", "FALSE", "0")
"""What Table Schema reads as boolean where the descriptor says nothing else."""

AS_THEY_ARE = frozenset(("string", "any", "array", "object", "geojson", "duration"))
"""Types whose canonical text is the submitted one."""

FULL_POINT_LIMIT = 100
"""A number whose first digit stands further from the point than so many places keeps its exponent."""

_AROUND = re.compile(r"^[^-+0-9]*|[^0-9]*$")
_DOUBTFUL_SIGN = re.compile(r"\([^()]*[0-9][^()]*\)|[0-9]-\Z")
_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?", re.ASCII)
_WHOLE_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])", re.ASCII)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CellForm:
    """How a column's cells are read and written.

    `read` gives the value of a text that stands for one, None where it is none of the type; `write` gives a
    value's canonical text. Texts that stand for no value are for the caller to know.
    """

    read: Callable[[str], Value | None]
    write: Callable[[Value], str]

    def canonical(self, text: str) -> str | None:
        """The canonical text of a cell; None where it is no value of the type."""
        value = self.read(text)
        return None if value is None else self.write(value)


def make_form(field: Field) -> CellForm:
    """The form of a column as its descriptor declares it; of a canonical column, the canonical one."""
    make = _FORMS.get(field.type)
    return _AS_IT_IS if make is None else make(field)


def name_vagueness(field: Field) -> str:
    """What a column's pattern of dates leaves open, as a word of `findings.yaml`; empty where it settles all.

    A reader would fill in what is missing, with 1900, the first, or today.
    """
    if field.type not in _VAGUE or field.format == "default":
        return ""
    if field.format == "any":
        return "vague_order"
    signs = set(re.findall(r"%(.)", field.format.replace("%%", "")))
    day = bool(signs & set("cx")) or (bool(signs & set("Yy")) and _has_day(signs))
    hour = bool(signs & set("cXH")) or {"I", "p"} <= signs
    return "" if (day or field.type == "time") and (hour or field.type == "date") else _VAGUE[field.type]


def _has_day(signs: set[str]) -> bool:
    return "j" in signs or ("d" in signs and bool(signs & set("mbB")))


_VAGUE = {"date": "vague_date", "time": "vague_time", "datetime": "vague_moment"}


def write_decimal(value: Decimal) -> str:
    """A number with a point and no exponent, no zeros at its end and no sign before zero."""
    if not value.is_finite() or abs(value.adjusted()) > FULL_POINT_LIMIT:
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _keep(text: str) -> Value | None:
    return text


_AS_IT_IS = CellForm(_keep, str)


def strip_number(field: Field, text: str) -> str | None:
    """A number's text in the declared form as figures with a point; None where group signs part no thousands.

    Group signs are only taken out between groups of three, and text around the number only where
    `bareNumber: false` is declared. A number in brackets, or with its minus behind it, is none: it means less
    than nothing in one book and not in another.
    """
    text = text.strip()
    decimal_char = field.decimal_char if field.type == "number" else ""
    if field.descriptor.get("bareNumber", True) is False:
        if _DOUBTFUL_SIGN.search(text) or text.startswith(decimal_char or "."):
            return None
        text = _AROUND.sub("", text)
    if field.group_char and field.group_char in text:
        if field.group_char == decimal_char:
            return None
        whole, sign, fraction = text.partition(decimal_char) if decimal_char else (text, "", "")
        commas = whole if field.group_char == "," else whole.replace(",", "x").replace(field.group_char, ",")
        if field.group_char in fraction or not _WHOLE_GROUPS.fullmatch(commas):
            return None
        text = whole.replace(field.group_char, "") + sign + fraction
    if decimal_char not in ("", "."):
        if "." in text:
            return None
        text = text.replace(decimal_char, ".")
    return text


def _integer_form(field: Field) -> CellForm:
    def read(text: str) -> Value | None:
        plain = strip_number(field, text)
        return int(plain) if plain is not None and _INTEGER.fullmatch(plain) else None

    return CellForm(read, str)


def _number_form(field: Field) -> CellForm:
    def read(text: str) -> Value | None:
        plain = strip_number(field, text)
        return Decimal(plain) if plain is not None and _NUMBER.fullmatch(plain) else None

    def write(value: Value) -> str:
        return write_decimal(value if isinstance(value, Decimal) else Decimal(str(value)))

    return CellForm(read, write)


def _boolean_form(field: Field) -> CellForm:
    words = dict.fromkeys(_words(field, "trueValues", TRUE_WORDS), True)
    words |= dict.fromkeys(_words(field, "falseValues", FALSE_WORDS), False)
    return CellForm(words.get, lambda value: "true" if value else "false")


def _words(field: Field, key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    stated = field.descriptor.get(key)
    return tuple(str(word) for word in stated) if isinstance(stated, list) else usual


def _date_form(field: Field) -> CellForm:
    def read(text: str) -> Value | None:
        if field.format == "default":
            return date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
        return datetime.strptime(text, field.format).date()  # noqa: DTZ007

    return CellForm(_or_none(read), lambda value: value.isoformat() if isinstance(value, date) else "")


def _datetime_form(field: Field) -> CellForm:
    def read(text: str) -> Value | None:
        if field.format == "default":
            return datetime.fromisoformat(text) if len(text) >= 19 and text[16] == ":" else None
        return datetime.strptime(text, field.format)  # noqa: DTZ007

    def write(value: Value) -> str:
        if not isinstance(value, datetime):
            return ""
        offset = value.utcoffset()
        if offset is not None and offset.total_seconds() % 60:
            value = value.astimezone(UTC)  # no form of ISO 8601 has seconds in an offset
        return value.isoformat().replace("+00:00", "Z")

    return CellForm(_or_none(read), write)


def _time_form(field: Field) -> CellForm:
    def read(text: str) -> Value | None:
        if field.format == "default":
            return time.fromisoformat(text) if len(text) >= 8 and text[5] == ":" else None
        found = datetime.strptime(text, field.format).timetz()  # noqa: DTZ007
        offset = found.utcoffset()
        return None if offset is not None and offset.total_seconds() % 60 else found

    def write(value: Value) -> str:
        return value.isoformat().replace("+00:00", "Z") if isinstance(value, time) else ""

    return CellForm(_or_none(read), write)


def _year_form(field: Field) -> CellForm:
    def read(text: str) -> Value | None:
        return int(text) if re.fullmatch(r"[0-9]{4}", text, re.ASCII) else None

    return CellForm(read, lambda value: f"{value:04}" if isinstance(value, int) else "")


def _month_form(field: Field) -> CellForm:
    def read(text: str) -> Value | None:
        found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", text, re.ASCII)
        return f"{found[1]}-{int(found[2]):02}" if found and 1 <= int(found[2]) <= 12 else None

    return CellForm(read, str)


def _point_form(field: Field) -> CellForm:
    """A point as Table Schema's own form has it: longitude, comma, latitude."""

    def read(text: str) -> Value | None:
        if field.format == "default":
            pair: Any = text.split(",")
        else:
            pair = json.loads(text, parse_float=Decimal)
            if field.format == "object" and isinstance(pair, Mapping):
                pair = [pair["lon"], pair["lat"]] if len(pair) == 2 else None
        if not isinstance(pair, list) or len(pair) != 2 or any(isinstance(part, bool) for part in pair):
            return None
        longitude, latitude = (Decimal(str(part).strip()) for part in pair)
        if not (abs(longitude) <= 180 and abs(latitude) <= 90):
            return None
        return f"{write_decimal(longitude)},{write_decimal(latitude)}"

    return CellForm(_or_none(read), str)


def _list_form(field: Field) -> CellForm:
    """Items in the canonical text of their type, parted as declared; as they are if that would part them."""
    stated = field.descriptor.get("delimiter")
    delimiter = stated if isinstance(stated, str) and stated else ","
    kind = field.descriptor.get("itemType")
    item = make_form(Field(field.name, kind if isinstance(kind, str) else "string"))

    def read(text: str) -> Value | None:
        items = [item.canonical(part) for part in text.split(delimiter)]
        written = [part for part in items if part is not None]
        if len(written) < len(items):
            return None
        return text if any(delimiter in part for part in written) else delimiter.join(written)

    return CellForm(read, str)


def _or_none(read: Callable[[str], Value | None]) -> Callable[[str], Value | None]:
    """The same, with None for what the standard library refuses."""

    def read_or_none(text: str) -> Value | None:
        try:
            return read(text)
        except (ValueError, TypeError, KeyError, InvalidOperation, OverflowError, RecursionError):
            return None

    return read_or_none


_FORMS: Mapping[str, Callable[[Field], CellForm]] = {
    "integer": _integer_form,
    "number": _number_form,
    "boolean": _boolean_form,
    "date": _date_form,
    "datetime": _datetime_form,
    "time": _time_form,
    "year": _year_form,
    "yearmonth": _month_form,
    "geopoint": _point_form,
    "list": _list_form,
}
