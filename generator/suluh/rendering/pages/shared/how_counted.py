"""How the figures of a page came about: each leads to its formula, and the page's foot tells its rows.

The words of a formula are the same wherever its figure stands, so they stand on one page, `tentang/rumus/`;
the rows are those of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from markupsafe import Markup

from suluh.measuring.fact_sources import describe_rows
from suluh.reading.fact_formulas import in_their_order, load_fact_formulas
from suluh.rendering.environment import FIGURES_PLACE
from suluh.rendering.facts_by_column import name_by_column
from suluh.rendering.link_addresses import relative_address
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.figure_sources import FigureSources
from suluh.rendering.printed_facts import names_in, shorten_names
from suluh.vocabulary.facts import COPIED, FactFormula, FactName, Selection
from suluh.vocabulary.site import Link

GUIDE = "tentang/membaca-angka/"
ALL_FORMULAS = "tentang/rumus/"
CITING = "tentang/mengutip-angka/"
ANCHOR = "rumus-"
"""How the anchor of a formula begins on the page of all formulas."""

_LINKS = re.compile(r'<a href="#h(?:-(?P<what>[a-z0-9_]+)|itung)"')
_NAMES = re.compile(r'data-(?<=\sdata-)(?:f="(?P<fact>[a-z][a-z0-9_]*)\.|k="(?P<columns>[^"]+)")')
"""Links to a formula, by its name or to that of what stands before them; and what names a fact.

Each kind begins with letters of its own: so they are found six times as fast as by one pattern for all.
"""


_NOTE = re.compile(
    r'<p class="s-note s-cara">[^<]+(?P<links>(?:<a href="[^"]*">[^<]*</a>(?:, )?)+)</p>\n?'
    rf'|<a href="[^"]*#{ANCHOR}(?P<what>[a-z0-9_]+)"'
)
"""What says in words where the figures of a list or table lead, and every other link to a formula."""
_LINK = re.compile(rf'<a href="[^"]*#{ANCHOR}([a-z0-9_]+)">[^<]*</a>')


@dataclass(frozen=True, slots=True)
class HowSource:
    """A dataset, its edition, the columns that are read, and what holds of the rows.

    `each` where every figure has rows of its own.
    """

    dataset: Link
    edition: str
    columns: Sequence[str]
    rows: Sequence[Selection]
    each: bool


@dataclass(frozen=True, slots=True)
class HowCounted(PageContext):
    """What `how_counted.html` is filled in with; `place` is where facts are whose name does not say it.

    `common` is what holds of the rows of all sources that say anything of theirs: it is told once.
    """

    template: ClassVar[str] = "how_counted.html"
    place: str
    formulas: Sequence[Link]
    sources: Sequence[HowSource]
    common: Sequence[Selection]
    guide: str
    citing: str


def explain_figures(
    html: str, known: FigureSources, guide: str, render: Callable[[HowCounted], Markup], *, here: str = ""
) -> str:
    """The finished body of the page at `here`: figures lead to their formulas, its foot tells their rows."""
    named: dict[str, list[FactName]] = {}
    for name in names_in(html):
        named.setdefault(name.what, []).append(name)
    leads = sorted((*_LINKS.finditer(html), *_NAMES.finditer(html)), key=re.Match.start)
    columns = " ".join(match["columns"] or "" for match in leads if match.re is _NAMES).split()
    stated = {_fact_of(match) for match in leads} | {column.partition(".")[0] for column in columns}
    html = _lead_to_formulas(html, leads, relative_address(ALL_FORMULAS, here))
    html = _name_formulas_once(html)
    if not named or FIGURES_PLACE not in html:
        return html.replace(FIGURES_PLACE, "")
    unled = [formula for formula in in_their_order(stated) if f'#{ANCHOR}{formula.name}"' not in html]
    html, place = shorten_names(html)
    html = name_by_column(html)
    sources = list(_find_sources(known, named))
    context = HowCounted(
        place=place,
        formulas=[Link(formula.title, f"{ALL_FORMULAS}#{ANCHOR}{formula.name}") for formula in unled],
        sources=sources,
        common=find_common_rows(sources),
        guide=guide,
        citing=CITING,
    )
    return html.replace(FIGURES_PLACE, render(context))


def find_common_rows(sources: Sequence[HowSource]) -> Sequence[Selection]:
    """What all sources say of their rows; nothing where one says something else, or has all of its rows."""
    told = [source.rows for source in sources if source.rows or not source.each]
    return told[0] if len(told) > 1 and all(rows == told[0] for rows in told) else ()


def _lead_to_formulas(html: str, leads: Sequence[re.Match[str]], formulas: str) -> str:
    """Links to `#h-serapan` lead to that formula, links to `#hitung` to that of the figure before."""
    known = load_fact_formulas()
    before = ""
    first = next((fact for fact in map(_fact_of, leads) if fact in known), "")
    led: list[str] = []
    copied = 0
    for match in leads:
        if match.re is _NAMES:
            column = next((name for name in (match["columns"] or "").split() if name != "-"), "")
            stated = match["fact"] or (f"{column}k" if column.endswith("_") else column)
            before = stated if stated in known else before
            continue
        what = match["what"] or before or first
        led += (html[copied : match.start()], f'<a href="{formulas}{f"#{ANCHOR}{what}" if what else ""}"')
        copied = match.end()
    return "".join((*led, html[copied:]))


def _fact_of(match: re.Match[str]) -> str:
    """What is named by a place that names a fact, else nothing."""
    return match["fact"] or "" if match.re is _NAMES else ""


def _name_formulas_once(html: str) -> str:
    """Notes below lists and tables without the formulas that something before them on the page leads to."""
    led: set[str] = set()

    def shorten(match: re.Match[str]) -> str:
        if match["what"]:
            led.add(match["what"])
            return match[0]
        links = [link for link in _LINK.finditer(match["links"]) if link[1] not in led]
        led.update(link[1] for link in links)
        return match[0].replace(match["links"], ", ".join(link[0] for link in links)) if links else ""

    return _NOTE.sub(shorten, html)


def _find_sources(known: FigureSources, named: dict[str, list[FactName]]) -> Iterator[HowSource]:
    """Every dataset that the figures read, with what holds of all their rows there."""
    chosen: dict[str, dict[tuple[Selection, ...], None]] = {}
    read: dict[str, dict[str, None]] = {}
    for name, formula in _with_inputs(named):
        if formula.name == COPIED:
            chosen.setdefault(name.when, {})[Selection(name.where, "=", ""),] = None
            continue
        for found in describe_rows(name, formula):
            for dataset_name in known.of(found.table, name.when.partition("-tw")[0]):
                chosen.setdefault(dataset_name, {})[found.rows] = None
                read.setdefault(dataset_name, {}).update(dict.fromkeys(found.columns))
    for dataset_name, selections in sorted(chosen.items()):
        title = known.title(dataset_name)
        if title is not None:
            first = next(iter(selections))
            common = [row for row in first if row.value and all(row in rows for rows in selections)]
            columns = list(read.get(dataset_name, ()))
            dataset, edition = Link(title, f"data/{dataset_name}/"), known.edition(dataset_name)
            yield HowSource(dataset, edition, columns, common, each=len(selections) > 1)


def _with_inputs(named: dict[str, list[FactName]]) -> Iterator[tuple[FactName, FactFormula]]:
    """The facts with their formulas, and with those of what they are made of, of the same time and place.

    Of facts that are made of the same each formula comes once for each time and place.
    """
    told: set[tuple[str, str, str]] = set()
    for what, names in named.items():
        for part in _parts_of(what):
            formula = load_fact_formulas()[part]
            for name in names:
                key = (part, name.when, name.where)
                if key not in told:
                    told.add(key)
                    yield name, formula


@lru_cache(maxsize=1024)
def _parts_of(what: str) -> Iterable[str]:
    found = {what: None}
    waiting = [what]
    while waiting:
        for name in load_fact_formulas()[waiting.pop()].inputs:
            if name not in found:
                found[name] = None
                waiting.append(name)
    return tuple(found)
