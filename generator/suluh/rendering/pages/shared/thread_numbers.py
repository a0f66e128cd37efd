"""The numbers behind the pages of proposals, budgets and threads, as tables to download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.outcomes import Outcome, reckon_outcome
from suluh.measuring.report_coverage import Told, state_of
from suluh.measuring.rollups import roll_up_all
from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import Measured
from suluh.vocabulary.measures import Rollup
from suluh.vocabulary.page_numbers import PERCENT, NumberColumn, PageNumbers, Value, each_dataset
from suluh.vocabulary.threads import QUARTERS, Record, Thread

RUPIAH = "rupiah"

_ROLLUP = (
    NumberColumn("sub_kegiatan", "Banyaknya sub kegiatan"),
    NumberColumn("sub_kegiatan_dianggarkan", "Sub kegiatan yang dianggarkan"),
    NumberColumn("pagu_indikatif", "Pagu indikatif dalam rencana", RUPIAH),
    NumberColumn("anggaran_murni", "Anggaran murni", RUPIAH),
    NumberColumn("anggaran", "Anggaran yang berlaku", RUPIAH),
    NumberColumn("realisasi", "Sudah dibelanjakan", RUPIAH),
    NumberColumn("penyerapan", "Realisasi dibanding anggaran, dari yang laporannya lengkap", PERCENT),
    NumberColumn("penyerapan_terendah", "Penyerapan bila yang belum dilaporkan nol", PERCENT),
    NumberColumn("penyerapan_tertinggi", "Penyerapan bila yang belum dilaporkan habis terpakai", PERCENT),
    NumberColumn("penyerapan_terhitung", "Sub kegiatan yang laporannya lengkap"),
    NumberColumn("penyerapan_ditunggu", "Sub kegiatan yang laporannya ditunggu"),
    NumberColumn("penyerapan_sampai_triwulan", "Triwulan terakhir yang dihitung"),
    NumberColumn("penyerapan_pagu_terhitung", "Bagian pagu yang laporannya lengkap", PERCENT),
    NumberColumn("capaian", "Rata-rata capaian indikator, masing-masing dari 0 sampai 100", PERCENT),
    NumberColumn("capaian_terendah", "Rata-rata bila yang belum dilaporkan nol", PERCENT),
    NumberColumn("capaian_tertinggi", "Rata-rata bila yang belum dilaporkan tercapai penuh", PERCENT),
    NumberColumn("indikator_terukur", "Indikator yang laporannya lengkap dan dapat dihitung"),
    NumberColumn("indikator_ditunggu", "Indikator yang laporannya ditunggu"),
    NumberColumn("capaian_sampai_triwulan", "Triwulan terakhir yang dihitung"),
    NumberColumn("indikator", "Banyaknya indikator"),
    NumberColumn("capaian_di_bawah_0", "Indikator yang capaiannya di bawah 0 dan dihitung 0"),
    NumberColumn("capaian_di_atas_100", "Indikator yang capaiannya di atas 100 dan dihitung 100"),
    NumberColumn("laporan_masuk", "Realisasi triwulan yang masuk"),
    NumberColumn("laporan_ditunggu", "Realisasi triwulan yang sudah waktunya"),
)
_REPORTED = tuple(
    column.name for column in _ROLLUP if column.name.startswith(("realisasi", "penyerapan", "laporan"))
)
_QUARTER = (
    NumberColumn("tahun", "Tahun anggaran"),
    NumberColumn("triwulan", "Triwulan"),
    NumberColumn("indikator", "Indikator"),
    NumberColumn("satuan", "Satuan indikator"),
    NumberColumn("target", "Target setahun", fractions=True),
    NumberColumn("hasil_triwulan", "Hasil triwulan ini", fractions=True),
    NumberColumn("capaian", "Capaian sampai triwulan ini terhadap target setahun", PERCENT),
    NumberColumn("batas", "Terhadap target paling banyak, selama tahunnya belum lengkap dilaporkan"),
    NumberColumn("anggaran", "Anggaran yang berlaku", RUPIAH),
    NumberColumn("belanja_triwulan", "Belanja triwulan ini", RUPIAH),
    NumberColumn("penyerapan", "Belanja sampai triwulan ini dibanding anggaran", PERCENT),
)
_PROPOSAL = (
    NumberColumn("id_usulan", "Nomor usulan"),
    NumberColumn("kode_wilayah", "Kode wilayah pengusul"),
    NumberColumn("uraian", "Uraian"),
    NumberColumn("perkiraan_biaya", "Perkiraan biaya", RUPIAH),
    NumberColumn("tahap", "Tahap tertinggi"),
    NumberColumn("hasil", "Keputusan"),
    NumberColumn("alasan", "Alasan"),
    NumberColumn("kode_sub_kegiatan", "Sub kegiatan yang menampung"),
)


def rollup_numbers(
    key: NumberColumn,
    named: Iterable[tuple[str, str, Rollup]],
    *,
    with_reports: bool = True,
    more_datasets: tuple[str, ...] = (),
) -> PageNumbers:
    """Totals by one dimension: (code, name, totals) each; the name stands in the column `nama`.

    Every row is made of `more_datasets` too, such as the one that names what is added up.

    Without reports there are no columns of what was spent and reported: nobody tells it by this dimension.
    """
    kept = [
        at for at, number_column in enumerate(_ROLLUP) if with_reports or number_column.name not in _REPORTED
    ]
    columns = tuple(_ROLLUP[at] for at in kept)
    rows: list[tuple[Value, ...]] = []
    sources = []
    for code, name, rollup in named:
        values = _rollup_cells(rollup)
        rows.append((code, name, *(values[at] for at in kept)))
        sources.append(tuple(dict.fromkeys((*more_datasets, *rollup.datasets))))
    return PageNumbers((key, NumberColumn("nama", "Nama"), *columns), tuple(rows), tuple(sources))


def sub_activity_numbers(threads: Sequence[Thread]) -> PageNumbers:
    """Totals of each sub kegiatan, a row for each thread."""
    return rollup_numbers(
        NumberColumn("kode_sub_kegiatan", "Kode sub kegiatan"),
        [(thread.key.kode, thread.name, roll_up_all([thread])) for thread in threads],
    )


def _rollup_cells(rollup: Rollup) -> tuple[Value, ...]:
    unreported = State.BELUM_DILAPORKAN
    return (
        rollup.threads,
        rollup.budgeted,
        _or(rollup.pagu_indikatif, State.TIDAK_TERSEDIA),
        _or(rollup.murni, State.TIDAK_TERSEDIA),
        _or(rollup.budget, State.TIDAK_TERSEDIA),
        _or(rollup.spent, unreported),
        *_share_cells(rollup.absorption),
        _or(rollup.absorption.coverage.money, rollup.absorption.state),
        *_share_cells(rollup.achievement),
        rollup.indicators,
        rollup.spread.below,
        rollup.spread.above,
        rollup.reports,
        rollup.due,
    )


def _share_cells(measured: Measured) -> tuple[Value, ...]:
    """A share with what it was counted from: value, range, counted, owed, and the quarter until which."""
    return (
        _or(measured.value, measured.state),
        _or(measured.low, measured.state),
        _or(measured.high, measured.state),
        measured.coverage.counted,
        measured.coverage.owed,
        measured.quarter or State.BELUM_DILAPORKAN,
    )


def thread_numbers(thread: Thread) -> PageNumbers:
    """One row for each quarter that is due: result and money, cumulative shares unrounded."""
    rows, sources = [], []
    planned = [record.dataset for record in (*thread.rencana, *thread.anggaran)]
    for quarter in QUARTERS[: thread.horizon]:
        if state_of(thread, quarter) is Told.BELUM_WAKTUNYA:
            continue
        at = reckon_outcome(thread, quarter)
        indicator, told = at.indicator, quarter in thread.reported
        waited = state_of(thread, quarter) is not Told.TIDAK_BERLAKU
        unreported = State.BELUM_DILAPORKAN if waited else State.TIDAK_BERLAKU
        reported = [record.dataset for record in thread.realisasi if record.whole("triwulan") <= quarter]
        sources.append(tuple(dict.fromkeys((*planned, *reported))))
        rows.append(
            (
                thread.key.tahun,
                quarter,
                at.achievement.indikator if at.achievement else State.TIDAK_TERSEDIA,
                at.achievement.satuan if at.achievement else State.TIDAK_TERSEDIA,
                _or(at.achievement.target if at.achievement else None, State.TIDAK_TERSEDIA),
                _or(indicator.quarters.get(quarter) if indicator else None, unreported),
                _or(at.physical if told else None, _state_of(at, unreported) if told else unreported),
                (at.limit or "") if told and at.physical is None else "",
                _or(thread.budget, State.TIDAK_TERSEDIA),
                _or(thread.spent_in(quarter), unreported),
                _or(at.absorption if told else None, unreported),
            )
        )
    return PageNumbers(_QUARTER, tuple(rows), tuple(sources))


def _state_of(outcome: Outcome, unreported: State) -> State:
    """Why a reported quarter has no percentage: a result that there is does not apply, never unreported."""
    reported = outcome.achievement is not None and outcome.achievement.actual is not None
    return State.TIDAK_BERLAKU if reported else unreported


def proposal_numbers(records: Sequence[Record]) -> PageNumbers:
    """Proposals of one region and year; an estimate that nobody made is not available."""
    rows: list[tuple[Value, ...]] = []
    for record in records:
        cells: Mapping[str, Value] = {
            column.name: record.text(column.name) for column in _PROPOSAL if column.unit != RUPIAH
        }
        cost = _or(record.number("perkiraan_biaya"), State.TIDAK_TERSEDIA)
        rows.append(tuple({**cells, "perkiraan_biaya": cost}[column.name] for column in _PROPOSAL))
    return PageNumbers(_PROPOSAL, tuple(rows), each_dataset(records))


def _or(value: Decimal | Fraction | None, state: State) -> Value:
    return state if value is None else value
