"""Addresses that cannot be taken apart: whoever wrote one, it stops nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

import suluh
from suluh.assembly.external_links import ExternalLink, ask_links
from suluh.assembly.forge_api import find_api, find_project
from suluh.cli.doctor import choose_api
from suluh.rendering.written_pages import WrittenPage, render_written_page
from suluh.vocabulary.web_addresses import split_address

PACKAGE = Path(suluh.__file__).parent
ODD = ("https://[isi alamat]/a", "https://[", "//]", "http://[::1")


@given(st.text("htps:/[]@?#%.a1 \u2100\uff0f", max_size=20))
def test_any_text_has_parts(text: str) -> None:
    parts = split_address(text)
    assert not parts.netloc or parts.netloc in text
    assert parts.hostname is None or isinstance(parts.hostname, str)


def test_addresses_are_taken_apart_in_one_place() -> None:
    """The library's own way raises for some texts, which a clerk would see as a fault of the program."""
    askers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "urllib.parse" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "urllib.parse"
        if {"urlsplit", "urlparse"} & {name.name for name in node.names}
    }
    assert askers == {"vocabulary/web_addresses.py"}


@pytest.mark.parametrize("address", ODD)
def test_an_odd_address_of_a_forge_or_its_api_is_refused(address: str) -> None:
    assert find_project(address) == "" and find_api("gitlab", address)
    with pytest.raises(click.UsageError):
        choose_api("gitlab", "https://gitlab.example/a/b", address)


@pytest.mark.parametrize("address", ODD)
def test_an_odd_link_of_a_page_is_a_finding_or_stays_as_it_is(address: str) -> None:
    body = f"[y](<{address}>)"
    page = WrittenPage(body=body, path="a.md", address="a/", files={}, extensions=[])
    assert f'href="{address}"' in render_written_page(page)
    (found,) = ask_links([ExternalLink(address, "a/", 1)], pause=0)
    assert found.code == "W009"
