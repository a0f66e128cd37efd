"""What modules know of names, and what attributes are called in the script."""

from __future__ import annotations

import re
from typing import Protocol

from suluh.publishing.browser_script.scopes import Scope

Signature = tuple[list[str], str, str]
"""Parameters in their order, the one that takes the rest, the one that takes names."""

_BUILT_IN = """
    add adjusted append as_tuple capitalize casefold clear copy copy_abs count difference discard end
    endswith extend find findall finditer fromkeys fullmatch get group groupdict groups index insert
    intersection isalnum isalpha isascii isdecimal isdigit isdisjoint islower isoformat isspace issubset
    isupper items join keys ljust lower lstrip match most_common partition pop quantize remove
    removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip scaleb search
    setdefault sort span split splitlines start startswith strip sub title to_integral_value translate
    union update upper values zfill total_seconds is_finite pattern lastgroup date year month day
    toordinal numerator denominator as_integer_ratio popitem
"""
BUILT_IN_METHODS = frozenset(re.findall(r"\w+", _BUILT_IN))
"""Names of methods that built-in types have: in the script they begin with a dollar sign."""


class Names(Protocol):
    """What the modules know of names."""

    module: str

    def reference(self, name: str) -> str | None:
        """The script's name for one of the module, or None."""

    def known(self, module: str, name: str) -> str:
        """The script's name for one of another module."""

    def signature(self, name: str, scope: Scope) -> Signature | None:
        """How a function or class of that name is called."""

    def method_signature(self, name: str) -> Signature | None:
        """How the methods of that name are called."""

    def is_method(self, name: str) -> bool:
        """Whether a class that was read has a method of that name."""

    def is_class(self, name: str) -> bool:
        """Whether the module's name is a class that is made with `new`."""

    def is_proven(self, name: str) -> bool:
        """Whether a function of the module says that it gives true or false."""


def attribute_name(name: str) -> str:
    """The script's name of an attribute."""
    return f"${name}" if name in BUILT_IN_METHODS or name.startswith("__") else name
