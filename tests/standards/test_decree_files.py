"""What the decrees of the package say is whole; a wrong file is refused with its name and its fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from law_overlay import DECREE_FOLDERS, Law, forget_law
from suluh.reading.deadlines import due_date
from suluh.reading.decree_files import load_decrees, load_subjects
from suluh.reading.document_kinds import load_document_kinds, load_owed_documents
from suluh.reading.formula_list import load_formulas
from suluh.reading.index_list import load_indices
from suluh.reading.ladders import load_ladders
from suluh.reading.laws import load_regulations, read_legal_basis
from suluh.reading.nomenclature_versions import load_versions

LADDER = """\
about: kinerja
title: Skala baru
regulation: Permendagri 14 Tahun 2026
since: 2027
scale: ["0", "100"]
steps:
  - {from: "80", predicate: Baik}
  - {from: "60", predicate: Cukup}
lowest: Kurang
"""


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    yield Law(tmp_path / "standards", monkeypatch)
    monkeypatch.undo()
    forget_law()


@pytest.mark.parametrize("folder", [*DECREE_FOLDERS, "profil", "versions"])
def test_every_file_says_what_it_is_about_and_from_when(folder: str) -> None:
    assert load_subjects(folder)
    for about in load_subjects(folder):
        if folder not in ("ladders", "documents", "indices", "formulas", "profil"):
            assert load_decrees(folder, about)


def test_all_that_is_read_stands_on_something() -> None:
    assert all(ladder.regulation for some in load_ladders().values() for ladder in some)
    assert all(index.basis for index in load_indices().values())
    assert all(formula.source for formula in load_formulas().values())
    assert all(version.name for version in load_versions())
    assert set(load_ladders()) <= {"kinerja", *load_indices()}


def test_a_regulation_is_one_of_the_list_or_named_in_words() -> None:
    listed = load_regulations()["uu-14-2008"]
    assert str(read_legal_basis("uu-14-2008")) == listed.name
    assert str(read_legal_basis({"id": "uu-14-2008", "article": "9–11"})) == f"{listed.name} pasal 9–11"
    new = read_legal_basis("Permendagri 14 Tahun 2026").regulation
    assert (new.id, new.year, new.status) == ("permendagri-14-tahun-2026", 2026, "belum diperiksa")
    for wrong in ("permendagri-14-2206", {"id": "uu-14-2008", "pasal": 9}, {}, ""):
        with pytest.raises(ValueError, match=r"laws/peraturan|names no regulation"):
            read_legal_basis(wrong)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("about: kinerja\n", ""), "about"),
        (("since: 2027\n", ""), "since"),
        (("since: 2027", "since: dua ribu"), "no year"),
        (("since: 2027", "since: 207"), "no year"),
        (("since: 2027", "since: 2017"), "both in force in 2017"),
        (("since: 2027", "since: 2027\nuntil: 2026"), "before since"),
        (("regulation: Permendagri 14 Tahun 2026\n", ""), "regulation is missing"),
        (("regulation: Permendagri 14 Tahun 2026", "regulation: permendagri-14-2206"), "laws/peraturan"),
        (('"60"', '"90"'), "descend"),
        (('"60"', '"-5"'), "on the scale"),
        (("lowest: Kurang", "lowest: Baik"), "stands once"),
        (("lowest: Kurang", "lowest: Kurang\ntones: [good, poor]"), "2 tones for 3 grades"),
        (("lowest: Kurang", "lowest: Kurang\ntones: [good, fair, bad]"), "bad"),
        (("lowest: Kurang\n", ""), "lowest"),
    ],
)
def test_a_wrong_ladder_is_refused(law: Law, change: tuple[str, str], why: str) -> None:
    law.drop_in("ladders/baru.yaml", LADDER.replace(*change))
    with pytest.raises(ValueError, match="baru") as refused:
        load_ladders()
    assert why in str(refused.value)


def test_a_year_without_a_deadline_is_refused(law: Law) -> None:
    text = "about: laporan_triwulan\nsince: 2028\nuntil: 2029\ndays: 10\n"
    law.drop_in("deadlines/triwulan-a.yaml", text)
    law.drop_in("deadlines/triwulan-b.yaml", text.replace("2028", "2031").replace("2029", "2032"))
    with pytest.raises(ValueError, match="none in force from 2030 to 2030"):
        due_date(2025, 1)


def test_a_list_names_kinds_that_there_are(law: Law) -> None:
    law.drop_in("documents/tpad-baru.yaml", "about: tpad\ntitle: T\nsince: 2027\nkinds: [lra_skpd, entah]\n")
    assert "entah" not in load_document_kinds()
    with pytest.raises(ValueError, match="entah"):
        load_owed_documents(2027)


def test_nothing_ends_that_there_was_not(law: Law) -> None:
    law.drop_in("documents/baru.yaml", "about: jenis\nsince: 2027\nends: [entah]\nkinds: {}\n")
    with pytest.raises(ValueError, match="entah"):
        load_document_kinds()
