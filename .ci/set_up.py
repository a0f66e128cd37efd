"""Set up `.venv` from the locked requirements: `python .ci/set_up.py [site | dev]`.

Needs Python 3.11 or later and nothing else, on Linux, macOS and Windows. Does nothing when the environment
already holds what the lock asks for.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import List  # an older Python must get as far as being told that it is too old

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("SULUH_VENV") or ROOT / ".venv")
OLDEST_PYTHON = (3, 11)
KINDS = ("site", "dev")


def python_of(venv: Path) -> Path:
    """Path of the environment's interpreter, whether or not it is there."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp_of(kind: str) -> Path:
    """The file that says with which lock the environment was filled."""
    return VENV / ("suluh-%s.sha256" % kind)


def fingerprint(kind: str) -> str:
    """Hash of everything that decides what `.venv` holds."""
    parts = [ROOT / "requirements" / (kind + ".txt"), ROOT / "pyproject.toml"]
    digest = hashlib.sha256(str(ROOT).encode())  # the editable install points at this folder
    for path in parts:
        # Line ends may differ between checkouts, what is locked does not.
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def is_ready(kind: str) -> bool:
    """Whether the environment works and holds `kind`, or `dev`, which holds `site` too."""
    wanted = KINDS[KINDS.index(kind) :]
    fits = any(
        stamp_of(one).is_file() and stamp_of(one).read_text(encoding="utf-8").strip() == fingerprint(one)
        for one in wanted
    )
    return fits and works()


def works() -> bool:
    """Whether the environment's interpreter starts and is new enough."""
    if not python_of(VENV).is_file():
        return False
    check = "import sys; sys.exit(sys.version_info < %r)" % (OLDEST_PYTHON,)
    return subprocess.run([str(python_of(VENV)), "-c", check], check=False).returncode == 0


def run_pip(arguments: List[str]) -> None:
    """Run the environment's pip; leave with its own message and code where it fails."""
    command = [str(python_of(VENV)), "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, cwd=str(ROOT), check=False)
    if done.returncode:
        sys.exit("Pemasangan gagal (pesan pip di atas). Periksa sambungan internet, lalu ulangi.")


def fill(kind: str) -> None:
    """Make `.venv` where there is none, install the locked wheels, then Suluh itself from this folder."""
    if not works():
        if VENV.exists():
            shutil.rmtree(str(VENV))
        print("Menyiapkan %s ..." % VENV.name, flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    print("Memasang pustaka dari requirements/%s.txt ..." % kind, flush=True)
    lock = "requirements/%s.txt" % kind
    # The lock is whole: nothing is left to resolve, and what it overrides stays overridden.
    run_pip(["install", "--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", lock])
    # The build backend is locked as well, hence no isolated build that would fetch another.
    run_pip(["install", "--no-deps", "--no-build-isolation", "--editable", "."])
    stamp_of(kind).write_text(fingerprint(kind) + "\n", encoding="utf-8")


def main() -> None:
    """Read the one argument and set up."""
    kind = sys.argv[1] if len(sys.argv) > 1 else "site"
    if kind not in KINDS:
        print("Pemakaian: python .ci/set_up.py [site | dev]", file=sys.stderr)
        sys.exit(2)
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("Suluh memerlukan Python 3.11 atau lebih baru; yang ini %s." % sys.version.split()[0])
    if not is_ready(kind):
        fill(kind)


if __name__ == "__main__":
    main()
