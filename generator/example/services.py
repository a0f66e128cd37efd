"""The made-up services, licences, complaints, attendance and village profiles, with the blemishes of life."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from example.as_of import LAST, YEARS
from example.dice import Dice
from example.material import Agency, Material, Row
from suluh.reading.village_variables import Variable, load_variables

LICENCE_FACTORS = {"izin-apotek": 0.4, "persetujuan-bangunan": 3, "konsultasi-usaha": 6}
"""How busy a licence is against the others."""

CHANNELS = (("SP4N-LAPOR!", 9), ("Datang langsung", 6), ("Telepon dan pesan", 4), ("Situs Suluh", 1))
KINDS = (("pelayanan", 10), ("informasi", 6), ("aspirasi", 4))
BUSY = {"dinas-dukcapil": 5, "dinas-pupr": 4, "rsud": 4, "dinas-lingkungan-hidup": 3, "dpmptsp": 3}
WORKDAYS = (22, 19, 19, 18, 20, 19, 23, 21, 21, 23, 20, 20)
PROFILE_YEARS = (2023, 2024, 2025)


def make_service_rows(material: Material) -> list[dict[str, object]]:
    """Rows of the table `layanan`: services of a kecamatan stand there once for each."""
    rows = []
    for one in material.services:
        if one["instansi"] != "kecamatan":
            rows.append(_service(one, one["instansi"], one["id"]))
            continue
        for agency in (some for some in material.agencies if some.kind == "kecamatan"):
            rows.append(_service(one, agency.slug, f"{one['id']}-{agency.slug.removeprefix('kecamatan-')}"))
    return rows


def name_place(agency: str) -> str:
    """`kecamatan-lea-lea` → `Kecamatan Lea-Lea`: a place as its name, not as its address."""
    kind, _, name = agency.partition("-")
    return f"{kind.capitalize()} {name.title()}"


def _service(one: Row, agency: str, key: str) -> dict[str, object]:
    dice = Dice("layanan", key)
    return {
        "id_layanan": key,
        "nama": one["nama"] if key == one["id"] else f"{one['nama']} ({name_place(agency)})",
        "instansi": agency,
        "peristiwa": one["peristiwa"],
        "persyaratan": one["persyaratan"],
        "prosedur": ""
        if dice.happens(12)
        else "Datang atau mengisi formulir; berkas diperiksa; hasil diambil",
        "waktu": one["waktu"],
        "satuan_waktu": one["satuan"],
        "biaya": one["biaya"],
        "keterangan_biaya": one["keterangan"],
        "produk": one["produk"],
        "tempat": "" if dice.happens(10) else "Loket pelayanan instansi",
        "saluran": "Datang langsung",
        "dasar_hukum": ""
        if one["biaya"] in ("", "0") and dice.happens(15)
        else "Peraturan contoh tentang pelayanan",
        "pengaduan": "" if dice.happens(20) else "SP4N-LAPOR! dan loket pengaduan instansi",
    }


def quarters() -> Iterator[tuple[int, int]]:
    """Every quarter that could be reported on."""
    for year in YEARS:
        for quarter in range(1, 5):
            if (year, quarter) <= LAST:
                yield year, quarter


def make_licence_rows(material: Material) -> list[dict[str, object]]:
    """Rows of the table `perizinan`: what one quarter leaves undone, the next begins with."""
    rows: list[dict[str, object]] = []
    for one in (some for some in material.services if some["instansi"] == "dpmptsp"):
        left = Dice("izin", one["id"]).whole(0, 6)
        for year, quarter in quarters():
            dice = Dice("izin", one["id"], year, quarter)
            came = int(dice.whole(8, 40) * LICENCE_FACTORS.get(one["id"], 1))
            done = min(left + came, int((left + came) * dice.between(0.8, 1.0)))
            refused = int(done * dice.between(0, 0.08))
            promise = int(one["waktu"]) if one["satuan"] == "hari_kerja" else 1
            slow = dice.happens(22)
            median = Decimal(
                str(round(promise * (dice.between(1.05, 1.7) if slow else dice.between(0.4, 0.95)), 1))
            )
            rows.append(
                {
                    "tahun": year,
                    "triwulan": quarter,
                    "instansi": "dpmptsp",
                    "jenis_izin": one["nama"],
                    "id_layanan": one["id"],
                    "sisa_awal": left,
                    "masuk": came,
                    "terbit": done - refused,
                    "ditolak": refused,
                    "sisa_akhir": left + came - done,
                    "hari_janji": promise,
                    "median_hari": median if done else "",
                    "dalam_janji": int(done * (dice.between(0.3, 0.55) if slow else dice.between(0.75, 1.0))),
                }
            )
            left += came - done
    return rows


def make_complaint_rows(material: Material) -> list[dict[str, object]]:
    """Rows of the table `aduan`. Some agencies never report; now and then a stock is miscounted."""
    rows: list[dict[str, object]] = []
    for agency in material.agencies:
        if Dice("aduan", agency.slug).happens(18):
            continue
        for channel, weight in CHANNELS:
            for kind, share in KINDS:
                rows += _complaints(agency, channel, kind, weight * share * BUSY.get(agency.slug, 1) / 10)
    return rows


def _complaints(agency: Agency, channel: str, kind: str, load: float) -> Iterable[dict[str, object]]:
    if load < 1:
        return
    left = 0
    for year, quarter in quarters():
        dice = Dice("aduan", agency.slug, channel, kind, year, quarter)
        if dice.happens(3):
            left = 0
            continue
        came = int(load * dice.between(0.6, 1.5))
        archived = int(came * dice.between(0, 0.12))
        done = int((left + came - archived) * dice.between(0.7, 1.0))
        opening = left + (1 if dice.happens(0.3) else 0)
        yield {
            "tahun": year,
            "triwulan": quarter,
            "instansi": agency.slug,
            "saluran": channel,
            "jenis": kind,
            "sisa_awal": opening,
            "diterima": came,
            "selesai": done,
            "arsip": archived,
            "sisa_akhir": opening + came - done - archived,
            "dalam_tenggat": int(done * dice.between(0.6, 1.0)),
            "median_hari": Decimal(str(round(dice.between(1.5, 12), 1))) if done else "",
        }
        left = opening + came - done - archived


def make_attendance_rows(material: Material) -> list[dict[str, object]]:
    """Rows of the table `kehadiran`, months of the quarters that could be reported on."""
    rows: list[dict[str, object]] = []
    for agency in material.agencies:
        staff = Dice("pegawai", agency.slug).whole(24, 180)
        for year, quarter in quarters():
            for month in range(quarter * 3 - 2, quarter * 3 + 1):
                dice = Dice("hadir", agency.slug, year, month)
                if dice.happens(4):
                    continue
                due = staff * WORKDAYS[month - 1]
                absent = int(due * dice.between(0, 0.012))
                leave = int(due * dice.between(0.01, 0.09))
                rows.append(
                    {
                        "tahun": year,
                        "bulan": month,
                        "instansi": agency.slug,
                        "pegawai": staff,
                        "hari_kerja": WORKDAYS[month - 1],
                        "hadir": due - absent - leave,
                        "izin": leave,
                        "tanpa_keterangan": absent,
                    }
                )
    return rows


def make_profile_rows(material: Material) -> list[dict[str, object]]:
    """Rows of the table `profil_desa`: most villages tell most things, a few nothing at all this year."""
    rows: list[dict[str, object]] = []
    for village in material.villages:
        size = Dice("profil", village.kode).between(0.6, 1.8)
        for year in PROFILE_YEARS:
            if year == PROFILE_YEARS[-1] and Dice("profil", village.kode, year).happens(16):
                continue
            for variable in load_variables().values():
                if not Dice("profil", village.kode, year, variable.code).happens(3):
                    rows.append(_profile(village.kode, year, variable, size))
    return rows


_USUAL = {
    "penduduk_laki_laki": 1700,
    "penduduk_perempuan": 1720,
    "kepala_keluarga": 860,
    "kelahiran": 58,
    "kematian": 21,
    "luas_permukiman": 64,
    "luas_sawah": 9,
    "luas_kebun": 85,
    "jumlah_rt": 17,
    "jumlah_rw": 6,
    "jarak_ke_kota": 5,
    "jalan_baik": 6,
    "jalan_rusak": 2,
    "rumah_air_bersih": 640,
    "rumah_jamban": 690,
    "rumah": 780,
    "usaha_mikro": 120,
}
_EXACT_UNITS = ("ha", "km")


def _profile(kode: str, year: int, variable: Variable, size: float) -> dict[str, object]:
    usual = _USUAL.get(variable.code, 3)
    share = Dice("profil", kode, variable.code).between(0.7, 1.3) * size
    grown = usual * share * (1 + 0.012 * (year - PROFILE_YEARS[0]))
    exact = variable.unit in _EXACT_UNITS
    return {
        "tahun": year,
        "kode_wilayah": kode,
        "variabel": variable.code,
        "nilai": Decimal(str(round(grown, 1))) if exact else int(grown),
        "satuan": variable.unit,
        "sumber": "Buku register kelurahan",
    }
