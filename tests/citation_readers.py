"""Strict readers of BibTeX and RIS: what they stumble over, a reference manager stumbles over."""

from __future__ import annotations

import re

from suluh.publishing.citation_forms import BIBTEX_SPECIALS

WORDS = {escaped: chr(sign) for sign, escaped in BIBTEX_SPECIALS.items()}


def read_bibtex(text: str) -> tuple[str, dict[str, str]]:
    """The one entry of a text: its key and its fields. AssertionError for what BibTeX would stumble over."""
    head = re.fullmatch(r"@misc\{([a-z0-9-]+),\n(.*)\}\n", text, re.DOTALL)
    assert head, text
    fields = {}
    rest = head[2]
    while rest:
        name = re.match(r"  ([a-z]+) = \{", rest)
        assert name, rest
        depth, at = 1, name.end()
        while depth:
            if rest[at] == "\\" and rest[at + 1] in "{}":
                at += 2
                continue
            depth += {"{": 1, "}": -1}.get(rest[at], 0)
            at += 1
        assert rest[at : at + 2] == ",\n", rest[at:]
        fields[name[1]] = rest[name.end() : at - 1]
        rest = rest[at + 2 :]
    return head[1], fields


def unescape(text: str) -> str:
    """A value as BibTeX prints it; a special sign that is not escaped is an AssertionError."""
    parts = re.split(r"(\\text[a-z]+\{\}|\\[{}&%$#_])", text)
    assert not set("".join(parts[::2])) & set("\\&%$#_~^{}"), text
    return "".join(WORDS.get(part, part) for part in parts)


def read_ris(text: str) -> list[tuple[str, str]]:
    """The lines of an entry, by the rules of the form."""
    assert text.endswith("ER  - \r\n")
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line) for line in text[:-2].split("\r\n")]
    assert all(lines), text
    found = [(line[1], line[2]) for line in lines if line]
    assert (found[0][0], found[-1]) == ("TY", ("ER", ""))
    return found
