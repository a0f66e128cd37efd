"""The published tables of a project, written without pages, for tests that recount them."""

from __future__ import annotations

import shutil
from pathlib import Path

from small_site import SMALL_SITE, copy_small_site
from suluh.assembly.figure_bundle import pack_figures
from suluh.assembly.link_check import list_files
from suluh.assembly.manifest import ListedFile, write_manifest
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings

LAYERS = ("alur", "kinerja", "tujuan", "pengadaan", "pelayanan")


def lay_project(folder: Path) -> Path:
    """The tiny site with plans, budgets, reports, goals, procurement and complaints."""
    copy_small_site(folder)
    for layer in LAYERS:
        shutil.copytree(SMALL_SITE.with_name(layer), folder, dirs_exist_ok=True)
    return folder


def publish_figures(project: Path, target: Path) -> Path:
    """Every CSV and JSON that a build of the project publishes, the script, the bundle and the manifest."""
    settings, findings = read_settings(project)
    assert settings is not None, findings
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    for artifact in site.artifacts:
        if artifact.address.endswith((".csv", ".json", ".py", "triwulan-sebelumnya.zip")):
            path = target / artifact.address
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                artifact.write(file)
    pack_figures(target, list_files(target))
    list_again(target, settings)
    return target


def list_again(site: Path, settings: object) -> None:
    """A manifest of what lies in the folder now."""
    from hashlib import sha256

    files = [
        ListedFile(name, (site / name).stat().st_size, sha256((site / name).read_bytes()).hexdigest())
        for name in sorted(list_files(site))
        if name not in ("manifest.json", "SHA256SUMS")
    ]
    write_manifest(site, files, settings, None)  # type: ignore[arg-type]
