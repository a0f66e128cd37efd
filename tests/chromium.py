"""Finds the Chromium that the browser tests use; with `--install` gets it, and rsync, where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
MAC_APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_PROGRAMS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
DEBIAN_PROGRAM = Path("/usr/lib/chromium/chromium")
"""What Debian's `chromium` starts: with the switches that this script adds a page costs a third more."""
ARGUMENTS = (
    "--no-sandbox",  # which a container's root has not
    "--no-zygote",
    "--disable-dev-shm-usage",  # of which a container has little
    "--disable-gpu",  # nor has it anything to draw with but the processor
    "--in-process-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""What every browser of the tests is started with: no host but this one is there, and pages cost little."""


def find_chromium() -> str | None:
    """Path of a Chromium, Chrome or Edge: `SULUH_CHROMIUM`, the system's, else Playwright's; or None."""
    return next((str(path) for path in _candidates() if path.is_file()), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("SULUH_CHROMIUM"):
        yield Path(named)
    yield DEBIAN_PROGRAM
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    for name in MAC_APPLICATIONS:
        yield Path(f"/Applications/{name}.app/Contents/MacOS/{name}")
    for variable in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder, program) for program in WINDOWS_PROGRAMS)
    yield from _playwright_candidates()


def _playwright_candidates() -> Iterator[Path]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def install_chromium() -> str | None:
    """Get a Chromium: Debian's where we may install packages, else Playwright's. Its path or None."""
    for command in _install_commands():
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode:
            continue
        if found := find_chromium():
            return found
    return None


def install_rsync() -> None:
    """Get rsync, which the tests of releases use, where there is none and we may install packages."""
    if not shutil.which("rsync") and may_install():
        subprocess.run(_install_packages("rsync"), check=False, stdout=subprocess.DEVNULL)


def may_install() -> bool:
    """Whether this is Debian or its like, and we are its administrator."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def _install_packages(*names: str) -> list[str]:
    subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
    return ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]


def _install_commands() -> Iterator[list[str]]:
    if may_install():
        yield _install_packages("chromium", "fonts-liberation")
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def main() -> int:
    """Print the path that is used; exit 1 where there is none."""
    if "--install" in sys.argv[1:]:
        install_rsync()
    found = find_chromium()
    if not found and "--install" in sys.argv[1:]:
        print("Memasang Chromium untuk pengujian ...", flush=True)
        found = install_chromium()
    print(found or "Chromium tidak ditemukan: pasang Chromium, Chrome atau Edge.", flush=True)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
