"""A closed page is made of its room and of nothing else: equal rooms give equal bytes."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest
from jinja2 import DictLoader
from jinja2.exceptions import UndefinedError

from record_builders import make_record_dataset, make_studio
from suluh.rendering.environment import make_environment
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.closed_pages import Room, Sheet
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.thread.thread_pages import thread_pages
from suluh.rendering.pages.thread.thread_room import enter_thread
from suluh.vocabulary.value_digests import digest_value

CODES = ("1.03.06.2.01.0028", "1.03.10.2.01.0044", "1.06.02.2.01.0001")
VILLAGES = ("74.72.01.1007", "74.72.01.1012")
Tables = dict[str, list[dict[str, str]]]


def tables() -> Tables:
    """Three sub kegiatan in two years, and what was bought and done for them."""
    found: Tables = {
        name: [] for name in ("rencana", "anggaran", "realisasi", "usulan", "pengadaan", "kegiatan")
    }
    for year in ("2024", "2025"):
        for number, code in enumerate(CODES):
            key = {"tahun": year, "instansi": "dinas-contoh", "kode_sub_kegiatan": code}
            plan = {
                "indikator": "Panjang",
                "satuan": "meter",
                "target": "400",
                "arah": "naik",
                "rumus": "r_per_t",
            }
            found["rencana"].append(
                {**key, **plan, "agregasi": "jumlah", "pagu_indikatif": f"{number}000000"}
            )
            found["anggaran"].append({**key, "kode_rekening": "5.1.02", "murni": f"{number + 1}000000"})
            result = {"triwulan": "1", "indikator": "Panjang", "realisasi_fisik": "40"}
            found["realisasi"].append({**key, **result, "realisasi_keuangan": "500000"})
            wish = {"id_usulan": f"u{year}{number}", "kode_wilayah": VILLAGES[0], "hasil": "diakomodasi"}
            found["usulan"].append({**key, **wish, "perkiraan_biaya": "3000000"})
            bought = {
                "id_pengadaan": f"p{year}{number}",
                "paket": "Semen",
                "pagu": "900000",
                "status": "rencana",
            }
            found["pengadaan"].append({**key, **bought})
            done = {"id_kegiatan": f"k{year}{number}", "judul": "Gotong royong", "tanggal": f"{year}-03-01"}
            found["kegiatan"].append({**key, **done, "kode_wilayah": VILLAGES[0]})
    return found


def studio_of(rows: Tables, **settings: object) -> Studio:
    kept = [make_record_dataset(name, **{name: some}) for name, some in rows.items() if some]
    return make_studio(*kept, names={CODES[0]: "Rehabilitasi drainase"}, **settings)


def read_all(studio: Studio) -> dict[str, tuple[str, str, str]]:
    """(digest of the room, what the page says of itself, body) of each thread's page by its address."""
    found = {}
    for page in thread_pages(studio):
        if page.address != "alur/":
            assert page.opened is not None
            opened, stated = page.opened(), repr((page.title, page.crumbs, page.simulated))
            found[page.address] = digest_value(opened.rests_on), stated, opened.draw()
    return found


EDITED = {
    "rencana": {
        "target": "500",
        "indikator": "Lebar",
        "sasaran": "Kota tanpa banjir",
        "strategi": "Drainase",
    },
    "anggaran": {"murni": "700", "perubahan": "900", "kode_sub_kegiatan": CODES[0], "sumber_dana": "DAK"},
    "realisasi": {
        "realisasi_fisik": "77",
        "triwulan": "2",
        "faktor_penghambat": "Hujan",
        "tanggal_lapor": "",
    },
    "usulan": {"kode_wilayah": VILLAGES[1], "hasil": "ditolak", "kode_sub_kegiatan": CODES[1]},
    "pengadaan": {"paket": "Batu", "nilai_kontrak": "800000", "status": "kontrak", "tahun": "2024"},
    "kegiatan": {"judul": "Kerja bakti", "kode_sub_kegiatan": CODES[2], "volume": "3"},
}
SETTINGS = (
    {"site_name": "Lain"},
    {"language": "en"},
    {"kontak": "a@contoh.go.id"},
    {"lapor": "https://lapor.go.id/"},
)


def edit(rows: Tables, settings: dict[str, object], chance: random.Random) -> None:
    """A cell, a row fewer or twice, or a setting."""
    name = chance.choice(list(rows))
    place = chance.randrange(len(rows[name])) if rows[name] else -1
    step = chance.randrange(8)
    if place < 0 or step == 0:
        settings.update(chance.choice(SETTINGS))
    elif step == 1:
        rows[name].pop(place)
    elif step == 2:
        rows[name].insert(0, dict(rows[name][place]))
    else:
        column = chance.choice(list(EDITED[name]))
        rows[name][place][column] = EDITED[name][column]


@pytest.mark.parametrize("seed", range(8))
def test_equal_rooms_give_equal_pages(seed: int) -> None:
    chance, rows = random.Random(seed), tables()
    settings: dict[str, object] = {}
    before = read_all(studio_of(rows))
    for _ in range(5):
        edit(rows, settings, chance)
        after = read_all(studio_of(rows, **settings))
        for address in before.keys() & after.keys():
            if before[address][:2] == after[address][:2]:
                assert before[address][2] == after[address][2], address
        before = after


def test_a_cell_changes_the_room_of_its_thread_alone() -> None:
    rows = tables()
    before = read_all(studio_of(rows))
    rows["realisasi"][0]["realisasi_keuangan"] = "600000"
    after = read_all(studio_of(rows))
    assert len(before) == 2 * len(CODES)
    changed = [address for address in before if before[address][0] != after[address][0]]
    assert changed == [f"alur/2024/dinas-contoh/{CODES[0]}/"]
    assert [address for address in before if before[address][2] != after[address][2]] == changed


def test_a_page_speaks_the_language_of_its_site_whoever_draws_it() -> None:
    rows = tables()
    for done, bought in zip(rows["kegiatan"], rows["pengadaan"], strict=True):
        done.update(volume="1234.5", satuan="meter")
        bought.update(nilai_kontrak="1234567890")
    pages = [page for page in thread_pages(studio_of(rows, language="en")) if page.address != "alur/"]
    for page in pages:
        assert page.opened is not None
        for html in (page.body(), page.opened().draw()):
            assert "1,234.5" in html and "March" in html
            assert "1.234,5" not in html and "Maret" not in html


def draw(template: str, studio: Studio) -> str:
    """A page of the first thread with another template."""

    @dataclass(frozen=True)
    class Anything(PageContext):
        template: ClassVar[str] = "apa-saja.html"

    environment = make_environment("id").overlay(loader=DictLoader({"apa-saja.html": template}))
    thread = next(iter(studio.threads.threads.values()))
    sheet = Sheet(environment, thread.address, "Judul", (), ())
    return sheet.draw(enter_thread(studio, thread), lambda room, render: Anything())


@pytest.mark.parametrize(
    "read",
    [
        "catalog.datasets",
        "studio.catalog",
        "studio.threads.threads | length",
        "studio.published_regions | length",
        "studio.histories | length",
        "thread.name",
    ],
)
def test_what_is_not_in_the_room_cannot_be_read(read: str) -> None:
    studio = studio_of(tables())
    assert draw("{{ settings.site_name }}, {{ studio.thread.key.tahun }}", studio)
    with pytest.raises(UndefinedError):
        draw(f"{{{{ {read} }}}}", studio)


def test_a_closed_page_names_no_dataset_beside_its_own() -> None:
    studio = studio_of(tables())
    room = enter_thread(studio, next(iter(studio.threads.threads.values())))
    assert {"anggaran", "pengadaan", "realisasi"} <= room.sources.editions.keys()
    with pytest.raises(KeyError):
        replace(room, sources=room.sources.only(["anggaran"])).sources.edition("realisasi")
    here = room.subject.address
    assert room.feedback_links(here, "Judul", None, "") is not None
    with pytest.raises(KeyError):
        room.feedback_links(here, "Judul", studio.catalog.datasets["anggaran"], "")
    with pytest.raises(KeyError):
        room.feedback_links("alur/", "Judul", None, "")


def test_no_field_of_a_room_is_left_out_of_its_digest() -> None:
    studio = studio_of(tables())
    room: Room = enter_thread(studio, next(iter(studio.threads.threads.values())))
    others: Mapping[str, object] = {
        "desk": replace(room.desk, guide="tentang/lain/"),
        "sources": room.sources.only([]),
        "subject": replace(room.subject, version="2020-01-01"),
        "thread": list(studio.threads.threads.values())[1],
        "agency": None,
        "others": (),
        "regions": (),
        "asking": 9,
        "serves": "lain",
        "newest": None,
        "blocks": (),
    }
    assert set(others) == set(room.__dataclass_fields__)
    for name, other in others.items():
        assert digest_value(replace(room, **{name: other})) != digest_value(room), name  # type: ignore[arg-type]
