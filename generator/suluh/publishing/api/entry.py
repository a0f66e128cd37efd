"""The way in: `index.json` and `llms.txt`, from which any figure is at most two further files away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from suluh.publishing.api.answers import (
    Indeks,
    InstansiSingkat,
    TabelSingkat,
)
from suluh.publishing.api.encoding import encode
from suluh.publishing.api.named_things import say_agency
from suluh.publishing.api.record_files import ShelvedTable, load_measure_words, say_column
from suluh.publishing.api.shards import LIMIT
from suluh.publishing.api.shelves import INDEX, OPENAPI, ROOT, link
from suluh.publishing.api.word_files import WordList, split
from suluh.publishing.file_metadata import SIMULATION_SENTENCE
from suluh.reading.fact_formulas import load_fact_formulas
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.settings import Settings

KIND = "indeks"
STEPS = (
    "Semua alamat di sini dihitung dari pangkal. Angka tepat: lebih dari 15 angka ditulis sebagai teks."
    " Bilangan saja ialah nilai; selain itu {nilai, keadaan, rendah, tinggi, terhitung, ditunggu}, dan "
    "keadaan ialah satu dari: nilai, belum dilaporkan, tidak berlaku, dirahasiakan, tidak tersedia.",
    "1. Apa: cari katanya di ukuran (nama ukuran dan sebutan), lalu di tabel (nama, kolom, nilai, juga). "
    "Kolom yang tidak menyebut satu pun katanya bukan jawabannya.",
    "2. Siapa: sebuah instansi ada di instansi (sebutan). Wilayah, sub kegiatan, dataset, indikator, "
    "layanan, dokumen, paket, peraturan: ambil cari/k-<bagian>.json, bagian daftar kata terakhir (dari "
    "cari) yang menurut urutan tanda tidak melebihi satu kata dari namanya (kata itu bukan dari umum; "
    "sebuah kode ialah satu kata, titiknya ditulis -).",
    "3. Angka instansi: fakta/instansi/<kunci>.json; seluruh daerah: fakta/semua.json; wilayah: alamat "
    "fakta/wilayah dari daftar kata. Di dalamnya isi → fakta → ukuran → waktu (2025, 2025-tw2 berarti "
    "sampai akhir triwulan II).",
    "4. Sub kegiatan: alamat alur/… dari daftar kata, atau alur/<instansi>.json: semuanya, atau daftar "
    "dengan alamatnya.",
    "5. Baris tabel: alamat catatan/<tabel> dari daftar kata; menurut instansi: catatan/<tabel>.json, "
    "yang berisi baris-barisnya atau daftar bagian (pola, bagian). Kuncinya isian kolom kunci, huruf "
    "kecil, dipisah -; ia ada di bagian terakhir yang tidak melebihinya.",
    "6. Siapa melapor: cakupan.json. Rumus tiap ukuran: rumus.json. Nama lengkap angka: ukuran.waktu.tempat. "
    "Angka yang hanya dihitung untuk sebuah halaman ada di fakta/halaman.json menurut tempat dan tahun.",
)
"""How a figure is found, for people and programs alike."""
_FEW, _LONGEST = 40, 500
"""Columns with at most so many texts, of so many letters together, are told with their texts."""


def write_entry(
    catalog: Catalog,
    settings: Settings,
    *,
    tables: Sequence[ShelvedTable],
    words: WordList,
    collections: Mapping[str, str],
    whats: Iterable[str],
) -> str:
    """`index.json`. Agencies are left to the list of words where they are too many for one file."""
    simulated = any(dataset.simulated for dataset in catalog.datasets.values())
    entry = Indeks(
        jenis=KIND,
        simulasi=simulated,
        links=link(INDEX, up=INDEX, kind=KIND),
        judul=settings.site_name,
        pangkal=ROOT,
        wilayah=settings.wilayah,
        per_tanggal=settings.as_of.day.isoformat(),
        tahun=catalog.threads.years,
        langkah=(*STEPS, *([f"simulasi: true. {SIMULATION_SENTENCE}"] if simulated else ())),
        kumpulan={**collections, "openapi": OPENAPI},
        ukuran=list_measures(whats),
        tabel=tuple(map(_shorten, tables)),
        cari=words.beginnings,
        umum=" ".join(words.common),
        instansi=tuple(
            InstansiSingkat(slug, "; ".join(say_agency(some))) for slug, some in catalog.agencies.items()
        ),
    )
    text = encode(entry) + "\n"
    return text if len(text.encode("utf-8")) <= LIMIT else encode(replace(entry, instansi=())) + "\n"


def list_measures(whats: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """What may be asked for by name: kinds of facts, and parts of the other collections, with other words."""
    formulas, also = load_fact_formulas(), load_measure_words()
    facts = {}
    for what in sorted(whats):
        title = formulas[what].title if what in formulas else ""
        facts[what] = "; ".join(dict.fromkeys(filter(None, (title, *also["fakta"].get(what, ())))))
    others = {name: named for name, named in also.items() if name not in ("fakta", "kolom")}
    return {"fakta": facts, **{name: _join(named) for name, named in others.items()}}


def _join(named: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    return {name: "; ".join(other) for name, other in named.items()}


def _shorten(table: ShelvedTable) -> TabelSingkat:
    few = []
    for name in table.columns:
        texts = {row[table.place(name)] for row in table.table.rows} - {""}
        joined = "; ".join(sorted(texts))
        is_word = name not in _KNOWN and not any(map(str.isdigit, joined))
        if is_word and 1 < len(texts) <= _FEW and len(joined) <= _LONGEST:
            few.append(joined)
    title, columns = table.resource.title or table.dataset.package.title, table.table.header
    told = "; ".join(few)
    said = split(" ".join((table.name, title, *columns, told)).replace("_", " "))
    texts_of = ((column.title, *say_column(column.name)) for column in table.table.fields)
    further = dict.fromkeys(word for some in texts_of for text in some for word in split(text))
    return TabelSingkat(
        tabel=table.name,
        judul=title,
        kolom=" ".join(columns),
        nilai=told,
        juga=" ".join(word for word in further if word not in said),
    )


_KNOWN = frozenset(("instansi",))
"""Columns whose texts are told elsewhere."""


def write_llms(catalog: Catalog, settings: Settings, collections: Mapping[str, str]) -> str:
    """`llms.txt`: what the site is, how a program finds a figure in it, and what it must say of it."""
    base = settings.site_url or "/"
    simulated = any(dataset.simulated for dataset in catalog.datasets.values())
    lines = [f"# {settings.site_name}", ""]
    if settings.site_description:
        lines += [f"> {' '.join(settings.site_description.split())}", ""]
    if simulated:
        lines += [
            f"PENTING: sebagian data di situs ini karangan (simulasi). {SIMULATION_SENTENCE} "
            "Setiap jawaban API yang memuatnya berisi simulasi: true.",
            "",
        ]
    lines += [
        f"Data menurut keadaan {settings.as_of.day.isoformat()}.",
        "Bila mengutip, sebut status data, cakupan, dan sumbernya.",
        "",
        "## Mencari sebuah angka",
        "",
        f"Mulai dari {base}{ROOT}{INDEX}. Paling banyak tiga berkas, masing-masing paling besar 20 kB.",
        "",
        *(f"- {step}" for step in STEPS),
        "",
        "## Berkas",
        "",
        f"- [Pintu masuk]({base}{ROOT}{INDEX}): instansi, ukuran, tabel, dan daftar kata",
        f"- [OpenAPI 3.1]({base}{ROOT}{OPENAPI}): bentuk setiap jawaban",
        *(f"- [{name}]({base}{ROOT}{address})" for name, address in collections.items()),
        f"- [Semua angka dalam satu berkas]({base}data/fakta.zip): CSV, sebaris tiap angka",
        f"- [Katalog]({base}data/katalog.json): semua dataset dengan unduhannya",
        "",
        "## Lainnya",
        "",
        f"- [Tentang data di situs ini]({base}tentang/)",
        "",
    ]
    return "\n".join(lines)
