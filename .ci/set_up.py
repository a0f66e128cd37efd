"""Set up `.venv` from the locked requirements: `python .ci/set_up.py [site | dev]`.

Needs Python 3.11 or later and nothing else, on Linux, macOS and Windows. Does nothing when the environment
already holds what the lock asks for. Where the lock holds uv, that unpacks the wheels, several times as fast
as pip, which does it wherever uv does not come to its end.
"""

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional  # an older Python must get as far as being told that it is too old

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


WHOLE_LOCK = ["--require-hashes", "--no-deps", "--only-binary=:all:"]
"""The lock is whole: nothing is left to resolve, and what it overrides stays overridden."""
SAME_IN_UV = {
    "index-url": ("UV_DEFAULT_INDEX",),
    "extra-index-url": ("UV_INDEX",),
    "find-links": ("UV_FIND_LINKS",),
    "trusted-host": ("UV_INSECURE_HOST",),
    "cert": ("SSL_CERT_FILE",),
    "proxy": ("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"),
}
"""Settings of pip, and the variables that tell uv the same."""
SECTIONS = ("global", "install", ":env:")
"""What pip goes by where it installs, from the least to the most particular: what is told later counts."""
BEGUN = "suluh-begun"
"""Lies in an environment that is being filled: whatever was left half done is done anew."""


def pip_command(arguments: List[str]) -> List[str]:
    """How the environment's pip is called."""
    return [str(python_of(VENV)), "-m", "pip", "--disable-pip-version-check", *arguments]


def run_pip(arguments: List[str]) -> None:
    """Run the environment's pip; leave with its own message and code where it fails."""
    done = subprocess.run(pip_command(["--quiet", *arguments]), cwd=str(ROOT), check=False)
    if done.returncode:
        sys.exit("Pemasangan gagal (pesan pip di atas). Periksa sambungan internet, lalu ulangi.")


def read_pip_settings() -> Dict[str, str]:
    """What pip is told by its files and by the surroundings."""
    listed = subprocess.run(
        pip_command(["config", "list"]),
        cwd=str(ROOT),
        check=False,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    told = {}  # type: Dict[str, str]
    for section in SECTIONS:
        for line in listed.stdout.splitlines():
            name, _, value = line.partition("=")
            if not name.startswith(section + "."):
                continue
            try:
                told[name[len(section) + 1 :]] = str(ast.literal_eval(value))
            except (SyntaxError, ValueError):
                continue
    return told


def settings_for_uv(told: Dict[str, str]) -> Dict[str, str]:
    """The surroundings, and where pip would look for wheels in the words of uv."""
    settings = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_NO_CONFIG": "1"}  # hashes say which wheels
    for name, variables in SAME_IN_UV.items():
        if told.get(name):
            parts = told[name].split()
            value = (",".join if name == "find-links" else " ".join)(parts)
            settings.update(dict.fromkeys(variables, value))
    return {**os.environ, **settings}


def unpack_by_uv(lock: str) -> Optional[bool]:
    """Install what the lock holds by the uv that it holds; whether it ended well, None if it never began."""
    found = re.search(r"^uv==.*(?:\n +--hash=.*)+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        return None
    own = VENV / "uv.txt"
    own.write_text(found.group() + "\n", encoding="utf-8")
    pip = pip_command(["--quiet", "install", *WHOLE_LOCK, "--requirement", str(own)])
    quietly = {"cwd": str(ROOT), "check": False, "stderr": subprocess.DEVNULL}
    if subprocess.run(pip, **quietly).returncode:
        return None
    told = read_pip_settings()
    python = str(python_of(VENV))
    command = [python, "-m", "uv", "pip", "install", "--quiet", "--python", python]
    if told.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        command.append("--no-index")
    command += [*WHOLE_LOCK, "--requirement", lock]
    return subprocess.run(command, env=settings_for_uv(told), **quietly).returncode == 0


def make_venv() -> None:
    """An empty environment, whatever was there."""
    if VENV.exists():
        shutil.rmtree(str(VENV))
    print("Menyiapkan %s ..." % VENV.name, flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    (VENV / BEGUN).touch()


def fill(kind: str) -> None:
    """Make `.venv` where there is none, install the locked wheels, then Suluh itself from this folder."""
    if not works() or (VENV / BEGUN).exists():
        make_venv()
    (VENV / BEGUN).touch()
    print("Memasang pustaka dari requirements/%s.txt ..." % kind, flush=True)
    lock = "requirements/%s.txt" % kind
    unpacked = unpack_by_uv(lock)
    if unpacked is False:
        make_venv()
    if not unpacked:
        # What nobody imports need not be compiled: Python compiles the rest when it is first asked for.
        run_pip(["install", "--no-compile", *WHOLE_LOCK, "--requirement", lock])
    # The build backend is locked as well, hence no isolated build that would fetch another.
    run_pip(["install", "--no-compile", "--no-deps", "--no-build-isolation", "--editable", "."])
    stamp_of(kind).write_text(fingerprint(kind) + "\n", encoding="utf-8")
    (VENV / BEGUN).unlink()


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
