"""The preview's own small web server: one site, read only, for this machine."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from suluh.assembly.live_site import Made
from suluh.assembly.preview import Preview
from suluh.assembly.site_addresses import file_of
from suluh.assembly.theme_files import NOT_FOUND
from suluh.cli.preview_page import SCRIPT, STYLE, add_preview, findings_page, refusal_page
from suluh.publishing.formats import find_format, list_formats
from suluh.vocabulary.web_addresses import split_address

OWN = "__suluh/"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"
_DESK_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The desk stands alone: its style lies in the page, and it has no script."""


class PreviewServer(ThreadingHTTPServer):
    """Serves a preview below `base()`, answering each request in a thread of its own.

    `desk` makes the page of what waits for the walidata, worked out when it is asked for.
    """

    daemon_threads = True

    def __init__(
        self,
        preview: Preview,
        base: Callable[[], str],
        host: str,
        port: int,
        *,
        desk: Callable[[], str] | None = None,
    ) -> None:
        self.preview = preview
        self.desk = desk
        self.base = base
        self.named_host = host
        super().__init__((host, port), _Answer)

    @property
    def address(self) -> str:
        """Where to point a browser."""
        return f"http://{self.named_host}:{self.server_address[1]}{self.base()}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no news."""


class _Answer(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version = "Suluh"
    sys_version = ""

    def do_GET(self) -> None:
        """A page, a file, or one of our own addresses."""
        if not self._meant_for_us():
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
            return
        base = self.server.base()
        path = unquote(split_address(self.path).path)
        if path == "/" and base != "/":
            self._redirect(base)
        elif path.startswith((f"{base}{OWN}", f"/{OWN}")):
            self._send_own(path.rpartition(OWN)[2], base)
        elif path.startswith(base):
            self._send_page(path[len(base) :], base)
        else:
            self._send_missing(base)

    do_HEAD = do_GET  # noqa: N815  the name that the base class looks for

    def _meant_for_us(self) -> bool:
        """Whether the Host named is this machine: a foreign name that leads here is someone's trick."""
        host = split_address(f"//{self.headers.get('Host', '')}").hostname or ""
        if host in ("localhost", self.server.named_host):
            return True
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return False

    def _send_own(self, name: str, base: str) -> None:
        shown = self.server.preview.shown
        if name == "versi":
            self._send(HTTPStatus.OK, str(shown.version).encode(), "text/plain; charset=utf-8")
        elif name == "muat-ulang.js":
            self._send(HTTPStatus.OK, SCRIPT.encode(), _TYPES[".js"])
        elif name == "pratinjau.css":
            self._send(HTTPStatus.OK, STYLE.encode(), _TYPES[".css"])
        elif name == "temuan":
            self._send(HTTPStatus.OK, findings_page(shown, base).encode(), _TYPES[".html"], policy=_POLICY)
        elif name == "meja" and self.server.desk is not None:
            self._send(HTTPStatus.OK, self.server.desk().encode(), _TYPES[".html"], policy=_DESK_POLICY)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def _send_page(self, name: str, base: str) -> None:
        preview = self.server.preview
        preview.wait()
        shelf = preview.shelf()
        made = shelf.find(file_of(name)) if shelf is not None else None
        if made is not None:
            self._send_made(HTTPStatus.OK, file_of(name), made, base)
        elif shelf is not None and shelf.has_page(file_of(f"{name}/")):
            self._redirect(f"{base}{name}/")
        else:
            self._send_missing(base)

    def _send_missing(self, base: str) -> None:
        """The site's own 404 page; before there is a site, what keeps it from being one."""
        shelf = self.server.preview.shelf()
        made = shelf.find(NOT_FOUND) if shelf is not None else None
        if made is not None:
            self._send_made(HTTPStatus.NOT_FOUND, NOT_FOUND, made, base)
        else:
            page = findings_page(self.server.preview.shown, base)
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, page.encode(), _TYPES[".html"], policy=_POLICY)

    def _send_made(self, status: HTTPStatus, name: str, made: Made, base: str) -> None:
        """A page or file; what a build would refuse is not shown, but why."""
        shown, content = self.server.preview.shown, made.content
        if made.findings:
            page = refusal_page(shown, made.findings, base)
            self._send(HTTPStatus.FORBIDDEN, page.encode(), _TYPES[".html"], policy=_POLICY)
            return
        suffix = PurePosixPath(name).suffix
        if suffix == ".html":
            content = add_preview(content.decode("utf-8"), shown, base).encode()
        self._send(status, content, _type_of(suffix))

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", "/" + quote(address.lstrip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, content: bytes, kind: str, *, policy: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing: the terminal is for findings."""


def _type_of(suffix: str) -> str:
    """What a browser is told of a file with that suffix: a part of pages, or a format of data."""
    forms = {form.suffix: form.media_type for form in (*list_formats(), find_format("ZIP"))}
    kind = forms.get(suffix, "")
    told = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return told or _TYPES.get(suffix, "application/octet-stream")
