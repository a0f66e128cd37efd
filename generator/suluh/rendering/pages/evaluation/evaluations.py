"""Evaluation of each agency's yearly plan by quarter, in the shape of form E.81."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from suluh.measuring.evaluation import evaluate_agency, evaluate_region, list_evaluations
from suluh.measuring.rollups import roll_up, roll_up_all
from suluh.publishing.renstra_files import tc29_address
from suluh.rendering.amounts import short_rupiah, show_amount, show_percent
from suluh.rendering.environment import show_date, show_size
from suluh.rendering.numbers import format_number, format_short
from suluh.rendering.pages.evaluation.renstra import renstra_pages
from suluh.rendering.pages.shared.ladder_scale import ladder_scale
from suluh.rendering.pages.shared.place_numbers import yearly_numbers
from suluh.rendering.pages.shared.programs import program_name
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import datasets_of, rollup_numbers
from suluh.rendering.pages.thread.threads import NARRATIVES
from suluh.rendering.words import spoken_language
from suluh.vocabulary.evaluation import Evaluation, EvaluationRow, Pair
from suluh.vocabulary.figures import State
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.page_numbers import NumberColumn
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import QUARTERS, Thread, ThreadKey

TEXTS_SHOWN = 5
_ON_PAGE = ("urusan", "bidang", "program")
"""Levels of form E.60 on the page; kegiatan and sub kegiatan are in its files and in form E.81."""


SHORT_SCALES = {
    "id": (("triliun", "T"), ("miliar", "M"), ("juta", "jt")),
    "en": (("trillion", "T"), ("billion", "B"), ("million", "M")),
}
"""Powers of ten as a narrow column writes them."""


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
    def context() -> dict[str, Any]:
        years = []
        for year in sorted({key[0] for key in keys}, reverse=True):
            quarters = sorted({key[1] for key in keys if key[0] == year})
            whole = {one: roll_up_all(studio.threads.select(year), through=one) for one in quarters}
            years.append(
                {
                    "year": year,
                    "items": [
                        {
                            "title": show_quarter(year, one),
                            "address": f"evaluasi/{year}/tw{one}/",
                            "note": _reports_words(studio, whole[one]),
                            "right": show_percent(whole[one].absorption),
                        }
                        for one in reversed(quarters)
                    ],
                }
            )
        return {"years": years, "mark": _mark(studio.threads.threads.values())}

    return studio.page(
        "evaluasi/",
        "evaluations.html",
        section="evaluasi",
        title=studio.say("Evaluasi"),
        description=studio.say(
            "Evaluasi rencana kerja tiap instansi per triwulan, dalam bentuk formulir E.81."
        ),
        simulated=any(one.simulated for one in studio.threads.threads.values()),
        context_later=context,
        numbers=lambda: yearly_numbers(studio),
    )


def _mark(threads: Iterable[Thread]) -> str:
    return "simulasi" if any(one.simulated for one in threads) else ""


def _reports_words(studio: Studio, one: Rollup) -> str:
    return studio.say("%(reports)s dari %(due)s laporan masuk", reports=one.reports, due=one.due)


def _quarter_page(studio: Studio, year: int, quarter: int) -> Page:
    threads = studio.threads.select(year)

    def context() -> dict[str, Any]:
        whole = roll_up_all(threads, through=quarter)
        agencies = roll_up(threads, "instansi", through=quarter)
        rows = [_agency_row(studio, year, quarter, slug, one) for slug, one in agencies.items()]
        form = evaluate_region(studio.threads, tahun=year, triwulan=quarter, names=studio.nomenclature)
        return {
            "label": show_quarter(year, quarter),
            "time": quarter * 25,
            "absorption": show_percent(whole.absorption),
            "achievement": show_percent(whole.achievement),
            "measured": whole.measured,
            "indicators": whole.indicators,
            "reports": _reports_words(studio, whole),
            "rows": rows,
            "form": form,
            "form_rows": [_show_row(studio, form, one) for one in form.rows if one.level in _ON_PAGE],
            "files": _files(studio, form),
            "choices": _quarter_choices(studio, year, quarter, ""),
            "as_of": _quarter_end(year, quarter),
            "mark": _mark(threads),
        }

    label = show_quarter(year, quarter)
    return studio.page(
        f"evaluasi/{year}/tw{quarter}/",
        "evaluation_of_quarter.html",
        section="evaluasi",
        title=studio.say("Evaluasi %(quarter)s", quarter=label),
        description=studio.say("Capaian, serapan, dan laporan semua instansi, %(quarter)s.", quarter=label),
        crumbs=(Link(studio.say("Evaluasi"), "evaluasi/"),),
        simulated=any(one.simulated for one in threads),
        modified=studio.settings.build_time.date().isoformat(),
        context_later=context,
        numbers=lambda: rollup_numbers(
            NumberColumn("instansi", "Slug instansi"),
            [
                (slug, studio.agency_link(slug).text, one)
                for slug, one in roll_up(threads, "instansi", through=quarter).items()
            ],
            datasets_of(threads),
        ),
    )


def _agency_row(studio: Studio, year: int, quarter: int, slug: str, one: Rollup) -> dict[str, Any]:
    return {
        "name": studio.agency_link(slug).text,
        "address": f"evaluasi/{year}/tw{quarter}/{slug}/",
        "achievement": show_percent(one.achievement),
        "measured": f"{one.measured}/{one.indicators}",
        "absorption": show_percent(one.absorption),
        "budget": short_rupiah(one.budget),
        "reports": f"{one.reports}/{one.due}",
    }


def _quarter_end(year: int, quarter: int) -> str:
    return show_date(f"{year}-{('03-31', '06-30', '09-30', '12-31')[quarter - 1]}")


def _quarter_choices(studio: Studio, year: int, quarter: int, slug: str) -> list[dict[str, Any]]:
    """The year's four quarters; those to come have no address."""
    below = f"{slug}/" if slug else ""
    through = studio.threads.through.get(year, 0)
    return [
        {
            "text": show_quarter(year, one),
            "address": f"evaluasi/{year}/tw{one}/{below}" if one <= through else "",
            "current": one == quarter,
        }
        for one in QUARTERS
    ]


def _form_page(studio: Studio, year: int, quarter: int, slug: str) -> Page:
    agency = studio.agency_link(slug)
    label = show_quarter(year, quarter)
    threads = studio.threads.select(year, slug)
    return studio.page(
        f"evaluasi/{year}/tw{quarter}/{slug}/",
        "evaluation.html",
        section="evaluasi",
        title=studio.say("Evaluasi %(agency)s, %(quarter)s", agency=agency.text, quarter=label),
        description=studio.say(
            "Evaluasi rencana kerja %(agency)s, %(quarter)s, dalam bentuk formulir E.81.",
            agency=agency.text,
            quarter=label,
        ),
        crumbs=(
            Link(studio.say("Evaluasi"), "evaluasi/"),
            Link(label, f"evaluasi/{year}/tw{quarter}/"),
        ),
        simulated=any(one.simulated for one in threads),
        modified=studio.settings.build_time.date().isoformat(),
        numbers=lambda: rollup_numbers(
            NumberColumn("kode_sub_kegiatan", "Kode sub kegiatan"),
            [(one.key.kode, one.name, roll_up_all([one], through=quarter)) for one in threads],
            datasets_of(threads),
        ),
        context_later=lambda: _form_context(
            studio,
            evaluate_agency(studio.threads, slug, tahun=year, triwulan=quarter, names=studio.nomenclature),
            roll_up_all(threads, through=quarter),
        ),
    )


def _form_context(studio: Studio, form: Evaluation, whole: Rollup) -> dict[str, Any]:
    over = form.triwulan == QUARTERS[-1]
    predicate = form.predicate if over else ""
    return {
        "form": form,
        "agency": studio.agency_link(form.instansi),
        "label": show_quarter(form.tahun, form.triwulan),
        "as_of": _quarter_end(form.tahun, form.triwulan),
        "time": form.triwulan * 25,
        "mean": show_percent(form.mean),
        "predicate": predicate,
        "scale": ladder_scale(studio, form.ladder, form.mean, predicate) if form.ladder else None,
        "absorption": show_percent(whole.absorption),
        "figures": _figures(studio, form, whole, predicate),
        "choices": _quarter_choices(studio, form.tahun, form.triwulan, form.instansi),
        "rows": [_show_row(studio, form, one) for one in form.rows if one.level != "kegiatan"],
        "quarter": form.triwulan,
        "renstra": tc29_address(form.tahun, form.instansi)
        if any(one.rencana for one in studio.threads.select(form.tahun, form.instansi))
        else "",
        "files": _files(studio, form),
        "narratives": [
            {"label": studio.say(title), "texts": form.narratives.get(column, ())[:TEXTS_SHOWN]}
            for column, title in NARRATIVES
        ],
        "mark": "simulasi" if form.simulated else "",
    }


def _figures(studio: Studio, form: Evaluation, whole: Rollup, predicate: str) -> list[dict[str, Any]]:
    unreported = State.BELUM_DILAPORKAN.value
    mean = show_percent(form.mean)
    money = ""
    if whole.spent is not None and whole.budget is not None:
        money = studio.say(
            "%(spent)s dari %(budget)s.", spent=short_rupiah(whole.spent), budget=short_rupiah(whole.budget)
        )
    late = form.indicators - form.measured
    return [
        {
            "label": studio.say("Capaian target setahun"),
            "number": mean,
            "unit": studio.say(predicate),
            "state": "" if mean else unreported,
            "sentence": studio.say("Rata-rata %(count)s indikator.", count=form.measured),
        },
        {
            "label": studio.say("Pagu terserap"),
            "number": show_percent(whole.absorption),
            "state": "" if whole.absorption is not None else unreported,
            "sentence": money,
        },
        {
            "label": studio.say("Indikator terukur"),
            "number": format_number(form.measured),
            "unit": studio.say("dari %(count)s", count=form.indicators),
            "sentence": studio.say("%(count)s belum dilaporkan atau tidak dapat dihitung.", count=late)
            if late
            else "",
        },
        {
            "label": studio.say("Laporan masuk"),
            "number": format_number(whole.reports),
            "unit": studio.say("dari %(count)s", count=whole.due),
            "sentence": studio.say("Satu laporan untuk tiap sub kegiatan dan triwulan."),
        },
    ]


def _show_row(studio: Studio, form: Evaluation, row: EvaluationRow) -> dict[str, Any]:
    """A row of the form: each pair with performance above and rupiah in millions below."""
    leaf = row.level == "sub_kegiatan"
    key = ThreadKey(form.tahun, form.instansi, row.code)
    known = leaf and key in studio.threads.threads
    quarters = []
    for number, pair in zip(QUARTERS, row.quarters, strict=True):
        state = ""
        if number > form.triwulan:
            state = "belum waktunya"
        elif leaf and number in row.missing:
            state = State.BELUM_DILAPORKAN.value
        quarters.append({**_pair(pair), "state": state, "now": number == form.triwulan})
    over = form.triwulan == QUARTERS[-1]
    return {
        "level": row.level,
        "name": row.name if leaf else program_name(studio, row.code),
        "code": row.code,
        "address": key.address if known else "",
        "indicator": f"{row.indikator} ({row.satuan})" if row.indikator else "",
        "target_renstra": _pair(row.target_renstra),
        "before": _pair(row.before),
        "target": _pair(row.target),
        "quarters": quarters,
        "actual": _pair(row.actual),
        "percent": {"k": _percent(row.renja_percent.k), "rp": _percent(row.renja_percent.rp)},
        "since": _pair(row.since),
        "renstra": {"k": _percent(row.renstra_percent.k), "rp": _percent(row.renstra_percent.rp)},
        "predicate": row.predicate if over else "",
        "undefined": row.undefined.value if row.undefined else "",
    }


def _pair(pair: Pair) -> dict[str, str]:
    return {"k": show_amount(pair.k), "rp": _millions(pair.rp)}


def _millions(value: Decimal | Fraction | None) -> str:
    """Rupiah short enough for a column of the form, without the sign that the column's colour stands for."""
    return "" if not isinstance(value, Decimal) else _abbreviate(format_short(value))


def _abbreviate(text: str) -> str:
    for word, short in SHORT_SCALES.get(spoken_language(), SHORT_SCALES["en"]):
        text = text.replace(word, short)
    return text


def _percent(value: Decimal | Fraction | None) -> str:
    return "" if value is None else show_percent(Fraction(value))


def _files(studio: Studio, form: Evaluation) -> list[dict[str, str]]:
    """The form's downloads with their sizes."""
    found = []
    file = "e81" if form.instansi else "e60"
    for name in (f"{file}.xlsx", f"{file}.csv"):
        artifact = studio.forms.get(f"{form.address}{name}")
        if artifact is not None:
            found.append({"name": name, "address": artifact.address, "size": show_size(artifact.size)})
    return found
