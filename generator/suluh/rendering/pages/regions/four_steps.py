"""Asked, promised, spent, done: a region's or an agency's year in four steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from suluh.measuring.fact_ledger import FlowFacts, Totals, flow_facts, totals_of, totals_over
from suluh.measuring.outcomes import Standing, reached_target, standing_of
from suluh.measuring.proposal_flow import ProposalFlow
from suluh.rendering.pages.shared.coverage_words import ShownShare, show_measured
from suluh.rendering.pages.shared.parts import Choice, WorkRow
from suluh.rendering.pages.shared.place_numbers import follow, place_facts, proposals_of_places
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import work_items
from suluh.rendering.pages.thread.proposal_pages import ACCEPTED, ProposalItem, proposal_items
from suluh.rendering.printed_facts import (
    join_sentences,
    join_words,
    print_count,
    print_percent,
    print_short_rupiah,
)
from suluh.vocabulary.figures import State
from suluh.vocabulary.threads import Record, Thread

PROPOSALS_SHOWN = 7
WORKS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class RegionSteps:
    """A region's newest year in four steps."""

    year: int
    count: str
    flow: ProposalFlow
    asked: str
    accepted: str
    budgeted: str
    done: str
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
    count: str
    address: str
    form: str
    mark: str
    choices: tuple[Choice, ...] = ()
    proposals: list[ProposalItem] | None = None
    compared: str = ""
    budgeted: bool = True


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
    threads, facts = _distinct(studio, records), place_facts(studio, year, kode, records)
    whole = totals_over(threads, year, ("wilayah", kode), ("keadaan", "menampung-usulan"))
    return RegionSteps(
        year=year,
        count=print_count(facts.count("diminta"), unlinked=True),
        flow=facts.flow,
        asked=print_count(facts.count("diminta")),
        accepted=print_count(facts.count("diterima")),
        budgeted=print_count(facts.count("dianggarkan")),
        done=print_count(facts.count("selesai")),
        compared=_compare(studio, year, facts),
        steps=_region_four(studio, facts, whole, threads),
        proposals=proposal_items(studio, records)[:PROPOSALS_SHOWN],
        works=work_items(studio, threads)[:WORKS_SHOWN],
        address=f"usulan/{year}/{kode}/",
        choices=[
            Choice(text=str(number), address=f"usulan/{number}/{kode}/", current=False) for number in years
        ],
        mark="simulasi" if any(record.source.simulated for record in records) else "",
    )


def _compare(studio: Studio, year: int, here: FlowFacts) -> str:
    """The share of proposals that are budgeted, here and in the whole of the governed region."""
    home = studio.settings.wilayah
    everywhere = place_facts(studio, year, home, proposals_of_places(studio).get((year, home), ()))
    if not here.flow.asked or everywhere.flow.asked <= here.flow.asked:
        return ""
    return studio.say(
        "%(here)s mendapat anggaran. Seluruh %(name)s: %(everywhere)s.",
        here=print_percent(here.share("dianggarkan")),
        name=studio.home_region.full_name,
        everywhere=print_percent(everywhere.share("dianggarkan")),
    )


def agency_steps(studio: Studio, slug: str) -> AgencySteps | None:
    """The newest year's steps of one agency with its largest works; None where it has none."""
    years = [year for year in studio.threads.years if studio.threads.select(year, slug)]
    if not years:
        return None
    year = years[-1]
    threads = studio.threads.select(year, slug)
    records = [record for thread in threads for record in thread.usulan]
    horizon = studio.threads.horizon(year)
    whole = totals_of(studio.threads, year, ("instansi", slug))
    simulated = any(thread.simulated for thread in threads)
    flow = flow_facts(follow(studio, records), records, year, whole.until.where, simulated=simulated)
    return AgencySteps(
        year=year,
        absorption=show_measured(studio, whole.absorption),
        achievement=show_measured(studio, whole.achievement, whole.rollup.spread),
        steps=_agency_four(studio, flow, whole, threads),
        works=work_items(studio, threads)[:WORKS_SHOWN],
        count=print_count(whole.threads, unlinked=True),
        address=f"anggaran/{year}/{slug}/",
        form=f"evaluasi/{year}/tw{horizon}/{slug}/" if horizon else "",
        mark="simulasi" if simulated else "",
        budgeted=whole.budget.value is not None,
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


def _asked_step(studio: Studio, flow: FlowFacts, year_words: str) -> StepFigure:
    asked = flow.count("diminta")
    cost = print_short_rupiah(flow.cost)
    words = studio.say("senilai %(cost)s", cost=cost) if cost else ""
    number, unit = print_count(asked), studio.say("usulan", count=int(asked.value or 0))
    return _step(studio.say("Diminta"), number, unit, words, year_words, reached=bool(asked.value))


def _done_step(studio: Studio, whole: Totals, threads: Sequence[Thread]) -> StepFigure:
    """Works whose target was reached; those that say nothing are counted apart, never as 0."""
    funded = [thread for thread in threads if thread.budget is not None]
    done = [thread for thread in funded if reached_target(thread)]
    left = [thread for thread in funded if not reached_target(thread)]
    silent = [thread for thread in left if standing_of(thread) is Standing.UNREPORTED]
    words = studio.say("mencapai targetnya")
    if silent:
        count = print_count(whole.count("sub_kegiatan_belum_dilaporkan", len(silent)))
        words = join_words("; ", words, studio.say("%(count)s belum lengkap dilaporkan", count=count))
    reported = len(funded) > len(silent)
    all_funded = print_count(whole.count("sub_kegiatan_dianggarkan", len(funded)))
    unit = studio.say("dari %(count)s sub kegiatan", count=all_funded)
    number = print_count(whole.count("sub_kegiatan_selesai", len(done))) if reported else ""
    step = _step(studio.say("Selesai"), number, unit, words, "", reached=bool(done))
    return step if funded else replace(step, absence=State.TIDAK_BERLAKU.value)


def _spent_step(studio: Studio, whole: Totals, note: str) -> StepFigure:
    shown, words = show_measured(studio, whole.absorption), ""
    if shown.text and whole.budget.value is not None:
        words = studio.say(
            "%(percent)s dari pagu %(budget)s", percent=shown.text, budget=print_short_rupiah(whole.budget)
        )
        note = join_sentences(shown.coverage, note)
    number, reached = print_short_rupiah(whole.spent), whole.spent.value is not None
    step = _step(studio.say("Dibelanjakan"), number, "", words, note, reached=reached)
    return step if whole.budget.value is not None else replace(step, absence=State.TIDAK_BERLAKU.value)


def _region_four(
    studio: Studio, flow: FlowFacts, whole: Totals, threads: Sequence[Thread]
) -> list[StepFigure]:
    accepted = flow.count("diterima")
    cost = print_short_rupiah(flow.accepted_cost)
    promised = _step(
        studio.say("Dijanjikan"),
        print_count(accepted),
        studio.say("usulan", count=int(accepted.value or 0)),
        studio.say("%(cost)s masuk rencana", cost=cost) if cost else "",
        "RKPD",
        reached=bool(accepted.value),
    )
    asked = _asked_step(studio, flow, studio.say("Musrenbang"))
    note = studio.say("Oleh sub kegiatan yang menampungnya, di semua lokasinya.")
    return _light_last(
        [asked, promised, _spent_step(studio, whole, note), _done_step(studio, whole, threads)]
    )


def _agency_four(
    studio: Studio, flow: FlowFacts, whole: Totals, threads: Sequence[Thread]
) -> list[StepFigure]:
    planned = whole.count("sub_kegiatan_direncanakan", sum(bool(thread.rencana) for thread in threads))
    ceiling = print_short_rupiah(whole.pagu_indikatif)
    promised = _step(
        studio.say("Dijanjikan"),
        print_count(planned),
        studio.say("sub kegiatan", count=int(planned.value or 0)),
        studio.say("pagu indikatif %(amount)s", amount=ceiling) if ceiling else "",
        "RKPD",
        reached=bool(planned.value),
    )
    asked = _asked_step(studio, flow, studio.say("yang ditampung instansi ini"))
    return _light_last([asked, promised, _spent_step(studio, whole, ""), _done_step(studio, whole, threads)])
