"""Table T-C.29 of each agency and year: how far the five-year plan has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from suluh.measuring.renstra_evaluation import RenstraRow, evaluate_renstra
from suluh.publishing.renstra_files import COLUMNS, amounts_of, renstra_address, tc29_address
from suluh.rendering.amounts import show_amount, show_percent
from suluh.rendering.environment import show_size
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.evaluation.plan_sentences import say_notes
from suluh.rendering.pages.shared.parts import Choice, Download
from suluh.rendering.pages.shared.program_names import program_name
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.facts import FactMaker, in_year, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import OWN_COLUMNS, NumberColumn, PageNumbers
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Thread, ThreadKey, datasets_of

_PERCENTS = (4, 7, 9)
"""Which of the numbers of a row are per cent."""


@dataclass(frozen=True, slots=True)
class RenstraPage(PageContext):
    """What `renstra.html` is filled in with."""

    template: ClassVar[str] = "renstra.html"
    year: int
    reached: str
    measured: str
    without_target: str
    head: list[tuple[str, str]]
    rows: list[RenstraLine]
    files: list[Download]
    choices: list[Choice]
    mark: str


@dataclass(frozen=True, slots=True)
class RenstraLine:
    """A row of table T-C.29; `fact` is when and where its facts are."""

    leaf: bool
    fact: str
    name: str
    address: str
    indicator: str
    cells: list[str]
    notes: list[str]


def renstra_pages(studio: Studio) -> Iterable[Page]:
    """A page for each year and agency that has a plan."""
    for year in studio.threads.years:
        slugs = dict.fromkeys(thread.key.instansi for thread in studio.threads.select(year) if thread.rencana)
        for slug in slugs:
            yield _page(studio, year, slug)


def _page(studio: Studio, year: int, slug: str) -> Page:
    agency = studio.agency_link(slug)
    threads = studio.threads.select(year, slug)

    def rows() -> tuple[RenstraRow, ...]:
        return evaluate_renstra(studio.threads, slug, tahun=year, names=studio.nomenclature)

    return studio.page(
        tc29_address(year, slug),
        section="evaluasi",
        named_only=True,  # the pages of the agency and of its works have the same words
        title=studio.say("Capaian Renstra %(agency)s sampai %(year)s", agency=agency.text, year=str(year)),
        description=studio.say(
            "Sejauh mana rencana lima tahun %(agency)s tercapai sampai %(year)s, dalam bentuk tabel T-C.29.",
            agency=agency.text,
            year=str(year),
        ),
        crumbs=(Link(studio.say("Evaluasi"), "evaluasi/"), agency),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _context(studio, year, slug, rows(), threads),
    )


def _context(
    studio: Studio, year: int, slug: str, rows: tuple[RenstraRow, ...], threads: tuple[Thread, ...]
) -> RenstraPage:
    leaves = [row for row in rows if row.level == "sub_kegiatan"]
    measured = [renstra_row.since_percent for renstra_row in leaves if renstra_row.since_percent is not None]
    without = sum(renstra_row.target_renstra is None for renstra_row in leaves)
    status = StatusData.SIMULASI if any(thread.simulated for thread in threads) else StatusData.SEMENTARA
    maker = FactMaker(in_year(year), within(("instansi", slug)), status)
    return RenstraPage(
        year=year,
        reached=print_count(maker.make("renstra_tercapai", sum(entry >= 100 for entry in measured))),
        measured=print_count(maker.make("renstra_terukur", len(measured))) if measured else "",
        without_target=print_count(maker.make("renstra_tanpa_target", without)) if without else "",
        head=[(column.number, column.title) for column in COLUMNS[5:-1]],
        rows=_show_rows(studio, maker, slug, rows),
        files=[
            Download(
                name=studio.say("T-C.29 semua tahun, %(kind)s", kind=kind.upper()),
                address=artifact.address,
                size=show_size(artifact.size),
            )
            for kind in ("xlsx", "csv")
            if (artifact := studio.forms.get(f"{renstra_address(slug)}.{kind}"))
        ],
        choices=[
            Choice(text=str(number), address=tc29_address(number, slug), current=number == year)
            for number in studio.threads.years
            if any(thread.rencana for thread in studio.threads.select(number, slug))
        ],
        mark="simulasi" if any(thread.simulated for thread in threads) else "",
    )


def _show_rows(
    studio: Studio, maker: FactMaker, slug: str, rows: tuple[RenstraRow, ...]
) -> list[RenstraLine]:
    """The rows of programs and sub kegiatan, each with the name that its facts share."""
    seen: Counter[str] = Counter()
    lines = []
    for row in rows:
        seen[row.code] += 1
        if row.level != "kegiatan":
            scope = [("instansi", slug), (row.level, row.code)]
            if seen[row.code] > 1:
                scope.append(("indikator", str(seen[row.code])))
            lines.append(_show(studio, FactMaker(maker.when, within(*scope), maker.status), slug, row))
    return lines


def _show(studio: Studio, maker: FactMaker, slug: str, row: RenstraRow) -> RenstraLine:
    leaf = row.level == "sub_kegiatan"
    key = ThreadKey(int(maker.when), slug, row.code)
    return RenstraLine(
        leaf=leaf,
        fact=f"{maker.when}.{maker.where}" if leaf else "",
        name=row.name if leaf else program_name(studio, row.code),
        address=key.address if leaf and key in studio.threads.threads else "",
        indicator=f"{row.indikator} ({row.satuan})" if row.indikator else "",
        cells=[
            show_percent(amount) if index in _PERCENTS else show_amount(amount)  # type: ignore[arg-type]
            for index, amount in enumerate(amounts_of(row))
        ],
        notes=say_notes(studio, row.notes, maker),
    )


def _numbers(rows: tuple[RenstraRow, ...], datasets: tuple[str, ...]) -> PageNumbers:
    # `keterangan` is what every table of numbers says of its rows; the form's remarks stand beside it.
    columns = tuple(
        NumberColumn(
            "catatan" if column.name == "keterangan" else column.name,
            column.title,
            "persen" if "(%)" in column.title else "",
        )
        for column in COLUMNS
        if column.name not in ("tingkat", *OWN_COLUMNS)
    )
    leaves = [row for row in rows if row.level == "sub_kegiatan"]
    cells = tuple(
        (
            *(renstra_row.code, renstra_row.name, renstra_row.indikator, renstra_row.satuan),
            *(State.TIDAK_TERSEDIA if amount is None else amount for amount in amounts_of(renstra_row)),
        )
        for renstra_row in leaves
    )
    return PageNumbers(columns, cells, tuple(datasets for _ in cells))
