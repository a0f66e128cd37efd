"""The made-up proposals: what each village asked for, how far it came, and which plan took it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from example.dice import Dice
from example.material import Material, Row
from example.plans import HUNDRED_THOUSAND, Plan
from suluh.vocabulary.region import Region

STAGES = ("desa_kelurahan", "kecamatan", "forum_pd", "kabupaten_kota")


def make_wish_rows(
    material: Material, plans: Sequence[Plan], years: Sequence[int], count: int
) -> list[dict[str, object]]:
    """About `count` rows of the table `usulan` over all years, spread over the villages."""
    planned = {plan.key for plan in plans}
    each = count / (len(years) * max(1, len(material.villages)))
    rows = []
    for year in years:
        for village in material.villages:
            here = max(2, round(each * Dice("banyak", year, village.kode).between(0.6, 1.4)))
            wishes = sorted(
                material.wishes, key=lambda row: Dice("minat", year, village.kode, row["uraian"]).share()
            )
            rows += [
                _row(material, planned, year, village, number, wish)
                for number, wish in enumerate(wishes[:here], start=1)
            ]
    return rows


def _row(
    material: Material,
    planned: Iterable[tuple[int, str, str]],
    year: int,
    village: Region,
    number: int,
    wish: Row,
) -> dict[str, object]:
    dice = Dice("usulan", year, village.kode, number)
    volume = dice.whole(int(wish["volume_min"]), int(wish["volume_maks"]))
    volume = volume // 10 * 10 if volume > 50 else volume
    cost = int(volume * int(wish["biaya_satuan"]) * dice.between(0.9, 1.15))
    agency, code = material.agency_for(wish["kode_sub_kegiatan"], village), wish["kode_sub_kegiatan"]
    stage, outcome = _fate(dice)
    if outcome == "diakomodasi" and (year, agency.slug, code) not in planned:
        outcome = "ditunda"
    taken = outcome == "diakomodasi"
    return {
        "tahun": year,
        "id_usulan": f"{year}-{village.kode.replace('.', '')[4:]}-{number:02}",
        "kode_wilayah": village.kode,
        "uraian": wish["uraian"],
        "volume": volume,
        "satuan": wish["satuan"],
        "perkiraan_biaya": cost // HUNDRED_THOUSAND * HUNDRED_THOUSAND,
        "tahap": stage,
        "hasil": outcome,
        "alasan": dice.pick(material.sentences[outcome]) if outcome in ("ditunda", "ditolak") else "",
        "instansi": agency.slug,
        "kode_sub_kegiatan": code if taken else "",
    }


def _fate(dice: Dice) -> tuple[str, str]:
    """How far a proposal came and what was decided there."""
    lot = dice.share()
    if lot < 0.55:
        return STAGES[3], "diakomodasi"
    if lot < 0.79:
        return dice.pick(STAGES[1:]), "ditunda"
    if lot < 0.95:
        return dice.pick(STAGES[1:3]), "ditolak"
    return dice.pick(STAGES[:2]), "belum_diputus"
