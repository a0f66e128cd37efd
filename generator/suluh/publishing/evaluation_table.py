"""Forms of evaluation as tables: columns in the form's order, numbers as exact as it needs them.

A blank cell is a value that there is not; why stands in `keterangan`. Nothing not reported becomes 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from suluh.measuring.plan_notes import PlanNote, list_notes
from suluh.reading.evaluation_form_list import RENJA, RKPD, FormName, find_form
from suluh.vocabulary.evaluation_forms import Amount, Evaluation, EvaluationRow, Pair
from suluh.vocabulary.measured import Measured
from suluh.vocabulary.measures import Limit
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.quarters import ROMAN
from suluh.vocabulary.threads import QUARTERS

PLACES = 4
"""Decimals of what is not a finite decimal figure by itself, such as 7/9 of a target."""

LEVELS = {
    "urusan": "urusan",
    "bidang": "bidang urusan",
    "program": "program",
    "kegiatan": "kegiatan",
    "sub_kegiatan": "sub kegiatan",
    "jumlah": "jumlah",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form: its name in the CSV, its number and title on paper, and K or Rp in a pair."""

    name: str
    number: str
    title: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the regulation: its number and file name, its title, and its columns in order.

    `year` and `years` are the plans that it compares: of one year, and of five.
    """

    number: str
    file: str
    title: str
    year: str
    years: str
    columns: tuple[Column, ...]


def _make_form(number: str, file: str, title: str, year: str, years: str, *, first: int) -> Form:
    """The columns of both forms are the same; `first` is the paper's number of the first pair."""

    def pair(name: str, offset: int | None, words: str) -> tuple[Column, Column]:
        at = "" if offset is None else str(first + offset)
        return Column(f"{name}_k", at, words, "K"), Column(f"{name}_rp", at, words, "Rp")

    text, five = year.lower(), years.lower()
    return Form(
        number,
        file,
        title,
        year,
        years,
        (
            Column("no", "1", "No"),
            Column("sasaran", "2", "Sasaran"),
            Column("kode", "3", "Kode"),
            Column("tingkat", str(first - 2), "Tingkat"),
            Column("program_kegiatan", str(first - 2), "Program, kegiatan, sub kegiatan"),
            Column("indikator", str(first - 1), "Indikator kinerja"),
            Column("satuan", str(first - 1), "Satuan"),
            *pair(f"target_{five}", 0, f"Target {years} pada akhir masanya"),
            *pair(f"realisasi_{five}_lalu", 1, f"Realisasi {years} sampai tahun lalu"),
            *pair(f"target_{text}", 2, f"Target {year} tahun ini"),
            *(
                column
                for quarter, roman in enumerate(ROMAN, 1)
                for column in pair(f"realisasi_tw{quarter}", 2 + quarter, f"Realisasi triwulan {roman}")
            ),
            *pair(f"realisasi_{text}", 7, f"Realisasi {year} tahun ini"),
            *pair(f"realisasi_{five}", 8, f"Realisasi {years} sampai tahun ini"),
            *pair(f"capaian_{five}", 9, f"Tingkat capaian {years} (%)"),
            *pair(f"capaian_{text}", None, f"Tingkat capaian {year} tahun ini (%)"),
            Column("predikat", "", "Predikat"),
            Column("penanggung_jawab", str(first + 10), "Perangkat daerah penanggung jawab"),
            Column("keterangan", str(first + 11), "Keterangan"),
        ),
    )


def layout_of(evaluation: Evaluation, region: str) -> Form:
    """The form of an agency's or the whole region's evaluation as the paper of its kind of region has it."""
    return lay_out(find_form(RENJA if evaluation.instansi else RKPD, region, evaluation.tahun))


@cache
def lay_out(name: FormName) -> Form:
    """A form of the list with its columns."""
    return _make_form(name.number, name.file, name.title, name.year, name.years, first=name.first)


Value = str | Decimal


def list_rows(evaluation: Evaluation, names: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    """The rows under a form's columns, the total last. Numbers are Decimal, blanks are empty text.

    `names` are those of agencies by slug.
    """
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
            row.predicate if _is_over(evaluation) else "",
            names.get(row.instansi or evaluation.instansi, row.instansi),
            explain_row(row),
        )


def list_footer(evaluation: Evaluation, form: Form) -> tuple[tuple[str, str], ...]:
    """What stands under the form: the mean with its rule, the predicate, and the reports' texts."""
    mean = _say_share(evaluation.mean)
    ladder = evaluation.ladder
    coverage = evaluation.mean.coverage
    counted = f"{coverage.counted} dari {coverage.owed} indikator"
    texts = evaluation.narratives
    return (
        (f"Rata-rata capaian kinerja {form.year} tahun ini", mean or "belum ada data"),
        (
            "Dihitung dari",
            f"{counted}; {_cap_words(evaluation)}",
        ),
        ("Predikat kinerja", (evaluation.predicate or UNSURE) if _is_over(evaluation) else WAITS),
        ("Skala", f"{ladder.title}, {ladder.regulation}" if ladder else ""),
        ("Faktor pendorong", "; ".join(texts.get("faktor_pendorong", ()))),
        ("Faktor penghambat", "; ".join(texts.get("faktor_penghambat", ()))),
        ("Tindak lanjut triwulan berikutnya", "; ".join(texts.get("tindak_lanjut_triwulan", ()))),
        (f"Tindak lanjut {form.year} berikutnya", "; ".join(texts.get("tindak_lanjut_rkpd", ()))),
    )


def _say_share(measured: Measured) -> str:
    """A share where enough was counted, else between what it lies; empty where nothing is said of it."""
    if measured.shown is not None:
        return _say_percent(measured.shown)
    return _say_range(measured) if measured.has_figure else ""


def _say_range(measured: Measured) -> str:
    if measured.low is None or measured.high is None:
        return "belum pasti"
    return f"antara {_say_percent(measured.low)} dan {_say_percent(measured.high)}"


def _say_percent(value: Fraction) -> str:
    return f"{plain(round_fraction(value, 2))} %"


def _cap_words(evaluation: Evaluation) -> str:
    """The rule of the mean, and how many indicators it held at either end."""
    spread = evaluation.spread
    least, most = (plain(round_fraction(limit, PLACES)) for limit in (spread.least, spread.most))
    return (
        f"dalam rata-rata capaian di bawah {least} % dihitung {least} % ({spread.below} indikator) dan "
        f"di atas {most} % dihitung {most} % ({spread.above} indikator); di tabel ditampilkan apa adanya"
    )


def _is_over(evaluation: Evaluation) -> bool:
    """Whether the year is: a part of a year against a year's target says nothing on the ladder."""
    return evaluation.triwulan == QUARTERS[-1]


UNSURE = "belum pasti, laporannya belum cukup"
WAITS = "diberikan sesudah triwulan IV"
LIMITS = {Limit.DALAM_BATAS: "masih dalam batas", Limit.TERLAMPAUI: "sudah terlampaui"}


def name_status(evaluation: Evaluation) -> str:
    """`simulasi` for a form with invented figures, else `sementara`: later reports may change it."""
    return str(StatusData.SIMULASI if evaluation.simulated else StatusData.SEMENTARA)


def explain_row(row: EvaluationRow) -> str:
    """Why a row lacks what it lacks, in a few words; empty where nothing does."""
    reasons = ["direncanakan, tidak ada anggarannya"] if row.unfunded else []
    if row.missing:
        quarters = ", ".join(ROMAN[number - 1] for number in row.missing)
        reasons.append(f"triwulan {quarters} belum dilaporkan")
    if row.money is not None and not row.money.coverage.is_complete and row.money.has_figure:
        coverage = row.money.coverage
        reasons.append(
            f"serapan {_say_range(row.money)}: {coverage.counted} dari {coverage.owed} {coverage.of} lengkap"
        )
    if row.limit is not None and row.undefined is not None:
        reasons.append(f"target paling banyak: {LIMITS[row.limit]}")
    if row.undefined is not None and not (row.missing and row.undefined == "belum dilaporkan"):
        reasons.append(f"capaian tidak dihitung: {row.undefined}")
    reasons += (say_note(note) for note in list_notes(row.history, row.money_history, row.plan_limit))
    return "; ".join(reasons)


def say_note(note: PlanNote) -> str:
    """A note in the forms' Indonesian: figures with a point, years after one another."""
    return note.text % {name: _show(value) for name, value in note.values.items()}


def _show(value: str | int | Decimal | tuple[int, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return plain(value) if isinstance(value, Decimal) else str(value)


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
    above, below = abs(value).as_integer_ratio()
    scale: int = 10**places
    whole, rest = divmod((2 * above * scale + below) // (2 * below), scale)
    figures = f"{whole}.{rest:0{places}d}".rstrip("0") if rest else str(whole)
    return Decimal(f"-{figures}" if value < 0 and (whole or rest) else figures)


def in_figures(rows: Iterable[Sequence[Value]]) -> list[list[str]]:
    """Rows as texts: in a column that has a fraction every number has a point.

    So a reader that guesses a column's type by its first rows does not stop at the first fraction.
    """
    texts: list[list[str]] = []
    numbers: list[list[int]] = []
    pointed: set[int] = set()
    for row in rows:
        places = [place for place, value in enumerate(row) if isinstance(value, Decimal)]
        line = [plain(value) if isinstance(value, Decimal) else value for value in row]
        pointed.update(place for place in places if "." in line[place])
        texts.append(line)
        numbers.append(places)
    for line, places in zip(texts, numbers, strict=True):
        for place in places:
            if place in pointed:
                line[place] = with_point(line[place])
    return texts


def with_point(text: str) -> str:
    """A number's figures with a point, also where it is whole."""
    return text if "." in text else f"{text}.0"


def plain(value: Decimal) -> str:
    """The number in figures with a point, without exponent and without zeros behind the point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
