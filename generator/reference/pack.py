"""Pack the national reference data into the package.

    python generator/reference/pack.py RAW_FOLDER

`RAW_FOLDER` holds what `generator/suluh/standards/reference/SUMBER.md` names as sources:
`wilayah.csv`, `wilayah-lama.csv` and `batas/<layer>/<kode>.geojson`. The same input gives the
same bytes, so a new decree shows in the history as what it changed.
"""

from __future__ import annotations

import csv
import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "suluh" / "standards" / "reference"
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


def main(raw: Path) -> None:
    """Pack everything."""
    write_packed(TARGET / "wilayah.txt.xz", pack_regions(raw / "wilayah.csv"))
    write_packed(TARGET / "wilayah-lama.tsv.xz", pack_former(raw / "wilayah-lama.csv"))
    for layer in LAYERS:
        for source in sorted((raw / "batas" / layer).glob("*.geojson")):
            write_packed(TARGET / "batas" / layer / f"{source.stem}.json.xz", pack_layer(source))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
