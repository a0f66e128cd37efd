"""Forms of evaluation are known again by what they rest on: a cell makes those anew that could tell of it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from builders import make_instansi, make_settings
from suluh.linking.catalog_joining import join_catalog
from suluh.measuring.evaluation import evaluate_agency, evaluate_region, list_evaluations
from suluh.measuring.renstra_evaluation import evaluate_renstra
from suluh.publishing import evaluation_files
from suluh.publishing.earlier_files import EarlierFiles, beside_earlier
from suluh.publishing.form_keys import FormKeys, threads_of_form
from suluh.publishing.thread_forms import write_thread_forms
from suluh.sharing import HERE, working_with
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.crosswalk import Crosswalk
from suluh.vocabulary.evaluation_forms import Evaluation
from suluh.vocabulary.goals import GoalTree
from suluh.vocabulary.plan_periods import PlanPeriods
from suluh.vocabulary.reporting_duty import ReportingDuty
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.value_digests import digest_value
from thread_builders import CODE, make_thread_dataset

Rows = dict[str, list[dict[str, Any]]]
YEARS = (2021, 2022, 2023, 2024)
DAY = date(2024, 11, 3)
OTHER_CODE = "1.06.02.2.01.0002"
AGENCIES = ("dinas-contoh", "dinas-lama", "dinas-lain", "dinas-pecah", "dinas-utara")
SUCCESSORS = [
    {"jenis": "instansi", "lama": "dinas-lama", "baru": "dinas-contoh", "sejak": 2023},
    {"jenis": "instansi", "lama": "dinas-pecah", "baru": "dinas-utara", "sejak": 2023},
    {"jenis": "instansi", "lama": "dinas-pecah", "baru": "dinas-lain", "sejak": 2023},
]
FORMER = ("dinas-lama", "dinas-pecah")
"""Agencies that are gone from 2023 on."""


def draw_rows(dice: Random) -> Rows:
    """Plans, budgets and reports of agencies of which one was renamed and one was split."""
    rows: Rows = {"rencana": [], "anggaran": [], "realisasi": [], "padanan": deepcopy(SUCCESSORS)}
    for year in YEARS:
        for agency in AGENCIES:
            if agency in FORMER and year >= 2023:
                continue
            for code in (CODE, OTHER_CODE):
                own = {"tahun": year, "instansi": agency, "kode_sub_kegiatan": code}
                stated = {"target_renstra": dice.choice((None, 500, 500, 700)), "pagu_renstra": 9000}
                rows["rencana"].append({**own, **stated, "pagu_indikatif": dice.randrange(100, 900)})
                if dice.random() < 0.8:
                    rows["anggaran"].append({**own, "murni": dice.randrange(100, 900)})
                rows["realisasi"] += [
                    {
                        **own,
                        "triwulan": quarter,
                        "realisasi_fisik": 9,
                        "realisasi_keuangan": dice.randrange(90),
                    }
                    for quarter in range(1, 4 if year == 2024 else 5)
                    if dice.random() < 0.9
                ]
    return rows


def edit(rows: Rows, dice: Random) -> Rows:
    """The same with one row gone, or one cell that says something else."""
    changed = deepcopy(rows)
    name = dice.choice(("rencana", "anggaran", "realisasi", "realisasi", "padanan"))
    place = dice.randrange(len(changed[name]))
    columns = {"rencana": "pagu_indikatif", "anggaran": "murni", "realisasi": "realisasi_keuangan"}
    if name == "padanan" or dice.random() < 0.3:
        changed[name].pop(place)
    else:
        changed[name][place][columns[name]] = dice.randrange(1000, 2000)
    return changed


def make_catalog(rows: Rows, day: date = DAY) -> Catalog:
    """The rows as a site has them, with a name for each agency."""
    return join_catalog(
        [make_thread_dataset(rows)],
        agencies={slug: make_instansi(slug=slug, nama=slug.title()) for slug in AGENCIES},
        agencies_simulated=False,
        reports=(),
        withheld=(),
        day=day,
    )


def keys_of(catalog: Catalog, **settings: Any) -> FormKeys:
    names = {slug: agency.nama for slug, agency in catalog.agencies.items()}
    return FormKeys(catalog.threads, catalog.nomenclature, names, "Kota Contoh", make_settings(**settings))


def fill(book: ThreadBook, year: int, quarter: int, slug: str) -> Evaluation:
    if slug:
        return evaluate_agency(book, slug, tahun=year, triwulan=quarter)
    return evaluate_region(book, tahun=year, triwulan=quarter)


def part_of(book: ThreadBook, year: int, slug: str) -> ThreadBook:
    """All that a form of a year, an agency's or the region's, may rest on of a book."""
    may_rest_on = threads_of_form(book, year, slug)
    threads = {
        key: thread.with_matters(())
        for key, thread in book.threads.items()
        if may_rest_on(book.agency_in_force(key.instansi), key.tahun)
    }
    return replace(book, threads=threads, loose=())


def fill_all(book: ThreadBook) -> dict[tuple[int, str], list[Evaluation]]:
    """Every form by year and agency, a quarter after the other."""
    found: dict[tuple[int, str], list[Evaluation]] = {}
    for year, quarter, slug in list_evaluations(book):
        found.setdefault((year, slug), []).append(fill(book, year, quarter, slug))
    for year in book.years:
        found[year, ""] = [fill(book, year, quarter, "") for quarter in range(1, book.horizon(year) + 1)]
    return found


def fill_plans(book: ThreadBook, slug: str) -> object:
    return [evaluate_renstra(book, slug, tahun=year) for year in book.years]


@pytest.mark.parametrize("seed", range(6))
def test_where_the_key_is_the_same_the_form_is(seed: int) -> None:
    dice = Random(seed)
    rows = draw_rows(dice)
    keys = keys_of(make_catalog(rows))
    forms = fill_all(keys.book)
    spared = 0
    for _ in range(4):
        rows = edit(rows, dice)
        later = keys_of(make_catalog(rows))
        others = fill_all(later.book)
        for form in forms.keys() & others.keys():
            if digest_value(keys.of_form(*form)) == digest_value(later.of_form(*form)):
                assert forms[form] == others[form], form
                spared += 1
        for slug in AGENCIES:
            if digest_value(keys.of_plans(slug)) == digest_value(later.of_plans(slug)):
                assert fill_plans(keys.book, slug) == fill_plans(later.book, slug), slug
        keys, forms = later, others
    assert spared > len(forms), "most forms tell nothing of a cell"


@pytest.mark.parametrize("seed", range(6))
def test_a_form_rests_on_no_more_than_its_part_of_the_book(seed: int) -> None:
    """Filled in from that part alone it is the same; matters and loose rows are not in it."""
    book = make_catalog(draw_rows(Random(seed))).threads
    alone = 0
    for (year, slug), forms in fill_all(book).items():
        part = part_of(book, year, slug)
        assert part.years == tuple(known for known in book.years if known <= year)
        budgeted = [any(some.budget is not None for some in each.select(year)) for each in (book, part)]
        if len(set(budgeted)) == 1:
            assert [fill(part, year, form.triwulan, slug) for form in forms] == forms
            alone += len(part.threads) < len(book.threads)
    assert alone > len(AGENCIES)


@pytest.mark.parametrize(
    "other",
    [{"site_name": "Suluh Lain"}, {"wilayah": "74.72"}, {"names": {CODE: "Nama lain"}}, {"region": "Lain"}],
)
def test_all_that_a_form_says_counts_and_the_hour_does_not(other: dict[str, Any]) -> None:
    catalog = make_catalog(draw_rows(Random(1)))
    keys = keys_of(catalog)
    settings = {name: value for name, value in other.items() if name in ("site_name", "wilayah")}
    changed = keys_of(catalog, **settings)
    changed = FormKeys(
        changed.book,
        other.get("names", changed.names),
        changed.agencies,
        other.get("region", changed.region),
        changed.settings,
    )
    later = keys_of(catalog, day=date(2024, 11, 9))
    for ask in (lambda some: some.of_form(2024, "dinas-lain"), lambda some: some.of_plans("dinas-lain")):
        assert digest_value(ask(keys)) == digest_value(ask(later)) != digest_value(ask(changed))


OTHERS: dict[str, object] = {
    "through": {2024: 1},
    "due": {2024: 1},
    "crosswalk": Crosswalk({("instansi", "x"): ("y",)}),
    "goals": GoalTree({"T-1": None}),  # type: ignore[dict-item]
    "five_years": {"x": ()},
    "periods": PlanPeriods(years=4),
    "duty": ReportingDuty(first=(2023, 1)),
}


def test_all_that_a_book_says_beside_its_threads_counts() -> None:
    keys = keys_of(make_catalog(draw_rows(Random(1))))
    assert {each.name for each in fields(ThreadBook)} == {"threads", "loose", *OTHERS}
    for name, value in OTHERS.items():
        other = replace(keys, book=replace(keys.book, **{name: value}))
        assert digest_value(other.of_form(2024, "dinas-lain")) != digest_value(
            keys.of_form(2024, "dinas-lain")
        ), name


def test_whether_anybody_has_a_budget_changes_the_forms_of_all() -> None:
    """Also before the year's first deadline, while nothing is due of anybody."""
    day = date(2024, 1, 20)
    rows = draw_rows(Random(2))
    rows["anggaran"] = [row for row in rows["anggaran"] if row["tahun"] < 2024]
    bare = keys_of(make_catalog(rows, day))
    alone = {"tahun": 2024, "instansi": "dinas-utara", "kode_sub_kegiatan": CODE, "murni": 5}
    rows["anggaran"].append(alone)
    budgeted = keys_of(make_catalog(rows, day))
    one, other = (fill(each.book, 2024, 1, "dinas-lain") for each in (bare, budgeted))
    assert one.rows != other.rows
    for agency in ("dinas-lain", "dinas-contoh"):
        assert digest_value(bare.of_form(2024, agency)) != digest_value(budgeted.of_form(2024, agency))


class Press:
    """Forms that are put in place and asked for again; `made` are workbooks that were written."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.known: dict[str, tuple[str, str]] = {}
        self.made = 0
        make = evaluation_files.make_form_workbook

        def count(*given: Any) -> bytes:
            self.made += 1
            return make(*given)

        monkeypatch.setattr(evaluation_files, "make_form_workbook", count)

    def publish(self, rows: Rows) -> dict[str, str]:
        """The digests of all files by address, in their order."""
        self.made = 0
        earlier = EarlierFiles(self.folder, self.known)
        with working_with(HERE), beside_earlier(earlier):
            files = list(write_thread_forms(make_catalog(rows), make_settings(wilayah="74.72")))
        self.put(files)
        self.known = earlier.list_known(files)
        return {file.address: file.sha256 for file in files}

    def put(self, files: list[Artifact]) -> None:
        for file in files:
            path = self.folder / file.address
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                file.write(stream)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_found_again_is_what_would_be_made(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice, rows, site = Random(seed), draw_rows(Random(seed)), tmp_path / "situs"
    press = Press(site, monkeypatch)
    press.publish(rows)
    for _ in range(3):
        rows = edit(rows, dice)
        if dice.random() < 0.5:
            # What somebody changed in place is not believed.
            dice.choice(sorted(site.rglob("*.*"))).write_bytes(b"lain")
        warm = press.publish(rows)
        assert list(warm.items()) == list(Press(tmp_path / "lain", monkeypatch).publish(rows).items())


def test_a_cell_writes_anew_the_workbooks_that_could_tell_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press, rows = Press(tmp_path, monkeypatch), draw_rows(Random(3))
    press.publish(rows)
    assert press.made == len([*tmp_path.rglob("*.xlsx")]) > 20
    press.publish(rows)
    assert press.made == 0
    of_agency = (row for row in rows["realisasi"] if row["instansi"] == "dinas-utara")
    next(row for row in of_agency if row["tahun"] == 2024)["realisasi_keuangan"] = 77
    press.publish(rows)
    assert press.made == 3, "E.81, E.60 of the year, and T-C.29 of the agency"
