"""The guide to a type of one's own, followed word for word on a small site: what it says comes true."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import make_settings
from small_site import SMALL_SITE, copy_small_site, edit
from suluh.cli import suluh
from suluh.reading.built_in_guides import load_guides
from suluh.reading.own_type_schema import load_own_type_keys
from suluh.reading.region_list import load_regions

NAME = "jenis-data-sendiri.md"


def guide_text() -> str:
    """The guide as the small site has it."""
    pages = load_guides(make_settings(wilayah="74.72", guides=True), load_regions())
    return next(page.text for page in pages if page.path.endswith(NAME))


_STEP = re.compile(
    r"[Ss]impan sebagai\s+`(?P<file>[^`]+)`"
    r"|```(?P<kind>\w+)\n(?P<text>.*?)```"
    r"|ganti `(?P<old>[^`]+)` menjadi `(?P<new>[^`]+)` di\s+`(?P<place>[^`]+)`",
    re.DOTALL,
)
"""Files to write, commands to run and words to change, as they stand in the guide."""


def steps() -> Iterator[re.Match[str]]:
    """All of them in order, up to where the roles are explained."""
    text = guide_text().partition("## Arti setiap peran")[0]
    return _STEP.finditer(text)


def run(line: str) -> None:
    """A command of the guide, which must go through."""
    program, *arguments = shlex.split(line)
    assert program == "suluh"
    result = CliRunner().invoke(suluh, arguments)
    assert result.exit_code == 0, f"{line}\n{result.output}"


@pytest.mark.slow
def test_whoever_follows_the_guide_has_what_it_promises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_small_site(tmp_path / "situs")
    monkeypatch.chdir(root)
    target, done = "", []
    for step in steps():
        if step["file"]:
            target = step["file"]
        elif step["old"]:
            edit(root, step["place"], step["old"], step["new"])
            done.append("edit")
        elif step["kind"] == "sh":
            for line in step["text"].splitlines():
                run(line)
                done.append(line.split()[1])
        else:
            path = root / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["text"], encoding="utf-8")
            done.append(step["kind"])
    assert done == ["yaml", "check", "new", "csv", "edit", "check", "build"]
    site = root / "site"
    promised = [
        "pasar/index.html",
        "pasar/2025/index.html",
        "standar/pasar/index.html",
        "data/pasar/pasar.csv",
    ]
    assert all((site / name).is_file() for name in [*promised, "templat/pasar.xlsx"])
    text = (site / "pasar/index.html").read_text(encoding="utf-8")
    assert "Rp43\N{NO-BREAK SPACE}juta" in text and "Pasar Lipu" in text
    for page in ("instansi/dinas-sosial", "wilayah/74.72.01.1007"):
        assert "Pasar Karya" in (site / page / "index.html").read_text(encoding="utf-8")
    assert 'href="pasar/"' in (site / "index.html").read_text(encoding="utf-8"), "the menu leads there"


def test_the_guide_names_an_agency_and_regions_of_the_small_site() -> None:
    text = guide_text()
    assert (SMALL_SITE / "datasets/dinas-sosial").is_dir() and "--instansi dinas-sosial" in text


def test_every_role_is_explained() -> None:
    table = guide_text().partition("## Arti setiap peran")[2]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) - {"role"} == set(
        load_own_type_keys()["peran"]
    )
