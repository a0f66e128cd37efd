"""What was built is listed byte for byte, and what stands published can be compared with it."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from builders import make_cleared, make_dataset, make_field, make_resource, make_table
from made_sites import make_artifact, make_page, make_settings, make_site, read_tree
from suluh.assembly.manifest import UNLISTED, ListedFile, read_manifest, write_manifest
from suluh.assembly.publication import publish
from suluh.cli.verify import verify
from suluh.engines import load_engine
from suluh.history.versions import read_commit
from suluh.publishing.inventory import list_datasets

pytestmark = pytest.mark.usefixtures("plain_templates")


def pack(content: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("contoh.csv", content)
    return stream.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = make_settings(tmp_path_factory.mktemp("proyek"))
    example = make_page("laporan/contoh/", "Contoh", "<p>Angka</p>", simulated=True)
    pages = (*make_site().pages, example)
    downloads = (
        *make_site().artifacts,
        make_artifact("laporan/contoh/contoh.csv", b"a\r\n1\r\n"),
        make_artifact("laporan/contoh/contoh.zip", pack(b"a\r\n1\r\n")),
    )
    published = publish(make_site(pages=pages, artifacts=downloads), settings, load_engine("mkdocs"))
    assert published.site_dir is not None, published.findings
    return settings.site_dir


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may spoil."""
    for name, content in read_tree(site).items():
        path = tmp_path / "situs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "situs"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing."""


@pytest.fixture
def hosted(copy: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(copy)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def run_verify(target: str) -> tuple[int, str]:
    result = CliRunner().invoke(verify, [target])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


def test_every_file_is_listed_with_its_checksum(site: Path) -> None:
    tree = read_tree(site)
    listed = read_manifest(tree["manifest.json"])
    assert listed is not None
    assert [one.path for one in listed] == sorted(tree.keys() - UNLISTED)
    for one in listed:
        assert (one.size, one.sha256) == (len(tree[one.path]), sha256(tree[one.path]).hexdigest())
    lines = "".join(f"{one.sha256}  {one.path}\n" for one in listed)
    assert tree["SHA256SUMS"].decode() == lines


def test_the_manifest_is_one_text_for_one_site(site: Path) -> None:
    text = (site / "manifest.json").read_text(encoding="utf-8")
    content = json.loads(text)
    assert sorted(content) == list(content)
    assert content["format"] == 1 and content["waktu"] == "2026-01-02T00:00:00+00:00"
    assert text.endswith("}\n") and max(map(len, text.splitlines())) < 300


def test_an_untouched_site_is_what_was_built(copy: Path, hosted: str) -> None:
    for target in (str(copy), hosted, f"{hosted}/"):
        code, output = run_verify(target)
        assert code == 0 and "sama dengan yang dibangun" in output


def test_every_difference_is_told(copy: Path, hosted: str) -> None:
    (copy / "index.html").write_bytes((copy / "index.html").read_bytes() + b" ")
    (copy / "sitemap.xml").unlink()
    (copy / "tambahan.js").write_bytes(b"alert(1)")
    code, output = run_verify(str(copy))
    assert code == 1 and "Traceback" not in output
    assert [name in output for name in ("E012", "E013", "E014", "sitemap.xml", "tambahan.js")] == [True] * 5
    code, output = run_verify(hosted)
    assert code == 1 and "E012" in output and "E013" in output


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"berkas": [{"path": "../../rahasia", "bytes": 1, "sha256": ""}]}', b"[" * 100_000],
)
def test_a_strange_manifest_is_a_finding(copy: Path, content: bytes) -> None:
    (copy / "manifest.json").write_bytes(content)
    code, output = run_verify(str(copy))
    assert code == 1 and "E011" in output


def test_what_is_neither_a_folder_nor_an_address_is_misuse(tmp_path: Path) -> None:
    assert run_verify(str(tmp_path / "tidak-ada"))[0] == 2
    assert run_verify("http://127.0.0.1:9/")[0] == 1


def test_headers_say_what_the_pages_say_and_more(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    policy = page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    for name in ("_headers", "server/nginx.conf", "server/apache.conf", "server/caddy.conf"):
        text = (site / name).read_text(encoding="utf-8")
        assert f"{policy.replace('&#x27;', chr(39))}; frame-ancestors 'none'" in text
        assert "nosniff" in text and "unsafe-inline" not in text
        assert "unsafe-eval" not in text


def test_example_data_is_not_for_search_engines(site: Path) -> None:
    example = (site / "laporan/contoh/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in example
    assert "noindex" not in (site / "wilayah/index.html").read_text(encoding="utf-8")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "/wilayah/<" in sitemap and "/laporan/contoh/<" not in sitemap
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert "Disallow: /suluh/laporan/contoh/*.csv$\n" in robots
    assert "/laporan/contoh/*\n  X-Robots-Tag: noindex\n" in (site / "_headers").read_text(encoding="utf-8")


def test_a_commit_is_named_and_told_from_a_changed_folder(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    assert read_commit(tmp_path, ["datasets"]) is None
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "a.csv").write_text("a\n1\n", encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("-c", "user.name=Uji", "-c", "user.email=uji@contoh.go.id", "commit", "-q", "-m", "Awal")
    commit = read_commit(tmp_path, [str(tmp_path / "datasets")])
    assert commit is not None and commit.clean and len(commit.name) == 40
    (tmp_path / "catatan.txt").write_text("x", encoding="utf-8")
    assert read_commit(tmp_path, ["datasets"]) == commit
    (tmp_path / "datasets" / "b.csv").write_text("a\n2\n", encoding="utf-8")
    changed = read_commit(tmp_path, ["datasets"])
    assert changed is not None and not changed.clean


def test_an_artifact_changes_its_line_alone(tmp_path: Path) -> None:
    texts = []
    for number, content in enumerate((b"a\r\n1\r\n", b"a\r\n2\r\n")):
        settings = make_settings(tmp_path / str(number))
        made = make_site(artifacts=(make_artifact("data/contoh/contoh.csv", content),))
        publish(made, settings, load_engine("mkdocs"))
        texts.append(set((settings.site_dir / "SHA256SUMS").read_text(encoding="utf-8").splitlines()))
    assert [line.split("  ")[1] for line in texts[0] - texts[1]] == ["data/contoh/contoh.csv"]


def test_the_manifest_holds_the_other_lists(site: Path, copy: Path) -> None:
    tree = read_tree(site)
    manifest = json.loads(tree["manifest.json"])
    assert manifest["daftar_sha256"] == sha256(tree["SHA256SUMS"]).hexdigest()
    (copy / "SHA256SUMS").write_bytes(b"")
    done = CliRunner().invoke(verify, [str(copy)])
    assert done.exit_code == 1 and "SHA256SUMS" in done.output


def test_an_archive_is_told_with_the_digests_of_what_it_holds(site: Path) -> None:
    listed = {file.path: file for file in read_manifest((site / "manifest.json").read_bytes()) or ()}
    archives = [path for path in listed if path.endswith(".zip")]
    assert archives
    for path in archives:
        with ZipFile(site / path) as packed:
            held = sorted(sha256(packed.read(name)).hexdigest() for name in packed.namelist())
        assert listed[path].members == tuple(held), path
    assert not any(file.members for path, file in listed.items() if path not in archives)


def test_a_dataset_is_told_with_rows_schema_and_digest(tmp_path: Path) -> None:
    rows = [("01", "Satu"), ("02", "Dua")]
    dataset = make_dataset(make_cleared({"contoh": make_table(rows=rows)}))
    told = list_datasets([dataset])
    sums = ListedFile("data/contoh/SHA256SUMS", 3, "ab" * 32)
    write_manifest(tmp_path, [sums], make_settings(tmp_path / "proyek"), None, told)
    (line,) = json.loads((tmp_path / "manifest.json").read_bytes())["dataset"]
    assert (line["dataset"], line["sha256"], line["tabel"][0]["baris"]) == ("contoh", "ab" * 32, 2)
    other = make_resource("contoh", [make_field("kode", type="integer"), "nama"])
    changed = make_cleared({"contoh": make_table(rows=rows)}, resources=(other,))
    (again,) = list_datasets([make_dataset(changed)])
    assert again["tabel"][0]["skema"] != told[0]["tabel"][0]["skema"]


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH is not here")
def test_a_signature_is_checked_against_the_keys_that_are_trusted(copy: Path, tmp_path: Path) -> None:
    for name in ("walidata", "orang"):
        create = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(tmp_path / name)]
        subprocess.run(create, check=True)
    trusted = tmp_path / "dipercaya"
    trusted.write_text("walidata@contoh.go.id " + (tmp_path / "walidata.pub").read_text(), encoding="utf-8")
    manifest = copy / "manifest.json"

    def sign(name: str) -> None:
        manifest.with_name("manifest.json.sig").unlink(missing_ok=True)
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(tmp_path / name), "-n", "suluh", str(manifest)]
        subprocess.run(command, check=True, capture_output=True)

    def ask() -> tuple[int, str]:
        done = CliRunner().invoke(verify, [str(copy), "--signers", str(trusted)])
        return done.exit_code, done.output

    assert ask()[0] == 1 and "E015" in ask()[1]
    sign("orang")
    assert ask()[0] == 1 and "E015" in ask()[1]
    sign("walidata")
    assert ask()[0] == 0 and "walidata@contoh.go.id" in ask()[1]
    manifest.write_bytes(manifest.read_bytes() + b" ")
    assert ask()[0] == 1 and "E015" in ask()[1]
