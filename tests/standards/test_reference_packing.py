"""Packing the reference data: the same input gives the same bytes, and bad input is refused."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "generator" / "reference" / "pack.py"


@pytest.fixture(scope="module")
def pack() -> ModuleType:
    """The packing script as a module."""
    spec = importlib.util.spec_from_file_location("pack", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_rows(path: Path, *lines: str) -> Path:
    """A CSV file of these lines."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_regions_pack_into_columns(pack: ModuleType, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "w.csv", "kode,nama,tingkat", "11,Aceh,provinsi", '11.01,"A, B",x')
    assert pack.pack_regions(source) == "11\n11.01\n\nAceh\nA, B\n"


@pytest.mark.parametrize("rows", [("12,B,x", "11,A,x"), ("11,A,x", "11,A,x"), ("11, A,x",), ("11,,x",)])
def test_a_bad_region_list_is_refused(pack: ModuleType, tmp_path: Path, rows: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        pack.pack_regions(write_rows(tmp_path / "w.csv", "kode,nama,tingkat", *rows))


def test_layers_keep_every_coordinate(pack: ModuleType, tmp_path: Path) -> None:
    ring = [[122.58896, -5.47093], [122.6, -5.4], [122.5, -5.4], [122.58896, -5.47093]]
    feature = {
        "properties": {"kode": "1", "nama": "x"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    source = tmp_path / "1.geojson"
    source.write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    assert json.loads(pack.pack_layer(source)) == {"1": feature["geometry"]}


def test_packing_twice_gives_the_same_bytes(
    pack: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack, "TARGET", tmp_path)
    pack.write_packed(tmp_path / "a.xz", "isi" * 1000)
    pack.write_packed(tmp_path / "b.xz", "isi" * 1000)
    assert (tmp_path / "a.xz").read_bytes() == (tmp_path / "b.xz").read_bytes()
