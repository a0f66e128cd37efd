"""The thread of one sub kegiatan, agency and year: from what people asked for to what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from suluh.measuring.fact_ledger import all_threads, time_passed, totals_by
from suluh.measuring.outcomes import Outcome, last_reported, reckon_outcome, year_passed
from suluh.measuring.thread_facts import thread_facts
from suluh.reading.deadlines import quarter_end
from suluh.rendering.environment import show_date
from suluh.rendering.page_words import Speaker
from suluh.rendering.pages.budgets.budget_items import item_address
from suluh.rendering.pages.budgets.strategies import tag_address, tags_of
from suluh.rendering.pages.shared.closed_pages import Closed, RenderPart
from suluh.rendering.pages.shared.ladder_scale import ladder_scale
from suluh.rendering.pages.shared.place_numbers import yearly_numbers
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.record_blocks import show_blocks
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import thread_numbers
from suluh.rendering.pages.shared.thread_words import (
    describe_result,
    progress_rows,
    say_no_result,
    say_no_share,
    thread_status,
)
from suluh.rendering.pages.thread.stops import make_stops
from suluh.rendering.pages.thread.thread_contexts import (
    AgencyThreads,
    FirstSentence,
    ThreadPage,
    ThreadResult,
    ThreadsPage,
    ThreadsYear,
)
from suluh.rendering.pages.thread.thread_quarters import chart, narratives, quarter_rows
from suluh.rendering.pages.thread.thread_remarks import list_remarks
from suluh.rendering.pages.thread.thread_room import ThreadRoom, enter_thread
from suluh.rendering.printed_facts import mark_drawn, print_count, print_percent, print_rupiah
from suluh.vocabulary.measures import Limit
from suluh.vocabulary.page_numbers import NumbersLater, datasets_behind
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import QUARTERS, Thread, datasets_of
from suluh.words.numbers import format_percent
from suluh.words.saying import N_

TIME_PASSED = {
    0: N_("Tahun ini belum ada triwulan yang dilaporkan."),
    1: N_("Seperempat tahun telah lewat."),
    2: N_("Separuh tahun telah lewat."),
    3: N_("Tiga perempat tahun telah lewat."),
    4: N_("Tahun ini telah lewat."),
}


LIMITS = {
    Limit.DALAM_BATAS: N_("hasilnya masih dalam batas"),
    Limit.TERLAMPAUI: N_("batasnya sudah terlampaui"),
}
"""What is said of a result against a target of "at most" before the year's percentage can be given."""


def thread_pages(studio: Studio) -> Iterable[Page]:
    """The way into the threads, and a page for each."""
    yield _index_page(studio)
    for thread in studio.threads.threads.values():
        yield thread_page(studio, thread)


def thread_page(studio: Studio, thread: Thread) -> Page:
    """The page of one thread; everything on it is reckoned when it is written."""
    key = thread.key
    agency = studio.agency_link(key.instansi)
    return studio.page(
        thread.address,
        section="alur",
        title=f"{thread.name} ({key.kode}), {studio.agency_short_name(key.instansi)} {key.tahun}",
        description=studio.say(
            "%(name)s, %(agency)s %(year)s: dari usulan, rencana, dan anggaran sampai hasilnya.",
            name=thread.name,
            agency=agency.text,
            year=str(key.tahun),
        ),
        crumbs=(
            Link(studio.say("Alur tiap sub kegiatan"), "alur/"),
            Link(str(key.tahun), f"anggaran/{key.tahun}/"),
            Link(agency.text, f"anggaran/{key.tahun}/{key.instansi}/"),
        ),
        simulated=thread.simulated,
        sources=(*datasets_behind(thread.usulan), *datasets_of([thread])),
        modified=studio.settings.build_time.date().isoformat(),
        context=Closed(lambda: enter_thread(studio, thread), _context),
        numbers=NumbersLater.of("alur", thread_numbers, thread),
    )


def _index_page(studio: Studio) -> Page:
    book = studio.threads

    def list_years() -> ThreadsPage:
        years = []
        for year in reversed(book.years):
            items = [
                AgencyThreads(
                    slug=slug,
                    name=studio.agency_link(slug).text,
                    count=print_count(totals.threads, unlinked=True),
                )
                for slug, totals in totals_by(book, year, "instansi").items()
            ]
            years.append(
                ThreadsYear(year=year, items=sorted(items, key=lambda agency_threads: agency_threads.name))
            )
        return ThreadsPage(years=years, count=print_count(all_threads(book)))

    return studio.page(
        "alur/",
        section="alur",
        title=studio.say("Alur tiap sub kegiatan"),
        description=studio.say(
            "Tiap sub kegiatan dari usulan warga sampai hasilnya, menurut tahun dan instansi."
        ),
        simulated=any(thread.simulated for thread in book.threads.values()),
        sources=datasets_of(book.threads.values()),
        context=list_years,
        numbers=NumbersLater("per-tahun", lambda: yearly_numbers(studio)),
    )


def _strategies(room: ThreadRoom) -> list[Link]:
    """The strategies it serves; only those of the newest year have pages."""
    return [Link(tag, tag_address(tag) if room.newest else "") for tag in tags_of(room.thread)]


def _context(room: ThreadRoom, render: RenderPart) -> ThreadPage:
    thread = room.thread
    outcome = reckon_outcome(thread)
    return ThreadPage(
        thread=thread,
        agency=room.agency,
        status=thread_status(room, thread),
        sentence=_sentence(room, thread, outcome),
        as_of=_as_of(thread),
        progress=progress_rows(room, outcome, thread),
        time=year_passed(last_reported(thread)),
        time_words=room.say(
            "waktu lewat %(percent)s", percent=format_percent(year_passed(last_reported(thread)), decimals=0)
        ),
        time_fact=mark_drawn(time_passed(thread.key.tahun, last_reported(thread))),
        basis=_basis(room, thread, outcome),
        outcome=_show_outcome(room, thread, outcome),
        stops=make_stops(room),
        chart=chart(room, thread),
        quarters=quarter_rows(room, thread),
        narratives=narratives(room, thread),
        strategies=_strategies(room),
        blocks_of_types=show_blocks(room.blocks, render),
        matters=list_remarks(room),
        others=list(room.others),
        form=_form_address(thread),
        budget_page=item_address(thread.key) if thread.anggaran else "",
    )


def _as_of(thread: Thread) -> str:
    at = last_reported(thread)
    return show_date(quarter_end(thread.key.tahun, at)) if at else ""


def _say_time(speaker: Speaker, thread: Thread) -> str:
    """How much of the year had passed; once its reports are behind the clock, which was the last."""
    year, last = thread.key.tahun, last_reported(thread)
    if 0 < last < thread.due:
        return speaker.say("Laporan terakhirnya %(quarter)s.", quarter=show_quarter(year, last))
    passed = last or thread.horizon
    if passed == QUARTERS[-1]:
        return speaker.say("Tahun %(year)s telah lewat.", year=str(thread.key.tahun))
    return speaker.say(TIME_PASSED[passed])


def _is_unfunded(thread: Thread) -> bool:
    """Whether nothing is due: without a budget no report is waited for."""
    return thread.budget is None and not thread.reported


def _sentence(speaker: Speaker, thread: Thread, outcome: Outcome) -> FirstSentence:
    """What the page says first: time, work, money."""
    facts = thread_facts(thread)
    physical = say_no_result(speaker, thread, outcome)
    if outcome.physical is not None and outcome.achievement is not None:
        words = (
            N_("%(percent)s target tercapai")
            if outcome.achievement.arah == "turun"
            else N_("%(percent)s pekerjaan fisik selesai")
        )
        physical = speaker.say(words, percent=print_percent(facts.physical()))
    elif outcome.limit is not None:
        physical = speaker.say(LIMITS[outcome.limit])
    if outcome.absorption is None:
        money = say_no_share(speaker, thread)
    else:
        money = speaker.say("%(percent)s pagu terserap", percent=print_percent(facts.absorbed()))
    return FirstSentence(time=_say_time(speaker, thread), physical=_begin(physical), money=money)


def _begin(words: str) -> str:
    """Words with a capital letter, where they do not begin with a figure."""
    return words if words.startswith("<") else words[:1].upper() + words[1:]


def _basis(speaker: Speaker, thread: Thread, outcome: Outcome) -> list[str]:
    """The exact numbers behind the shares, and why one may exceed 100 %."""
    said = []
    if outcome.achievement is not None and not _is_unfunded(thread):
        words = N_("Hasil: %(words)s") if outcome.achievement.arah == "turun" else N_("Fisik: %(words)s")
        said.append(speaker.say(words, words=describe_result(speaker, outcome.achievement, thread)))
    if thread.spent is not None and thread.budget is not None:
        said.append(
            speaker.say(
                "Uang: %(spent)s dari %(budget)s.",
                spent=print_rupiah(thread_facts(thread).spent),
                budget=print_rupiah(thread_facts(thread).budget),
            )
        )
    if any(share is not None and share > 100 for share in (outcome.physical, outcome.absorption)):
        said.append(
            speaker.say(
                "Di atas 100 % berarti melebihi yang dijanjikan atau dianggarkan; ditampilkan apa adanya."
            )
        )
    return said


def _show_outcome(speaker: Speaker, thread: Thread, outcome: Outcome) -> ThreadResult | None:
    """The achievement with its ladder; the predicate waits for the end of the year."""
    achievement = outcome.achievement
    if achievement is None or outcome.ladder is None:
        return None
    over = achievement.through == QUARTERS[-1]
    predicate = achievement.predicate if over else ""
    return ThreadResult(
        percent=print_percent(thread_facts(thread).physical()),
        undefined=achievement.undefined.value if achievement.undefined else "",
        limit=achievement.limit.value if achievement.limit else "",
        predicate=predicate,
        over=over,
        unfunded=_is_unfunded(thread),
        scale=ladder_scale(speaker, outcome.ladder, achievement.percent, predicate),
        note=describe_result(speaker, achievement, thread),
        regulation=outcome.ladder.regulation,
    )


def _form_address(thread: Thread) -> str:
    key = thread.key
    return f"evaluasi/{key.tahun}/tw{thread.horizon}/{key.instansi}/" if thread.horizon else ""
