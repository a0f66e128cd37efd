"""What a forge is told: workflows that check what is submitted and publish what is merged."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from suluh.vocabulary.forges import FORGES, GITEA, GITHUB, GITLAB

WORKFLOWS: Mapping[str, Mapping[str, str]] = {
    GITHUB: {
        ".github/workflows/check.yml": "github-check.yml",
        ".github/workflows/deploy.yml": "github-deploy.yml",
        ".github/dependabot.yml": "github-dependabot.yml",
    },
    GITLAB: {".gitlab-ci.yml": "gitlab-ci.yml"},
    GITEA: {".gitea/workflows/suluh.yml": "gitea.yml"},
}
"""By forge: where a file lies in a site's repository, and its name among ours."""
OWNERS_FILES = {GITHUB: ".github/CODEOWNERS", GITLAB: ".gitlab/CODEOWNERS"}
"""Gitea and Forgejo read patterns of another kind there; nothing is written for them."""


def read_starter(name: str) -> str:
    """One of the files that a new site begins with. Raises FileNotFoundError."""
    return files("suluh").joinpath("starter", name).read_text(encoding="utf-8")


def write_forge_files(forge: str) -> dict[str, str]:
    """The forge's files by path."""
    return {path: read_starter(name) for path, name in WORKFLOWS[forge].items()}


def find_owners_file(root: Path) -> str:
    """Where a site's forge reads who must approve what; GitHub's place where nothing tells."""
    return OWNERS_FILES.get(find_forge(root), OWNERS_FILES[GITHUB])


def find_forge(root: Path) -> str:
    """The forge that a site's repository has files for, `github` first; empty for none."""
    return next((forge for forge in FORGES if any((root / path).is_file() for path in WORKFLOWS[forge])), "")
