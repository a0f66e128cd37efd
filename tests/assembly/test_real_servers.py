"""nginx, Apache and Caddy themselves read their parts: headers, media types and old addresses."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path

import ckanapi
import pytest

from ckan_clients import collect_packages, make_ckan_catalog, write_answers
from suluh.assembly.policy import build_policy
from suluh.assembly.server_parts import ServerRules, write_server_parts
from suluh.assembly.unlisted import Unlisted
from suluh.vocabulary.moved_addresses import Moved

pytestmark = pytest.mark.slow

MOVED = (Moved("anggaran/{tahun}/{instansi}/{kode}/", "anggaran/{tahun}/{instansi}/#{kode}"),)
RULES = ServerRules("/suluh/", build_policy(["<script>a</script>"]), Unlisted(("alur/",)), MOVED)
FILES = (
    *("index.html", "anggaran/2025/bapenda/index.html", "anggaran/2025/urusan/1.03/index.html"),
    *("alur/a.json", "api/3/action/package_list", "api/action/package_list"),
    *(f"data/a.{end}" for end in ("csv", "parquet", "geojson", "ndjson", "ttl", "csv-metadata.json", "yaml")),
)
KINDS = {
    "data/a.csv": "text/csv; charset=utf-8",
    "data/a.parquet": "application/vnd.apache.parquet",
    "data/a.geojson": "application/geo+json",
    "data/a.ndjson": "application/x-ndjson",
    "data/a.ttl": "text/turtle; charset=utf-8",
    "data/a.csv-metadata.json": "application/json",
    "data/a.yaml": "application/yaml",
    "api/3/action/package_list": "application/json",
    "api/action/package_list": "application/json",
}
NGINX = """
worker_processes 1; daemon off; pid {run}/nginx.pid; error_log {run}/nginx.err;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {run}/t1; proxy_temp_path {run}/t2; fastcgi_temp_path {run}/t3;
  uwsgi_temp_path {run}/t4; scgi_temp_path {run}/t5;
  server {{ listen 127.0.0.1:{port}; root {root}; include {root}/suluh/server/nginx.conf; }}
}}
"""
CADDY = """
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  root * {root}
  import {root}/suluh/server/caddy.conf
  file_server
}}
"""
APACHE = """
ServerRoot /usr/lib/apache2
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule headers_module modules/mod_headers.so
LoadModule rewrite_module modules/mod_rewrite.so
LoadModule mime_module modules/mod_mime.so
LoadModule dir_module modules/mod_dir.so
TypesConfig /etc/mime.types
PidFile {run}/apache.pid
ErrorLog {run}/apache.err
Mutex file:{run} default
Listen 127.0.0.1:{port}
ServerName localhost
DirectoryIndex index.html
<VirtualHost 127.0.0.1:{port}>
  DocumentRoot {root}
  <Directory {root}>
    Require all granted
  </Directory>
  Include {root}/suluh/server/apache.conf
</VirtualHost>
"""
SERVERS = {
    "nginx": (NGINX, ["nginx", "-c"], []),
    "caddy": (CADDY, ["caddy", "run", "--adapter", "caddyfile", "--config"], []),
    "apache2": (APACHE, ["apache2", "-f"], ["-D", "FOREGROUND"]),
}


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a server's own user may read, as those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(params=SERVERS)
def hosted(request: pytest.FixtureRequest, open_folder: Path) -> Iterator[str]:
    """The address of the site's root on a real server, which ends with the test."""
    form, before, after = SERVERS[request.param]
    for name in FILES:
        path = open_folder / "situs/suluh" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    write_answers(make_ckan_catalog(), open_folder / "situs/suluh")
    for name, text in write_server_parts(RULES).items():
        path = open_folder / "situs/suluh" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    port, settings = _free_port(), open_folder / "server.conf"
    settings.write_text(form.format(root=open_folder / "situs", run=open_folder, port=port), encoding="utf-8")
    if request.param == "nginx":  # it looks for its list of types beside its settings
        shutil.copyfile("/etc/nginx/mime.types", open_folder / "mime.types")
    running = subprocess.Popen([*before, str(settings), *after], cwd=open_folder)
    for _ in range(100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/suluh/"
    running.terminate()
    running.wait(timeout=20)


def _ask(address: str) -> tuple[int, HTTPMessage]:
    try:
        with urllib.request.build_opener(_Stay()).open(address, timeout=10) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers


def test_a_real_server_does_as_it_is_told(hosted: str) -> None:
    for name in FILES:
        status, said = _ask(hosted + name)
        assert status == 200, name
        assert said.get_all("Content-Security-Policy") == [dict(RULES.headers)["Content-Security-Policy"]]
        assert said.get_all("X-Frame-Options") == ["DENY"]
        assert said.get_all("Access-Control-Allow-Origin") == (None if name.endswith("html") else ["*"])
        assert said.get_all("X-Robots-Tag") == (["noindex"] if name.startswith("alur/") else None)
        if name in KINDS:
            assert said["Content-Type"].lower() == KINDS[name]
    status, said = _ask(f"{hosted}anggaran/2025/bapenda/5.02.01/")
    assert status == 301 and said["Location"].endswith("/suluh/anggaran/2025/bapenda/#5.02.01")
    assert _ask(f"{hosted}anggaran/2025/urusan/1.03/")[0] == 200
    assert _ask(f"{hosted}anggaran/2025/bapenda/lain/")[0] == 404


def test_a_server_that_reads_questions_answers_a_harvester_and_ckanapi(hosted: str) -> None:
    catalog = make_ckan_catalog()
    names = sorted((*catalog.datasets, *catalog.references))
    assert [package["name"] for package in collect_packages(hosted)] == names
    for client in (ckanapi.RemoteCKAN(hosted, get_only=True),):
        for name in names:
            package = client.action.package_show(id=name)
            assert package["name"] == name
            for resource in package["resources"]:
                assert client.action.resource_show(id=resource["id"]) == resource
        slug = client.action.organization_list()[0]
        assert client.action.organization_show(id=slug)["package_count"] == len(catalog.datasets)
        for nobody in ("tidak-ada", "../../index", "..%2f..%2findex", "", "a b", "A"):
            with pytest.raises(ckanapi.NotFound):
                client.action.package_show(id=nobody)
            with pytest.raises(ckanapi.NotFound):
                client.action.resource_show(id=nobody)
    status, said = _ask(f"{hosted}api/3/action/package_show?x=1&id={names[0]}")
    assert status == 200 and said["Content-Type"].lower() == "application/json"
