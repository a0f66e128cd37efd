"""The description of a new dataset as a form to fill in: a `datapackage.yaml` for each standard."""

from __future__ import annotations

from typing import Any

from suluh.checking.report_forms import FORM_MARK
from suluh.intake.descriptor_draft import describe_keys, draft_descriptor
from suluh.reading.known_keys import keys_of
from suluh.reading.standard_list import load_standard
from suluh.reading.standard_schemas import read_standard_schema
from suluh.vocabulary.package import ForeignKey, Schema

REGION = ForeignKey(("kode_wilayah",), "wilayah", "wilayah", ("kode",))
HEAD = (
    f"# Ganti setiap isian {FORM_MARK} …), lalu taruh berkas ini di folder yang sama dengan tabelnya.",
    "# Selama klasifikasi: terbatas, datanya tidak terbit; ganti menjadi publik sesudah semuanya terisi.",
)


def fill_descriptor_form(standard: str) -> str:
    """The descriptor of a table of that standard, its columns written out, all else to be filled in."""
    stated = load_standard(standard)
    schema = read_standard_schema(standard)
    keys = [REGION] if schema.field_named("kode_wilayah") else []
    resource: dict[str, Any] = {
        "name": standard.replace("_", "-"),
        "title": str(stated["title"]),
        "path": f"{standard}.xlsx",
        "standar": standard,
        "schema": {
            "fields": describe_standard_columns(schema),
            "primaryKey": list(schema.primary_key),
            "foreignKeys": describe_keys(keys),
        },
    }
    text = draft_descriptor(_metadata(standard, str(stated["title"]), bool(keys)), resource)
    return "\n".join([*HEAD, text])


def describe_standard_columns(schema: Schema) -> list[dict[str, Any]]:
    """A standard's columns as a descriptor has them, without what it says for templates and other formats."""
    known = frozenset(keys_of("field")) - {"example"}
    return [
        {key: value for key, value in field.descriptor.items() if key in known} for field in schema.fields
    ]


def _metadata(standard: str, title: str, with_regions: bool) -> dict[str, Any]:
    def ask(what: str) -> str:
        return f"{FORM_MARK} {what})"

    return {
        "name": ask("nama foldernya, huruf kecil dan tanda hubung"),
        "title": title,
        "description": ask("satu atau dua kalimat, apa, di mana, kapan"),
        "produsen": ask("nama instansi"),
        "konsep": title,
        "definisi": ask("apa yang masuk, apa yang tidak"),
        "klasifikasi_isian": "tidak berlaku",
        "ukuran": ask("cara mengukur, misalnya Jumlah"),
        "satuan": ask("satuan ukurnya, misalnya jiwa; atau tidak berlaku"),
        "periode": ask("waktu yang dicakup, misalnya 2025"),
        "skema_wilayah": "Kode Kemendagri, bertitik" if with_regions else "tidak berlaku",
        "keputusan_wilayah": ask("keputusan tentang kode wilayah") if with_regions else "tidak berlaku",
        "frekuensi": ask("seberapa sering diperbarui, misalnya Tahunan"),
        "sources": [{"title": ask("asal data")}],
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/deed.id"}],
        "kontak": ask("surel kantor"),
        "status_data": "sementara",
        "klasifikasi": "terbatas",
        "jenis_informasi": "berkala",
    }
