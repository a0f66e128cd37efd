"""The list of what is excluded names datasets, tables and columns, and shows a title only where it may."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from builders import make_field, make_instansi, make_package, make_resource
from suluh.clearing.exclusions import list_exclusions
from suluh.vocabulary.package import Klasifikasi, Schema, ValidPackage

REASON = {
    "dasar_pengecualian": "pasal 17 huruf h.1",
    "konsekuensi": "Seseorang dikenali.",
    "jangka_waktu": "Selama hidup",
}


def told(**changes: Any) -> list[tuple[str, str, str, str]]:
    package = make_package(title="Keluarga", **changes)
    items = list_exclusions([ValidPackage(package, {})], [], {"dinas-contoh": make_instansi()})
    assert all(one.consequence == "Seseorang dikenali." and one.grounds for one in items)
    return [(one.title, one.kind, one.term, one.holder) for one in items]


def closed(name: str, **descriptor: Any) -> Any:
    return make_field(name, title=f"Judul {name}", klasifikasi=Klasifikasi.TERBATAS, descriptor=descriptor)


def test_columns_of_one_reason_stand_together_without_their_names() -> None:
    fields = (make_field("kode"), closed("nama", **REASON), closed("lahir", **REASON))
    assert told(resources=(make_resource("a", fields),)) == [
        ("Keluarga: 2 kolom", "kolom", "Selama hidup", "Dinas Contoh")
    ]


def test_columns_are_named_where_their_description_or_the_dataset_says_so() -> None:
    shown = closed("nama", **REASON, judul_boleh_tampil=True)
    assert told(resources=(make_resource("a", (shown,)),))[0][0] == "Keluarga: Judul nama"
    inherited = make_resource("a", (closed("nama", **REASON),))
    assert told(resources=(inherited,), descriptor={"judul_boleh_tampil": True})[0][0].endswith("Judul nama")
    refused = make_resource("a", (closed("nama", **REASON, judul_boleh_tampil="true"),))
    assert told(resources=(refused,), descriptor={"judul_boleh_tampil": True})[0][0] == "Keluarga: 1 kolom"


def test_a_closed_table_is_told_once_and_its_columns_not_again() -> None:
    table = make_resource("a", klasifikasi=Klasifikasi.RAHASIA, descriptor=REASON, title="Daftar nama")
    table_fields = Schema(fields=(closed("nama", **REASON),))
    assert told(resources=(make_resource("b"), replace(table, schema=table_fields))) == [
        ("Keluarga: satu tabel", "tabel", "Selama hidup", "Dinas Contoh")
    ]
