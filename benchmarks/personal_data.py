"""How fast the scan for data of persons is, and how often random numbers set it off.

    python benchmarks/personal_data.py [ROWS]

Prints rows and cells a second of processor time over a made-up table with the columns of real
ones, and the false alarms per million random numbers of sixteen digits over two million, with a fixed seed.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "generator"))

from suluh.checking.identity_numbers import is_nik
from suluh.checking.personal_data import scan_file

SEED = 20250630
DRAWS = 2_000_000


def make_table(rows: int) -> bytes:
    """A CSV of six columns: a region, a name, a count, rupiah, a share, a remark."""
    draw = random.Random(SEED)
    lines = ["kode_wilayah,nama,jumlah,pagu,persen,keterangan"]
    for number in range(rows):
        code = f"74.72.0{draw.randint(1, 8)}.10{draw.randint(10, 99)}"
        pagu, share = draw.randrange(10**12), draw.random() * 100
        lines.append(
            f"{code},Kelurahan {number},{draw.randrange(10**6)},{pagu},{share:.2f},sesuai rencana kerja"
        )
    return "\n".join(lines).encode()


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    data = make_table(rows)
    scan_file("datasets/a/b/b.csv", data[:200])  # loads the lists
    start = time.process_time()
    found = scan_file("datasets/a/b/b.csv", data)
    seconds = time.process_time() - start
    print(f"{rows / seconds:,.0f} rows/s, {6 * rows / seconds:,.0f} cells/s, {len(found)} findings")
    draw = random.Random(SEED)
    hits = sum(is_nik(f"{draw.randrange(10**16):016d}") for _ in range(DRAWS))
    print(f"{hits / DRAWS * 1e6:.0f} false alarms per million random 16-digit numbers")


if __name__ == "__main__":
    main()
