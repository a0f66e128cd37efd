"""Official documents of planning, budget and accountability: rows of `dokumen`, their kinds and due days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from suluh.vocabulary.page_numbers import datasets_behind
from suluh.vocabulary.threads import Record
from suluh.vocabulary.web_addresses import split_address

REGION, AGENCY, EITHER = "daerah", "instansi", "bebas"
"""Whose documents of a kind are: the region has one, each agency has its own, or both may."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind: `owner` says whose it is, `years` how long it holds; `due` is (years after, month, day)."""

    name: str
    title: str
    long_title: str
    owner: str
    years: int
    group: str
    due: tuple[int, int, int] | None = None
    basis: str = ""

    def due_date(self, year: int) -> date | None:
        """The last day on which the document of a budget year should be there; None where no day is set."""
        if self.due is None or not date.min.year < year + self.due[0] < date.max.year:
            return None
        return date(year + self.due[0], self.due[1], self.due[2])


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A document. Dates are None where the row states none; `link` is empty where it may not be followed."""

    id: str
    kind: str
    title: str
    number: str = ""
    day: date | None = None
    since: int = 0
    until: int = 0
    agency: str = ""
    status: str = ""
    link: str = ""
    published: date | None = None
    record: Record | None = field(default=None, compare=False, repr=False)

    @property
    def simulated(self) -> bool:
        """Whether it is an invented example."""
        return self.record is not None and self.record.source.simulated

    @property
    def shown_since(self) -> date | None:
        """The day from which it could be read: when it was published, else when it was signed."""
        return self.published or self.day

    def covers(self, year: int) -> bool:
        """Whether it is about a year."""
        return self.since <= year <= self.until


def name_sources(documents: Iterable[PlanDocument]) -> tuple[str, ...]:
    """The datasets that list the documents, each once."""
    return datasets_behind(document.record for document in documents if document.record is not None)


def read_document(record: Record) -> PlanDocument:
    """The document that a row of the standard `dokumen` is."""
    link = record.text("tautan")
    return PlanDocument(
        id=record.text("id"),
        kind=record.text("jenis"),
        title=record.text("judul"),
        number=record.text("nomor"),
        day=read_day(record.text("tanggal")),
        since=record.whole("tahun_awal"),
        until=record.whole("tahun_akhir"),
        agency=record.text("instansi"),
        status=record.text("status"),
        link=link if is_safe_link(link) else "",
        published=read_day(record.text("tanggal_terbit")),
        record=record,
    )


def read_day(text: str) -> date | None:
    """An ISO date; None of anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_safe_link(text: str) -> bool:
    """Whether a text is an https address with a host, without a user's name and without blanks."""
    parts = split_address(text)
    host, user = parts.hostname, parts.username
    clean = text.isprintable() and not any(sign.isspace() for sign in text)
    return parts.scheme == "https" and bool(host) and "." in (host or "") and user is None and clean


Kinds = Mapping[str, DocumentKind]
