"""A package's row as releases of the Open Contracting Data Standard 1.1: one for each stage it has reached.

Each release says what its stage adds, under the row's own days, so that the same row gives the same releases
on any day. Where the row has no day for a stage the day of the data's edition stands in, and no stage is
dated before the one it follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from suluh.publishing.exact_json import Json, write_exact
from suluh.record_types.pengadaan.parties import Party, describe_suppliers, refer
from suluh.record_types.pengadaan.stages import (
    CATEGORIES,
    CONTRACTED,
    FURTHER_CATEGORIES,
    METHODS,
    TENDER_STATUS,
)
from suluh.vocabulary.documents import read_day as find_day
from suluh.vocabulary.package import SIMULATION_MARK
from suluh.vocabulary.threads import Record

Release = Mapping[str, Json]
_Parts = dict[str, Json]

START, END = "T00:00:00Z", "T23:59:59Z"
"""A day alone begins a period and ends it so; dates are the region's and are not moved to another zone."""
ONLY = "1"
"""The id of a package's one award and one contract, which is asked to be unique within its process alone."""
UNREGISTERED = "belum-terdaftar"
"""Stands where the registered prefix of ocids would, so that nobody takes it for one."""


@dataclass(frozen=True, slots=True)
class Process:
    """A row with what its releases need besides: ocid, buyer, name of the sub kegiatan, edition's day."""

    record: Record
    ocid: str
    buyer: Party
    activity: str = ""
    edition: str = ""
    language: str = "id"

    @property
    def title(self) -> str:
        """The package's name, marked where it is invented."""
        name = self.record.text("paket")
        return ": ".join(filter(None, (SIMULATION_MARK, name))) if self.record.simulated else name

    def day(self, column: str) -> str:
        """An ISO date of the row; empty where it has none."""
        return read_day(self.record, column)


def make_ocid(record: Record, prefix: str, region: str) -> str:
    """The id of a contracting process; it says so where the publisher has no registered prefix."""
    own = f"{region}-{record.text('tahun')}-{record.text('id_pengadaan')}"
    return f"{prefix or UNREGISTERED}-{own}"


def read_day(record: Record, column: str) -> str:
    """A cell of a date column as ISO date; empty where it has none, or none of the calendar."""
    day = find_day(record.text(column))
    return day.isoformat() if day else ""


def make_releases(process: Process) -> tuple[Release, ...]:
    """The releases of a package in order of time."""
    releases: list[Release] = []
    before = ""
    for stage, day, tags, parts in _stages(process):
        before = max(before, day or process.edition)
        content: _Parts = {
            "date": f"{before}{START}",
            "tag": tags,
            "initiationType": "tender",
            "language": process.language,
            **without_blanks(parts),
        }
        digest = sha256(write_exact(content).encode()).hexdigest()[:8]
        ident = f"{process.record.text('id_pengadaan')}-{stage}-{digest}"
        releases.append({"ocid": process.ocid, "id": ident, **content})
    return tuple(releases)


_Stage = tuple[str, str, list[str], _Parts]


def _stages(process: Process) -> Iterator[_Stage]:
    record = process.record
    status = record.text("status")
    yield _plan(process)
    if status in TENDER_STATUS:
        signed = process.day("tanggal_kontrak")
        was_awarded = _was_awarded(record)
        cancelled = status == "batal" and not was_awarded
        state = "complete" if was_awarded else TENDER_STATUS[status]
        tender: _Parts = {"id": record.text("id_pengadaan"), "status": state, "value": money(record, "hps")}
        opened = min(filter(None, (process.day("rencana_mulai"), signed)), default="")
        tag = "tenderCancellation" if cancelled else "tender"
        yield "pemilihan", "" if cancelled else opened, [tag], {"tender": without_blanks(tender)}
        if was_awarded:
            yield from _contract(process, status)


def _was_awarded(record: Record) -> bool:
    """Whether a supplier was chosen: the state says so, and the row tells anything of a contract."""
    told = any(record.text(name) for name in ("penyedia", "nilai_kontrak", "tanggal_kontrak"))
    return told and record.text("status") in (*CONTRACTED, "batal")


def _plan(process: Process) -> _Stage:
    """The general plan of procurement: budget, and what is to be bought, how and when."""
    record = process.record
    kind, method = record.text("jenis"), record.text("metode")
    starts = process.day("rencana_mulai")
    tender: _Parts = {
        "id": record.text("id_pengadaan"),
        "title": process.title,
        "status": "planned" if record.text("status") else "",
        "procurementMethod": METHODS.get(method, ""),
        "procurementMethodDetails": method,
        "mainProcurementCategory": CATEGORIES.get(kind, ""),
        "additionalProcurementCategories": [FURTHER_CATEGORIES[kind]] if kind in FURTHER_CATEGORIES else [],
        "tenderPeriod": {"startDate": f"{starts}{START}"} if starts else {},
    }
    budget: _Parts = {
        "amount": money(record, "pagu"),
        "project": process.activity,
        "projectID": record.text("kode_sub_kegiatan"),
    }
    # A plan is made for its year: no later than the year begins, or than anything that came of it.
    known = (f"{record.text('tahun')}-01-01", starts, process.day("tanggal_kontrak"))
    parts: _Parts = {
        "parties": [process.buyer] if process.buyer else [],
        "buyer": refer(process.buyer) if process.buyer else {},
        "planning": {"budget": without_blanks(budget)},
        "tender": without_blanks(tender),
    }
    return "rencana", min(filter(None, known)), ["planning"], parts


def _contract(process: Process, status: str) -> Iterator[_Stage]:
    record = process.record
    signed, ends = process.day("tanggal_kontrak"), process.day("tanggal_selesai")
    suppliers, value = describe_suppliers(record), money(record, "nilai_kontrak")
    never_signed = status == "batal" and not signed
    award: _Parts = {
        "id": ONLY,
        "status": "cancelled" if never_signed else "active",
        "value": value,
        "suppliers": [refer(party) for party in suppliers],
    }
    tag = "awardCancellation" if never_signed else "award"
    parts: _Parts = {"parties": list(suppliers), "awards": [without_blanks(award)]}
    yield "pemenang", signed, [tag], parts
    if never_signed:
        return
    same: _Parts = {"id": ONLY, "awardID": ONLY}
    contract: _Parts = {
        **same,
        "status": "active",
        "value": value,
        "dateSigned": f"{signed}{START}" if signed else "",
        "period": {"endDate": f"{ends}{END}"} if ends else {},
    }
    yield "kontrak", signed, ["contract"], {"contracts": [without_blanks(contract)]}
    amended = process.day("tanggal_adendum")
    new_value = money(record, "nilai_adendum")
    if amended or new_value:
        amendment: _Parts = {"id": "adendum", "date": f"{amended}{START}" if amended else ""}
        changed: _Parts = {**same, "value": new_value, "amendments": [without_blanks(amendment)]}
        yield "adendum", amended, ["contractAmendment"], {"contracts": [without_blanks(changed)]}
    if status == "batal":
        yield "putus", "", ["contractTermination"], {"contracts": [{**same, "status": "terminated"}]}
    elif status == "selesai":
        yield _handover(process, same, ends)


def _handover(process: Process, same: _Parts, ends: str) -> _Stage:
    handed_over = process.day("tanggal_serah_terima")
    milestone: _Parts = {
        "id": "serah-terima",
        "title": "Serah terima pekerjaan",
        "type": "delivery",
        "status": "met",
        "dueDate": f"{ends}{END}" if ends else "",
        "dateMet": f"{handed_over}{START}" if handed_over else "",
    }
    done: _Parts = {
        **same,
        "status": "terminated",
        "implementation": {"milestones": [without_blanks(milestone)]},
    }
    tags = ["implementation", "contractTermination"]
    return "pelaksanaan", handed_over or ends, tags, {"contracts": [done]}


def compile_release(releases: Sequence[Release]) -> Release:
    """All releases of one process as the state that they lead to, after the standard's rules of merging."""
    last = releases[-1]
    own: _Parts = {
        "ocid": last["ocid"],
        "id": f"{last['ocid']}-{last['date']}",
        "date": last["date"],
        "tag": ["compiled"],
    }
    whole: Json = {}
    for release in releases:
        whole = _merge(whole, {name: part for name, part in release.items() if name not in own})
    return {**own, **whole} if isinstance(whole, Mapping) else own


def _merge(old: Json, new: Json) -> Json:
    """Objects are joined by key and lists of objects by id; whatever else is newer stands."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{name: _merge(old.get(name), part) for name, part in new.items()}}
    if isinstance(old, list) and isinstance(new, list) and _have_ids(old) and _have_ids(new):
        by_id: dict[str, Json] = {str(part["id"]): part for part in old if isinstance(part, Mapping)}
        for part in new:
            if isinstance(part, Mapping):
                by_id[str(part["id"])] = _merge(by_id.get(str(part["id"])), part)
        return list(by_id.values())
    return new


def _have_ids(parts: Sequence[Json]) -> bool:
    return all(isinstance(part, Mapping) and "id" in part for part in parts)


def money(record: Record, column: str) -> Mapping[str, Json]:
    """An amount in rupiah, exact; nothing where the row has none, which is never 0."""
    amount: Decimal | None = record.number(column)
    return {} if amount is None else {"amount": amount, "currency": "IDR"}


def without_blanks(parts: Mapping[str, Json]) -> _Parts:
    """What is not known is not there."""
    return {name: part for name, part in parts.items() if part not in ("", {}, [], None)}
