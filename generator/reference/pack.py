"""Pack the national reference data into the package.

    python generator/reference/pack.py RAW_FOLDER

`RAW_FOLDER` holds what `generator/suluh/standards/reference/SUMBER.md` names as sources:
`wilayah.csv`, `wilayah-lama.csv`, `batas/<layer>/<kode>.geojson`, `nomenklatur/`, `rekening/` and
`penduduk.csv`. The same input gives the same bytes, so a new decree shows in the history as what it changed.
"""

from __future__ import annotations

import csv
import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "suluh" / "standards" / "reference"
NATION_TOLERANCE = 0.02
"""In degrees: a pixel of a map of the whole country is more."""
LAYERS = ("kabupaten_kota", "kecamatan", "desa_kelurahan")


def read_rows(source: Path) -> Iterator[dict[str, str]]:
    """Rows of a UTF-8 CSV file."""
    with source.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_packed(target: Path, text: str) -> None:
    """Write text as XZ, without time or name in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    data = lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME)
    target.write_bytes(data)
    sys.stdout.write(f"{target.relative_to(TARGET).as_posix()}: {len(data):,} B\n")


def pack_regions(source: Path) -> str:
    """All codes, one a line, a blank line, all names: columns pack a fifth smaller than rows."""
    rows = [(row["kode"], row["nama"]) for row in read_rows(source)]
    if rows != sorted(rows) or len({kode for kode, _ in rows}) != len(rows):
        raise SystemExit(f"{source}: codes must be sorted and occur once")
    if any("\n" in nama or not nama or nama != nama.strip() for _, nama in rows):
        raise SystemExit(f"{source}: names must be one line, without blanks around them")
    return "\n".join(kode for kode, _ in rows) + "\n\n" + "\n".join(nama for _, nama in rows) + "\n"


def pack_former(source: Path) -> str:
    """`kode, nama, daftar_pertama, daftar_terakhir`, separated by tabs, sorted by code."""
    columns = ("kode", "nama", "daftar_pertama", "daftar_terakhir")
    rows = sorted(tuple(row[column] for column in columns) for row in read_rows(source))
    if any("\t" in cell or "\n" in cell for row in rows for cell in row):
        raise SystemExit(f"{source}: a cell holds a tab or a line end")
    return "".join("\t".join(row) + "\n" for row in rows)


def pack_layer(source: Path) -> str:
    """GeoJSON geometries by code; names are left out, since the region list has them."""
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    shapes = {feature["properties"]["kode"]: feature["geometry"] for feature in features}
    if len(shapes) != len(features):
        raise SystemExit(f"{source}: a code occurs twice")
    return json.dumps(dict(sorted(shapes.items())), separators=(",", ":"))


def pack_nation(folder: Path) -> str:
    """All kabupaten and kota of the country, as one coverage simplified to some 2 km, by code."""
    import shapely

    shapes: dict[str, object] = {}
    for source in sorted(folder.glob("*.geojson")):
        for feature in json.loads(source.read_text(encoding="utf-8"))["features"]:
            shapes[feature["properties"]["kode"]] = shapely.from_geojson(json.dumps(feature["geometry"]))
    cleaned = shapely.coverage_clean(list(shapes.values()), gap_width=0.0003, merge_strategy="min_area")
    plain = shapely.set_precision(shapely.coverage_simplify(cleaned, NATION_TOLERANCE), 0.001)
    whole = dict(zip(shapes, plain, strict=True))
    return json.dumps(
        {code: json.loads(shapely.to_geojson(shape)) for code, shape in whole.items()}, separators=(",", ":")
    )


def pack_nomenclature(folder: Path) -> str:
    """`kode, daftar, nama`, separated by tabs: each name once, with the lists that have it.

    `daftar` has `k27` and `p27` for the export of 2027 for kabupaten/kota and provinces, `k23` for the list
    of 2023. Where both of a kabupaten's have a code, the names differ in blanks and stops alone: then the
    newer one stands.
    """
    names: dict[tuple[str, str], set[str]] = {}
    newer: dict[str, str] = {}
    for row in read_rows(folder / "nomenklatur-nasional.csv"):
        mark = "k27" if row["jenis"] == "kabkota" else "p27"
        names.setdefault((row["kode"], row["nama"]), set()).add(mark)
        if mark == "k27":
            newer[row["kode"]] = row["nama"]
    for row in read_rows(folder / "nomenklatur-kabkota-900-1317.csv"):
        nama = newer.get(row["kode"], row["nama"])
        names.setdefault((row["kode"], nama), set()).add("k23")
    return _as_lines((kode, " ".join(sorted(marks)), nama) for (kode, nama), marks in names.items())


def pack_accounts(folder: Path) -> str:
    """`kode, nama` of accounts 4, 5, 6, then 1, 2, 3, 7, 8, in the form used until 2025, without sources."""
    files = ("rekening-lra.csv", "rekening-neraca-lo.csv")
    return _as_lines((row["kode"], row["nama"]) for name in files for row in read_rows(folder / name))


def pack_indicators(folder: Path) -> str:
    """`kode, k or p, indikator, satuan` of sub kegiatan of both governments; a dash where none is stated."""
    rows = read_rows(folder / "nomenklatur-sub-kegiatan-indikator.csv")
    letters = {"kabkota": "k", "provinsi": "p"}
    return _as_lines(
        {(row["kode"], letters[row["jenis"]], row["indikator"] or "-", row["satuan"] or "-") for row in rows}
    )


def pack_former_codes(folder: Path) -> str:
    """`kode lama, k or p, kode baru, nama lama` of sub kegiatan that say which one they were before."""
    letters, found = {"kabkota": "k", "provinsi": "p"}, set()
    for row in read_rows(folder / "nomenklatur-sub-kegiatan-indikator.csv"):
        code, _, name = row["sub_kegiatan_sebelumnya"].partition(" ")
        if code:
            found.add((code, letters[row["jenis"]], row["kode"], name))
    return _as_lines(found)


def pack_residents(source: Path) -> str:
    """`kode, total` of provinces, kabupaten and kota, separated by tabs; the whole country's row left out."""
    return _as_lines((row["kode"], row["total"]) for row in read_rows(source) if row["kode"] != "0")


def pack_inner_points() -> str:
    """`kode, bujur, lintang` of a point within each province, kabupaten and kota, of the packed layers.

    Uniting provinces takes a few seconds, which no build should spend on what never changes.
    """
    from suluh.publishing.boundaries import measure_inner_point
    from suluh.publishing.row_places import DECIMALS
    from suluh.reading.region_list import load_regions

    rows = []
    for kode in load_regions().down_to(2):
        point = measure_inner_point(kode)
        if point is not None:
            rows.append((kode, *(str(round(part, DECIMALS)) for part in point)))
    return _as_lines(rows)


def _as_lines(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows sorted, separated by tabs."""
    listed = sorted(rows)
    if any("\t" in cell or "\n" in cell or not cell for row in listed for cell in row):
        raise SystemExit("a cell is empty, or holds a tab or a line end")
    return "".join("\t".join(row) + "\n" for row in listed)


def main(raw: Path) -> None:
    """Pack everything."""
    write_packed(TARGET / "wilayah.txt.xz", pack_regions(raw / "wilayah.csv"))
    write_packed(TARGET / "wilayah-lama.tsv.xz", pack_former(raw / "wilayah-lama.csv"))
    write_packed(TARGET / "nomenklatur.tsv.xz", pack_nomenclature(raw / "nomenklatur"))
    write_packed(TARGET / "nomenklatur-lama.tsv.xz", pack_former_codes(raw / "nomenklatur"))
    write_packed(TARGET / "indikator.tsv.xz", pack_indicators(raw / "nomenklatur"))
    write_packed(TARGET / "rekening.tsv.xz", pack_accounts(raw / "rekening"))
    write_packed(TARGET / "penduduk.tsv.xz", pack_residents(raw / "penduduk.csv"))
    for layer in LAYERS:
        for source in sorted((raw / "batas" / layer).glob("*.geojson")):
            write_packed(TARGET / "batas" / layer / f"{source.stem}.json.xz", pack_layer(source))
    nation = pack_nation(raw / "batas" / "kabupaten_kota")
    write_packed(TARGET / "batas" / "kabupaten_kota" / "0.json.xz", nation)
    write_packed(TARGET / "titik-dalam.tsv.xz", pack_inner_points())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
