"""No page of any kind asks anybody but its own host for anything, in a real browser with its network log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from run_costs import COSTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def sample_kinds(addresses: Iterable[str]) -> list[str]:
    """The first and the last address of every section and depth, whatever sections there are."""
    kinds: dict[tuple[str, int], list[str]] = {}
    for address in sorted(addresses):
        section, _, rest = address.partition("/")
        kinds.setdefault((section, rest.count("/")), []).append(address)
    return [one for some in kinds.values() for one in dict.fromkeys((some[0], some[-1]))]


def list_addresses(site: Path) -> Iterator[str]:
    for page in site.rglob("index.html"):
        folder = page.parent.relative_to(site).as_posix()
        yield "" if folder == "." else f"{folder}/"


def leads_on(site: Path, address: str) -> bool:
    """Whether a page sends its reader elsewhere by itself."""
    return 'http-equiv="refresh"' in (site / address / "index.html").read_text(encoding="utf-8")


def test_kinds_are_found_whatever_they_are_called() -> None:
    found = sample_kinds(["", "a/", "a/1/", "a/2/", "a/3/", "b/1/2/", "c/"])
    assert found == ["", "a/", "a/1/", "a/3/", "b/1/2/", "c/"]


def test_no_kind_of_page_asks_a_third_party(browser: Any, built_site: Path, site_server: str) -> None:
    context = browser.new_context()
    asked: list[str] = []
    refused: list[str] = []
    addresses = sample_kinds(list_addresses(built_site))

    def open_window() -> Page:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        return page

    page = open_window()
    for address in addresses:
        COSTS["pages opened in a browser"] += 1
        page.goto(site_server + address, wait_until="load")
        if leads_on(built_site, address):
            # It would break into the next visit. A new window for each costs three times what the page does.
            page.close()
            page = open_window()
    context.close()
    assert len(addresses) > 30 and len(asked) > len(addresses)
    assert [url for url in asked if not url.startswith((site_server, "data:", "blob:"))] == []
    assert refused == []
