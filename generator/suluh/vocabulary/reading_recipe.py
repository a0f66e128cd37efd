"""The recipe of reading: how an office's own sheet becomes a table of one row for each thing counted.

It stands in a descriptor as `cara_baca` of a resource, so that the file stays as the office keeps it, and the
same recipe reads next quarter's file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

RECIPE_KEY = "cara_baca"
"""Key of a resource in a descriptor."""
TOLD_KEY = "dibaca"
"""Key of a published resource that tells how its table was read, and is never applied again."""


@dataclass(frozen=True, slots=True)
class Unpivot:
    """Columns laid below each other (`ke_bawah`): each of their cells becomes a row.

    `columns` are names of columns as the header has them, levels of a header of several rows joined by
    ` | `. `into` names the new columns that hold what the levels say (`tahun`; or `jenis_kelamin`, `tahun`),
    `values[column]` what each column says for them. `measure` names the new column of the cells. A row whose
    cell is empty stays, unless `skip_empty`.
    """

    columns: tuple[str, ...]
    into: tuple[str, ...]
    measure: str
    values: Mapping[str, tuple[str, ...]]
    skip_empty: bool = False


@dataclass(frozen=True, slots=True)
class PlaceColumns:
    """Columns that name the region of a row (`tempat`), from which a column of region codes is made.

    `columns` says by column at which levels its cells name regions (`provinsi`, `kabupaten_kota`,
    `kecamatan`, `desa_kelurahan`), by name or by code; the deepest one that a row fills in is its region, the
    others say where that lies. `within` is the code of the region that all of them lie in, empty where it may
    be anywhere. `into` names the new column. `meanings` are answers to names that are in no list or in
    several places: by the text of the cell, the code it stands for, or `""` for no region.
    """

    columns: Mapping[str, tuple[str, ...]]
    into: str = "kode_wilayah"
    within: str = ""
    meanings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadingRecipe:
    """What to do with a sheet, in this order; whatever is empty changes nothing.

    `tree_column`, `sum_columns`, `fill_down` and `unpivot` name columns by the header's text, what comes
    after them by the new names.

    - `sheets` (`lembar`): names of the sheets to read, below each other; the only one, or the first, if none.
      `sheet_column` (`kolom_lembar`) names a new column that holds the sheet's name, or what `sheet_values`
      (`isi_lembar`) has for that name (as `2024` for `data 2024`).
    - `cells` (`rentang`): the block of cells, as `A5:F30` (`A5:F` where it goes to the end).
    - `blocks` (`blok`): several blocks alike, each with its own header, read below each other: by range what
      the new column `block_column` (`kolom_blok`) holds for it; `header_lines` are counted in each then. A
      range may name its sheet (`data 2023!A4:F`).
    - `header_lines` (`baris_judul`): lines of the header, counted in the sheet from 1; several are joined by
      ` | `, as `vocabulary.header_names` does it, which names columns everywhere. With `has_header` false
      (`tanpa_judul`) the first row of the block is data and `names` are all columns' names.
    - `names` (`nama_kolom`): new names by the header's text; a column named `""` is left out.
    - `number_row` (`baris_nomor`): the row below the header only numbers the columns, and is left out.
    - `totals` (`jumlah`): texts (as `JUMLAH`) that mark a row as a total; such rows are left out and compared
      with their parts. `""` marks rows that have figures and no text at all; a number and a name (`B Pajak`)
      a row with rows below it that are numbered as its parts.
    - `tree_column` (`kolom_jenjang`): a column of codes; rows whose code others go on from (`4.1` over
      `4.1.01`) are their sums, left out and compared likewise.
    - `sum_columns` (`kolom_jumlah`): columns that add up others, with those; left out and compared likewise.
    - `notes` (`catatan`): beginnings of texts (as `Sumber`) that mark a row as a note below the table.
    - `group_column` (`kolom_kelompok`): a new first column of the names that stand alone in a row above their
      members (`read_group_name`), which are left out as rows, or that rows of sums with a number give
      (`read_heading`); names of groups within each other are joined (`reading.row_groups`). A name alone in
      the first line of a range, directly above its header, is that of the first group.
    - `fill_down` (`isi_ke_bawah`): columns whose empty cells, and signs of ditto, take what stands above.
    - `unpivot` (`ke_bawah`): see there.
    - `constants` (`tetap`): new columns with one text in each row (as `tahun: "2024"`, from a title).
    - `copies` (`salin`): new columns by the name of the column whose cells they have too.
    - `rewritten` (`bentuk`): by column, a form of `reading.rewritten_cells` in which its cells stand
      and that Table Schema has no pattern for (as `tanggal` for 5 Maret 2025, which becomes 2025-03-05).
    - `replaced` (`padanan`): by column, the text that stands for a text (`dinas-sosial` for an agency's
      code); other texts stay, so that the check tells of them.
    - `skipped` (`lewati`): by column, texts of rows that are left out; `""` for an empty cell.
    - `places` (`tempat`): see there.
    - `added_up` (`jumlahkan`): measures of rows that agree in all other columns, which become one row; with
      `once` (`sekali`) rows that agree in all columns do.

    One that was stated with faults is not `is_usable`: nothing is read by it.
    """

    sheets: tuple[str, ...] = ()
    sheet_column: str = ""
    sheet_values: Mapping[str, str] = field(default_factory=dict)
    cells: str = ""
    blocks: Mapping[str, str] = field(default_factory=dict)
    block_column: str = ""
    header_lines: tuple[int, ...] = ()
    has_header: bool = True
    names: Mapping[str, str] = field(default_factory=dict)
    number_row: bool = False
    totals: tuple[str, ...] = ()
    tree_column: str = ""
    sum_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    group_column: str = ""
    fill_down: tuple[str, ...] = ()
    unpivot: Unpivot | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)
    rewritten: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    skipped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: PlaceColumns | None = None
    added_up: tuple[str, ...] = ()
    once: bool = False
    is_usable: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether it asks for nothing that a dialect does not say already."""
        return self == ReadingRecipe()
