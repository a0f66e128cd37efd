"""What strangers wrote is read where it can do no harm: limits, and no way out."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from suluh.reading.confined_files import SMALL_TEXT, load_submitted
from suluh.reading.confinement import read_confined
from suluh.reading.safe_yaml import LocatedDict, load_yaml
from suluh.vocabulary.findings import Place

PLACE = Place("datasets/dinas/contoh/contoh.xlsx")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows counts no time of computing")


def ask(code: str, argument: Any = None) -> tuple[Any, list[str]]:
    """What a function of this module makes of an argument, in confinement."""
    value, findings = read_confined(f"suluh.reading.confinement_probe:{code}", argument, PLACE)
    assert all(one.place == PLACE for one in findings)
    return value, [one.code for one in findings]


@pytest.fixture(scope="module", autouse=True)
def probe(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A module of misdeeds, found as if it were one of ours."""
    import suluh.reading
    from suluh.reading import confinement

    folder = tmp_path_factory.mktemp("paket")
    package = folder / "suluh" / "reading"
    package.mkdir(parents=True)
    # The worker's own package comes first; this one only adds a module to it.
    real = Path(suluh.reading.__file__).parent
    for path in (package.parent, package):
        (path / "__init__.py").write_text("", encoding="utf-8")
    (package.parent / "__init__.py").write_text(
        f"__path__.append({str(real.parent)!r})\n__version__ = ''\n", encoding="utf-8"
    )
    (package / "__init__.py").write_text(f"__path__.append({str(real)!r})\n", encoding="utf-8")
    (package / "confinement_probe.py").write_text(PROBE, encoding="utf-8")
    confinement._reader().end()
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))
    confinement._reader().end()


PROBE = """
import os, socket, subprocess, sys

def echo(value):
    print("bukan jawaban")
    return value

def spin(_):
    while True:
        pass

def swell(_):
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))

def fail(_):
    raise ValueError("nilai rahasia")

def die(_):
    os._exit(7)

def connect(port):
    socket.create_connection(("127.0.0.1", port), 2)

def start(path):
    subprocess.run([sys.executable, "-c", ""], check=True)

def write(path):
    open(path, "w").write("x")

def remove(path):
    os.remove(path)

def surroundings(_):
    return sorted(os.environ)
"""


def test_an_answer_is_what_the_function_gave() -> None:
    for value in (None, 1, "é\n\ud800", [1, {"a": [True, 1.5]}], "x" * 3_000_000):
        assert ask("echo", value) == (value, [])


@posix
def test_one_that_computes_for_ever_is_stopped() -> None:
    started = time.process_time()
    assert ask("spin") == (None, ["F301"])
    assert time.process_time() - started < 3  # it was not this process that computed
    assert ask("echo", 1) == (1, [])


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux counts the memory of one process"
)
def test_one_that_swells_is_stopped() -> None:
    assert ask("swell") == (None, ["F302"])
    assert ask("echo", 1) == (1, [])


@pytest.mark.parametrize("code", ["fail", "die"])
def test_one_that_breaks_down_is_a_finding_and_the_next_is_read(code: str) -> None:
    assert ask(code) == (None, ["F303"])
    assert ask("echo", 1) == (1, [])


def test_there_is_no_way_out(tmp_path: Path) -> None:
    kept = tmp_path / "tetap.txt"
    kept.write_text("tetap", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert ask("connect", server.getsockname()[1]) == (None, ["F303"])
    for code in ("start", "write", "remove"):
        assert ask(code, str(kept)) == (None, ["F303"])
    assert kept.read_text(encoding="utf-8") == "tetap"


def test_the_surroundings_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    from suluh.reading import confinement

    confinement._reader().end()
    monkeypatch.setenv("DEPLOY_TOKEN", "rahasia")
    names, _ = ask("surroundings")
    assert "DEPLOY_TOKEN" not in names and "PYTHONPATH" in names


def test_ordinary_requests_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    ask("echo", 1)
    monkeypatch.setattr("suluh.reading.confinement.subprocess.Popen", None)
    for number in range(50):
        assert ask("echo", number) == (number, [])


def test_a_large_descriptor_is_read_alike_in_confinement() -> None:
    entries = "".join(
        f"  - {{kolom: a{number}, catatan: {'x' * 60}, nilai: ['010', ya]}}\n" for number in range(900)
    )
    text = f"judul: Contoh\nisi:\n{entries}"
    assert len(text) > SMALL_TEXT
    value, findings = load_submitted(text, "datapackage.yaml")
    assert (value, findings) == load_yaml(text, "datapackage.yaml")
    assert isinstance(value, LocatedDict) and value.lines == {"judul": 1, "isi": 2}
    assert value["isi"][2].lines == {"kolom": 5, "catatan": 5, "nilai": 5}
    broken, findings = load_submitted(text + "judul: lagi\n", "datapackage.yaml")
    assert broken is None and [(one.code, one.place.line) for one in findings] == [("F104", 903)]


def test_the_process_ends_with_its_parent() -> None:
    program = (
        "from suluh.reading.confinement import _reader, read_confined\n"
        "from suluh.vocabulary.findings import Place\n"
        "request = {'text': 'a: 1', 'path': 'a'}\n"
        "read_confined('suluh.reading.confined_files:answer_text', request, Place('a'))\n"
        "print(_reader()._worker.process.pid, flush=True)\n"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    if sys.platform.startswith("linux"):
        assert not Path("/proc", done.stdout.strip(), "cmdline").exists()


@posix
def test_a_forked_process_reads_by_a_worker_of_its_own() -> None:
    """What is worked on beside this process waits for no answer of a worker that is not its own."""
    from suluh.reading import confinement
    from suluh.sharing import CORES, beside, working_with

    assert ask("echo", 1) == (1, [])
    ours = confinement._reader()._worker
    with (
        working_with(CORES),
        beside(lambda: (ask("echo", 2), confinement._reader()._worker is ours)) as collect,
    ):
        assert ask("echo", 3) == (3, [])
        assert collect() == ((2, []), False)
    assert ask("echo", 4) == (4, []) and confinement._reader()._worker is ours
