"""A style sheet without what no page of a site can use: rules, variables and motions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_COMMENT = re.compile(rf"({_STRING})|/\*.*?\*/", re.DOTALL)
_MARK = re.compile(rf"{_STRING}|[(){{}};,]", re.DOTALL)
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_PSEUDO = re.compile(r"::?[\w-]+(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?")
_STATED = re.compile(r"\[([\w-]+)[^\]]*\]")
_CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
_ID = re.compile(r"#([\w-]+)")
_WORD = re.compile(r"[a-zA-Z][\w-]*")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_GROUPS = ("@media", "@supports", "@layer", "@container")
_MOTION = re.compile(r"@(?:-webkit-)?keyframes\s+([\w-]+)")


@dataclass
class Names:
    """What the elements of pages are called by: tags, classes, ids, attributes."""

    tags: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)

    def read(self, html: str) -> None:
        """Add those of a page."""
        for tag, stated in set(_TAG.findall(html)):
            self.tags.add(tag.lower())
            for name, value in _ATTRIBUTE.findall(stated):
                self.attributes.add(name.lower())
                if name == "class":
                    self.classes.update(value.strip("\"'").split())
                elif name == "id":
                    self.ids.add(value.strip("\"'"))

    def may_fit(self, selector: str) -> bool:
        """Whether an element of the pages may be meant: states and what stands in brackets are left open."""
        plain = _PSEUDO.sub("", selector)
        attributes = _STATED.findall(plain)
        plain = _STATED.sub("", plain)
        classes = [name.replace("\\", "") for name in _CLASS.findall(plain)]
        plain = _CLASS.sub("", plain)
        ids = _ID.findall(plain)
        tags = _WORD.findall(_ID.sub("", plain))
        return (
            self.attributes.issuperset(attributes)
            and self.classes.issuperset(classes)
            and self.ids.issuperset(ids)
            and self.tags.issuperset(tag.lower() for tag in tags)
        )


def prune_styles(css: str, names: Names, beside: str = "") -> str:
    """The sheet without rules for elements that no page has, and without what only those used.

    `beside` is the text of other sheets that use its variables.
    """
    kept = _prune_rules(_COMMENT.sub(lambda found: found[1] or "", css), names)
    moves = {found[1] for found in _MOTION.finditer(kept)}
    idle = {name for name in moves if len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", kept)) == 1}
    kept = "".join(
        _write_rule(head, body)
        for head, body in _rules(kept)
        if not ((found := _MOTION.match(head)) and found[1] in idle)
    )
    while (lighter := _drop_variables(kept, beside)) != kept:
        kept = lighter
    return kept


def _prune_rules(css: str, names: Names) -> str:
    kept: list[str] = []
    for head, body in _rules(css):
        if head.startswith(_GROUPS):
            within = _prune_rules(body, names)
            if within:
                kept.append(_write_rule(head, within))
        elif head.startswith("@"):
            kept.append(_write_rule(head, body))
        else:
            selectors = [one for one in _split(head, ",") if names.may_fit(one)]
            if selectors:
                kept.append(_write_rule(",".join(selectors), body))
    return "".join(kept)


def _write_rule(head: str, body: str) -> str:
    return f"{head}{{{body}}}"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Heads and bodies of the rules of a sheet; what is stated without a body is left out."""
    depth, start, opened, head = 0, 0, 0, ""
    for mark in _MARK.finditer(css):
        sign = mark[0]
        if sign == "{":
            if not depth:
                head, opened = css[start : mark.start()].strip(), mark.end()
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
            if not depth:
                yield head, css[opened : mark.start()]
                start = mark.end()
        elif sign == ";" and not depth:
            start = mark.end()


def _split(text: str, sign: str) -> Iterable[str]:
    """The parts of a text between signs that stand outside of brackets and quotation marks."""
    depth, start, parts = 0, 0, []
    for mark in _MARK.finditer(text):
        if mark[0] == "(":
            depth += 1
        elif mark[0] == ")":
            depth -= 1
        elif mark[0] == sign and not depth:
            parts.append(text[start : mark.start()])
            start = mark.end()
    return [*parts, text[start:]]


def _drop_variables(css: str, beside: str) -> str:
    """The sheet without the variables that nothing in it or beside it uses."""
    used = frozenset(_USED.findall(css)) | frozenset(_USED.findall(beside))
    kept: list[str] = []
    for head, body in _rules(css):
        if head.startswith(_GROUPS):
            body = "".join(_write_rule(inner, _used_lines(rest, used)) for inner, rest in _rules(body))
        elif not head.startswith("@"):
            body = _used_lines(body, used)
        kept.append(_write_rule(head, body))
    return "".join(rule for rule in kept if not rule.endswith("{}"))


def _used_lines(body: str, used: frozenset[str]) -> str:
    lines = (line for line in _split(body, ";") if line.strip())
    return ";".join(line for line in lines if not _is_idle(line.strip(), used))


def _is_idle(line: str, used: frozenset[str]) -> bool:
    return line.startswith("--") and line.partition(":")[0].strip() not in used
