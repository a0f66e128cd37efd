"""Words of ASCII texts are told by a faster pattern, the same ones."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from suluh.assembly.search_words import _TOLD, _TOLD_PLAINLY, told_words


@given(st.text("ab1 2.,_-/x'", max_size=40))
@example("sdn12 abc1a ab1abc abc12")
@example("5.1.02 1.234.567 a5.1.02 .5.1.02, 5.1.02_")
@settings(max_examples=200, deadline=None)
def test_the_plain_pattern_tells_what_the_other_does(text: str) -> None:
    assert _TOLD_PLAINLY.findall(text) == _TOLD.findall(text)


def test_money_is_no_word_and_a_code_is() -> None:
    assert told_words("<p>Belanja 1.234.567 untuk 5.1.02 ab</p>") == {"belanja", "untuk", "5.1.02"}
    assert told_words("<p>Café 5.1.02</p>") == {"cafe", "5.1.02"}
    assert told_words("<p>Þórr 5.1.02</p>") == {"þorr", "5.1.02"}


def test_letters_between_digits_are_of_a_checksum() -> None:
    checksum = "e7777cafe15fa0f6deed59abba0a428de5f87d86a4d802f6e5abec0042447a32fad"
    assert told_words(f"<p>Sidik {checksum} dari SDN1 dan café</p>") == {
        "sidik",
        "dari",
        "sdn",
        "dan",
        "cafe",
    }
    assert told_words(f"<p>Sidik {checksum} dari SDN12.</p>") == {"sidik", "dari", "sdn"}
