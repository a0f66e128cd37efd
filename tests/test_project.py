"""The project around the code: commands, locks, workflows, and nothing of one machine in the repository."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import suluh
from suluh.publishing.counter.shape_script import shape_script

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED_ACTION = re.compile(r"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(path: str) -> str:
    """A text file of the project."""
    return (ROOT / path).read_text(encoding="utf-8")


def program(name: str) -> str:
    """Path of a program of this environment, which the set-up installs."""
    found = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    assert found, f"{name} is not installed: make test sets it up"
    return found


def committed_files() -> list[str]:
    """Paths that git knows or would add; skips where this is no git checkout."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    command = ["git", "-c", "core.quotepath=off", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for path in listed.split("\0") if path and (ROOT / path).is_file()]


def lock_entries(path: str) -> dict[str, list[str]]:
    """Hashes of a lock file by requirement line (name, version and marker)."""
    entries: dict[str, list[str]] = {}
    current = ""
    for line in read(path).splitlines():
        text = line.removesuffix("\\").strip()
        if line.startswith("    --hash="):
            entries[current].append(text)
        else:
            current = text
            entries[current] = []
    return entries


def declared(group: list[str]) -> set[str]:
    """Normalised names of requirements."""
    return {re.split(r"[\[<>=!~; ]", one)[0].lower().replace("_", "-") for one in group}


@pytest.mark.parametrize("target", ["site", "test", "check", "serve", "test-all", "lock", "clean", "help"])
def test_makefile_has_the_commands(target: str) -> None:
    assert re.search(rf"^{target}:", read("Makefile"), re.MULTILINE)


def test_readme_tells_the_two_commands_and_the_way_without_make() -> None:
    readme = read("README.md")
    assert "make site" in readme
    assert "make test" in readme
    assert r"pip install --require-hashes --no-deps --only-binary=:all: -r requirements\site.txt" in readme


def test_files_that_the_documents_name_exist() -> None:
    named = []
    for path in [*ROOT.glob("*.md"), *(ROOT / "generator").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
            if not re.match(r"\w+:", link) and not (path.parent / link).exists():
                named.append(f"{path.name}: {link}")
    assert named == []


@pytest.mark.parametrize("path", ["requirements/site.txt", "requirements/dev.txt"])
def test_lock_has_hashes_and_no_address(path: str) -> None:
    entries = lock_entries(path)
    assert len(entries) > 30
    for requirement, hashes in entries.items():
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; .+)?$", requirement), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes), requirement


def test_locks_agree_with_each_other_and_with_the_declaration() -> None:
    site, dev = lock_entries("requirements/site.txt"), lock_entries("requirements/dev.txt")
    assert {one: site[one] for one in site} == {one: dev.get(one) for one in site}
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert declared(project["dependencies"]) <= declared(list(site))
    extras = [one for group in project["optional-dependencies"].values() for one in group]
    assert declared(extras) <= declared(list(dev))


def test_everything_imported_is_declared() -> None:
    distributions = packages_distributions()
    project = tomllib.loads(read("pyproject.toml"))["project"]
    known = declared(project["dependencies"])
    # Whoever has several machines installs what they need.
    cluster = known | declared(project["optional-dependencies"]["dask"])
    missing = set()
    for path in (ROOT / "generator" / "suluh").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            for top in {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"suluh"}:
                owners = {one.lower().replace("_", "-") for one in distributions.get(top, [top])}
                if not owners & (cluster if "cluster" in path.parts else known):
                    missing.add(f"{path.relative_to(ROOT)}: {top}")
    assert sorted(missing) == []


def test_version_is_one() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "suluh.__version__"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", suluh.__version__)


def test_changelog_has_an_unreleased_part() -> None:
    assert "## [Unreleased]" in read("CHANGELOG.md")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_is_valid_and_bounded(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(r"^permissions: \{\}$", text, re.MULTILINE)
    assert "pull_request_target" not in text
    assert text.count("runs-on:") == text.count("timeout-minutes:")
    used = [line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line]
    assert [one for one in used if not PINNED_ACTION.fullmatch(one)] == []
    command = [program("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_dependabot_is_valid() -> None:
    command = [program("check-jsonschema"), "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_workflows_pass_the_audit() -> None:
    options = ["--persona", "auditor", "--strict-collection", "--offline", "--quiet"]
    starter = ROOT / "generator" / "suluh" / "starter"
    sites = [str(starter / name) for name in ("github-check.yml", "github-deploy.yml")]
    command = [program("zizmor"), *options, ".github", *sites]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# A machine's folder begins where no address goes before it.
MACHINE = "|".join(re.escape(str(path)) for path in {Path.home(), ROOT.parent} if len(str(path)) > 1)
FORBIDDEN = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|debian\.org|--(?:extra-)?index-url|"
    rf"(?<![\w./:*-])(?:{MACHINE or 'no machine'})/\w"
    r"|(?<![\w./:*-])/(?:home|Users)/[a-z][\w-]*/\w"
)


def test_nothing_committed_names_a_registry_or_a_machine() -> None:
    found = []
    for path in committed_files():
        text = (ROOT / path).read_bytes().decode("utf-8", errors="replace")
        for hit in FORBIDDEN.finditer(text):
            found.append(f"{path}: {text[max(0, hit.start() - 40) : hit.end() + 20]!r}")
    assert found == []


def test_python_files_are_utf8_with_unix_line_ends() -> None:
    python = [path for path in committed_files() if path.endswith(".py")]
    assert [path for path in python if b"\r\n" in (ROOT / path).read_bytes()] == []


def test_set_up_parses_on_an_old_python() -> None:
    """Too old a Python must get as far as being told so."""
    ast.parse(read(".ci/set_up.py"), feature_version=(3, 7))


def test_no_two_files_of_tests_have_one_name() -> None:
    """The folders of the tests are no packages: pytest refuses the second file of a name."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py") if path.parent.name != "findings"]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_the_intake_has_a_form_in_the_browsers_script() -> None:
    # Whatever Python it uses must be known to publishing/browser_script, and every helper to python*.js.
    script = shape_script().text
    folder = Path(suluh.__file__).parent / "rendering" / "assets" / "kirim"
    helpers = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("python*.js")))
    defined = set(re.findall(r"\w+", helpers)) | set(re.findall(r"\$(\w+)\(", script))
    asked = {*re.findall(r"\$(?:py|lib_\w+)\.(\w+)", script), *re.findall(r"\.\$(\w+)\(", script)}
    assert asked - defined == set()
