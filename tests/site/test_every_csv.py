"""Every CSV of a built site is canonical, but those for Excel and the templates, which are named so."""

from __future__ import annotations

import csv
import io
from pathlib import Path

MARK = b"\xef\xbb\xbf"


def test_every_csv_is_canonical_or_named_otherwise(built_site: Path) -> None:
    canonical = others = 0
    for path in sorted(built_site.rglob("*.csv")):
        data, place = path.read_bytes(), path.relative_to(built_site).as_posix()
        if "asal" in path.parts:
            continue  # as it was submitted
        assert not data.removeprefix(MARK).startswith(b"ID"), f"{place} begins as SYLK"
        if "excel" in path.parts or "templat" in path.parts or path.name.startswith("templat-"):
            # A template is opened in a spreadsheet and has the delimiter that its dataset declares.
            assert data.startswith(MARK), place
            assert "excel" not in path.parts or b"," not in data.split(b";", 1)[0], place
            others += 1
            continue
        assert not data.startswith(MARK), place
        rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
        assert rows and len({len(row) for row in rows}) == 1, place
        assert len(rows) == 1 or data.count(b"\r\n") >= len(rows) - 1, place
        canonical += 1
    assert canonical > 20 and others > 20
