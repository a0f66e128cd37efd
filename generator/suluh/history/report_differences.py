"""What differs between two states of a report, as values without its text: what changed, and how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from suluh.history.comparison import ReportChange
from suluh.vocabulary.reports import Report


def report_content(report: Report) -> tuple[object, ...]:
    """Everything of a report that its readers see."""
    return (
        report.judul,
        report.tanggal.isoformat(),
        report.ringkasan,
        report.status_data.value,
        report.wilayah,
        report.kegiatan,
        report.body.strip(),
    )


def compare_reports(before: Report, after: Report) -> tuple[ReportChange, ...]:
    """The changes of a report, in the order in which a page shows its parts."""
    return tuple(_changes(before, after))


def _changes(before: Report, after: Report) -> Iterator[ReportChange]:
    if before.judul != after.judul:
        yield ReportChange("judul")
    if before.tanggal != after.tanggal:
        yield ReportChange("tanggal", old=before.tanggal.isoformat(), new=after.tanggal.isoformat())
    if before.status_data is not after.status_data:
        yield ReportChange("status", old=before.status_data.value, new=after.status_data.value)
    if before.ringkasan != after.ringkasan:
        yield ReportChange("ringkasan")
    yield from _changes_of_codes("wilayah", before.wilayah, after.wilayah)
    yield from _changes_of_codes("kegiatan", before.kegiatan, after.kegiatan)
    yield from _changes_of_text(before.body, after.body)


def _changes_of_codes(kind: str, before: Sequence[str], after: Sequence[str]) -> Iterator[ReportChange]:
    new = [code for code in after if code not in before]
    gone = [code for code in before if code not in after]
    if new:
        yield ReportChange(f"{kind}_baru", len(new), new=", ".join(new))
    if gone:
        yield ReportChange(f"{kind}_hilang", len(gone), old=", ".join(gone))
    if not new and not gone and tuple(before) != tuple(after):
        yield ReportChange("urutan")


def _changes_of_text(before: str, after: str) -> Iterator[ReportChange]:
    """Paragraphs changed, new and gone: as many as are gone and new at once count as changed."""
    first, second = (_paragraphs(text) for text in (before, after))
    new, gone = (second - first).total(), (first - second).total()
    changed = min(new, gone)
    for kind, count in (
        ("paragraf_berubah", changed),
        ("paragraf_baru", new - changed),
        ("paragraf_hilang", gone - changed),
    ):
        if count:
            yield ReportChange(kind, count)
    if not new and not gone and before.strip() != after.strip():
        yield ReportChange("urutan")


def _paragraphs(text: str) -> Counter[str]:
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(" ".join(line.split()))
        else:
            blocks.append([])
    return Counter(" ".join(block) for block in blocks if block)
