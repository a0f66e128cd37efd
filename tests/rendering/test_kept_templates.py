"""Compiled templates are kept beside the package, and found again only where all is as it was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader

from suluh.rendering import kept_templates
from suluh.rendering.kept_templates import KeptTemplates
from suluh.rendering.page_templates import CompilingEnvironment


class Counted(CompilingEnvironment):
    compiled = 0

    def _parse(self, *given: object) -> object:  # type: ignore[override]
        type(self).compiled += 1
        return super()._parse(*given)  # type: ignore[arg-type]


def render(folder: Path, text: str = "{{ a }}!", language: str = "id") -> tuple[str, int]:
    """What the template says in a process of its own, and how often it was compiled there."""
    Counted.compiled = 0
    cache = KeptTemplates(language, folder)
    environment = Counted(loader=DictLoader({"satu.html": text}), autoescape=True, bytecode_cache=cache)
    return environment.get_template("satu.html").render(a="<b>"), Counted.compiled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__"


def test_a_template_is_compiled_once(folder: Path) -> None:
    assert render(folder) == ("&lt;b&gt;!", 1)
    assert render(folder) == ("&lt;b&gt;!", 0)
    assert [path.suffix for path in folder.iterdir()] == [".jinja"]


def test_another_text_language_or_generator_compiles_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render(folder)
    assert render(folder, text="{{ a }}?") == ("&lt;b&gt;?", 1)
    assert render(folder, text="{{ a }}?", language="en")[1] == 1
    monkeypatch.setattr(kept_templates, "digest_whole_generator", lambda: "lain")
    assert render(folder, text="{{ a }}?")[1] == 1
    assert len(list(folder.iterdir())) == 2, "one for each language, not for each state"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_what_is_not_there_whole_is_compiled_anew(folder: Path, data: st.DataObject) -> None:
    render(folder)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.binary(max_size=9).filter(lambda put: put != whole[at : at + 9]))
    kept.write_bytes(whole[:at] + other + (whole[at + 9 :] if data.draw(st.booleans()) else b""))
    assume(kept.read_bytes() != whole)
    assert render(folder) == ("&lt;b&gt;!", 1)
    assert kept.read_bytes() == whole, "and kept again"


def test_where_python_keeps_nothing_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render(folder)[1] == render(folder)[1] == 1
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    assert render(tmp_path / "berkas" / "__pycache__") == ("&lt;b&gt;!", 1)
