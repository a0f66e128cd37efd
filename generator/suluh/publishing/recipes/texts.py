"""How programs write texts and lists: each a function from a text to the literal that stands for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

WIDTH = 76
_NO_SIGN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROL_OF_M = re.compile(r"[\x00-\x1f\x7f]")


def quote_python(text: str) -> str:
    """As Python and JavaScript have it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _NO_SIGN.sub(lambda sign: f"\\u{ord(sign.group()):04x}", quoted)


def quote_r(text: str) -> str:
    """As R has it, whose strings know the same signs."""
    return quote_python(text).replace("\\b", "\\u0008").replace("\\f", "\\u000c")


def quote_sql(text: str) -> str:
    """As SQL has it."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def quote_m(text: str) -> str:
    """As Power Query has it."""
    doubled = text.replace("#(", "#(#)(").replace('"', '""')
    return '"' + _CONTROL_OF_M.sub(lambda sign: f"#({ord(sign.group()):04X})", doubled) + '"'


def quote_shell(text: str) -> str:
    """As a shell has it."""
    quoted = text.replace("'", "'\\''")
    return f"'{quoted}'"


def fill(items: Iterable[str], indent: int, *, room: int = 0) -> str:
    """Items with commas between, on one line where they fit beside `room` signs, else several to a line.

    There is none behind the last, which R and Power Query would take for a further item.
    """
    entries = list(items)
    line = ", ".join(entries)
    if indent + len(line) + room <= WIDTH and "\n" not in line:
        return line
    lines, current = [], ""
    for entry in entries:
        if current and indent + 4 + len(current) + len(entry) + 2 > WIDTH:
            lines.append(current)
            current = ""
        current += f"{entry}, "
    lines.append(current.removesuffix(", "))
    margin = " " * (indent + 4)
    return "\n" + "".join(f"{margin}{line.rstrip()}\n" for line in lines) + " " * indent
