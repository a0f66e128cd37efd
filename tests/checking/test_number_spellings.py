"""A NIK is found in every spelling that a person would type, and chance digits are let alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from suluh.checking.identity_numbers import district_codes, is_nik
from suluh.checking.personal_data import scan_file
from suluh.checking.personal_patterns import find_personal, mask_text
from suluh.checking.plain_text import plain_text

MOST_FALSE = 650
"""False alarms per million random numbers of sixteen digits."""


def grouped(*lengths: int, sign: str = " ") -> Callable[[str], str]:
    """A spelling in groups of these lengths."""

    def spell(number: str) -> str:
        parts, at = [], 0
        for length in lengths:
            parts.append(number[at : at + length])
            at += length
        return sign.join(parts)

    return spell


def shifted(first: int) -> Callable[[str], str]:
    """A spelling in the digits of another script."""
    return lambda number: "".join(chr(first + int(digit)) for digit in number)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "biasa": str,
    "dipetik": lambda number: f"'{number}",
    "NIK:": lambda number: f"NIK: {number}",
    "NIK tanpa tanda": lambda number: f"nik{number}",
    "dalam kalimat": lambda number: f"a.n. Warga ({number}), tercatat",
    **{
        f"empat-empat {sign!r}": grouped(4, 4, 4, 4, sign=sign)
        for sign in (" ", ".", "-", "/", "  ", " - ", "  -  ")
    },
    **{f"menurut bagian {sign!r}": grouped(6, 6, 4, sign=sign) for sign in (" ", ".", "-", "/", "_")},
    **{f"menurut isi {sign!r}": grouped(2, 2, 2, 2, 2, 2, 4, sign=sign) for sign in (" ", ".", "-")},
    "enam dan sepuluh": grouped(6, 10),
    "dua belas dan empat": grouped(12, 4),
    "tanggal terpisah": grouped(6, 2, 2, 2, 4),
    "satu-satu": grouped(*[1] * 16),
    "ribuan": grouped(1, 3, 3, 3, 3, 3, sign="."),
    "lebar penuh": shifted(0xFF10),
    "angka Arab": shifted(0x0660),
    "angka Persia": shifted(0x06F0),
    "angka Dewanagari": shifted(0x0966),
    "O bagi 0": lambda number: number[:6] + number[6:].replace("0", "O", 3),
    "l bagi 1": lambda number: number[:6] + number[6:].replace("1", "l", 2),
    "O bagi 0, berkelompok": lambda number: grouped(4, 4, 4, 4)(number[:8] + number[8:].replace("0", "O", 3)),
    "tanda tak terlihat": "\u200b".join,
    "spasi tak putus": grouped(4, 4, 4, 4, sign="\u00a0"),
    "notasi ilmiah": lambda number: f"{number[0]}.{number[1:].rstrip('0')}E+15",
    "notasi ilmiah, koma": lambda number: f"{number[0]},{number[1:].rstrip('0')}E+15",
    "pangkat sepuluh": lambda number: f"{number[0]}.{number[1:].rstrip('0')} x 10^15",
    "beberapa baris": grouped(4, 4, 4, 4, sign="\n"),
    "rumus teks": lambda number: f'="{number}"',
    "entitas": lambda number: f"&#{48 + int(number[0])};{number[1:]}",
}


def draw_nik(draw: random.Random) -> str:
    """A number as somebody's may be."""
    day = draw.randint(1, 28) + draw.choice((0, 40))
    district = draw.choice(sorted(district_codes()))
    return f"{district}{day:02d}{draw.randint(1, 12):02d}{draw.randint(0, 99):02d}{draw.randint(1, 9999):04d}"


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_every_spelling_is_found_and_masked(spell: Callable[[str], str]) -> None:
    draw = random.Random(20251201)
    for _ in range(50):
        number = draw_nik(draw)
        text = spell(number)
        assert {hit.code for hit in find_personal(plain_text(text))} & {"I001", "I009"}, ascii(text)
        assert number[4:14] not in plain_text(mask_text(text)), ascii(text)


@pytest.mark.parametrize("sign", ["\n", "\n> ", " \n"])
def test_a_number_over_two_lines_is_found(sign: str) -> None:
    draw = random.Random(7)
    for _ in range(20):
        number = draw_nik(draw)
        text = f"awal\nNomor {number[:8]}{sign}{number[8:]} akhir\n"
        assert [one.finding.code for one in scan_file("content/tentang/a.md", text.encode())] == ["I001"], (
            text
        )


def false_alarms(numbers: list[str], spell: Callable[[str], str], path: str) -> float:
    """Findings per million numbers, one in each line of a file."""
    text = "\n".join(["kode", *map(spell, numbers)]) + "\n"
    found = Counter(one.finding.code for one in scan_file(path, text.encode()))
    return sum(found.values()) / len(numbers) * 1e6


def random_numbers(count: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    return [f"{draw.randrange(10**16):016d}" for _ in range(count)]


CONTAINERS = ("datasets/a/b/b.csv", "content/tentang/a.md")


@pytest.mark.parametrize("path", CONTAINERS)
def test_chance_numbers_are_let_alone(path: str) -> None:
    # No more than is_nik finds, but for a dozen of telephones; the long run below has the figure.
    numbers = random_numbers(60_000, 5)
    known = sum(map(is_nik, numbers)) / len(numbers) * 1e6
    assert false_alarms(numbers, str, path) <= known + 100


@pytest.mark.slow
@pytest.mark.parametrize("path", CONTAINERS)
def test_of_a_million_chance_numbers_few_are_told(path: str) -> None:
    assert false_alarms(random_numbers(1_000_000, 20250630), str, path) <= MOST_FALSE


def test_parts_of_chance_numbers_in_two_columns_are_let_alone() -> None:
    numbers = random_numbers(30_000, 9)
    text = "\n".join(["a,b", *(f"{one[:8]},{one[8:]}" for one in numbers)]) + "\n"
    assert scan_file("datasets/a/b/b.csv", text.encode()) == []


@pytest.mark.parametrize("lengths", [(8, 8), (6, 10), (12, 4), (6, 6, 4), (4, 4, 4, 4), (2, 14)])
def test_a_number_in_parts_is_found(lengths: tuple[int, ...]) -> None:
    draw = random.Random(3)
    rows = [grouped(*lengths, sign=",")(draw_nik(draw)) for _ in range(12)]
    header = ",".join("abcd"[: len(lengths)])
    stripped = [",".join(part.lstrip("0") or "0" for part in row.split(",")) for row in rows]
    for body in (rows, stripped):  # a spreadsheet drops zeros in front
        text = "\n".join([f"no,{header},ket", *(f"{at},{row},x" for at, row in enumerate(body))]) + "\n"
        found = {one.finding.code for one in scan_file("datasets/a/b/b.csv", text.encode())}
        assert "I025" in found, lengths


def test_a_number_from_the_back_is_found() -> None:
    draw = random.Random(4)
    rows = "\n".join(draw_nik(draw)[::-1] for _ in range(9))
    found = [one.finding for one in scan_file("datasets/a/b/b.csv", f"kode\n{rows}\n".encode())]
    assert "I025" in {one.code for one in found}
