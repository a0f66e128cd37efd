"""What is raised on an agency in a sentence: what it is about, by which rule, and what is at stake."""

from __future__ import annotations

from suluh.measuring.boards import Board, Case
from suluh.measuring.flag_facts import FlagFacts
from suluh.measuring.flags import Flag
from suluh.rendering.pages.evaluation.dashboard_contexts import Attention, CaseCard
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import (
    print_count,
    print_fact,
    print_percent,
    print_short_rupiah,
    print_whole_percent,
)
from suluh.vocabulary.facts import FactMaker, in_quarter, within
from suluh.vocabulary.site import Link
from suluh.words.numbers import as_decimal, format_number, round_half_up
from suluh.words.saying import N_

NAMED = 3
"""How many agencies a note names before it counts the rest."""

TITLES = {
    Flag.BELUM_MELAPOR: N_("Laporan belum lengkap"),
    Flag.SERAPAN_TERTINGGAL: N_("Serapan tertinggal jauh dari waktu"),
    Flag.UANG_MENDAHULUI: N_("Uang mendahului fisik"),
    Flag.MELEBIHI_PAGU: N_("Belanja melebihi pagu"),
    Flag.TANPA_TARGET: N_("Indikator tanpa target"),
    Flag.USULAN_TANPA_ANGGARAN: N_("Usulan diterima, tidak dianggarkan"),
}

_REASONS = {
    Flag.BELUM_MELAPOR: N_(
        "Laporan yang sudah lewat batas belum ada dari %(count)s sub kegiatan, %(share)s pagu "
        "instansi ini. Bila belanja merata sepanjang tahun, %(money)s belum dipertanggungjawabkan."
    ),
    Flag.SERAPAN_TERTINGGAL: N_(
        "Baru %(most)s pagu terserap, sedangkan %(time)s tahun anggaran telah lewat: "
        "selisihnya %(points)s poin, lebih dari batas %(limit)s poin. Itu %(money)s di belakang "
        "waktu."
    ),
    Flag.UANG_MENDAHULUI: N_(
        "Pada %(count)s sub kegiatan, %(share)s pagu instansi ini, uang lebih dari %(limit)s poin di "
        "depan hasil kerja; yang terjauh %(points)s poin. %(money)s keluar lebih dulu dari hasilnya."
    ),
    Flag.MELEBIHI_PAGU: N_(
        "%(count)s sub kegiatan, %(share)s pagu instansi ini, membelanjakan lebih dari pagunya, "
        "paling tinggi %(most)s. Kelebihannya %(money)s."
    ),
    Flag.TANPA_TARGET: N_(
        "%(count)s sub kegiatan, %(share)s pagu instansi ini, punya indikator tanpa target, sehingga "
        "hasilnya tidak dapat dinilai. Pagunya %(money)s."
    ),
    Flag.USULAN_TANPA_ANGGARAN: N_(
        "%(share)s usulan warga yang diterima instansi ini tidak punya anggaran, pada %(count)s sub "
        "kegiatan. Perkiraan biayanya %(money)s."
    ),
}
_AT_MOST = N_(
    "Paling banyak %(most)s pagu terserap, apa pun isi laporan yang belum masuk, sedangkan %(time)s tahun "
    "anggaran telah lewat: selisihnya sedikitnya %(points)s poin, lebih dari batas %(limit)s poin. Itu "
    "sedikitnya %(money)s di belakang waktu."
)
_UNKNOWN_COST = N_(
    "%(share)s usulan warga yang diterima instansi ini tidak punya anggaran, pada %(count)s sub kegiatan. "
    "Perkiraan biayanya tidak disebut."
)


def explain_flag(studio: Studio, facts: FlagFacts) -> str:
    """Why it is raised on its agency by the end of a quarter."""
    flagged = facts.flagged
    words = _REASONS[flagged.flag]
    if flagged.flag is Flag.USULAN_TANPA_ANGGARAN and not flagged.at_stake:
        words = _UNKNOWN_COST
    if flagged.flag is Flag.SERAPAN_TERTINGGAL and not flagged.is_exact:
        words = _AT_MOST
    points = facts.points
    rounded = "" if flagged.percent is None else format_number(round_half_up(as_decimal(flagged.percent), 1))
    return studio.say(
        words,
        count=print_count(facts.threads, unlinked=True),
        share=print_percent(facts.share, unlinked=True),
        money=print_short_rupiah(facts.at_stake, unlinked=True),
        most=print_percent(facts.most, unlinked=True),
        time=print_whole_percent(facts.time, unlinked=True),
        points=print_fact(points, rounded, unlinked=True),
        limit=print_count(facts.limit, unlinked=True),
    )


def describe_case(studio: Studio, board: Board, case: Case, *, is_new: bool = False) -> CaseCard:
    """A flag on an agency as a card: who, what, why, how much, and where it can be seen."""
    year, number = board.quarter
    flagged = case.flagged
    facts = FlagFacts(case.agency, flagged, board.quarter)
    # What is about the agency as a whole is seen on its own page; what is not, on the pages of its threads.
    whole = flagged.flag in (Flag.BELUM_MELAPOR, Flag.SERAPAN_TERTINGGAL)
    return CaseCard(
        agency=studio.agency_short_name(case.agency),
        address=f"evaluasi/{year}/tw{number}/{case.agency}/",
        title=studio.say(TITLES[flagged.flag]),
        reason=explain_flag(studio, facts),
        at_stake=print_short_rupiah(facts.at_stake, unlinked=True) if flagged.at_stake else "",
        is_new=is_new,
        threads=[] if whole else [Link(thread.name, thread.address) for thread in flagged.threads],
    )


def describe_notes(studio: Studio, board: Board) -> list[Attention]:
    """What is about too small a part of an agency, by kind, the most frequent first; agencies by name."""
    found = []
    for flag, title in TITLES.items():
        about = {
            slug: flagged for slug, some in board.notes.items() for flagged in some if flagged.flag is flag
        }
        if not about:
            continue
        threads = [thread for flagged in about.values() for thread in flagged.threads]
        names = [studio.agency_short_name(slug) for slug in about]
        where = within(("bendera", flag.value), ("keadaan", "catatan"))
        maker = FactMaker(in_quarter(*board.quarter), where, board.facts.status)
        words = ", ".join(names[:NAMED])
        if len(names) > NAMED:
            rest = maker.inside(("titik", "lainnya")).make("bendera_instansi", len(names) - NAMED)
            more = print_count(rest, unlinked=True)
            words = studio.say("%(names)s, dan %(more)s lagi", names=words, more=more)
        agencies = print_count(maker.make("bendera_instansi", len(names)), unlinked=True)
        count = (
            studio.say(
                "%(count)s sub kegiatan di %(agencies)s instansi",
                count=print_count(maker.make("bendera_sub_kegiatan", len(threads)), unlinked=True),
                agencies=agencies,
            )
            if threads
            else studio.say("%(count)s instansi", count=agencies)
        )
        found.append(
            Attention(
                title=studio.say(title),
                note=words,
                right=count,
                threads=[
                    Link(f"{thread.name} ({studio.agency_short_name(thread.key.instansi)})", thread.address)
                    for thread in threads
                ],
                agencies=[
                    Link(studio.agency_short_name(slug), f"anggaran/{board.quarter[0]}/{slug}/")
                    for slug in about
                ],
                weight=len(names),
            )
        )
    return sorted(found, key=lambda attention: -attention.weight)
