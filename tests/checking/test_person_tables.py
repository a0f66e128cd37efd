"""Tables of persons are refused whatever they are called, and public lists pass."""

from __future__ import annotations

import random

import pytest
import yaml

from person_samples import DATA, PERSON_KINDS, Sample, judged, make_person_table
from public_samples import PUBLIC_KINDS, make_public_list
from suluh.checking.personal_data import Evidence, scan_file

HELD_OUT = 1_000_000
"""Seeds from here on were never looked at while the rules were written."""


def scan(text: str, path: str = "datasets/dinas-contoh/data-a/data-a.csv") -> list[Evidence]:
    return scan_file(path, text.encode())


def errors(text: str, path: str = "datasets/dinas-contoh/data-a/data-a.csv") -> list[str]:
    return judged([one.finding for one in scan(text, path) if not one.ground])


def judge(sample: Sample) -> list[str]:
    return judged([one.finding for one in scan_file(sample.path, sample.data) if not one.ground])


TABLES = yaml.safe_load((DATA / "tabel.yaml").read_text(encoding="utf-8"))
OTHERS = yaml.safe_load((DATA / "dari-luar.yaml").read_text(encoding="utf-8"))
REFUSED, PUBLIC, OWN = TABLES["ditolak"], TABLES["lolos"], TABLES["milik_sendiri"]


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_tables_of_persons_are_refused(text: str) -> None:
    assert errors(text)


@pytest.mark.parametrize("text", PUBLIC.values(), ids=PUBLIC.keys())
def test_public_lists_pass(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize("text", OWN.values(), ids=OWN.keys())
def test_what_stays_a_persons_own_is_refused(text: str) -> None:
    assert errors(text)


@pytest.mark.parametrize("text", OTHERS["ditolak"].values(), ids=OTHERS["ditolak"].keys())
def test_tables_with_other_heads_are_refused(text: str) -> None:
    assert errors(text)


@pytest.mark.parametrize("text", OTHERS["lolos"].values(), ids=OTHERS["lolos"].keys())
def test_public_lists_with_other_heads_pass(text: str) -> None:
    assert errors(text) == []


def test_the_finding_names_columns_and_no_person() -> None:
    [one] = scan("nama,umur,agama\nSiti Aminah,14,Islam\nBudi Hartono,15,Islam\n")
    assert one.finding.code == "I023" and one.finding.place.field == "nama"
    assert "umur" in one.finding.details["kolom_data"] and "agama" in one.finding.details["kolom_data"]
    assert "Siti" not in repr(one) and "Hartono" not in one.text
    assert one.text == "agama|nama|umur"


def test_a_table_in_prose_is_one_as_well() -> None:
    report = "content/laporan/a/2025-tw1.md"
    rows = "| Siti Aminah | 31 | TBC |\n| Budi | 40 | HIV |\n"
    [first, *_] = scan(f"# Laporan\n\n| Nama | Umur | Penyakit |\n| --- | :-: | --: |\n{rows}", report)
    assert (first.finding.code, first.finding.place.line, first.finding.place.field) == ("I023", 3, "Nama")
    assert errors("| Kecamatan | Jumlah |\n|---|---|\n| Wolio | 12 |\n", report) == []


def test_many_columns_are_judged_in_little_work() -> None:
    header = ",".join(f"nama_pasien_{at}" for at in range(1_500))
    row = ",".join(["Siti Aminah"] * 1_500)
    [one] = scan(f"{header},umur\n{row},31\n{row},32\n")
    assert one.finding.code == "I023"


def test_numbers_of_bodies_are_let_in_with_their_ground() -> None:
    found = scan(PUBLIC["NPWP penyedia"])
    assert {one.ground for one in found} == {"badan_hukum"}
    assert [one.text for one in found][:1] == ["01.234.567.4-901.000"]


def test_random_tables_hide_no_split_number() -> None:
    draw = random.Random(7)
    rows = "\n".join(f"{draw.randrange(10**8):08d},{draw.randrange(10**8):08d}" for _ in range(20_000))
    assert errors(f"a,b\n{rows}\n") == []


def share(samples: list[Sample]) -> float:
    return sum(bool(judge(sample)) for sample in samples) / len(samples)


def test_made_up_tables_of_persons_are_refused() -> None:
    assert share([make_person_table(HELD_OUT + seed) for seed in range(54)]) >= 0.95


def test_made_up_public_lists_pass() -> None:
    assert share([make_public_list(HELD_OUT + seed) for seed in range(86)]) <= 0.01


@pytest.mark.slow
def test_of_two_hundred_tables_of_persons_nearly_all_are_refused() -> None:
    assert share([make_person_table(2 * HELD_OUT + seed) for seed in range(200)]) >= 0.95
    assert {kind for kind in PERSON_KINDS if not judge(make_person_table(3 * HELD_OUT, kind))} == set()


@pytest.mark.slow
def test_of_five_hundred_public_lists_hardly_any_is_stopped() -> None:
    assert share([make_public_list(2 * HELD_OUT + seed) for seed in range(500)]) <= 0.01
    assert {kind for kind in PUBLIC_KINDS if judge(make_public_list(3 * HELD_OUT, kind))} == set()
