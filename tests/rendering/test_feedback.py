"""Addresses for mistakes and requests: prefilled, quoted, and right for forge or mail."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_settings
from suluh.rendering.feedback import Subject, find_forge, mistake_address, request_address

SUBJECT = Subject("Luas & batas: 100 %", "data/luas/", "luas", "2025-01-04", "74.72.01")


def say(text: str) -> str:
    return text


def settings(**overrides: str):
    values = {"site_url": "https://data.contoh.go.id/", "kontak": "ppid@contoh.go.id", **overrides}
    return make_settings(**values)


def fields(address: str) -> dict[str, str]:
    return {name: some[0] for name, some in parse_qs(urlsplit(address).query).items()}


@pytest.mark.parametrize(
    ("address", "forge"),
    [
        ("https://github.com/kota/suluh", "github"),
        ("https://github.kota.go.id/pemda/suluh", "github"),
        ("https://gitlab.com/kota/pemda/suluh", "gitlab"),
        ("https://codeberg.org/kota/suluh", "forgejo"),
        ("https://forgejo.kota.go.id/kota/suluh", "forgejo"),
        ("https://git.kota.go.id/kota/suluh", ""),
        ("https://github.com/kota", ""),
        ("http://github.com/kota/suluh", ""),
        ("https://github.com.evil.example/", ""),
        ("javascript:alert(1)//github.com/a/b", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_forges_are_known_by_their_host(address: str, forge: str) -> None:
    assert find_forge(address) == forge


def test_github_gets_its_form_with_the_fields_filled_in() -> None:
    address = mistake_address(SUBJECT, settings(repositori="https://github.com/kota/suluh.git"), say)
    assert address.startswith("https://github.com/kota/suluh/issues/new?")
    assert fields(address) == {
        "template": "keliru.yml",
        "title": "Keliru: Luas & batas: 100 %",
        "halaman": "https://data.contoh.go.id/data/luas/",
        "dataset": "luas",
        "versi": "2025-01-04",
        "baris": "74.72.01",
    }
    asked = request_address(SUBJECT, settings(repositori="https://github.com/kota/suluh"), say)
    assert fields(asked)["template"] == "minta-data.yml"


def test_other_forges_get_a_text() -> None:
    gitlab = mistake_address(SUBJECT, settings(repositori="https://gitlab.com/kota/suluh/"), say)
    assert gitlab.startswith("https://gitlab.com/kota/suluh/-/issues/new?")
    assert "Baris: 74.72.01" in fields(gitlab)["issue[description]"]
    forgejo = mistake_address(SUBJECT, settings(repositori="https://codeberg.org/kota/suluh"), say)
    assert forgejo.startswith("https://codeberg.org/kota/suluh/issues/new?")
    assert "Versi: 2025-01-04" in fields(forgejo)["body"]


def test_without_a_forge_it_goes_by_mail() -> None:
    address = mistake_address(SUBJECT, settings(), say)
    assert address.startswith("mailto:ppid@contoh.go.id?subject=Keliru")
    assert "+" not in address  # mail programs show it as a plus
    body = fields(address)["body"]
    assert "Halaman: https://data.contoh.go.id/data/luas/\r\n" in body
    assert "Yang keliru:" in body


def test_a_contact_address_or_nothing_is_taken_as_it_is() -> None:
    assert (
        mistake_address(SUBJECT, settings(kontak="https://ppid.contoh.go.id/"), say)
        == "https://ppid.contoh.go.id/"
    )
    assert request_address(SUBJECT, settings(kontak=""), say) == ""


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(["", "https://github.com/a/b"]))
def test_no_text_breaks_out_of_its_field(title: str, row: str, repository: str) -> None:
    subject = Subject(
        title.encode(errors="replace").decode(), "data/x/", row=row.encode(errors="replace").decode()
    )
    address = mistake_address(subject, settings(repositori=repository), say)
    assert not set(address) & set(" \"'<>\\\r\n#")
    told = fields(address)
    assert set(told) <= {"template", "title", "halaman", "baris", "subject", "body"}
    assert len(unquote(address)) < 2000
