"""The newest year on the home page: money, proposals, results and reports at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from suluh.measuring.coverage import Told, cover_agencies
from suluh.measuring.proposal_flow import ProposalFlow
from suluh.measuring.rollups import roll_up_all
from suluh.measuring.shares import share_of
from suluh.reading.deadlines import due_date
from suluh.rendering.amounts import as_decimal, short_rupiah, show_percent
from suluh.rendering.environment import show_date
from suluh.rendering.numbers import format_number, format_percent
from suluh.rendering.pages.shared.parts import KeyFigure
from suluh.rendering.pages.shared.place_numbers import follow
from suluh.rendering.pages.shared.quarters import name_quarter
from suluh.rendering.pages.shared.sections import section_is_wanted
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.figures import State
from suluh.vocabulary.threads import QUARTERS, Record, Thread

QUARTER_PERCENT = 25


@dataclass(frozen=True, slots=True)
class YearAtAGlance:
    """The newest year as `home.html` shows it."""

    year: int
    dataset: str
    figures: list[KeyFigure]
    flow: list[FlowStep]
    asked: str
    planned: str
    budgeted: str
    done: str
    quarter: str
    as_of: str
    silent: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A station of the flow of proposals, with those that stayed behind."""

    name: str
    count: str
    share: float
    percent: str
    stayed: list[str]


@dataclass(frozen=True)
class HomeYear:
    """One year of the site: its threads, its proposals, and who reported its newest quarter."""

    studio: Studio
    year: int

    @cached_property
    def through(self) -> int:
        """The newest quarter that anybody reported on; 0 for none."""
        return self.studio.threads.through.get(self.year, 0)

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """All threads of the year."""
        return self.studio.threads.select(self.year)

    @cached_property
    def proposals(self) -> dict[str, tuple[Record, ...]]:
        """Proposals by the region that made them."""
        return {kode: some for (year, kode), some in self.studio.proposals.items() if year == self.year}

    @property
    def simulated(self) -> bool:
        """Whether any of it is an invented example."""
        records = (one for some in self.proposals.values() for one in some)
        return any(one.simulated for one in self.threads) or any(one.source.simulated for one in records)

    def flow(self, records: Sequence[Record]) -> ProposalFlow:
        """What became of some of its proposals."""
        return follow(self.studio, records)

    @cached_property
    def whole_flow(self) -> ProposalFlow:
        """What became of all of its proposals."""
        return self.flow([one for some in self.proposals.values() for one in some])

    @cached_property
    def budgeted_shares(self) -> dict[str, Decimal | None]:
        """Per cent of each region's proposals that are budgeted; no proposal, no share."""
        return {kode: self.flow(some).budgeted_share for kode, some in self.proposals.items()}

    @cached_property
    def reports(self) -> dict[Told, list[str]]:
        """Agencies by how they reported the newest quarter, as in the coverage matrix."""
        found: dict[Told, list[str]] = {}
        for slug, cells in cover_agencies(self.studio.threads, [(self.year, self.through)]).items():
            found.setdefault(cells[self.year, self.through].state, []).append(slug)
        return found

    @property
    def due_agencies(self) -> tuple[str, ...]:
        """Agencies with a budget, from which a report is waited for."""
        return tuple(
            slug for state, some in self.reports.items() if state is not Told.TIDAK_BERLAKU for slug in some
        )

    @property
    def reported_agencies(self) -> tuple[str, ...]:
        """Those of them that reported anything for the newest quarter."""
        states = (Told.TEPAT_WAKTU, Told.TERLAMBAT, Told.SEBAGIAN)
        return tuple(slug for state in states for slug in self.reports.get(state, ()))

    @property
    def silent_agencies(self) -> tuple[str, ...]:
        """Those whose report of the newest quarter is missing."""
        return tuple(self.reports.get(Told.BELUM_DILAPORKAN, ()))


def newest_year(studio: Studio) -> HomeYear | None:
    """The newest year that anybody reported on, else the newest with a thread.

    None where nothing but proposals was submitted: there is no money or work to tell of.
    """
    if not section_is_wanted(studio, "dasbor"):
        return None
    years = studio.threads.years
    reported = [year for year in years if studio.threads.through.get(year)]
    return HomeYear(studio, (reported or years)[-1]) if years else None


def describe_year(now: HomeYear) -> YearAtAGlance:
    """What the home page's template needs of the year."""
    flow = now.whole_flow
    return YearAtAGlance(
        year=now.year,
        dataset=next((one.dataset for some in now.proposals.values() for one in some), ""),
        figures=_figures(now),
        flow=_steps(now, flow) if flow.asked else [],
        asked=format_number(Decimal(flow.asked)),
        planned=format_number(Decimal(flow.planned)),
        budgeted=format_number(Decimal(flow.budgeted)),
        done=format_number(Decimal(flow.done)),
        quarter=name_quarter(now.through) if now.through else "",
        as_of=_as_of(now),
        silent=now.silent_agencies if now.through else (),
        mark="simulasi" if now.simulated else "",
    )


def _as_of(now: HomeYear) -> str:
    ends = ("01-01", "03-31", "06-30", "09-30", "12-31")
    return show_date(f"{now.year}-{ends[now.through]}")


def _figures(now: HomeYear) -> list[KeyFigure]:
    studio, flow = now.studio, now.whole_flow
    whole = roll_up_all(now.threads)
    before = _year_before(now)
    earlier = roll_up_all(before.threads, through=now.through or QUARTERS[-1]) if before else None
    absorption, achievement = whole.absorption, whole.achievement
    figures = [
        KeyFigure(
            label=studio.say("Belanja terserap"),
            address=f"anggaran/{now.year}/",
            number=show_percent(absorption),
            state="" if absorption is not None else State.BELUM_DILAPORKAN.value,
            bar=None if absorption is None else float(absorption / 100),
            bar_kind="uang",
            time=now.through * QUARTER_PERCENT,
            sentence=studio.say(
                "%(spent)s dari %(budget)s. Garis tegak: %(time)s waktu telah lewat.",
                spent=short_rupiah(whole.spent),
                budget=short_rupiah(whole.budget),
                time=format_percent(now.through * QUARTER_PERCENT, decimals=0),
            )
            if absorption is not None
            else studio.say("Belanja tahun ini belum dilaporkan."),
            note=_compare(now, earlier.absorption if earlier else None),
        ),
        KeyFigure(
            label=studio.say("Capaian kinerja"),
            address=f"evaluasi/{now.year}/tw{now.through}/" if now.through else "evaluasi/",
            number=show_percent(achievement),
            state="" if achievement is not None else State.BELUM_DILAPORKAN.value,
            bar=None if achievement is None else float(achievement / 100),
            sentence=studio.say(
                "Rata-rata %(measured)s dari %(all)s indikator terhadap target setahun.",
                measured=format_number(Decimal(whole.measured)),
                all=format_number(Decimal(whole.indicators)),
            ),
            note=_compare(now, earlier.achievement if earlier else None),
        ),
        KeyFigure(
            label=studio.say("Instansi sudah melapor"),
            address="kepatuhan/",
            number=str(len(now.reported_agencies)),
            unit=studio.say("dari %(count)s", count=len(now.due_agencies)),
            bar=len(now.reported_agencies) / len(now.due_agencies) if now.due_agencies else None,
            sentence=studio.say(
                "%(quarter)s: %(late)s terlambat, %(part)s sebagian, %(silent)s belum melapor.",
                quarter=name_quarter(now.through),
                late=len(now.reports.get(Told.TERLAMBAT, ())),
                part=len(now.reports.get(Told.SEBAGIAN, ())),
                silent=len(now.silent_agencies),
            )
            if now.through
            else "",
            note=studio.say("Batas lapor %(date)s.", date=show_date(due_date(now.year, now.through)))
            if now.through
            else "",
        ),
    ]
    if flow.asked:
        share = share_of(Decimal(flow.budgeted), Decimal(flow.asked))
        past = before.whole_flow if before else None
        figures.insert(
            1,
            KeyFigure(
                label=studio.say("Usulan warga dianggarkan"),
                address="usulan/",
                number=format_number(Decimal(flow.budgeted)),
                unit=studio.say("dari %(count)s", count=format_number(Decimal(flow.asked))),
                bar=flow.budgeted / flow.asked,
                sentence=studio.say(
                    "%(share)s usulan %(year)s mendapat pagu.", share=show_percent(share), year=now.year
                ),
                note=_compare(now, share_of(Decimal(past.budgeted), Decimal(past.asked)) if past else None),
            ),
        )
    return figures


def _year_before(now: HomeYear) -> HomeYear | None:
    known = now.year - 1 in now.studio.threads.years
    return HomeYear(now.studio, now.year - 1) if known else None


def _compare(now: HomeYear, before: Fraction | None) -> str:
    """The same figure a year ago, at the same quarter."""
    if before is None:
        return ""
    return now.studio.say("Tahun lalu %(percent)s.", percent=format_percent(as_decimal(before)))


def _steps(now: HomeYear, flow: ProposalFlow) -> list[FlowStep]:
    """The stations of the flow with those that stayed behind at each."""
    say = now.studio.say
    stayed = [
        [
            (flow.postponed, say("ditunda")),
            (flow.refused, say("ditolak")),
            (flow.undecided, say("belum diputus")),
            (flow.accepted - flow.planned, say("diterima, belum direncanakan")),
        ],
        [(flow.planned - flow.budgeted, say("direncanakan, belum dianggarkan"))],
        [(flow.budgeted - flow.worked, say("dianggarkan, belum dilaporkan"))],
        [(flow.worked - flow.done, say("masih berjalan"))],
        [],
    ]
    names = (say("Diusulkan"), say("Direncanakan"), say("Dianggarkan"), say("Dikerjakan"), say("Selesai"))
    counts = (flow.asked, flow.planned, flow.budgeted, flow.worked, flow.done)
    return [
        FlowStep(
            name=name,
            count=format_number(Decimal(count)),
            share=count / flow.asked,
            percent=show_percent(share_of(Decimal(count), Decimal(flow.asked))) if number else "",
            stayed=[f"{format_number(Decimal(some))} {words}" for some, words in stayed[number] if some],
        )
        for number, (name, count) in enumerate(zip(names, counts, strict=True))
    ]
