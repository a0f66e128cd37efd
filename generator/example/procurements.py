"""The made-up procurements: packages of plans whose money buys something, with suppliers without names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from example.as_of import AS_OF, FIRST_EDITION
from example.dice import Dice
from example.plans import THOUSAND, Plan

SUPPLIERS = 120
KINDS = {"modal": ("konstruksi", "barang"), "": ("barang", "jasa_lain")}
SMALL, LARGE = 200_000_000, 2_500_000_000


def make_procurement_rows(
    plans: Sequence[Plan], budgets: Mapping[tuple[int, str, str], int]
) -> list[dict[str, object]]:
    """Rows of the table `pengadaan`; about one plan in three buys in packages of its own."""
    rows: list[dict[str, object]] = []
    for plan in plans:
        budget = budgets.get(plan.key)
        supports = plan.code[5:7] == "01" and not Dice("pengadaan", *plan.key).happens(8)
        if budget and not supports and Dice("paket", *plan.key).happens(55):
            rows += _packages(plan, budget)
    return rows


def _packages(plan: Plan, budget: int) -> Iterator[dict[str, object]]:
    dice = Dice("isi paket", *plan.key)
    count = 2 if dice.happens(30) else 1
    for number in range(1, count + 1):
        ceiling = int(budget * dice.between(0.25, 0.45)) // THOUSAND * THOUSAND
        if ceiling >= SMALL // 40:
            yield _package(plan, number, ceiling)


def _package(plan: Plan, number: int, ceiling: int) -> dict[str, object]:
    dice = Dice("paket", *plan.key, number)
    kind = dice.pick(KINDS.get(plan.indicator["rekening"], KINDS[""]))
    method = _method(dice, kind, ceiling)
    start = date(plan.year, 1, 15) + timedelta(days=dice.whole(0, 150))
    signed = start + timedelta(days=dice.whole(12, 60))
    end = min(signed + timedelta(days=dice.whole(30, 180)), date(plan.year, 12, 20))
    estimate = int(ceiling * dice.between(0.94, 1.0)) // THOUSAND * THOUSAND
    price = int(estimate * dice.between(0.82, 0.995)) // THOUSAND * THOUSAND
    if dice.happens(1.5):
        price = int(estimate * 1.03) // THOUSAND * THOUSAND
    status = _status(dice, start, signed, end, Dice("selesai", *plan.key, number))
    signed_now = status in ("kontrak", "selesai")
    own = method == "swakelola"
    forgot = dice.happens(2)
    return {
        "tahun": plan.year,
        "id_pengadaan": f"{plan.year}-{plan.agency}-{plan.code}-{number}".upper(),
        "instansi": plan.agency,
        "kode_sub_kegiatan": plan.code,
        "paket": f"{plan.indicator['indikator']}, paket contoh {number}",
        "jenis": kind,
        "metode": method,
        "pagu": ceiling,
        "hps": estimate if start <= AS_OF else "",
        "rencana_mulai": start.isoformat(),
        "nilai_kontrak": price if signed_now else "",
        "penyedia": "" if own or forgot or not signed_now else f"Penyedia contoh {dice.whole(1, SUPPLIERS)}",
        "tanggal_kontrak": signed.isoformat() if signed_now and not own else "",
        "tanggal_selesai": end.isoformat() if signed_now else "",
        "status": status,
    }


def _method(dice: Dice, kind: str, ceiling: int) -> str:
    if dice.happens(18):
        return "swakelola"
    if ceiling < SMALL:
        return "e_purchasing" if kind == "barang" and dice.happens(60) else "pengadaan_langsung"
    if ceiling > LARGE or kind == "konstruksi":
        return "tender"
    return "e_purchasing" if dice.happens(60) else "tender"


def _status(dice: Dice, start: date, signed: date, end: date, later: Dice) -> str:
    """How far a package is; whether one that ended after the first edition dragged on, `later` says."""
    if dice.happens(3):
        return "batal"
    if start > AS_OF:
        return "rencana"
    if signed > AS_OF:
        return "proses"
    drags_on = (dice if end <= FIRST_EDITION else later).happens(6)
    return "selesai" if end <= AS_OF and not drags_on else "kontrak"
