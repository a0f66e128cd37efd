"""The made-up data that is not for everyone: small counts of people, and offers still being weighed.

Nothing in it is confidential: it shows how a site treats what would be.
"""

from __future__ import annotations

from example.as_of import YEARS
from example.dice import Dice
from example.material import Material
from example.plans import THOUSAND

OFFERS = (("konstruksi", 3), ("barang", 4), ("jasa_lain", 2))
"""Kind of a package whose winner is not yet chosen, and how many offers it has."""


def make_recipient_rows(material: Material) -> list[dict[str, object]]:
    """Rows of the table of recipients of meals in each village in the newest year; some villages have few."""
    rows: list[dict[str, object]] = []
    for village in material.villages:
        dice = Dice("permakanan", village.kode)
        few = dice.happens(22)
        rows.append(
            {
                "tahun": YEARS[-1],
                "kode_wilayah": village.kode,
                "nama_wilayah": village.nama,
                "penerima": dice.whole(0, 4) if few else dice.whole(5, 16),
            }
        )
    return rows


def make_offer_rows() -> list[dict[str, object]]:
    """Rows of the table of offers: rupiah that no page, download or message may ever show."""
    rows: list[dict[str, object]] = []
    for number, (kind, offers) in enumerate(OFFERS, start=1):
        budget = Dice("penawaran", number).whole(300_000, 2_000_000) * THOUSAND
        for offer in range(1, offers + 1):
            dice = Dice("penawaran", number, offer)
            rows.append(
                {
                    "id_paket": f"{YEARS[-1] + 1}-CONTOH-{number}",
                    "jenis": kind,
                    "penawaran": f"Penawar contoh {offer}",
                    "harga_penawaran": int(budget * dice.between(0.8, 1.0)),
                }
            )
    return rows
