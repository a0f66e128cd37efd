"""Rates, complements, multiples and offsets of closed numbers are found, and unrelated numbers are let be."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.derivable_numbers import follows_by_base, follows_by_line, print_unit
from suluh.checking.recoverable_columns import check_recoverable_columns
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Schema, Table

PLACES = [f"74.72.0{1 + number % 3}.10{number:02}" for number in range(12)]
Made = Callable[[int, int], float | int]
RELATED: dict[str, Made] = {
    "per 100.000 dari penduduk": lambda count, people: round(count * 100_000 / people, 1),
    "per 1.000, tanpa desimal": lambda count, people: round(count * 10_000 / people),
    "persen": lambda count, people: round(count * 100 / people, 3),
    "pelengkap": lambda count, people: people - count,
    "pelengkap dari seratus": lambda count, people: 100 - count,
    "sepuluh kali": lambda count, people: 10 * count,
    "digeser": lambda count, people: count + 17,
    "garis": lambda count, people: 3 * count + 250,
    "garis berdesimal": lambda count, people: round(count / 7 + 3, 2),
    "negatif": lambda count, people: -count,
}
UNRELATED: dict[str, Made] = {
    "acak kecil": lambda count, people: random.Random(count * 31 + people).randint(0, 20),
    "acak besar": lambda count, people: random.Random(count * 17 + people).randint(0, 9000),
    "penduduk": lambda count, people: people,
    "tetap": lambda count, people: 12,
}


def make_counts(seed: int, places: int = 12) -> list[tuple[str, int, int]]:
    """Place, closed count, people there."""
    rng = random.Random(seed)
    return [
        (one, rng.choice((1, 2, 3, 4, rng.randint(5, 60))), rng.randint(900, 9000)) for one in PLACES[:places]
    ]


def make_closing(rows: Sequence[tuple[str, int, int]], **rule: object) -> tuple[DataPackage, Table]:
    fields = (
        make_field("kode_wilayah"),
        make_field("kasus", type="integer", klasifikasi=Klasifikasi.TERBATAS),
    )
    rules = {"hasil": "publik", "tekan": {"kolom": ["kasus"], "dimensi": ["kode_wilayah"], **rule}}
    resource = make_resource("kasus", schema=Schema(fields), descriptor={"pengungkapan": rules})
    table = make_table(("kode_wilayah", "kasus"), [(place, str(count)) for place, count, _ in rows])
    return make_package("kasus", resources=(resource,)), table


def make_open(
    name: str, columns: dict[str, Sequence[object]], places: Sequence[str]
) -> tuple[DataPackage, Table]:
    """A dataset of the same agency with numbers at the same places."""
    fields = [make_field("wilayah")]
    fields += [make_field(one, type="number") for one in columns]
    resource: Resource = make_resource(name, schema=Schema(tuple(fields)))
    rows = [(place, *(str(values[at]) for values in columns.values())) for at, place in enumerate(places)]
    return make_package(name, resources=(resource,)), make_table(("wilayah", *columns), rows)


def make_works(seed: int, places: Sequence[str], count: int = 400) -> tuple[DataPackage, Table]:
    """Single works at some places, so many kinds of them that each kind stands at few."""
    rng = random.Random(seed)
    columns: dict[str, Sequence[object]] = {
        "jenis": [rng.randint(1, 12) for _ in range(count)],
        "triwulan": [rng.randint(1, 4) for _ in range(count)],
        "tahun": [rng.randint(2023, 2025) for _ in range(count)],
        "volume": [rng.randint(1, 40) for _ in range(count)],
        "orang": [rng.randint(15, 600) for _ in range(count)],
        "rupiah": [rng.randint(20_000, 900_000) * 1000 for _ in range(count)],
    }
    return make_open("karya", columns, [rng.choice(places) for _ in range(count)])


def told(*made: tuple[DataPackage, Table]) -> set[str]:
    tables = {package.name: {package.resources[0].name: table} for package, table in made}
    found = check_recoverable_columns([package for package, _ in made], lambda package: tables[package.name])
    return {f"{one.place.resource}.{one.place.field}" for one in found}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("relation", RELATED)
def test_what_follows_from_closed_numbers_is_told(relation: str, seed: int) -> None:
    rows = make_counts(seed)
    shown = [RELATED[relation](count, people) for _, count, people in rows]
    columns: dict[str, Sequence[object]] = {"angka_lain" if "1.000," not in relation else "rasio": shown}
    columns["penduduk"] = [people for _, _, people in rows]
    assert told(make_closing(rows), make_open("lain", columns, [one[0] for one in rows]))


@pytest.mark.parametrize("seed", range(4))
def test_a_base_may_stand_in_another_dataset(seed: int) -> None:
    rows = make_counts(seed)
    places = [one[0] for one in rows]
    rate = make_open("laju", {"laju": [round(count * 1000 / people, 2) for _, count, people in rows]}, places)
    base = make_open("penduduk", {"jiwa": [people for _, _, people in rows]}, places)
    assert told(make_closing(rows), rate) == set()
    assert told(make_closing(rows), rate, base) == {"laju.laju"}


def test_a_tested_total_and_the_negative_ones_tell_the_positive_ones() -> None:
    rows = make_counts(5)
    places = [one[0] for one in rows]
    tested = make_open("diuji", {"diuji": [people for _, _, people in rows]}, places)
    negative = make_open("negatif", {"negatif": [people - count for _, count, people in rows]}, places)
    assert told(make_closing(rows), tested, negative) == {"negatif.negatif"}
    assert told(make_closing(rows), negative) == set()


def test_three_places_are_enough_for_a_rate_told_with_all_its_digits() -> None:
    rows = [("a", 3, 1200), ("b", 20, 5400), ("c", 15, 800)]
    shown = {"per_seribu": [Decimal(10 * count) for _, count, _ in rows]}
    assert told(make_closing(rows), make_open("lain", shown, "abc")) == {"lain.per_seribu"}


def test_a_few_numbers_that_do_not_fit_hide_nothing() -> None:
    rows = make_counts(7)
    shown = [10 * count for _, count, _ in rows]
    shown[0], shown[5] = 999, 3
    assert told(make_closing(rows), make_open("lain", {"angka": shown}, [one[0] for one in rows]))


@pytest.mark.parametrize("places", [4, 12])
def test_unrelated_numbers_are_let_be(places: int) -> None:
    wrong = []
    for seed in range(60):
        rows = make_counts(seed, places)
        rng = random.Random(seed)
        columns = {
            name: [make(count, people) for _, count, people in rows] for name, make in UNRELATED.items()
        }
        columns["laju"] = [round(rng.uniform(0, 40), 1) for _ in rows]
        if told(make_closing(rows), make_open("lain", columns, [one[0] for one in rows])):
            wrong.append(seed)
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("seed", range(3))
def test_many_columns_that_stand_at_few_places_each_tell_nothing_by_chance(seed: int) -> None:
    rng = random.Random(seed)
    places = [f"74.72.0{1 + number % 8}.10{number:02}" for number in range(43)]
    rows = [(place, rng.randint(0, 16), rng.randint(900, 9000)) for place in places]
    works = make_works(seed, places)
    assert told(make_closing(rows), works) == set()
    rates = {
        "laju": [round(count * 1000 / people, 2) for _, count, people in rows],
        "jiwa": [people for _, _, people in rows],
    }
    assert told(make_closing(rows), works, make_open("lain", rates, places)) == {"lain.laju"}


def test_many_numbers_that_are_shown_as_few_tell_no_more_than_few() -> None:
    ours = {(str(at),): Decimal(at) for at in range(17)}
    none_or_one = {key: Decimal(value > 8) for key, value in ours.items()}
    assert not follows_by_line(ours, none_or_one)


def test_rounding_is_allowed_for_and_no_more() -> None:
    ours = {(str(at),): Decimal(at * at + 1) for at in range(8)}
    near = {key: Decimal(f"{float(value) / 3:.1f}") for key, value in ours.items()}
    far = {key: value + Decimal("0.7") * (-1) ** int(key[0]) for key, value in near.items()}
    assert print_unit(near.values()) * 10 == 1
    assert follows_by_line(ours, near) and not follows_by_line(ours, far)
    assert not follows_by_base(ours, far, {key: Decimal(300) for key in ours})


def test_two_datasets_that_close_the_same_numbers_each_for_itself_give_them_away() -> None:
    rows = make_counts(3)
    first, table = make_closing(rows)
    second = make_package("lain", resources=first.resources)
    assert told((first, table), (second, table)) == {"kasus.kasus"}
