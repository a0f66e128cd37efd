"""What hand-written pages ask for, filled in: lists out of the catalogue, examples, conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from suluh.checking.page_lists import CONDITION, EXAMPLE_MARKER, EXAMPLES, GENUINE, LICENCES, MARKER
from suluh.publishing.file_metadata import name_license
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.site import Document, Page
from suluh.words.catalogues import INDONESIAN
from suluh.words.saying import say_in

_SIGNS = re.compile(r"[^\w\s,.()/-]|_")
_LANGUAGE = re.compile(r"\A---\n(?:.*\n)*?bahasa: *([a-z]{2,3})\n(?:.*\n)*?---\n")


_EXAMPLE_ADDRESSES = {
    "wilayah": re.compile(r"wilayah/[\d.]+/"),
    "instansi": re.compile(r"instansi/[a-z\d-]+/"),
    "data": re.compile(r"data/[a-z\d-]+/"),
    "laporan": re.compile(r"laporan/[a-z\d-]+/\d{4}-tw\d/"),
    "alur": re.compile(r"alur/\d{4}/[a-z\d-]+/[\d.]+/"),
}
_NEITHER = ("data/angka/", "data/arsip/")
"""Pages that are no example of what stands beside them."""


def fill_lists(
    documents: Sequence[Document], catalog: Catalog, pages: Sequence[Page]
) -> tuple[Document, ...]:
    """The documents with Markdown in the place of what each asks for, in its own language."""
    titles = {page.address: page.title for page in pages if page.indexed}
    examples = {kind: _pick_example(form, titles) for kind, form in _EXAMPLE_ADDRESSES.items()}

    def fill(document: Document) -> Document:
        stated = _LANGUAGE.match(document.text)
        language = stated[1] if stated else INDONESIAN

        def show(match: re.Match[str]) -> str:
            return match[2] if match[1] in titles else ""

        def name(match: re.Match[str]) -> str:
            address = examples.get(match[1], "")
            word = say_in(language, "Contoh")
            return f" {word}: [{_plain(titles[address])}](suluh:{address})." if address else ""

        def tell(match: re.Match[str]) -> str:
            make = _LISTS.get(match[1])
            return "\n".join(make(catalog, language)) if make else match[0]

        text = EXAMPLE_MARKER.sub(name, CONDITION.sub(show, document.text))
        text = MARKER.sub(tell, text)
        return document if text == document.text else replace(document, text=text)

    return tuple(map(fill, documents))


def _pick_example(form: re.Pattern[str], titles: Mapping[str, str]) -> str:
    """Of the pages of a kind one that is furthest down (a desa, not its kecamatan), the first by address."""
    some = [address for address in titles if form.fullmatch(address) and address not in _NEITHER]
    return min(some, key=lambda address: (-address.count("."), address), default="")


def _examples(catalog: Catalog, language: str) -> Iterable[str]:
    invented = [dataset for dataset in catalog.datasets.values() if dataset.simulated]
    reports = [
        cleared.report for cleared in catalog.reports if cleared.report.status_data is StatusData.SIMULASI
    ]
    if not invented and not reports:
        yield say_in(language, "Tidak ada data contoh di situs ini.")
        return
    if invented:
        count = {"count": len(invented), "all": len(catalog.datasets)}
        yield say_in(language, "%(count)s dari %(all)s dataset situs ini karangan:", **count)
        yield ""
        yield from map(_line, invented)
        yield ""
    if reports:
        yield say_in(language, "Laporan kegiatan yang karangan: %(count)s.", count=len(reports))
        yield ""
        for report in reports:
            agency = catalog.agencies.get(report.instansi)
            name = agency.nama if agency else report.instansi
            yield f"- [{_plain(report.judul)}](suluh:laporan/{report.name}), {_plain(name)}"


def _genuine(catalog: Catalog, language: str) -> Iterable[str]:
    genuine = [dataset for dataset in catalog.datasets.values() if not dataset.simulated]
    if not genuine:
        yield say_in(language, "Semua dataset situs ini karangan.")
        return
    words = {StatusData.TETAP: "Data resmi", StatusData.SEMENTARA: "Sementara"}
    for dataset in genuine:
        yield f"{_line(dataset)}: {say_in(language, words[dataset.package.status_data])}"


def _licences(catalog: Catalog, language: str) -> Iterable[str]:
    groups: dict[str, list[Dataset]] = {}
    for dataset in catalog.datasets.values():
        groups.setdefault(name_license(dataset.package), []).append(dataset)
    for name, datasets in sorted(groups.items()):
        links = ", ".join(_link(dataset) for dataset in datasets)
        yield f"- **{_plain(name)}**: {links}"


def _line(dataset: Dataset) -> str:
    return f"- {_link(dataset)}, {_plain(dataset.instansi.nama)}"


def _link(dataset: Dataset) -> str:
    return f"[{_plain(dataset.package.title)}](suluh:data/{dataset.name})"


def _plain(text: str) -> str:
    """A text that someone submitted, as Markdown that says it and nothing else."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))


_LISTS: Mapping[str, Callable[[Catalog, str], Iterable[str]]] = {
    EXAMPLES: _examples,
    GENUINE: _genuine,
    LICENCES: _licences,
}
