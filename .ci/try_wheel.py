"""Try a wheel as a region would: `python .ci/try_wheel.py dist/suluh-0.2.0-py3-none-any.whl`.

It is installed into a fresh environment in a temporary folder, with the locked requirements, or with
`--borrow` beside the libraries of the Python that runs this (no network then). There, away from the
checkout, the version is asked for, a site begun, a report too, and the site checked and built.
"""

import argparse
import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN = ("init", "situs", "--wilayah", "74.71", "--contoh")
PAGES = ("index.html", "data/instansi/index.html", "tentang/index.html", "templat/rencana.xlsx")
REPORT = ("new", "laporan", "--instansi", "inspektorat", "--tahun", "2025", "--triwulan", "3")


def run(command: "list[str]", folder: Path) -> str:
    """Run a command away from the checkout; leave with its output where it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment.update(NO_MKDOCS_2_WARNING="1", PYTHONUTF8="1")
    done = subprocess.run(
        command,
        cwd=str(folder),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit("%s\n%s: exit %d" % (done.stdout, " ".join(command), done.returncode))
    return done.stdout


def make_environment(folder: Path, wheel: Path, borrow: bool) -> Path:
    """A fresh environment with the wheel in it; the folder of its programs."""
    home = folder / "env"
    venv.create(str(home), with_pip=not borrow)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / "python")
    install = ["install", "--quiet", "--disable-pip-version-check"]
    if borrow:
        own = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip()
        # A path in a .pth brings the libraries, not what their own .pth files bring (an editable suluh).
        Path(own, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--python", python]
        run([*pip, *install, "--no-deps", "--no-index", "--force-reinstall", str(wheel)], folder)
    else:
        pip = [python, "-m", "pip"]
        locked = str(ROOT / "requirements" / "site.txt")
        run([*pip, *install, "--require-hashes", "--no-deps", "--requirement", locked], folder)
        run([*pip, *install, "--no-deps", str(wheel)], folder)
    return programs


def walk(folder: Path, programs: Path) -> str:
    """A region's first steps; what `suluh --version` says. Leaves where a step fails or a page is missing."""
    suluh, python = str(programs / "suluh"), str(programs / "python")
    place = run([python, "-c", "import suluh; print(suluh.__file__)"], folder).strip()
    if not Path(place).resolve().is_relative_to((folder / "env").resolve()):
        sys.exit("Not the wheel but %s was tried." % place)
    version = run([suluh, "--version"], folder).strip()
    site = folder / "situs"
    run([suluh, *BEGIN], folder)
    run([suluh, *REPORT, "--root", str(site)], folder)
    run([suluh, "check", "--root", str(site)], folder)
    run([suluh, "build", "--root", str(site), "--site-dir", str(folder / "jadi")], folder)
    missing = [page for page in PAGES if not (folder / "jadi" / page).is_file()]
    if missing:
        sys.exit("The built site lacks %s." % ", ".join(missing))
    run([suluh, "verify", str(folder / "jadi")], folder)
    return version


def main() -> None:
    """Try the wheel and say what was tried."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--borrow", action="store_true", help="use the libraries of this Python")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        programs = make_environment(folder, asked.wheel.resolve(), asked.borrow)
        print("%s: init, new, check, build, verify" % walk(folder, programs))


if __name__ == "__main__":
    main()
