"""The rows of forms E.81 and E.60 as a page shows them: rupiah in short, percentages beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.plan_notes import list_notes
from suluh.measuring.report_coverage import state_of
from suluh.rendering.amounts import show_amount, show_percent
from suluh.rendering.page_figures import format_short
from suluh.rendering.pages.evaluation.evaluation_contexts import (
    FormPair,
    FormQuarter,
    FormRow,
)
from suluh.rendering.pages.evaluation.plan_sentences import say_notes
from suluh.rendering.pages.shared.program_names import program_name
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.evaluation_forms import Evaluation, EvaluationRow, Pair
from suluh.vocabulary.facts import FactMaker, in_quarter, within
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.threads import QUARTERS, ThreadKey


def show_rows(studio: Studio, form: Evaluation, levels: Collection[str]) -> list[FormRow]:
    """The rows of some levels, each with the name that its facts share."""
    seen: Counter[tuple[str, str, str]] = Counter()
    rows = []
    for row in form.rows:
        seen[row.level, row.code, row.instansi] += 1
        if row.level in levels:
            rows.append(show_row(studio, form, row, seen[row.level, row.code, row.instansi]))
    return rows


def show_row(studio: Studio, form: Evaluation, row: EvaluationRow, indicator: int = 1) -> FormRow:
    """A row of the form: each pair with performance above and rupiah in millions below.

    `indicator` is its number where a sub kegiatan has several.
    """
    leaf = row.level == "sub_kegiatan"
    key = ThreadKey(form.tahun, form.instansi, row.code)
    thread = studio.threads.threads.get(key) if leaf else None
    quarters = []
    for number, pair in zip(QUARTERS, row.quarters, strict=True):
        state = ""
        if number <= form.triwulan and thread is not None and number not in thread.reported:
            state = state_of(thread, number).value
        quarters.append(FormQuarter(show_amount(pair.k), _millions(pair.rp), state, number == form.triwulan))
    over = form.triwulan == QUARTERS[-1]
    maker = _maker(form, row, indicator)
    return FormRow(
        level=row.level,
        fact=f"{maker.when}.{maker.where}",
        name=row.name if leaf else program_name(studio, row.code),
        code=row.code,
        address=key.address if thread is not None else "",
        indicator=f"{row.indikator} ({row.satuan})" if row.indikator else "",
        target_renstra=_pair(row.target_renstra),
        before=_pair(row.before),
        target=_pair(row.target),
        quarters=quarters,
        actual=_pair(row.actual),
        percent=FormPair(k=_percent(row.renja_percent.k), rp=_percent(row.renja_percent.rp)),
        since=_pair(row.since),
        renstra=FormPair(k=_percent(row.renstra_percent.k), rp=_percent(row.renstra_percent.rp)),
        predicate=row.predicate if over else "",
        undefined=row.undefined.value if row.undefined else "",
        notes=say_notes(studio, list_notes(row.history, row.money_history, row.plan_limit), maker)
        if leaf
        else [],
        limit=row.limit.value if row.limit and row.renja_percent.k is None else "",
    )


def _maker(form: Evaluation, row: EvaluationRow, number: int) -> FactMaker:
    """When and where all facts of a row are: `2025-tw2`, `instansi.bappeda.program.5.01.02`."""
    agency = form.instansi or row.instansi
    scope = [("instansi", agency)] if agency else []
    scope.append((row.level, row.code))
    if number > 1:
        scope.append(("indikator", str(number)))
    status = StatusData.SIMULASI if form.simulated else StatusData.SEMENTARA
    return FactMaker(in_quarter(form.tahun, form.triwulan), within(*scope), status)


def _pair(pair: Pair) -> FormPair:
    return FormPair(k=show_amount(pair.k), rp=_millions(pair.rp))


def _millions(value: Decimal | Fraction | None) -> str:
    """Rupiah short enough for a column of the form, without the sign that the column's colour stands for."""
    return "" if not isinstance(value, Decimal) else format_short(value, narrow=True)


def _percent(value: Decimal | Fraction | None) -> str:
    return "" if value is None else show_percent(Fraction(value))
