"""Documents owed to the public: a missing one is not a late one, nor one that is not yet due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from record_builders import read_rows
from suluh.measuring.owed_documents import Owed, Presence, assess_documents, owed_years
from suluh.reading.document_kinds import load_document_kinds
from suluh.vocabulary.documents import PlanDocument, read_document

AGENCIES = ("a", "b")


def document(kind: str, **rest: Any) -> PlanDocument:
    row = {"id": "x", "jenis": kind, "judul": "X", "tahun_awal": 2024, "tahun_akhir": 2024, **rest}
    return read_document(read_rows("dokumen", [{"tautan": "https://contoh.go.id/x.pdf", **row}])[0])


def assess(kind: str, *documents: PlanDocument, today: date = date(2024, 6, 1)) -> Owed:
    kinds = [load_document_kinds()[kind]]
    (found,) = assess_documents(kinds, documents, 2024, agencies=AGENCIES, today=today)
    return found


@pytest.mark.parametrize(
    ("published", "today", "state", "late"),
    [
        (None, date(2023, 12, 31), Presence.NANTI, 0),
        (None, date(2024, 1, 10), Presence.BELUM, 10),
        ("2023-12-31", date(2024, 6, 1), Presence.ADA, 0),
        ("2024-01-05", date(2024, 6, 1), Presence.TERLAMBAT, 5),
    ],
)
def test_one_document_of_the_region(published: str | None, today: date, state: Presence, late: int) -> None:
    some = [document("perda_apbd", tanggal_terbit=published)] if published else []
    found = assess("perda_apbd", *some, today=today)
    assert (found.state, found.late, found.due) == (state, late, date(2023, 12, 31))


def test_what_cannot_be_read_is_not_there() -> None:
    for link in ("", "http://contoh.go.id/x.pdf", "x.pdf"):
        found = assess("perda_apbd", document("perda_apbd", tautan=link))
        assert (found.state, found.present, len(found.documents)) == (Presence.BELUM, 0, 1)


def test_every_agency_owes_its_own() -> None:
    one = document("dpa_skpd", instansi="a", tanggal="2024-01-20")
    found = assess("dpa_skpd", one, document("dpa_skpd", instansi="lain"))
    assert (found.state, found.present, found.expected, found.missing) == (Presence.SEBAGIAN, 1, 2, ("b",))
    assert found.late == (date(2024, 6, 1) - date(2024, 1, 31)).days
    both = assess("dpa_skpd", one, document("dpa_skpd", instansi="b", tanggal="2024-02-02"))
    assert (both.state, both.late, both.missing) == (Presence.TERLAMBAT, 2, ())


def test_years_reach_one_beyond_the_last_told_but_not_into_the_future() -> None:
    some = [document("perda_apbd"), document("rpjmd", tahun_awal=2020, tahun_akhir=2030)]
    assert owed_years(some, [2023], date(2024, 1, 1)) == (2023, 2024)
    assert owed_years(some, [2023], date(2029, 1, 1)) == (2023, 2024, 2025)
    assert owed_years(some, [], date(2020, 1, 1)) == (2024,)
    assert owed_years([], [], date(2024, 1, 1)) == ()
