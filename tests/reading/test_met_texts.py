"""Texts that were met are left out; whatever was not met is given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suluh.reading import met_texts
from suluh.reading.met_texts import MetTexts

TEXTS = st.lists(st.one_of(st.just(""), st.integers(0, 60).map(str)), max_size=20)


@given(steps=st.lists(st.tuples(st.booleans(), TEXTS), max_size=8), few=st.sampled_from([0, 5, 1_000]))
@settings(max_examples=200, deadline=None)
def test_nothing_new_is_left_out(steps: list[tuple[bool, list[str]]], few: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(met_texts, "MOST_FEW", few)
        patch.setattr(met_texts, "BITS", 5)
        met, added = MetTexts(), set[str]()
        for adds, texts in steps:
            told = met.leave_out(texts)
            assert [text for text in texts if text not in added] == [
                text for text in told if text not in added
            ]
            if few == 1_000:
                assert not added.intersection(told)
            if adds:
                met.add(texts)
                added.update(texts)


def test_many_texts_are_known_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(met_texts, "MOST_FEW", 5)
    met, texts = MetTexts(), [str(number) for number in range(100)]
    met.add(texts[:4])
    assert met.leave_out(texts) == texts[4:]
    met.add(texts[4:50])
    met.add(texts[50:99])
    assert met.leave_out(texts) == ["99"]
