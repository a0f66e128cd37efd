"""Pages about the site itself: search without a script, what finding codes mean, all formulas, citing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from suluh.checking.explanations import CODES, Explanation, all_explanations, explain_address
from suluh.reading.fact_formulas import load_fact_formulas
from suluh.reading.standard_definitions import define_standard
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.how_counted import ALL_FORMULAS, ANCHOR, CITING, GUIDE
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.facts import FactFormula
from suluh.vocabulary.site import Link, Page
from suluh.words.saying import N_

ABOUT = "tentang/"
FAMILIES = {
    "A": N_("Rencana, anggaran, dan realisasi"),
    "B": N_("Gabungan banyak situs"),
    "C": N_("Formulir yang belum selesai diisi"),
    "D": N_("Tabel turunan"),
    "E": N_("Yang keluar bersama situs"),
    "F": N_("Berkas"),
    "G": N_("Rencana lima tahun, tujuan, dan dokumen"),
    "H": N_("Halaman yang ditulis sendiri"),
    "I": N_("Data pribadi"),
    "J": N_("Indikator kinerja"),
    "K": N_("Klasifikasi"),
    "L": N_("Laporan kegiatan"),
    "M": N_("Kegiatan yang dikerjakan"),
    "P": N_("Keterangan dataset"),
    "Q": N_("Pengadaan barang dan jasa"),
    "R": N_("Rujukan dan wilayah"),
    "S": N_("Situs jadi"),
    "T": N_("Isi tabel"),
    "U": N_("Pengaturan"),
    "V": N_("Beda antara dua edisi"),
    "W": N_("Sekitar kiriman, dan nilai yang diragukan"),
    "Y": N_("Layanan, aduan, kehadiran, dan profil"),
}
"""What the codes of a letter are about; one that a package brings may have none."""


@dataclass(frozen=True, slots=True)
class AlphabetGroup:
    """What begins with one letter."""

    letter: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class SearchPage(PageContext):
    """What `search.html` is filled in with."""

    template: ClassVar[str] = "search.html"
    groups: list[AlphabetGroup]


@dataclass(frozen=True, slots=True)
class CodeFamily:
    """The codes of one letter; each link leads to the explanation."""

    letter: str
    name: str
    explanations: list[Explanation]
    links: list[Link]


@dataclass(frozen=True, slots=True)
class CodesPage(PageContext):
    """What `codes.html` is filled in with."""

    template: ClassVar[str] = "codes.html"
    families: list[CodeFamily]


@dataclass(frozen=True, slots=True)
class FindingsPage(PageContext):
    """What `findings.html` is filled in with: the codes of one letter."""

    template: ClassVar[str] = "findings.html"
    explanations: list[Explanation]


@dataclass(frozen=True, slots=True)
class FormulaEntry:
    """A kind of figure on the page of all formulas: what it is made of, and which columns it reads."""

    formula: FactFormula
    inputs: list[Link]
    tables: list[tuple[Link, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class FormulasPage(PageContext):
    """What `fact_formulas.html` is filled in with."""

    template: ClassVar[str] = "fact_formulas.html"
    entries: list[FormulaEntry]
    anchor: str
    guide: str


@dataclass(frozen=True, slots=True)
class CitingPage(PageContext):
    """What `citing.html` is filled in with: words, units and titles for the script that cites."""

    template: ClassVar[str] = "citing.html"
    words: str
    units: str
    titles: str
    forms: list[tuple[str, str]]


def about_pages(studio: Studio) -> Iterable[Page]:
    """The search page with its A-Z list, the list of findings, and that of formulas."""
    yield studio.page(
        "cari/",
        section="beranda",
        title=studio.say("Cari"),
        description=studio.say(
            "Cari wilayah, instansi, data, dan laporan di Suluh %(name)s.", name=studio.home_region.nama
        ),
        indexed=False,
        context=lambda: SearchPage(groups=_alphabet(studio)),
    )
    yield from _code_pages(studio)
    yield studio.page(
        ALL_FORMULAS,
        section="tentang",
        title=studio.say("Rumus semua angka"),
        description=studio.say(
            "Setiap macam angka di situs ini: namanya, cara menghitungnya, dan kolom data yang dibacanya."
        ),
        crumbs=_crumbs(studio),
        context=lambda: _list_formulas(studio),
    )
    yield studio.page(
        CITING,
        section="tentang",
        title=studio.say("Mengutip satu angka"),
        description=studio.say("Cara mengutip satu angka dari situs ini, dan kutipannya siap salin."),
        crumbs=_crumbs(studio),
        context=lambda: _write_citing(studio),
    )


def _code_pages(studio: Studio) -> Iterable[Page]:
    """The list of all codes, and a page for those of each letter: all on one would be slow on a phone."""
    families = _list_families(studio)
    title = studio.say("Arti kode temuan")
    description = studio.say(
        "Setiap kode temuan pemeriksaan Suluh: apa yang salah dan apa yang harus dilakukan."
    )
    yield studio.page(
        CODES,
        section="tentang",
        title=title,
        description=description,
        crumbs=_crumbs(studio),
        context=lambda: CodesPage(families=families),
    )
    for family in families:
        yield studio.page(
            f"{CODES}{family.letter.lower()}/",
            section="tentang",
            title=studio.say("Kode temuan %(letter)s: %(name)s", letter=family.letter, name=family.name),
            description=description,
            crumbs=(*_crumbs(studio), Link(title, CODES)),
            context=partial(FindingsPage, explanations=family.explanations),
        )


def _list_families(studio: Studio) -> list[CodeFamily]:
    found: dict[str, list[Explanation]] = {}
    for explanation in all_explanations(studio.settings.language):
        found.setdefault(explanation.code[0], []).append(explanation)
    return [
        CodeFamily(
            letter=letter,
            name=studio.say(FAMILIES.get(letter, "Lainnya")),
            explanations=some,
            links=[Link(f"{one.code} · {one.title}", explain_address(one.code)) for one in some],
        )
        for letter, some in found.items()
    ]


def _crumbs(studio: Studio) -> tuple[Link, ...]:
    """The way up from a page about the site, where somebody wrote that page."""
    return (Link(studio.say("Tentang"), ABOUT),) if ABOUT in studio.documents else ()


def _write_citing(studio: Studio) -> CitingPage:
    say = studio.say
    words = {
        "site": studio.settings.site_name,
        "date": studio.settings.as_of.day.isoformat(),
        "language": studio.settings.language,
        "figure": say("Angka"),
        "sample": say("data contoh"),
        "within": say("Dalam"),
        "asOf": say("keadaan"),
        "coverage": say("terhitung"),
        "made": say("dihitung dari"),
        "named": say("nama angka"),
        "until": say("sampai triwulan"),
    }
    units = {name: say(formula.unit) for name, formula in load_fact_formulas().items() if formula.unit}
    titles = {name: say(formula.title) for name, formula in load_fact_formulas().items()}
    return CitingPage(
        words=json.dumps(words, ensure_ascii=False),
        units=json.dumps(units, ensure_ascii=False),
        titles=json.dumps(titles, ensure_ascii=False),
        forms=[("apa", "APA"), ("bibtex", "BibTeX"), ("ris", "RIS"), ("csl", "CSL-JSON")],
    )


def _list_formulas(studio: Studio) -> FormulasPage:
    formulas = load_fact_formulas()
    return FormulasPage(
        entries=[
            FormulaEntry(
                formula=formula,
                inputs=[Link(formulas[name].title, f"#{ANCHOR}{name}") for name in formula.inputs],
                tables=[
                    (Link(define_standard(table).title, f"standar/{table}/"), columns)
                    for table, columns in formula.tables.items()
                ],
            )
            for formula in formulas.values()
        ],
        anchor=ANCHOR,
        guide=GUIDE if GUIDE in studio.documents else "",
    )


def _alphabet(studio: Studio) -> list[AlphabetGroup]:
    """All record pages by their first letter, for reading without a script."""
    entries = [
        Link(published_region.full_name, studio.region_address(published_region.kode))
        for published_region in studio.published_regions
    ]
    entries += [Link(agency.nama, f"instansi/{slug}/") for slug, agency in studio.catalog.agencies.items()]
    entries += [
        Link(dataset.package.title, f"data/{dataset.name}/") for dataset in studio.catalog.datasets.values()
    ]
    entries += [
        Link(report.report.judul, f"laporan/{report.report.name}/") for report in studio.catalog.reports
    ]
    groups: dict[str, list[Link]] = {}
    for link in sorted(entries, key=lambda entry: (entry.text.casefold(), entry.address)):
        initial = link.text[:1].upper()
        groups.setdefault(initial if initial.isalpha() else "0–9", []).append(link)
    return [AlphabetGroup(letter=letter, links=links) for letter, links in groups.items()]
