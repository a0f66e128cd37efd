"""The last look is spared for bytes that it let out before, by the same rules, under the same name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from made_sites import make_settings
from suluh.assembly import earlier_looks
from suluh.assembly.chance_digits import OwnWork
from suluh.assembly.earlier_looks import open_looks
from suluh.assembly.egress import EgressGate, inspect_site, make_gate
from suluh.assembly.personal_numbers import make_finder
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.fingerprints import Fingerprints, Recogniser, make_fingerprints

SECRET = "Nomor berkas rahasia 4471-2025"
NIK = "7472014101900001"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "situs"
    (folder / "data").mkdir(parents=True)
    for name, text in {
        "index.html": "<p>Halaman satu</p>",
        "lain.html": "<p>Halaman dua</p>",
        "data/a.csv": "kode,jumlah\nA,1\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def gate_of(site: Path, **changes: object) -> EgressGate:
    gate = make_gate(make_settings(site.parent), make_fingerprints([SECRET], b"satu"), make_finder())
    return replace(gate, **changes)  # type: ignore[arg-type]


def look(
    site: Path, monkeypatch: pytest.MonkeyPatch, gate: EgressGate | None = None
) -> tuple[list[str], list[Finding]]:
    """The names that were looked at, and what was found; what was let out is kept."""
    gate = gate or gate_of(site)
    asked: list[str] = []
    inspect = EgressGate.inspect

    def noted(self: EgressGate, name: str, content: bytes) -> list[Finding]:
        asked.append(name)
        return inspect(self, name, content)

    monkeypatch.setattr(EgressGate, "inspect", noted)
    earlier = open_looks(site.parent / "tembolok", gate.rules)
    files, findings = inspect_site(site, gate, earlier)
    earlier.keep(files, findings)
    monkeypatch.setattr(EgressGate, "inspect", inspect)
    return asked, findings


def test_only_what_is_new_is_looked_at(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = ["data/a.csv", "index.html", "lain.html"]
    assert look(site, monkeypatch) == (everything, [])
    assert look(site, monkeypatch)[0] == []
    (site / "lain.html").write_text("<p>Halaman tiga</p>", encoding="utf-8")
    (site / "baru.html").write_bytes((site / "index.html").read_bytes())
    assert look(site, monkeypatch)[0] == ["baru.html", "lain.html"]


def test_what_was_found_is_found_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(site, monkeypatch)
    (site / "lain.html").write_text(f"<p>{SECRET}</p>", encoding="utf-8")
    for _ in range(2):
        asked, findings = look(site, monkeypatch)
        assert "lain.html" in asked and [finding.code for finding in findings] == ["E002"]


def test_what_is_gone_is_forgotten(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(site, monkeypatch)
    data = (site / "lain.html").read_bytes()
    (site / "lain.html").unlink()
    look(site, monkeypatch)
    (site / "lain.html").write_bytes(data)
    assert "lain.html" in look(site, monkeypatch)[0]


OTHERS = {
    "home": "https://lain.example.go.id/",
    "paths": ("/srv/lain",),
    "withheld": Recogniser(make_fingerprints([SECRET, "Surat lain yang tertutup"], b"satu")),
    "find_personal": make_finder(frozenset({NIK})),
    "own": OwnWork("tulisan", "contoh.go.id"),
}
MEMORY = {"fresh", "plain_names"}
"""What a gate only remembers."""


def test_every_part_of_a_gate_counts(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {*OTHERS} | MEMORY == set(EgressGate.__dataclass_fields__)
    look(site, monkeypatch)
    for name, other in OTHERS.items():
        asked, _ = look(site, monkeypatch, gate_of(site, **{name: other}))
        assert len(asked) == 3, name
    assert len(look(site, monkeypatch)[0]) == 0


def test_the_generator_counts(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(site, monkeypatch)
    monkeypatch.setattr(earlier_looks, "digest_whole_generator", lambda: "lain")
    assert len(look(site, monkeypatch)[0]) == 3


def test_withheld_texts_are_the_same_whatever_the_key() -> None:
    first, second = (make_fingerprints([SECRET, "Surat yang tertutup"], key) for key in (b"a", b"b"))
    assert first.texts != second.texts and first.digest == second.digest
    assert make_fingerprints([SECRET], b"a").digest not in ("", first.digest)
    assert Fingerprints().digest == ""


@pytest.mark.parametrize("note", [{}, {"marks": "abc"}, {"marks": [1]}])
def test_a_note_of_another_shape_knows_nothing(
    note: dict[str, object], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(site, monkeypatch)
    monkeypatch.setattr(earlier_looks, "load_note", lambda *_: note)
    assert len(look(site, monkeypatch)[0]) == 3
