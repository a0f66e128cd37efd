"""Form E.81 as a table: its columns in the order of the form, numbers as exact as the form needs them.

A blank cell is a value that there is not; why stands in `keterangan`. Nothing not reported becomes 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from suluh.vocabulary.evaluation import Amount, Evaluation, EvaluationRow, Pair
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.reports import Instansi

PLACES = 4
"""Decimals of what is not a finite decimal figure by itself, such as 7/9 of a target."""

ROMAN = ("I", "II", "III", "IV")
LEVELS = {"program": "program", "kegiatan": "kegiatan", "sub_kegiatan": "sub kegiatan", "jumlah": "jumlah"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form: its name in the CSV, its number and title on paper, and K or Rp in a pair."""

    name: str
    number: str
    title: str
    part: str = ""


def _pair(name: str, number: str, title: str) -> tuple[Column, Column]:
    return Column(f"{name}_k", number, title, "K"), Column(f"{name}_rp", number, title, "Rp")


COLUMNS: tuple[Column, ...] = (
    Column("no", "1", "No"),
    Column("sasaran", "2", "Sasaran"),
    Column("kode", "3", "Kode"),
    Column("tingkat", "3", "Tingkat"),
    Column("program_kegiatan", "3", "Program, kegiatan, sub kegiatan"),
    Column("indikator", "4", "Indikator kinerja"),
    Column("satuan", "4", "Satuan"),
    *_pair("target_renstra", "5", "Target Renstra pada akhir masanya"),
    *_pair("realisasi_renstra_lalu", "6", "Realisasi Renstra sampai tahun lalu"),
    *_pair("target_renja", "7", "Target Renja tahun ini"),
    *_pair("realisasi_tw1", "8", "Realisasi triwulan I"),
    *_pair("realisasi_tw2", "9", "Realisasi triwulan II"),
    *_pair("realisasi_tw3", "10", "Realisasi triwulan III"),
    *_pair("realisasi_tw4", "11", "Realisasi triwulan IV"),
    *_pair("realisasi_renja", "12", "Realisasi Renja tahun ini"),
    *_pair("realisasi_renstra", "13", "Realisasi Renstra sampai tahun ini"),
    *_pair("capaian_renstra", "14", "Tingkat capaian Renstra (%)"),
    *_pair("capaian_renja", "", "Tingkat capaian Renja tahun ini (%)"),
    Column("predikat", "", "Predikat"),
    Column("penanggung_jawab", "15", "Unit penanggung jawab"),
    Column("keterangan", "16", "Keterangan"),
)

Value = str | Decimal


def list_rows(evaluation: Evaluation, agency: Instansi) -> Iterator[tuple[Value, ...]]:
    """The rows under `COLUMNS`, the total last. Numbers are Decimal, blanks are empty text."""
    count = 0
    for row in (*evaluation.rows, evaluation.total):
        count += row.level != "jumlah"
        yield (
            str(count) if row.level != "jumlah" else "",
            row.sasaran,
            row.code,
            LEVELS[row.level],
            row.name or "Jumlah",
            row.indikator,
            row.satuan,
            *_numbers(row),
            row.predicate,
            agency.nama,
            explain_row(row),
        )


def list_footer(evaluation: Evaluation) -> tuple[tuple[str, str], ...]:
    """What stands under the form: the mean with its rule, the predicate, and the reports' texts."""
    mean = "" if evaluation.mean is None else f"{plain(round_fraction(evaluation.mean, 2))} %"
    ladder = evaluation.ladder
    texts = evaluation.narratives
    return (
        ("Rata-rata capaian kinerja Renja tahun ini", mean or "belum ada data"),
        ("Dihitung dari", f"{evaluation.measured} dari {evaluation.indicators} indikator; {CAP_RULE}"),
        ("Predikat kinerja", evaluation.predicate or "belum ada data"),
        ("Skala", f"{ladder.title}, {ladder.regulation}" if ladder else ""),
        ("Faktor pendorong", "; ".join(texts.get("faktor_pendorong", ()))),
        ("Faktor penghambat", "; ".join(texts.get("faktor_penghambat", ()))),
        ("Tindak lanjut triwulan berikutnya", "; ".join(texts.get("tindak_lanjut_triwulan", ()))),
        ("Tindak lanjut RKPD berikutnya", "; ".join(texts.get("tindak_lanjut_rkpd", ()))),
    )


CAP_RULE = "capaian di atas 100 % dihitung 100 % dalam rata-rata dan ditampilkan apa adanya di tabel"


def name_status(evaluation: Evaluation) -> str:
    """`simulasi` for a form with invented figures, else `sementara`: later reports may change it."""
    return str(StatusData.SIMULASI if evaluation.simulated else StatusData.SEMENTARA)


def explain_row(row: EvaluationRow) -> str:
    """Why a row lacks what it lacks, in a few words; empty where nothing does."""
    reasons = []
    if row.missing:
        quarters = ", ".join(ROMAN[number - 1] for number in row.missing)
        reasons.append(f"triwulan {quarters} belum dilaporkan")
    if row.undefined is not None and not (row.missing and row.undefined == "belum dilaporkan"):
        reasons.append(f"capaian tidak dihitung: {row.undefined}")
    return "; ".join(reasons)


def _numbers(row: EvaluationRow) -> Iterator[Value]:
    pairs: tuple[Pair, ...] = (
        row.target_renstra,
        row.before,
        row.target,
        *row.quarters,
        row.actual,
        row.since,
        row.renstra_percent,
        row.renja_percent,
    )
    for pair in pairs:
        yield _as_value(pair.k)
        yield _as_value(pair.rp)


def _as_value(amount: Amount) -> Value:
    if amount is None:
        return ""
    return amount if isinstance(amount, Decimal) else round_fraction(amount, PLACES)


def round_fraction(value: Fraction, places: int) -> Decimal:
    """A fraction as a decimal figure of at most so many places, halves away from zero, no zeros behind."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    figure = Decimal(whole if value >= 0 else -whole).scaleb(-places)
    return Decimal(plain(figure))


def plain(value: Decimal) -> str:
    """The number in figures with a point, without exponent and without zeros behind the point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
