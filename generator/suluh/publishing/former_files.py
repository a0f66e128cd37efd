"""Downloads at the addresses of a dataset's former names: programs that fetch them follow no page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from suluh.publishing.csvw_file import FORMAT as CSVW
from suluh.publishing.descriptor import DESCRIPTOR_NAME
from suluh.publishing.feeds import FEED_NAME
from suluh.publishing.formats import list_suffixes
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.site import Artifact

NOT_KEPT = (DESCRIPTOR_NAME, CSVW.suffix)
"""Ends of what names its files by today's names, so that it would lead nowhere beside others."""
TEMPLATE = "templat-"


def keep_former_files(packages: Iterable[DataPackage], artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    """The files below `data/<name>/` once more below each former name, the same bytes.

    A file that bears the dataset's name bears the former one there; templates are for what comes next
    and not kept.
    """
    former = {package.name: package.former_names for package in packages if package.former_names}
    for artifact in artifacts if former else ():
        first, _, rest = artifact.address.partition("/")
        name, _, file = rest.partition("/")
        if first == "data" and name in former and _is_kept(file):
            folder, slash, leaf = file.rpartition("/")
            stem, dot, kind = leaf.partition(".")
            for old in former[name]:
                leaf = f"{old if stem == name else stem}{dot}{kind}"
                yield artifact.at(f"data/{old}/{folder}{slash}{leaf}")


def _is_kept(file: str) -> bool:
    if file == FEED_NAME:
        return True
    return file.endswith(list_suffixes()) and not file.endswith(NOT_KEPT) and not file.startswith(TEMPLATE)
