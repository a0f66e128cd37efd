"""Sentinels in every treated, closed or withheld cell of a site: no published byte has one of them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from small_site import copy_small_site, edit
from suluh.assembly.cluster.packing import pack_work
from suluh.checking.project import check_project
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.site import Site

FOLDER = "datasets/dinas-sosial/keluarga"
SECRET = "datasets/dinas-sosial/rahasia"
HEADER = "kode_wilayah,nama,lahir,umur,catatan,jumlah,keterangan\n"
ROWS = (
    "74.72.01.1007,SENTINELNAMA,1987-06-05,73,SENTINELBUANG,120,baik\n"
    "74.72.01.1012,SENTINELDUA,1961-04-03,29,SENTINELTIGA,3,baik\n"
)
SENTINELS = ("SENTINEL", "1987-06-05", "1961-04-03", "74.72.01.1012")
DESCRIPTOR = """name: keluarga
title: Keluarga penerima
klasifikasi: publik
description: Keluarga contoh.
status_data: simulasi
jenis_informasi: setiap-saat
produsen: Dinas Sosial
konsep: Contoh
definisi: Angka contoh.
klasifikasi_isian: tidak berlaku
ukuran: Jumlah
satuan: keluarga
periode: 2025
skema_wilayah: Kode Kemendagri
keputusan_wilayah: Kepmendagri 300.2.2-2430 Tahun 2025
frekuensi: Tahunan
kontak: ppid@contoh.go.id
sources: [{title: Dinas Sosial}]
licenses: [{name: CC-BY-4.0}]
dasar_pengecualian: pasal 17 huruf h.1
konsekuensi: Keluarga penerima dikenali.
jangka_waktu: Selama hidup
resources:
  - name: keluarga
    path: keluarga.csv
    pengungkapan:
      hasil: publik
      buang: [catatan]
      samarkan: [nama]
      generalkan: {lahir: tahun, umur: [18, 60], kode_wilayah: kecamatan}
      tekan: {kolom: [jumlah], dimensi: [kode_wilayah, nama, lahir, umur]}
    schema:
      fields:
        - {name: kode_wilayah, type: string, klasifikasi: terbatas}
        - {name: nama, type: string, klasifikasi: terbatas}
        - {name: lahir, type: date, klasifikasi: terbatas}
        - {name: umur, type: integer, klasifikasi: terbatas}
        - {name: catatan, type: string, klasifikasi: rahasia}
        - {name: jumlah, type: integer, klasifikasi: terbatas}
        - {name: keterangan, type: string}
"""
SECRET_DESCRIPTOR = """name: rahasia
title: SENTINELJUDUL
klasifikasi: rahasia
status_data: simulasi
jenis_informasi: setiap-saat
produsen: Dinas Sosial
description: SENTINELURAIAN
dasar_pengecualian: [pasal 17 huruf h.2, UU 27/2022]
konsekuensi: Keadaan kesehatan seseorang diketahui.
jangka_waktu: Tiga puluh tahun
"""


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8", newline="\n")


def build(root: Path) -> Site:
    settings, _ = read_settings(root)
    assert settings is not None
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    return site


def every_text(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every page and every artifact, archives opened."""
    for page in site.pages:
        data = page.structured_data() if page.structured_data else None
        yield page.address, f"{page.title} {page.description} {data} {page.body()}".encode()
    for artifact in site.artifacts:
        stream = BytesIO()
        artifact.write(stream)
        yield from unpack(artifact.address, stream.getvalue())


def unpack(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, content
    if content[:2] == b"PK":
        with ZipFile(BytesIO(content)) as archive:
            for one in archive.namelist():
                yield from unpack(f"{name}!{one}", archive.read(one))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = copy_small_site(tmp_path_factory.mktemp("kenari") / "situs")
    write(root, f"{FOLDER}/datapackage.yaml", DESCRIPTOR)
    write(root, f"{FOLDER}/keluarga.csv", HEADER + ROWS)
    write(root, f"{SECRET}/datapackage.yaml", SECRET_DESCRIPTOR)
    return build(root)


def text_at(site: Site, address: str) -> str:
    return dict(every_text(site))[address].decode()


def test_no_published_byte_has_a_sentinel(site: Site) -> None:
    texts = dict(every_text(site))
    assert any(name.endswith("xlsx!xl/worksheets/sheet1.xml") for name in texts)
    pages = [name for name in texts if not name.startswith(("wilayah/", "data/bantuan", "cari/"))]
    for name in pages:
        # The kelurahan has a page of its own and stands in other tables and lists of codes.
        last = None if "keluarga" in name and "templat" not in name else -1
        assert [one for one in SENTINELS[:last] if one.encode() in texts[name]] == [], name
    for name in set(texts) - set(pages):
        assert b"SENTINEL" not in texts[name], name


def test_work_for_other_machines_has_no_sentinel(site: Site) -> None:
    packed = zlib.decompress(pack_work(lambda folder, number: (site.pages[number].body(), site.artifacts)))
    assert b"Keluarga penerima" in packed, "texts of what is packed can be read"
    assert [one for one in SENTINELS[:-1] if one.encode() in packed] == []


def test_closed_cells_bear_the_documented_mark(site: Site) -> None:
    lines = text_at(site, "data/keluarga/keluarga.csv").splitlines()
    assert lines[1:] == ["74.72.01,•••,1987,,60+,120,,baik", "74.72.01,•••,1961,,18–59,,dirahasiakan,baik"]
    described = text_at(site, "data/keluarga/datapackage.json")
    assert '"keadaan_dari": ' in described and "di bawah 5" in described
    assert '_keadaan":"dirahasiakan"' in text_at(site, "data/keluarga/keluarga.json")
    assert "dirahasiakan" in text_at(site, "data/keluarga/")


def test_the_list_of_exclusions_says_why_and_no_more(site: Site) -> None:
    page = text_at(site, "ppid/dik/")
    for words in (
        "Keadaan kesehatan seseorang diketahui.",
        "Tiga puluh tahun",
        "angka 2",
        "UU 27/2022",
        "Dinas Sosial",
    ):
        assert words in page
    assert "(judul tidak ditampilkan)" in page and "rahasia/" not in page
    assert "(judul tidak ditampilkan)" in text_at(site, "ppid/dik/dik.csv")


def test_a_title_is_listed_only_where_its_description_says_so(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    for name, word in (("satu", "true"), ("dua", "ya"), ("tiga", '"true"')):
        described = SECRET_DESCRIPTOR.replace("name: rahasia", f"name: {name}").replace("JUDUL", name.upper())
        path = f"datasets/dinas-sosial/{name}/datapackage.yaml"
        write(root, path, f"{described}judul_boleh_tampil: {word}\n")
    page = text_at(build(root), "ppid/dik/")
    assert re.findall("SENTINEL[A-Z]+", page) == ["SENTINELSATU"]


def test_files_beside_a_secret_description_are_named_and_not_read(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    write(root, f"{SECRET}/datapackage.yaml", SECRET_DESCRIPTOR)
    write(root, f"{SECRET}/dalam/isi.csv", "nik,SENTINELKOLOM\nSENTINELISI,satu,banyak\n7472015708900003,x\n")
    settings, _ = read_settings(root)
    assert settings is not None
    checked = check_project(settings)
    assert [(one.code, one.place.path) for one in checked.findings] == [("K103", f"{SECRET}/dalam/isi.csv")]
    assert "SENTINEL" not in repr(checked.findings)


def test_the_office_is_told_as_configured_and_its_absence_too(site: Site, tmp_path: Path) -> None:
    assert "belum diisi" in text_at(site, "ppid/")
    root = copy_small_site(tmp_path / "situs")
    edit(
        root, "mkdocs.yml", "  - suluh:\n", "  - suluh:\n      ppid: {nama: PPID Kota, jam: Senin pukul 9}\n"
    )
    page = text_at(build(root), "ppid/")
    assert "Senin pukul 9" in page and "PPID Kota" in page and "10 hari kerja" in page


def test_the_public_list_has_every_dataset_and_report_with_its_class(site: Site) -> None:
    page, table = text_at(site, "ppid/dip/"), text_at(site, "ppid/dip/dip.csv")
    assert table.splitlines()[0].startswith(
        "no,judul,ringkasan_isi,pejabat_unit_yang_menguasai,penanggung_jawab"
    )
    assert len(table.splitlines()) == 1 + 8 + 1
    assert "Keluarga penerima" in page and "Setiap saat" in page and 'data-filter-jenis="Berkala"' in page
