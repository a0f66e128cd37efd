"""“Begini saya membacanya”: how a clerk's file is read, in lines for a narrow window or a plain file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from suluh.checking.explanations import describe, show_text
from suluh.cli.speech import run_language, say
from suluh.intake.column_readings import ColumnReading, Joined, OddText, TableReading
from suluh.intake.doubted_values import doubt_values
from suluh.intake.doubts import Doubt
from suluh.intake.joined_lists import BPS, FORMER
from suluh.intake.metadata_proposal import Stated
from suluh.intake.reading_proposal import ReadingProposal
from suluh.intake.shapes import Evidence
from suluh.vocabulary.package import Table
from suluh.vocabulary.shaped_table import ComparedTotal, Reason, Shaped
from suluh.words.saying import N_

ROWS_SHOWN = 5
CELL_WIDTH = 24
ODD_SHOWN = 3
LINES_SHOWN = 4
_GAP = "  "
TYPES = {
    "string": N_("teks"),
    "integer": N_("bilangan bulat"),
    "number": N_("bilangan"),
    "year": N_("tahun"),
    "date": N_("tanggal"),
    "datetime": N_("tanggal dan jam"),
    "yearmonth": N_("tahun dan bulan"),
    "boolean": N_("ya atau tidak"),
    "time": N_("jam"),
}
WAYS = {
    "kode": N_("menurut kode"),
    "kode-lain": N_("menurut kode yang ditulis lain"),
    "nama": N_("menurut nama"),
}
_MARKS = (("groupChar", N_("pemisah ribuan %(sign)s")), ("decimalChar", N_("koma desimal %(sign)s")))
FIELDS = {
    "instansi": N_("Instansi"),
    "name": N_("Nama dataset"),
    "title": N_("Judul"),
    "description": N_("Uraian"),
    "definisi": N_("Definisi"),
    "ukuran": N_("Ukuran"),
    "satuan": N_("Satuan"),
    "periode": N_("Periode"),
    "frekuensi": N_("Frekuensi"),
    "klasifikasi": N_("Klasifikasi"),
    "status": N_("Status data"),
    "jenis_informasi": N_("Jenis informasi"),
    "lisensi": N_("Lisensi"),
}


def show_preview(proposal: ReadingProposal, files: Sequence[str], width: int) -> Iterator[str]:
    """How the files are read: the table, its columns, what was decided and what was left out."""
    table, shape = proposal.table, proposal.shape
    if table is None or shape is None:
        return
    where = [show_text(name) for name in files]
    where += [say("lembar %(name)s", name=show_text(shape.sheet))] if shape.sheet else []
    where += [shape.cells] if shape.cells else []
    yield say("Begini saya membacanya: %(names)s", names=", ".join(where))
    if proposal.known is not None:
        titles = proposal.known.source.title
        title = titles.get(run_language()) or titles["id"]
        yield _GAP + say(
            "dikenali sebagai ekspor %(kind)s (--dari %(name)s)", kind=title, name=proposal.known.source.name
        )
    yield ""
    yield from show_table(table, width)
    yield ""
    yield say("Kolom")
    yield from show_columns(proposal.columns, proposal.reading)
    evidence = proposal.known.evidence if proposal.known is not None else shape.evidence
    decided = [*show_evidence(evidence), *show_evidence(proposal.shapes.passed_over)]
    totals = list(show_totals(proposal.shaped.totals))
    decided += show_rows_left(proposal.shaped)
    if decided:
        yield ""
        yield say("Bentuk berkasnya")
        yield from decided
    if totals:
        yield ""
        yield say("Jumlah dibandingkan dengan bagiannya")
        yield from totals
    doubted = list(show_doubted(proposal))
    if doubted:
        yield ""
        yield say("Angka yang meragukan")
        yield from doubted


def show_doubted(proposal: ReadingProposal) -> Iterator[str]:
    """Values that stand alone against their neighbours, with the reason; the first few."""
    found = doubt_values(proposal)
    for finding in found[:ODD_SHOWN]:
        where = _say_lines((finding.place.line,)) if finding.place.line else ""
        yield f"{_GAP}! {describe(finding, run_language()).message}{f' ({where})' if where else ''}"
    if len(found) > ODD_SHOWN:
        yield _GAP + say("dan %(count)s lagi", count=len(found) - ODD_SHOWN)


def show_rows_left(shaped: Shaped) -> Iterator[str]:
    """Rows that are left out by a text, with their numbers, and rows that are added to others."""
    for rows in shaped.skipped:
        text = show_text(rows.text, CELL_WIDTH) if rows.text else say("kosong")
        words = say(
            "%(count)s baris tidak ikut, sebab %(column)s berisi %(text)s",
            count=len(rows.lines),
            column=show_text(rows.column, CELL_WIDTH),
            text=text,
        )
        yield f"{_GAP}! {words} ({_say_lines(rows.lines)})"
    added = sum(1 for left in shaped.left_out if left.reason is Reason.ADDED)
    if added:
        yield _GAP + say("%(count)s baris dijumlahkan ke baris lain yang sama", count=added)


def show_totals(totals: Sequence[ComparedTotal]) -> Iterator[str]:
    """Totals beside the sums of their parts: those that differ one by one, the others counted."""
    wrong = [total for total in totals if not total.fits and not total.may_be_mean]
    means = [total for total in totals if not total.fits and total.may_be_mean]
    for total in wrong[:ODD_SHOWN]:
        words = say(
            "%(column)s: tertulis %(stated)s, bagiannya berjumlah %(summed)s",
            column=show_text(total.name, 2 * CELL_WIDTH),
            stated=total.stated,
            summed=total.summed,
        )
        yield f"{_GAP}! {words} ({_say_lines((total.line,))})"
    if len(wrong) > ODD_SHOWN:
        yield _GAP + say("dan %(count)s lagi", count=len(wrong) - ODD_SHOWN)
    fitting = len(totals) - len(wrong) - len(means)
    if fitting:
        yield _GAP + say("%(count)s jumlah sama dengan bagiannya", count=fitting)
    if means:
        yield _GAP + say("%(count)s tampaknya rata-rata, bukan jumlah", count=len(means))


def show_table(table: Table, width: int) -> Iterator[str]:
    """The first rows under their header, as many columns as fit in the width; the rest is counted."""
    rows = [table.header, *table.rows[:ROWS_SHOWN]]
    columns = [[_cut(row[at]) for row in rows] for at in range(len(table.header))]
    shown: list[list[str]] = []
    left = width - len(_GAP)
    for texts in columns:
        broad = max(map(len, texts)) + len(_GAP)
        if shown and broad > left:
            break
        shown.append([text.ljust(broad) for text in texts])
        left -= broad
    for row in zip(*shown, strict=True):
        yield f"{_GAP}{''.join(row).rstrip()}"
    hidden = len(columns) - len(shown)
    size = say("%(rows)s baris, %(columns)s kolom", rows=len(table.rows), columns=len(columns))
    more = say("%(count)s kolom lagi di bawah", count=hidden) if hidden else ""
    yield _GAP + "; ".join(filter(None, (size, more)))


def show_column(column: ColumnReading) -> str:
    """A column in a line: type and form, the share that agrees, least and greatest, its list, its unit."""
    parts = [say(TYPES.get(column.type, column.type)), *_say_form(column)]
    if not column.filled:
        parts.append(say("kosong"))
    elif column.agreeing < column.filled:
        kept = say("%(some)s dari %(all)s isi", some=column.agreeing, all=column.filled)
        odd = say("yang bukan: %(texts)s", texts=_say_odd(column.odd))
        parts.append(f"{kept} ({odd})")
    if column.constant:
        parts.append(say("selalu %(text)s", text=show_text(column.constant, CELL_WIDTH)))
    elif column.least and column.type != "string":
        ends = {"least": _say_value(column.least, column), "greatest": _say_value(column.greatest, column)}
        parts.append(say("%(least)s sampai %(greatest)s", **ends))
    if column.unit:
        parts.append(column.unit)
    if column.joined is not None and (joined := _say_joined(column.joined)):
        parts.append(joined)
    return f"{show_text(column.name, 2 * CELL_WIDTH)}: {'; '.join(parts)}"


def show_columns(columns: Sequence[ColumnReading], reading: TableReading) -> Iterator[str]:
    """A line for each column, then the key, the places found by name, and rows that repeat the key."""
    for column in columns:
        is_made = reading.places is not None and column.name == reading.places.into
        yield f"{_GAP}{show_places(reading) if is_made else show_column(column)}"
    if reading.primary_key:
        yield _GAP + say("Satu baris untuk tiap: %(names)s", names=", ".join(reading.primary_key))
    for first, second in reading.repeated[:1]:
        words = say("Baris %(second)s mengulang baris %(first)s", first=str(first), second=str(second))
        yield f"{_GAP}{words}"


def show_places(reading: TableReading) -> str:
    """The column of region codes that is made out of names: of which, how many rows match, what does not."""
    if reading.places is None:
        return ""
    words = say(
        "%(column)s: kode wilayah, dibuat dari %(names)s; %(count)s baris cocok dengan daftar wilayah",
        column=reading.places.into,
        names=", ".join(show_text(name, CELL_WIDTH) for name in reading.places.columns),
        count=reading.places_matched,
    )
    missed = _say_odd(reading.places_missed)
    return "; ".join((words, say("yang tidak: %(texts)s", texts=missed))) if missed else words


def show_evidence(evidence: Sequence[Evidence]) -> Iterator[str]:
    """A line for each decision about the sheet, with the lines of the file that it is about."""
    for entry in evidence:
        values = {name: show_text(text) for name, text in entry.values.items()}
        where = _say_lines(entry.lines)
        sheet = f"{show_text(entry.sheet, CELL_WIDTH)}, " if entry.sheet and where else ""
        mark = "! " if entry.is_warning else ""
        yield f"{_GAP}{mark}{say(entry.text, **values)}{f' ({sheet}{where})' if where else ''}"


def show_doubt(doubt: Doubt, number: int) -> Iterator[str]:
    """A doubt with its number, its examples, and its choices; the likely one is marked."""
    values = {name: show_text(text) for name, text in doubt.values.items()}
    yield f"{_GAP}{number}. {say(doubt.text, **values)}"
    for text, meaning in doubt.examples[:ODD_SHOWN]:
        shown = f" = {show_text(meaning, CELL_WIDTH)}" if meaning else ""
        yield f"{_GAP * 3}{show_text(text, CELL_WIDTH)}{shown}"
    for choice in doubt.choices:
        mark = "*" if choice.word == doubt.likely else "-"
        texts = {name: show_text(text) for name, text in choice.values.items()}
        yield f"{_GAP * 2}{mark} {choice.word}: {say(choice.text, **texts)}"


def show_metadata(metadata: Mapping[str, Stated], answers: Mapping[str, str], first: int) -> Iterator[str]:
    """The description key by key, numbered from `first` on, each with where it is from."""
    for number, key in enumerate(FIELDS, first):
        stated = metadata.get(key, Stated())
        value = answers.get(key) or stated.value
        origin = say("jawaban Anda") if answers.get(key) else say(stated.origin) if stated.origin else ""
        shown = show_text(value, 400) if value else say("(belum diketahui)")
        yield f"{_GAP}{number}. {say(FIELDS[key])}: {shown}{f' [{origin}]' if value and origin else ''}"


def _say_form(column: ColumnReading) -> Iterator[str]:
    for key, text in _MARKS:
        if column.form.get(key, ".") != "." or (key == "groupChar" and column.form.get(key)):
            yield say(text, sign=f"“{column.form[key]}”")
    if column.form.get("format"):
        yield str(column.form["format"])
    if column.form.get("bareNumber") is False and column.examples:
        text, value = column.examples[0]
        yield say(
            "“%(text)s” dibaca %(value)s", text=show_text(text, CELL_WIDTH), value=_say_value(value, column)
        )
    if column.missing:
        marks = [missing for missing in column.missing if missing.value]
        signs = ", ".join(f"“{missing.value}” = {missing.label}" for missing in marks)
        if signs:
            yield signs


def _say_odd(odd: Sequence[OddText]) -> str:
    shown = [
        f"{show_text(entry.text, CELL_WIDTH) or '“”'}"
        + (f" ({_say_lines(entry.lines[:LINES_SHOWN])})" if entry.lines else "")
        for entry in odd[:ODD_SHOWN]
    ]
    rest = len(odd) - len(shown)
    return ", ".join([*shown, *([say("dan %(count)s lagi", count=rest)] if rest else [])])


def _say_joined(joined: Joined) -> str:
    if joined.way == BPS:
        return say("kode BPS, yang daftarnya tidak ada di sini")
    if not joined.matched:
        return ""
    if joined.way == FORMER:
        return say(
            "kode wilayah lama: %(matched)s dari %(filled)s tidak ada lagi di daftar wilayah; "
            "ganti dengan kode sekarang supaya tampil di halaman wilayahnya",
            matched=joined.matched,
            filled=joined.filled,
        )
    words = say(
        "%(matched)s dari %(filled)s ada di daftar %(name)s",
        matched=joined.matched,
        filled=joined.filled,
        name=joined.name,
    )
    way = f" {say(WAYS[joined.way])}" if joined.way in WAYS else ""
    strays = say("yang tidak: %(texts)s", texts=_say_odd(joined.strays)) if joined.strays else ""
    return "; ".join(filter(None, (f"{words}{way}", strays)))


def _say_value(text: str, column: ColumnReading) -> object:
    if column.type not in ("integer", "number"):
        return show_text(text, CELL_WIDTH)
    try:
        return Decimal(text)
    except InvalidOperation:
        return show_text(text, CELL_WIDTH)


def _say_lines(lines: Sequence[int]) -> str:
    """`baris 5`, or `baris 5, 6, 9 dan 3 lagi`; rows that follow each other as `baris 5-9`."""
    if not lines:
        return ""
    runs: list[list[int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    texts = [str(start) if start == end else f"{start}-{end}" for start, end in runs]
    shown = texts[:LINES_SHOWN]
    if len(texts) > LINES_SHOWN:
        shown.append(say("dan %(count)s lagi", count=len(texts) - LINES_SHOWN))
    return say("baris %(lines)s", lines=", ".join(shown))


def _cut(text: str) -> str:
    return show_text(" ".join(text.split()), CELL_WIDTH)
