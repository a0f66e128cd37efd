"""Links to elsewhere, asked of a real server on this machine: politely, and nowhere private."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from suluh.assembly.external_links import (
    ExternalLink,
    ask_link,
    ask_links,
    collect_external_links,
    is_public_host,
)


class Answers(BaseHTTPRequestHandler):
    """Answers by the path: a status, no HEAD, or a redirect."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012  (emptied by the fixture)

    def answer(self) -> None:
        Answers.asked.append((self.command, self.path))
        status = {"/ada": 200, "/hilang": 404, "/tanpa-head": 405 if self.command == "HEAD" else 200}
        self.send_response(302 if self.path.startswith("/ke") else status.get(self.path, 500))
        if self.path == "/ke-dalam":
            self.send_header("Location", "http://169.254.169.254/rahasia")
        if self.path == "/ke-berkas":
            self.send_header("Location", "file:///etc/hostname")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = answer  # noqa: N815
    do_HEAD = answer  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Answers.asked.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


def here(host: str) -> bool:
    return host == "127.0.0.1"


def test_an_address_is_asked_with_head_and_then_read(server: str) -> None:
    assert ask_link(f"{server}/ada", here) == ""
    assert Answers.asked == [("HEAD", "/ada")]
    assert ask_link(f"{server}/tanpa-head", here) == ""
    assert Answers.asked[1:] == [("HEAD", "/tanpa-head"), ("GET", "/tanpa-head")]
    assert ask_link(f"{server}/hilang", here) == "404"


def test_redirects_lead_neither_inside_nor_to_files(server: str) -> None:
    assert ask_link(f"{server}/ke-dalam", here) == "ValueError"
    assert ask_link(f"{server}/ke-berkas", here) == "302"  # not followed


def test_nothing_private_is_asked(server: str) -> None:
    assert not is_public_host("127.0.0.1")
    assert not is_public_host("169.254.169.254")
    assert not is_public_host("10.0.0.7")
    assert not is_public_host("")
    assert is_public_host("93.184.216.34")
    assert [one.code for one in ask_links([ExternalLink(f"{server}/ada", "index.html", 1)])] == ["W009"]
    assert Answers.asked == []


def test_dead_links_are_warnings_with_their_first_page(server: str) -> None:
    links = [ExternalLink(f"{server}/{name}", "a/index.html", 3) for name in ("ada", "hilang")]
    findings = ask_links(links, pause=0, may_visit=here)
    assert [(one.code, one.severity, one.value) for one in findings] == [
        ("W009", "warning", f"{server}/hilang")
    ]
    assert (findings[0].place.path, findings[0].details["alasan"]) == ("a/index.html", "404")


def test_links_of_pages_are_collected_once_without_the_sites_own(tmp_path: Path) -> None:
    page = (
        '<a href="https://a.example/x?b=1&amp;c=2#bagian">x</a><a href="https://a.example/x?b=1&amp;c=2">y</a>'
        '<a href="https://situs.example/data/">z</a><a href="mailto:a@b.c">m</a><a href="../x/">r</a>'
        '<!-- <a href="https://komentar.example/">k</a> -->'
    )
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(page, encoding="utf-8")
    found = collect_external_links(tmp_path, "https://situs.example/")
    assert found == (ExternalLink("https://a.example/x?b=1&c=2", "a/index.html", 2),)
