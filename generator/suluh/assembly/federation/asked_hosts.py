"""Asking other sites for their files: within limits, to their own host alone, unchanged files not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from suluh.vocabulary.web_addresses import split_address

TIMEOUT_SECONDS = 30
USER_AGENT = "Suluh (gabungan situs)"
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host gave: the bytes, or None where the tag it was asked with is still right; and the tag.

    The tag is the host's ETag, which ends in a quotation mark, or else its Last-Modified.
    """

    content: bytes | None
    tag: str


Ask = Callable[[str, str, int], Answer]
"""From an address, the tag of what is kept (or empty) and a limit in bytes to the answer, of which one
byte more than that may come: then it is none that was asked for. Raises OSError."""


def ask_host(address: str, tag: str, limit: int) -> Answer:
    """One request over http or https. Raises OSError, an HTTPError for a refusal."""
    headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    if tag:
        headers["If-None-Match" if tag.endswith('"') else "If-Modified-Since"] = tag
    host = split_address(address).netloc
    try:
        request = Request(quote(address, safe=":/?&=%"), headers=headers)  # noqa: S310  (read_site_list lets http(s) through)
        with build_opener(_OwnHost(host)).open(request, timeout=TIMEOUT_SECONDS) as answer:
            content: bytes = answer.read(limit + 1)
            return Answer(content, answer.headers.get("ETag") or answer.headers.get("Last-Modified") or "")
    except HTTPError as refusal:
        refusal.close()
        if refusal.code == NOT_MODIFIED and tag:
            return Answer(None, tag)
        raise
    except (HTTPException, ValueError) as fault:
        raise OSError(type(fault).__name__) from None


class _OwnHost(HTTPRedirectHandler):
    """Follows a redirect only within the host that was named, and never from https to http."""

    def __init__(self, host: str) -> None:
        self.host = host

    def redirect_request(  # noqa: PLR0917 - the library calls it so
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The next request. Raises ValueError where it may not be made."""
        before, after = split_address(req.full_url), split_address(newurl)
        if after.netloc != self.host or after.scheme not in (before.scheme, "https"):
            raise ValueError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
