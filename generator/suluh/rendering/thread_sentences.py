"""What the public should know of a thread ("hal yang perlu diketahui"), in a sentence for each matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.printed_facts import print_fact
from suluh.vocabulary.facts import Fact
from suluh.vocabulary.quarters import ROMAN
from suluh.vocabulary.threads import Matter
from suluh.words.numbers import as_decimal, format_number, format_percent
from suluh.words.saying import N_

SENTENCES: Mapping[str, str] = {
    "A010": N_("Sub kegiatan ini direncanakan, tetapi tidak ada anggarannya dalam data APBD."),
    "A011": N_(
        "Ada anggaran %(anggaran)s, tetapi tidak ada rencananya: target dan indikatornya tidak diketahui."
    ),
    "A012": N_(
        "Ada anggaran %(anggaran)s, tetapi sampai triwulan %(triwulan)s belum ada realisasi yang dilaporkan. "
        "Itu tidak berarti tidak ada yang dikerjakan."
    ),
    "A013": N_("%(jumlah)s usulan warga diterima untuk sub kegiatan ini, tetapi tidak ada anggarannya."),
    "A014": N_("Usulan ini diterima, tetapi sub kegiatan yang menampungnya tidak disebut."),
    "A015": N_("Dilaporkan belanja %(realisasi)s, tetapi tidak ada anggarannya dalam data APBD."),
    "A016": N_(
        "Belanja yang dilaporkan, %(realisasi)s, melebihi anggaran %(anggaran)s: %(persen)s. Mungkin "
        "anggarannya berubah dan perubahannya belum dilaporkan, atau laporannya keliru. Angkanya "
        "ditampilkan apa adanya."
    ),
    "A017": N_(
        "Hasil “%(indikator)s” mencapai %(persen)s dari target. Angkanya ditampilkan apa adanya; dalam "
        "rata-rata dihitung paling tinggi 100 %%."
    ),
    "A018": N_("Hasil “%(indikator)s” dilaporkan, tetapi tidak ada dalam rencana, jadi tidak ada targetnya."),
    "A019": N_("Persentase “%(indikator)s” turun dari satu triwulan ke triwulan berikutnya; mestinya tidak."),
    "A020": N_("Triwulan %(triwulan)s belum dilaporkan. Angka tahunan hanya dari triwulan yang dilaporkan."),
    "A021": N_("Realisasi triwulan %(triwulan)s masuk sesudah batas waktunya."),
    "A032": N_(
        "Target akhir rencana lima tahun diubah mulai %(sejak)s, di tengah masanya: %(indikator)s, dari "
        "%(lama)s %(satuan_lama)s menjadi %(baru)s %(satuan)s. Hasil dan belanja tahun-tahun sebelumnya "
        "tetap dihitung."
    ),
}
"""By the code of the finding that tells the agency the same."""


def write_sentence(
    matter: Matter,
    say: Callable[..., str],
    language: str | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> str:
    """The matter's sentence; `say(text, **values)` translates. Amounts are rupiah, fractions per cent.

    Details that are `facts` of theirs are printed as such.
    """
    values = {name: _show(name, value, language) for name, value in matter.details.items()}
    for name, fact in (facts or {}).items():
        values[name] = print_fact(fact, values[name])
    return say(SENTENCES[matter.code], **values)


def _show(name: str, value: str | int | Decimal | Fraction, language: str | None) -> str:
    if isinstance(value, Fraction):
        return format_percent(as_decimal(value), language)
    if isinstance(value, Decimal) and name in ("lama", "baru"):
        return format_number(value, language)
    if isinstance(value, Decimal):
        return format_rupiah(value, language=language)
    if name == "triwulan":
        return ", ".join(ROMAN[int(quarter) - 1] for quarter in str(value).split(", "))
    return str(value)
