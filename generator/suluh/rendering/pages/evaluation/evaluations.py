"""Evaluation of each agency's yearly plan by quarter, in the shape of form E.81."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from suluh.measuring.evaluation import evaluate_agency, evaluate_region, list_evaluations
from suluh.measuring.fact_ledger import Totals, time_passed, totals_by, totals_of
from suluh.measuring.rollups import roll_up
from suluh.measuring.thread_facts import form_facts
from suluh.publishing.evaluation_files import archive_address, form_address
from suluh.publishing.evaluation_table import layout_of
from suluh.publishing.renstra_files import tc29_address
from suluh.reading.deadlines import quarter_end
from suluh.rendering.environment import show_date, show_size
from suluh.rendering.pages.evaluation.agency_results import agency_result, reports_words
from suluh.rendering.pages.evaluation.evaluation_contexts import (
    EvaluationPage,
    EvaluationQuarterPage,
    EvaluationsPage,
    EvaluationYear,
)
from suluh.rendering.pages.evaluation.form_rows import show_rows
from suluh.rendering.pages.evaluation.renstra import renstra_pages
from suluh.rendering.pages.shared.coverage_words import (
    describe_money,
    say_time,
    show_measured,
)
from suluh.rendering.pages.shared.ladder_scale import ladder_scale
from suluh.rendering.pages.shared.parts import Choice, Download, KeyFigure, Narrative, Row
from suluh.rendering.pages.shared.place_numbers import yearly_numbers
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.spreads import draw_spread, say_spread
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers
from suluh.rendering.pages.thread.thread_quarters import NARRATIVES
from suluh.rendering.printed_facts import (
    print_count,
    print_share,
)
from suluh.vocabulary.evaluation_forms import Evaluation
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import QUARTERS, Thread, datasets_of
from suluh.words.saying import N_

TEXTS_SHOWN = 5
_ON_PAGE = ("urusan", "bidang", "program")
_ON_FORM = (*_ON_PAGE, "sub_kegiatan")
"""Levels of form E.60 on the page; kegiatan and sub kegiatan are in its files and in form E.81."""


def evaluation_pages(studio: Studio) -> Iterable[Page]:
    """The way in, a page for each quarter, one for each quarter and agency, and the tables of Renstra."""
    keys = list_evaluations(studio.threads)
    yield _index_page(studio, keys)
    for year, quarter in sorted({key[:2] for key in keys}):
        yield _quarter_page(studio, year, quarter)
    for year, quarter, slug in keys:
        yield _form_page(studio, year, quarter, slug)
    yield from renstra_pages(studio)


def _index_page(studio: Studio, keys: Sequence[tuple[int, int, str]]) -> Page:
    def context() -> EvaluationsPage:
        years = []
        for year in sorted({key[0] for key in keys}, reverse=True):
            quarters = sorted({key[1] for key in keys if key[0] == year})
            whole = {quarter: totals_of(studio.threads, year, quarter=quarter) for quarter in quarters}
            years.append(
                EvaluationYear(
                    year=year,
                    items=[
                        Row(
                            title=show_quarter(year, quarter),
                            address=f"evaluasi/{year}/tw{quarter}/",
                            note=reports_words(studio, whole[quarter]),
                            right=print_share(whole[quarter].absorption, unlinked=True),
                        )
                        for quarter in reversed(quarters)
                    ],
                )
            )
        return EvaluationsPage(years=years, mark=_mark(studio.threads.threads.values()))

    return studio.page(
        "evaluasi/",
        section="evaluasi",
        title=studio.say("Evaluasi"),
        description=studio.say(
            "Evaluasi rencana kerja tiap instansi per triwulan, dalam bentuk formulir %(number)s.",
            number=studio.form_number("renja"),
        ),
        simulated=any(thread.simulated for thread in studio.threads.threads.values()),
        sources=datasets_of(studio.threads.threads.values()),
        context=context,
        numbers=NumbersLater("per-tahun", lambda: yearly_numbers(studio)),
    )


def _mark(threads: Iterable[Thread]) -> str:
    return "simulasi" if any(thread.simulated for thread in threads) else ""


def _quarter_page(studio: Studio, year: int, quarter: int) -> Page:
    threads = studio.threads.select(year)

    def context() -> EvaluationQuarterPage:
        whole = totals_of(studio.threads, year, quarter=quarter)
        agencies = totals_by(studio.threads, year, "instansi", quarter=quarter)
        rows = [agency_result(studio, year, quarter, slug, some) for slug, some in agencies.items()]
        form = evaluate_region(studio.threads, tahun=year, triwulan=quarter, names=studio.nomenclature)
        return EvaluationQuarterPage(
            label=show_quarter(year, quarter),
            time=say_time(studio, time_passed(year, quarter)),
            absorption=show_measured(studio, whole.absorption),
            reports=reports_words(studio, whole),
            rows=rows,
            form=replace(form, rows=()),
            spread=draw_spread(studio, whole.rollup.spread, whole.achievement),
            spread_words=say_spread(studio, whole.rollup.spread, whole.achievement),
            form_rows=show_rows(studio, form, _ON_PAGE),
            files=_files(studio, form),
            choices=_quarter_choices(studio, year, quarter, ""),
            as_of=_quarter_end(year, quarter),
            mark=_mark(threads),
        )

    label = show_quarter(year, quarter)
    return studio.page(
        f"evaluasi/{year}/tw{quarter}/",
        section="evaluasi",
        title=studio.say("Evaluasi %(quarter)s", quarter=label),
        description=studio.say(
            "Capaian, serapan, dan realisasi triwulan semua instansi, %(quarter)s.", quarter=label
        ),
        crumbs=(Link(studio.say("Evaluasi"), "evaluasi/"),),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater(
            "per-instansi",
            lambda: rollup_numbers(
                NumberColumn("instansi", "Alamat pendek instansi"),
                [
                    (slug, studio.agency_link(slug).text, rollup)
                    for slug, rollup in roll_up(threads, "instansi", through=quarter).items()
                ],
            ),
        ),
    )


def _quarter_end(year: int, quarter: int) -> str:
    return show_date(quarter_end(year, quarter))


def _quarter_choices(studio: Studio, year: int, quarter: int, slug: str) -> list[Choice]:
    """The year's four quarters; those to come have no address."""
    below = f"{slug}/" if slug else ""
    horizon = studio.threads.horizon(year)
    return [
        Choice(
            text=show_quarter(year, number),
            address=f"evaluasi/{year}/tw{number}/{below}" if number <= horizon else "",
            current=number == quarter,
        )
        for number in QUARTERS
    ]


def _form_page(studio: Studio, year: int, quarter: int, slug: str) -> Page:
    agency = studio.agency_link(slug)
    label = show_quarter(year, quarter)
    threads = studio.threads.select(year, slug)
    return studio.page(
        f"evaluasi/{year}/tw{quarter}/{slug}/",
        section="evaluasi",
        named_only=True,  # the pages of the agency and of its works have the same words
        title=studio.say("Evaluasi %(agency)s, %(quarter)s", agency=agency.text, quarter=label),
        description=studio.say(
            "Evaluasi rencana kerja %(agency)s, %(quarter)s, dalam bentuk formulir %(number)s.",
            number=studio.form_number("renja", year),
            agency=agency.text,
            quarter=label,
        ),
        crumbs=(
            Link(studio.say("Evaluasi"), "evaluasi/"),
            Link(label, f"evaluasi/{year}/tw{quarter}/"),
        ),
        simulated=any(thread.simulated for thread in threads),
        sources=datasets_of(threads),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _form_context(
            studio,
            evaluate_agency(studio.threads, slug, tahun=year, triwulan=quarter, names=studio.nomenclature),
            totals_of(studio.threads, year, ("instansi", slug), quarter=quarter),
        ),
    )


def _form_context(studio: Studio, form: Evaluation, whole: Totals) -> EvaluationPage:
    over = form.triwulan == QUARTERS[-1]
    predicate = form.predicate if over else ""
    return EvaluationPage(
        form=replace(form, rows=()),
        agency=studio.agency_link(form.instansi),
        label=show_quarter(form.tahun, form.triwulan),
        as_of=_quarter_end(form.tahun, form.triwulan),
        time=say_time(studio, time_passed(form.tahun, form.triwulan)),
        mean=show_measured(studio, form_facts(form).mean, form.spread),
        predicate=predicate,
        spread=draw_spread(studio, form.spread, form_facts(form).mean),
        scale=ladder_scale(studio, form.ladder, form.mean.shown, predicate) if form.ladder else None,
        absorption=show_measured(studio, whole.absorption),
        figures=_figures(studio, form, whole, predicate),
        choices=_quarter_choices(studio, form.tahun, form.triwulan, form.instansi),
        rows=show_rows(studio, form, _ON_FORM),
        quarter=form.triwulan,
        renstra=tc29_address(form.tahun, form.instansi)
        if any(thread.rencana for thread in studio.threads.select(form.tahun, form.instansi))
        else "",
        files=_files(studio, form),
        narratives=[
            Narrative(label=studio.say(title), texts=form.narratives.get(column, ())[:TEXTS_SHOWN])
            for column, title in NARRATIVES
        ],
        mark="simulasi" if form.simulated else "",
    )


def _figures(studio: Studio, form: Evaluation, whole: Totals, predicate: str) -> list[KeyFigure]:
    shown = show_measured(studio, whole.absorption)
    own = form_facts(form)
    mean = show_measured(studio, own.mean, form.spread)
    money = describe_money(studio, whole)
    return [
        KeyFigure(
            label=studio.say("Capaian target setahun"),
            number=mean.text,
            unit=studio.say(predicate),
            state="" if mean.text else mean.absence,
            sentence=mean.coverage,
        ),
        KeyFigure(
            label=studio.say("Pagu terserap"),
            number=shown.text,
            state="" if shown.text else shown.absence,
            sentence=money,
            note=shown.coverage,
        ),
        KeyFigure(
            label=studio.say("Indikator terukur"),
            number=print_count(own.measured),
            unit=studio.say("dari %(count)s", count=print_count(own.indicators)),
            sentence=studio.say(
                "%(count)s belum dilaporkan atau tidak dapat dihitung.", count=print_count(own.unmeasured)
            )
            if own.unmeasured.value
            else "",
        ),
        KeyFigure(
            label=studio.say("Realisasi masuk"),
            number=print_count(whole.reports),
            unit=studio.say("dari %(count)s", count=print_count(whole.due)),
            sentence=studio.say("Satu realisasi untuk tiap sub kegiatan dan triwulan."),
        ),
    ]


def _files(studio: Studio, form: Evaluation) -> list[Download]:
    """The form's downloads with their sizes."""
    found = []
    stem = form_address(form.tahun, form.instansi, studio.settings)
    number = layout_of(form, studio.settings.wilayah).number
    offered = (
        (f"{stem}.xlsx", N_("%(number)s semua triwulan %(year)s, XLSX")),
        (f"{stem}.csv", N_("%(number)s triwulan terbaru %(year)s, CSV")),
        (archive_address(form.tahun), N_("triwulan sebelumnya %(year)s, semua instansi, CSV dalam ZIP")),
    )
    for address, words in offered:
        artifact = studio.forms.get(address)
        if artifact is not None:
            name = studio.say(words, number=number, year=str(form.tahun))
            found.append(Download(name=name, address=artifact.address, size=show_size(artifact.size)))
    return found
