"""Next year's decree is one file: what is checked, measured, shown and owed follows it from its year on.

Each successor is one YAML file laid beside those of the package. Every year before its own keeps what it had.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from law_overlay import Law, forget_law
from small_site import HERE, copy_small_site
from suluh.checking.project import check_project
from suluh.pipeline import build_site
from suluh.reading.account_names import load_accounts
from suluh.reading.ladders import ladder_in_force, load_ladders
from suluh.reading.nomenclature_versions import version_in_force
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_list import load_standard
from suluh.vocabulary.measures import Tone
from suluh.vocabulary.settings import Settings

FIRST = 2027
YEARS = (FIRST - 1, FIRST)
SHOWN = ("alur/", "evaluasi/", "kalender/", "kinerja/", "tpad/")
DECREE = "Permendagri 14 Tahun 2026"
ABOUT = ("kinerja", "sakip", "spbe", "pemdi", "ikm")
WORDS = ("Unggul", "Mantap", "Maju", "Tumbuh", "Rintis", "Awal", "Dasar")

LADDER = """\
about: {about}
title: Jenjang baru {about}
regulation: {decree}
since: 2027
scale: ["{least}", "{most}"]
steps:
{steps}
lowest: {lowest}
note: Jenjang dari ketentuan baru.
"""
DEADLINE = """\
about: laporan_triwulan
title: Laporan triwulan
regulation: Permendagri 14 Tahun 2026
since: 2027
days: 10
"""
FORMULAS = """\
about: capaian
since: 2027
regulation: Permendagri 14 Tahun 2026
formulas:
  t_per_r:
    title: "(2T − R) ÷ T × 100"
    arah: turun
    top: {R: -1, T: 2}
    bottom: {R: 0, T: 1}
    sentence: Rumus turun dari ketentuan baru.
  selisih:
    title: "(R + T) ÷ 2T × 100"
    arah: naik
    top: {R: 1, T: 1}
    bottom: {R: 0, T: 2}
    sentence: Rumus naik dari ketentuan baru.
"""
DOCUMENTS = """\
about: jenis
since: 2027
regulation: PP 9 Tahun 2026
kinds:
  rkpd:
    title: RKPD
    name: Rencana kerja pemerintah daerah
    milik: daerah
    masa: 1
    kelompok: rencana
    batas: {tahun: -1, bulan: 5, hari: 31}
  neraca_warga:
    title: Neraca warga
    name: Neraca daerah untuk warga
    milik: daerah
    masa: 1
    kelompok: pertanggungjawaban
    batas: {tahun: 1, bulan: 2, hari: 28}
ends: [opini_bpk]
"""
OWED = """\
about: tpad
title: Transparansi anggaran
regulation: PP 9 Tahun 2026
since: 2027
kinds: [perda_apbd, neraca_warga]
"""
INDEX = """\
about: indeks
since: 2027
regulation: PermenPANRB 3 Tahun 2026
indices:
  mutu:
    name: Mutu pelayanan digital
    replaces: ikm
    ladder:
      scale: ["0", "10"]
      steps:
        - {from: "8", predicate: Prima}
        - {from: "5", predicate: Layak}
      lowest: Belum layak
"""
VERSION = """\
about: nomenklatur
regulation: Kepmendagri 900-1 Tahun 2027
date: "2027-06-01"
since: 2028
urusan: 8
bidang: 32
digits: 6
"""
CITATIONS = """\
about: halaman
since: 2027
pages:
  evaluasi: {bases: [Permendagri 14 Tahun 2026]}
"""
VARIABLES = """\
about: variabel
since: 2027
regulation: Permendagri 14 Tahun 2026
variables:
  embung: {name: Embung desa, unit: unit, group: Prasarana}
"""
ACCOUNTS = """\
about: anggaran
since: 2027
regulation: Permendagri 14 Tahun 2026
roles: {income: "7"}
names: {"7": Penerimaan daerah, "5.1": Belanja rutin}
"""
FILES = {
    "accounts/baru.yaml": ACCOUNTS,
    "deadlines/baru.yaml": DEADLINE,
    "formulas/baru.yaml": FORMULAS,
    "documents/baru.yaml": DOCUMENTS,
    "documents/daftar-baru.yaml": OWED,
    "indices/baru.yaml": INDEX,
    "versions/baru.yaml": VERSION,
    "citations/baru.yaml": CITATIONS,
    "profil/baru.yaml": VARIABLES,
}
GRADES = {
    "sakip": ("62", "B"),
    "spbe": ("3.1", "Baik"),
    "pemdi": ("3.1", "Baik (berkembang)"),
    "ikm": ("80", "B"),
}
"""A value of each index, and its word before the decree."""
SCALES = {"kinerja": (0, 100), "sakip": (0, 100), "spbe": (1, 5), "pemdi": (1, 5), "ikm": (25, 100)}


def make_ladder(about: str, grades: int) -> str:
    """A ladder of so many grades, evenly over the scale of its subject."""
    least, most = SCALES[about]
    limits = [round(least + (most - least) * place / grades, 2) for place in range(grades - 1, 0, -1)]
    steps = (
        f'  - {{from: "{limit}", predicate: {word}}}' for limit, word in zip(limits, WORDS, strict=False)
    )
    return LADDER.format(
        about=about, decree=DECREE, least=least, most=most, steps="\n".join(steps), lowest=WORDS[grades - 1]
    )


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    forget_law()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with threads, indicators, indices, documents and services of 2024 to 2028."""
    root = copy_small_site(tmp_path_factory.mktemp("situs") / "situs")
    for name in ("alur", "kinerja", "dokumen", "pelayanan"):
        shutil.copytree(HERE / "sites" / name, root, dirs_exist_ok=True)
    for table in ("rencana", "anggaran", "realisasi"):
        repeat_years(root / f"datasets/dinas-sosial/alur/{table}.csv", YEARS)
    works = (
        "dinas-sosial,1.06.02.2.01.0001,Relawan yang dilatih,5,1000000,,,,,",
        "dinas-sosial,1.06.02.2.01.0002,,18,1000000,,,,,",
        "dinas-sosial,1.06.02.2.01.0003,Berkas yang lengkap,45,1000000,,,,,",
    )
    for year in YEARS:
        rows = [f"{year},3,{work},{year}-10-15" for work in works]
        rows += [f"{year},4,{work},{year + 1}-01-08" for work in works]
        append(root / "datasets/dinas-sosial/alur/realisasi.csv", *rows)
    performance = root / "datasets/dinas-sosial/kinerja"
    append(performance / "capaian.csv", *(f"{year},0,stunting,74.72,10,12," for year in (2026, 2027)))
    for code, (value, _) in GRADES.items():
        years = (2026 if code == "pemdi" else 2025, FIRST)
        append(performance / "indeks.csv", *(f"{year},{code},{value},,,Penilai," for year in years))
    return root


def repeat_years(path: Path, years: tuple[int, ...]) -> None:
    """The rows of 2024 once more in other years, on the same days of the years after."""
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    more = [row.replace("2024", str(year)) for year in years for row in rows if row.startswith("2024,")]
    path.write_text("\n".join([head, *rows, *more]) + "\n", encoding="utf-8")


def append(path: Path, *rows: str) -> None:
    path.write_text(
        path.read_text(encoding="utf-8").rstrip() + "\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )


def read(root: Path) -> Settings:
    settings, findings = read_settings(root, build_time=datetime(2028, 6, 1, tzinfo=UTC))
    assert settings is not None, findings
    return settings


class Built:
    """A built site: its pages without their tags, and what the check found."""

    def __init__(self, settings: Settings) -> None:
        """Build it in memory."""
        site, checked = build_site(settings)
        assert site is not None, [str(one) for one in checked.findings]
        self.findings = checked.findings
        # Written at once: pages are made when they are asked for, by the law of that moment.
        self.bodies = {page.address: page.body() for page in site.pages if page.address.startswith(SHOWN)}

    def html(self, address: str) -> str:
        return self.bodies[address]

    def text(self, address: str) -> str:
        return " ".join(re.sub(r"<[^>]*>", " ", self.html(address)).split())


@pytest.fixture(scope="module")
def before(root: Path) -> Built:
    """As the package itself says."""
    return Built(read(root))


@pytest.fixture(scope="module")
def law(before: Built, patch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Law:
    """All successors dropped in, ladders of four and of seven grades among them."""
    law = Law(tmp_path_factory.mktemp("law") / "standards", patch)
    for name, text in FILES.items():
        law.drop_in(name, text)
    for number, about in enumerate(ABOUT):
        law.drop_in(f"ladders/baru-{about}.yaml", make_ladder(about, (4, 7, 3, 6, 7)[number]))
    return law


@pytest.fixture(scope="module")
def after(root: Path, law: Law) -> Built:
    return Built(read(root))


def thread(year: int) -> str:
    return f"alur/{year}/dinas-sosial/1.06.02.2.01.0001/"


@pytest.mark.parametrize("about", ABOUT)
def test_a_ladder_ends_the_year_before_its_successor(law: Law, about: str) -> None:
    *_, old, new = load_ladders()[about]
    assert new.since == FIRST and new.regulation == DECREE and old.until <= FIRST - 1
    assert ladder_in_force(FIRST, about) == new and ladder_in_force(FIRST + 20, about) == new
    assert ladder_in_force(FIRST - 2, about) in (old, None)


@pytest.mark.parametrize("grades", [2, 3, 4, 6, 7, 9])
def test_any_number_of_grades_gets_its_looks(tmp_path: Path, grades: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        law = Law(tmp_path / "standards", patch)
        text = make_ladder("kinerja", min(grades, len(WORDS)))
        law.drop_in("ladders/baru.yaml", text)
        ladder = ladder_in_force(FIRST)
        assert ladder is not None and len(ladder.tones) == len(ladder.grades)
        worth = [list(Tone).index(tone) for tone in ladder.tones]
        assert worth == sorted(worth), "a higher grade never looks worse"
        assert (ladder.tones[0], ladder.tones[-1]) == (Tone.GOOD, Tone.POOR)
        assert ladder.tone_of("entah") is None
    forget_law()


@pytest.mark.parametrize("code", ["sakip", "spbe", "pemdi", "ikm"])
def test_an_index_is_graded_by_the_ladder_of_each_year(before: Built, after: Built, code: str) -> None:
    value, grade = GRADES[code]
    address = f"kinerja/indeks/{code}/"
    old = 2026 if code == "pemdi" else 2025
    ladder = load_ladders()[code][-1]
    new = next(word for limit, word in ladder.steps if float(value) >= limit)
    shown = value.replace(".", ",")
    assert f"{old} {shown} {grade}" in before.text(address) and f"{old} {shown} {grade}" in after.text(
        address
    )
    assert f"{FIRST} {shown} {new}" in after.text(address)
    assert f"Skala {DECREE}" in after.text(address) and DECREE not in before.text(address)
    assert load_ladders()[code][0].regulation in after.text(address), "the old ladder is still explained"
    assert all(word in after.text(address) for word in ladder.grades), (
        "each grade is named, not coloured alone"
    )


def test_an_index_of_a_ladder_that_ended_is_told_until_it_has_a_successor(
    before: Built, after: Built
) -> None:
    missing = [one for one in before.findings if one.code == "J007"]
    assert [one.details["indeks"] for one in missing] == ["Pemerintahan berbasis elektronik (SPBE)"]
    assert not [one for one in after.findings if one.code == "J007"]


@pytest.mark.parametrize("year", YEARS)
def test_threads_and_evaluations_are_judged_by_their_year(before: Built, after: Built, year: int) -> None:
    form = f"evaluasi/{year}/tw4/dinas-sosial/"
    for address in (thread(year), form):
        assert "Permendagri 86 Tahun 2017" in before.text(address)
        assert (DECREE in after.text(address)) == (year == FIRST), address
        assert ("Permendagri 86 Tahun 2017" in after.text(address)) == (year < FIRST), address
        assert len(re.findall(r"<rect[^>]*/><text x=", after.html(address))) >= (4 if year == FIRST else 5)
    assert ("Unggul" in after.text(form)) == (year == FIRST)
    if year < FIRST:
        assert before.html(form) == after.html(form), "a year before the decree is as it was"


@pytest.mark.parametrize(
    ("year", "due", "state"),
    [(2026, "30 Oktober 2026", "Tepat waktu"), (2027, "10 Oktober 2027", "Terlambat")],
)
def test_reports_are_due_by_the_decree_of_their_year(after: Built, year: int, due: str, state: str) -> None:
    assert due in after.text("kalender/") and state in after.text(thread(year))


def test_a_formula_measures_from_its_year_on(before: Built, after: Built) -> None:
    old, new = before.text("kinerja/stunting/"), after.text("kinerja/stunting/")
    assert "2026 10 12 83,3 %" in old and "2027 10 12 83,3 %" in old
    assert "2026 10 12 83,3 %" in new and "2027 10 12 80,0 %" in new
    assert "Rumus turun dari ketentuan baru." in new
    assert f"Predikat menurut {DECREE}, Permendagri 86 Tahun 2017" in new
    for name in ("rencana", "indikator"):
        rumus = next(one for one in load_standard(name)["fields"] if one["name"] == "rumus")
        assert set(rumus["constraints"]["enum"]) == {"selisih", "t_per_r", "r_per_t", "dua_t_kurang_r"}


def test_documents_are_owed_by_the_list_of_their_year(before: Built, after: Built) -> None:
    assert before.text("tpad/2026/") == after.text("tpad/2026/").replace("PP 9 Tahun 2026", "")
    new = after.text("tpad/2027/")
    assert "0 dari 2 dokumen wajib" in new and "Neraca daerah untuk warga" in new and "Opini" not in new
    assert "28 Februari 2028 (PP 9 Tahun 2026)" in new and "31 Desember 2026 (PP 12 Tahun 2019)" in new
    table = after.text("tpad/")
    assert "Neraca daerah untuk warga" in table and "PP 9 Tahun 2026, Inmendagri" in table
    calendar = after.text("kalender/")
    assert "31 Mei 2026 RKPD 2027" in calendar and "31 Juli 2025 RKPD 2026" in calendar
    assert "Opini BPK 2026" in calendar and "Opini BPK 2027" not in calendar
    kinds = next(one for one in load_standard("dokumen")["fields"] if one["name"] == "jenis")
    assert {"neraca_warga", "opini_bpk"} <= set(kinds["constraints"]["enum"])


def test_an_index_of_one_file_has_ladder_name_and_predecessor(root: Path, law: Law, tmp_path: Path) -> None:
    site = Path(shutil.copytree(root, tmp_path / "situs"))
    table = site / "datasets/dinas-sosial/kinerja/indeks.csv"
    append(table, "2027,mutu,8,,Prima,Penilai,", "2026,mutu,8,,,Penilai,", "2028,mutu,4,,Layak,Penilai,")
    found = [one for one in check_project(read(site)).findings if one.place.path.endswith("indeks.csv")]
    assert sorted((one.code, one.place.field) for one in found) == [("J006", "predikat"), ("J007", "tahun")]
    assert next(one for one in found if one.code == "J006").details["peraturan"] == "PermenPANRB 3 Tahun 2026"


def test_codes_have_the_form_of_their_year(root: Path, law: Law, tmp_path: Path) -> None:
    known = [version_in_force(year) for year in (2027, 2028)]
    assert [version and version.digits for version in known] == [4, 6]
    site = Path(shutil.copytree(root, tmp_path / "situs"))
    plan = site / "datasets/dinas-sosial/alur/rencana.csv"
    repeat_years(plan, (2028,))

    def found() -> list[tuple[str, str]]:
        some = check_project(read(site)).findings
        forms = [one for one in some if one.code in ("A003", "A004") and one.place.path.endswith(plan.name)]
        return [(one.code, one.details["peraturan"]) for one in forms]

    assert found() == [("A004", "Kepmendagri 900-1 Tahun 2027")]
    text = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"^(2028,.*?\.2\.01\.)(\d{4})", r"\g<1>00\2", text, flags=re.M), encoding="utf-8")
    assert found() == []


def test_accounts_have_the_names_and_parts_of_their_year(law: Law) -> None:
    old, new = load_accounts(FIRST - 1), load_accounts(FIRST)
    assert (old.income, new.income) == ("4", "7") and (old.spending, new.spending) == ("5", "5")
    assert (old.names["5.1"], new.names["5.1"]) == ("Belanja operasi", "Belanja rutin")
    assert "7" not in old.names and new.names["7"] == "Penerimaan daerah"


def test_villages_may_report_what_is_new(root: Path, law: Law, tmp_path: Path) -> None:
    site = Path(shutil.copytree(root, tmp_path / "situs"))
    table = site / "datasets/dinas-sosial/pelayanan/profil-desa.csv"
    head, first = table.read_text(encoding="utf-8").splitlines()[:2]
    row = dict(zip(head.split(","), next(csv.reader([first])), strict=True))
    for year in YEARS:
        append(
            table,
            ",".join(
                {**row, "tahun": str(year), "variabel": "embung", "nilai": "2", "satuan": "unit"}.values()
            ),
        )
    found = [one for one in check_project(read(site)).findings if one.place.path.endswith("profil-desa.csv")]
    assert [(one.code, one.value) for one in found] == [("Y010", "embung")]
    assert [one.place.row for one in found] == [len(table.read_text(encoding="utf-8").splitlines()) - 2]


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("deadlines/triwulan.yaml", "since: 0"),
        ("accounts/anggaran.yaml", "since: 0"),
        ("coverage/kecukupan.yaml", "since: 0"),
        ("flags/dasbor.yaml", "since: 0"),
        ("formulas/capaian.yaml", "since: 0"),
        ("documents/tpad.yaml", "since: 2012"),
        ("citations/halaman.yaml", "since: 0"),
        ("deadlines/aduan.yaml", "since: 2018"),
        ("deadlines/permintaan-informasi.yaml", "since: 2010"),
        ("ladders/permendagri-86-2017.yaml", "since: 2017"),
    ],
)
def test_a_copy_of_a_decree_with_a_later_year_is_a_successor(
    root: Path, before: Built, tmp_path: Path, name: str, since: str
) -> None:
    """As the simplest of successors is made: the file copied, its first year changed."""
    with pytest.MonkeyPatch.context() as patch:
        law = Law(tmp_path / "standards", patch)
        law.succeed(name, name.replace(".yaml", "-baru.yaml"), (since, f"since: {FIRST}"))
        assert check_project(read(root)).findings == before.findings
    forget_law()
