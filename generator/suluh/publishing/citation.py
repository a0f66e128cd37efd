"""How to cite a dataset: a sentence and BibTeX, each saying when figures are invented."""

from __future__ import annotations

import re

from suluh.publishing.file_metadata import absolute, bracketed_title, dataset_address, last_change
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.settings import Settings

BIBTEX_SPECIALS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def cite_dataset(dataset: Dataset, settings: Settings) -> str:
    """`Penerbit (tahun). Judul. Versi tanggal. Situs. Alamat`, on one line, without markup.

    The year is that of the last change; the version is left out where no date is known, the
    address where the site has no URL.
    """
    date = last_change(dataset)
    parts = [
        f"{dataset.instansi.nama} ({_year(dataset, settings)})",
        bracketed_title(dataset.package),
        f"Versi {date}" if date else "",
        settings.site_name,
        absolute(settings, dataset_address(dataset.package)),
    ]
    return _one_line(
        ". ".join(part.rstrip(".") for part in parts if part) + ("" if settings.site_url else ".")
    )


def cite_bibtex(dataset: Dataset, settings: Settings) -> str:
    """A `@misc` entry, understood by BibTeX and BibLaTeX alike; its key is agency, dataset and year."""
    year = _year(dataset, settings)
    fields = {
        "author": "{" + _escape(dataset.instansi.nama) + "}",
        "title": "{" + _escape(bracketed_title(dataset.package)) + "}",
        "year": year,
        "version": last_change(dataset),
        "publisher": _escape(settings.site_name),
        "type": "Dataset",
        "url": absolute(settings, dataset_address(dataset.package)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = re.sub(r"[^A-Za-z0-9-]", "-", f"{dataset.instansi.slug}-{dataset.name}-{year}")
    return "\n".join([f"@misc{{{key},", *lines, "}"]) + "\n"


def _year(dataset: Dataset, settings: Settings) -> str:
    return last_change(dataset)[:4] or str(settings.build_time.year)


def _escape(text: str) -> str:
    return _one_line(text).translate(BIBTEX_SPECIALS)


def _one_line(text: str) -> str:
    return " ".join(text.split())
