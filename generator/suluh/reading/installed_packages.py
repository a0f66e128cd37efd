"""What is installed beside Suluh, with its versions: what a site's own `requirements.txt` pins."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def pin_installed(package: str) -> tuple[str, ...]:
    """`name==version` of a package and all that it needs and that is here, sorted; no extra is among them.

    What is needed on other systems alone is not here, and so is not named.
    """
    found: dict[str, str] = {}
    asked = [package]
    while asked:
        name = _normal(asked.pop())
        if name in found:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = installed.version
        asked += [
            match[0]
            for requirement in installed.requires or ()
            if "extra ==" not in requirement and (match := _NAME.match(requirement))
        ]
    return tuple(f"{name}=={version}" for name, version in sorted(found.items()))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
