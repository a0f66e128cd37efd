"""The forms of evaluation that the law asks for, made of the threads: E.81, E.60 and T-C.29."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from suluh.measuring.evaluation import evaluate_agency, evaluate_region, list_evaluations
from suluh.measuring.renstra_evaluation import evaluate_renstra
from suluh.publishing.artifacts import is_only_named
from suluh.publishing.earlier_files import fill_in, keys_of, note_keys
from suluh.publishing.evaluation_files import (
    File,
    keep_file,
    make_evaluation_files,
    pack_earlier_quarters,
)
from suluh.publishing.renstra_files import RenstraTable, make_renstra_files
from suluh.reading.region_list import load_regions
from suluh.sharing import share_out
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.evaluation_forms import Evaluation
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact


def write_thread_forms(catalog: Catalog, settings: Settings) -> Iterator[Artifact]:
    """Forms E.81 of every agency and E.60 of the region by year, T-C.29 of every agency, as CSV and XLSX.

    The CSVs of E.81 and E.60 have the newest quarter; those before it are one archive for each year.

    None where files are only named: it takes too much reckoning to know what they are called.
    """
    if is_only_named():
        return
    book, titles = catalog.threads, catalog.nomenclature
    agencies = {slug: agency.nama for slug, agency in catalog.agencies.items()}
    region = load_regions()[settings.wilayah].full_name
    quarters: dict[tuple[int, str], list[int]] = {}
    for year, quarter, slug in list_evaluations(book):
        quarters.setdefault((year, slug), []).append(quarter)
        if quarter not in quarters.setdefault((year, ""), []):
            quarters[year, ""].append(quarter)
    forms = sorted(quarters)

    def fill(year: int, slug: str) -> list[Evaluation]:
        return [
            evaluate_agency(book, slug, tahun=year, triwulan=quarter, names=titles)
            if slug
            else evaluate_region(book, tahun=year, triwulan=quarter, names=titles)
            for quarter in quarters[year, slug]
        ]

    def make(number: int) -> tuple[tuple[tuple[File, ...], tuple[File, ...]], Mapping[str, str]]:
        files = make_evaluation_files(fill(*forms[number]), agencies, settings, region=region)
        return files, keys_of(address for address, _ in files[0])

    plans: dict[str, set[int]] = {}
    for key, thread in book.threads.items():
        if thread.rencana:
            plans.setdefault(key.instansi, set()).add(key.tahun)
    planning = sorted(plans)

    def make_renstra(number: int) -> tuple[tuple[File, ...], Mapping[str, str]]:
        slug = planning[number]
        tables = [
            RenstraTable(
                year,
                evaluate_renstra(book, slug, tahun=year, names=titles),
                any(thread.simulated for thread in book.select(year, slug)),
            )
            for year in sorted(plans[slug])
        ]
        whose = agencies.get(slug, slug)
        files = make_renstra_files(tables, slug=slug, whose=whose, settings=settings)
        return files, keys_of(address for address, _ in files)

    for number, (files, keys) in enumerate(share_out(len(planning), make_renstra, fewest=2)):
        note_keys(keys)
        yield from map(keep_file, fill_in(files) or make_renstra(number)[0])
    earlier: dict[int, list[File]] = {}
    for form in forms:
        # Before processes part: all of them know the forms then, those that write the pages too.
        fill(*form)
    made = share_out(len(forms), make, fewest=2)
    for number, ((files, before), keys) in enumerate(made):
        year = forms[number][0]
        note_keys(keys)
        yield from map(keep_file, fill_in(files) or make(number)[0][0])
        earlier.setdefault(year, []).extend(before)
    yield from (pack_earlier_quarters(year, files) for year, files in earlier.items() if files)
