"""How `.venv` is filled: by uv where the lock holds it, by pip wherever that fails, from the same places."""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PIP_SAYS = """\
:env:.find-links='/roda /roda lain'
global.cert='/sertifikat.pem'
global.extra-index-url='https://satu.example/simple\\nhttps://dua.example/simple'
global.find-links='/lama'
install.index-url='https://cermin.example/simple'
global.index-url='https://lama.example/simple'
wheel.index-url='https://bukan.example/simple'
global.proxy='http://perantara.example:3128'
global.rusak=[
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setenv("SULUH_VENV", str(tmp_path))
    found = importlib.util.spec_from_file_location("set_up", ROOT / ".ci" / "set_up.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def answer(calls: list[list[str]], failing: str = "") -> Run:
    """A `subprocess.run` that notes what it is asked for; commands that hold `failing` fail."""

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        if "venv" in command:
            Path(command[-1]).mkdir()
        fails = bool(failing) and failing in command
        return subprocess.CompletedProcess(command, int(fails), PIP_SAYS if "config" in command else "")

    return run


def test_uv_looks_where_pip_would(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", answer([]))
    told = set_up.settings_for_uv(set_up.read_pip_settings())
    assert told["HTTPS_PROXY"] == told["ALL_PROXY"] == "http://perantara.example:3128"
    assert told["UV_DEFAULT_INDEX"] == "https://cermin.example/simple"
    assert told["UV_INDEX"] == "https://satu.example/simple https://dua.example/simple"
    assert told["UV_FIND_LINKS"] == "/roda,/roda,lain" and told["SSL_CERT_FILE"] == "/sertifikat.pem"


def test_where_pip_asks_no_index_uv_asks_none(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", answer(calls))
    monkeypatch.setattr(set_up, "read_pip_settings", lambda: {"no-index": "true"})
    assert set_up.unpack_by_uv("requirements/dev.txt") and "--no-index" in calls[-1]


@pytest.mark.parametrize(
    ("kind", "failing", "by", "anew"),
    [("dev", "", ["uv"], 0), ("dev", "uv", ["uv", "pip"], 1), ("site", "", ["pip"], 0)],
)
def test_whoever_unpacks_holds_every_wheel_against_the_lock(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, kind: str, failing: str, by: list[str], anew: int
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", answer(calls, failing))
    monkeypatch.setattr(set_up, "works", lambda: True)
    set_up.fill(kind)
    lock = f"requirements/{kind}.txt"
    whole = [command for command in calls if lock in command]
    assert ["uv" if "uv" in command else "pip" for command in whole] == by
    assert sum("venv" in command for command in calls) == anew, "what uv left half done is done anew"
    installing = [command for command in calls if "install" in command]
    assert all("--editable" in one or "--require-hashes" in one for one in installing)
    assert set_up.stamp_of(kind).is_file() and not (set_up.VENV / set_up.BEGUN).exists()


def test_one_that_was_broken_off_is_begun_anew(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(set_up, "works", lambda: True)
    monkeypatch.setattr(subprocess, "run", answer(calls, "--editable"))
    with pytest.raises(SystemExit):
        set_up.fill("dev")
    (tmp_path / "setengah").touch()
    monkeypatch.setattr(subprocess, "run", answer(calls))
    set_up.fill("dev")
    assert sum("venv" in command for command in calls) == 1 and not (tmp_path / "setengah").exists()


def test_of_the_lock_uv_alone_is_unpacked_by_pip(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(subprocess, "run", answer([]))
    assert set_up.unpack_by_uv("requirements/dev.txt")
    lines = (tmp_path / "uv.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("uv==") and not lines[-1].endswith("\\")
    assert all(line.startswith("    --hash=sha256:") for line in lines[1:]) and len(lines) > 1


def test_without_pip_s_success_uv_is_not_tried(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", answer(calls, str(tmp_path / "uv.txt")))
    assert set_up.unpack_by_uv("requirements/dev.txt") is None and len(calls) == 1
    assert set_up.unpack_by_uv("requirements/site.txt") is None and len(calls) == 1
