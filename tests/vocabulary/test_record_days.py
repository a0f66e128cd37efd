"""A record tells its days in one form, whatever form its column was declared in."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from builders import make_field
from suluh.record_types.pengadaan.rules import check_procurements
from suluh.vocabulary.threads import Record, Source


def record(form: str, **cells: str) -> Record:
    """A row of days in a form, and of whatever else."""
    fields = {
        name: make_field(name, type="date" if name.startswith("tanggal") else "string", format=form)
        for name in cells
    }
    columns = {name: (at, field) for at, (name, field) in enumerate(fields.items())}
    return Record(Source("pengadaan", "pengadaan", "pengadaan", columns), 0, tuple(cells.values()))


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("default", "2025-03-05", "2025-03-05"),
        ("%d/%m/%Y", "05/03/2025", "2025-03-05"),
        ("%d/%m/%Y", " 05/03/2025 ", "2025-03-05"),
        ("%d/%m/%Y", "31/02/2025", "31/02/2025"),
        ("%d/%m/%Y", "", ""),
    ],
)
def test_a_day_is_iso(form: str, text: str, day: str) -> None:
    assert record(form, tanggal=text).text("tanggal") == day
    assert record(form, tanggal=text).values == {"tanggal": text}
    assert record(form, nama=text).text("nama") == text.strip()


def test_rules_compare_days_and_not_their_signs() -> None:
    places = SimpleNamespace(at=lambda *_, **__: None)
    lookups = SimpleNamespace(records={})
    right = record("%d/%m/%Y", tanggal_kontrak="28/02/2025", tanggal_selesai="05/03/2025", status="batal")
    assert list(check_procurements([right], places, lookups)) == []  # type: ignore[arg-type]
