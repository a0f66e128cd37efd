"""A project on disk, built and served by each way there is: the same pages, and no trace of a fault."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from forked_programs import make_command
from made_sites import read_tree
from suluh.assembly.live_composing import compose_live
from suluh.engines import load_engine
from suluh.reading.site_settings import read_settings

PROJECT = Path(__file__).parents[1] / "sites" / "kecil"
TABLE = Path("datasets", "dinas-sosial", "bantuan", "bantuan.csv")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, with what MkDocs itself asks for."""
    root = tmp_path_factory.mktemp("projects") / "kecil"
    shutil.copytree(PROJECT, root)
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8") + "docs_dir: content\ntheme: material\n", encoding="utf-8"
    )
    return root


def fork(program: str, *arguments: str) -> list[str]:
    """The command for `suluh` or `mkdocs` without the seconds that its start takes."""
    return [*make_command(program if program == "suluh" else f"-m {program}"), *arguments]


def run(root: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def environment() -> dict[str, str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    extra = {
        "PYTHONPATH": paths,
        "SOURCE_DATE_EPOCH": "1760000000",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
    }
    return {**os.environ, **extra}


@pytest.fixture(scope="module")
def bare(project: Path) -> dict[str, bytes]:
    """What a bare `mkdocs build` publishes."""
    built = run(project, fork("mkdocs", "build", "--site-dir", "site-mkdocs"))
    assert built.returncode == 0, built.stdout + built.stderr
    return read_tree(project / "site-mkdocs")


def test_a_bare_mkdocs_build_publishes_the_same_bytes(project: Path, bare: dict[str, bytes]) -> None:
    built = run(project, fork("suluh", "build", "--site-dir", "site-suluh"))
    assert built.returncode == 0, built.stdout + built.stderr
    assert read_tree(project / "site-suluh") == bare
    assert "wilayah/74.72/index.html" in bare and "laporan/dinas-sosial/2025-tw2/index.html" in bare


def test_zensical_publishes_the_same_pages(project: Path, bare: dict[str, bytes]) -> None:
    built = run(project, fork("suluh", "build", "--engine", "zensical", "--site-dir", "site-zensical"))
    assert built.returncode == 0, built.stdout + built.stderr
    tree = read_tree(project / "site-zensical")

    def pages(some: dict[str, bytes]) -> set[str]:
        return {name for name in some if not name.startswith("assets/")}

    assert pages(tree) == pages(bare)
    assert tree["sitemap.xml"] == bare["sitemap.xml"]

    for some in (tree, bare):
        html = some["standar/realisasi/index.html"].decode()
        assert html.count("s-nav__here") == 1, "the tab of the section that it stands beside"
        below = html.partition("s-nav__here")[2].partition("<ul>")[2].partition("</ul>")[0]
        row = re.findall(r"<a href=(\S+?)(?:\s+(aria-current)[^>]*)?>", below)
        assert row == [("../../data/", ""), ("../", "aria-current")]
        assert _count_lists(html) == 2, "a page deep in a section has the list of its own section alone"


def _count_lists(html: str) -> int:
    """Lists in the menu of sections: that of all, and one for each section that shows what it holds."""
    return html.partition("<nav class=s-nav")[2].partition("</nav>")[0].count("<ul>")


def test_an_error_ends_a_bare_build_without_a_trace_and_leaves_the_site(
    project: Path, bare: dict[str, bytes]
) -> None:
    """Started as people start it, from a cold interpreter."""
    table = project / TABLE
    text = table.read_bytes()
    table.write_bytes(text + b"terlalu,banyak,sel,di,sini,dan,di,sana,juga,ada,lagi\n")
    try:
        built = run(project, [sys.executable, "-m", "mkdocs", "build", "--site-dir", "site-mkdocs"])
    finally:
        table.write_bytes(text)
    assert built.returncode == 1
    assert "T008" in built.stderr and "Traceback" not in built.stderr
    assert read_tree(project / "site-mkdocs") == bare


def test_a_bare_build_never_empties_a_folder_that_is_not_ours(project: Path, bare: dict[str, bytes]) -> None:
    foreign = project / "penting"
    foreign.mkdir(exist_ok=True)
    (foreign / "a.txt").write_text("milik orang", encoding="utf-8")
    built = run(project, fork("mkdocs", "build", "--site-dir", "penting"))
    assert built.returncode == 1 and "S011" in built.stderr and "Traceback" not in built.stderr
    assert (foreign / "a.txt").read_text("utf-8") == "milik orang"


Serve = Callable[..., int]


@pytest.fixture
def serve(project: Path) -> Iterator[Serve]:
    """Starts a server in the project, answers its port, and ends it after the test."""
    running: list[subprocess.Popen[str]] = []

    def start(*command: str) -> int:
        log = project / "log.txt"
        with log.open("w", encoding="utf-8") as told:
            running.append(
                subprocess.Popen(fork(*command), cwd=project, env=environment(), stdout=told, stderr=told)
            )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text("utf-8"))
            if found and int(found[1]):
                return int(found[1])
            assert running[-1].poll() is None, log.read_text("utf-8")
            time.sleep(0.1)
        raise AssertionError(log.read_text("utf-8"))

    yield start
    for one in running:
        one.send_signal(signal.SIGTERM)
        one.wait(timeout=30)


def page(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    text = connection.getresponse().read().decode("utf-8", "replace")
    connection.close()
    return text


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, "it never became true"
        time.sleep(0.2)


def wait_for(port: int, path: str, wanted: str) -> str:
    until = time.monotonic() + 60
    text = ""
    while time.monotonic() < until:
        text = page(port, path)
        if wanted in text:
            return text
        time.sleep(0.2)
    raise AssertionError(f"{wanted!r} never came: {text[:400]}")


def test_suluh_serve_shows_changes_and_faults(project: Path, serve: Serve) -> None:
    port = serve("suluh", "serve", "--port", "0")
    table, text = project / TABLE, (project / TABLE).read_text("utf-8")
    assert "muat-ulang.js" in page(port, "/suluh/")
    before = page(port, "/suluh/__suluh/versi")
    document = project / "content" / "tentang" / "index.md"
    words = document.read_text("utf-8")
    try:
        document.write_text(words + "\nKalimat yang baru saja ditulis.\n", encoding="utf-8")
        wait_for(port, "/suluh/tentang/", "Kalimat yang baru saja ditulis.")
        wait_until(lambda: page(port, "/suluh/__suluh/versi") != before)
        table.write_text(text + "terlalu,banyak,sel,di,sini,dan,di,sana,juga,ada,lagi\n", encoding="utf-8")
        wait_for(port, "/suluh/__suluh/temuan", "T008")
        assert "1 kesalahan" in page(port, "/suluh/data/")
    finally:
        table.write_text(text, encoding="utf-8")
        document.write_text(words, encoding="utf-8")
    # The copy lies in no repository, which is all that is left to tell.
    wait_until(lambda: "T008" not in page(port, "/suluh/__suluh/temuan"))
    assert "S022" in wait_for(port, "/suluh/__suluh/temuan", "<h1>1 peringatan</h1>")


def test_a_preview_in_a_browser(project: Path, serve: Serve, browser: Browser) -> None:
    """An open page comes again by itself; search and downloads are made as they are asked for."""
    port = serve("suluh", "serve", "--port", "0")
    table = project / TABLE
    text = table.read_text("utf-8")
    shown = browser.new_page()
    try:
        shown.goto(f"http://127.0.0.1:{port}/suluh/data/bantuan/")
        cell = shown.locator("main").get_by_text("873", exact=True)
        assert cell.count() == 0
        table.write_text(text.replace(",120,", ",873,", 1), encoding="utf-8")
        cell.first.wait_for(state="attached")
        with shown.expect_download() as fetched:
            shown.evaluate("""() => {
              const link = document.createElement("a");
              link.href = "bantuan.csv";
              link.download = "";
              link.click();
            }""")
        assert "873" in Path(fetched.value.path()).read_text("utf-8")
        shown.keyboard.press("Control+k")
        shown.locator(".s-cari input").fill("bantuan pangan")
        shown.locator(".s-cari__daftar a", has_text="Bantuan pangan").first.wait_for()
        shown.goto(f"http://127.0.0.1:{port}/suluh/api/v1/catatan/bantuan/bantuan.json")
        assert "873" in shown.content()
        shown.goto(f"http://127.0.0.1:{port}/suluh/__suluh/temuan")
        assert "Yang memerlukan seluruh situs" in shown.content()
    finally:
        table.write_text(text, encoding="utf-8")
        shown.close()


def test_a_preview_shows_what_a_build_writes(
    project: Path, bare: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page and file, each made when it is asked for; but for what only a whole site has."""
    root = tmp_path / "kecil"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns(".suluh", "site-*"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", environment()["SOURCE_DATE_EPOCH"])
    settings, _ = read_settings(root, site_dir=root / ".suluh" / "pratinjau", keep_going=True)
    assert settings is not None
    shown = compose_live(settings, load_engine("mkdocs")).site
    assert shown is not None
    left_out = re.compile(r"manifest\.json|SHA256SUMS|data/angka-terbit\.zip|api/v1/fakta/halaman.*")
    different = []
    for name, content in bare.items():
        made = shown.find(name)
        if left_out.fullmatch(name):
            assert made is None, name
        elif made is None or made.findings or made.content != content:
            different.append(name)
    assert different == []
    assert shown.find("../mkdocs.yml") is None and shown.find("tidak/ada/index.html") is None


def test_mkdocs_serve_shows_the_assembled_site(project: Path, serve: Serve) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert serve("mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}") == port
    text = wait_for(port, "/suluh/wilayah/74.72/", "</html>")
    assert "%%suluh" not in text and "livereload" in text
    assert "'unsafe-inline'" in re.search(r"script-src [^;]*", text)[0]
