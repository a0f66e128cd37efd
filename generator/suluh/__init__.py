"""Suluh publishes what a local government plans, does and spends, as a static site.

The way of a record: `reading` (what do we have?) → `checking` (is it right?) → `clearing`
(may it be published?) → `linking` (what belongs together?) → `publishing` (data for machines)
→ `rendering` (pages for people) → `assembly` (the finished folder). `pipeline.build_site` is
that recipe on one screen; `generator/ARCHITECTURE.md` is the map.

What a program outside may rely on is here; everything else may change. Each name is loaded when it is
first asked for, so that `import suluh` costs nothing:

>>> from pathlib import Path
>>> import suluh
>>> settings, findings = suluh.read_settings(Path("situs"))
>>> checked = suluh.foresee(settings, suluh.check_whole(settings))
>>> [suluh.describe(finding).message for finding in checked.findings]
[]
>>> site, checked = suluh.build_site(settings)  # in memory; publish_site(settings, engine) writes it
>>> [page.title for page in site.pages if page.address == "data/bantuan/"]
['Bantuan pangan']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suluh.assembly.foresight import foresee
    from suluh.assembly.recipe import publish_site
    from suluh.assembly.verification import verify_folder
    from suluh.checking.explanations import describe
    from suluh.checking.project import Checked
    from suluh.engines import load_engine
    from suluh.history.differences import compare_revisions
    from suluh.history.revisions import find_revision
    from suluh.pipeline import build_site
    from suluh.publishing.whole_check import check_whole
    from suluh.reading.site_settings import read_settings
    from suluh.reading.standard_definitions import define_standard
    from suluh.reading.standard_list import list_standards
    from suluh.vocabulary.findings import Finding, Severity
    from suluh.vocabulary.settings import Settings
    from suluh.vocabulary.site import Site

__version__ = "0.2.0"

__all__ = [
    "Checked",
    "Finding",
    "Settings",
    "Severity",
    "Site",
    "build_site",
    "check_whole",
    "compare_revisions",
    "define_standard",
    "describe",
    "find_revision",
    "foresee",
    "list_standards",
    "load_engine",
    "publish_site",
    "read_settings",
    "verify_folder",
]

_HOMES = {
    "Checked": "checking.project",
    "Finding": "vocabulary.findings",
    "Settings": "vocabulary.settings",
    "Severity": "vocabulary.findings",
    "Site": "vocabulary.site",
    "build_site": "pipeline",
    "check_whole": "publishing.whole_check",
    "compare_revisions": "history.differences",
    "define_standard": "reading.standard_definitions",
    "describe": "checking.explanations",
    "find_revision": "history.revisions",
    "foresee": "assembly.foresight",
    "list_standards": "reading.standard_list",
    "load_engine": "engines",
    "publish_site": "assembly.recipe",
    "read_settings": "reading.site_settings",
    "verify_folder": "assembly.verification",
}
"""Where each public name lives."""


def __getattr__(name: str) -> object:
    """The public name of that spelling, its module loaded now. Raises AttributeError for any other."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__, "__version__"]
