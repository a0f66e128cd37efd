"""Links stay within the site, or say plainly where outside they lead."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.rendering.link_addresses import is_external, relative_address

BASE = "https://suluh.example/kota/"
segments = st.lists(st.text("abcxyz019.-", min_size=1, max_size=8).filter(lambda s: s.strip(".")), max_size=4)
addresses = segments.map(lambda parts: "".join(f"{part}/" for part in parts))


@given(addresses, addresses)
def test_a_relative_address_resolves_to_its_target_from_anywhere(address, here):
    assert urljoin(BASE + here, relative_address(address, here)) == BASE + address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "//jahat.example",
        "/etc/passwd",
        "../../x",
        "a/../../b",
        "\\\\host\\x",
        "http://[",
        "vbscript:x",
        "file:///x",
        "http:",
    ],
)
def test_what_is_no_place_leads_nowhere(address):
    assert relative_address(address, "data/x/") == "#"
    assert not is_external(address)


@pytest.mark.parametrize(
    "address", ["https://contoh.go.id/a?b=c#d", "http://contoh.go.id", "mailto:ppid@contoh.go.id"]
)
def test_an_external_address_stays(address):
    assert relative_address(address, "data/x/") == address


@given(st.text(max_size=60), addresses)
def test_any_text_is_external_or_stays_within_the_site(text, here):
    result = relative_address(text, here)
    assert is_external(result) or result.startswith("#") or urljoin(BASE + here, result).startswith(BASE)
