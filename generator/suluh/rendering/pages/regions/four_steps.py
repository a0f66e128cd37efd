"""Asked, promised, spent, done: a region's or an agency's year in four steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from suluh.measuring.outcomes import reached_target, year_passed
from suluh.measuring.proposal_flow import ProposalFlow, estimated_cost
from suluh.measuring.rollups import roll_up_all
from suluh.rendering.amounts import short_rupiah
from suluh.rendering.pages.shared.coverage_words import ShownShare, show_measured
from suluh.rendering.pages.shared.parts import Choice, WorkRow
from suluh.rendering.pages.shared.place_numbers import follow, proposals_of_places
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import work_items
from suluh.rendering.pages.thread.proposal_pages import ACCEPTED, ProposalItem, count_outcomes, proposal_items
from suluh.vocabulary.figures import State
from suluh.vocabulary.threads import Record, Thread
from suluh.words.numbers import NBSP, format_percent

PROPOSALS_SHOWN = 7
WORKS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class RegionSteps:
    """A region's newest year in four steps."""

    year: int
    count: int
    flow: ProposalFlow
    compared: str
    steps: list[StepFigure]
    proposals: list[ProposalItem]
    works: list[WorkRow]
    address: str
    choices: list[Choice]
    mark: str
    form: str | None = None


@dataclass(frozen=True, slots=True)
class AgencySteps:
    """An agency's newest year in four steps."""

    year: int
    absorption: ShownShare
    achievement: ShownShare
    steps: list[StepFigure]
    works: list[WorkRow]
    count: int
    time: int
    address: str
    form: str
    mark: str
    choices: tuple[Choice, ...] = ()
    proposals: list[ProposalItem] | None = None
    compared: str = ""


@dataclass(frozen=True, slots=True)
class StepFigure:
    """One of the four steps."""

    label: str
    number: str
    unit: str
    words: str
    note: str
    state: str
    absence: str


def region_steps(studio: Studio, kode: str) -> RegionSteps | None:
    """The newest year's steps of one region with what became of its proposals; None where it has none."""
    years = sorted(year for year, code in proposals_of_places(studio) if code == kode)
    if not years:
        return None
    year = years[-1]
    records = proposals_of_places(studio)[year, kode]
    threads = _distinct(studio, records)
    return RegionSteps(
        year=year,
        count=len(records),
        flow=follow(studio, records),
        compared=_compare(studio, year, records),
        steps=_region_four(studio, records, threads),
        proposals=proposal_items(studio, records)[:PROPOSALS_SHOWN],
        works=work_items(studio, threads)[:WORKS_SHOWN],
        address=f"usulan/{year}/{kode}/",
        choices=[
            Choice(text=str(number), address=f"usulan/{number}/{kode}/", current=False) for number in years
        ],
        mark="simulasi" if any(record.source.simulated for record in records) else "",
    )


def _compare(studio: Studio, year: int, records: Sequence[Record]) -> str:
    """The share of proposals that are budgeted, here and in the whole of the governed region."""
    here = follow(studio, records).budgeted_share
    everywhere = follow(studio, proposals_of_places(studio).get((year, studio.settings.wilayah), ()))
    if here is None or everywhere.budgeted_share is None or everywhere.asked <= len(records):
        return ""
    return studio.say(
        "%(here)s mendapat anggaran. Seluruh %(name)s: %(everywhere)s.",
        here=format_percent(here),
        name=studio.home_region.full_name,
        everywhere=format_percent(everywhere.budgeted_share),
    )


def agency_steps(studio: Studio, slug: str) -> AgencySteps | None:
    """The newest year's steps of one agency with its largest works; None where it has none."""
    years = [year for year in studio.threads.years if studio.threads.select(year, slug)]
    if not years:
        return None
    year = years[-1]
    threads = studio.threads.select(year, slug)
    records = [record for thread in threads for record in thread.usulan]
    through = studio.threads.through.get(year, 0)
    whole = roll_up_all(threads)
    return AgencySteps(
        year=year,
        absorption=show_measured(studio, whole.absorption),
        achievement=show_measured(studio, whole.achievement, whole.spread),
        steps=_agency_four(studio, records, threads),
        works=work_items(studio, threads)[:WORKS_SHOWN],
        count=len(threads),
        time=year_passed(whole.absorption.quarter),
        address=f"anggaran/{year}/{slug}/",
        form=f"evaluasi/{year}/tw{through}/{slug}/" if through else "",
        mark="simulasi" if any(thread.simulated for thread in threads) else "",
    )


def _distinct(studio: Studio, records: Sequence[Record]) -> list[Thread]:
    found = {}
    for record in records:
        thread = studio.threads.thread_of(record)
        if thread is not None and record.text("hasil") == ACCEPTED:
            found[thread.key] = thread
    return list(found.values())


def _step(label: str, number: str, unit: str, words: str, note: str, *, reached: bool) -> StepFigure:
    return StepFigure(
        label=label,
        number=number,
        unit=unit,
        words=words,
        note=note,
        state="passed" if reached else "todo",
        absence=State.BELUM_DILAPORKAN.value,
    )


def _light_last(steps: list[StepFigure]) -> list[StepFigure]:
    """The step that was reached last is where things are now."""
    reached = [place for place, step in enumerate(steps) if step.state == "passed"]
    last = reached[-1] if reached else -1
    return [replace(step, state="now") if place == last else step for place, step in enumerate(steps)]


def _asked_step(studio: Studio, records: Sequence[Record], year_words: str) -> StepFigure:
    asked = estimated_cost(records)
    words = studio.say("senilai %(cost)s", cost=short_rupiah(asked)) if asked is not None else ""
    number, unit = f"{len(records)}", studio.say("usulan")
    return _step(studio.say("Diminta"), number, unit, words, year_words, reached=bool(records))


def _done_step(studio: Studio, threads: Sequence[Thread]) -> StepFigure:
    """Works whose target was reached; those that say nothing are counted apart, never as 0."""
    funded = [thread for thread in threads if thread.budget is not None]
    done = [thread for thread in funded if reached_target(thread)]
    silent = [thread for thread in funded if not thread.reported]
    words = studio.say("mencapai targetnya")
    if silent:
        words += "; " + studio.say("%(count)s belum dilaporkan", count=len(silent))
    reported = len(funded) > len(silent)
    unit = studio.say("dari %(count)s sub kegiatan", count=len(funded))
    number = f"{len(done)}" if reported else ""
    return _step(studio.say("Selesai"), number, unit, words, "", reached=bool(done))


def _spent_step(studio: Studio, threads: Sequence[Thread], note: str) -> StepFigure:
    whole = roll_up_all(threads)
    shown, words = show_measured(studio, whole.absorption), ""
    if shown.text and whole.budget is not None:
        words = studio.say(
            "%(percent)s dari pagu %(budget)s", percent=shown.text, budget=short_rupiah(whole.budget)
        )
        note = " ".join(part for part in (shown.coverage, note) if part)
    # Millions and billions stand apart from the number, which may then break before them.
    number, _, unit = short_rupiah(whole.spent).partition(NBSP)
    reached = whole.spent is not None
    return _step(studio.say("Dibelanjakan"), number, unit, words, note, reached=reached)


def _region_four(studio: Studio, records: Sequence[Record], threads: Sequence[Thread]) -> list[StepFigure]:
    accepted = [record for record in records if record.text("hasil") == ACCEPTED]
    count = count_outcomes(records)[ACCEPTED]
    cost = estimated_cost(accepted) or Decimal(0)
    promised = _step(
        studio.say("Dijanjikan"),
        f"{count}",
        studio.say("usulan"),
        studio.say("%(cost)s masuk rencana", cost=short_rupiah(cost)),
        "RKPD",
        reached=count > 0,
    )
    asked = _asked_step(studio, records, studio.say("Musrenbang"))
    note = studio.say("oleh sub kegiatan yang menampungnya, di semua lokasinya")
    return _light_last([asked, promised, _spent_step(studio, threads, note), _done_step(studio, threads)])


def _agency_four(studio: Studio, records: Sequence[Record], threads: Sequence[Thread]) -> list[StepFigure]:
    whole = roll_up_all(threads)
    planned = sum(bool(thread.rencana) for thread in threads)
    promised = _step(
        studio.say("Dijanjikan"),
        f"{planned}",
        studio.say("sub kegiatan"),
        studio.say("pagu indikatif %(amount)s", amount=short_rupiah(whole.pagu_indikatif))
        if whole.pagu_indikatif is not None
        else "",
        "RKPD",
        reached=planned > 0,
    )
    asked = _asked_step(studio, records, studio.say("yang ditampung instansi ini"))
    return _light_last([asked, promised, _spent_step(studio, threads, ""), _done_step(studio, threads)])
