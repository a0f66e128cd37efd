"""What the public should know of a year's complaints: what is left and does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.rendering.pages.shared.quarters import name_quarter
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.stock_flow import COMPLAINTS, read_flow
from suluh.vocabulary.threads import Record


def complaint_matters(studio: Studio, records: Sequence[Record]) -> list[dict[str, str]]:
    """What does not fit: stock that changed between two quarters."""
    ends = {
        (one.text("instansi"), one.text("saluran"), one.text("jenis"), one.whole("triwulan")): read_flow(
            one, COMPLAINTS
        ).closing
        for one in records
    }
    agencies = set()
    for one in records:
        key = (one.text("instansi"), one.text("saluran"), one.text("jenis"))
        before = ends.get((*key, one.whole("triwulan") - 1))
        if before is not None and before != read_flow(one, COMPLAINTS).opening:
            agencies.add(studio.agency_short_name(one.text("instansi")))
    found = _unseen(studio, records)
    if agencies:
        found.append(
            {
                "judul": studio.say("Sisa awal berbeda dari sisa akhir sebelumnya"),
                "isi": studio.say(
                    "Pada %(names)s, sisa di akhir satu triwulan tidak sama dengan awal triwulan berikutnya.",
                    names=", ".join(sorted(agencies)),
                ),
            }
        )
    return found


def _unseen(studio: Studio, records: Sequence[Record]) -> list[dict[str, str]]:
    """What was left where the newest quarter has no row any more: it is in no sum."""
    newest = max((one.whole("triwulan") for one in records), default=0)
    last: dict[tuple[str, ...], Record] = {}
    for one in sorted(records, key=lambda record: record.whole("triwulan")):
        last[one.text("instansi"), one.text("saluran"), one.text("jenis")] = one
    gone = [one for one in last.values() if one.whole("triwulan") < newest]
    left = sum(read_flow(one, COMPLAINTS).closing for one in gone)
    if not left:
        return []
    return [
        {
            "judul": studio.say("%(count)s aduan lagi belum diketahui kelanjutannya", count=left),
            "isi": studio.say(
                "Tersisa menurut laporan sebelumnya, di saluran dan jenis yang tidak dilaporkan lagi pada "
                "%(quarter)s; tidak ikut dihitung dalam sisa.",
                quarter=name_quarter(newest),
            ),
        }
    ]
