"""What may be said of a new table without asking: by its titles, its columns, and the agency's habits.

Each word comes with where it is from, so that whoever looks at it can tell a reading from a habit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from suluh.intake.column_readings import ColumnReading
from suluh.intake.descriptor_draft import make_title
from suluh.vocabulary.open_definition import OPEN_DEFINITION
from suluh.vocabulary.package import DataPackage, JenisInformasi, StatusData
from suluh.words.saying import N_

FROM_TITLE = N_("judul di atas tabel")
FROM_NAME = N_("nama berkas")
FROM_COLUMNS = N_("kolomnya")
FROM_AGENCY = N_("dataset lain instansi ini")
FROM_SITE = N_("dataset lain di situs ini")
FROM_STANDARD = N_("bentuk baku")
FROM_PORTAL = N_("keterangan di portal data")
FROM_SOURCE = N_("jenis ekspornya")
USUAL = N_("bawaan")
LICENSE = "CC-BY-4.0"
NOT_RENEWED = "Tidak diperbarui (data lampau)"
"""`frekuensi` of a table whose period ended so long ago that no more of it is to be expected."""
PAST_YEARS = 4

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_NUMBERED = re.compile(r"(?i)^(?:tabel|table|lampiran)\s+[0-9IVX.]+\s*[.:]?\s*")
_TAIL = re.compile(
    r"(?i)[\s,(-]*(?:tahun|year|ta|t\.a\.)?\s*(?:19|20)[0-9]{2}"
    r"(?:(?:\s*[-–,]\s*|\s+(?:dan|and|s\.?d\.?|sampai)\s+)(?:19|20)[0-9]{2})*\)?\s*$"
)
_PORTAL_NAME = re.compile(r"(?i)[a-z]+-od_[0-9]+_(?P<what>.+?)(?:__(?P<by>.+?))?(?:_v[0-9]+)?_data")
"""How Open Data Jabar names files: agency, number, what is counted, by what, version."""
_SHORT_WORDS = {"jml": "jumlah", "kabupatenkota": "kabupaten/kota", "prov": "provinsi", "kec": "kecamatan"}
_MEASURES, _PLACED, _TIMED, _SORTED = "ukuran", ("kode", "tempat"), "waktu", "kategori"
_KINDS = ("Kota", "Kabupaten", "Provinsi", "Kecamatan", "Kelurahan", "Desa")
_NAMING = ("kode", "kd", "nama", "nm", "code", "name", "bps", "kemendagri", "id")
_COUNTING = ("jumlah", "banyaknya", "jml", "total", "cacah")
_RHYTHMS = (("hari", "Harian"), ("bulan", "Bulanan"), ("triwulan", "Triwulanan"), ("semester", "Semesteran"))


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of the description and where it is from; an empty value is not known."""

    value: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file as far as its description goes: its name, titles and notes around the table, and its columns.

    `constants` are texts that hold for all rows, as a year out of a title; `unit` is one that holds for all
    figures. `key` names the columns that make rows unique.
    """

    name: str
    titles: Sequence[str] = ()
    notes: Sequence[str] = ()
    sheets: Sequence[str] = ()
    columns: Sequence[ColumnReading] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    key: Sequence[str] = ()

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.name.rpartition(".")[0] or self.name

    @property
    def spoken_stem(self) -> str:
        """The same in words, as far as a portal's way of naming files hides them."""
        named = _PORTAL_NAME.fullmatch(self.stem)
        if named is None:
            return re.sub(r"[\W_]+", " ", self.stem)
        what, by = (
            " ".join(_SHORT_WORDS.get(word, word) for word in (part or "").split("_"))
            for part in (named["what"], named["by"])
        )
        return f"{what} menurut {by}" if by else what

    def of_role(self, *roles: str) -> list[ColumnReading]:
        """The columns of these roles, in their order."""
        return [column for column in self.columns if column.role in roles]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The datasets that are there already: those of the agency, and all of the site."""

    of_agency: Sequence[DataPackage] = ()
    of_site: Sequence[DataPackage] = ()

    def usual(self, key: str, *, least_share: float = 0.5) -> Stated:
        """What most of the agency's datasets say, else most of the site's; nothing where they differ."""
        for packages, origin in ((self.of_agency, FROM_AGENCY), (self.of_site, FROM_SITE)):
            texts = Counter(text for package in packages if (text := _text_of(package, key)))
            for text, count in texts.most_common(1):
                if count > least_share * len(packages):
                    return Stated(text, origin)
        return Stated()


def propose_metadata(
    file: FileView,
    neighbours: Neighbours,
    *,
    standard: Mapping[str, object],
    proper: Collection[str] = (),
    today: date,
) -> dict[str, Stated]:
    """A proposal for each key of the description; `proper` are names that keep their capitals.

    `satuan`, `periode` and `klasifikasi` stay empty where nothing says them: they are never guessed.
    """
    purpose = " ".join(str(standard.get("description", "")).split())
    title = _propose_title(file, str(standard.get("title", "")), proper)
    period = propose_period(file)
    described = Stated(purpose, FROM_STANDARD) if purpose else _describe(file, title.value, period.value)
    return {
        "title": title,
        "description": described,
        "definisi": Stated(purpose, FROM_STANDARD) if purpose else _define(file),
        "konsep": Stated(title.value, title.origin),
        "klasifikasi_isian": _propose_categories(file),
        "ukuran": _propose_measure(file),
        "satuan": propose_unit(file),
        "periode": period,
        "frekuensi": _propose_rhythm(file, period, neighbours, today),
        "status": Stated(StatusData.SEMENTARA.value, USUAL),
        "jenis_informasi": Stated(JenisInformasi.BERKALA.value, USUAL),
        "lisensi": neighbours.usual("licenses")
        if neighbours.usual("licenses").value
        else Stated(LICENSE, USUAL),
        "klasifikasi": Stated(),
    }


def propose_period(file: FileView) -> Stated:
    """The years that the columns, constants, titles, sheets or the file's name say: `2023` or `2021-2023`."""
    columns = [
        text for column in file.of_role(_TIMED) for text in (column.least, column.greatest, column.constant)
    ]
    for texts, origin in (
        ([*columns, *file.constants.values()], FROM_COLUMNS),
        (file.titles, FROM_TITLE),
        (file.sheets, FROM_TITLE),
        ([column.name for column in file.columns], FROM_COLUMNS),
        ((file.stem,), FROM_NAME),
    ):
        years = sorted({year for text in texts for year in _YEAR.findall(text)})
        if years:
            return Stated(years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}", origin)
    return Stated()


def propose_unit(file: FileView) -> Stated:
    """The unit that titles or a column of units say for all figures, else the units of the measures."""
    if file.unit:
        return Stated(file.unit, FROM_TITLE)
    units = list(dict.fromkeys(column.unit for column in file.of_role("satuan") if column.unit))
    units = units or [column.constant for column in file.of_role("satuan") if column.constant]
    measures = file.of_role(_MEASURES)
    found = units or list(dict.fromkeys(column.unit or _name_counted(column) for column in measures))
    if not found and not measures:
        return Stated("tidak berlaku", FROM_COLUMNS)
    return Stated("; ".join(found), FROM_COLUMNS) if found and all(found) else Stated()


def _name_counted(column: ColumnReading) -> str:
    """What a measure counts by its name: `Jumlah Keluarga` counts keluarga; empty where no word says it."""
    words = _plain(column.name).split()
    if column.type != "integer" or len(words) not in (2, 3) or words[0] not in _COUNTING:
        return ""
    rest = " ".join(words[1:])
    return {"penduduk": "jiwa", "individu": "jiwa"}.get(rest, rest)


def guess_agency(file: FileView, names: Mapping[str, Iterable[str]]) -> str:
    """The slug of the one agency that titles, notes or the file's name name; empty for none or several."""
    texts = f" {' '.join(_plain(text) for text in (*file.titles, *file.notes, *file.sheets, file.stem))} "
    found = [
        slug
        for slug, spoken in names.items()
        if any(f" {_plain(name)} " in texts for name in (slug, *spoken) if len(_plain(name)) > 2)
    ]
    return found[0] if len(found) == 1 else ""


def _propose_title(file: FileView, of_standard: str, proper: Collection[str]) -> Stated:
    if of_standard:
        return Stated(of_standard, FROM_STANDARD)
    for text in file.titles:
        told = _without_letterhead(" ".join(text.split()), proper)
        plain = _TAIL.sub("", _NUMBERED.sub("", told)).strip(" :.-")
        if len(plain) > 3:
            return Stated(_in_sentence_case(plain, proper), FROM_TITLE)
    name = _TAIL.sub("", file.spoken_stem).strip() or file.stem
    return Stated(_in_sentence_case(make_title(name), proper), FROM_NAME)


def _without_letterhead(text: str, proper: Collection[str]) -> str:
    """A title without the name of the government before it, as a letterhead has it; alone it stays."""
    named = [name.casefold().partition(" ") for name in proper]
    heads = [
        f"pemerintah {kind} {spelled} " for kind, _, own in named for spelled in (own, own.replace(" ", ""))
    ]
    head = next((head for head in heads if text.casefold().startswith(head)), "")
    return text[len(head) :]


def _in_sentence_case(text: str, proper: Collection[str]) -> str:
    """A text in capitals as a sentence has it; names keep theirs, and any other text stays as it is."""
    if text != text.upper():
        return f"{text[:1].upper()}{text[1:]}"
    names = {word.casefold(): word for name in proper for word in name.split() if word not in _KINDS}
    words = [names.get(word.casefold(), word.lower()) for word in text.split()]
    joined = " ".join(words)
    return f"{joined[:1].upper()}{joined[1:]}"


def _describe(file: FileView, title: str, period: str) -> Stated:
    parts = list(dict.fromkeys(_spoken_kind(column) for column in _dimensions(file)))[:3]
    parts = [part for part in parts if f" menurut {part} " not in f" {title.casefold()} "]
    by = f" menurut {_list(parts)}" if parts else ""
    return Stated(f"{title}{by}{f', {period}' if period else ''}.", FROM_COLUMNS)


def _dimensions(file: FileView) -> list[ColumnReading]:
    """What rows are sorted by besides time: the columns of the key, else places and categories."""
    sorted_by = [column for column in file.columns if column.name in file.key and column.role != _TIMED]
    others = [column for column in file.of_role("tempat", _SORTED) if not column.constant]
    return sorted_by or others


def _spoken_kind(column: ColumnReading) -> str:
    words = [word for word in _plain(column.name).split() if word not in _NAMING]
    return " ".join(words) or _spoken(column)


def _define(file: FileView) -> Stated:
    measures = [_spoken(column) for column in file.of_role(_MEASURES)][:4]
    what = _list(measures) if measures else "isi tabel"
    text = f"{what[:1].upper()}{what[1:]} sebagaimana tercatat dalam berkas {file.name}. {OPEN_DEFINITION}"
    return Stated(text, FROM_COLUMNS)


def _propose_categories(file: FileView) -> Stated:
    parts = [_spoken(column) for column in file.of_role(_SORTED) if column.constant == ""]
    return Stated(f"Menurut {_list(parts)}" if parts else "tidak berlaku", FROM_COLUMNS)


def _propose_measure(file: FileView) -> Stated:
    measures = file.of_role(_MEASURES)
    if not measures:
        return Stated("tidak berlaku", FROM_COLUMNS)
    units = {column.unit for column in measures}
    if units == {"persen"}:
        return Stated("Persentase", FROM_COLUMNS)
    whole = all(column.type == "integer" for column in measures) and "rupiah" not in units
    return Stated("Jumlah" if whole else "Nilai", FROM_COLUMNS)


def _propose_rhythm(file: FileView, period: Stated, neighbours: Neighbours, today: date) -> Stated:
    years = _YEAR.findall(period.value)
    if years and int(years[-1]) < today.year - PAST_YEARS:
        return Stated(NOT_RENEWED, period.origin)
    names = " ".join(_plain(column.name) for column in file.of_role(_TIMED))
    for word, rhythm in _RHYTHMS:
        if word in names:
            return Stated(rhythm, FROM_COLUMNS)
    if any(column.type == "year" for column in file.columns) or years:
        return Stated("Tahunan", period.origin or FROM_COLUMNS)
    usual = neighbours.usual("frekuensi")
    return usual if usual.value else Stated("Tahunan", USUAL)


def _text_of(package: DataPackage, key: str) -> str:
    if key != "licenses":
        return package.text(key)
    stated = package.descriptor.get(key)
    first = stated[0] if isinstance(stated, list) and stated else {}
    return str(first.get("name", "")) if isinstance(first, Mapping) else ""


def _spoken(column: ColumnReading) -> str:
    words = re.sub(r"[\s_|]+", " ", column.name).strip()
    return words.lower()


def _list(parts: Sequence[str]) -> str:
    if len(parts) < 3:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
