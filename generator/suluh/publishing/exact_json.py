"""JSON whose decimal numbers are written digit by digit: no amount passes through a binary float."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring as _quote

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | Decimal | bool | None
"""What JSON can hold; amounts are Decimal or int, never float."""
_CONSTANTS = {None: "null", True: "true", False: "false"}


def write_exact(value: Json) -> str:
    """The value as compact JSON, keys in the order they are in. Raises TypeError for a float or a date."""
    if isinstance(value, str):
        return _quote(value)
    if isinstance(value, (dict, Mapping)):  # `dict` first: to ask for the other takes ten times as long
        return "{" + ",".join([f"{_quote(key)}:{write_exact(entry)}" for key, entry in value.items()]) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(write_exact, value)) + "]"
    if isinstance(value, Decimal):
        return plain_digits(value)
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    if isinstance(value, int):
        return int.__repr__(value)
    raise TypeError(f"no exact JSON for {type(value).__name__}")


def plain_digits(amount: Decimal) -> str:
    """A finite number in plain figures, without zeros after the point that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
