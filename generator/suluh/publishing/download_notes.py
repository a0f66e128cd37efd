"""What goes with a download, in plain Indonesian: the sheet `sumber dan lisensi` and `BACA-SAYA.txt`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from suluh.publishing.citation import cite_dataset
from suluh.publishing.citation_forms import write_apa
from suluh.publishing.descriptor import DESCRIPTOR_NAME
from suluh.publishing.file_metadata import (
    SIMULATION_SENTENCE,
    STATUS_SENTENCES,
    absolute,
    dataset_address,
    is_simulated,
    list_notes,
    marked_title,
    name_license,
    name_sources,
)
from suluh.publishing.formats import find_format, list_formats, list_type_formats
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import SIMULATION_MARK
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

WIDTH = 78

VERIFY = (
    "Berkas SHA256SUMS memuat sidik jari tiap berkas. Buka terminal di folder ini, lalu jalankan salah satu:",
    "  Linux   : sha256sum -c SHA256SUMS",
    "  macOS   : shasum -a 256 -c SHA256SUMS",
    "  Windows : certutil -hashfile NAMA-BERKAS SHA256   (bandingkan dengan SHA256SUMS)",
    "Bila sidik jarinya sama, berkas itu belum diubah sejak diunduh.",
)


def describe_about(
    dataset: Dataset, settings: Settings, *, files: Mapping[str, Artifact]
) -> list[tuple[str, str]]:
    """Name and text of each thing worth knowing, in reading order; first the mark of invented figures."""
    package = dataset.package
    mark = [(SIMULATION_MARK, SIMULATION_SENTENCE)] if is_simulated(package) else []
    entries = [
        ("Judul", marked_title(package)),
        ("Isi", package.description),
        ("Penerbit", dataset.instansi.nama),
        ("Produsen data", package.text("produsen")),
        ("Periode", str(package.descriptor.get("periode", ""))),
        ("Status", STATUS_SENTENCES[package.status_data]),
        ("Definisi", package.text("definisi")),
        ("Skema wilayah", package.text("skema_wilayah")),
        *[("Sumber", source) for source in name_sources(package)],
        ("Lisensi", name_license(package)),
        ("Cara mengutip", write_apa(cite_dataset(dataset, settings))),
        ("Alamat", absolute(settings, dataset_address(package))),
        ("Kontak", package.text("kontak")),
        *[(f"Perlu diketahui: {note.get('judul', '')}", note.get("isi", "")) for note in list_notes(package)],
        *[(f"SHA-256 {_name_file(file)}", file.sha256) for file in files.values()],
    ]
    return mark + [(name, text) for name, text in entries if text]


def write_readme(dataset: Dataset, settings: Settings, *, names: Iterable[str]) -> str:
    """`BACA-SAYA.txt` of an archive that holds the files `names`, with CRLF line ends."""
    package = dataset.package
    lines = [marked_title(package), "=" * min(len(marked_title(package)), WIDTH), ""]
    if is_simulated(package):
        lines += [*textwrap.wrap(SIMULATION_SENTENCE, WIDTH), ""]
    for name, text in describe_about(dataset, settings, files={}):
        if name not in ("Judul", SIMULATION_MARK):
            lines += [f"{name}:", *_indent(text), ""]
    lines += ["Berkas di dalamnya:", *(f"  {_describe_file(name)}" for name in names), ""]
    lines += ["Memeriksa keaslian:", *VERIFY]
    return "\r\n".join(lines) + "\r\n"


def _describe_file(name: str) -> str:
    if name == DESCRIPTOR_NAME:
        return f"{name}: {find_format('DATAPACKAGE').sentence}"
    forms = (*list_type_formats(), *list_formats())
    sentence = next((form.sentence for form in forms if name.endswith(form.suffix)), "")
    return f"{name}: {sentence}" if sentence else name


def _indent(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _name_file(file: Artifact) -> str:
    return file.address.rpartition("/")[2]
