"""Old addresses: `_redirects` for hosts that read it, and the rules in the 404 page for those that do not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from suluh.assembly.head import inert_json
from suluh.vocabulary.moved_addresses import PARTS, Moved

_HOLE = re.compile(r"\{([a-z]+)\}")


MOST = 100
"""Rules with placeholders that such hosts read; what is beyond them leads on from the 404 page."""
FORMS = ("csv", "json")
"""What `{bentuk}` may stand for here: no placeholder stands for a part of a name."""


def write_redirects(moved: Iterable[Moved], addresses: Collection[str]) -> str:
    """A rule for each pattern, and where it would hide a page of the site, one for each page it leads to.

    These hosts know no expressions: a placeholder is whatever stands between two slashes, and one of them
    leads on even where a file lies. `addresses` are those of all pages and files of the site.
    """
    listed = "\n".join(addresses)
    lines = [line for rule in moved for line in _list_rules(rule, listed)]
    first = sorted(lines, key=lambda line: f".{FORMS[1]} " in line)
    held = [line for line in first if ":" in line]
    return "".join(f"{line}\n" for line in first if ":" not in line or line in held[:MOST])


def write_moved(moved: Iterable[Moved]) -> str:
    """The rules as data in the 404 page, which the site's script follows: a pattern and where it leads."""
    rules = [[rule.pattern, rule.write("$%s")] for rule in moved]
    return f'<script id="alamat-lama" type="application/json">{inert_json(rules)}</script>' if rules else ""


def _list_rules(rule: Moved, listed: str) -> Iterator[str]:
    """The lines of a rule; `listed` has all addresses of the site, one a line: they are asked all at once."""
    if "{bentuk}" in rule.old:
        for form in FORMS:
            given = {"bentuk": form}
            yield from _list_rules(Moved(_fill(rule.old, given), _fill(rule.new, given)), listed)
        return
    if not _hides(rule.old, listed):
        yield _line(rule.old, rule.new)
        return
    page = rule.new.partition("#")[0]
    holes = [hole for hole in _HOLE.findall(page) if hole != "tahun"]
    shape = re.compile(_HOLE.sub(lambda found: f"(?P<{found[1]}>{PARTS[found[1]]})", page))
    found = [match for match in map(shape.fullmatch, listed.split("\n")) if match and holes]
    for values in sorted({tuple(match[hole] for hole in holes) for match in found}):
        given = dict(zip(holes, values, strict=True))
        old = _fill(rule.old, given)
        if not _hides(old, listed):
            yield _line(old, _fill(rule.new, given))


def _line(old: str, new: str) -> str:
    source, target = (_HOLE.sub(r":\1", pattern) for pattern in (old, new))
    return f"/{source} /{target} 301"


def _fill(pattern: str, given: dict[str, str]) -> str:
    return _HOLE.sub(lambda found: given.get(found[1], found[0]), pattern)


def _hides(pattern: str, listed: str) -> bool:
    """Whether a placeholder for anything would stand for a page or file that is there."""
    form = "".join(
        r"[^/\n]+" if number % 2 else re.escape(part) for number, part in enumerate(_HOLE.split(pattern))
    )
    return re.search(f"^{form}$", listed, re.MULTILINE) is not None
