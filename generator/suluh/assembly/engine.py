"""The port to the engines that turn Markdown and a theme into HTML."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Protocol

from suluh.vocabulary.findings import Finding

BUILT = "built"
"""The folder inside a staged folder that an engine writes to."""

_RECEIPT = "built.sha256"
_INPUTS = ("mkdocs.yml", "docs", "theme")


class Engine(Protocol):
    """Renders a staged folder. All that assembly knows of MkDocs or Zensical."""

    @property
    def name(self) -> str:
        """Its short name, which is also that of its staged folder."""

    @property
    def version(self) -> str:
        """Changes whenever the same staged folder might render differently."""

    def render(self, staged: Path) -> tuple[Path, list[Finding]]:
        """The folder of built HTML for `staged/mkdocs.yml`; an error among the findings voids it."""


def render_staged(engine: Engine, staged: Path) -> tuple[Path, list[Finding]]:
    """What `engine` makes of the staged folder, taken from its last run if nothing changed since.

    A run with findings is never reused, so that its warnings are said again.
    """
    digest = digest_stage(staged, engine)
    receipt, built = staged / _RECEIPT, staged / BUILT
    if receipt.is_file() and built.is_dir() and receipt.read_text(encoding="ascii") == digest:
        return built, []
    receipt.unlink(missing_ok=True)
    built, findings = engine.render(staged)
    if not findings:
        receipt.write_text(digest, encoding="ascii", newline="")
    return built, findings


def digest_stage(staged: Path, engine: Engine) -> str:
    """SHA-256 (hex) over the engine's name and version and every path and byte it may read."""
    digest = sha256(f"{engine.name}\0{engine.version}\0".encode())
    for top in _INPUTS:
        path = staged / top
        files = (
            [path]
            if path.is_file()
            else sorted(other_path for other_path in path.rglob("*") if other_path.is_file())
        )
        for file in files:
            content = file.read_bytes()
            name = file.relative_to(staged).as_posix()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
