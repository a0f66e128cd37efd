"""Other programs that we call: found by the search path alone, and git in a manner that runs nothing.

A folder that a stranger filled may hold a program, a module or a whole repository of its own. None of
them is taken for the one that is meant.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

QUIET = (
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    # A folder may be laid out as a repository (`HEAD`, `objects`, `config`): its settings name programs.
    "-c",
    "safe.bareRepository=explicit",
)
"""Git's options before any command: a repository's settings must not change the answer, nor start a program.

Configuration is overridden key by key rather than ignored as a whole, since `safe.directory`,
by which a container may read a repository of another owner, stands in it too.
"""


def find_program(name: str) -> str | None:
    """Where a program lies in `PATH`; never in the folder one is in, where Windows looks first."""
    endings = os.environ.get("PATHEXT", ".EXE").split(os.pathsep) if os.name == "nt" else [""]
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        for ending in endings:
            path = Path(folder, name + ending)
            if path.is_absolute() and (found := shutil.which(str(path))) is not None:
                return found
    return None


def make_environment() -> dict[str, str]:
    """The environment for git, without its own variables, which a hook sets for its repository."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }
