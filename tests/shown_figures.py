"""The figures that a finished page shows: which fact each one is, and which are none yet.

Years, days, codes, numbers of laws and quarters count nothing and are no figures; nor are the limits of a
ladder, the marks of an axis, sizes of files, and what stands in names that agencies gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

from implied_ends import count_implied_ends

VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "col", "wbr", "source"))
PROSE = ("tentang", "standar", "templat", "cari", "umpan", "server")
"""Rooms that explain, whose numbers are examples."""
SILENT = frozenset(
    ("script", "style", "code", "time", "nav", "pre", "template", "h1", "legend", "figcaption", "caption")
)
QUIET = frozenset(
    name
    for names in (
        "s-code s-row__title s-title s-crumbs s-citation s-button s-download s-filters s-hitung s-provenance",
        "s-hidden s-tangga s-tangga__grades s-only-phone s-cara s-berubah s-sum s-document",
        "s-column__title s-dictionary s-e81__number",
        "s-batas s-asli s-prose",
        "grafik-lagi peta-legenda grafik-mula grafik-akhir grafik-kisi grafik-tengah grafik-baris",
    )
    for name in names.split()
)
"""Classes of elements in which no figure is told: names, codes, interface, scales, limits (`s-batas`), what
agencies wrote in their own words (`s-asli`, `s-prose`), what a comparison says of two editions that anyone
may compare (`s-berubah`), the explanation itself."""

_MONTHS = (
    "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Agu|Agt|Sep|Okt|Nov|Des"
)
_NUMERALS = "[Ss]atu|[Dd]ua|[Tt]iga|[Ee]mpat|[Ll]ima|[Ee]nam|[Tt]ujuh|[Dd]elapan|[Ss]embilan|[Ss]epuluh"
"""A number that is written out behind itself, "10 (sepuluh) tahun", is a limit in a name or a law."""
_NO_FIGURE = re.compile(
    r"https?://\S+|\b[0-9a-f]{32}\b|\b\d{4}-\d\d-\d\d-[0-9a-f]{8}\b"  # addresses, sums of files, editions
    r"|\b\d+(?:\.\d+)+-\d+\b|\b[a-z]+(?:-[a-z]+)*-\d+(?:\.\d+)*\b"  # numbers of decrees, names of goals
    r"|\b\d+(?:\.\d+)*\.\d{1,2}(?:\.\d+)*\b(?![.,]?\d)"  # codes
    r"|\b\d+(?:\.\d{2,4}){2,}\b(?<!\.\d{3}\.\d{3})|"
    rf"\b\d{{1,2}}(?:[–-]\d{{1,2}})?\s(?:{_MONTHS})(?:\s\d{{4}})?\b|\b(?:{_MONTHS})\s\d{{4}}"  # days
    r"|\d{4}-\d\d(?:-\d\d)?\b|\b\d{2}[.:]\d{2}(?:\s(?:WIB|WITA|WIT))?\b(?!\S)"  # days and times
    r"|(?<![\d.,])(?:19|20)\d\d(?:\s?[–/-]\s?(?:19|20)\d\d)?(?![\d.,]\d)"  # years
    r"|\b(?:TW|[Tt]riwulan|[Nn]omor|No\.|[Pp]asal|ayat|[Tt]ahun|RT|RW|[Mm]isi|[Rr]ekening|[Kk]olom|[Bb]aris|"
    r"[Pp]enyedia|paket)\s(?:contoh\s)?[\dIVX]+(?:[.,]\s?\d+)*"  # ordinals
    r"|\b[A-Z]{1,4}-?[.]?\d[\w.]*"  # names of forms: E.81, T-C.29
    r"|\b(?:Permen\w*|Kepmen\w*|PP|UU|Perpres|Perki|Perda|Perwali|Perbup)\s\d+(?:/\d*)?"  # numbers of laws
    r"|\bhuruf\s[a-z](?:\sangka\s\d+)?"  # parts of an article
    r"|\bper\s(?:100\.000|10\.000|1\.000|100)\b"  # units
    rf"|\b\d+\s\((?:{_NUMERALS})[a-z\s]*\)|\bdi\s(?:Bawah|Atas)\s\d+"  # limits in names of the nomenclature
    r"|\bn-\d\b|\(\d+(?:\s[+:]\s\d+)+\)"  # years and columns of forms
    r"|\b[Dd]i\s(?:atas|bawah)\s(?:0|100)\s%|\bdihitung\s(?:paling\s(?:tinggi|rendah)\s|dari\s0\ssampai\s)?(?:0|100)\b(?:\s%)?"
    r"|\d[\d.,]*\s(?:B|kB|MB|GB)\b"  # sizes
)
_NUMBER = re.compile(
    r"(?<![\w/])[−-]?(?:Rp)?\d[\d.]*(?:,\d+)?(?:\s(?:ribu|juta|miliar|triliun|jt|M|T)\b)?(?:\s?%)?"
)
_STEP = re.compile(r"^\d+\.(?=\s|$)")
"""What a heading begins with where steps are numbered."""
PARTS = frozenset(("figure", "section"))
"""Parts of a page that may lead to the explanation for all their figures, by one link of their own."""
HEADINGS = frozenset(("h2", "h3"))
FORMULAS = "tentang/rumus/#"
"""Where the formulas of all figures stand, each at `rumus-NAME`."""
WHOLE_PARTS = frozenset(("Cara menghitung", "Cara menghitung tiap kolom"))
"""Words of the link that a part of a page has for all its figures."""
DRAWN = frozenset(("text", "path", "circle", "desc"))
"""Parts of drawings that may be marked with the fact that their words say."""
LABELS = frozenset(
    (
        "text.grafik-ujung",
        "svg.grafik-kawanan",
        "p.grafik-catatan",
        "text.grafik-tanda--waktu",
        "text.grafik-tanda--rata",
    )
)
"""Where words of a chart stand that repeat what its table says."""
_RECORD = re.compile(r'<article class="?s-frame')
_PLACE = re.compile(r'<section class="?s-hitung"? data-di="?([^" >]+)')
_SCALES = {"ribu": 3, "juta": 6, "jt": 6, "miliar": 9, "M": 9, "triliun": 12, "T": 12}


@dataclass(frozen=True)
class Element:
    """A tag that is open."""

    tag: str
    attributes: dict[str, str | None]

    @property
    def classes(self) -> set[str]:
        return set((self.attributes.get("class") or "").split())


@dataclass(frozen=True)
class ShownFigure:
    """A number that a page shows: its text, the fact that it is (or ""), and the words before it."""

    page: str
    text: str
    name: str = ""
    value: str = ""
    place: str = ""
    words: str = ""
    leads: str = ""


@dataclass
class ShownPage:
    """What a page shows: its figures, its anchors, and which parts of it lead to which formula."""

    address: str
    figures: list[ShownFigure] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    leading: set[str] = field(default_factory=set)
    nested_links: int = 0

    @property
    def room(self) -> str:
        return self.address.partition("/")[0] or "beranda"


class _Reader(HTMLParser):
    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.page = ShownPage(address)
        self.open: list[Element] = []
        self.fact: tuple[str, str] | None = None
        self.pieces: list[str] = []
        self.before = ""
        self.columns: list[str] = []
        self.row, self.at = "", -1
        self.figure, self.drawn = 0, ""
        self.proof, self.heading, self.table = "", "", 0
        self.proven: list[tuple[range, str]] = []
        self.tables: dict[str, list[int]] = {}
        self.leading: list[tuple[int, bool]] = []
        self.asked: str | None = None
        self.below = False  # a cell that is a pair tells rupiah in its second line
        found = _PLACE.search(html)
        self.of_page = found[1] if found else ""
        self.feed(html)
        self.close()
        for figures, anchor in self.proven:
            self._name_labels(figures, self.tables.get(anchor, ()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for _ in range(count_implied_ends(tag, [other.tag for other in self.open[-4:]])):
            self.open.pop()
        element = Element(tag, dict(attrs))
        if anchor := element.attributes.get("id"):
            self.page.anchors.add(anchor)
        if tag == "a":
            self.page.nested_links += any(other.tag == "a" for other in self.open)
            target = element.attributes.get("href") or ""
            if target.startswith("#") and any(other.tag == "figure" for other in self.open):
                self.proof = target[1:]
            if FORMULAS.removesuffix("#") in target:
                self.page.leading.add(target.partition("#")[2])
                self.asked = ""
        if tag not in VOID:
            self.open.append(element)
        if tag == "figure":
            self.figure, self.proof = len(self.page.figures), ""
        if tag in HEADINGS:
            self.heading = element.attributes.get("id") or self.heading
        if tag in PARTS:
            self.leading.append((len(self.page.figures), False))
        if tag in DRAWN and (name := element.attributes.get("data-f")):
            self.drawn = self._whole(name)
        if tag == "table":
            self.table = len(self.page.figures)
            around = (other.attributes.get("data-k") for other in reversed(self.open))
            self.columns = next((names for names in around if names), "").split()
            self.row = element.attributes.get("data-f") or ""
        if tag == "tr":
            self.row, self.at = element.attributes.get("data-f") or self.row, -1
        self.at += tag == "td"
        self.below = tag == "br" or (self.below and tag != "td")
        if tag == "data":
            stated = element.attributes.get("data-f")
            if name := self._whole(stated) if stated else self._name_by_column():
                self.fact, self.pieces = (name, element.attributes.get("value") or ""), []

    def handle_endtag(self, tag: str) -> None:
        if tag == "data" and self.fact is not None:
            self._take_fact()
        if tag == "table":
            self.tables.setdefault(self.heading, []).extend(range(self.table, len(self.page.figures)))
        if tag == "a" and self.asked is not None:
            if self.asked.strip() in WHOLE_PARTS:
                self.leading = [(start, True) for start, _ in self.leading]
            self.asked = None
        if tag == "figure":
            figures = range(self.figure, len(self.page.figures))
            self._name_labels(figures, figures)
            self.proven.append((figures, self.proof))
        if tag in PARTS:
            start, leads = self.leading.pop()
            for at in range(start if leads else len(self.page.figures), len(self.page.figures)):
                self.page.figures[at] = replace(self.page.figures[at], leads=FORMULAS)
        if tag in DRAWN:
            self.drawn = ""
        while self.open and self.open.pop().tag != tag:
            pass

    def _take_fact(self) -> None:
        assert self.fact is not None
        name, value = self.fact
        text = "".join(self.pieces).strip()
        links = [other.attributes.get("href") or "" for other in self.open if other.tag == "a"]
        self.page.figures.append(
            ShownFigure(
                self.page.address,
                text,
                name,
                value,
                self._place(),
                self.before[-80:],
                links[-1] if links else "",
            )
        )
        self.fact = None

    def _name_labels(self, labels: range, of_table: Iterable[int]) -> None:
        """Words of a chart say the facts that its table prints, here or where it leads: to the letter."""
        figures = self.page.figures
        facts = {
            figures[at].text.replace("\N{NO-BREAK SPACE}", " "): figures[at]
            for at in of_table
            if figures[at].name
        }
        for at in labels:
            shown = figures[at]
            if not shown.name and shown.place in LABELS and (fact := facts.get(shown.text)):
                figures[at] = replace(shown, name=fact.name, value=fact.value, leads=fact.leads)

    def _name_by_column(self) -> str:
        """The fact of a cell of a table that names its facts by column and row."""
        if not self.columns or not self.row or not any(other.tag == "td" for other in self.open):
            return ""
        column = self.columns[self.at]
        if column == "-":
            return ""
        if column.endswith("_"):
            column += "rp" if self.below else "k"
        return self._whole(f"{column}.{self.row}")

    def _whole(self, name: str) -> str:
        """The whole name of a fact that is named from the place of its page."""
        what, when, *rest = name.split(".", 2)
        where = rest[0] if rest else ""
        parts = (other.attributes.get("data-di") or "" for other in self.open)
        place = self.of_page + next((part for part in parts if part.startswith(".")), "")
        return f"{what}.{when}.{place if not where or where.startswith('.') else ''}{where}"

    def _place(self) -> str:
        return next(
            (f"{other.tag}.{sorted(other.classes)[0]}" for other in reversed(self.open) if other.classes), ""
        )

    def handle_data(self, data: str) -> None:
        if self.asked is not None:
            self.asked += data
        if self.fact is not None:
            self.pieces.append(data)
            return
        if not any(other.tag == "article" for other in self.open):
            return
        if any(other.tag in SILENT or other.classes & QUIET for other in self.open):
            return
        if any(other.tag == "th" for other in self.open) and any(
            other.tag == "figure" for other in self.open
        ):
            return  # the names of a chart's rows
        plain = " ".join(_NO_FIGURE.sub(" ", data.replace("\N{NO-BREAK SPACE}", " ")).split())
        if any(other.tag in HEADINGS for other in self.open):
            plain = _STEP.sub("", plain)
        for match in _NUMBER.finditer(plain):
            words = f"{self.before} {plain[: match.start()]}"[-80:]
            name = self.drawn or self._name_by_column()
            leads = "#hitung" if any(other.tag == "desc" for other in self.open) else ""
            shown = ShownFigure(self.page.address, match[0], name, "", self._place(), words, leads)
            self.page.figures.append(shown)
        if data.strip():
            self.before = f"{self.before} {data.strip()}"[-200:]


def read_page(address: str, html: str) -> ShownPage:
    """What one page shows."""
    return _Reader(address, html).page


def walk_pages(site: Path) -> Iterator[ShownPage]:
    """Every page of a site that tells figures, by its address; hand-written ones are prose."""
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix()
        address = "" if address == "." else f"{address}/"
        html = path.read_text(encoding="utf-8")
        if address.partition("/")[0] not in PROSE and _RECORD.search(html):
            yield read_page(address, html)


def read_number(text: str) -> tuple[Decimal, Decimal] | None:
    """Between what a number in Indonesian words lies, rounded as it is (`Rp1,2 miliar`); None for none."""
    match = _NUMBER.search(text.replace("\N{NO-BREAK SPACE}", " "))
    if match is None:
        return None
    digits, _, rest = match[0].removesuffix("%").strip().replace("Rp", "").replace("−", "-").partition(" ")
    scale = _SCALES.get(rest.strip(), 0)
    value = Decimal(digits.replace(".", "").replace(",", ".")).scaleb(scale)
    places = len(digits.partition(",")[2])
    half = Decimal("0.5").scaleb(scale - places)
    return value - half, value + half
