"""Links of the finished site that lead elsewhere: which they are, and whether they still answer.

Asking is for `suluh links --external` alone: no build and no check comes here. A host is asked for one
page at a time, with a pause between, and never one within a private network, since anyone may submit
a link.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urldefrag
from urllib.request import HTTPRedirectHandler, Request, build_opener

from suluh.assembly.link_check import list_files
from suluh.assembly.page_addresses import list_links
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.web_addresses import split_address

TIMEOUT_SECONDS = 15
PAUSE_SECONDS = 1.0
HOSTS_AT_ONCE = 8
USER_AGENT = "Suluh (pemeriksaan tautan mingguan)"
_SCHEMES = ("http://", "https://")
_TRY_READING = frozenset((400, 403, 404, 405, 406, 429, 500, 501, 503))
"""Answers to HEAD after which GET may still succeed: many servers know no HEAD."""

MayVisit = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """An address elsewhere, the first page that names it, and how many do."""

    address: str
    page: str
    pages: int


def collect_external_links(folder: Path, site_url: str) -> tuple[ExternalLink, ...]:
    """Every http(s) address that a page of the built site links to, without its fragment, in order."""
    pages: dict[str, list[str]] = {}
    for name in sorted(list_files(folder)):
        if not name.endswith(".html"):
            continue
        links = {urldefrag(link)[0] for link in list_links((folder / name).read_text(encoding="utf-8"))}
        for link in links:
            if link.lower().startswith(_SCHEMES) and not (site_url and link.startswith(site_url)):
                pages.setdefault(link, []).append(name)
    return tuple(ExternalLink(name, names[0], len(names)) for name, names in sorted(pages.items()))


def ask_links(
    links: Sequence[ExternalLink], *, pause: float = PAUSE_SECONDS, may_visit: MayVisit | None = None
) -> list[Finding]:
    """W009 for each link that does not answer; hosts side by side, each one's links one after another."""
    hosts: dict[str, list[ExternalLink]] = {}
    for link in links:
        hosts.setdefault(split_address(link.address).netloc.lower(), []).append(link)
    allowed = may_visit or is_public_host

    def ask_host(some: Iterable[ExternalLink]) -> list[Finding]:
        findings = []
        for number, link in enumerate(some):
            time.sleep(pause if number else 0)
            reason = ask_link(link.address, allowed)
            if reason:
                details = {"alasan": reason, "halaman": str(link.pages)}
                place = Place(link.page)
                findings.append(Finding("W009", place, Severity.WARNING, value=link.address, details=details))
        return findings

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return [finding for some in pool.map(ask_host, hosts.values()) for finding in some]


def ask_link(address: str, may_visit: MayVisit) -> str:
    """Why an address does not answer: a status, a fault's name; empty where it does."""
    reason = _request(address, "HEAD", may_visit)
    if reason.isdecimal() and int(reason) in _TRY_READING:
        reason = _request(address, "GET", may_visit)
    return reason


def is_public_host(host: str) -> bool:
    """Whether all addresses of a host are on the public internet; False for one that has none."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(entry[4][0]).is_global for entry in found)


def _request(address: str, method: str, may_visit: MayVisit) -> str:
    try:
        if not may_visit(split_address(address).hostname or ""):
            return "@no_public_host"
        headers = {"User-Agent": USER_AGENT, "Accept": "*/*"}
        request = Request(address, headers=headers, method=method)  # noqa: S310  (http and https alone get here)
        with build_opener(_CarefulRedirects(may_visit)).open(request, timeout=TIMEOUT_SECONDS):
            return ""
    except HTTPError as answer:
        answer.close()
        return str(answer.code)
    except (OSError, HTTPException, ValueError) as fault:
        reason = getattr(fault, "reason", fault)
        return type(reason).__name__ if isinstance(reason, Exception) else type(fault).__name__


class _CarefulRedirects(HTTPRedirectHandler):
    """Follows a redirect only to http(s) and to hosts that may be visited."""

    def __init__(self, may_visit: MayVisit) -> None:
        self.may_visit = may_visit

    def redirect_request(  # noqa: PLR0917 - the library calls it so
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The next request. Raises ValueError where it may not be made."""
        parts = split_address(newurl)
        if parts.scheme not in ("http", "https") or not self.may_visit(parts.hostname or ""):
            raise ValueError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
