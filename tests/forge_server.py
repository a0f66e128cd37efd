"""A forge's API on this machine: answers from a mapping to whoever has the token."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Forge(ThreadingHTTPServer):
    """Answers from a mapping; without the token, or for what is not in it, with 404."""

    answers: Mapping[str, Any]
    token: str
    seen: list[str]
    replies: dict[str, list[tuple[int, dict[str, str], bytes]]]
    """By paths what is said word for word, one reply after the other; the last one goes on."""


class _Answer(BaseHTTPRequestHandler):
    server: Forge

    def do_GET(self) -> None:
        self.server.seen.append(self.path)
        replies = self.server.replies.get(self.path.removeprefix("/"))
        if replies:
            status, headers, data = replies.pop(0) if len(replies) > 1 else replies[0]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", headers.get("X-Claimed", str(len(data))))
            self.end_headers()
            self.wfile.write(data)
            self.close_connection = True
            return
        told = (self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or "").split(" ")[-1]
        found = self.server.answers.get(self.path.removeprefix("/"))
        status, body = (
            (200, found)
            if found is not None and told == self.server.token
            else (404, {"message": "Not Found"})
        )
        if self.path.endswith("/branches/main/protection") and found == {}:
            status, body = 404, {"message": "Branch not protected"}
        if self.path.endswith("/pindah"):
            status = 302
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Silent."""


@contextmanager
def running_forge() -> Iterator[Forge]:
    """A forge that answers nothing yet; its token is `kunci`."""
    server = Forge(("127.0.0.1", 0), _Answer)
    server.answers, server.token, server.seen = {}, "kunci", []
    server.replies = {}
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
