"""The preview serves one folder to this machine, reloads what changed, and shows faults instead of dying."""

from __future__ import annotations

import http.client
import itertools
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from made_sites import make_settings, make_site
from suluh.assembly import theme_files
from suluh.assembly.preview import FolderShelf, Preview, Shown, base_path, find_file
from suluh.assembly.publication import publish
from suluh.assembly.turns import Publication
from suluh.assembly.watching import Watch, take_snapshot, watched_paths
from suluh.cli.inbox import show_local_desk
from suluh.cli.preview_page import add_preview, findings_page
from suluh.cli.preview_server import PreviewServer
from suluh.engines import load_engine
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings

pytestmark = pytest.mark.usefixtures("plain_templates")


class Source:
    """Something to build: `stamp` stands on its pages, `fault` breaks them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.stamp = "satu"
        self.fault: Exception | None = None
        self.findings: tuple[Finding, ...] = ()

    def build(self) -> Publication:
        if self.fault:
            raise self.fault
        published = publish(make_site(self.stamp), self.settings, load_engine("mkdocs"))
        return replace(published, findings=(*self.findings, *published.findings))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    settings = make_settings(tmp_path_factory.mktemp("project"))
    return Source(replace(settings, site_dir=settings.cache_dir / "pratinjau"))


@pytest.fixture(scope="module")
def server(source: Source) -> Iterator[PreviewServer]:
    preview = Preview(lambda: FolderShelf(source.settings.site_dir), source.build)
    with PreviewServer(preview, lambda: base_path(source.settings), "127.0.0.1", 0) as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield running
        running.shutdown()


def ask(
    server: PreviewServer, path: str, host: str = "", method: str = "GET"
) -> tuple[int, str, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_address[1]}")
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text, answer.headers


def test_before_the_first_build_it_says_so(source: Source, server: PreviewServer) -> None:
    assert server.preview.shown.version == 0
    status, text, _ = ask(server, "/suluh/wilayah/")
    assert status == 503 and "Situs sedang dibangun" in text and "muat-ulang.js" in text


def test_pages_come_with_the_reload_script_and_keep_their_policy(
    source: Source, server: PreviewServer
) -> None:
    version = server.preview.rebuild().version
    status, text, headers = ask(server, "/suluh/wilayah/")
    assert status == 200 and "Wilayah satu" in text
    assert "Content-Security-Policy" in text and "unsafe-inline" not in text
    assert f'<script src="/suluh/__suluh/muat-ulang.js" data-versi="{version}"></script></body>' in text
    assert headers["Cache-Control"] == "no-store" and headers["Content-Type"] == "text/html; charset=utf-8"
    assert ask(server, "/suluh/__suluh/versi")[1] == ask(server, "/__suluh/versi")[1] == str(version)
    assert "location.reload" in ask(server, "/suluh/__suluh/muat-ulang.js")[1]


def test_redirects_files_and_missing_pages(source: Source, server: PreviewServer) -> None:
    server.preview.rebuild()
    assert ask(server, "/")[2]["Location"] == "/suluh/"
    assert ask(server, "/suluh/wilayah")[2]["Location"] == "/suluh/wilayah/"
    status, text, headers = ask(server, "/suluh/data/contoh/contoh.csv")
    assert (status, text, headers["Content-Type"]) == (
        200,
        "kode,nama\r\n1,satu\r\n",
        "text/csv; charset=utf-8",
    )
    assert ask(server, "/suluh/data/contoh/contoh.csv", method="HEAD")[1] == ""
    status, text, _ = ask(server, "/suluh/tidak/ada/")
    assert status == 404 and "Tidak ada" in text


@pytest.mark.parametrize(
    "path",
    [
        "/suluh/../../mkdocs.yml",
        "/suluh/%2e%2e/%2e%2e/mkdocs.yml",
        "/suluh/..%2f..%2fmkdocs.yml",
        "/suluh/..%5c..%5cmkdocs.yml",
        "/suluh//etc/passwd",
        "/suluh/%00",
        "/suluh/C:/windows/win.ini",
        "/etc/passwd",
    ],
)
def test_nothing_outside_the_folder_is_served(source: Source, server: PreviewServer, path: str) -> None:
    (source.settings.root / "mkdocs.yml").write_text("rahasia: ya\n", encoding="utf-8")
    server.preview.rebuild()
    status, text, _ = ask(server, path)
    assert status == 404 and "rahasia" not in text and "root:" not in text


def test_a_link_out_of_the_folder_leads_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "situs"
    folder.mkdir()
    (tmp_path / "rahasia.txt").write_text("x", encoding="utf-8")
    try:
        (folder / "tautan.txt").symlink_to(tmp_path / "rahasia.txt")
    except OSError:
        pytest.skip("this system lets no one make links")
    assert find_file(folder, "tautan.txt") is None


@pytest.mark.parametrize("host", ["jahat.contoh.go.id", "192.168.1.4:8000", ""])
def test_a_foreign_host_name_is_refused(source: Source, server: PreviewServer, host: str) -> None:
    assert ask(server, "/suluh/", host=host or " ")[0] == 403
    assert ask(server, "/suluh/", host="localhost:1")[0] in (200, 503)


def test_findings_are_told_in_the_language_of_the_site() -> None:
    shown = Shown(2, (Finding("S006", Place("a/index.html", line=3), value="b/"),), language="en")
    page = findings_page(shown, "/suluh/")
    assert '<html lang="en">' in page and "<h1>1 error</h1>" in page
    assert "a/index.html, line 3" in page and "Back to the site" in page
    added = add_preview("<body></body>", shown, "/suluh/")
    assert "1 error" in added and "Shown is the last site that succeeded." in added


def test_findings_stand_in_the_page_and_the_old_site_stays(source: Source, server: PreviewServer) -> None:
    server.preview.rebuild()
    source.fault = ZeroDivisionError("<b>templat</b>")
    shown = server.preview.rebuild()
    assert not shown.fresh and [one.code for one in shown.findings] == ["S015"]
    status, text, _ = ask(server, "/suluh/wilayah/")
    assert status == 200 and "Wilayah satu" in text and "1 kesalahan" in text
    assert "situs terakhir yang berhasil" in text
    status, text, headers = ask(server, "/suluh/__suluh/temuan")
    assert status == 200 and "ZeroDivisionError: &lt;b&gt;templat&lt;/b&gt;" in text
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    source.fault, source.stamp = None, "dua"
    source.findings = (Finding("F001", Place("datasets/x.csv", line=3)),)
    assert server.preview.rebuild().fresh
    assert "Wilayah dua" in ask(server, "/suluh/wilayah/")[1]
    assert re.search(r"datasets/x\.csv, baris 3 · F001", ask(server, "/suluh/__suluh/temuan")[1])
    source.findings, source.stamp = (), "satu"
    assert server.preview.rebuild().findings == ()
    assert "Tidak ada temuan" in ask(server, "/suluh/__suluh/temuan")[1]


def test_a_change_is_noticed_whatever_its_kind(tmp_path: Path) -> None:
    file = tmp_path / "datasets" / "a.csv"
    file.parent.mkdir()
    file.write_text("1", encoding="utf-8")
    seen = [take_snapshot([tmp_path / "datasets", file, tmp_path / "tiada"])]
    file.write_text("12", encoding="utf-8")
    seen.append(take_snapshot([file.parent]))
    os.utime(file, ns=(1, 1))
    seen.append(take_snapshot([file.parent]))
    file.rename(file.with_name("b.csv"))
    seen.append(take_snapshot([file.parent]))
    assert all(one != other for one, other in itertools.pairwise(seen))
    (file.parent / ".b.csv.swp").write_text("", encoding="utf-8")
    (file.parent / "b.csv~").write_text("", encoding="utf-8")
    assert take_snapshot([file.parent]) == seen[-1]


def test_the_watch_rebuilds_once_things_are_still(tmp_path: Path) -> None:
    built, changed = threading.Semaphore(0), tmp_path / "a.csv"
    watch = Watch(lambda: [tmp_path], built.release, interval=0.05)
    watch.start()
    try:
        changed.write_text("1", encoding="utf-8")
        assert built.acquire(timeout=30)
        changed.write_text("12", encoding="utf-8")
        assert built.acquire(timeout=30)
        assert not built.acquire(timeout=0.3)
    finally:
        watch.stop()


def test_sources_and_looks_are_watched_not_the_stage(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    paths = watched_paths(tmp_path, settings)
    assert {settings.settings_file, settings.content_dir, settings.datasets_dir} <= set(paths)
    assert not any(path.is_relative_to(settings.cache_dir) for path in paths)
    looks = watched_paths(tmp_path, None)
    assert {"templates", "assets"} <= {path.name for path in looks}
    assert theme_files.TEMPLATES in looks


def test_the_desk_stands_beside_the_preview(source: Source) -> None:
    preview = Preview(lambda: FolderShelf(source.settings.site_dir), source.build)
    with PreviewServer(preview, lambda: "/suluh/", "127.0.0.1", 0, desk=lambda: "<p>Meja</p>") as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        status, text, headers = ask(running, "/suluh/__suluh/meja")
        running.shutdown()
    assert status == 200 and text == "<p>Meja</p>"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_without_a_repository_the_desk_is_empty(tmp_path: Path) -> None:
    page = show_local_desk(replace(make_settings(tmp_path), root=tmp_path), "en")
    assert "No submission waits." in page
    assert "Tidak ada kiriman" in show_local_desk(None, "id")
