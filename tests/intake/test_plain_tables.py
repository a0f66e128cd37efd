"""Tables that are right as they stand come through untouched, and nothing is asked about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from suluh.intake.shape_search import propose_shapes
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import RECIPE_KEY, ReadingRecipe

ROOT = Path(__file__).resolve().parents[2]
SHAPED = {"F024", "F025", "T039"}
"""Reproducers of a header that stands elsewhere, of none, and of a note below the table."""


def _plain_files() -> list[Path]:
    found = [path for folder in ("datasets", "tests") for path in (ROOT / folder).rglob("*.csv")]
    return sorted(
        path
        for path in found
        if not {"cases", "sources"} & set(path.parts)
        and not SHAPED & set(path.relative_to(ROOT).parts)
        and not _has_recipe(path)
    )


def _has_recipe(path: Path) -> bool:
    descriptor = path.with_name("datapackage.yaml")
    return descriptor.exists() and RECIPE_KEY in descriptor.read_text(encoding="utf-8")


def test_no_table_of_the_repository_gets_a_shape() -> None:
    wrong: list[str] = []
    looked_at = 0
    for path in _plain_files():
        sheets, _ = read_raw_sheets(path.name, path.read_bytes())
        if not sheets:
            continue
        looked_at += 1
        shapes = propose_shapes(sheets)
        asked = [doubt.key for doubt in shapes.doubts]
        if asked or len(shapes.shapes) > 1 or (shapes.likely and not shapes.likely.recipe.is_plain):
            wrong.append(f"{path.relative_to(ROOT)}: {asked} {shapes.likely and shapes.likely.recipe}")
    assert not wrong, "\n".join(wrong)
    assert looked_at > 80


@pytest.mark.parametrize(
    "text",
    [
        "kode,nama\n74.72.01,Betoambari\n74.72.02,Wolio\n",
        "nama,alamat,jenis\nPasar Wameo,Jalan Dayanu,rakyat\nPasar Laelangi,Jalan Betoambari,rakyat\n",
        "kecamatan,jumlah\nWolio,1\nMurhum,2\nBetoambari,3\n",
        "kecamatan,sd,smp\nWolio,1,2\nMurhum,2,4\nBungi,3,6\n",
        "tahun,jumlah\n2021,7\n2022,8\n2023,15\n",
        "tahun,bulan,nilai\n2023,1,70\n2023,2,80\n2024,1,90\n",
        "kecamatan,tahun,penduduk,luas_km2\nWolio,2022,44021,28.9\nWolio,2023,44100,28.9\n",
        "indikator,satuan,nilai\nJumlah penduduk,jiwa,64145\nJumlah keluarga,KK,1701\nJumlah desa,desa,43\n",
        "uraian,nilai\nRata-rata lama sekolah,10.2\nAngka harapan hidup,71.1\nJumlah guru,81\n",
        "uraian,nilai\nJumlah desa,43\nJumlah kasus,12\nLuas wilayah,221\nTotal aset desa,90\n",
        "uraian,nilai\nLuas wilayah,221\nJumlah kasus,12\n",
        "nama,jumlah,cara\nlayanan,5,jumlah\nkunjungan,7,jumlah\nmutu,80,rata-rata\n",
        "kode,nama,pria,wanita,total\n74.72.01,Wolio,10,11,21\n74.72.02,Murhum,12,10,22\n",
        "kecamatan,target_2024,realisasi_2024\nWolio,10,9\nMurhum,12,13\n",
        "id,induk,nama\n1,,Induk\n2,1,Anak\n3,1,Anak lain\n",
        "nama,ket\nWolio,\nMurhum,ada\nBungi,\n",
        "lintang,bujur,nama\n-5.47,122.6,Pasar\n-5.48,122.61,Taman\n",
        "jumlah\n5\n7\n9\n",
        "a,b\n1,2\n",
    ],
)
def test_a_plain_table_stays_as_it_is(text: str) -> None:
    rows = [line.split(",") for line in text.splitlines()]
    shapes = propose_shapes([RawSheet("", rows, range(1, len(rows) + 1))])
    assert shapes.likely is not None
    assert shapes.likely.recipe == ReadingRecipe()
    assert not shapes.doubts
    assert not shapes.passed_over
    assert not [entry for entry in shapes.likely.evidence if entry.is_warning]
