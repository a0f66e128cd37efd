"""Small made histories, published by us and recounted by the script: nobody differs, whatever they say."""

import io
import json
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_settings
from suluh.linking.thread_joining import join_threads
from suluh.measuring.boards import Board
from suluh.measuring.evaluation import evaluate_agency, evaluate_region
from suluh.measuring.renstra_evaluation import evaluate_renstra
from suluh.measuring.report_coverage import cover_agencies, list_quarters
from suluh.measuring.rollups import roll_up
from suluh.publishing.canonical_table import canonical_table
from suluh.publishing.csv_file import write_csv
from suluh.publishing.evaluation_files import make_evaluation_files
from suluh.publishing.page_number_forms import write_numbers_csv
from suluh.publishing.renstra_files import RenstraTable, make_renstra_files
from suluh.reading.deadlines import due_date
from suluh.recount.hitung_ulang import WORDS, Book, Recount, Row, Site, read_tables, reporting
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers, thread_numbers
from suluh.vocabulary.download_format import OutgoingNumbers
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers
from suluh.vocabulary.reporting_duty import ReportingDuty, Term
from suluh.vocabulary.site import Page
from suluh.vocabulary.threads import QUARTERS
from thread_builders import make_thread_dataset

SETTINGS = make_settings()
YEARS, AGENCIES = (2023, 2024), ("dinas-a", "dinas-b")
REPLACED = {"1.02.03.2.02.0001": "1.02.03.2.02.0004"}
"""A code of the national list with the one that took its place."""
CODES = ("1.06.02.2.01.0001", "1.06.02.02.01.0002", "2.16.01.2.01.0003", *chain(*REPLACED.items()))
DAYS = (date(2023, 1, 1), date(2024, 1, 31), date(2024, 8, 1), date(2026, 1, 1))
AMOUNTS = st.none() | st.sampled_from([0, 1, 7, 1000, "2500.75", 10**15])
RESULTS = st.none() | st.sampled_from([0, 1, 4, "12.5", 100, 250])
KEYS = {
    "tahun": st.sampled_from(YEARS),
    "instansi": st.sampled_from(AGENCIES),
    "kode_sub_kegiatan": st.sampled_from(CODES),
}
ROWS = {
    "usulan": {
        "hasil": st.sampled_from(["diakomodasi", "ditolak", None]),
        "perkiraan_biaya": AMOUNTS,
    },
    "rencana": {
        "indikator": st.sampled_from(["Orang dilatih", "Kematian"]),
        "satuan": st.sampled_from(["orang", "Orang"]),
        "target": st.none() | st.sampled_from([0, 1, 8, 100]),
        "arah": st.sampled_from(["naik", "turun"]),
        "rumus": st.sampled_from(["r_per_t", "t_per_r", "dua_t_kurang_r", "lain"]),
        "agregasi": st.sampled_from(["jumlah", "akhir", "maks", "rata"]),
        "pagu_indikatif": AMOUNTS,
        "target_renstra": st.none() | st.sampled_from([50, 60]),
        "pagu_renstra": st.none() | st.sampled_from([5000, 9000]),
        "sumber_dana": st.sampled_from(["PAD", "DAU"]),
    },
    "anggaran": {
        "murni": AMOUNTS,
        "pergeseran": AMOUNTS,
        "perubahan": AMOUNTS,
        "sumber_dana": st.sampled_from(["PAD", None]),
    },
    "realisasi": {
        "triwulan": st.sampled_from(QUARTERS),
        "indikator": st.sampled_from(["Orang dilatih", "orang  dilatih", "Kematian", None]),
        "realisasi_fisik": RESULTS,
        "realisasi_keuangan": AMOUNTS,
    },
}
TABLES = st.fixed_dictionaries(
    {
        name: st.lists(st.fixed_dictionaries({**KEYS, **columns}), max_size=14)
        for name, columns in ROWS.items()
    }
)


def publish(dataset, day, folder):
    """The dataset as a site publishes it, and what its catalogue says of the day."""
    for resource in dataset.package.resources:
        with (folder / f"{resource.name}.csv").open("wb") as file:
            write_csv(file, canonical_table(dataset.cleared, resource).text_table)
    fields = {
        resource.name: [
            {
                "name": field.name,
                "missingValues": [{"value": m.value, "label": m.label} for m in field.missing_values],
                **{key: field.descriptor[key] for key in ("keadaan_dari",) if key in field.descriptor},
            }
            for field in canonical_table(dataset.cleared, resource).fields
        ]
        for resource in dataset.package.resources
    }
    described = [
        {"name": name, "standar": name, "path": f"{name}.csv", "schema": {"fields": some}}
        for name, some in fields.items()
    ]
    (folder / "datapackage.json").write_text(json.dumps({"resources": described}), encoding="utf-8")
    return {
        "wilayah": "99.71",
        "per_tanggal": day.isoformat(),
        "batas_laporan": {str(year): [due_date(year, q).isoformat() for q in QUARTERS] for year in YEARS},
        "dataset": [],
    }


def figures(book):
    """(address, text) of every table of figures that is recounted here."""
    statuses = {"alur": StatusData.TETAP}

    def write(address, numbers):
        stream = io.BytesIO()
        page = Page(address, "", "", "", body=str)
        write_numbers_csv(stream, [OutgoingNumbers(numbers, statuses, page, SETTINGS)])
        return address, stream.getvalue().decode()

    for year in book.years:
        threads, key = book.select(year), NumberColumn("instansi", "Instansi")
        named = [(slug, slug, rollup) for slug, rollup in roll_up(threads, "instansi").items()]
        yield write(f"anggaran/{year}/", rollup_numbers(key, named))
        sources = roll_up(threads, "sumber_dana").items()
        named = [(name, name, whole) for name, whole in sources if whole.budget is not None]
        by_source = rollup_numbers(NumberColumn("sumber_dana", "Sumber dana"), named, with_reports=False)
        yield write(f"anggaran/{year}/sumber-dana/", by_source)
        for quarter in QUARTERS[: book.horizon(year)]:
            named = [(s, s, whole) for s, whole in roll_up(threads, "instansi", through=quarter).items()]
            yield write(f"evaluasi/{year}/tw{quarter}/", rollup_numbers(key, named))
            yield write(f"dasbor/{year}/tw{quarter}/", with_flags(Board(book, (year, quarter)), key))
        agencies = sorted({thread.key.instansi for thread in book.select(year)})
        quarters = QUARTERS[: book.horizon(year)]
        of_region = [evaluate_region(book, tahun=year, triwulan=quarter) for quarter in quarters]
        of_each = [
            [evaluate_agency(book, slug, tahun=year, triwulan=quarter) for quarter in quarters]
            for slug in agencies
        ]
        for forms in (of_region, *of_each) if quarters else ():
            ((address, content), _), earlier = make_evaluation_files(forms, {}, SETTINGS)
            _, before = next(iter(earlier), ("", b""))
            newest = content.decode("utf-8")
            yield address, before.decode("utf-8") + newest.partition("\n")[2] if before else newest
    for thread in book.threads.values():
        yield write(f"{thread.address}", thread_numbers(thread))
    planned = {(key.instansi, key.tahun) for key, thread in book.threads.items() if thread.rencana}
    for agency in sorted({slug for slug, _ in planned}):
        years = sorted(year for slug, year in planned if slug == agency)
        forms = [RenstraTable(year, evaluate_renstra(book, agency, tahun=year), False) for year in years]
        address, content = make_renstra_files(forms, slug=agency, whose="", settings=SETTINGS)[0]
        yield address, content.decode("utf-8")


def with_flags(board, key):
    """The totals of agencies with what is raised on each."""
    base = rollup_numbers(key, [(slug, slug, rollup) for slug, rollup in board.agencies.items()])
    said = ["; ".join(flagged.flag.value for flagged in board.flags[str(row[0])]) for row in base.rows]
    columns = (*base.columns, NumberColumn("bendera", "Bendera"))
    return PageNumbers(
        columns, tuple((*row, flags) for row, flags in zip(base.rows, said, strict=True)), base.sources
    )


BEGINNINGS = st.sampled_from([None, (2023, 1), (2023, 3), (2024, 2), (2025, 1)])
TERMS = st.dictionaries(st.sampled_from(AGENCIES), st.builds(Term, BEGINNINGS, st.none() | BEGINNINGS))


def spell(quarter):
    """A quarter as settings and the list of agencies write it."""
    return f"{quarter[0]}-tw{quarter[1]}" if quarter else ""


def list_terms(duty):
    """The list of agencies as it is published, with the quarters that each reports on."""
    for slug in AGENCIES:
        term = duty.terms.get(slug, Term())
        told = {"mulai_melapor": spell(term.first), "akhir_melapor": spell(term.last)}
        yield Row({"slug": slug, "jenis": "dinas", **told}, {}, {}, "instansi")


def coverage(book):
    """Who reported which quarter, as pages tell it."""
    for slug, cells in cover_agencies(book, list_quarters(book), AGENCIES).items():
        for (year, quarter), cell in cells.items():
            yield (slug, year, quarter), (cell.state.value, cell.reported, cell.due)


@settings(max_examples=30)
@given(tables=TABLES, day=st.sampled_from(DAYS), duty=st.builds(ReportingDuty, first=BEGINNINGS, terms=TERMS))
def test_the_recount_agrees_on_every_small_history(tables, day, duty):
    dataset = make_thread_dataset(tables)
    book = join_threads([dataset], day=day, duty=duty)
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data" / "alur"
        data.mkdir(parents=True)
        catalog = {
            **publish(dataset, day, data),
            "mulai_melapor": spell(duty.first) or None,
            "kode_lama": REPLACED,
        }
        site = Site(folder, singly=False, tell=io.StringIO().write)
        published = read_tables(site, ["alur"])[0]
        published["instansi"] += list_terms(duty)
        again = Book(published, catalog)
        done = Recount(again, {n: texts[0] for n, texts in WORDS.items()})
        for name, text in figures(book):
            done.read(name, text)
    assert done.differences == []
    told = {
        (row["instansi"], row["tahun"], row["triwulan"]): (
            row["keadaan_laporan"],
            row["sub_kegiatan_melapor"],
            row["sub_kegiatan_ditunggu"],
        )
        for row in reporting(again, [], "")
    }
    assert told == dict(coverage(book))
