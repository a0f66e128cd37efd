"""Links from hand-written pages to records: `suluh:wilayah/74.72.01.1007` becomes a relative link."""

from __future__ import annotations

import re
from collections.abc import Container
from html import escape, unescape

from suluh.rendering.link_addresses import relative_address
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.site import Document

_LINK = re.compile(r"(\shref=)([\"'])suluh:([^\"']*)\2", re.IGNORECASE)


def resolve_record_links(
    html: str, document: Document, known: Container[str], *, lenient: bool = False
) -> tuple[str, list[Finding]]:
    """The page with every `suluh:` link made relative; H002 for each that leads to no known address.

    `known` holds the addresses of all pages, documents and artifacts. A final `/` may be left out.
    A dead link becomes plain text. Where data with errors are withheld (`lenient`), it is a
    warning: its page may be among them. In a guide of the package it is none at all: a site need not
    have every page that guides speak of.
    """
    severity = Severity.WARNING if lenient else Severity.ERROR
    findings: list[Finding] = []

    def resolve(match: re.Match[str]) -> str:
        written = unescape(match[3])
        path, mark, fragment = written.partition("#")
        address = _known_address(path.removeprefix("/"), known)
        if address is None and document.built_in:
            return ' aria-disabled="true"'
        if address is None:
            line = _line_of(document.text, written)
            place = Place(f"content/{document.path}", line=line)
            findings.append(Finding("H002", place, severity, value=f"suluh:{written}"))
            return ' aria-disabled="true"'
        link = relative_address(address, document.address) + mark + fragment
        return f'{match[1]}"{escape(link)}"'

    return _LINK.sub(resolve, html), findings


def _known_address(path: str, known: Container[str]) -> str | None:
    for candidate in (path, f"{path}/" if path else ""):
        if candidate in known:
            return candidate
    return None


def _line_of(text: str, link: str) -> int | None:
    before, found, _ = text.partition(f"suluh:{link}")
    return before.count("\n") + 1 if found else None
