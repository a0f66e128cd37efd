"""How to cite a dataset: what a citation says, taken from the dataset and its present edition.

A citation leads to the address of the edition, where the cited tables stay as they are; where no edition is
at hand, to the dataset's page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from suluh.history.editions import History
from suluh.publishing.file_metadata import absolute, bracketed_title, dataset_address, last_change
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: each text is one line; `date` and `address` are empty where none is known.

    `key` names it in lists of sources: small letters, digits and hyphens. `date` is that of the last change
    (ISO 8601), `year` its year, `version` the edition's name, else the date.
    """

    key: str
    author: str
    title: str
    year: str
    date: str
    version: str
    publisher: str
    address: str


def cite_dataset(dataset: Dataset, settings: Settings, history: History | None = None) -> Citation:
    """The dataset as it is published now; invented figures are called that in the title.

    The year is that of the last change, else of the build.
    """
    edition = history.present if history else None
    date = last_change(dataset)
    year = date[:4] or str(settings.build_time.year)
    address = edition.address if edition else dataset_address(dataset.package)
    return Citation(
        key=re.sub(r"[^a-z0-9]+", "-", f"{dataset.instansi.slug}-{dataset.name}-{year}".lower()).strip("-"),
        author=_one_line(dataset.instansi.nama),
        title=_one_line(bracketed_title(dataset.package)),
        year=year,
        date=date,
        version=edition.name if edition else date,
        publisher=_one_line(settings.site_name),
        address=absolute(settings, address),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
