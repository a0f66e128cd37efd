"""What each command imports: libraries are slow to load, and most commands need few of them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from command_line import run_suluh
from small_site import copy_small_site

LIBRARIES = (
    "babel",
    "cloudpickle",
    "dask",
    "distributed",
    "duckdb",
    "fontTools",
    "frictionless",
    "fsspec",
    "jinja2",
    "markdown",
    "mkdocs",
    "nh3",
    "numpy",
    "openpyxl",
    "pandas",
    "PIL",
    "pyarrow",
    "pydantic",
    "re2",
    "rich",
    "shapely",
    "xlrd",
    "xlsxwriter",
    "yaml",
)
"""Those that take their time."""

WORDS = {"babel", "rich", "yaml"}
PAGES = {"jinja2", "markdown", "nh3"}
"""Pages are announced, so that a check foresees what would stop a build; no map is drawn for it."""
VALIDATING = {"frictionless", "pydantic"}
"""Where columns do not prove a table right; frictionless brings the other."""

MAY_IMPORT = {
    "help": set(),
    "explain": {"yaml"},
    "check of what was checked": WORDS | {"re2"},
    "check": WORDS | PAGES | {"re2"},
    "check of a wrong cell": WORDS | PAGES | VALIDATING | {"re2"},
    "few things for a cluster": WORDS | PAGES | VALIDATING | {"re2"},
}
"""By step, each in the process that took the one before it."""

SCRIPT = """\
import json, pathlib, sys
from click.testing import CliRunner
from suluh.cli import suluh
libraries, root, text = json.loads(sys.argv[1])
seen = {}
def run(step, *arguments):
    done = CliRunner().invoke(suluh, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    seen[step] = sorted({name.partition(".")[0] for name in sys.modules} & {*libraries})
run("help", "--help")
run("explain", "explain", "T001")
run("check of what was checked", "check", "--root", root)
pathlib.Path(text).write_text('# Baru\\n', encoding='utf-8')
run("check", "check", "--root", root)
table = pathlib.Path(root, "datasets/dinas-sosial/pagu/pagu.csv")
table.write_text(table.read_text(encoding="utf-8") + "2025;72;banyak\\n", encoding="utf-8")
run("check of a wrong cell", "check", "--root", root)
from suluh.cli.schedulers import sharing_work
from suluh.sharing import share_out
with sharing_work("tcp://127.0.0.1:9", "tiada://x"):
    assert share_out(20, lambda number: number) == list(range(20))
seen["few things for a cluster"] = sorted({name.partition(".")[0] for name in sys.modules} & {*libraries})
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The libraries that were there after each step, in a process begun as a person begins one."""
    root = copy_small_site(tmp_path_factory.mktemp("mula") / "situs")
    assert run_suluh("check", root=root).returncode == 0
    told = json.dumps([LIBRARIES, str(root), str(root / "content" / "baru.md")])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, told], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return {step: set(found) for step, found in json.loads(done.stdout).items()}


@pytest.mark.parametrize("step", MAY_IMPORT)
def test_a_command_imports_what_it_needs(step: str, imported: dict[str, set[str]]) -> None:
    assert imported[step] <= MAY_IMPORT[step]


def test_the_list_is_of_today(imported: dict[str, set[str]]) -> None:
    """What no step imports is on the list in vain, or its command loads it late, as it should."""
    for step in ("check", "check of a wrong cell"):
        assert imported[step] == MAY_IMPORT[step]
