"""The search index, made by Pagefind's command line over the finished folder."""

from __future__ import annotations

import importlib
import subprocess
from pathlib import Path

from suluh.vocabulary.findings import Counted, Finding, Place
from suluh.vocabulary.system_faults import name_fault

FOLDER = "pagefind"
NOT_FOUND_BY = ".s-crumbs, .s-hitung, .s-provenance, .s-origin"
"""Parts that thousands of pages share: words in them find no page."""
LONGEST_SECONDS = 3600
"""After which an index that is not made is given up."""
_UNUSED = ("pagefind-highlight.js", "pagefind-modular-ui.css", "pagefind-modular-ui.js")


def index_site(folder: Path, language: str) -> list[Finding]:
    """Write `pagefind/` into the folder, all pages as one language; S010 where it fails.

    Only pages with `data-pagefind-body` are indexed, as soon as one has it. Some 75 kB of
    memory a page.
    """
    program = _find_program()
    if program is None:
        return [Finding("S010", Place(FOLDER), details={"pesan": "@pagefind_missing"})]
    command = [
        str(program),
        "--site",
        str(folder),
        "--output-subdir",
        FOLDER,
        "--exclude-selectors",
        NOT_FOUND_BY,
        "--force-language",
        language,
        "--silent",
    ]
    try:
        run = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        late = Counted(LONGEST_SECONDS // 60, "not_done_within")
        return [Finding("S010", Place(FOLDER), details={"pesan": late})]
    except OSError as fault:
        return [Finding("S010", Place(FOLDER), details={"pesan": name_fault(fault)})]
    if run.returncode != 0 or not (folder / FOLDER / "pagefind-entry.json").is_file():
        said = " ".join((run.stderr or run.stdout).split())[-300:].replace(str(folder), FOLDER)
        message = said or Counted(run.returncode, "exit_code")
        return [Finding("S010", Place(FOLDER), details={"pesan": message})]
    for name in _UNUSED:
        (folder / FOLDER / name).unlink(missing_ok=True)
    return []


def _find_program() -> Path | None:
    """The executable in the wheel, found without running anything of it."""
    try:
        bearer = importlib.import_module("pagefind_bin")
        found: Path = bearer.get_executable()
    except (ImportError, FileNotFoundError):
        return None
    return found
