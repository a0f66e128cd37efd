"""Procurement: what was to be bought, how, at what price, from whom, and how far each package has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from suluh.measuring.fact_sources import cell_fact
from suluh.measuring.groups import group_by
from suluh.measuring.row_facts import row_facts
from suluh.record_types.pengadaan.artifacts import RECORDS, RELEASES, name_file
from suluh.record_types.pengadaan.measures import contract_share, count_contracted
from suluh.record_types.pengadaan.pages.contexts import (
    AgencyPage,
    PackageRow,
    PackagesOfThread,
    ProcurementsPage,
    YearPage,
)
from suluh.record_types.pengadaan.stages import STAGES
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import bar_of, by_size, draw_bars
from suluh.rendering.environment import show_date, show_size
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.shared.parts import Choice, Download, Filter, KeyFigure, Row, count_options
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_count, print_percent, print_short_rupiah
from suluh.vocabulary.facts import Fact
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import (
    NumberColumn,
    NumbersLater,
    PageNumbers,
    Value,
    datasets_behind,
    each_dataset,
)
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.thread_book import key_of
from suluh.vocabulary.threads import Record, Thread, ThreadKey
from suluh.words.saying import N_

STAGE_WORDS = {
    "rencana": ("waktunya", N_("Direncanakan")),
    "proses": ("berjalan", N_("Pemilihan penyedia")),
    "kontrak": ("berjalan", N_("Berkontrak")),
    "selesai": ("selesai", N_("Selesai")),
    "batal": ("ditolak", N_("Batal")),
}
METHOD_WORDS = {
    "tender": N_("Tender"),
    "seleksi": N_("Seleksi"),
    "e_purchasing": N_("E-purchasing"),
    "pengadaan_langsung": N_("Pengadaan langsung"),
    "penunjukan_langsung": N_("Penunjukan langsung"),
    "swakelola": N_("Swakelola"),
    "dikecualikan": N_("Dikecualikan"),
}
_PACKAGES = (
    ("tahun", "Tahun anggaran", ""),
    ("id_pengadaan", "Kode paket", ""),
    ("instansi", "Alamat pendek instansi", ""),
    ("kode_sub_kegiatan", "Kode sub kegiatan", ""),
    ("paket", "Nama paket", ""),
    ("jenis", "Jenis", ""),
    ("metode", "Metode", ""),
    ("status", "Keadaan", ""),
    ("penyedia", "Penyedia", ""),
    ("pagu", "Pagu paket", "rupiah"),
    ("hps", "Harga perkiraan sendiri", "rupiah"),
    ("nilai_kontrak", "Nilai kontrak", "rupiah"),
)


def procurement_pages(studio: Studio) -> Iterable[Page]:
    """The way in, a page for each year, and one for each agency in it."""
    years: dict[int, list[Record]] = {}
    for record in studio.records("pengadaan"):
        years.setdefault(record.whole("tahun"), []).append(record)
    yield _index_page(studio, dict(sorted(years.items())))
    for year, some in sorted(years.items()):
        yield _year_page(studio, year, some, sorted(years))
        for slug, own in sorted(group_by(some, "instansi").items()):
            yield _agency_page(studio, year, slug, own)


def procurements_of_thread(studio: Studio, thread: Thread) -> PageBlock | None:
    """The packages that a sub kegiatan pays for; None where it has none."""
    own = _packages_by_thread(studio).get(thread.key)
    if not own:
        return None
    return PageBlock(
        id="pengadaan",
        title=studio.say("Pengadaan"),
        context=PackagesOfThread(package_items(studio, own)),
        mark=simulation_mark([thread]),
        datasets=datasets_behind(own),
        note=studio.say("Angka di kanan: nilai kontrak, atau pagu paket sebelum ada kontrak."),
    )


@remembered
def _packages_by_thread(studio: Studio) -> Mapping[ThreadKey, list[Record]]:
    """Packages by the sub kegiatan that pays for them."""
    found: dict[ThreadKey, list[Record]] = {}
    for record in studio.records("pengadaan"):
        key = key_of(record)
        if key is not None:
            found.setdefault(key, []).append(record)
    return found


def package_items(studio: Studio, records: Iterable[Record]) -> list[PackageRow]:
    """Packages as rows: method, supplier, price against the estimate, and how far it has come."""
    items = []
    for record in sorted(records, key=lambda row: (-(row.number("pagu") or 0), row.row)):
        kind, words = STAGE_WORDS.get(record.text("status"), ("netral", record.text("status")))
        thread = studio.threads.thread_of(record)
        method = studio.say(METHOD_WORDS.get(record.text("metode"), record.text("metode")))
        price = "pagu" if record.number("nilai_kontrak") is None else "nilai_kontrak"
        signed = record.text("tanggal_kontrak")
        parts = [method, record.text("penyedia")]
        if signed:
            parts.append(studio.say("kontrak %(date)s", date=show_date(signed)))
        items.append(
            PackageRow(
                title=record.text("paket"),
                address=thread.address if thread else "",
                note=" · ".join(part for part in parts if part),
                right=print_short_rupiah(cell_fact(record, price), unlinked=True),
                chip_kind=kind,
                chip_text=studio.say(words),
                method=method,
            )
        )
    return items


def _index_page(studio: Studio, years: dict[int, list[Record]]) -> Page:
    records = [record for some in years.values() for record in some]

    def context() -> ProcurementsPage:
        items = []
        for year, some in sorted(years.items(), reverse=True):
            items.append(_row(studio, str(year), f"pengadaan/{year}/", _Packages(some, year)))
        newest = max(years, default=0)
        packages = _Packages(years.get(newest, []), newest)
        return ProcurementsPage(
            items=items,
            year=newest,
            count=print_count(packages.all),
            ceiling=print_short_rupiah(packages.ceiling),
            contracted=print_count(packages.contracted),
            mark=simulation_mark(records),
        )

    return studio.page(
        "pengadaan/",
        section="pengadaan",
        title=studio.say("Pengadaan"),
        description=studio.say("Paket pengadaan tiap tahun: rencana, metode, kontrak, dan penyedianya."),
        crumbs=(Link(studio.say("Anggaran"), "anggaran/"),),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater.of("pengadaan", _numbers, records),
    )


def _year_page(studio: Studio, year: int, records: Sequence[Record], years: Sequence[int]) -> Page:
    def context() -> YearPage:
        stages = Counter(record.text("status") for record in records)
        packages = _Packages(records, year)
        return YearPage(
            year=year,
            count=print_count(packages.all),
            contracted=print_count(packages.contracted),
            saving=print_percent(packages.saving),
            stages=[
                KeyFigure(
                    label=studio.say(STAGE_WORDS[stage][1]),
                    number=print_count(packages.in_stage(stage).all),
                    unit=studio.say("paket", count=stages[stage]),
                    sentence=print_short_rupiah(packages.in_stage(stage).ceiling),
                )
                for stage in STAGES
                if stages[stage]
            ],
            chart=_method_chart(studio, year, records),
            agencies=[
                _row(
                    studio,
                    studio.agency_link(slug).text,
                    f"pengadaan/{year}/{slug}/",
                    _Packages(own, year, ("instansi", slug)),
                )
                for slug, own in sorted(group_by(records, "instansi").items())
            ],
            files=_list_files(studio, year, records),
            choices=[Choice(str(other), f"pengadaan/{other}/", other == year) for other in years],
            origin=records[0].dataset,
            mark=simulation_mark(records),
        )

    return studio.page(
        f"pengadaan/{year}/",
        section="pengadaan",
        title=studio.say("Pengadaan %(year)s", year=str(year)),
        description=studio.say(
            "Paket pengadaan %(year)s menurut keadaan, metode, dan instansi.", year=str(year)
        ),
        crumbs=(Link(studio.say("Pengadaan"), "pengadaan/"),),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater.of("pengadaan", _numbers, records),
    )


def _list_files(studio: Studio, year: int, records: Iterable[Record]) -> list[Download]:
    """The year's Open Contracting files: of each dataset its releases and its records."""
    files = []
    for name in dict.fromkeys(record.dataset for record in records):
        by_address = {file.artifact.address: file for file in studio.catalog.datasets[name].distributions}
        for form, label in ((RELEASES, N_("OCDS, rilis")), (RECORDS, N_("OCDS, rekaman"))):
            file = by_address.get(name_file(name, year, form))
            if file is not None:
                size = show_size(file.artifact.size)
                files.append(Download(studio.say(label), file.artifact.address, size))
    return files


class _Packages:
    """What is said of packages of a year: of all, of an agency, in a stage or by a method."""

    def __init__(self, records: Sequence[Record], year: int, *scope: tuple[str, str]) -> None:
        self.records, self.year, self.scope = records, year, scope
        self.facts = row_facts(records, year, *scope)

    def in_stage(self, stage: str) -> _Packages:
        """Those of them that have come so far."""
        some = [record for record in self.records if record.text("status") == stage]
        return _Packages(some, self.year, *self.scope, ("status", stage))

    @property
    def all(self) -> Fact:
        """How many there are."""
        return self.facts.count("paket")

    @property
    def contracted(self) -> Fact:
        """How many of them have a contract or are finished."""
        return self.facts.make("paket_berkontrak", count_contracted(self.records))

    @property
    def ceiling(self) -> Fact:
        """What they may cost together."""
        return self.facts.total("pagu_paket", "pagu")

    @property
    def saving(self) -> Fact:
        """Their contracts in per cent of their ceilings."""
        return self.facts.make("kontrak_dari_pagu", contract_share(self.records))


def _row(studio: Studio, title: str, address: str, packages: _Packages) -> Row:
    return Row(
        title=title,
        address=address,
        note=studio.say(
            "%(count)s paket, %(done)s berkontrak atau selesai",
            count=print_count(packages.all, unlinked=True),
            done=print_count(packages.contracted, unlinked=True),
        ),
        right=print_short_rupiah(packages.ceiling, unlinked=True),
    )


def _method_chart(studio: Studio, year: int, records: Sequence[Record]) -> str:
    """The ceilings by method, the share that chose its supplier by competition in plain sight."""
    bars = []
    for method, some in group_by(records, "metode").items():
        ceiling = _Packages(some, year, ("metode", method)).ceiling
        bars.append(bar_of(studio.say(METHOD_WORDS.get(method, method)), ceiling))
    return draw_bars(
        by_size(bars),
        ChartText(
            title=studio.say("Pagu menurut metode"),
            prefix="metode",
            value_label=studio.say("Pagu paket"),
            category_label=studio.say("Metode"),
            unit="rupiah",
            money=True,
            show=lambda value: format_rupiah(value, short=True),
        ),
    )


def _agency_page(studio: Studio, year: int, slug: str, records: Sequence[Record]) -> Page:
    agency = studio.agency_link(slug)

    def context() -> AgencyPage:
        items = package_items(studio, records)
        packages = _Packages(records, year, ("instansi", slug))
        stages = count_options(item.chip_text for item in items)
        methods = count_options(item.method for item in items)
        return AgencyPage(
            agency=agency,
            count=print_count(packages.all),
            ceiling=print_short_rupiah(packages.ceiling),
            contracted=print_count(packages.contracted),
            saving=print_percent(packages.saving),
            items=items,
            filters=[
                Filter("keadaan", studio.say("Keadaan"), stages),
                Filter("metode", studio.say("Metode"), methods),
            ],
            origin=records[0].dataset,
            mark=simulation_mark(records),
        )

    return studio.page(
        f"pengadaan/{year}/{slug}/",
        section="pengadaan",
        title=studio.say("Pengadaan %(agency)s %(year)s", agency=agency.text, year=str(year)),
        description=studio.say(
            "Paket pengadaan %(agency)s %(year)s dengan metode, nilai, dan penyedianya.",
            agency=agency.text,
            year=str(year),
        ),
        crumbs=(Link(studio.say("Pengadaan"), "pengadaan/"), Link(str(year), f"pengadaan/{year}/")),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater.of("pengadaan", _numbers, records),
    )


def _numbers(records: Sequence[Record]) -> PageNumbers:
    columns = tuple(NumberColumn(name, title, unit) for name, title, unit in _PACKAGES)
    rows: list[tuple[Value, ...]] = []
    for record in records:
        cells: list[Value] = []
        for name, _, unit in _PACKAGES:
            amount: Decimal | None = record.number(name) if unit else None
            cells.append((State.TIDAK_BERLAKU if amount is None else amount) if unit else record.text(name))
        rows.append(tuple(cells))
    return PageNumbers(columns, tuple(rows), each_dataset(records))
