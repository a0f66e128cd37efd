"""The forms of evaluation that the law asks for, made of the threads: E.81, E.60 and T-C.29."""

from __future__ import annotations

from collections.abc import Iterator

from suluh.measuring.evaluation import evaluate_agency, evaluate_region, list_evaluations
from suluh.measuring.renstra_evaluation import evaluate_renstra
from suluh.publishing.artifacts import is_only_named
from suluh.publishing.evaluation_files import File, keep_file, make_evaluation_files
from suluh.publishing.renstra_files import make_renstra_files
from suluh.reading.region_list import load_regions
from suluh.sharing import share_out
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact


def write_thread_forms(catalog: Catalog, settings: Settings) -> Iterator[Artifact]:
    """Form E.81 of every agency and quarter, E.60 of every quarter, T-C.29 of every plan, as CSV and XLSX.

    None where files are only named: it takes too much reckoning to know what they are called.
    """
    if is_only_named():
        return
    book, titles = catalog.threads, catalog.nomenclature
    keys = list_evaluations(book)
    quarters = sorted({key[:2] for key in keys})
    agencies = {slug: agency.nama for slug, agency in catalog.agencies.items()}
    region = load_regions()[settings.wilayah].full_name

    def make(number: int) -> tuple[File, ...]:
        if number < len(quarters):
            year, quarter = quarters[number]
            form = evaluate_region(book, tahun=year, triwulan=quarter, names=titles)
        else:
            year, quarter, slug = keys[number - len(quarters)]
            form = evaluate_agency(book, slug, tahun=year, triwulan=quarter, names=titles)
        return make_evaluation_files(form, agencies, settings, region=region)

    plans = sorted({(key.tahun, key.instansi) for key, thread in book.threads.items() if thread.rencana})

    def make_renstra(number: int) -> tuple[File, ...]:
        year, slug = plans[number]
        return make_renstra_files(
            evaluate_renstra(book, slug, tahun=year, names=titles),
            year=year,
            slug=slug,
            whose=agencies.get(slug, slug),
            simulated=any(thread.simulated for thread in book.select(year, slug)),
            settings=settings,
        )

    for files in share_out(len(plans), make_renstra):
        yield from map(keep_file, files)
    for files in share_out(len(quarters) + len(keys), make):
        yield from map(keep_file, files)
