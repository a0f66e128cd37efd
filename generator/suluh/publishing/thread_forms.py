"""The forms of evaluation that the law asks for, made of the threads: E.81, E.60 and T-C.29.

Each is known again by what it rests on before it is filled in: a changed cell fills in those alone that could
tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import starmap

from suluh.measuring.evaluation import evaluate_agency, evaluate_region, list_evaluations
from suluh.measuring.renstra_evaluation import evaluate_renstra
from suluh.publishing.artifacts import is_only_named, keep_bytes
from suluh.publishing.earlier_files import RestsOn, find_earlier
from suluh.publishing.evaluation_files import (
    File,
    archive_address,
    form_address,
    make_evaluation_files,
    pack_earlier_quarters,
    read_earlier_quarters,
)
from suluh.publishing.form_keys import FormKeys
from suluh.publishing.renstra_files import RenstraTable, make_renstra_files, renstra_address
from suluh.reading.region_list import load_regions
from suluh.sharing import share_out
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.evaluation_forms import Evaluation
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.thread_book import ThreadBook

Form = tuple[int, str]
"""Year and agency; the region's has no agency."""


def write_thread_forms(catalog: Catalog, settings: Settings) -> Iterator[Artifact]:
    """Forms E.81 of every agency and E.60 of the region by year, T-C.29 of every agency, as CSV and XLSX.

    The CSVs of E.81 and E.60 have the newest quarter; those before it are one archive for each year.

    None where files are only named: it takes too much reckoning to know what they are called.
    """
    if is_only_named():
        return
    agencies = {slug: agency.nama for slug, agency in catalog.agencies.items()}
    region = load_regions()[settings.wilayah].full_name
    forms = _Forms(FormKeys(catalog.threads, catalog.nomenclature, agencies, region, settings))
    yield from forms.write_plans()
    yield from forms.write_evaluations()


@dataclass(frozen=True, slots=True)
class _Forms:
    """All forms of a book, found again by their keys or made."""

    keys: FormKeys

    def write_plans(self) -> Iterator[Artifact]:
        """T-C.29 of every agency that has plans."""
        plans: dict[str, set[int]] = {}
        for key, thread in self.keys.book.threads.items():
            if thread.rencana:
                plans.setdefault(key.instansi, set()).add(key.tahun)
        known = {
            slug: _find_files(renstra_address(slug), partial(self.keys.of_plans, slug))
            for slug in sorted(plans)
        }
        wanted = [slug for slug, files in known.items() if files is None]

        def make(number: int) -> tuple[File, ...]:
            return self._make_plans(wanted[number], sorted(plans[wanted[number]]))

        made = dict(zip(wanted, share_out(len(wanted), make, fewest=2), strict=True))
        for slug, files in known.items():
            yield from starmap(keep_bytes, made[slug] if files is None else files)

    def write_evaluations(self) -> Iterator[Artifact]:
        """E.81 and E.60 of each year, then the archives of the quarters before its newest."""
        quarters = _list_quarters(self.keys.book)
        known = {
            form: _find_files(form_address(*form, self.keys.settings), partial(self.keys.of_form, *form))
            for form in quarters
        }
        longer = [form for form, some in quarters.items() if len(some) > 1]
        packed = {year: self._find_archive(year) for year in dict.fromkeys(year for year, _ in longer)}
        before = self._read_before([form for form in longer if known[form] and packed[form[0]] is None])
        lacking = {form for form in longer if packed[form[0]] is None and form not in before}
        wanted = [form for form, files in known.items() if files is None or form in lacking]
        for form, some in quarters.items():
            # Before processes part: all of them know the forms then, those that write the pages too.
            self._fill(form, some)

        def make(number: int) -> tuple[tuple[File, ...], tuple[File, ...]]:
            form = wanted[number]
            forms = self._fill(form, quarters[form])
            return make_evaluation_files(
                forms, self.keys.agencies, self.keys.settings, region=self.keys.region
            )

        for form, (newest, quarters_before) in zip(
            wanted, share_out(len(wanted), make, fewest=2), strict=True
        ):
            known[form], before[form] = newest, quarters_before
        yield from (keep_bytes(*file) for files in known.values() for file in files or ())
        for year, archive in packed.items():
            files = [file for form in longer if form[0] == year for file in before.get(form, ())]
            yield pack_earlier_quarters(year, files) if archive is None else keep_bytes(*archive)

    def _find_archive(self, year: int) -> File | None:
        """The archive of a year in place, if no form of the year changed."""
        address = archive_address(year)
        content = find_earlier(address, partial(self.keys.of_form, year, ""))
        return None if content is None else (address, content)

    def _read_before(self, forms: Sequence[Form]) -> dict[Form, tuple[File, ...]]:
        """The CSVs of quarters before the newest of forms that did not change, from the archives in place."""
        archives = {year: read_earlier_quarters(year) for year in {year for year, _ in forms}}
        found = {form: f"{form_address(*form, self.keys.settings)}.csv" for form in forms}
        return {
            form: ((address, archives[form[0]][address]),)
            for form, address in found.items()
            if address in archives[form[0]]
        }

    def _fill(self, form: Form, quarters: Sequence[int]) -> list[Evaluation]:
        """The form of each quarter, none of them filled in twice."""
        (year, slug), book, names = form, self.keys.book, self.keys.names
        return [
            evaluate_agency(book, slug, tahun=year, triwulan=quarter, names=names)
            if slug
            else evaluate_region(book, tahun=year, triwulan=quarter, names=names)
            for quarter in quarters
        ]

    def _make_plans(self, slug: str, years: Sequence[int]) -> tuple[File, ...]:
        tables = [
            RenstraTable(
                year,
                evaluate_renstra(self.keys.book, slug, tahun=year, names=self.keys.names),
                any(thread.simulated for thread in self.keys.book.select(year, slug)),
            )
            for year in years
        ]
        whose = self.keys.agencies.get(slug, slug)
        return make_renstra_files(tables, slug=slug, whose=whose, settings=self.keys.settings)


def _list_quarters(book: ThreadBook) -> dict[Form, list[int]]:
    """By form, in order, the quarters that it has; the region's first in each year."""
    found: dict[Form, list[int]] = {}
    for year, quarter, slug in list_evaluations(book):
        found.setdefault((year, slug), []).append(quarter)
        if quarter not in found.setdefault((year, ""), []):
            found[year, ""].append(quarter)
    return dict(sorted(found.items()))


def _find_files(address: str, rests_on: RestsOn) -> tuple[File, ...] | None:
    """A form's files in place; None where one of them is not known to be what would be made."""
    files = [(file, find_earlier(file, rests_on)) for file in (f"{address}.csv", f"{address}.xlsx")]
    whole = tuple((file, content) for file, content in files if content is not None)
    return whole if len(whole) == len(files) else None
