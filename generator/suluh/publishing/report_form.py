"""The form of a quarterly report: Markdown with its front matter, to be filled in by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from suluh.checking.report_forms import FORM_MARK
from suluh.reading.standard_list import list_standards, load_standard
from suluh.vocabulary.yaml_text import quote_yaml

SECTIONS = (
    ("Yang dikerjakan", "apa, di mana, dan berapa banyak yang dikerjakan dalam triwulan ini"),
    ("Hasil", "angka dalam tabel, sampai tanggal berapa dihitung, dan dibanding apa"),
    ("Faktor pendorong", "apa yang membuat pekerjaan berjalan baik"),
    ("Faktor penghambat", "apa yang menghambat, dan akibatnya"),
    ("Tindak lanjut triwulan berikutnya", "apa yang akan dilakukan, oleh siapa, kapan selesai"),
)
"""The usual parts of a report, and what belongs in each."""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a form's front matter says already; a blank text is left to be filled in."""

    instansi: str = "alamat-instansi"
    tahun: int = 2025
    triwulan: int = 1
    tanggal: str = ""
    judul: str = ""
    ringkasan: str = ""
    status_data: str = "sementara"
    wilayah: tuple[str, ...] = ()
    kegiatan: tuple[str, ...] = ()


def fill_report_form(head: ReportHead) -> str:
    """The form as text. It is `terbatas`, so that nothing unfinished can be published by mistake."""
    day = head.tanggal or _first_day_after(head.tahun, head.triwulan)
    title = head.judul or f"Laporan kegiatan triwulan {head.triwulan} tahun {head.tahun}"
    summary = head.ringkasan or f"{FORM_MARK} satu atau dua kalimat: apa, berapa, dibanding apa)"
    lines = [
        "---",
        f"judul: {quote_yaml(title)}",
        f"instansi: {head.instansi}",
        f"tahun: {head.tahun}",
        f"triwulan: {head.triwulan}",
        f"tanggal: {day}",
        f"ringkasan: {quote_yaml(summary)}",
        "# Ganti menjadi publik bila sudah selesai diisi; selama terbatas, laporan tidak terbit.",
        "klasifikasi: terbatas",
        f"status_data: {head.status_data}",
        "jenis_informasi: berkala",
        f"wilayah: [{', '.join(map(quote_yaml, head.wilayah))}]",
        f"kegiatan: [{', '.join(map(quote_yaml, head.kegiatan))}]",
        "---",
        "",
    ]
    for title, content in SECTIONS:
        lines += [f"## {title}", "", f"{FORM_MARK} {content})", ""]
    return "\n".join(lines)


def own_words() -> Iterator[str]:
    """What we print ourselves whatever is submitted: the form of a report, the columns of every standard.

    A report that was begun from the form holds them too; they give nothing of it away.
    """
    yield from fill_report_form(ReportHead()).splitlines()
    for name in list_standards():
        standard = load_standard(name)
        yield from (str(standard.get(key, "")) for key in ("title", "description"))
        for field in standard["fields"]:
            yield from (str(field.get(key, "")) for key in ("title", "description"))


def _first_day_after(year: int, quarter: int) -> str:
    """The first day after the quarter, when its report can be written."""
    return f"{year + 1}-01-01" if quarter == 4 else f"{year}-{3 * quarter + 1:02}-01"
