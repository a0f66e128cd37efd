"""Fixtures of the built site: built once for a run, served under a sub-path, opened in Chromium."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import hypothesis
import pytest

import run_costs
from built_projects import Built, build_project
from chromium import ARGUMENTS, find_chromium
from forked_programs import make_room
from made_sites import plain_frame
from run_costs import COSTS, EVERYDAY
from suluh.cli import GARBAGE_EVERY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, WebSocket

# As the command line has it, also while tests are collected.
gc.set_threshold(*GARBAGE_EVERY)
SUB_PATH = "/suluh/"
Serve = Callable[[Path], AbstractContextManager[str]]
# The same examples in every run: a failure is a fact about the code, not about the day. Every law is tried
# each day on few examples and each night on many; one that needs more to be told apart from chance says so.
for name, examples in (("everyday", 40), ("nightly", 400)):
    hypothesis.settings.register_profile(
        name, deadline=None, derandomize=True, print_blob=True, max_examples=examples
    )
hypothesis.settings.load_profile("everyday")


# Workers take files in this order: what builds for minutes begins at once, on one of them the cut that most
# of `site/` waits for, on the others what does without it.
_LONGEST = (
    "site/test_determinism.py",
    "test_workflow_runs.py",
    "engines/test_whole_projects.py",
    "assembly/test_turns.py",
    "site/test_browser.py",
    "site/",
    "assembly/test_green_means_green.py",
    "engines/",
    "findings/test_reproducers.py",
    "cli/test_build.py",
    "assembly/test_foresight.py",
    "assembly/test_swap.py",
    "standards/test_installed_type.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no worker is left alone with one at the end."""

    def rank(item: pytest.Item) -> int:
        name = item.path.relative_to(Path(__file__).parent).as_posix()
        return next((at for at, start in enumerate(_LONGEST) if name.startswith(start)), len(_LONGEST))

    items.sort(key=rank)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is there for the whole run is not looked through again whenever garbage is collected."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Garbage that complains is heard of here; pytest looks five times through all that there is."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Count what the run costs, here and in its workers, which share one room for forked programs."""
    make_room()
    hypothesis.settings.load_profile("everyday" if config.getoption("markexpr") == EVERYDAY else "nightly")
    config.pluginmanager.register(run_costs)


@pytest.fixture(scope="module")
def plain_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of plain templates that a module's made sites are framed in."""
    with plain_frame(tmp_path_factory.mktemp("kerangka")) as folder:
        yield folder


@pytest.fixture(scope="session")
def shared_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of built sites, which all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "situs"


@pytest.fixture(scope="session", params=["kerat", pytest.param("lengkap", marks=pytest.mark.slow)])
def built(request: pytest.FixtureRequest, shared_sites: Path) -> Built:
    """The example and the site that was built of it; the whole one in `make test-all` alone."""
    return build_project(request.param, shared_sites)


@pytest.fixture(scope="session")
def built_site(built: Built) -> Path:
    """The folder of the site that was built of the example."""
    return built.site


class _SubPathHandler(SimpleHTTPRequestHandler):
    """Files under the sub-path alone, as a project site of a static host serves them, 404 page included."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not path.startswith(SUB_PATH):
            self.send_error(404)
            return
        self.path = "/" + path.removeprefix(SUB_PATH)
        if Path(self.translate_path(self.path)).exists():
            super().do_GET()
        else:
            self._send_not_found()

    def send_head(self) -> Any:
        """A folder without its final slash leads to the sub-path, not to the root."""
        if Path(self.translate_path(self.path)).is_dir() and not self.path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", SUB_PATH + self.path.lstrip("/") + "/")
            self.end_headers()
            return None
        return super().send_head()

    def _send_not_found(self) -> None:
        page = Path(self.directory, "404.html")
        body = page.read_bytes() if page.is_file() else b"404"
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Requests are nobody's business in a test's output."""


@pytest.fixture(scope="session")
def site_server(built_site: Path) -> Iterator[str]:
    """Address of the built site on this machine, ending in the sub-path."""
    with serve_folder(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serves another folder as the site is served: `with serve(folder) as address`."""
    return serve_folder


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Address of a built site in `folder`, ending in the sub-path."""
    handler = partial(_SubPathHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}{SUB_PATH}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser to use. Without one a failure: `make test` gets it."""
    found = find_chromium()
    if not found:
        pytest.fail("no Chromium, Chrome or Edge: run `make browser`")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Headless Chromium, which reaches this machine alone."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@dataclass
class Visit:
    """An open page and everything that went wrong on it."""

    page: Page
    problems: list[str] = field(default_factory=list)


OpenPage = Callable[..., Visit]


class Windows:
    """Pages of the browser, each with its options, lent to one visit after the other.

    A new window costs three times what a page in it does. What a page keeps of its reader goes with the
    visit: no test finds what another left behind.
    """

    def __init__(self, browser: Browser, home: str) -> None:
        self._browser = browser
        self._home = home
        self._visit: dict[int, Visit] = {}
        self._free: dict[str, list[Page]] = {}

    @contextmanager
    def lend(self) -> Iterator[OpenPage]:
        """Opens addresses in windows that are given back in the end."""
        taken: list[tuple[str, Page]] = []

        def open_page(address: str, *, width: int = 1280, height: int = 900, **options: Any) -> Visit:
            wanted = repr((width, height, sorted(options.items())))
            free = self._free.setdefault(wanted, [])
            page = free.pop() if free else self._open_window(width, height, options)
            taken.append((wanted, page))
            visit = self._visit[id(page)] = Visit(page)
            COSTS["pages opened in a browser"] += 1
            page.goto(self._home + address, wait_until="networkidle")
            return visit

        yield open_page
        for wanted, page in taken:
            self._leave(page)
            self._free[wanted].append(page)

    def _open_window(self, width: int, height: int, options: Mapping[str, Any]) -> Page:
        context = self._browser.new_context(viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        self._watch(page)
        return page

    def _leave(self, page: Page) -> None:
        """Empty what the page keeps, and leave it: nothing that it still asks for is the next visit's."""
        del self._visit[id(page)]
        page.context.clear_cookies()
        if page.url.startswith(self._home):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.goto("about:blank")

    def _note(self, page: Page, problem: str) -> None:
        if id(page) in self._visit:
            self._visit[id(page)].problems.append(problem)

    def _watch(self, page: Page) -> None:
        def note_stranger(asked: Request | WebSocket) -> None:
            if not asked.url.startswith((self._home, "data:", "blob:")):
                self._note(page, f"request to {asked.url}")

        def note_message(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                self._note(page, f"console {message.type}: {message.text}")

        def note_response(response: Response) -> None:
            if response.status >= 400:
                self._note(page, f"{response.status} {response.url}")

        # Not by a route, for which the browser would have to ask, and to fetch everything anew for each page.
        page.on("request", note_stranger)
        page.on("websocket", note_stranger)
        page.on("pageerror", lambda error: self._note(page, f"exception: {error}"))
        page.on("console", note_message)
        page.on("response", note_response)


@pytest.fixture(scope="session")
def windows(browser: Browser, site_server: str) -> Windows:
    """Windows on the built site."""
    return Windows(browser, site_server)


@pytest.fixture
def open_page(windows: Windows) -> Iterator[OpenPage]:
    """Opens an address of the site (`wilayah/74.72/`) at a width; options are those of a browser context.

    Console messages of level error or warning, uncaught exceptions, failed responses and requests to anyone
    else (which are refused) become the visit's `problems`.
    """
    with windows.lend() as open_it:
        yield open_it
