"""Hand-written pages: a closed list of keys, no links, nothing but Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_site import copy_small_site
from suluh.reading.site_settings import read_settings
from suluh.reading.written_documents import read_documents
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.site import Document


def read(root: Path) -> tuple[list[Document], list[Finding]]:
    settings, _ = read_settings(root)
    assert settings is not None
    documents, _, findings = read_documents(settings)
    return documents, findings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def test_pages_are_found_and_reports_are_not_among_them(root: Path) -> None:
    (root / "content" / "tentang" / "dalam").mkdir()
    (root / "content" / "tentang" / "dalam" / "cara.md").write_text("# Cara\n", encoding="utf-8")
    documents, findings = read(root)
    assert findings == []
    assert [one.path for one in documents] == ["tentang/dalam/cara.md", "tentang/index.md"]
    assert documents[0].address == "tentang/dalam/cara/"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ntitle: A\ntemplate: x.html\n---\n", "H003"),
        ("---\ntitle: A\nicon: ../../x\n---\n", "H003"),
        ("---\ntitle: {a: b}\n---\n", "H004"),
        ("---\nhide: [semua]\n---\n", "H004"),
        ("---\nbahasa: fr\n---\n", "H004"),
        ("---\ntitle: A\ntitle: B\n---\n", "F104"),
        ("---\n- a\n---\n", "F108"),
        ("---\ntitle: A\n", "L002"),
        ("a\x00b", "F010"),
    ],
)
def test_pages_with_faults_are_left_out(root: Path, text: str, code: str) -> None:
    (root / "content" / "salah.md").write_text(text, encoding="utf-8")
    documents, findings = read(root)
    assert [one.code for one in findings] == [code]
    assert [one.path for one in documents] == ["tentang/index.md"]


def test_a_page_may_say_that_it_is_in_english(root: Path) -> None:
    (root / "content" / "about.md").write_text("---\nbahasa: en\n---\n# About\n", encoding="utf-8")
    documents, findings = read(root)
    assert findings == [] and "about.md" in [one.path for one in documents]


def test_links_and_other_files_are_told(root: Path) -> None:
    (root / "content" / "gambar.svg").write_text("<svg onload='x'/>", encoding="utf-8")
    try:
        (root / "content" / "luar").symlink_to(root / "datasets", target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    documents, findings = read(root)
    assert len(documents) == 1
    assert sorted((one.code, one.place.path) for one in findings) == [
        ("F005", "content/luar"),
        ("H005", "content/gambar.svg"),
    ]
