"""What clearing kept back is recognised, and what is public as well is not."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_field, make_package, make_report, make_resource, make_table
from suluh.clearing.classification import clear_package
from suluh.clearing.withheld_values import fingerprint_withheld
from suluh.vocabulary import fingerprints
from suluh.vocabulary.fingerprints import ListedTexts, Recogniser, words_of
from suluh.vocabulary.package import Klasifikasi, ValidPackage

SECRET = "La Ode Kenari Sentinel"
NUMBER = "7472015708900003"


def find(
    text: str, *, rows: Iterable[tuple[str, str]], public: Iterable[str] = (), **overrides: object
) -> bool:
    """Whether a text is recognised after a table with a secret second column was cleared."""
    closed = make_field("penerima", klasifikasi=Klasifikasi.RAHASIA)
    package = make_package(resources=(make_resource(fields=["nama", closed]),))
    valid = ValidPackage(package, {"contoh": make_table(("nama", "penerima"), rows)})
    cleared = clear_package(valid)
    assert cleared is not None
    prints = fingerprint_withheld([valid], [cleared], [], public, b"kunci")
    return bool(list(Recogniser(prints).find(text)))


def test_a_cell_of_a_secret_column_is_recognised() -> None:
    rows = [("Satu", SECRET), ("Dua", "0812-3456-7890")]
    assert find(f"Diterima oleh {SECRET}.", rows=rows)
    assert find("hubungi 081234567890 x 0812 3456 7890", rows=rows)
    assert not find("Satu Dua Sentinel Kenari", rows=rows)


def test_what_is_public_as_well_is_none() -> None:
    assert not find(SECRET, rows=[(SECRET, "x"), ("Dua", SECRET)])
    assert not find(SECRET, rows=[("Satu", SECRET)], public=[f"Kepala dinas: {SECRET}, sejak 2024"])


WORDS = ("Katobengke", "sembako", "Laode", "keluarga", "74.72.01", "1.234.567", "-", "(penerima)", "Sulaa")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
def test_texts_whose_words_are_known_are_public_like_any_other(secret: list[str], public: list[str]) -> None:
    """They are gone through where a word of a secret stands in them; in what they make harmless all agree."""
    package = make_package("tertutup", klasifikasi=Klasifikasi.TERBATAS)
    valid = ValidPackage(package, {"contoh": make_table(rows=[(text, text) for text in secret])})
    listed = ListedTexts(public, frozenset(word for text in public for word in words_of(text)))
    known = fingerprint_withheld([valid], [], [], [], b"kunci", listed=listed)
    assert known == fingerprint_withheld([valid], [], [], public, b"kunci")


def test_a_whole_package_that_is_withheld_is_recognised() -> None:
    package = make_package("tertutup", klasifikasi=Klasifikasi.TERBATAS)
    valid = ValidPackage(package, {"contoh": make_table(rows=[("01", SECRET)])})
    prints = fingerprint_withheld([valid], [], [], [], b"kunci")
    assert list(Recogniser(prints).find(SECRET)) == ["la ode kenari sentinel"]


def test_words_that_lead_nowhere_are_remembered_in_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    package = make_package("tertutup", klasifikasi=Klasifikasi.TERBATAS)
    valid = ValidPackage(package, {"contoh": make_table(rows=[("01", SECRET)])})
    recogniser = Recogniser(fingerprint_withheld([valid], [], [], [], b"kunci"))
    noted: list[str] = []
    note = recogniser._note
    monkeypatch.setattr(recogniser, "_note", lambda word: (noted.append(word), note(word))[1])
    monkeypatch.setattr(fingerprints, "_MOST_HARMLESS", 5)
    for word in ("satu", "dua", "satu", "tiga", "empat", "satu"):
        assert list(recogniser.find(f"{word} {SECRET} {word}")) == ["la ode kenari sentinel"]
    assert noted.count("satu") == 2, "let go once, when more were known than the bound has"


def test_lines_of_a_withheld_report_are_recognised() -> None:
    line = "Petugas mendatangi rumah keluarga itu dua kali."
    closed = make_report(klasifikasi=Klasifikasi.RAHASIA, body=f"Judul\n\n{line}\n")
    prints = fingerprint_withheld(
        [], [], [closed, make_report(body="Baris ini boleh dibaca semua orang.")], [], b"k"
    )
    assert list(Recogniser(prints).find(f"x {line} x"))
    assert not list(Recogniser(prints).find("Baris ini boleh dibaca semua orang."))


def test_fingerprints_tell_nothing_of_the_text() -> None:
    package = make_package("tertutup", klasifikasi=Klasifikasi.TERBATAS)
    valid = ValidPackage(package, {"contoh": make_table(rows=[("01", SECRET)])})
    prints = fingerprint_withheld([valid], [], [], [], b"kunci")
    assert "kenari" not in repr(prints).lower() and prints.texts
    assert prints.texts != fingerprint_withheld([valid], [], [], [], b"lain").texts


def test_words_of_a_withheld_description_are_recognised() -> None:
    hidden = "Daftar penerima bantuan yang dirahasiakan namanya"
    package = make_package("tertutup", klasifikasi=Klasifikasi.RAHASIA, title=hidden, description="Singkat.")
    shown = make_package(
        "tampak",
        klasifikasi=Klasifikasi.RAHASIA,
        title="Judul ini boleh tampil di daftar",
        descriptor={"judul_boleh_tampil": True},
    )
    prints = fingerprint_withheld([ValidPackage(package, {}), ValidPackage(shown, {})], [], [], [], b"k")
    assert list(Recogniser(prints).find(f"x {hidden} x")) == [hidden.lower()]
    assert not list(Recogniser(prints).find("Judul ini boleh tampil di daftar"))


def test_a_package_is_looked_through_once_for_the_same_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview clears what an edit left as it was no second time; other secrets are sought in all of it."""
    looked: list[str] = []
    find_in = Recogniser.find
    monkeypatch.setattr(
        Recogniser, "find", lambda self, text: find_in(self, text) if looked.append(text) is None else ()
    )
    public = clear_package(
        ValidPackage(
            make_package(), {"contoh": make_table(rows=[("1", SECRET), ("2", "Bukan rahasia apa pun")])}
        )
    )
    assert public is not None
    closed = make_package("tertutup", klasifikasi=Klasifikasi.TERBATAS)

    def look(secret: str, key: bytes) -> tuple[int, bool]:
        looked.clear()
        valid = ValidPackage(closed, {"contoh": make_table(rows=[("1", secret)])})
        prints = fingerprint_withheld([valid], [public], [], [], key)
        return sum(SECRET in text for text in looked), bool(prints)

    assert [look(SECRET, b"satu"), look(SECRET, b"dua")] == [(1, False), (0, False)]
    assert look("Wa Ode Cendrawasih Lain", b"dua") == (1, True)
