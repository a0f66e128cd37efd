"""The made-up activities: single works and meetings in the villages, with the blemishes of life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from example.as_of import AS_OF
from example.dice import Dice
from example.material import Material
from example.plans import THOUSAND, Plan
from suluh.reading.region_areas import corners, is_within
from suluh.vocabulary.region import Region

WORDS = {
    "meter": (
        "Pekerjaan di lapangan",
        "Penyedia mengerjakan ruas yang diusulkan warga; jalan dibuka lagi sore hari.",
    ),
    "kilometer": ("Pemeliharaan ruas jalan", "Lubang ditutup dan bahu jalan dirapikan di sepanjang ruas."),
    "unit": ("Serah terima pekerjaan", "Pekerjaan diperiksa bersama lurah dan warga, lalu mulai dipakai."),
    "sambungan": ("Pemasangan sambungan rumah", "Sambungan dipasang dan dicoba satu per satu."),
    "orang": ("Pelatihan warga", "Peserta belajar sehari penuh dan mencoba sendiri di akhir acara."),
    "kelompok": (
        "Pendampingan kelompok",
        "Kelompok menceritakan kesulitannya dan menyusun langkah berikutnya.",
    ),
    "objek": (
        "Pemeriksaan lapangan",
        "Petugas mendatangi tempat usaha dan memberi tahu hasilnya hari itu juga.",
    ),
    "paket": ("Penyerahan barang", "Barang diserahkan dan dicatat jumlahnya bersama penerima."),
    "persen": ("Pelayanan keliling", "Petugas datang ke kelurahan agar warga tidak perlu ke kantor."),
}
"""By unit of the plan's indicator: what such an activity is called, and what is told of it."""
PLACES = ("Aula kantor lurah", "Lapangan kelurahan", "Balai pertemuan", "")
BUILDING = ("meter", "kilometer", "unit", "sambungan")
PHOTOS = {
    "meter": ("jalan.png", "Gambar contoh: garis jalan dengan rambu kerja"),
    "kilometer": ("ruas.png", "Gambar contoh: ruas jalan dari atas"),
    "unit": ("bangunan.png", "Gambar contoh: bangunan dengan atap segitiga"),
    "sambungan": ("pipa.png", "Gambar contoh: pipa yang bercabang"),
    "orang": ("kelas.png", "Gambar contoh: lingkaran-lingkaran duduk berderet"),
    "kelompok": ("kelompok.png", "Gambar contoh: lingkaran-lingkaran mengelilingi meja"),
    "objek": ("periksa.png", "Gambar contoh: papan catatan dengan tanda centang"),
    "paket": ("paket.png", "Gambar contoh: tumpukan kotak"),
    "persen": ("keliling.png", "Gambar contoh: kendaraan di depan rumah"),
}
SUPPLIERS = 120


def make_activity_rows(
    material: Material, plans: Sequence[Plan], budgets: Mapping[tuple[int, str, str], int]
) -> list[dict[str, object]]:
    """Rows of the table `kegiatan`, up to the day that the example is of."""
    rows: list[dict[str, object]] = []
    for plan in plans:
        budget, unit = budgets.get(plan.key), plan.indicator["satuan"]
        supports = plan.code[5:7] == "01"
        if not budget or supports or unit not in WORDS or not Dice("kegiatan", *plan.key).happens(42):
            continue
        dice = Dice("isi kegiatan", *plan.key)
        day = date(plan.year, 2, 1) + timedelta(days=dice.whole(0, 310))
        if day <= AS_OF:
            rows.append(_activity(material, plan, day, budget))
    return sorted(rows, key=lambda row: (str(row["tanggal"]), str(row["id_kegiatan"])))


def _activity(material: Material, plan: Plan, day: date, budget: int) -> dict[str, object]:
    dice, unit = Dice("rincian kegiatan", *plan.key), plan.indicator["satuan"]
    title, told = WORDS[unit]
    village = _village(material, plan, dice)
    if dice.happens(1):
        day = day.replace(year=plan.year - 1)
    built = unit in BUILDING
    price = int(budget * dice.between(0.3, 0.9)) // THOUSAND * THOUSAND if built else ""
    if built and dice.happens(2):
        price = int(budget * 1.04) // THOUSAND * THOUSAND
    persons = "" if dice.happens(8) else dice.whole(15, 120) * (5 if built else 1)
    row: dict[str, object] = {
        "tahun": plan.year,
        "id_kegiatan": f"{plan.agency}-{plan.code.replace('.', '')}",
        "tanggal": day.isoformat(),
        "instansi": plan.agency,
        "kode_sub_kegiatan": plan.code,
        "kode_wilayah": village.kode,
        "tempat": "" if built else dice.pick(PLACES),
        "lintang": "",
        "bujur": "",
        "judul": f"{title} di {village.nama}",
        "uraian": told,
        "keluaran": plan.indicator["indikator"],
        "volume": "" if unit == "persen" else max(1, int(int(plan.target) * dice.between(0.1, 0.6))),
        "satuan": "" if unit == "persen" else unit,
        "penerima_manfaat": persons,
        "penyedia": f"Penyedia contoh {dice.whole(1, SUPPLIERS)}" if built else "",
        "nilai_kontrak": price,
        "foto": "",
        "teks_foto": "",
    }
    if not dice.happens(12):
        row["lintang"], row["bujur"] = _point(village, dice)
    if dice.happens(35):
        name, words = PHOTOS[unit]
        row["foto"], row["teks_foto"] = f"foto/{name}", "" if dice.happens(3) else words
    return row


def _village(material: Material, plan: Plan, dice: Dice) -> Region:
    """Where the plan says, or in one of the villages of its kecamatan, or anywhere."""
    inside = [one for one in material.villages if f"{one.kode}.".startswith(f"{plan.region}.")]
    return dice.pick(inside or material.villages)


def _point(village: Region, dice: Dice) -> tuple[str, str]:
    """A point inside of the village's boundaries, to some ten metres; none where it has none."""
    box = corners(village.kode)
    for _ in range(60 if box else 0):
        assert box is not None
        longitude, latitude = round(dice.between(box[0], box[2]), 4), round(dice.between(box[1], box[3]), 4)
        if is_within(village.kode, longitude, latitude, near=0):
            swapped = dice.happens(0.6)
            found = f"{latitude:.4f}", f"{longitude:.4f}"
            return (found[1], found[0]) if swapped else found
    return "", ""
