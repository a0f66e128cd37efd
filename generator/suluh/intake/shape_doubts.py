"""Questions about a sheet's shape, each with the answer that its evidence makes likely."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.intake.body_rows import CLOSING, EACH, MERGED, NOTES, ONCE, ROWS, Body
from suluh.intake.cell_signs import is_number
from suluh.intake.closing_rows import ClosingRows
from suluh.intake.derived_row import DerivedRow
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_lines import Layout
from suluh.intake.tree_rows import TreeRows
from suluh.intake.wide_tables import Likelihood, WideReading
from suluh.words.saying import N_

UNNAMED = "nama_kosong"
_NAMED = 4


def ask_sum_row(layout: Layout, row: DerivedRow) -> Doubt:
    """Whether a row whose figures are the sums of all others is their total."""
    return Doubt(
        "jumlah",
        N_("Angka baris %(line)s (“%(text)s”) sama dengan jumlah %(parts)s baris lain. Apakah itu jumlah?"),
        {"line": str(layout.line(row.index)), "text": row.mark, "parts": str(row.parts)},
        (
            Choice("jumlah", N_("Ya, jumlah: tidak ikut menjadi data")),
            Choice("baris", N_("Bukan: baris biasa")),
        ),
        likely="jumlah",
    )


def ask_groups(layout: Layout, body: Body) -> list[Doubt]:
    """Whether names alone in a row head groups, and whether blanks stand for what is above them."""
    doubts: list[Doubt] = []
    groups = body.asked_groups
    if groups is not None:
        index, name = groups.rows[0]
        doubts.append(
            Doubt(
                "kelompok",
                N_("Baris %(line)s hanya berisi “%(text)s”. Apakah itu nama kelompok baris di bawahnya?"),
                {"line": str(layout.line(index)), "text": name},
                (
                    Choice("kelompok", N_("Ya: menjadi kolom tersendiri")),
                    Choice("baris", N_("Bukan: baris tanpa angka")),
                ),
                likely="kelompok" if groups.likely else "baris",
            )
        )
    if body.asked_columns:
        entry = body.asked_columns[0]
        doubts.append(
            Doubt(
                "isi_ke_bawah",
                N_("Apakah sel kosong di kolom “%(column)s” sama dengan sel di atasnya?"),
                {"column": layout.names[entry.column]},
                (Choice("isi", N_("Ya: diisi dari atas")), Choice("kosong", N_("Tidak: memang kosong"))),
                likely="isi" if entry.likely else "kosong",
            )
        )
    return doubts


def ask_merged(layout: Layout, body: Body) -> Doubt:
    """Whether an amount in cells merged over several rows is that of each."""
    names = ", ".join(layout.names[column] for column in body.merged_amounts)
    return Doubt(
        MERGED,
        N_("Sel kolom “%(columns)s” digabung untuk beberapa baris. Angkanya ditulis di mana?"),
        {"columns": names},
        (
            Choice(ONCE, N_("Di baris pertama saja, agar tidak terjumlah berulang")),
            Choice(EACH, N_("Di setiap baris: angkanya berlaku untuk masing-masing")),
        ),
        likely=ONCE,
    )


def ask_closing(layout: Layout, closing: ClosingRows) -> Doubt:
    """Whether rows at the end without figures are notes."""
    asked = [(index, text) for index, text in closing.notes if index >= closing.asked_from]
    lines = [layout.line(index) for index, _ in asked]
    shown = f"{lines[0]}–{lines[-1]}" if len(lines) > 1 else str(lines[0])
    return Doubt(
        CLOSING,
        N_("Baris %(lines)s di akhir tabel tidak berisi angka (“%(text)s”). Apakah itu?"),
        {"lines": shown, "text": " / ".join(text for _, text in asked)[:60]},
        (
            Choice(NOTES, N_("Catatan: tidak ikut menjadi data")),
            Choice(ROWS, N_("Baris data yang angkanya kosong")),
        ),
        likely=NOTES if closing.likely else ROWS,
    )


def ask_tree(layout: Layout, tree: TreeRows) -> Doubt:
    """Whether rows that are sums of more detailed ones are read too."""
    first = layout.region.rows[tree.parents[0]][tree.column]
    return Doubt(
        "jenjang",
        N_("%(count)s baris (%(text)s, …) adalah jumlah baris yang lebih rinci. Apakah ikut dibaca?"),
        {"count": str(len(tree.parents)), "text": first},
        (
            Choice("rinci", N_("Tidak: hanya baris yang paling rinci")),
            Choice("semua", N_("Ya: semua baris, jumlahnya juga")),
        ),
        likely="rinci",
    )


def ask_names(layout: Layout, body: Body, columns: Sequence[int]) -> Doubt:
    """The names of columns of a table without a header."""
    rows = layout.region.rows
    first = rows[body.data[0]] if body.data else rows[0]
    return Doubt(
        "nama_kolom",
        N_("Tampaknya tanpa judul kolom. Sebutkan nama %(count)s kolom, dipisahkan koma."),
        {"count": str(len(columns))},
        examples=tuple((first[column], layout.names[column]) for column in columns),
    )


def ask_unnamed(layout: Layout, body: Body, column: int) -> Doubt:
    """The name of a column whose header is empty."""
    rows = layout.region.rows
    cells = [rows[index][column] for index in body.data[:50] if rows[index][column]]
    name = layout.names[column]
    texts = column == 0 and sum(map(is_number, cells)) * 2 < len(cells)
    return Doubt(
        f"nama:{name}",
        N_("Kolom tanpa judul, berisi %(cells)s. Apa namanya?"),
        {"cells": ", ".join(f"“{cell}”" for cell in cells[:3])},
        likely="uraian" if texts else name,
    )


def ask_all_unnamed(asked: Sequence[Doubt]) -> Doubt:
    """The names of several columns without a header, in one go."""
    names = [doubt.likely for doubt in asked]
    shown = [*names[:_NAMED], "…"] if len(names) > _NAMED else names
    return Doubt(
        UNNAMED,
        N_("%(count)s kolom tanpa judul: %(columns)s. Sebutkan namanya berurutan, dipisahkan koma."),
        {"count": str(len(names)), "columns": ", ".join(shown)},
        likely=", ".join(names),
        examples=tuple((doubt.values["cells"], doubt.likely) for doubt in asked[:_NAMED]),
    )


def ask_wide(wide: WideReading) -> Doubt:
    """Whether columns side by side are to be rows."""
    columns = wide.unpivot.columns
    shown = ", ".join(columns if len(columns) <= 4 else [*columns[:2], "…", columns[-1]])
    likely = "lebar" if wide.likelihood is Likelihood.POSSIBLE else "panjang"
    values = {"columns": shown, "into": ", ".join(wide.unpivot.into), "measure": wide.unpivot.measure}
    return Doubt(
        "bentuk",
        N_("Kolom %(columns)s tampaknya satu ukuran. Disusun ke bawah?"),
        values,
        (
            Choice("panjang", N_("Ya: kolom %(into)s dan %(measure)s, satu baris tiap angka"), values),
            Choice("lebar", N_("Tidak: tetap kolom masing-masing")),
        ),
        likely=likely,
    )
