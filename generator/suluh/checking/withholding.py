"""Which submissions an error withholds: the dataset, or the report, in whose files it lies."""

from __future__ import annotations

from collections.abc import Collection

from suluh.reading.paths import is_link, relative_path
from suluh.reading.report_files import REPORTS_FOLDER
from suluh.vocabulary.catalog import Withheld
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.settings import Settings


def is_wrong(package: DataPackage, wrong: Collection[str]) -> bool:
    """Whether an error lies in the dataset's folder or on the folder of its agency."""
    agency = package.folder.rpartition("/")[0]
    return any(path in (agency, package.folder) or path.startswith(f"{package.folder}/") for path in wrong)


def withheld_packages(wrong: Collection[str], settings: Settings) -> tuple[Withheld, ...]:
    """The datasets in whose folder, or on whose agency's folder, one of the paths lies."""
    datasets = relative_path(settings.root, settings.datasets_dir)
    folders: set[tuple[str, str]] = set()
    for path in wrong:
        parts = path.removeprefix(f"{datasets}/").split("/")
        if not path.startswith(f"{datasets}/"):
            continue
        here = settings.datasets_dir / parts[0]
        names = parts[1:2] or (
            sorted(path.name for path in here.iterdir()) if here.is_dir() and not is_link(here) else []
        )
        folders |= {(parts[0], f"{datasets}/{parts[0]}/{name}") for name in names if (here / name).is_dir()}
    return tuple(Withheld(agency, folder) for agency, folder in sorted(folders))


def withheld_reports(wrong: Collection[str], content: str) -> tuple[Withheld, ...]:
    """The reports that the paths name; `content` is the folder of pages from the project's root."""
    prefix = f"{content}/{REPORTS_FOLDER}/"
    paths = sorted(path for path in wrong if path.startswith(prefix))
    return tuple(Withheld(path.removeprefix(prefix).split("/")[0], path) for path in paths)
