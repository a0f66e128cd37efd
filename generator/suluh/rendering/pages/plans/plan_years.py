"""What is planned in a year, as a tree: field of government, programme, sub kegiatan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.measuring.fact_ledger import totals_over
from suluh.measuring.rollups import roll_up
from suluh.measuring.thread_facts import thread_facts
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Choice
from suluh.rendering.pages.shared.program_names import field_name, program_name
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_count, print_short_rupiah
from suluh.vocabulary.codes import code_at
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Thread, datasets_of

MOST_LISTED = 600
"""Sub kegiatan that one page lists; of more it leads to the pages of each field of government."""


@dataclass(frozen=True, slots=True)
class PlanYearPage(PageContext):
    """What `plan_of_year.html` is filled in with."""

    template: ClassVar[str] = "plan_of_year.html"
    year: int
    count: str
    programs: str
    agencies: str
    ceiling: str
    unfunded: str
    fields: list[FieldOfGovernment]
    choices: list[Choice]
    mark: str


@dataclass(frozen=True, slots=True)
class FieldOfGovernment:
    """A bidang urusan with its programmes."""

    code: str
    address: str
    name: str
    count: str
    ceiling: str
    programs: list[PlannedProgram]


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """A sub kegiatan in the list of a programme."""

    name: str
    address: str
    agency: str
    ceiling: str


@dataclass(frozen=True, slots=True)
class PlannedProgram:
    """A programme with what is planned in it."""

    code: str
    name: str
    ceiling: str
    count: str
    items: list[PlannedWork]


def plan_year_pages(studio: Studio) -> Iterable[Page]:
    """A page for each year with a plan."""
    for year in studio.threads.years:
        planned = tuple(thread for thread in studio.threads.select(year) if thread.rencana)
        if planned:
            yield _page(studio, year, planned)


def _page(studio: Studio, year: int, threads: Sequence[Thread]) -> Page:
    return studio.page(
        f"rencana/{year}/",
        section="rencana",
        title=studio.say("Rencana kerja %(year)s", year=str(year)),
        description=studio.say(
            "Semua program dan sub kegiatan yang direncanakan tahun %(year)s, menurut urusan.", year=str(year)
        ),
        crumbs=(Link(studio.say("Rencana"), "rencana/"),),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _context(studio, year, threads),
        numbers=NumbersLater(
            "per-program",
            lambda: rollup_numbers(
                NumberColumn("kode_program", "Kode program"),
                [
                    (code, program_name(studio, code), whole)
                    for code, whole in roll_up(threads, "program").items()
                ],
            ),
        ),
    )


def _context(studio: Studio, year: int, threads: Sequence[Thread]) -> PlanYearPage:
    whole = totals_over(threads, year, PLANNED)
    return PlanYearPage(
        year=year,
        count=print_count(whole.threads),
        programs=print_count(
            whole.count("program_terlibat", len({code_at(thread.key.kode, "program") for thread in threads}))
        ),
        agencies=print_count(
            whole.count("instansi_terlibat", len({thread.key.instansi for thread in threads}))
        ),
        ceiling=print_short_rupiah(whole.pagu_indikatif),
        unfunded=_unfunded(year, threads),
        fields=[
            _field(studio, year, code, some, whole=len(threads) <= MOST_LISTED)
            for code, some in _group(threads, "bidang")
        ],
        choices=[
            Choice(text=str(number), address=f"rencana/{number}/", current=number == year)
            for number in studio.threads.years
        ],
        mark=simulation_mark(threads),
    )


PLANNED = ("keadaan", "direncanakan")
"""Part of the scope of what has a plan."""


def _unfunded(year: int, threads: Sequence[Thread]) -> str:
    """How many are planned and have no budget; empty for none."""
    some = [thread for thread in threads if thread.budget is None]
    return print_count(totals_over(some, year, ("keadaan", "tanpa-anggaran")).threads) if some else ""


def _group(threads: Iterable[Thread], level: str) -> list[tuple[str, list[Thread]]]:
    groups: dict[str, list[Thread]] = {}
    for thread in threads:
        groups.setdefault(code_at(thread.key.kode, level), []).append(thread)
    return sorted(groups.items())


def _field(
    studio: Studio, year: int, code: str, threads: Sequence[Thread], *, whole: bool
) -> FieldOfGovernment:
    field = totals_over(threads, year, ("bidang", code), PLANNED)
    totals = {
        program: totals_over(some, year, ("bidang", code), ("program", program), PLANNED)
        for program, some in _group(threads, "program")
    }
    return FieldOfGovernment(
        code=code,
        address="" if whole else f"anggaran/{year}/urusan/{code}/",
        name=field_name(studio, code),
        count=print_count(field.threads, unlinked=True),
        ceiling=print_short_rupiah(field.pagu_indikatif, unlinked=True),
        programs=[
            PlannedProgram(
                code=program,
                name=program_name(studio, program),
                ceiling=print_short_rupiah(totals[program].pagu_indikatif, unlinked=True),
                count=print_count(totals[program].threads, unlinked=True),
                items=[_item(studio, thread) for thread in some] if whole else [],
            )
            for program, some in _group(threads, "program")
        ],
    )


def _item(studio: Studio, thread: Thread) -> PlannedWork:
    return PlannedWork(
        name=thread.name,
        address=thread.address,
        agency=studio.agency_short_name(thread.key.instansi),
        ceiling=print_short_rupiah(thread_facts(thread).pagu_indikatif, unlinked=True),
    )
