"""What is said of a sheet's shape: a sentence for each decision, with the lines that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from suluh.intake.body_rows import Body
from suluh.intake.derived_columns import DerivedColumn
from suluh.intake.derived_row import DerivedRow
from suluh.intake.header_lines import Layout
from suluh.intake.shape_words import is_among
from suluh.intake.shapes import Evidence
from suluh.intake.stated_sums import Comparison, write_amount
from suluh.intake.tree_rows import TreeRows
from suluh.intake.wide_tables import WideReading
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.sheet_columns import column_letters
from suluh.words.saying import N_

_SHOWN = 3
_LENGTH = 80


def write_lines(lines: Iterable[int]) -> str:
    """Numbers of lines as people write them: `3, 5–9`."""
    spans: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if spans and line == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], line)
        else:
            spans.append((line, line))
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    return ", ".join([*shown[:8], "…"] if len(shown) > 8 else shown)


def shorten(text: str) -> str:
    """A text of a file for a sentence, cut where it is long."""
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…"


def tell_header(layout: Layout) -> list[Evidence]:
    """Titles, the header's lines and the number row."""
    found: list[Evidence] = []
    if layout.titles:
        lines = tuple(line for line, _ in layout.titles)
        text = shorten(" / ".join(text for _, text in layout.titles))
        found.append(
            Evidence(
                "judul",
                N_("Baris %(lines)s adalah judul tabel: “%(text)s”."),
                {"lines": write_lines(lines), "text": text},
                lines=lines,
            )
        )
    lines = layout.header_lines
    values = {"lines": write_lines(lines)}
    if len(lines) > 1:
        found.append(
            Evidence("kepala", N_("Judul kolom tampaknya terdiri dari baris %(lines)s."), values, lines=lines)
        )
    elif lines and (lines[0] > 1 or layout.titles):
        found.append(Evidence("kepala", N_("Judul kolom tampaknya di baris %(lines)s."), values, lines=lines))
    elif layout.stated_names:
        text = N_(
            "Judul kolom berlaku mulai kolom kedua; kolom pertama menamai baris dan disebut “%(name)s”."
        )
        found.append(Evidence("kepala", text, {"name": layout.stated_names[0]}))
    elif not lines and layout.start < layout.end:
        found.append(Evidence("kepala", N_("Tampaknya tanpa judul kolom: baris pertama sudah berisi data.")))
    if layout.number_row >= 0:
        line = layout.line(layout.number_row)
        found.append(
            Evidence(
                "nomor",
                N_("Baris %(lines)s hanya menomori kolom dan tidak ikut dibaca."),
                {"lines": str(line)},
                lines=(line,),
            )
        )
    return found


def tell_body(layout: Layout, body: Body) -> list[Evidence]:
    """Totals with their parts, notes, groups, and cells that are filled down."""
    found = [entry for derived in body.derived for entry in _tell_derived(layout, derived)]
    if body.reckoned:
        lines = tuple(layout.line(index) for index, _ in body.reckoned)
        values = {
            "lines": write_lines(lines),
            "text": shorten(" / ".join(text for _, text in body.reckoned)),
        }
        said = N_(
            "Baris %(lines)s (“%(text)s”) tidak ikut menjadi data: tampaknya bukan bagian yang dihitung."
        )
        found.append(Evidence("jumlah", said, values, lines=lines))
    own = [entry for entry in body.notes if entry not in body.reckoned]
    notes = [*((layout.line(index), text) for index, text in own), *layout.notes]
    if notes:
        lines = tuple(line for line, _ in notes)
        text = shorten(" / ".join(text for _, text in notes))
        found.append(
            Evidence(
                "catatan",
                N_("Baris %(lines)s adalah catatan, bukan data: “%(text)s”."),
                {"lines": write_lines(lines), "text": text},
                lines=lines,
            )
        )
    if body.tree is not None:
        found += _tell_tree(layout, body, body.tree)
    if body.groups:
        lines = tuple(layout.line(index) for index, _ in body.groups)
        text = shorten(", ".join(name for _, name in body.groups[:_SHOWN]))
        found.append(
            Evidence(
                "kelompok",
                N_("Baris %(lines)s hanya menyebut kelompok (%(text)s) dan menjadi kolom tersendiri."),
                {"lines": write_lines(lines), "text": text},
                lines=lines,
            )
        )
    line, name = body.named_groups.first
    if line:
        said = N_("Baris %(line)s (“%(text)s”), di atas judul kolom, adalah kelompok yang pertama.")
        found.append(Evidence("kelompok", said, {"line": str(line), "text": name}, lines=(line,)))
    if body.headings:
        lines = tuple(layout.line(index) for index in body.headings)
        said = N_("Nama di baris %(lines)s menjadi kolom tersendiri di baris-baris bagiannya.")
        found.append(Evidence("kelompok", said, {"lines": write_lines(lines)}, lines=lines))
    for column in body.fill_down:
        found.append(
            Evidence(
                "kelompok",
                N_("Sel kosong di kolom “%(column)s” diisi dari sel di atasnya."),
                {"column": layout.names[column]},
            )
        )
    return found


def _tell_tree(layout: Layout, body: Body, tree: TreeRows) -> list[Evidence]:
    lines = tuple(layout.line(index) for index in tree.parents)
    values = {"lines": write_lines(lines), "column": layout.names[tree.column]}
    is_kept = tree.parents[0] in body.data
    text = (
        N_("Baris %(lines)s adalah jumlah baris yang lebih rinci (menurut “%(column)s”) dan ikut dibaca.")
        if is_kept
        else N_(
            "Baris %(lines)s, jumlah baris yang lebih rinci (menurut “%(column)s”), tidak ikut menjadi data."
        )
    )
    misses = [tell_miss(layout, layout.line(index), miss) for index, miss in tree.misses[:20]]
    return [Evidence("jenjang_ikut" if is_kept else "jumlah", text, values, lines=lines), *misses]


def _tell_derived(layout: Layout, derived: DerivedRow) -> list[Evidence]:
    line = layout.line(derived.index)
    values = {"line": str(line), "text": shorten(derived.mark)}
    fits = [entry for entry in derived.comparisons if entry.fits]
    if derived.is_mean and is_among("baris_bagian", derived.mark):
        text = N_("Baris %(line)s (“%(text)s”) dihitung dari baris lain dan tidak ikut menjadi data.")
    elif derived.is_mean:
        text = N_("Baris %(line)s (“%(text)s”) adalah rata-rata dan tidak ikut menjadi data.")
    elif fits and derived.mark:
        text = N_(
            "Baris %(line)s (“%(text)s”) tidak ikut menjadi data: angkanya jumlah %(parts)s baris lain."
        )
    elif fits:
        text = N_("Baris %(line)s tanpa nama tidak ikut menjadi data: angkanya jumlah %(parts)s baris lain.")
    else:
        text = N_("Baris %(line)s (“%(text)s”) adalah jumlah dan tidak ikut menjadi data.")
    found = [Evidence("jumlah", text, {**values, "parts": str(derived.parts)}, lines=(line,))]
    if not derived.is_mean:
        found += [tell_miss(layout, line, entry) for entry in derived.misses]
    return found


def tell_miss(layout: Layout, line: int, comparison: Comparison) -> Evidence:
    """A stated total that is not the sum of its parts, with both figures."""
    values = {
        "line": str(line),
        "column": layout.names[comparison.column],
        "stated": comparison.stated,
        "total": write_amount(comparison.total),
    }
    text = N_(
        "Baris %(line)s, kolom “%(column)s”: tertulis %(stated)s, padahal bagiannya berjumlah %(total)s."
    )
    return Evidence("jumlah", text, values, lines=(line,), is_warning=True)


def tell_sum_columns(layout: Layout, derived: Sequence[DerivedColumn], *, left_out: bool) -> list[Evidence]:
    """Columns that add up others, and rows in which they do not."""
    found: list[Evidence] = []
    for entry in derived:
        names = [layout.names[column] for column in entry.parts]
        shown = " + ".join(names if len(names) <= 4 else [*names[:2], "…", names[-1]])
        text = (
            N_("Kolom “%(column)s” adalah jumlah %(parts)s dan tidak ikut menjadi data.")
            if left_out
            else N_("Kolom “%(column)s” adalah jumlah %(parts)s.")
        )
        found.append(Evidence("kolom_jumlah", text, {"column": layout.names[entry.column], "parts": shown}))
        found += [tell_miss(layout, layout.line(index), miss) for index, miss in entry.misses[:20]]
    return found


def tell_wide(wide: WideReading) -> Evidence:
    """Columns laid below each other."""
    columns = wide.unpivot.columns
    shown = ", ".join(columns if len(columns) <= 4 else [*columns[:2], "…", columns[-1]])
    values = {"columns": shown, "into": ", ".join(wide.unpivot.into), "measure": wide.unpivot.measure}
    text = N_("Kolom %(columns)s disusun ke bawah: %(into)s menjadi kolom, angkanya di kolom %(measure)s.")
    return Evidence("ke_bawah", text, values)


def tell_hidden(sheet: RawSheet, layout: Layout) -> list[Evidence]:
    """Lines and columns of the table that the sheet does not show: they are read like the others."""
    found: list[Evidence] = []
    inside = set(layout.region.lines[layout.start : layout.end]) if sheet.hidden_lines else set()
    lines = tuple(line for line in sheet.hidden_lines if line in inside)
    if lines:
        text = N_("Baris %(lines)s tersembunyi di lembar kerja, tetapi ikut dibaca.")
        found.append(Evidence("tersembunyi", text, {"lines": write_lines(lines)}, lines=lines))
    first = layout.region.first_column
    columns = [column for column in sheet.hidden_columns if first <= column < first + layout.width]
    if columns:
        shown = ", ".join(map(column_letters, columns))
        text = N_("Kolom %(columns)s tersembunyi di lembar kerja, tetapi ikut dibaca.")
        found.append(Evidence("tersembunyi", text, {"columns": shown}))
    return found


def tell_names(layout: Layout, raw_names: Sequence[str]) -> list[Evidence]:
    """Names that were mended: edge blanks and line breaks, doubled and empty ones."""
    names = layout.names
    found: list[Evidence] = []
    mended = [
        name
        for raw, name in zip(raw_names, names, strict=True)
        if raw and raw != name and raw.split() == name.split()
    ]
    if mended:
        found.append(
            Evidence(
                "kolom",
                N_("Spasi dan ganti baris di judul kolom dirapikan: %(names)s."),
                {"names": shorten(", ".join(mended))},
                lines=layout.header_lines,
            )
        )
    double = [
        name for name, texts in zip(names, layout.levels, strict=True) if texts and name != " | ".join(texts)
    ]
    if double:
        found.append(
            Evidence(
                "kolom",
                N_("Judul kolom yang kembar dibedakan: %(names)s."),
                {"names": shorten(", ".join(double))},
                lines=layout.header_lines,
            )
        )
    return found


def tell_beside(layout: Layout) -> Evidence:
    """Remarks in a column beside the table, which are left out."""
    lines = tuple(line for line, _ in layout.region.beside)
    text = shorten(" / ".join(text for _, text in layout.region.beside))
    said = N_("Catatan di sebelah tabel (“%(text)s”) tidak ikut menjadi data.")
    return Evidence("catatan", said, {"text": text}, lines=lines)


def tell_empty_columns(letters: Sequence[int]) -> Evidence:
    """Columns without a name and without a cell, which are left out."""
    shown = ", ".join(map(column_letters, letters))
    return Evidence(
        "kolom", N_("Kolom %(columns)s kosong seluruhnya dan tidak ikut dibaca."), {"columns": shown}
    )
