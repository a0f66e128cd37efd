"""The single entry of a build: from settings to a site in place."""

from __future__ import annotations

from dataclasses import replace

from suluh.assembly.engine import Engine
from suluh.assembly.progress import CHECKING, SILENT, Progress
from suluh.assembly.publication import Publication, publish
from suluh.checking.project import Checked
from suluh.pipeline import build_site
from suluh.vocabulary.findings import in_reading_order
from suluh.vocabulary.settings import Settings


def publish_site(
    settings: Settings, engine: Engine, progress: Progress = SILENT
) -> tuple[Publication, Checked]:
    """Check, build and publish the project of `settings`; what was checked comes along.

    Errors in the data stop it before anything is written, unless `settings.keep_going`.
    """
    progress.stage(CHECKING)
    site, checked = build_site(settings)
    if site is None:
        return Publication(tuple(in_reading_order(checked.findings))), checked
    published = publish(site, settings, engine, progress=progress)
    return replace(
        published, findings=tuple(in_reading_order([*checked.findings, *published.findings]))
    ), checked
