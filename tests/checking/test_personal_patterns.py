"""Numbers of persons are found however they are written, and other numbers are let alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.checking.identity_numbers import district_codes, is_nik, is_nip, is_npwp
from suluh.checking.personal_patterns import find_personal, is_suspect, judge_suspect, mask_text, mask_value
from suluh.checking.plain_text import plain_name, plain_text
from suluh.reading.region_list import load_former_codes, load_regions

# Invented: no such person was born in Betoambari on 30 August 1989.
NIK = "7472015708900003"
ZERO_WIDTH = "\u200b"
HOSTILE = [
    NIK,
    f"'{NIK}",
    f"NIK{NIK}",
    f"a.n. Warga Contoh ({NIK})",
    f"https://contoh.go.id/?nik={NIK}",
    "7472 0157 0890 0003",
    "747201 570890 0003",
    "747201.570890.0003",
    "747201-570890-0003",
    "74.72.01.57.08.90.0003",
    "74 72 01 57 08 90 0003",
    "7472/0157/0890/0003",
    "7472\u20130157\u20130890\u20130003",
    "7472 - 0157 - 0890 - 0003",
    "7472\u00a00157\u00a00890\u00a00003",
    "7472\n0157\n0890\n0003",
    "7472_0157_0890_0003",
    "7 4 7 2 0 1 5 7 0 8 9 0 0 0 0 3",
    "7.472.015.708.900.003",
    "7,472,015,708,900,003",
    "74-7201.57 0890/0003",
    "7472**0157**08900003",
    "&#55;472015708900003",
    "7472\x08015708900003",
    "7472&nbsp;0157&nbsp;0890&nbsp;0003",
    "7472<b>0157</b>0890<!-- sela -->0003",
    r"\u0037472015708900003",
    r"\x37472015708900003",
    ZERO_WIDTH.join(NIK),
    "7472015\u00ad708900003",
    "\u0667\u0664\u0667\u0662\u0660\u0661\u0665\u0667\u0660\u0668\u0669\u0660\u0660\u0660\u0660\u0663",
    "\uff17\uff14\uff17\uff12\uff10\uff11\uff15\uff17\uff10\uff18\uff19\uff10\uff10\uff10\uff10\uff13",
    "".join(f"{digit}\ufe0f\u20e3" for digit in NIK),
    "7472O157O8900OO3",
    "7.472015708900003E+15",
    "7,472015708900003E15",
    f"{NIK} 7472011708900004",
    "1 7472 0157 0890 0003",
    "NIK: 1234 5678 9012 3456",
]
HARMLESS = [
    "5.1.02.01.01.0024",
    "2.16.02.2.01.0014",
    "1.06.02.2.01.0014/2025",
    "74.72.01.1007",
    "74.72.01.1007 74.72.01.1008 74.72.01.1009",
    "40402837",
    "7472011007",
    "1.234.567.890.123",
    "999999999999999",
    "12/01/2024 - 05/02/2025",
    "2024-06-30 2025-06-30",
    "2019 2020 2021 2022",
    "110.701201 -7.470932",
    "122.58896,-5.470930",
    "0.7472015708900003",
    "0.8123456789",
    "d2a7472015708900003ffa9911223344aabbccdd",
    "74720157-0890-0003-a716-446655440000",
    "DPPA/A.2/2.16.2.20.2.21.01.0000/001/2023",
    "2025-06-30 10:11:12",
    "7472015713900003",
    "7472014508900000",
    "74720157089000031",
    "9999015708900003",
    "7472012902890003",
    "info@baubaukota.go.id",
    "ppid@contoh.id",
    "(0402) 2821234",
    "rekening belanja 5.1.02.02.01.0013",
    "ISBN 978-602-8519-93-9",
    "01.234.567.8-901.000",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_citizens_number_is_found_in_any_spelling(text: str) -> None:
    found = find_personal(plain_text(text))
    assert found and {hit.code for hit in found} <= {"I001", "I009"}
    assert "0890" not in mask_text(text) and "08900003" not in plain_text(mask_text(text))


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_other_numbers_are_let_alone(text: str) -> None:
    assert find_personal(plain_text(text)) == []
    assert mask_text(text) is text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("No. KK 7472011708900003", "I002"),
        ("kartu keluarga: 7472011708900003", "I002"),
        ("01.234.567.4-901.000", "I003"),
        ("NPWP 012345674901000", "I003"),
        ("081234567890", "I004"),
        ("0812-3456-7890", "I004"),
        ("(0812) 34567890", "I004"),
        ("+62 812-3456-7890", "I004"),
        ("wa.me/6281234567890", "I004"),
        ("HP 6281234567890", "I004"),
        ("warga.contoh@surat.example", "I005"),
        ("warga [at] surat.example", "I005"),
        ("warga(at)surat(dot)example", "I005"),
        ("No. Rek BRI 012345678901234", "I006"),
        ("paspor B1234567", "I007"),
        ("BPJS 0001234567890", "I007"),
        ("nopol DT 1234 AB", "I007"),
        ("19850717 201001 2 003", "I008"),
        ("7,47E+15", "I009"),
        ("Jalan Contoh RT 03/RW 05", "I012"),
        ("RT.003/RW.005", "I012"),
    ],
)
def test_other_kinds_are_found(text: str, code: str) -> None:
    assert [hit.code for hit in find_personal(plain_text(text))] == [code]


def test_a_bare_number_needs_the_columns_name() -> None:
    assert find_personal("6281234567890") == []
    assert [hit.code for hit in find_personal("6281234567890", {"telepon"})] == ["I004"]
    assert find_personal("081234567890", {"telepon", "kantor"}) == []
    assert [hit.code for hit in find_personal("1234567890123456", {"nik"})] == ["I001"]
    assert [hit.code for hit in find_personal("0012010045678", {"rekening"})] == ["I006"]


def test_all_districts_that_ever_issued_numbers_count() -> None:
    assert len(district_codes()) == 7_879
    assert is_nik("9101" + "01" + "0101900001") is ("910101" in district_codes())


@pytest.mark.parametrize("day", ["0000", "3202", "3002", "4002", "7201", "0113"])
def test_a_number_without_a_real_date_is_no_nik(day: str) -> None:
    assert not is_nik(f"747201{day}900001")


def test_leap_days_are_real_in_leap_years_only() -> None:
    assert is_nik("7472012902920001") and is_nik("7472012902000001")
    assert not is_nik("7472012902910001")


def test_check_digits() -> None:
    assert is_npwp("012345674901000") and not is_npwp("012345678901000")
    assert is_npwp("0012345674901000") and is_npwp(NIK)
    assert not is_npwp("0" * 15)
    assert is_nip("198507172010012003") and not is_nip("198513172010012003")


@pytest.mark.parametrize("millions", [0.2, pytest.param(2, marks=pytest.mark.slow)])
def test_random_numbers_seldom_look_like_a_nik(millions: float) -> None:
    draw = random.Random(20250630)
    numbers = [f"{draw.randrange(10**16):016d}" for _ in range(int(millions * 1_000_000))]
    known = district_codes()
    hits = [number for number in numbers if number[:6] in known and is_nik(number)]
    assert len(hits) / millions <= 650
    # The whole way over some of them finds exactly these.
    sample = numbers[:200_000]
    text = "\x1e".join(sample)
    found = sum(bool(find_personal(one)) for one in text.split("\x1e") if one[:6] in known)
    assert found == sum(is_nik(one) for one in sample) <= 130


def test_no_region_code_is_a_number_of_a_person() -> None:
    codes = [*load_regions(), *load_former_codes()]
    assert len(load_regions()) == 91_599
    plain = [code.replace(".", "") for code in codes]
    assert not is_suspect("\x1e".join(codes)) and not is_suspect("\x1e".join(plain))
    names = "\x1e".join(region.nama for region in load_regions().values())
    assert [hit for one in plain_text(names).split("\x1e") for hit in find_personal(one)] == []


@given(st.text(max_size=60))
def test_whatever_is_found_is_masked_and_masking_ends(text: str) -> None:
    masked = mask_text(text)
    assert [hit for hit in find_personal(plain_text(masked)) if hit.code != "I012"] == []


SCRAPS = (
    "7472015708900003",
    "0812-3456-7890",
    "a@b.co.id",
    "no rek 123456789",
    "RT 01/02",
    "1,23E+15",
    "teknik",
    " ",
)


@given(st.lists(st.sampled_from(SCRAPS) | st.text(max_size=4), max_size=5).map("".join))
def test_what_is_suspect_is_judged_as_any_text_is(text: str) -> None:
    plain = plain_text(text)
    assert find_personal(plain) == (judge_suspect(plain) if is_suspect(plain) else [])
    assert is_suspect(plain) or not judge_suspect(plain)


@given(
    st.sampled_from(sorted(district_codes())), st.integers(1, 9999), st.sampled_from(" .-/_"), st.booleans()
)
def test_every_district_in_groups_is_found(district: str, serial: int, sign: str, woman: bool) -> None:
    number = f"{district}{'57' if woman else '17'}0890{serial:04d}"
    spelled = sign.join((number[:6], number[6:12], number[12:]))
    assert [hit.value for hit in find_personal(f"x {spelled} y")] == [spelled]


def test_masks_show_four_and_two() -> None:
    assert mask_value(NIK) == "7472••••••••••03"
    assert mask_value("B1234567") == "••••••••"


@pytest.mark.parametrize("name", ["N I K", "No. KTP", "no-ktp", "NO KTP"])
def test_names_are_compared_in_one_form(name: str) -> None:
    assert plain_name(name) in ("nik", "no_ktp")
