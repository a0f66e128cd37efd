"""What pages say of reports: the name of each kind, who is left out and why, how long all are silent."""

from __future__ import annotations

from collections.abc import Mapping

from suluh.measuring.fact_ledger import report_facts
from suluh.measuring.lateness import ReportKind, Silence, find_silence
from suluh.measuring.report_coverage import LeftOut, QuarterCount, Told, count_quarter, newest_quarter_due
from suluh.reading.deadlines import due_date
from suluh.rendering.environment import show_date
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.facts import Fact
from suluh.words.saying import N_

KINDS: Mapping[ReportKind, str] = {
    ReportKind.REALISASI: N_("Realisasi triwulan"),
    ReportKind.LAPORAN: N_("Laporan kegiatan"),
}
"""The one name of each kind of report, at the beginning of a sentence."""
NAMED = 5
"""How many agencies are named before the others are counted."""
_REASONS: Mapping[LeftOut, str] = {
    LeftOut.TANPA_RENCANA: N_("belum ada rencana dan anggarannya"),
    LeftOut.TANPA_ANGGARAN: N_("ada rencananya, belum ada anggarannya"),
    LeftOut.DI_LUAR_MASA: N_("di luar masa lapornya"),
}


def count_newest(studio: Studio) -> QuarterCount | None:
    """All agencies of the list by how they reported the newest quarter due; None where nobody owes any."""
    quarter = newest_quarter_due(studio.threads)
    return count_quarter(studio.threads, quarter, studio.catalog.own_agencies) if quarter else None


def describe_count(studio: Studio, count: QuarterCount) -> str:
    """How many are late, in part and missing, such as `3 terlambat, 2 sebagian, 1 belum dilaporkan`."""
    facts = report_facts(studio.threads, count)
    return studio.say(
        "Realisasi %(quarter)s: %(late)s terlambat, %(part)s sebagian, %(silent)s belum dilaporkan.",
        quarter=show_quarter(*count.quarter),
        late=print_count(facts.count(Told.TERLAMBAT)),
        part=print_count(facts.count(Told.SEBAGIAN)),
        silent=print_count(facts.count(Told.BELUM_DILAPORKAN)),
    )


def describe_aside(studio: Studio, count: QuarterCount) -> list[str]:
    """A sentence for each reason why agencies of the list are not counted, with their names."""
    facts = report_facts(studio.threads, count)
    return [
        studio.say(
            "%(count)s instansi tidak dihitung karena untuk %(year)s %(reason)s: %(names)s.",
            count=print_count(facts.left_out(reason.value, len(slugs))),
            year=str(count.quarter[0]),
            reason=studio.say(_REASONS[reason]),
            names=_join(studio, slugs, facts.left_out(f"{reason.value} lainnya", len(slugs) - NAMED)),
        )
        for reason, slugs in count.left_out.items()
    ]


def _join(studio: Studio, slugs: tuple[str, ...], others: Fact) -> str:
    names = [studio.agency_short_name(slug) for slug in slugs[:NAMED]]
    words = ", ".join(names)
    if len(slugs) == len(names):
        return words
    return studio.say("%(names)s, dan %(count)s lainnya", names=words, count=print_count(others))


def describe_silence(studio: Studio, *, with_days: bool = True) -> list[str]:
    """A sentence for the reports that nobody handed in for the last quarters due; one where all are alike.

    How many days that is stands only on pages that may change each day: leave it out with `with_days`.
    """
    found = find_silence(studio.threads, studio.catalog.handed_in, studio.settings.as_of.day)
    kinds = [studio.say(KINDS[silence.kind]) for silence in found]
    if len(found) > 1 and len({(silence.last, silence.missing) for silence in found}) == 1:
        found, kinds = found[:1], [studio.say("Realisasi triwulan dan laporan kegiatan")]
    return [
        _say_silence(studio, kind, silence, with_days=with_days)
        for kind, silence in zip(kinds, found, strict=True)
    ]


def _say_silence(studio: Studio, kind: str, silence: Silence, *, with_days: bool) -> str:
    first, due = show_quarter(*silence.missing[0]), show_date(silence.due)
    said = studio.say(
        "%(kind)s %(quarter)s belum diserahkan satu instansi pun; batasnya %(due)s.",
        kind=kind,
        quarter=first,
        due=due,
    )
    if silence.is_long and not with_days:
        said = studio.say(
            "%(kind)s belum diserahkan satu instansi pun selama %(count)s triwulan, sejak %(quarter)s yang "
            "batasnya %(due)s.",
            kind=kind,
            count=len(silence.missing),
            quarter=first,
            due=due,
        )
    elif silence.is_long:
        said = studio.say(
            "%(kind)s belum diserahkan satu instansi pun selama %(count)s triwulan, sejak %(quarter)s yang "
            "batasnya %(due)s: sudah %(days)s hari pada %(day)s.",
            kind=kind,
            count=len(silence.missing),
            quarter=first,
            due=due,
            days=silence.days,
            day=show_date(silence.day),
        )
    if silence.last is None:
        return said
    last = studio.say("Yang terakhir %(quarter)s.", quarter=show_quarter(*silence.last))
    return f"{said} {last}"


def describe_start(studio: Studio) -> str:
    """Which quarter is the first that reports are asked for, until its deadline is past; else empty."""
    first = studio.threads.duty.first
    if first is None or due_date(*first) < studio.settings.as_of.day:
        return ""
    return studio.say(
        "Laporan pertama yang ditunggu di situs ini: %(quarter)s, paling lambat %(due)s.",
        quarter=show_quarter(*first),
        due=show_date(due_date(*first)),
    )


def state_of_silent(studio: Studio, slug: str) -> str:
    """What stands beside an agency that sent nothing yet: nothing is missing before its first deadline."""
    first = studio.threads.duty.begins(slug)
    is_early = first is not None and due_date(*first) >= studio.settings.as_of.day
    return "belum waktunya" if is_early else "belum dilaporkan"


def describe_day(studio: Studio) -> str:
    """As of which day a page judges what is due; where the clock stands still it says so."""
    day = show_date(studio.settings.as_of.day)
    if studio.settings.has_fixed_clock:
        return studio.say("Keadaan %(date)s, hari tetap situs contoh ini", date=day)
    return studio.say("Keadaan %(date)s", date=day)
