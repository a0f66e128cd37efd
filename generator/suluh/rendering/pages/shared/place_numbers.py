"""The numbers behind pages of places and years: proposals with their fate, key figures, yearly totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from suluh.linking.cell_figures import key_figures
from suluh.linking.proposals_by_region import Proposals, proposals_within
from suluh.measuring.fact_ledger import FlowFacts, flow_facts
from suluh.measuring.outcomes import is_done
from suluh.measuring.proposal_flow import ProposalFlow, estimated_cost, follow_proposals
from suluh.measuring.rollups import roll_up_all
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.thread_numbers import rollup_numbers
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.facts import EVERYWHERE, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers, Value, datasets_behind
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.threads import Record, datasets_of

_FLOW = (
    NumberColumn("tahun", "Tahun rencana"),
    NumberColumn("kode_wilayah", "Kode wilayah"),
    NumberColumn("nama", "Nama wilayah"),
    NumberColumn("diminta", "Usulan"),
    NumberColumn("perkiraan_biaya", "Perkiraan biaya semua usulan", "rupiah"),
    NumberColumn("diterima", "Usulan yang diakomodasi"),
    NumberColumn("direncanakan", "Di antaranya yang masuk rencana"),
    NumberColumn("dianggarkan", "Di antaranya yang dianggarkan"),
    NumberColumn("dikerjakan", "Di antaranya yang sudah dilaporkan pelaksanaannya"),
    NumberColumn("selesai", "Di antaranya yang mencapai targetnya"),
    NumberColumn("ditunda", "Usulan yang ditunda"),
    NumberColumn("ditolak", "Usulan yang ditolak"),
    NumberColumn("belum_diputus", "Usulan yang belum diputuskan"),
)
_FIGURES = (
    NumberColumn("angka", "Apa yang diukur"),
    NumberColumn("nilai", "Nilainya"),
    NumberColumn("satuan", "Satuannya"),
    NumberColumn("catatan", "Catatan, misalnya tanggalnya"),
)


@remembered
def proposals_of_places(studio: Studio) -> Proposals:
    """Proposals by year and region, those of the parts of each region with its own."""
    return proposals_within(studio.threads, studio.regions, studio.settings.wilayah)


def follow(studio: Studio, records: Iterable[Record]) -> ProposalFlow:
    """What became of some proposals."""
    return follow_proposals(records, studio.threads.thread_of, is_done)


def place_facts(studio: Studio, year: int, kode: str, records: Sequence[Record]) -> FlowFacts:
    """What became of the proposals of a region, or of all where it is none, as facts."""
    simulated = any(record.source.simulated for record in records)
    where = within(("wilayah", kode)) if kode else EVERYWHERE
    return flow_facts(follow(studio, records), records, year, where, simulated=simulated)


def flow_numbers(studio: Studio, groups: Mapping[tuple[int, str], Sequence[Record]]) -> PageNumbers:
    """One row for each year and region with proposals."""
    rows: list[tuple[Value, ...]] = []
    sources = []
    for (year, kode), records in groups.items():
        sources.append(sources_of_flow(studio, records))
        flow, cost = follow(studio, records), estimated_cost(records)
        rows.append(
            (
                year,
                kode,
                studio.region_link(kode).text,
                flow.asked,
                State.TIDAK_TERSEDIA if cost is None else cost,
                flow.accepted,
                flow.planned,
                flow.budgeted,
                flow.worked,
                flow.done,
                flow.postponed,
                flow.refused,
                flow.undecided,
            )
        )
    return PageNumbers(_FLOW, tuple(rows), tuple(sources))


def sources_of_flow(studio: Studio, records: Sequence[Record]) -> tuple[str, ...]:
    """The datasets of proposals, and of the threads that tell what became of them."""
    threads = filter(None, map(studio.threads.thread_of, records))
    return tuple(dict.fromkeys((*datasets_behind(records), *datasets_of(threads))))


def figure_numbers(studio: Studio, kode: str, datasets: Sequence[Dataset]) -> PageNumbers:
    """The key figures of a region, and what became of its newest proposals."""
    rows: list[tuple[Value, ...]] = []
    sources: list[tuple[str, ...]] = []
    for dataset in datasets:
        found = key_figures(dataset, studio.catalog.rows_of_region[kode][dataset.name])
        rows += [
            (
                figure.label,
                figure.state if figure.value is None else figure.value,
                figure.unit,
                figure.note,
            )
            for figure in found
        ]
        sources += [(dataset.name,) for _ in found]
    proposals = {key: some for key, some in proposals_of_places(studio).items() if key[1] == kode}
    flows = flow_numbers(studio, proposals)
    for row, datasets_of_flow in zip(flows.rows, flows.sources, strict=True):
        for column, value in zip(flows.columns[3:], row[3:], strict=True):
            rows.append((column.title, value, column.unit or "usulan", f"Tahun {row[0]}"))
            sources.append(datasets_of_flow)
    return PageNumbers(_FIGURES, tuple(rows), tuple(sources))


def yearly_numbers(studio: Studio, slug: str | None = None) -> PageNumbers:
    """Totals of each year, of one agency or of all."""
    book = studio.threads
    threads = {year: book.select(year, slug) for year in book.years}
    return rollup_numbers(
        NumberColumn("tahun", "Tahun anggaran"),
        [(str(year), f"Tahun {year}", roll_up_all(some)) for year, some in threads.items() if some],
    )
