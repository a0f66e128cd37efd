"""Our own work is nobody's number: maps, the search index, tables of numbers. Nothing hides in it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from random import Random

import material
import pytest

from made_sites import make_settings
from official_numbers import KINDS, add_official_tables
from small_site import copy_small_site, edit
from suluh.assembly.egress import EgressGate, make_gate
from suluh.assembly.personal_numbers import make_finder
from suluh.assembly.site_addresses import file_of
from suluh.pipeline import build_site
from suluh.reading.region_list import load_regions
from suluh.reading.site_settings import read_settings
from suluh.rendering.maps import city_map, locator, province_map
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.fingerprints import Fingerprints
from suluh.vocabulary.settings import Settings

NIK = "7472015708900003"
REGIONS = [one.kode for one in load_regions().values() if one.level <= 2]
REFUSED_ONCE = (
    *("11.02", "15.06", "15.71", "18.71", "32.77", "33.27", "35.02", "35.78", "36.03", "36.73"),
    *("62.12", "65.04", "71.07", "74.02", "74.04", "75.02", "91.03", "91.71", "94.06", "95.02"),
)
"""Half of those whose maps, with their locators, could not be published."""
SPREAD = (*REFUSED_ONCE, *REGIONS[::30])


def gate_for(root: Path, *written: str, site_url: str = "https://contoh.go.id/suluh/") -> EgressGate:
    return make_gate(make_settings(root, site_url=site_url), Fingerprints(), make_finder(), written)


@pytest.fixture
def gate(tmp_path: Path) -> EgressGate:
    return gate_for(tmp_path / "proyek")


def codes(gate: EgressGate, name: str, content: str | bytes) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    return [one.code for one in gate.inspect(name, data)]


def find_on_maps(gate: EgressGate, kode: str) -> list[str]:
    """What the last look tells of a page with all maps of a region and some of its parts'."""
    regions = load_regions()

    def address(other: str) -> str:
        return f"../{other}/"

    draw = province_map if regions[kode].level == 1 else city_map
    below = regions.children(kode) if regions[kode].level == 2 else ()
    drawn = [draw(kode, regions, address=address), locator(kode, regions, address=address)]
    drawn += [locator(one.kode, regions, address=address) for one in below[:3]]
    return codes(gate, f"wilayah/{kode}/index.html", "".join(f"<main>{one}</main>\n" for one in drawn if one))


@pytest.mark.parametrize("kode", SPREAD)
def test_the_maps_of_a_region_are_nobodys_numbers(gate: EgressGate, kode: str) -> None:
    assert find_on_maps(gate, kode) == []


@pytest.mark.slow
def test_the_maps_of_all_regions_are_nobodys_numbers(gate: EgressGate) -> None:
    assert len(REGIONS) == 552
    assert {kode: found for kode in REGIONS if (found := find_on_maps(gate, kode))} == {}


def find_on_region_pages(root: Path, kode: str) -> list[str]:
    """What the last look tells of the pages and files that the site of a region has for itself."""
    copy_small_site(root / "proyek")
    for folder in (
        "datasets/dinas-sosial",
        "datasets/referensi/nomenklatur",
        "datasets/referensi/padanan",
        "content/laporan",
    ):
        shutil.rmtree(root / "proyek" / folder)
    agencies = "slug,nama,jenis,kode_wilayah\ndinas-sosial,Dinas Sosial,dinas,\n"
    (root / "proyek/datasets/referensi/instansi/instansi.csv").write_text(agencies, encoding="utf-8")
    edit(root / "proyek", "mkdocs.yml", "74.72", kode)
    settings, _ = read_settings(root / "proyek")
    assert settings is not None
    return inspect_core(settings)


def inspect_core(settings: Settings) -> list[str]:
    """Every page and file of a site as the core makes it, without the engine's frame."""
    site, checked = build_site(settings)
    assert site is not None and not has_errors(checked.findings)
    written = [one.text for one in site.documents]
    gate = make_gate(settings, site.withheld, make_finder(site.reviewed), written)
    told = []
    for page in site.pages:
        told += gate.inspect(file_of(page.address), page.body().encode())
    for artifact in site.artifacts:
        stream = io.BytesIO()
        artifact.write(stream)
        told += gate.inspect(artifact.address, stream.getvalue())
    return [f"{one.code} {one.place.path} {one.value}" for one in told]


@pytest.mark.parametrize("kode", ["35.78"])
def test_the_pages_of_a_region_are_nobodys_numbers(tmp_path: Path, kode: str) -> None:
    assert find_on_region_pages(tmp_path, kode) == []


@pytest.mark.slow
@pytest.mark.parametrize("kode", REGIONS)
def test_the_pages_of_every_region_are_nobodys_numbers(tmp_path: Path, kode: str) -> None:
    assert find_on_region_pages(tmp_path, kode) == []


def test_tables_of_numbers_are_nobodys_numbers(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "proyek")
    add_official_tables(root, 6, Random(11))
    settings, _ = read_settings(root)
    assert settings is not None
    assert inspect_core(settings) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_many_tables_of_numbers_are_nobodys_numbers(tmp_path: Path, seed: int) -> None:
    root = copy_small_site(tmp_path / "proyek")
    add_official_tables(root, 264, Random(seed))
    settings, _ = read_settings(root)
    assert settings is not None
    assert inspect_core(settings) == []


HIDDEN = {
    "angka polos": f'<svg><path d="{NIK}"/></svg>',
    "sesudah huruf": f'<svg><path d="M{NIK}"/></svg>',
    "berkelompok": '<svg><path d="M7472 0157 0890 0003"/></svg>',
    "ponsel": '<svg><path d="M081234567890 1"/></svg>',
    "surel": '<svg><path d="M1 1 wa.ode@pos.example"/></svg>',
    "unsur lain": '<svg><rect d="M1 1l7472 0157 0890 0003"/></svg>',
    "bukan unsur gambar": '<p d="M1 1l7472 0157 0890 0003">x</p>',
    "atribut data": '<svg><path data-d="M1 1l7472 0157 0890 0003"/></svg>',
    "judul di dalamnya": f'<svg><path d="M0 0l1 1"><title>{NIK}</title></path></svg>',
    "atribut di sampingnya": f'<svg><path class="{NIK}" d="M0 0l1 1"/></svg>',
    "teks sesudahnya": f'<svg><path d="M0 0l1 1"/>{NIK}</svg>',
    "kotak lihat": f'<svg viewBox="{NIK}"></svg>',
    "alih": f'<svg><g transform="{NIK}"></g></svg>',
    "entitas": f'<svg><path d="{"".join(f"&#{ord(one)};" for one in NIK)}"/></svg>',
}


@pytest.mark.parametrize("how", HIDDEN)
def test_nobodys_number_hides_in_a_drawing(tmp_path: Path, how: str) -> None:
    page = HIDDEN[how]
    # As a page that somebody wrote, and as one that came about in some way that we know nothing of.
    for gate in (gate_for(tmp_path, page), gate_for(tmp_path)):
        assert "E001" in codes(gate, "tentang/x/index.html", page), how


def test_a_drawing_in_a_hand_written_page_is_looked_at_as_text(tmp_path: Path) -> None:
    for drawing in (
        '<path d="M7472 157 890 0l0-81 23 45 67 89"/>',
        '<polygon points="7472.0157.0890.0003"/>',
    ):
        page = f"<svg>\n{drawing}</svg>"
        assert codes(gate_for(tmp_path), "wilayah/x/index.html", page) == []
        assert "E001" in codes(gate_for(tmp_path, f"# Judul\n\n{page}\n"), "tentang/x/index.html", page)


@pytest.mark.slow
def test_icons_of_the_engines_theme_are_nobodys_numbers(gate: EgressGate) -> None:
    folder = Path(material.__file__).parent / "templates" / ".icons"
    icons = sorted(folder.rglob("*.svg"))
    assert len(icons) > 10_000
    assert [
        one.name for one in icons if "E001" in codes(gate, "tentang/x/index.html", one.read_bytes())
    ] == []


def test_numbers_in_data_are_looked_at_cell_by_cell_as_at_the_door(gate: EgressGate) -> None:
    rows = "jkn,1234567890123\r\nno rek,12345678\r\nkontak,6281123456789\r\n0,8123456789\r\n"
    assert codes(gate, "data/a/a.csv", f"uraian,nilai\r\n{rows}") == []
    assert (
        codes(gate, "data/a/a.json", '[{"bpjs":1234567890123,"telepon":6281123456789,"sim":123456789012}]')
        == []
    )
    assert codes(gate, "data/a/a.csv", f"uraian,nilai\r\n{rows}x,081234567890\r\n") == ["E001"]
    assert codes(gate, "data/a/a.json", '[{"a":"bpjs 1234567890123"}]') == ["E001"]


def test_a_class_of_values_in_a_legend_is_no_telephone_number(gate: EgressGate) -> None:
    assert codes(gate, "a.html", "<li>0–812.345.678</li>") == []
    for typed in ("0–812345678", "0-812.345.678", "0812.345.678", "0–8123.456.789"):
        assert codes(gate, "a.html", f"<li>{typed}</li>") == ["E001"], typed


def test_ids_of_calendar_entries_are_no_mail(tmp_path: Path) -> None:
    gate = gate_for(tmp_path, site_url="https://kota.github.io/data/")
    event = "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{summary}\r\nEND:VEVENT\r\n"
    assert (
        codes(gate, "kalender/kalender.ics", event.format(uid="rkpd-2026@kota.github.io", summary="RKPD"))
        == []
    )
    for uid, summary in (
        ("siti@pos.example", "x"),
        (f"{NIK}@kota.github.io", "x"),
        ("a@kota.github.io", "siti@kota.github.io"),
    ):
        found = codes(gate, "kalender/kalender.ics", event.format(uid=uid, summary=summary))
        assert found == ["E001"], (uid, summary)


SEEDS = (
    NIK,
    "7472 0157 0890 0003",
    "0812-3456-7890",
    "+62 812 3456 7890",
    "wa.ode@pos.example",
    "KK 7472010203040005",
)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("number", range(5))
def test_a_persons_number_is_found_among_official_ones(gate: EgressGate, seed: str, number: int) -> None:
    chance = Random(f"{seed} {number}")
    kinds = sorted(KINDS)
    rows = [[KINDS[kind][1](chance) for kind in kinds] for _ in range(60)]
    assert codes(gate, "a.csv", as_csv(rows)) == codes(gate, "a.html", as_html(rows)) == []
    assert codes(gate, "a.json", json.dumps(rows)) == []
    rows[chance.randrange(60)][chance.randrange(len(kinds))] = seed
    assert codes(gate, "b.csv", as_csv(rows)) == ["E001"]
    assert codes(gate, "b.html", as_html(rows)) == ["E001"]
    assert codes(gate, "b.json", json.dumps(rows)) == ["E001"]


def as_csv(rows: list[list[str]]) -> str:
    return "".join(",".join(row) + "\r\n" for row in rows)


def as_html(rows: list[list[str]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
